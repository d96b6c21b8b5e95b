"""Lesson 3 against the models it teaches from: every torque, role and length in items and prose is the model's own."""

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from crampcourse.learning.formulas import muscle_role
from crampcourse.library import load
from crampcourse.library.explorer_text import Setup
from crampcourse.models.ankle import MUSCLES, muscle_geometry
from crampcourse.models.muscle import isometric_force
from crampcourse.models.roles import Roles, muscle_roles
from tools.glossary import unlinked

LIBRARY = load()
NOTEBOOK = Path(__file__).parents[1] / "lessons" / LIBRARY.lessons["L03"].notebook
TASKS = ("plantarflexion", "dorsiflexion", "inversion", "eversion")
FULL = 1.0


def said() -> str:
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    return unlinked("\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"))


def setup(explorer: str, name: str) -> Setup:
    return next(each for each in LIBRARY.explorers[explorer].setups if each.name == name)


def sandbox(values: dict[str, float], task: str | None = None) -> Roles:
    """What the torque sandbox works out for these values of its controls."""
    effort = {muscle: values[muscle] / 100 for muscle in MUSCLES}
    wanted: Any = task or TASKS[round(values["task"])]
    return muscle_roles(wanted, effort, values["ankle"], values["subtalar"], values["knee"])


def at_start() -> dict[str, float]:
    return {control.id: control.start for control in LIBRARY.explorers["torque"].controls}


def alone(muscle: str) -> tuple[float, float, float]:
    """Force (N), arm at the ankle (mm) and torque (N m) at full effort, ankle and knee straight."""
    which = MUSCLES.index(muscle)
    pose = muscle_geometry(0.0, 0.0, 0.0)
    force_n = isometric_force(pose.length_m, FULL).tendon_force_n[which]
    arm_m = abs(pose.ankle_moment_arm_m[which])
    return float(force_n), float(arm_m * 1000), float(force_n * arm_m)


def longer_mm(muscle: str, ankle_deg: float, knee_deg: float) -> float:
    """How much longer a muscle is than in standing."""
    pose, standing = muscle_geometry(ankle_deg, 0.0, knee_deg), muscle_geometry(0.0, 0.0, 0.0)
    which = MUSCLES.index(muscle)
    return float(pose.length_m[which] - standing.length_m[which]) * 1000


def test_the_tasks_stand_in_this_order_in_the_sandbox() -> None:
    control = next(each for each in LIBRARY.explorers["torque"].controls if each.id == "task")
    assert tuple(control.options) == TASKS


def test_twice_the_force_at_four_times_the_arm() -> None:
    soleus, posterior = alone("soleus"), alone("tibialis_posterior")
    assert [round(one / other) for one, other in zip(soleus, posterior, strict=True)] == [2, 4, 8]
    for muscle, numbers in (("soleus", soleus), ("tibialis posterior", posterior)):
        told = re.search(rf"- {muscle}: (\d+) N at ([\d.]+) mm\. That is .* = \*\*([\d.]+) N m\*\*", said())
        assert [float(each) for each in told.groups()] == [
            round(numbers[0]),
            round(numbers[1], 1),
            round(numbers[2], 1),
        ]


def test_what_all_that_point_the_foot_make_together() -> None:
    whole = muscle_roles("plantarflexion", FULL).wanted_torque_nm
    assert f"our model gives {whole:.0f} N m" in said()


def test_a_balance_of_two_torques() -> None:
    item = LIBRARY.items["l03-balance"]
    pose = muscle_geometry(-20.0, 0.0, 0.0)
    half = isometric_force(pose.length_m, 0.5).tendon_force_n
    lifts, points = MUSCLES.index("tibialis_anterior"), MUSCLES.index("soleus")
    force_n, arms_mm = half[lifts], 1000 * pose.ankle_moment_arm_m
    assert f"{force_n:.0f} N at an arm of {arms_mm[lifts]:.1f} mm" in item.stem
    assert f"an arm of {-arms_mm[points]:.1f} mm" in item.stem
    assert force_n * arms_mm[lifts] / -arms_mm[points] == pytest.approx(item.value, abs=0.5)


def test_the_role_of_tibialis_posterior_flips_with_the_task_alone() -> None:
    found = {task: sandbox(at_start(), task)["tibialis_posterior"] for task in TASKS}
    roles = {task: each.role for task, each in found.items()}
    assert roles == dict(zip(TASKS, ("synergist", "antagonist", "agonist", "antagonist"), strict=True))
    assert f"point the foot ({100 * found['plantarflexion'].share:.0f} % of the torque)" in said()
    assert f"turning the sole in ({100 * found['inversion'].share:.0f} %)" in said()


