"""The four curves of a Hill-type muscle: active, passive, tendon and velocity, each for muscle of any size.

Lengths are relative to the fibre's optimal length, forces to the muscle's greatest isometric force F0.
All take arrays of any shape and give arrays of that shape. Source: DEGROOTE2016, coefficients as revised in OpenSim.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from crampcourse.library.models import model_text

Array = NDArray[np.float64]


def active_force(fibre_length: ArrayLike) -> Array:
    """What a fully active, still fibre pulls at a relative length x: fl(x) = Σ b₁ exp(−½ ((x − b₂)/(b₃ + b₄ x))²)."""
    x = np.asarray(fibre_length, dtype=float)
    total = np.zeros_like(x)
    for height, centre, width, growth in model_text("muscle").numbers("active_force_length"):
        spread = width + growth * x
        # The second bell's width passes zero near x = 0.15: the bell is empty there, never a division by zero.
        total += height * np.exp(-0.5 * ((x - centre) / np.where(np.abs(spread) < 1e-9, 1e-9, spread)) ** 2)
    return total


def passive_scale() -> tuple[float, float, float]:
    """A, B and C of fp(x) = A (e^{B (x − 1)} − C)."""
    text = model_text("muscle")
    steepness = text.number("passive_steepness") / text.number("passive_strain")
    floor = float(np.exp(steepness * (text.number("passive_zero_length") - 1.0)))
    return 1.0 / (float(np.exp(text.number("passive_steepness"))) - floor), steepness, floor


def passive_force(fibre_length: ArrayLike) -> Array:
    """What a fibre at rest pulls: fp(x) = (e^{4(x−1)/e₀} − e^{4(0.2−1)/e₀}) / (e⁴ − e^{4(0.2−1)/e₀}), 0 below 0.2."""
    scale, steepness, floor = passive_scale()
    force: Array = np.maximum(scale * (np.exp(steepness * (np.asarray(fibre_length, dtype=float) - 1.0)) - floor), 0.0)
    return force


def tendon_stiffness() -> float:
    """kT of the tendon curve, so that the tendon carries F0 at its given strain."""
    text = model_text("muscle")
    c1 = text.number("tendon_scale")
    return float(np.log((1.0 + c1) / c1)) / text.number("tendon_strain_at_full_force")


def tendon_force(strain: ArrayLike) -> Array:
    """What a tendon pulls when stretched by a part of its slack length: ft(ε) = 0.2 (e^{kT ε} − 1); slack below 0."""
    scale = model_text("muscle").number("tendon_scale")
    force: Array = np.maximum(scale * np.expm1(tendon_stiffness() * np.asarray(strain, dtype=float)), 0.0)
    return force


def velocity_factor(velocity: ArrayLike) -> Array:
    """By how much motion changes active force; velocity relative to the fastest, lengthening +.

    fv(v) = d₁ ln(u + √(u² + 1)) + d₄, u = d₂ v + d₃; about 0 at v = −1 and about 1 at v = 0.
    """
    d1, d2, d3, d4 = model_text("muscle").numbers("force_velocity")
    factor: Array = d1 * np.arcsinh(d2 * np.asarray(velocity, dtype=float) + d3) + d4
    return factor
