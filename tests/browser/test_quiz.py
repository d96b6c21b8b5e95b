"""Quizzes of lesson 1 in each host: every item by keyboard alone, one record by whatever route, answers that stay."""

import pytest
from playwright.sync_api import expect

from crampcourse.library import items as i
from crampcourse.library import load
from tests.browser.conftest import REPO
from tests.browser.kernelless import page_of
from tests.browser.lab import HOSTS, restart_kernel, run_all, run_cell, untouched
from tests.browser.learner import (
    answer_by_keyboard,
    article,
    check_by_keyboard,
    pending,
    places_by_number,
    spot_of,
    tab_to,
    wait_until_saved,
)
from tests.browser.looks import listen, said
from tests.browser.tiny import write_notebook

QUIZZES = [quiz.id for quiz in load().lessons["L01"].quizzes]
SOURCES = ["import crampcourse as cc", *(f'cc.quiz("{quiz}")' for quiz in QUIZZES)]
PLACES = [*HOSTS, "static"]


def items_of(quiz):
    library = load()
    return [library.items[slug] for slug in library.quiz(quiz).items]


ITEMS = [item for quiz in QUIZZES for item in items_of(quiz)]


@pytest.fixture(scope="module")
def static_quizzes(static_site, tmp_path_factory):
    path = tmp_path_factory.mktemp("quizzes") / "quizzes.ipynb"
    write_notebook(path, SOURCES)
    return page_of(static_site, path, "quizzes", extra_path=REPO)


def open_quizzes(page, place, lab, request, *, fresh=True, only=None):
    """A page of all quizzes; ``only`` leaves it at one where that is quicker."""
    number = len(items_of(only) if only and place != "static" else ITEMS)
    if place == "static":
        page.goto(request.getfixturevalue("static_quizzes"))
    else:
        if fresh:
            lab.forget()
            write_notebook(lab.root / "quizzes.ipynb", [SOURCES[0], f'cc.quiz("{only}")'] if only else SOURCES)
        lab.open_notebook(page, place, "quizzes.ipynb")
        run_all(page)
    page.wait_for_function("n => document.querySelectorAll('article.cc-item').length === n", arg=number)
    # Pictures come a moment later than the questions.
    page.wait_for_function(
        "() => [...document.querySelectorAll('.cc-frame')].every((frame) => frame.querySelector('.cc-plate')?.shadowRoot.querySelector('.badge'))"
    )


@pytest.fixture(scope="module", params=PLACES)
def quizzes(request, lab, open_shared_page):
    """All quizzes of the lesson on one page; each test answers items of its own."""
    page = open_shared_page()
    open_quizzes(page, request.param, lab, request)
    page.place = request.param
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

    again = place.get_by_role("button", name="Try again")
    # For half a second the button takes no press, so that a double click does not answer twice.
    expect(again).to_be_focused()
    page.wait_for_function("t => performance.now() > t + 500", arg=page.evaluate("() => performance.now()"))
    page.keyboard.press("Enter")
    expect(place.get_by_role("button", name="Check", exact=True)).to_be_visible()

    answer_by_keyboard(page, item, right=True)
    check_by_keyboard(page, item)
    expect(verdict).to_have_text("✓ Right")
    assert untouched(page) == before
    for message in said(page):
        assert 0 < len(message.split()) <= 25, message

    if page.place == "static":
        attempts = [(a["score"], a["kind"]) for a in pending(page) if a["item"] == item.id]
    else:
        wait_until_saved(page)
        attempts = [(attempt.score, attempt.kind) for attempt in lab.attempts() if attempt.item == item.id]
    assert [kind for _, kind in attempts] == ["answer", "answer"]
    assert attempts[0][0] < 1 == attempts[1][0]


def by_list(_page, place, item):
    numbers = places_by_number(place, item)
    for target in item.targets:
        place.locator(".cc-places select").nth(numbers.index(target.structure)).select_option(value=target.structure)


def by_drag(page, place, item):
    numbers = places_by_number(place, item)
    for target in item.targets:
        x, y = spot_of(place, numbers.index(target.structure) + 1)
        box = chip(place, target).bounding_box()
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.mouse.down()
        page.mouse.move(x, y, steps=5)
        page.mouse.up()


def by_taps(page, place, item):
    numbers = places_by_number(place, item)
    for target in item.targets:
        chip(place, target).click()
        page.mouse.click(*spot_of(place, numbers.index(target.structure) + 1))


def chip(place, target):
    return place.get_by_role("group", name="Names").get_by_role(
        "button", name=load().structures[target.structure].name, exact=True
    )


def steps_by_select(_page, place, item):
    for index, step in enumerate(item.steps):
        place.get_by_label(f"Place of “{step.text}”").select_option(index=index)


