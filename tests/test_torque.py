"""The torque sandbox beyond what every explorer must do: oracles, moving bones, bellies, and its question's answer."""

import csv
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from crampcourse.library import load
from crampcourse.library.read import read_json
from crampcourse.models.ankle import MUSCLES, AnkleJoints, in_tibia, muscle_geometry
from crampcourse.models.gait2392 import CODES, muscle_values, parameters
from crampcourse.models.muscle import isometric_force
from crampcourse.widgets.drawing import kept
from crampcourse.widgets.explorers.leg_drawing import STRETCH
from crampcourse.widgets.explorers.torque import VIEWS
from crampcourse.widgets.explorers.torque_numbers import ROLES
from crampcourse.widgets.states import Tables

LIBRARY = load()
TEXT = LIBRARY.explorers["torque"]
MADE = kept("torque", LIBRARY)
TABLES = Tables(MADE.layout, MADE.table)
PARTS = {part["gid"]: part for part in MADE.layout["parts"]}
START = {control.id: control.start for control in TEXT.controls}
NAMES = {code: name for name, code in CODES.items()}
SHEETS = read_json(LIBRARY.folder / "explorers" / "axes_sheets.json", [])
JOINTS = AnkleJoints.from_parameters(parameters())
ORACLES = Path(__file__).parent / "oracles"


def at(**values):
    """Every number where nothing is active but what is named."""
    return TABLES.numbers(START | dict.fromkeys(MUSCLES, 0) | values)


def rows_of(table):
    return list(csv.DictReader((ORACLES / table).read_text(encoding="utf-8").splitlines()))


def test_forces_are_those_of_opensim():
    greatest = dict(zip(MUSCLES, muscle_values("F0_N"), strict=True))
    asked = 0
    for row in rows_of("force_gait2392_dgf.csv"):
        active = 100 * float(row["act_requested"])
        if active % 10:
            continue
        name = NAMES[row["muscle"]]
        pose = {
            "ankle": float(row["ankle_deg"]),
            "subtalar": float(row["subtalar_deg"]),
            "knee": float(row["knee_deg"]),
        }
        force = at(**pose, **{name: active})[f"force_{name}"]
        assert force == pytest.approx(float(row["tendon_force_N"]), abs=0.001 * greatest[name]), row
        asked += 1
    assert asked >= 300


def test_arms_are_those_of_opensim():
    rows = [row for row in rows_of("geometry_gait2392.csv") if float(row["ankle_deg"]) % 2.5 == 0]
    assert len(rows) >= 200
    for row in rows:
        name = NAMES[row["muscle"]]
        pose = {
            "ankle": float(row["ankle_deg"]),
            "subtalar": float(row["subtalar_deg"]),
            "knee": float(row["knee_deg"]),
        }
        numbers = at(**pose)
        assert numbers[f"ankle_arm_{name}"] == pytest.approx(1000 * float(row["ma_ankle_m"]), abs=0.002)
        assert numbers[f"subtalar_arm_{name}"] == pytest.approx(1000 * float(row["ma_subtalar_m"]), abs=0.002)


def test_fibres_are_as_long_as_the_models():
    rng = np.random.default_rng(1)
    optimal_m = muscle_values("lopt_m")
    for _ in range(60):
        pose = {
            "ankle": 2.5 * rng.integers(-20, 9),
            "subtalar": 5.0 * rng.integers(-3, 8),
            "knee": 10.0 * rng.integers(0, 10),
        }
        active = 10 * rng.integers(0, 11, len(MUSCLES))
        numbers = at(**pose, **dict(zip(MUSCLES, active, strict=True)))
        geometry = muscle_geometry(*pose.values())
        true = isometric_force(geometry.length_m, active / 100)
        for i, name in enumerate(MUSCLES):
            if not true.no_equilibrium[i]:
                expected = true.fibre_length_m[i] / optimal_m[i]
                assert numbers[f"fibre_{name}"] == pytest.approx(expected, abs=1e-4), (name, pose)


def test_a_belly_keeps_its_volume():
    for gid, part in PARTS.items():
        if not gid.endswith(".belly"):
            continue
        (fibre,) = part["controls"]
        for stretch in np.linspace(STRETCH[0], STRETCH[-1], 57):
            a, b, c, d, _, _ = TABLES.row(part, {fibre: stretch})
            length, thickness = np.linalg.svd([[a, c], [b, d]])[1][:: 1 if stretch >= 1 else -1]
            assert length == pytest.approx(stretch, rel=0.01), (gid, stretch)
            assert length * thickness**2 == pytest.approx(1, rel=0.02), (gid, stretch)


def test_an_active_belly_is_shorter_and_thicker():
    for name in MUSCLES:
        rest, works = (at(**{name: active})[f"fibre_{name}"] for active in (0, 100))
        assert works < rest < STRETCH[-1], name


