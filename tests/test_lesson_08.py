"""Lesson 8 against the model it teaches from: the bench's numbers in prose and items are the model's own."""

import math

import pytest

from crampcourse.library import load
from crampcourse.models.evidence import difference_of_means, pool
from tests.explorers.forest import truth

LIBRARY = load()
ITEMS = LIBRARY.items
START = {"topic": 0, "roguin": 1, "frusso": 1, "barna": 1, "hallegraeff": 1, "coppin": 1, "method": 0}


def bench(**changed: int) -> dict[str, float]:
    return truth(START | changed)


def interval(told: dict[str, float], unit: str = "week") -> list[float]:
    return [told[name] for name in (unit, f"{unit}_low", f"{unit}_high")]


def test_what_the_lesson_says_of_each_state_of_the_bench() -> None:
    assert interval(bench(frusso=0, barna=0)) == pytest.approx([-0.38, -2.12, 1.36], abs=0.005)
    assert interval(bench(frusso=0, roguin=0)) == pytest.approx([-0.8, -1.41, -0.19], abs=0.005)
    assert interval(bench()) == pytest.approx([-0.33, -0.76, 0.09], abs=0.005)
    assert interval(bench(method=1)) == pytest.approx([-0.33, -1.07, 0.42], abs=0.005)
    assert bench(method=1)["next_low"] < -4 < 4 < bench(method=1)["next_high"], "the dashed line leaves the chart"
    stretches = bench(topic=1, method=1)
    assert interval(stretches, "night") == pytest.approx([-0.53, -1.77, 0.71], abs=0.005)
    assert stretches["i2"] == pytest.approx(94, abs=0.5)
    outcome = bench(frusso=0, barna=0, roguin=2)
    assert outcome["week"] == pytest.approx(-1.04, abs=0.005)


def test_only_one_trial_turns_the_verdict() -> None:
    item = ITEMS["l08-predict-leave"]
    leaves_out_zero = {name for name in ("roguin", "frusso", "barna") if not bench(**{name: 0})["crosses"]}
    assert leaves_out_zero == {"frusso"}
    assert "Frusso 1999" in next(option.text for option in item.options if option.key)
    assert interval(bench(frusso=0)) == pytest.approx([-0.75, -1.33, -0.18], abs=0.005)
    assert interval(bench(roguin=0))[0] == pytest.approx(-0.33, abs=0.005)
    assert interval(bench(barna=0))[0] > 0


def test_the_worked_example_is_the_pool() -> None:
    one = pool([-0.38, 0.175], [0.888**2, 0.322**2], "fixed")
    assert one.estimate == pytest.approx(0.11, abs=0.005)
    assert one.weights == pytest.approx([1.27 / 10.91, 9.64 / 10.91], abs=0.0005)


def test_the_width_that_an_item_asks_for_is_the_models() -> None:
    item = ITEMS["l08-width"]
    width = {method: interval(bench(method=method))[2] - interval(bench(method=method))[1] for method in range(3)}
    assert abs(width[2] - item.value) < item.tolerance / 2
    for wrong, method in zip(item.wrong[:2], range(2), strict=True):
        assert wrong.low < width[method] < wrong.high
    low, high = interval(bench(method=2))[1:]
    assert item.wrong[2].low < abs(low) - abs(high) < item.wrong[2].high


def test_the_printed_interval_of_the_vitamin_trial_does_not_fit_its_own_spread() -> None:
    item = ITEMS["l08-vitamin-k2"]
    effect, variance = difference_of_means(0.96, 1.41, 103, 3.63, 2.20, 96)
    low, high = (effect + way * 1.96 * math.sqrt(variance) for way in (-1, 1))
    assert abs(low - item.value) < item.tolerance / 2
    assert item.wrong[1].low < high < item.wrong[1].high
    assert (high - low) / (2.86 - 2.49) == pytest.approx(2.8, abs=0.05)


def test_shares_and_counts_are_right() -> None:
    assert ITEMS["l08-placebo-fall"].value == pytest.approx(100 * (8.51 - 5.48) / 8.51, abs=0.05)
    assert ITEMS["l08-statin-extra"].value == pytest.approx(1000 * (0.271 - 0.266))
    for name, weights in {"l08-form-a-2": (0.2, -1.0), "l08-form-b-2": (0.25, -2.0)}.items():
        assert ITEMS[name].value == pytest.approx(weights[0] * weights[1])


def test_the_verdicts_that_an_item_asks_for_are_the_ledgers() -> None:
    item = ITEMS["l08-match-verdict"]
    verdicts = {LIBRARY.claims[number].verdict for number in item.claims}
    assert verdicts == {pair.answer for pair in item.pairs}
    for number, prompt in {213: "placebo", 169: "Statins", 212: "pregnancy", 59: "sprain", 52: "long runs"}.items():
        pair = next(pair for pair in item.pairs if prompt in pair.prompt)
        assert pair.answer == LIBRARY.claims[number].verdict
