"""Plasma sodium and body mass after sweating and drinking, with the error such predictions have shown.

Equation: Edelman 1958 in the form of Nguyen and Kurtz; error: Baker, Lang and Kenney 2008. Parameters with their
sources, ranges, and what the model leaves out (kidney and gut above all): ``content/models/fluid.yaml``.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from crampcourse.library.models import ModelText, model_text
from crampcourse.models.domain import Array, checked


@dataclass(frozen=True)
class SweatSession:
    """What a session does to one body; every field has the shape the arguments broadcast to.

    Changes are positive for gains. ``plasma_sodium_mmol_per_l`` is NaN where ``answered`` is False (body mass changed
    more than the model is meant for); the band ``low`` to ``high`` is NaN where ``error_known`` is False (body-mass
    change outside the trials in which the error was measured).
    """

    water_change_l: Array
    sodium_potassium_change_mmol: Array
    body_mass_change_percent: Array
    plasma_sodium_mmol_per_l: Array
    plasma_sodium_low_mmol_per_l: Array
    plasma_sodium_high_mmol_per_l: Array
    answered: NDArray[np.bool_]
    error_known: NDArray[np.bool_]


def plasma_sodium(
    initial_mmol_per_l: ArrayLike,
    total_body_water_l: ArrayLike,
    sodium_potassium_change_mmol: ArrayLike,
    water_change_l: ArrayLike,
) -> Array:
    """Sodium concentration of plasma in mmol/l after net gains (+) or losses (−) of salt and water.

    [Na]₂ = (([Na]₁ + 23.8) V + 1.03 ΔE) / (V + ΔV) − 23.8, with V body water before (l), ΔV net water (l), ΔE net
    sodium plus potassium (mmol). Arguments broadcast; the answer has their shape. Errors: ValueError names every
    argument that is not a finite number of its range. Source: NGUYENKURTZ2005 (EDELMAN1958).
    """
    text = model_text("fluid")
    given = checked(
        text.domain,
        initial_mmol_per_l=initial_mmol_per_l,
        total_body_water_l=total_body_water_l,
        sodium_potassium_change_mmol=sodium_potassium_change_mmol,
        water_change_l=water_change_l,
    )
    return _edelman(text, *given)


def sweat_session(
    mass_kg: ArrayLike,
    sweat_rate_l_per_h: ArrayLike,
    hours: ArrayLike,
    sweat_sodium_mmol_per_l: ArrayLike,
    sweat_potassium_mmol_per_l: ArrayLike,
    drink_l: ArrayLike,
    drink_sodium_mmol_per_l: ArrayLike = 0.0,
    drink_potassium_mmol_per_l: ArrayLike = 0.0,
    initial_mmol_per_l: ArrayLike | None = None,
    body_water_fraction: ArrayLike | None = None,
) -> SweatSession:
    """Body-mass change and plasma sodium after ``hours`` of sweating, with ``drink_l`` litres drunk in all.

    Water: ΔV = drink − rate · hours. Salt: ΔE = drink · (Na + K of the drink) − sweat · (Na + K of the sweat).
    Body mass: 100 ΔV / mass in %, one litre being one kilogram. Body water before: mass · fraction. Sodium before and
    the fraction are those of the parameter file where not given. Arguments broadcast. Errors: ValueError as above.
    """
    text = model_text("fluid")
    mass, rate, time, sweat_na, sweat_k, drink, drink_na, drink_k, initial, fraction = checked(
        text.domain,
        mass_kg=mass_kg,
        sweat_rate_l_per_h=sweat_rate_l_per_h,
        hours=hours,
        sweat_sodium_mmol_per_l=sweat_sodium_mmol_per_l,
        sweat_potassium_mmol_per_l=sweat_potassium_mmol_per_l,
        drink_l=drink_l,
        drink_sodium_mmol_per_l=drink_sodium_mmol_per_l,
        drink_potassium_mmol_per_l=drink_potassium_mmol_per_l,
        initial_mmol_per_l=text.number("initial_sodium") if initial_mmol_per_l is None else initial_mmol_per_l,
        body_water_fraction=(
            text.number("body_water_fraction") if body_water_fraction is None else body_water_fraction
        ),
    )
    sweat = rate * time
    water = drink - sweat
    salt = drink * (drink_na + drink_k) - sweat * (sweat_na + sweat_k)
    change_percent = 100.0 * text.number("kg_per_l") * water / mass

    least, most = text.numbers("answered_mass_changes")
    answered = (change_percent >= least) & (change_percent <= most)
    sodium = _edelman(text, initial, mass * fraction, salt, np.where(answered, water, 0.0))
    sodium = np.where(answered, sodium, np.nan)
    error = prediction_error(change_percent)
    return SweatSession(
        water, salt, change_percent, sodium, sodium - error, sodium + error, answered, np.isfinite(error)
    )


def prediction_error(body_mass_change_percent: ArrayLike) -> Array:
    """Half width in mmol/l of the band in which means of groups were found around the prediction.

    Size of the mean miss plus its printed spread, at 0 to −4 % and at +2 % of body mass; a straight line between 0
    and +2 %; NaN outside −4 to +2 %, where nobody measured. Same shape as the argument. Source: BAKER2008.
    """
    text = model_text("fluid")
    (change,) = checked({}, body_mass_change_percent=body_mass_change_percent)
    losing, gaining = (
        abs(text.number(f"miss_{way}")) + text.number(f"miss_{way}_spread") for way in ("losing", "gaining")
    )
    tested = text.numbers("tested_mass_changes")
    # A litre more or less, summed from rates, may pass a limit by a rounding error.
    change = np.round(change, 9)
    width: Array = np.interp(change, tested, [losing, losing, gaining], left=np.nan, right=np.nan)
    return np.asarray(width)


def _edelman(text: ModelText, initial: Array, body_water_l: Array, salt_mmol: Array, water_l: Array) -> Array:
    intercept, slope = text.number("intercept"), text.number("slope")
    after: Array = ((initial + intercept) * body_water_l + slope * salt_mmol) / (body_water_l + water_l) - intercept
    return np.asarray(after)
