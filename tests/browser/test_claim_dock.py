"""The claim dock on an empty page: judged by keys alone, the ledger only afterwards, tables, filters, looks."""

import pytest

from crampcourse.library import load
from crampcourse.widgets.dock import dock, hash_of
from crampcourse.widgets.shared import shared
from tests.browser.axe import violations
from tests.browser.bare_page import leftovers, mount, open_bare, said, sent
from tests.browser.learner import tab_to
from tests.browser.looks import small_targets, sticking_out


@pytest.fixture
def show(page):
    open_bare(page)

    def put(history=None, **options):
        widget = dock(seed=7, **options)
        mount(page, widget, {widget.rows: {"data": shared("claims", dict).data}}, history)
        page.locator(".cc-dock-card").last.wait_for()
        return widget

    return put


def claim_on_show(page):
    text = page.locator(".cc-dock-claim").first.inner_text()
    return next(claim for claim in load().claims.values() if claim.claim == text)


def judge(page, verdict, sure="sure"):
    page.get_by_role("radiogroup", name="Your verdict").get_by_label(verdict).check()
    page.get_by_role("radiogroup", name="How sure are you?").get_by_label(sure, exact=True).check()
    page.get_by_role("button", name="Commit").click()


def test_a_statement_is_judged_with_keys_alone_and_then_the_ledger_speaks(page, show):
    show()
    claim = claim_on_show(page)
    card = page.locator(".cc-dock-card")
    assert claim.correct_statement not in card.inner_text()
    tab_to(page, page.get_by_role("combobox", name="Topic"))
    tab_to(page, card.get_by_role("radio").first)
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    (attempt,) = sent(page)
    assert (attempt["item"], attempt["lesson"], attempt["kind"]) == (f"claim-{claim.id}", "L08", "answer")
    assert (attempt["response"], attempt["confidence"]) == ("wrong", 1)
    assert attempt["score"] == float(claim.verdict == "wrong")
    assert attempt["content_hash"] == hash_of(claim)
    told = card.inner_text()
    assert f"Ledger: {claim.verdict}. {claim.correct_statement}" in told
    for key in claim.citations:
        assert key in told
    marks = page.locator(".cc-dock-sources .cc-mark").all_inner_texts()
    assert len(marks) == len(claim.citations)
    # Enter goes on: the focus waits on Next.
    page.keyboard.press("Enter")
    assert claim_on_show(page) != claim
    assert said(page)[-1].startswith("Statement 2: ")


def test_nothing_is_logged_before_verdict_and_confidence(page, show):
    show()
    page.get_by_role("button", name="Commit").click()
    assert "Choose a verdict and how sure you are first." in page.locator(".cc-result").inner_text()
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Commit").click()
    assert "Choose how sure you are first." in page.locator(".cc-result").inner_text()
    assert sent(page) == []


def test_the_table_counts_each_statement_once_by_verdict_topic_and_confidence(page, show):
    show()
    judged = []
    for turn in range(5):
        claim = claim_on_show(page)
        verdict = claim.verdict if turn % 2 else ("wrong" if claim.verdict != "wrong" else "supported")
        judged.append((claim, verdict))
        judge(page, verdict, "sure" if turn < 3 else "a guess")
        page.get_by_role("button", name="Next").click()
    assert "5 of 277 judged, 2 as the ledger" in page.locator(".cc-progress").inner_text()
    page.get_by_text("Your verdicts beside the ledger's").click()
    by_verdict, by_topic, by_sure = page.locator(".cc-dock-tables table").all_inner_texts()
    for verdict in {claim.verdict for claim, _ in judged}:
        of = [own for claim, own in judged if claim.verdict == verdict]
        assert f"{verdict}\t{of.count(verdict)} of {len(of)}" in by_verdict
    for topic in {claim.topic for claim, _ in judged}:
        of = [claim.verdict == own for claim, own in judged if claim.topic == topic]
        assert f"{topic}\t{sum(of)} of {len(of)}" in by_topic
    assert "sure\t1 of 3" in by_sure
    assert "a guess\t1 of 2" in by_sure
    # All come back from the log, and a later judgement of the same does not change the table.
    history = [{**attempt, "learner": "me"} for attempt in sent(page)]
    again = {**history[0], "id": history[1]["id"].replace("-", "0-", 1)[:36], "response": judged[0][0].verdict}
    page.evaluate("() => { unmount(); localStorage.clear(); }")
    show([*history, {**again, "time": "2027-01-01T00:00:00.000Z"}])
    assert "5 of 277 judged, 2 as the ledger" in page.locator(".cc-progress").inner_text()
    assert page.locator("fieldset:disabled").count() == 1


