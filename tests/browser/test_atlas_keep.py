"""What an atlas gives away without a kernel: SVG, PNG, a page for the printer, and the list that stands for the picture."""

import io
import re
import struct
import xml.etree.ElementTree as ET
from itertools import combinations, pairwise

import pytest
from playwright.sync_api import expect

from crampcourse.library import load
from crampcourse.widgets.plate import structures_on
from tests.browser import axe
from tests.browser.atlas_page import show_atlas
from tests.browser.looks import small_targets, sticking_out

SVG = "{http://www.w3.org/2000/svg}"
PLATES = list(load().plates)
CAUGHT = "window.printed = []; window.print = () => window.top.printed.push(document.documentElement.outerHTML);"
BOXES = """() => [...document.querySelectorAll("svg > text")].map((node) => { const { x, y, width, height } = node.getBBox(); return [node.textContent, x, y, x + width, y + height]; })"""


@pytest.fixture
def page(page):
    """A page whose printer is caught, in every frame."""
    page.add_init_script(CAUGHT)
    return page


def saved(page, kind):
    """Name and bytes of the file that a button hands to the downloads."""
    with page.expect_download() as download:
        page.get_by_role("button", name=f"Save {kind}").click()
    return download.value.suggested_filename, download.value.path().read_bytes()


def printed(page):
    """The page that went to the printer."""
    before = page.evaluate("() => printed.length")
    page.get_by_role("button", name="Print").click()
    page.wait_for_function("before => printed.length > before", arg=before)
    return "<!doctype html>" + page.evaluate("() => printed.at(-1)")


@pytest.mark.parametrize("view", PLATES)
def test_the_svg_stands_alone_and_says_what_it_shows(page, view):
    show_atlas(page, view)
    plate = load().plates[view]
    page.get_by_role("button", name="Labels").click()
    labels = set(page.locator(".cc-label").all_text_contents())
    name, content = saved(page, "SVG")
    assert name == f"atlas_{view}_all-layers.svg"
    text = content.decode()
    root = ET.fromstring(text)
    for foreign in ("var(", "light-dark", "color-mix", "<style", "<script", "class=", "style=", "href"):
        assert foreign not in text
    assert set(re.findall(r"(?:url\()[^#]|\w+://[^\"]*", text)) == {"http://www.w3.org/2000/svg"}
    for node in root.iter(f"{SVG}path"):
        assert re.fullmatch(r"none|#[0-9a-f]{6}", node.get("fill", ""))
        assert re.fullmatch(r"none|#[0-9a-f]{6}", node.get("stroke", "none"))
    assert root.find(f"{SVG}title").text == plate.title
    for words in (plate.caption, plate.credit, "Shown: all layers."):
        assert words in root.find(f"{SVG}desc").text
    written = " ".join(node.text for node in root.iter(f"{SVG}text"))
    for words in (plate.title, plate.caption, plate.credit, "Shown: all layers."):
        assert words in written
    assert sum(label in written for label in labels) >= 0.8 * len(labels), "the copy has room for the same names"

    page.set_content(f"<body style='margin:0'>{text.partition('?>')[2]}")
    boxes = page.evaluate(BOXES)
    width, height = float(root.get("width")), float(root.get("height"))
    assert all(min(x, y) >= 0 and right <= width and bottom <= height for _, x, y, right, bottom in boxes), boxes
    for (one, x, y, right, bottom), (other, *box) in combinations(boxes, 2):
        assert right <= box[0] or box[2] <= x or bottom <= box[1] + 4 or box[3] <= y + 4, (one, other)


def test_copies_show_what_is_seen_now(page):
    show_atlas(page, "lateral")
    for layer in ("Skin", "Muscles"):
        page.get_by_role("group", name="Layers").get_by_role("button", name=layer).click()
    page.get_by_role("option", name="Talus", exact=True).click()
    page.get_by_role("button", name="Isolate").click()
    name, content = saved(page, "SVG")
    assert name == "atlas_lateral_bones-ligaments-retinacula-vessels_nerves_talus.svg"
    root = ET.fromstring(content)
    ids = {node.get("id") for node in root.iter()}
    assert {"lateral-talus", "lateral-sural_nerve"} <= ids
    assert "lateral-soleus" not in ids
    assert "Isolated: Talus." in content.decode()
    assert saved(page, "PNG")[0] == name.replace(".svg", ".png")
    page.get_by_role("button", name="Reset").click()
    assert "lateral-soleus" in saved(page, "SVG")[1].decode()
    assert page.evaluate("() => model.sent") == []


@pytest.mark.parametrize(("scheme", "paper"), [("light", "#ffffff"), ("dark", "#10151c")])
def test_the_png_is_the_svg_in_pixels_of_the_theme(page, scheme, paper):
    image = pytest.importorskip("PIL.Image", reason="pixels are read with Pillow, a development dependency")
    page.emulate_media(color_scheme=scheme)
    show_atlas(page, "dorsal")
    root = ET.fromstring(saved(page, "SVG")[1])
    assert root.find(f"{SVG}rect").get("fill") == paper
    _, png = saved(page, "PNG")
    size = struct.unpack(">II", png[16:24])
    assert size == (round(2 * float(root.get("width"))), round(2 * float(root.get("height"))))
    picture = image.open(io.BytesIO(png)).convert("RGB")
    assert "#{:02x}{:02x}{:02x}".format(*picture.getpixel((3, 3))) == paper
    assert len(picture.getcolors(1_000_000)) > 100


