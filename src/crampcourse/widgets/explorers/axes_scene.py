"""The two-hinge ankle placed in the plates: flat bone outlines as sheets in space, and what a camera sees of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal
from xml.etree import ElementTree as ET

import numpy as np
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from numpy.typing import NDArray

from crampcourse.models.ankle import AnkleJoints, axes_in_tibia, pose
from crampcourse.widgets.explorers.sketch import svg_path
from crampcourse.widgets.palette import BONE, BONE_LINE, BONE_SHADE, CAVITY, PAGE

Array = NDArray[np.float64]
MM = 1000.0

_FACES: dict[str, dict[str, Any]] = {
    "casing": {"facecolor": PAGE, "edgecolor": PAGE, "linewidth": 4.5},
    "fill": {"facecolor": BONE, "linewidth": 0},
    "shade": {"facecolor": BONE_SHADE, "linewidth": 0},
    "detail": {"facecolor": "none", "edgecolor": BONE_LINE, "linewidth": 1.0},
    "detail2": {"facecolor": "none", "edgecolor": BONE_LINE, "linewidth": 0.75},
    "line": {"facecolor": "none", "edgecolor": BONE_LINE, "linewidth": 1.75},
}


@dataclass(frozen=True)
class Mark:
    """A sign at an end of an axis: a target where it comes out toward the viewer, or its name, led to it by a line."""

    kind: Literal["target", "label"]
    end: Literal["back", "front"]
    shift_mm: tuple[float, float] = (0.0, 0.0)
    align: str = "center"
    leader_mm: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True)
class Dial:
    """A protractor on the page: whose range it shows, where it stands, and where its words are set.

    ``zero_deg`` is the page direction of 0° (counter-clockwise from right), ``sense`` the sign of a positive turn;
    a label is (angle, control field that follows it or "", alignment, shift in mm).
    """

    control: str
    centre_mm: tuple[float, float]
    radius_mm: float
    zero_deg: float
    sense: float
    labels: tuple[tuple[float, str, str, tuple[float, float]], ...]


@dataclass(frozen=True)
class View:
    """A fixed camera on a page: which space axis points right, which one is depth, the crop, and what is marked."""

    id: str
    right: int
    depth: int
    depth_key: str
    left_mm: float
    bottom_mm: float
    width_px: float
    height_px: float
    scale: float
    marks: Mapping[str, tuple[Mark, ...]]
    dial: Dial

    def seen(self, points: Array) -> Array:
        """Space points (..., 3) as page points (..., 2): right and up."""
        return points[..., [self.right, 1]]


LATERAL = View(
    "lateral",
    right=0,
    depth=2,
    depth_key="z_mm",
    left_mm=-82,
    bottom_mm=-198,
    width_px=462,
    height_px=444,
    scale=1.5,
    marks={
        "ankle": (Mark("target", "front"), Mark("label", "front", (-31, 60), "right", ((-36, 48), (-8.6, -5.6)))),
        "subtalar": (Mark("label", "front", (-2, 7), "center"),),
    },
    dial=Dial(
        "ankle",
        (0, 0),
        203,
        -15,
        1,
        (
            (20, "high_name", "right", (18, 8)),
            (0, "", "left", (5, -4)),
            (-50, "low_name", "left", (6, -6)),
        ),
    ),
)
POSTERIOR = View(
    "posterior",
    right=2,
    depth=0,
    depth_key="x_mm",
    left_mm=-66,
    bottom_mm=-105,
    width_px=300,
    height_px=444,
    scale=2.27,
    marks={
        "ankle": (Mark("label", "back", (0, 15), "left"),),
        "subtalar": (Mark("target", "back"), Mark("label", "back", (7, -5), "left")),
    },
    dial=Dial(
        "subtalar",
        (2.3, -14),
        69,
        -90,
        -1,
        (
            (35, "high_name", "center", (-2, -22)),
            (0, "", "center", (0, -10)),
            (-15, "low_name", "left", (-1, -12)),
        ),
    ),
)


@dataclass(frozen=True)
class Scene:
    """The model placed in the drawing: joints in millimetres round the centre of the ankle, and the grid of poses."""

    joints: AnkleJoints
    sheets: Mapping[str, Any]
    ankle_deg: Array
    subtalar_deg: Array

    def frame(self, bone: str) -> str:
        """The frame that a bone or a part of one moves with."""
        return str(self.sheets["bones"][self.sheets["parts"].get(bone, bone)]["frame"])

    def motion(self, frame: str) -> tuple[Array, Array]:
        """How drawing points (mm) of a frame move over the grid: p → R p + t; (a, s, 3, 3) and (a, s, 3)."""
        turned, origin_m = pose(self.joints, frame, self.ankle_deg[:, None], self.subtalar_deg[None, :])
        _, neutral_m = pose(self.joints, frame, 0.0, 0.0)
        ankle_m = self.joints.talus_origin_m
        return turned, ((origin_m - ankle_m) - (turned @ (neutral_m - ankle_m)[..., None])[..., 0]) * MM

    def point(self, name: str) -> Array:
        """Where a named point lies over the grid, in mm round the centre of the ankle; (a, s, 3)."""
        given = self.sheets["points"][name]
        turned, shift = self.motion(self.frame(given["bone"]))
        moved: Array = (turned @ np.array(given["at_mm"], dtype=float)) + shift
        return moved

    def sheet(self, bone: str, view: View) -> tuple[Array, Array]:
        """The affine map of a bone's flat outline on the page over the grid: (a, s, 2, 2) and (a, s, 2) in mm."""
        turned, shift = self.motion(self.frame(bone))
        depth_mm = self.sheets["bones"][self.sheets["parts"].get(bone, bone)][view.depth_key]
        rows = turned[..., [view.right, 1], :]
        return rows[..., [view.right, 1]], rows[..., view.depth] * depth_mm + view.seen(shift)

    def stretch(self, name: str, reach_mm: tuple[float, float]) -> tuple[Array, list[Array]]:
        """An axis over the ankle's grid: its point nearest to the centre of the ankle, and points that far from it."""
        point_m, direction = axes_in_tibia(self.joints, self.ankle_deg)[name]
        point = (point_m - self.joints.talus_origin_m) * MM
        nearest = point - np.sum(point * direction, axis=-1, keepdims=True) * direction
        return nearest, [nearest + reach * direction for reach in reach_mm]

    @property
    def neutral(self) -> int:
        """The place of 0° in the ankle's grid."""
        return int(np.argmin(np.abs(self.ankle_deg)))


