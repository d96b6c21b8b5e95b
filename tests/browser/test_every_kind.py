"""Every kind of item in each host: by keys, by pointer and by every other way, with one record; nothing reaches Jupyter."""

from typing import get_args

import pytest
from playwright.sync_api import expect

from crampcourse.learning import drawn
from crampcourse.learning.marking import content_hash
from crampcourse.library import items as i
from crampcourse.widgets.packing import DRAWS
from tests.browser import axe
from tests.browser.by_keys import KEYS
from tests.browser.by_pointer import OTHER_WAYS, POINTER
from tests.browser.conftest import REPO
from tests.browser.kernelless import page_of
from tests.browser.lab import HOSTS, restart_kernel, run_all, run_cell, set_theme, untouched
from tests.browser.learner import (
    article,
    begin_at,
    check_by_keyboard,
    open_again,
    pending,
    tab_to,
    wait_for_pictures,
    wait_until_saved,
)
from tests.browser.looks import listen, said, small_targets, sticking_out
from tests.browser.responses import RESPONSES, record_of, response_to, told
from tests.browser.tiny import write_notebook
from tests.browser.trial import CELLS, TEXT, trial_items
from tests.trial_quiz import DRAWN, KINDS

PLACES = [*HOSTS, "static"]
ITEMS = trial_items()
ALL = (*KINDS, *DRAWN)


def ways_of(kind):
    """An item whose numbers are drawn is answered as what it becomes."""
    kind = drawn.KINDS.get(kind, kind)
    return {"keys": KEYS.get(kind), "pointer": POINTER.get(kind), **OTHER_WAYS.get(kind, {})}


# The same kind comes again only after all others, so that its question can be opened at once.
CASES = [(way, right, kind) for way in ("keys", "pointer") for right in (False, True) for kind in ALL]
for number, right in enumerate((False, True)):
    CASES += [(list(others)[number], right, kind) for kind, others in OTHER_WAYS.items() if number < len(others)]


def test_every_kind_of_the_course_is_tried_here():
    """A new kind needs an item in trial_quiz.py, a response in responses.py, a way in by_keys.py and in by_pointer.py."""
    choices = get_args(get_args(i.Item)[0])
    known = {kind for choice in choices for kind in get_args(choice.model_fields["kind"].annotation)}
    assert known == set(ALL), "tests/trial_quiz.py must show every kind of item"
    answered = {drawn.KINDS.get(kind, kind) for kind in known}
    for name, table in (("responses.RESPONSES", RESPONSES), ("by_keys.KEYS", KEYS), ("by_pointer.POINTER", POINTER)):
        assert set(table) == answered, f"tests/browser/{name} must have every kind of item"


@pytest.fixture(scope="module")
def trial_learner(tmp_path_factory):
    """Where the learner of the page without a kernel had their seed when it was made."""
    return tmp_path_factory.mktemp("trial") / "learner"


@pytest.fixture(scope="module")
def trial_page(static_site, trial_learner):
    """The trial quiz on a page without a kernel."""
    path = trial_learner.parent / "trial.ipynb"
    write_notebook(path, CELLS, TEXT)
    return page_of(static_site, path, "trial", extra_path=REPO)


def open_trial(page, place, lab, request):
    if place == "static":
        page.goto(request.getfixturevalue("trial_page"))
    else:
        lab.open_notebook(page, place, "trial.ipynb")
        run_all(page, widgets=1)
    page.wait_for_function("n => document.querySelectorAll('article.cc-item').length === n", arg=len(ALL))
    wait_for_pictures(page)


@pytest.fixture(scope="module", params=PLACES)
def trial(request, lab, open_shared_page):
    """The trial quiz in each host and without a kernel; each test opens the question that it needs."""
    page = open_shared_page()
    if request.param != "static":
        lab.forget()
        write_notebook(lab.root / "trial.ipynb", CELLS, TEXT)
    page.open_trial = lambda: open_trial(page, request.param, lab, request)
    page.open_trial()
    listen(page)
    page.place = request.param
    page.lab = lab
    learner = lab.data if page.place != "static" else request.getfixturevalue("trial_learner")
    seed = (learner / "shuffle-seed.txt").read_text().strip()
    page.seeds = {kind: seed_shown(ITEMS[kind], seed) for kind in DRAWN}
    page.items = {kind: drawn.realised(item, page.seeds.get(kind)) for kind, item in ITEMS.items()}
    yield page
    page.close()


def seed_shown(item, learner):
    """What the first numbers of an item are drawn with; of seeds that draw the same, the last stands for all."""
    seeds = [drawn.seed_of(learner, item.id, turn) for turn in range(DRAWS)]
    hashes = [content_hash(drawn.realised(item, seed)) for seed in seeds]
    return max(zip(hashes, range(DRAWS), seeds, strict=True), key=lambda draw: (draw[0] == hashes[0], draw[1]))[2]


