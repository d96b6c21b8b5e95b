"""A lesson as slides: one idea each, from its notebook; questions without answers, and notes for whoever speaks."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from crampcourse.learning.drawn import realised
from crampcourse.library import Library
from crampcourse.library import items as i
from crampcourse.library.citing import cite
from crampcourse.library.types import Lesson
from crampcourse.printing.document import document
from crampcourse.printing.lesson_cells import Cell, Prose, Shown, own_words
from crampcourse.printing.markdown import blocks
from crampcourse.printing.nodes import Child, h, rich, text_of
from crampcourse.printing.questions import asked
from crampcourse.printing.sheet import LICENCE, style

_HERE = Path(__file__).parent
MOST_WORDS, MOST_OF_STILLS = 55, 90
"""On a slide of prose, and of a widget's words; a single paragraph or table may have more and is set smaller."""
CLAIMS_EACH = 4
_SILENT = {"lesson", "review"}
"""Calls that show a learner's own state, or what the first slides say."""
_GO_WITH_BEFORE = {"ul", "ol", "table"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}


@dataclass(frozen=True)
class Slide:
    """One slide: its title, what stands on it, and what is for the speaker only."""

    title: Sequence[Child]
    body: Sequence[Child]
    notes: Sequence[Child] = ()
    kind: str = "words"


@dataclass
class _Deck:
    lesson: Lesson
    library: Library
    heading: str = ""
    """Of the part of the lesson that is being told."""
    slides: list[Slide] = field(default_factory=list)


def slides(lesson: Lesson, cells: Iterable[Cell], library: Library) -> list[Slide]:
    """The slides of a lesson. No key, rationale or hint of an item is on them or in their notes."""
    deck = _Deck(lesson, library)
    deck.slides += _opening(lesson)
    for number, cell in enumerate(cells):
        if isinstance(cell, Prose):
            deck.slides += _prose(cell.blocks if number else own_words(lesson, cell), deck)
        elif cell.call not in _SILENT:
            deck.slides += _widget(cell, deck)
    return deck.slides


def name_of(lesson: Lesson) -> str:
    """How a lesson is called on paper: by its number, or as what comes before the first."""
    number = int(lesson.id[1:])
    return f"Lesson {number}" if number else "Before lesson 1"


def _opening(lesson: Lesson) -> list[Slide]:
    about = h("p", {"class": "about"}, f"{name_of(lesson)} · {lesson.minutes} minutes · ", rich(lesson.topic))
    notice = h("p", {"class": "notice"}, rich(lesson.notice))
    needs = [h("p", {}, "You need: ", rich(lesson.needs)), h("p", {}, LICENCE)]
    objectives = h("ul", {}, (h("li", {}, rich(each.text)) for each in lesson.objectives))
    ids = h("ul", {}, (h("li", {}, h("code", {}, each.id), " ", rich(each.text)) for each in lesson.objectives))
    return [
        Slide([lesson.title], [about, notice], needs, "title"),
        Slide(["After this lesson you can"], [objectives], [ids]),
    ]


def _prose(parts: Iterable[ET.Element], deck: _Deck, most: int = MOST_WORDS) -> Iterator[Slide]:
    """Blocks gathered to slides: a heading begins one, and no more than so many words stand together."""
    gathered: list[ET.Element] = []

    def slide() -> Iterator[Slide]:
        if gathered:
            yield Slide([deck.heading or deck.lesson.title], list(gathered), _sources(gathered, deck.library))
            gathered.clear()

    for block in (piece for part in parts for piece in _split(part, most)):
        if block.tag in _HEADINGS:
            yield from slide()
            deck.heading = text_of(block)
            continue
        kept: list[ET.Element] = []
        if gathered and (block.tag in _GO_WITH_BEFORE or text_of(gathered[-1]).endswith(":")):
            # What a list or table belongs to moves on with it.
            kept = [gathered.pop()]
        if sum(map(_words, [*gathered, *kept, block])) > most:
            yield from slide()
        gathered += [*kept, block]
    yield from slide()


def _split(block: ET.Element, most: int) -> Iterator[ET.Element]:
    """A list that is too long for one slide as several; the numbers of its entries go on."""
    if block.tag not in ("ul", "ol") or _words(block) <= most:
        yield block
        return
    part: list[ET.Element] = []
    first = 1
    for number, entry in enumerate(block, 1):
        if part and sum(map(_words, part)) + _words(entry) > most:
            yield h(block.tag, {"start": str(first)} if block.tag == "ol" else {}, part)
            part, first = [], number
        part.append(entry)
    yield h(block.tag, {"start": str(first)} if block.tag == "ol" else {}, part)


def _words(element: ET.Element) -> int:
    return len(text_of(element).split())


