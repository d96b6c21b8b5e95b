"""The picture of a plate for a page: the layers shown, and a number or letter on each place that is asked for."""

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from crampcourse.library import Library
from crampcourse.library import items as i
from crampcourse.library.shelf import item_structures
from crampcourse.printing.nodes import h
from crampcourse.printing.places import SVG, apart, by_position, centres, frame, whereabouts

BADGE = 0.062
"""Diameter of a number on the picture, as a share of the picture's long side."""
MOVED = 0.3
"""Diameters a number may stand away from its place before a line says where it belongs."""
_KEPT = ("class", "d", "data-view")
"""Attributes that the style sheet needs. The names of what is drawn would give the key away."""


@dataclass(frozen=True)
class Figure:
    """A picture, and the structures of its places from left to right with the sign each carries."""

    svg: ET.Element
    signs: dict[str, str]


def figure(item: i.LabelItem | i.FindItem, library: Library) -> Figure:
    """The picture of an item: numbers on what is to be named, letters on what may be pointed at.

    ValueError where something that is asked for cannot be seen.
    """
    drawing = _drawing(library.plate_svg(item.plate))
    parts = {slug: tuple(library.structures[slug].parts) for slug in item_structures(item)}
    spots = centres(drawing, item.layers, parts)
    asked = [target.structure for target in item.targets] if isinstance(item, i.LabelItem) else list(parts)
    if unseen := [slug for slug in asked if slug not in spots]:
        raise ValueError(
            f"item {item.id} asks for {', '.join(unseen)}, which cannot be seen on the plate {item.plate} with the "
            f"layers {', '.join(item.layers)}; show another layer or choose another structure"
        )
    places = by_position({slug: spots[slug] for slug in asked})
    signs = {slug: str(n) if isinstance(item, i.LabelItem) else _letter(n) for n, slug in enumerate(places, 1)}
    svg = _shown(drawing, item.layers)
    _, _, width, height = frame(drawing)
    size = BADGE * max(width, height)
    for slug, at in zip(places, apart([spots[slug] for slug in places], drawing, size), strict=True):
        svg.append(_badge(signs[slug], at.x, at.y, size, spots[slug]))
    said = "; ".join(f"{signs[slug]} {whereabouts(spots[slug], drawing)}" for slug in places)
    svg.set("aria-label", f"{library.plates[item.plate].title}. Places: {said}.")
    return Figure(svg, signs)


@cache
def _drawing(svg: str) -> ET.Element:
    return ET.fromstring(svg)


def _letter(number: int) -> str:
    return chr(ord("A") + number - 1)


def _shown(drawing: ET.Element, layers: Sequence[str]) -> ET.Element:
    """The drawing as a page holds it: no hidden layer, no id that two pictures would share, no name."""
    _, _, width, height = frame(drawing)
    bare = "" if "skin" in layers else " bare"
    shape = f"aspect-ratio: {width:g} / {height:g}; --ratio: {width / height:.4f}"
    svg = h("svg", {"class": f"plate{bare}", "viewBox": drawing.get("viewBox", ""), "role": "img", "style": shape})

    def copy(node: ET.Element, into: ET.Element) -> None:
        if node.get("data-layer", layers[0]) not in layers:
            return
        kept = h(node.tag.removeprefix(SVG), {name: node.attrib[name] for name in _KEPT if name in node.attrib})
        into.append(kept)
        for child in node:
            copy(child, kept)

    for child in drawing:
        copy(child, svg)
    return svg


def _badge(sign: str, x: float, y: float, size: float, wish: tuple[float, float]) -> ET.Element:
    group = h("g", {"class": "sign"})
    if abs(x - wish[0]) + abs(y - wish[1]) > MOVED * size:
        group.append(h("path", {"class": "leader", "d": f"M{wish[0]:.2f} {wish[1]:.2f}L{x:.2f} {y:.2f}"}))
        group.append(
            h("circle", {"class": "dot", "cx": f"{wish[0]:.2f}", "cy": f"{wish[1]:.2f}", "r": f"{size / 9:.2f}"})
        )
    group.append(h("circle", {"cx": f"{x:.2f}", "cy": f"{y:.2f}", "r": f"{size / 2:.2f}"}))
    place = {"x": f"{x:.2f}", "y": f"{y:.2f}", "dy": "0.36em", "font-size": f"{0.72 * size:.2f}"}
    group.append(h("text", place, sign))
    return group
