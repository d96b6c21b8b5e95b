"""GIFT: round trips, a file written by hand after its documentation, faults with their lines."""

import pytest
from hypothesis import given, settings

from crampcourse.exchange import gift, reading
from crampcourse.library.shelf import load
from tests.exchange.made import ASSUMED, back, choices, numbers, plain, without


@settings(deadline=None)
@given(choices())
def test_a_choice_comes_back(item):
    assert without(back(gift, item), "hints", "shuffle") == without(item, "hints", "shuffle")


@settings(deadline=None)
@given(numbers())
def test_a_number_comes_back(item):
    lost = ("hints", "units", "tolerance", "tolerance_percent")
    read, wanted = without(back(gift, item), *lost), without(item, *lost)
    wanted["wrong"] = [between for between in wanted["wrong"] if None not in (between["low"], between["high"])]
    assert read == wanted


@settings(deadline=None)
@given(choices())
def test_a_block_has_no_blank_line_and_begins_no_comment_of_its_own(item):
    lines = gift.export([item], None).content.split("\n")
    assert all(line.strip() for line in lines[:-1])
    assert [line.startswith("//") for line in lines].count(True) == 1


def test_what_is_lost_is_said():
    library = load()
    exported = gift.export(list(library.items.values()), library)
    assert "l01-find-talus: left out; questions of kind find are not written to GIFT" in exported.lost
    assert "l01-inner-bump: lost: hints (1); misconceptions (3)" in exported.lost
    assert (
        "l01-pointing-turns-in: lost: other spellings and units (3); the unit itself ends the question; "
        "feedback for numbers beyond one bound (1); hints (1); misconceptions (2)"
    ) in exported.lost
    read = gift.read(exported.content, ASSUMED)
    assert not read.faults
    assert not read.notes
    left = sum("left out" in line for line in exported.lost)
    assert len(read.items) == len(library.items) - left


def test_a_block_as_it_stands_in_the_file():
    item = load().items["l01-talocrural-bones"]
    lines = gift.export([item], None).content.split("\n")
    assert lines[0] == (
        "// [id:l01-talocrural-bones] [tag:objective:L01-O1] [tag:source:MCKEON2019] [tag:source:GWANATOMY2022] "
        "[tag:claim:8]"
    )
    assert lines[1].startswith("::l01-talocrural-bones::[html]Which bones meet")
    assert lines[2].startswith("\t~%33.33333%Tibia#Its flat underside")
    assert lines[5].startswith("\t~%-33.33333%Calcaneus#")


BY_HAND = r"""$CATEGORY: Feet/Bones

// a comment
::The heel bone:: What is the heel bone
called? {
  ~Talus # That one lies above it.
  =Calcaneus # Yes\: from the Latin for heel.
  ~%50%Os calcis
}

The calf has [two] heads{TRUE#It does have two.#Right.#### A general word.}

The {~talus =tibia ~fibula} is the shin bone.

::Both:: [html]Which are <b>long</b> bones? {~%50%Tibia ~%50%Fibula ~%-100%Talus}

::Range:: How far? (answer in cm) {#=12:0.5#Good. =%0%1..2#Too little. ~#Again.}

::Interval:: How far? (answer in cm) {#3..5}

::Short:: Name it {=talus =ankle bone}

::Match:: Pair {=a -> b =c -> d}

::Essay:: Write {}

::Brace:: a } b { c

A mere text
"""


def test_a_file_written_by_hand_is_read():
    read = gift.read(BY_HAND, ASSUMED)
    heel, truth, missing, both, numeric, interval = (plain(item) for item in read.items)
    assert heel["id"] == "the-heel-bone"
    assert heel["stem"] == "What is the heel bone called?"
    assert [(option["text"], option["key"]) for option in heel["options"]] == [
        ("Talus", False),
        ("Calcaneus", True),
        ("Os calcis", False),
    ]
    assert heel["options"][1]["rationale"] == "Yes: from the Latin for heel."
    assert truth["stem"] == "The calf has [two] heads"
    assert [option["rationale"] for option in truth["options"]] == ["Right.", "It does have two."]
    assert missing["stem"] == "The _____ is the shin bone."
    assert both["kind"] == "multiple"
    assert both["stem"] == "Which are **long** bones?"
    assert (numeric["value"], numeric["tolerance"], numeric["unit"]) == (12, 0.5, "cm")
    assert numeric["wrong"] == [{"low": 1, "high": 2, "rationale": "Too little.", "misconception": None}]
    assert (interval["value"], interval["tolerance"]) == (4, 1)
    assert [str(fault) for fault in read.faults] == [
        "questions:21: Short: is a short answer; these are not read",
        "questions:23: Match: is a matching question; these are not read",
        "questions:25: Essay: is an essay; essays are not read",
        "questions:27: Brace: a brace has no partner; in a text write \\{ and \\}",
        "questions:29: line 29: has no answers in braces; a mere text is not read",
    ]
    assert "line 1: the category is left out" in read.notes
    assert "The heel bone: part credit for single options is left out" in read.notes
    assert "line 11: the general feedback is left out; ours stands with each option" in read.notes
    assert "Both: the weights of the options become ours: hits less false alarms, by the number of keys" in read.notes
    assert "Range: the feedback for any other number is left out" in read.notes


@pytest.mark.parametrize(
    ("block", "message"),
    [
        ("q{=a ~b =c}", "2 options give full credit; one must, or several answers be asked for"),
        ("q{~a ~b}", "no option gives credit"),
        ("q{#5}", 'the number has no unit: end the question with "(answer in …)" or give --unit'),
        ("q (answer in m){#x}", "number 1 is not a number (given: 'x')"),
        ("q (answer in m){#1e308..1.7e308}", "a number or the sum of two is too large"),
        ("q (answer in m){#1e308:1e308}", "a number or the sum of two is too large"),
        ("q (answer in m){#5..1}", "number 1: the range runs backwards"),
        ("q (answer in m){#=1 =2}", "2 right numbers or ranges; there must be one"),
        ("q{=a ~b} and {=c ~d}", "has more than one pair of braces; in a text write \\{ and \\}"),
        ("q{=a ~a}", "the option 'a' stands twice; each must differ"),
        ("<a " * 401 + "{\\=a ~b}", "question has 401 tags; at most 400 are read"),
        ("x" * 20_001 + "{=a ~b}", "question has 20,001 characters; at most 20,000 are read"),
    ],
)
def test_what_cannot_be_an_item_is_a_fault(block, message):
    (fault,) = gift.read(block, ASSUMED).faults
    assert fault.message == message


def test_too_many_questions_are_not_read(monkeypatch):
    monkeypatch.setattr(reading, "MAX_QUESTIONS", 3)
    read = gift.read("q{=a ~b}\n\n" * 4, ASSUMED)
    assert len(read.items) == 3
    assert read.faults[0].message == "holds more than 3 questions; the rest is not read: split the file"
