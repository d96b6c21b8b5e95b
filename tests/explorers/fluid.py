"""The fluid lab's numbers, asked of the fluid model."""

import numpy as np

from crampcourse.models.fluid import sweat_session

POTASSIUM_MMOL_PER_L = 4


def truth(values):
    """Every quantity of this session; no sodium where the model gives none, no band where no error was measured."""
    drink_l = values["drink_rate"] * values["hours"]
    session = sweat_session(
        values["mass"],
        values["sweat_rate"],
        values["hours"],
        values["sweat_sodium"],
        POTASSIUM_MMOL_PER_L,
        drink_l,
        values["drink_sodium"],
    )
    sweat_l = values["sweat_rate"] * values["hours"]
    numbers = {
        "sweat_l": sweat_l,
        "drink_l": drink_l,
        "mass_change": float(session.body_mass_change_percent),
        "salt_lost": sweat_l * (values["sweat_sodium"] + POTASSIUM_MMOL_PER_L),
        "salt_drunk": drink_l * values["drink_sodium"],
        "answer": 2 if not session.answered else 0 if session.error_known else 1,
    }
    if session.answered:
        sodium = float(session.plasma_sodium_mmol_per_l)
        numbers |= {"sodium": sodium, "zone": int(np.searchsorted([135, 145], sodium, side="right"))}
    if session.error_known:
        numbers["sodium_low"] = float(session.plasma_sodium_low_mmol_per_l)
        numbers["sodium_high"] = float(session.plasma_sodium_high_mmol_per_l)
    return numbers
