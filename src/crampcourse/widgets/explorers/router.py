"""The tendon router: a tendon led past the malleoli wherever one likes, and what its side of each axis makes of it."""

from xml.etree import ElementTree as ET

import numpy as np
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch

from crampcourse.library.explorer_text import ExplorerText
from crampcourse.library.read import read_json
from crampcourse.library.shelf import Library
from crampcourse.models.ankle import AnkleJoints, axes_in_tibia
from crampcourse.widgets.explorers.axes_scene import MM
from crampcourse.widgets.explorers.sketch import svg_path
from crampcourse.widgets.figure import canvas, pixels, svg_text
from crampcourse.widgets.palette import (
    BONE,
    BONE_LINE,
    FIRST,
    INK,
    MUTED,
    PAGE,
    SECOND,
    SKIN,
    SKIN_LINE,
    TENDON,
    TENDON_LINE,
    TOKENS,
)
from crampcourse.widgets.states import Array, Drawing, Part, Picture
from crampcourse.widgets.terms import Term, where

_SIZE_PX, _LEFT_MM, _BOTTOM_MM, _SCALE = (400, 440), -50.0, -66.0, 3.9
_LOOK = {"skin": (SKIN, SKIN_LINE), "bone": (BONE, BONE_LINE), "tendon": (TENDON, TENDON_LINE)}
_AXES = {"ankle": ("talocrural", FIRST, "solid"), "subtalar": ("subtalar", SECOND, (0, (4, 2)))}
_DOWN = np.array([0.0, -1.0, 0.0])


def draw(text: ExplorerText, library: Library) -> tuple[Drawing, list[Figure]]:
    """The drawing and its figure; the arm of a vertical pull is linear in its place, so corners are enough."""
    figure, axes = canvas(*_SIZE_PX, _LEFT_MM, _BOTTOM_MM, _SCALE)
    order = {tissue: number for number, tissue in enumerate(_LOOK)}
    for tissue, d in _shapes(library.plate_svg("axial_malleoli")):
        fill, line = _LOOK[tissue]
        shape = PathPatch(svg_path(d), facecolor=fill, edgecolor=line, linewidth=1.75, joinstyle="round")
        axes.add_patch(shape).set_zorder(1 + order[tissue] / 10)
    joints = AnkleJoints.from_parameters(read_json(library.folder / "gait2392.json", []))
    forward, side = (np.array([control.low, control.high]) for control in text.controls)
    arms: dict[str, tuple[tuple[str, ...], Array]] = {}
    for name, (axis, colour, dash) in _AXES.items():
        point_m, direction = axes_in_tibia(joints, 0.0)[axis]
        point = (point_m - joints.talus_origin_m) * MM
        levers = np.stack(np.broadcast_arrays(forward[:, None], 0.0, side[None, :]), axis=-1) - point
        arms[f"{name}_arm"] = ("forward", "side"), -np.cross(direction, levers) @ _DOWN
        along = direction[[2, 0]] / np.linalg.norm(direction[[2, 0]])
        centre = point[[2, 0]] - (point[[2, 0]] @ along) * along
        for ink, width, zorder in ((PAGE, 6.0, 2.0), (colour, 2.5, 2.1)):
            ends = centre + np.outer([-90, 90], along)
            style = "solid" if ink == PAGE else dash
            axes.add_line(Line2D(*ends.T, color=ink, linewidth=width, linestyle=style, zorder=zorder))
    for word, place, align in (
        ("front", (1.3, 40.2), "center"),
        ("back", (1.3, -64), "center"),
        ("inner", (-48, -52), "left"),
        ("outer", (50.5, -52), "right"),
    ):
        axes.text(*place, text.words[f"label.{word}"], ha=align, color=MUTED)
    (dot,) = axes.plot(0, 0, marker="o", markersize=16, color=INK, markeredgecolor=PAGE, markeredgewidth=3)
    dot.set(gid="section.tendon", zorder=5)
    corners = np.array([[[[s, f]] for s in side] for f in forward])
    shift = pixels(axes, corners) - pixels(axes, [[0.0, 0.0]])
    drawing = Drawing(
        (Picture("section", svg_text(figure), *_SIZE_PX),),
        {"forward": forward, "side": side},
        (Part("section", "section.tendon", "point", ("forward", "side"), shift),),
        arms | {"action": where(Term.of("ankle_arm") > 0, 2, 0) + where(Term.of("subtalar_arm") > 0, 1, 0)},
        colours={"forward": TOKENS[FIRST], "side": TOKENS[SECOND]},
        legend=tuple(
            {"token": TOKENS[colour], "line": line, "word": f"legend.{name}"}
            for (name, (_, colour, _)), line in zip(_AXES.items(), ("solid", "dashed"), strict=True)
        ),
    )
    return drawing, [figure]


def _shapes(svg: str) -> list[tuple[str, str]]:
    """Tissue and outline of every skin, bone and tendon of a plate."""
    found = []
    for group in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}g"):
        tissue = group.get("class", "").partition(" ")[0]
        fills = [path for path in group if path.get("class", "").split()[:1] == ["fill"]]
        if tissue in _LOOK and group.get("data-structure"):
            found += [(tissue, path.get("d", "")) for path in fills]
    return found
