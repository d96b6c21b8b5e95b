"""The whole loop as an instructor goes it, with learners who do well, half, nothing and harm."""

import copy
import json
import shutil
import subprocess
import sys

import pytest

from crampcourse.classroom import gradebook
from crampcourse.classroom.course import open_course
from tests.classroom.tiny import (
    BANK,
    HALF,
    NAME,
    OWN_BANK,
    RIGHT,
    SECRET,
    answers,
    cell_of,
    command,
    hand_in,
    notebook,
    released,
    report,
    solved,
    state,
    well,
    write_source,
)

SWALLOW = (
    "get_ipython().run_cell = lambda *a, **k: type('R', (), dict(success=True, execution_count=1, result=None, "
    "error_before_exec=None, error_in_exec=None))()"
)


def set_marks(root, student, points):
    """What a person does in formgrader."""
    course = open_course(root)
    with course.gradebook as book:
        grade = book.find_grade("part-c-why", NAME, NAME, student)
        grade.manual_score, grade.needs_manual_grade = points, False
        book.db.commit()


def counted(root):
    """Every mark in the gradebook, and how many rows it has."""
    from sqlalchemy import create_engine, text

    engine = create_engine(open_course(root).api.coursedir.db_url)
    with engine.connect() as connection:
        tables = ("student", "submitted_assignment", "submitted_notebook", "grade", "comment")
        rows = {table: connection.execute(text(f"select count(*) from {table}")).scalar() for table in tables}
        marks = connection.execute(
            text("select id, auto_score, manual_score, needs_manual_grade from grade order by id")
        ).fetchall()
    engine.dispose()
    return rows, [tuple(row) for row in marks]


def test_three_learners_from_release_to_returned_marks(root, tmp_path):
    hand_in(root, "ada", solved(root), answers(root))
    hand_in(root, "ben", solved(root, HALF, text=""), answers(root, right=["tiny-bump"]))
    hand_in(root, "cy", solved(root, SWALLOW))
    said = well("grade", NAME, "--in", root, "--workers", 2)
    rows = report(root)
    assert [(row["state"], row["part A"], row["part B"], row["part C"]) for row in rows.values()] == [
        ("marked", "2 / 2", "3 / 3", "to mark / 4"),
        ("marked", "1 / 2", "1 / 3", "0 / 4"),
        ("tampered", "0 / 2", "0 / 3", "to mark / 4"),
    ]
    assert "look at it yourself" in rows["cy"]["what to do"]
    assert "responses.jsonl is missing" in rows["cy"]["what to do"]
    assert "ada      03_tiny   marked" in said

    set_marks(root, "ada", 3)
    before = counted(root)
    well("grade", NAME, "--in", root)
    assert counted(root) == before
    assert report(root)["ada"]["part C"] == "3 / 4"

    well("feedback", NAME, "--in", root)
    page = (root / "feedback" / "ben" / NAME / f"{NAME}.html").read_text()
    assert "not for every mass" in page
    assert SECRET not in page
    assert "weight_n(3)" not in page
    for path in (root / "feedback").rglob("*.*"):
        assert SECRET.encode() not in path.read_bytes(), path

    well("grades", NAME, "--in", root, "--csv", tmp_path / "marks.csv")
    assert (tmp_path / "marks.csv").read_text().splitlines()[1:] == [
        "ada,,,03_tiny,2,3,3,8,9,yes",
        "ben,,,03_tiny,1,1,0,2,9,yes",
        "cy,,,03_tiny,0,0,,0,9,no",
    ]


def test_hostile_code_reaches_no_marks_no_keys_and_nobody_elses_work(root):
    book, bank = root / "gradebook.db", next((root / "banks" / NAME).iterdir())
    other = root / "submitted" / "cy" / NAME / f"{NAME}.ipynb"
    attack = (
        f"import os\nreached = []\nfor path in {[str(book), str(bank), str(other), str(root / 'source')]!r}:\n"
        "    reached += [path] if os.path.exists(path) else []\n"
        f"    try: open(path, 'w').write('mine')\n    except OSError: pass\nprint('reached', reached)\n{RIGHT}"
    )
    hand_in(root, "ada", solved(root, attack), answers(root))
    hand_in(root, "ben", solved(root, f"{RIGHT}\nimport os\nos._exit(1)"), answers(root))
    hand_in(root, "cy", solved(root, f"{RIGHT}\nwhile True: pass"), answers(root))
    kept = {path: path.read_bytes() for path in (bank, *(root / "submitted").rglob("*.*")) if path.is_file()}
    said = well("grade", NAME, "--in", root, "--workers", 2, "--seconds", 8)
    rows = report(root)
    assert {path: path.read_bytes() for path in kept} == kept
    assert [(row["state"], row["part A"], row["part B"]) for row in list(rows.values())[1:]] == [
        ("stopped", "2 / 2", "0 / 3"),
        ("over time", "2 / 2", "3 / 3"),
    ]
    assert "the kernel ended in cell 4" in rows["ben"]["what to do"]
    if "cannot be locked away" in said:
        assert rows["ada"]["state"] == "tampered"
        return
    assert (rows["ada"]["state"], rows["ada"]["part B"]) == ("marked", "3 / 3")
    assert "reached []" in (root / "autograded" / "ada" / NAME / f"{NAME}.ipynb").read_text()


