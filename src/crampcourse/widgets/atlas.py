"""The atlas: a plate whose layers can be peeled and whose structures answer when they are pointed at."""

from collections.abc import Sequence

import traitlets

from crampcourse.library.shelf import Library, find, load
from crampcourse.library.types import PlateText
from crampcourse.widgets.base import CourseWidget, bundle, styles
from crampcourse.widgets.plate import LAYER_NAMES, layer_name, plate, structures_on

TISSUES = {
    "bone": "Bones",
    "landmark": "Landmarks of bones",
    "cavity": "Cavities",
    "joint": "Joints",
    "ligament": "Ligaments",
    "muscle": "Muscles",
    "tendon": "Tendons",
    "sheath": "Tendon sheaths",
    "retinaculum": "Retinacula",
    "fascia": "Fasciae and other layers",
    "nerve": "Nerves",
    "artery": "Arteries",
    "vein": "Veins",
    "skin": "Skin",
}


SCRIPTS = (
    *("kit", "plate_map", "plate", "labels", "labelling", "lock", "atlas_card", "atlas_finder", "atlas_list"),
    *("atlas_copy", "atlas_export", "atlas_paper", "atlas_keep", "atlas"),
)


class Atlas(CourseWidget):
    """One or more plates to explore; the drawings themselves live in models of their own (see plate.py)."""

    _esm = bundle(*SCRIPTS)
    _css = styles("kit", "atlas")
    views = traitlets.List().tag(sync=True)
    """Title and reference of each plate that can be chosen."""
    shown = traitlets.List().tag(sync=True)
    """Layers of the first plate shown at the start."""
    chosen = traitlets.Unicode("").tag(sync=True)
    """Structure whose card is open at the start; empty for none."""
    lock = traitlets.Dict().tag(sync=True)
    """Item of the prediction to commit first; empty where nothing locks."""
    tissues = traitlets.Dict().tag(sync=True)
    """Headings of the list of structures, in their order."""
    print_css = traitlets.Unicode().tag(sync=True)
    """Style of the page that is printed."""

    def __init__(
        self, names: Sequence[str], shown: Sequence[str], chosen: str, library: Library, after: str | None = None
    ) -> None:
        self._names, self._library = list(names), library
        plates = [plate(name) for name in names]
        views = [{"title": each.title, "ref": each.ref} for each in plates]
        lock = {"item": library.prediction(after).item} if after else {}
        cards = [each.cards for each in plates]
        looks = {
            "views": views,
            "shown": list(shown),
            "chosen": chosen,
            "tissues": TISSUES,
            "print_css": styles("atlas_print"),
        }
        super().__init__(lock.values(), texts=cards, lock=lock, **looks)

    def description(self) -> str:
        """Names the plates, the layers shown at the start, and every structure that can be selected."""
        parts = [self._describe(name) for name in self._names]
        first = self._library.plates[self._names[0]]
        parts[0] += f" Shown at the start: {_listed([layer_name(first, layer) for layer in self.shown])}."
        if self.chosen:
            parts[0] += f" Selected: {self._library.structures[self.chosen].name}."
        return "\n".join(parts)

    def still_png(self) -> bytes:
        """The first plate: its skin and bones where no more is shown at the start, else all its layers."""
        bones_only = set(self.shown) <= {"skin", "bones"}
        name = f"{self._names[0]}_bones" if bones_only else self._names[0]
        return (self._library.folder / "plates" / f"{name}.png").read_bytes()

    def _describe(self, name: str) -> str:
        text = self._library.plates[name]
        structures = structures_on(name, self._library)
        groups = [
            (heading, [each.name for each in structures if each.tissue == tissue])
            for tissue, heading in TISSUES.items()
        ]
        lists = " ".join(f"{heading}: {', '.join(names)}." for heading, names in groups if names)
        layers = _listed([layer_name(text, layer) for layer in text.layers])
        return f"Atlas plate: {text.title}. {text.caption} Layers from deep to superficial: {layers}. {lists}"


def atlas(
    view: str = "lateral",
    layer: str | None = None,
    select: str | None = None,
    *,
    after: str | None = None,
    views: Sequence[str] = (),
) -> Atlas:
    """Shows a plate to explore, such as ``atlas("lateral", layer="muscles")``.

    view: the plate shown first. layer: the most superficial layer shown at the start, all deeper ones included (all
    layers when left out); ``"muscles"`` means all muscles. select: a structure whose card is open. after: a
    prediction such as ``"L01-P1"`` to be committed first. views: further plates the reader can change to.
    Raises ValueError, naming what is allowed.
    """
    library = load()
    names = list(dict.fromkeys([view, *views]))
    for name in names:
        find(library.plates, name, "plate")
    text = library.plates[view]
    shown = layers_up_to(text, layer) if layer is not None else list(text.layers)
    if select is not None:
        structure = find(library.structures, select, "structure")
        drawn = structures_on(view, library)
        if structure not in drawn:
            known = ", ".join(each.id for each in drawn)
            raise ValueError(f"{select!r} is not drawn on the plate {view!r}; choose one of: {known}")
    return Atlas(names, shown, select or "", library, after)


def layers_up_to(text: PlateText, layer: str) -> list[str]:
    """The layers of a plate from the deepest up to ``layer``."""
    layers: list[str] = list(text.layers)
    ends = [
        index
        for index, each in enumerate(layers)
        if each == layer or (layer == "muscles" and each.startswith("muscles"))
    ]
    if not ends:
        known = "" if layer in LAYER_NAMES else " (no plate has it)"
        raise ValueError(f"the plate {text.id!r} has no layer {layer!r}{known}; it has: {', '.join(layers)}")
    return layers[: ends[-1] + 1]


def _listed(names: Sequence[str]) -> str:
    return ", ".join(name[0].lower() + name[1:] for name in names)
