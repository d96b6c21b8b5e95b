"""Before and after against OpenEpi, scipy and qcc, and how often the intervals hold the true ratio."""

import csv
import math
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crampcourse.library.models import model_text
from crampcourse.library.shelf import load
from crampcourse.models.diary import METHODS, compare, dispersion
from crampcourse.models.rate_ratio import rate_ratio_limits, two_sided_p

TABLE = Path(__file__).parent / "oracles" / "rate_ratio_limits.csv"
ORACLE = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
# Unexposed and exposed cases and person-time, exact and mid-P limits, p values (exact, mid-P), as OpenEpi prints them.
OPENEPI = [
    ((3, 17, 122268, 100025), (2.004, 36.89), (2.21, 29.63), (0.0005538, 0.0003127)),
    ((1, 8, 77932, 78531), (1.064, 352.3), (1.27, 177.6), (0.04015, 0.02210)),
    ((4, 25, 200200, 178556), (2.42, 27.71), (2.616, 23.57), (0.00002923, 0.00001654)),
]
# Wetherill and Brown 1991, as the documentation of the R package qcc prints it.
QCC = [11, 8, 13, 11, 13, 17, 25, 23, 11, 16, 9, 15, 10, 16, 12, 8, 9, 15, 4, 12, 12, 12, 15, 17, 14, 17, 12, 12, 7, 16]


def four_digits(value: float) -> float:
    return float(f"{value:.4g}")


@pytest.mark.parametrize(("totals", "exact", "mid_p", "p_values"), OPENEPI)
def test_limits_and_p_values_are_those_openepi_prints(totals, exact, mid_p, p_values):
    assert tuple(four_digits(limit) for limit in rate_ratio_limits(*totals, "exact")) == exact
    assert tuple(four_digits(limit) for limit in rate_ratio_limits(*totals, "mid_p")) == mid_p
    before, after, before_time, after_time = totals
    share = after_time / (before_time + after_time)
    computed = [four_digits(two_sided_p(before, after, share, method)) for method in ("exact", "mid_p")]
    assert computed == pytest.approx(p_values, rel=1e-9)


@pytest.mark.parametrize("row", ORACLE, ids=lambda row: "-".join(list(row.values())[:4]))
def test_limits_agree_with_scipy(row):
    totals = [int(row[name]) for name in ("before_cramps", "after_cramps", "before_exposure", "after_exposure")]
    for method in ("exact", "mid_p"):
        expected = [float(row[f"{method}_{end}"]) for end in ("low", "high")]
        assert rate_ratio_limits(*totals, method) == pytest.approx(expected, rel=1e-9)


def test_the_dispersion_test_is_that_of_qcc():
    spread = dispersion(QCC, [3])
    assert (spread.index, spread.chi_square) == pytest.approx((1.472203, 42.69388), abs=5e-6)
    assert spread.p_value == pytest.approx(0.048579, abs=5e-7)
    assert spread.degrees_of_freedom == 29


def test_all_sources_of_the_model_are_cited():
    text = model_text("diary")
    assert not {*text.sources, *(p.source for p in text.parameters.values())} - set(load().references)


# --- how often the intervals hold the true ratio


@cache
def limits(before: int, after: int, method: str) -> tuple[float, float]:
    return rate_ratio_limits(before, after, 28, 28, method)


def poisson_chances(mean: float) -> np.ndarray:
    counts = np.arange(int(mean + 10 * math.sqrt(mean) + 12))
    logarithms = counts * math.log(mean) - mean - np.array([math.lgamma(count + 1) for count in counts])
    return np.exp(logarithms)


def true_coverage(before_mean: float, after_mean: float, method: str) -> float:
    """Chances of all pairs of counts whose interval holds the true ratio, added up: no simulation error."""
    ratio, held = after_mean / before_mean, 0.0
    for before, p_before in enumerate(poisson_chances(before_mean)):
        for after, p_after in enumerate(poisson_chances(after_mean)):
            if p_before * p_after > 1e-9:
                low, high = limits(before, after, method)
                held += p_before * p_after * (low <= ratio <= high)
    return held


