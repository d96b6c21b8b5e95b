"""The membrane explorer: its question has its answer, its pictures are the node's own traces, counts and levels."""

import numpy as np
import pytest

from crampcourse.library import load
from crampcourse.widgets.drawing import kept
from crampcourse.widgets.explorers.membrane_scene import IONS
from crampcourse.widgets.explorers.membrane_states import PULSE_FROM_MS, PULSE_MS, STEP_MS, WATCHED_MS
from crampcourse.widgets.explorers.thinning import thinned
from crampcourse.widgets.states import Tables
from tests.explorers.membrane import FIGURES, MAGNESIUM, STIMULI, run

LIBRARY = load()
TEXT = LIBRARY.explorers["membrane"]
MADE = kept("membrane", LIBRARY)
TABLES = Tables(MADE.layout, MADE.table)
START = {control.id: control.start for control in TEXT.controls}
PARTS = {part["gid"]: part for part in MADE.layout["parts"]}
CONTROL = {control.id: control for control in TEXT.controls}
HEIGHT_PX, TOP_PX, BOTTOM_PX, WIDTH_PX, LEFT_PX, RIGHT_PX = 330, 42, 54, 440, 52, 14


def numbers(**changed):
    return TABLES.numbers(START | changed)


def test_lower_potassium_makes_the_nerve_fire_less_easily():
    assert numbers()["need"] == pytest.approx(1)
    low = numbers(potassium=2.5)
    assert low["need"] == pytest.approx(1.69, abs=0.01)
    assert low["rest_node"] < numbers()["rest_node"] - 10
    assert TEXT.quantities[[q.id for q in TEXT.quantities].index("ease")].options[round(low["ease"])] == "less easily"


def test_low_calcium_makes_it_easier_and_low_magnesium_alone_does_little():
    assert numbers(calcium=0.5)["need"] == pytest.approx(0.74, abs=0.01)
    assert 0.9 < numbers(magnesium=0)["need"] < 0.93
    assert abs(numbers(calcium=0.5)["rest_node"] - numbers()["rest_node"]) < 1


def test_a_weak_stimulus_fires_only_where_the_nerve_has_become_easier_to_excite():
    assert numbers(stimulus=1)["answer"] == 1
    assert numbers(stimulus=1, calcium=0.7)["answer"] == 2
    assert numbers(stimulus=2, potassium=2.5)["answer"] == 1
    assert numbers(stimulus=3, potassium=2.5)["answer"] == 2


def test_a_blocked_node_is_said_without_a_number():
    blocked = numbers(potassium=8)
    assert blocked["need"] == 0
    assert blocked["answer"] == 3
    assert numbers(potassium=8, stimulus=0)["answer"] == 0


def volts(part, values):
    """A path of the trace's chart, back in ms and mV."""
    x, y = TABLES.row(PARTS[part], values | TABLES.numbers(values)).reshape(-1, 2).T
    time, potential = TEXT.axes["time"], TEXT.axes["potential"]
    across = (x - LEFT_PX) / (WIDTH_PX - LEFT_PX - RIGHT_PX)
    up = (HEIGHT_PX - BOTTOM_PX - y) / (HEIGHT_PX - TOP_PX - BOTTOM_PX)
    return time.low + across * (time.high - time.low), potential.low + up * (potential.high - potential.low)


@pytest.mark.parametrize("seed", range(8))
def test_the_drawn_trace_is_the_nodes(seed):
    rng = np.random.default_rng(seed)
    values = {c.id: c.low + c.step * rng.integers(0, round((c.high - c.low) / c.step) + 1) for c in TEXT.controls}
    response = run(values)
    time_ms, potential_mv = volts("trace.now", values)
    steps = np.round(time_ms / STEP_MS)
    assert time_ms == pytest.approx(steps * STEP_MS, abs=1e-3)
    assert potential_mv == pytest.approx(response.potential_mv[steps.astype(int)], abs=0.02)
    whole = np.interp(response.time_ms, time_ms, potential_mv)
    assert np.abs(whole - response.potential_mv).max() < 1
    assert volts("trace.rest", values)[1] == pytest.approx(response.resting_mv, abs=0.05)


def test_what_the_content_says_of_the_run_is_what_is_run():
    assert FIGURES["pulse"].value == PULSE_MS
    assert TEXT.axes["time"].high == WATCHED_MS
    assert 0 < PULSE_FROM_MS < WATCHED_MS
    for option, value in zip(CONTROL["magnesium"].options, MAGNESIUM, strict=True):
        assert f"({value:g} mmol/l)" in option
    for option, value in zip(CONTROL["stimulus"].options[1:], STIMULI[1:], strict=True):
        assert f"({value:g} times)" in option


@pytest.mark.parametrize("control", IONS)
@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_ions_are_counted(control, share):
    c = CONTROL[control]
    at = c.low + c.step * round(share * (c.high - c.low) / c.step)
    _, each, places = IONS[control]
    amount = MAGNESIUM[round(at)] if control == "magnesium" else at
    values = START | {control: at}
    shifts = [TABLES.row(PARTS[f"membrane.{control}.{i}"], values)[0] for i in range(len(places))]
    assert sum(abs(shift) < 1 for shift in shifts) == round(amount / each)


def test_bars_end_at_their_numbers():
    level = TEXT.axes["level"]
    for potassium in (2.5, 8):
        values = START | {"potassium": potassium}
        known = values | TABLES.numbers(values)
        for quantity in ("e_k", "e_na", "rest_muscle", "rest_node"):
            x = TABLES.row(PARTS[f"levels.bar.{quantity}"], known).reshape(-1, 2)[2, 0]
            at_mv = level.low + (x - 14) / (440 - 28) * (level.high - level.low)
            assert at_mv == pytest.approx(known[quantity], abs=0.1)


def test_a_thinned_curve_keeps_its_ends_its_peak_and_its_shape():
    x = np.linspace(0, 1, 500)
    y = np.exp(-(((x - 0.4) / 0.02) ** 2))
    kept_points = thinned(x, y, 24)
    assert kept_points.shape == (24, 2)
    assert kept_points[[0, -1], 0] == pytest.approx([0, 1])
    assert kept_points[:, 1].max() == y.max()
    assert (np.diff(kept_points[:, 0]) > 0).all()
    assert np.abs(np.interp(x, *kept_points.T) - y).max() < 0.02
    with pytest.raises(ValueError, match="3 points; 5 vertices"):
        thinned(x[:3], y[:3], 5)
