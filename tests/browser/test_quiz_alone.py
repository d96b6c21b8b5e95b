"""Quiz and prediction scripts on an empty page, with a model that only listens: what needs no host and no kernel."""

import pytest

from crampcourse.library import load
from crampcourse.widgets import predict as predict_module
from crampcourse.widgets import quiz as quiz_module
from crampcourse.widgets.base import styles
from crampcourse.widgets.predict import Predict
from crampcourse.widgets.quiz import Quiz
from crampcourse.widgets.trace import kept
from tests.browser.axe import violations
from tests.browser.learner import pending
from tests.browser.looks import small_targets, sticking_out
from tests.browser.payloads import LONG_WORD
from tests.trial_quiz import KINDS, trial_library

ADDRESS = "http://127.0.0.1:9/quiz"  # answered by the test itself; storage needs an origin

MOUNT = """async ([esm, css, state, plate]) => {
  const handlers = {};
  const model = {
    sent: [],
    get: (name) => state[name],
    on: (name, fn) => (handlers[name] ??= []).push(fn),
    off: () => {},
    send: (message) => model.sent.push(message),
    tell: (message) => handlers["msg:custom"].forEach((fn) => fn(message)),
    set: (name, value) => { state[name] = value; (handlers[`change:${name}`] ?? []).forEach((fn) => fn()); },
  };
  const host = { getModel: async () => ({ get: (name) => plate[name] }) };
  const url = URL.createObjectURL(new Blob([esm], { type: "text/javascript" }));
  const { default: widget } = await import(url);
  document.head.append(Object.assign(document.createElement("style"), { textContent: css }));
  const el = document.createElement("div");
  document.body.append(el);
  widget.render({ model, el, host, signal: new AbortController().signal });
  window.model = model;
  window.said = [];
  const region = el.querySelector("[role=status]");
  if (region) new MutationObserver(() => said.push(region.textContent)).observe(region, { childList: true });
}"""


@pytest.fixture
def mount(page, monkeypatch):
    """Shows a quiz or prediction of the trial library; the picture is the course's own."""
    plate = {"svg": load().plate_svg("lateral"), "css": styles("plate", "badges")}
    page.set_default_timeout(8000)
    page.route("**/*", lambda route: route.fulfill(body="<!doctype html><title>t</title>", content_type="text/html"))

    class Ref:
        ref = "anywidget:plate"

    monkeypatch.setattr("crampcourse.widgets.plate.plate", lambda _name: Ref)

    def show(text="Text", kind=Quiz, history=(), seed="1", *, confidence=False, quiz="L01-trial-1", **prices):
        library = trial_library(text)
        monkeypatch.setattr(quiz_module, "load", lambda: library)
        monkeypatch.setattr(predict_module, "load", lambda: library)
        if kind is Quiz:
            widget = Quiz(library.quiz(quiz).model_copy(update=prices), confidence=confidence)
            state = {"quiz": {**widget.quiz, "seed": seed}}
        else:
            widget = Predict(library.prediction("L01-P1"))
            state = {"prediction": {**widget.prediction, "seed": seed}}
        page.goto(ADDRESS)
        page.evaluate(MOUNT, [widget._esm, widget._css, {**state, "history": list(history), "notice": ""}, plate])
        if kind is Quiz and quiz == "L01-trial-1":
            page.wait_for_function(
                "() => [...document.querySelectorAll('.cc-frame')].every((f) => f.querySelector('.cc-plate')?.shadowRoot.querySelector('.badge'))"
            )
        return widget

    return show


def article(page, kind):
    return page.locator(f"[data-item=t-{kind}]")


