"""The teacher's view of a quiz in a notebook: everything the key says, and no widget."""

from crampcourse.library import Library
from crampcourse.printing.nodes import h, markup, text_of
from crampcourse.printing.sheet import content, printout, style

LEVEL = 3
"""Headings: a notebook has its own title (1) and sections (2)."""


class TeacherView:
    """Stems, answers, rationales, misconceptions, sources and objectives of a quiz; the log of attempts is not read."""

    def __init__(self, quiz: str, library: Library) -> None:
        """``quiz``: its id; ValueError names those there are."""
        parts = content(printout(library, quiz), library, key=True, level=LEVEL)
        self._element = h("section", {"class": "crampcourse cc-paper key", "lang": "en-GB"}, parts)

    def __repr__(self) -> str:
        return text_of(self._element)

    def _repr_html_(self) -> str:
        return markup(h("div", {}, h("style", {}, style()), self._element))
