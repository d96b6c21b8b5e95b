"""A spinal loop that may go on firing after an effort: one hypothesis of cramp, in four states.

Inputs: fibre length relative to optimal (1), fatigue (0 fresh to 0.8), drive (1.2 a strong effort). States are shares
of their greatest value. Equations, parameters with provenance, evidence for and against, and what the model leaves
out: ``content/models/cramp.yaml``. Force–length curves: ``models/curves.py``.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from crampcourse.library.models import model_text
from crampcourse.models.curves import active_force, passive_force
from crampcourse.models.domain import Array, checked

Course = float | Callable[[float], float]
"""A value that stays, or a function of time in seconds."""

PARTS = {
    "inward_current": ("inward_current_gain",),
    "ia": ("ia_gain",),
    "ib": ("ib_gain",),
    "loop": ("inward_current_gain", "ia_gain", "ib_gain"),
}
"""What ``Loop.without`` can switch off, and the gains that are then 0."""


@dataclass(frozen=True)
class Loop:
    """The parameters of the loop; names, units and sources as in ``cramp.yaml``. Change one by ``replace``."""

    pool_time_s: float
    inward_current_time_s: float
    tendon_time_s: float
    adaptation_time_s: float
    threshold: float
    half_rise: float
    inward_current_gain: float
    inward_current_half_rate: float
    ia_gain: float
    ia_rate_share: float
    ia_stretch_share: float
    ia_fatigue_rise: float
    ib_gain: float
    ib_fatigue_loss: float
    force_fatigue_loss: float
    recurrent_gain: float
    adaptation_gain: float
    slack_length: float

    def __post_init__(self) -> None:
        faults = []
        for each in fields(self):
            value, over_zero = getattr(self, each.name), each.name.endswith(("_time_s", "half_rise", "half_rate"))
            if not np.isfinite(value) or value < 0 or (over_zero and value == 0):
                allowed = "a finite number above 0" if over_zero else "a finite number, 0 or above"
                faults.append(f"{each.name} is {value!r}; it must be {allowed}")
        if faults:
            raise ValueError("; ".join(faults))

    def without(self, *parts: str) -> "Loop":
        """The loop with parts switched off (``PARTS``); ValueError names every part that does not exist."""
        unknown = [part for part in parts if part not in PARTS]
        if unknown:
            raise ValueError(f"there is no part {', '.join(map(repr, unknown))}; there are: {', '.join(PARTS)}")
        return replace(self, **{gain: 0.0 for part in parts for gain in PARTS[part]})


@cache
def standard_loop() -> Loop:
    """The loop with the parameters of ``cramp.yaml``."""
    text = model_text("cramp")
    return Loop(**{each.name: text.number(each.name) for each in fields(Loop)})


@dataclass(frozen=True)
class CrampRun:
    """A simulation: all fields have shape (steps + 1,); times in seconds, everything else a share of 1."""

    time_s: Array
    pool_rate: Array
    inward_current: Array
    tendon_force: Array
    adaptation: Array
    fibre_length: Array
    fatigue: Array
    drive: Array


@dataclass(frozen=True)
class CrampDuration:
    """How long the pool stayed active after the drive; where ``ended`` is False it was longer than ``seconds``."""

    seconds: float
    ended: bool


def simulate(
    fibre_length: Course,
    fatigue: Course,
    drive: Course,
    duration_s: float,
    step_s: float = 0.01,
    loop: Loop | None = None,
) -> CrampRun:
    """The loop from rest over ``duration_s``, each input a number or a function of time in seconds.

    The time is cut into whole steps (the nearest number of them). Heun's method; at the standard step durations are
    right within 0.01 s. ``loop``: other parameters, or parts switched off (``standard_loop().without("ia")``).
    Errors: ValueError names every input that is not a finite number of its range (of functions: at every step).
    """
    courses = {"fibre_length": fibre_length, "fatigue": fatigue, "drive": drive}
    refuse_numbers(duration_s=duration_s, step_s=step_s, **{n: c for n, c in courses.items() if not callable(c)})
    time_s = np.arange(max(round(duration_s / step_s), 1) + 1, dtype=np.float64) * step_s
    moments = time_s.tolist()
    given = {n: [c(now) for now in moments] if callable(c) else np.full(len(moments), c) for n, c in courses.items()}
    faults = [f"{name} must give one number at each time" for name, values in given.items() if np.ndim(values) != 1]
    if faults:
        raise ValueError("; ".join(faults))
    length, tired, driven = checked(model_text("cramp").domain, **given)
    chosen = loop or standard_loop()
    rate, current, force, adaptation = integrate(
        resting_state(length[0], chosen), length, tired, driven, step_s, chosen
    )
    return CrampRun(time_s, rate, current, force, adaptation, length, tired, driven)


def cramp_duration(run: CrampRun) -> CrampDuration:
    """Time from the end of the last drive above 0 to the last moment with the pool active (rate above 0.1).

    0 s where nothing outlasts the drive. NaN, not ended, where the drive lasts to the end of the simulation.
    """
    limit = model_text("cramp").number("active_above")
    driven, active = np.flatnonzero(run.drive > 0), np.flatnonzero(run.pool_rate > limit)
    drive_end = int(driven[-1]) + 1 if driven.size else 0
    last = len(run.time_s) - 1
    if drive_end > last:
        return CrampDuration(float("nan"), ended=False)
    if not active.size or active[-1] < drive_end:
        return CrampDuration(0.0, ended=True)
    step = int(active[-1])
    if step == last:
        return CrampDuration(float(run.time_s[last] - run.time_s[drive_end]), ended=False)
    above, below = float(run.pool_rate[step]) - limit, limit - float(run.pool_rate[step + 1])
    crossing_s = run.time_s[step] + (run.time_s[step + 1] - run.time_s[step]) * above / (above + below)
    return CrampDuration(float(crossing_s - run.time_s[drive_end]), ended=True)


def resting_state(fibre_length: float, loop: Loop) -> tuple[float, float, float, float]:
    """Pool, current and adaptation at 0, the tendon at its passive force."""
    return 0.0, 0.0, float(passive_share(fibre_length, loop)), 0.0


def passive_share(fibre_length: ArrayLike, loop: Loop) -> Array:
    """Passive force beyond that of the slack length: max(fp(l) − fp(0.5), 0); shape of the argument."""
    share: Array = np.maximum(passive_force(fibre_length) - passive_force(loop.slack_length), 0.0)
    return share


def input_terms(fibre_length: Array, fatigue: Array, loop: Loop) -> tuple[Array, Array, Array, Array]:
    """What length and fatigue make of the loop, each of the arguments' shape.

    Constant spindle input, gain of the pool on itself, gain of tendon force, active force per pool rate: in
    u = D + constant + own · r + gP p − ib · f − gs s − θ and τf f′ = r · pull + passive − f.
    """
    spindles = loop.ia_gain * (1.0 + loop.ia_fatigue_rise * fatigue)
    constant = spindles * loop.ia_stretch_share * np.maximum(fibre_length - 1.0, 0.0)
    own = spindles * loop.ia_rate_share - loop.recurrent_gain
    ib = loop.ib_gain * (1.0 - loop.ib_fatigue_loss * fatigue)
    pull = active_force(fibre_length) * (1.0 - loop.force_fatigue_loss * fatigue)
    return constant, own, ib, pull


def integrate(
    start: tuple[float, float, float, float],
    fibre_length: Array,
    fatigue: Array,
    drive: Array,
    step_s: float,
    loop: Loop,
) -> Array:
    """Pool rate, inward current, tendon force and adaptation, shape (4, steps + 1), from a starting state.

    Inputs (steps + 1,) are taken as checked. Plain floats: numpy would cost ten times as much per step.
    """
    constant, own, ib, pull = input_terms(fibre_length, fatigue, loop)
    fixed = (drive + constant - loop.threshold).tolist()
    own_, ib_, pull_ = own.tolist(), ib.tolist(), pull.tolist()
    passive = passive_share(fibre_length, loop).tolist()
    gain_p, gain_s = loop.inward_current_gain, loop.adaptation_gain
    half2, rate4 = loop.half_rise**2, loop.inward_current_half_rate**4
    hr, hp = step_s / loop.pool_time_s, step_s / loop.inward_current_time_s
    hf, hs = step_s / loop.tendon_time_s, step_s / loop.adaptation_time_s
    r, p, f, s = start
    states = [start]
    for now in range(len(fixed) - 1):
        u = fixed[now] + own_[now] * r + gain_p * p - ib_[now] * f - gain_s * s
        rising = u * u / (u * u + half2) if u > 0.0 else 0.0
        r4 = r * r * r * r
        dr, dp = hr * (rising - r), hp * (r4 / (r4 + rate4) - p)
        df, ds = hf * (r * pull_[now] + passive[now] - f), hs * (r - s)
        r1, p1, f1, s1 = r + dr, p + dp, f + df, s + ds
        then = now + 1
        u = fixed[then] + own_[then] * r1 + gain_p * p1 - ib_[then] * f1 - gain_s * s1
        rising = u * u / (u * u + half2) if u > 0.0 else 0.0
        r4 = r1 * r1 * r1 * r1
        r += 0.5 * (dr + hr * (rising - r1))
        p += 0.5 * (dp + hp * (r4 / (r4 + rate4) - p1))
        f += 0.5 * (df + hf * (r1 * pull_[then] + passive[then] - f1))
        s += 0.5 * (ds + hs * (r1 - s1))
        states.append((r, p, f, s))
    course: Array = np.array(states, dtype=np.float64).T
    return course


def refuse_numbers(also: tuple[str, ...] = (), /, **given: Any) -> None:
    """ValueError, with the faults in ``also``, for everything given that is not one finite number of its range."""
    faults = [
        f"{name} must be one number, not {np.ndim(value)}-dimensional"
        for name, value in given.items()
        if np.ndim(value)
    ]
    try:
        checked(model_text("cramp").domain, **{name: value for name, value in given.items() if not np.ndim(value)})
    except ValueError as error:
        faults.append(str(error))
    if faults or also:
        raise ValueError("; ".join([*faults, *also]))