def answer(page, kind):
    """A wrong answer by the plainest route, and Check."""
    item = article(page, kind)
    if kind in ("single", "multiple"):
        item.get_by_label("Wrong 0").check()
    elif kind == "numeric":
        item.locator("input.cc-number").fill("3,5 cm")
    elif kind == "order":
        item.locator(".cc-steps > li").last.get_by_role("button", name="Up").click()
    elif kind == "label":
        item.locator("select").first.select_option(index=1)
    elif kind == "two-tier":
        item.get_by_label("Wrong 0").check()
        item.get_by_label("Unsound").check()
    elif kind == "cloze":
        item.get_by_label("Gap 1 of 2").select_option("1")
    elif kind == "match":
        item.locator("select").first.select_option("3")
    elif kind == "short":
        item.get_by_role("textbox").fill("soleus")
    elif kind == "trace":
        item.get_by_role("slider").press("Home")
    else:
        item.get_by_role("radio").first.check()
    item.get_by_role("button", name="Check").click()


def try_again(page, kind):
    """Presses Try again until it is heard: for half a second a second click on Check is not taken for it."""
    page.wait_for_function(
        "id => { const b = document.querySelector(`[data-item=t-${id}] .cc-primary`); b.click(); return b.textContent === 'Check'; }",
        arg=kind,
        polling=100,
    )


def sent(page):
    return [message["attempt"] for message in page.evaluate("() => model.sent")]


@pytest.mark.parametrize("kind", KINDS)
def test_check_says_the_result_once_and_leaves_the_focus(page, mount, kind):
    mount()
    article(page, kind).get_by_role("button", name="Check").focus()
    page.evaluate("() => { said.length = 0; }")
    answer(page, kind)
    button = article(page, kind).locator(".cc-buttons button").first
    assert button.evaluate("node => node === document.activeElement")
    told = [text for text in page.evaluate("() => said") if "ight" in text and "picked" not in text]
    assert len(told) == 1
    assert len(told[0].split()) <= 25
    page.wait_for_function(
        "kind => { const b = document.querySelector(`[data-item=t-${kind}] .cc-buttons button`); b.click(); return b.textContent === 'Check'; }",
        arg=kind,
        polling=100,
    )
    assert page.evaluate("kind => document.activeElement.closest('fieldset') !== null", kind)


@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_comes_back_from_the_log_with_its_feedback(page, mount, kind):
    mount()
    answer(page, kind)
    (attempt,) = sent(page)
    shown = article(page, kind).inner_text()
    page.evaluate("() => localStorage.clear()")
    mount(history=[attempt])
    restored = article(page, kind).inner_text()
    assert restored == shown.replace("Kept in this browser until the kernel answers", "Saved on this computer")
    assert article(page, kind).locator("fieldset:disabled").count() == 1
    assert page.locator(".cc-progress").inner_text().startswith(f"1 of {len(KINDS)} answered")


@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_no_kernel_has_acknowledged_is_not_lost(page, mount, kind):
    mount()
    answer(page, kind)
    (attempt,) = sent(page)
    mount()
    assert "Kept in this browser" in article(page, kind).inner_text()
    assert sent(page) == [attempt]
    page.evaluate(
        "id => { model.set('history', [model.sent[0].attempt]); model.tell({ type: 'ack', id }); }", attempt["id"]
    )
    assert "Saved on this computer" in article(page, kind).inner_text()
    assert pending(page) == []


def test_an_unsent_answer_survives_a_reload(page, mount):
    mount()
    article(page, "numeric").locator("input.cc-number").fill("4,2")
    article(page, "single").get_by_label("Wrong 1").check()
    article(page, "single").get_by_role("button", name="Hint 1").click()
    mount()
    assert article(page, "numeric").locator("input.cc-number").input_value() == "4,2"
    assert article(page, "single").get_by_label("Wrong 1").is_checked()
    assert article(page, "single").locator(".cc-hints li").count() == 1
    assert sent(page) == []


def test_hints_confidence_and_time_are_in_the_attempt(page, mount):
    mount(confidence=True)
    item = article(page, "single")
    item.get_by_role("button", name="Hint 1").click()
    item.get_by_role("button", name="Hint 2").click()
    item.get_by_label("unsure").check()
    answer(page, "single")
    (attempt,) = sent(page)
    assert (attempt["hints"], attempt["confidence"]) == (2, 0.5)
    assert attempt["seconds"] >= 0


