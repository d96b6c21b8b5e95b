"""The pictures of the cramp loop: the loop with its strengths, and the map of its two resting states."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Circle, PathPatch, Polygon
from matplotlib.path import Path
from numpy.typing import NDArray

from crampcourse.library.explorer_text import ExplorerText
from crampcourse.models.bistability import bistability
from crampcourse.widgets.explorer import quantity_phrase
from crampcourse.widgets.explorers.cramp_loop_states import PARTS, PERCENT, loop_without
from crampcourse.widgets.explorers.pictures import Made
from crampcourse.widgets.explorers.presence import present
from crampcourse.widgets.explorers.sketch import Sketch, patches
from crampcourse.widgets.figure import canvas, chart, group, pixels
from crampcourse.widgets.palette import AGONIST, ANTAGONIST, IB, INK, PAGE, SYNERGIST, WRONG
from crampcourse.widgets.states import Part, Sign

Array = NDArray[np.float64]
BEHIND = ("leg", "roots_and_nerve", "white_matter", "grey_matter", "central_canal", "calcaneal_tendon", "muscle_belly")
BEFORE = ("muscle_spindle", "golgi_tendon_organ", "dorsal_root_ganglion_cells", "ib_interneuron_cell", "motor_neuron")
WIDEST_PX = 8.0
"""Of a line that carries 100 %."""
LINES = (("ia", "ia", ANTAGONIST), ("ib", "ib", IB), ("ib", "interneuron", SYNERGIST), ("rate_after", "motor", AGONIST))
"""Quantity, centre line of the sketch, colour."""
INWARD_CURRENT_OFF = (1, 4)
"""The options that switch the persistent inward current off."""


def band(centre: Array, width: float) -> Array:
    """The outline (2 n, 2) of a line of that width along ``centre`` (n, 2)."""
    along = np.gradient(centre, axis=0)
    across = np.column_stack([-along[:, 1], along[:, 0]]) / np.linalg.norm(along, axis=1, keepdims=True)
    return np.concatenate([centre + 0.5 * width * across, (centre - 0.5 * width * across)[::-1]])


def loop(
    text: ExplorerText, sketch: Sketch, lines: Mapping[str, Array], grids: Mapping[str, Array], now: Mapping[str, float]
) -> Made:
    """Cord and calf, and between them the lines, each as wide as what it carries."""
    figure, axes = canvas(330, 420, 24.0, -426.0, 1.0)
    for order, name in enumerate((*BEHIND, *BEFORE)):
        for patch in patches(sketch[name]):
            axes.add_patch(patch).set_zorder(order / 10 + (3 if name in BEFORE else 0))
    parts, signs = [], []
    for quantity, name, colour in LINES:
        centre = lines[name] * (1.0, -1.0)
        span = grids[quantity]
        outlines = [band(centre, 0.5 + WIDEST_PX * end / PERCENT) for end in span]
        shape = Polygon(
            band(centre, 0.5 + WIDEST_PX * now[quantity] / PERCENT), facecolor=colour, linewidth=0, gid=f"loop.{name}"
        )
        axes.add_patch(shape).set_zorder(2.5)
        parts.append(Part("loop", f"loop.{name}", "path", (quantity,), pixels(axes, outlines), closed=True))
    there = ~np.isin(np.arange(len(PARTS)), INWARD_CURRENT_OFF)
    dendrite, together = present(axes, "loop.pic", patches(sketch["pic_dendrite"]), "parts", there, 5)
    parts.append(dendrite)
    _synapses(axes)
    said = {each.id: each for each in text.quantities}
    axes.text(236, -232, text.words["label.hypothesis"], color=WRONG, weight="bold", fontsize=13, zorder=6)
    for row, (quantity, colour) in enumerate((("ia", ANTAGONIST), ("pic", INK), ("ib", IB))):
        y, gid = -262 - 46 * row, f"loop.number.{quantity}"
        axes.text(236, y, text.words[f"label.{quantity}"], color=colour, weight="bold", fontsize=13, zorder=6)
        number = axes.text(
            350, y - 20, quantity_phrase(said[quantity], now[quantity]), color=INK, ha="right", fontsize=13
        )
        number.set(gid=gid, zorder=6)
        signs.append(Sign("loop", gid, quantity))
    absent = [] if there[int(now["parts"])] else [together]
    return Made(figure, parts, signs, absent)


def _synapses(axes: Axes) -> None:
    """A plus where the spindles end on the motor neuron, a minus where the interneuron does."""
    for gid, place, colour, strokes in (
        ("loop.plus", (166.0, -117.0), ANTAGONIST, [(-3, 0), (3, 0), (0, -3), (0, 3)]),
        ("loop.minus", (169.0, -133.0), SYNERGIST, [(-3, 0), (3, 0)]),
    ):
        sign = Path(np.array(place) + np.array(strokes, dtype=float), [Path.MOVETO, Path.LINETO] * (len(strokes) // 2))
        members = [
            Circle(place, 5.5, facecolor=PAGE, edgecolor=colour, linewidth=1.5),
            PathPatch(sign, facecolor="none", edgecolor=colour, linewidth=1.75),
        ]
        group(axes, gid, members, 5.5)


def border(fatigue_percent: Array, lengths: Array, which: int) -> Array:
    """The greatest length at which both states hold themselves, at each fatigue; the least length where none does."""
    both = bistability(lengths[None, :], fatigue_percent[:, None] / PERCENT, loop_without(which)).bistable
    return np.where(both, lengths, lengths[0]).max(axis=1)


def region(text: ExplorerText, grids: Mapping[str, Array], now: Mapping[str, float]) -> Made:
    """The map over length and fatigue: where both states hold themselves, and the point of now."""
    x, y = text.axes["length"], text.axes["fatigue"]
    figure, axes = chart(440, 300, (52, 16, 42, 54), x, y)
    tired = np.linspace(grids["fatigue"][0], grids["fatigue"][-1], 41)
    lengths = np.linspace(grids["length"][0], grids["length"][-1], 1101)
    shapes = []
    for which in range(len(PARTS)):
        edge = np.column_stack([border(tired, lengths, which), tired])
        shape = np.array([(lengths[0], tired[0]), *edge, (lengths[0], tired[-1])])
        # Where nothing holds itself there is no region: its outline would be a line along the axis.
        nothing = edge[:, 0].max() == lengths[0]
        shapes.append(shape - (2 * np.ptp(lengths) if nothing else 0, 0))
    area = Polygon(shapes[int(now["parts"])], facecolor=AGONIST, edgecolor=AGONIST, linewidth=1.75, gid="map.both")
    # The line stays, the area lets the grid through.
    area.set(zorder=2, facecolor=(*area.get_facecolor()[:3], 0.25))
    axes.add_patch(area)
    places = np.array([[[(length, fatigue)] for fatigue in grids["fatigue"]] for length in grids["length"]])
    at = (now["length"], now["fatigue"])
    (point,) = axes.plot(*at, marker="o", markersize=13, color=INK, markeredgecolor=PAGE, markeredgewidth=2)
    point.set(gid="map.now", zorder=5, clip_on=False)
    return Made(
        figure,
        [
            Part("map", "map.both", "path", ("parts",), pixels(axes, np.array(shapes)), closed=True),
            Part("map", "map.now", "point", ("length", "fatigue"), pixels(axes, places) - pixels(axes, [at])),
        ],
    )
