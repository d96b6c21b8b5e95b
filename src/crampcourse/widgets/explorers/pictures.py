"""The pictures of an explorer while they are made: each with what moves and what is written in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from matplotlib.figure import Figure

from crampcourse.widgets.figure import Group, svg_text
from crampcourse.widgets.states import Part, Picture, Sign


@dataclass(frozen=True)
class Made:
    """One picture: its figure, what moves and what is written in it, and what is not there at the start."""

    figure: Figure
    parts: list[Part]
    signs: list[Sign] = field(default_factory=list)
    absent: list[Group] = field(default_factory=list)


@dataclass(frozen=True)
class Gathered:
    """All pictures of an explorer, as a drawing takes them, and their figures for the still."""

    pictures: tuple[Picture, ...]
    parts: tuple[Part, ...]
    signs: tuple[Sign, ...]
    figures: list[Figure]


def gathered(made: Mapping[str, Made]) -> Gathered:
    """The SVG of every picture, by its id; then what is not there at the start is hidden, as the still needs it."""
    pictures = []
    for name, one in made.items():
        width_px, height_px = 72 * one.figure.get_size_inches()
        pictures.append(Picture(name, svg_text(one.figure), float(width_px), float(height_px)))
        for together in one.absent:
            together.set_visible(False)
    return Gathered(
        tuple(pictures),
        tuple(part for one in made.values() for part in one.parts),
        tuple(sign for one in made.values() for sign in one.signs),
        [one.figure for one in made.values()],
    )
