"""Adds up a day's food and supplements and holds each nutrient against what a person of that group needs.

Every name of a nutrient ends with its unit (``_mg`` or ``_ug``); all amounts are per day. Foods and reference intakes
are the tables ``content/foods.csv`` and ``content/intakes.csv``, each number with its source; what the comparison
leaves out stands in ``content/models/nutrition.yaml``.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from crampcourse.library.models import Range, model_text
from crampcourse.library.tables import Intake, Nutrient, Sex, State, foods, intakes
from crampcourse.models.domain import checked

NUTRIENTS: tuple[Nutrient, ...] = get_args(Nutrient)
LimitCounts = Literal["supplements", "food and supplements"]


@dataclass(frozen=True)
class Need:
    """What one group needs of one nutrient a day, and the upper limit where the table has one.

    ``reference`` is an RDA (covers nearly all healthy people) or an AI (adequate for a group, where no RDA could be
    set). ``limit`` is None where the table has none, which does not mean that any amount is safe.
    """

    nutrient: Nutrient
    reference: Intake
    limit: Intake | None

    @property
    def limit_counts(self) -> LimitCounts | None:
        """What the limit counts: supplements only, or everything."""
        if self.limit is None:
            return None
        return "supplements" if self.limit.kind == "limit for supplements" else "food and supplements"


@dataclass(frozen=True)
class NutrientDay:
    """One nutrient of one day, in the unit its name ends with.

    ``unknown_in`` names the foods eaten whose amount the table does not know: then ``from_food`` and all that builds
    on it are "at least". ``limit`` is NaN where there is none; ``over_limit`` compares it with what it counts.
    """

    nutrient: Nutrient
    from_food: float
    from_supplements: float
    total: float
    share_of_reference: float
    limit: float
    over_limit: bool
    unknown_in: tuple[str, ...]
    need: Need


@dataclass(frozen=True)
class FoodDay:
    """A day's food against the reference intakes of one group of people."""

    group: str
    portion_g: float
    nutrients: dict[Nutrient, NutrientDay]


def needs(age_years: float, sex: Sex, state: State = "neither") -> dict[Nutrient, Need]:
    """What a person of this age, sex and state (neither, pregnant, lactating) needs a day, by nutrient.

    Errors: ValueError, all faults at once; the message names the ages the table holds.
    Sources: IOM1997, ODSMG, NASEM2019, IOM2011, BMJB12; each row of the table names its own.
    """
    faults = _person_faults(age_years, sex, state)
    if faults:
        raise ValueError("; ".join(faults))
    rows = [row for row in intakes().values() if row.age_from_years <= age_years < row.age_below_years]
    rows = [row for row in rows if row.sex in (sex, "any") and row.state == state]
    found: dict[Nutrient, Need] = {}
    for nutrient in NUTRIENTS:
        reference = next(row for row in rows if row.nutrient == nutrient and row.kind in ("RDA", "AI"))
        limit = next((row for row in rows if row.nutrient == nutrient and row.kind.startswith("limit")), None)
        found[nutrient] = Need(nutrient, reference, limit)
    return found


def day(
    servings: Mapping[str, float],
    age_years: float,
    sex: Sex,
    state: State = "neither",
    supplements: Mapping[Nutrient, float] | None = None,
) -> FoodDay:
    """A day's food and supplements against what a person needs.

    ``servings``: food id of the table → number of servings. ``supplements``: nutrient → amount in its unit.
    Equations: total = Σ servings × amount per serving + supplement; share = total / reference intake. A limit for
    supplements is compared with the supplements alone, one for food and supplements with the total.
    Errors: ValueError, all faults at once.
    """
    pills = dict(supplements or {})
    faults = [*_amount_faults(servings, pills), *_person_faults(age_years, sex, state)]
    if faults:
        raise ValueError("; ".join(faults))
    need_of = needs(age_years, sex, state)
    eaten = {name: number for name, number in servings.items() if number > 0}
    nutrients: dict[Nutrient, NutrientDay] = {}
    for nutrient, need in need_of.items():
        amounts = {name: getattr(foods()[name], nutrient) for name in eaten}
        from_food = math.fsum(eaten[name] * amount for name, amount in amounts.items() if amount is not None)
        from_supplements = float(pills.get(nutrient, 0.0))
        total = from_food + from_supplements
        limit = math.nan if need.limit is None else need.limit.amount
        nutrients[nutrient] = NutrientDay(
            nutrient=nutrient,
            from_food=from_food,
            from_supplements=from_supplements,
            total=total,
            share_of_reference=total / need.reference.amount,
            limit=limit,
            over_limit=(from_supplements if need.limit_counts == "supplements" else total) > limit,
            unknown_in=tuple(name for name, amount in amounts.items() if amount is None),
            need=need,
        )
    group = need_of[NUTRIENTS[0]].reference.group
    return FoodDay(group, math.fsum(foods()[name].portion_g * number for name, number in eaten.items()), nutrients)


def vitamin_d_ug(vitamin_d_iu: float) -> float:
    """Micrograms of vitamin D from the international units that labels print: µg = IU / 40. Source: IOM2011.

    Errors: ValueError where the amount is not allowed.
    """
    text = model_text("nutrition")
    checked(text.domain, vitamin_d_iu=vitamin_d_iu)
    return vitamin_d_iu / text.number("vitamin_d_iu_per_ug")


def _fault(allowed: Range, name: str, value: float) -> list[str]:
    """The fault of one number, as a list of none or one."""
    try:
        (array,) = checked({name: allowed}, **{name: value})
    except ValueError as error:
        return [str(error)]
    return [f"{name} has the shape {array.shape}; it must be one number"] if array.ndim else []


def _person_faults(age_years: float, sex: str, state: str) -> list[str]:
    faults = _fault(model_text("nutrition").domain["age_years"], "age_years", age_years)
    if sex not in get_args(Sex):
        faults.append(f"sex is {sex!r}; the table has {', '.join(get_args(Sex))}")
    if state not in get_args(State):
        faults.append(f"state is {state!r}; it must be one of {', '.join(get_args(State))}")
    if faults or state == "neither":
        return faults
    rows = [row for row in intakes().values() if row.state == state]
    low, below = min(row.age_from_years for row in rows), max(row.age_below_years for row in rows)
    if sex != "female" or not low <= age_years < below:
        faults.append(
            f"state is {state!r} with sex {sex!r} and age_years {age_years:g}; "
            f"the table holds it for female, {low:g} to {below - 1:g} years"
        )
    return faults


def _amount_faults(servings: Mapping[str, float], supplements: Mapping[Nutrient, float]) -> list[str]:
    domain = model_text("nutrition").domain
    faults: list[str] = []
    unknown = sorted(name for name in servings if name not in foods())
    if unknown:
        faults.append(f"there is no food {', '.join(map(repr, unknown))}; there are: {', '.join(foods())}")
    for name, number in servings.items():
        faults += _fault(domain["servings"], f"servings of {name}", number)
    strange = sorted(name for name in supplements if name not in NUTRIENTS)
    if strange:
        faults.append(f"there is no nutrient {', '.join(map(repr, strange))}; there are: {', '.join(NUTRIENTS)}")
    for nutrient, amount in supplements.items():
        if nutrient in NUTRIENTS:
            faults += _fault(domain[f"supplement_{nutrient}"], f"supplement of {nutrient}", amount)
    return faults
