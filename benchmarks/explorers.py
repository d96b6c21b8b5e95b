"""Every explorer's first slider dragged by a real pointer, and one of its charts made with what others use today."""

import importlib.util

import numpy as np

from benchmarks.drag import SLIDERS, Seen, sweep_over
from benchmarks.figures import Figure
from benchmarks.host import Host, run
from crampcourse.library import load

_OURS = "import crampcourse as cc\ncc.explore({name!r})"
RIVALS = {
    "interact": ("%matplotlib inline\n", "inline()", ".jp-OutputArea-output img", None),
    "ipympl": ("%matplotlib widget\n", "ipympl_chart()", ".jp-OutputArea-output canvas", "ipympl"),
    "bqplot": ("", "bqplot_chart()", ".jp-OutputArea-output svg", "bqplot"),
}
"""Maker → the magic before it, its call in chart.py, what shows that it stands, and the package it needs."""


def explorers(host: Host, sweeps: int, moves: int) -> list[Figure]:
    """The slowest twentieth of all moves of each explorer, and the fluid lab's chart beside three rivals."""
    names = [name for name, text in load().explorers.items() if any(c.kind == "slider" for c in text.controls)]
    figures = []
    cells = [_OURS.format(name=name) for name in names]
    seen = _swept(
        host, cells, [".crampcourse input[type=range]"] * len(cells), [SLIDERS[0]] * len(cells), sweeps, moves
    )
    for name, one in zip(names, seen, strict=True):
        figures.append(_slowest(f"{name}: control moved → painted, 95th of 100", one, most=16.7))
    there = {name: rival for name, rival in RIVALS.items() if not rival[3] or importlib.util.find_spec(rival[3])}
    for name in RIVALS.keys() - there.keys():
        print(f"{name} is not installed: no comparison with it")
    cells = [_OURS.format(name="fluid")]
    cells += [f"{magic}from benchmarks.chart import {call[:-2]}\n{call};" for magic, call, _, _ in there.values()]
    shown = [".crampcourse input[type=range]", *(selector for *_, selector, _ in there.values())]
    ours, *theirs = _swept(host, cells, shown, [SLIDERS[0], *[SLIDERS[1]] * len(there)], sweeps, moves)
    for name, one in zip(there, theirs, strict=True):
        ratio = {"most_ratio": 0.05} if name == "interact" else {}
        figures.append(
            Figure(
                f"fluid chart: control moved → painted / {name}",
                "ms",
                float(np.median(ours.ms)),
                float(np.median(one.ms)),
                n=len(ours.ms),
                **ratio,
            )
        )
    return figures


def _slowest(name: str, seen: Seen, *, most: float) -> Figure:
    return Figure(name, "ms", float(np.percentile(seen.ms, 95)), most=most, n=len(seen.ms))


def _swept(host: Host, cells: list[str], shown: list[str], sliders: list[str], sweeps: int, moves: int) -> list[Seen]:
    """Each cell's first slider swept in turn in one notebook; each first sweep only warms it."""
    seen = [Seen() for _ in cells]
    with host.notebook("explorers.ipynb", cells) as page:
        for cell, selector in enumerate(shown):
            run(page, cell, selector)
        for sweep in range(sweeps + 1):
            for cell, results in enumerate(seen):
                sweep_over(page, cell, sliders[cell], moves, results if sweep else Seen(), back=bool(sweep % 2))
    for source, results in zip(cells, seen, strict=True):
        if len(results.ms) < results.moves / 2:
            raise RuntimeError(f"of {results.moves} moves only {len(results.ms)} changed the picture of {source!r}")
    return seen
