"""The engine of the stimulated muscle: calcium, force and fatigue, one time step after another.

Ding, Wexler & Binder-Macleod 2003 (DING2003), time in ms, force in N:
C' = (1/τc) Σ Rᵢ e^(−(t − tᵢ)/τc) − C/τc,  Rᵢ = 1 + (R₀ − 1) e^(−(tᵢ − tᵢ₋₁)/τc), R₁ = 1, R₀ = Km + 1.04
F' = A q − F/(τ1 + τ2 q),  q = C/(Km + C);  X' = −(X − X_rest)/τfat + α_X F for X = A, Km, τ1.
Between stimuli C is exact; F takes an exponential step with q at its middle: second order. A, Km and τ1 change so
slowly that a straight step is enough. Numbers: ``content/models/fibre.yaml``.
"""

from dataclasses import dataclass
from functools import cache
from math import exp
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from crampcourse.library.models import model_text

Array = NDArray[np.float64]
Muscle = Literal["calf", "quadriceps"]
MUSCLES: tuple[Muscle, ...] = ("calf", "quadriceps")
MS_PER_S = 1000.0


@dataclass(frozen=True)
class FibreConstants:
    """The model's numbers for one muscle, rested: times in ms, A in N/ms, fatigue per ms and N."""

    calcium_ms: float
    scaling_n_per_ms: float
    half_calcium: float
    relaxation_ms: float
    bound_relaxation_ms: float
    doublet_gain: float
    fatigue_ms: float
    fatigue_of_scaling: float
    fatigue_of_half_calcium: float
    fatigue_of_relaxation: float


@cache
def constants(muscle: Muscle) -> FibreConstants:
    """The rested numbers of one of ``MUSCLES``."""
    number = model_text("fibre").number
    return FibreConstants(
        calcium_ms=number(f"{muscle}_calcium_time"),
        scaling_n_per_ms=number(f"{muscle}_scaling"),
        half_calcium=number(f"{muscle}_half_calcium"),
        relaxation_ms=number(f"{muscle}_relaxation_time"),
        bound_relaxation_ms=number(f"{muscle}_bound_relaxation_time"),
        doublet_gain=number("doublet_gain"),
        fatigue_ms=MS_PER_S * number("fatigue_time"),
        fatigue_of_scaling=number("fatigue_of_scaling"),
        fatigue_of_half_calcium=number("fatigue_of_half_calcium"),
        fatigue_of_relaxation=number("fatigue_of_relaxation_time"),
    )


def march(rested: FibreConstants, tau_c: float, edges: Array, hit: NDArray[np.bool_], with_fatigue: bool) -> Array:
    """F (optimal length), C, A, Km, τ1 at every time of ``edges``, stimuli where ``hit``; shape (5, times)."""
    lengths = np.diff(edges)
    fading = np.exp(-0.5 * lengths / tau_c).tolist()
    times, hits = edges.tolist(), hit.tolist()
    force = calcium = drive = 0.0
    scaling, half_calcium, relaxation = rested.scaling_n_per_ms, rested.half_calcium, rested.relaxation_ms
    bound, rest_ms = rested.bound_relaxation_ms, rested.fatigue_ms
    last: float | None = None
    rows = [(force, calcium, scaling, half_calcium, relaxation)]
    for k, length in enumerate(lengths.tolist()):
        if hits[k]:
            gain = 0.0 if last is None else (half_calcium + rested.doublet_gain) * exp(-(times[k] - last) / tau_c)
            drive, last = drive + 1.0 + gain, times[k]
        # Half a step of calcium, a whole one of force, the other half of calcium.
        fade, reach = fading[k], 0.5 * length / tau_c
        calcium = (calcium + drive * reach) * fade
        drive *= fade
        open_share = calcium / (half_calcium + calcium)
        tau = relaxation + bound * open_share
        settled = scaling * open_share * tau
        before, force = force, settled + (force - settled) * exp(-length / tau)
        calcium = (calcium + drive * reach) * fade
        drive *= fade
        if with_fatigue:
            pull, part = 0.5 * (before + force) * length, length / rest_ms
            scaling += rested.fatigue_of_scaling * pull - (scaling - rested.scaling_n_per_ms) * part
            half_calcium += rested.fatigue_of_half_calcium * pull - (half_calcium - rested.half_calcium) * part
            relaxation += rested.fatigue_of_relaxation * pull - (relaxation - rested.relaxation_ms) * part
        rows.append((force, calcium, scaling, half_calcium, relaxation))
    return np.array(rows).T
