"""Moodle XML: round trips, a file written by hand after its documentation, and files that mean harm."""

import pytest
from hypothesis import given, settings

from crampcourse.exchange import moodle_xml, reading
from crampcourse.library.shelf import load
from tests.exchange.made import ASSUMED, ITEM, back, choices, numbers, orders, plain, without


@settings(deadline=None)
@given(choices())
def test_a_choice_comes_back_whole(item):
    assert plain(back(moodle_xml, item)) == plain(item)


@settings(deadline=None)
@given(orders())
def test_an_order_comes_back_whole(item):
    assert plain(back(moodle_xml, item)) == plain(item)


@settings(deadline=None)
@given(numbers())
def test_a_number_comes_back(item):
    lost = ("tolerance", "tolerance_percent", "units")
    read = back(moodle_xml, item)
    found, wanted = without(read, *lost), without(item, *lost)
    wanted["wrong"] = [between for between in wanted["wrong"] if None not in (between["low"], between["high"])]
    assert found == wanted
    spread = item.tolerance if item.tolerance is not None else abs(item.value) * item.tolerance_percent / 100
    assert read["tolerance"] == spread
    others = {unit: factor for unit, factor in item.units.items() if unit != item.unit}
    assert read.get("units", {}) == pytest.approx(others)


def test_the_whole_bank_and_what_is_lost_of_it():
    library = load()
    exported = moodle_xml.export(list(library.items.values()), library)
    assert "l01-label-medial: left out; questions of kind label are not written to Moodle XML" in exported.lost
    assert "l01-inner-bump: lost: misconceptions (3)" in exported.lost
    assert (
        "l01-pointing-turns-in: lost: feedback for numbers beyond one bound (1); misconceptions (2)"
    ) in exported.lost
    assert (
        "l01-order-down: lost: part credit for steps that are one place off; that the reason of each step is shown"
    ) in exported.lost
    read = moodle_xml.read(exported.content, ASSUMED)
    assert not read.faults
    assert not read.notes
    assert len(read.items) == len(library.items) - sum("left out" in line for line in exported.lost)


def test_a_unit_that_moodle_cannot_say_is_named():
    data = plain(load().items["l01-sagittal-range"]) | {"units": {"x": 1e-320, "deg": 1.0}}
    (line,) = moodle_xml.export([ITEM.validate_python(data)], None).lost
    assert "units with a factor that has no reciprocal (1)" in line


BY_HAND = """<?xml version="1.0" encoding="UTF-8"?>
<quiz>
  <question type="category"><category><text>$course$/Feet</text></category></question>
  <question type="multichoice">
    <name><text>Heel bone</text></name>
    <questiontext format="html">
      <text><![CDATA[<p>What is <b>it</b>?<script>steal()</script> ]]]]><![CDATA[></p>]]></text>
      <file name="a.png" encoding="base64">AAAA</file></questiontext>
    <generalfeedback format="html"><text>All in all.</text></generalfeedback>
    <single>true</single><shuffleanswers>0</shuffleanswers>
    <correctfeedback format="html"><text>Well done.</text></correctfeedback>
    <answer fraction="100" format="plain_text"><text>The &lt;calcaneus&gt;</text>
      <feedback format="html"><text>Yes.</text></feedback></answer>
    <answer fraction="0" format="html"><text>The talus</text><feedback format="html"><text></text></feedback></answer>
    <hint format="html"><text>It is low.</text></hint>
  </question>
  <question type="truefalse">
    <name><text>Two heads</text></name>
    <questiontext format="moodle_auto_format"><text>The calf has two heads.</text></questiontext>
    <answer fraction="100"><text>true</text><feedback><text>It has.</text></feedback></answer>
    <answer fraction="0"><text>false</text><feedback><text>It has two.</text></feedback></answer>
  </question>
  <question type="numerical">
    <name><text>Length</text></name>
    <questiontext format="html"><text>How long?</text></questiontext>
    <answer fraction="100"><text>5.5</text><tolerance>0.1</tolerance><feedback><text>Right.</text></feedback></answer>
    <answer fraction="0"><text>*</text><feedback><text>No.</text></feedback></answer>
    <units><unit><multiplier>1</multiplier><unit_name>m</unit_name></unit>
      <unit><multiplier>100</multiplier><unit_name>cm</unit_name></unit></units>
  </question>
  <question type="ordering">
    <name><text>Downward</text></name>
    <questiontext format="html"><text>Order them.</text></questiontext>
    <generalfeedback format="html"><text>From above.</text></generalfeedback>
    <selecttype>RANDOM</selecttype>
    <answer fraction="1"><text>Tibia</text></answer><answer fraction="2"><text>Talus</text></answer>
    <answer fraction="3"><text>Calcaneus</text></answer>
  </question>
  <question type="essay"><name><text>Write</text></name></question>
</quiz>
"""


