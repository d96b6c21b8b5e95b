"""A curve that items ask about: drawn once by matplotlib from its model, and kept in the content.

``python -m tools.drawings`` makes the drawings; a test redraws every one and compares.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from crampcourse.learning.traces import curve
from crampcourse.library.shelf import Library, find
from crampcourse.library.types import TraceText
from crampcourse.widgets.palette import FIRST

WIDTH_PX, HEIGHT_PX = 440, 300
# Room for signs that keep their size where the picture is shown at 60 %.
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 18, 36, 62


@dataclass(frozen=True)
class Trace:
    """The drawing, its size, where its axes stand (left, right, bottom, top; in px), and the value at each place."""

    svg: str
    size: list[float]
    frame: list[float]
    values: list[float]


def draw(text: TraceText) -> Trace:
    """Asks the model for the curve and draws it; ValueError where the curve leaves its axes."""
    from crampcourse.widgets.figure import chart, svg_text  # late: matplotlib's figures take half a second to load

    places = text.places()
    values = [float(value) for value in curve(text.curve, places)]
    if not text.y.low <= min(values) <= max(values) <= text.y.high:
        reach = f"{min(values):g} to {max(values):g}"
        raise ValueError(
            f"trace {text.id}: the curve runs from {reach}; its axis ends at {text.y.low:g} and {text.y.high:g}"
        )
    figure, axes = chart(WIDTH_PX, HEIGHT_PX, (_LEFT, _RIGHT, _TOP, _BOTTOM), text.x, text.y)
    frame = [_LEFT, WIDTH_PX - _RIGHT, HEIGHT_PX - _BOTTOM, _TOP]
    (line,) = axes.plot(places, values, color=FIRST, linewidth=2.5, solid_joinstyle="round")
    line.set_gid("curve")
    return Trace(svg_text(figure), [WIDTH_PX, HEIGHT_PX], frame, [float(f"{value:.4g}") for value in values])


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
