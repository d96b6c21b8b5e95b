"""The cramp loop: its question has its answer, evidence against it stands beside it, its pictures are the model's."""

import numpy as np
import pytest

from crampcourse.library import load
from crampcourse.models.bistability import bistability
from crampcourse.models.cramp import cramp_duration, standard_loop
from crampcourse.widgets import explorer as engine
from crampcourse.widgets.drawing import kept
from crampcourse.widgets.states import Tables
from tests.explorers.cramp_loop import OFF, run, threshold_hz

LIBRARY = load()
TEXT = LIBRARY.explorers["cramp_loop"]
MADE = kept("cramp_loop", LIBRARY)
TABLES = Tables(MADE.layout, MADE.table)
START = {control.id: control.start for control in TEXT.controls}
PARTS = {part["gid"]: part for part in MADE.layout["parts"]}
CHART = {"course": (330, 52, 16, 42, 54), "map": (300, 52, 16, 42, 54)}


def numbers(**changed):
    return TABLES.numbers(START | changed)


def state(**changed):
    return engine.fill_sentence(TEXT, TEXT.words["state"], START | changed, numbers(**changed))


def back(picture, x, y, gid, values):
    """A path or shift of a chart, back in the units of its axes."""
    high, left, right, top, bottom = CHART[picture]
    row = TABLES.row(PARTS[gid], values | TABLES.numbers(values)).reshape(-1, 2).T
    across, up = (row[0] - left) / (440 - left - right), (high - bottom - row[1]) / (high - top - bottom)
    return TEXT.axes[x].low + across * (TEXT.axes[x].high - TEXT.axes[x].low), (
        TEXT.axes[y].low + up * (TEXT.axes[y].high - TEXT.axes[y].low)
    )


def test_a_stretch_at_15_seconds_ends_the_cramp_much_earlier():
    assert numbers()["lasts"] == pytest.approx(54.2, abs=0.2)
    assert numbers(stretch=1)["lasts"] == pytest.approx(12.5, abs=0.1)
    assert "outlasts the effort by 12.5 s" in state(stretch=1)


def test_short_and_fresh_is_shorter_and_at_optimal_length_nothing_outlasts_the_effort():
    assert numbers(fatigue=0)["lasts"] == pytest.approx(19.0, abs=0.2)
    for fatigue in (0, 80):
        assert numbers(length=1, fatigue=fatigue)["outcome"] == 0
    assert numbers(drive=0)["lasts"] == 0
    assert numbers(length=1)["test_hz"] == 0
    assert "none up to 40 Hz" in state(length=1)


def test_each_part_of_the_loop_can_be_switched_off():
    lasts = [numbers(parts=which)["lasts"] for which in range(5)]
    assert lasts[1] < 0.1
    assert lasts[2] == pytest.approx(1.5, abs=0.1)
    assert lasts[3] > lasts[0]
    assert lasts[4] < 0.1
    assert numbers(parts=4)["ia"] == numbers(parts=4)["ib"] == numbers(parts=4)["pic"] == 0


def test_it_is_always_called_a_hypothesis_and_what_speaks_against_it_is_told_unless_hidden():
    assert "one hypothesis" in TEXT.title
    assert "not proven" in TEXT.purpose
    assert TEXT.words["label.hypothesis"] in MADE.svgs["loop"]
    told = {
        "Bertolasi 1993": {"stretch": 1},
        "Ross and Thomas 1995": {"stretch": 1, "parts": 4},
        "Minetto 2011": {"parts": 4},
        "Stone 2010": {},
        "Kiehn and Eken 1997": {"fatigue": 0},
    }
    for work, changed in told.items():
        said = state(**changed)
        assert said.startswith("Hypothesis, not proven.")
        assert work in said
        hidden = state(**changed, contrary=0)
        assert hidden.startswith("Hypothesis, not proven.")
        assert "Against it" not in hidden
    sources = {key for each in TEXT.cited for key in each.sources} | {each.source for each in TEXT.figures.values()}
    assert {"BERTOLASI1993", "ROSSTHOMAS1995", "STONE2010", "KIEHNEKEN1997", "MINETTO2011"} <= sources