def test_a_file_written_by_hand_is_read():
    read = moodle_xml.read(BY_HAND, ASSUMED)
    heel, truth, length, order = (plain(item) for item in read.items)
    assert heel["stem"] == "What is **it**? ]]>"
    assert [option["text"] for option in heel["options"]] == ["The <calcaneus>", "The talus"]
    assert heel["hints"] == ["It is low."]
    assert heel["shuffle"] is False
    assert [option["key"] for option in truth["options"]] == [True, False]
    assert (length["value"], length["unit"], length["units"]) == (5.5, "m", {"cm": 0.01})
    assert order["rationale"] == "From above."
    assert [str(fault) for fault in read.faults] == ["questions: Write: questions of type 'essay' are not read"]
    for note in (
        "a category is left out",
        "Heel bone: question: <script> and what stands in it is left out",
        "Heel bone: question: embedded files are left out",
        "Heel bone: the general feedback is left out; ours stands with each option",
        "Heel bone: the correctfeedback is left out; ours stands with each answer",
        "Heel bone: option 'The talus' has no feedback; write why it is wrong",
        "Length: the feedback for any other number is left out",
        "Downward: step 1 has no feedback; write why it is right",
        "Downward: Moodle shows some of the steps only; here all are shown",
    ):
        assert note in read.notes


ENTITIES = "".join(
    f'<!ENTITY {after} "{f"&{name};" * 10}">' for name, after in zip("abcdefgh", "bcdefghi", strict=True)
)
BOMB = (
    f'<!DOCTYPE q [<!ENTITY a "aaaaaaaaaa">{ENTITIES}]><quiz><question><name><text>&i;</text></name></question></quiz>'
)
OUTSIDE = '<!DOCTYPE q [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz><question>&x;</question></quiz>'
REFUSED = "declares a document type or entities; such files are not read"
NO_UNIT = 'question 1: the number has no unit: end the question with "(answer in …)" or give --unit'
NO_FACTOR = "<units><unit><multiplier>0</multiplier></unit></units>"


def one(kind, inside):
    return f"<quiz><question type='{kind}'>{inside}</question></quiz>"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (BOMB, f"questions: {REFUSED}"),
        (OUTSIDE, f"questions: {REFUSED}"),
        ('<!DOCTYPE quiz SYSTEM "http://127.0.0.1/x.dtd"><quiz/>', f"questions: {REFUSED}"),
        ("<quiz>\n<question>", "questions:2: not XML: no element found: line 2, column 10"),
        ("", "questions:1: not XML: no element found: line 1, column 0"),
        ("<html/>", "questions: is not Moodle XML: its root is <html>, it must be <quiz>"),
        (one("numerical", "<answer fraction='100'><text>x</text></answer>"), f"questions: {NO_UNIT}"),
        (
            one("multichoice", "<answer fraction='nan'/>"),
            "questions: question 1: fraction 1 is not a number (given: 'nan')",
        ),
        (one("numerical", NO_FACTOR), "questions: question 1: multiplier 1 must be above 0 (given: 0.0)"),
    ],
)
def test_a_file_that_means_harm_or_nothing_is_a_fault(text, message):
    read = moodle_xml.read(text, ASSUMED)
    assert [str(fault) for fault in read.faults] == [message]
    assert read.items == []


def test_a_file_nested_without_end_is_survived():
    depth = 100_000
    read = moodle_xml.read("<quiz>" + "<question>" * depth + "</question>" * depth + "</quiz>", ASSUMED)
    assert not read.items


def test_too_many_questions_are_not_read(monkeypatch):
    monkeypatch.setattr(reading, "MAX_QUESTIONS", 3)
    read = moodle_xml.read("<quiz>" + "<question type='essay'/>" * 5 + "</quiz>", ASSUMED)
    assert read.faults[-1].message == "holds more than 3 questions; the rest is not read: split the file"
    assert len(read.faults) == 4
