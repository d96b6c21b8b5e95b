"""What every widget of ours gets from its base, the kit and our server settings, shown by the tiny widgets in each host."""

from itertools import pairwise

import nbformat
import pytest
from playwright.sync_api import expect

from tests.browser import axe
from tests.browser.conftest import REPO
from tests.browser.kernelless import page_of
from tests.browser.lab import HOSTS, restart_kernel, run_all, run_cell, save, set_theme, untouched
from tests.browser.learner import wait_until_saved
from tests.browser.tiny import write_notebook

# Not the shared page's notebook: that page saves its own after two minutes, and the host would ask about it.
MINE = "mine.ipynb"
HAND = "() => document.querySelector('.cc-tiny').lastElementChild.shadowRoot.getElementById('hand').getAttribute('transform')"


@pytest.fixture(params=HOSTS)
def host(request):
    return request.param


@pytest.fixture(scope="module", params=[*HOSTS, "static"])
def tiny(request, lab, open_shared_page):
    """The tiny notebook in each host and without a kernel; tests here leave nothing that another would stumble over."""
    page = open_shared_page()
    if request.param == "static":
        page.goto(request.getfixturevalue("tiny_page"))
    else:
        lab.forget()
        write_notebook(lab.root / "tiny.ipynb")
        lab.open_notebook(page, request.param, "tiny.ipynb")
        run_all(page, widgets=2)
    page.wait_for_selector(".cc-tiny")
    page.wait_for_selector(".cc-still")
    yield page
    page.close()


@pytest.fixture(scope="module")
def tiny_page(static_site, tmp_path_factory):
    """The tiny notebook's page without a kernel."""
    path = tmp_path_factory.mktemp("tiny") / "tiny.ipynb"
    write_notebook(path)
    return page_of(static_site, path, "tiny", extra_path=REPO)


def test_letters_arrows_and_delete_stay_in_the_widget(tiny):
    tiny.get_by_role("radio", name="Talus").focus()
    before = untouched(tiny)
    for key in ("d", "d", "x", "a", "b", "m", "ArrowDown", "ArrowDown", "ArrowUp", "j", "k", "0", "0"):
        tiny.keyboard.press(key)
    assert untouched(tiny) == before
    expect(tiny.get_by_role("radio", name="Calcaneus")).to_be_checked()


def test_words_can_be_typed(tiny):
    field = tiny.get_by_role("textbox", name="Your words")
    field.fill("")
    before = untouched(tiny)
    tiny.keyboard.type("dd aa bones 3,5")
    expect(field).to_have_value("dd aa bones 3,5")
    assert untouched(tiny) == before


def test_slider_moves_the_picture_by_key_and_by_mouse(tiny):
    slider = tiny.get_by_role("slider", name="Angle")
    slider.focus()
    seen = [tiny.evaluate(HAND)]
    for key in ("ArrowRight", "ArrowUp", "ArrowLeft", "End", "Home"):
        tiny.keyboard.press(key)
        seen.append(tiny.evaluate(HAND))
    assert all(a != b for a, b in pairwise(seen))
    box = slider.bounding_box()
    tiny.mouse.click(box["x"] + box["width"] * 0.7, box["y"] + box["height"] / 2)
    assert tiny.evaluate(HAND) != seen[-1]


def test_escape_and_tab_leave_the_widget(tiny):
    tiny.get_by_role("button", name="Check", exact=True).focus()
    tiny.keyboard.press("Tab")
    assert not tiny.evaluate("() => Boolean(document.activeElement.closest('.cc-tiny'))")


def test_no_violation_in_light_and_dark(tiny, axe_source, shoot):
    for light in (True, False):
        set_theme(tiny, light=light)
        ground = "() => getComputedStyle(document.querySelector('.cc-tiny')).backgroundColor"
        assert tiny.evaluate(ground) == ("rgb(255, 255, 255)" if light else "rgb(16, 21, 28)")
        shoot(tiny, "light" if light else "dark")
        assert axe.violations(tiny, axe_source) == []


def test_each_change_is_announced_once(tiny):
    tiny.get_by_role("slider").fill("5")
    tiny.evaluate("""() => { window.said = [];
      new MutationObserver(() => window.said.push(document.querySelector('.cc-tiny [role=status]').textContent))
        .observe(document.querySelector('.cc-tiny [role=status]'), { childList: true, characterData: true, subtree: true }); }""")
    tiny.get_by_role("slider").press("ArrowRight")
    tiny.get_by_role("slider").press("ArrowRight")
    tiny.wait_for_function("() => window.said.length === 2")
    assert tiny.evaluate("() => window.said") == ["Angle 6.", "Angle 7."]


def open_tiny(page, learner, host):
    write_notebook(learner.root / MINE)
    learner.open_notebook(page, host, MINE)
    run_all(page, widgets=2)


def test_an_answer_is_there_after_re_run_reload_and_restart(page, learner, host):
    open_tiny(page, learner, host)
    page.get_by_role("radio", name="Talus").check()
    page.get_by_role("button", name="Check", exact=True).click()
    told = page.locator(".cc-told")
    expect(told).to_have_text("You answered Talus.")
    wait_until_saved(page)
    assert [(a.item, a.response, a.score) for a in learner.attempts()] == [("tiny-item", "Talus", 1.0)]

    run_cell(page, 2)
    expect(told).to_have_text("You answered Talus.")
    expect(page.get_by_role("radio", name="Talus")).to_be_checked()

    restart_kernel(page)
    run_all(page, widgets=2)
    expect(told).to_have_text("You answered Talus.")

    save(page)
    learner.open_notebook(page, host, MINE)
    run_all(page, widgets=2)
    expect(told).to_have_text("You answered Talus.")
    assert len(learner.attempts()) == 1


def test_saved_notebook_keeps_stills_and_no_live_view(page, learner, host):
    open_tiny(page, learner, host)
    save(page)
    saved = nbformat.read(learner.root / MINE, as_version=4)
    kinds = [sorted(output.data) for cell in saved.cells if cell.cell_type == "code" for output in cell.outputs]
    assert kinds == [["text/markdown", "text/plain"], ["image/png", "text/plain"], ["text/plain"]]
    assert "widgets" not in saved.metadata
    # Reopened and not run, a copy that this machine never ran (so not trusted) shows them too.
    saved.metadata["stranger"] = host
    nbformat.write(saved, learner.root / "stranger.ipynb")
    learner.open_notebook(page, host, "stranger.ipynb")
    expect(page.locator(".jp-RenderedMarkdown strong", has_text="A tiny widget")).to_be_visible()
    # The hosts leave out a picture's alternative text, which the saved output carries.
    expect(page.locator(".jp-RenderedImage img")).to_be_visible()
    expect(page.get_by_text("Error displaying widget")).to_have_count(0)
