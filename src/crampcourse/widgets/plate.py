"""A drawn plate as a model of its own: the drawing crosses to the browser once, however many widgets show it."""

import anywidget
import traitlets

from crampcourse.library.shelf import load
from crampcourse.widgets.base import styles


class Plate(anywidget.AnyWidget):
    """Holds one drawing and the style sheet of all drawings; it shows nothing itself.

    Another widget keeps ``ref`` in a synchronised trait, and its script calls ``loadPlate(host, ref)``.
    """

    _esm = "export default {}"
    name = traitlets.Unicode().tag(sync=True)
    svg = traitlets.Unicode().tag(sync=True)
    css = traitlets.Unicode().tag(sync=True)

    @property
    def ref(self) -> str:
        """How a widget's script names this model to anywidget's host."""
        return f"anywidget:{self.model_id}"


_plates: dict[str, Plate] = {}


def plate(name: str) -> Plate:
    """The plate of this kernel, made at its first use and again after it was closed; ValueError names those there are."""
    known = _plates.get(name)
    if known is None or known.comm is None:
        known = _plates[name] = Plate(name=name, svg=load().plate_svg(name), css=styles("plate"))
    return known
