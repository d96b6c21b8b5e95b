"""Pools against metafor, statsmodels and pimeta, and the trials of the course against their papers' numbers."""

import csv
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampcourse.library.models import model_text
from crampcourse.library.shelf import load
from crampcourse.library.tables import trials
from crampcourse.models.evidence import (
    METHODS,
    difference_of_means,
    pool,
    standard_error_of_interval,
    standard_error_of_p,
)

ORACLES = Path(__file__).parent / "oracles"


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((ORACLES / name).read_text(encoding="utf-8").splitlines()))


def bcg():
    trials = rows("meta_bcg_logRR_studies.csv")
    return [float(row["y"]) for row in trials], [float(row["v"]) for row in trials]


def course_trials(*names: str):
    return [trials()[name].effect for name in names], [trials()[name].standard_error ** 2 for name in names]


@pytest.mark.parametrize(("method", "row"), [("dersimonian_laird", 0), ("hartung_knapp", 1)])
def test_bcg_trials_pool_as_in_metafor_and_statsmodels(method, row):
    expected = {name: float(value) for name, value in rows("meta_bcg_logRR.csv")[row].items() if name != "method"}
    pooled = pool(*bcg(), method)
    computed = {
        "tau2": pooled.tau2,
        "Q": pooled.q,
        "I2": pooled.i2,
        "est": pooled.estimate,
        "se": pooled.standard_error,
        "lo": pooled.ci_low,
        "hi": pooled.ci_high,
    }
    assert computed == pytest.approx(expected, abs=1e-4)
    assert pooled.estimate == pytest.approx(-0.7141, abs=5e-5)
    assert pooled.q == pytest.approx(152.2330, abs=5e-5)


@pytest.mark.parametrize("row", rows("pools_statsmodels.csv"), ids=lambda row: f"{row['set']}-{row['method']}")
def test_other_sets_of_trials_pool_as_in_statsmodels(row):
    chosen = [trial for trial in rows("pools_statsmodels_trials.csv") if trial["set"] == row["set"]]
    pooled = pool([float(t["effect"]) for t in chosen], [float(t["variance"]) for t in chosen], row["method"])
    for name in ("estimate", "standard_error", "ci_low", "ci_high", "tau2", "q"):
        assert getattr(pooled, name) == pytest.approx(float(row[name]), rel=1e-9, abs=1e-9), name


def test_the_prediction_interval_is_that_of_pimeta():
    """pimeta prints, for its ten trials sbp: estimate, τ², interval (t, 9) and prediction interval (t, 8).

    Any ten trials of equal variance with that estimate, τ² and standard error must give the same prediction.
    """
    estimate, tau2, half_width = -0.3340597, 0.02824971, (0.5068 - 0.1613) / 2
    between_and_within = 10 * (half_width / 2.262157) ** 2
    pattern = np.array([-1.0, 1.0] * 5) * math.sqrt(9 / 10 * between_and_within)
    pooled = pool(estimate + pattern, np.full(10, between_and_within - tau2), "dersimonian_laird")
    assert pooled.tau2 == pytest.approx(tau2, abs=1e-9)
    assert (pooled.prediction_low, pooled.prediction_high) == pytest.approx((-0.7597777, 0.09165839), abs=1e-4)


@pytest.mark.parametrize(
    ("names", "method", "printed", "i2_percent"),
    [
        (("roguin2017", "frusso1999"), "fixed", (0.11, -0.48, 0.70), 0),
        (("roguin2017", "frusso1999"), "dersimonian_laird", (0.11, -0.48, 0.70), 0),
        (("roguin2017", "frusso1999", "barna2021"), "fixed", (-0.33, -0.76, 0.09), 58),
        (("roguin2017", "frusso1999", "barna2021"), "dersimonian_laird", (-0.33, -1.07, 0.42), 58),
    ],
)
def test_the_magnesium_trials_pool_to_the_printed_digits(names, method, printed, i2_percent):
    pooled = pool(*course_trials(*names), method)
    assert tuple(round(value, 2) for value in (pooled.estimate, pooled.ci_low, pooled.ci_high)) == printed
    assert round(100 * pooled.i2) == i2_percent
    # What the systematic review found lies within our interval, and ours leaves "no effect" open as theirs does.
    published = trials()["garrison2020_pool"]
    assert pooled.ci_low < published.effect < pooled.ci_high
    assert pooled.ci_low < 0 < pooled.ci_high


