"""The picture of a plate for a page: the layers shown, and a number or letter on each place that is asked for."""

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from crampcourse.library import Library
from crampcourse.library import items as i
from crampcourse.library.shelf import item_structures
from crampcourse.printing.badges import badges
from crampcourse.printing.nodes import h
from crampcourse.printing.places import SVG, by_position, frame, places, whereabouts

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
    found = places(drawing, item.layers, parts)
    asked = [target.structure for target in item.targets] if isinstance(item, i.LabelItem) else list(parts)
    if unseen := [slug for slug in asked if slug not in found]:
        raise ValueError(
            f"item {item.id} asks for {', '.join(unseen)}, which cannot be seen on the plate {item.plate} with the "
            f"layers {', '.join(item.layers)}; show another layer or choose another structure"
        )
    order = by_position({slug: found[slug] for slug in asked})
    signs = {slug: str(n) if isinstance(item, i.LabelItem) else _letter(n) for n, slug in enumerate(order, 1)}
    said = "; ".join(f"{sign} {whereabouts(found[slug].centre, drawing)}" for slug, sign in signs.items())
    svg = _shown(drawing, item.layers)
    svg.set("aria-label", f"{library.plates[item.plate].title}. Places: {said}.")
    svg.extend(badges(list(signs.values()), [found[slug] for slug in order], drawing))
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
