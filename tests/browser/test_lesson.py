"""Lesson 1 as a learner meets it: in JupyterLab, in Notebook 7, and on a page without a kernel."""

import itertools

import nbformat
import pytest
from playwright.sync_api import expect

from crampcourse.library import load
from tests.browser import axe
from tests.browser.conftest import REPO
from tests.browser.kernelless import page_of
from tests.browser.lab import HOSTS, run_all, set_theme, untouched
from tests.browser.learner import begin_at, tab_to, wait_until_saved
from tests.browser.looks import listen, picture, running_animations, said, small_targets, sticking_out
from tools.notebooks import committed, execute

NOTEBOOK = "01_bones_and_joints.ipynb"
PLACES = [*HOSTS, "static"]
LESSON = load().lessons["L01"]
EXPLORERS = {p.id: f".cc-explorer[aria-label*='{p.id}']" for p in LESSON.predictions if p.explorer == "axes"}
WIDGETS = sum(
    cell.cell_type == "code" for cell in nbformat.read(REPO / "lessons" / NOTEBOOK, as_version=4).cells
)  # each code cell shows one


@pytest.fixture(scope="module")
def lesson_page(static_site, tmp_path_factory):
    path = tmp_path_factory.mktemp("lesson") / NOTEBOOK
    path.write_bytes((REPO / "lessons" / NOTEBOOK).read_bytes())
    return page_of(static_site, path, "lesson")


def open_lesson(page, place, lab, request):
    if place == "static":
        page.goto(request.getfixturevalue("lesson_page"))
    else:
        lab.forget()
        (lab.root / "lessons" / NOTEBOOK).write_bytes((REPO / "lessons" / NOTEBOOK).read_bytes())
        lab.open_notebook(page, place, f"lessons/{NOTEBOOK}")
        run_all(page)
    page.wait_for_function("n => document.querySelectorAll('.crampcourse').length === n", arg=WIDGETS)
    for selector in EXPLORERS.values():
        page.wait_for_selector(f"{selector} svg", state="attached")


@pytest.fixture(scope="module", params=PLACES)
def lesson(request, lab, open_shared_page):
    """The whole lesson, run; all predictions committed, so that nothing is locked."""
    page = open_shared_page()
    open_lesson(page, request.param, lab, request)
    for prediction in LESSON.predictions:
        commit(page, prediction)
    page.wait_for_selector(".cc-atlas .cc-plate")
    listen(page)
    yield page
    page.close()


def asked(page, prediction):
    return page.locator(f".cc-predict article[data-item={prediction.item}]")


def commit(page, prediction):
    """Chooses the first option and commits, by keyboard."""
    begin_at(asked(page, prediction))
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    tab_to(page, asked(page, prediction).get_by_role("button", name="Commit my prediction"))
    page.keyboard.press("Enter")


@pytest.mark.parametrize("place", PLACES)
def test_a_prediction_unlocks_what_it_is_about(page, lab, request, place):
    open_lesson(page, place, lab, request)
    for prediction in LESSON.predictions:
        locked = EXPLORERS.get(prediction.id)
        if locked:
            expect(page.locator(locked).get_by_role("slider")).to_have_count(0)
        else:
            expect(page.locator(".cc-atlas .cc-plate")).to_have_count(0)
        commit(page, prediction)
        expect(asked(page, prediction).get_by_role("button", name="Prediction committed")).to_be_visible()
        if locked:
            expect(page.locator(locked).get_by_role("slider")).to_have_count(2)
        else:
            expect(page.locator(".cc-atlas .cc-plate")).to_be_visible()
    for prediction in LESSON.predictions:
        # Committed is committed: no option can be chosen any more.
        expect(asked(page, prediction).get_by_role("radio").first).to_be_disabled()
    if place == "static":
        page.reload()
    else:
        wait_until_saved(page)
        assert [attempt.kind for attempt in lab.attempts()] == ["prediction"] * len(LESSON.predictions)
        page.evaluate("() => localStorage.clear()")
        lab.open_notebook(page, place, f"lessons/{NOTEBOOK}")
        run_all(page)
    for locked in EXPLORERS.values():
        expect(page.locator(locked).get_by_role("slider")).to_have_count(2)


def test_it_runs_whole_and_shows_no_error(lesson):
    expect(lesson.locator(".crampcourse")).to_have_count(WIDGETS)
    expect(lesson.get_by_text("Error displaying widget")).to_have_count(0)
    expect(
        lesson.locator(
            "[data-mime-type='application/vnd.jupyter.stderr'], [data-mime-type='application/vnd.jupyter.error']"
        )
    ).to_have_count(0)


