"""Where the cramp loop can both stay silent and stay active: the map of bistability over length and fatigue.

The loop without drive and before any adaptation (s = 0). Parameters and limits: ``content/models/cramp.yaml``.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from crampcourse.library.models import model_text
from crampcourse.models.cramp import Loop, input_terms, passive_share, standard_loop
from crampcourse.models.domain import Array, checked

RATES = 200
"""Rates at which each point is tried: fine enough for limits of length within 0.001."""


@dataclass(frozen=True)
class Bistability:
    """For each pair of length and fatigue, of the shape they broadcast to.

    ``active_pool_rate`` is the highest rate that holds itself, NaN where ``active`` is False; ``silent`` says whether
    rate 0 holds itself; ``bistable`` is both.
    """

    bistable: NDArray[np.bool_]
    silent: NDArray[np.bool_]
    active: NDArray[np.bool_]
    active_pool_rate: Array


def bistability(fibre_length: ArrayLike, fatigue: ArrayLike, loop: Loop | None = None) -> Bistability:
    """Which resting states the loop has at lengths relative to optimal and fatigues that broadcast.

    Silent: u(0) ≤ 0. Active: some r above the limit of activity has S(u(r)) ≥ r, where p = r⁴/(r⁴ + rp⁴) and
    f = r fl(l)(1 − ψ φ) + passive. Errors: ValueError names every argument outside its range.
    """
    text, chosen = model_text("cramp"), loop or standard_loop()
    length, tired = checked(text.domain, fibre_length=fibre_length, fatigue=fatigue)
    constant, own, ib, pull = input_terms(length, tired, chosen)
    # Settled, everything but the inward current is a straight line in r: u = base + slope · r + gP p(r).
    base = constant - chosen.threshold - ib * passive_share(length, chosen)
    slope = own - ib * pull

    def excess(rate: Array, base: Array, slope: Array) -> Array:
        r4 = rate**4
        u = base + slope * rate + chosen.inward_current_gain * r4 / (r4 + chosen.inward_current_half_rate**4)
        u2 = np.maximum(u, 0.0) ** 2
        over: Array = u2 / (u2 + chosen.half_rise**2) - rate
        return over

    rates = np.linspace(text.number("active_above"), 1.0, RATES)
    holds = excess(rates, base[..., None], slope[..., None]) >= 0.0
    active = holds.any(axis=-1)
    highest = RATES - 1 - holds[..., ::-1].argmax(axis=-1)
    # The highest state lies between the last rate that holds and the next; halved twenty times.
    low, high = rates[highest], rates[np.minimum(highest + 1, RATES - 1)]
    for _ in range(20):
        middle = 0.5 * (low + high)
        still = excess(middle, base, slope) >= 0.0
        low, high = np.where(still, middle, low), np.where(still, high, middle)
    silent = np.asarray(base <= 0.0)
    return Bistability(np.asarray(silent & active), silent, np.asarray(active), np.where(active, low, np.nan))