def records(page, item):
    """What is logged of an item, without what differs between two who do the same."""
    if page.place != "static":
        wait_until_saved(page)
        return [told(attempt) for attempt in page.lab.attempts() if attempt.item == item.id]
    mine = [attempt for attempt in pending(page) if attempt["item"] == item.id]
    return [
        {"learner": "me", **{n: v for n, v in attempt.items() if n not in ("id", "time", "seconds")}}
        for attempt in mine
    ]


def answer(page, kind, way, right):
    item = page.items[kind]
    place = article(page, item)
    begin_at(place)
    ways_of(kind)[way](page, place, item, response_to(item, right=right))


@pytest.mark.parametrize(("way", "right", "kind"), CASES)
def test_every_way_gives_the_same_record(trial, way, right, kind):
    page, item = trial, trial.items[kind]
    place = article(page, item)
    open_again(page, item)
    cells = untouched(page)
    answer(page, kind, way, right)
    messages = said(page)
    if way == "keys":
        check_by_keyboard(page, item)
    else:
        place.get_by_role("button", name="Check", exact=True).click()
    expect(place.locator(".cc-verdict")).to_contain_text("✓ Right" if right else "ight")
    results = said(page)
    assert len(results) == 1
    assert all(0 < len(message.split()) <= 25 for message in messages + results)
    assert results[0].startswith("Right") == right
    # By keys the learner stands where Check was; a key that Jupyter took would have moved, edited or deleted a cell.
    if way == "keys":
        expect(place.locator(".cc-buttons button").first).to_be_focused()
        assert untouched(page) == cells
    if page.place != "static":
        wait_until_saved(page)
    assert records(page, item)[-1] == record_of(item, right=right, seed=page.seeds.get(kind))


@pytest.mark.parametrize("light", [True, False], ids=["light", "dark"])
def test_answered_questions_are_clean_in_light_and_dark(trial, axe_source, shoot, light):
    set_theme(trial, light=light)
    for kind in ALL:
        shoot(trial, f"{kind}", f"[data-item=t-{kind}]")
    assert axe.violations(trial, axe_source) == []
    assert small_targets(trial) == []
    assert sticking_out(trial) == []


def test_pictures_that_were_hidden_keep_their_places(trial):
    """As when the learner looks at another tab of Jupyter; what the page complains of fails at the end."""
    places = "() => [...document.querySelectorAll('.cc-plate')].flatMap((plate) => [...plate.shadowRoot.querySelectorAll('.badge')].map((badge) => badge.style.left))"
    before = trial.evaluate(places)
    trial.evaluate("() => { document.querySelector('.cc-quiz').style.display = 'none'; }")
    trial.evaluate("() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))")
    trial.evaluate("() => { document.querySelector('.cc-quiz').style.display = ''; }")
    trial.wait_for_function(f"before => String(({places})()) === String(before)", arg=before)
    assert len(before) >= 4


def test_tab_goes_through_the_quiz_and_out_of_it(trial):
    begin_at(article(trial, ITEMS[ALL[0]]))
    tab_to(trial, article(trial, ITEMS[ALL[-1]]).locator(".cc-buttons button").first, most=200)
    inside = "() => Boolean(document.activeElement.closest('.cc-quiz'))"
    for _ in range(6):  # at most hint, answer and what they opened
        trial.keyboard.press("Tab")
        if not trial.evaluate(inside):
            return
    raise AssertionError("Tab does not leave the quiz")


def test_answers_are_there_after_re_run_restart_and_reload(trial):
    page = trial
    for kind in ALL:
        verdict = article(page, ITEMS[kind]).locator(".cc-verdict")
        if not verdict.count() or "✓ Right" not in verdict.inner_text():
            open_again(page, ITEMS[kind])
            answer(page, kind, "pointer", right=True)
            article(page, ITEMS[kind]).get_by_role("button", name="Check", exact=True).click()

    def are_there():
        for kind in ALL:
            place = article(page, ITEMS[kind])
            expect(place.locator(".cc-verdict")).to_contain_text("✓ Right")
            expect(place.get_by_role("button", name="Answer again")).to_be_visible()

    if page.place == "static":
        page.open_trial()
        are_there()
        return
    wait_until_saved(page)
    made = len(page.lab.attempts())
    run_cell(page, 2)
    are_there()
    restart_kernel(page)
    run_all(page)
    are_there()
    # A browser that knows nothing: what comes back comes from the log.
    page.evaluate("() => localStorage.clear()")
    page.open_trial()
    are_there()
    assert len(page.lab.attempts()) == made
