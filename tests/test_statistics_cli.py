"""The command `crampcourse statistics`: who is who in the files, what is refused, what is printed and written."""

import csv
import io
import json
import os
import subprocess
import sys
from dataclasses import replace

import pytest
from click.testing import CliRunner

from crampcourse.cli import main
from crampcourse.learning.attempts import Attempt
from crampcourse.learning.class_log import read_class
from crampcourse.learning.marking import content_hash
from crampcourse.learning.transfer import as_lines
from crampcourse.library import load
from crampcourse.statistics_files import COLUMNS, as_csv
from tests.test_statistics import WHOLE, a_class, answered, of_set

BUMP, TALUS = "l01-inner-bump", "l01-find-talus"


def real(item=BUMP, score=1.0, response=0, minute=0, **fields):
    """An attempt at an item of the course by its own learner, "me"."""
    given = {"content_hash": content_hash(load().items[item]), "time": f"2026-11-20T10:{minute:02}:00Z", **fields}
    return Attempt(item, "L01", response, score=score, **given)


def handed_in(folder, name, attempts, extra=""):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(as_lines(attempts) + extra, encoding="utf-8")
    return path


def run(*arguments):
    done = CliRunner().invoke(main, ["statistics", *map(str, arguments)])
    assert not done.exception or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


@pytest.fixture
def class_files(tmp_path):
    """Twelve learners who answered two items of the first check; the last four were wrong at both."""
    files = []
    for n in range(12):
        bump, place = (0, "talus") if n < 8 else (1 + n % 3, "calcaneus")
        attempts = [
            real(BUMP, float(bump == 0), bump, seconds=20 + n, confidence=1, hints=n % 2),
            real(TALUS, float(place == "talus"), place, minute=1, seconds=9, confidence=0.5),
            real("l01-predict-outer-bump", 1.0, 1, kind="prediction"),
        ]
        if n == 8:
            attempts.append(real(BUMP, 1.0, 0, minute=9))
        files.append(handed_in(tmp_path, f"learner {n}.jsonl", attempts))
    return files


def learners(*paths, **options):
    faults = []
    log = read_class(paths, faults, **options)
    assert not faults
    return len({attempt.learner for attempt in log.attempts}), log.joined


def test_me_is_somebody_else_in_each_file_even_where_the_files_have_one_name(tmp_path):
    paths = [handed_in(tmp_path, f"{folder}/mine.jsonl", [real()]) for folder in "abc"]
    assert learners(*paths) == (3, 0)
    assert learners(*paths, same_names=True) == (3, 0)


def test_an_earlier_and_a_later_log_of_one_person_are_one_person(tmp_path):
    early, late, third = real(), real(minute=3), real(TALUS)
    first = handed_in(tmp_path, "first.jsonl", [early])
    second = handed_in(tmp_path, "second.jsonl", [early, late])
    other_computer = handed_in(tmp_path, "other.jsonl", [third, late])
    assert learners(first, second, other_computer) == (1, 2)
    assert learners(first, other_computer, second) == (1, 2)
    assert learners(first, first) == (1, 1)
    assert learners(first, other_computer) == (2, 0)


def test_a_pseudonym_is_one_person_in_all_files_where_it_is_said(tmp_path):
    paths = [handed_in(tmp_path, f"{n}.jsonl", [real(learner=who) for who in ("heron", "wren")]) for n in range(2)]
    assert learners(*paths) == (4, 0)
    assert learners(*paths, same_names=True) == (2, 0)


def test_the_order_of_the_files_makes_no_difference(class_files):
    assert run(*class_files) == run(*reversed(class_files))


def test_every_fault_of_every_file_is_said_at_once_and_nothing_is_counted(tmp_path):
    good = real()
    one = handed_in(tmp_path, "a/mine.jsonl", [good], "spoilt\n")
    other = handed_in(tmp_path, "b/mine.jsonl", [real(id=good.id, score=0.0)])
    code, said = run(one, other, tmp_path / "none.jsonl")
    assert code == 1
    assert said.splitlines() == [
        "Error: Nothing was counted: 3 faults. With --skip-faulty these lines are left out.",
        f"  {one}:2: not JSON: Expecting value at character 1",
        f"  {other}:1: {good.id}: an attempt with this id but other content stands in these files already",
        f"  {tmp_path / 'none.jsonl'}: cannot be read: No such file or directory",
    ]
    code, said = run(one, other, "--skip-faulty")
    assert code == 0
    assert said.startswith("2 faults; left out:\n")
    assert "1 learner in 2 files, 1 first try." in said


