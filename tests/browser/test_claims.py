"""The ledger of the whole course on an empty page: searched, filtered and read with keys alone, on a narrow screen."""

import pytest

from crampcourse.library import load
from crampcourse.widgets.claims import claims
from tests.browser.axe import violations
from tests.browser.bare_page import leftovers, mount, open_bare, said
from tests.browser.learner import tab_to
from tests.browser.looks import small_targets, sticking_out

CLAIMS = load().claims


@pytest.fixture
def show(page):
    open_bare(page)
    return lambda lesson=None: mount(page, claims(lesson), {})


def shown(page):
    return page.locator(".cc-claims-list > details").count()


def test_every_claim_is_reached_with_keys_alone(page, show):
    show()
    assert shown(page) == 40
    more = page.get_by_role("button", name="Show 40 more")
    for turn in range(2, 8):
        tab_to(page, more)
        page.keyboard.press("Enter")
        assert shown(page) == min(40 * turn, len(CLAIMS))
        # The first of the new ones has the focus, so that nobody reads the old ones again.
        assert page.evaluate(
            "(n) => document.activeElement.parentElement === document.querySelector('.cc-claims-list').children[n]",
            40 * (turn - 1),
        )
        assert said(page)[-1].strip() == f"{shown(page)} of {len(CLAIMS)} statements shown"
    assert more.is_hidden()
    assert page.locator(".cc-claims-list summary").all_inner_texts() == [
        claim.claim for claim in sorted(CLAIMS.values(), key=lambda each: each.id)
    ]


def test_words_verdicts_and_sources_are_searched(page, show):
    show()
    search, verdict = page.get_by_role("searchbox", name="Search"), page.get_by_role("combobox", name="Verdict")
    search.fill("MAGNESIUM")
    fitting = [c for c in CLAIMS.values() if "magnesium" in f"{c.claim} {c.correct_statement} {c.citations}".lower()]
    assert shown(page) == len(fitting) > 1
    verdict.select_option("wrong")
    assert shown(page) == len([claim for claim in fitting if claim.verdict == "wrong"])
    search.fill("zzz")
    assert shown(page) == 0
    assert said(page)[-1].startswith("No statement fits.")
    search.fill("")
    verdict.select_option("every verdict")
    search.fill("hawke2021")
    page.locator(".cc-claims-list summary").first.click()
    entry = page.locator(".cc-claims-list > details").first
    assert entry.locator(".cc-claim-verdict").inner_text()
    assert entry.locator(".cc-mark").count() > 0


def test_a_lesson_with_few_claims_asks_for_no_search(page, show):
    show("L04")
    assert shown(page) == len(load().lessons["L04"].claims)
    assert page.get_by_role("searchbox").count() == 0


@pytest.mark.parametrize("media", [{"color_scheme": "dark"}, {"color_scheme": "light"}], ids=str)
def test_it_fits_a_narrow_screen_and_names_everything(page, show, shoot, axe_source, media):
    page.emulate_media(**media)
    page.set_viewport_size({"width": 320, "height": 1000})
    show()
    page.locator(".cc-claims-list summary").nth(1).click()
    shoot(page, "narrow", ".cc-claims")
    assert sticking_out(page) == []
    assert small_targets(page) == []
    assert violations(page, axe_source) == []


@pytest.mark.slow
def test_showing_and_removing_leaves_nothing(page, show):
    left = leftovers(page, show)
    assert left["handlers"] == 0
    assert left["listeners"] <= 0
    assert left["nodes"] <= 20