def test_the_two_stretching_trials_disagree_beyond_chance():
    pooled = pool(*course_trials("hallegraeff2012_per_night", "coppin2005_per_night"), "hartung_knapp")
    assert pooled.i2 > 0.9
    assert pooled.ci_low < 0 < pooled.ci_high
    assert math.isnan(pooled.prediction_low)


def test_numbers_computed_by_us_follow_from_the_printed_ones():
    table = trials()
    for name, to in (("roguin2017", 0.001), ("roguin2017_followup", 0.01)):
        trial = table[name]
        effect, variance = difference_of_means(
            trial.treated_value,
            trial.treated_sd,
            trial.treated_people,
            trial.control_value,
            trial.control_sd,
            trial.control_people,
        )
        assert effect == pytest.approx(trial.effect, abs=1e-9)
        assert math.sqrt(variance) == pytest.approx(trial.standard_error, abs=to)
    assert table["frusso1999"].effect == pytest.approx((11.8 - 11.1) / 4)
    assert standard_error_of_p(0.175, 0.59, 41) == pytest.approx(table["frusso1999"].standard_error, abs=5e-4)
    assert standard_error_of_p(-0.8, 0.01) == pytest.approx(table["barna2021"].standard_error, abs=5e-3)
    assert table["barna2021"].effect == pytest.approx(-3.4 + 2.6)
    for name, to in (("hallegraeff2012_per_night", 5e-4), ("hallegraeff2012_pain", 5e-4), ("coppin2005", 5e-3)):
        trial = table[name]
        assert standard_error_of_interval(trial.ci_low, trial.ci_high) == pytest.approx(trial.standard_error, abs=to)
    four_weeks, night = table["coppin2005"], table["coppin2005_per_night"]
    assert (four_weeks.effect / 28, four_weeks.standard_error / 28) == pytest.approx(
        (night.effect, night.standard_error), abs=5e-3
    )


def test_every_trial_names_what_we_computed_and_a_source_that_is_cited():
    for trial in trials().values():
        assert trial.source in load().references
        assert (trial.standard_error is None) == (trial.computed_by_us is None), trial.id
        assert trial.use != "published pool" or trial.ci_low is not None


def test_all_sources_of_the_model_are_cited():
    text = model_text("evidence")
    assert not {*text.sources, *(p.source for p in text.parameters.values())} - set(load().references)


effects = st.lists(st.tuples(st.floats(-1000, 1000), st.floats(1e-9, 1e6)), min_size=2, max_size=30)


@given(effects, st.sampled_from(METHODS), st.floats(0.5, 0.999))
def test_any_trials_have_a_pool(values, method, confidence):
    y, v = zip(*values, strict=True)
    pooled = pool(y, v, method, confidence)
    slack = 1e-9 * max(abs(effect) for effect in y) + 1e-9
    assert min(y) - slack <= pooled.estimate <= max(y) + slack
    assert pooled.ci_low <= pooled.estimate <= pooled.ci_high
    assert pooled.weights.sum() == pytest.approx(1.0)
    assert pooled.tau2 >= 0
    assert 0 <= pooled.i2 <= 1
    assert math.isnan(pooled.prediction_low) == (method == "fixed" or len(y) == 2)
    if method == "dersimonian_laird" and len(y) > 2:
        assert pooled.prediction_low <= pooled.ci_low


@given(effects, st.sampled_from(METHODS))
def test_a_pool_turns_over_with_its_sign(values, method):
    y, v = (np.array(column) for column in zip(*values, strict=True))
    one, other = pool(y, v, method), pool(-y, v, method)
    assert one.estimate == pytest.approx(-other.estimate, rel=1e-9, abs=1e-9)
    assert one.ci_low == pytest.approx(-other.ci_high, rel=1e-6, abs=1e-6)


def test_the_order_of_trials_and_the_unit_do_not_matter():
    y, v = (np.array(column) for column in bcg())
    forward, backward = pool(y, v, METHODS[2]), pool(y[::-1], v[::-1], METHODS[2])
    in_cents = pool(100 * y, 1e4 * v, METHODS[2])
    assert forward.estimate == pytest.approx(backward.estimate, rel=1e-12)
    assert in_cents.prediction_low == pytest.approx(100 * forward.prediction_low, rel=1e-9)


