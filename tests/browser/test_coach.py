"""The coach on a bare page: seven movements by keyboard, by ear, at 320 px, without motion, and gone without a trace."""

import re
from itertools import pairwise

import pytest

from tests.browser.axe import violations
from tests.browser.coach_page import LIBRARY, NAMES, alive, mount, open_coach, unmount
from tests.browser.conftest import REPO
from tests.browser.kernelless import page_of
from tests.browser.looks import listen, running_animations, said, small_targets, sticking_out
from tests.browser.tiny import write_notebook

MOST_WORDS = 25
APART_MS = 500
EARS = """() => {
  window.heard = [];
  for (const region of document.querySelectorAll(".cc-coach [role=status]"))
    new MutationObserver(() => window.heard.push([performance.now(), region.textContent])).observe(region, { childList: true });
}"""


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def frozen(page):
    """The page's clock stands, and moves when the test moves it."""
    page.clock.install(time=0)
    page.clock.pause_at(1000)


def figure_now(page):
    return page.locator(".cc-figure [data-part]").evaluate_all(
        "all => all.map((part) => part.getAttribute('transform'))"
    )


@pytest.mark.parametrize("name", NAMES)
def test_each_movement_is_drawn_and_moves(page, shoot, name):
    frozen(page)
    open_coach(page, name)
    movement = LIBRARY.movements[name]
    assert page.get_by_role("heading", name=movement.title).is_visible()
    for index, variant in enumerate(movement.resolved()):
        if len(movement.variants) > 1:
            page.get_by_label("Version").select_option(str(index))
        picture = page.get_by_role("img", name=f"{movement.title}, {variant['label']}")
        assert picture.bounding_box()["height"] > 200
        cue = page.locator(".cc-coach-cue")
        assert cue.inner_text() == variant["cue"]
        assert abs(cue.bounding_box()["y"] - picture.bounding_box()["y"]) < 60
        assert variant["stop"]["rule"] in page.locator(".cc-coach-rule").inner_text()
        before = figure_now(page)
        button(page, "Start").click()
        page.clock.run_for(4500)
        assert figure_now(page) != before
        assert not any("NaN" in (place or "") for place in figure_now(page))
        shoot(page, f"{index}", ".cc-coach")


