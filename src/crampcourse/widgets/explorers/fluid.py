"""The fluid balance lab: what sweat and drink do to body mass and plasma sodium, with the error that was measured."""

import numpy as np
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch, Polygon, Rectangle
from matplotlib.path import Path

from crampcourse.library.explorer_text import ExplorerText
from crampcourse.library.models import model_text
from crampcourse.library.shelf import Library
from crampcourse.models.fluid import prediction_error
from crampcourse.widgets.figure import canvas, chart, pixels, svg_text
from crampcourse.widgets.palette import FIRST, INK, MUTED, PAGE, RIGHT, RIGHT_FILL, SECOND
from crampcourse.widgets.states import Array, Drawing, Part, Picture, Sign
from crampcourse.widgets.terms import Term, where

_BARS = {
    "sweat_l": ("bar.sweat", SECOND, 12.0),
    "drink_l": ("bar.drink", FIRST, 12.0),
    "salt_lost": ("bar.salt_out", SECOND, 1310.0),
    "salt_drunk": ("bar.salt_in", FIRST, 960.0),
}
"""Quantity → its word, its colour, and the most there can be of it; litres and millimoles have a scale each."""
_FULL = {"sweat_l": 12.0, "drink_l": 12.0, "salt_lost": 1310.0, "salt_drunk": 1310.0}
_LEFT_PX, _LONG_PX = 74.0, 170.0


def draw(text: ExplorerText, _library: Library) -> tuple[Drawing, list[Figure]]:
    """The drawing and its figures."""
    plasma, plasma_parts = _plasma(text)
    balance, balance_parts = _balance(text)
    axes = text.axes
    drawing = Drawing(
        (Picture("plasma", svg_text(plasma), 400, 310), Picture("balance", svg_text(balance), 320, 310)),
        {
            "mass_change": np.array([axes["mass"].low, axes["mass"].high]),
            "sodium": np.array([axes["sodium"].low, axes["sodium"].high]),
            "error": np.array([0.0, 4.0]),
            **{name: np.array([0.0, most]) for name, (_, _, most) in _BARS.items()},
        },
        (*plasma_parts, *balance_parts),
        _quantities(text),
        signs=(
            Sign("plasma", "plasma.dot", "answer", ("shown", "shown", "hidden")),
            Sign("plasma", "plasma.band", "answer", ("shown", "hidden", "hidden")),
            *(Sign("balance", f"balance.{name}.value", name) for name in _BARS),
        ),
    )
    return drawing, [plasma, balance]


def _quantities(text: ExplorerText) -> dict[str, Term]:
    """The equations of models/fluid.py, which the browser works out at every move."""
    model = model_text("fluid")
    number, known, answered = model.number, model.numbers("tested_mass_changes"), model.numbers("answered_mass_changes")
    losing, gaining = float(prediction_error(known[0])), float(prediction_error(known[-1]))
    usual_low, usual_high = np.ravel(text.figures["usual"].value)
    potassium, before = float(np.ravel(text.figures["potassium"].value)[0]), number("initial_sodium")
    intercept, body = number("intercept"), Term.of("mass") * number("body_water_fraction")
    change, sodium, error, water = (Term.of(name) for name in ("mass_change", "sodium", "error", "water_l"))
    tiny = 1e-9  # a litre summed from rates may pass a limit by a rounding error
    outside = where(change >= answered[0] - tiny, where(change > answered[1] + tiny, 1, 0), 1)
    untested = where(change >= known[0] - tiny, where(change > known[-1] + tiny, 1, 0), 1)
    return {
        "sweat_l": Term.of("sweat_rate") * Term.of("hours"),
        "drink_l": Term.of("drink_rate") * Term.of("hours"),
        "water_l": Term.of("drink_l") - Term.of("sweat_l"),
        "mass_change": 100 * number("kg_per_l") * water / Term.of("mass"),
        "salt_lost": Term.of("sweat_l") * (Term.of("sweat_sodium") + potassium),
        "salt_drunk": Term.of("drink_l") * Term.of("drink_sodium"),
        "sodium": ((before + intercept) * body + number("slope") * (Term.of("salt_drunk") - Term.of("salt_lost")))
        / (body + water)
        - intercept,
        "error": where(change > 0, losing + (gaining - losing) / known[-1] * change, losing),
        "sodium_low": sodium - error,
        "sodium_high": sodium + error,
        "zone": where(sodium >= usual_low, 1, 0) + where(sodium > usual_high, 1, 0),
        "answer": where(outside, 2, untested),
        "answered": where(outside, 0, 1),
        "known": where(untested, 0, 1),
    }


