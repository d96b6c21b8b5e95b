"""Lesson 7 against the models it teaches from: numbers in items and prose are the models' own."""

import re

import pytest

from crampcourse.learning.drawn import check_draws, realised
from crampcourse.learning.marking import mark, rule_of
from crampcourse.library import load
from crampcourse.library.tables import foods
from crampcourse.models.fluid import SweatSession, sweat_session
from crampcourse.models.nutrition import day, needs
from tests.test_lessons import prose

ITEMS = load().items
POTASSIUM_MMOL_PER_L = float(load().explorers["fluid"].figures["potassium"].value)


def four_hours(drink_l_per_h: float, drink_sodium_mmol_per_l: float = 0.0) -> SweatSession:
    """The two runners of the lesson, which is also how the fluid lab starts."""
    return sweat_session(70, 1, 4, 40, POTASSIUM_MMOL_PER_L, 4 * drink_l_per_h, drink_sodium_mmol_per_l)


def test_the_lab_starts_with_the_runner_of_the_predictions() -> None:
    start = {control.id: control.start for control in load().explorers["fluid"].controls}
    assert start == {
        "mass": 70, "hours": 4, "sweat_rate": 1, "sweat_sodium": 40, "drink_rate": 0.5, "drink_sodium": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("item", "drink_l_per_h", "drink_sodium", "said"),
    [
        ("l07-predict-water", 0.5, 0, "144 mmol/l"),
        ("l07-predict-water", 1.5, 0, "128 mmol/l"),
        ("l07-predict-sports-drink", 1.5, 20, "131 instead of 128 mmol/l"),
        ("l07-most-drink", 1.0, 0, "135.7"),
        ("l07-most-drink", 1.1, 0, "134.2 mmol/l"),
    ],
)
def test_plasma_sodium_that_an_item_names_is_the_models(item, drink_l_per_h, drink_sodium, said) -> None:
    assert said in ITEMS[item].model_dump_json()
    number = re.match(r"[\d.]+", said)[0]
    decimals = len(number.partition(".")[2])
    sodium = float(four_hours(drink_l_per_h, drink_sodium).plasma_sodium_mmol_per_l)
    assert f"{sodium:.{decimals}f}" == number


def test_the_most_that_can_be_drunk_is_found_by_trying_every_step_of_the_slider() -> None:
    safe = [step / 10 for step in range(21) if four_hours(step / 10).plasma_sodium_mmol_per_l >= 135]
    assert max(safe) == ITEMS["l07-most-drink"].value


@pytest.mark.parametrize(
    ("item", "mass_kg", "rate", "hours", "drink_l"),
    [
        ("l07-three-hours", 60, 1.0, 3, 1.8),
        ("l07-form-a-1", 80, 1.5, 2, 1.4),
        ("l07-form-b-1", 50, 0.8, 3, 0.9),
    ],
)
def test_changes_of_mass_are_the_models(item, mass_kg, rate, hours, drink_l) -> None:
    session = sweat_session(mass_kg, rate, hours, 40, POTASSIUM_MMOL_PER_L, drink_l)
    assert ITEMS[item].value == pytest.approx(float(session.body_mass_change_percent))
    assert any(
        each.low <= -100 * rate * hours / mass_kg <= each.high
        for each in ITEMS[item].wrong
        if each.misconception == "drink-does-not-count"
    )


def test_the_worked_example_is_the_models() -> None:
    session = sweat_session(70, 1.2, 2, 36, 0, 0.9)
    assert float(session.water_change_l) == pytest.approx(-1.5)
    assert f"{-float(session.body_mass_change_percent):.1f} %" == "2.1 %"
    assert f"{-float(session.sodium_potassium_change_mmol):.0f} mmol" == "86 mmol"
    assert "**2.1 %**" in prose("L07")
    assert "**86 mmol**" in prose("L07")


def test_bananas_and_potatoes_are_counted_as_the_table_has_them() -> None:
    need = needs(25, "female")["potassium_mg"].reference.amount
    assert 6 < need / foods()["banana"].potassium_mg < 7
    assert need / foods()["potato"].potassium_mg <= 3
    assert day({"potato": 3}, 25, "female").nutrients["potassium_mg"].share_of_reference >= 1
    assert f"{need:.0f} mg" in ITEMS["l07-predict-bananas"].stem


def test_foods_stand_in_the_order_of_their_magnesium() -> None:
    order = [foods()[name] for name in ("pumpkin_seeds", "spinach", "black_beans", "banana", "egg")]
    for food, step in zip(order, ITEMS["l07-magnesium-order"].steps, strict=True):
        assert food.id.split("_")[-1] in step.text.lower()
        assert f"{food.magnesium_mg:.0f} mg" in step.rationale
    amounts = [food.magnesium_mg for food in order]
    assert amounts == sorted(amounts, reverse=True)


def test_the_limit_for_pills_is_the_one_of_the_table() -> None:
    found = day({}, 25, "female", supplements={"magnesium_mg": 400}).nutrients["magnesium_mg"]
    assert found.over_limit
    assert found.limit == 350
    assert found.need.limit_counts == "supplements"


def test_numbers_that_are_drawn_have_an_answer_for_every_draw() -> None:
    check_draws(item for name, item in ITEMS.items() if name.startswith("l07-"))


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_sodium_in_milligrams_counts_as_the_same_answer(seed) -> None:
    item = realised(ITEMS["l07-sodium-loss"], seed)
    assert mark(rule_of(item), f"{item.value * 22.99:.0f} mg").correct
    assert not mark(rule_of(item), f"{item.value * 22.99:.0f}").correct
