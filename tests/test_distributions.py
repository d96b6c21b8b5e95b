"""Quantiles and tails against scipy's and against printed tables, and the laws they must keep."""

import csv
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampcourse.models.distributions import (
    beta_cdf,
    beta_density,
    beta_quantile,
    chi_square_upper_tail,
    normal_quantile,
    student_t_quantile,
)

TABLE = Path(__file__).parent / "oracles" / "distributions.csv"
ORACLE = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
WITHIN = 1e-9
# Columns: chance above the value; rows: degrees of freedom. Printed in Quené, Quantitative Methods and Statistics,
# appendix C (the same values, to three decimals, as the tables of any textbook).
PRINTED_T = {
    1: (3.078, 6.314, 12.706, 31.821, 63.657),
    2: (1.886, 2.920, 4.303, 6.965, 9.925),
    3: (1.638, 2.353, 3.182, 4.541, 5.841),
    5: (1.476, 2.015, 2.571, 3.365, 4.032),
    10: (1.372, 1.812, 2.228, 2.764, 3.169),
    12: (1.356, 1.782, 2.179, 2.681, 3.055),
    30: (1.310, 1.697, 2.042, 2.457, 2.750),
    40: (1.303, 1.684, 2.021, 2.423, 2.704),
}
ABOVE = (0.1, 0.05, 0.025, 0.01, 0.005)
inside = st.floats(1e-4, 1 - 1e-4)
shapes = st.floats(0.5, 2000)


def ours(row) -> float:
    x, first, second = (float(row[name] or 0) for name in ("argument", "first_shape", "second_shape"))
    match row["function"]:
        case "student_t":
            return student_t_quantile(x, first)
        case "beta":
            return beta_quantile(x, (first, second))
        case "chi_square_upper_tail":
            return chi_square_upper_tail(x, first)
        case _:
            return normal_quantile(x)


@pytest.mark.parametrize("function", ["student_t", "beta", "chi_square_upper_tail", "normal"])
def test_agrees_with_scipy(function):
    rows = [row for row in ORACLE if row["function"] == function]
    assert len(rows) >= 7
    for row in rows:
        assert ours(row) == pytest.approx(float(row["value"]), rel=WITHIN, abs=WITHIN), row


@pytest.mark.parametrize("degrees_of_freedom", PRINTED_T)
def test_student_t_is_that_of_the_printed_tables(degrees_of_freedom):
    for above, printed in zip(ABOVE, PRINTED_T[degrees_of_freedom], strict=True):
        assert round(student_t_quantile(1 - above, degrees_of_freedom), 3) == printed


def test_student_t_has_closed_forms_for_one_and_two_degrees_of_freedom():
    for probability in (0.001, 0.2, 0.5, 0.75, 0.9999):
        assert student_t_quantile(probability, 1) == pytest.approx(math.tan(math.pi * (probability - 0.5)), rel=1e-9)
        rest = 4 * probability * (1 - probability)
        assert student_t_quantile(probability, 2) == pytest.approx(2 * (probability - 0.5) * math.sqrt(2 / rest))


def test_student_t_becomes_normal():
    assert student_t_quantile(0.975, 1e5) == pytest.approx(normal_quantile(0.975), abs=3e-5)


@given(inside, st.floats(0.5, 500))
def test_student_t_is_symmetric_and_wider_than_normal(probability, degrees_of_freedom):
    value = student_t_quantile(probability, degrees_of_freedom)
    assert value == pytest.approx(-student_t_quantile(1 - probability, degrees_of_freedom), rel=1e-6, abs=1e-9)
    assert abs(value) >= abs(normal_quantile(probability)) - 1e-9


@given(inside, shapes, shapes)
def test_a_beta_quantile_is_undone_by_the_distribution(probability, a, b):
    x = beta_quantile(probability, (a, b))
    assert 0 <= x <= 1
    # Where the density is huge, one last digit of x is worth more than the tolerance.
    slack = beta_density(x, a, b) * 4e-16 if 0 < x < 1 else 1e-9
    assert beta_cdf(x, a, b) == pytest.approx(probability, abs=1e-9 + slack)


@given(st.floats(0, 1), shapes, shapes)
def test_beta_mirrors(x, a, b):
    if 1 - (1 - x) == x:
        assert beta_cdf(x, a, b) == pytest.approx(1 - beta_cdf(1 - x, b, a), abs=1e-10)


def test_a_mixture_with_all_chance_at_an_end_has_its_quantile_there():
    assert beta_quantile(0.3, (0, 4), (1, 3)) == 0.0
    assert beta_quantile(0.7, (4, 0), (3, 1)) == 1.0
    assert 0 < beta_quantile(0.7, (0, 4), (1, 3)) < 1


@given(st.floats(0.01, 300), st.integers(1, 200))
def test_the_chi_square_tail_falls(value, degrees_of_freedom):
    here, further = (chi_square_upper_tail(v, degrees_of_freedom) for v in (value, value * 1.1))
    assert 0 <= further <= here <= 1


def test_chi_square_with_two_degrees_of_freedom_is_exponential():
    assert chi_square_upper_tail(7.0, 2) == pytest.approx(math.exp(-3.5), rel=1e-12)
    assert chi_square_upper_tail(0.0, 5) == 1.0


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: normal_quantile(0.0), "probability is 0.0; it must lie between 0 and 1"),
        (lambda: student_t_quantile(math.nan, 3), "probability is nan"),
        (lambda: student_t_quantile(0.9, 0), "degrees_of_freedom is 0; it must be above 0"),
        (lambda: beta_quantile(1.0, (1, 2)), "probability is 1.0"),
        (lambda: beta_cdf(1.2, 1, 2), "x from 0 to 1"),
        (lambda: beta_cdf(0.5, 0, 0), "not both 0"),
        (lambda: chi_square_upper_tail(-1, 3), "value must be at least 0"),
        (lambda: chi_square_upper_tail(1, math.nan), "degrees of freedom above 0"),
    ],
)
def test_what_has_no_answer_is_refused(call, said):
    with pytest.raises(ValueError, match=said):
        call()
