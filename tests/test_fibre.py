"""The stimulated muscle against LSODA and a table of another program, and what any muscle must do."""

import csv
from itertools import groupby
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crampcourse.library.models import model_text
from crampcourse.models import fibre
from crampcourse.models.curves import active_force

TABLE = Path(__file__).parent / "oracles" / "fibre_lsoda.csv"
ROWS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
ORACLE = {key: list(rows) for key, rows in groupby(ROWS, key=lambda row: (row["muscle"], row["case"]))}
STIMULI_MS = {
    "twitch": [0.0],
    "5_hz": fibre.train_ms(5, 2000),
    "50_hz": fibre.train_ms(50, 1000),
    "fatigue_40_hz": fibre.train_ms(40, 1000, 1000, 90),
}
COLUMNS = ("calcium", "force_n", "scaling_n_per_ms", "half_calcium", "relaxation_ms")
RATES_HZ = [5, 10, 20, 50, 100]


@pytest.mark.parametrize(("muscle", "case"), ORACLE)
def test_force_calcium_and_fatigue_as_lsoda_computes_them(muscle, case):
    rows = ORACLE[muscle, case]
    time = np.array([float(row["time_ms"]) for row in rows])
    response = fibre.simulate(STIMULI_MS[case], time[-1], muscle, with_fatigue=case.startswith("fatigue"))
    for column in COLUMNS:
        oracle = np.array([float(row[column]) for row in rows])
        ours = np.interp(time, response.time_ms, getattr(response, column))
        assert np.abs(ours - oracle).max() < 1e-3 * oracle.max(), column


@pytest.mark.parametrize(("muscle", "contraction", "half"), [("calf", 112.6, 97.9), ("quadriceps", 81.8, 70.6)])
def test_twitch_times(muscle, contraction, half):
    # Table of another program (Heun, 0.1 ms).
    found = fibre.twitch(muscle)
    assert found.contraction_ms == pytest.approx(contraction, rel=0.01)
    assert found.half_relaxation_ms == pytest.approx(half, rel=0.01)


def test_from_twitches_to_tetanus_as_the_table_says():
    # Table of another program (Heun, 0.1 ms), 2 s trains, last 0.5 s; ripple given to three decimals.
    found = fibre.rate_response(RATES_HZ)
    assert found.mean_twitches == pytest.approx([1.083, 2.227, 2.953, 3.469, 3.662], rel=0.01)
    assert found.ripple_twitches == pytest.approx([0.657, 0.121, 0.011, 0.001, 0.001], rel=0.01, abs=5e-4)


def test_calf_twitch_lies_in_what_people_show():
    # Sale et al. 1982, mean ± one standard deviation: the target of the fit, so a check of the numbers only.
    found = fibre.twitch("calf")
    assert found.contraction_ms == pytest.approx(112.4, abs=11.1)
    assert found.half_relaxation_ms == pytest.approx(99.6, abs=14.4)


def test_halving_the_step_changes_less_than_a_thousandth():
    coarse, fine = (fibre.rate_response(RATES_HZ, step_ms=step) for step in (0.5, 0.25))
    assert coarse.mean_twitches == pytest.approx(fine.mean_twitches, rel=1e-3)
    stimuli = fibre.train_ms(33, 400)
    errors = []
    finest = fibre.simulate(stimuli, 600.0, step_ms=0.0625).force_n
    for step in (1.0, 0.5):
        ours = fibre.simulate(stimuli, 600.0, step_ms=step).force_n
        errors.append(np.abs(ours - finest[:: round(step / 0.0625)]).max())
    assert errors[1] < errors[0] / 3


def test_higher_rates_give_more_force_and_less_ripple():
    found = fibre.rate_response(np.array([[4, 8], [16, 32]]))
    assert found.mean_twitches.shape == (2, 2)
    assert (np.diff(found.mean_twitches.ravel()) > 0).all()
    assert (np.diff(found.ripple_twitches.ravel()) < 0).all()


def test_fatigue_lowers_force_slows_relaxation_and_rest_restores():
    stimuli = fibre.train_ms(40, 1000, 1000, 60)
    tired = fibre.simulate(stimuli, 600_000.0, with_fatigue=True)
    fresh = fibre.simulate(stimuli[:40], 2000.0, with_fatigue=True)

    def best(after_ms):
        return tired.force_n[(tired.time_ms >= after_ms) & (tired.time_ms < after_ms + 1000)].max()

    assert best(118_000) < 0.4 * best(0)
    assert fibre.half_force_ms(tired, 118_975.0) > 1.2 * fibre.half_force_ms(fresh, 975.0)
    rested = model_text("fibre").number("calf_scaling")
    at = np.searchsorted(tired.time_ms, [120_000, 360_000, 599_000])
    lost = rested - tired.scaling_n_per_ms[at]
    # Recovery is exponential with 127 s once the force is gone.
    assert lost[1] / lost[0] == pytest.approx(np.exp(-240 / 127), rel=0.02)
    assert lost[2] < 0.05 * rested


def test_without_fatigue_nothing_tires():
    response = fibre.simulate(fibre.train_ms(40, 5000), 5000.0)
    assert np.ptp(response.scaling_n_per_ms) == 0.0
    assert response.force_n[-1] == pytest.approx(response.force_n.max(), rel=1e-3)


