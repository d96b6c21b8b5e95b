"""The two-hinge ankle against OpenSim's gait2392, and the properties any rigid motion has."""

import csv
import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampcourse.library.shelf import CONTENT
from crampcourse.models.ankle import FRAMES, AnkleJoints, axes_in_tibia, in_tibia, pose, rotation

PARAMETERS = json.loads((CONTENT / "gait2392.json").read_text(encoding="utf-8"))
JOINTS = AnkleJoints.from_parameters(PARAMETERS)
TABLE = Path(__file__).parent / "oracles" / "geometry_gait2392.csv"
ORACLE = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
FRAME = {"tibia_r": "tibia", "calcn_r": "calcaneus"}
WITHIN_M = 1e-6
angles = st.floats(-90, 90)
# Between tibia and calcaneus these paths are straight lines through fixed points; the rest cross the knee or the toes.
MUSCLES = ("SOL", "TA", "TP", "PL", "PB", "PT")


def length_m(muscle: str, ankle_deg, subtalar_deg=0.0):
    path = PARAMETERS["muscles"][muscle]["points"]
    points = [in_tibia(JOINTS, FRAME[point["body"]], point["loc"], ankle_deg, subtalar_deg) for point in path]
    return sum(np.linalg.norm(far - near, axis=-1) for near, far in pairwise(points))


def column(muscle: str, name: str):
    return np.array([float(row[name]) for row in ORACLE if row["muscle"] == muscle])


@pytest.mark.parametrize("muscle", MUSCLES)
def test_muscle_lengths_agree_with_opensim(muscle):
    computed = length_m(muscle, column(muscle, "ankle_deg"), column(muscle, "subtalar_deg"))
    assert len(computed) == 50
    assert np.abs(computed - column(muscle, "lmt_m")).max() < WITHIN_M


@pytest.mark.parametrize("muscle", MUSCLES)
def test_moment_arms_are_what_the_length_loses_per_radian(muscle):
    ankle, subtalar, step = column(muscle, "ankle_deg"), column(muscle, "subtalar_deg"), 0.01
    per_radian = 2 * np.deg2rad(step)
    about_ankle = -(length_m(muscle, ankle + step, subtalar) - length_m(muscle, ankle - step, subtalar)) / per_radian
    about_subtalar = -(length_m(muscle, ankle, subtalar + step) - length_m(muscle, ankle, subtalar - step)) / per_radian
    assert np.abs(about_ankle - column(muscle, "ma_ankle_m")).max() < WITHIN_M
    assert np.abs(about_subtalar - column(muscle, "ma_subtalar_m")).max() < WITHIN_M


@given(angles, angles)
def test_bones_keep_their_shape(ankle_deg, subtalar_deg):
    for frame in FRAMES:
        turned, _ = pose(JOINTS, frame, ankle_deg, subtalar_deg)
        assert np.allclose(turned @ turned.T, np.eye(3), atol=1e-12)
        assert np.linalg.det(turned) == pytest.approx(1.0)


@given(angles, angles)
def test_turning_back_undoes_and_angles_add(first_deg, second_deg):
    first, back, second, both = (
        rotation(JOINTS.subtalar_axis, a) for a in (first_deg, -first_deg, second_deg, first_deg + second_deg)
    )
    assert np.allclose(first @ back, np.eye(3), atol=1e-12)
    assert np.allclose(first @ second, both, atol=1e-12)


@given(angles, angles, st.floats(-0.1, 0.1))
def test_points_of_an_axis_stay_where_they_are(ankle_deg, subtalar_deg, along_m):
    on_talocrural = along_m * JOINTS.talocrural_axis
    here, neutral = (in_tibia(JOINTS, "talus", on_talocrural, angle) for angle in (ankle_deg, 0.0))
    assert np.allclose(here, neutral, atol=1e-12)
    on_subtalar = along_m * JOINTS.subtalar_axis
    point, direction = axes_in_tibia(JOINTS, ankle_deg)["subtalar"]
    here = in_tibia(JOINTS, "calcaneus", on_subtalar, ankle_deg, subtalar_deg)
    assert np.allclose(here, point + along_m * direction, atol=1e-12)


@given(angles, angles, st.tuples(*[st.floats(-0.2, 0.2)] * 3))
def test_the_subtalar_angle_leaves_the_talus_alone(ankle_deg, subtalar_deg, point_m):
    moved, still = (in_tibia(JOINTS, "talus", point_m, ankle_deg, angle) for angle in (subtalar_deg, 0.0))
    assert np.array_equal(moved, still)


def test_many_poses_at_once_equal_one_by_one():
    ankle, subtalar = np.meshgrid(np.linspace(-50, 20, 5), np.linspace(-15, 35, 4), indexing="ij")
    point = np.array([0.1, -0.02, 0.03])
    together = in_tibia(JOINTS, "calcaneus", point, ankle, subtalar)
    assert together.shape == (5, 4, 3)
    for i in np.ndindex(5, 4):
        assert np.allclose(together[i], in_tibia(JOINTS, "calcaneus", point, ankle[i], subtalar[i]))


def test_signs_dorsiflexion_lifts_the_toes_and_inversion_turns_the_sole_in():
    toes = np.array([0.2, 0.0, 0.0])
    assert in_tibia(JOINTS, "calcaneus", toes, 10.0)[1] > in_tibia(JOINTS, "calcaneus", toes, 0.0)[1]
    outer_border, inner_border = (in_tibia(JOINTS, "calcaneus", [0.05, 0.0, z], 0.0, 10.0)[1] for z in (0.03, -0.03))
    assert outer_border < inner_border


def test_axes_lie_as_the_model_file_says():
    across, up = JOINTS.talocrural_axis, JOINTS.subtalar_axis
    assert np.degrees(np.arccos(abs(across[1]))) == pytest.approx(80.0, abs=0.05)
    assert np.degrees(np.arcsin(up[1])) == pytest.approx(37.2, abs=0.05)
    assert np.degrees(np.arctan2(-up[2], up[0])) == pytest.approx(8.7, abs=0.05)


def test_wrong_parameters_and_frames_are_named_all_at_once():
    joints = {"ankle_r": {"parent_offset": [0, 0, 0], "axis": [1, 2]}, "subtalar_r": {"axis": [1, 0, 0]}}
    with pytest.raises(ValueError, match="three numbers") as error:
        AnkleJoints.from_parameters({"joints": joints})
    assert "joints.ankle_r.axis" in str(error.value)
    assert "joints.subtalar_r.parent_offset" in str(error.value)
    with pytest.raises(ValueError, match="there is no frame 'toes'; there are: tibia, talus, calcaneus"):
        pose(JOINTS, "toes", 0.0)
