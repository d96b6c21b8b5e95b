"""The questions of lesson 1 in JupyterLab, each by keyboard alone. What every kind does in every host: test_every_kind.py."""

import pytest
from playwright.sync_api import expect

from crampcourse.library import items as i
from crampcourse.library import load
from tests.browser.by_keys import answer_by_keyboard
from tests.browser.lab import run_all, untouched
from tests.browser.learner import article, check_by_keyboard, open_again, wait_for_pictures, wait_until_saved
from tests.browser.looks import listen, said
from tests.browser.responses import record_of, told
from tests.browser.tiny import write_notebook

QUIZZES = load().lessons["L01"].quizzes
ITEMS = [load().items[slug] for quiz in QUIZZES for slug in quiz.items]


@pytest.fixture(scope="module")
def quizzes(lab, open_shared_page):
    """All quizzes of the lesson on one page; each test answers an item of its own."""
    page = open_shared_page()
    lab.forget()
    write_notebook(
        lab.root / "quizzes.ipynb", ["import crampcourse as cc", *(f'cc.quiz("{quiz.id}")' for quiz in QUIZZES)]
    )
    lab.open_notebook(page, "lab", "quizzes.ipynb")
    run_all(page, widgets=len(QUIZZES))
    page.wait_for_function("n => document.querySelectorAll('article.cc-item').length === n", arg=len(ITEMS))
    wait_for_pictures(page)
    listen(page)
    yield page
    page.close()


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: f"{item.id}-{item.kind}")
def test_an_item_is_answered_by_keyboard_alone(quizzes, lab, item):
    """A wrong answer, its reason, a second try with the right one; no key reaches the notebook."""
    page, place = quizzes, article(quizzes, item)
    place.scroll_into_view_if_needed()
    place.evaluate("node => { node.tabIndex = -1; node.focus(); }")
    before = untouched(page)

    answer_by_keyboard(page, item, right=False)
    said(page)
    check_by_keyboard(page, item)
    verdict = place.locator(".cc-verdict")
    expect(verdict).to_contain_text(
        "Not right" if isinstance(item, i.ChoiceItem | i.FindItem | i.NumericItem) else "right"
    )
    assert len(said(page)) == 1
    expect(place.get_by_role("button", name="Try again")).to_be_focused()
    open_again(page, item)

    answer_by_keyboard(page, item, right=True)
    check_by_keyboard(page, item)
    expect(verdict).to_contain_text("✓ Right")
    assert untouched(page) == before
    for message in said(page):
        assert 0 < len(message.split()) <= 25, message

    wait_until_saved(page)
    logged = [told(attempt) for attempt in lab.attempts() if attempt.item == item.id]
    assert logged == [record_of(item, right=right) for right in (False, True)]
