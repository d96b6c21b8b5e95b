"""Draws the moving leg: bones of a plate, end of the thigh, muscle strings, and bellies that swell as they shorten."""

from collections.abc import Sequence

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from crampcourse.widgets.explorers.axes_scene import Array, faces, outlines
from crampcourse.widgets.explorers.leg_scene import CALF, HEADS, Leg, LegView, smooth, stretched
from crampcourse.widgets.figure import Group, group, matrices, pixels
from crampcourse.widgets.palette import INK, MUSCLE, MUSCLE_LINE, TENDON_LINE
from crampcourse.widgets.states import Part

POSE = ("ankle", "subtalar")
STRETCH = np.linspace(0.5, 1.6, 23)
"""Fibre lengths, in optimal lengths, for which a belly is drawn; the picture stops there, the numbers do not."""


def bones(axes: Axes, view: LegView, leg: Leg, svg: str) -> list[Part]:
    """The bones of a plate. Those that move with the calcaneus share one turn, and are shifted by their depth in it."""
    parts: list[Part] = []
    drawn = leg.paths["views"][view.id]["bones"]
    foot: list[Artist] = []
    kept = [entry for entry in outlines(svg) if entry[0] in drawn]
    for order, (bone, tissue, paths) in enumerate(kept):
        gid, frame = f"{view.id}.{bone}", leg.scene.frame(bone)
        linear, shift = leg.sheet(bone, view)
        if frame != "calcaneus":
            group(axes, gid, faces(gid, tissue, paths), 1 + order / 100)
            if frame == "talus":
                parts.append(Part(view.id, gid, "affine", ("ankle",), matrices(axes, linear, shift)[:, 0]))
            continue
        turn = matrices(axes, linear, np.zeros_like(shift))
        inside = np.linalg.solve(linear, shift[..., None])[..., 0]
        own = pixels(axes, inside[..., None, :]) - pixels(axes, np.zeros_like(inside)[..., None, :])
        parts.append(Part(view.id, gid, "point", POSE, own))
        foot.append(_inside(axes, gid, faces(gid, tissue, paths)))
        if order + 1 == len(kept) or leg.scene.frame(kept[order + 1][0]) != "calcaneus":
            name = f"{view.id}.foot.{order}"
            group(axes, name, foot, 1 + order / 100)
            parts.append(Part(view.id, name, "affine", POSE, turn))
            foot = []
    return parts


def _inside(axes: Axes, gid: str, members: Sequence[Artist]) -> Group:
    """A named group that stands inside another one."""
    for member in members:
        member.set_transform(axes.transData)
        member.set_figure(axes.get_figure(root=True))
    return Group(gid, members, 0)


def thigh(axes: Axes, view: LegView, leg: Leg, zorder: float = 0.9) -> list[Part]:
    """The lower end of the thigh bone, which turns with the knee."""
    gid = f"{view.id}.femur"
    outline = smooth(view.seen(np.array(leg.paths["femur_mm"], dtype=float)), closed=True)
    crease = smooth(view.seen(np.array(leg.paths["femur_line_mm"], dtype=float)), closed=False)
    faces_of = [("casing", outline), ("fill", outline), ("detail", crease), ("line", outline)]
    group(axes, gid, faces(gid, "bone", faces_of), zorder)
    turned, shift = leg.thigh
    return [
        Part(
            view.id,
            gid,
            "affine",
            ("knee",),
            matrices(axes, turned * np.outer(view.sides, view.sides), shift * view.sides),
        )
    ]


def muscle(axes: Axes, view: LegView, leg: Leg, name: str, zorder: float, letter: str = "") -> list[Part]:
    """One muscle as a named group: its string to the foot, and its belly, whose fill shows the role.

    The belly follows the quantity ``fibre_NAME``; ``letter`` is that of its role at the start, if it
    is to stand in the belly with the short name.
    """
    gid = f"{view.id}.{name}"
    controls, line = leg.string(name)
    seen = view.seen(line)
    start = tuple(
        0 if control == "knee" else leg.scene.neutral if control == "ankle" else _still(leg) for control in controls
    )
    string = Line2D(*seen[start].T, color=TENDON_LINE, linewidth=3.0 if name in CALF else 2.0, gid=f"{gid}.string")
    string.set(solid_joinstyle="round", solid_capstyle="round")
    parts = [Part(view.id, f"{gid}.string", "path", controls, pixels(axes, seen))]
    fixed, way, outline = leg.belly(name)
    fixed, way, shape = view.seen(fixed), view.seen(way), Path(view.seen(outline.vertices), closed=False)
    body = PathPatch(
        shape, facecolor=MUSCLE, edgecolor=MUSCLE_LINE, linewidth=1.75, gid=f"{gid}.body", joinstyle="round"
    )
    members: list[Artist] = [_inside(axes, f"{gid}.belly", [body])]
    parts.append(
        Part(view.id, f"{gid}.belly", "affine", (f"fibre_{name}",), matrices(axes, *stretched(fixed, way, STRETCH)))
    )
    if name in CALF:
        members = [_inside(axes, f"{gid}.segment", members)]
        parts.append(Part(view.id, f"{gid}.segment", "affine", controls, matrices(axes, *_segment(seen, start, name))))
    group(axes, gid, [string, *members], zorder)
    return [*parts, *(_words(axes, view, leg, name, letter, seen, start) if letter else [])]


def _words(
    axes: Axes, view: LegView, leg: Leg, name: str, letter: str, seen: Array, start: tuple[int, ...]
) -> list[Part]:
    """The short name of a muscle and the letter of its role over its belly; those of the calf go along with it."""
    given, parts = leg.paths["muscles"][name], []
    fixed, way, _ = leg.belly(name)
    for word, kind, height_mm in zip((given["code"], letter), ("code", "role"), given["words_mm"], strict=True):
        middle = fixed + way * (fixed[1] - height_mm)
        middle = view.seen(middle + np.array([(given["front_mm"] - given["back_mm"]) * 0.6, 0.0]))
        gid = f"{view.id}.label.{kind}.{name}"
        axes.text(*middle, word, color=INK, weight="bold", ha="center", va="center", gid=gid, zorder=8)
        if name in CALF:
            linear, shift = _segment(seen, start, name)
            place = linear @ middle + shift
            moved = pixels(axes, place[..., None, :]) - pixels(axes, middle[None])
            parts.append(Part(view.id, gid, "point", leg.string(name)[0], moved))
    return parts


def _still(leg: Leg) -> int:
    return int(np.argmin(np.abs(leg.scene.subtalar_deg)))


def _segment(seen: Array, start: tuple[int, ...], name: str) -> tuple[Array, Array]:
    """How the piece of string that carries a calf belly turns and shifts over the poses."""
    first = 1 if name in HEADS else 0
    fixed, way = seen[..., first, :], seen[..., first + 1, :] - seen[..., first, :]
    angle = np.arctan2(way[..., 1], way[..., 0])
    turn = angle - angle[start]
    linear = np.stack([np.cos(turn), -np.sin(turn), np.sin(turn), np.cos(turn)], axis=-1).reshape(*turn.shape, 2, 2)
    return linear, fixed - linear @ fixed[start]
