"""Slides and handouts in a browser: keys, one slide at a time, nothing that sticks out on screen or paper, no request."""

import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from crampcourse.library import load
from crampcourse.printing.handout import handout_page
from crampcourse.printing.lesson_cells import Prose, Shown, lesson_cells
from crampcourse.printing.markdown import blocks
from crampcourse.printing.slides import slides_page
from tests.browser import axe
from tests.browser.looks import small_targets, sticking_out
from tests.browser.payloads import FIRING
from tests.trial_quiz import trial_library

LIBRARY = load()
LESSONS = Path(__file__).parents[2] / "lessons"
EACH = pytest.mark.parametrize("lesson", sorted(LIBRARY.lessons))
# Two stand for all; the others are among the long tests.
SOME = pytest.mark.parametrize(
    "lesson",
    [pytest.param(each, marks=() if each in ("L02", "L06") else pytest.mark.slow) for each in sorted(LIBRARY.lessons)],
)

# Whatever of a slide lies outside its box, or is larger than the room it has.
OUTSIDE = """() => [...document.querySelectorAll(".frame")].filter((frame) => frame.checkVisibility()).flatMap((frame) => {
  const slide = frame.querySelector(".slide"), box = slide.getBoundingClientRect(), inner = slide.querySelector(".inner");
  const out = [...inner.querySelectorAll("*")].filter((node) => node.checkVisibility()).filter((node) => {
    const { left, top, right, bottom, width } = node.getBoundingClientRect();
    return width && (left < box.left - 1 || right > box.right + 1 || top < box.top - 1 || bottom > box.bottom + 1);
  }).map((node) => `${node.tagName} “${node.textContent.slice(0, 40)}”`);
  if (inner.scrollHeight > inner.clientHeight + 1) out.push(`its words are ${inner.scrollHeight} high in ${inner.clientHeight}`);
  const size = parseFloat(getComputedStyle(inner).fontSize);
  if (size < 15) out.push(`its words are ${size} px`);
  return out.map((what) => `${slide.textContent.slice(0, 40)}: ${what}`);
})"""


@pytest.fixture
def show(open_page, tmp_path):
    """Opens a page of ours as a file and keeps what it asks for."""

    def opened(html, *, width=1280, height=720, **options):
        path = tmp_path / "page.html"
        path.write_text(html, encoding="utf-8")
        page = open_page(width=width, height=height, **options)
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(path.as_uri())
        return page

    return opened


def ready(page):
    page.wait_for_selector("html[data-ready=true]")
    return page


def deck(show, lesson="L01", **options):
    return ready(show(slides_page(*lesson_cells(lesson, LESSONS, LIBRARY), LIBRARY), **options))


def shown(page):
    """The number of the slide that can be seen; there is one."""
    (text,) = [text for text in page.locator(".count:visible").all_inner_texts() if text]
    return int(text.partition(" / ")[0])


def test_keys_buttons_and_the_address_move_between_slides(show):
    page = deck(show)
    last = page.locator(".frame").count()
    for key, number in (
        ("ArrowRight", 2), (" ", 3), ("PageDown", 4), ("ArrowDown", 5), ("ArrowLeft", 4), ("PageUp", 3), ("ArrowUp", 2),
        ("Backspace", 1), ("ArrowLeft", 1), ("End", last), ("ArrowRight", last), ("Home", 1), ("Control+ArrowRight", 1),
    ):  # fmt: skip
        page.keyboard.press(key)
        assert shown(page) == number, key
    page.get_by_role("button", name="Next").click()
    assert shown(page) == 2
    expect(page.get_by_role("status")).to_have_text(f"Slide 2 of {last}: After this lesson you can")
    page.keyboard.press(" ")  # presses the button that has the focus
    assert shown(page) == 3
    page.get_by_role("button", name="Previous").click()
    assert shown(page) == 2
    page.reload()
    assert shown(ready(page)) == 2


def test_the_notes_are_hidden_until_a_key_shows_them(show):
    page = deck(show)
    page.keyboard.press("ArrowRight")
    assert page.locator(".notes:visible").count() == 0
    page.keyboard.press("n")
    assert page.locator(".notes:visible").count() == 1
    assert "L01-O1" in page.locator(".notes:visible").inner_text()
    slide, notes = (page.locator(f"{name}:visible").bounding_box() for name in (".slide", ".notes"))
    assert slide["y"] + slide["height"] <= notes["y"] + 1
    page.get_by_role("button", name="Notes").click()
    assert page.locator(".notes:visible").count() == 0


