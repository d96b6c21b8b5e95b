"""Moves the bones of a two-hinge ankle: the talocrural joint, and the subtalar joint below it.

Signs: dorsiflexion +, inversion +. Frames, neutral position: x forward, y up, z to the right (lateral, right leg).
Lengths are metres, angles degrees. Angles and points broadcast against each other like any numpy arrays.
Joint places and axes: gait2392 (Delp et al. 1990), carried in ``content/gait2392.json``.
What the model leaves out is said to the learner in ``content/explorers/axes.yaml`` under ``left_out``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]
Frame = Literal["tibia", "talus", "calcaneus"]
FRAMES: tuple[Frame, ...] = ("tibia", "talus", "calcaneus")


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


def rotation(axis: ArrayLike, angle_deg: ArrayLike) -> Array:
    """Matrices that turn vectors about a unit axis (3,) by ``angle_deg`` (any shape), right-handed; shape (..., 3, 3).

    Rodrigues' formula: R = I + sin(a) K + (1 - cos(a)) K², K the cross-product matrix of the axis.
    """
    x, y, z = np.asarray(axis, dtype=float)
    cross = np.array([[0.0, -z, y], [z, 0.0, -x], [-y, x, 0.0]])
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
