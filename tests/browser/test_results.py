"""The results page on an empty page: counts, tests and gain as the log has them, on a narrow screen and on paper."""

import numpy as np
import pytest

from crampcourse.library import load
from crampcourse.models.item_analysis import normalised_gain
from crampcourse.widgets.results import TESTS, results
from tests.browser.axe import violations
from tests.browser.bare_page import mount, open_bare
from tests.browser.looks import small_targets, sticking_out

LIBRARY = load()
ITEMS = {name: next(q.items for q in LIBRARY.lessons["L00"].quizzes if q.id == quiz) for name, quiz in TESTS.items()}
CAUGHT = "window.printed = []; window.print = () => window.top.printed.push(document.documentElement.outerHTML);"


def attempts(scores, kind="answer"):
    """One attempt for each item and score, a minute apart."""
    return [
        {
            "id": f"{kind}-{n}",
            "item": item,
            "kind": kind,
            "score": score,
            "time": f"2026-11-20T{n // 60:02}:{n % 60:02}:00Z",
        }
        for n, (item, score) in enumerate(scores)
    ]


def both(entry, exit_test):
    """First answers to both tests, the first so many right, and a second answer that must not count."""
    scores = [
        (item, float(n < right))
        for name, right in (("entry", entry), ("exit", exit_test))
        for n, item in enumerate(ITEMS[name])
    ]
    return attempts([*scores, (ITEMS["entry"][-1], 1.0)])


def show(page, history):
    page.add_init_script(CAUGHT)
    open_bare(page)
    mount(page, results(), {}, history)
    return page.locator(".cc-results").inner_text()


def test_the_gain_is_that_of_the_model_and_its_interval_is_not_made_up(page):
    text = show(page, both(12, 24))
    before, after = 12 / len(ITEMS["entry"]), 24 / len(ITEMS["exit"])
    gain = normalised_gain(np.array([before]), np.array([after]))
    assert gain.low is None
    assert f"12 of {len(ITEMS['entry'])} points (40 %)." in text
    assert f"Normalised gain: {gain.value:.2f} of what" in text
    assert LIBRARY.boards["results"].words["gain.alone"] in text
    page.evaluate("() => unmount()")
    assert "the entry test left nothing to gain" in show(page, both(len(ITEMS["entry"]), 24))


def test_lessons_count_last_answers_and_predictions_and_the_rest_is_said_to_be_open(page):
    lesson = LIBRARY.lessons["L01"]
    asked = [item for quiz in lesson.quizzes for item in quiz.items]
    first = lesson.objectives[0].id
    of_first = [item for item in asked if LIBRARY.items[item].objective == first]
    other = next(item for item in asked if item not in of_first)
    answers = attempts([(other, 1.0), *((item, 1.0) for item in of_first), (other, 0.0)])
    text = show(page, [*answers, *attempts([(lesson.predictions[0].item, 0.0)], "prediction")])
    cells = page.get_by_role("row").filter(has_text=lesson.title).get_by_role("cell").all_inner_texts()
    assert cells == [
        f"1 of {len(lesson.objectives)} (O1)",
        f"{len(of_first) + 1} of {len(asked)}, {len(of_first)} right",
        f"1 of {len(lesson.predictions)}",
    ]
    assert "cannot be told before both tests are answered whole" in text
    assert "no human data yet on how well this course teaches" in text


@pytest.mark.parametrize("media", [{"color_scheme": "dark"}, {"forced_colors": "active"}], ids=str)
def test_it_fits_a_narrow_screen_and_prints_itself_alone(page, shoot, axe_source, media):
    page.emulate_media(**media)
    page.set_viewport_size({"width": 320, "height": 1000})
    show(page, both(12, 24))
    shoot(page, "narrow", ".cc-results")
    assert sticking_out(page) == []
    assert small_targets(page) == []
    assert violations(page, axe_source) == []
    page.get_by_role("button", name="Print").press("Enter")
    page.set_viewport_size({"width": 800, "height": 1000})
    page.set_content("<!doctype html>" + page.evaluate("() => printed.at(-1)"))
    shoot(page, "paper")
    assert page.locator("button, input, select, [tabindex], section").count() == 0
    assert page.locator("body").evaluate("node => getComputedStyle(node).backgroundColor") == "rgb(255, 255, 255)"
    assert page.get_by_role("row").count() == 1 + len(LIBRARY.lessons)
    assert "Normalised gain: 0.67" in page.locator("main").inner_text()
