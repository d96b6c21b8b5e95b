"""An assessment in a notebook: nothing on the page, in the widget's state or in the saved file says what is right."""

import json
import shutil

import pytest

from crampcourse.learning.assessment import mark_paper
from crampcourse.learning.paper import made, write
from crampcourse.learning.responses import NAME, Responses
from crampcourse.library import load
from tests.browser.axe import violations
from tests.browser.conftest import REPO
from tests.browser.kernelless import page_of
from tests.browser.lab import run_all, run_cell, save, set_theme, untouched
from tests.browser.looks import listen, said, small_targets, sticking_out
from tests.browser.tiny import write_notebook
from tests.trial_quiz import drawn_items, trial_items

SECRET = "quokka"  # stands in every rationale, hint, accepted answer and further text that may not leave the bank
SOURCES = ["import crampcourse as cc", 'cc.quiz("exam.paper.json")']
STATE = "application/vnd.jupyter.widget-state+json"


def bank():
    """One item of each kind; whatever a learner must not see says so."""
    items = []
    for item in [*trial_items("of the exam"), *drawn_items("of the exam")]:
        data = json.loads(item.model_dump_json())
        for part in parts_of(data):
            for name in ("rationale", "elsewhere"):
                if name in part:
                    part[name] = f"{SECRET} {part[name]}"
            if "accepted" in part:
                part["accepted"] = [f"{SECRET}s", *part["accepted"]]
        data |= (
            {"hints": [f"{SECRET} hint"], "trace": "node-action-potential"} if "trace" in data else {"hints": [SECRET]}
        )
        items.append(type(item).model_validate(data))
    return items


def parts_of(data):
    if isinstance(data, dict):
        yield data
    for value in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from parts_of(value)


BANK = bank()
PAPER = made("exam", "A small exam", BANK, load(), seed=3)


def secrets_in(text):
    """What must not be found; the names of structures are among the labels on offer, but never beside a place."""
    return [
        secret for secret in (SECRET, "gastrocnemius", '"talus"', "lateral-talus", "misconception") if secret in text
    ]


def whole_page(page):
    """All markup of the page, shadow roots and scripts included."""
    return page.evaluate("""() => {
      const all = [document.documentElement.outerHTML];
      const walk = (node) => { for (const child of node.querySelectorAll("*")) if (child.shadowRoot) { all.push(child.shadowRoot.innerHTML); walk(child.shadowRoot); } };
      walk(document);
      return all.join("");
    }""")


def place_of(page, item):
    return page.locator(f'article[data-item="exam/{item.id}"]')


def respond(page, item):
    """Some answer by keys, whatever it is worth; then Save."""
    place = place_of(page, item)
    place.scroll_into_view_if_needed()
    kind = next(data["kind"] for data in PAPER.items if data["id"] == item.id)
    if kind in ("single", "multiple", "find", "two-tier"):
        for group in place.locator("[role=radiogroup]").all() or [place]:
            group.locator("input").first.focus()
            page.keyboard.press("Space")
    elif kind == "order":
        place.locator(".cc-steps > li").last.get_by_role("button", name="Up").focus()
        page.keyboard.press("Enter")
    elif kind == "trace":
        place.get_by_role("slider").focus()
        page.keyboard.press("Home")
    else:
        for field in place.locator("select").all() if kind != "numeric" else []:
            field.focus()
            page.keyboard.press("ArrowDown")
        if place.locator("input[type=text]").count():
            place.locator("input[type=text]").focus()
            page.keyboard.type("3.5" if kind == "numeric" else "soleus")
    place.get_by_role("button", name="Save this answer").focus()
    page.keyboard.press("Enter")


@pytest.fixture
def exam(lab, page):
    lab.forget()
    folder = lab.root / "exam"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    write(PAPER, folder / "exam.paper.json")
    write_notebook(folder / "exam.ipynb", SOURCES, "# Exam\n\n## Questions")
    # Jupyter's own saving of widget state, which the course switches off for the sake of small notebooks.
    settings = lab.root.parent / "jupyter_config_dir/lab/user-settings/@jupyter-widgets/jupyterlab-manager"
    settings.mkdir(parents=True)
    (settings / "plugin.jupyterlab-settings").write_text('{"saveState": true}', encoding="utf-8")
    lab.open_notebook(page, "lab", "exam/exam.ipynb")
    run_all(page)
    page.wait_for_function("n => document.querySelectorAll('article.cc-item').length === n", arg=len(BANK))
    page.wait_for_function(
        "() => [...document.querySelectorAll('.cc-frame')].every((f) => f.querySelector('.cc-plate')?.shadowRoot.querySelector('.badge'))"
    )
    yield folder
    lab.end_kernels()


