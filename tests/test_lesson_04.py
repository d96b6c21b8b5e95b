"""Lesson 4 against the models it teaches from: numbers in items and prose are the models' own."""

import re

import numpy as np
import pytest

from crampcourse.learning.traces import PULSE_MS, curve
from crampcourse.library import load
from crampcourse.models import membrane
from crampcourse.models.potentials import nernst_mv

LIBRARY = load()
NORMAL_NA = membrane.threshold().current_na


def needed(**bath: float) -> float:
    """The current of the threshold in this bath, in normal thresholds."""
    return membrane.threshold(**bath).current_na / NORMAL_NA


def peak_mv(thresholds: float) -> float:
    start, end = PULSE_MS
    run = membrane.simulate_node(lambda now: thresholds * NORMAL_NA if start <= now < end else 0.0, 3.0)
    return float(run.potential_mv.max())


def test_a_harder_push_makes_hardly_a_higher_spike() -> None:
    low, high = peak_mv(1.1), peak_mv(2.0)
    right = next(option for option in LIBRARY.items["l04-predict-twice-the-push"].options if option.key)
    assert f"from {low:.0f} to {high:.0f} mV" in right.rationale
    assert high - low < 5.0 < 110.0 < low - membrane.resting_mv()
    assert peak_mv(0.9) < -50.0


@pytest.mark.parametrize(
    ("bath", "rest_mv", "current"),
    [
        ({"potassium_out_mmol_per_l": 2.5}, -97, 1.7),
        ({"potassium_out_mmol_per_l": 6.0}, -71, 0.4),
        ({"ionised_calcium_mmol_per_l": 0.7}, -84, 0.8),
        ({"ionised_calcium_mmol_per_l": 2.4}, -84, 1.3),
    ],
)
def test_the_baths_that_an_item_matches_do_what_it_says(bath, rest_mv, current) -> None:
    assert round(membrane.resting_mv(**bath)) == rest_mv
    assert round(needed(**bath), 1) == current
    said = [pair.answer for pair in LIBRARY.items["l04-match-baths"].pairs]
    assert f"rest −{-rest_mv} mV, current {current}" in said


def test_needed_currents_in_words_are_the_models() -> None:
    assert needed(ionised_calcium_mmol_per_l=0.7) == pytest.approx(0.83, abs=0.005)
    assert needed(magnesium_mmol_per_l=0.15) == pytest.approx(0.91, abs=0.005)
    # The item says that little magnesium does what a small fall of calcium does.
    assert needed(ionised_calcium_mmol_per_l=0.9) == pytest.approx(needed(magnesium_mmol_per_l=0.15), abs=0.01)
    assert needed(potassium_out_mmol_per_l=6.0) == pytest.approx(0.42, abs=0.005)
    assert not membrane.threshold(potassium_out_mmol_per_l=8.0).all_or_none


def test_low_potassium_moves_the_rest_as_far_as_the_item_asks() -> None:
    item = LIBRARY.items["l04-rest-at-low-potassium"]
    low, normal = membrane.resting_mv(2.5), membrane.resting_mv()
    assert item.value == pytest.approx(low - normal, abs=0.1)
    # The three typical slips: the sign, the muscle fibre, the potential instead of its change.
    assert item.wrong[0].low < normal - low < item.wrong[0].high
    assert item.wrong[1].low < -98.1 + 89.5 < item.wrong[1].high
    assert item.wrong[2].low < low < item.wrong[2].high


def test_low_calcium_moves_the_rest_by_no_more_than_a_reason_says() -> None:
    assert membrane.resting_mv(ionised_calcium_mmol_per_l=0.7) - membrane.resting_mv() == pytest.approx(0.2, abs=0.05)


def test_the_worked_example_is_the_nernst_equation() -> None:
    assert float(nernst_mv(4.5, 161)) == pytest.approx(-95.6, abs=0.05)
    # 61.5 mV and the logarithm to base ten, as the learner reckons.
    assert 61.5 * np.log10(4.5 / 161) == pytest.approx(-95.6, abs=0.1)


@pytest.mark.parametrize("name", ["l04-trace-back", "l04-trace-positive"])
def test_stretches_of_the_curve_are_where_the_model_says(name) -> None:
    item = LIBRARY.items[name]
    for stretch in item.stretches:
        places = np.arange(stretch.low, stretch.high + 0.01, 0.02)
        values = curve(item.trace, np.arange(0.0, 3.001, 0.02))
        inside = np.interp(places, np.arange(0.0, 3.001, 0.02), values)
        if name == "l04-trace-positive":
            assert bool(np.all(inside > 0)) is stretch.key
        else:
            falls = np.all(np.diff(inside) < 0) and inside[0] - inside[-1] > 50
            assert bool(falls) is stretch.key


def test_the_hints_place_the_peak_where_it_is() -> None:
    times = np.arange(0.0, 3.001, 0.02)
    said = float(re.search(r"at about (\d\.\d+) ms", LIBRARY.items["l04-trace-back"].hints[0])[1])
    assert times[np.argmax(curve("node-action-potential", times))] == pytest.approx(said, abs=0.02)