def test_topic_search_and_open_ones_narrow_the_rows_and_every_row_can_be_reached(page, show):
    show(topic="nutrient")
    nutrients = [claim for claim in load().claims.values() if claim.topic == "nutrient"]
    place = page.locator(".cc-dock-place")
    assert place.inner_text() == f"Statement 1 of {len(nutrients)} · nutrient"
    seen = set()
    for _ in nutrients:
        seen.add(claim_on_show(page).id)
        page.get_by_role("button", name="Next").click()
    assert seen == {claim.id for claim in nutrients}
    assert said(page)[-1] == "This is the last one."
    page.get_by_role("combobox", name="Topic").select_option("")
    page.get_by_role("searchbox", name="Search").fill("banana")
    found = [claim for claim in load().claims.values() if "banana" in claim.claim.lower()]
    assert place.inner_text().startswith(f"Statement 1 of {len(found)} ")
    judge(page, "partly")
    page.get_by_label("Only those not judged").check()
    if len(found) > 1:
        assert place.inner_text().startswith(f"Statement 1 of {len(found) - 1} ")
    page.get_by_role("searchbox", name="Search").fill("zzz")
    assert page.get_by_text("No statement fits").is_visible()
    assert not page.locator(".cc-dock-card").is_visible()


def test_a_seed_gives_everyone_the_same_order_and_numbers_can_be_kept(page, show):
    def first(count=4):
        texts = []
        for _ in range(count):
            texts.append(claim_on_show(page).id)
            page.get_by_role("button", name="Next").click()
        return texts

    show()
    one = first()
    page.evaluate("() => unmount()")
    show()
    assert first() == one
    page.get_by_role("button", name="Mix again").click()
    assert first() != one
    page.get_by_role("combobox", name="Order").select_option("as numbered")
    page.get_by_role("combobox", name="Topic").select_option("symptom")
    symptoms = [claim.id for claim in load().claims.values() if claim.topic == "symptom"]
    while page.locator(".cc-dock-place").inner_text() != f"Statement 1 of {len(symptoms)} · symptom":
        page.get_by_role("button", name="Previous").click()
    assert first() == symptoms[:4]


def test_messages_are_short(page, show):
    show()
    for verdict in ("supported", "partly", "contested", "wrong", "unverifiable"):
        judge(page, verdict)
        page.get_by_role("button", name="Next").click()
    assert said(page)
    assert all(len(text.split()) <= 25 for text in said(page))


@pytest.mark.parametrize(
    "media", [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"forced_colors": "active"}], ids=str
)
@pytest.mark.parametrize("width", [320, 900])
def test_it_fits_and_names_everything(page, show, shoot, axe_source, media, width):
    page.emulate_media(**media)
    page.set_viewport_size({"width": width, "height": 1100})
    show()
    shoot(page, f"open-{width}")
    for verdict in ("supported", "partly", "wrong"):
        judge(page, verdict)
        page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Previous").click()
    page.get_by_text("Your verdicts beside the ledger's").click()
    shoot(page, f"judged-{width}", ".cc-dock")
    assert sticking_out(page) == []
    assert small_targets(page) == []
    assert violations(page, axe_source) == []


def test_two_on_a_page_know_of_each_other(page, show):
    show(topic="symptom")
    show(topic="symptom")
    assert violations_of_ids(page) == []
    judge_last = page.locator(".cc-dock").last
    judge_last.get_by_role("radiogroup", name="Your verdict").get_by_label("partly").check()
    judge_last.get_by_label("sure", exact=True).check()
    judge_last.get_by_role("button", name="Commit").click()
    assert page.locator(".cc-progress").all_inner_texts()[0] == page.locator(".cc-progress").all_inner_texts()[1]
    assert page.locator("fieldset:disabled").count() == 2


def violations_of_ids(page):
    return page.evaluate(
        "() => { const ids = [...document.querySelectorAll('[id]')].map((n) => n.id); return ids.filter((id, i) => ids.indexOf(id) !== i); }"
    )


def test_showing_and_removing_leaves_nothing(page, show):
    left = leftovers(page, show)
    assert left["handlers"] == 0
    assert left["listeners"] <= 0
    assert left["nodes"] <= 20