def test_a_learner_answers_by_keys_and_nothing_tells_the_key(exam, page, lab, axe_source, shoot):
    before = untouched(page)
    listen(page)
    for item in BANK:
        respond(page, item)
        assert said(page)[-1] == "Answer saved. You can still change it.", item.id
        place_of(page, item).locator(".cc-state").get_by_text("Saved beside this notebook").wait_for()
    assert untouched(page) == before
    progress = page.locator(".cc-progress")
    assert progress.inner_text() == f"{len(BANK)} of {len(BANK)} saved"
    shoot(page, "answered", ".cc-quiz")
    assert violations(page, axe_source) == []
    assert small_targets(page) == []
    assert sticking_out(page) == []

    given = Responses(exam).all()
    assert sorted(attempt.item for attempt in given) == sorted(f"exam/{item.id}" for item in BANK)
    assert {attempt.score for attempt in given} == {None}
    assert lab.attempts() == []
    marks = mark_paper(PAPER, {item.id: item for item in BANK}, given, load())
    assert [each.problem for each in marks] == [None] * len(BANK)

    save(page)
    saved = (exam / "exam.ipynb").read_text(encoding="utf-8")
    state = json.loads(saved)["metadata"]["widgets"][STATE]["state"]
    held = [model["state"] for model in state.values() if "paper" in model["state"]]
    assert len(held) == 1, "Jupyter did not save the state of the assessment, so this test would show nothing"
    assert len(held[0]["paper"]["items"]) == len(BANK)
    for name, text in {
        "the saved notebook": saved,
        "the page": whole_page(page),
        "the responses": (exam / NAME).read_text(encoding="utf-8"),
        "the paper": (exam / "exam.paper.json").read_text(encoding="utf-8"),
    }.items():
        assert secrets_in(text) == [], name


def test_an_answer_can_be_changed_and_comes_back_after_a_second_run(exam, page):
    item = BANK[0]
    place = place_of(page, item)
    respond(page, item)
    place.locator(".cc-state").get_by_text("Saved beside this notebook").wait_for()
    place.locator("input").nth(1).check()
    assert "Changed since it was saved" in place.locator(".cc-state").inner_text()
    place.get_by_role("button", name="Save this answer").click()
    place.get_by_role("button", name="Saved").wait_for()
    place.locator(".cc-state").get_by_text("Saved beside this notebook").wait_for()
    assert [attempt.response for attempt in Responses(exam).all()] == [0, 1]
    run_cell(page, 2)
    page.wait_for_function("n => document.querySelectorAll('article.cc-item').length === n", arg=len(BANK))
    assert place.locator("input").nth(1).is_checked()
    assert page.locator(".cc-progress").inner_text().startswith("1 of")


def test_what_cannot_be_read_is_said_and_not_saved(exam, page):
    place = next(place_of(page, item) for item in BANK if item.kind == "numeric")
    listen(page)
    for text, words in (("", "Type a number, then save."), ("three", "This cannot be read as one number.")):
        place.get_by_role("textbox").fill(text)
        place.get_by_role("button", name="Save this answer").click()
        assert words in said(page)[-1]
    assert Responses(exam).all() == []


def test_a_full_disk_is_said_and_the_answer_stays_in_the_browser(exam, page):
    """A folder where the file should be: nothing can be written there."""
    (exam / NAME).mkdir()
    respond(page, BANK[0])
    page.locator(".cc-notice").get_by_text("Your answers could not be saved on disk").wait_for()
    state = place_of(page, BANK[0]).locator(".cc-state")
    state.get_by_text("Kept in this browser; the disk could not be written").wait_for()
    (exam / NAME).rmdir()
    run_cell(page, 2)
    state.get_by_text("Saved beside this notebook").wait_for()
    assert len(Responses(exam).all()) == 1


@pytest.mark.parametrize("look", ["light", "dark", "narrow"])
def test_a_page_without_a_kernel_shows_it_and_keeps_answers_in_the_browser(
    static_site, open_page, tmp_path, look, shoot, axe_source
):
    write(PAPER, tmp_path / "exam.paper.json")
    write_notebook(tmp_path / "exam.ipynb", SOURCES, "# Exam\n\n## Questions")
    address = page_of(static_site, tmp_path / "exam.ipynb", "exam", extra_path=REPO)
    page = open_page(width=320 if look == "narrow" else 1000)
    page.goto(address)
    set_theme(page, light=look != "dark")
    page.wait_for_function("n => document.querySelectorAll('article.cc-item').length === n", arg=len(BANK))
    page.wait_for_function(
        "() => [...document.querySelectorAll('.cc-frame')].every((f) => f.querySelector('.cc-plate')?.shadowRoot.querySelector('.badge'))"
    )
    respond(page, BANK[0])
    state = place_of(page, BANK[0]).locator(".cc-state")
    assert "Kept in this browser until the kernel answers" in state.inner_text()
    assert secrets_in(whole_page(page)) == []
    assert sticking_out(page) == []
    assert violations(page, axe_source) == []
    shoot(page, look, ".cc-quiz")
