"""Plan and diary where learners meet them: on a page without a kernel, and in Lab, whose log and notebook stay untouched."""

from playwright.sync_api import expect

from tests.browser.kernelless import page_of
from tests.browser.lab import restart_kernel, run_all, run_cell, save, untouched
from tests.browser.tiny import write_notebook

CELLS = ["import crampcourse as cc", "cc.plan()", "cc.diary()"]
REASON = "dd, then x: keys that Jupyter would take"


def own(page, name):
    return page.locator(f".cc-own[aria-label='{name}']")


def make_both(page):
    """A plan of one thing with a reason, and one night in the diary."""
    own(page, "My plan").get_by_role("checkbox", name="Calf stretch at the wall").check()
    reason = own(page, "My plan").get_by_role("group", name="Calf stretch at the wall").get_by_label("My reason")
    reason.click()
    page.keyboard.type(REASON)
    page.keyboard.press("Tab")
    own(page, "My cramp diary").get_by_role("button", name="No cramp this night").click()


def expect_both(page):
    group = own(page, "My plan").get_by_role("group", name="Calf stretch at the wall")
    expect(group.get_by_label("My reason")).to_have_value(REASON)
    expect(own(page, "My cramp diary").locator(".cc-day-free")).to_have_text("0")


def test_without_a_kernel_both_work_and_are_there_after_a_reload(page, static_site, tmp_path):
    write_notebook(tmp_path / "own.ipynb", CELLS)
    page.goto(page_of(static_site, tmp_path / "own.ipynb", "own"))
    make_both(page)
    expect_both(page)
    page.reload()
    expect_both(page)


def test_in_lab_both_outlive_the_kernel_and_nothing_of_them_reaches_it(page, learner):
    path = learner.root / "own.ipynb"
    write_notebook(path, CELLS)
    learner.open_notebook(page, "lab", "own.ipynb")
    run_all(page, widgets=2)
    before = untouched(page)
    make_both(page)
    expect_both(page)
    # Letters that Jupyter knows as commands were typed: no cell was cut, added or left.
    assert untouched(page)["number"] == before["number"]
    with page.context.expect_page() as opened:
        own(page, "My plan").get_by_role("link", name="Open the page to print").click()
    expect(opened.value.locator("body")).to_contain_text(REASON)
    opened.value.close()
    restart_kernel(page)
    for cell in (1, 2, 3):
        run_cell(page, cell - 1)
    expect_both(page)
    save(page)
    assert REASON not in path.read_text(encoding="utf-8")
    assert learner.attempts() == []
