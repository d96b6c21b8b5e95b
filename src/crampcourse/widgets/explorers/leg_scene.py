"""The leg from knee to toes: where bones, muscle strings and bellies lie in each pose, as a side view sees them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from matplotlib.path import Path

from crampcourse.models.ankle import in_tibia
from crampcourse.models.gait2392 import CODES, parameters
from crampcourse.models.knee import femur_in_tibia
from crampcourse.widgets.explorers.axes_scene import MM, Array, Scene

WRAPS_UNTIL_DEG = 45.0
"""Knee flexion up to which the heads of gastrocnemius bend round the condyle in the model."""
CALF = ("gastrocnemius_medial_head", "gastrocnemius_lateral_head", "soleus")
HEADS = CALF[:2]
"""What begins in the thigh."""


@dataclass(frozen=True)
class LegView:
    """A side view: toes to the right (outer side) or to the left (inner side, mirrored), and what the page holds."""

    id: str
    mirrored: bool
    left_mm: float
    bottom_mm: float
    width_px: float
    height_px: float
    scale: float

    @property
    def sides(self) -> Array:
        """What page coordinates are multiplied with: forward is left on the page of a mirrored view."""
        return np.array([-1.0 if self.mirrored else 1.0, 1.0])

    def seen(self, points_mm: Array) -> Array:
        """Points of the drawing, forward and up first (..., 2 or 3), as page points (..., 2)."""
        return points_mm[..., :2] * self.sides


@dataclass(frozen=True)
class Leg:
    """The scene of the bones, and how muscles and thigh are put into it (``content/explorers/leg_paths.json``)."""

    scene: Scene
    paths: Mapping[str, Any]
    knee_deg: Array

    def shank_mm(self, point_m: Array) -> Array:
        """Points (..., 3) of the model's tibia frame in the drawing: shrunk about the centre of the ankle."""
        shrunk: Array = (point_m - self.scene.joints.talus_origin_m) * self.paths["shank_scale"] * MM
        return shrunk

    def sheet(self, bone: str, view: LegView) -> tuple[Array, Array]:
        """How a bone's flat outline stands on the page over the grid: (a, s, 2, 2) and (a, s, 2) in mm."""
        turned, shift = self.scene.motion(self.scene.frame(bone))
        depth_mm = self.scene.sheets["bones"][self.scene.sheets["parts"].get(bone, bone)]["z_mm"]
        linear = turned[..., :2, :2] * np.outer(view.sides, view.sides)
        return linear, view.seen(turned[..., :2, 2] * depth_mm + shift[..., :2])

    @cached_property
    def thigh(self) -> tuple[Array, Array]:
        """How the thigh moves in the drawing over the knee's grid: p → R p + t, forward and up; (k, 2, 2), (k, 2)."""
        marks = np.array([[0.0, 0.0, 0.0], [0.1, 0.0, 0.0], [0.0, 0.1, 0.0]]).T
        moved = self.shank_mm(np.moveaxis(femur_in_tibia(marks, self.knee_deg), 0, -1))[..., :2]
        still = self.shank_mm(np.moveaxis(femur_in_tibia(marks, [0.0]), 0, -1))[..., :2]
        unit = 0.1 * self.paths["shank_scale"] * MM
        turned = np.stack([(moved[1] - moved[0]) / unit, (moved[2] - moved[0]) / unit], axis=-1)
        return turned, moved[0] - (turned @ still[0, 0])

    def string(self, muscle: str) -> tuple[tuple[str, ...], Array]:
        """The path of a muscle in the drawing, in mm, over its controls: (a, s, n, 3) or (a, s, k, n, 3).

        Only gastrocnemius follows the knee. Its bend at the condyle stays in the path; once the muscle has left the
        bone, the bend lies on the straight line.
        """
        ankle, subtalar = self.scene.ankle_deg[:, None], self.scene.subtalar_deg[None, :]
        joints, shape = self.scene.joints, (ankle.size, subtalar.size)
        toes_m = np.array(parameters()["joints"]["mtp_r"]["parent_offset"])
        upper, lower = [], []
        for i, point in enumerate(parameters()["muscles"][CODES[muscle]]["points"]):
            place_m = np.array(point["loc"])
            moved = self.paths["muscles"][muscle].get("places_mm", {}).get(str(i))
            if point["body"] in ("talus_r", "calcn_r", "toes_r"):
                inside = place_m + toes_m if point["body"] == "toes_r" else place_m
                seen = in_tibia(joints, "calcaneus", inside, ankle, subtalar) - joints.talus_origin_m
                lower.append(seen * MM)
            elif point["body"] == "tibia_r":
                place_mm = self.shank_mm(place_m)
                place_mm[:2] = moved or place_mm[:2]
                upper.append(np.broadcast_to(place_mm, (*shape, 3)))
            else:
                upper.append(self.shank_mm(np.moveaxis(femur_in_tibia(place_m[:, None], self.knee_deg), 0, -1))[0])
        if muscle in CALF:
            turned, shift = self.scene.motion("calcaneus")
            lower.append((turned @ np.array(self.paths["heel_mm"], dtype=float)) + shift)
        if muscle not in HEADS:
            return ("ankle", "subtalar"), np.stack([*upper, *lower], axis=-2)
        heads = [np.broadcast_to(points, (*shape, *points.shape)) for points in upper]
        heel, behind_heel = (np.broadcast_to(points[:, :, None], heads[0].shape) for points in lower)
        share = np.linalg.norm(upper[1] - upper[0], axis=-1)[0] / np.linalg.norm(heel - heads[0], axis=-1)[..., None]
        bend = np.where((self.knee_deg <= WRAPS_UNTIL_DEG)[:, None], heads[1], heads[0] + share * (heel - heads[0]))
        return ("ankle", "subtalar", "knee"), np.stack([heads[0], bend, heel, behind_heel], axis=-2)

    def belly(self, muscle: str) -> tuple[Array, Array, Path]:
        """Where the belly is fixed (2,), the way it runs down (2,), and its outline at the fibres' best length, in mm.

        All for the foot at rest at 0° and the knee straight; forward and up.
        """
        _, line = self.string(muscle)
        still = line[self.scene.neutral, int(np.argmin(np.abs(self.scene.subtalar_deg)))][..., :2]
        points = still[0][1:] if muscle in HEADS else still
        way = (points[1] - points[0]) / np.linalg.norm(points[1] - points[0])
        given = self.paths["muscles"][muscle]
        along = np.linspace(0, 1, 17)
        bulge = np.sin(np.pi * along**0.85) ** 0.9
        across = np.array([-way[1], way[0]])
        middle = points[0] + along[:, None] * given["length_mm"] * way
        outline = np.concatenate(
            [
                middle + bulge[:, None] * given["front_mm"] * across,
                (middle - bulge[:, None] * given["back_mm"] * across)[::-1],
            ]
        )
        return points[0], way, Path(outline, closed=False)


