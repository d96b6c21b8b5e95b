"""Item and test figures against statsmodels, pingouin, scipy and printed examples; how often the intervals hold."""

import csv
import math
from itertools import groupby
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crampcourse.library.models import model_text
from crampcourse.library.shelf import load
from crampcourse.models.item_analysis import discrimination, normalised_gain, reliability
from crampcourse.models.shares import clustered_share, mean_score, wilson_limits

ORACLES = Path(__file__).parent / "oracles"
WITHIN = 1e-9
scores = st.lists(st.sampled_from([0.0, 0.25, 1 / 3, 0.5, 2 / 3, 1.0]), min_size=1, max_size=12)


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((ORACLES / f"item_analysis_{name}.csv").read_text(encoding="utf-8").splitlines()))


def close(number: float):
    return pytest.approx(float(number), rel=WITHIN, abs=WITHIN)


def tables() -> dict[str, np.ndarray]:
    """Scores (learners, items) by the table's name."""
    found = {}
    for name, entries in groupby(rows("scores"), key=lambda row: row["table"]):
        given_rows = [[float(row["score"]) for row in of] for _, of in groupby(entries, key=lambda row: row["learner"])]
        found[name] = np.array(given_rows)
    return found


TABLES = tables()


def test_shares_have_the_limits_of_statsmodels():
    oracle = rows("shares")
    assert len(oracle) > 50
    for row in oracle:
        right, n = int(row["right"]), int(row["n"])
        figure = mean_score([1.0] * right + [0.0] * (n - right))
        assert (figure.value, figure.low, figure.high) == tuple(map(close, (right / n, row["low"], row["high"])))
        assert figure.few == (n < 10)
        assert ("it takes 10" in figure.note) == figure.few


