"""Lesson 10 against the models and the coach: intervals, ratios, directions and seconds are those it teaches from."""

import re

import pytest

from crampcourse.learning.drawn import check_draws, realised
from crampcourse.library import load
from crampcourse.models.rate_ratio import rate_ratio_limits
from tests.test_lessons import code, prose

LIBRARY = load()
ITEMS = LIBRARY.items


def limits(before: int, after: int) -> str:
    """The exact interval of two four-week phases, as the texts write it."""
    low, high = rate_ratio_limits(before, after, 28, 28)
    return f"{low:.2f} to {high:.2f}"


def test_the_explorer_starts_with_the_diary_of_the_prediction() -> None:
    explorer = LIBRARY.explorers["diary"]
    assert [control.start for control in explorer.controls] == [28, 4, 28, 2]
    frequent = next(setup for setup in explorer.setups if setup.name == "Frequent cramps")
    assert (frequent.values["cramps_before"], frequent.values["cramps_after"]) == (30, 15)
    assert {"The same for three times as long", "Frequent cramps"} <= {setup.name for setup in explorer.setups}


def test_intervals_in_items_and_prose_are_the_models() -> None:
    assert limits(4, 2) == "0.05 to 3.49"
    assert "from 0.05 to 3.5" in ITEMS["l10-predict-halved"].model_dump_json()
    assert "from 0.05 to 3.5" in prose("L10")
    assert limits(30, 15) == "0.25 to 0.96"
    assert "from 0.25 to 0.96" in prose("L10")
    assert limits(24, 9) == "0.15 to 0.84"
    assert "interval 0.15 to 0.84" in ITEMS["l10-interval-below"].stem
    assert f"Rate ratio {9 / 24:.2f}" in ITEMS["l10-interval-below"].stem


@pytest.mark.parametrize(
    ("item", "before", "nights_before", "after", "nights_after"),
    [("l10-form-a-3", 12, 28, 3, 14), ("l10-form-b-3", 10, 20, 8, 40)],
)
def test_ratios_of_the_test_forms_are_sums_of_their_own_numbers(
    item, before, nights_before, after, nights_after
) -> None:
    one = ITEMS[item]
    assert one.value == pytest.approx((after / nights_after) / (before / nights_before))
    assert all(str(number) in one.stem for number in (before, nights_before, after, nights_after))
    assert one.wrong[0].low < after / before < one.wrong[0].high


@pytest.mark.parametrize("seed", range(5))
def test_the_slip_of_comparing_counts_is_named(seed) -> None:
    item = realised(ITEMS["l10-rate-ratio"], seed)
    before, after = (int(number) for number in re.findall(r"(\d+) cramps", item.stem))
    assert item.value == pytest.approx((after / 14) / (before / 28))
    slip = next(each for each in item.wrong if each.misconception == "counts-without-nights")
    assert slip.low <= after / before <= slip.high


def test_draws_have_an_answer() -> None:
    check_draws(item for name, item in ITEMS.items() if name.startswith("l10-"))


def test_all_seven_movements_are_coached_once() -> None:
    called = re.findall(r'cc\.coach\("(\w+)"\)', code("L10"))
    assert sorted(called) == sorted(LIBRARY.movements)


def test_the_seconds_are_the_coachs() -> None:
    for movement in ("calf_cramp", "sole_shin_release"):
        said = LIBRARY.movements[movement].dose
        assert (min(said.hold_s), max(said.hold_s)) == (15, 30)
        assert "15–30 s" in prose("L10")


def test_the_router_bears_out_which_way_each_cramp_pulls() -> None:
    """In front of the ankle axis a pull lifts the foot, behind it points it: what the first prediction rests on."""
    named = {setup.name: setup.values["forward"] for setup in LIBRARY.explorers["router"].setups}
    assert named["Tibialis anterior"] > 0 > named["Calcaneal tendon"]
    key = next(option for option in ITEMS["l10-predict-shin"].options if option.key)
    assert "down" in key.text


def test_what_shortens_the_calf_is_never_offered_as_first_aid() -> None:
    for item in (ITEMS["l10-calf-script"], ITEMS["l10-which-way"]):
        right = item.model_dump_json()
        assert not re.search(r"child's pose|tiptoe", right, re.IGNORECASE)
    text = prose("L10")
    assert "No trial of them for cramps was found." in text
    assert "not first aid" in text
    assert "no casual add-on" in text
