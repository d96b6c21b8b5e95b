"""Where on a drawing the structures of an item are seen, so that a number can be put on each.

The same rule as ``centre`` in ``widgets/plate.js``: a point deep inside what is seen of a structure, near its middle.
tests/browser/test_printed.py compares the two on every plate.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageDraw

SVG = "{http://www.w3.org/2000/svg}"
RASTER_PX = 900
"""Pixels on the long side of the map that says what is seen where."""
LEAST_DEPTH_PX = 3
"""A sliver less deep than this is not seen."""
DEEP = 0.85
"""Share of the greatest depth that counts as deep inside."""
EDGE_MM = 0.8
"""How wide nerves and vessels are drawn along their edges: they are thin."""
CURVE_STEPS = 8
STEP = 8 / 433
"""How far a number moves at a time to keep clear of others, in widths of the picture; as in plate.js at 433 px."""

_COMMAND = re.compile(r"([A-Za-z])([^A-Za-z]*)")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")

Outline = list[tuple[float, float]]


class Spot(NamedTuple):
    """A point of a drawing in its own units (mm)."""

    x: float
    y: float


def frame(drawing: ET.Element) -> tuple[float, float, float, float]:
    """Left, top, width and height of a drawing in mm."""
    left, top, width, height = map(float, drawing.get("viewBox", "").split())
    return left, top, width, height


def centres(drawing: ET.Element, layers: Sequence[str], parts: Mapping[str, Sequence[str]]) -> dict[str, Spot]:
    """Structure → a point well inside what is seen of it; structures of which nothing is seen are left out.

    ``drawing``: a plate's SVG. ``layers``: those shown. ``parts``: structure → the drawn groups it owns. What lies
    over a structure hides it; skin, sheaths and fat that belong to none let it through.
    """
    left, top, width, height = frame(drawing)
    scale = RASTER_PX / max(width, height)
    size = round(width * scale), round(height * scale)
    owners = {group: structure for structure, groups in parts.items() for group in groups}
    names = list(parts)
    seen = Image.new("L", size)
    for leaf, owner in _leaves(drawing, layers, owners):
        tissues = set(leaf.get("class", "").split())
        if owner is None and tissues & {"skin", "sheath", "fat"}:
            continue
        number = 0 if owner is None else names.index(owner) + 1
        for path in leaf.iterfind(f"{SVG}path[@class='fill']"):
            shape = [[((x - left) * scale, (y - top) * scale) for x, y in line] for line in outlines(path.get("d", ""))]
            seen.paste(number, mask=_filled(shape, size))
            if tissues & {"nerve", "artery", "vein"}:
                pen = ImageDraw.Draw(seen)
                for line in shape:
                    pen.line([*line, line[0]], fill=number, width=round(EDGE_MM * scale))
    pixels = np.asarray(seen)
    found = {name: _middle(pixels == number) for number, name in enumerate(names, 1)}
    return {name: Spot(left + at.x / scale, top + at.y / scale) for name, at in found.items() if at}


def _filled(shape: Sequence[Outline], size: tuple[int, int]) -> Image.Image:
    """What lies inside; each outline turns inside into outside (the even-odd rule)."""
    mask = Image.new("1", size)
    for outline in shape:
        one = Image.new("1", size)
        ImageDraw.Draw(one).polygon(outline, fill=1)
        mask = ImageChops.logical_xor(mask, one)
    return mask


def _leaves(
    drawing: ET.Element, layers: Sequence[str], owners: Mapping[str, str]
) -> list[tuple[ET.Element, str | None]]:
    """The groups that hold shapes and are shown, in the order of the drawing, each with its owner."""
    found: list[tuple[ET.Element, str | None]] = []

    def walk(node: ET.Element, owner: str | None) -> None:
        if node.get("data-layer", layers[0]) not in layers:
            return
        owner = owners.get(node.get("data-structure", ""), owner)
        if node.get("data-structure") and node.find(f"{SVG}path[@class='fill']") is not None:
            found.append((node, owner))
        for child in node.iterfind(f"{SVG}g"):
            walk(child, owner)

    walk(drawing, None)
    return found


def outlines(path: str) -> list[Outline]:
    """The closed outlines of a path of M, L, C and Z, its curves as short lines; ValueError for other commands."""
    found: list[Outline] = []
    for command, numbers in _COMMAND.findall(path):
        if command not in "MLCZ":
            raise ValueError(f"a path holds the command {command!r}; a plate's paths are made of M, L, C and Z")
        values = [float(number) for number in _NUMBER.findall(numbers)]
        points = list(zip(values[::2], values[1::2], strict=True))
        if command == "M":
            found.append(points)
        elif command == "L":
            found[-1] += points
        for first in range(0, len(points), 3) if command == "C" else ():
            found[-1] += _curve(found[-1][-1], *points[first : first + 3])
    return [outline for outline in found if len(outline) > 1]


def _curve(*points: tuple[float, float]) -> Outline:
    """Points on a cubic curve, without its start."""
    t = np.linspace(0, 1, CURVE_STEPS + 1)[1:, None]
    weights = np.hstack([(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3])
    return [(float(x), float(y)) for x, y in weights @ np.array(points)]


def _middle(area: NDArray[np.bool_]) -> Spot | None:
    """Of the points deep inside an area, the one nearest to its centre of gravity; None for a sliver."""
    rows, columns = np.nonzero(area)
    if not rows.size:
        return None
    top, left = rows.min(), columns.min()
    rest = np.pad(area[top : rows.max() + 1, left : columns.max() + 1], 1)
    depth = np.zeros(rest.shape, dtype=int)
    while rest.any():
        depth += rest
        inner = rest[1:-1, 1:-1]
        inner &= rest[:-2, 1:-1] & rest[2:, 1:-1] & rest[1:-1, :-2] & rest[1:-1, 2:]
    if depth.max() < LEAST_DEPTH_PX:
        return None
    y, x = np.nonzero(depth >= DEEP * depth.max())
    y, x = y - 1 + top, x - 1 + left
    nearest = np.argmin((x - columns.mean()) ** 2 + (y - rows.mean()) ** 2)
    return Spot(float(x[nearest]) + 0.5, float(y[nearest]) + 0.5)


def by_position(spots: Mapping[str, Spot]) -> list[str]:
    """Structures from left to right: an order that does not know the key."""
    return sorted(spots, key=lambda name: (spots[name].x, name))


def whereabouts(spot: Spot, drawing: ET.Element) -> str:
    """Where a point lies, in words such as "upper left", for those who do not see the picture."""
    left, top, width, height = frame(drawing)

    def third(share: float, low: str, high: str) -> str:
        return low if share < 0.36 else high if share > 0.64 else ""

    said = f"{third((spot.y - top) / height, 'upper', 'lower')} {third((spot.x - left) / width, 'left', 'right')}"
    return said.strip() or "middle"


def apart(wishes: Sequence[Spot], drawing: ET.Element, size: float) -> list[Spot]:
    """For each wish the nearest free place for a badge of this diameter (mm): badges never cover one another."""
    left, top, width, height = frame(drawing)
    placed: list[Spot] = []
    for wish in wishes:
        rings = (
            (ring, 2 * np.pi * step / max(1, 6 * ring) - np.pi / 2)
            for ring in range(16)
            for step in range(max(1, 6 * ring))
        )
        spots = (
            Spot(
                float(np.clip(wish.x + STEP * width * ring * np.cos(angle), left + size / 2, left + width - size / 2)),
                float(np.clip(wish.y + STEP * width * ring * np.sin(angle), top + size / 2, top + height - size / 2)),
            )
            for ring, angle in rings
        )
        free = (spot for spot in spots if all(np.hypot(spot.x - o.x, spot.y - o.y) >= size for o in placed))
        placed.append(next(free, wish))
    return placed
