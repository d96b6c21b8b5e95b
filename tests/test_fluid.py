"""Plasma sodium against published worked values, and what any balance of salt and water must do."""

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampcourse.library.models import model_text
from crampcourse.models.fluid import plasma_sodium, prediction_error, sweat_session

TABLE = Path(__file__).parent / "oracles" / "hydration.csv"
WORKED = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
DOMAIN = model_text("fluid").domain
# Worked examples of the course's design, 70 kg, 60 % water; the sodium is checked by hand beside each.
OVERDRINKER = {"mass_kg": 70, "sweat_rate_l_per_h": 1, "hours": 4, "drink_l": 4.8} | {
    "sweat_sodium_mmol_per_l": 40,
    "sweat_potassium_mmol_per_l": 4,
}
SALTY = {"mass_kg": 70, "sweat_rate_l_per_h": 1, "hours": 10, "drink_l": 6} | {
    "sweat_sodium_mmol_per_l": 70,
    "sweat_potassium_mmol_per_l": 5,
}


def within(name: str):
    return st.floats(DOMAIN[name].low, DOMAIN[name].high)


@pytest.mark.parametrize("row", WORKED, ids=lambda r: r["source"])
def test_published_worked_value(row):
    before = float(row["na0"])
    after = plasma_sodium(before, float(row["tbw_L"]), float(row["dE_mEq"]), float(row["dW_L"]))
    assert after - before == pytest.approx(float(row["published_delta_Na"]), abs=float(row["tol"]))


def test_a_drink_as_salty_as_published_changes_nothing():
    # Weschler 2006: 159 mmol of sodium and potassium per litre.
    assert plasma_sodium(140, 50, 159, 1) == pytest.approx(140, abs=0.05)
    assert plasma_sodium(140, 50, 0, 0) == pytest.approx(140, abs=1e-9)


@pytest.mark.parametrize(("session", "sodium", "mass_percent"), [(OVERDRINKER, 132.7, 1.1), (SALTY, 136.9, -5.7)])
def test_worked_sessions(session, sodium, mass_percent):
    outcome = sweat_session(**session)
    assert outcome.plasma_sodium_mmol_per_l == pytest.approx(sodium, abs=0.05)
    assert outcome.body_mass_change_percent == pytest.approx(mass_percent, abs=0.05)


def test_the_balance_is_drink_minus_sweat():
    outcome = sweat_session(**OVERDRINKER, drink_sodium_mmol_per_l=20, drink_potassium_mmol_per_l=3)
    assert outcome.water_change_l == pytest.approx(4.8 - 4.0)
    assert outcome.sodium_potassium_change_mmol == pytest.approx(4.8 * 23 - 4.0 * 44)


def test_the_band_is_the_published_error_and_ends_where_nobody_measured():
    assert prediction_error([-4, -2, 0, 2]) == pytest.approx([0.4, 0.4, 0.4, 3.1])
    assert 0.4 < prediction_error(1.0) < 3.1
    assert np.isnan(prediction_error([-4.1, 2.1])).all()
    overdrinker, salty = sweat_session(**OVERDRINKER), sweat_session(**SALTY)
    assert overdrinker.error_known
    assert not salty.error_known
    assert overdrinker.plasma_sodium_low_mmol_per_l < overdrinker.plasma_sodium_mmol_per_l
    assert np.isnan(salty.plasma_sodium_high_mmol_per_l)


def test_outside_ten_percent_there_is_no_answer_and_a_mask_says_so():
    outcome = sweat_session(70, 5.73, [1, 24], 40, 4, 0)
    assert outcome.answered.tolist() == [True, False]
    assert np.isnan(outcome.plasma_sodium_mmol_per_l).tolist() == [False, True]


@given(within("initial_mmol_per_l"), within("total_body_water_l"), st.floats(-1000, 1000), st.floats(-8, 7))
def test_water_dilutes_and_salt_concentrates(initial, body_water, salt, water):
    here = plasma_sodium(initial, body_water, salt, water)
    assert plasma_sodium(initial, body_water, salt + 100, water) > here
    if here > 0:
        assert plasma_sodium(initial, body_water, salt, water + 1) < here


@given(within("initial_mmol_per_l"), within("total_body_water_l"), st.floats(-700, 700), st.floats(-4, 4))
def test_two_halves_make_a_whole(initial, body_water, salt, water):
    # Constants of the equation are those of a straight line: one loss in two steps is one loss.
    half = plasma_sodium(initial, body_water, salt / 2, water / 2)
    if 110 <= half <= 170 and 20 <= body_water + water / 2 <= 80:
        both = plasma_sodium(half, body_water + water / 2, salt / 2, water / 2)
        assert both == pytest.approx(float(plasma_sodium(initial, body_water, salt, water)), abs=1e-9)


SESSION = ["mass_kg", "sweat_rate_l_per_h", "hours", "sweat_sodium_mmol_per_l", "sweat_potassium_mmol_per_l", "drink_l"]
SALTS = ["drink_sodium_mmol_per_l", "drink_potassium_mmol_per_l", "initial_mmol_per_l", "body_water_fraction"]


@given(st.fixed_dictionaries({name: within(name) for name in SESSION + SALTS}))
def test_nothing_in_the_range_raises_and_masks_tell_every_nan(session):
    outcome = sweat_session(**session)
    assert np.isfinite(outcome.plasma_sodium_mmol_per_l) == outcome.answered
    assert np.isfinite(outcome.plasma_sodium_low_mmol_per_l) == (outcome.error_known & outcome.answered)
    assert np.isfinite(outcome.body_mass_change_percent)


def test_many_sessions_at_once_equal_one_by_one():
    rates, drinks = np.meshgrid([0.5, 1.0, 2.0], [0.0, 1.5], indexing="ij")
    together = sweat_session(60, rates, 2, 35, 5, drinks)
    assert together.plasma_sodium_mmol_per_l.shape == (3, 2)
    for place in np.ndindex(3, 2):
        alone = sweat_session(60, rates[place], 2, 35, 5, drinks[place])
        assert alone.plasma_sodium_mmol_per_l == together.plasma_sodium_mmol_per_l[place]


def test_refusals_name_every_fault_with_its_range():
    with pytest.raises(ValueError, match=r"total_body_water_l is 5; allowed: 20 to 80 l; water_change_l holds NaN"):
        plasma_sodium(140, 5, 0, np.nan)
    with pytest.raises(ValueError, match=r"mass_kg is 10; allowed: 35 to 150 kg; hours is 30; allowed: 0 to 24 h"):
        sweat_session(10, 1, 30, 40, 4, 1)
    with pytest.raises(ValueError, match="shapes do not fit together"):
        plasma_sodium([140, 141], [40, 41, 42], 0, 0)
