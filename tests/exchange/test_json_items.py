"""Our items as JSON: nothing lost, and every fault said."""

from hypothesis import given, settings
from hypothesis import strategies as st

from crampcourse.exchange import json_items
from crampcourse.library.shelf import load
from tests.exchange.made import ASSUMED, ITEM, as_json, back, choices, numbers, orders, plain


@settings(deadline=None)
@given(st.one_of(choices(), numbers(), orders()))
def test_nothing_is_lost(item):
    assert plain(back(json_items, item)) == plain(item)
    assert json_items.export([item], None).lost == []


def test_the_whole_bank_goes_there_and_back():
    library = load()
    items = list(library.items.values())
    read = json_items.read(json_items.export(items, library).content, ASSUMED)
    assert [ITEM.validate_python(item) for item in read.items] == items
    assert not read.faults
    assert not read.notes


def messages(text):
    return [str(fault) for fault in json_items.read(text, ASSUMED).faults]


def test_faults_are_said():
    head = '{"format": "crampcourse-items", "version": 1, "items": '
    assert messages('{\n"items": [}') == ["questions:2: not JSON: Expecting value"]
    assert messages("[" * 200_000) == ["questions: is nested too deep"]
    assert messages(head + "[NaN]}") == ["questions: not JSON that we read: NaN is not a number in JSON"]
    assert "integer string conversion" in messages(head + "[" + "9" * 5000 + "]}")[0]
    assert messages("[]")[0].startswith("questions: is not a file of our items")
    assert messages(head + "3}") == ["questions: items must be a list"]
    assert len(messages(head + '["a"]}')) == 1
    assert messages(head + '[{"id": "a", "kind": "single", "objective": "L01-O1", "stem": "s"}]}') == [
        "questions: a: sources: is missing; add it; options: is missing; add it"
    ]


def test_doubled_ids_and_too_many_items_are_faults():
    item = {
        "id": "a", "kind": "single", "objective": "L01-O1", "stem": "s", "sources": ["A"],
        "options": [{"text": "x", "rationale": "r", "key": True}, {"text": "y", "rationale": "r"}],
    }  # fmt: skip
    document = {"format": "crampcourse-items", "version": 1, "items": [item, item]}
    assert messages(as_json(document)) == ["questions: a: this id already stands in the file; ids must differ"]
    document["items"] = [3] * 10_001
    assert messages(as_json(document))[-1] == (
        "questions: holds more than 10,000 questions; the rest is not read: split the file"
    )