def test_everything_is_done_by_keyboard(page):
    frozen(page)
    open_coach(page, "toe_points")
    page.evaluate(
        "() => { window.leaked = []; window.addEventListener('keydown', (event) => window.leaked.push(event.key)); }"
    )

    def tab_to(name):
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.evaluate("() => document.activeElement.textContent.trim()") == name:
                return
        raise AssertionError(f"Tab does not reach {name}")

    tab_to("Start")
    page.keyboard.press("Enter")
    page.clock.run_for(3000)
    assert button(page, "Pause").evaluate("node => node === document.activeElement")
    tab_to("Skip")
    page.keyboard.press("Space")
    assert "Repetition 2 of 10" in page.locator(".cc-coach-count").inner_text()
    tab_to("Stop: it hurts")
    ring = page.evaluate("() => getComputedStyle(document.activeElement).outlineWidth")
    assert ring == "3px"
    page.keyboard.press("Enter")
    assert page.get_by_role("alert").inner_text().startswith("Stopped. Do not point again.")
    page.get_by_label("Version").focus()
    page.keyboard.press("ArrowDown")
    assert page.get_by_role("img").get_attribute("aria-label") == "Toe points, Standing, hands on the wall"
    page.keyboard.press("d")
    page.keyboard.press("d")
    assert set(page.evaluate("() => window.leaked")) <= {"Tab"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_axe_finds_nothing(open_page, axe_source, scheme, motion):
    page = open_coach(open_page(color_scheme=scheme, reduced_motion=motion), *NAMES, "toe_points")
    page.locator(".cc-coach").first.get_by_role("button", name="Stop: it hurts").click()
    page.locator(".cc-coach").nth(1).get_by_role("button", name="5 min").click()
    assert violations(page, axe_source) == []
    names = page.get_by_role("region").evaluate_all("all => all.map((one) => one.getAttribute('aria-label'))")
    assert len(set(names)) == len(NAMES) + 1


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_nothing_is_cut_off_at_320_px(open_page, motion):
    page = open_coach(open_page(width=320, reduced_motion=motion), *NAMES)
    for stop in page.get_by_role("button", name="Stop: it hurts").all():
        stop.click()
    for summary in page.locator("summary").all():
        summary.click()
    assert sticking_out(page) == []
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 320
    assert small_targets(page) == []
    assert small_targets(page, 44) == []


def test_reduced_motion_shows_a_strip_and_counts_all_the_same(open_page):
    page = open_page(reduced_motion="reduce")
    frozen(page)
    open_coach(page, "calf_cramp", "toe_writing")
    coach = page.locator(".cc-coach").first
    frames = coach.locator(".cc-strip li")
    said_in_frames = [frame.say for frame in LIBRARY.movements["calf_cramp"].variants[0].frames]
    assert frames.all_inner_texts() == said_in_frames
    before = figure_now(page)
    coach.get_by_role("button", name="Start", exact=True).click()
    page.clock.run_for(12_000)
    assert "hold" in coach.locator(".cc-coach-count").inner_text()
    assert coach.locator("[aria-current=step]").inner_text() == said_in_frames[2]
    assert figure_now(page) == before
    assert running_animations(page) == []
    assert alive(page)["framesEver"] == 0
    page.clock.run_for(20_000)
    assert "Repetition 2 of 3" in coach.locator(".cc-coach-count").inner_text()


def test_motion_that_is_switched_off_stops_at_once(open_page):
    page = open_page()
    frozen(page)
    open_coach(page, "ankle_circles")
    button(page, "Start").click()
    page.clock.run_for(3000)
    page.emulate_media(reduced_motion="reduce")
    page.locator(".cc-strip").wait_for()
    assert page.get_by_label("Key frames only").is_checked()
    assert running_animations(page) == []
    frames = alive(page)["framesEver"]
    page.clock.run_for(3000)
    assert alive(page)["framesEver"] == frames


def test_pause_pauses_and_goes_on_where_it_was(page):
    frozen(page)
    open_coach(page, "calf_wall")
    button(page, "Start").click()
    page.clock.run_for(9000)
    button(page, "Pause").click()
    held = (page.locator(".cc-coach-count").inner_text(), figure_now(page))
    (seconds,) = re.findall(r"hold (\d+) s", held[0])
    page.clock.run_for(60_000)
    assert (page.locator(".cc-coach-count").inner_text(), figure_now(page)) == held
    button(page, "Resume").click()
    page.clock.run_for(5000)
    assert f"hold {int(seconds) - 5} s" in page.locator(".cc-coach-count").inner_text()


def test_a_sleeping_tab_is_where_the_time_is(page):
    frozen(page)
    open_coach(page, "ankle_circles")
    button(page, "Start").click()
    page.clock.run_for(1000)
    page.evaluate("() => { window.said = []; }")
    page.clock.fast_forward(41_000)
    page.clock.run_for(50)
    # 1.5 s to lift the foot, 1 s to the circle, 4 s a round.
    assert "Repetition 10 of 10, one way, right side" in page.locator(".cc-coach-count").inner_text()


@pytest.mark.parametrize("name", ["ankle_circles", "calf_cramp", "toe_writing"])
def test_messages_are_short_and_at_most_two_a_second(page, name):
    frozen(page)
    open_coach(page, name)
    page.evaluate(EARS)
    button(page, "Start").click()
    page.clock.run_for(30_000)
    for _ in range(6):
        button(page, "Pause").click()
        page.clock.run_for(60)
        button(page, "Resume").click()
        page.clock.run_for(60)
    page.get_by_label("Pace").select_option("0.75")
    button(page, "Start").click()
    page.clock.run_for(30_000)
    heard = page.evaluate("() => window.heard")
    assert len(heard) > 10
    assert min(b - a for (a, _), (b, _) in pairwise(heard)) >= APART_MS
    assert all(len(text.split()) <= MOST_WORDS for _, text in heard)


def test_a_reminder_can_be_seen_cancelled_and_heard(page):
    frozen(page)
    open_coach(page, "child_pose")
    listen(page)
    button(page, "5 min").click()
    assert page.get_by_role("timer").inner_text() == "Put off: 5:00 left."
    cancel = button(page, "Cancel the reminder")
    assert cancel.evaluate("node => node === document.activeElement")
    page.clock.run_for(61_000)
    assert page.get_by_role("timer").inner_text() == "Put off: 3:59 left."
    cancel.click()
    assert button(page, "5 min").is_visible()
    assert button(page, "Start").evaluate("node => node === document.activeElement")
    page.clock.run_for(2000)
    button(page, "1 min").click()
    said(page)
    page.clock.run_for(61_000)
    assert any("It is time" in text for text in said(page))
    # Nothing starts by itself, and the focus is where the next press is wanted.
    assert button(page, "Start").evaluate("node => node === document.activeElement")
    assert "Repetition 1 of 1" in page.locator(".cc-coach-count").inner_text()


def test_stop_is_assertive_and_always_there(page):
    frozen(page)
    open_coach(page, "sole_shin_release")
    stop = button(page, "Stop: it hurts")
    for act in ("Start", "Pause", "1 min"):
        button(page, act).click()
        assert stop.is_enabled()
    stop.click()
    alert = page.get_by_role("alert")
    assert alert.inner_text() == f"Stopped. {LIBRARY.movements['sole_shin_release'].stop.then}"
    page.clock.run_for(120_000)
    assert alert.inner_text().startswith("Stopped.")
    button(page, "Start again").click()
    assert alert.inner_text() == ""
    assert "Repetition 1 of 3" in page.locator(".cc-coach-count").inner_text()


def test_a_letter_an_alphabet_and_a_word_can_be_written(page):
    frozen(page)
    open_coach(page, "toe_writing")
    page.get_by_label("Alphabet").select_option("arabic")
    assert "not yet seen by a reader of Arabic" in page.locator(".cc-coach-choices").first.inner_text()
    assert "Letter 1 of 11" in page.locator(".cc-coach-count").inner_text()
    page.get_by_label("Letter", exact=True).select_option("س")
    assert "Letter 1 of 1" in page.locator(".cc-coach-count").inner_text()
    page.get_by_label("Own word").fill("calm é")
    page.get_by_label("Own word").press("Tab")
    assert "Letter 1 of 4" in page.locator(".cc-coach-count").inner_text()
    assert "Left out, not drawn yet: é" in page.locator(".cc-coach-choices").first.inner_text()
    button(page, "Start").click()
    page.clock.run_for(5000)
    assert page.locator(".cc-coach-say").inner_text() == "Write C."
    assert page.locator(".cc-figure .ink").count() == 1


def test_the_left_leg_is_the_picture_turned_over_and_its_letters_still_read(page):
    frozen(page)
    open_coach(page, "toe_writing")
    page.get_by_label("Letter", exact=True).select_option("L")

    def upright():
        box, ink = (
            page.locator(f".cc-figure {name}").evaluate("node => node.getScreenCTM().a")
            for name in (".inset", ".guide")
        )
        return box, ink

    page.get_by_label("Side").select_option("left")
    button(page, "Start").click()
    page.clock.run_for(9000)
    first, last = page.locator(".cc-figure .ink").evaluate(
        """(ink) => { const at = (share) => { const p = ink.getPointAtLength(share * ink.getTotalLength()).matrixTransform(ink.getScreenCTM()); return [p.x, p.y]; }; return [at(0), at(1)]; }"""
    )
    # An L goes down, then to the reader's right.
    assert last[0] > first[0]
    assert last[1] > first[1]
    assert upright()[1] < 0 < upright()[0]


def test_it_needs_no_kernel(page, static_site, tmp_path, shoot):
    notebook = tmp_path / "coach.ipynb"
    write_notebook(
        notebook, ["import crampcourse as cc", 'cc.coach("ankle_circles")', 'cc.coach("toe_points")'], "# Coach"
    )
    page.goto(page_of(static_site, notebook, "coach", extra_path=REPO))
    page.locator(".cc-coach svg.cc-figure").nth(1).wait_for()
    first, second = page.locator(".cc-coach").all()
    for coach in (first, second):
        coach.get_by_role("button", name="Start", exact=True).click()
    page.wait_for_function(
        "() => [...document.querySelectorAll('.cc-coach-say')].every((said) => /Toes up|Pull the toes up/.test(said.textContent))"
    )
    first.get_by_role("button", name="Stop: it hurts").click()
    assert first.get_by_role("alert").inner_text().startswith("Stopped.")
    assert second.get_by_role("alert").inner_text() == ""
    shoot(page, "static")


def test_nothing_sounds_until_it_is_asked_for(page):
    open_coach(page, "ankle_circles")
    button(page, "Start").click()
    assert not page.get_by_label("Sound: a soft tone").is_checked()
    assert alive(page)["soundsEver"] == 0
    page.get_by_label("Sound: a soft tone").check()
    assert alive(page)["sounds"] == 1
    page.get_by_label("Sound: a soft tone").uncheck()
    assert alive(page)["sounds"] == 0
    page.get_by_label("Sound: a soft tone").check()
    unmount(page)
    assert alive(page)["sounds"] == 0


@pytest.mark.slow
def test_twenty_coaches_leave_nothing_behind(page):
    open_coach(page)
    before = alive(page)
    for turn in range(20):
        mount(page, NAMES[turn % len(NAMES)])
        mount(page, "toe_points")
        first, second = page.locator(".cc-coach").all()
        first.get_by_role("button", name="Start", exact=True).click()
        first.get_by_label("Sound: a soft tone").check()
        second.get_by_role("button", name="1 min").click()
        assert alive(page)["timers"] >= 2
        unmount(page)
    after = alive(page)
    assert {name: after[name] for name in ("timers", "frames", "listeners", "sounds")} == {
        name: before[name] for name in ("timers", "frames", "listeners", "sounds")
    }
    assert page.locator(".cc-coach").count() == 0
