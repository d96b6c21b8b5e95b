"""The pictures of the membrane explorer: the trace, the levels, the membrane with its ions, the current it needs."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch, Polygon, Rectangle
from numpy.typing import NDArray

from crampcourse.library.explorer_text import ExplorerText
from crampcourse.widgets.explorers.bars import level_bar
from crampcourse.widgets.explorers.membrane_states import FIRES, PULSE_FROM_MS, PULSE_MS, NodeStates
from crampcourse.widgets.explorers.pictures import Made
from crampcourse.widgets.explorers.presence import present
from crampcourse.widgets.explorers.sketch import Sketch, patches
from crampcourse.widgets.figure import canvas, chart, pixels
from crampcourse.widgets.palette import (
    CHAN_K,
    CHAN_K_LINE,
    ECF,
    ICF,
    INK,
    MUSCLE,
    MUSCLE_LINE,
    MUTED,
    NERVE,
    NERVE_LINE,
    PANEL,
    PARTLY,
)
from crampcourse.widgets.states import Part

Array = NDArray[np.float64]
PLASMA = ("potassium", "calcium", "magnesium")
STATE = (*PLASMA, "stimulus")
STIMULUS_MV = 14.0
"""How high on its chart a stimulus of one threshold stands."""

IONS: dict[str, tuple[str, float, tuple[tuple[float, float], ...]]] = {
    # Control → group of the sketch, mmol/l that one sign stands for, places in the order in which they fill.
    "calcium": (
        "template_ca",
        0.2,
        ((46, 99), (130, 99), (215, 99), (73, 89), (189, 89), (267, 99), (60, 74), (147, 78), (236, 86), (104, 66),
         (206, 72), (24, 86)),
    ),
    "magnesium": ("template_mg", 0.15, ((152, 99), (103, 90), (257, 84), (38, 78), (176, 66), (84, 72), (228, 66))),
    "potassium": (
        "template_k",
        0.5,
        ((88, 54), (125, 60), (244, 54), (192, 50), (266, 66), (108, 42), (22, 66), (158, 48), (222, 44), (66, 62),
         (140, 42), (261, 42), (116, 74), (206, 58), (52, 68), (176, 40)),
    ),
}  # fmt: skip


def trace(text: ExplorerText, states: NodeStates, stimuli: Array, at: tuple[int, ...]) -> Made:
    """The potential over time now, at the start (dashed), and where the node rests."""
    figure, axes = chart(440, 330, (52, 14, 42, 54), text.axes["time"], text.axes["potential"])
    low, high = text.axes["time"].low, text.axes["time"].high
    axes.add_line(Line2D(*states.trace[at].T, color=MUTED, linewidth=1.5, linestyle=(0, (5, 3)), zorder=3))
    now = Line2D(*states.trace[at].T, color=INK, linewidth=2.5, zorder=4, gid="trace.now")
    rest = Line2D((low, high), [states.rest_mv[at[:3]]] * 2, color=NERVE_LINE, linewidth=1.5, linestyle=(0, (1, 2)))
    rest.set(zorder=2.5, gid="trace.rest")
    axes.add_line(now)
    axes.add_line(rest)
    levels = np.stack([np.stack([np.full_like(states.rest_mv, x), states.rest_mv], -1) for x in (low, high)], -2)
    bottom = text.axes["potential"].low
    sizes, (start, end) = stimuli * STIMULUS_MV, (PULSE_FROM_MS, PULSE_FROM_MS + PULSE_MS)
    boxes = [
        [(x, bottom + rise) for x, rise in ((start, 0.0), (start, size), (end, size), (end, 0.0))] for size in sizes
    ]
    axes.add_patch(Polygon(boxes[at[3]], facecolor=PARTLY, linewidth=0, zorder=4, gid="trace.pulse"))
    parts = [
        Part("trace", "trace.now", "path", STATE, pixels(axes, states.trace)),
        Part("trace", "trace.rest", "path", PLASMA, pixels(axes, levels)),
        Part("trace", "trace.pulse", "path", ("stimulus",), pixels(axes, boxes), closed=True),
    ]
    return Made(figure, parts)


def levels(text: ExplorerText, grids: Mapping[str, Array], now: Mapping[str, float]) -> Made:
    """Where one ion alone would hold the membrane, and where muscle fibre and node rest."""
    figure, axes = chart(440, 250, (14, 14, 14, 54), text.axes["level"], text.axes["row"])
    axes.set_yticks([])
    axes.texts[0].remove()
    axes.spines["left"].set_position(("data", 0.0))
    axes.grid(visible=False, axis="y")
    looks = {
        "e_na": (PANEL, MUTED),
        "e_k": (CHAN_K, CHAN_K_LINE),
        "rest_muscle": (MUSCLE, MUSCLE_LINE),
        "rest_node": (NERVE, NERVE_LINE),
    }
    said = {each.id: each for each in text.quantities}
    parts, signs = [], []
    for row, (quantity, look) in zip((4, 3, 2, 1), looks.items(), strict=True):
        made, sign = level_bar(axes, "levels", said[quantity], row, tuple(grids[quantity]), now[quantity], look)
        parts += made
        signs.append(sign)
        # On the side of zero that the bar leaves free, so that names never meet numbers.
        side = -1 if now[quantity] > 0 else 1
        name = axes.annotate(
            text.words[f"label.{quantity}"], (0, row), (8 * side, 0), "data", "offset pixels", color=INK
        )
        name.set(va="center_baseline", fontsize=13, ha="right" if side < 0 else "left")
    return Made(figure, parts, signs)


def membrane(
    text: ExplorerText, sketch: Sketch, grids: Mapping[str, Array], counts: Mapping[str, Array], at: Mapping[str, int]
) -> Made:
    """The membrane: sodium channel, potassium channel, leak, fixed charges, and ions outside, counted."""
    figure, axes = canvas(440, 268, 10.5, -196.0, 1.66)
    left, right = axes.get_xlim()
    bottom, top = axes.get_ylim()
    axes.add_patch(Rectangle((left, -130), right - left, top + 130, facecolor=ECF, linewidth=0, zorder=0))
    axes.add_patch(Rectangle((left, bottom), right - left, -130 - bottom, facecolor=ICF, linewidth=0, zorder=0))
    fixed = ("lipid_core", "lipid_heads_outer", "lipid_heads_inner", "k_leak_channel", "kv_closed", "surface_charges")
    for order, name in enumerate(fixed):
        _put(axes, sketch, name, 1 + order / 10)
    parts, absent = [], []
    shown: list[tuple[str, list[PathPatch], str, NDArray[np.bool_]]] = [
        ("nav_closed", patches(sketch["nav_closed"]), "answer", grids["answer"] != FIRES),
        ("nav_open", patches(sketch["nav_open"]), "answer", grids["answer"] == FIRES),
    ]
    for control, (template, each, places) in IONS.items():
        for number, (x, y) in enumerate(places):
            there = np.round(counts[control] / each) > number
            shown.append((f"{control}.{number}", patches(sketch[template], (x, -y)), control, there))
    for order, (name, members, over, there) in enumerate(shown):
        part, together = present(axes, f"membrane.{name}", members, over, there, 2 + order / 100)
        parts.append(part)
        if not there[at[over]]:
            absent.append(together)
    labels = (("outside", left + 4, top - 15), ("inside", left + 4, bottom + 5))
    below = (
        ("sodium_channel", 88.0, bottom + 5),
        ("potassium_channel", 176.0, bottom + 5),
        ("leak", 242.0, bottom + 5),
    )
    for name, x, y in (*labels, *below):
        axes.text(
            x,
            y,
            text.words[f"label.{name}"],
            color=INK,
            fontsize=13,
            ha="left" if name in ("outside", "inside") else "center",
            zorder=6,
        )
    return Made(figure, parts, [], absent)


def _put(axes: Axes, sketch: Sketch, name: str, zorder: float) -> None:
    for patch in patches(sketch[name]):
        axes.add_patch(patch).set_zorder(zorder)


def need(text: ExplorerText, grids: Mapping[str, Array], stimuli: Array, now: Mapping[str, float]) -> Made:
    """The current that starts an action potential, against the normal one, and the stimulus that is given."""
    figure, axes = chart(440, 132, (14, 14, 16, 54), text.axes["current"], text.axes["row"])
    axes.set(ylim=(0, 2))
    axes.set_yticks([])
    axes.texts[0].remove()
    axes.grid(visible=False, axis="y")
    axes.axvline(1.0, color=MUTED, linewidth=1.5, linestyle=(0, (5, 3)), zorder=2)
    said = {each.id: each for each in text.quantities}
    parts, sign = level_bar(
        axes, "need", said["need"], 1.1, tuple(grids["need"]), now["need"], (NERVE, NERVE_LINE), 0.8
    )
    start = int(now["stimulus"])
    marks = [[(size, 0.62), (size - 0.045, 0.06), (size + 0.045, 0.06)] for size in stimuli]
    axes.add_patch(Polygon(marks[start], facecolor=PARTLY, linewidth=0, zorder=6, gid="need.stimulus"))
    parts.append(Part("need", "need.stimulus", "path", ("stimulus",), pixels(axes, marks), closed=True))
    return Made(figure, parts, [sign])