def outlines(svg: str) -> list[tuple[str, str, list[tuple[str, Path]]]]:
    """The bones of a plate far to near: name, tissue, and its paths with their classes. Paths hold M, C, L, Z only."""
    found = []
    for group in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}g"):
        tissue = group.get("class", "")
        if tissue in {"bone", "cavity"}:
            paths = [
                (path.get("class", "").split()[0], svg_path(path.get("d", "")))
                for path in group
                if path.tag.endswith("path")
            ]
            found.append((group.get("data-structure", group.get("id", "")), tissue, paths))
    return found


def faces(gid: str, tissue: str, paths: list[tuple[str, Path]]) -> list[PathPatch]:
    """The paths of one bone as patches in the bones' colours, each named after its bone and its class."""
    return [
        PathPatch(
            path,
            gid=f"{gid}.{face}",
            joinstyle="round",
            capstyle="round",
            **_FACES[face] | ({"facecolor": CAVITY} if (tissue, face) == ("cavity", "fill") else {}),
        )
        for face, path in paths
    ]


def cone(apex: Array, tip: Array, half_angle_deg: float) -> Array:
    """Points of a cone, apex (..., 3) first, then its rim round ``tip`` (..., 3); shape (..., 97, 3)."""
    height = np.linalg.norm(tip - apex, axis=-1, keepdims=True)
    along = (tip - apex) / height
    side = np.cross(along, np.array([0.31, 0.17, 0.94]))
    side /= np.linalg.norm(side, axis=-1, keepdims=True)
    turn = np.linspace(0, 2 * np.pi, 96, endpoint=False)[:, None]
    ring = np.cos(turn) * side[..., None, :] + np.sin(turn) * np.cross(along, side)[..., None, :]
    rim = tip[..., None, :] + (height * np.tan(np.deg2rad(half_angle_deg)))[..., None] * ring
    return np.concatenate([apex[..., None, :], rim], axis=-2)


def hull(points: Array, corners: int = 60) -> Array:
    """The outer contour of points (..., n, 2) as ``corners`` vertices (..., corners, 2).

    Vertex k is the farthest point in direction k, so contours of neighbouring poses can be interpolated.
    """
    turn = np.linspace(0, 2 * np.pi, corners, endpoint=False)
    farthest = np.argmax(points @ np.stack([np.cos(turn), np.sin(turn)]), axis=-2)
    return np.take_along_axis(points, farthest[..., None], axis=-2)