def test_a_changed_question_is_open_again_and_says_so(page, mount):
    mount()
    answer(page, "single")
    (attempt,) = sent(page)
    page.evaluate("() => localStorage.clear()")
    mount(history=[{**attempt, "content_hash": "earlier"}])
    assert "earlier version of this question" in article(page, "single").inner_text()
    assert article(page, "single").locator("fieldset:disabled").count() == 0


def test_the_answer_is_offered_after_two_tries_and_not_before(page, mount):
    mount()
    item = article(page, "single")
    reveal = item.get_by_role("button", name="Show the answer")
    for tries in (1, 2):
        answer(page, "single")
        assert reveal.is_visible() == (tries == 2)
        try_again(page, "single")
    assert len(sent(page)) == 2


def test_what_cannot_be_read_is_explained_and_is_no_try(page, mount):
    mount()
    item = article(page, "numeric")
    for text, why in (
        ("", "Type a number"),
        ("5-7", "range"),
        ("1,234", "two ways"),
        ("5 kg", "unit"),
        ("abc", "one number"),
    ):
        item.locator("input.cc-number").fill(text)
        item.locator("input.cc-number").press("Enter")
        assert why in item.locator(".cc-verdict").inner_text()
    assert sent(page) == []


@pytest.mark.parametrize(
    ("typed", "verdict", "reason"),
    [
        ("Gastro-cnemius", "✓ Right", "Because Text"),
        ("gastrocnemuis", "✓ Right: Accepted; the spelling is gastrocnemius", "The spelling is gastrocnemius. Because Text"),
        ("soleus", "✗ Not right", "Not Text\n\nInstead: Instead Text"),
        ("tibialis", "✗ Not right", "none of the answers known here"),
    ],
)  # fmt: skip
def test_words_are_marked_and_a_slip_is_said(page, mount, typed, verdict, reason):
    mount()
    item = article(page, "short")
    item.get_by_role("textbox", name="Your answer").press_sequentially(typed)
    item.get_by_role("textbox").press("Enter")
    assert item.locator(".cc-verdict").inner_text() == verdict
    assert reason in item.locator(".cc-notes").inner_text()
    assert page.evaluate("() => said.at(-1)") == f"{verdict[2:]}."
    (attempt,) = sent(page)
    assert (attempt["response"], attempt["score"]) == (typed, float("Right" in verdict))


def test_gaps_are_filled_by_keys_marked_one_by_one_and_named(page, mount):
    mount()
    item = article(page, "cloze")
    assert item.get_by_label("Gap 1 of 2").locator("option").count() == 4
    first = item.get_by_label("Gap 1 of 2")
    first.focus()
    page.keyboard.type("Wrong 1")
    assert first.evaluate("node => node.selectedOptions[0].textContent") == "Wrong 1 Text"
    page.keyboard.press("Tab")
    page.keyboard.type("gastrocnemus")
    page.keyboard.press("Enter")
    assert item.locator(".cc-verdict").inner_text() == "◐ Partly right: 1 of 2 gaps are right"
    one, two = item.locator(".cc-gap-notes > li").all_inner_texts()
    assert one.split("\n\n") == ["✗ Not right Not 1 Text", "Instead: Instead Text"]
    assert two == "✓ Right The spelling is gastrocnemius. Because Text"
    assert item.locator(".cc-gap-sign").all_inner_texts() == ["(1 ✗)", "(2 ✓)"]
    (attempt,) = sent(page)
    assert (attempt["response"], attempt["score"]) == ([2, "gastrocnemus"], 0.5)


