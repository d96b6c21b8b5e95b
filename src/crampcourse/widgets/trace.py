"""A curve that items ask about: drawn once by matplotlib from its model, and kept in the content.

``python -m tools.drawings`` makes the drawings; a test redraws every one and compares.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from crampcourse.learning.traces import curve
from crampcourse.library.shelf import Library, find
from crampcourse.library.types import Axis, TraceText

WIDTH_PX, HEIGHT_PX = 440, 300
# Room for signs that keep their size where the picture is shown at 60 %.
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 18, 36, 62
TOKENS = {"#1b2330": "--ink", "#4a5568": "--cc-muted", "#0b57d0": "--cc-accent", "#d8d3c7": "--cc-hairline"}
INK, MUTED, CURVE, GRID = TOKENS


@dataclass(frozen=True)
class Trace:
    """The drawing, its size, where its axes stand (left, right, bottom, top; in px), and the value at each place."""

    svg: str
    size: list[float]
    frame: list[float]
    values: list[float]


def draw(text: TraceText) -> Trace:
    """Asks the model for the curve and draws it; ValueError where the curve leaves its axes."""
    from matplotlib.figure import Figure  # late: matplotlib's figures take half a second to load

    from crampcourse.widgets.figure import svg_text

    places = text.places()
    values = [float(value) for value in curve(text.curve, places)]
    if not text.y.low <= min(values) <= max(values) <= text.y.high:
        reach = f"{min(values):g} to {max(values):g}"
        raise ValueError(
            f"trace {text.id}: the curve runs from {reach}; its axis ends at {text.y.low:g} and {text.y.high:g}"
        )
    figure = Figure(figsize=(WIDTH_PX / 72, HEIGHT_PX / 72), dpi=72)
    figure.patch.set_visible(False)
    frame = [_LEFT, WIDTH_PX - _RIGHT, HEIGHT_PX - _BOTTOM, _TOP]
    axes = figure.add_axes(
        (
            _LEFT / WIDTH_PX,
            _BOTTOM / HEIGHT_PX,
            (WIDTH_PX - _LEFT - _RIGHT) / WIDTH_PX,
            (HEIGHT_PX - _TOP - _BOTTOM) / HEIGHT_PX,
        )
    )
    axes.patch.set_visible(False)
    axes.set(xlim=(text.x.low, text.x.high), ylim=(text.y.low, text.y.high))
    axes.set_xticks(text.x.ticks, [_number(tick) for tick in text.x.ticks])
    axes.set_yticks(text.y.ticks, [_number(tick) for tick in text.y.ticks])
    axes.set_xlabel(_title(text.x), color=INK, fontsize=13, labelpad=14)
    # Above the axis: read without turning the head, and as wide as it likes.
    axes.annotate(_title(text.y), (0, 1), (4 - _LEFT, 14), "axes fraction", "offset pixels", color=INK, fontsize=13)
    axes.tick_params(colors=MUTED, labelcolor=INK, labelsize=13, pad=6)
    axes.tick_params(axis="x", pad=9)
    axes.grid(color=GRID, linewidth=1)
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color(MUTED)
    (line,) = axes.plot(places, values, color=CURVE, linewidth=2.5, solid_joinstyle="round")
    line.set_gid("curve")
    return Trace(svg_text(figure, TOKENS), [WIDTH_PX, HEIGHT_PX], frame, [float(f"{value:.4g}") for value in values])


def _title(axis: Axis) -> str:
    return f"{axis.name} ({axis.unit})"


def _number(value: float) -> str:
    return f"{value:g}".replace("-", "−")


def _file(name: str, folder: Path) -> Path:
    return folder / "drawings" / "traces" / f"{name}.json"


def kept(name: str, library: Library) -> Trace:
    """The drawing of a trace as it was kept; drawn now where none was. ValueError names the traces there are."""
    text = find(library.traces, name, "trace")
    path = _file(name, library.folder)
    return Trace(**json.loads(path.read_text(encoding="utf-8"))) if path.exists() else draw(text)


def keep(name: str, trace: Trace, folder: Path) -> None:
    """Writes a drawing into the folder of the content."""
    path = _file(name, folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(asdict(trace), ensure_ascii=False) + "\n", encoding="utf-8")
