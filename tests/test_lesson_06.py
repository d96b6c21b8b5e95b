"""Lesson 6 against the model it teaches from: seconds in prose and items are the model's own."""

import json
from pathlib import Path

import numpy as np
import pytest

from crampcourse.learning.traces import curve
from crampcourse.library import load
from crampcourse.models.cramp import cramp_duration, simulate, standard_loop
from crampcourse.models.cramp_threshold import cramp_threshold
from crampcourse.models.curves import active_force, passive_force

LIBRARY = load()
ITEMS = LIBRARY.items
SHORT, OPTIMAL, STRETCHED, TIRED, STRONG = 0.55, 1.0, 1.2, 0.8, 1.2


def lasts_s(length: float, fatigue: float, *, stretch: bool = False, without: tuple[str, ...] = ()) -> float:
    """Seconds after an effort from 1 to 3 s; a stretch goes from 15 to 16 s."""
    end = STRETCHED if stretch else length
    run = simulate(
        lambda now: float(np.interp(now, [15.0, 16.0], [length, end])),
        fatigue,
        lambda now: STRONG if 1.0 <= now < 3.0 else 0.0,
        120.0,
        loop=standard_loop().without(*without),
    )
    return cramp_duration(run).seconds


def test_length_decides_and_fatigue_prolongs() -> None:
    assert lasts_s(SHORT, TIRED) == pytest.approx(54.2, abs=0.1)
    assert lasts_s(SHORT, 0.0) == pytest.approx(19.0, abs=0.1)
    assert lasts_s(OPTIMAL, TIRED) < 0.1
    assert ITEMS["l06-fresh"].value == pytest.approx(lasts_s(SHORT, 0.0), abs=0.25)


def test_the_sum_of_the_worked_example_is_the_loops() -> None:
    loop = standard_loop()
    spindles = loop.ia_gain * (1 + loop.ia_fatigue_rise * TIRED)
    inward = loop.inward_current_gain / (1 + loop.inward_current_half_rate**4)
    assert [100 * spindles / STRONG, 100 * inward / STRONG] == pytest.approx([41, 62], abs=0.5)
    for length, percent in ((SHORT, 8), (OPTIMAL, 67)):
        force = active_force(length) * (1 - loop.force_fatigue_loss * TIRED)
        force += max(passive_force(length) - passive_force(loop.slack_length), 0)
        brake = loop.ib_gain * (1 - loop.ib_fatigue_loss * TIRED) * force
        assert float(100 * brake / STRONG) == pytest.approx(percent, abs=0.5)


def test_the_stretch_ends_it_by_the_tendon_organs_alone() -> None:
    stretched = lasts_s(SHORT, TIRED, stretch=True)
    assert stretched == pytest.approx(12.5, abs=0.1), "half a second after 15 s, counted from the effort's end at 3 s"
    assert ITEMS["l06-earlier"].value == pytest.approx(lasts_s(SHORT, TIRED) - stretched, abs=0.2)
    assert lasts_s(SHORT, TIRED, stretch=True, without=("ib",)) == pytest.approx(117.0), "to the end of the run"
    for part in ("inward_current", "ia", "loop"):
        assert lasts_s(SHORT, TIRED, stretch=True, without=(part,)) < 2.0


def test_without_the_loop_the_model_is_silent_and_people_were_not() -> None:
    assert lasts_s(SHORT, TIRED, without=("loop",)) < 0.1
    figures = LIBRARY.explorers["cramp_loop"].figures
    assert (figures["lasts_intact"].value, figures["lasts_blocked"].value) == (55.6, 2.6)
    assert 20 < figures["lasts_intact"].value / figures["lasts_blocked"].value < 22, "a twentieth"


def test_fatigue_lowers_the_models_threshold_and_raised_that_of_people() -> None:
    assert cramp_threshold(SHORT, TIRED).threshold_hz < cramp_threshold(SHORT, 0.0).threshold_hz
    figures = LIBRARY.explorers["cramp_loop"].figures
    assert (figures["test_rested"].value, figures["test_tired"].value) == (20.0, 32.9)


def test_the_keys_on_the_curve_are_where_the_model_has_them() -> None:
    time_s = np.array(LIBRARY.traces["cramp-episode"].places())
    firing = curve("cramp-episode", time_s)
    holds = next(part for part in ITEMS["l06-trace-holds"].stretches if part.key)
    assert (firing[(time_s >= holds.low) & (time_s <= holds.high)] > 40).all()
    falls = next(part for part in ITEMS["l06-trace-stretch"].stretches if part.key)
    assert firing[np.searchsorted(time_s, falls.low)] > 40
    assert firing[np.searchsorted(time_s, falls.high + 0.1)] < 1


def test_the_setups_and_parts_that_the_lesson_names_are_the_explorers() -> None:
    explorer = LIBRARY.explorers["cramp_loop"]
    asked = " ".join(each.look for each in LIBRARY.lessons["L06"].predictions) + ITEMS["l06-fresh"].stem
    for name in (
        "Short and tired",
        "Short and fresh",
        "Optimal length and tired",
        "The same with a stretch",
        "Nerve cut",
    ):
        assert f"*{name}*" in asked
        assert name in [setup.name for setup in explorer.setups]
    notebook = Path(__file__).parents[1] / "lessons" / LIBRARY.lessons["L06"].notebook
    assert "54.2 seconds" in json.dumps(json.loads(notebook.read_text(encoding="utf-8")))
