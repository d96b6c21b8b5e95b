"""Triage desk and claim dock where learners meet them: twice on a page without a kernel, and in Lab with a log."""

import pytest
from playwright.sync_api import expect

from crampcourse.library import load
from tests.browser.kernelless import page_of
from tests.browser.lab import run_all, run_cell
from tests.browser.learner import wait_until_saved
from tests.browser.tiny import write_notebook

CELLS = [
    "import crampcourse as cc",
    *('cc.triage("pool-turn", "sudden-foot")', "cc.triage()", "cc.dock(seed=1)", 'cc.dock("nutrient", seed=1)'),
]


def ask_and_decide(widget):
    widget.locator("[data-question]").first.click()
    expect(widget.locator(".cc-triage-table tbody tr")).to_have_count(1)
    widget.locator("input[value=self-care]").check()
    widget.get_by_role("button", name="Decide").click()
    expect(widget.locator(".cc-result")).to_contain_text("You decided: Self-care.")


def judge(widget):
    widget.get_by_role("radiogroup", name="Your verdict").get_by_label("partly").check()
    widget.get_by_label("sure", exact=True).check()
    widget.get_by_role("button", name="Commit").click()
    expect(widget.locator(".cc-result")).to_contain_text("Ledger: ")


def test_without_a_kernel_all_of_them_work_twice_on_a_page(page, static_site, tmp_path):
    write_notebook(tmp_path / "desks.ipynb", CELLS)
    page.goto(page_of(static_site, tmp_path / "desks.ipynb", "desks"))
    for name in ("triage", "dock"):
        widgets = page.locator(f".cc-{name}")
        expect(widgets).to_have_count(2)
        for number in (0, 1):
            (judge if name == "dock" else ask_and_decide)(widgets.nth(number))
    expect(page.locator(".cc-triage select").last.locator("option")).to_have_count(len(load().vignettes))


@pytest.mark.parametrize("name", ["triage", "dock"])
def test_in_lab_what_was_done_is_in_the_log_and_back_after_a_second_run(page, learner, name):
    source = 'cc.triage("pool-turn")' if name == "triage" else "cc.dock(seed=1)"
    write_notebook(learner.root / "desk.ipynb", [CELLS[0], source])
    learner.open_notebook(page, "lab", "desk.ipynb")
    run_all(page, widgets=1)
    widget = page.locator(f".cc-{name}")
    if name == "triage":
        ask_and_decide(widget)
    else:
        judge(widget)
    wait_until_saved(page)
    (attempt,) = learner.attempts()
    assert attempt.lesson == ("L09" if name == "triage" else "L08")
    run_cell(page, 2)
    expect(page.locator(f".cc-{name} .cc-progress")).to_contain_text("1 of ")
    if name == "triage":
        expect(page.locator(".cc-triage .cc-result")).to_contain_text("You decided: Self-care.")
    assert len(learner.attempts()) == 1
