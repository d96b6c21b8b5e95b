"""The exercises: solved ones pass their own checks, answers learnt by heart do not, learners' ones hold no answer."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import matplotlib
import nbformat
import pytest

from crampcourse.learning.paper import read
from crampcourse.library import load
from crampcourse.library.shelving import read_bank
from tools import exercises as tool

matplotlib.use("Agg")
SOURCES = {path.stem: path for path in tool.sources()}
MINUTES = range(30, 46)
KINDS_IN_PART_A = 4
FEWEST_ITEMS = 6
HIDDEN = re.compile(r"### BEGIN HIDDEN TESTS\n(.*?)### END HIDDEN TESTS", re.DOTALL)
SOLUTION = re.compile(r"### BEGIN SOLUTION\n.*?### END SOLUTION", re.DOTALL)


@pytest.fixture(params=SOURCES.values(), ids=list(SOURCES))
def path(request):
    return request.param


@pytest.fixture
def notebook(path):
    return nbformat.read(path, as_version=4)


def grading(cell):
    return cell.metadata.get("nbgrader", {})


def tasks(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code" and grading(cell).get("solution")]


def checks(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code" and grading(cell).get("grade")]


@pytest.fixture
def run(tmp_path, monkeypatch, path):
    """Runs code in order in one namespace, in a folder with the exercise's own files; gives the namespace."""
    for other in path.parent.iterdir():
        (tmp_path / other.name).write_bytes(other.read_bytes())
    monkeypatch.chdir(tmp_path)
    space = {"__name__": "__main__"}

    def run(source):
        exec(compile(source.replace("plt.show()", "plt.close('all')"), "cell", "exec"), space)
        return space

    return run


def test_it_has_its_three_parts_and_says_how_long(path, notebook):
    text = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    assert re.findall(r"^## (Part [ABC])", text, re.MULTILINE) == [
        "Part A",
        "Part B",
        "Part C",
    ]
    assert int(re.search(r"(\d+) minutes", text)[1]) in MINUTES
    assert "Education, not diagnosis." in text
    bank = read_bank(tool.bank_of(path), load())
    assert len(bank) >= FEWEST_ITEMS
    assert len({item.kind.removeprefix("drawn-") for item in bank.values()}) >= KINDS_IN_PART_A
    points = {grading(cell)["grade_id"]: grading(cell).get("points") for cell in notebook.cells if grading(cell)}
    assert points["part-a"] == len(bank)
    assert [points[name] for name in points if name.startswith("part-c")]
    assert len(tasks(notebook)) == len(checks(notebook)) >= 2


def test_no_item_of_part_a_is_one_of_the_lessons(path):
    bank = read_bank(tool.bank_of(path), load())
    assert not bank.keys() & load().items.keys()
    stems = {item.stem for item in load().items.values()}
    assert not [item.id for item in bank.values() if item.stem in stems]


def test_the_solved_one_passes_and_another_class_gets_other_numbers(notebook, run):
    for cell in notebook.cells:
        if cell.cell_type == "code":
            run(cell.source)
    drawn = [
        cell for cell in notebook.cells if re.search(r"# drawn from \S+ to \S+ by \S+$", cell.source, re.MULTILINE)
    ]
    assert drawn or "the data are given" in "".join(cell.source for cell in notebook.cells)


def test_answers_learnt_by_heart_are_refused(notebook, run):
    """Each function is replaced by a table of what the visible checks ask; the hidden tests must notice."""
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        if not grading(cell).get("grade"):
            space = run(cell.source)
            continue
        visible, hidden = HIDDEN.sub("", cell.source), HIDDEN.search(cell.source)
        assert hidden, grading(cell)["grade_id"]
        task = tasks(notebook)[[grading(c)["grade_id"] for c in checks(notebook)].index(grading(cell)["grade_id"])]
        (name,) = [node.name for node in ast.parse(task.source).body if isinstance(node, ast.FunctionDef)]
        right, asked = space[name], {}

        def learnt(*given, right=right, asked=asked, **named):
            return asked.setdefault(repr((given, named)), right(*given, **named))

        space[name] = learnt
        run(visible)
        assert asked, f"the visible check of {name} never calls it"

        def by_heart(*given, asked=asked, **named):
            return asked.get(repr((given, named)), next(iter(asked.values())))

        space[name] = by_heart
        with pytest.raises(AssertionError):
            run(cell.source)
        space[name] = right
        run(cell.source)


def test_every_visible_check_says_what_to_do(notebook):
    for cell in checks(notebook):
        tree = ast.parse(HIDDEN.sub("", cell.source))
        asserts = [node for node in ast.walk(tree) if isinstance(node, ast.Assert)]
        assert asserts, grading(cell)["grade_id"]
        for node in asserts:
            assert node.msg is not None, ast.unparse(node)
            words = "".join(
                each.value
                for each in ast.walk(node.msg)
                if isinstance(each, ast.Constant) and isinstance(each.value, str)
            )
            assert len(words.split()) >= 6, words


def test_a_task_takes_three_to_six_lines(notebook):
    for cell in tasks(notebook):
        lines = [line for match in SOLUTION.findall(cell.source) for line in match.splitlines()[1:-1] if line.strip()]
        assert 1 <= len(lines) <= 6, grading(cell)["grade_id"]


def test_a_learner_s_one_runs_as_far_as_the_first_task(path, run):
    learners = nbformat.read(tool.EXERCISES / path.name, as_version=4)
    first = None
    for cell in learners.cells:
        if cell.cell_type != "code":
            continue
        run(cell.source)  # a task only defines its function
        if grading(cell).get("solution"):
            first = cell
            break
    assert "raise NotImplementedError" in first.source
    with pytest.raises(NotImplementedError, match="waits for your lines"):
        run(checks(learners)[0].source)


def test_learners_versions_are_what_their_sources_give(tmp_path):
    written = tool.write_all(tmp_path)
    assert {path.name for path in written} == {
        path.name
        for path in tool.EXERCISES.iterdir()
        if path.is_file() and path.name not in ("README.md", "responses.jsonl")
    }
    for fresh in written:
        assert fresh.read_bytes() == (tool.EXERCISES / fresh.name).read_bytes(), fresh.name


def test_learners_versions_hold_no_answer(path):
    text = (tool.EXERCISES / path.name).read_text(encoding="utf-8")
    for word in ("BEGIN SOLUTION", "END SOLUTION", "HIDDEN TESTS"):
        assert word not in text
    source = nbformat.read(path, as_version=4)
    for cell in checks(source):
        for line in HIDDEN.search(cell.source)[1].splitlines():
            assert len(line) < 20 or line.strip() not in text
    paper = (tool.EXERCISES / f"{path.stem}.paper.json").read_text(encoding="utf-8")
    assert read(tool.EXERCISES / f"{path.stem}.paper.json").id == path.stem
    assert "rationale" not in paper


@pytest.mark.slow
def test_the_solved_ones_give_what_they_gave(path):
    """nbval, strictly: every output of a fresh run is the committed one."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "--nbval",
        "--nbval-current-env",
        "-p",
        "no:cacheprovider",
        str(path),
    ]
    done = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parents[2], check=False)
    assert done.returncode == 0, done.stdout[-3000:]