@pytest.mark.parametrize("name", EXPLORERS)
def test_each_control_moves_the_picture_by_key_mouse_and_button(lesson, name):
    explorer = lesson.locator(EXPLORERS[name])
    explorer.scroll_into_view_if_needed()
    for slider in explorer.get_by_role("slider").all():
        slider.focus()
        before = untouched(lesson)
        seen = [picture(lesson, EXPLORERS[name])]
        texts = [slider.get_attribute("aria-valuetext")]
        for key in ("ArrowRight", "ArrowUp", "PageUp", "ArrowLeft", "Home", "End"):
            lesson.keyboard.press(key)
            seen.append(picture(lesson, EXPLORERS[name]))
            texts.append(slider.get_attribute("aria-valuetext"))
        box = slider.bounding_box()
        lesson.mouse.click(box["x"] + box["width"] * 0.4, box["y"] + box["height"] / 2)
        seen.append(picture(lesson, EXPLORERS[name]))
        texts.append(slider.get_attribute("aria-valuetext"))
        explorer.get_by_role(
            "button", name=f"{slider.evaluate('node => node.labels[0].textContent')}: one step"
        ).first.click()
        seen.append(picture(lesson, EXPLORERS[name]))
        texts.append(slider.get_attribute("aria-valuetext"))
        assert all(one != other for one, other in itertools.pairwise(seen))
        assert all(one != other for one, other in itertools.pairwise(texts))
        assert all("°" in text for text in texts)
        slider.focus()
        for key in ("d", "d", "x", "a", "m"):
            lesson.keyboard.press(key)
        assert untouched(lesson) == before


@pytest.mark.parametrize("name", EXPLORERS)
def test_a_change_is_said_once_and_in_few_words(lesson, name):
    explorer = lesson.locator(EXPLORERS[name])
    for slider in explorer.get_by_role("slider").all():
        said(lesson)
        slider.press("ArrowRight")
        lesson.wait_for_function("() => window.crampcourseSaid.length > 0")
        said(lesson)
        for _ in range(5):
            slider.press("ArrowLeft")
        lesson.wait_for_function("() => window.crampcourseSaid.length > 0")
        (message,) = said(lesson)
        assert 0 < len(message.split()) <= 25
        assert "NaN" not in message
        assert "undefined" not in message


def test_the_atlas_answers_to_keys_list_and_layers(lesson):
    atlas = lesson.locator(".cc-atlas")
    atlas.scroll_into_view_if_needed()
    drawing, card = atlas.locator(".cc-plate"), atlas.locator(".cc-atlas-card")
    drawing.focus()
    before = untouched(lesson)
    names = []
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "ArrowRight", "PageDown", "PageDown"):
        seen = picture(lesson, ".cc-atlas")
        lesson.keyboard.press(key)
        names.append(card.get_by_role("heading").inner_text())
        assert len(names) == 1 or names[-1] == names[-2] or picture(lesson, ".cc-atlas") != seen
    assert len(set(names)) >= 3
    for message in said(lesson):
        assert len(message.split()) <= 25, message

    option = atlas.get_by_role("option", name="Calcaneus", exact=True).first
    option.click()
    expect(card.get_by_role("heading")).to_have_text("Calcaneus")
    for key in ("ArrowDown", "Enter", "d", "d", "Home", "End", "Enter"):
        lesson.keyboard.press(key)
    assert untouched(lesson) == before

    layer = atlas.get_by_role("group", name="Layers").get_by_role("button").nth(1)
    seen, pressed = picture(lesson, ".cc-atlas"), layer.get_attribute("aria-pressed")
    layer.focus()
    lesson.keyboard.press("Space")
    expect(layer).not_to_have_attribute("aria-pressed", pressed)
    assert picture(lesson, ".cc-atlas") != seen
    atlas.get_by_role("button", name="Reset").click()