def test_a_page_shows_paragraphs_and_headings_and_no_tags_as_text(root):
    from crampcourse.classroom.hidden_tests import safe_html, safe_markdown

    shown = safe_html(safe_markdown("# Title\n\nOne *paragraph*.\n\n| a | b |\n|---|---|\n| 1 | 2 |"))
    assert "&lt;" not in shown
    assert "<p>One <em>paragraph</em>.</p>" in shown
    assert "&lt;script&gt;" in safe_html("<p>x</p><script>y()</script>")
    assert "clean_html" in (root / "nbgrader_config.py").read_text()


def test_no_script_of_a_learners_reaches_a_page(root):
    script = "<script>learners_script()</script>"
    code = (
        f"from IPython.display import HTML, Javascript, display\ndisplay(HTML({script!r}), Javascript('x_theirs()'))\n"
    )
    text = f"Because **of** $m g$. {script} <img src=x onerror=theirs_too()> [y](javascript:z())"
    hand_in(root, "ada", solved(root, code + RIGHT, text=text), answers(root))
    well("grade", NAME, "--in", root)
    well("feedback", NAME, "--in", root)
    page = (root / "feedback" / "ada" / NAME / f"{NAME}.html").read_text()
    assert "Because <strong>of</strong> $m g$." in page
    for active in (script, "<img src=x", '<a href="javascript', "<script>x_theirs", "x_theirs()\n</script>"):
        assert active not in page


def test_a_new_text_is_to_be_marked_again_and_new_answers_count(root):
    hand_in(root, "ada", solved(root), answers(root, right=[]))
    well("grade", NAME, "--in", root)
    set_marks(root, "ada", 4)
    hand_in(root, "ada", solved(root, text="Because of something else."), answers(root))
    well("grade", NAME, "--in", root)
    row = report(root)["ada"]
    assert (row["part A"], row["part C"]) == ("2 / 2", "to mark / 4")
    course = open_course(root)
    with course.gradebook as book:
        assert book.find_grade("part-c-why", NAME, NAME, "ada").manual_score == 4


def test_what_cannot_be_read_or_is_not_there_has_a_row_and_stops_nothing(root):
    hand_in(root, "ada", "{ cut off", answers(root))
    folder = hand_in(root, "ben", solved(root), answers(root))
    (folder / "mine.txt").symlink_to(root / "gradebook.db")
    hand_in(root, "eve", solved(root))
    (hand_in(root, "cy", solved(root)) / "=\x1b[2Jx").symlink_to(root)
    well("grade", "--in", root, NAME)
    rows = report(root)
    assert [row["state"] for row in rows.values()] == ["unreadable", "unreadable", "unreadable", "unknown"]
    assert "\x1b" not in (root / "report.csv").read_text()
    assert "not in roster.csv" in rows["eve"]["what to do"]
    shutil.rmtree(root / "submitted" / "cy")
    shutil.rmtree(root / "submitted" / "eve")
    well("grade", "--in", root, NAME)
    rows = report(root)
    assert [row["state"] for row in rows.values()] == ["unreadable", "unreadable", "missing"]
    assert rows["ada"]["part A"] == "2 / 2"
    assert "not JSON" in rows["ada"]["what to do"]
    assert "links to other files (mine.txt)" in rows["ben"]["what to do"]
    assert "ask for it" in rows["cy"]["what to do"]


def test_a_stripped_and_shuffled_notebook_is_put_in_order_and_marked(root):
    content = solved(root)
    content["cells"] = [cell for cell in reversed(content["cells"]) if "hidden" not in cell["id"]]
    cell_of(content, "weight-test")["metadata"]["nbgrader"]["points"] = 50
    double = copy.deepcopy(cell_of(content, "weight"))
    content["cells"].append(double)
    cell_of(content, "weight")["execution_count"] = double["execution_count"] = None
    hand_in(root, "ada", content, answers(root)[:-40])
    well("grade", NAME, "--in", root)
    row = report(root)["ada"]
    assert (row["state"], row["part A"], row["part B"]) == ("marked", "1 / 2", "3 / 3")
    for words in ("cells deleted", "more than once", "another order", "metadata changed", "never ran it", "1 lines of"):
        assert words in row["what to do"], words


