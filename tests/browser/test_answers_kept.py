"""Where answers go when the browser, its storage or the kernel fails, and what the learner reads of it."""

import pytest
from playwright.sync_api import expect

from crampcourse.widgets import quiz as quiz_module
from crampcourse.widgets.quiz import Quiz
from tests.browser.learner import pending
from tests.browser.test_quiz_alone import ADDRESS, MOUNT
from tests.trial_quiz import trial_library

KINDS = ("single", "multiple", "numeric", "short")
OLD = {"kind": "answer", "lesson": "L01", "confidence": None, "hints": 0, "seconds": 1, "learner": "me"}
SAVED = "Saved on this computer."
WAITING = "Kept in this browser until the kernel answers."
NOT_KEPT = "Not saved yet: this browser keeps nothing, and the kernel has not answered."


@pytest.fixture
def show(monkeypatch):
    """Shows a quiz of four items in a tab, with a kernel that only listens; ``window.model.tell`` is its voice."""
    library = trial_library()
    items = [f"t-{kind}" for kind in KINDS]
    monkeypatch.setattr(quiz_module, "load", lambda: library)
    widget = Quiz(library.quiz("L01-trial-1").model_copy(update={"items": items}))

    def mount(tab, history=(), quizzes=1):
        tab.set_default_timeout(8000)
        tab.route("**/*", lambda route: route.fulfill(body="<!doctype html><title>t</title>", content_type="text/html"))
        tab.goto(ADDRESS)
        tab.evaluate("() => { window.models = []; }")
        for _ in range(quizzes):
            state = {"quiz": {**widget.quiz, "seed": "1"}, "history": list(history), "notice": ""}
            tab.evaluate(MOUNT, [str(widget._esm), str(widget._css), state, {}])
            tab.evaluate("() => models.push(model)")
        return tab

    mount.hashes = {item["id"]: item["hash"] for item in widget.quiz["items"]}
    return mount


def article(tab, kind, quiz=0):
    return tab.locator(f"[data-item=t-{kind}]").nth(quiz)


def choose(tab, text, kind="single", quiz=0):
    article(tab, kind, quiz).get_by_label(text).check()
    article(tab, kind, quiz).get_by_role("button", name="Check").click()


def reopen(tab, kind="single"):
    tab.wait_for_function(
        "item => { const b = document.querySelector(`[data-item=${item}] .cc-buttons button`); b.click(); return b.textContent === 'Check'; }",
        arg=f"t-{kind}",
        polling=100,
    )


def kernel_says(tab, kind, quiz=0, of=-1, **more):
    """The kernel of a quiz answers to the attempt it got last."""
    tab.evaluate(
        "([quiz, of, message]) => { const { attempt } = models[quiz].sent.at(of); models[quiz].tell({ ...message, id: attempt.id }); }",
        [quiz, of, {"type": kind, **more}],
    )


def sent(tab, quiz=0):
    return [message["attempt"] for message in tab.evaluate("quiz => models[quiz].sent", quiz)]


def where(tab, kind="single", quiz=0):
    """What the learner reads of where the answer is, without its time."""
    return article(tab, kind, quiz).locator(".cc-state").inner_text().partition(". ")[2]


def attempt_of(show, item="t-single", response=0, **fields):
    return {**OLD, "id": fields["time"], "item": item, "response": response, "score": float(response == 0)} | {
        "content_hash": show.hashes[item],
        **fields,
    }


ANSWER_ALL = """at => setTimeout(async () => {
  for (let round = 0; round < 4; round += 1) {
    for (const article of document.querySelectorAll("article")) {
      const field = article.querySelector("input[type=text]");
      if (field) {
        field.value = article.querySelector("select") ? "3.5" : "soleus";
        field.dispatchEvent(new Event("input", { bubbles: true }));
      } else article.querySelector("input").click();
      article.querySelector(".cc-buttons button").click();
    }
    // Check takes no press for half a second; then the question is opened again.
    const free = performance.now() + 510;
    while (performance.now() < free) await new Promise((resolve) => setTimeout(resolve, 5));
    for (const article of document.querySelectorAll("article")) if (round < 3) article.querySelector(".cc-buttons button").click();
  }
  window.done = true;
}, at - Date.now())"""


