"""Muscle paths and moment arms against OpenSim, against measurements in people, and over the whole range."""

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampcourse.models.ankle import MUSCLES, muscle_geometry
from crampcourse.models.gait2392 import CODES
from crampcourse.models.knee import Spline, femur_in_tibia

ORACLES = Path(__file__).parent / "oracles"
WITHIN_M = 1e-6
ankles, subtalars, knees = st.floats(-50, 20), st.floats(-35, 35), st.floats(0, 90)
ROW = {code: row for row, code in enumerate(CODES.values())}


@pytest.mark.parametrize(("table", "rows"), [("geometry_gait2392.csv", 600), ("geometry_scattered.csv", 720)])
def test_lengths_and_moment_arms_agree_with_opensim(table: str, rows: int) -> None:
    given_rows = list(csv.DictReader((ORACLES / table).read_text(encoding="utf-8").splitlines()))
    assert len(given_rows) == rows

    def column(name: str) -> np.ndarray:
        return np.array([float(row[name]) for row in given_rows])

    ours = muscle_geometry(column("ankle_deg"), column("subtalar_deg"), column("knee_deg"))
    entry = np.array([ROW[row["muscle"]] for row in given_rows]), np.arange(rows)
    assert np.abs(ours.length_m[entry] - column("lmt_m")).max() < WITHIN_M
    assert np.abs(ours.ankle_moment_arm_m[entry] - column("ma_ankle_m")).max() < WITHIN_M
    assert np.abs(ours.subtalar_moment_arm_m[entry] - column("ma_subtalar_m")).max() < WITHIN_M


def test_the_muscles_stand_in_the_promised_order() -> None:
    assert MUSCLES == (
        "gastrocnemius_medial_head",
        "gastrocnemius_lateral_head",
        "soleus",
        "tibialis_anterior",
        "tibialis_posterior",
        "fibularis_longus",
        "fibularis_brevis",
        "fibularis_tertius",
        "extensor_digitorum_longus",
        "extensor_hallucis_longus",
        "flexor_digitorum_longus",
        "flexor_hallucis_longus",
    )


@given(ankles, subtalars, knees)
def test_arms_are_what_the_length_loses_per_radian(ankle_deg: float, subtalar_deg: float, knee_deg: float) -> None:
    step = 0.01
    ankle_deg, subtalar_deg = np.clip(ankle_deg, -49.9, 19.9), np.clip(subtalar_deg, -34.9, 34.9)
    both = np.array([step, -step])
    here = muscle_geometry(ankle_deg, subtalar_deg, knee_deg)
    by_ankle = muscle_geometry(ankle_deg + both, subtalar_deg, knee_deg).length_m
    by_subtalar = muscle_geometry(ankle_deg, subtalar_deg + both, knee_deg).length_m
    for arm, length in ((here.ankle_moment_arm_m, by_ankle), (here.subtalar_moment_arm_m, by_subtalar)):
        assert np.abs(arm + (length[:, 0] - length[:, 1]) / np.deg2rad(2 * step)).max() < WITHIN_M


@given(ankles, subtalars, knees)
def test_every_pose_of_the_range_has_an_answer(ankle_deg: float, subtalar_deg: float, knee_deg: float) -> None:
    answer = muscle_geometry(ankle_deg, subtalar_deg, knee_deg)
    for values in (answer.length_m, answer.ankle_moment_arm_m, answer.subtalar_moment_arm_m):
        assert values.shape == (12,)
        assert np.isfinite(values).all()
    assert (answer.length_m > 0.1).all()
    # At the ankle the calf always points the foot and the large front muscles lift it; thin ones can change sides.
    assert (answer.ankle_moment_arm_m[:3] < -0.03).all()
    assert (answer.ankle_moment_arm_m[[3, 8, 9]] > 0.019).all()


def test_only_gastrocnemius_feels_the_knee() -> None:
    straight, bent = muscle_geometry(0.0), muscle_geometry(0.0, 0.0, 80.0)
    assert (bent.length_m[:2] < straight.length_m[:2] - 0.02).all()
    assert np.array_equal(bent.length_m[2:], straight.length_m[2:])


