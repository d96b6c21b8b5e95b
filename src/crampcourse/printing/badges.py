"""Numbers and letters on a picture: each on its structure if there is room, none over another."""

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from math import cos, hypot, pi, sin

from crampcourse.printing.nodes import h
from crampcourse.printing.places import Place, Spot, frame

SIZE = 0.062
"""Diameter, as a share of the picture's long side."""
CLEAR = 1.06
"""Diameters from the middle of one to the middle of the next."""
STEP = 8 / 433
"""From ring to ring round a structure that has no room, in widths of the picture; as in plate.js at 433 px."""
RINGS = 20
OFF = 0.7
"""Diameters from a number beside its structure to the middle of any structure."""
LETTERS = {1: 0.72, 2: 0.56}
"""Size of the sign by its length, in diameters."""


def badges(signs: Sequence[str], places: Sequence[Place], drawing: ET.Element) -> list[ET.Element]:
    """The signs at their places; a line leads from a sign that stands beside its structure to where it belongs."""
    _, _, width, height = frame(drawing)
    size = SIZE * max(width, height)
    spots = apart(places, drawing, CLEAR * size)
    return [_badge(sign, spot, place, size) for sign, spot, place in zip(signs, spots, places, strict=True)]


def apart(places: Sequence[Place], drawing: ET.Element, distance: float) -> list[Spot]:
    """For each place the nearest spot, inside it or else beside it, that keeps ``distance`` (mm) from those before."""
    found: list[Spot] = []

    def clear(spot: Spot, others: Iterable[Spot], least: float) -> bool:
        return all(hypot(spot.x - other.x, spot.y - other.y) >= least for other in others)

    for place in places:
        inside = (spot for spot in (place.centre, *place.room) if clear(spot, found, distance))
        # What stands beside its structure covers the middle of none.
        beside = (
            spot
            for spot in _beside(place.centre, drawing, distance)
            if clear(spot, found, distance) and clear(spot, (other.centre for other in places), OFF * distance)
        )
        found.append(next(chain(inside, beside), place.centre))
    return found


def _beside(centre: Spot, drawing: ET.Element, size: float) -> Iterator[Spot]:
    """Ever wider rings round a point, without leaving the picture."""
    left, top, width, height = frame(drawing)
    for ring in range(1, RINGS):
        for step in range(6 * ring):
            angle = 2 * pi * step / (6 * ring) - pi / 2
            x, y = (centre.x + STEP * width * ring * cos(angle), centre.y + STEP * width * ring * sin(angle))
            yield Spot(
                min(max(x, left + size / 2), left + width - size / 2),
                min(max(y, top + size / 2), top + height - size / 2),
            )


def _badge(sign: str, at: Spot, place: Place, size: float) -> ET.Element:
    group = h("g", {"class": "sign"})
    centre = place.centre
    if at != centre and at not in place.room:
        group.append(h("path", {"class": "leader", "d": f"M{centre.x:.2f} {centre.y:.2f}L{at.x:.2f} {at.y:.2f}"}))
        group.append(h("circle", {"cx": f"{centre.x:.2f}", "cy": f"{centre.y:.2f}", "r": f"{size / 7:.2f}"}))
    group.append(h("circle", {"cx": f"{at.x:.2f}", "cy": f"{at.y:.2f}", "r": f"{size / 2:.2f}"}))
    letters = {"font-size": f"{LETTERS[min(len(sign), 2)] * size:.2f}", "dy": "0.36em"}
    group.append(h("text", {"x": f"{at.x:.2f}", "y": f"{at.y:.2f}", **letters}, sign))
    return group