@pytest.mark.parametrize(
    ("keys", "score", "verdict"),
    [
        (("Right Text", "Sound Text"), 1, "✓ Right"),
        (("Right Text", "Unsound Text"), 0.5, "◐ Partly right: the answer is right, the reason is not"),
        (("Wrong 0 Text", "Sound Text"), 0, "✗ Not right: the reason is right, but not the answer"),
    ],
)
def test_answer_and_reason_are_chosen_by_keys_and_both_explained(page, mount, keys, score, verdict):
    mount()
    item = article(page, "two-tier")
    item.get_by_role("button", name="Check").click()
    assert item.locator(".cc-verdict").inner_text() == "Choose an answer and a reason first."
    for name, wanted in zip(("Answer", "Why Text?"), keys, strict=True):
        radios = item.get_by_role("radiogroup", name=name).get_by_role("radio")
        radios.first.focus()
        page.keyboard.press("Space")
        for _ in range(radios.count()):
            if not item.get_by_label(wanted, exact=True).is_checked():
                page.keyboard.press("ArrowDown")
    item.get_by_role("button", name="Check").focus()
    page.keyboard.press("Enter")
    assert item.locator(".cc-verdict").inner_text() == verdict
    assert item.locator(".cc-note").count() == 2
    (attempt,) = sent(page)
    assert (attempt["score"], set(attempt["response"])) == (score, {"answer", "reason"})


def test_a_slip_in_a_gap_is_said_and_a_long_one_is_no_try(page, mount):
    mount()
    item = article(page, "cloze")
    item.get_by_label("Gap 2 of 2").fill("g" * 101)
    item.get_by_label("Gap 2 of 2").press("Enter")
    assert "too long" in item.locator(".cc-verdict").inner_text()
    assert item.get_by_label("Gap 2 of 2").get_attribute("aria-invalid") == "true"
    assert sent(page) == []
    item.get_by_label("Gap 1 of 2").select_option(label="Right Text")
    item.get_by_label("Gap 2 of 2").fill("gastrocnemus")
    item.get_by_role("button", name="Check").click()
    assert page.evaluate("() => said.at(-1)") == "Right: Accepted; gap 2 is spelt gastrocnemius."


def match_by_list(item):
    item.get_by_label("1: Prompt 1 Text").select_option(label="Answer 1 Text")
    item.get_by_label("3: Prompt 3 Text").select_option(label="Answer 4 Text")


def match_by_keys(item):
    # Keys open no list here, they walk through it: what is only passed over must not stay taken.
    for prompt, text in ((1, "Answer 1 Text"), (3, "Answer 4 Text")):
        select = item.get_by_label(f"{prompt}: Prompt")
        select.focus()
        for _ in range(4):
            if select.evaluate("node => node.selectedOptions[0].textContent") != text:
                select.press("ArrowDown")


def match_by_taps(item):
    for prompt, answer_ in ((1, 1), (3, 4)):
        item.get_by_role("button", name=f"Answer {answer_} Text").click()
        item.locator(".cc-prompt").nth(prompt - 1).click()


def match_by_drag(item):
    for prompt, answer_ in ((1, 1), (3, 4)):
        item.get_by_role("button", name=f"Answer {answer_} Text").hover()
        item.page.mouse.down()
        box = item.locator(".cc-prompt").nth(prompt - 1).bounding_box()
        item.page.mouse.move(box["x"] + 60, box["y"] + 10, steps=4)
        item.page.mouse.up()


@pytest.mark.parametrize("way", [match_by_list, match_by_keys, match_by_taps, match_by_drag])
def test_matching_gives_one_record_by_every_way(page, mount, way):
    mount()
    item = article(page, "match")
    item.scroll_into_view_if_needed()
    way(item)
    assert "Answer 4 Text at prompt 3." in page.evaluate("() => said")
    item.get_by_role("button", name="Check").click()
    (attempt,) = sent(page)
    assert attempt["response"] == {"0": "0", "2": "3"}
    assert attempt["score"] == pytest.approx(1 / 3)
    assert item.locator(".cc-verdict").inner_text() == "◐ Partly right: 1 of 3 pairs are right"
    first, second, third = item.locator(".cc-notes").all_inner_texts()
    assert first == "✓ Right Pair 1 Text"
    assert second == "○ Left empty"
    assert third.split("\n\n") == ["✗ Not right Answer 4 Text: Spare Text", "Instead: Instead Text"]


