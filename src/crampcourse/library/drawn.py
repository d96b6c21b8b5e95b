"""What an item asks for on a plate must be drawn there, in a layer that the item shows."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from functools import cache

from crampcourse.library.items import FindItem, LabelItem
from crampcourse.library.read import Way
from crampcourse.library.types import PlateText, Structure


@cache
def drawn_groups(svg: str) -> dict[str, str]:
    """Bare id of each drawn group → the layer it stands in; dashed lines alone are no place to point at."""
    layers: dict[str, str] = {}
    for layer in ET.fromstring(svg).iterfind(".//*[@data-layer]"):
        layers |= {
            group.get("data-structure", ""): layer.get("data-layer", "")
            for group in layer.iterfind(".//*[@data-structure]")
            if any("fill" in part.get("class", "").split() for part in group.iter())
        }
    return layers


def undrawn(
    item: LabelItem | FindItem, plate: PlateText, groups: Mapping[str, str], structures: Mapping[str, Structure]
) -> Iterator[tuple[Way, str]]:
    """The way to each part of the item that cannot be seen, and why. ``groups`` as from ``drawn_groups``."""
    for index, layer in enumerate(item.layers):
        if layer not in plate.layers:
            yield ("layers", index), f"the plate {plate.id} has no layer {layer!r}; it has {', '.join(plate.layers)}"
    for way, name in _places(item):
        if name not in structures:
            continue  # That it does not exist is a fault of its own.
        there = {groups[part] for part in structures[name].parts if part in groups}
        if not there:
            yield way, f"{name} is not drawn on the plate {plate.id}; choose another structure or plate"
        elif not there & set(item.layers):
            where = f"{', '.join(sorted(there))} on the plate {plate.id}"
            yield way, f"{name} is drawn in the layer {where}, which the item does not show; add it to layers"


def _places(item: LabelItem | FindItem) -> Iterator[tuple[Way, str]]:
    """What a learner points at. The distractors of a labelling item are labels only, which need no place."""
    if isinstance(item, LabelItem):
        yield from ((("targets", index, "structure"), target.structure) for index, target in enumerate(item.targets))
    else:
        yield ("structure",), item.structure
        for index, distractor in enumerate(item.distractors):
            yield ("distractors", index, "structure"), distractor.structure
