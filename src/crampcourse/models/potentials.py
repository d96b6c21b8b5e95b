"""Equilibrium potentials: where ions alone would hold a membrane (Nernst, Goldman–Hodgkin–Katz).

Potentials are inside minus outside, in millivolts. R and F are exact by the definition of the SI.
Defaults and ranges are data: ``content/models/potentials.yaml``.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from crampcourse.library.models import model_text
from crampcourse.models.domain import checked

Array = NDArray[np.float64]
GAS_J_PER_MOL_K = 8.31446261815324
FARADAY_C_PER_MOL = 96485.33212331
ZERO_CELSIUS_K = 273.15


def thermal_mv(temperature_c: float) -> float:
    """RT/F in mV, the scale of every equilibrium potential: 26.7 mV at 37 °C."""
    return 1000.0 * GAS_J_PER_MOL_K * (temperature_c + ZERO_CELSIUS_K) / FARADAY_C_PER_MOL


def nernst_mv(outside: ArrayLike, inside: ArrayLike, valence: ArrayLike = 1, temperature_c: ArrayLike = 37.0) -> Array:
    """The potential at which one kind of ion neither enters nor leaves, in mV.

    E = (RT / zF) ln(outside / inside). ``outside`` and ``inside`` are concentrations in mmol/l (any unit, if the
    same), ``valence`` z is the ion's charge (K⁺ 1, Ca²⁺ 2, Cl⁻ −1). All arguments broadcast; the shape is theirs.
    Errors: ValueError for values outside the ranges, NaN, a valence that is not a whole number or is 0.
    Source: GENERALKNOWLEDGE (textbook equation).
    """
    faults: list[str] = []
    given: tuple[Array, ...] = ()
    try:
        given = checked(
            model_text("potentials").domain,
            outside=outside,
            inside=inside,
            valence=valence,
            temperature_c=temperature_c,
        )
    except ValueError as fault:
        faults.append(str(fault))
    if np.any(wrong := _no_charge(valence)):
        faults.append(f"valence is {np.asarray(valence)[wrong].flat[0]:g}; it must be a whole number and not 0")
    if faults:
        raise ValueError("; ".join(faults))
    out, within, charge, celsius = given
    kelvin = celsius + ZERO_CELSIUS_K
    potential: Array = 1000.0 * GAS_J_PER_MOL_K * kelvin / (charge * FARADAY_C_PER_MOL) * np.log(out / within)
    return potential


def ghk_mv(
    potassium_out: ArrayLike,
    potassium_in: ArrayLike | None = None,
    sodium_out: ArrayLike | None = None,
    sodium_in: ArrayLike | None = None,
    sodium_permeability: ArrayLike | None = None,
    temperature_c: ArrayLike = 37.0,
) -> Array:
    """The potential at which K⁺ and Na⁺ currents cancel, in mV: the rest of a muscle fibre by default.

    V = (RT/F) ln((Kₒ + p Naₒ) / (Kᵢ + p Naᵢ)), p = ``sodium_permeability`` = P_Na / P_K. Concentrations in mmol/l.
    What is left out is that of a resting human muscle fibre (parameters of ``potentials.yaml``). All broadcast.
    Errors: ValueError for values outside the ranges, NaN, shapes that do not fit.
    Source: GENERALKNOWLEDGE (textbook equation).
    """
    text = model_text("potentials")

    def fibre(name: str, value: ArrayLike | None) -> ArrayLike:
        return text.number(f"muscle_{name}") if value is None else value

    k_out, k_in, na_out, na_in, p, celsius = checked(
        text.domain,
        potassium_out=potassium_out,
        potassium_in=fibre("potassium_in", potassium_in),
        sodium_out=fibre("sodium_out", sodium_out),
        sodium_in=fibre("sodium_in", sodium_in),
        sodium_permeability=fibre("sodium_permeability", sodium_permeability),
        temperature_c=temperature_c,
    )
    scale = 1000.0 * GAS_J_PER_MOL_K * (celsius + ZERO_CELSIUS_K) / FARADAY_C_PER_MOL
    potential: Array = scale * np.log((k_out + p * na_out) / (k_in + p * na_in))
    return potential


def _no_charge(valence: ArrayLike) -> NDArray[np.bool_]:
    """Where a finite number cannot be an ion's charge: 0 or not whole. Other faults are ``checked``'s."""
    try:
        charge = np.asarray(valence, dtype=float)
    except (TypeError, ValueError):
        return np.zeros((), dtype=bool)
    with np.errstate(invalid="ignore"):
        wrong: NDArray[np.bool_] = np.isfinite(charge) & ((charge == 0) | (charge != np.round(charge)))
    return wrong
