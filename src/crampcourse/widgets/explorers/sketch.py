"""Our own drawings kept as outlines, read as matplotlib patches whose colours are the palette's."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from crampcourse.library.faults import ContentError, Fault
from crampcourse.library.read import read_json
from crampcourse.library.shelf import Library
from crampcourse.widgets.palette import TOKENS

Row = Mapping[str, Any]
Sketch = Mapping[str, Sequence[Row]]
"""Group → its paths back to front: fill and line by the names of their tokens (null: none), width in px, d."""

_COLOURS = {token.lstrip("-").removeprefix("cc-"): colour for colour, token in TOKENS.items()}


def read_sketch(library: Library, name: str) -> Sketch:
    """The groups of ``content/explorers/NAME_sketch.json``; ContentError where the file is faulty."""
    faults: list[Fault] = []
    read = read_json(library.folder / "explorers" / f"{name}_sketch.json", faults)
    if faults:
        raise ContentError(faults)
    groups: Sketch = read["groups"]
    return groups


def patches(rows: Sequence[Row], shift: tuple[float, float] = (0.0, 0.0)) -> list[PathPatch]:
    """The paths as patches in units of the drawing, y upward, moved by ``shift``."""
    made = []
    for row in rows:
        outline = svg_path(row["d"])
        made.append(
            PathPatch(
                Path(outline.vertices + np.array(shift), outline.codes),
                facecolor=_COLOURS[row["fill"]] if row["fill"] else "none",
                edgecolor=_COLOURS[row["line"]] if row["line"] else "none",
                linewidth=row["width"],
                joinstyle="round",
                capstyle="round",
            )
        )
    return made


def svg_path(d: str) -> Path:
    """An SVG path of M, C, L and Z with its y turned upward."""
    vertices: list[tuple[float, float]] = []
    codes: list[int] = []
    for letter, numbers in re.findall(r"([A-Za-z])([^A-Za-z]*)", d):
        values = [float(number) for number in re.findall(r"-?\d*\.?\d+", numbers)]
        points = [(x, -y) for x, y in zip(values[::2], values[1::2], strict=True)]
        code = {"M": Path.MOVETO, "L": Path.LINETO, "C": Path.CURVE4, "Z": Path.CLOSEPOLY}[letter]
        points = points or [vertices[-1]]
        vertices += points
        codes += [Path.LINETO if letter == "M" and i else code for i in range(len(points))]
    return Path(np.array(vertices), codes)
