"""Nernst and Goldman–Hodgkin–Katz: worked values, limits, refusals."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampcourse.models.membrane import ghk_mv, nernst_mv
from crampcourse.models.potentials import thermal_mv

concentration = st.floats(0.1, 500)


def test_scale_at_body_temperature():
    assert thermal_mv(37.0) == pytest.approx(26.727, abs=5e-4)


def test_nernst_per_tenfold_ratio():
    # Textbook: 61.5 mV per tenfold ratio at 37 °C, 58.2 mV at 20 °C; half with two charges; reversed for anions.
    assert nernst_mv(10, 1) == pytest.approx(61.54, abs=0.01)
    assert nernst_mv(10, 1, temperature_c=20) == pytest.approx(58.17, abs=0.01)
    assert nernst_mv(10, 1, valence=2) == pytest.approx(30.77, abs=0.01)
    assert nernst_mv(10, 1, valence=-1) == pytest.approx(-61.54, abs=0.01)


@pytest.mark.parametrize(("potassium", "rest"), [(4, -89.5), (2.5, -98.1), (7, -77.8)])
def test_muscle_rest_at_three_potassium_levels(potassium, rest):
    assert ghk_mv(potassium) == pytest.approx(rest, abs=0.05)


def test_frog_muscle_as_its_own_rule_says():
    rule = 58 * np.log10((2.5 + 0.01 * 120) / 140)
    assert ghk_mv(2.5, 140, 120, 9.2, 0.01, 20) == pytest.approx(rule, abs=0.5)


@given(concentration, concentration, st.sampled_from([-2, -1, 1, 2]), st.floats(0, 45))
def test_nernst_is_antisymmetric(outside, inside, valence, celsius):
    there, back = nernst_mv(outside, inside, valence, celsius), nernst_mv(inside, outside, valence, celsius)
    assert there == pytest.approx(-back, abs=1e-9)


@given(concentration, concentration, concentration, concentration, st.floats(0, 45))
def test_goldman_lies_between_the_nernst_potentials(k_out, k_in, na_out, na_in, celsius):
    only_potassium = ghk_mv(k_out, k_in, na_out, na_in, 0.0, celsius)
    assert only_potassium == pytest.approx(float(nernst_mv(k_out, k_in, 1, celsius)), abs=1e-9)
    ends = sorted([float(only_potassium), float(nernst_mv(na_out, na_in, 1, celsius))])
    assert ends[0] - 1e-9 <= ghk_mv(k_out, k_in, na_out, na_in, 0.05, celsius) <= ends[1] + 1e-9


def test_arguments_broadcast():
    assert nernst_mv(np.ones((3, 1)), [1.0, 2.0], [1, 2]).shape == (3, 2)
    assert ghk_mv([3.0, 4.0, 5.0]).shape == (3,)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((0, 155), r"outside is 0; allowed: 1e-06 to 1000 mmol/l"),
        ((4, np.nan), r"inside holds NaN"),
        ((4, 155, 0), r"valence is 0; it must be a whole number and not 0"),
        ((4, 155, 1.5), r"valence is 1.5; it must be a whole number"),
        ((4, 155, 4), r"valence is 4; allowed: -3 to 3"),
        ((4, 155, "two"), r"valence is 'two'; it must be numbers"),
        (([1, 2], [1, 2, 3]), r"shapes do not fit"),
        ((-1, 155, 0, 90), r"outside is -1; .*temperature_c is 90; allowed: 0 to 45 °C; valence is 0"),
    ],
)
def test_nernst_refuses(arguments, said):
    with pytest.raises(ValueError, match=said):
        nernst_mv(*arguments)


def test_goldman_refuses_all_faults_at_once():
    with pytest.raises(ValueError, match=r"potassium_out is 0; allowed: 0.1 to 500 mmol/l; sodium_permeability is -1"):
        ghk_mv(0, sodium_permeability=-1)
