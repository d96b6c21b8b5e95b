"""Every explorer shown and its first slider dragged by a real pointer; one chart made with what others use today."""

import importlib.util
from statistics import median

import numpy as np
from playwright.sync_api import Page

from benchmarks.drag import SLIDERS, Seen, sweep_over
from benchmarks.figures import Figure
from benchmarks.host import Host, run
from crampcourse.library import load

_IMPORT = 'import crampcourse as cc\ncc.explore\nprint("here")'
_STANDS = ".crampcourse input[type=range]"
RIVALS = {
    "interact": ("%matplotlib inline\n", "inline", ".jp-OutputArea-output img", None),
    "ipympl": ("%matplotlib widget\n", "ipympl_chart", ".jp-OutputArea-output canvas", "ipympl"),
    "bqplot": ("", "bqplot_chart", ".jp-OutputArea-output svg", "bqplot"),
}
"""Maker → the magic before it, its function in chart.py, what shows that it stands, and the package it needs."""
_HEAP_MOVES = 200


def explorers(host: Host, sweeps: int, moves: int) -> list[Figure]:
    """First display, the slowest twentieth of all moves and what they leave in memory; then three rivals' chart."""
    names = [name for name, text in load().explorers.items() if any(c.kind == "slider" for c in text.controls)]
    cells = [f"cc.explore({name!r})" for name in names]
    figures = []
    with host.notebook("explorers.ipynb", [_IMPORT, *cells]) as page:
        run(page, 0, ".jp-OutputArea-output pre")
        shown = [run(page, place, _STANDS) for place in range(1, len(cells) + 1)]
        seen = _swept(page, list(range(1, len(cells) + 1)), [SLIDERS[0]] * len(cells), sweeps, moves)
        grown = _heap_growth(page, moves)
    for name, first_ms, one in zip(names, shown, seen, strict=True):
        figures.append(Figure(f"{name}: cell run → shown, first time", "ms", first_ms, most=400))
        slowest = float(np.percentile(one.ms, 95))
        figures.append(Figure(f"{name}: control moved → painted, 95th of 100", "ms", slowest, most=16.7, n=len(one.ms)))
    figures.append(Figure(f"heap that {_HEAP_MOVES} moves leave behind", "bytes", grown, n=_HEAP_MOVES))
    return [*figures, *_beside_rivals(host, sweeps, moves)]


def _beside_rivals(host: Host, sweeps: int, moves: int) -> list[Figure]:
    there = {name: rival for name, rival in RIVALS.items() if not rival[3] or importlib.util.find_spec(rival[3])}
    for name in RIVALS.keys() - there.keys():
        print(f"{name} is not installed: no comparison with it")
    cells = ['import crampcourse as cc\ncc.explore("fluid")']
    cells += [f"{magic}from benchmarks.chart import {name}\n{name}();" for magic, name, _, _ in there.values()]
    with host.notebook("rivals.ipynb", cells) as page:
        for place, selector in enumerate([_STANDS, *(selector for _, _, selector, _ in there.values())]):
            run(page, place, selector)
        sliders = [SLIDERS[0], *[SLIDERS[1]] * len(there)]
        ours, *theirs = _swept(page, list(range(len(cells))), sliders, sweeps, moves)
    return [
        Figure(
            f"fluid chart: control moved → painted / {name}",
            "ms",
            median(ours.ms),
            median(one.ms),
            most_ratio=0.05 if name == "interact" else None,
            n=len(ours.ms),
        )
        for name, one in zip(there, theirs, strict=True)
    ]


def _swept(page: Page, cells: list[int], sliders: list[str], sweeps: int, moves: int) -> list[Seen]:
    """Each cell's first slider swept in turn; each first sweep only warms it."""
    seen = [Seen() for _ in cells]
    for sweep in range(sweeps + 1):
        for cell, slider, results in zip(cells, sliders, seen, strict=True):
            sweep_over(page, cell, slider, moves, results if sweep else Seen(), back=bool(sweep % 2))
    for cell, results in zip(cells, seen, strict=True):
        if len(results.ms) < results.moves / 2:
            raise RuntimeError(f"of {results.moves} moves only {len(results.ms)} changed the picture of cell {cell}")
    return seen


def _heap_growth(page: Page, moves: int) -> float:
    """Bytes of heap that further moves of the first explorer's slider leave behind, garbage collected."""
    devtools = page.context.new_cdp_session(page)

    def used() -> float:
        devtools.send("HeapProfiler.collectGarbage")
        return float(devtools.send("Runtime.getHeapUsage")["usedSize"])

    before = used()
    for sweep in range(max(1, _HEAP_MOVES // moves)):
        sweep_over(page, 1, SLIDERS[0], moves, Seen(), back=bool(sweep % 2))
    return used() - before
