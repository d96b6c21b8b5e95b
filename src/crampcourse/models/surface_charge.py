"""How calcium and magnesium outside an axon move the voltage at which its gates open.

The outer face of the membrane carries negative groups. Divalent ions screen and bind them; with fewer such ions
the gates feel a more depolarised membrane although the potential measured across it is unchanged.
Model: Hille, Woodhull & Shapiro 1975 (HILLE1975); numbers: ``content/models/surface_charge.yaml``.
"""

from functools import cache
from math import exp, sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray

from crampcourse.library.models import model_text
from crampcourse.models.domain import checked
from crampcourse.models.potentials import ZERO_CELSIUS_K, thermal_mv

Array = NDArray[np.float64]
BOLTZMANN_J_PER_K = 1.380649e-23
AVOGADRO_PER_MOL = 6.02214076e23
ELEMENTARY_CHARGE_C = 1.602176634e-19
VACUUM_F_PER_M = 8.8541878128e-12
PER_M2_IN_PER_NM2 = 1e-18
# y = ψF/RT lies well between these for every fluid of the domain (the tests try them: −8 at least).
LOWEST_Y, HIGHEST_Y, HALVINGS = -14.0, 6.0, 60


def surface_potential_mv(
    ionised_calcium_mmol_per_l: ArrayLike,
    magnesium_mmol_per_l: ArrayLike,
    monovalent_mmol_per_l: ArrayLike | None = None,
    ph: ArrayLike | None = None,
    temperature_c: ArrayLike = 37.0,
) -> Array:
    """The potential just outside the membrane against the far solution, in mV (negative); arguments broadcast.

    Solves for y = ψF/RT: sign(y) √(2 ε ε₀ kT N_A Σ)/e = Σ groups, with
    Σ = c₁(e⁻ʸ − 1) + (Ca + Mg)(e⁻²ʸ − 1) + (c₁ + 2Ca + 2Mg)(eʸ − 1) in mol/m³; an acid group of density d gives
    −d (1 − ca − mg)/(1 + h + ca + mg), the base d h/(1 + h); h, ca, mg: surface concentration over dissociation
    constant, surface = bulk e⁻ʸ (H⁺) or e⁻²ʸ (Ca²⁺, Mg²⁺). Left out arguments are those of human plasma.
    Errors: ValueError outside the ranges, NaN, shapes. Source: HILLE1975.
    """
    text = model_text("surface_charge")
    arrays = checked(
        text.domain,
        ionised_calcium_mmol_per_l=ionised_calcium_mmol_per_l,
        magnesium_mmol_per_l=magnesium_mmol_per_l,
        monovalent_mmol_per_l=text.number("monovalent") if monovalent_mmol_per_l is None else (monovalent_mmol_per_l),
        ph=text.number("ph") if ph is None else ph,
        temperature_c=temperature_c,
    )
    solved = [_potential_mv(*values) for values in zip(*(array.ravel().tolist() for array in arrays), strict=True)]
    return np.array(solved).reshape(arrays[0].shape)


def gate_shift_mv(
    ionised_calcium_mmol_per_l: ArrayLike, magnesium_mmol_per_l: ArrayLike, temperature_c: ArrayLike = 37.0
) -> Array:
    """How far gates are shifted against normal plasma, in mV; positive acts on them like a depolarisation.

    shift = ψ(normal Ca²⁺, normal Mg²⁺) − ψ(Ca²⁺, Mg²⁺) at the same temperature, so low Ca²⁺ gives a positive shift.
    Arguments in mmol/l and °C broadcast. Errors as ``surface_potential_mv``. Source: HILLE1975.
    """
    text = model_text("surface_charge")
    normal = surface_potential_mv(
        text.number("normal_ionised_calcium"), text.number("normal_magnesium"), temperature_c=temperature_c
    )
    return normal - surface_potential_mv(ionised_calcium_mmol_per_l, magnesium_mmol_per_l, temperature_c=temperature_c)


@cache
def _groups() -> tuple[list[list[float]], list[float], float, float, list[float]]:
    """The model's numbers as plain floats, read once."""
    text = model_text("surface_charge")
    return (
        text.numbers("acid_groups").tolist(),
        text.numbers("base_group").tolist(),
        1000.0 * text.number("calcium_dissociation"),
        1000.0 * text.number("magnesium_dissociation"),
        text.numbers("permittivity").tolist(),
    )


def _potential_mv(calcium: float, magnesium: float, monovalent: float, ph: float, temperature_c: float) -> float:
    """One balance by bisection: the left side rises with y and the groups' charge falls, so there is one root."""
    acids, (base_pk, base_density), k_ca, k_mg, polynomial = _groups()
    permittivity = sum(factor * temperature_c**power for power, factor in enumerate(polynomial))
    thermal_j = BOLTZMANN_J_PER_K * (temperature_c + ZERO_CELSIUS_K)
    scale = (
        PER_M2_IN_PER_NM2 * sqrt(2.0 * permittivity * VACUUM_F_PER_M * thermal_j * AVOGADRO_PER_MOL)
    ) / ELEMENTARY_CHARGE_C
    divalent, hydrogen = calcium + magnesium, 10.0**-ph
    anions = monovalent + 2.0 * divalent
    low, high = LOWEST_Y, HIGHEST_Y
    for _ in range(HALVINGS):
        y = 0.5 * (low + high)
        single, double = exp(-y), exp(-2.0 * y)
        layer = monovalent * (single - 1.0) + divalent * (double - 1.0) + anions * (exp(y) - 1.0)
        diffuse = scale * sqrt(max(layer, 0.0)) * (1.0 if y > 0.0 else -1.0)
        ca, mg, h = calcium * double / k_ca, magnesium * double / k_mg, hydrogen * single
        base = h * 10.0**base_pk
        charge = base_density * base / (1.0 + base)
        for pk, density in acids:
            charge -= density * (1.0 - ca - mg) / (1.0 + h * 10.0**pk + ca + mg)
        low, high = (y, high) if diffuse < charge else (low, y)
    return 0.5 * (low + high) * thermal_mv(temperature_c)