@pytest.mark.parametrize("seed", range(6))
def test_the_drawn_course_is_the_models(seed):
    rng = np.random.default_rng(seed)
    values = {c.id: c.low + c.step * rng.integers(0, round((c.high - c.low) / c.step) + 1) for c in TEXT.controls}
    course = run(values, step_s=0.02)
    for gid, of in (("course.rate", course.pool_rate), ("course.force", course.tendon_force)):
        time_s, percent = back("course", "time", "percent", gid, values)
        steps = np.round(time_s / 0.02).astype(int)
        assert time_s == pytest.approx(steps * 0.02, abs=5e-3)
        assert percent == pytest.approx(100 * of[steps], abs=0.05)
        whole = np.interp(course.time_s, time_s, percent)
        assert np.abs(whole - 100 * of).max() < 3


@pytest.mark.parametrize("changed", [{}, {"fatigue": 40}, {"stretch": 1}, {"length": 0.7}, {"parts": 2}])
def test_half_the_step_changes_nothing_that_is_said(changed):
    values = START | changed
    assert numbers(**changed)["lasts"] == pytest.approx(cramp_duration(run(values, 0.01)).seconds, abs=0.05)
    fine_hz = threshold_hz(values["length"], values["fatigue"] / 100, round(values["parts"]), 0.01)
    assert numbers(**changed)["test_hz"] == fine_hz


@pytest.mark.parametrize("which", range(5))
def test_the_map_shades_where_both_states_hold_themselves(which):
    x, y = back("map", "length", "fatigue", "map.both", START | {"parts": which})
    edge, tired = x[1:-1], y[1:-1]
    rng = np.random.default_rng(which)
    length, fatigue = rng.uniform(0.4, 1.5, 400), rng.uniform(0, 80, 400)
    both = bistability(length, fatigue / 100, standard_loop().without(*OFF[which])).bistable
    inside = length < np.interp(fatigue, tired, edge)
    clear = np.abs(length - np.interp(fatigue, tired, edge)) > 0.005
    assert (both == inside)[clear].all()
    if not both.any():
        assert x.max() < 0, "no region, so no outline along the axis either"


def test_the_point_of_the_map_stands_at_length_and_fatigue():
    def at(**changed):
        return TABLES.row(PARTS["map.now"], START | changed)

    assert at() == pytest.approx([0, 0], abs=0.05)
    assert at(length=1.5, fatigue=0) == pytest.approx([(1.5 - 0.55) / 1.2 * 372, 80 / 90 * 204], abs=0.1)


def test_lines_are_as_wide_as_what_they_carry():
    def width(gid, **changed):
        values = START | changed
        x, y = TABLES.row(PARTS[gid], values | TABLES.numbers(values)).reshape(-1, 2).T
        half = len(x) // 2
        return float(np.median(np.hypot(x[:half] - x[half:][::-1], y[:half] - y[half:][::-1])))

    for gid, quantity in (("loop.ia", "ia"), ("loop.ib", "ib"), ("loop.motor", "rate_after")):
        for changed in ({}, {"length": 1.0, "fatigue": 20}, {"parts": 4}):
            assert width(gid, **changed) == pytest.approx(0.5 + 0.08 * numbers(**changed)[quantity], abs=0.05)
    assert "loop.pic" in PARTS
    assert abs(TABLES.row(PARTS["loop.pic"], START)[0]) < 1
    assert abs(TABLES.row(PARTS["loop.pic"], START | {"parts": 1})[0]) > 1000


def test_what_was_measured_in_people_can_be_hidden():
    (gids,) = MADE.layout["toggles"].values()
    assert len(gids) == 6
    assert all(any(f'id="{gid}"' in svg for svg in MADE.svgs.values()) for gid in gids)