def test_a_short_answer_that_is_none_is_explained_and_is_no_try(page, mount):
    mount()
    item = article(page, "short")
    for text, why in ((" ", "Type an answer first"), ("g" * 101, "too long")):
        item.get_by_role("textbox").fill(text)
        item.get_by_role("textbox").press("Enter")
        assert why in item.locator(".cc-verdict").inner_text()
        assert item.get_by_role("textbox").get_attribute("aria-invalid") == "true"
    assert sent(page) == []


TRACE = kept("node-action-potential", load())


@pytest.mark.parametrize(
    "media", [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"forced_colors": "active"}], ids=str
)
@pytest.mark.parametrize("width", [320, 900])
def test_every_kind_fits_and_names_everything(page, mount, shoot, axe_source, media, width):
    page.emulate_media(**media)
    page.set_viewport_size({"width": width, "height": 900})
    mount("Text of a length that a learner meets")
    for stage in ("open", "answered"):
        for kind in KINDS:
            if stage == "answered":
                answer(page, kind)
            shoot(page, f"{kind}-{stage}-{width}", f"[data-item=t-{kind}]")
        assert sticking_out(page) == []
        assert small_targets(page) == []
        assert violations(page, axe_source) == []


def test_a_word_without_end_stays_inside(page, mount, shoot):
    page.set_viewport_size({"width": 320, "height": 900})
    mount(LONG_WORD)
    for kind in KINDS:
        answer(page, kind)
        shoot(page, kind, f"[data-item=t-{kind}]")
    assert sticking_out(page) == []
    assert small_targets(page) == []


def test_the_same_learner_meets_the_same_order_and_never_the_right_one(page, mount):
    def order(kind):
        return article(page, kind).locator("label, .cc-step-text").all_inner_texts()

    seen = {}
    for seed in ("1", "2", "3", "1"):
        mount(seed=seed)
        assert order("order") != sorted(order("order"))
        now = order("single") + order("multiple") + order("order")
        assert seen.setdefault(seed, now) == now
    assert len({tuple(orders) for orders in seen.values()}) > 1


def test_a_committed_prediction_cannot_be_changed_and_comes_back(page, mount):
    mount(kind=Predict)
    page.evaluate(
        "() => { window.unlocked = []; addEventListener('crampcourse:attempt', (e) => unlocked.push(e.detail.item)); }"
    )
    page.get_by_role("button", name="Commit").click()
    assert "Choose one option first" in page.locator(".cc-result").inner_text()
    page.get_by_label("Wrong 0").check()
    page.get_by_role("button", name="Commit").click()
    assert page.evaluate("() => unlocked") == ["t-single"]
    assert "Not right" not in page.locator(".cc-predict").inner_text()
    page.get_by_role("button", name="Prediction committed").click(force=True)
    page.get_by_role("button", name="I have looked").click()
    assert "Instead: Instead Text" in page.locator(".cc-option.cc-wrong").inner_text()
    page.get_by_label("In your own words").fill("Because d d.")
    page.get_by_role("button", name="Save").click()
    first, second = sent(page)
    assert (first["kind"], first["response"], first["score"]) == ("prediction", 1, 0)
    assert (second["kind"], second["response"], second["score"]) == ("explanation", "Because d d.", None)
    mount(kind=Predict)
    assert page.locator("fieldset:disabled").count() == 1
    assert page.get_by_label("Wrong 0").is_checked()
    assert page.get_by_label("In your own words").input_value() == "Because d d."


