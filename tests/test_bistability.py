"""Where the cramp loop can hold itself on, and the threshold test made from it."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crampcourse.library.models import model_text
from crampcourse.models.bistability import bistability
from crampcourse.models.cramp import cramp_duration, integrate, passive_share, simulate, standard_loop
from crampcourse.models.cramp_threshold import cramp_threshold

DOMAIN = model_text("cramp").domain
LOOP = standard_loop()
# The design's limits, found on a grid of 0.01 (last length that is bistable at each fatigue).
LIMITS = {0.0: 0.58, 0.5: 0.63, 0.8: 0.71}
# Ranges over which, one gain at a time, the loop keeps its four marks (design's table).
RANGES = {
    "inward_current_gain": (0.56, 0.79),
    "ia_gain": (0.02, 0.42),
    "ib_gain": (1.45, 4.25),
    "ib_fatigue_loss": (0.0, 0.54),
    "ia_fatigue_rise": (0.0, 0.9),
    "threshold": (0.20, 0.45),
    "half_rise": (0.30, 0.58),
    "recurrent_gain": (0.07, 0.50),
}


def within(name: str):
    return st.floats(DOMAIN[name].low, DOMAIN[name].high)


@pytest.mark.parametrize(("fatigue", "limit"), LIMITS.items())
def test_limits_of_bistability(fatigue, limit):
    lengths = np.arange(0.40, 1.505, 0.01).clip(max=1.5)
    found = bistability(lengths, fatigue)
    assert found.silent.all()
    assert lengths[found.bistable].max() == pytest.approx(limit, abs=1e-9)
    assert found.bistable[lengths < limit].all()


@pytest.mark.parametrize("gain", RANGES)
def test_the_four_marks_hold_over_the_range_of_each_gain(gain):
    for value in np.linspace(*RANGES[gain], 9):
        marks = bistability([0.55, 1.0, 1.0, 1.2], [0.8, 0.0, 0.8, 0.8], replace(LOOP, **{gain: float(value)})).bistable
        assert marks.tolist() == [True, False, False, False]


def test_fatigue_only_widens_the_region_and_length_only_leaves_it():
    region = bistability(np.linspace(0.4, 1.4, 101)[:, None], np.linspace(0, 0.8, 51)).bistable
    assert region.shape == (101, 51)
    assert (np.diff(region.astype(int), axis=0) <= 0).all()
    assert (np.diff(region.astype(int), axis=1) >= 0).all()


@pytest.mark.parametrize(
    ("length", "fatigue"), [(0.45, 0.0), (0.55, 0.0), (0.58, 0.0), (0.6, 0.5), (0.55, 0.8), (0.71, 0.8)]
)
def test_the_active_state_holds_itself_against_a_push(length, fatigue):
    # The simulation itself, adaptation made endless slow, started beside the state that the map gives.
    slow = replace(LOOP, adaptation_time_s=1e9)
    rate = float(bistability(length, fatigue).active_pool_rate)
    pull = simulate(length, fatigue, 0.0, 0.1)
    assert not pull.pool_rate.any()
    current = rate**4 / (rate**4 + LOOP.inward_current_half_rate**4)
    inputs = [np.full(2001, value) for value in (length, fatigue, 0.0)]
    settled = integrate((rate, current, 0.0, 0.0), *inputs, 0.01, slow)
    assert settled[0, -1] == pytest.approx(rate, abs=2e-3)
    assert settled[2, -1] > passive_share(length, LOOP)


@given(within("fibre_length"), within("fatigue"))
def test_nothing_in_the_range_raises_and_the_mask_tells_every_nan(length, fatigue):
    found = bistability(length, fatigue)
    assert np.isfinite(found.active_pool_rate) == found.active
    assert not found.active or 0.1 <= found.active_pool_rate <= 1


def test_no_part_of_the_loop_alone_makes_it_bistable():
    for part in ("inward_current", "loop"):
        assert not bistability(np.linspace(0.4, 1.5, 56), 0.8, LOOP.without(part)).active.any()
    assert bistability(1.0, 0.0, LOOP.without("ib")).bistable


def test_refusals_of_the_map():
    with pytest.raises(ValueError, match=r"fibre_length is 2; allowed: 0.4 to 1.5 .*; fatigue holds NaN"):
        bistability(2, np.nan)
    with pytest.raises(ValueError, match="shapes do not fit together"):
        bistability([0.5, 0.6], [0.1, 0.2, 0.3])


def test_the_threshold_is_the_fitted_one_with_the_nerve_intact():
    # Minetto 2011: 13 ± 3 Hz. Fitted, so this only guards the fit.
    found = cramp_threshold(0.55, 0.0)
    assert found.found
    assert found.threshold_hz == 13
    given_bursts = found.frequencies_hz <= found.threshold_hz
    assert np.isfinite(found.outlasted_s).tolist() == given_bursts.tolist()
    assert found.outlasted_s[given_bursts][-1] > 5
    assert (found.outlasted_s[given_bursts][:-1] < 1).all()
    assert len(found.run.time_s) == given_bursts.sum() * 3200 + 1


def test_where_the_loop_is_not_bistable_there_is_no_threshold():
    for length, fatigue, loop in [(1.0, 0.0, LOOP), (1.0, 0.8, LOOP), (0.55, 0.8, LOOP.without("loop"))]:
        found = cramp_threshold(length, fatigue, np.arange(10.0, 41.0, 5.0), loop)
        assert not found.found
        assert np.isnan(found.threshold_hz)
        assert np.isfinite(found.outlasted_s).all()


def test_shorter_and_more_tired_muscle_has_the_lower_threshold():
    tenths = np.arange(10.0, 16.0, 0.1)
    by_length = [cramp_threshold(length, 0.0, tenths).threshold_hz for length in (0.45, 0.55, 0.57)]
    by_fatigue = [cramp_threshold(0.55, fatigue, tenths).threshold_hz for fatigue in (0.8, 0.4, 0.0)]
    assert by_length == sorted(by_length)
    assert by_fatigue == sorted(by_fatigue)
    assert by_length[0] < by_length[-1]
    assert by_fatigue[0] < by_fatigue[-1]


def test_halving_the_step_keeps_the_threshold():
    bursts = np.arange(11.0, 15.0, 0.5)
    assert (
        cramp_threshold(0.55, 0.4, bursts).threshold_hz == cramp_threshold(0.55, 0.4, bursts, step_s=0.005).threshold_hz
    )


def test_one_burst_is_the_simulation_with_that_drive():
    per_hz = model_text("cramp").number("test_drive_per_hz")
    found = cramp_threshold(0.55, 0.8, [20.0])
    run = simulate(0.55, 0.8, lambda time_s: 20 * per_hz if time_s < 1.999 else 0.0, 32)
    assert found.run.pool_rate == pytest.approx(run.pool_rate, abs=1e-12)
    assert not cramp_duration(found.run).ended


@settings(max_examples=15)
@given(within("fibre_length"), within("fatigue"), within("frequencies_hz"))
def test_the_threshold_test_answers_everywhere(length, fatigue, hertz):
    found = cramp_threshold(length, fatigue, [hertz])
    assert np.isfinite(found.threshold_hz) == found.found
    assert np.isfinite(found.run.pool_rate).all()


def test_refusals_of_the_threshold_test():
    with pytest.raises(ValueError, match=r"fibre_length is 3; allowed: 0.4 to 1.5") as refused:
        cramp_threshold(3, 0.9, [20, 10])
    assert "fatigue is 0.9; allowed: 0 to 0.8" in str(refused.value)
    assert "rising numbers" in str(refused.value)
    with pytest.raises(ValueError, match="frequencies_hz is 500; allowed: 1 to 100 Hz"):
        cramp_threshold(0.55, 0, [500])
    with pytest.raises(ValueError, match="fatigue must be one number"):
        cramp_threshold(0.55, [0, 0.1])