@pytest.mark.parametrize("view", PLATES)
def test_paper_shows_the_numbered_plate_and_its_key_in_light(page, view):
    page.emulate_media(color_scheme="dark")
    show_atlas(page, view)
    html = printed(page)
    expect(page.locator(".cc-atlas")).to_have_css("color-scheme", "light dark")
    page.set_content(html)
    assert page.title() == load().plates[view].title
    assert page.locator("button, input, select, [tabindex]").count() == 0
    assert page.locator("svg > rect").first.get_attribute("fill") == "#ffffff"
    numbers = page.locator("svg > text").all_text_contents()
    assert numbers == [str(number + 1) for number in range(page.locator(".key > li").count())]
    assert len(numbers) >= 6
    text = page.locator("main").inner_text()
    for words in (load().plates[view].caption, load().plates[view].credit, "Shown: all layers."):
        assert words in text
    assert page.pdf(prefer_css_page_size=True)[:5] == b"%PDF-"


def test_paper_carries_the_card_that_is_open(page):
    show_atlas(page, "posterior", select="soleus")
    page.set_content(printed(page))
    soleus = load().structures["soleus"]
    text = page.locator(".card").inner_text()
    for words in (soleus.does, soleus.muscle.proximal, soleus.muscle.roots, soleus.mark):
        assert words in text


@pytest.mark.parametrize("view", PLATES)
def test_the_list_says_all_that_the_cards_say(page, view):
    show_atlas(page, view)
    page.get_by_role("button", name="Show as a list").click()
    assert page.locator(".cc-plate").is_hidden()
    drawn = structures_on(view, load())
    entries = page.locator(".cc-atlas-entry")
    assert sorted(entries.evaluate_all("all => all.map((entry) => entry.dataset.id)")) == sorted(s.id for s in drawn)
    text = page.locator(".cc-atlas-scroll").evaluate("node => node.textContent")
    for structure in drawn:
        muscle = structure.muscle.model_dump().values() if structure.muscle else ()
        facts = [structure.name, structure.latin, structure.does, structure.mark, *structure.synonyms]
        for fact in [*facts, *(value if isinstance(value, str) else ", ".join(value) for value in muscle)]:
            assert fact is None or fact[1:] in text, (structure.id, fact)
    headings = (
        page.locator(".cc-atlas-scroll").locator("h4, h5, h6").evaluate_all("all => all.map((one) => +one.tagName[1])")
    )
    assert headings[0] == 4
    assert all(after <= before + 1 for before, after in pairwise(headings))
    page.set_content(printed(page))
    assert page.locator(".cc-atlas-entry").count() == len(drawn)
    assert page.locator("button, input").count() == 0


def test_the_list_is_searched_and_left_by_keys(page):
    show_atlas(page, "medial")
    page.get_by_role("button", name="Show as a list").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("L4–")
    found = page.locator(".cc-atlas-entry:visible").evaluate_all("all => all.map((entry) => entry.dataset.id)")
    assert "tibialis_anterior" in found
    assert "talus" not in found
    assert page.evaluate("() => said.at(-1).trim()") == f"{len(found)} found."
    assert "Bones" not in page.locator(".cc-atlas-scroll").inner_text()
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.getAttribute('aria-label')") == "List of structures"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".cc-plate")).to_be_visible()
    expect(page.locator(".cc-atlas-card h4")).to_have_text(load().structures[found[0]].name)
    assert page.evaluate("() => document.activeElement.classList.contains('cc-plate')")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1100])
def test_list_and_picture_are_accessible_at_every_width(page, axe_source, shoot, width, scheme):
    page.emulate_media(color_scheme=scheme)
    show_atlas(page, "plantar", width=width)
    page.evaluate("scheme => { document.documentElement.style.colorScheme = scheme; }", scheme)
    for name in ("Labels", "Show as a list"):
        page.get_by_role("button", name=name).click()
        shoot(page, name, ".cc-atlas")
        assert axe.violations(page, axe_source) == []
        assert sticking_out(page) == []
        assert small_targets(page) == []


def test_a_page_printed_as_it_stands_is_light_and_has_no_controls(page):
    page.emulate_media(color_scheme="dark")
    show_atlas(page, "anterior", select="talus")
    page.get_by_role("button", name="Labels").click()
    page.emulate_media(color_scheme="dark", media="print")
    expect(page.locator(".cc-atlas")).to_have_css("color-scheme", "light")
    expect(page.locator(".cc-atlas")).to_have_css("background-color", "rgb(255, 255, 255)")
    assert [node for node in page.locator("button, input, select, [role=option]").all() if node.is_visible()] == []
    assert page.locator(".cc-label").first.is_visible()
    assert page.locator(".cc-atlas-card").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_leaders_take_the_systems_colours_and_the_drawing_keeps_its_own(page, scheme):
    page.emulate_media(color_scheme=scheme, forced_colors="active")
    show_atlas(page, "medial")
    page.get_by_role("button", name="Labels").click()
    probe = "name => { const node = document.body.appendChild(document.createElement('i')); node.style.color = name; return getComputedStyle(node).color; }"
    expect(page.locator(".cc-leaders .line").first).to_have_css("stroke", page.evaluate(probe, "CanvasText"))
    expect(page.locator(".cc-leaders .halo").first).to_have_css("stroke", page.evaluate(probe, "Canvas"))
    skin = page.locator(".cc-plate").evaluate(
        "node => getComputedStyle(node.shadowRoot.querySelector('.skin .fill')).fill"
    )
    assert skin == {"light": "rgb(242, 231, 222)", "dark": "rgb(29, 36, 45)"}[scheme]
