"""Turns a matplotlib figure into an SVG whose named artists a browser can move."""

import io
import re
from collections.abc import Sequence
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from numpy.typing import ArrayLike, NDArray
from PIL import Image

from crampcourse.library.explorer_text import Axis
from crampcourse.widgets.palette import HAIRLINE, INK, MUTED, TOKENS

STILL_DPI = 108
_STYLE = {"svg.fonttype": "none", "svg.hashsalt": "crampcourse", "path.simplify": False, "font.size": 13}
_HEX = re.compile(r"#[0-9a-f]{6}\b")
_LONG = re.compile(r"-?\d+\.\d{3,}")


class Group(Artist):
    """Several artists drawn as one named group, so that one transform moves them together."""

    def __init__(self, gid: str, members: Sequence[Artist], zorder: float) -> None:
        super().__init__()
        self.set_gid(gid)
        self.set_zorder(zorder)
        self._members = members

    def draw(self, renderer: Any) -> None:
        """Draws the members inside a group of this artist's name."""
        if not self.get_visible():
            return
        renderer.open_group("group", gid=self.get_gid())
        for member in self._members:
            member.draw(renderer)
        renderer.close_group("group")


def group(axes: Axes, gid: str, members: Sequence[Artist], zorder: float) -> Group:
    """Puts artists in data coordinates on the axes as one named group, which is given back."""
    for member in members:
        member.set_transform(axes.transData)
        member.set_figure(axes.get_figure(root=True))
    together = Group(gid, members, zorder)
    axes.add_artist(together)
    return together


def canvas(width_px: float, height_px: float, left: float, bottom: float, scale: float) -> tuple[Figure, Axes]:
    """An empty figure of that size with one axes: data (left, bottom) at the lower left, ``scale`` px per data unit."""
    figure = Figure(figsize=(width_px / 72, height_px / 72), dpi=72)
    figure.patch.set_visible(False)
    axes = figure.add_axes((0, 0, 1, 1), frameon=False)
    axes.set_axis_off()
    axes.set(xlim=(left, left + width_px / scale), ylim=(bottom, bottom + height_px / scale))
    return figure, axes


def chart(
    width_px: float, height_px: float, margins_px: tuple[float, float, float, float], x: Axis, y: Axis
) -> tuple[Figure, Axes]:
    """An empty chart of that size: left, right, top and bottom margins, numbers at the ticks, titles with units.

    The title of y stands above its axis: read without turning the head, and as wide as it likes.
    """
    left, right, top, bottom = margins_px
    figure = Figure(figsize=(width_px / 72, height_px / 72), dpi=72)
    figure.patch.set_visible(False)
    inside = (width_px - left - right) / width_px, (height_px - top - bottom) / height_px
    axes = figure.add_axes((left / width_px, bottom / height_px, *inside))
    axes.patch.set_visible(False)
    axes.set(xlim=(x.low, x.high), ylim=(y.low, y.high))
    axes.set_xticks(x.ticks, [_tick(tick) for tick in x.ticks])
    axes.set_yticks(y.ticks, [_tick(tick) for tick in y.ticks])
    axes.set_xlabel(_title(x), color=INK, fontsize=13, labelpad=14)
    axes.annotate(_title(y), (0, 1), (4 - left, 14), "axes fraction", "offset pixels", color=INK, fontsize=13)
    axes.tick_params(colors=MUTED, labelcolor=INK, labelsize=13, pad=6)
    axes.tick_params(axis="x", pad=9)
    axes.grid(color=HAIRLINE, linewidth=1)
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color(MUTED)
    return figure, axes


def _tick(value: float) -> str:
    return f"{value:g}".replace("-", "−")


def _title(axis: Axis) -> str:
    return f"{axis.name} ({axis.unit})"


