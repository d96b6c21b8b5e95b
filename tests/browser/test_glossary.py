"""The glossary on an empty page: found by search, by letter and by pointers, with keys alone, on a narrow screen."""

import pytest
from playwright.sync_api import expect

from crampcourse.library import load
from crampcourse.widgets.glossary import glossary
from tests.browser.axe import violations
from tests.browser.bare_page import mount, open_bare, said
from tests.browser.learner import tab_to
from tests.browser.looks import small_targets, sticking_out

TERMS = load().terms


def show(page, lesson=None):
    open_bare(page)
    mount(page, glossary(lesson), {})


def shown(page):
    return page.locator(".cc-glossary h3").all_inner_texts()


def test_words_are_found_and_followed_with_keys_alone(page):
    show(page)
    assert shown(page) == sorted((t.term for t in TERMS.values() if t.term[0] in "Aa"), key=str.casefold)
    tab_to(page, page.get_by_role("searchbox", name="Search"))
    page.keyboard.type("CALCANEUS")
    assert shown(page)[0] == "Calcaneus"
    assert said(page)[-1].strip() == f"{len(shown(page))} of {len(TERMS)} words"
    entry = page.locator(".cc-glossary-list > li").first
    assert "Said: kal-KAY-nee-us. Latin: calcaneus. First needed in lesson 1." in entry.inner_text()
    assert entry.locator("em[lang=la]").inner_text() == "calcaneus"
    tab_to(page, entry.get_by_role("button", name="Talus"))
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.textContent") == "Talus"
    # What is already on show keeps its list; what is not opens its letter.
    page.get_by_role("searchbox").fill("fibula")
    page.locator("li", has=page.get_by_role("heading", name="Fibula", exact=True)).get_by_role("button").first.press(
        "Enter"
    )
    assert page.evaluate("() => document.activeElement.textContent") == "Tibia"
    page.get_by_role("searchbox").fill("after-discharge")
    page.get_by_role("button", name="Nerve block").first.press("Enter")
    assert page.evaluate("() => document.activeElement.textContent") == "Nerve block"
    assert page.evaluate("() => document.activeElement.getBoundingClientRect().bottom <= innerHeight")


def test_a_letter_shows_its_words_and_all_are_there(page):
    show(page)
    letter = page.get_by_role("combobox", name="Beginning with")
    letter.select_option("T")
    assert shown(page) == sorted((t.term for t in TERMS.values() if t.term[0] in "Tt"), key=str.casefold)
    letter.select_option("all")
    assert sorted(shown(page)) == sorted(term.term for term in TERMS.values())
    page.get_by_role("searchbox").fill("zzz")
    assert shown(page) == []
    assert said(page)[-1].startswith("No word fits.")
    page.get_by_role("searchbox").fill("")
    assert len(shown(page)) == len(TERMS)


def test_a_lesson_shows_all_its_words_and_sources_with_their_marks(page):
    show(page, "L06")
    own = [term for term in TERMS.values() if term.lesson == "L06"]
    assert len(shown(page)) == len(own)
    assert page.get_by_role("combobox").count() == 0
    assert page.locator(".cc-glossary .cc-mark").count() == sum(len(term.sources) for term in own)
    entry = page.locator("li", has=page.get_by_role("heading", name="Cramp", exact=True))
    entry.get_by_text("Sources (1)").click()
    assert entry.locator(".cc-mark").is_visible()


@pytest.mark.parametrize("media", [{"color_scheme": "dark"}, {"forced_colors": "active"}], ids=str)
def test_it_fits_a_narrow_screen_and_names_everything(page, shoot, axe_source, media):
    page.emulate_media(**media)
    page.set_viewport_size({"width": 320, "height": 1000})
    show(page, "L01")
    page.get_by_text("Sources (1)").first.click()
    shoot(page, "narrow", ".cc-glossary")
    assert sticking_out(page) == []
    assert small_targets(page) == []
    assert violations(page, axe_source) == []


def test_a_word_of_a_lesson_leads_to_its_entry(page, learner):
    learner.open_notebook(page, "lab", "lessons/03_who_pulls_against_whom.ipynb")
    page.locator(".jp-MarkdownOutput a", has_text="agonist").first.click()
    page.locator("h3[data-jupyter-id=Agonist]").wait_for()
    assert page.evaluate("() => window.jupyterapp.shell.currentWidget.context.path") == "lessons/glossary.ipynb"
    # JupyterLab opens a page at its top; once it is open, each word leads to its place.
    page.get_by_role("tab", name="03_who_pulls").click()
    page.locator(".jp-MarkdownOutput a", has_text="newton metres").first.click()
    expect(page.locator("h3[data-jupyter-id=Newton-metre]")).to_be_in_viewport()
