"""A slider dragged by a real pointer: how soon the picture follows, and what the drag sends to the kernel."""

from dataclasses import dataclass, field

import numpy as np
from playwright.sync_api import Page

from benchmarks.figures import Figure, compare
from benchmarks.host import Host, run

_OURS = 'import crampcourse as cc\ncc.explore("axes")'
_THEIRS = """%matplotlib inline
from ipywidgets import IntSlider, interact
from IPython.display import display
from benchmarks.rival import AxisFigures
figures = AxisFigures()
def show(ankle, subtalar):
    display(*figures.at(ankle, subtalar))
interact(show, ankle=IntSlider(0, -50, 20), subtalar=IntSlider(0, -15, 35));"""

SLIDERS = (".crampcourse input[type=range]", ".noUi-base")
_PICTURES = (".crampcourse input[type=range]", ".jp-OutputArea-output img")
_QUIET_MS, _LIMIT_MS = 200, 2500
_FROM, _TO = 0.1, 0.9  # of the slider's length
_STEPS = "slider => (slider.type === 'range' ? (slider.max - slider.min) / slider.step : Infinity)"


@dataclass
class Seen:
    """What the sweeps over one slider gave: milliseconds of each answered move, bytes sent, moves made."""

    ms: list[float] = field(default_factory=list)
    bytes: list[float] = field(default_factory=list)
    moves: int = 0


def drag(host: Host, sweeps: int, moves: int) -> list[Figure]:
    """Explorer and `interact` with the same figures in one notebook, swept in turn; each first sweep only warms it.

    Milliseconds run from the pointermove event to the end of the painting that shows the last change it caused
    (of an image: once it is loaded). The next move waits until the last one is answered. The rival keeps the inline
    backend's own settings.
    """
    seen = (Seen(), Seen())
    with host.notebook("drag.ipynb", [_OURS, _THEIRS]) as page:
        for cell, selector in enumerate(_PICTURES):
            run(page, cell, selector)
        for sweep in range(sweeps + 1):
            for cell, results in enumerate(seen):
                sweep_over(page, cell, SLIDERS[cell], moves, results if sweep else Seen(), back=bool(sweep % 2))
    for results in seen:
        if len(results.ms) < results.moves / 2:
            raise RuntimeError(f"of {results.moves} moves only {len(results.ms)} changed the picture")
    ours, theirs = seen
    return [
        compare(
            "axis explorer: control moved → painted / interact", "ms", ours.ms, theirs.ms, most=16.7, most_ratio=0.05
        ),
        compare("  sent to the kernel per move while dragging", "bytes", ours.bytes, theirs.bytes, most=0),
    ]


def sweep_over(page: Page, cell: int, slider_of: str, moves: int, results: Seen, *, back: bool) -> None:
    """Drags a cell's first slider over most of its range, one way, by whole steps where it has fewer than `moves`."""
    output = page.locator(".jp-Notebook .jp-Cell").nth(cell)
    slider = output.locator(slider_of).first
    output.evaluate("element => element.scrollIntoView({ block: 'end' })")
    slider.scroll_into_view_if_needed()
    output.evaluate("element => benchmark.watch(element)")
    box = slider.bounding_box()
    if box is None:
        raise RuntimeError(f"the slider {slider_of} is not on the page")
    y = box["y"] + box["height"] / 2
    moves = int(min(moves, (_TO - _FROM) * slider.evaluate(_STEPS)))
    places = [box["x"] + box["width"] * share for share in np.linspace(_FROM, _TO, moves + 1)]
    if back:
        places.reverse()
    # A press beside the handle only calls it there; the drag begins with the second press, on the handle.
    page.mouse.move(places[0], y)
    page.mouse.down()
    page.mouse.up()
    page.evaluate("benchmark.quietWire(1000, 10000)")
    page.mouse.down()
    for x in places[1:]:
        page.evaluate("benchmark.arm()")
        before = page.evaluate("benchmark.wire.sent")
        page.mouse.move(x, y)
        ms = page.evaluate("([quiet, limit]) => benchmark.answer(quiet, limit)", [_QUIET_MS, _LIMIT_MS])
        results.moves += 1
        results.bytes.append(page.evaluate("benchmark.wire.sent") - before)
        if ms is not None:
            results.ms.append(ms)
    page.mouse.up()