MEANS = [(5.0, 5.0), (10.0, 5.0), (5.0, 8.0), (12.0, 7.0)]
MANY_MEANS = [(b, a) for b in (5.0, 6.5, 10.0, 20.0, 40.0) for a in (5.0, 7.0, 10.0, 20.0, 40.0)]


@pytest.mark.parametrize(("before_mean", "after_mean"), [*MEANS, (0.5, 2.0), (3.0, 1.0)])
def test_the_exact_interval_covers_at_least_as_often_as_it_says(before_mean, after_mean):
    assert true_coverage(before_mean, after_mean, "exact") >= 0.95


@pytest.mark.parametrize(("before_mean", "after_mean"), MEANS)
def test_the_mid_p_interval_covers_about_as_often_as_it_says(before_mean, after_mean):
    assert 0.93 <= true_coverage(before_mean, after_mean, "mid_p") <= 0.97


@pytest.mark.slow
@pytest.mark.parametrize(("before_mean", "after_mean"), MANY_MEANS)
def test_both_intervals_cover_over_a_grid_of_means(before_mean, after_mean):
    assert true_coverage(before_mean, after_mean, "exact") >= 0.95
    assert 0.93 <= true_coverage(before_mean, after_mean, "mid_p") <= 0.97


def simulated_coverage(method: str, totals: tuple[float, float], nights: int, logs: int, seed: int) -> float:
    """Share of simulated Poisson logs whose interval holds the true ratio; a log without an answer does not count."""
    generator = np.random.default_rng(seed)
    held = answered = 0
    for _ in range(logs):
        before, after = (generator.poisson(total / nights, nights) for total in totals)
        result = compare(before, after, method, generator=generator, resamples=1000)
        answered += not math.isnan(result.ci_low)
        held += result.ci_low <= totals[1] / totals[0] <= result.ci_high
    assert answered > 0.97 * logs
    return held / answered


def binomial_error(logs: int) -> float:
    """Three and a half standard errors of a simulated coverage near 95 %."""
    return 3.5 * math.sqrt(0.95 * 0.05 / logs)


@pytest.mark.parametrize(("totals", "nights"), [((5.0, 5.0), 14), ((20.0, 10.0), 28)])
def test_the_bootstrap_covers_about_as_often_as_it_says(totals, nights):
    held = simulated_coverage("bootstrap", totals, nights, 1500, seed=20240503)
    assert 0.93 - binomial_error(1500) <= held <= 0.97 + binomial_error(1500)


@pytest.mark.parametrize("method", ["exact", "mid_p"])
def test_simulated_logs_are_covered_as_the_chances_say(method):
    held = simulated_coverage(method, (10.0, 5.0), 28, 1000, seed=20240504)
    assert held == pytest.approx(true_coverage(10.0, 5.0, method), abs=binomial_error(1000))


@pytest.mark.slow
@pytest.mark.parametrize("nights", [14, 28, 56])
@pytest.mark.parametrize("totals", [(5.0, 5.0), (10.0, 5.0), (5.0, 10.0), (20.0, 10.0), (40.0, 40.0), (60.0, 20.0)])
def test_the_bootstrap_covers_in_many_logs(totals, nights):
    held = simulated_coverage("bootstrap", totals, nights, 8_000, seed=11)
    assert 0.93 - binomial_error(8_000) <= held <= 0.97 + binomial_error(8_000)


# --- overdispersion


def uneven(generator: np.random.Generator, mean: float, nights: int) -> np.ndarray:
    """Counts whose variance is three times their mean: negative binomial."""
    return generator.negative_binomial(mean / 2, 1 / 3, nights)


def alarms(draw, logs: int, seed: int) -> float:
    generator = np.random.default_rng(seed)
    found = (compare(draw(generator), draw(generator)) for _ in range(logs))
    return sum(result.overdispersed for result in found) / logs


