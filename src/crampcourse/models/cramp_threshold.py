"""The cramp threshold frequency of the loop: bursts of rising frequency until activity outlasts one.

The protocol follows laboratory tests (SERRAO2007, MILLERKNIGHT2012); that a burst drives the pool in proportion to
its frequency is our choice, and that factor is fitted to MINETTO2011, so hertz are not predictions
(``content/models/cramp.yaml``). Not to be mixed up with the threshold potential of a membrane.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from crampcourse.library.models import model_text
from crampcourse.models.cramp import CrampRun, Loop, integrate, refuse_numbers, resting_state, standard_loop
from crampcourse.models.domain import Array, checked


@dataclass(frozen=True)
class ThresholdTest:
    """Result of a threshold test; the first two fields have shape (bursts,).

    ``outlasted_s`` is how long the pool stayed active after each burst, at most the rest between bursts; NaN for
    bursts not given because the muscle had cramped. ``threshold_hz`` is NaN where ``found`` is False. ``run`` is the
    whole course up to the cramp; the pool's drive, fibre length and fatigue are in it.
    """

    frequencies_hz: Array
    outlasted_s: Array
    threshold_hz: float
    found: bool
    run: CrampRun


def cramp_threshold(
    fibre_length: float,
    fatigue: float,
    frequencies_hz: ArrayLike | None = None,
    loop: Loop | None = None,
    step_s: float = 0.01,
) -> ThresholdTest:
    """Threshold frequency of a muscle held at one length (relative to optimal) and one fatigue.

    A burst at each frequency, then rest; states carry over; the test ends with the first cramp. Frequencies (n,) in
    Hz, rising; those of the parameter file where not given. Errors: ValueError names every fault.
    """
    text, chosen = model_text("cramp"), loop or standard_loop()
    if frequencies_hz is None:
        first, last, rise = (text.number(f"test_{name}_hz") for name in ("first", "last", "step"))
        frequencies_hz = np.arange(first, last + rise / 2, rise)
    bursts = np.asarray(frequencies_hz, dtype=float)
    faults = []
    if bursts.ndim != 1 or not bursts.size or (np.diff(bursts) <= 0).any():
        faults.append("frequencies_hz must be a list of one or more rising numbers")
    try:
        checked(text.domain, frequencies_hz=bursts)
    except ValueError as error:
        faults.append(str(error))
    refuse_numbers(tuple(faults), fibre_length=fibre_length, fatigue=fatigue, step_s=step_s)

    burst_s, rest_s = text.number("test_burst_s"), text.number("test_rest_s")
    driven, steps = round(burst_s / step_s), round((burst_s + rest_s) / step_s)
    length, tired = np.full(steps + 1, float(fibre_length)), np.full(steps + 1, float(fatigue))
    per_hz, limit = text.number("test_drive_per_hz"), text.number("active_above")
    state = resting_state(float(fibre_length), chosen)
    pieces, drives, outlasted = [np.array(state)[:, None]], [np.zeros(1)], np.full(bursts.shape, np.nan)
    threshold_hz = float("nan")
    for number, hertz in enumerate(bursts):
        drive = np.where(np.arange(steps + 1) < driven, per_hz * hertz, 0.0)
        states = integrate(state, length, tired, drive, step_s, chosen)
        pieces.append(states[:, 1:])
        drives.append(drive[1:])
        active = np.flatnonzero(states[0, driven:] > limit)
        outlasted[number] = step_s * active[-1] if active.size else 0.0
        if outlasted[number] > text.number("test_outlasts_s"):
            threshold_hz = float(hertz)
            break
        rate, current, force, adaptation = states[:, -1].tolist()
        state = rate, current, force, adaptation
    rates, currents, forces, adaptations = np.concatenate(pieces, axis=1)
    held, driving = np.ones_like(rates), np.concatenate(drives)
    time_s = np.arange(len(rates), dtype=np.float64) * step_s
    run = CrampRun(time_s, rates, currents, forces, adaptations, fibre_length * held, fatigue * held, driving)
    return ThresholdTest(bursts, outlasted, threshold_hz, bool(np.isfinite(threshold_hz)), run)
