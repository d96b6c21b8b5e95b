"""The human node against Brian2, against its source's findings, and in all plasmas of its range."""

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crampcourse.library.models import model_text
from crampcourse.models import membrane
from crampcourse.models.node import TABLE_HIGH_MV, TABLE_LOW_MV, at_rest, human_node, march

TABLE = Path(__file__).parent / "oracles" / "srb_traces_brian2.csv"
ROWS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
PLASMA = {"normal": {}, "K6": {"potassium_out_mmol_per_l": 6.0}, "Ca2.4": {"ionised_calcium_mmol_per_l": 2.4}}
ORACLE_STEP_MS = 0.01


def pulse_na(time_ms):
    return 2.0 if 1.0 <= time_ms < 1.1 else 0.0


def oracle_mv(column):
    return np.array([float(row[column]) for row in ROWS])


def against_brian_mv(column, step_ms):
    """Root mean square and peak difference at the oracle's times."""
    response = membrane.simulate_node(pulse_na, 20.0, step_ms=step_ms, **PLASMA[column])
    ours = response.potential_mv[:: round(ORACLE_STEP_MS / step_ms)][: len(ROWS)]
    oracle = oracle_mv(column)
    return np.sqrt(np.mean((ours - oracle) ** 2)), abs(ours.max() - oracle.max())


@pytest.mark.parametrize("column", PLASMA)
def test_a_spike_as_brian2_computes_it(column):
    rms, peak = against_brian_mv(column, 0.005)
    assert rms <= 0.3
    assert peak <= 0.5


@pytest.mark.parametrize("column", PLASMA)
def test_halving_the_step_quarters_the_error(column):
    coarse, middle, fine = (against_brian_mv(column, step)[0] for step in (0.01, 0.005, 0.0025))
    assert coarse <= 0.43
    assert middle < coarse / 3
    assert fine < middle / 3


@pytest.mark.parametrize(
    ("potassium", "rest"), [(2.5, -96.6), (3, -91.7), (4, -83.8), (5, -77.3), (6, -71.4), (7, -65.6), (8, -60.5)]
)
def test_rest_by_potassium(potassium, rest):
    assert membrane.resting_mv(potassium) == pytest.approx(rest, abs=0.06)


@pytest.mark.parametrize(
    ("plasma", "ratio"),
    [
        ({"potassium_out_mmol_per_l": 2.5}, 1.69),
        ({"potassium_out_mmol_per_l": 3.0}, 1.43),
        ({"potassium_out_mmol_per_l": 5.0}, 0.67),
        ({"potassium_out_mmol_per_l": 6.0}, 0.42),
        ({"potassium_out_mmol_per_l": 7.0}, 0.26),
        ({"ionised_calcium_mmol_per_l": 2.4}, 1.28),
        ({"ionised_calcium_mmol_per_l": 0.9}, 0.90),
        ({"ionised_calcium_mmol_per_l": 0.7}, 0.83),
        ({"ionised_calcium_mmol_per_l": 0.5}, 0.74),
        ({"magnesium_mmol_per_l": 0.15}, 0.91),
    ],
)
def test_threshold_against_normal_plasma(plasma, ratio):
    # Computed beforehand by another program (0.1 ms pulse, 37 °C), given to two decimals.
    normal, changed = membrane.threshold(), membrane.threshold(**plasma)
    assert changed.all_or_none
    assert changed.current_na / normal.current_na == pytest.approx(ratio, abs=0.01)


def test_much_potassium_blocks_the_node():
    blocked = membrane.threshold(potassium_out_mmol_per_l=8.0)
    assert not blocked.all_or_none
    assert np.isnan(blocked.current_na)


def test_threshold_separates_silence_from_a_spike():
    found = membrane.threshold().current_na
    for factor, spikes in ((0.99, 0), (1.01, 1)):
        response = membrane.simulate_node([factor * found] * 10 + [0.0] * 990, 10.0, step_ms=0.01)
        assert membrane.spike_count(response) == spikes
    assert membrane.threshold(step_ms=0.005).current_na == pytest.approx(found, rel=0.01)
    assert membrane.threshold(pulse_ms=1.0).current_na < found


def test_spike_and_latency_of_the_standard_pulse():
    response = membrane.simulate_node(pulse_na, 20.0)
    assert membrane.spike_count(response) == 1
    crossing = np.argmax(oracle_mv("normal") > -20.0) * ORACLE_STEP_MS
    assert membrane.latency_ms(response, 1.0) == pytest.approx(crossing - 1.0, abs=0.012)
    assert np.isnan(membrane.latency_ms(response, 5.0))
    later = membrane.simulate_node(lambda t: pulse_na(t) / 2, 20.0)
    assert membrane.latency_ms(later, 1.0) > membrane.latency_ms(response, 1.0)


def cold_spike(node, current_pa, pulse_ms, duration_ms, step_ms=0.01):
    bath = at_rest(node, node.reversal_mv(4.0, 20.0), 0.0, 20.0)
    currents = [current_pa if k * step_ms < pulse_ms else 0.0 for k in range(round(duration_ms / step_ms))]
    return np.array(march(node, currents, step_ms, bath))


WITHOUT = {"fast": replace(human_node(), fast_potassium_ns=0.0), "slow": replace(human_node(), slow_potassium_ns=0.0)}


@pytest.mark.parametrize("missing", WITHOUT)
def test_one_spike_changes_little_without_a_potassium_channel(missing):
    # Abstract of Schwarz, Reid & Bostock 1995.
    def half_width(trace):
        return np.count_nonzero(trace > (trace.max() + trace[0]) / 2)

    whole, less = (cold_spike(node, 2000.0, 0.1, 8.0) for node in (human_node(), WITHOUT[missing]))
    assert half_width(less) == pytest.approx(half_width(whole), rel=0.1)
    assert half_width(whole) * 0.01 == pytest.approx(1.38, abs=0.05)