def test_nothing_secret_leaves_with_a_release(root):
    everything = b"".join(state(root / "release").values()) + b"".join(state(root / "exchange").values())
    for word in (SECRET, "SOLUTION", "HIDDEN", "nobody's eyes", "10 * mass_kg"):
        assert word.encode() not in everything
    names = set(state(root / "release"))
    assert names == {
        f"{name}/{file}"
        for name in (NAME, "04_other")
        for file in (f"{name}.ipynb", f"{name}.paper.json", "masses.csv")
    }
    assert state(root / "exchange" / "crampcourse" / "outbound") == state(root / "release")


def test_a_source_that_would_give_something_away_is_not_released(root):
    path = root / "source" / NAME / f"{NAME}.ipynb"
    right = path.read_text()
    path.write_text(right.replace("BEGIN HIDDEN TESTS", "BEGIN HIDDEN TEST").replace("### END HIDDEN TESTS", ""))
    done = command("release", NAME, "--in", root)
    assert (done.code, f"{NAME}.ipynb would give away" in done.said) == (1, True)
    assert not (root / "release" / NAME).exists()

    path.write_text(right)
    shutil.copy(root / "banks" / NAME / f"00_{NAME}.bank.yaml", path.parent)
    well("release", NAME, "--in", root)
    assert not list((root / "release").rglob("*.bank.yaml"))
    config = root / "nbgrader_config.py"
    config.write_text(config.read_text().replace('"*.bank.yaml", ', ""))
    assert "bank.yaml would give away" in command("release", NAME, "--in", root).said
    assert not (root / "release" / NAME).exists()


def test_the_class_has_its_own_numbers_and_a_second_release_the_same(root, tmp_path):
    first = released(root)
    line = cell_of(first, "quiz")["source"][-1]
    assert line != "body_mass_kg = 70.0  # drawn from 60 to 90 by 1"
    papers = (root / "source" / NAME / f"{NAME}.paper.json").read_bytes()
    well("init", root, "--exercises", root.parent / "sources")
    well("release", "--in", root)
    assert released(root) == first
    assert (root / "source" / NAME / f"{NAME}.paper.json").read_bytes() == papers
    other = tmp_path / "another"
    well("init", other, "--exercises", root.parent / "sources", "--seed", 8)
    assert (other / "source" / NAME / f"{NAME}.paper.json").read_bytes() != papers
    assert line not in (other / "source" / NAME / f"{NAME}.ipynb").read_text()


def test_an_instructors_own_items_are_asked_and_worth_a_point(tmp_path):
    source = write_source(tmp_path / "sources")
    (tmp_path / "mine.yaml").write_text(OWN_BANK)
    root = tmp_path / "class"
    well("init", root, "--exercises", source, "--bank", f"{NAME}={tmp_path / 'mine.yaml'}")
    paper = json.loads((root / "source" / NAME / f"{NAME}.paper.json").read_text())
    assert [item["id"] for item in paper["items"]] == ["tiny-bump", "tiny-torque", "own-heel"]
    content = json.loads((root / "source" / NAME / f"{NAME}.ipynb").read_text())
    assert cell_of(content, "part-a")["metadata"]["nbgrader"]["points"] == 3
    from crampcourse.classroom.part_a import part_a_of

    (tmp_path / "responses.jsonl").write_text(answers(root, right=("tiny-bump", "own-heel")))
    assert part_a_of(open_course(root), NAME).marks(tmp_path / "responses.jsonl").points == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--bank", "03_tiny=none.yaml"], "NAME=FILE"),
        (["--bank", "99=BANK"], "--bank names 99; the exercises are: 03_tiny"),
        (["--bank", "03_tiny=BANK"], "stand in another bank"),
        (["--exercises", "EMPTY"], "get the course's repository and give --exercises"),
    ],
)
def test_what_init_cannot_use_is_said_and_leaves_no_exercise(tmp_path, arguments, words):
    source = write_source(tmp_path / "sources")
    (tmp_path / "bank.yaml").write_text(BANK)
    (tmp_path / "empty").mkdir()
    given = [
        word.replace("BANK", str(tmp_path / "bank.yaml")).replace("EMPTY", str(tmp_path / "empty"))
        for word in arguments
    ]
    done = command("init", tmp_path / "class", *([] if "--exercises" in given else ["--exercises", source]), *given)
    assert done.code != 0
    assert words in done.said
    assert not (tmp_path / "class" / "source").exists()