def test_a_class_reads_as_a_table(class_files):
    code, said = run(*class_files)
    lines = said.splitlines()
    assert code == 0
    assert lines[0] == "12 learners in 12 files, 36 first tries."
    assert max(map(len, lines)) <= 100
    assert [line for line in lines if line.startswith("L01")] == [
        "L01-check-1: Check 1: bones under your fingers", "L01 predictions: One ankle or two?",
    ]  # fmt: skip
    bump = next(line for line in lines if line.startswith("2 l01-inner-bump"))
    assert bump.split() == ["2", BUMP, "12", "67", "%", "(39-86)", "67", "%", "1.00*", "26", "(23-28)", "50", "%"]
    assert "Right when sure: 67 % (39-86) of 12 answers, 12 learners" in said
    assert "Over-confidence: 33 % (14-61) of the sure answers were wrong" in said
    assert "Gain from first tries to last tries: 0.12 (" in said
    assert "1 of them tried something again" in said
    assert "12 learners; 12 of them tried every item that anybody tried." in said
    assert "no figure for right of 1, 3, 5: not shown of fewer than 5 learners, here 0" in said


def test_wrong_answers_are_told_with_the_idea_in_words(class_files):
    lines = run(*class_files, "--quiz", "L01-check-1")[1].splitlines()
    place = next(n for n, line in enumerate(lines) if "The upper edge of the talus" in line)
    assert lines[place].endswith("too few")
    idea = load().misconceptions["malleoli-are-talus"].wrong
    assert lines[place + 1].strip() == f"idea: {idea}"
    assert any(line.split()[:3] == ["right", "The", "lower"] and "8 (67 %)" in line for line in lines)
    assert "idea:" not in run(*class_files, "--brief")[1]


def test_sets_can_be_chosen(class_files):
    assert "L01: One ankle or two?" in run(*class_files, "--lesson", "L01", "--brief")[1]
    said = run(*class_files, "--items", f"{BUMP}, {TALUS},{BUMP}", "--brief")[1]
    assert "chosen items\n============" in said
    assert "mean 1.33 of 2 points" in said
    said = run(*class_files, "--quiz", "L01-exit")[1]
    assert "Nobody answered any of these items." in said
    said = run(*class_files, "--brief", "--before", "L01-check-1", "--after", "L01-exit")[1]
    assert said.endswith("Gain from L01-check-1 to L01-exit: none; not shown of fewer than 5 learners, here 0\n")


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (["--quiz", "L01-exit", "--lesson", "L01"], 2, "Give one of --quiz, --lesson and --items."),
        (["--before", "L01-exit"], 2, "--before and --after go together."),
        (["--quiz", "L99-exit"], 1, "there is no quiz 'L99-exit'; there are: L00-entry"),
        (["--lesson", "L99"], 1, "there is no lesson 'L99'; there are: L00, L01"),
        (["--items", "l01-iner-bump,x"], 1, "there is no item 'l01-iner-bump'; there are: l01-inner-bump"),
        (["--items", " , "], 1, "--items names no item; give ids with commas between them"),
        (["--csv", "x", "--json", "x"], 2, "--csv and --json name the same file"),
        ([], 2, "Missing argument 'FILES...'"),
    ],
    ids=range(8),
)
def test_what_cannot_be_asked_is_said_in_words(class_files, options, code, said):
    files = class_files[:1] if options else []
    done = run(*files, *options)
    assert done[0] == code
    assert said in done[1]


def test_a_log_is_never_written_over(class_files):
    before = class_files[0].read_text(encoding="utf-8")
    code, said = run(*class_files, "--csv", class_files[0])
    assert (code, class_files[0].read_text(encoding="utf-8")) == (2, before)
    assert "it would be written over" in said


def test_files_that_cannot_be_written_are_named(class_files, tmp_path):
    place = tmp_path / "nowhere" / "a.csv"
    code, said = run(*class_files, "--brief", "--csv", place)
    assert code == 1
    assert said.endswith(f"Error: {place} cannot be written: No such file or directory\n")


