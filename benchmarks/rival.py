"""The axis explorer's own matplotlib figures, set to a pose and handed to the inline backend as `interact` users do."""

import numpy as np
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.transforms import Affine2D, Transform
from numpy.typing import NDArray

from crampcourse.library import load
from crampcourse.widgets.explorers.axes import draw
from crampcourse.widgets.figure import Group
from crampcourse.widgets.states import Tables


class AxisFigures:
    """Both figures at matplotlib's usual 100 dpi, drawn up once; ``at`` moves their artists as the tables say.

    This spares the rival the work of making each figure anew for each pose, as a notebook's `interact` usually does.
    """

    def __init__(self) -> None:
        library = load()
        self._drawing, self._figures = draw(library.explorers["axes"], library)
        self._tables = Tables(*self._drawing.pack())
        self._artists: dict[str, list[Artist]] = {}
        self._to_svg: dict[str, Transform] = {}
        for picture, figure in zip(self._drawing.pictures, self._figures, strict=True):
            axes = figure.axes[0]
            upside_down = Affine2D().scale(1, -1).translate(0, figure.bbox.height)
            self._to_svg[picture.id] = (axes.transData + upside_down).frozen()
            figure.set_dpi(100)
            for artist in axes.get_children():
                members = artist._members if isinstance(artist, Group) else []  # noqa: SLF001 (only this rival asks)
                self._artists[artist.get_gid()] = members or [artist]
                self._artists.update((member.get_gid(), [member]) for member in members if member.get_gid())

    def at(self, ankle: float, subtalar: float) -> list[Figure]:
        """The figures at these angles (degrees)."""
        pose = {"ankle": ankle, "subtalar": subtalar}
        for part in self._tables.layout["parts"]:
            numbers = self._tables.row(part, pose)
            for artist in self._artists[part["gid"]]:
                _move(artist, part["kind"], numbers, self._to_svg[part["picture"]])
        return self._figures


def _move(artist: Artist, kind: str, numbers: NDArray[np.float64], to_svg: Transform) -> None:
    """Moves an artist by numbers that are meant for the SVG; ``to_svg`` maps data to it."""
    if kind == "path":
        corners = to_svg.inverted().transform(numbers.reshape(-1, 2))
        if isinstance(artist, Line2D):
            artist.set_data(*corners.T)
        else:
            artist.set_xy(corners)
        return
    moved = Affine2D().translate(*numbers) if kind == "point" else Affine2D.from_values(*numbers)
    artist.set_transform(to_svg + moved + to_svg.inverted() + artist.figure.axes[0].transData)
