"""The Hill muscle against OpenSim, its curves, its limits, and what it refuses."""

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crampcourse.models import curves
from crampcourse.models.ankle import muscle_geometry
from crampcourse.models.gait2392 import CODES, muscle_values
from crampcourse.models.muscle import isometric_force

ORACLES = Path(__file__).parent / "oracles"
GREATEST_N = muscle_values("F0_N")
ROW = {code: row for row, code in enumerate(CODES.values())}
WITHIN = 1e-3
"""Of each muscle's greatest force."""


def rows_of(table: str) -> list[dict[str, str]]:
    return list(csv.DictReader((ORACLES / table).read_text(encoding="utf-8").splitlines()))


def column(rows: list[dict[str, str]], name: str) -> np.ndarray:
    return np.array([float(row[name] or "nan") for row in rows])


@pytest.mark.parametrize(
    ("table", "activation", "count"),
    [("force_gait2392_dgf.csv", "act_requested", 1200), ("force_scattered_dgf.csv", "activation", 1440)],
)
def test_forces_and_fibres_agree_with_opensim(table: str, activation: str, count: int) -> None:
    rows = rows_of(table)
    assert len(rows) == count
    active = column(rows, activation)
    entry = np.array([ROW[row["muscle"]] for row in rows]), np.arange(count)
    lengths = muscle_geometry(*(column(rows, f"{joint}_deg") for joint in ("ankle", "subtalar", "knee"))).length_m
    ours = isometric_force(lengths, active)
    theirs_n = column(rows, "tendon_force_N")
    # OpenSim stops at rest with very short fibres, or balances a slack muscle with upright fibres: 0.02 N at most.
    settled = np.isfinite(theirs_n) & ~ours.no_equilibrium[entry]
    odd = np.isfinite(theirs_n) == ours.no_equilibrium[entry]
    assert (active[odd] == 0).all()
    assert (np.nan_to_num(theirs_n[odd]) < 0.02).all()
    assert (np.nan_to_num(ours.tendon_force_n[entry][odd]) < 0.02).all()
    assert settled.sum() > 0.97 * count
    wrong = np.abs(ours.tendon_force_n[entry] - theirs_n)[settled] / GREATEST_N[entry[0]][settled]
    assert wrong.max() < WITHIN
    assert np.abs(ours.fibre_length_m[entry] - column(rows, "fiber_len_m"))[settled].max() < 1e-5


@pytest.mark.parametrize(("model", "tendon"), [("gait2392_dgf", "elastic"), ("gait2392_dgf_rigid", "rigid")])
def test_torques_of_the_groups_agree_with_opensim(model: str, tendon: str) -> None:
    rows = [row for row in rows_of("torque.csv") if row["model"] == model]
    assert len(rows) == 200
    pose = muscle_geometry(column(rows, "ankle_deg"), 0.0, column(rows, "knee_deg"))
    force = isometric_force(pose.length_m, column(rows, "act_requested"), tendon)
    torque_nm = force.tendon_force_n * pose.ankle_moment_arm_m
    for group, pulls in (("plantarflexors", torque_nm < 0), ("dorsiflexors", torque_nm > 0)):
        chosen = np.array([row["grp"] == group for row in rows])
        theirs_nm = column(rows, "torque_Nm")[chosen]
        ours_nm = np.where(pulls, torque_nm, 0.0).sum(axis=0)[chosen]
        assert np.abs(ours_nm - theirs_nm).max() < WITHIN * np.abs(theirs_nm).max()


def test_a_rigid_tendon_overestimates_the_calf() -> None:
    """At 30° plantarflexion, full activation: 109 against 46 N m."""
    pose = muscle_geometry(-30.0)
    down = pose.ankle_moment_arm_m < 0
    rigid, elastic = (
        -(isometric_force(pose.length_m, 1.0, kind).tendon_force_n * pose.ankle_moment_arm_m)[down].sum()
        for kind in ("rigid", "elastic")
    )
    assert rigid == pytest.approx(109, abs=0.5)
    assert elastic == pytest.approx(46, abs=0.5)


poses = st.tuples(st.floats(-50, 20), st.floats(-35, 35), st.floats(0, 90))