def test_shapes_broadcast_and_many_poses_equal_one_by_one() -> None:
    ankle, subtalar = np.linspace(-50, 20, 5), np.linspace(-35, 35, 4)
    together = muscle_geometry(ankle[:, None], subtalar, 30.0)
    assert together.length_m.shape == together.subtalar_moment_arm_m.shape == (12, 5, 4)
    for i, j in np.ndindex(5, 4):
        alone = muscle_geometry(ankle[i], subtalar[j], 30.0)
        assert np.allclose(together.ankle_moment_arm_m[:, i, j], alone.ankle_moment_arm_m, atol=1e-14)
    assert muscle_geometry(np.zeros((0, 3))).length_m.shape == (12, 0, 3)


def test_arms_lie_where_they_were_measured_in_people() -> None:
    """MANAL2013 and the studies it lists: Achilles arm 35 to 57 mm; MAGANARIS2000: tibialis anterior 45 to 29 mm."""
    arms_mm = 1000 * muscle_geometry(np.linspace(-40, 20, 25)).ankle_moment_arm_m
    at_rest = np.linspace(-40, 20, 25) >= -30
    assert (np.abs(arms_mm[2, at_rest]) > 35).all()
    assert (np.abs(arms_mm[2]) < 57).all()
    assert (np.diff(arms_mm[3, :23]) > 0).all()
    assert arms_mm[3, -1] == pytest.approx(45, abs=3)
    assert arms_mm[3, 0] == pytest.approx(29, abs=3)


def test_subtalar_arms_have_the_sign_and_order_of_nine_cadaver_arms() -> None:
    """INVERSIONARMS1994, relative to tibialis posterior, inversion +."""
    published = {"TP": 1, "FDL": 0.75, "FHL": 0.62, "TA": 0.59, "SOL": 0.24}
    published |= {"EHL": 0.22, "EDL": -0.26, "PL": -0.82, "PB": -0.85}
    arms = muscle_geometry(0.0).subtalar_moment_arm_m
    ours = {code: arms[ROW[code]] for code in published}
    assert sorted(ours, key=ours.__getitem__) == sorted(published, key=published.__getitem__)
    assert all(np.sign(ours[code]) == np.sign(arm) for code, arm in published.items())


def test_gastrocnemius_leaves_the_condyle_beyond_45_degrees() -> None:
    at, beyond = muscle_geometry(0.0, 0.0, 45.0).length_m, muscle_geometry(0.0, 0.0, 45.01).length_m
    assert at[0] - beyond[0] == pytest.approx(0.000365, abs=2e-5)


@given(st.floats(-2.5, 2.5))
def test_a_spline_through_points_of_a_cubic_is_that_cubic(x: float) -> None:
    points = np.array([-2.0, -1.2, 0.1, 0.7, 1.9, 2.0])
    cubic = np.polynomial.Polynomial([0.3, -1.0, 0.5, 2.0])
    assert Spline.through(points, cubic(points))(x) == pytest.approx(cubic(x), abs=1e-9)


def test_a_spline_needs_four_points_that_rise() -> None:
    for x in ([0, 1, 2], [0, 1, 1, 2], [[0, 1, 2, 3]]):
        with pytest.raises(ValueError, match="4 or more points with rising x"):
            Spline.through(x, np.zeros(np.shape(x)))


@given(knees)
def test_the_femur_keeps_its_shape(knee_deg: float) -> None:
    points = np.array([[-0.02, -0.39, 0.02], [0.03, 0.0, 0.01]]).T
    moved = femur_in_tibia(points, [knee_deg])[:, :, 0]
    assert np.linalg.norm(moved[:, 0] - moved[:, 1]) == pytest.approx(np.linalg.norm(points[:, 0] - points[:, 1]))


def test_what_lies_outside_is_refused_all_at_once_with_the_range() -> None:
    with pytest.raises(ValueError, match="ankle_deg") as refused:
        muscle_geometry([0.0, 25.0], -36.0, np.nan)
    said = str(refused.value)
    assert "ankle_deg is 25; allowed: -50 to 20 °" in said
    assert "subtalar_deg is -36; allowed: -35 to 35 °" in said
    assert "knee_deg holds NaN" in said
    with pytest.raises(ValueError, match="shapes do not fit together"):
        muscle_geometry(np.zeros(3), np.zeros(2))
    with pytest.raises(ValueError, match="knee_deg is -1; allowed: 0 to 90 °"):
        muscle_geometry(0.0, 0.0, -1.0)
