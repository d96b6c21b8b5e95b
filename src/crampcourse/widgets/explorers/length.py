"""The length lab: how long gastrocnemius and soleus are in a pose of knee and ankle, and how they pull back at rest."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from crampcourse.library.explorer_text import ExplorerText
from crampcourse.library.shelf import Library
from crampcourse.models.ankle import MUSCLES, muscle_geometry
from crampcourse.models.gait2392 import muscle_values
from crampcourse.models.muscle import isometric_force
from crampcourse.widgets.explorers.axes_scene import MM, Array
from crampcourse.widgets.explorers.leg_drawing import STRETCH, bones, muscle, thigh
from crampcourse.widgets.explorers.leg_scene import LegView
from crampcourse.widgets.explorers.torque import leg_of
from crampcourse.widgets.figure import canvas, chart, pixels, svg_text
from crampcourse.widgets.palette import FIRST, INK, MUSCLE, MUTED, PAGE, PARTLY, SECOND, TOKENS
from crampcourse.widgets.states import Drawing, Part, Picture, Sign, Source
from crampcourse.widgets.terms import Term, where

VIEW = LegView("medial", mirrored=True, left_mm=-193, bottom_mm=-196, width_px=400, height_px=540, scale=0.82)
SHOWN = {"gastrocnemius": "gastrocnemius_medial_head", "soleus": "soleus"}
"""Our short name, and the muscle of the model; the inner head stands for both heads of gastrocnemius."""
CALF = ("gastrocnemius_medial_head", "gastrocnemius_lateral_head", "soleus")
LOOKS = ("hollow", "rest", "lines")
"""How a muscle is drawn that is slack, at ease, stretched."""
COLOURS = {"gastrocnemius": FIRST, "soleus": SECOND}
LINES = {"gastrocnemius": "solid", "soleus": (0, (6, 3))}
_PLACES_MM = {"gastrocnemius": (86, 318), "soleus": (86, 190)}


def draw(text: ExplorerText, library: Library) -> tuple[Drawing, list[Figure]]:
    """The explorer's drawing and the figures it was taken from; ContentError where a file of it is faulty."""
    grids: dict[str, Array] = {c.id: np.arange(c.low, c.high + c.step / 2, c.step) for c in text.controls}
    leg = leg_of(library, grids | {"subtalar": np.zeros(1)})
    figure, axes = canvas(VIEW.width_px, VIEW.height_px, VIEW.left_mm, VIEW.bottom_mm, VIEW.scale)
    parts = [*bones(axes, VIEW, leg, library.plate_svg(VIEW.id)), *thigh(axes, VIEW, leg)]
    signs = []
    for order, (short, name) in enumerate(reversed(SHOWN.items())):
        parts += muscle(axes, VIEW, leg, name, 3 + order / 100)
        signs += [Sign("medial", f"medial.{name}", f"level_{short}", LOOKS), *_words(axes, text, short)]
    curves, moved = _curves(text, grids)
    grids |= {f"fibre_{name}": STRETCH for name in SHOWN.values()}
    drawing = Drawing(
        (
            Picture("medial", svg_text(figure), VIEW.width_px, VIEW.height_px),
            Picture("curves", svg_text(curves), *(curves.get_size_inches() * 72)),
        ),
        grids,
        tuple(_without_subtalar(part) for part in (*parts, *moved)),
        quantities(grids, text),
        signs=tuple(signs),
        legend=(
            {"token": TOKENS[FIRST], "line": "solid", "word": "legend.gastrocnemius"},
            {"token": TOKENS[SECOND], "line": "dashed", "word": "legend.soleus"},
            {"token": TOKENS[PARTLY], "line": "lines", "word": "legend.stretched"},
            {"token": TOKENS[MUSCLE], "line": "rest", "word": "legend.ease"},
            {"token": TOKENS[MUTED], "line": "hollow", "word": "legend.slack"},
        ),
    )
    return drawing, [figure, curves]


