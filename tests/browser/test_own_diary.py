"""The learner's own plan and diary on an empty page: by keys alone, kept in this browser, copied, deleted, printed, at 320 px."""

import json
from datetime import date, timedelta

import pytest

from crampcourse.library import load
from crampcourse.models.rate_ratio import rate_ratio_limits
from crampcourse.widgets.diary import diary
from crampcourse.widgets.plan import plan
from tests.browser.axe import violations
from tests.browser.bare_page import leftovers, mount, open_bare, said
from tests.browser.learner import tab_to
from tests.browser.looks import small_targets, sticking_out

WORDS = {name: load().boards[name].words for name in ("plan", "diary")}
TODAY = date(2026, 11, 29)
STORED = "crampcourse:own:diary"


@pytest.fixture
def show(page):
    page.clock.set_fixed_time(f"{TODAY}T20:00:00")
    open_bare(page)

    def put(widget):
        mount(page, widget, {})
        return page.locator(".cc-own").last

    return put


def button(where, name):
    return where.get_by_role("button", name=name, exact=True)


def nights(before, after, each=28):
    """A stored diary: ``each`` nights on both sides of the change, with so many cramps spread over them."""
    entries = []
    for place in range(2 * each):
        day = str(TODAY - timedelta(days=2 * each - 1 - place))
        cramps, of = (before, place) if place < each else (after, place - each)
        count = cramps // each + (of < cramps % each)
        entries += [{"date": day, "muscle": "calf", "minutes": None, "helped": ""}] * count
        entries += [] if count else [{"date": day, "muscle": "none", "minutes": None, "helped": ""}]
    return {"entries": entries, "changed": str(TODAY - timedelta(days=each - 1)), "what": "stretch at bedtime"}


def store(page, stored):
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [STORED, stored if isinstance(stored, str) else json.dumps(stored)])  # fmt: skip


def stored(page, key=STORED):
    text = page.evaluate("(key) => localStorage.getItem(key)", key)
    return text and json.loads(text)