def test_what_it_says_of_itself_is_more_than_a_name(lesson):
    """Every picture has an alternative of at least 20 characters, and every widget a name and a language."""
    found = lesson.evaluate("""() => [...document.querySelectorAll(".crampcourse")].map((root) => {
      const pictures = [...root.querySelectorAll("*")].filter((node) => node.shadowRoot).flatMap((node) => [...node.shadowRoot.querySelectorAll("svg[role=img]")]);
      return [root.getAttribute("aria-label"), root.lang, pictures.map((svg) => svg.getAttribute("aria-label") ?? svg.querySelector("title")?.textContent ?? "")];
    })""")
    names = [name for name, _, _ in found]
    assert len(set(names)) == len(names), "two landmarks have the same name"
    for name, language, alternatives in found:
        assert len(name) >= 5
        assert language == "en"
        assert all(len(text) >= 20 for text in alternatives), (name, alternatives)


@pytest.mark.parametrize("light", [True, False], ids=["light", "dark"])
def test_no_violation_in_light_and_dark(lesson, axe_source, shoot, light):
    set_theme(lesson, light=light)
    shoot(lesson, "top")
    for number, selector in enumerate(
        (".cc-predict", ".cc-atlas", *EXPLORERS.values(), ".cc-quiz", ".cc-claims", ".cc-lesson")
    ):
        shoot(lesson, f"{number}", selector)
    assert axe.violations(lesson, axe_source) == []


def test_targets_are_large_enough_to_press(lesson):
    assert small_targets(lesson) == []


@pytest.mark.parametrize("light", [True, False], ids=["light", "dark"])
def test_nothing_sticks_out_at_320_px(open_page, lab, request, axe_source, shoot, light):
    page = open_page(width=320, height=800)
    open_lesson(page, "static", lab, request)
    for prediction in LESSON.predictions:
        commit(page, prediction)
    # What stands around our widgets is the host's; here they get the whole width.
    page.add_style_tag(
        content="""body, .jp-Notebook, .jp-Cell, .jp-OutputArea-output { padding: 0 !important; margin: 0 !important }
      .jp-InputPrompt, .jp-OutputPrompt { display: none !important }"""
    )
    set_theme(page, light=light)
    assert page.locator(".cc-atlas").bounding_box()["width"] <= 320
    assert sticking_out(page) == []
    assert small_targets(page) == []
    assert axe.violations(page, axe_source) == []
    for number, selector in enumerate(
        (".cc-lesson", ".cc-predict", ".cc-atlas", *EXPLORERS.values(), ".cc-quiz", ".cc-claims")
    ):
        shoot(page, f"{number}", selector)


def test_nothing_sticks_out_with_wider_letters_and_lines(lesson):
    """Text spacing as WCAG 1.4.12 asks for."""
    style = lesson.add_style_tag(
        content=""".crampcourse, .crampcourse * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
      .crampcourse p { margin-bottom: 2em !important }"""
    )
    try:
        assert sticking_out(lesson) == []
    finally:
        style.evaluate("node => node.remove()")


def test_nothing_moves_by_itself_with_reduced_motion(open_page, lab, request):
    page = open_page(reduced_motion="reduce")
    open_lesson(page, "static", lab, request)
    for prediction in LESSON.predictions:
        commit(page, prediction)
    slider = page.locator(next(iter(EXPLORERS.values()))).get_by_role("slider").first
    slider.press("ArrowRight")
    assert running_animations(page) == []


@pytest.mark.parametrize("place", HOSTS)
def test_an_unrun_lesson_of_a_stranger_shows_stills_and_text(page, learner, place, tmp_path, shoot):
    """As delivered: never run on this machine, so not trusted."""
    source = tmp_path / NOTEBOOK
    source.write_bytes((REPO / "lessons" / NOTEBOOK).read_bytes())
    notebook = committed(execute(source, learner=tmp_path / "learner"))
    notebook.metadata["stranger"] = f"{place} {tmp_path.name}"
    nbformat.write(notebook, learner.root / "lessons" / "stranger.ipynb")
    learner.open_notebook(page, place, "lessons/stranger.ipynb")
    expect(page.get_by_text("Error displaying widget")).to_have_count(0)
    expect(page.locator(".crampcourse")).to_have_count(0)
    pictures = [o for c in notebook.cells if c.cell_type == "code" for o in c.outputs if "image/png" in o.data]
    expect(page.locator(".jp-OutputArea-output img")).to_have_count(len(pictures))
    texts = [o for c in notebook.cells if c.cell_type == "code" for o in c.outputs if "text/markdown" in o.data]
    expect(page.locator(".jp-OutputArea-output.jp-RenderedMarkdown")).to_have_count(len(texts))
    shoot(page, "unrun")


def test_start_here_runs(page, learner):
    learner.open_notebook(page, "lab", "lessons/00_start_here.ipynb")
    run_all(page, widgets=3)