def matrices(axes: Axes, linear: ArrayLike, shift: ArrayLike) -> NDArray[np.float64]:
    """The maps p → linear @ p + shift of data (..., 2, 2), (..., 2) as SVG matrices a b c d e f, shape (..., 6)."""
    linear, shift = np.asarray(linear, dtype=float), np.asarray(shift, dtype=float)
    to_px, height = axes.transData.get_matrix(), axes.figure.bbox.height
    flip = np.array([[1.0, 0.0], [0.0, -1.0]])
    onto = flip @ to_px[:2, :2]
    origin = flip @ to_px[:2, 2] + (0.0, height)
    inside = onto @ linear @ np.linalg.inv(onto)
    moved = (onto @ shift[..., None])[..., 0] + origin - inside @ origin
    return np.concatenate([np.moveaxis(inside, -1, -2).reshape(*inside.shape[:-2], 4), moved], axis=-1)


def pixels(axes: Axes, points: ArrayLike) -> NDArray[np.float64]:
    """Data points (..., n, 2) as SVG vertices x y x y …, shape (..., 2 n)."""
    points = np.asarray(points, dtype=float)
    placed = axes.transData.transform(points.reshape(-1, 2)).reshape(points.shape)
    placed[..., 1] = axes.figure.bbox.height - placed[..., 1]
    return placed.reshape(*points.shape[:-2], -1)


def svg_text(figure: Figure) -> str:
    """The figure as SVG, each colour replaced by its CSS custom property; ValueError names colours without one.

    Two renderings are equal letter by letter: fixed salt, no date, no simplified paths, two decimals.
    """
    buffer = io.StringIO()
    with mpl.rc_context(_STYLE):
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    text = buffer.getvalue()
    text = text[text.index("<svg") :]
    unknown = sorted(set(_HEX.findall(text)) - set(TOKENS))
    if unknown:
        raise ValueError(
            f"the figure has colours without a token: {', '.join(unknown)}; it may use {', '.join(sorted(TOKENS))}"
        )
    text = re.sub(r"<metadata>.*?</metadata>|<defs>\s*<style.*?</defs>|<!--.*?-->", "", text, flags=re.DOTALL)
    text = re.sub(r'^<svg[^>]*?viewBox="([^"]*)"[^>]*>', r'<svg xmlns="http://www.w3.org/2000/svg" viewBox="\1">', text)
    # The namespace went with the head; a link inside one drawing needs none.
    text = text.replace("xlink:href", "href")
    text = _HEX.sub(lambda colour: f"var({TOKENS[colour[0]]}, {colour[0]})", text)
    return _LONG.sub(lambda number: f"{float(number[0]):.2f}".rstrip("0").rstrip("."), re.sub(r"\n\s*", "\n", text))


def still(figures: Sequence[Figure]) -> bytes:
    """The figures on white as one PNG, two side by side, for pages that cannot run the widget."""
    shots = []
    for figure in figures:
        drawn = FigureCanvasAgg(figure)
        with mpl.rc_context(_STYLE):
            figure.set_dpi(STILL_DPI)
            drawn.draw()
        shot = np.asarray(drawn.buffer_rgba(), dtype=float) / 255
        shots.append(shot[..., :3] * shot[..., 3:] + 1 - shot[..., 3:])
    rows = [_level(shots[first : first + 2], axis=0) for first in range(0, len(shots), 2)]
    whole = np.vstack(_level([np.hstack(row) for row in rows], axis=1))
    buffer = io.BytesIO()
    picture = Image.fromarray((whole * 255).round().astype(np.uint8))
    # Flat drawings lose nothing with 128 colours, and weigh a third.
    picture.quantize(128, dither=Image.Dither.NONE).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _level(shots: Sequence[NDArray[np.float64]], axis: int) -> list[NDArray[np.float64]]:
    """Pictures (height, width, 3) made as high (axis 0) or wide (axis 1) as the largest of them, with white."""
    most = max(shot.shape[axis] for shot in shots)
    short = [most - shot.shape[axis] for shot in shots]
    return [
        np.pad(shot, [(0, gap if axis == 0 else 0), (0, gap if axis == 1 else 0), (0, 0)], constant_values=1.0)
        for shot, gap in zip(shots, short, strict=True)
    ]
