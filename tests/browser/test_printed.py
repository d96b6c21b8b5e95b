"""Sheets and keys as a browser shows and prints them: narrow, dark, on paper, as PDF; nothing in them can run."""

import re
import unicodedata
import xml.etree.ElementTree as ET

import pytest
from pypdf import PdfReader

from crampcourse.library import items as i
from crampcourse.library import load
from crampcourse.library.inline import plain
from crampcourse.library.shelf import item_structures
from crampcourse.printing.pdf import PrintError, find_browser, print_pdf
from crampcourse.printing.places import frame, places
from crampcourse.printing.sheet import page as page_of
from crampcourse.printing.sheet import printout
from crampcourse.widgets.base import bundle, styles
from tests.browser import axe
from tests.browser.looks import sticking_out
from tests.browser.payloads import FIRING
from tests.conftest import missing
from tests.trial_quiz import trial_library

# What the widget takes to lie under our numbers, how far (px) it is from ours and its own to the edge, what it sees.
ASK_WIDGET = """async ([esm, drawing, layers, parts, ours]) => {
  document.body.style.width = "900px";
  const { plateView } = await import(URL.createObjectURL(new Blob([esm], { type: "text/javascript" })));
  const view = plateView(document.body, drawing, { layers, signal: new AbortController().signal, maxHeight: 900 });
  view.setGroups(parts);
  const { left, top, width, height } = view.element.getBoundingClientRect();
  const shares = Object.entries(parts).map(([id]) => [id, view.share(id)]).filter(([, share]) => share);
  return {
    shares: Object.fromEntries(shares),
    rooms: Object.fromEntries(Object.entries(ours).filter(([id]) => view.centre(id)).map(([id, [x, y]]) => {
      const room = (u, v) => {
        const on = (r) => [...Array(16).keys()].every((k) => view.at(left + u + r * Math.cos((k * Math.PI) / 8), top + v + r * Math.sin((k * Math.PI) / 8)) === id);
        let r = 0;
        while (r < 200 && on(r + 1)) r += 1;
        return r;
      };
      const middle = view.centre(id);
      return [id, [room(x * width, y * height), room(middle.x, middle.y)]];
    })),
    under: Object.fromEntries(Object.entries(ours).map(([id, [x, y]]) => [id, view.at(left + x * width, top + y * height)])),
  };
}"""
SLIVER = 0.0006
"""Share of the picture; of less than this nobody could say what it is."""
LIBRARY = load()
EVERY = {each.id: list(each.parts) for each in LIBRARY.structures.values()}
FIGURES = [
    *(
        pytest.param(plate.id, list(plate.layers), EVERY, id=plate.id, marks=pytest.mark.slow)
        for plate in LIBRARY.plates.values()
    ),
    *(pytest.param(plate, ["bones"], EVERY, id=f"{plate}-bones", marks=pytest.mark.slow) for plate in LIBRARY.plates),
    *(
        pytest.param(item.plate, item.layers, {slug: EVERY[slug] for slug in item_structures(item)}, id=item.id)
        for item in LIBRARY.items.values()
        if isinstance(item, i.LabelItem | i.FindItem)
    ),
]


@pytest.mark.parametrize(("plate", "layers", "parts"), FIGURES)
def test_a_number_on_paper_stands_where_the_widget_puts_it(page, plate, layers, parts):
    svg = LIBRARY.plate_svg(plate)
    drawing = ET.fromstring(svg)
    left, top, width, height = frame(drawing)
    ours = {
        slug: ((place.centre.x - left) / width, (place.centre.y - top) / height)
        for slug, place in places(drawing, layers, parts).items()
    }
    page.set_content("<!doctype html><title>t</title><body></body>")
    esm = bundle("kit", "plate_map", "plate") + "\nexport { plateView };"
    widget = page.evaluate(ASK_WIDGET, [esm, {"svg": svg, "css": styles("plate", "badges")}, layers, parts, ours])
    assert {slug: under for slug, under in widget["under"].items() if slug != under} == {}
    assert (
        {slug for slug, share in widget["shares"].items() if share > SLIVER} <= ours.keys() <= widget["shares"].keys()
    )
    # Of two places as deep as each other either may be taken: the printed one has as much room as the widget's.
    cramped = {slug: room for slug, room in widget["rooms"].items() if room[0] < 0.7 * room[1] - 2}
    assert cramped == {}


