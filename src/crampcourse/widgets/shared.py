"""Data that many widgets show and that crosses to the browser once: a model of its own for each kernel."""

from collections.abc import Callable
from typing import Any

import anywidget
import traitlets

from crampcourse.library.citing import cite
from crampcourse.library.shelf import Library


class Shared(anywidget.AnyWidget):
    """Holds data under a name; it shows nothing itself.

    Another widget keeps ``ref`` in a synchronised trait, and its script asks the host for that model's ``data``.
    """

    _esm = "export default {}"
    name = traitlets.Unicode().tag(sync=True)
    data = traitlets.Dict().tag(sync=True)

    @property
    def ref(self) -> str:
        """How a widget's script names this model to anywidget's host."""
        return f"anywidget:{self.model_id}"


_made: dict[str, Shared] = {}


def shared(name: str, make: Callable[[], dict[str, Any]]) -> Shared:
    """The data of this kernel by that name, made at first use and again after it was closed."""
    known = _made.get(name)
    if known is None or known.comm is None:
        known = _made[name] = Shared(name=name, data=make())
    return known


def cited(keys: set[str], library: Library) -> dict[str, list[str]]:
    """Key of each source → its text, its address and how far it was verified."""
    return {key: list(cite(library.references[key]).values()) for key in sorted(keys)}
