"""Lesson 9 against what it teaches from: the triage rule, the flags, and the numbers of its sources."""

import json
import re
from itertools import pairwise
from math import sqrt
from pathlib import Path

import pytest

from crampcourse.library import load
from crampcourse.library.triage import case_of, standing
from crampcourse.library.vignettes import URGENCIES
from crampcourse.widgets.triage import triage
from tools.glossary import unlinked

LIBRARY = load()
URGENCY_OF = {flag.id: flag.urgency for flag in LIBRARY.flags.values()}
CELLS = json.loads((Path(__file__).parents[1] / "lessons" / "09_red_flags.ipynb").read_text(encoding="utf-8"))["cells"]
PROSE = {cell["id"]: unlinked("".join(cell["source"])) for cell in CELLS if cell["cell_type"] == "markdown"}
DESKS = [
    re.findall(r'"([a-z-]+)"', "".join(cell["source"])) for cell in CELLS if "cc.triage(" in "".join(cell["source"])
]
WORDS = {"Self-care": "self-care", "Routine appointment": "routine", "Urgent appointment": "urgent"}
WORDS["Emergency now"] = "emergency"


def test_the_desks_show_every_decision_and_both_of_each_pair_that_looks_alike():
    shown = [LIBRARY.vignettes[case] for desk in DESKS for case in desk]
    assert {vignette.decision for vignette in shown} == set(URGENCIES)
    first = [LIBRARY.vignettes[case] for case in DESKS[0]]
    assert [vignette.like for vignette in first] == [first[1].id, first[0].id]
    names = {vignette.id for vignette in shown}
    assert {"long-flight", "aisle-seat", "new-tablets", "tablets-and-cola", "behind-the-ankle", "new-shoes"} <= names


def test_the_worked_example_is_what_the_rule_says_and_one_flag_moves_it():
    case = case_of(LIBRARY.vignettes["twenty-minutes"], LIBRARY.questions)
    assert standing(case, case, URGENCY_OF).urgency == "urgent"
    screens, raised = case["calves"]
    assert (raised, "one-leg-swollen" in screens) == ((), True)
    assert standing({**case, "calves": (screens, ("one-leg-swollen",))}, case, URGENCY_OF).urgency == "emergency"


FLAG_OF = {
    "Tingling toes for two months": "numb-tingling",
    "A cramp of twenty minutes": "over-ten-minutes",
    "A foot that has just gone cold, pale and numb": "cold-pale-foot",
    "Chest pain with a painful, thick calf": "chest",
    "A calf knot that no stretch loosens for fifteen minutes": "no-yield",
    "Cramps that cost sleep most nights": "lost-sleep",
    "A foot that turned cold, pale and numb an hour ago": "cold-pale-foot",
    "A cramp in the sole that has held for twelve minutes": "over-ten-minutes",
    "Toes that have tingled for a month": "numb-tingling",
}
"""Which flag each prompt of the matching items raises; a prompt without one is self-care."""


@pytest.mark.parametrize("name", ["l09-match-urgency", "l09-form-a-2", "l09-form-b-2"])
def test_how_soon_in_an_item_is_how_soon_of_the_flag(name):
    for pair in LIBRARY.items[name].pairs:
        flag = FLAG_OF.get(pair.prompt)
        assert WORDS[pair.answer] == (URGENCY_OF[flag] if flag else "self-care"), pair.prompt


def test_the_callers_stand_in_the_order_of_their_flags():
    flags = ["dark-urine", "over-ten-minutes", "walking-distance"]
    levels = [*(URGENCIES.index(URGENCY_OF[flag]) for flag in flags), 0]
    assert all(one > other for one, other in pairwise(levels))
    assert len(LIBRARY.items["l09-order-urgency"].steps) == len(levels)


def test_the_ratios_of_the_medicines_are_those_of_the_source_and_lie_in_the_middle_of_their_intervals():
    rows = re.findall(r"\| ([\d.]+) \| ([\d.]+) to ([\d.]+) \|", PROSE["l09-19"])
    assert len(rows) == 5
    for ratio, low, high in rows:
        assert ratio in LIBRARY.references["GARRISON2012RX"].finding
        # An interval of a ratio is symmetrical on a logarithmic scale; two decimals blur it.
        assert sqrt(float(low) * float(high)) == pytest.approx(float(ratio), rel=0.01)


def test_the_statin_item_is_the_difference_of_the_two_shares():
    with_statin, without = (
        float(share) for share in re.findall(r"([\d.]+) %", LIBRARY.references["CTT2022"].finding)[:2]
    )
    item = LIBRARY.items["l09-statin-extra"]
    assert 10 * (with_statin - without) == pytest.approx(item.value, abs=1e-9)
    assert item.wrong[0].low <= 10 * without <= 10 * with_statin <= item.wrong[0].high
    assert item.wrong[1].low <= with_statin - without <= item.wrong[1].high


@pytest.mark.parametrize(
    ("source", "number"),
    [
        ("GORNIK2024", "20-59"),
        ("HU2022", "48 % of 150"),
        ("ELTAWIL2015", "-28 %"),
        ("STROES2015", "1/1000 to 1/10,000"),
    ],
)
def test_the_other_numbers_of_the_prose_stand_in_their_sources(source, number):
    assert number in LIBRARY.references[source].finding
    bare = re.findall(r"\d[\d,]*", number)
    assert all(each in "\n".join(PROSE.values()) for each in bare)


def test_nothing_in_the_lesson_reassures_while_a_flag_may_be_hidden():
    said = "\n".join(PROSE.values())
    assert not re.search(r"nothing to worry|(don.t|no need to) worry|(surely|always) harmless", said, re.IGNORECASE)
    assert said.count("harmless") == said.count("Most cramps are harmless. You can see the muscle knot") == 1
    assert "local emergency number" in said


def test_the_desk_waits_for_its_prediction():
    assert triage("pool-turn", after="L09-P1").lock == {"item": "l09-predict-corner"}
    assert triage("pool-turn").lock == {}
    with pytest.raises(ValueError, match="there is no prediction 'L09-P9'"):
        triage("pool-turn", after="L09-P9")
