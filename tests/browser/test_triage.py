"""The triage desk on an empty page: by keys alone, its flags and words, its answer to a decision, its looks."""

import json
from pathlib import Path

import pytest

from crampcourse.library import load
from crampcourse.library.triage import case_of, credit, standing
from crampcourse.library.vignettes import URGENCIES
from crampcourse.widgets.base import bundle
from crampcourse.widgets.shared import shared
from crampcourse.widgets.triage import hash_of, triage
from tests.browser.axe import violations
from tests.browser.bare_page import leftovers, mount, open_bare, said, sent
from tests.browser.learner import tab_to
from tests.browser.looks import small_targets, sticking_out

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "triage.json").read_text(encoding="utf-8"))
LIBRARY = load()
FLAGS, QUESTIONS = LIBRARY.flags, LIBRARY.questions
URGENCY_OF = {flag.id: flag.urgency for flag in FLAGS.values()}
WORDS = LIBRARY.boards["triage"].words
# One of each decision; pictures of pain and of the foot are among them.
FOUR = ("three-in-the-morning", "sock-feet", "twenty-minutes", "after-the-clinic")


@pytest.fixture
def show(page):
    open_bare(page)

    def put(*cases, history=None):
        widget = triage(*cases)
        mount(page, widget, {widget.cases: {"data": shared("triage", dict).data}}, history)
        page.locator(".cc-triage [data-question]").first.wait_for()
        return widget

    return put


def find(page, vignette, questions=None):
    for finding in vignette.findings():
        if questions is None or finding.question in questions:
            page.locator(f"[data-question={finding.question}]").click()


def decide(page, decision):
    page.locator(f".cc-options input[value={decision}]").check()
    page.get_by_role("button", name="Decide").click()


def imported(page, script):
    """What the rule's script gives in a browser."""
    return page.evaluate(
        f"""async ([source, given]) => {{
          const rule = await import(URL.createObjectURL(new Blob([source], {{ type: "text/javascript" }})));
          return ({script})(rule, given);
        }}""",
        [f"{bundle('triage_rule')}\nexport {{ standing, credit }};", GIVEN],
    )


GIVEN = {
    "vectors": VECTORS,
    "urgencyOf": URGENCY_OF,
    "cases": [
        [{"question": q, "screens": screens, "raises": raises} for q, (screens, raises) in case_of(v, QUESTIONS).items()]
        for v in LIBRARY.vignettes.values()
    ],
}  # fmt: skip


def test_the_rule_keeps_to_the_shared_vectors(page):
    open_bare(page)
    known, worth = imported(
        page,
        """({ standing, credit }, { vectors }) => {
          const at = (found) => standing(vectors.findings, found, vectors.urgency_of);
          return [vectors.standings.map(({ found }) => at(found)), vectors.credits.map(({ found, decision }) => credit(decision, vectors.right, at(found)))];
        }""",
    )
    for got, wanted in zip(known, VECTORS["standings"], strict=True):
        assert (got["urgency"], got["flags"], got["notAsked"], got["reassures"]) == (
            wanted["urgency"], wanted["flags"], wanted["not_asked"], wanted["reassures"]
        )  # fmt: skip
    assert worth == [vector["credit"] for vector in VECTORS["credits"]]


def test_both_rules_agree_on_every_set_of_findings_of_every_case(page):
    open_bare(page)
    got = imported(
        page,
        """({ standing }, { cases, urgencyOf }) => cases.map((findings) => Array.from({ length: 2 ** findings.length }, (_, set) => {
          const found = findings.filter((_, i) => set & (1 << i)).map(({ question }) => question);
          const { urgency, flags, notAsked, reassures } = standing(findings, found, urgencyOf);
          return [urgency, flags.join(), notAsked.join(), reassures].join("|");
        }))""",
    )
    for vignette, states in zip(LIBRARY.vignettes.values(), got, strict=True):
        case = case_of(vignette, QUESTIONS)
        assert len(states) == 2 ** len(case)
        for number, state in enumerate(states):
            known = standing(case, [q for i, q in enumerate(case) if number >> i & 1], URGENCY_OF)
            calm = str(known.reassures).lower()
            assert state == "|".join([known.urgency, ",".join(known.flags), ",".join(known.not_asked), calm])


