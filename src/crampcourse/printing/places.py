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
ROOMY = 0.5
"""Share of the greatest depth that is deep enough for a number which must make way for another."""
MOST_ROOM = 400
"""Points of a structure that are tried."""

_COMMAND = re.compile(r"([A-Za-z])([^A-Za-z]*)")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")

Outline = list[tuple[float, float]]


class Spot(NamedTuple):
    """A point of a drawing in its own units (mm)."""

    x: float
    y: float


class Place(NamedTuple):
    """What is seen of a structure: a point deep inside, and others well inside it, the nearest first."""

    centre: Spot
    room: list[Spot]


def frame(drawing: ET.Element) -> tuple[float, float, float, float]:
    """Left, top, width and height of a drawing in mm."""
    left, top, width, height = map(float, drawing.get("viewBox", "").split())
    return left, top, width, height


def places(drawing: ET.Element, layers: Sequence[str], parts: Mapping[str, Sequence[str]]) -> dict[str, Place]:
    """Structure → where it is seen; structures of which nothing is seen are left out.

    ``drawing``: a plate's SVG. ``layers``: those shown. ``parts``: structure → the drawn groups it owns. What lies
    over a structure hides it; skin, sheaths and fat that belong to none let it through.
    """
    left, top, width, height = frame(drawing)
    scale = RASTER_PX / max(width, height)
    size = round(width * scale), round(height * scale)
    drawn = {group.get("data-structure") for group in drawing.iter(f"{SVG}g")}
    # Of two structures that name one group, such as a ligament and its part, the one with fewer groups owns it.
    by_groups = sorted(parts, key=lambda name: -sum(group in drawn for group in parts[name]))
    owners = {group: structure for structure in by_groups for group in parts[structure]}
    names = list(parts)
    seen = Image.new("L", size)
    for leaf, owner in _leaves(drawing, layers, owners):
        tissues = set(leaf.get("class", "").split())
        if owner is None and tissues & {"skin", "sheath", "fat", "joint"}:
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
    found = {name: _place(pixels == number, left, top, scale) for number, name in enumerate(names, 1)}
    return {name: place for name, place in found.items() if place}


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


def _place(area: NDArray[np.bool_], left_mm: float, top_mm: float, scale: float) -> Place | None:
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

    def inside(share: float, near: tuple[float, float]) -> list[Spot]:
        y, x = np.nonzero(depth >= share * depth.max())
        x, y = x - 1 + left, y - 1 + top
        order = np.argsort((x - near[0]) ** 2 + (y - near[1]) ** 2, kind="stable")
        thinned = order[:: max(1, order.size // MOST_ROOM)]
        return [Spot(float(left_mm + (x[n] + 0.5) / scale), float(top_mm + (y[n] + 0.5) / scale)) for n in thinned]

    centre = inside(DEEP, (columns.mean(), rows.mean()))[0]
    at = ((centre.x - left_mm) * scale - 0.5, (centre.y - top_mm) * scale - 0.5)
    return Place(centre, inside(ROOMY, at))


def by_position(found: Mapping[str, Place]) -> list[str]:
    """Structures from left to right: an order that does not know the key."""
    return sorted(found, key=lambda name: (found[name].centre.x, name))


def whereabouts(spot: Spot, drawing: ET.Element) -> str:
    """Where a point lies, in words such as "upper left", for those who do not see the picture."""
    left, top, width, height = frame(drawing)

    def third(share: float, low: str, high: str) -> str:
        return low if share < 0.36 else high if share > 0.64 else ""

    said = f"{third((spot.y - top) / height, 'upper', 'lower')} {third((spot.x - left) / width, 'left', 'right')}"
    return said.strip() or "middle"
