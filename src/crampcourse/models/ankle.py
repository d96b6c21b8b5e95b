"""Moves the bones of a two-hinge ankle, and says how long its muscles are and how they pull about both hinges.

Signs: dorsiflexion +, inversion +, knee flexion +; a moment arm r = −dL/dq is + where the muscle dorsiflexes or
inverts. Frames, neutral position: x forward, y up, z to the right (lateral, right leg). Lengths are metres, angles
degrees. Angles and points broadcast against each other like any numpy arrays.
Joint places, axes and muscle points: gait2392 (DELP1990), carried in ``content/gait2392.json``.
What the model leaves out stands in ``content/models/ankle.yaml``, for the drawing in ``content/explorers/axes.yaml``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from crampcourse.library.models import model_text
from crampcourse.models.domain import checked
from crampcourse.models.gait2392 import CODES, parameters
from crampcourse.models.knee import femur_in_tibia

Array = NDArray[np.float64]
Frame = Literal["tibia", "talus", "calcaneus"]
FRAMES: tuple[Frame, ...] = ("tibia", "talus", "calcaneus")
MUSCLES: tuple[str, ...] = tuple(CODES)
"""The twelve actuators of eleven muscles, in the order of every array below; gastrocnemius counts twice, first."""


@dataclass(frozen=True)
class AnkleJoints:
    """Where the two hinges lie in the neutral position: places in metres (3,), axes as unit vectors (3,).

    ``talus_origin_m`` is a point of the talocrural axis in the tibia frame; ``calcaneus_origin_m`` a point of
    the subtalar axis in the talus frame.
    """

    talus_origin_m: Array
    talocrural_axis: Array
    calcaneus_origin_m: Array
    subtalar_axis: Array

    @classmethod
    def from_parameters(cls, parameters: Mapping[str, Any]) -> "AnkleJoints":
        """The joints of a parameter file such as ``gait2392.json``; ValueError names every part that is wrong."""
        faults: list[str] = []

        def vector(joint: str, part: str) -> Array:
            given = parameters.get("joints", {}).get(joint, {}).get(part)
            try:
                value = np.array(given, dtype=float)
            except (TypeError, ValueError):
                value = np.full(1, np.nan)
            if value.shape != (3,) or not np.isfinite(value).all():
                faults.append(f"joints.{joint}.{part} must be three numbers (given: {given!r})")
                return np.ones(3)
            return value

        talus, calcaneus = vector("ankle_r", "parent_offset"), vector("subtalar_r", "parent_offset")
        axes = vector("ankle_r", "axis"), vector("subtalar_r", "axis")
        if faults:
            raise ValueError("; ".join(faults))
        # The file gives the axes to eight decimals: made exactly one unit long here.
        talocrural, subtalar = (axis / np.linalg.norm(axis) for axis in axes)
        return cls(talus, talocrural, calcaneus, subtalar)


def _cross(axis: ArrayLike) -> Array:
    """The matrix (3, 3) that crosses a vector from the left: axis × v."""
    x, y, z = np.asarray(axis, dtype=float)
    return np.array([[0.0, -z, y], [z, 0.0, -x], [-y, x, 0.0]])


def rotation(axis: ArrayLike, angle_deg: ArrayLike) -> Array:
    """Matrices that turn vectors about a unit axis (3,) by ``angle_deg`` (any shape), right-handed; shape (..., 3, 3).

    Rodrigues' formula: R = I + sin(a) K + (1 - cos(a)) K², K the cross-product matrix of the axis.
    """
    cross = _cross(axis)
    angle = np.deg2rad(np.asarray(angle_deg, dtype=float))[..., None, None]
    turned: Array = np.eye(3) + np.sin(angle) * cross + (1.0 - np.cos(angle)) * (cross @ cross)
    return turned


def pose(joints: AnkleJoints, frame: Frame, ankle_deg: ArrayLike, subtalar_deg: ArrayLike = 0.0) -> tuple[Array, Array]:
    """Where a bone's frame lies in the tibia: rotation (..., 3, 3) and origin in metres (..., 3).

    A point fixed in the frame is at ``R @ point + origin`` in the tibia: p = C_a + R_a (C_s + R_s p_calcaneus).
    Errors: ValueError for a frame that is not one of ``FRAMES``.
    """
    if frame not in FRAMES:
        raise ValueError(f"there is no frame {frame!r}; there are: {', '.join(FRAMES)}")
    shape = np.broadcast_shapes(np.shape(ankle_deg), np.shape(subtalar_deg))
    if frame == "tibia":
        return np.broadcast_to(np.eye(3), (*shape, 3, 3)).copy(), np.zeros((*shape, 3))
    ankle = rotation(joints.talocrural_axis, np.broadcast_to(ankle_deg, shape))
    if frame == "talus":
        return ankle, np.broadcast_to(joints.talus_origin_m, (*shape, 3)).copy()
    subtalar = rotation(joints.subtalar_axis, np.broadcast_to(subtalar_deg, shape))
    return ankle @ subtalar, joints.talus_origin_m + ankle @ joints.calcaneus_origin_m


def in_tibia(
    joints: AnkleJoints, frame: Frame, point_m: ArrayLike, ankle_deg: ArrayLike, subtalar_deg: ArrayLike = 0.0
) -> Array:
    """Points (..., 3) in metres fixed in a bone's frame, as seen from the tibia; shape (..., 3)."""
    turned, origin_m = pose(joints, frame, ankle_deg, subtalar_deg)
    place: Array = (turned @ np.asarray(point_m, dtype=float)[..., None])[..., 0] + origin_m
    return place