@pytest.mark.parametrize("name", FOUR)
def test_a_case_is_worked_through_with_keys_alone(page, show, name):
    vignette = LIBRARY.vignettes[name]
    show(name)
    board = page.locator(".cc-triage-board")
    case, found = case_of(vignette, QUESTIONS), []
    assert WORDS["state.clear"] not in board.inner_text()
    for finding in vignette.findings():
        tab_to(page, page.locator(f"[data-question={finding.question}]"))
        page.keyboard.press("Enter")
        found.append(finding.question)
        known = standing(case, found, URGENCY_OF)
        told = board.inner_text()
        assert (WORDS["state.clear"] in told) == known.reassures
        for flag in known.flags:
            assert FLAGS[flag].name in told
        for question in known.not_asked:
            assert QUESTIONS[question].short in told.split("Not yet asked:")[1]
        assert said(page)[-1].startswith(finding.answer)
        assert all(f"Flag: {FLAGS[flag].name}." in said(page)[-1] for flag in finding.raises)
    # Letters stand on the badges: the pattern is not alone, nor the colour.
    letters = page.locator(".cc-flag .cc-urgency").all_inner_texts()
    assert len(letters) == len(known.flags)
    assert page.locator(".cc-triage-table tbody tr").count() == len(case)
    tab_to(page, page.locator(".cc-options input").first)
    page.keyboard.press("Space")
    for _ in range(URGENCIES.index(vignette.decision)):
        page.keyboard.press("ArrowDown")
    tab_to(page, page.get_by_role("button", name="Decide"))
    page.keyboard.press("Enter")
    (attempt,) = sent(page)
    assert (attempt["item"], attempt["kind"], attempt["lesson"]) == (name, "answer", "L09")
    assert attempt["response"] == {"decision": vignette.decision, "found": found}
    assert attempt["score"] == 1
    assert attempt["content_hash"] == hash_of(vignette, LIBRARY)
    result = page.locator(".cc-result")
    assert WORDS["decide.right"] in result.inner_text()
    assert vignette.reason(vignette.decision).text in result.inner_text()
    assert WORDS[f"topic.{vignette.topic}"] in result.inner_text()
    result.get_by_text("Sources of this case").click()
    for key in vignette.sources:
        assert key in result.inner_text()
    assert result.locator(".cc-mark").count() >= len(vignette.sources)


def test_a_decision_that_comes_too_early_is_answered_with_what_was_missed(page, show):
    vignette = LIBRARY.vignettes["after-the-clinic"]
    show(vignette.id)
    find(page, vignette, ["before", "when"])
    decide(page, "self-care")
    told = page.locator(".cc-result").inner_text()
    assert WORDS["decide.low"] in told
    assert vignette.reason("self-care").text in told
    assert LIBRARY.misconceptions["cold-foot-warms-up"].right in told
    assert vignette.reason("emergency").text in told
    foot = next(finding for finding in vignette.findings() if finding.question == "foot")
    assert f"{QUESTIONS['foot'].text} {foot.answer}" in told
    assert "Flags that you did not find:" in told
    assert FLAGS["cold-pale-foot"].sentence in told
    assert sent(page)[0]["score"] == 0


def test_a_right_guess_is_half_and_a_flag_that_is_up_is_held_up_to_a_lower_decision(page, show):
    vignette = LIBRARY.vignettes["after-the-clinic"]
    show(vignette.id)
    decide(page, "emergency")
    assert WORDS["decide.early"] in page.locator(".cc-result").inner_text()
    page.get_by_role("button", name="Start this case again").click()
    assert page.locator(".cc-triage-table tbody tr").count() == 0
    find(page, vignette, ["foot"])
    # One flag for an emergency is enough: nobody goes on asking.
    assert "Not yet asked" not in page.locator(".cc-triage-board").inner_text()
    decide(page, "routine")
    assert "Up when you decided lower:" in page.locator(".cc-result").inner_text()
    page.get_by_role("button", name="Start this case again").click()
    find(page, vignette, ["foot"])
    decide(page, "emergency")
    assert [attempt["score"] for attempt in sent(page)] == [0.5, 0, 1]
    case = case_of(vignette, QUESTIONS)
    assert credit("emergency", "emergency", standing(case, ["foot"], URGENCY_OF)) == 1


def test_what_was_decided_comes_back_with_the_log_and_every_case_can_be_chosen(page, show):
    show(*FOUR)
    find(page, LIBRARY.vignettes[FOUR[0]])
    decide(page, "self-care")
    (attempt,) = sent(page)
    page.evaluate("() => { unmount(); localStorage.clear(); }")
    show(*FOUR, history=[{**attempt, "learner": "me"}])
    assert page.locator(".cc-progress").inner_text() == "1 of 4 decided, 1 right and well founded"
    assert page.locator("fieldset:disabled").count() == 1
    page.get_by_role("button", name="Next").click()
    assert page.locator("article h4").first.inner_text() == f"Case 2 of 4: {LIBRARY.vignettes[FOUR[1]].title}"
    page.get_by_role("combobox", name="Case").select_option("3")
    assert LIBRARY.vignettes[FOUR[3]].story in page.locator("article").inner_text()
    page.get_by_role("button", name="Next").click()
    assert said(page)[-1] == "This is the last case."
    page.get_by_role("button", name="Previous").click()
    page.get_by_role("button", name="Decide").click()
    assert "Choose how soon first." in page.locator(".cc-result").inner_text()
    assert sent(page) == []