def test_slow_reuptake_of_calcium_slows_relaxation():
    twitches = [fibre.twitch("calf", reuptake_ms=tau) for tau in (20, 28, 60, 150, 500)]
    halves = [found.half_relaxation_ms for found in twitches]
    assert (np.diff(halves) > 0).all()
    assert halves[1] == fibre.twitch("calf").half_relaxation_ms
    # Single twitches, far apart: the ripple is the whole twitch.
    assert fibre.rate_response([0.5, 1]).ripple_twitches == pytest.approx([1, 1], abs=0.02)
    slow = fibre.rate_response(10, reuptake_ms=100)
    assert slow.ripple_twitches < fibre.rate_response(10).ripple_twitches


@pytest.mark.parametrize("length", [0.5, 0.8, 1.0, 1.3])
def test_length_scales_force_as_the_muscle_model_says(length):
    whole, scaled = fibre.twitch("calf").response, fibre.twitch("calf", fibre_length=length).response
    expected = whole.force_n * active_force(length) / active_force(1.0)
    assert scaled.force_n == pytest.approx(expected, rel=1e-12)


def test_trains():
    assert fibre.train_ms(10, 300).tolist() == [0, 100, 200]
    assert fibre.train_ms(10, 301).tolist() == [0, 100, 200, 300]
    assert fibre.train_ms(20, 100, 400, 3).tolist() == [0, 50, 500, 550, 1000, 1050]
    assert len(fibre.train_ms(60, 1000)) == 60


@settings(max_examples=60, deadline=None)
@given(
    gaps=st.lists(st.floats(0.01, 300), min_size=0, max_size=30),
    muscle=st.sampled_from(["calf", "quadriceps"]),
    length=st.floats(0.3, 1.8),
    reuptake_ms=st.floats(5, 500),
    with_fatigue=st.booleans(),
    step_ms=st.sampled_from([0.05, 0.3, 1.0]),
)
def test_every_pattern_has_a_finite_answer(gaps, muscle, length, reuptake_ms, with_fatigue, step_ms):
    stimuli = np.cumsum(gaps)
    end = float(stimuli[-1]) + 200.0 if gaps else 200.0
    response = fibre.simulate(stimuli, end, muscle, length, reuptake_ms, with_fatigue, step_ms)
    assert response.force_n.shape == response.time_ms.shape
    assert np.isfinite(response.force_n).all()
    assert (response.force_n >= 0).all()
    assert (response.scaling_n_per_ms > 0).all()


@pytest.mark.slow
def test_ten_minutes_without_a_pause_end_in_a_balance():
    response = fibre.simulate(fibre.train_ms(200, 600_000), 600_000.0, with_fatigue=True, reuptake_ms=500)
    assert (response.scaling_n_per_ms > 0).all()
    assert 0 < response.force_n[-1] < 0.3 * response.force_n.max()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            {"muscle": "heart", "step_ms": 9},
            r"step_ms is 9; allowed: 0.05 to 1 ms; there is no muscle 'heart'; .* calf",
        ),
        ({"stimuli_ms": [0, 5, 5]}, r"stimuli_ms must rise from one time to the next"),
        ({"stimuli_ms": [-1.0]}, r"stimuli_ms is -1; allowed: 0 to 600000 ms"),
        ({"stimuli_ms": [0.0, 500.0]}, r"stimuli_ms ends at 500; allowed: before duration_ms, 500 ms"),
        ({"stimuli_ms": [0.0, np.nan]}, r"stimuli_ms holds NaN"),
        ({"stimuli_ms": 3.0}, r"stimuli_ms has shape \(\); give a list of times"),
        ({"fibre_length": 0.1}, r"fibre_length is 0.1; allowed: 0.3 to 1.8 of the optimal length"),
        ({"fibre_length": [1.0, 1.1]}, r"fibre_length has shape \(2,\); give one number"),
        ({"duration_ms": 1e7, "reuptake_ms": 1}, r"duration_ms is 1e\+07; allowed: 1 to 600000 ms; reuptake_ms is 1"),
    ],
)
def test_what_lies_outside_is_refused(arguments, said):
    with pytest.raises(ValueError, match=said):
        fibre.simulate(**{"stimuli_ms": [0.0], "duration_ms": 500.0} | arguments)


def test_the_other_functions_refuse_too():
    with pytest.raises(ValueError, match=r"rate_hz is 300; allowed: 0.5 to 200 Hz; count is 2000"):
        fibre.train_ms(300, 100, count=2000)
    with pytest.raises(
        ValueError, match=r"count is 1.5; it must be a whole number; the trains take 900000 ms together"
    ):
        fibre.train_ms(30, 600_000, count=1.5)
    with pytest.raises(ValueError, match=r"reuptake_ms is 'slow'; it must be numbers"):
        fibre.twitch(reuptake_ms="slow")
    with pytest.raises(ValueError, match=r"rate_hz is 0; .*watched_ms is -5; allowed: 1 to 600000 ms"):
        fibre.rate_response([0, 5], watched_ms=-5)


def test_the_calf_is_said_to_be_our_fit():
    text = model_text("fibre")
    fitted = {name for name, number in text.parameters.items() if number.provenance == "fitted by us"}
    assert fitted == {"calf_calcium_time", "calf_relaxation_time", "calf_bound_relaxation_time"}
    assert any("ATP" in limit for limit in text.left_out)