def axes_in_tibia(joints: AnkleJoints, ankle_deg: ArrayLike) -> dict[str, tuple[Array, Array]]:
    """A point (..., 3) in metres and the direction (..., 3) of both axes as seen from the tibia.

    The talocrural axis is fixed in the tibia; the subtalar axis rides on the talus.
    """
    ankle = np.asarray(ankle_deg, dtype=float)
    turned, origin_m = pose(joints, "talus", ankle)
    still = np.ones((*ankle.shape, 3))
    return {
        "talocrural": (still * joints.talus_origin_m, still * joints.talocrural_axis),
        "subtalar": (turned @ joints.calcaneus_origin_m + origin_m, turned @ joints.subtalar_axis),
    }


@dataclass(frozen=True)
class MuscleGeometry:
    """How long each muscle with its tendon is, and its moment arms; metres, shape (12, ...), order of ``MUSCLES``.

    Moment arms: + dorsiflexes, or inverts.
    """

    length_m: Array
    ankle_moment_arm_m: Array
    subtalar_moment_arm_m: Array


@dataclass(frozen=True)
class _Paths:
    """Of each muscle, what never changes: the two points between which it crosses the ankle, and all the rest."""

    joints: AnkleJoints
    before_m: Array
    """Last point fixed in the tibia (3, 12); of gastrocnemius, its origin in the femur."""
    after_m: Array
    """First point fixed in the calcaneus (3, 12)."""
    rest_m: Array
    """Length of all segments that lie in one bone (12,)."""
    wrap_m: Array
    """Where gastrocnemius bends round the condyle, in the femur (3, 2)."""
    wrapped_m: Array
    """Length from origin to that bend (2,)."""


_HEADS = 2  # The two heads of gastrocnemius are first in MUSCLES, and the only ones that begin in the femur.


@cache
def _paths() -> _Paths:
    """The paths of ``gait2392.json``. The toes stay straight, so their points move with the calcaneus."""
    data = parameters()
    toes_m = np.array(data["joints"]["mtp_r"]["parent_offset"])
    before, after, rest, wrap, wrapped = [], [], [], [], []
    for code in CODES.values():
        upper, lower, bends = [], [], []
        for point in data["muscles"][code]["points"]:
            place = np.array(point["loc"])
            if point["type"] == "ConditionalPathPoint":
                bends.append(place)
            elif point["body"] in ("femur_r", "tibia_r"):
                upper.append(place)
            else:
                lower.append(place + toes_m if point["body"] == "toes_r" else place)
        before.append(upper[-1])
        after.append(lower[0])
        rest.append(sum(np.linalg.norm(np.diff(part, axis=0), axis=1).sum() for part in (upper, lower)))
        for bend in bends:
            wrap.append(bend)
            wrapped.append(np.linalg.norm(bend - upper[-1]))
    columns = (np.array(part).T for part in (before, after, rest, wrap, wrapped))
    return _Paths(AnkleJoints.from_parameters(data), *columns)