@pytest.mark.parametrize(
    ("right", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_shares_have_the_limits_that_newcombe_prints(right, n, low, high):
    assert wilson_limits(right / n, n) == pytest.approx((low, high), abs=5e-5)


def test_shares_of_clustered_answers_are_those_of_a_cluster_robust_regression():
    counts = {name: list(of) for name, of in groupby(rows("clusters_counts"), key=lambda row: row["group"])}
    for row in rows("clusters"):
        right, answers = zip(
            *((int(each["right"]), int(each["answers"])) for each in counts[row["group"]]), strict=True
        )
        figure = clustered_share(right, answers)
        assert (figure.value, figure.low, figure.high) == tuple(map(close, (row["share"], row["low"], row["high"])))
        assert figure.n == len(right)


def test_kr20_is_that_of_a_printed_example():
    table = TABLES["wuensch"]
    assert table.sum(axis=1).tolist() == [8, 7, 7, 2, 2, 9, 8, 9, 7, 7]
    assert table.sum(axis=1).var() == pytest.approx(5.84)
    assert (table.mean(axis=0) * (1 - table.mean(axis=0))).sum() == pytest.approx(2.18)
    found = reliability(table)
    assert found.coefficient == "KR-20"
    assert found.alpha.value == pytest.approx(10 / 9 * (1 - 2.18 / 5.84), abs=1e-12)
    assert found.alpha.few


@pytest.mark.parametrize("row", rows("alpha"), ids=lambda row: row["table"])
def test_reliability_is_that_of_pingouin(row):
    table = TABLES[row["table"]]
    found = reliability(table)
    assert (found.alpha.value, found.alpha.low, found.alpha.high) == tuple(
        map(close, (row["alpha"], row["low"], row["high"]))
    )
    assert (found.coefficient == "KR-20") == set(np.unique(table)).issubset({0.0, 1.0})
    assert found.alpha.few == (len(table) < 30)
    assert found.mean_points.value == close(table.sum(axis=1).mean())
    if row["measurement_error"]:
        assert found.measurement_error_points.value == close(row["measurement_error"])
    else:
        assert found.measurement_error_points.value is None
        assert "below 0" in found.measurement_error_points.note


def test_discriminations_are_those_of_scipy():
    oracle = rows("items")
    assert len(oracle) == sum(table.shape[1] for table in TABLES.values())
    for row in oracle:
        table, item = TABLES[row["table"]], int(row["item"])
        rest = np.delete(table, item, axis=1).sum(axis=1)
        figure = discrimination(table[:, item], rest)
        assert (figure.value, figure.low, figure.high) == tuple(map(close, (row["r"], row["low"], row["high"]))), row


def test_gains_have_fiellers_limits():
    people = {name: list(of) for name, of in groupby(rows("gain_scores"), key=lambda row: row["group"])}
    for row in rows("gain"):
        before, after = zip(*((float(p["before"]), float(p["after"])) for p in people[row["group"]]), strict=True)
        figure = normalised_gain(before, after)
        assert figure.value == close(row["gain"])
        assert (figure.low, figure.high) == pytest.approx((float(row["low"]), float(row["high"])), rel=1e-8)


@pytest.mark.parametrize(
    ("figure", "why"),
    [
        (mean_score([]), "nobody answered"),
        (clustered_share([], []), "nobody answered"),
        (discrimination([1, 0, 1], [2, 1, 2]), "it takes 4 learners who answered every item of the set, not 3"),
        (discrimination([1] * 9, range(9)), "all learners have the same score at this item"),
        (discrimination([1, 0] * 5, [2] * 10), "all learners have the same score at the rest of the set"),
        (reliability([[1], [0]]).alpha, "one item alone has no inner consistency"),
        (reliability([[1, 0]]).alpha, "it takes 2 learners who answered every item, not 1"),
        (reliability([[1, 0], [0, 1]]).alpha, "all learners have the same total"),
        (reliability([[1, 1]] * 9).measurement_error_points, "all learners have the same total"),
        (reliability(np.empty((0, 3))).mean_points, "nobody answered every item"),
        (reliability([[1, 0]]).sd_points, "one learner only: nothing varies"),
        (normalised_gain([], []), "nobody answered both"),
        (normalised_gain([1, 1, 1], [1, 0.5, 1]), "everyone had full marks before: there was nothing left to gain"),
    ],
    ids=range(13),
)
def test_what_cannot_be_said_is_not_said_and_why(figure, why):
    assert (figure.value, figure.low, figure.high, figure.note) == (None, None, None, why)


@pytest.mark.parametrize(
    ("figure", "value", "why"),
    [
        (clustered_share([2], [4]), 0.5, "one learner only: no interval"),
        (discrimination([1, 0] * 20, [3, 1] * 20), 1.0, "item and rest agree perfectly: no interval"),
        (discrimination([1, 0] * 20, [1, 3] * 20), -1.0, "item and rest agree perfectly: no interval"),
        (reliability([[1, 1], [0, 0]] * 20).alpha, 1.0, "the items agree perfectly: no interval"),
        (normalised_gain([0.5], [0.75]), 0.5, "one learner only: no interval"),
        (normalised_gain([0.5, 0.0] * 20, [0.75, 0.5] * 20), 0.5, "everyone gained the same share: no interval"),
        (normalised_gain([1.0] * 9 + [0.5], [1.0] * 5 + [0.5] * 5), -4.0, "too little was left to gain"),
    ],
    ids=range(7),
)
def test_a_figure_without_an_interval_says_why(figure, value, why):
    assert figure.value == pytest.approx(value)
    assert (figure.low, figure.high) == (None, None)
    assert why in figure.note


def test_one_answer_each_is_a_plain_share():
    right = [1, 0, 1, 1, 0]
    assert clustered_share(right, [1] * 5) == mean_score(right)


def test_an_all_right_or_all_wrong_class_still_has_an_interval():
    for share, right in ((1.0, [3, 2, 4]), (0.0, [0, 0, 0])):
        figure = clustered_share(right, [3, 2, 4])
        # Three learners, not nine answers.
        assert (figure.low, figure.high) == wilson_limits(share, 3)


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda: mean_score([0.5, 1.5]), "scores is 1.5; allowed: 0 to 1 score"),
        (lambda: mean_score([math.nan]), "scores holds NaN or infinity"),
        (lambda: wilson_limits(0.5, 0), "n is 0; allowed: share from 0 to 1, n above 0"),
        (lambda: clustered_share([2], [1]), "right is more than answers somewhere"),
        (lambda: discrimination([0.5, 1], [1, 2, 3]), "shapes do not fit together"),
        (lambda: reliability([1, 0]), r"scores has shape \(2,\); give one row per learner"),
        (lambda: normalised_gain([2], [-1]), "before is 2; allowed: 0 to 1 score; after is -1"),
    ],
    ids=range(7),
)
def test_what_is_no_score_is_refused(ask, said):
    with pytest.raises(ValueError, match=said):
        ask()


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 9).flatmap(
        lambda k: st.lists(
            st.lists(st.sampled_from([0.0, 1 / 3, 1.0]), min_size=k, max_size=k), min_size=1, max_size=12
        )
    ),
    st.randoms(),
)
def test_every_figure_is_finite_or_missing_with_a_reason_and_knows_no_order(table, random):
    shuffled = random.sample(table, len(table))
    columns = random.sample(range(len(table[0])), len(table[0]))
    one, other = reliability(table), reliability([[row[c] for c in columns] for row in shuffled])
    pairs = [(one.alpha, other.alpha), (one.sd_points, other.sd_points), (one.mean_points, other.mean_points)]
    pairs += [(one.measurement_error_points, other.measurement_error_points)]
    item, rest = [row[0] for row in table], [sum(row[1:]) for row in table]
    pairs += [(discrimination(item, rest), discrimination([r[0] for r in shuffled], [sum(r[1:]) for r in shuffled]))]
    means, others = [sum(row) / len(row) for row in table], [sum(row) / len(row) for row in shuffled]
    pairs += [(normalised_gain(np.minimum(item, 1), means), normalised_gain([r[0] for r in shuffled], others))]
    for figure, again in pairs:
        assert figure.note if figure.value is None else math.isfinite(figure.value)
        assert (figure.low is None) == (figure.high is None)
        if figure.value is not None and again.value is not None:
            assert figure.value == pytest.approx(again.value, rel=1e-6, abs=1e-9)
        if figure.low is not None and figure.high is not None:
            assert math.isfinite(figure.low)
            assert math.isfinite(figure.high)
            assert figure.low - 1e-9 <= figure.value <= figure.high + 1e-9