def quantities(grids: dict[str, Array], text: ExplorerText) -> dict[str, Source]:
    """Lengths against standing (mm), passive forces (N), fibres (%), and what they are called.

    Where a muscle is shorter than its slack tendon it pulls nothing, and its fibres are not told.
    """
    pose = ("ankle", "knee")
    geometry = muscle_geometry(grids["ankle"][:, None], 0.0, grids["knee"][None, :])
    standing_m = muscle_geometry(0.0, 0.0, 0.0).length_m
    rest = isometric_force(geometry.length_m, 0.0)
    force_n, fibre_m = np.nan_to_num(rest.tendon_force_n), np.nan_to_num(rest.fibre_length_m)
    change_mm = text.figures["changed"].value
    found: dict[str, Source] = {}
    for short, name in SHOWN.items():
        i = MUSCLES.index(name)
        found |= {
            f"longer_{short}": (pose, (geometry.length_m[i] - standing_m[i]) * MM),
            f"force_{short}": (pose, force_n[i]),
            f"fibre_{name}": (pose, fibre_m[i] / muscle_values("lopt_m")[i]),
            f"best_{short}": 100 * Term.of(f"fibre_{name}"),
            f"told_{short}": (pose, 1.0 - rest.no_equilibrium[i]),
            f"level_{short}": (Term.of(f"longer_{short}") >= change_mm) + (Term.of(f"longer_{short}") > -change_mm),
        }
    pulls = [force_n[MUSCLES.index(name)] * -geometry.ankle_moment_arm_m[MUSCLES.index(name)] for name in CALF]
    found["torque"] = pose, np.sum(pulls, axis=0)
    stretched = {short: where(Term.of(f"level_{short}") > 1.5, 1, 0) for short in SHOWN}
    found["reach"] = stretched["gastrocnemius"] + 2 * stretched["soleus"]
    return found


def _words(axes: Axes, text: ExplorerText, short: str) -> list[Sign]:
    """The name of a muscle beside its belly, and in what state it is."""
    x, y = _PLACES_MM[short]
    axes.text(
        x,
        y,
        text.words[f"muscle.{short}"],
        color=INK,
        weight="bold",
        va="center",
        gid=f"medial.label.{short}",
        zorder=8,
    )
    said = next(quantity for quantity in text.quantities if quantity.id == f"level_{short}").options[1]
    axes.text(x, y - 27, said, color=INK, va="center", gid=f"medial.level.{short}", zorder=8)
    return [Sign("medial", f"medial.level.{short}", f"level_{short}")]


def _curves(text: ExplorerText, grids: dict[str, Array]) -> tuple[Figure, list[Part]]:
    """Passive force against knee angle at this ankle angle: a curve for each muscle, and a dot where the knee is."""
    figure, axes = chart(400, VIEW.height_px, (44, 16, 38, 62), text.axes["knee"], text.axes["force"])
    forces = quantities(grids, text)
    still = int(np.argmin(np.abs(grids["ankle"])))
    parts = []
    guide = axes.add_line(Line2D([0, 0], [0, text.axes["force"].high], color=MUTED, linewidth=1, gid="curves.knee"))
    knees = np.stack([grids["knee"], np.zeros_like(grids["knee"])], axis=-1)
    guide.set_zorder(2)
    parts.append(
        Part("curves", "curves.knee", "point", ("knee",), pixels(axes, knees[:, None]) - pixels(axes, knees[:1]))
    )
    for order, (short, colour) in enumerate(COLOURS.items()):
        source = forces[f"force_{short}"]
        if isinstance(source, Term):
            raise TypeError(f"force_{short} must be a table")
        places = np.stack(np.broadcast_arrays(grids["knee"], source[1]), axis=-1)
        line = Line2D(*places[still].T, color=colour, linewidth=2.5, linestyle=LINES[short], gid=f"curves.line.{short}")
        axes.add_line(line).set_zorder(3)
        dot = axes.plot(*places[still, 0], marker="os"[order], markersize=11, color=colour, markeredgecolor=PAGE)[0]
        dot.set(gid=f"curves.dot.{short}", zorder=5, markeredgewidth=2, clip_on=False)
        shift = pixels(axes, places[..., None, :]) - pixels(axes, places[still, :1])
        parts += [
            Part("curves", f"curves.line.{short}", "path", ("ankle",), pixels(axes, places)),
            Part("curves", f"curves.dot.{short}", "point", ("ankle", "knee"), shift),
        ]
    return figure, parts


def _without_subtalar(part: Part) -> Part:
    """The part over knee and ankle alone: here the subtalar joint stays at 0°."""
    if "subtalar" not in part.controls:
        return part
    axis = part.controls.index("subtalar")
    controls = tuple(control for control in part.controls if control != "subtalar")
    return Part(part.picture, part.gid, part.kind, controls, np.take(part.table, 0, axis=axis), part.closed)
