"""Turns a matplotlib figure into an SVG whose named artists a browser can move, and packs the tables that move them."""

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import floor
from typing import Any, Literal

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from numpy.typing import ArrayLike, NDArray
from PIL import Image

Kind = Literal["affine", "path", "point"]
WIDTHS = {"affine": 6, "point": 2}
"""Numbers per state: a matrix a b c d e f; a shift x y. A path has two per vertex."""

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
        renderer.open_group("group", gid=self.get_gid())
        for member in self._members:
            member.draw(renderer)
        renderer.close_group("group")


def group(axes: Axes, gid: str, members: Sequence[Artist], zorder: float) -> None:
    """Puts artists in data coordinates on the axes as one named group."""
    for member in members:
        member.set_transform(axes.transData)
        member.set_figure(axes.get_figure(root=True))
    axes.add_artist(Group(gid, members, zorder))


@dataclass(frozen=True)
class Picture:
    """One drawing: id, SVG text, and its size at 1×."""

    id: str
    svg: str
    width_px: float
    height_px: float


@dataclass(frozen=True)
class Part:
    """One moving artist: what is rewritten, on which controls it depends, and the table (grid..., numbers)."""

    picture: str
    gid: str
    kind: Kind
    controls: tuple[str, ...]
    table: NDArray[np.float64]
    closed: bool = False


@dataclass(frozen=True)
class Drawing:
    """Everything an explorer's browser side needs: pictures, grids, moving parts, numbers, colours of the controls."""

    pictures: tuple[Picture, ...]
    grids: Mapping[str, NDArray[np.float64]]
    parts: tuple[Part, ...]
    quantities: Mapping[str, tuple[tuple[str, ...], NDArray[np.float64]]]
    colours: Mapping[str, str] = field(default_factory=dict)
    legend: tuple[dict[str, str], ...] = ()
    toggles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def pack(self) -> tuple[dict[str, Any], bytes]:
        """The layout as JSON data, and all tables as little-endian float32; ValueError for a wrong shape."""
        faults, chunks, layout_parts, layout_quantities = [], [], [], {}
        place = 0

        def put(name: str, controls: tuple[str, ...], table: NDArray[np.float64], width: int) -> dict[str, Any]:
            nonlocal place
            shape = (*(len(self.grids[control]) for control in controls), width)
            if table.shape != shape:
                faults.append(f"{name}: table has shape {table.shape}; its controls need {shape}")
            if not np.isfinite(table).all():
                faults.append(f"{name}: table holds a number that is not finite")
            chunks.append(np.ascontiguousarray(table, dtype="<f4"))
            start, place = place, place + table.size
            return {"controls": list(controls), "start": start, "width": width}

        for part in self.parts:
            entry = put(part.gid, part.controls, part.table, WIDTHS.get(part.kind, part.table.shape[-1]))
            layout_parts.append(
                entry | {"picture": part.picture, "gid": part.gid, "kind": part.kind, "closed": part.closed}
            )
        for name, (controls, values) in self.quantities.items():
            layout_quantities[name] = put(name, controls, values[..., None], 1)
        if faults:
            raise ValueError("; ".join(faults))
        grids = {
            name: {"low": float(g[0]), "step": float(g[1] - g[0]), "count": len(g)} for name, g in self.grids.items()
        }
        layout = {
            "pictures": [{"id": p.id, "width": p.width_px, "height": p.height_px} for p in self.pictures],
            "grids": grids,
            "parts": layout_parts,
            "quantities": layout_quantities,
            "colours": dict(self.colours),
            "legend": list(self.legend),
            "toggles": {name: list(gids) for name, gids in self.toggles.items()},
        }
        return layout, b"".join(chunk.tobytes() for chunk in chunks)


def numbers_at(drawing: Drawing, values: Mapping[str, float]) -> dict[str, float]:
    """Every quantity of the drawing at these control values, interpolated as the browser does it."""
    return {
        name: float(interpolate(drawing, controls, table, values))
        for name, (controls, table) in drawing.quantities.items()
    }


def interpolate(drawing: Drawing, controls: tuple[str, ...], table: Any, values: Mapping[str, float]) -> Any:
    """A table (grid..., ...) at these control values, multilinear between its states."""
    for control in controls:
        grid = drawing.grids[control]
        place = min(max((values[control] - grid[0]) / (grid[1] - grid[0]), 0.0), len(grid) - 1.0)
        below = min(floor(place), len(grid) - 2)
        table = table[below] * (1 - (place - below)) + table[below + 1] * (place - below)
    return table


def canvas(width_px: float, height_px: float, left: float, bottom: float, scale: float) -> tuple[Figure, Axes]:
    """An empty figure of that size with one axes: data (left, bottom) at the lower left, ``scale`` px per data unit."""
    figure = Figure(figsize=(width_px / 72, height_px / 72), dpi=72)
    figure.patch.set_visible(False)
    axes = figure.add_axes((0, 0, 1, 1), frameon=False)
    axes.set_axis_off()
    axes.set(xlim=(left, left + width_px / scale), ylim=(bottom, bottom + height_px / scale))
    return figure, axes


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


def svg_text(figure: Figure, tokens: Mapping[str, str]) -> str:
    """The figure as SVG, each colour replaced by its CSS custom property; ValueError names colours without one.

    Two renderings are equal letter by letter: fixed salt, no date, no simplified paths, two decimals.
    """
    buffer = io.StringIO()
    with mpl.rc_context(_STYLE):
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    text = buffer.getvalue()
    text = text[text.index("<svg") :]
    unknown = sorted(set(_HEX.findall(text)) - set(tokens))
    if unknown:
        raise ValueError(
            f"the figure has colours without a token: {', '.join(unknown)}; it may use {', '.join(sorted(tokens))}"
        )
    text = re.sub(r"<metadata>.*?</metadata>|<defs>\s*<style.*?</defs>|<!--.*?-->", "", text, flags=re.DOTALL)
    text = re.sub(r'^<svg[^>]*?viewBox="([^"]*)"[^>]*>', r'<svg xmlns="http://www.w3.org/2000/svg" viewBox="\1">', text)
    # The namespace went with the head; a link inside one drawing needs none.
    text = text.replace("xlink:href", "href")
    text = _HEX.sub(lambda colour: f"var({tokens[colour[0]]}, {colour[0]})", text)
    return _LONG.sub(lambda number: f"{float(number[0]):.2f}".rstrip("0").rstrip("."), re.sub(r"\n\s*", "\n", text))


def still(figures: Sequence[Figure]) -> bytes:
    """The figures side by side on white as one PNG, for pages that cannot run the widget."""
    shots = []
    for figure in figures:
        drawn = FigureCanvasAgg(figure)
        with mpl.rc_context(_STYLE):
            figure.set_dpi(STILL_DPI)
            drawn.draw()
        shot = np.asarray(drawn.buffer_rgba(), dtype=float) / 255
        shots.append(shot[..., :3] * shot[..., 3:] + 1 - shot[..., 3:])
    buffer = io.BytesIO()
    picture = Image.fromarray((np.hstack(shots) * 255).round().astype(np.uint8))
    # Flat drawings lose nothing with 128 colours, and weigh a third.
    picture.quantize(128, dither=Image.Dither.NONE).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
