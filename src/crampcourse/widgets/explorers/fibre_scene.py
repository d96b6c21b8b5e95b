"""The pictures of the fibre bench: the force trace, the sarcomere to scale, the force–length curve."""

from collections.abc import Mapping

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon
from numpy.typing import NDArray

from crampcourse.library.explorer_text import ExplorerText
from crampcourse.models.curves import active_force
from crampcourse.widgets.explorer import quantity_phrase
from crampcourse.widgets.explorers.fibre_states import PERCENT, FibreStates
from crampcourse.widgets.explorers.pictures import Made
from crampcourse.widgets.explorers.sketch import Sketch, patches
from crampcourse.widgets.figure import Group, canvas, chart, group, matrices, pixels
from crampcourse.widgets.palette import AGONIST, INK, MUTED, PAGE, PARTLY
from crampcourse.widgets.states import Part, Sign

Array = NDArray[np.float64]
STATE = ("rate", "work", "reuptake")
UNITS_PER_UM = 100.0
"""Of the sketch; its origin is the M line."""
AWAY_UNITS = 4000.0
STILL = (
    "fibre_outside", "sarcoplasm", "longitudinal_sr", "longitudinal_sr_i_band_left", "longitudinal_sr_i_band_right",
    "sr_left", "sr_right", "sr_outline", "t_tubule_left", "t_tubule_right", "sarcolemma", "serca_pumps", "serca_atp",
)  # fmt: skip
HEADS = 17
HEAD_FROM, HEAD_EACH, HEAD_REACH = 9.2, 4.3, 2.0
"""Where the levels of heads stand on the thick filament, and how far beyond the thin filament's tip one reaches."""
Z_LOW, Z_HIGH = -207.0, -117.0


def trace(text: ExplorerText, states: FibreStates, grids: Mapping[str, Array], at: tuple[int, int, int]) -> Made:
    """Force over a train of two seconds and its relaxation, in % of the tetanus; below it the train."""
    figure, axes = chart(440, 320, (52, 16, 42, 54), text.axes["time"], text.axes["force"])
    unit = states.trace[:, :, :, None] * np.stack([np.ones_like(grids["share"]), grids["share"]], -1)[:, None]
    line = Line2D(*unit[at][-1].T, color=AGONIST, linewidth=2.5, zorder=4, gid="trace.now")
    axes.add_line(line)
    low = text.axes["force"].low
    axes.add_patch(Polygon([(0, low), (0, 0.6 * low), (2, 0.6 * low), (2, low)], facecolor=PARTLY, linewidth=0))
    return Made(figure, [Part("trace", "trace.now", "path", (*STATE, "share"), pixels(axes, unit))])


def curve(text: ExplorerText, grids: Mapping[str, Array], now: Mapping[str, float]) -> Made:
    """What a fully active fibre can pull at each length, and where this one stands."""
    figure, axes = chart(440, 260, (52, 16, 42, 54), text.axes["length"], text.axes["share"])
    lengths = np.linspace(text.axes["length"].ticks[0], text.axes["length"].high, 121)
    axes.add_line(Line2D(lengths, PERCENT * active_force(lengths), color=MUTED, linewidth=2.5, zorder=3))
    places = np.column_stack([grids["length"], PERCENT * active_force(grids["length"])])
    at = (now["length"], PERCENT * float(active_force(now["length"])))
    (point,) = axes.plot(*at, marker="o", markersize=13, color=INK, markeredgecolor=PAGE, markeredgewidth=2)
    point.set(gid="curve.now", zorder=5)
    shifts = pixels(axes, places[:, None]) - pixels(axes, [at])
    return Made(figure, [Part("curve", "curve.now", "point", ("length",), shifts)])


def sarcomere(
    text: ExplorerText,
    sketch: Sketch,
    filaments_um: Mapping[str, float],
    grids: Mapping[str, Array],
    now: Mapping[str, float],
) -> Made:
    """One sarcomere to scale: half of the thin filaments slide with each Z disc, heads bind where they overlap."""
    figure, axes = canvas(440, 272, -190.0, -236.0, 440 / 380)
    for order, name in enumerate(STILL):
        for patch in patches(sketch[name]):
            axes.add_patch(patch).set_zorder(order / 100)
    long_um = grids["length"] * filaments_um["optimal"]
    parts, absent = [], []

    def moved(name: str, scale: Array, shift: Array, zorder: float, there: NDArray[np.bool_] | None = None) -> Group:
        """A group that is stretched along the filaments by ``scale`` and shifted by ``shift``."""
        linear = np.zeros((len(scale), 2, 2))
        linear[:, 0, 0], linear[:, 1, 1] = scale, 1.0
        away = np.zeros_like(shift) if there is None else np.where(there, 0.0, AWAY_UNITS)
        gid = f"sarcomere.{name}"
        together = group(axes, gid, patches(sketch[name]), zorder)
        table = matrices(axes, linear, np.column_stack([shift + away, np.zeros_like(shift)]))
        parts.append(Part("sarcomere", gid, "affine", ("length",), table))
        return together

    still, one = np.zeros_like(long_um), np.ones_like(long_um)
    half_thick, half = UNITS_PER_UM * filaments_um["thick"] / 2, UNITS_PER_UM * long_um / 2
    drawn_half = UNITS_PER_UM * filaments_um["optimal"] / 2
    squeezed = np.minimum(1.0, (half - 2.0) / half_thick)
    moved("m_line", one, still, 2)
    moved("thick_filaments", squeezed, still, 3)
    start = int(np.argmin(np.abs(grids["length"] - now["length"])))
    for side, name in ((-1.0, "left"), (1.0, "right")):
        spring = np.maximum((half - half_thick) / (drawn_half - half_thick), 0.02)
        tip = side * half_thick * squeezed
        moved(f"titin_{name}", spring, tip - spring * side * half_thick, 1.5)
        moved(f"half_{name}", one, side * (half - drawn_half), 2)
        for level in range(HEADS):
            place = (HEAD_FROM + HEAD_EACH * level) * squeezed
            bound = place > half - UNITS_PER_UM * filaments_um["thin"] - HEAD_REACH
            for state, there in (("detached", ~bound), ("attached", bound)):
                together = moved(f"crossbridge_{name}_{level + 1}.{state}", squeezed, still, 3.5, there)
                if not there[start]:
                    absent.append(together)
    ends = [[(-x, -218.0), (x, -218.0)] for x in half]
    axes.add_line(Line2D(*np.transpose(ends[start]), color=INK, linewidth=1.75, gid="sarcomere.length", zorder=6))
    parts.append(Part("sarcomere", "sarcomere.length", "path", ("length",), pixels(axes, ends)))
    said = next(each for each in text.quantities if each.id == "sarcomere")
    number = axes.text(0, -233, quantity_phrase(said, now["sarcomere"]), color=INK, ha="center", fontsize=13)
    number.set(gid="sarcomere.number", zorder=7)
    return Made(figure, parts, [Sign("sarcomere", "sarcomere.number", "sarcomere")], absent)
