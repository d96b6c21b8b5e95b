"""Lesson 5 against the models it teaches from: numbers in items and prose are the models' own."""

import numpy as np
import pytest

from crampcourse.learning.traces import curve
from crampcourse.library import load
from crampcourse.models.curves import active_force
from crampcourse.models.fibre import half_force_ms, rate_response, simulate, train_ms, twitch

LIBRARY = load()
TRAIN_MS, SLOW_TIMES = 2000.0, 4.0


def half_after_train_ms(reuptake_ms: float) -> float:
    """Half-relaxation after two seconds at 50 Hz."""
    run = simulate(train_ms(50.0, TRAIN_MS), 3.0 * TRAIN_MS, reuptake_ms=reuptake_ms, step_ms=1.0)
    return half_force_ms(run, float(run.time_ms[np.argmax(run.force_n)]))


def test_ten_a_second_pull_as_often_one_twitch_as_the_option_says() -> None:
    right = next(option for option in LIBRARY.items["l05-predict-ten-a-second"].options if option.key)
    assert f"In the model {float(rate_response(10.0).mean_twitches):.1f} times" in right.rationale


@pytest.mark.parametrize(("length", "percent"), [(0.6, 30), (0.8, 84), (1.0, 100), (1.3, 58)])
def test_shares_of_the_length_curve_are_the_models(length, percent) -> None:
    assert 100.0 * float(active_force(length)) == pytest.approx(percent, abs=0.5)


def test_the_share_an_item_asks_for_is_the_models() -> None:
    item = LIBRARY.items["l05-length-share"]
    assert 100.0 * float(active_force(0.8)) == pytest.approx(item.value, abs=0.5)


def test_slow_pumps_make_letting_go_more_than_three_times_as_slow() -> None:
    normal_ms = float(LIBRARY.explorers["fibre"].figures["reuptake_normal"].value)
    slower_ms = float(LIBRARY.explorers["fibre"].figures["reuptake_slower"].value)
    assert slower_ms == SLOW_TIMES * normal_ms
    assert 3.0 < half_after_train_ms(slower_ms) / half_after_train_ms(normal_ms) < 4.0


def test_the_twitch_has_the_times_that_items_name() -> None:
    one, item = twitch(), LIBRARY.items["l05-half-time"]
    assert round(one.contraction_ms) == 113
    assert one.contraction_ms + one.half_relaxation_ms == pytest.approx(211, abs=0.6)
    assert item.value == pytest.approx(one.half_relaxation_ms, abs=0.5)


def test_two_minutes_of_work_leave_about_a_fifth_and_slow_the_letting_go() -> None:
    work_ms = train_ms(50.0, 1000.0, 1000.0, 61)
    run = simulate(work_ms, 124_000.0, with_fatigue=True, step_ms=1.0)
    first, last = (run.force_n[(run.time_ms >= start) & (run.time_ms < start + 1000.0)].max() for start in (0, 120_000))
    assert last / first == pytest.approx(0.2, abs=0.03)
    assert half_force_ms(run, 121_000.0) > half_force_ms(run, 1_000.0)


def force_percent(low_ms: float, high_ms: float):
    return curve("calf-twitch", np.arange(low_ms, high_ms + 0.1, 2.5))


def test_stretches_of_the_twitch_are_where_the_model_says() -> None:
    half, falls = LIBRARY.items["l05-trace-half"], LIBRARY.items["l05-trace-falls"]
    up, peak, key, late = half.stretches
    assert key.key
    for stretch in (up, key):
        inside = np.interp([stretch.low, stretch.high], np.arange(0, 500.1, 2.5), force_percent(0, 500))
        assert min(inside) < 50 < max(inside)
    assert force_percent(peak.low, peak.high).min() > 97
    assert force_percent(late.low, late.high).max() < 20
    climbing, falling, over = falls.stretches
    assert falling.key
    assert np.all(np.diff(force_percent(climbing.low, climbing.high)) > 0)
    assert np.all(np.diff(force_percent(falling.low, falling.high)) < 0)
    assert force_percent(over.low, over.high).max() < 3
