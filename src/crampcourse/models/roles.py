"""Says what each muscle does in a task (agonist, synergist, antagonist, fixator), and why, in words.

Worked out from the torques of ``ankle`` and ``muscle`` each time, never looked up. Limits between the roles are our
convention and, like the sentences, data: ``content/models/roles.yaml``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from crampcourse.library.models import model_text
from crampcourse.models.ankle import MUSCLES, muscle_geometry
from crampcourse.models.domain import checked
from crampcourse.models.gait2392 import CODES, parameters
from crampcourse.models.muscle import isometric_force

Array = NDArray[np.float64]
Task = Literal["dorsiflexion", "plantarflexion", "inversion", "eversion"]
Role = Literal["agonist", "synergist", "antagonist", "fixator", "none"]

_AXES: tuple[tuple[Task, Task], ...] = (("dorsiflexion", "plantarflexion"), ("inversion", "eversion"))
"""The + and the − direction about the talocrural and about the subtalar axis."""
_NOTHING_NM = 1e-6
"""Less is rounding, not torque: nothing is divided by it."""


@dataclass(frozen=True)
class MuscleRole:
    """What one muscle does in the task. Torques in N m, + in the wanted direction, or dorsiflexion and inversion +.

    ``share`` is its part of the wanted torque; NaN where no muscle makes any.
    """

    muscle: str
    role: Role
    neutraliser: bool
    """A synergist because it cancels what the agonists do about the other axis."""
    share: float
    task_torque_nm: float
    other_torque_nm: float
    tendon_force_n: float
    reason: str


@dataclass(frozen=True)
class Roles:
    """All twelve muscles in a task, in the order of ``ankle.MUSCLES``, the whole wanted torque, and a sentence."""

    task: Task
    wanted_torque_nm: float
    muscles: tuple[MuscleRole, ...]
    summary: str

    def __getitem__(self, muscle: str) -> MuscleRole:
        """The role of a muscle by its id; KeyError for an unknown one."""
        return {each.muscle: each for each in self.muscles}[muscle]


@cache
def _beyond() -> tuple[str | None, ...]:
    """Which joint besides the two of the ankle each muscle crosses, read off its path: knee, toes or none."""
    joints = {"femur_r": "knee", "toes_r": "toes"}
    paths = (parameters()["muscles"][code]["points"] for code in CODES.values())
    return tuple(next((joints[p["body"]] for p in path if p["body"] in joints), None) for path in paths)


def _activations(given: ArrayLike | Mapping[str, float], faults: list[str]) -> ArrayLike:
    """One activation for all, twelve in order, or by muscle id (the rest 0)."""
    if isinstance(given, Mapping):
        unknown = [str(name) for name in given if name not in MUSCLES]
        if unknown:
            faults.append(f"activation names {', '.join(unknown)}; there are: {', '.join(MUSCLES)}")
        return [given.get(name, 0.0) for name in MUSCLES]
    if np.shape(given) not in ((), (len(MUSCLES),)):
        faults.append(f"activation has shape {np.shape(given)}; give one number, {len(MUSCLES)}, or a dict by muscle")
        return 0.0
    return given


def muscle_roles(
    task: Task,
    activation: ArrayLike | Mapping[str, float] = 1.0,
    ankle_deg: float = 0.0,
    subtalar_deg: float = 0.0,
    knee_deg: float = 0.0,
) -> Roles:
    """The role of each muscle in a task, in one posture (degrees; dorsiflexion, inversion, knee flexion +).

    ``activation``: 0 to 1, one number for all muscles, twelve in the order of ``ankle.MUSCLES``, or a dict by muscle id
    (muscles it does not name are at rest). Torque τ = F r about both axes; W = Σ τ in the wanted direction; share =
    τ/W decides, in the words of ``content/models/roles.yaml``.
    Errors: ValueError, all faults at once, for an unknown task or muscle, more than one posture, or values outside the
    ranges of ``ankle`` and ``muscle``. Source: our convention; arms and forces DELP1990, DEGROOTE2016.
    """
    faults: list[str] = []
    if task not in get_args(Task):
        faults.append(f"there is no task {task!r}; there are: {', '.join(get_args(Task))}")
    given = _activations(activation, faults)
    posture = {"ankle_deg": ankle_deg, "subtalar_deg": subtalar_deg, "knee_deg": knee_deg}
    faults += [
        f"{name} has shape {np.shape(angle)}; give one angle" for name, angle in posture.items() if np.ndim(angle)
    ]
    try:
        domain = {**model_text("ankle").domain, "activation": model_text("muscle").domain["activation"]}
        *_, active = checked(domain, **posture, activation=given)
    except ValueError as error:
        faults.append(str(error))
    if faults:
        raise ValueError("; ".join(faults))

    active = np.broadcast_to(active, (len(MUSCLES),))
    pose = muscle_geometry(ankle_deg, subtalar_deg, knee_deg)
    force = isometric_force(pose.length_m, active)
    force_n = np.nan_to_num(force.tendon_force_n)
    torques_nm = [force_n * pose.ankle_moment_arm_m, force_n * pose.subtalar_moment_arm_m]
    axis = next(axis for axis, directions in enumerate(_AXES) if task in directions)
    sign = 1.0 if _AXES[axis][0] == task else -1.0
    return _judged(task, active, force_n, force.no_equilibrium, sign * torques_nm[axis], torques_nm[1 - axis])


def _judged(task: Task, active: Array, force_n: Array, slack: NDArray[np.bool_], tau: Array, other: Array) -> Roles:
    """The rules: ``tau`` (12,) is torque for the task, ``other`` (12,) about the other axis."""
    text = model_text("roles")
    limit = {name: text.number(name) for name in text.parameters}
    axis = next(axis for axis, directions in enumerate(_AXES) if task in directions)
    opposite = _AXES[axis][1 - _AXES[axis].index(task)]
    works = active >= limit["active_from"]
    wanted = float(np.where(works, np.maximum(tau, 0.0), 0.0).sum())
    share = tau / wanted if wanted > _NOTHING_NM else np.full(len(MUSCLES), np.nan)
    agonists = works & (share >= limit["agonist_from"])
    unwanted = float(other[agonists].sum())
    # + where a muscle pulls against what the agonists do about the other axis.
    cancelled = -other / unwanted if abs(unwanted) > _NOTHING_NM else np.zeros(len(MUSCLES))
    percent = {name: f"{100 * value:g}" for name, value in limit.items()}
    named = {**percent, "task": task, "opposite": opposite, "unwanted": _AXES[1 - axis][0 if unwanted > 0 else 1]}

    def judge(i: int) -> tuple[Role, str]:
        if not works[i]:
            return "none", "inactive"
        if slack[i]:
            return "none", "slack"
        if agonists[i]:
            return "agonist", "agonist"
        if share[i] >= limit["synergist_from"]:
            return "synergist", "synergist"
        if share[i] <= -limit["synergist_from"]:
            return "antagonist", "antagonist"
        if wanted <= _NOTHING_NM and tau[i] < -_NOTHING_NM:
            return "antagonist", "antagonist_alone"
        if cancelled[i] >= limit["neutraliser_from"]:
            return "synergist", "neutraliser"
        if _beyond()[i]:
            return "fixator", "fixator"
        return "none", "small" if wanted > _NOTHING_NM else "small_alone"

    found = []
    for i, muscle in enumerate(MUSCLES):
        role, words = judge(i)
        reason = text.words[words].format(
            **named,
            share=f"{abs(100 * share[i]):.0f}",
            torque=f"{abs(tau[i]):.1f}",
            cancelled=f"{100 * cancelled[i]:.0f}",
            beyond=text.words.get(_beyond()[i] or "", ""),
        )
        numbers = (float(share[i]), float(tau[i]), float(other[i]), float(force_n[i]))
        found.append(MuscleRole(muscle, role, words == "neutraliser", *numbers, reason))
    summary = text.words["someone" if wanted > _NOTHING_NM else "nobody"]
    said = summary.format(**named, agonists=int(agonists.sum()), wanted=f"{wanted:.1f}")
    return Roles(task, wanted, tuple(found), said)