def steps_by_buttons(_page, place, item):
    for index, step in enumerate(item.steps):
        while place.locator(".cc-steps > li").nth(index).get_by_text(step.text, exact=True).count() == 0:
            place.get_by_role("button", name=f"Up: {step.text}", exact=True).click()


def steps_by_drag(page, place, item):
    rows = place.locator(".cc-steps > li")
    for index, step in enumerate(item.steps):
        row = rows.filter(has_text=step.text)
        place.scroll_into_view_if_needed()
        grip, goal = row.locator(".cc-grip").bounding_box(), rows.nth(index).bounding_box()
        page.mouse.move(grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2)
        page.mouse.down()
        page.mouse.move(grip["x"], goal["y"] + 4, steps=8)
        page.mouse.up()


def find_by_letter(_page, place, item):
    place.locator(f"input[value={item.structure}]").check()


def find_by_click(page, place, item):
    letters = place.locator(".cc-letters input").evaluate_all("nodes => nodes.map((node) => node.value)")
    page.mouse.click(*spot_of(place, "ABCDEFGHIJKL"[letters.index(item.structure)]))


def find_by_arrows(page, place, item):
    picture = place.locator(".cc-plate")
    picture.focus()
    for key in ["ArrowRight"] * 8 + ["ArrowLeft", "ArrowDown"] * 8 + ["ArrowRight", "ArrowUp"] * 8:
        page.keyboard.press("Enter")
        if place.locator(f"input[value={item.structure}]").is_checked():
            return
        page.keyboard.press(key)


ROUTES = {
    "label": [by_list, by_drag, by_taps],
    "order": [steps_by_select, steps_by_buttons, steps_by_drag],
    "find": [find_by_letter, find_by_click, find_by_arrows],
}


@pytest.mark.parametrize("place_name", PLACES)
@pytest.mark.parametrize("kind", ROUTES)
def test_every_route_gives_the_same_record(open_page, lab, request, place_name, kind):
    quiz, item = next((quiz, item) for quiz in QUIZZES for item in items_of(quiz) if item.kind == kind)
    records = []
    for route in ROUTES[kind]:
        page = open_page()
        open_quizzes(page, place_name, lab, request, only=quiz)
        place = article(page, item)
        place.scroll_into_view_if_needed()
        # What the kernel acknowledges leaves the browser: keep what was sent.
        page.evaluate("""() => { const set = Storage.prototype.setItem; window.sent = [];
          Storage.prototype.setItem = function (key, text) { if (key.startsWith("crampcourse:attempt:")) window.sent.push(JSON.parse(text).attempt); set.call(this, key, text); }; }""")
        route(page, place, item)
        place.get_by_role("button", name="Check", exact=True).click()
        expect(place.locator(".cc-verdict")).to_have_text("✓ Right")
        record = page.evaluate("() => window.sent.at(-1)")
        records.append({name: value for name, value in record.items() if name not in ("id", "time", "seconds")})
        page.close()
    assert records[0] == records[1] == records[2]
    assert records[0]["score"] == 1


@pytest.mark.parametrize("place_name", PLACES)
def test_answers_are_there_after_re_run_restart_and_reload(page, lab, request, place_name):
    open_quizzes(page, place_name, lab, request)
    wanted = [next(item for item in ITEMS if item.kind == kind) for kind in ("single", "order", "label", "find")]
    for item in wanted:
        answer_by_keyboard(page, item)
        check_by_keyboard(page, item)
        expect(article(page, item).locator(".cc-verdict")).to_have_text("✓ Right")

    def are_there():
        for item in wanted:
            expect(article(page, item).locator(".cc-verdict")).to_have_text("✓ Right")
            expect(article(page, item).get_by_role("button", name="Answer again")).to_be_visible()

    if place_name == "static":
        page.reload()
        are_there()
        assert len(pending(page)) == len(wanted)
        return
    wait_until_saved(page)
    run_cell(page, 2)
    are_there()
    restart_kernel(page)
    run_all(page)
    are_there()
    # A browser that knows nothing: what comes back comes from the log.
    page.evaluate("() => localStorage.clear()")
    open_quizzes(page, place_name, lab, request, fresh=False)
    are_there()
    assert len(lab.attempts()) == len(wanted)


def test_tab_goes_through_a_quiz_and_out_of_it(quizzes):
    first, last = article(quizzes, ITEMS[0]), article(quizzes, ITEMS[4])
    first.evaluate("node => { node.tabIndex = -1; node.focus(); }")
    tab_to(quizzes, last.locator("button").first, most=200)
    for _ in range(60):
        quizzes.keyboard.press("Tab")
    assert not quizzes.evaluate("id => Boolean(document.activeElement.closest(`[data-item=${id}]`))", ITEMS[4].id)
