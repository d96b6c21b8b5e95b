"""The fibre bench: its question has its answer, and trace, sarcomere and curve are the model's and to scale."""

import re

import numpy as np
import pytest

from crampcourse.library import load
from crampcourse.models.curves import active_force
from crampcourse.widgets import explorer as engine
from crampcourse.widgets.drawing import kept
from crampcourse.widgets.states import Tables
from tests.explorers.fibre import FIGURES, RATES, REUPTAKES_MS, WORK_S, bench, numbers_at_best

LIBRARY = load()
TEXT = LIBRARY.explorers["fibre"]
MADE = kept("fibre", LIBRARY)
TABLES = Tables(MADE.layout, MADE.table)
START = {control.id: control.start for control in TEXT.controls}
CONTROL = {control.id: control for control in TEXT.controls}
PARTS = {part["gid"]: part for part in MADE.layout["parts"]}
PX_PER_UM = 440 / 380 * 100


def numbers(**changed):
    return TABLES.numbers(START | changed)


def row(gid, **changed):
    return TABLES.row(PARTS[gid], START | changed | numbers(**changed))


def test_slow_re_uptake_lets_go_more_slowly():
    half = [numbers(reuptake=which)["half"] for which in range(3)]
    assert half[0] < half[1] < half[2]
    assert half[1] > 1.5 * half[0]


def test_rate_takes_it_from_twitches_to_a_smooth_contraction():
    kinds = [numbers(rate=which)["kind"] for which in range(len(RATES))]
    assert kinds == sorted(kinds)
    assert kinds[0] == 0
    assert kinds[3] == 1
    assert kinds[6] == 2
    assert numbers(rate=7)["mean"] == pytest.approx(100, abs=0.1)


def test_a_longer_muscle_is_not_always_weaker():
    assert numbers(length=0.6)["mean"] < numbers(length=0.8)["mean"] < numbers()["mean"]
    assert numbers(length=1.3)["mean"] < numbers()["mean"]


def test_work_tires_it_and_slows_its_relaxation():
    means = [numbers(rate=6, work=which)["mean"] for which in range(3)]
    assert means[0] > means[1] > means[2]
    assert numbers(rate=0, work=2)["half"] > numbers(rate=0)["half"]


def test_the_words_place_magnesium_with_atp():
    said = engine.fill_sentence(TEXT, TEXT.words["state"], START, numbers())
    assert "ATP with its Mg²⁺" in said
    assert "magnesium" in TEXT.purpose


def test_the_content_names_what_is_run():
    assert [float(option.split()[0]) for option in CONTROL["rate"].options] == RATES
    assert [float(n) for n in re.findall(r"after (\d+)", " ".join(CONTROL["work"].options))] == [30, 2]
    assert WORK_S == [0, 30, 120]
    assert REUPTAKES_MS == [28, 56, 112]


@pytest.mark.parametrize("state", [(0, 0, 0), (3, 0, 0), (2, 1, 1), (6, 2, 2)])
@pytest.mark.parametrize("length", [0.7, 1.0, 1.25])
def test_the_drawn_trace_is_the_models(state, length):
    changed = dict(zip(("rate", "work", "reuptake"), state, strict=True)) | {"length": length}
    x, y = row("trace.now", **changed).reshape(-1, 2).T
    time_ms = 4000 * (x - 52) / (440 - 52 - 16)
    force = TEXT.axes["force"]
    percent = force.low + (320 - 54 - y) / (320 - 42 - 54) * (force.high - force.low)
    run, start, _ = bench(*state)
    scale = 100 / numbers_at_best(7, 0, 0)[0] * float(active_force(length))
    steps = np.round(time_ms)
    assert time_ms == pytest.approx(steps, abs=0.1)
    assert percent == pytest.approx(scale * run.force_n[(start + steps).astype(int)], abs=0.02)
    whole = np.interp(np.arange(4001), time_ms, percent)
    assert np.abs(whole - scale * run.force_n[int(start) : int(start) + 4001]).max() < 1.5


def spans(gid, x_units, **changed):
    """Where a place of the sketch (in its units) stands in µm from the M line."""
    a, b, c, d, e, _ = row(gid, **changed)
    assert (b, c, d) == (0, 0, 1)
    base_px = (x_units + 190) * 440 / 380
    return (a * base_px + e - 220) / PX_PER_UM


@pytest.mark.parametrize("length", [0.5, 0.6, 0.75, 1.0, 1.2, 1.35])
def test_the_sarcomere_is_to_scale(length):
    half_um = length * 2.7 / 2
    thick_um = min(0.8, half_um - 0.02)
    for name, side in (("left", -1), ("right", 1)):
        assert side * spans(f"sarcomere.half_{name}", side * 135, length=length) == pytest.approx(half_um, abs=0.003)
        tip = side * spans(f"sarcomere.half_{name}", side * 8, length=length)
        assert tip == pytest.approx(half_um - FIGURES["thin"].value, abs=0.003)
        end = side * spans("sarcomere.thick_filaments", side * 80, length=length)
        assert end == pytest.approx(thick_um, abs=0.003)
        spring = side * spans(f"sarcomere.titin_{name}", side * 80, length=length)
        assert spring == pytest.approx(thick_um, abs=0.003)
    x = row("sarcomere.length", length=length).reshape(-1, 2)[:, 0]
    assert np.ptp(x) == pytest.approx(length * 2.7 * PX_PER_UM, abs=0.1)
    assert numbers(length=length)["sarcomere"] == pytest.approx(length * 2.7, abs=1e-6)


@pytest.mark.parametrize("length", [0.7, 1.0, 1.2, 1.35])
def test_heads_bind_where_the_filaments_lie_side_by_side(length):
    tip_um = length * 2.7 / 2 - FIGURES["thin"].value
    bound = 0
    for side in ("left", "right"):
        for level in range(17):
            shown = [
                abs(row(f"sarcomere.crossbridge_{side}_{level + 1}.{state}", length=length)[4]) < 1000
                for state in ("detached", "attached")
            ]
            assert sum(shown) == 1
            bound += shown[1]
            place_um = (9.2 + 4.3 * level) / 100
            if abs(place_um - tip_um) > 0.03:
                assert shown[1] == (place_um > tip_um)
    assert bound / 34 == pytest.approx(numbers(length=length)["overlap"] / 100, abs=0.07)


def test_the_point_runs_along_the_curve():
    for length in (0.5, 0.8, 1.35):
        dx, dy = row("curve.now", length=length)
        assert dx == pytest.approx((length - 1) / 1.3 * 372, abs=0.1)
        assert dy == pytest.approx((float(active_force(1.0)) - float(active_force(length))) * 164 / 1.1, abs=0.1)
