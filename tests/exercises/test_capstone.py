"""The capstone: every sentence of its text is marked once, and the keys are the verdicts of the ledger."""

import re
from collections import Counter

import nbformat
import pytest

from crampcourse.library import load
from crampcourse.library.shelving import read_bank
from tools import exercises as tool

VERDICTS = {"supported", "partly", "contested", "wrong", "unverifiable"}
FEWEST_SENTENCES = 12
REWRITTEN = 5
PATH = tool.SOURCE / "capstone" / "capstone.ipynb"
MARKED = re.compile(r"Sentence (\d+): ([^*]+)")


@pytest.fixture(scope="module")
def cells():
    return {cell.id: cell.source for cell in nbformat.read(PATH, as_version=4).cells}


@pytest.fixture(scope="module")
def text(cells):
    """Sentences of the text by their numbers."""
    return {int(number): words for number, words in re.findall(r"^(\d+)\. (.+)$", cells["the-text"], re.MULTILINE)}


def keyed(item):
    """Each sentence that an item marks, with what is right and what may be chosen; nothing for other items."""
    if item.kind == "match":
        return [(pair.prompt, pair.answer, set(item.answers())) for pair in item.pairs]
    if item.kind == "cloze":
        asked = zip(MARKED.finditer(item.text), (gap.options for gap in item.gaps), strict=True)
    else:
        asked = [(MARKED.search(item.stem), getattr(item, "options", []))] if MARKED.search(item.stem) else []
    return [
        (found[0], next(option.text for option in options if option.key), {option.text for option in options})
        for found, options in asked
    ]


@pytest.fixture(scope="module")
def marks():
    """(number, sentence, key, on offer, claim, sources of the item) for each sentence that part A marks."""
    found = []
    for item in read_bank(tool.bank_of(PATH), load()).values():
        sentences = keyed(item)
        assert len(sentences) == len(item.claims), f"{item.id}: one claim for each sentence, in their order"
        for (asked, key, offered), claim in zip(sentences, item.claims, strict=True):
            number, sentence = MARKED.search(asked).groups()
            found.append((int(number), sentence.strip(), key, offered, claim, set(item.sources)))
    return found


def test_every_sentence_of_the_text_is_marked_once_as_it_stands_there(text, marks):
    assert list(text) == list(range(1, len(text) + 1))
    assert len(text) >= FEWEST_SENTENCES
    assert {number: sentence for number, sentence, *_ in marks} == text
    assert len(marks) == len(text)


def test_the_keys_are_the_verdicts_of_the_ledger(marks):
    claims = load().claims
    assert {number: (claim, key) for number, _, key, _, claim, _ in marks} == {
        number: (claim, claims[claim].verdict) for number, _, _, _, claim, _ in marks
    }
    assert {key for _, _, key, *_ in marks} == VERDICTS
    assert max(Counter(claim for *_, claim, _ in marks).values()) == 1


def test_all_five_verdicts_are_on_offer_everywhere(marks):
    assert not [(number, offered) for number, _, _, offered, *_ in marks if offered != VERDICTS]


def test_an_item_names_a_source_of_each_of_its_claims(marks):
    """Where the ledger has one: of some unverifiable claims there is none."""
    cited = {claim: set(load().claims[claim].citations) for *_, claim, _ in marks}
    assert not [claim for *_, claim, sources in marks if cited[claim] and not sources & cited[claim]]


def test_whoever_marks_finds_each_faulty_sentence_with_its_claim(cells, marks):
    rows = re.findall(r"^\| (\d+) \| (\d+) \| (.+) \|$", cells["part-c"], re.MULTILINE)
    assert {(int(number), int(claim)) for number, claim, _ in rows} == {
        (number, claim) for number, _, key, _, claim, _ in marks if key != "supported"
    }
    assert len(rows) >= 2 * REWRITTEN


def test_learners_are_not_told_which_claim_a_sentence_rests_on(cells, marks):
    learners = "\n".join(cell.source for cell in nbformat.read(tool.EXERCISES / PATH.name, as_version=4).cells)
    paper = (tool.EXERCISES / "capstone.paper.json").read_text(encoding="utf-8")
    assert "| 2 |" in cells["part-c"]
    assert "| 2 |" not in learners
    assert '"claims"' not in paper
    assert not [claim for *_, claim, _ in marks if load().claims[claim].correct_statement in learners + paper]
