"""Printouts: the sheet of a quiz, lesson or course to fill in, its key, and the whole page as HTML."""

import hashlib
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

import crampcourse
from crampcourse.learning.drawn import realised
from crampcourse.learning.marking import content_hash
from crampcourse.library import Library
from crampcourse.library import items as i
from crampcourse.library.inline import plain
from crampcourse.library.types import Lesson
from crampcourse.printing.answers import answered
from crampcourse.printing.document import document
from crampcourse.printing.grounds import grounds
from crampcourse.printing.nodes import Child, h, rich
from crampcourse.printing.questions import asked

Size = Literal["A4", "letter"]

_HERE = Path(__file__).parent
_WIDGETS = _HERE.parent / "widgets"


@dataclass(frozen=True)
class Section:
    """The items of one lesson; ``title`` is empty where the printout holds no other lesson."""

    title: str
    notice: str
    items: Sequence[i.Item]


@dataclass(frozen=True)
class Printout:
    """What is printed: a title, what it belongs to, and its items."""

    title: str
    about: str
    sections: Sequence[Section]
    draw: int
    """Which numbers the items have that draw theirs."""

    @property
    def items(self) -> list[i.Item]:
        """All items in the order of their numbers."""
        return [item for section in self.sections for item in section.items]


def printout(library: Library, quiz: str | None = None, lesson: str | None = None, *, draw: int = 0) -> Printout:
    """The printout of a quiz, of a lesson, or of the course; ValueError names the quizzes or lessons there are.

    ``draw``: a whole number that gives items their numbers where they draw them; the same for a sheet and its key.
    """

    def section(title: str, home: Lesson, items: Iterable[i.Item]) -> Section:
        return Section(title, home.notice, [realised(item, draw) for item in items])

    items = library.chosen(quiz, lesson)
    if quiz or lesson:
        home = library.lesson_of(quiz or lesson or "")
        place = f"Lesson {int(home.id[1:])}: {home.title}"
        title, about = (library.quiz(quiz).title, place) if quiz else (place, home.topic)
        return Printout(title, about, [section("", home, items)], draw)
    sections = [
        section(f"Lesson {int(home.id[1:])}: {home.title}", home, own)
        for home in library.lessons.values()
        if (own := library.chosen(lesson=home.id))
    ]
    return Printout("Questions of the course", "Why ankles cramp, and what to do about it", sections, draw)


def content(printed: Printout, library: Library, *, key: bool, level: int = 1) -> list[ET.Element]:
    """The printout (or its key) as elements; its title is a heading of this level, and the others nest below it."""
    head = h(f"h{level}", {}, "Key: " if key else "", rich(printed.title))
    fields = [h("span", {}, f"{name} ", h("span", {"class": "line"})) for name in ("Name", "Date")]
    count = f"{len(printed.items)} question{'s' if len(printed.items) != 1 else ''}"
    notices = dict.fromkeys(section.notice for section in printed.sections)
    header = h(
        "header",
        {},
        head,
        h("p", {"class": "about"}, rich(printed.about), f" · {count}"),
        h("p", {"class": "who"}, fields) if not key else None,
        [h("p", {"class": "notice"}, rich(notice)) for notice in notices],
    )
    parts = [header]
    number = 0
    for section in printed.sections:
        below = level + 1
        if section.title:
            parts.append(h(f"h{below}", {"class": "lesson"}, rich(section.title)))
            below += 1
        for item in section.items:
            number += 1
            heading = h(f"h{below}", {}, f"Question {number}")
            said = _answer(item, library, printed.draw) if key else _question(item, library, heading)
            parts.append(h("article", {"class": "item"}, heading, h("p", {"class": "stem"}, rich(item.stem)), said))
    return [*parts, h("footer", {}, h("p", {}, edition(printed.items)), h("p", {}, LICENCE))]


LICENCE = "Text and drawings: the crampcourse authors, CC BY 4.0."


def edition(items: Sequence[i.Item]) -> str:
    """Version and date of the content, and a mark of its questions: a sheet and a key with one mark belong together."""
    day = date.fromisoformat(crampcourse.__date__)
    mark = hashlib.sha256("".join(content_hash(item) for item in items).encode()).hexdigest()[:8]
    return f"crampcourse {crampcourse.__version__} of {day.day} {day:%B %Y}, questions {mark}."


def _question(item: i.Item, library: Library, heading: ET.Element) -> list[Child]:
    how, below = asked(item, library)
    heading.append(h("span", {"class": "how"}, f" {how}"))
    return below


def _answer(item: i.Item, library: Library, draw: int) -> list[Child]:
    return [answered(item, library), grounds(item, library, draw)]


@cache
def style() -> str:
    """How printouts look: colours of the widgets, drawings, and a sheet of their own. Every rule is bound to ours."""
    # The two sheets of the widgets are read as files, not imported: printing knows no widget.
    sheets = (_WIDGETS / "kit.css", _WIDGETS / "plate.css", _HERE / "sheet.css")
    return "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets)


def page(printed: Printout, library: Library, *, key: bool = False, size: Size | None = None) -> str:
    """The printout (or its key) as HTML that needs no other file. ``size``: of the paper; None: the printer's."""
    css = style() + (_HERE / "page.css").read_text(encoding="utf-8") + (f"@page {{ size: {size}; }}" if size else "")
    title = f"{'Key: ' if key else ''}{plain(printed.title)}"
    kind = "key" if key else "questions"
    main = h("main", {}, content(printed, library, key=key))
    return document(title, css, h("body", {"class": f"crampcourse cc-paper {kind}"}, main))