def test_uneven_counts_raise_the_alarm_and_even_ones_seldom_do():
    assert alarms(lambda g: uneven(g, 0.7, 28), 600, seed=1) > 0.9
    assert alarms(lambda g: g.poisson(0.7, 28), 600, seed=2) <= 0.05 + 3.5 * math.sqrt(0.05 * 0.95 / 600)


def test_with_uneven_counts_the_exact_interval_is_too_narrow_and_the_bootstrap_mends_most_of_it():
    generator, held = np.random.default_rng(3), {"exact": 0, "bootstrap": 0}
    for _ in range(600):
        before, after = (uneven(generator, 1.0, 42) for _ in range(2))
        for method in held:
            result = compare(before, after, method, generator=generator, resamples=1000)
            held[method] += result.ci_low <= 1.0 <= result.ci_high
    assert held["exact"] / 600 < 0.85
    assert held["bootstrap"] / 600 > 0.90


def test_a_warning_says_what_to_mistrust():
    even, clustered = [1, 0] * 14, [9, 0, 0, 0, 0, 0, 0] * 4
    assert compare(even, even).warnings == ()
    assert compare(clustered, even).warnings == ("overdispersed",)
    few = compare([1, 0] * 14, [1, 0, 0, 0, 0, 0, 0] * 4, "mid_p")
    assert few.warnings == ("few cramps",)
    assert compare([0, 0], [1, 0]).warnings == ("no cramps in a phase",)


# --- limits, laws, refusals

counts = st.lists(st.integers(0, 100), min_size=1, max_size=60)


@given(counts, counts, st.sampled_from(["exact", "mid_p"]), st.floats(0.5, 0.999))
@example([38], [0, 1], "exact", 0.5)
def test_any_log_has_an_answer(before, after, method, confidence):
    result = compare(before, after, method, confidence)
    assert 0 <= result.ci_low <= result.ci_high
    if sum(before) and sum(after):
        assert result.ci_low <= result.rate_ratio <= result.ci_high
        assert 0 <= result.p_value <= 1  # 0: a chance smaller than any float
    assert math.isnan(result.rate_ratio) == (sum(before) + sum(after) == 0)
    assert (result.dispersion.degrees_of_freedom == 0) == math.isnan(result.dispersion.p_value)


@given(st.lists(st.integers(0, 100), min_size=14, max_size=40), st.lists(st.integers(0, 100), min_size=14, max_size=40))
def test_any_long_log_has_a_bootstrap_answer_or_says_why_not(before, after):
    result = compare(before, after, "bootstrap", generator=np.random.default_rng(1), resamples=200)
    assert math.isnan(result.p_value)
    if min(sum(before), sum(after)) == 0:
        assert math.isnan(result.ci_low)
        assert math.isnan(result.ci_high)
        assert "no cramps in a phase" in result.warnings
    else:
        assert 0 <= result.ci_low <= result.ci_high


@given(st.integers(0, 60), st.integers(0, 60), st.sampled_from(["exact", "mid_p"]))
def test_turning_before_and_after_round_turns_the_ratio_over(before, after, method):
    low, high = rate_ratio_limits(before, after, 30, 20, method)
    turned_low, turned_high = rate_ratio_limits(after, before, 20, 30, method)
    assert low == pytest.approx(1 / turned_high if turned_high else math.inf, rel=1e-9)
    assert turned_low == pytest.approx(1 / high if high else math.inf, rel=1e-9)


@given(st.integers(0, 200), st.integers(0, 200))
def test_mid_p_lies_inside_exact_and_the_interval_agrees_with_its_p_value(before, after):
    (low, high), (mid_low, mid_high) = (rate_ratio_limits(before, after, 28, 28, m) for m in ("exact", "mid_p"))
    assert low <= mid_low <= mid_high <= high
    for method, ends in (("exact", (low, high)), ("mid_p", (mid_low, mid_high))):
        p_value = two_sided_p(before, after, 0.5, method)
        if before + after and abs(p_value - 0.05) > 1e-6:
            assert (p_value < 0.05) == (not ends[0] <= 1.0 <= ends[1])