def test_the_keys_about_roles_are_the_models() -> None:
    against = [task for task in TASKS if sandbox(at_start(), task)["tibialis_posterior"].role == "antagonist"]
    movements = {
        "Pointing the foot": "plantarflexion",
        "Lifting the foot": "dorsiflexion",
        "Turning the sole in": "inversion",
        "Turning the sole out": "eversion",
    }
    options = LIBRARY.items["l03-when-antagonist"].options
    assert [movements[option.text] for option in options if option.key] == against
    inversion = muscle_roles("inversion", FULL)
    strongest = sorted(inversion.muscles, key=lambda each: each.task_torque_nm)[:2]
    assert {each.muscle for each in strongest} == {"fibularis_longus", "fibularis_brevis"}
    lifting, rising = (muscle_role("tibialis_anterior", task)["key"] for task in ("dorsiflexion", "plantarflexion"))
    assert (lifting, rising) == ("agonist", "antagonist")
    assert muscle_role("soleus", "dorsiflexion")["key"] == "antagonist"
    assert muscle_role("tibialis_posterior", "eversion")["key"] == "antagonist"


def test_two_tibialis_muscles_are_partners_and_opponents() -> None:
    both = muscle_roles("inversion", {"tibialis_anterior": FULL, "tibialis_posterior": FULL})
    anterior, posterior = both["tibialis_anterior"], both["tibialis_posterior"]
    key = next(option for option in LIBRARY.items["l03-two-tibialis"].options if option.key)
    up, down = anterior.other_torque_nm, -posterior.other_torque_nm
    for torque in (both.wanted_torque_nm, up, down, up - down):
        assert f"{torque:.1f} N m" in key.rationale


def test_what_a_bent_knee_costs_a_heel_raise() -> None:
    straight, bent = (sandbox(setup("torque", f"Heel raise, knee {knee}").values) for knee in ("straight", "bent"))
    item = LIBRARY.items["l03-heel-raise-loss"]
    assert straight.wanted_torque_nm - bent.wanted_torque_nm == pytest.approx(item.value, abs=0.1)
    left, inner_alone = item.wrong
    assert left.low < bent.wanted_torque_nm < left.high
    inner = [each["gastrocnemius_medial_head"].task_torque_nm for each in (straight, bent)]
    assert inner_alone.low < inner[0] - inner[1] < inner_alone.high
    assert straight["soleus"].task_torque_nm == pytest.approx(bent["soleus"].task_torque_nm)
    assert setup("torque", "Heel raise, knee bent").values["knee"] == 60
    for text in (said(), item.rationale):
        for torque in (straight.wanted_torque_nm, bent.wanted_torque_nm, straight["soleus"].task_torque_nm):
            assert f"{torque:.1f}" in text
    assert f"from {inner[0]:.1f} to {inner[1]:.1f} N m" in said()
    why = LIBRARY.items["l03-why-weaker"].options
    assert f"from {inner[0]:.1f} to {inner[1]:.1f} N m" in next(option for option in why if option.key).rationale
    fronts = {round(-each["tibialis_anterior"].task_torque_nm, 1) for each in (straight, bent)}
    assert len(fronts) == 1
    assert any(f"same {fronts.copy().pop()} N m" in option.rationale for option in why)


def test_bending_the_knee_lets_go_of_one_muscle_only() -> None:
    gastrocnemius, soleus = "gastrocnemius_medial_head", "soleus"
    assert (
        f"gastrocnemius by {longer_mm(gastrocnemius, 15, 0):.0f} mm, soleus by {longer_mm(soleus, 15, 0):.0f} mm"
        in said()
    )
    assert f"gastrocnemius is {-longer_mm(gastrocnemius, 15, 90):.0f} mm *shorter*" in said()
    assert longer_mm(soleus, 15, 90) == pytest.approx(longer_mm(soleus, 15, 0))


def test_the_poses_of_the_length_lab_stand_in_their_order() -> None:
    steps = LIBRARY.items["l03-order-lengths"].steps
    lengths = []
    for step in steps:
        name = step.text.split(", knees")[0] if step.text.startswith("Child") else step.text
        name = name.removesuffix(", knee straight") if name.startswith("Pointing") else name
        values = setup("length", name).values
        lengths.append(longer_mm("gastrocnemius_medial_head", values["ankle"], values["knee"]))
        if lengths[-1]:
            assert f"{abs(lengths[-1]):.0f} mm" in step.rationale, step.text
    assert all(one < other for one, other in pairwise(lengths))


def test_the_stretch_for_soleus_is_the_length_labs() -> None:
    values = setup("length", "Wall stretch, knee bent").values
    key = next(option for option in LIBRARY.items["l03-reach-soleus"].options if option.key)
    assert f"At {values['knee']:.0f}° of knee and {values['ankle']:.0f}° of ankle" in key.rationale
    for muscle in ("soleus", "gastrocnemius_medial_head"):
        assert f"{abs(longer_mm(muscle, values['ankle'], values['knee'])):.0f} mm" in key.rationale


def test_gastrocnemius_is_longest_with_the_knee_straight_and_the_foot_up() -> None:
    poses = [(20.0, 0.0), (20.0, 90.0), (-50.0, 0.0), (-50.0, 90.0)]
    longest = max(poses, key=lambda pose: longer_mm("gastrocnemius_medial_head", *pose))
    key = next(option for option in LIBRARY.items["l03-end-cramp"].options if option.key)
    assert (longest, key.text) == (poses[0], "Knee straight, foot drawn up")