def model_mm(point_mm, ankle_deg, subtalar_deg):
    """Where the model puts a point of the drawn foot, in mm round the centre of the ankle."""
    neutral = in_tibia(JOINTS, "calcaneus", [0.0, 0.0, 0.0], 0.0, 0.0) - JOINTS.talus_origin_m
    inside = np.asarray(point_mm, dtype=float) / 1000 - neutral
    return (in_tibia(JOINTS, "calcaneus", inside, ankle_deg, subtalar_deg) - JOINTS.talus_origin_m) * 1000


def foot_group(view, bone):
    """The group of the foot's bones in which a bone stands."""
    svg = MADE.svgs[view.id]
    before = svg[: svg.index(f'id="{view.id}.{bone}"')]
    return max(
        (gid for gid in PARTS if gid.startswith(f"{view.id}.foot.")), key=lambda gid: before.rfind(f'id="{gid}"')
    )


BONES = [(view, bone) for view in VIEWS for bone in ("calcaneus", "metatarsal_1", "phalanx_dist_1")]


@pytest.mark.parametrize(("view", "bone"), BONES, ids=lambda value: getattr(value, "id", value))
def test_the_bones_of_the_foot_stand_where_the_model_puts_them(view, bone):
    turn, shift = PARTS[foot_group(view, bone)], PARTS[f"{view.id}.{bone}"]
    rng = np.random.default_rng(2)
    for _ in range(50):
        pose = {"ankle": 2.5 * rng.integers(-20, 9), "subtalar": 5.0 * rng.integers(-3, 8)}
        point = np.array([*rng.uniform(-60, 180, 1), *rng.uniform(-60, 0, 1), SHEETS["bones"][bone]["z_mm"]])
        forward, up, _ = model_mm(point, *pose.values())
        a, b, c, d, e, f = TABLES.row(turn, pose)
        x, y = to_px(view, point) + TABLES.row(shift, pose)
        drawn = np.array([a * x + c * y + e, b * x + d * y + f])
        assert np.allclose(drawn, to_px(view, np.array([forward, up])), atol=0.05)


def to_px(view, point_mm):
    right, up = point_mm[:2] * view.sides
    return np.array([(right - view.left_mm) * view.scale, view.height_px - (up - view.bottom_mm) * view.scale])


def test_the_strings_end_on_the_bones_that_they_move():
    for view, name in product(VIEWS, ("tibialis_anterior", "tibialis_posterior", "fibularis_longus")):
        part = PARTS.get(f"{view.id}.{name}.string")
        if not part:
            continue
        point_m = np.array(parameters()["muscles"][CODES[name]]["points"][-1]["loc"])
        for pose in (
            {"ankle": -50.0, "subtalar": 35.0},
            {"ankle": 20.0, "subtalar": -15.0},
            {"ankle": -20.0, "subtalar": 0.0},
        ):
            place = (in_tibia(JOINTS, "calcaneus", point_m, *pose.values()) - JOINTS.talus_origin_m) * 1000
            assert np.allclose(TABLES.row(part, pose)[-2:], to_px(view, place), atol=0.02)


def role(numbers, muscle):
    return ROLES[round(numbers[f"role_{muscle}"])]


def test_the_questions_answer_can_be_found():
    alone = TABLES.numbers(START | next(s.values for s in TEXT.setups if s.name == "Tibialis posterior alone"))
    assert alone["torque_tibialis_posterior"] > 1
    assert alone["net_ankle"] < -1 < 1 < alone["net_subtalar"]
    with_calf = {"tibialis_posterior": 50, "soleus": 50, "gastrocnemius_medial_head": 50}
    assert role(at(task=0, **with_calf), "tibialis_posterior") == "synergist"
    assert role(at(task=1, tibialis_posterior=50, tibialis_anterior=50), "tibialis_posterior") == "antagonist"
    assert role(at(task=2, tibialis_posterior=50, tibialis_anterior=50), "tibialis_posterior") == "agonist"
    assert role(at(task=3, tibialis_posterior=50, fibularis_longus=50), "tibialis_posterior") == "antagonist"


def test_a_bent_knee_takes_gastrocnemius_out_of_the_heel_raise():
    straight, bent = (
        TABLES.numbers(START | next(s.values for s in TEXT.setups if s.name == f"Heel raise, knee {knee}"))
        for knee in ("straight", "bent")
    )
    assert role(straight, "gastrocnemius_medial_head") == "agonist"
    assert bent["torque_gastrocnemius_medial_head"] < straight["torque_gastrocnemius_medial_head"] / 3
    assert bent["torque_soleus"] == pytest.approx(straight["torque_soleus"])


def test_every_muscle_is_seen_and_judged():
    shown = {gid.split(".")[1] for gid in PARTS if gid.endswith(".string")}
    assert shown == set(MUSCLES)
    looked = {sign["gid"].split(".")[1] for sign in MADE.layout["signs"] if sign["looks"]}
    assert looked == set(MUSCLES)
    assert len(TEXT.sheet.rows) == len(MUSCLES)
