"""The plate builder's numbers, asked of the nutrition model."""

from crampcourse.library.tables import foods
from crampcourse.models.nutrition import day

PEOPLE = [
    *((14, sex, "neither") for sex in ("female", "male")),
    *((age, sex, "neither") for age in (19, 31, 51, 71) for sex in ("female", "male")),
    *((age, "female", "pregnant") for age in (19, 31)),
    *((age, "female", "lactating") for age in (19, 31)),
]
"""Age, sex and state of each choice, in its order."""


def truth(values):
    """Totals, shares and reference intakes of this day."""
    servings = {food: values[food] for food in foods()}
    pill = values["magnesium_pill"]
    eaten = day(servings, *PEOPLE[int(values["person"])], supplements={"magnesium_mg": pill})
    found = {"limit": int(eaten.nutrients["magnesium_mg"].over_limit)}
    found["gaps"] = int(any(nutrient.unknown_in for nutrient in eaten.nutrients.values()))
    for name, nutrient in eaten.nutrients.items():
        short = name.removesuffix("_mg").removesuffix("_ug")
        found[short] = nutrient.total
        found[f"{short}_share"] = 100 * nutrient.share_of_reference
        found[f"{short}_need"] = nutrient.need.reference.amount
    return found