def test_two_tabs_that_answer_at_once_lose_nothing_and_learn_of_each_other(browser, show):
    context = browser.new_context()
    tabs = [show(context.new_page()) for _ in range(2)]
    start = tabs[0].evaluate("() => Date.now() + 200")
    for tab in tabs:
        tab.evaluate(ANSWER_ALL, start)
    for tab in tabs:
        tab.wait_for_function("() => window.done")
    made = [attempt for tab in tabs for attempt in sent(tab)]
    assert len({attempt["id"] for attempt in made}) == len(made) >= 2 * 4
    for tab in tabs:
        tab.wait_for_function(
            "n => Object.keys(localStorage).filter((key) => key.startsWith('crampcourse:attempt:')).length === n",
            arg=len(made),
        )
    assert sorted(a["id"] for a in pending(tabs[0])) == sorted(a["id"] for a in made)
    # A new tab sends them all, once each.
    assert sorted(a["id"] for a in sent(show(context.new_page()))) == sorted(a["id"] for a in made)
    context.close()


def test_the_other_tab_shows_the_answer_and_says_when_it_is_saved(browser, show):
    context = browser.new_context()
    here, there = (show(context.new_page()) for _ in range(2))
    article(there, "multiple").get_by_label("Wrong 0").check()
    choose(here, "Wrong 1")
    expect(article(there, "single").locator(".cc-verdict")).to_have_text("✗ Not right")
    assert there.locator(".cc-progress").inner_text() == "1 of 4 answered, 0 right"
    assert where(there) == WAITING
    kernel_says(here, "ack")
    expect(article(there, "single").locator(".cc-state")).to_contain_text(SAVED)
    # What the learner is at work on is left alone, and once checked it is the newer one in both.
    choose(here, "Also right", "multiple")
    expect(article(there, "multiple").locator(".cc-verdict")).to_have_count(0)
    assert article(there, "multiple").get_by_label("Wrong 0").is_checked()
    choose(there, "Wrong 1", "multiple")
    expect(article(here, "multiple").locator(".cc-verdict")).to_have_text(
        "✗ Not right: 0 of 2 found, 2 chosen that do not belong"
    )
    kernel_says(there, "refused", why="it is of no use")
    expect(article(here, "multiple").locator(".cc-state")).to_contain_text("Not saved: it is of no use.")
    context.close()


def test_two_quizzes_with_the_same_question_show_one_answer(page, show):
    show(page, quizzes=2)
    choose(page, "Wrong 0", quiz=1)
    for quiz in range(2):
        assert article(page, "single", quiz).locator(".cc-verdict").inner_text() == "✗ Not right"
        assert where(page, quiz=quiz) == WAITING
    kernel_says(page, "ack", quiz=1)
    assert [where(page, quiz=quiz) for quiz in range(2)] == [SAVED, SAVED]
    choose(page, "Wrong 0", "multiple", quiz=0)
    # What one kernel acknowledged stays where the other log does not know it.
    assert article(page, "single", 0).locator(".cc-verdict").inner_text() == "✗ Not right"
    assert len(sent(page, 0)) == len(sent(page, 1)) == 1


SWITCHED_OFF = (
    "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } });"
)
FULL = """if (!localStorage.getItem("big")) {
  let size = 1 << 22;
  for (let key = "big"; size >= 1; key += "g") {
    try { localStorage.setItem(key, "x".repeat(size)); } catch { size >>= 1; }
  }
}"""


@pytest.mark.parametrize("fault", [SWITCHED_OFF, FULL], ids=["off", "full"])
def test_a_browser_that_stores_nothing_says_so_and_still_shows_the_answer(page, show, fault):
    page.add_init_script(fault)
    old = attempt_of(show, response=1, time="2026-01-01T10:00:00.000Z")
    show(page, [old])
    assert where(page) == SAVED
    reopen(page)
    choose(page, "Right")
    assert where(page) == NOT_KEPT
    # Another answer makes every item look again at what is known: not at the older answer only.
    choose(page, "Wrong 1", "multiple")
    assert article(page, "single").locator(".cc-verdict").inner_text().startswith("✓ Right")
    kernel_says(page, "kept", of=0)
    assert where(page) == "Not saved: neither the disk nor this browser could keep it."
    kernel_says(page, "ack")
    assert (where(page, "multiple"), where(page)) == (
        SAVED,
        "Not saved: neither the disk nor this browser could keep it.",
    )
    kernel_says(page, "ack")
    assert where(page) == SAVED
    assert [attempt["item"] for attempt in sent(page)] == ["t-single", "t-multiple", "t-single"]
    assert len({attempt["id"] for attempt in sent(page)}) == 2


GARBAGE = ["", "null", "{", "[]", "7", '"text"', "[null]", '{"order":1}', '{"order":1,"attempt":null}']
GARBAGE += [
    '{"order":"1","attempt":{"id":"a","item":"t-single","kind":"answer","time":"x"}}',
    '{"__proto__":{"order":1}}',
]
GARBAGE += ['{"order":1,"attempt":{"id":"b","item":"t-single","kind":"answer","time":7}}', "\u0000", "undefined", "NaN"]