def test_a_night_is_written_down_with_keys_alone(page, show):
    own = show(diary())
    tab_to(page, own.get_by_label("Which muscle"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("2.5")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert stored(page)["entries"] == [
        {"date": str(TODAY), "muscle": "sole", "minutes": 2.5, "helped": "stretch"}
    ]  # fmt: skip
    assert said(page)[-1] == "29 Nov 2026: sole or toes."
    assert own.locator(".cc-calendar td.cc-day-many-1").inner_text() == "1"
    # It is there again on the next day, in the same browser.
    page.evaluate("() => unmount()")
    own = show(diary())
    own.get_by_text("All entries").click()
    assert "29 Nov 2026\tsole or toes, 2.5 min, stretching" in own.locator("details").inner_text()


def test_a_night_without_is_not_a_night_that_was_not_written_down(page, show):
    own = show(diary())
    assert own.locator(".cc-day-free").count() == 0
    button(own, "No cramp this night").click()
    assert own.locator(".cc-day-free").inner_text() == "0"
    button(own, "Add this cramp").click()
    assert own.locator(".cc-day-free").count() == 0
    assert [entry["muscle"] for entry in stored(page)["entries"]] == ["calf"]


@pytest.mark.parametrize(
    ("day", "minutes", "told"), [("2026-12-01", "", "Day is"), ("", "", "must be a day"), ("2026-11-01", "9999", "How long (minutes) is")]
)  # fmt: skip
def test_what_cannot_be_is_told_and_not_kept(page, show, day, minutes, told):
    own = show(diary())
    own.get_by_label("Day", exact=True).fill(day)
    own.get_by_label("How long").fill(minutes)
    button(own, "Add this cramp").click()
    assert told in own.locator(".cc-own-line").inner_text()
    assert told in said(page)[-1]
    assert stored(page) is None


@pytest.mark.parametrize(
    ("before", "after", "verdict"), [(4, 2, "both"), (30, 12, "fewer"), (6, 24, "more"), (5, 0, "zero")]
)
def test_before_and_after_are_compared_as_the_model_does(page, show, before, after, verdict):
    store(page, nights(before, after))
    own = show(diary())
    told = own.locator(".cc-own-compared")
    assert WORDS["diary"][f"verdict.{verdict}"] in told.inner_text()
    assert f"Before: {before} cramps in 28 nights. After: {after} cramp{'' if after == 1 else 's'} in 28 nights." in told.inner_text()  # fmt: skip
    if after:
        low, high = rate_ratio_limits(before, after, 28, 28)
        numbers = f"Rate ratio {after / before:.2f}, exact 95 % interval {low:.2f} to {high:.2f}."
        assert numbers in told.inner_text()
        assert told.get_by_role("img", name=f"Rate ratio {after / before:.2f}").count() == 1
    # Another day of the change: one side has too few nights.
    own.get_by_label("Day of the change").fill(str(TODAY))
    own.get_by_label("Day of the change").dispatch_event("change")
    assert "At least seven nights" in told.inner_text()


def test_copies_leave_and_come_back_and_deleting_asks_first(page, show, tmp_path):
    store(page, nights(4, 2))
    own = show(diary())
    whole = stored(page)
    for kind in ("CSV", "JSON"):
        with page.expect_download() as caught:
            button(own, f"Save as {kind}").click()
        assert caught.value.suggested_filename == f"cramp-diary-{TODAY}.{kind.lower()}"
        caught.value.save_as(tmp_path / f"copy.{kind.lower()}")
    tab_to(page, button(own, "Delete all"))
    page.keyboard.press("Enter")
    assert button(own, "Keep them").evaluate("node => node === document.activeElement")
    page.keyboard.press("Enter")
    assert stored(page) == whole
    button(own, "Delete all").click()
    button(own, "Yes, delete all").click()
    assert stored(page) is None
    assert said(page)[-1] == "All entries are deleted."
    own.get_by_label("Add from a file").set_input_files(tmp_path / "copy.csv")
    page.wait_for_function("(key) => localStorage.getItem(key)", arg=STORED)
    assert stored(page)["entries"] == whole["entries"]
    assert stored(page)["changed"] == ""
    own.get_by_label("Add from a file").set_input_files(tmp_path / "copy.json")
    page.wait_for_function("(key) => JSON.parse(localStorage.getItem(key)).changed", arg=STORED)
    assert stored(page) == whole


def test_a_faulty_file_adds_nothing_and_its_words_stay_words(page, show, tmp_path):
    own = show(diary())
    evil = tmp_path / "evil.csv"
    evil.write_text("date,muscle,minutes,helped\n2026-11-01,<img src=x onerror=hit()>,,\n2026-11-02,calf,,\n")
    own.get_by_label("Add from a file").set_input_files(evil)
    own.locator("li").first.wait_for()
    assert 'line 2: muscle is "<img src=x onerror=hit()>"' in own.locator("li").inner_text()
    assert own.locator("img").count() == 0
    assert stored(page) is None


def test_one_entry_is_deleted_and_the_focus_stays_in_the_list(page, show):
    store(page, nights(2, 1, each=7))
    own = show(diary())
    own.get_by_text("All entries").click()
    own.get_by_role("button", name="Delete 29 Nov 2026, no cramp").click()
    assert len(stored(page)["entries"]) == 13
    assert page.evaluate("() => document.activeElement.textContent") == "Delete"


def test_what_cannot_be_read_is_put_aside(page, show):
    store(page, '{"entries": [{"date": "rubbish"}]}')
    own = show(diary())
    assert WORDS["diary"]["unread"] in own.inner_text()
    button(own, "No cramp this night").click()
    assert stored(page, f"{STORED}:unread") == {"entries": [{"date": "rubbish"}]}
    assert len(stored(page)["entries"]) == 1


@pytest.mark.parametrize("make", [plan, diary])
def test_without_storage_it_says_so_and_still_works(page, show, make):
    page.evaluate("() => Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('off'); } })")
    own = show(make())
    name = "plan" if make is plan else "diary"
    assert WORDS[name]["unkept"] in own.inner_text()
    if make is plan:
        own.get_by_role("checkbox", name="Calf stretch at the wall").check()
        assert "1 thing chosen." in own.inner_text()
    else:
        button(own, "No cramp this night").click()
        assert own.locator(".cc-day-free").inner_text() == "0"


def test_two_on_a_page_show_the_same(page, show):
    first, second = show(diary()), show(diary())
    assert second.get_attribute("aria-label") == "My cramp diary (2)"
    button(page.locator(".cc-own").first, "No cramp this night").click()
    assert page.locator(".cc-own").last.locator(".cc-day-free").inner_text() == "0"
    assert first.count() == second.count()


def test_a_plan_is_made_with_keys_alone_and_printed_from_a_page_of_its_own(page, show, tmp_path):
    own = show(plan())
    assert own.get_by_text("Nothing chosen yet.").is_visible()
    assert not own.get_by_role("link").first.is_visible()
    tab_to(page, own.get_by_role("checkbox", name="Calf stretch at the wall"))
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("<b>nights</b> & more")
    page.keyboard.press("Tab")
    assert said(page)[-1] == "1 thing chosen."
    (row,) = stored(page, "crampcourse:own:plan")["rows"]
    assert row == {"id": "calf_wall", "when": "morning", "often": "daily", "why": "<b>nights</b> & more"}
    movement = load().movements["calf_wall"]
    with page.expect_download() as caught:
        own.get_by_role("link", name="Save the page").click()
    caught.value.save_as(tmp_path / "plan.html")
    printed = (tmp_path / "plan.html").read_text(encoding="utf-8")
    assert "://" not in printed
    assert "<script" not in printed
    with page.context.expect_page() as opened:
        own.get_by_role("link", name="Open the page to print").click()
    text = opened.value.locator("body").inner_text()
    for part in ("My plan", "after getting up", "every day", "<b>nights</b> & more", movement.evidence, movement.stop.rule, "29 November 2026"):  # fmt: skip
        assert part in text
    opened.value.screenshot(path=tmp_path / "printed.png")
    opened.value.close()
    # It comes back, and is emptied only after a question.
    page.evaluate("() => unmount()")
    own = show(plan())
    assert (
        own.get_by_role("group", name="Calf stretch at the wall").get_by_label("My reason").input_value()
        == "<b>nights</b> & more"
    )
    button(own, "Empty the plan").click()
    button(own, "Yes, empty it").click()
    assert stored(page, "crampcourse:own:plan") is None
    assert said(page)[-1] == "The plan is empty."


def test_a_plan_of_much_asks_whether_less_would_do(show):
    own = show(plan())
    for movement in list(load().movements.values())[:4]:
        own.get_by_role("checkbox", name=movement.title).check()
    assert "4 things chosen. That is a lot to keep" in own.inner_text()


@pytest.mark.parametrize(
    "media", [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"forced_colors": "active"}], ids=str
)
@pytest.mark.parametrize("width", [320, 900])
@pytest.mark.parametrize("make", [plan, diary])
def test_it_fits_and_names_everything(page, show, shoot, axe_source, media, width, make):
    page.emulate_media(**media)
    page.set_viewport_size({"width": width, "height": 1400})
    store(page, nights(30, 12))
    own = show(make())
    if make is plan:
        own.get_by_role("checkbox", name="Calf stretch at the wall").check()
        button(own, "Empty the plan").click()
    else:
        own.get_by_text("All entries").click()
        button(own, "Delete all").click()
    shoot(page, f"{make.__name__}-{width}", ".cc-own")
    assert sticking_out(page) == []
    assert small_targets(page) == []
    assert violations(page, axe_source) == []


def test_the_whole_week_fits_into_what_320_px_leave_beside_a_page_s_margins(show):
    box = show(diary()).locator(".cc-calendar").locator("..")
    box.evaluate("node => { node.style.width = '248px'; }")
    assert box.evaluate("node => [node.scrollWidth, node.clientWidth]") == [248, 248]


@pytest.mark.parametrize("make", [plan, diary])
def test_showing_and_removing_leaves_nothing(page, show, make):
    left = leftovers(page, lambda: show(make()))
    assert left["handlers"] == 0
    assert left["listeners"] <= 0
    assert left["nodes"] <= 20