@pytest.fixture
def printed(open_page, tmp_path):
    """Shows a page of ours as a file, at this width."""

    def show(html, *, width=1000, scheme="light"):
        path = tmp_path / "page.html"
        path.write_text(html, encoding="utf-8")
        page = open_page(width=width, color_scheme=scheme)
        page.goto(path.as_uri())
        return page

    return show


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("key", [False, True], ids=["sheet", "key"])
def test_a_sheet_is_read_on_a_phone_and_by_a_screen_reader(printed, axe_source, shoot, key, scheme):
    library = trial_library("Text with a few more words")
    page = printed(page_of(printout(library), library, key=key), width=320, scheme=scheme)
    shoot(page, "narrow")
    assert sticking_out(page) == []
    assert page.evaluate("() => document.documentElement.scrollWidth") == 320
    ground = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    assert ground == {"light": "rgb(255, 255, 255)", "dark": "rgb(16, 21, 28)"}[scheme]
    assert axe.violations(page, axe_source, "html") == []
    words = page.locator("svg text").first.evaluate("(text) => text.getBoundingClientRect().height")
    assert words >= 11


@pytest.mark.parametrize("key", [False, True], ids=["sheet", "key"])
def test_paper_is_white_and_its_words_are_dark_whatever_the_screen(printed, axe_source, key):
    page = printed(page_of(printout(LIBRARY, "L01-check-1"), LIBRARY, key=key), scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    looks = page.evaluate(
        "() => [getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]"
    )
    assert looks == ["rgb(255, 255, 255)", "rgb(27, 35, 48)"]
    assert axe.violations(page, axe_source, "html") == []


@pytest.mark.parametrize("key", [False, True], ids=["sheet", "key"])
def test_nothing_of_content_runs_even_without_the_page_s_policy(printed, key):
    text = " ".join(FIRING)
    html = page_of(printout(trial_library(text)), trial_library(text), key=key)
    without = re.sub(r"<meta http-equiv=[^>]*>", "", html)
    assert without != html
    page = printed("<script>window.fired = () => { window.hit = true; }</script>" + without)
    page.mouse.move(500, 300)
    assert page.evaluate("() => [typeof window.fired, window.hit ?? null]") == ["function", None]
    assert page.locator("main script, main img, main iframe, main a[href^=javascript]").count() == 0
    assert FIRING[0] in page.locator("main").inner_text()


@pytest.fixture(scope="module")
def chromium():
    """The browser of this computer that prints."""
    try:
        return find_browser()
    except PrintError as error:
        missing(str(error))
        raise


def pdf_of(tmp_path, chromium, *, key=False, size="A4", **which):
    file = tmp_path / "page.pdf"
    print_pdf(page_of(printout(LIBRARY, **which), LIBRARY, key=key, size=size), file, chromium)
    return PdfReader(file)


def letters(text):
    """A text without spaces and ligatures, which a PDF sets as it likes."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def test_a_pdf_holds_every_item_whole_on_one_page_and_no_rationale(tmp_path, chromium):
    reader = pdf_of(tmp_path, chromium, lesson="L01")
    pages = [letters(page.extract_text()) for page in reader.pages]
    assert len(pages) > 2
    for number, item in enumerate(printout(LIBRARY, lesson="L01").items, 1):
        (page,) = (page for page in pages if re.search(rf"Question{number}(?!\d)", page))
        assert letters(plain(item.stem)) in page
        for option in getattr(item, "options", getattr(item, "steps", [])):
            assert letters(plain(option.text)) in page
            assert not [each for each in pages if letters(plain(option.rationale)) in each]
    assert [page.startswith(f"{number}/{len(pages)}") for number, page in enumerate(pages, 1)] == [True] * len(pages)
    width, height = (float(side) for side in reader.pages[0].mediabox[2:])
    assert (width, height) == pytest.approx((595.3, 841.9), abs=1)
    assert reader.metadata.title == "Lesson 1: One ankle or two?"
    # A screen reader finds its language, its structure and its headings.
    assert reader.root_object["/Lang"] == "en-GB"
    assert reader.root_object["/MarkInfo"]["/Marked"]
    assert reader.outline[0].title == "Lesson 1: One ankle or two?"
    assert len(reader.outline[1]) == len(printout(LIBRARY, lesson="L01").items)


def test_a_pdf_of_a_key_holds_the_answers_on_letter_paper(tmp_path, chromium):
    reader = pdf_of(tmp_path, chromium, quiz="L01-check-1", key=True, size="letter")
    text = letters(" ".join(page.extract_text() for page in reader.pages))
    for item in printout(LIBRARY, "L01-check-1").items:
        for option in getattr(item, "options", ()):
            assert letters(plain(option.rationale)) in text
    assert letters("Answer: D. The lower end of the tibia") in text
    width, height = (float(side) for side in reader.pages[0].mediabox[2:])
    assert (width, height) == pytest.approx((612, 792), abs=1)