def test_garbage_in_the_storage_is_passed_over(page, show):
    show(page)
    drafts = [
        "{}",
        "null",
        "[]",
        "7",
        '{"hash":%s}',
        '{"hash":%s,"response":7,"hints":"x"}',
        '{"hash":%s,"response":{"a":[]}}',
    ]
    drafts += [
        '{"hash":%s,"response":"text","hints":-3}',
        '{"hash":%s,"response":[[[]]],"hints":1e9}',
        '{"hash":%s,"response":true}',
    ]
    for draft in drafts:
        page.evaluate(
            """([garbage, draft, hashes]) => {
              garbage.forEach((text, i) => localStorage.setItem(`crampcourse:attempt:${i}`, text));
              localStorage.setItem("crampcourse:attempt:", "x");
              for (const [item, hash] of Object.entries(hashes)) localStorage.setItem(`crampcourse:draft:${item}`, draft.replace("%s", JSON.stringify(hash)));
            }""",
            [GARBAGE, draft, show.hashes],
        )
        show(page)
        assert page.locator("article").count() == len(KINDS)
        assert sent(page) == []
    page.evaluate(
        "() => { for (const key of Object.keys(localStorage)) if (key.includes('draft')) localStorage.removeItem(key); }"
    )
    show(page)
    choose(page, "Wrong 0")
    (attempt,) = sent(page)
    show(page)
    assert sent(page) == [attempt]


def test_a_kernel_that_never_answers_is_said_and_asked_again(page, show):
    show(page)
    choose(page, "Wrong 0")
    assert where(page) == WAITING
    first = sent(page)
    show(page)
    assert (where(page), sent(page)) == (WAITING, first)
    show(page)
    kernel_says(page, "ack")
    assert where(page) == SAVED
    show(page)
    assert sent(page) == []


def test_what_the_disk_did_not_take_is_sent_again_once_it_takes_something(page, show):
    show(page)
    choose(page, "Wrong 0")
    kernel_says(page, "kept")
    assert where(page) == "Kept in this browser; the disk could not be written."
    choose(page, "Wrong 0", "multiple")
    kernel_says(page, "ack")
    assert [attempt["item"] for attempt in sent(page)] == ["t-single", "t-multiple", "t-single"]
    kernel_says(page, "ack")
    assert (where(page), where(page, "multiple"), pending(page)) == (SAVED, SAVED, [])


def test_an_answer_from_a_clock_that_was_ahead_does_not_hide_later_ones(page, show):
    before = attempt_of(show, response=0, time="2026-01-01T10:00:00.000Z")
    ahead = attempt_of(show, response=1, time="2100-01-01T10:00:00.000Z")
    after = attempt_of(show, response=0, time="2026-01-02T10:00:00.000+00:00")
    for history, response in (([before, ahead], 1), ([before, ahead, after], 0), ([ahead, after], 0), ([ahead], 1)):
        show(page, history)
        assert article(page, "single").locator("input:checked").get_attribute("value") == str(response)
    # Merged from another computer: logged last, made first.
    show(page, [ahead | {"time": "2026-01-03T10:00:00.000Z"}, after])
    assert article(page, "single").locator("input:checked").get_attribute("value") == "1"


def test_each_question_shows_its_own_last_answer(page, show):
    one = attempt_of(show, response=0, time="2026-01-01T10:00:00.000Z")
    other = attempt_of(show, item="t-multiple", response=[1], time="2026-01-02T10:00:00.000Z")
    show(page, [one, other])
    assert [where(page), where(page, "multiple")] == [SAVED, SAVED]
    assert article(page, "single").locator(".cc-verdict").inner_text().startswith("✓ Right")
    assert article(page, "short").locator(".cc-state").inner_text() == ""


def test_a_clock_set_back_between_two_answers_shows_the_second(page, show):
    page.clock.set_fixed_time("2100-01-01T10:00:00Z")
    show(page)
    choose(page, "Wrong 0")
    page.clock.set_fixed_time("2026-01-01T10:00:00Z")
    show(page)
    assert article(page, "single").locator(".cc-verdict").inner_text() == "✗ Not right"
    reopen(page)
    choose(page, "Right")
    assert article(page, "single").locator(".cc-verdict").inner_text().startswith("✓ Right")
    show(page)
    assert article(page, "single").locator(".cc-verdict").inner_text().startswith("✓ Right")
    assert [attempt["score"] for attempt in pending(page)] == [0, 1]
