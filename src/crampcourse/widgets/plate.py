"""A drawn plate as a model of its own: the drawing crosses to the browser once, however many widgets show it."""

import re
from collections.abc import Callable
from typing import Any

import anywidget
import traitlets

from crampcourse.library.drawn import drawn_groups
from crampcourse.library.plates import unnamed
from crampcourse.library.shelf import Library, load
from crampcourse.library.types import PlateText, Reference, Structure
from crampcourse.widgets.base import styles

LAYER_NAMES = {
    "skin": "Skin",
    "bones": "Bones",
    "ligaments": "Ligaments",
    "muscles": "Muscles",
    "muscles_deep": "Deep muscles",
    "muscles_intermediate": "Middle muscles",
    "muscles_superficial": "Superficial muscles",
    "retinacula": "Retinacula",
    "vessels_nerves": "Vessels and nerves",
}


class Plate(anywidget.AnyWidget):
    """Holds one drawing, the cards of its structures, and the style sheet of all drawings; it shows nothing itself.

    Another widget keeps ``ref`` in a synchronised trait, and its script calls ``loadPlate(host, ref)``.
    """

    _esm = "export default {}"
    name = traitlets.Unicode().tag(sync=True)
    title = traitlets.Unicode().tag(sync=True)
    caption = traitlets.Unicode().tag(sync=True)
    credit = traitlets.Unicode().tag(sync=True)
    layers = traitlets.List().tag(sync=True)
    """Id and name of each layer, from the deepest to the most superficial."""
    cards = traitlets.List().tag(sync=True)
    """The structures drawn on this plate, with all that their cards say."""
    svg = traitlets.Unicode().tag(sync=True)
    css = traitlets.Unicode().tag(sync=True)

    @property
    def ref(self) -> str:
        """How a widget's script names this model to anywidget's host."""
        return f"anywidget:{self.model_id}"


_plates: dict[tuple[str, str], Plate] = {}


def plate(name: str) -> Plate:
    """The plate of this kernel, made at first use and again after it was closed; ValueError names those there are."""
    library = load()
    return _shared(
        name,
        lambda svg: {
            "caption": library.plates[name].caption,
            "credit": library.plates[name].credit or "",
            "cards": [card(each, library.references[each.source]) for each in structures_on(name, library)],
            "svg": svg,
        },
    )


def unnamed_plate(name: str) -> Plate:
    """The same without a name on anything drawn and without cards, for assessments."""
    return _shared(name, lambda svg: {"svg": unnamed(svg)[0]}, kind="unnamed")


def _shared(name: str, content: Callable[[str], dict[str, Any]], kind: str = "") -> Plate:
    known = _plates.get((name, kind))
    if known is None or known.comm is None:
        library = load()
        svg = library.plate_svg(name)
        text = library.plates[name]
        layers = [{"id": layer, "name": layer_name(text, layer)} for layer in text.layers]
        known = Plate(name=name, title=text.title, layers=layers, css=styles("plate", "badges"), **content(svg))
        _plates[name, kind] = known
    return known


def layer_name(text: PlateText, layer: str) -> str:
    """What a layer is called on this plate."""
    return {**LAYER_NAMES, **text.layer_names}[layer]


def structures_on(name: str, library: Library) -> list[Structure]:
    """The structures of which something is drawn on a plate, in the order of the cards."""
    drawn = drawn_groups(library.plate_svg(name))
    return [structure for structure in library.structures.values() if any(part in drawn for part in structure.parts)]


def card(structure: Structure, reference: Reference) -> dict[str, Any]:
    """What the card of a structure says, with where it comes from and how far that was checked."""
    return {**structure.model_dump(exclude_none=True, exclude={"layer"}), "source": short_citation(reference)}


def short_citation(reference: Reference) -> str:
    """Authors and year in a few words; the title where the authors are not known."""
    authors = re.sub(r"\s*\([^)]*\)", "", reference.authors or "").strip()
    people = [re.sub(r"\s+[A-Z]{1,3}$", "", person.strip()) for person in authors.partition(";")[0].split(",")]
    if not people[0]:
        who = reference.title.partition(";")[0].strip("()")
    elif len(people) == 2 and "et al" not in authors:
        who = f"{people[0]} and {people[1]}"
    else:
        who = people[0] if len(people) == 1 else f"{people[0]} et al."
    return f"{who} {reference.year}" if reference.year else who