def test_no_attempts_and_no_class(tmp_path):
    empty, one = handed_in(tmp_path, "empty.jsonl", []), handed_in(tmp_path, "one.jsonl", [real()])
    assert run(empty) == (0, "0 learners in 1 file, 0 first tries.\n")
    code, said = run(empty, one, "--json", tmp_path / "out.json")
    assert code == 0
    assert "One learner only: there is nothing to say of a class." in said
    assert "Figures: not shown of fewer than 5 learners, here 1." in said
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["sets"][0]["items"][1]["answers"] == []


def test_what_is_left_out_is_said(tmp_path):
    attempts = [
        real(), real("l01-what-cramped", kind="explanation", score=None), real(TALUS, None),
        Attempt("\x1b[31mred", "L01", 0, score=1.0), real(TALUS, content_hash="old"), real(time="2099-01-01T00:00:00Z"),
    ]  # fmt: skip
    file = handed_in(tmp_path, "a.jsonl", attempts)
    said = run(file, file, "--brief")[1]
    for line in (
        "1 learner known from another file, counted once.",
        "6 attempts handed in twice, counted once.",
        "1 explanation, which has no mark.",
        "1 attempt without a score, left out.",
        "1 attempt dated after now: a clock was wrong, and first and last may be changed over.",
        "Attempts at items that this version of the course does not have, left out: ?[31mred (1).",
        f"First tries at another version of an item, not in its table of answers: {TALUS} (1).",
    ):
        assert line in said


def test_json_holds_everything_and_its_thresholds(class_files, tmp_path):
    assert run(*class_files, "--json", tmp_path / "a.json")[0] == 0
    found = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert (found["version"], found["confidence"], found["learners"], found["gain"]) == (1, 0.95, 12, None)
    assert found["thresholds"]["people_for_share"]["value"] == 10
    check = found["sets"][0]
    assert check["items"][1]["share_right"]["value"] == pytest.approx(8 / 12)
    assert check["items"][1]["answers"][0]["count"] == 8


def test_csv_holds_one_figure_a_line_and_no_formula(class_files, tmp_path):
    assert run(*class_files, "--csv", tmp_path / "a.csv", "--before", "L01-check-1", "--after", "L01-exit")[0] == 0
    rows = list(csv.DictReader(io.StringIO((tmp_path / "a.csv").read_text(encoding="utf-8"), newline="")))
    assert tuple(rows[0]) == COLUMNS
    by = {(row["set"], row["item"], row["measure"]): row for row in rows if not row["answer"]}
    assert float(by["L01-check-1", BUMP, "share_right"]["value"]) == pytest.approx(8 / 12)
    assert by["L01-check-1 to L01-exit", "", "normalised_gain"]["value"] == ""
    assert by["L01-check-1 to L01-exit", "", "normalised_gain"]["note"]
    chosen = [row for row in rows if row["item"] == BUMP and row["measure"] == "chosen_by"]
    assert sum(int(row["value"]) for row in chosen) == 12
    found = of_set([answered("t-single", 0, f"l{n}") for n in range(6)], ["t-single"])
    (item,), spoilt = found.items, "\t=HYPERLINK()"
    chosen = [replace(row, answer=replace(row.answer, text=spoilt)) for row in item.answers]
    found = replace(found, items=[replace(item, answers=chosen)])
    texts = {row["answer"] for row in csv.DictReader(io.StringIO(as_csv([found], None), newline=""))}
    assert texts == {"", f"'{spoilt}"}


def test_a_terminal_that_knows_ascii_only_still_gets_the_table(class_files):
    command = [sys.executable, "-m", "crampcourse", "statistics", *map(str, class_files), "--lesson", "L01"]
    done = subprocess.run(
        command, env={**os.environ, "PYTHONIOENCODING": "ascii"}, capture_output=True, check=True, text=True
    )
    assert "by how many degrees has the foot turned inward?" in " ".join(done.stdout.lower().split())
    assert "50?" in done.stdout
    assert done.stdout.isascii()


def test_trial_items_of_every_kind_fit_the_page():
    from crampcourse.statistics_text import table

    scores = [[float((n + k) % 3 == 0) for k in range(len(WHOLE.items))] for n in range(40)]
    lines = table(of_set(a_class(scores, WHOLE.items), WHOLE.items))
    assert max(map(len, lines)) <= 100
    assert any("weaker learners do better here" in line for line in lines)
