"""A lesson as a handout: its notebook in two columns with room for notes, key points, the claims and their sources."""

import xml.etree.ElementTree as ET
from collections.abc import Iterable
from pathlib import Path

from crampcourse.learning.drawn import realised
from crampcourse.library import Library
from crampcourse.library.types import Lesson
from crampcourse.printing.document import document
from crampcourse.printing.lesson_cells import Cell, Prose, Shown, own_words
from crampcourse.printing.markdown import blocks
from crampcourse.printing.nodes import Child, h, rich, text_of
from crampcourse.printing.questions import asked
from crampcourse.printing.sheet import LICENCE, Size, style
from crampcourse.printing.slides import cited, name_of, picture

_HERE = Path(__file__).parent
_ELSEWHERE = {"lesson", "review", "quiz", "claims"}
"""Calls whose place is another: the head, the learner's own state, a sheet of its own, the table at the end."""
NOTE_LINES = 14
HEADING_BELOW = {"h1": "h2", "h2": "h2", "h3": "h3"}


def handout_page(lesson: Lesson, cells: Iterable[Cell], library: Library, size: Size | None = None) -> str:
    """The handout as HTML that needs no other file. ``size``: of the paper; None: the printer's.

    No quiz is in it (they have sheets of their own), and of a prediction only what is asked.
    """
    parts = [part for number, cell in enumerate(cells) for part in _told(cell, lesson, library, first=number == 0)]
    main = h(
        "main",
        {},
        _head(lesson),
        h("div", {"class": "columns"}, parts),
        _claims(lesson, library),
        _sources(lesson, library),
        _notes(),
        h("footer", {}, h("p", {}, LICENCE)),
    )
    css = style() + "".join((_HERE / name).read_text(encoding="utf-8") for name in ("page.css", "handout.css"))
    css += f"@page {{ size: {size}; }}" if size else ""
    body = h("body", {"class": "crampcourse cc-paper handout"}, main)
    return document(f"{name_of(lesson)}: {lesson.title} (handout)", css, body, pictures=True)


def _head(lesson: Lesson) -> ET.Element:
    fields = [h("span", {}, f"{name} ", h("span", {"class": "line"})) for name in ("Name", "Date")]
    return h(
        "header",
        {},
        h("h1", {}, f"{name_of(lesson)}: ", lesson.title),
        h("p", {"class": "about"}, rich(lesson.topic), f" · {lesson.minutes} minutes · ", rich(lesson.needs)),
        h("p", {"class": "who"}, fields),
        h("p", {"class": "notice"}, rich(lesson.notice)),
        h("ul", {}, (h("li", {}, h("strong", {}, each.id), " ", rich(each.text)) for each in lesson.objectives)),
    )


def _told(cell: Cell, lesson: Lesson, library: Library, *, first: bool) -> list[Child]:
    if isinstance(cell, Prose):
        parts = own_words(lesson, cell) if first else cell.blocks
        boxed = any(point.text in text_of(part) for part in parts for point in lesson.key_points)
        shown = [_lowered(part) for part in parts]
        return [h("section", {"class": "keys"}, shown)] if boxed else list(shown)
    if cell.call in _ELSEWHERE:
        return []
    return [_widget(cell, library)]


def _lowered(part: ET.Element) -> ET.Element:
    """A heading at the level it has below the handout's own title."""
    part.tag = HEADING_BELOW.get(part.tag, part.tag)
    return part


def _widget(cell: Shown, library: Library) -> ET.Element:
    if cell.call == "predict":
        found = library.prediction(cell.argument)
        item = realised(library.items[found.item], 0)
        how, below = asked(item, library)
        stem = h("p", {"class": "stem"}, rich(item.stem), " ", h("span", {"class": "how"}, how))
        after = [h("p", {}, "Then look: ", rich(found.look)), h("p", {}, "Then explain: ", rich(found.explain))]
        lines = [h("p", {"class": "rule"}) for _ in range(2)]
        return h("section", {"class": "guess"}, h("h3", {}, "Your prediction"), stem, below, after, lines)
    if cell.picture:
        first = (cell.words.splitlines() or [""])[0]
        title, _, _ = first.partition(". ")
        caption = h("figcaption", {}, title.rstrip("."), ".")
        return h("figure", {}, picture(cell.picture, first), caption)
    return h("section", {"class": "still"}, blocks(cell.markdown))


def _claims(lesson: Lesson, library: Library) -> ET.Element | None:
    if not lesson.claims:
        return None
    names = ("What people say", "Verdict", "What is right")
    rows = (
        h("tr", {}, h("td", {}, rich(each.claim)), h("td", {}, each.verdict), h("td", {}, rich(each.correct_statement)))
        for each in (library.claims[number] for number in lesson.claims)
    )
    head = h("tr", {}, (h("th", {"scope": "col"}, name) for name in names))
    table = h("table", {}, h("thead", {}, head), h("tbody", {}, rows))
    return h("section", {"class": "claims"}, h("h2", {}, "What people say, and what is right"), table)


def _sources(lesson: Lesson, library: Library) -> ET.Element | None:
    listed = cited(lesson.sources, library)
    return h("section", {"class": "sources"}, h("h2", {}, "Sources of the text"), listed) if listed else None


def _notes() -> ET.Element:
    return h("section", {"class": "room"}, h("h2", {}, "Notes"), [h("p", {"class": "rule"}) for _ in range(NOTE_LINES)])
