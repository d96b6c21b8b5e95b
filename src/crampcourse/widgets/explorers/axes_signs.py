"""What the axis explorer draws over the bones: both axes, how far people differ, and protractors of the range."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, PathPatch, Polygon, Wedge
from matplotlib.path import Path

from crampcourse.library.explorer_text import ExplorerText
from crampcourse.widgets.explorers.axes_scene import Array, Mark, Scene, View, cone, hull
from crampcourse.widgets.figure import group, matrices, pixels
from crampcourse.widgets.palette import FIRST, MUTED, PAGE, SECOND
from crampcourse.widgets.states import Part

COLOUR = {"ankle": FIRST, "subtalar": SECOND}
"""The colour of a control: of its axis, its protractor, and of what moves with it."""
DASH: dict[str, Any] = {"ankle": "solid", "subtalar": (0, (4, 2))}
AXIS = {"ankle": "talocrural", "subtalar": "subtalar"}
REACH_MM = {"ankle": (-58.0, 58.0), "subtalar": (-64.0, 76.0)}
"""How far each axis is drawn from its point nearest to the centre of the ankle."""


def spread(axes: Axes, view: View, scene: Scene, text: ExplorerText) -> list[Part]:
    """The published mean difference between people's axes and the generic one: a double cone, seen from the side."""
    parts = []
    for name, colour in COLOUR.items():
        half_angle_deg = text.figures[f"{AXIS[name]}_spread"].value
        if isinstance(half_angle_deg, list):
            raise ValueError(f"the figure {AXIS[name]}_spread must be one number (given: {half_angle_deg})")
        apex, ends = scene.stretch(AXIS[name], REACH_MM[name])
        zones = []
        for end, tip in zip(("back", "front"), ends, strict=True):
            contour = hull(view.seen(cone(apex, tip, half_angle_deg)))
            gid = f"{view.id}.spread.{name}.{end}"
            zones.append(Polygon(contour[scene.neutral], facecolor=colour, alpha=0.12, linewidth=0, gid=gid))
            if name == "subtalar":
                parts.append(Part(view.id, gid, "path", ("ankle",), pixels(axes, contour), closed=True))
        group(axes, f"{view.id}.spread.{name}", zones, 3)
    return parts


def axis_lines(axes: Axes, view: View, scene: Scene, text: ExplorerText) -> list[Part]:
    """Both axes over a halo, each with its marks. The subtalar axis rides on the talus, the talocrural one stays."""
    parts = []
    for name, colour in COLOUR.items():
        ends = view.seen(np.stack(scene.stretch(AXIS[name], REACH_MM[name])[1], axis=-2))
        strokes: list[tuple[str, str, float, Any]] = [("halo", PAGE, 6.0, "solid"), ("axis", colour, 2.5, DASH[name])]
        for layer, ink, width, dash in strokes:
            line = Line2D(
                *ends[scene.neutral].T, color=ink, linewidth=width, linestyle=dash, gid=f"{view.id}.{layer}.{name}"
            )
            line.set(zorder=4, dash_capstyle="butt", clip_on=False)
            axes.add_line(line)
            if name == "subtalar":
                parts.append(Part(view.id, f"{view.id}.{layer}.{name}", "path", ("ankle",), pixels(axes, ends)))
        for mark in view.marks[name]:
            place = ends[:, 0 if mark.end == "back" else 1] + np.array(mark.shift_mm)
            gid = _mark(axes, view, mark, name, place[scene.neutral], text.words[f"label.{name}"])
            if name == "subtalar":
                shift = pixels(axes, place[:, None]) - pixels(axes, place[scene.neutral][None, None])
                parts.append(Part(view.id, gid, "point", ("ankle",), shift))
    return parts


def _mark(axes: Axes, view: View, mark: Mark, name: str, place: Array, label: str) -> str:
    gid, colour = f"{view.id}.{mark.kind}.{name}", COLOUR[name]
    if mark.kind == "target":
        rings = [
            Circle(place, size, facecolor=face, edgecolor=colour, linewidth=2.5)
            for size, face in ((4.6, PAGE), (1.2, colour))
        ]
        group(axes, gid, rings, 5)
    else:
        axes.text(
            *place, label, color=colour, weight="bold", ha=mark.align, va="baseline", gid=gid, zorder=6, clip_on=False
        )
        if mark.leader_mm:
            axes.add_line(
                Line2D(*np.transpose(mark.leader_mm), color=colour, linewidth=1, gid=f"{gid}.leader", zorder=4.5)
            )
    return gid


def dial(axes: Axes, view: View, text: ExplorerText, grids: Mapping[str, Array]) -> list[Part]:
    """A protractor of the published range: coloured arc, ticks each 10°, and a needle that turns with the control."""
    shown = view.dial
    colour = COLOUR[shown.control]
    control = next(c for c in text.controls if c.id == shown.control)
    centre, radius = np.array(shown.centre_mm), shown.radius_mm
    gid = f"{view.id}.dial"

    def at(angle_deg: Any, radius_mm: float) -> Array:
        turned = np.deg2rad(shown.zero_deg + shown.sense * np.asarray(angle_deg, dtype=float))
        return centre + radius_mm * np.stack([np.cos(turned), np.sin(turned)], axis=-1)

    low, high = sorted(shown.zero_deg + shown.sense * end for end in (control.low, control.high))
    band = Wedge(
        shown.centre_mm, radius + 3, low, high, width=6, facecolor=colour, alpha=0.25, linewidth=0, gid=f"{gid}.range"
    )
    ticks = np.unique([control.low, *np.arange(np.ceil(control.low / 10) * 10, control.high + 1, 10), control.high])
    strokes = np.stack([at(ticks, radius - 3), at(ticks, radius + 3)], axis=1).reshape(-1, 2)
    scale = PathPatch(
        Path(strokes, [Path.MOVETO, Path.LINETO] * len(ticks)), facecolor="none", edgecolor=colour, gid=f"{gid}.ticks"
    )
    half_deg = 260 / radius
    corners = [at(0.0, radius + 4), at(-half_deg, radius - 9), at(half_deg, radius - 9)]
    needle = Polygon(corners, facecolor=colour, edgecolor=PAGE, linewidth=1.5, joinstyle="round", gid=f"{gid}.needle")
    for artist, zorder in ((band, 2.0), (scale, 2.1), (needle, 7.0)):
        axes.add_patch(artist).set_zorder(zorder)
    for angle, name, align, shift_mm in shown.labels:
        words = f"{abs(angle):g}°" + (f" {getattr(control, name)}" if name else "")
        label = axes.text(
            *(at(angle, radius) + shift_mm), words, color=MUTED, ha=align, va="baseline", zorder=6, clip_on=False
        )
        label.set_gid(f"{gid}.label.{angle:g}")
    angles = np.deg2rad(shown.sense * grids[shown.control])
    turn = np.stack([np.cos(angles), -np.sin(angles), np.sin(angles), np.cos(angles)], axis=-1).reshape(-1, 2, 2)
    return [Part(view.id, f"{gid}.needle", "affine", (shown.control,), matrices(axes, turn, centre - turn @ centre))]
