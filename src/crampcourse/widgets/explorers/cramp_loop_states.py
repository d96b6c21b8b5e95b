"""What the cramp loop does in every state of its explorer: the course after an effort, the test, both states."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from crampcourse.models.bistability import bistability
from crampcourse.models.cramp import (
    CrampRun,
    Loop,
    cramp_duration,
    input_terms,
    passive_share,
    simulate,
    standard_loop,
)
from crampcourse.models.cramp_threshold import cramp_threshold
from crampcourse.widgets.explorers.thinning import thinned

Array = NDArray[np.float64]
PARTS = ((), ("inward_current",), ("ia",), ("ib",), ("loop",))
"""What the choice of the parts switches off, in the order of its options."""
EFFORT_S = (1.0, 3.0)
STRETCH_S = (15.0, 16.0)
STRETCHED = 1.2
WATCHED_S, STEP_S = 120.0, 0.02
AFTER_S = 2.0
"""How long after the effort the pool is asked whether it still fires."""
VERTICES = {"rate": 32, "force": 24}
PERCENT = 100.0
SOON_S = 0.5
"""What ends within this time ended with the effort."""
STOPS, GOES_ON, NO_END = range(3)
"""The outcomes, numbered as the content names them."""


def loop_without(which: int) -> Loop:
    """The loop with one option of the choice switched off."""
    return standard_loop().without(*PARTS[which])


def run_of(length: float, fatigue_percent: float, drive: float, stretch: bool, which: int, step_s: float) -> CrampRun:
    """Two seconds of effort from rest, then a minute and a half of watching; a stretch comes at 15 s if wanted."""

    def driven(now: float) -> float:
        return drive if EFFORT_S[0] - step_s / 2 < now < EFFORT_S[1] - step_s / 2 else 0.0

    def stretched(now: float) -> float:
        done = min(max((now - STRETCH_S[0]) / (STRETCH_S[1] - STRETCH_S[0]), 0.0), 1.0)
        return length + (max(length, STRETCHED) - length) * done

    held: float | Callable[[float], float] = stretched if stretch else length
    return simulate(held, fatigue_percent / PERCENT, driven, WATCHED_S, step_s, loop_without(which))


def rate_after(run: CrampRun) -> float:
    """The rate of the pool a little after the effort, in % of its greatest."""
    return float(np.interp(EFFORT_S[1] + AFTER_S, run.time_s, run.pool_rate)) * PERCENT


def outcome_of(lasts_s: float, *, ended: bool) -> int:
    """Which sentence of the content says how it went."""
    return NO_END if not ended else GOES_ON if lasts_s > SOON_S else STOPS


def full_inputs(length: float, fatigue_percent: float, which: int, strong: float) -> dict[str, float]:
    """What spindles, inward current and tendon organs add to or take from a pool that fires fully, settled.

    In % of ``strong``, the drive of a strong effort; the inward current of a rate of 1 is p = 1/(1 + rp⁴).
    """
    loop = loop_without(which)
    constant, own, ib, pull = input_terms(np.array(length), np.array(fatigue_percent / PERCENT), loop)
    force = pull + passive_share(length, loop)
    settled = 1.0 / (1.0 + loop.inward_current_half_rate**4)
    inputs = {
        "ia": float(constant + own + loop.recurrent_gain),
        "pic": loop.inward_current_gain * settled,
        "ib": float(ib * force),
    }
    return {name: PERCENT * value / strong for name, value in inputs.items()}


@dataclass(frozen=True)
class LoopStates:
    """Tables; ``course`` over (length, fatigue, drive, stretch, parts), ``held`` over (length, fatigue, parts)."""

    course: Mapping[str, Array]
    held: Mapping[str, Array]
    traces: Mapping[str, Array]


def loop_states(grids: Mapping[str, Array], drives: Array) -> LoopStates:
    """The tables over the grids of the controls; ``drives`` are what the options of the effort stand for."""
    lengths, fatigues = grids["length"], grids["fatigue"]
    shape = (len(lengths), len(fatigues), len(drives), 2, len(PARTS))
    course = {name: np.empty(shape) for name in ("lasts", "outcome", "rate_after")}
    traces = {name: np.empty((*shape, count, 2)) for name, count in VERTICES.items()}
    for at in product(*map(range, shape)):
        i, j, drive, stretch, which = at
        run = run_of(lengths[i], fatigues[j], drives[drive], bool(stretch), which, STEP_S)
        found = cramp_duration(run)
        course["lasts"][at] = found.seconds
        course["outcome"][at] = outcome_of(found.seconds, ended=found.ended)
        course["rate_after"][at] = rate_after(run)
        for name, values in (("rate", run.pool_rate), ("force", run.tendon_force)):
            traces[name][at] = thinned(run.time_s, PERCENT * values, VERTICES[name])
    held = {name: np.empty((*shape[:2], len(PARTS))) for name in ("ia", "pic", "ib", "bistable", "test_hz")}
    for i, j, which in product(range(shape[0]), range(shape[1]), range(len(PARTS))):
        tired, loop = fatigues[j] / PERCENT, loop_without(which)
        inputs = full_inputs(lengths[i], fatigues[j], which, drives[-1])
        test = cramp_threshold(float(lengths[i]), float(tired), loop=loop, step_s=STEP_S)
        both = float(bistability(lengths[i], tired, loop).bistable)
        for name, value in (inputs | {"bistable": both, "test_hz": test.threshold_hz if test.found else 0.0}).items():
            held[name][i, j, which] = value
    return LoopStates(course, held, traces)