def _plasma(text: ExplorerText) -> tuple[Figure, list[Part]]:
    """Sodium against change of body mass: the usual strip, where the error was measured, and a dot with its band."""
    x, y = text.axes["mass"], text.axes["sodium"]
    low, high = np.ravel(text.figures["usual"].value)
    known = model_text("fluid").numbers("tested_mass_changes")
    figure, axes = chart(400, 310, (52, 14, 38, 62), x, y)
    axes.add_patch(Rectangle((x.low, low), x.high - x.low, high - low, facecolor=RIGHT_FILL, linewidth=0, zorder=0.5))
    axes.text(x.low + 0.4, high - 1, text.words["chart.usual"], color=RIGHT, va="top", fontsize=13)
    floor = y.low + 1.2
    axes.add_line(Line2D([known[0], known[-1]], [floor, floor], color=MUTED, linewidth=2.5, linestyle=(0, (4, 2))))
    axes.text(float(np.mean([known[0], known[-1]])), floor + 1.6, text.words["chart.known"], color=MUTED, ha="center")
    at = np.array([0.0, 140.0])
    dot = axes.plot(*at, marker="o", markersize=11, color=FIRST, markeredgecolor=PAGE, markeredgewidth=2)[0]
    dot.set(gid="plasma.dot", zorder=6)
    beam = np.array([[-0.35, 1], [0.35, 1], [0, 1], [0, -1], [-0.35, -1], [0.35, -1]])
    band = PathPatch(Path(at + beam), facecolor="none", edgecolor=INK, linewidth=1.75, zorder=7)
    band.set_gid("plasma.band")
    axes.add_patch(band)
    corners = np.array([[[mass, sodium] for sodium in (y.low, y.high)] for mass in (x.low, x.high)])
    shifts = pixels(axes, corners[:, :, None]) - pixels(axes, at[None])
    ends = corners[:, :, None, None] + beam * np.array([[1, 0], [1, 4]])[:, None]
    return figure, [
        Part("plasma", "plasma.dot", "point", ("mass_change", "sodium"), shifts),
        Part("plasma", "plasma.band", "path", ("mass_change", "sodium", "error"), pixels(axes, ends)),
    ]


def _balance(text: ExplorerText) -> tuple[Figure, list[Part]]:
    """What went out and what came in, as bars with their numbers at the end."""
    figure, axes = canvas(320, 310, 0, 0, 1)
    start = {"sweat_l": 4.0, "drink_l": 2.0, "salt_lost": 176.0, "salt_drunk": 0.0}
    parts = []
    for row, (name, (word, colour, most)) in enumerate(_BARS.items()):
        y = 238 - 56 * row - 34 * (row // 2)

        def bar(amount: float, y: float = y, full: float = _FULL[name]) -> Array:
            end = _LEFT_PX + _LONG_PX * amount / full
            return np.array([[_LEFT_PX, y], [end, y], [end, y + 34], [_LEFT_PX, y + 34]])

        axes.text(_LEFT_PX - 10, y + 17, text.words[word], ha="right", va="center", color=INK)
        axes.add_patch(Polygon(bar(start[name]), facecolor=colour, linewidth=0, gid=f"balance.{name}"))
        at = (bar(start[name])[1, 0] + 8, y + 17)
        axes.text(*at, "0", ha="left", va="center", color=INK, gid=f"balance.{name}.value")
        shift = np.array([[[bar(amount)[1, 0] + 8, y + 17]] for amount in (0.0, most)])
        parts.append(
            Part("balance", f"balance.{name}", "path", (name,), pixels(axes, np.stack([bar(0), bar(most)])), True)
        )
        parts.append(
            Part("balance", f"balance.{name}.value", "point", (name,), pixels(axes, shift) - pixels(axes, [at]))
        )
    axes.add_line(Line2D([_LEFT_PX, _LEFT_PX], [36, 288], color=MUTED, linewidth=1))
    return figure, parts
