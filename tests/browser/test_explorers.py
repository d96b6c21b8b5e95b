"""Every explorer alike, on a page without a kernel: words as Python says them, by keys, at every width and theme."""

import os
from pathlib import Path

import pytest

from crampcourse.library import load
from crampcourse.widgets import explorer as engine
from tests.browser.alone import open_empty, show_explorer
from tests.browser.axe import violations
from tests.browser.looks import listen, picture, running_animations, said, small_targets, sticking_out
from tests.browser.remains import held
from tests.test_explorers import WORDS, states_of, tables_of

LIBRARY = load()
NAMES = sorted(LIBRARY.explorers)
WIDTHS = (320, 700, 1100)


def keep_shot(page, name):
    """Keeps a picture of the page where CRAMPCOURSE_SHOTS names a folder."""
    if folder := os.environ.get("CRAMPCOURSE_SHOTS"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


@pytest.mark.parametrize("name", NAMES)
def test_the_browser_says_and_draws_each_state_as_python_does(open_page, name):
    page = open_page()
    open_empty(page)
    text, tables = LIBRARY.explorers[name], tables_of(name)
    for state in states_of(name, 25, seed=11):
        section = show_explorer(page, name, state)
        expected = engine.fill_sentence(text, text.words["state"], state, tables.numbers(state))
        assert section.locator(".cc-state").text_content() == expected
        assert not [shape for shape in picture(page, ".cc-explorer") if "NaN" in shape or "undefined" in shape]
        page.evaluate("() => endings.splice(0).forEach((end) => end())")


@pytest.mark.parametrize("name", NAMES)
def test_each_control_works_by_keys_and_says_what_it_did(open_page, name):
    page = open_page()
    open_empty(page)
    section = show_explorer(page, name)
    listen(page)
    state = section.locator(".cc-state")
    start, text = state.text_content(), LIBRARY.explorers[name]
    for group in section.locator("details.cc-group > summary").all():
        group.press("Enter")
    for control in text.controls:
        if control.kind == "slider":
            field = section.get_by_role("slider", name=control.name, exact=True)
            field.focus()
            page.keyboard.press("ArrowLeft" if control.start == control.high else "ArrowRight")
            assert field.get_attribute("aria-valuetext") != engine.control_phrase(control, control.start)
        elif control.kind == "count":
            field = section.get_by_role("spinbutton", name=control.name, exact=True)
            field.focus()
            page.keyboard.press("ArrowUp")
            assert field.input_value() == str(int(control.start) + 1)
        elif control.kind == "switch":
            field = section.get_by_role("checkbox", name=control.name)
            field.focus()
            page.keyboard.press("Space")
            assert field.is_checked() == (control.start == 0)
        elif len(control.options) > 4:
            field = section.get_by_role("combobox", name=control.name)
            field.focus()
            page.keyboard.press("ArrowUp" if control.start == control.high else "ArrowDown")
            assert field.input_value() != str(int(control.start))
        else:
            radios = section.get_by_role("group", name=control.name).get_by_role("radio")
            radios.nth(int(control.start)).focus()
            page.keyboard.press("ArrowLeft" if control.start == control.high else "ArrowRight")
            assert not radios.nth(int(control.start)).is_checked()
        page.wait_for_function("() => crampcourseSaid.length > 0")
        (sentence,) = said(page)
        assert 3 < len(sentence.split()) <= WORDS
    assert state.text_content() != start
    section.get_by_role("button", name="Reset").press("Enter")
    assert state.text_content() == start


@pytest.mark.parametrize("name", NAMES)
def test_setups_and_the_table_are_reached_by_keys(open_page, name):
    page = open_page()
    open_empty(page)
    section = show_explorer(page, name)
    text, tables = LIBRARY.explorers[name], tables_of(name)
    start = {control.id: control.start for control in text.controls}
    section.get_by_text("Numbers as a table").press("Enter")
    section.locator(".cc-scroll tbody tr").first.wait_for()
    for setup in text.setups:
        section.get_by_role("button", name=setup.name, exact=True).press("Enter")
        values = {**start, **setup.values}
        start = values  # a set-up changes what it names and leaves the rest
        expected = engine.fill_sentence(text, text.words["state"], values, tables.numbers(values))
        assert section.locator(".cc-state").text_content() == expected


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing_and_nothing_sticks_out(open_page, axe_source, name, scheme):
    page = open_page(color_scheme=scheme, reduced_motion="reduce")
    open_empty(page)
    section = show_explorer(page, name)
    for details in section.locator("details > summary").all():
        details.press("Enter")
    assert violations(page, axe_source) == []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        keep_shot(page, f"{name}-{scheme}-{width}")
        assert sticking_out(page) == []
        assert small_targets(page) == []
    assert running_animations(page) == []


@pytest.mark.parametrize("name", NAMES)
def test_each_toggle_shows_and_hides_its_artists(open_page, name):
    page = open_page()
    open_empty(page)
    section, layout = show_explorer(page, name), tables_of(name).layout
    for word, gids in layout["toggles"].items():
        box = section.get_by_label(LIBRARY.explorers[name].words[word])
        artist = section.locator(f'[id="{gids[0]}"]')
        assert box.is_checked() == artist.is_visible() == (word not in layout.get("off", []))
        for _ in range(2):
            box.press("Space")
            assert box.is_checked() == artist.is_visible()


_FILLS = """([looks, kinds]) => [...document.querySelectorAll(".cc-picture")].flatMap(({ shadowRoot }) =>
  [...shadowRoot.querySelectorAll("[data-look]")].filter((node) => kinds.includes(node.dataset.look) && node.querySelector('[id$=".body"] path'))
    .map((node) => [node.dataset.look, getComputedStyle(node.querySelector('[id$=".body"] path')).fill]))
  .filter(([look, fill]) => looks[look] ? !fill.includes(looks[look]) : fill.includes("url("))"""


@pytest.mark.parametrize("name", NAMES)
def test_a_role_shows_as_its_fill(open_page, name):
    page = open_page()
    open_empty(page)
    patterns = {"antagonist": "cc-stripes", "synergist": "cc-dots", "fixator": "cc-hatch"}
    for state in states_of(name, 5, seed=13):
        show_explorer(page, name, state)
        assert page.evaluate(_FILLS, [patterns, [*patterns, "agonist", "rest"]]) == []


_OVERLAPS = """() => [...document.querySelectorAll(".cc-picture")].flatMap((holder) => {
  const words = [...holder.shadowRoot.querySelectorAll("text")].filter((text) => text.textContent.trim() && getComputedStyle(text).visibility === "visible" && text.getBoundingClientRect().width);
  const boxes = words.map((text) => [text.textContent, text.getBoundingClientRect()]);
  const frame = holder.getBoundingClientRect();
  const out = boxes.filter(([, box]) => box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1);
  const pairs = boxes.flatMap(([one, a], i) => boxes.slice(i + 1).filter(([, b]) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2).map(([two]) => `${one} × ${two}`));
  return [...out.map(([one]) => `${one} is cut off`), ...pairs];
})"""


@pytest.mark.parametrize("name", NAMES)
def test_words_in_its_pictures_touch_nothing(open_page, name):
    page = open_page()
    open_empty(page)
    for state in states_of(name, 8, seed=12):
        show_explorer(page, name, state)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
            assert page.evaluate(_OVERLAPS) == [], (state, width)
        page.evaluate("() => endings.splice(0).forEach((end) => end())")


@pytest.mark.parametrize("name", NAMES)
def test_it_works_twice_on_a_page_and_goes_without_a_trace(open_page, name):
    page = open_page()
    open_empty(page)
    nodes = page.evaluate("() => document.querySelectorAll('*').length")
    first, second = show_explorer(page, name), show_explorer(page, name)
    before = second.locator(".cc-state").text_content()
    control = LIBRARY.explorers[name].controls[0]
    if control.kind == "slider":
        page.get_by_role("slider", name=control.name, exact=True).first.press("ArrowRight")
        assert second.locator(".cc-state").text_content() == before
    ids = page.evaluate("() => [...document.querySelectorAll('[id]')].map((node) => node.id)")
    assert len(ids) == len(set(ids))
    assert first.count() == 1
    page.evaluate("() => endings.splice(0).forEach((end) => end())")
    assert page.evaluate("() => document.querySelectorAll('body *, head > :not(style)').length") <= nodes


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_shown_and_cleared_two_hundred_times_it_leaves_nothing(open_page, name):
    page = open_page()
    open_empty(page)
    devtools = page.context.new_cdp_session(page)

    def again(times):
        for _ in range(times):
            show_explorer(page, name)
            page.evaluate("() => endings.splice(0).forEach((end) => end())")

    again(3)  # caches fill
    before = held(page, devtools)
    again(200)
    left = held(page, devtools)
    assert left["nodes"] <= before["nodes"] + 20
    assert left["listeners"] <= before["listeners"]


SLIDING = [name for name in NAMES if any(control.kind == "slider" for control in LIBRARY.explorers[name].controls)]


@pytest.mark.parametrize("name", SLIDING)
def test_a_finger_moves_it_without_dragging(open_page, name):
    page = open_page(has_touch=True, is_mobile=True, width=400, height=800)
    open_empty(page)
    section = show_explorer(page, name)
    control = next(control for control in LIBRARY.explorers[name].controls if control.kind == "slider")
    field = section.get_by_role("slider", name=control.name, exact=True)
    before = field.get_attribute("aria-valuetext")
    way = control.low_name if control.start == control.high else control.high_name
    section.get_by_role("button", name=f"{control.name}: one step toward {way}").tap()
    assert field.get_attribute("aria-valuetext") != before
