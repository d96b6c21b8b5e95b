"""The review in the page: what is due is open, what is not due is said, every answer goes to its own lesson."""

from datetime import UTC, datetime, timedelta

import pytest

from crampcourse.learning.attempts import Attempt, attempt_log
from crampcourse.widgets.review import Review
from tests.browser.test_quiz_alone import ADDRESS, MOUNT, sent

START = datetime(2026, 11, 2, 18, 30, tzinfo=UTC)
ITEMS = {"L00": "l00-run-a-cell", "L01": "l01-inner-bump"}


@pytest.fixture
def shown(page):
    """Answers each item at START, then shows the review of some days later."""

    def show(days):
        attempt_log().append(
            *(
                Attempt(item=item, lesson=lesson, response=0, score=1.0, time=START.isoformat())
                for lesson, item in ITEMS.items()
            )
        )
        widget = Review(START + timedelta(days=days))
        page.route(
            "**/*", lambda route: route.fulfill(body="<!doctype html><title>t</title>", content_type="text/html")
        )
        page.goto(ADDRESS)
        state = {"quiz": widget.quiz, "history": widget.history, "notice": widget.notice}
        page.evaluate(MOUNT, [widget._esm, widget._css, state, {}])

    return show


def test_due_questions_are_open_and_each_answer_names_its_own_lesson(page, shown):
    shown(days=3)
    assert page.locator(".cc-progress").inner_text() == "0 of 2 answered"
    assert page.locator(".cc-said").count() == 0
    for item in ITEMS.values():
        article = page.locator(f"[data-item={item}]")
        article.get_by_label("sure", exact=True).check()
        article.get_by_role("radio").first.check()
        article.get_by_role("button", name="Check").click()
    assert {(attempt["item"], attempt["lesson"], attempt["confidence"]) for attempt in sent(page)} == {
        (item, lesson, 1) for lesson, item in ITEMS.items()
    }


def test_when_nothing_is_due_the_page_says_so_and_counts_nothing(page, shown):
    shown(days=1)
    assert page.locator(".cc-item").count() == 0
    assert page.locator(".cc-progress").is_hidden()
    assert page.locator(".cc-said").inner_text() == (
        "Nothing is due today. The next review is on Wednesday 4 November 2026."
    )
