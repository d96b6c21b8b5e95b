"""Formulas that drawn items may name: each asks one of the course's models and gives the key, and what texts may show.

Every formula takes numbers or ids by name and gives a dict: ``key`` (a number, or the value of an option) and further
numbers and words for the texts. Units stand in the names, or in the docstring for the key. What lies outside a model's
range is a ValueError of that model.
"""

from collections.abc import Callable
from typing import Any

from crampcourse.models.ankle import MUSCLES, muscle_geometry
from crampcourse.models.curves import active_force
from crampcourse.models.diary import compare
from crampcourse.models.evidence import pool
from crampcourse.models.fluid import sweat_session
from crampcourse.models.muscle import isometric_force
from crampcourse.models.nutrition import day
from crampcourse.models.potentials import ghk_mv, nernst_mv
from crampcourse.models.roles import muscle_roles

Computed = dict[str, float | str]


def nernst_potential(outside_mmol_per_l: float, inside_mmol_per_l: float, valence: float, **rest: float) -> Computed:
    """Equilibrium potential of an ion; key in mV. May be given ``temperature_c``."""
    return {"key": float(nernst_mv(outside_mmol_per_l, inside_mmol_per_l, valence, **rest))}


def goldman_potential(
    potassium_out_mmol_per_l: float,
    potassium_in_mmol_per_l: float,
    sodium_out_mmol_per_l: float,
    sodium_in_mmol_per_l: float,
    sodium_permeability: float,
) -> Computed:
    """Rest of a membrane that lets K⁺ and some Na⁺ through, at body temperature; key in mV."""
    ions = (potassium_out_mmol_per_l, potassium_in_mmol_per_l, sodium_out_mmol_per_l, sodium_in_mmol_per_l)
    return {"key": float(ghk_mv(*ions, sodium_permeability))}


def fibre_force(optimal_force_n: float, fibre_length: float) -> Computed:
    """Greatest force of a fibre at a length, relative to its optimal one; key in N. Texts: the share in %."""
    share_percent = round(100.0 * float(active_force(fibre_length)))
    # The learner reckons with the share as it is shown.
    return {"key": optimal_force_n * share_percent / 100.0, "share_percent": share_percent}


def sweat_mass_change(mass_kg: float, sweat_rate_l_per_h: float, hours: float, drink_l: float) -> Computed:
    """Change of body mass after sweating and drinking water; key in %, negative for a loss."""
    # Salt moves no mass here, so any sodium and potassium in the sweat will do.
    session = sweat_session(mass_kg, sweat_rate_l_per_h, hours, 40.0, 5.0, drink_l)
    return {"key": float(session.body_mass_change_percent), "water_change_l": float(session.water_change_l)}


def sweat_sodium_loss(mass_kg: float, sweat_rate_l_per_h: float, hours: float, sodium_mmol_per_l: float) -> Computed:
    """Sodium lost with the sweat; key in mmol."""
    session = sweat_session(mass_kg, sweat_rate_l_per_h, hours, sodium_mmol_per_l, 0.0, 0.0)
    return {"key": -float(session.sodium_potassium_change_mmol), "sweat_l": -float(session.water_change_l)}


def muscle_torque(
    muscle: str, activation: float, ankle_deg: float, subtalar_deg: float = 0.0, knee_deg: float = 0.0
) -> Computed:
    """Torque of one muscle about the talocrural axis; key in N m without sign. Texts: force in N, arm in mm."""
    if muscle not in MUSCLES:
        raise ValueError(f"there is no muscle {muscle!r}; there are: {', '.join(MUSCLES)}")
    which = MUSCLES.index(muscle)
    pose = muscle_geometry(ankle_deg, subtalar_deg, knee_deg)
    force = float(isometric_force(pose.length_m, activation).tendon_force_n[which])
    arm = float(pose.ankle_moment_arm_m[which])
    return {
        "key": abs(force * arm),
        "force_n": force,
        "moment_arm_mm": abs(arm) * 1000,
        "muscle_name": muscle.replace("_", " "),
        "direction": "dorsiflexion" if arm > 0 else "plantarflexion",
    }


def muscle_role(
    muscle: str, task: str, ankle_deg: float = 0.0, subtalar_deg: float = 0.0, knee_deg: float = 0.0
) -> Computed:
    """Role of a muscle in a task with all muscles equally active; key: agonist, antagonist, synergist or fixator."""
    if muscle not in MUSCLES:
        raise ValueError(f"there is no muscle {muscle!r}; there are: {', '.join(MUSCLES)}")
    each = muscle_roles(task, 1.0, ankle_deg, subtalar_deg, knee_deg)[muscle]  # type: ignore[arg-type]  # it says which tasks there are
    return {"key": each.role, "reason": each.reason, "muscle_name": muscle.replace("_", " "), "task_name": task}


def nutrient_share(
    food: str, servings: float, nutrient: str, age_years: float, sex: str, state: str = "neither"
) -> Computed:
    """A food's part of the reference intake of one nutrient; key in %."""
    found: Any = day({food: servings}, age_years, sex, state).nutrients  # type: ignore[arg-type]  # it says which there are
    if nutrient not in found:
        raise ValueError(f"there is no nutrient {nutrient!r}; there are: {', '.join(found)}")
    one = found[nutrient]
    return {"key": 100.0 * one.share_of_reference, "amount": one.total, "reference": one.need.reference.amount}


def cramp_rate_ratio(before_cramps: float, before_nights: float, after_cramps: float, after_nights: float) -> Computed:
    """Cramps per night after a change, divided by those before it; key: the ratio."""

    def log(cramps: float, nights: float) -> list[int]:
        return [int(cramps), *[0] * (int(nights) - 1)]

    found = compare(log(before_cramps, before_nights), log(after_cramps, after_nights))
    return {"key": found.rate_ratio, "low": found.ci_low, "high": found.ci_high}


def pooled_effect(effect_one: float, error_one: float, effect_two: float, error_two: float) -> Computed:
    """Two trials and their standard errors as one, fixed effect; key in the effects' unit. Texts: weights in %."""
    found = pool([effect_one, effect_two], [error_one**2, error_two**2], "fixed")
    one, two = (100.0 * float(weight) for weight in found.weights)
    return {"key": found.estimate, "weight_one_percent": one, "weight_two_percent": two}


FORMULAS: dict[str, Callable[..., Computed]] = {
    formula.__name__: formula
    for formula in (
        nernst_potential,
        goldman_potential,
        fibre_force,
        sweat_mass_change,
        sweat_sodium_loss,
        muscle_torque,
        muscle_role,
        nutrient_share,
        cramp_rate_ratio,
        pooled_effect,
    )
}