@SOME
def test_nothing_sticks_out_of_a_slide_on_screen_or_paper(show, shoot, lesson):
    page = deck(show, lesson)
    count = page.locator(".frame").count()
    for number in range(1, count + 1):
        assert page.evaluate(OUTSIDE) == []
        assert shown(page) == number
        page.keyboard.press("ArrowRight")
    shoot(page, "last")
    assert page.evaluate("() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]") == [
        1280,
        720,
    ]
    page.emulate_media(media="print")
    assert page.locator(".frame:visible").count() == count
    assert page.locator(":is(.notes, .bar):visible").count() == 0
    assert page.evaluate(OUTSIDE) == []
    page.emulate_media(media=None)
    reader = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=True)))
    assert len(reader.pages) == count
    assert {tuple(float(side) for side in each.mediabox[2:]) for each in reader.pages} == {(960, 540)}
    assert [url for url in page.asked if not url.startswith(("file:", "data:"))] == []
    assert len([url for url in page.asked if url.startswith("file:")]) == 1


@pytest.mark.parametrize("way", ["phone", "no script"])
def test_slides_stand_one_below_another_on_a_phone_and_without_a_script(show, way):
    html = slides_page(*lesson_cells("L01", LESSONS, LIBRARY), LIBRARY)
    page = show(html, width=320, height=700) if way == "phone" else show(html, java_script_enabled=False)
    if way == "phone":
        ready(page)
        assert page.evaluate("() => document.documentElement.scrollWidth") == 320
        assert sticking_out(page) == []
    assert page.locator(".slide:visible").count() == page.locator(".frame").count() > 40
    assert page.locator(":is(.notes, .bar):visible").count() == 0


@EACH
def test_a_handout_is_read_on_a_phone_and_printed_in_two_columns(show, shoot, lesson):
    page = show(handout_page(*lesson_cells(lesson, LESSONS, LIBRARY), LIBRARY), width=320, height=700)
    shoot(page, "narrow")
    assert page.evaluate("() => document.documentElement.scrollWidth") == 320
    assert sticking_out(page) == []
    columns = "() => getComputedStyle(document.querySelector('.columns')).columnCount"
    page.set_viewport_size({"width": 700, "height": 900})
    page.emulate_media(media="print")
    assert page.evaluate(columns) == "2"
    page.emulate_media(media=None)
    reader = PdfReader(io.BytesIO(page.pdf(format="A4")))
    words = "".join(each.extract_text() for each in reader.pages)
    assert "Notes" in words
    assert len(reader.pages) >= 2
    assert [url for url in page.asked if not url.startswith(("file:", "data:"))] == []


@pytest.mark.parametrize("make", [slides_page, handout_page], ids=["slides", "handout"])
def test_a_page_is_read_by_a_screen_reader(show, axe_source, make):
    page = show(make(*lesson_cells("L01", LESSONS, LIBRARY), LIBRARY))
    if make is slides_page:
        ready(page).keyboard.press("n")
        assert small_targets(page) == []
    assert axe.violations(page, axe_source, "html") == []


@pytest.mark.parametrize("make", [slides_page, handout_page], ids=["slides", "handout"])
def test_nothing_of_a_notebook_or_of_content_runs_even_without_the_page_s_policy(show, make):
    library = trial_library(" ".join(FIRING))
    text = "\n\n".join([*FIRING, *(f"- {each}" for each in FIRING)])
    cells = [
        Prose([]),
        Prose(blocks(text)),
        Shown("triage", "", text, text, ""),
        Shown("predict", "L01-P1", "", "", ""),
    ]
    html = make(library.lessons["L01"], [*cells, Shown("quiz", "L01-trial-1", "", "", "")], library)
    without = re.sub(r"<meta http-equiv=[^>]*>", "", html)
    assert without != html
    page = show("<script>window.fired = () => { window.hit = true; }</script>" + without)
    page.mouse.move(500, 300)
    assert page.evaluate("() => [typeof window.fired, window.hit ?? null]") == ["function", None]
    assert page.locator("main script, main img, main iframe, main a, main [onload], main [onerror]").count() == 0
    assert "<script>fired()</script>" in page.locator("main").text_content()
    assert [url for url in page.asked if not url.startswith("file:")] == []