def _spin(axis: Array, vectors: Array, angle_deg: Array) -> Array:
    """Vectors (3, m) or (3, m, n) turned about a unit axis by angles (n,); shape (3, m, n). Rodrigues' formula."""
    cross = _cross(axis)
    flat = vectors.reshape(3, -1)
    shape = (*vectors.shape, 1)[:3]
    still, once, twice = (part.reshape(shape) for part in (flat, cross @ flat, cross @ (cross @ flat)))
    angle = np.deg2rad(angle_deg)
    turned: Array = still + once * np.sin(angle) + twice * (1.0 - np.cos(angle))
    return turned


def _arm(axis: Array, crossing: Array, distance: Array, lever: Array) -> Array:
    """The moment arm −(c/|c|)·(axis × lever) of each muscle in each pose; c and lever (3, m, n), result (m, n)."""
    turning = (_cross(axis) @ lever.reshape(3, -1)).reshape(lever.shape)
    arm: Array = -(crossing * turning).sum(axis=0) / distance
    return arm


def muscle_geometry(ankle_deg: ArrayLike, subtalar_deg: ArrayLike = 0.0, knee_deg: ArrayLike = 0.0) -> MuscleGeometry:
    """Path lengths and moment arms of the twelve muscles at any poses, exactly as gait2392's points give them.

    Angles in degrees (dorsiflexion +, inversion +, knee flexion +), any shapes that broadcast; results (12, ...).
    Seen from the talus, c runs from the last point above the ankle to the first below the subtalar joint:
    L = constant + |c|;  r_ankle = −(c/|c|)·(a × u), r_subtalar = −(c/|c|)·(s × q), a and s the axes, u and q the
    lower point from the talus's and the calcaneus's origin. Gastrocnemius bends round the femur's condyle at knee
    flexions up to 45°; where it leaves the bone its length drops by 0.4 mm, as in the source.
    Errors: ValueError for angles outside the ranges of ``content/models/ankle.yaml``, NaN, or shapes that do not fit.
    Source: DELP1990.
    """
    text = model_text("ankle")
    poses = checked(text.domain, ankle_deg=ankle_deg, subtalar_deg=subtalar_deg, knee_deg=knee_deg)
    shape = poses[0].shape
    ankle, subtalar, knee = (np.ravel(angle) for angle in poses)
    paths = _paths()
    joints = paths.joints

    # OpenSim holds the bend to 1e-5 rad beyond its range, so that 45° itself counts as inside.
    wrapped = np.deg2rad(knee) <= text.number("condyle_contact_until") + 1e-5
    heads = np.where(wrapped, femur_in_tibia(paths.wrap_m, knee), femur_in_tibia(paths.before_m[:, :_HEADS], knee))
    from_talus = joints.talus_origin_m[:, None]
    upper = np.concatenate(
        [
            _spin(joints.talocrural_axis, heads - from_talus[:, :, None], -ankle),
            _spin(joints.talocrural_axis, paths.before_m[:, _HEADS:] - from_talus, -ankle),
        ],
        axis=1,
    )
    q = _spin(joints.subtalar_axis, paths.after_m, subtalar)
    u = q + joints.calcaneus_origin_m[:, None, None]
    crossing = u - upper
    distance = np.sqrt((crossing * crossing).sum(axis=0))
    length = distance + paths.rest_m[:, None]
    length[:_HEADS] += wrapped * paths.wrapped_m[:, None]

    return MuscleGeometry(
        length.reshape(len(MUSCLES), *shape),
        _arm(joints.talocrural_axis, crossing, distance, u).reshape(len(MUSCLES), *shape),
        _arm(joints.subtalar_axis, crossing, distance, q).reshape(len(MUSCLES), *shape),
    )