@settings(deadline=None)
@given(scores)
def test_limits_of_a_mean_lie_around_it_and_inside_the_scale(given_scores):
    figure = mean_score(given_scores)
    assert 0 <= figure.low <= figure.value + 1e-12
    assert figure.value - 1e-12 <= figure.high <= 1


def a_class(random: np.random.Generator, people: int, shift: float = 0.0, ability=None):
    """Right and wrong answers (people, 6) to items of rising difficulty by learners of differing ability."""
    ability = random.normal(size=(people, 1)) if ability is None else ability
    chance = 1 / (1 + np.exp(-1.3 * (ability + shift - np.linspace(-1.2, 1.2, 6))))
    return (random.random((people, 6)) < chance).astype(float), ability


def holds(figure, truth: float) -> bool | None:
    return None if figure.low is None else figure.low <= truth <= figure.high


def share_that_hold(tried: list[bool | None]) -> float:
    known = [each for each in tried if each is not None]
    assert len(known) > 0.9 * len(tried)
    return sum(known) / len(known)


@pytest.mark.parametrize("people", [10, *(pytest.param(many, marks=pytest.mark.slow) for many in (30, 100))])
def test_intervals_hold_the_true_value_as_often_as_they_say(people):
    random = np.random.default_rng(people)
    crowd, ability = a_class(random, 200_000)
    later, _ = a_class(random, 200_000, 0.8, ability)
    rest = crowd[:, 1:].sum(axis=1)
    true_r = np.corrcoef(crowd[:, 0], rest)[0, 1]
    true_alpha = 6 / 5 * (1 - crowd.var(axis=0).sum() / crowd.sum(axis=1).var())
    true_gain = (later.mean() - crowd.mean()) / (1 - crowd.mean())
    held = {"r": [], "alpha": [], "gain": [], "clusters": []}
    for _ in range(1000):
        table, who = a_class(random, people)
        after, _ = a_class(random, people, 0.8, who)
        held["r"].append(holds(discrimination(table[:, 0], table[:, 1:].sum(axis=1)), true_r))
        held["alpha"].append(holds(reliability(table).alpha, true_alpha))
        held["gain"].append(holds(normalised_gain(table.mean(axis=1), after.mean(axis=1)), true_gain))
        held["clusters"].append(holds(clustered_share(table.sum(axis=1), [6] * people), crowd.mean()))
    shares = {name: share_that_hold(tried) for name, tried in held.items()}
    # Of 1000, chance alone moves 95 % by 1.4 points either way.
    assert all(0.93 <= share <= 0.975 for share in shares.values()), shares


def test_the_data_say_what_they_rest_on():
    text = model_text("item_analysis")
    assert not {*text.sources, *(p.source for p in text.parameters.values())} - set(load().references)
    assert all(parameter.means for parameter in text.parameters.values())


def test_thresholds_say_what_their_reasons_say():
    low, high = wilson_limits(0.5, 10)
    assert (round(100 * low), round(100 * high)) == (24, 76)
    half = [1.0, 0.0] * 15
    assert discrimination(half, half[::-1]).n == 30
    reach = 1.959964 / math.sqrt(27)
    limits = math.tanh(math.atanh(0.3) - reach), math.tanh(math.atanh(0.3) + reach)
    assert tuple(round(limit, 2) for limit in limits) == (-0.07, 0.60)
