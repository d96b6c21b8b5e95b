"""A stimulated muscle held at one length: twitch, summation, tetanus, fatigue over minutes, slow relaxation.

Equations and their solution: ``models.contraction``. Numbers, ranges and limits: ``content/models/fibre.yaml``.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from crampcourse.library.models import model_text
from crampcourse.models.contraction import MS_PER_S, MUSCLES, FibreConstants, Muscle, constants, march
from crampcourse.models.curves import active_force
from crampcourse.models.domain import checked, single_numbers

Array = NDArray[np.float64]
HAIR = 1e-9
"""Times closer than this (relative) are one time: a train's last stimulus does not slip in by rounding."""


@dataclass(frozen=True)
class FibreResponse:
    """What a muscle does over time; every array of shape (steps + 1,)."""

    time_ms: Array
    force_n: Array
    calcium: Array
    """C, calcium bound to troponin; normalised, no unit."""
    scaling_n_per_ms: Array
    """A, which fatigue lowers."""
    half_calcium: Array
    """Km, which fatigue raises: more calcium is needed for the same force."""
    relaxation_ms: Array
    """τ1, which fatigue lengthens."""


@dataclass(frozen=True)
class Twitch:
    """Size and times of the answer to one stimulus."""

    peak_n: float
    contraction_ms: float
    """From the stimulus to the peak."""
    half_relaxation_ms: float
    """From the peak to half of it."""
    response: FibreResponse


@dataclass(frozen=True)
class RateResponse:
    """What trains of rates ``rate_hz`` give in their last part, in peaks of the twitch; all of one shape."""

    rate_hz: Array
    mean_twitches: Array
    ripple_twitches: Array
    """Largest minus smallest force: near 0 the contraction is fused (tetanus)."""


def train_ms(rate_hz: float, on_ms: float, off_ms: float = 0.0, count: int = 1) -> Array:
    """Times in ms of ``count`` trains of stimuli at ``rate_hz``: each lasts ``on_ms``, then ``off_ms`` of rest.

    The first stimulus of each train comes at its start, none at its end. Shape (stimuli,).
    Errors: ValueError for values outside the ranges, NaN, shapes, a count that is not whole; all at once.
    """
    values, faults = single_numbers(
        model_text("fibre").domain, rate_hz=rate_hz, on_ms=on_ms, off_ms=off_ms, count=count
    )
    longest_ms = model_text("fibre").domain["stimuli_ms"].high
    if values and values["count"] != round(values["count"]):
        faults.append(f"count is {values['count']:g}; it must be a whole number")
    if values and (total_ms := values["count"] * (values["on_ms"] + values["off_ms"])) > longest_ms:
        faults.append(f"the trains take {total_ms:g} ms together; allowed: up to {longest_ms:g} ms")
    if faults:
        raise ValueError("; ".join(faults))
    inside = int(np.ceil(values["on_ms"] * values["rate_hz"] / MS_PER_S * (1.0 - HAIR)))
    one = np.arange(inside) * (MS_PER_S / values["rate_hz"])
    starts = np.arange(round(values["count"])) * (values["on_ms"] + values["off_ms"])
    times: Array = (starts[:, None] + one).ravel()
    return times


def simulate(
    stimuli_ms: ArrayLike,
    duration_ms: float,
    muscle: Muscle = "calf",
    fibre_length: float = 1.0,
    reuptake_ms: float | None = None,
    with_fatigue: bool = False,
    step_ms: float = 0.5,
) -> FibreResponse:
    """Force over time of a rested muscle that gets stimuli at ``stimuli_ms`` (rising, before the end; any number).

    ``fibre_length``: relative to the optimal length; it scales the force given out by fl of the muscle model and
    leaves fatigue alone. ``reuptake_ms``: τc, larger when calcium is taken up slowly (that needs ATP); the muscle's
    own if left out. ``with_fatigue``: whether A, Km and τ1 change. The number of steps is duration / step, rounded.
    Errors: ValueError for values outside the ranges, NaN, shapes, stimuli out of order; all at once.
    Equations: see the module. Source: DING2003; calf: our fit to SALE1982.
    """
    rested, unknown = _rested(muscle)
    values, faults = single_numbers(
        model_text("fibre").domain,
        duration_ms=duration_ms,
        step_ms=step_ms,
        fibre_length=fibre_length,
        reuptake_ms=rested.calcium_ms if reuptake_ms is None else reuptake_ms,
    )
    faults += unknown
    stimuli: Array = np.zeros(0)
    try:
        (stimuli,) = checked(model_text("fibre").domain, stimuli_ms=stimuli_ms)
    except ValueError as fault:
        faults.append(str(fault))
    if stimuli.ndim != 1:
        faults.append(f"stimuli_ms has shape {stimuli.shape}; give a list of times")
    elif np.any(np.diff(stimuli) <= 0.0):
        faults.append("stimuli_ms must rise from one time to the next")
    elif values and stimuli.size and stimuli[-1] >= values["duration_ms"]:
        faults.append(f"stimuli_ms ends at {stimuli[-1]:g}; allowed: before duration_ms, {values['duration_ms']:g} ms")
    if faults:
        raise ValueError("; ".join(faults))
    steps = max(1, round(values["duration_ms"] / values["step_ms"]))
    grid = np.linspace(0.0, values["duration_ms"], steps + 1)
    # A stimulus between two grid times gets a time of its own, so that none is moved.
    edges = np.union1d(grid, stimuli)
    states = march(rested, values["reuptake_ms"], edges, np.isin(edges, stimuli), with_fatigue)[:, np.isin(edges, grid)]
    return FibreResponse(grid, states[0] * active_force(values["fibre_length"]), *states[1:])