def test_very_small_p_values_keep_their_digits():
    for before, after in ((200, 0), (0, 200)):
        assert two_sided_p(before, after, 0.5, "exact") == pytest.approx(2.0**-199, rel=1e-10)
        assert two_sided_p(before, after, 0.5, "mid_p") == pytest.approx(2.0**-200, rel=1e-10)


def test_more_nights_narrow_the_interval():
    widths = []
    for weeks in (2, 4, 8, 16):
        result = compare([1, 0, 1, 0, 0, 1, 0] * weeks, [0, 0, 1, 0, 0, 1, 0] * weeks)
        assert result.rate_ratio == pytest.approx(2 / 3)
        widths.append(result.ci_high / result.ci_low)
    assert widths == sorted(widths, reverse=True)


def test_phases_without_cramps():
    none_after = compare([1, 1, 0, 2], [0, 0, 0])
    assert (none_after.rate_ratio, none_after.ci_low) == (0.0, 0.0)
    none_before = compare([0, 0, 0], [1, 1, 0, 2])
    assert none_before.rate_ratio == none_before.ci_high == math.inf
    nothing = compare([0], [0, 0])
    assert math.isnan(nothing.rate_ratio)
    assert (nothing.ci_low, nothing.ci_high) == (0.0, math.inf)


def test_the_same_generator_gives_the_same_answer_and_more_draws_change_it_little():
    before, after = [1, 0, 2, 0, 1, 0, 0] * 4, [1, 0, 0, 0, 1, 0, 0] * 4
    first, again = (compare(before, after, "bootstrap", generator=np.random.default_rng(5)) for _ in range(2))
    assert (first.ci_low, first.ci_high) == (again.ci_low, again.ci_high)
    finer = compare(before, after, "bootstrap", generator=np.random.default_rng(6), resamples=40_000)
    assert (first.ci_low, first.ci_high) == pytest.approx((finer.ci_low, finer.ci_high), rel=0.15)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (([1], [1], "guess"), f"method is 'guess'; it must be one of {', '.join(METHODS)}"),
        (([], [1]), r"before has the shape \(0,\); allowed: a list of 1 to 2000 counts"),
        (([[1, 2]], [1]), r"before has the shape \(1, 2\)"),
        (([1.5], [1]), "before must be whole numbers"),
        (([-1], [101]), "before is -1; allowed: 0 to 100 cramps per entry; after is 101; allowed: 0 to 100"),
        (([math.nan], [1]), "before holds NaN"),
        (([math.inf], [1]), "before holds NaN or infinity"),
        ((["two"], [1]), "before is .*; it must be numbers"),
        (([1] * 14, [1] * 14, "bootstrap"), "generator is missing"),
        (
            ([1] * 13, [1] * 14, "bootstrap", 2.0),
            "missing.*confidence is 2; allowed: 0.5 to 0.999.*of 14 to 2000 counts",
        ),
        (([1], [1], "exact", [0.9, 0.8]), r"confidence has the shape \(2,\); it must be one number"),
        (([1], [1], "exact", 0.95, None, 10), "resamples is 10; allowed: 200 to 100000 draws"),
        (([1], [1], "exact", 0.95, None, 200.5), "resamples must be whole numbers"),
    ],
)
def test_what_cannot_be_compared_is_refused_all_faults_at_once(arguments, said):
    with pytest.raises(ValueError, match=said):
        compare(*arguments)


def test_limits_of_totals_refuse_what_makes_no_sense():
    with pytest.raises(
        ValueError, match=r"method is 'no'.*before_cramps must be whole.*after_exposure is 0; allowed: 1e-06 to 1e.09"
    ):
        rate_ratio_limits(1.5, 2, 3, 0, "no")
