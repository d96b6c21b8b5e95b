"""A day's food against the rows of the course's collected numbers, and what any sum must keep."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampcourse.library.models import model_text
from crampcourse.library.shelf import load
from crampcourse.library.tables import foods, intakes
from crampcourse.models.nutrition import NUTRIENTS, day, needs, vitamin_d_ug

# Magnesium, potassium, sodium, calcium (mg), vitamin D, vitamin B12 (µg): rows of the collected numbers, typed anew.
REFERENCE = [
    ((1, "female", "neither"), (80, 2000, 800, 700, 15, 0.9)),
    ((8.9, "male", "neither"), (130, 2300, 1000, 1000, 15, 1.2)),
    ((9, "male", "neither"), (240, 2500, 1200, 1300, 15, 1.8)),
    ((13, "female", "neither"), (240, 2300, 1200, 1300, 15, 1.8)),
    ((18, "male", "neither"), (410, 3000, 1500, 1300, 15, 2.4)),
    ((14, "female", "neither"), (360, 2300, 1500, 1300, 15, 2.4)),
    ((30, "male", "neither"), (400, 3400, 1500, 1000, 15, 2.4)),
    ((19, "female", "neither"), (310, 2600, 1500, 1000, 15, 2.4)),
    ((31, "male", "neither"), (420, 3400, 1500, 1000, 15, 2.4)),
    ((50, "female", "neither"), (320, 2600, 1500, 1000, 15, 2.4)),
    ((70, "male", "neither"), (420, 3400, 1500, 1000, 15, 2.4)),
    ((51, "female", "neither"), (320, 2600, 1500, 1200, 15, 2.4)),
    ((71, "male", "neither"), (420, 3400, 1500, 1200, 20, 2.4)),
    ((120, "female", "neither"), (320, 2600, 1500, 1200, 20, 2.4)),
    ((30, "female", "pregnant"), (350, 2900, 1500, 1000, 15, 2.6)),
    ((31, "female", "pregnant"), (360, 2900, 1500, 1000, 15, 2.6)),
    ((19, "female", "lactating"), (310, 2800, 1500, 1000, 15, 2.8)),
    ((50, "female", "lactating"), (320, 2800, 1500, 1000, 15, 2.8)),
]
FOODS = [
    ("pumpkin_seeds", (156, 223, 5, 15, 0.0, 0.0)),
    ("banana", (32, 422, 1, 6, 0.0, 0.0)),
    ("milk", (27, 366, 107, 305, 2.9, 1.15)),
    ("sardines", (33, 337, 261, 325, 4.1, 7.6)),
    ("dill_pickle", (2, 41, 283, 20, 0.0, 0.0)),
    ("chia_seeds", (95, 115, 5, 179, None, 0.0)),
    ("dark_chocolate", (65, 203, 6, 21, None, 0.08)),
]
servings = st.dictionaries(st.sampled_from(sorted(foods())), st.floats(0, 50), max_size=10)
people = st.one_of(
    st.tuples(st.floats(1, 120), st.sampled_from(["female", "male"]), st.just("neither")),
    st.tuples(st.floats(19, 50.99), st.just("female"), st.sampled_from(["pregnant", "lactating"])),
)


@pytest.mark.parametrize(("person", "expected"), REFERENCE, ids=lambda value: "-".join(map(str, value)))
def test_reference_intakes_are_those_collected(person, expected):
    assert tuple(need.reference.amount for need in needs(*person).values()) == expected
    assert list(needs(*person)) == list(NUTRIENTS)


@pytest.mark.parametrize(("food", "expected"), FOODS)
def test_foods_are_those_collected(food, expected):
    assert tuple(getattr(foods()[food], nutrient) for nutrient in NUTRIENTS) == expected
    assert len(foods()) == 30


@pytest.mark.parametrize(("age_years", "magnesium_mg"), [(2, 65), (4, 110), (8, 110), (9, 350), (80, 350)])
def test_magnesium_limit_is_for_supplements_only(age_years, magnesium_mg):
    food_only = day({"pumpkin_seeds": 10}, age_years, "female").nutrients["magnesium_mg"]
    assert food_only.total > food_only.limit == magnesium_mg
    assert not food_only.over_limit
    at_limit, over = (
        day({"pumpkin_seeds": 10}, age_years, "female", supplements={"magnesium_mg": dose}).nutrients["magnesium_mg"]
        for dose in (magnesium_mg, magnesium_mg + 1)
    )
    assert not at_limit.over_limit
    assert over.over_limit
    assert over.need.limit_counts == "supplements"


def test_vitamin_d_limit_counts_food_and_supplements():
    assert vitamin_d_ug(4000) == 100
    with_fish = day({"salmon": 2}, 40, "male", supplements={"vitamin_d_ug": 90}).nutrients["vitamin_d_ug"]
    assert with_fish.total == pytest.approx(112.2)
    assert with_fish.over_limit
    assert not day({}, 40, "male", supplements={"vitamin_d_ug": 100}).nutrients["vitamin_d_ug"].over_limit
    assert math.isnan(day({}, 5, "male").nutrients["vitamin_d_ug"].limit)


def test_a_day_worked_out_by_hand():
    eaten = day({"banana": 2, "milk": 1.5, "almonds": 1}, 45, "female", supplements={"magnesium_mg": 100})
    magnesium, calcium = eaten.nutrients["magnesium_mg"], eaten.nutrients["calcium_mg"]
    assert magnesium.from_food == pytest.approx(2 * 32 + 1.5 * 27 + 79)
    assert magnesium.total == pytest.approx(283.5)
    assert magnesium.share_of_reference == pytest.approx(283.5 / 320)
    assert calcium.total == pytest.approx(2 * 6 + 1.5 * 305 + 76)
    assert eaten.portion_g == pytest.approx(2 * 118 + 1.5 * 244 + 28.35)
    assert eaten.group == "Women, 31–50 years"


def test_an_unknown_amount_is_named_and_not_taken_for_zero():
    eaten = day({"chia_seeds": 1, "egg": 1, "dark_chocolate": 0}, 30, "male").nutrients
    assert eaten["vitamin_d_ug"].unknown_in == ("chia_seeds",)
    assert eaten["vitamin_d_ug"].from_food == pytest.approx(1.1)
    assert eaten["magnesium_mg"].unknown_in == ()


def test_what_is_not_verified_carries_its_mark():
    b12 = needs(5, "male")["vitamin_b12_ug"].reference
    assert (b12.source, b12.mark) == ("GENERALKNOWLEDGE", "General knowledge, not verified here.")
    for row in [*intakes().values(), *foods().values()]:
        reference = load().references[row.source]
        assert reference.verification != "not-verified" or row.mark, row.id


def test_all_sources_of_the_model_are_cited():
    text = model_text("nutrition")
    assert not {*text.sources, *(p.source for p in text.parameters.values())} - set(load().references)


def test_every_age_has_one_reference_and_at_most_one_limit_for_each_nutrient():
    ages = [(age, sex, "neither") for age in range(1, 121) for sex in ("female", "male")]
    ages += [(age, "female", state) for age in range(19, 51) for state in ("pregnant", "lactating")]
    for age, sex, state in ages:
        rows = [r for r in intakes().values() if r.age_from_years <= age < r.age_below_years and r.state == state]
        rows = [r for r in rows if r.sex in (sex, "any")]
        for nutrient in NUTRIENTS:
            kinds = [r.kind.startswith("limit") for r in rows if r.nutrient == nutrient]
            assert kinds.count(False) == 1
            assert kinds.count(True) <= 1


@given(servings, people)
def test_any_day_can_be_held_against_any_person(eaten, person):
    result = day(eaten, *person)
    for found in result.nutrients.values():
        assert found.total == found.from_food >= 0
        assert math.isfinite(found.share_of_reference)


@given(servings, people, st.sampled_from(sorted(foods())))
def test_eating_more_lowers_nothing_and_doubling_doubles(eaten, person, more):
    eaten = {name: number / 2 for name, number in eaten.items()}
    less, richer = day(eaten, *person), day({**eaten, more: eaten.get(more, 0) + 1}, *person)
    doubled = day({name: 2 * number for name, number in eaten.items()}, *person)
    for nutrient in NUTRIENTS:
        assert richer.nutrients[nutrient].total >= less.nutrients[nutrient].total
        assert doubled.nutrients[nutrient].total == pytest.approx(2 * less.nutrients[nutrient].total)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (({}, 0.5, "female"), "age_years is 0.5; allowed: 1 to 120 years"),
        (({}, math.nan, "female"), "age_years holds NaN"),
        (({}, [30, 40], "female"), r"age_years has the shape \(2,\); it must be one number"),
        (({}, 30, "woman"), "sex is 'woman'; the table has female, male"),
        (({}, 30, "female", "expecting"), "state is 'expecting'; it must be one of neither, pregnant, lactating"),
        (({}, 17, "female", "pregnant"), "age_years 17; the table holds it for female, 19 to 50 years"),
        (({}, 30, "male", "lactating"), "sex 'male' and age_years 30; the table holds it for female, 19 to 50 years"),
        (({"banana": -1}, 30, "male"), "servings of banana is -1; allowed: 0 to 50 servings a day"),
        (({"bread": 1}, 30, "male"), "there is no food 'bread'; there are: pumpkin_seeds, chia_seeds"),
        (({}, 30, "male", "neither", {"iron_mg": 8}), "there is no nutrient 'iron_mg'; there are: magnesium_mg"),
        (
            ({"kiwi": 1, "banana": 51}, 0, "x", "y", {"magnesium_mg": 9999}),
            "no food 'kiwi'.*banana is 51.*magnesium_mg is 9999; allowed: 0 to 5000 mg.*age_years is 0.*sex is 'x'",
        ),
    ],
)
def test_what_cannot_be_answered_is_refused_all_faults_at_once(arguments, said):
    with pytest.raises(ValueError, match=said):
        day(*arguments)
    with pytest.raises(ValueError, match="vitamin_d_iu is -1; allowed: 0 to 100000 IU a day"):
        vitamin_d_ug(-1)