def test_a_folder_of_something_else_is_refused_and_left_as_it_is(tmp_path):
    source = write_source(tmp_path / "sources")
    before = state(source)
    done = command("init", source, "--exercises", source)
    assert done.code == 1
    assert "is not empty and not the folder of a class" in done.said
    assert state(source) == before
    assert "class init FOLDER" in command("release", "--in", tmp_path).said


def test_without_nbgrader_every_command_says_how_to_get_it(root, tmp_path, monkeypatch):
    for name in [name for name in sys.modules if name.partition(".")[0] == "nbgrader"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "nbgrader", None)
    monkeypatch.delitem(sys.modules, "crampcourse.classroom.gradebook", raising=False)
    monkeypatch.delitem(sys.modules, "crampcourse.classroom.grading", raising=False)
    for words in ("init", tmp_path / "x", "--exercises", root.parent / "sources"), ("release",), ("grade",):
        done = command(*words, *([] if len(words) > 1 else ["--in", root]))
        assert (done.code, 'pip install "crampcourse[classroom]"' in done.said) == (1, True), done.said
    assert not (tmp_path / "x").exists()


def test_a_release_needs_no_roster_and_what_comes_after_does(root):
    (root / "roster.csv").write_text("student,first_name,last_name,email\n")
    well("release", NAME, "--in", root)
    assert "names no student; write one line for each" in command("grade", NAME, "--in", root).said


def test_a_faulty_drawn_line_names_the_exercise(tmp_path):
    source = write_source(tmp_path / "sources")
    content = json.dumps(notebook()).replace("drawn from 60 to 90 by 1", "drawn from 60 up")
    (source / NAME / f"{NAME}.ipynb").write_text(content)
    said = command("init", tmp_path / "class", "--exercises", source).said
    assert "The source of 03_tiny has faults: cell 2" in said


def test_what_is_not_there_is_named_with_what_is(root):
    assert "There is no exercise 05 in this class; there are: 03_tiny" in command("grade", "05", "--in", root).said
    shutil.rmtree(root / "release" / NAME)
    assert "Not yet released: 03_tiny" in command("grade", NAME, "--in", root).said
    (root / "roster.csv").write_text("student\nada\nada\n../x\n")
    said = command("grade", "--in", root).said
    assert "roster.csv has 2 faults" in said
    (root / "crampcourse_class.json").write_text("{")
    assert "put back a copy" in command("grade", "--in", root).said


def test_a_bank_that_no_longer_fits_the_paper_is_said_before_anything_runs(root):
    hand_in(root, "ada", solved(root), answers(root))
    bank = root / "banks" / NAME / f"00_{NAME}.bank.yaml"
    bank.write_text(bank.read_text().replace("outer bump of the ankle", "bump"))
    assert "tiny-bump has changed since the paper was made" in command("grade", NAME, "--in", root).said
    assert not (root / "autograded").exists()


@pytest.mark.slow
def test_nbgraders_own_commands_work_on_the_folder_and_keep_the_marks(root):
    hand_in(root, "ada", solved(root), answers(root))
    hand_in(root, "ben", solved(root, HALF), answers(root, right=["tiny-bump"]))
    well("grade", NAME, "--in", root)
    set_marks(root, "ada", 3)
    course = open_course(root)
    before = {who: gradebook.marks_of(course, who, NAME) for who in ("ada", "ben")}

    def nbgrader(*words):
        done = subprocess.run(
            [sys.executable, "-m", "nbgrader", *words], cwd=root, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done

    nbgrader("autograde", NAME, "--force")
    for who in ("ada", "ben"):
        with course.gradebook as book:
            grades = {grade.name: grade.score for grade in book.find_submission_notebook(NAME, NAME, who).grades}
        assert grades["part-a"] == before[who].a.earned
        assert grades["weight-test"] + grades["weight-hidden"] == before[who].b.earned
    assert grades["part-c-why"] == 0
    nbgrader("generate_feedback", NAME, "--force")
    assert SECRET not in (root / "feedback" / "ben" / NAME / f"{NAME}.html").read_text()
    nbgrader("generate_assignment", NAME, "--force")
    assert SECRET not in (root / "release" / NAME / f"{NAME}.ipynb").read_text()
    nbgrader("export")
    assert "ada" in (root / "grades.csv").read_text()
