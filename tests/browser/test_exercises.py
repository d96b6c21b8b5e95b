"""Learners' exercises in JupyterLab: part A is asked and kept beside the notebook, part B stops at the first task."""

import json
import shutil

import pytest
from playwright.sync_api import expect

from tests.browser.lab import REPO, command, wait_until_ready

NAMES = ["02_twelve_muscles", "07_water_salt_and_food"]


@pytest.mark.parametrize("name", NAMES)
def test_a_learner_answers_part_a_and_is_told_what_waits_in_part_b(page, learner, name):
    folder = learner.root / f"exercise-{name}"
    folder.mkdir()
    for file in (REPO / "exercises").glob(f"{name}.*"):
        shutil.copy(file, folder)
    learner.open_notebook(page, "lab", f"{folder.name}/{name}.ipynb")
    wait_until_ready(page)
    command(page, "notebook:run-all-cells")
    widget = page.locator(".jp-OutputArea-output .crampcourse")
    widget.wait_for()
    expect(page.locator(".jp-OutputArea-output", has_text="this task waits for your lines").first).to_be_visible()
    choice = widget.locator("article", has=page.locator("input[type=radio]")).first
    choice.locator("input[type=radio]").first.focus()
    page.keyboard.press("Space")
    choice.get_by_role("button", name="Save", exact=False).first.press("Enter")
    expect(choice).to_contain_text("Saved")
    expect(choice).not_to_contain_text("until the kernel answers")
    lines = (folder / "responses.jsonl").read_text(encoding="utf-8").splitlines()
    (kept,) = [json.loads(line) for line in lines]
    assert kept["item"].startswith(f"{name}/x")
    assert kept["score"] is None
