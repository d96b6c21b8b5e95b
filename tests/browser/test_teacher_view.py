"""The teacher's view in each host and on a static page: readable in light and dark, and it changes nothing around it."""

import pytest

from tests.browser import axe
from tests.browser.conftest import REPO
from tests.browser.kernelless import page_of
from tests.browser.lab import HOSTS, run_all, set_theme
from tests.browser.looks import sticking_out
from tests.browser.tiny import write_notebook

CELLS = [
    "import crampcourse as cc; from IPython.display import Markdown",
    'Markdown("## A part of the notebook")',
    'cc.quiz("L01-check-1", teacher=True)',
]


@pytest.fixture(scope="module", params=[*HOSTS, "static"])
def view(request, lab, open_shared_page, tmp_path_factory):
    """A notebook that shows a quiz to a teacher, run in each host and as a page."""
    page = open_shared_page()
    if request.param == "static":
        path = tmp_path_factory.mktemp("teacher") / "teacher.ipynb"
        write_notebook(path, CELLS)
        page.goto(page_of(request.getfixturevalue("static_site"), path, "teacher", extra_path=REPO))
    else:
        lab.forget()
        write_notebook(lab.root / "teacher.ipynb", CELLS)
        lab.open_notebook(page, request.param, "teacher.ipynb")
        run_all(page)
    page.wait_for_selector(".cc-paper.key")
    yield page
    page.close()


def test_the_view_is_read_in_light_and_dark(view, axe_source, shoot):
    for light in (True, False):
        set_theme(view, light=light)
        ground = "() => getComputedStyle(document.querySelector('.cc-paper')).backgroundColor"
        assert view.evaluate(ground) == ("rgb(255, 255, 255)" if light else "rgb(16, 21, 28)")
        shoot(view, "light" if light else "dark", ".cc-paper")
        assert axe.violations(view, axe_source, ".cc-paper") == []
        assert sticking_out(view) == []


def test_headings_and_answers_are_those_of_the_key(view):
    set_theme(view, light=True)
    headings = view.locator(".cc-paper :is(h1, h2, h3, h4, h5, h6)").evaluate_all("all => all.map((h) => h.tagName)")
    assert headings == ["H3", "H4", "H4", "H4", "H4", "H4"]
    assert view.get_by_text("Answer: B. Tibia; C. Fibula; D. Talus").is_visible()
    numbers = view.locator(".cc-paper svg").first.locator("text").all_text_contents()
    assert numbers == ["1", "2", "3", "4", "5"]
    # The host has rules of its own for lists of terms; no term is broken by them.
    lines = view.locator(".cc-paper dt").evaluate_all("all => all.map((term) => term.getBoundingClientRect().height)")
    assert max(lines) < 32
    assert view.locator(".cc-paper button, .cc-paper input").count() == 0