def stretched(fixed: Array, way: Array, stretch: Array) -> tuple[Array, Array]:
    """The map of a belly whose length is ``stretch`` (n,) of the drawn one, round its fixed end: (n, 2, 2), (n, 2).

    Its thickness is 1/√stretch, so that a body round its own line keeps its volume.
    """
    along = np.outer(way, way)
    linear = stretch[:, None, None] * along + stretch[:, None, None] ** -0.5 * (np.eye(2) - along)
    return linear, fixed - linear @ fixed


def smooth(points: Array, *, closed: bool) -> Path:
    """A smooth curve through points (n, 2): Catmull and Rom's spline as cubic pieces."""
    ring = points if closed else np.concatenate([points[:1], points, points[-1:]])
    ways = (np.roll(ring, -1, axis=0) - np.roll(ring, 1, axis=0)) / 6
    if not closed:
        ring, ways = ring[1:-1], ways[1:-1]
    ends, end_ways = (np.roll(part, -1, axis=0) for part in (ring, ways))
    pieces = np.stack([ring + ways, ends - end_ways, ends], axis=1)
    pieces = pieces if closed else pieces[:-1]
    vertices = np.concatenate([ring[:1], pieces.reshape(-1, 2)])
    return Path(vertices, [Path.MOVETO] + [Path.CURVE4] * (len(vertices) - 1))