def _sources(parts: Iterable[ET.Element], library: Library) -> list[Child]:
    """The works that a text names by their keys."""
    keys = dict.fromkeys(key for part in parts for key in re.findall(r"\b[A-Z][A-Z0-9]{3,}\b", text_of(part)))
    return cited([key for key in keys if key in library.references], library)


def cited(keys: Sequence[str], library: Library) -> list[Child]:
    """A list of works, each with the mark that says how far it was verified; nothing where there are none."""
    entries = ((key, cite(library.references[key])) for key in keys)
    lines = [h("li", {}, h("code", {}, key), f" {entry['text']} ({entry['mark']})") for key, entry in entries]
    return [h("ul", {}, lines)] if lines else []


def _widget(cell: Shown, deck: _Deck) -> Iterator[Slide]:
    library = deck.library
    if cell.call == "quiz":
        quiz = library.quiz(cell.argument)
        for number, slug in enumerate(quiz.items, 1):
            yield question(library.items[slug], [rich(quiz.title), f" · {number} of {len(quiz.items)}"], library)
    elif cell.call == "predict":
        found = library.prediction(cell.argument)
        then = [h("p", {}, "Then look: ", rich(found.look)), h("p", {}, "Then explain: ", rich(found.explain))]
        yield question(library.items[found.item], ["Your prediction"], library, then)
    elif cell.call == "claims":
        yield from _claims(deck)
    elif cell.picture:
        first, *rest = cell.words.splitlines() or [""]
        title, _, _ = first.partition(". ")
        image = picture(cell.picture, first)
        yield Slide([title.rstrip(".")], [image], [h("p", {}, line) for line in (first, *rest)], "picture")
    else:
        yield from _prose(blocks(cell.markdown), deck, MOST_OF_STILLS)


def question(item: i.Item, title: Sequence[Child], library: Library, notes: Sequence[Child] = ()) -> Slide:
    """An item as it is asked on paper."""
    item = realised(item, 0)
    how, below = asked(item, library)
    stem = h("p", {"class": "stem"}, rich(item.stem), " ", h("span", {"class": "how"}, how))
    objective = h("p", {}, "Objective ", h("code", {}, item.objective))
    return Slide(title, [stem, *below], [*notes, objective], "question")


def _claims(deck: _Deck) -> Iterator[Slide]:
    every = [deck.library.claims[number] for number in deck.lesson.claims]
    for start in range(0, len(every), CLAIMS_EACH):
        some = every[start : start + CLAIMS_EACH]
        verdicts = (h("li", {}, h("strong", {}, each.verdict), ": ", rich(each.correct_statement)) for each in some)
        numbers = {"start": str(start + 1)}
        said = h("ol", numbers, (h("li", {}, rich(each.claim)) for each in some))
        yield Slide(["What people say: right, or not?"], [said], [h("ol", numbers, verdicts)])


def picture(png: str, words: str) -> ET.Element:
    """A still of a widget within the page."""
    return h("img", {"src": f"data:image/png;base64,{png}", "alt": words})


def slides_page(lesson: Lesson, cells: Iterable[Cell], library: Library) -> str:
    """The slides as one HTML file: arrow keys move, N shows notes; without a script they stand one below another."""
    deck = slides(lesson, cells, library)
    frames = [_frame(number, slide, len(deck)) for number, slide in enumerate(deck, 1)]
    css = style() + (_HERE / "slides.css").read_text(encoding="utf-8")
    bar = h(
        "nav",
        {"class": "bar", "aria-label": "Slides", "hidden": ""},
        h("button", {"type": "button", "id": "previous"}, "Previous"),
        h("button", {"type": "button", "id": "next"}, "Next"),
        h("button", {"type": "button", "id": "notes", "aria-pressed": "false"}, "Notes (N)"),
        h("span", {"class": "place", "role": "status"}),
    )
    body = h("body", {"class": "crampcourse cc-paper deck"}, h("main", {}, frames), bar)
    script = (_HERE / "slides.js").read_text(encoding="utf-8")
    return document(f"{name_of(lesson)}: {lesson.title}", css, body, script=script, pictures=True)


def _frame(number: int, slide: Slide, count: int) -> ET.Element:
    heading = h("h1" if slide.kind == "title" else "h2", {"id": f"title-{number}"}, slide.title)
    inner = h("div", {"class": "inner"}, heading, h("div", {"class": "body"}, slide.body))
    place = h("p", {"class": "count", "aria-hidden": "true"}, f"{number} / {count}")
    section = h("section", {"class": f"slide {slide.kind}", "aria-labelledby": f"title-{number}"}, inner, place)
    notes = slide.notes or [h("p", {}, "No notes for this slide.")]
    aside = h("aside", {"class": "notes", "aria-label": "Notes", "hidden": ""}, notes)
    return h("div", {"class": "frame"}, section, aside)