def test_without_spread_beyond_chance_all_methods_agree_on_the_estimate():
    y, v = [0.1, 0.2, 0.15], [1.0, 2.0, 0.5]
    fixed, random, hartung_knapp = (pool(y, v, method) for method in METHODS)
    assert random.tau2 == hartung_knapp.tau2 == random.i2 == 0
    assert fixed.estimate == random.estimate == hartung_knapp.estimate
    assert (fixed.ci_low, fixed.ci_high) == (random.ci_low, random.ci_high)


def test_trials_that_agree_exactly_have_no_spread():
    pooled = pool([0.5, 0.5, 0.5], [1.0, 2.0, 3.0], "hartung_knapp")
    assert (pooled.q, pooled.i2, pooled.ci_low, pooled.ci_high) == (0.0, 0.0, 0.5, 0.5)


def coverage(method: str, trials_in_a_pool: int, tau2: float, pools: int, seed: int) -> tuple[float, float]:
    """How often the interval holds the mean, and the prediction interval the next trial's true effect."""
    generator = np.random.default_rng(seed)
    held, foreseen = 0, 0
    for _ in range(pools):
        variances = generator.uniform(0.05, 0.2, trials_in_a_pool)
        truth = generator.normal(-0.3, math.sqrt(tau2), trials_in_a_pool + 1)
        pooled = pool(generator.normal(truth[:-1], np.sqrt(variances)), variances, method)
        held += pooled.ci_low <= -0.3 <= pooled.ci_high
        foreseen += pooled.prediction_low <= truth[-1] <= pooled.prediction_high
    return held / pools, foreseen / pools


def test_hartung_knapp_covers_as_it_says_with_few_trials():
    error = 3.3 * math.sqrt(0.95 * 0.05 / 1000)
    held, foreseen = coverage("hartung_knapp", 6, 0.1, 1000, seed=20240502)
    assert held == pytest.approx(0.95, abs=error + 0.01)
    assert foreseen >= 0.90 - error
    assert coverage("fixed", 6, 0.1, 1000, seed=20240502)[0] < 0.90


@pytest.mark.slow
@pytest.mark.parametrize("trials_in_a_pool", [4, 8, 15])
def test_hartung_knapp_covers_as_it_says_in_many_pools(trials_in_a_pool):
    held, _ = coverage("hartung_knapp", trials_in_a_pool, 0.1, 20_000, seed=7)
    assert held == pytest.approx(0.95, abs=0.015)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (([1.0, 2.0], [1.0, 1.0], "bayes"), "method is 'bayes'; it must be one of fixed, dersimonian_laird, hartung"),
        (([1.0], [1.0], "fixed"), "at least 2 trials"),
        (([1.0, 2.0], [1.0], "fixed"), r"effects have the shape \(2,\), variances \(1,\)"),
        (([[1.0, 2.0]], [[1.0, 1.0]], "fixed"), "must be lists of one length"),
        (([1.0, 2.0], [1.0, 0.0], "fixed"), "variances is 0; allowed: 1e-09 to 1e.06 unit of the effect squared"),
        (([1.0, math.nan], [1.0, 1.0], "fixed"), "effects holds NaN"),
        (
            ([1.0, 2000.0], [1.0, -1.0], "no"),
            "method is 'no'.*effects is 2000; allowed: -1000 to 1000.*variances is -1",
        ),
        (([1.0, 2.0], [1.0, 1.0], "fixed", 1.0), "confidence is 1; allowed: 0.5 to 0.999"),
        (([1.0, 2.0], ["a", "b"], "fixed"), "variances is .*; it must be numbers"),
    ],
)
def test_what_cannot_be_pooled_is_refused_all_faults_at_once(arguments, said):
    with pytest.raises(ValueError, match=said):
        pool(*arguments)


def test_conversions_refuse_what_makes_no_sense():
    with pytest.raises(ValueError, match=r"ci_low is 2 and ci_high 1; ci_low must be less than ci_high"):
        standard_error_of_interval(2, 1)
    with pytest.raises(ValueError, match=r"p_value is 0; allowed: 1e-06 to 0.99 .*degrees_of_freedom is 0; allowed: 1"):
        standard_error_of_p(1.0, 0.0, 0)
    with pytest.raises(ValueError, match=r"treated_sd is -1; allowed: 0.0001 to 1000"):
        difference_of_means(1, -1, 10, 1, 1, 10)