def test_a_place_on_a_curve_is_chosen_by_key_by_button_and_by_click(page, mount):
    mount()
    item = article(page, "trace")
    slider, reading = item.get_by_role("slider", name="Place on the curve"), item.locator("output")
    assert slider.get_attribute("aria-valuetext") == "no place chosen yet"
    item.get_by_role("button", name="Check").click()
    assert item.locator(".cc-result").inner_text() == "Choose a place on the curve first."
    slider.press("Home")
    assert reading.inner_text().replace("\u00a0", " ") == "0.00 ms: −84 mV"
    for _ in range(2):
        item.get_by_role("button", name="One step right").click()
    assert slider.get_attribute("aria-valuetext").replace("\u00a0", " ").startswith("0.04 ms: −84 mV")
    item.get_by_role("button", name="Check").click()
    assert "Not yet Text" in item.locator(".cc-notes").inner_text()
    try_again(page, "trace")
    # The peak: 0.56 of 3 ms along the axis.
    left, right, _, _ = TRACE.frame
    box = item.locator(".cc-picture svg").bounding_box()
    page.mouse.click(
        box["x"] + box["width"] * (left + (right - left) * 0.56 / 3) / TRACE.size[0], box["y"] + box["height"] / 2
    )
    assert reading.inner_text().startswith("0.56")
    item.get_by_role("button", name="Check").click()
    assert "Peak Text" in item.locator(".cc-notes").inner_text()
    last = sent(page)[-1]
    assert (last["response"], last["score"]) == (0.56, 1)


def test_new_numbers_ask_the_same_question_again(page, mount):
    widget = mount(quiz="L01-drawn-1")
    draws = widget.quiz["items"][0]["draws"]
    item = article(page, "drawn-numeric")
    more = item.get_by_role("button", name="New numbers")
    assert item.locator("legend").inner_text() == draws[0]["stem"]
    assert not more.is_visible()
    for turn in range(2):
        rule = draws[turn]["rule"]
        item.get_by_role("textbox").fill(str((rule["low"] + rule["high"]) / 2))
        item.get_by_role("button", name="Check").click()
        assert item.locator(".cc-verdict").inner_text().endswith("Right")
        more.click()
        assert item.locator("legend").inner_text() == draws[turn + 1]["stem"]
        assert page.evaluate("() => document.activeElement.matches('input.cc-number')")
    attempts = sent(page)
    assert [attempt["seed"] for attempt in attempts] == [draw["seed"] for draw in draws[:2]]
    assert [attempt["content_hash"] for attempt in attempts] == [draw["hash"] for draw in draws[:2]]
    assert page.evaluate("() => said.at(-1)") == "The same question with new numbers."
    # Shown again with these answers in the log, it shows the numbers that were answered last.
    mount(quiz="L01-drawn-1", history=[{**attempt, "learner": "me"} for attempt in attempts])
    assert item.locator("legend").inner_text() == draws[1]["stem"]
    assert item.locator(".cc-verdict").inner_text().endswith("Right")


def test_hints_and_tries_cost_what_the_quiz_says(page, mount):
    mount(hint_price=0.1, retry_price=0.25)
    head = page.locator(".cc-quiz")
    assert "Of an answer's point, each hint 10 % and each further try 25 % is taken off." in head.inner_text()
    item = article(page, "single")
    item.get_by_role("button", name="Hint 1 of 2").click()
    item.get_by_label("Wrong 0").check()
    item.get_by_role("button", name="Check").click()
    try_again(page, "single")
    item.get_by_label("Right Text").check()
    item.get_by_role("button", name="Check").click()
    assert item.locator(".cc-verdict").inner_text().endswith("Right: 0.65 of 1 point, after 1 hint and 1 earlier try")
    assert "1 right · 0.65 of" in page.locator(".cc-progress").inner_text()
    assert page.evaluate("() => said.at(-1)") == "Right: 0.65 of 1 point, after 1 hint and 1 earlier try."
    # The log keeps how well the item was known; prices belong to the quiz.
    assert sent(page)[-1]["score"] == 1


def test_with_one_try_the_answer_is_shown_and_the_item_stays_closed(page, mount):
    mount(tries=1)
    assert "One try each." in page.locator(".cc-quiz").inner_text()
    item = article(page, "single")
    item.get_by_label("Wrong 0").check()
    item.get_by_role("button", name="Check").click()
    assert not item.get_by_role("button", name="Try again").is_visible()
    item.get_by_role("button", name="Show the answer").click()
    assert "Because Text" in item.locator(".cc-answer").inner_text()
