"""The surface-charge model against the numbers of its source's abstract, and what any such model must do."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampcourse.models.surface_charge import gate_shift_mv, surface_potential_mv

FROG = {"magnesium_mmol_per_l": 0.0, "temperature_c": 20.0}
FROG_MONOVALENT_MMOL_PER_L = 117.0
millimolar = st.floats(0, 20)


def frog_mv(calcium: float, monovalent: float = FROG_MONOVALENT_MMOL_PER_L) -> float:
    return float(surface_potential_mv(calcium, monovalent_mmol_per_l=monovalent, **FROG))


def test_taking_calcium_away_shifts_as_hille_measured():
    # Abstract of Hille, Woodhull & Shapiro 1975: −18 mV without divalent ions against 2 mmol/l Ca²⁺.
    assert frog_mv(0) - frog_mv(2) == pytest.approx(-18, abs=3)


def test_ten_times_the_calcium_shifts_as_hille_measured():
    # +20 to +25 mV per tenfold increase.
    assert 20 - 3 <= frog_mv(20) - frog_mv(2) <= 25 + 3


def test_an_eighth_of_the_other_cations_shifts_as_hille_measured():
    # A further −35 mV when 7/8 of the cations are taken from the solution without calcium.
    assert frog_mv(0, FROG_MONOVALENT_MMOL_PER_L / 8) - frog_mv(0) == pytest.approx(-35, abs=7)


@pytest.mark.parametrize(("calcium", "shift"), [(2.4, -4.7), (0.9, 1.6), (0.7, 2.9), (0.5, 4.3)])
def test_shifts_in_human_plasma(calcium, shift):
    # Computed beforehand by another program of the same equations.
    assert gate_shift_mv(calcium, 0.55) == pytest.approx(shift, abs=0.06)


def test_low_magnesium_alone_does_little():
    assert gate_shift_mv(1.2, 0.15) == pytest.approx(1.5, abs=0.06)
    assert gate_shift_mv(1.2, 0.55) == 0.0


def test_shift_agrees_with_the_rule_of_thumb_in_the_clinical_range():
    # 10 to 15 mV per fivefold change (Frankenhaeuser & Hodgkin 1957, from memory), within 1.4 mV.
    calcium = np.linspace(0.7, 2.4, 18)
    rule = -12.5 * np.log(calcium / 1.2) / np.log(5)
    assert np.abs(gate_shift_mv(calcium, 0.55) - rule).max() < 1.4


@given(calcium=millimolar, magnesium=millimolar, more=st.floats(0.01, 5), celsius=st.floats(0, 45))
def test_divalent_ions_calm_and_calcium_more_than_magnesium(calcium, magnesium, more, celsius):
    before = gate_shift_mv(calcium, magnesium, celsius)
    if calcium + more <= 20 and magnesium + more <= 20:
        with_magnesium = gate_shift_mv(calcium, magnesium + more, celsius)
        assert gate_shift_mv(calcium + more, magnesium, celsius) <= with_magnesium + 1e-9
        assert with_magnesium < before


@given(millimolar, millimolar, st.floats(10, 300), st.floats(5, 9), st.floats(0, 45))
def test_every_fluid_of_the_range_has_an_answer_that_solves_the_balance(calcium, magnesium, monovalent, ph, celsius):
    # The bounds of the search are −14 and 6 in units of about 25 mV: an answer on them would be none.
    assert -300 < surface_potential_mv(calcium, magnesium, monovalent, ph, celsius) < 100


def test_arguments_broadcast():
    assert surface_potential_mv(np.ones((3, 1)), np.ones(4)).shape == (3, 4)
    assert gate_shift_mv(1.0, [0.5, 1.0]).shape == (2,)


def test_what_lies_outside_is_refused_all_faults_at_once():
    said = (
        r"ionised_calcium_mmol_per_l is -1; allowed: 0 to 20 mmol/l; .*ph is 12; allowed: 5 to 9 pH; "
        r"temperature_c holds NaN"
    )
    with pytest.raises(ValueError, match=said):
        surface_potential_mv(-1, 1, ph=12, temperature_c=np.nan)
