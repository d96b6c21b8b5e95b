"""Slides and handouts: all of a lesson's prose and none of its answers, and nothing of a notebook becomes markup."""

import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest

from crampcourse.library import load
from crampcourse.library.inline import plain
from crampcourse.printing.handout import handout_page
from crampcourse.printing.lesson_cells import Prose, Shown, lesson_cells
from crampcourse.printing.markdown import blocks
from crampcourse.printing.nodes import h, markup, text_of
from crampcourse.printing.slides import MOST_OF_STILLS, question, slides, slides_page
from tests.browser.payloads import FIRING, PAYLOADS
from tests.printing.test_sheets import said
from tests.trial_quiz import trial_library

LIBRARY = load()
LESSONS = Path(__file__).parents[2] / "lessons"
EACH = pytest.mark.parametrize("lesson", sorted(LIBRARY.lessons))
TEXT = {"p", "span", "em", "strong", "code", "pre", "ul", "ol", "li", "br", "hr", "blockquote"}
TEXT |= {"table", "thead", "tbody", "tr", "th", "td"}
PAGES = pytest.mark.parametrize("make", [slides_page, handout_page], ids=["slides", "handout"])


class Page(HTMLParser):
    """Tags, attributes and visible words of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._open = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))
        self._open = tag

    def handle_endtag(self, _tag: str) -> None:
        self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open not in ("style", "script"):
            self.words.append(data)

    @property
    def text(self) -> str:
        return bare("".join(self.words))


def bare(text: str) -> str:
    """Letters only: pages break lines and set signs apart as they need."""
    return re.sub(r"\s+", "", text)


def page_of(make, lesson: str) -> Page:
    return Page(make(*lesson_cells(lesson, LESSONS, LIBRARY), LIBRARY))


def strings(data) -> list[str]:
    """Every text of nested data."""
    if isinstance(data, str):
        return [data]
    inner = data.values() if isinstance(data, dict) else data if isinstance(data, list | tuple) else []
    return [text for each in inner for text in strings(each)]


def items_of(lesson: str) -> list:
    found = LIBRARY.lessons[lesson]
    quizzes = [LIBRARY.items[slug] for quiz in found.quizzes for slug in quiz.items]
    return [*quizzes, *(LIBRARY.items[each.item] for each in found.predictions)]


@EACH
@PAGES
def test_a_lesson_is_told_whole_and_no_answer_with_it(lesson, make):
    text = page_of(make, lesson).text
    found, cells = lesson_cells(lesson, LESSONS, LIBRARY)
    for cell in cells[1:]:
        if isinstance(cell, Prose):
            lines = [line.removeprefix("- ") for block in cell.blocks for line in text_of(block).splitlines()]
            assert not [line for line in lines if bare(line) not in text]
    for objective in found.objectives:
        assert bare(plain(objective.text)) in text
    for claim in found.claims:
        assert bare(plain(LIBRARY.claims[claim].correct_statement)) in text
    for item in items_of(lesson):
        data = item.model_dump()
        secrets = [
            *said(data, "rationale"),
            *said(data, "hints"),
            *said(data, "elsewhere"),
            *said(data, "misconception"),
        ]
        # A short reason may be words that the prose has, too, or those of another answer.
        open_words = bare("".join(text_of(block) for cell in cells if isinstance(cell, Prose) for block in cell.blocks))
        options = [option for each in items_of(lesson) for option in said(each.model_dump(), "text")]
        options += [each.stem for each in items_of(lesson)]
        told = [LIBRARY.claims[claim].correct_statement for claim in found.claims]
        told += [term.definition for term in LIBRARY.terms.values()]
        told += [sentence for movement in LIBRARY.movements.values() for sentence in strings(movement.model_dump())]
        open_words += "".join(bare(plain(each)) for each in [*options, *told])
        hidden = [secret for secret in secrets if len(secret) > 20 and bare(plain(secret)) not in open_words]
        assert not [secret for secret in hidden if bare(plain(secret)) in text], item.id


@EACH
def test_slides_ask_every_question_and_a_handout_only_the_predictions(lesson):
    on_slides, on_paper = page_of(slides_page, lesson).text, page_of(handout_page, lesson).text
    predicted = {each.item for each in LIBRARY.lessons[lesson].predictions}
    for item in items_of(lesson):
        if "{{" not in item.stem:
            pieces = [bare(plain(piece)) for piece in re.split(r"\$[^$]+\$", item.stem)]  # formulas are drawn there
            assert all(piece in on_slides for piece in pieces)
            assert all(piece in on_paper for piece in pieces) == (item.id in predicted)


@EACH
@PAGES
def test_a_page_needs_nothing_from_elsewhere(lesson, make):
    page = page_of(make, lesson)
    assert not [
        tag for tag, _ in page.tags if tag in ("link", "iframe", "object", "embed", "base", "form", "a", "video")
    ]
    for tag, attributes in page.tags:
        assert not [name for name in attributes if name.startswith("on")]
        if "src" in attributes:
            assert tag == "img"
            assert attributes["src"].startswith("data:image/png;base64,")
            assert len(attributes["alt"]) >= 20
    policy = next(each["content"] for tag, each in page.tags if tag == "meta" and "http-equiv" in each)
    assert policy.startswith("default-src 'none';")
    assert ("script-src 'sha256-" in policy) == (make is slides_page)


@EACH
def test_a_slide_holds_one_idea(lesson):
    found, cells = lesson_cells(lesson, LESSONS, LIBRARY)
    deck = slides(found, cells, LIBRARY)
    assert [slide.kind for slide in deck[:2]] == ["title", "words"]
    # What goes with the list or table below it moves on with it, and a table cannot be parted.
    counts = [len(text_of(h("div", {}, slide.body)).split()) for slide in deck if slide.kind == "words"]
    # In lesson 0 the words under one letter of the glossary stay together.
    assert max(counts) <= (2 if lesson == "L00" else 1.5) * MOST_OF_STILLS


def test_markdown_keeps_its_structure_and_formulas_are_set():
    text = "# A *b*\n\n3. one\n4. two\n\n| C | D |\n|---|---|\n| 1 | $x^2$ |\n\n> said\n\n```\n<b>\n```\n"
    made = "".join(markup(block) for block in blocks(text))
    assert made.startswith("<h1>A <em>b</em></h1><ol><li><span>one</span></li><li><span>two</span></li></ol><table>")
    assert '<th scope="col">C</th>' in made
    assert "<msup>" in made
    assert "<blockquote><p>said</p></blockquote><pre><code>&lt;b&gt;\n</code></pre>" in made
    assert "formula" not in made


def test_prices_and_signs_of_our_own_stills_stay_what_they_are():
    (block,) = blocks("From $5 to $6, <span>\\$</span> and <span>\\\\</span>, 1\\. &lt;b> a_b")
    assert text_of(block) == "From $5 to $6, $ and \\, 1. <b> a_b"


@pytest.mark.parametrize("payload", [*PAYLOADS, *FIRING])
def test_nothing_of_a_notebook_becomes_markup(payload):
    made = Page("".join(markup(block) for block in [*blocks(payload), *blocks(f"a {payload} b")]))
    plain_tags = {*TEXT, *(f"h{level}" for level in range(1, 7))}
    assert {tag for tag, _ in made.tags if tag not in plain_tags} == set()
    assert not [each for _, each in made.tags if set(each) - {"scope"}]


def test_a_question_of_every_kind_can_stand_on_a_slide():
    library = trial_library("Text with a few more words")
    for item in library.items.values():
        slide = question(item, ["Check"], library)
        words = text_of(h("div", {}, slide.body, slide.notes))
        assert "Stem Text" in words or "more words" in words
        for secret in ("Because", "Not 0", "Instead", "Hint 1", "Is talus", "Pair 1", "Spare Text", "Elsewhere"):
            assert secret not in words, item.id


@pytest.fixture
def copy(tmp_path):
    shutil.copy(LESSONS / "01_bones_and_joints.ipynb", tmp_path)
    return tmp_path / "01_bones_and_joints.ipynb"


def test_what_a_cell_calls_is_read_without_running_it(copy):
    notebook = nbformat.read(copy, as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    code[1].source = "raise SystemExit"
    code[2].source = "not python at all"
    code[3].source = "cc.explore(name)"
    nbformat.write(notebook, copy)
    shown = [cell for cell in lesson_cells("L01", copy.parent, LIBRARY)[1] if isinstance(cell, Shown)]
    assert [(each.call, each.argument) for each in shown[:2]] == [("lesson", "L01"), ("explore", "")]
    assert len(shown) == len(code) - 2


@pytest.mark.parametrize("picture", ["PHN2Zz4=", "not base64!", 'iVBORw0K" onload="x'])
def test_a_picture_that_is_no_png_is_told(copy, picture):
    notebook = nbformat.read(copy, as_version=4)
    cell = next(cell for cell in notebook.cells if cell.get("outputs") and "image/png" in cell.outputs[0].data)
    cell.outputs[0].data["image/png"] = picture
    nbformat.write(notebook, copy)
    with pytest.raises(ValueError, match=rf"01_bones_and_joints.ipynb, cell {cell.id}: the picture is no PNG"):
        lesson_cells("L01", copy.parent, LIBRARY)


def test_what_is_wrong_with_a_lesson_or_its_notebook_is_told(copy):
    with pytest.raises(ValueError, match="there is no lesson 'L99'; there are: L00"):
        lesson_cells("L99", copy.parent, LIBRARY)
    with pytest.raises(ValueError, match=r"00_start_here\.ipynb cannot be read"):
        lesson_cells("L00", copy.parent, LIBRARY)
    copy.write_text("{", encoding="utf-8")
    with pytest.raises(ValueError, match=r"01_bones_and_joints\.ipynb is no notebook"):
        lesson_cells("L01", copy.parent, LIBRARY)