@settings(max_examples=60)
@given(poses, st.floats(0, 1), st.sampled_from(["elastic", "rigid"]))
def test_everywhere_in_range_the_forces_balance(pose: tuple, activation: float, tendon: str) -> None:
    lengths = muscle_geometry(*pose).length_m
    found = isometric_force(lengths, activation, tendon)
    slack_m, optimal_m = muscle_values("lts_m"), muscle_values("lopt_m")
    assert np.array_equal(found.no_equilibrium, lengths <= slack_m)
    for values in (found.tendon_force_n, found.active_force_n, found.passive_force_n, found.fibre_length_m):
        assert np.array_equal(np.isnan(values), found.no_equilibrium)
    stands = ~found.no_equilibrium
    assert (found.tendon_force_n[stands] >= 0).all()
    height_m = optimal_m * np.sin(muscle_values("penn_rad"))
    along_m = np.sqrt(np.maximum(found.fibre_length_m**2 - height_m**2, 0.0))
    if tendon == "elastic":
        pulled_n = GREATEST_N * curves.tendon_force((lengths - along_m) / slack_m - 1)
        assert np.abs(pulled_n - found.tendon_force_n)[stands].max() < 2e-4 * GREATEST_N.max()
    else:
        assert np.allclose((lengths - along_m)[stands], slack_m[stands], atol=1e-9)


@settings(max_examples=60)
@given(poses, st.floats(0, 0.99), st.floats(0.001, 0.01))
def test_more_activation_pulls_harder_and_shortens_the_fibre(pose: tuple, activation: float, more: float) -> None:
    lengths = muscle_geometry(*pose).length_m
    less_n, more_n = (isometric_force(lengths, a) for a in (activation, activation + more))
    stands = ~less_n.no_equilibrium
    assert (more_n.tendon_force_n[stands] > less_n.tendon_force_n[stands]).all()
    assert (more_n.fibre_length_m[stands] <= less_n.fibre_length_m[stands] + 1e-12).all()


@settings(max_examples=60)
@given(st.lists(st.floats(0, 0.6), min_size=12, max_size=12), st.floats(0, 1))
def test_any_length_has_an_answer_or_a_mask(lengths: list[float], activation: float) -> None:
    found = isometric_force(lengths, activation)
    assert np.array_equal(np.isnan(found.tendon_force_n), found.no_equilibrium)
    assert (found.tendon_force_n[~found.no_equilibrium] >= 0).all()


def test_a_resting_muscle_has_only_passive_force_that_grows_with_length() -> None:
    lengths = muscle_values("lts_m")[:, None] + muscle_values("lopt_m")[:, None] * np.linspace(0.1, 1.6, 40)
    found = isometric_force(lengths, 0.0)
    assert (found.active_force_n == 0).all()
    assert (np.diff(found.passive_force_n, axis=1) >= 0).all()
    assert (np.diff(found.fibre_length_m, axis=1) > 0).all()


def test_shapes_broadcast_and_many_equal_one_by_one() -> None:
    lengths, activation = muscle_geometry([-20.0, 0.0, 15.0]).length_m, np.linspace(0, 1, 4)
    together = isometric_force(lengths[:, :, None], activation)
    assert together.tendon_force_n.shape == together.no_equilibrium.shape == (12, 3, 4)
    for i, j in np.ndindex(3, 4):
        alone = isometric_force(lengths[:, i], activation[j]).tendon_force_n
        assert np.allclose(together.tendon_force_n[:, i, j], alone, rtol=1e-9, atol=1e-9)
    assert isometric_force(np.zeros((12, 0)), 0.5).tendon_force_n.shape == (12, 0)


def test_the_curves_pass_through_their_landmarks() -> None:
    lengths = np.linspace(0.0, 2.0, 2001)
    active = curves.active_force(lengths)
    assert active.max() == pytest.approx(1.0, abs=0.01)
    assert lengths[active.argmax()] == pytest.approx(1.0, abs=0.03)
    assert curves.passive_force([0.1, 0.2, 1.7]) == pytest.approx([0.0, 0.0, 1.0])
    assert curves.tendon_force([-0.01, 0.0, 0.049]) == pytest.approx([0.0, 0.0, 1.0])
    assert curves.velocity_factor([-1.0, 0.0]) == pytest.approx([0.0, 1.0], abs=1e-4)
    assert (np.diff(curves.velocity_factor(np.linspace(-1, 1, 50))) > 0).all()
    assert np.isfinite(curves.active_force(0.02994712 / 0.20035685))


def test_what_lies_outside_is_refused_all_at_once() -> None:
    with pytest.raises(ValueError, match="first axis must be the 12 muscles") as refused:
        isometric_force(np.full(11, 0.7), 1.5, "springy")  # type: ignore[arg-type]
    said = str(refused.value)
    for part in (
        "length_m has shape (11,)",
        "tendon is 'springy'; allowed: elastic, rigid",
        "length_m is 0.7; allowed: 0 to 0.6 m",
        "activation is 1.5; allowed: 0 to 1 of full",
    ):
        assert part in said
    with pytest.raises(ValueError, match="length_m holds NaN"):
        isometric_force(np.full(12, np.nan), 0.0)
    with pytest.raises(ValueError, match=r"together the shapes make \(21, 12\)"):
        isometric_force(np.full(12, 0.4), np.zeros((21, 1)))
