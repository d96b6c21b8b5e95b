"""The charts of the cramp loop: the course after an effort, and its numbers beside those measured in people."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon
from numpy.typing import NDArray

from crampcourse.library.explorer_text import Axis, ExplorerText
from crampcourse.widgets.explorers.bars import level_bar
from crampcourse.widgets.explorers.cramp_loop_states import EFFORT_S, STRETCH_S, LoopStates
from crampcourse.widgets.explorers.pictures import Made
from crampcourse.widgets.figure import chart, group, pixels
from crampcourse.widgets.palette import AGONIST, INK, MUSCLE_LINE, MUTED, PARTLY, SECOND
from crampcourse.widgets.states import Part

Array = NDArray[np.float64]
STATE = ("length", "fatigue", "drive", "stretch", "parts")
PEOPLE: dict[str, tuple[str, ...]] = {
    "lasts": ("lasts_intact", "lasts_blocked"),
    "test_hz": ("test_intact", "test_blocked", "test_rested", "test_tired"),
}
"""Quantity → what was measured of it in people: figures NAME and NAME_sd, word label.NAME."""
ROW_PX = 50.0


def course(text: ExplorerText, states: LoopStates, at: tuple[int, ...]) -> Made:
    """Rate of the pool and force of the tendon over two minutes, with the effort and the stretch."""
    figure, axes = chart(440, 330, (52, 16, 42, 54), text.axes["time"], text.axes["percent"])
    looks = {"rate": (AGONIST, "solid", 2.5), "force": (MUSCLE_LINE, (0, (4, 2)), 2.0)}
    parts = []
    for name, (colour, dash, width) in looks.items():
        line = Line2D(*states.traces[name][at].T, color=colour, linestyle=dash, linewidth=width, gid=f"course.{name}")
        axes.add_line(line).set_zorder(4)
        parts.append(Part("course", f"course.{name}", "path", STATE, pixels(axes, states.traces[name])))
    low = text.axes["percent"].low
    for name, (start, end), colour in (("effort", EFFORT_S, PARTLY), ("stretch", STRETCH_S, SECOND)):
        shapes = [_strip(start, start + (end - start) * share, low) for share in (0.0, 1.0)]
        mark = Polygon(shapes[1 if name == "effort" else at[3]], facecolor=colour, linewidth=0, gid=f"course.{name}")
        axes.add_patch(mark).set_zorder(3)
        if name == "stretch":
            parts.append(Part("course", "course.stretch", "path", ("stretch",), pixels(axes, shapes), closed=True))
    return Made(figure, parts)


def _strip(start: float, end: float, low: float) -> Array:
    """A mark below zero, from one time to another."""
    return np.array([(start, low), (start, 0.0), (end, 0.0), (end, low)])


def beside_people(
    text: ExplorerText, picture: str, quantity: str, x: Axis, grids: Mapping[str, Array], now: Mapping[str, float]
) -> Made:
    """One number of the model as a bar, and below it means and standard deviations of people."""
    rows = len(PEOPLE[quantity]) + 1
    figure, axes = chart(440, ROW_PX * rows + 62, (14, 20, 8, 54), x, text.axes["row"])
    axes.set(ylim=(0, rows))
    axes.set_yticks([])
    axes.texts[0].remove()
    axes.grid(visible=False, axis="y")
    said = next(each for each in text.quantities if each.id == quantity)
    at = rows - 0.68
    parts, sign = level_bar(axes, picture, said, at, tuple(grids[quantity]), now[quantity], (AGONIST, AGONIST), 0.34)
    _name(axes, text.words["label.model"], rows - 0.2)
    for row, name in enumerate(PEOPLE[quantity]):
        place = rows - 1 - row
        _name(axes, text.words[f"label.{name}"], place - 0.2)
        group(axes, f"{picture}.people.{name}", _spread(text, name, place - 0.68), 4)
    return Made(figure, parts, [sign])


def _name(axes: Axes, words: str, y: float) -> None:
    label = axes.annotate(words, (0, y), (5, 0), "data", "offset pixels", color=INK, fontsize=13, va="center_baseline")
    label.set_zorder(6)


def _spread(text: ExplorerText, name: str, y: float) -> list[Line2D | Polygon]:
    """A mean with one standard deviation to both sides."""
    mean, sd = (float(np.ravel(text.figures[key].value)[0]) for key in (name, f"{name}_sd"))
    wide = (text.axes["seconds" if name.startswith("lasts") else "hertz"].high) / 110
    ends = [Line2D([x, x], [y - 0.1, y + 0.1], color=MUTED, linewidth=1.75) for x in (mean - sd, mean + sd)]
    diamond = Polygon([(mean - wide, y), (mean, y + 0.16), (mean + wide, y), (mean, y - 0.16)], facecolor=INK)
    return [Line2D([mean - sd, mean + sd], [y, y], color=MUTED, linewidth=1.75), *ends, diamond]
