"""A tiny exercise in nbgrader's source format, learners who do it, and the commands run as an instructor would."""

import copy
import json
from pathlib import Path
from types import SimpleNamespace

import click.testing

from crampcourse.cli import main
from crampcourse.learning import paper as papers
from crampcourse.learning.attempts import Attempt
from crampcourse.learning.paper import in_bank
from crampcourse.learning.transfer import as_lines
from crampcourse.library import load
from crampcourse.library.shelving import read_bank

NAME = "03_tiny"
SECRET = "a hidden test of sums"
BANK = """\
- id: tiny-bump
  kind: single
  objective: L01-O1
  stem: Which bone is the outer bump of the ankle?
  options:
    - text: The fibula
      key: true
      rationale: Its lower end is the outer bump, and this line is for nobody's eyes.
    - text: The talus
      rationale: It lies hidden between the bumps.
    - text: The calcaneus
      rationale: It is the heel.
  sources: [FIBULAPAGE]
- id: tiny-torque
  kind: drawn-numeric
  objective: L03-O2
  formula: muscle_torque
  draw:
    muscle: [soleus, tibialis_anterior]
    activation: [0.2, 0.5, 1.0]
    ankle_deg: [-20, 0, 10]
  decimals: 1
  stem: The muscle {{muscle_name}} pulls with {{force_n}} N at {{moment_arm_mm}} mm. How large is its torque?
  unit: N m
  tolerance_percent: 3
  rationale: It is {{key}} N m, toward {{direction}}.
  sources: [DELP1990, DEGROOTE2016]
"""
OWN_BANK = """\
- id: own-heel
  kind: single
  objective: L01-O1
  stem: Which bone is the heel?
  options:
    - text: The calcaneus
      key: true
      rationale: It is.
    - text: The talus
      rationale: It lies above.
  sources: [FIBULAPAGE]
"""
RIGHT = "def weight_n(mass_kg):\n    return 10 * mass_kg\n"
HALF = "def weight_n(mass_kg):\n    return 700.0\n"


def _cell(kind, source, identifier, grade_id=None, *, points=None, solution=False):
    cell = {"cell_type": kind, "id": identifier, "metadata": {}, "source": source}
    if kind == "code":
        cell |= {"outputs": [], "execution_count": None}
    if grade_id:
        own = {"grade": points is not None, "grade_id": grade_id, "locked": not solution, "schema_version": 3}
        own |= {"solution": solution, "task": False}
        cell["metadata"]["nbgrader"] = own | ({"points": points} if points is not None else {})
    return cell


def notebook(name=NAME):
    """The source: a quiz, two tests of one solution, and a text."""
    test = "assert weight_n(70) == 700, 'ten newtons for each kilogram'"
    hidden = f"assert weight_n(3) == 30, 'not for every mass'  # {SECRET}"
    quiz = f"# stands for cc.quiz('{name}.paper.json')\nbody_mass_kg = 70.0  # drawn from 60 to 90 by 1"
    solution = f"### BEGIN SOLUTION\n{RIGHT}### END SOLUTION"
    cells = [
        _cell("markdown", "# Tiny", f"{name}-head", "head"),
        _cell("code", quiz, f"{name}-quiz", "quiz"),
        _cell("markdown", "Your answers above are marked.", f"{name}-a", "part-a", points=2, solution=True),
        _cell("code", solution, f"{name}-solution", "weight", solution=True),
        _cell("code", test, f"{name}-test", "weight-test", points=1),
        _cell(
            "code",
            f"### BEGIN HIDDEN TESTS\n{hidden}\n### END HIDDEN TESTS",
            f"{name}-hidden",
            "weight-hidden",
            points=2,
        ),
        _cell("markdown", "Say why.", f"{name}-c", "part-c-why", points=4, solution=True),
    ]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}


def write_source(folder, *names):
    """A folder of sources with these exercises."""
    for name in names or (NAME,):
        (folder / name).mkdir(parents=True)
        (folder / name / f"{name}.ipynb").write_text(json.dumps(notebook(name)))
        (folder / name / f"{name}.bank.yaml").write_text(BANK)
        (folder / name / "masses.csv").write_text("mass_kg\n70\n")
    return folder


def command(*arguments):
    """Runs `crampcourse class …`; what it said, on both streams together."""
    done = click.testing.CliRunner().invoke(main, ["class", *map(str, arguments)])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return SimpleNamespace(code=done.exit_code, said=done.output)


def well(*arguments):
    """Runs a command that must end well."""
    done = command(*arguments)
    assert done.code == 0, done.said
    return done.said


def make_class(folder, *students, names=(NAME,), seed=7):
    """A class with these students, its exercises released."""
    write_source(folder / "sources", *names)
    root = folder / "class"
    well("init", root, "--exercises", folder / "sources", "--seed", seed)
    (root / "roster.csv").write_text("student\n" + "\n".join(students) + "\n")
    well("release", "--in", root)
    return root


def released(root, name=NAME):
    return json.loads((root / "release" / name / f"{name}.ipynb").read_text())


def cell_of(content, grade_id):
    return next(cell for cell in content["cells"] if cell["metadata"].get("nbgrader", {}).get("grade_id") == grade_id)


def solved(root, code=RIGHT, text="Because of gravity.", name=NAME):
    """A learner's notebook: this code in the solution, this text in part C, run once."""
    content = copy.deepcopy(released(root, name))
    cell_of(content, "weight")["source"] = code
    cell_of(content, "weight")["execution_count"] = 1
    if text:
        cell_of(content, "part-c-why")["source"] = text
    return content


def answers(root, right=("tiny-bump", "tiny-torque"), name=NAME):
    """The responses file of a learner who knows these items."""
    paper = papers.read(root / "source" / name / f"{name}.paper.json")
    bank, library = {}, load()
    for file in sorted((root / "banks" / name).glob("*.bank.yaml")):
        bank |= read_bank(file, library)
    given = []
    for data in paper.items:
        item, asked = in_bank(bank[data["id"]], library, paper)
        if data["kind"] == "single":
            wanted = next(at for at, option in enumerate(item.options) if option.key)
            response = next(
                at for at in range(len(item.options)) if (asked.in_bank(at) == wanted) == (item.id in right)
            )
        else:
            response = item.value if item.id in right else 123456.0
        given.append(Attempt(paper.item_name(item.id), paper.lesson, response, content_hash=asked.data["hash"]))
    return as_lines(given)


def hand_in(root, student, content, responses=None, name=NAME):
    """Lays work where `class collect` would."""
    folder = root / "submitted" / student / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.ipynb").write_text(content if isinstance(content, str) else json.dumps(content))
    if responses is not None:
        (folder / "responses.jsonl").write_text(responses)
    return folder


def report(root):
    """The report's rows by student (of one exercise)."""
    import csv

    with (root / "report.csv").open(newline="") as file:
        return {row["student"]: row for row in csv.DictReader(file)}


def state(folder: Path):
    """Every file of a folder with its content."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink()
    }