def twitch(
    muscle: Muscle = "calf", fibre_length: float = 1.0, reuptake_ms: float | None = None, step_ms: float = 0.5
) -> Twitch:
    """The answer to one stimulus of a rested muscle. Arguments, errors and source as ``simulate``."""
    tau_c = _rested(muscle)[0].calcium_ms if reuptake_ms is None else reuptake_ms
    known, _ = single_numbers(model_text("fibre").domain, reuptake_ms=tau_c)
    # Long enough for the slowest fall; what is wrong with an argument is said by simulate.
    duration_ms = 1500.0 + 20.0 * known.get("reuptake_ms", 0.0)
    response = simulate([0.0], duration_ms, muscle, fibre_length, reuptake_ms, step_ms=step_ms)
    force, top = response.force_n, int(np.argmax(response.force_n))
    before, peak, after = force[top - 1 : top + 2]
    # The parabola through three points finds the peak between them.
    beyond = 0.5 * response.time_ms[1] * (before - after) / (before - 2.0 * peak + after)
    contraction_ms = float(response.time_ms[top] + beyond)
    half_relaxation_ms = half_force_ms(response, contraction_ms)
    return Twitch(float(peak), contraction_ms, half_relaxation_ms, response)


def half_force_ms(response: FibreResponse, after_ms: float) -> float:
    """How long after ``after_ms`` the force has fallen to half of what it was then, in ms; NaN if it does not."""
    force, time = response.force_n, response.time_ms
    half = 0.5 * float(np.interp(after_ms, time, force))
    below = np.nonzero((time[1:] > after_ms) & (force[1:] <= half) & (force[:-1] > half))[0]
    if not below.size:
        return float("nan")
    k = below[0]
    share = (force[k] - half) / (force[k] - force[k + 1])
    return float(time[k] + share * (time[k + 1] - time[k]) - after_ms)


def rate_response(
    rate_hz: ArrayLike,
    muscle: Muscle = "calf",
    reuptake_ms: float | None = None,
    duration_ms: float = 2000.0,
    watched_ms: float = 500.0,
    step_ms: float = 0.5,
) -> RateResponse:
    """From separate twitches to tetanus: mean and ripple of force in the last ``watched_ms`` of trains, any shape.

    Where stimuli are further apart than that, their whole last period is watched. Forces are in peaks of the same
    muscle's twitch. Errors and source as ``simulate``.
    """
    domain = model_text("fibre").domain
    (rates, _, _) = checked(domain, rate_hz=rate_hz, duration_ms=duration_ms, watched_ms=watched_ms)
    one = twitch(muscle, reuptake_ms=reuptake_ms, step_ms=step_ms).peak_n
    means, ripples = [], []
    for rate in rates.ravel():
        response = simulate(train_ms(rate, duration_ms), duration_ms, muscle, 1.0, reuptake_ms, step_ms=step_ms)
        late = response.force_n[response.time_ms >= duration_ms - max(float(watched_ms), 1000.0 / rate)]
        means.append(late.mean() / one)
        ripples.append(np.ptp(late) / one)
    return RateResponse(rates, np.array(means).reshape(rates.shape), np.array(ripples).reshape(rates.shape))


def _rested(muscle: Muscle) -> tuple[FibreConstants, list[str]]:
    """A muscle's numbers, and what is wrong with its name; then another muscle's, so that all faults are found."""
    if muscle in MUSCLES:
        return constants(muscle), []
    return constants(MUSCLES[0]), [f"there is no muscle {muscle!r}; there are: {', '.join(MUSCLES)}"]
