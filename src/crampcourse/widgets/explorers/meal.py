"""The plate builder: a day's food against the reference intakes of a person's group."""

import re

import numpy as np
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon

from crampcourse.library.explorer_text import ExplorerText
from crampcourse.library.shelf import Library
from crampcourse.library.tables import foods, intakes
from crampcourse.models.nutrition import NUTRIENTS, needs
from crampcourse.widgets.figure import canvas, pixels, svg_text
from crampcourse.widgets.palette import FIRST, INK, MUTED, PAGE
from crampcourse.widgets.states import Array, Drawing, Part, Picture, Sign, Source
from crampcourse.widgets.terms import Term, where

_SIZE_PX = (400, 300)
_LEFT_PX, _FULL_PX, _FULL_PERCENT = 140.0, 180.0, 200.0
_SHORT = {nutrient: re.sub("_(mg|ug)$", "", nutrient) for nutrient in NUTRIENTS}
_ROWS = ("magnesium", "potassium", "calcium", "sodium", "vitamin_d", "vitamin_b12")


def draw(text: ExplorerText, _library: Library) -> tuple[Drawing, list[Figure]]:
    """The drawing and its figure."""
    figure, parts = _bars(text)
    shares = {f"{short}_share": np.array([0.0, _FULL_PERCENT]) for short in _ROWS}
    people = {"person": np.arange(float(len(text.controls[0].options)))}
    signs = tuple(Sign("bars", f"bars.{short}.value", f"{short}_share") for short in _ROWS)
    picture = Picture("bars", svg_text(figure), *_SIZE_PX)
    return Drawing((picture,), shares | people, tuple(parts), _quantities(text), signs=signs), [figure]


def _quantities(text: ExplorerText) -> dict[str, Source]:
    """Sums over the foods, and the needs of each group, as models/nutrition.py has them."""
    groups = [needs_of(option) for option in text.controls[0].options]
    found: dict[str, Source] = {}
    gaps = Term.of(0.0)
    for nutrient, short in _SHORT.items():
        total = Term.of("magnesium_pill") if short == "magnesium" else Term.of(0.0)
        for food in foods().values():
            amount = getattr(food, nutrient)
            total = total + Term.of(food.id) * amount if amount else total
            gaps = gaps + Term.of(food.id) if amount is None else gaps
        found[f"{short}_need"] = ("person",), np.array([group[nutrient] for group in groups])
        found[short] = total
        found[f"{short}_share"] = 100 * Term.of(short) / Term.of(f"{short}_need")
    limit = float(np.ravel(text.figures["limit"].value)[0])
    return found | {"gaps": where(gaps, 1, 0), "limit": where(Term.of("magnesium_pill") > limit, 1, 0)}


def needs_of(option: str) -> dict[str, float]:
    """The reference intakes of a group by the name the choice gives it: nutrient → amount a day."""
    group = option.replace("Pregnant", "Pregnancy").replace("Breastfeeding", "Lactation")
    row = next(row for row in intakes().values() if row.group == group)
    sex = "female" if row.sex == "any" else row.sex
    return {name: need.reference.amount for name, need in needs(row.age_from_years, sex, row.state).items()}


def _bars(text: ExplorerText) -> tuple[Figure, list[Part]]:
    figure, axes = canvas(*_SIZE_PX, 0, 0, 1)
    parts = []
    hundred = _LEFT_PX + _FULL_PX * 100 / _FULL_PERCENT
    axes.add_line(Line2D([_LEFT_PX, _LEFT_PX], [8, 268], color=MUTED, linewidth=1))
    for row, short in enumerate(_ROWS):
        y = 230 - 43 * row

        def bar(percent: float, y: float = y) -> Array:
            end = _LEFT_PX + _FULL_PX * percent / _FULL_PERCENT
            return np.array([[_LEFT_PX, y], [end, y], [end, y + 26], [_LEFT_PX, y + 26]])

        axes.text(_LEFT_PX - 10, y + 13, text.words[f"bar.{short}"], ha="right", va="center", color=INK)
        axes.add_patch(Polygon(bar(50), facecolor=FIRST, linewidth=0, gid=f"bars.{short}", zorder=2))
        at = (_LEFT_PX + _FULL_PX + 10, y + 13)
        axes.text(*at, "50 %", va="center", color=INK, gid=f"bars.{short}.value", zorder=4)
        ends = pixels(axes, np.stack([bar(0), bar(_FULL_PERCENT)]))
        parts.append(Part("bars", f"bars.{short}", "path", (f"{short}_share",), ends, closed=True))
    for colour, width in ((PAGE, 5.0), (INK, 1.75)):
        axes.add_line(Line2D([hundred, hundred], [8, 268], color=colour, linewidth=width, zorder=3))
    axes.text(hundred, 276, text.words["chart.reference"], ha="center", color=INK)
    return figure, parts
