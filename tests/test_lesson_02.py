"""Lesson 2 against the models and cards it teaches from: numbers, orders and nerves are theirs."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

from crampcourse.library import load
from crampcourse.models.ankle import MUSCLES, muscle_geometry
from crampcourse.widgets.explorer import drawing_of
from crampcourse.widgets.states import Tables

LIBRARY = load()
NOTEBOOK = Path(__file__).parents[1] / "lessons" / LIBRARY.lessons["L02"].notebook
BEHIND = (
    *("gastrocnemius", "soleus", "plantaris"),
    *("tibialis_posterior", "flexor_digitorum_longus", "flexor_hallucis_longus"),
)
IN_FRONT = ("tibialis_anterior", "extensor_hallucis_longus", "extensor_digitorum_longus", "fibularis_tertius")
AT_THE_SIDE = ("fibularis_longus", "fibularis_brevis")
CADAVER_INVERSION_ARMS = {
    "tibialis_posterior": 1.0,
    "tibialis_anterior": 0.59,
    "soleus": 0.24,
    "extensor_digitorum_longus": -0.26,
    "fibularis_longus": -0.82,
    "fibularis_brevis": -0.85,
}
"""About the subtalar axis, as parts of the first; INVERSIONARMS1994."""


def said() -> str:
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    return "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")


def router(tendon: str) -> dict[str, float]:
    """What the router shows when the button of a real tendon is pressed."""
    setup = next(each for each in LIBRARY.explorers["router"].setups if each.name == tendon)
    drawing = drawing_of("router", LIBRARY)
    return Tables(drawing.layout_of, drawing.table).numbers(setup.values)


def test_the_arm_of_the_calf_that_an_item_asks_for_is_the_routers() -> None:
    item = LIBRARY.items["l02-calf-arm"]
    shown = router("Calcaneal tendon")
    assert -shown["ankle_arm"] == pytest.approx(item.value, abs=0.1)
    at_the_other_axis, behind_malleoli = item.wrong
    assert at_the_other_axis.low < shown["subtalar_arm"] < at_the_other_axis.high
    for tendon in ("Fibularis longus", "Tibialis posterior"):
        assert behind_malleoli.low < -router(tendon)["ankle_arm"] < behind_malleoli.high


def test_the_worked_example_tells_the_routers_numbers() -> None:
    shown = router("Tibialis posterior")
    behind, inside = re.search(r"runs (\d+) mm behind the ankle axis and (\d+) mm inside", said()).groups()
    assert -shown["ankle_arm"] == pytest.approx(float(behind), abs=0.5)
    assert shown["subtalar_arm"] == pytest.approx(float(inside), abs=0.5)


def test_a_pull_behind_the_outer_malleolus_does_what_the_prediction_says() -> None:
    text = LIBRARY.explorers["router"]
    drawing = drawing_of("router", LIBRARY)
    start = Tables(drawing.layout_of, drawing.table).numbers({each.id: each.start for each in text.controls})
    action = next(each for each in text.quantities if each.id == "action").options[round(start["action"])]
    assert action == "points the foot and turns the sole out"
    key = next(option for option in LIBRARY.items["l02-predict-behind-outer"].options if option.key)
    assert key.text == "Points it and turns the sole out"


def test_each_crossing_of_the_matching_item_is_the_models() -> None:
    arms = muscle_geometry(0.0, 0.0, 0.0)
    for pair in LIBRARY.items["l02-match-crossings"].pairs:
        muscle = MUSCLES.index(pair.prompt.lower().replace(" ", "_"))
        lifts, turns_in = arms.ankle_moment_arm_m[muscle] > 0, arms.subtalar_moment_arm_m[muscle] > 0
        up, into = "lifts" if lifts else "points", "in" if turns_in else "out"
        assert pair.answer == f"{up} the foot, turns the sole {into}"


def test_who_turns_the_sole_in_is_ordered_as_measured_and_as_modelled() -> None:
    steps = [step.text.lower().replace(" ", "_") for step in LIBRARY.items["l02-order-inversion"].steps]
    measured = [CADAVER_INVERSION_ARMS[muscle] for muscle in steps]
    modelled = muscle_geometry(0.0, 0.0, 0.0).subtalar_moment_arm_m[[MUSCLES.index(muscle) for muscle in steps]]
    assert measured == sorted(measured, reverse=True)
    assert list(modelled) == sorted(modelled, reverse=True)
    for muscle in ("tibialis_anterior", "soleus", "fibularis_longus", "fibularis_brevis"):
        assert f"{abs(CADAVER_INVERSION_ARMS[muscle]):.2f}" in said()


def test_the_models_of_router_and_torque_disagree_about_one_tendon_as_the_lesson_says() -> None:
    arms = muscle_geometry(0.0, 0.0, 0.0).subtalar_moment_arm_m
    hallux = MUSCLES.index("extensor_hallucis_longus")
    assert -1 < router("Extensor hallucis longus")["subtalar_arm"] < 0 < arms[hallux]
    inward_or_not = [muscle for muscle in MUSCLES if muscle != "extensor_hallucis_longus"]
    for setup in LIBRARY.explorers["router"].setups:
        muscle = {"Calcaneal tendon": "soleus"}.get(setup.name, setup.name.lower().replace(" ", "_"))
        if muscle in inward_or_not:
            assert np.sign(router(setup.name)["subtalar_arm"]) == np.sign(arms[MUSCLES.index(muscle)]), muscle


def test_six_behind_four_in_front_two_at_the_side_have_one_nerve_each() -> None:
    groups = {"Tibial nerve": BEHIND, "Deep fibular nerve": IN_FRONT, "Superficial fibular nerve": AT_THE_SIDE}
    for nerve, muscles in groups.items():
        assert {LIBRARY.structures[muscle].muscle.nerve for muscle in muscles} == {nerve}
        for muscle in muscles:
            assert LIBRARY.structures[muscle].name.lower() in said().lower()
    assert [pair.answer for pair in LIBRARY.items["l02-match-nerves"].pairs] == list(groups)
    for item in ("l02-form-a-3", "l02-form-b-3"):
        for pair in LIBRARY.items[item].pairs:
            assert LIBRARY.structures[pair.prompt.lower().replace(" ", "_")].muscle.nerve == pair.answer


def test_roots_are_told_as_the_cards_tell_them() -> None:
    for muscle in ("tibialis_anterior", "fibularis_longus", "soleus", "tibialis_posterior"):
        name, card = LIBRARY.structures[muscle].name, LIBRARY.structures[muscle].muscle.roots
        sentence = re.search(rf"{name}: ([^.(]*)", said())[1]
        told = re.findall(r"[LS]\d–[LS]\d", sentence)
        assert told, muscle
        assert all(root in card for root in told), (muscle, told, card)


def test_the_two_that_may_be_missing_are_said_to_be() -> None:
    for muscle in ("plantaris", "fibularis_tertius"):
        assert "may be absent" in LIBRARY.structures[muscle].does
    assert "Plantaris and fibularis tertius are missing in some people" in said()