def test_a_decided_case_leads_to_the_one_that_looks_alike(page, show):
    show("long-flight", "pool-turn", "aisle-seat")
    alike = page.get_by_role("button", name="Looks alike:")
    assert not alike.is_visible()
    decide(page, "routine")
    alike.click()
    assert page.locator("article h4").first.inner_text() == f"Case 3 of 3: {LIBRARY.vignettes['aisle-seat'].title}"
    assert page.evaluate("() => document.activeElement.matches('[data-question]')")
    page.get_by_role("button", name="Previous").click()
    decide(page, "routine")
    assert not alike.is_visible()


def test_pictures_say_in_words_what_they_show(page, show):
    vignette = LIBRARY.vignettes["sock-feet"]
    show(vignette.id)
    assert page.locator(".cc-triage-figure").count() == 0
    find(page, vignette)
    pain, foot = page.locator(".cc-triage-figure").all()
    assert "In bed, 60 min: pain rises from 5 to 6 of 10." in pain.inner_text()
    assert pain.locator("svg").first.get_attribute("aria-label") in pain.inner_text()
    changed = next(finding.areas for finding in vignette.findings() if finding.areas)
    for nerve in changed:
        assert WORDS[f"nerve.{nerve}"] in foot.inner_text()
    shown = foot.locator("[data-nerve]:not(.cc-pale)").evaluate_all("nodes => nodes.map((n) => n.dataset.nerve)")
    assert set(shown) == set(changed)
    assert foot.locator("[data-nerve].cc-pale").count() > 0
    page.get_by_text("This case in words").click()
    told = page.locator("article details").last.inner_text()
    for finding in vignette.findings():
        assert finding.answer in told


def test_messages_are_short(page, show):
    show(*FOUR)
    for name in FOUR:
        find(page, LIBRARY.vignettes[name])
        decide(page, "urgent")
        page.get_by_role("button", name="Next").click()
    assert len(said(page)) > 30
    assert all(len(text.split()) <= 25 for text in said(page))


@pytest.mark.parametrize(
    "media", [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"forced_colors": "active"}], ids=str
)
@pytest.mark.parametrize("width", [320, 900])
def test_it_fits_and_names_everything(page, show, shoot, axe_source, media, width):
    page.emulate_media(**media)
    page.set_viewport_size({"width": width, "height": 1100})
    show("sock-feet", "after-the-clinic")
    shoot(page, f"open-{width}", ".cc-triage")
    for name, decision in (("sock-feet", "self-care"), ("after-the-clinic", "emergency")):
        find(page, LIBRARY.vignettes[name])
        shoot(page, f"{name}-found-{width}", ".cc-triage")
        decide(page, decision)
        shoot(page, f"{name}-decided-{width}", ".cc-triage")
        assert sticking_out(page) == []
        assert small_targets(page) == []
        assert violations(page, axe_source) == []
        page.get_by_role("button", name="Next").click()


def test_two_on_a_page_know_of_each_other(page, show):
    show("pool-turn")
    show("pool-turn")
    ids = page.evaluate("() => [...document.querySelectorAll('[id]')].map((node) => node.id)")
    assert len(set(ids)) == len(ids)
    last = page.locator(".cc-triage").last
    last.locator("input[value=self-care]").check()
    last.get_by_role("button", name="Decide").click()
    assert page.locator("fieldset:disabled").count() == 2
    assert page.locator(".cc-progress").all_inner_texts() == ["1 of 1 decided, 0 right and well founded"] * 2


@pytest.mark.slow
def test_showing_and_removing_leaves_nothing(page, show):
    left = leftovers(page, lambda: show(*FOUR))
    assert left["handlers"] == 0
    assert left["listeners"] <= 0
    assert left["nodes"] <= 20


COMMITTED = [{
    "id": "p1", "item": "l09-predict-corner", "kind": "prediction", "content_hash": "0" * 12, "lesson": "L09",
    "order": 1, "response": [2], "score": 1.0, "confidence": None, "hints": 0, "seconds": 1.0,
    "time": "2026-11-20T10:00:00+00:00", "draft": None,
}]  # fmt: skip


@pytest.mark.parametrize("way", ["skipped", "committed"])
def test_the_desk_stays_covered_until_the_prediction_is_committed_or_skipped(page, way):
    open_bare(page)
    widget = triage("pool-turn", "sudden-foot", after="L09-P1")
    mount(
        page, widget, {widget.cases: {"data": shared("triage", dict).data}}, COMMITTED if way == "committed" else None
    )
    desk = page.locator("[data-question]").first
    if way == "skipped":
        assert LIBRARY.vignettes["pool-turn"].title not in page.locator("body").inner_text()
        assert desk.count() == 0
        tab_to(page, page.get_by_role("button", name="Skip the prediction"))
        page.keyboard.press("Enter")
        assert page.evaluate("() => document.activeElement.tagName") == "SELECT"
        assert sent(page) == []
    desk.wait_for()
    assert page.get_by_role("button", name="Skip the prediction").count() == 0
