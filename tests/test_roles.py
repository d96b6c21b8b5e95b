"""Roles by the rules, worked out by hand; what changes them; and what is refused."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crampcourse.library.models import model_text
from crampcourse.models import roles
from crampcourse.models.ankle import MUSCLES
from crampcourse.models.roles import muscle_roles

TASKS = ("dorsiflexion", "plantarflexion", "inversion", "eversion")
ROLES = {"agonist", "synergist", "antagonist", "fixator", "none"}


def judged(tau_nm: dict[str, float], other_nm: dict[str, float], slack: tuple[str, ...] = ()) -> roles.Roles:
    """The rules alone, on torques given by hand; a muscle not named is at rest."""
    tau, other = (np.array([given.get(name, 0.0) for name in MUSCLES]) for given in (tau_nm, other_nm))
    active = np.array([0.5 if name in tau_nm else 0.0 for name in MUSCLES])
    hangs = np.array([name in slack for name in MUSCLES])
    return roles._judged("plantarflexion", active, np.zeros(12), hangs, tau, other)


def test_the_rules_worked_out_by_hand() -> None:
    tau = {
        "soleus": 70.0,
        "gastrocnemius_medial_head": 20.0,
        "tibialis_posterior": 10.0,
        "tibialis_anterior": -2.0,
        "fibularis_brevis": 0.0,
        "fibularis_longus": 0.0,
        "flexor_hallucis_longus": 0.0,
        "gastrocnemius_lateral_head": 0.0,
    }
    # Unwanted torque of the two agonists: 7 + 3 = 10 N m of inversion; 1 N m against it is 10 %.
    other = {"soleus": 7.0, "gastrocnemius_medial_head": 3.0, "fibularis_brevis": -1.0, "fibularis_longus": -0.99}
    found = judged(tau, other)
    assert {name: found[name].role for name in tau} == {
        "soleus": "agonist",
        "gastrocnemius_medial_head": "agonist",
        "tibialis_posterior": "synergist",
        "tibialis_anterior": "antagonist",
        "fibularis_brevis": "synergist",
        "fibularis_longus": "none",
        "flexor_hallucis_longus": "fixator",
        "gastrocnemius_lateral_head": "fixator",
    }
    assert [each.muscle for each in found.muscles if each.neutraliser] == ["fibularis_brevis"]
    assert found.wanted_torque_nm == 100
    assert found["soleus"].share == pytest.approx(0.7)
    assert "70 % of the plantarflexion torque (70.0 N m)" in found["soleus"].reason
    assert "cancels 10 % of the unwanted inversion torque" in found["fibularis_brevis"].reason
    assert "2.0 N m of dorsiflexion" in found["tibialis_anterior"].reason
    assert "crosses the toes" in found["flexor_hallucis_longus"].reason
    assert "crosses the knee" in found["gastrocnemius_lateral_head"].reason
    assert "At rest" in found["extensor_digitorum_longus"].reason


@pytest.mark.parametrize(
    ("share", "role"),
    [
        (0.2, "agonist"),
        (0.1999, "synergist"),
        (0.02, "synergist"),
        (0.0199, "none"),
        (-0.0199, "none"),
        (-0.02, "antagonist"),
    ],
)
def test_each_limit_belongs_to_the_stronger_role(share: float, role: str) -> None:
    tau = {"tibialis_posterior": share, "soleus": 1.0 - max(share, 0.0)}
    assert judged(tau, {})["tibialis_posterior"].role == role


def test_tibialis_posterior_changes_its_role_with_the_task() -> None:
    expected = dict(zip(TASKS, ("antagonist", "synergist", "agonist", "antagonist"), strict=True))
    assert {task: muscle_roles(task, 0.5)["tibialis_posterior"].role for task in TASKS} == expected


def test_roles_follow_the_activations_not_a_table() -> None:
    alone = muscle_roles("plantarflexion", {"tibialis_posterior": 0.5})
    assert alone["tibialis_posterior"].role == "agonist"
    assert alone["tibialis_posterior"].share == pytest.approx(1.0)
    assert alone["soleus"].role == "none"
    at_the_limit = muscle_roles("plantarflexion", {"soleus": 0.02, "tibialis_posterior": 0.019})
    assert at_the_limit["soleus"].role == "agonist"
    assert at_the_limit["tibialis_posterior"].role == "none"


def test_roles_follow_the_posture() -> None:
    straight, bent = (muscle_roles("plantarflexion", 0.5, -20.0, 0.0, knee) for knee in (0.0, 80.0))
    head = "gastrocnemius_medial_head"
    assert straight[head].role == "agonist"
    assert bent[head].share < straight[head].share / 2


def test_without_wanted_torque_there_is_no_agonist() -> None:
    found = muscle_roles("dorsiflexion", {"tibialis_posterior": 0.5})
    assert found.summary == "No muscle makes this torque."
    assert found.wanted_torque_nm == 0
    assert found["tibialis_posterior"].role == "antagonist"
    assert np.isnan(found["tibialis_posterior"].share)
    assert "agonist" not in {each.role for each in found.muscles}
    at_rest = muscle_roles("inversion", 0.0)
    assert {each.role for each in at_rest.muscles} == {"none"}
    assert at_rest.summary == "No muscle makes this torque."


def test_a_slack_muscle_has_no_role() -> None:
    found = muscle_roles("plantarflexion", 0.5, -50.0, 0.0, 90.0)["gastrocnemius_medial_head"]
    assert found.role == "none"
    assert "slack" in found.reason
    assert found.tendon_force_n == 0


@settings(max_examples=150)
@given(
    st.sampled_from(TASKS),
    st.lists(st.floats(0, 1), min_size=12, max_size=12),
    st.floats(-50, 20),
    st.floats(-35, 35),
    st.floats(0, 90),
)
def test_every_task_of_the_range_has_roles_and_reasons(task, activation, ankle_deg, subtalar_deg, knee_deg) -> None:
    found = muscle_roles(task, activation, ankle_deg, subtalar_deg, knee_deg)
    limit = model_text("roles").number
    assert tuple(each.muscle for each in found.muscles) == MUSCLES
    for each, active in zip(found.muscles, activation, strict=True):
        assert each.role in ROLES
        assert (each.role == "none") or active >= limit("active_from")
        assert each.reason.endswith(".")
        assert not {"{", "nan", "inf "} & set(each.reason.split())
        if each.role == "agonist":
            assert each.share >= limit("agonist_from")
    shares = [each.share for each, a in zip(found.muscles, activation, strict=True) if a >= limit("active_from")]
    if found.wanted_torque_nm > 1e-6:
        assert sum(share for share in shares if share > 0) == pytest.approx(1.0)
    else:
        assert "agonist" not in {each.role for each in found.muscles}


def test_every_sentence_is_data_and_every_sentence_is_used() -> None:
    used = {"agonist", "synergist", "neutraliser", "antagonist", "antagonist_alone", "fixator", "small", "small_alone"}
    used |= {"slack", "inactive", "nobody", "someone", "knee", "toes"}
    assert set(model_text("roles").words) == used


def test_faults_are_said_all_at_once() -> None:
    with pytest.raises(ValueError, match="there is no task 'kick'") as refused:
        muscle_roles("kick", {"popliteus": 1.0}, 30.0, 0.0, [0.0, 10.0])  # type: ignore[arg-type]
    said = str(refused.value)
    for part in ("there are: dorsiflexion, plantarflexion", "activation names popliteus", "ankle_deg is 30"):
        assert part in said
    assert "knee_deg has shape (2,); give one angle" in said
    with pytest.raises(ValueError, match=r"activation is 1.2; allowed: 0 to 1 of full"):
        muscle_roles("inversion", 1.2)
    with pytest.raises(ValueError, match=r"activation has shape \(3,\)"):
        muscle_roles("inversion", [0, 0, 1])
    with pytest.raises(ValueError, match="activation holds NaN"):
        muscle_roles("inversion", {"soleus": np.nan})
