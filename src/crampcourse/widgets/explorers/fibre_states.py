"""What the stimulated muscle does in every state of the fibre bench: two seconds of stimuli, and letting go."""

from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from crampcourse.models.fibre import FibreResponse, half_force_ms, simulate, train_ms
from crampcourse.widgets.explorers.thinning import thinned

Array = NDArray[np.float64]
TRAIN_MS, RELAXED_MS, DRAWN_MS, STEP_MS = 2000.0, 4000.0, 4000.0, 1.0
WATCHED_MS = 1000.0
"""The last part of the train, over which force is averaged: one period of the slowest rate."""
WORK_HZ, WORK_ON_MS, WORK_OFF_MS = 50.0, 1000.0, 1000.0
"""The work that tires it: a second of smooth contraction, a second of rest, again and again."""
VERTICES = 140
PERCENT = 100.0
SMOOTH, SEPARATE = 0.02, 0.05
"""Of the greatest force: a ripple below the first is smooth; falling below the second between stimuli is separate."""
TWITCHES, UNFUSED, FUSED = range(3)
"""The kinds of contraction, numbered as the content names them."""


@dataclass(frozen=True)
class Train:
    """A train at one rate: mean of its last second, ripple of its last period, its kind, half-relaxation, trace."""

    mean_n: float
    ripple_n: float
    kind: int
    half_ms: float
    time_ms: Array
    force_n: Array


def train_of(rate_hz: float, work_s: float, reuptake_ms: float) -> Train:
    """A train at optimal length after that much work; the re-uptake is as slow during the work."""
    run, start_ms, stimuli = bench_run(rate_hz, work_s, reuptake_ms)
    time_ms, force_n = run.time_ms - start_ms, run.force_n
    late = force_n[(time_ms >= TRAIN_MS - WATCHED_MS) & (time_ms <= TRAIN_MS)]
    # Over one period only: a slow rise or fall of the whole is no ripple.
    period = force_n[(time_ms >= TRAIN_MS - 1000.0 / rate_hz) & (time_ms <= TRAIN_MS)]
    after = np.flatnonzero(time_ms >= stimuli[-1] - start_ms)
    top = after[int(np.argmax(force_n[after]))]
    ripple, most = float(np.ptp(period)), float(period.max())
    kind = FUSED if ripple < SMOOTH * most else TWITCHES if period.min() < SEPARATE * most else UNFUSED
    drawn = (time_ms >= 0) & (time_ms <= DRAWN_MS)
    return Train(
        float(late.mean()),
        ripple,
        kind,
        half_force_ms(run, float(run.time_ms[top])),
        time_ms[drawn],
        force_n[drawn],
    )


def bench_run(rate_hz: float, work_s: float, reuptake_ms: float) -> tuple[FibreResponse, float, Array]:
    """The whole simulation, when its train starts in ms, and all stimuli."""
    start_ms = work_s * 1000.0
    count = round(start_ms / (WORK_ON_MS + WORK_OFF_MS))
    work = train_ms(WORK_HZ, WORK_ON_MS, WORK_OFF_MS, count) if count else np.zeros(0)
    stimuli = np.concatenate([work, start_ms + train_ms(rate_hz, TRAIN_MS)])
    run = simulate(
        stimuli, start_ms + TRAIN_MS + RELAXED_MS, reuptake_ms=reuptake_ms, with_fatigue=True, step_ms=STEP_MS
    )
    return run, start_ms, stimuli


@dataclass(frozen=True)
class FibreStates:
    """Tables over (rate, work, reuptake) at optimal length; forces in % of the rested tetanus."""

    mean: Array
    ripple: Array
    kind: Array
    half: Array
    trace: Array
    tetanus_n: float


def fibre_states(rates_hz: Array, work_s: Array, reuptakes_ms: Array) -> FibreStates:
    """The tables; the tetanus is the rested muscle at the highest rate with the first re-uptake."""
    tetanus_n = train_of(float(rates_hz[-1]), 0.0, float(reuptakes_ms[0])).mean_n
    shape = len(rates_hz), len(work_s), len(reuptakes_ms)
    mean, ripple, kind, half = (np.empty(shape) for _ in range(4))
    trace = np.empty((*shape, VERTICES, 2))
    for at in product(*map(range, shape)):
        found = train_of(float(rates_hz[at[0]]), float(work_s[at[1]]), float(reuptakes_ms[at[2]]))
        mean[at] = PERCENT * found.mean_n / tetanus_n
        ripple[at] = PERCENT * found.ripple_n / tetanus_n
        kind[at], half[at] = found.kind, found.half_ms
        trace[at] = thinned(found.time_ms / 1000.0, PERCENT * found.force_n / tetanus_n, VERTICES)
    return FibreStates(mean, ripple, kind, half, trace, tetanus_n)