def test_slow_potassium_channels_stop_repetitive_firing():
    # The same abstract; 0.5 nA for 100 ms at 20 °C: one spike, nine without them.
    counts = []
    for node in (human_node(), WITHOUT["slow"]):
        trace = cold_spike(node, 500.0, 100.0, 100.0)
        counts.append(np.count_nonzero((trace[:-1] < -20) & (trace[1:] >= -20)))
    assert counts == [1, 9]


def test_without_a_stimulus_the_node_rests():
    response = membrane.simulate_node(lambda _: 0.0, 50.0, step_ms=0.02)
    assert np.abs(response.potential_mv - response.resting_mv).max() < 0.01


def test_function_and_values_give_the_same():
    values = [pulse_na((k + 0.5) * 0.01) for k in range(300)]
    by_values = membrane.simulate_node(values, 3.0, step_ms=0.01)
    by_function = membrane.simulate_node(pulse_na, 3.0, step_ms=0.01)
    np.testing.assert_array_equal(by_values.potential_mv, by_function.potential_mv)
    assert by_values.time_ms.shape == by_values.potential_mv.shape == (301,)
    assert by_values.time_ms[-1] == pytest.approx(3.0)
    assert membrane.simulate_node(pulse_na, 0.025, step_ms=0.01).time_ms.shape == (4,)


@settings(max_examples=60, deadline=None)
@given(
    currents=st.lists(st.floats(-10, 10), min_size=6, max_size=6),
    potassium=st.floats(2, 10),
    calcium=st.floats(0.3, 5),
    magnesium=st.floats(0.05, 5),
    celsius=st.floats(15, 42),
    step_ms=st.sampled_from([0.005, 0.02]),
)
def test_every_plasma_and_current_has_a_finite_answer(currents, potassium, calcium, magnesium, celsius, step_ms):
    def stimulus(time_ms):
        return currents[int(time_ms)]

    response = membrane.simulate_node(stimulus, 6.0, potassium, calcium, magnesium, celsius, step_ms)
    # The middle of the range of the table of rates, which no trace may leave.
    assert TABLE_LOW_MV + 30 < response.potential_mv.min() <= response.potential_mv.max() < TABLE_HIGH_MV - 30
    assert -110 < response.resting_mv < -45


@pytest.mark.parametrize("current_na", [-10.0, 10.0])
@pytest.mark.parametrize("celsius", [15.0, 42.0])
def test_the_strongest_current_stays_in_the_table(current_na, celsius):
    for potassium in (2.0, 10.0):
        trace = membrane.simulate_node(
            lambda _: current_na, 60.0, potassium, 5.0, 5.0, celsius, step_ms=0.02
        ).potential_mv
        assert TABLE_LOW_MV + 30 < trace.min() <= trace.max() < TABLE_HIGH_MV - 30


@given(st.floats(2, 6.9), st.floats(0.1, 0.5))
@settings(max_examples=8, deadline=None)
def test_more_potassium_depolarises_and_lowers_the_threshold(potassium, more):
    assert membrane.resting_mv(potassium + more) > membrane.resting_mv(potassium)
    less_na, more_na = (
        membrane.threshold(potassium_out_mmol_per_l=k).current_na for k in (potassium, potassium + more)
    )
    assert np.isnan(more_na) or more_na < less_na


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"duration_ms": 0}, r"duration_ms is 0; allowed: 0.01 to 1000 ms"),
        ({"potassium_out_mmol_per_l": 1}, r"potassium_out_mmol_per_l is 1; allowed: 2 to 10 mmol/l"),
        ({"ionised_calcium_mmol_per_l": [1, 2]}, r"ionised_calcium_mmol_per_l has shape \(2,\); give one number"),
        ({"magnesium_mmol_per_l": np.nan}, r"magnesium_mmol_per_l holds NaN"),
        ({"temperature_c": "warm"}, r"temperature_c is 'warm'; it must be numbers"),
        ({"step_ms": 0.1}, r"step_ms is 0.1; allowed: 0.001 to 0.02 ms"),
        ({"current_na": lambda _: 50.0}, r"current_na is 50; allowed: -10 to 10 nA"),
        ({"current_na": lambda _: np.nan}, r"current_na holds NaN"),
        ({"current_na": [0.0, 1.0]}, r"current_na has shape \(2,\); give a function of time in ms, or 200 values"),
        ({"current_na": 1.0}, r"current_na has shape \(\); give a function"),
        (
            {"current_na": [99.0], "step_ms": 1, "temperature_c": 99},
            r"step_ms is 1; .*temperature_c is 99.*current_na is",
        ),
    ],
)
def test_what_lies_outside_is_refused(arguments, said):
    with pytest.raises(ValueError, match=said):
        membrane.simulate_node(**{"current_na": pulse_na, "duration_ms": 1.0} | arguments)


def test_threshold_and_rest_refuse_too():
    with pytest.raises(ValueError, match=r"pulse_ms is 0; allowed: 0.001 to 100 ms; .*temperature_c is 50"):
        membrane.threshold(pulse_ms=0, temperature_c=50)
    with pytest.raises(ValueError, match=r"potassium_out_mmol_per_l is 20"):
        membrane.resting_mv(20)


def test_learners_and_teachers_are_told_how_sure_the_numbers_are():
    text = model_text("membrane")
    from_the_paper = {name for name, number in text.parameters.items() if number.source == "SCHWARZ1995"}
    assert {text.parameters[name].provenance for name in from_the_paper} == {"to be checked against the paper"}
    assert any("from memory" in limit for limit in text.left_out)
    assert any("Spontaneous firing" in limit for limit in text.left_out)
