"""Makes the folder of a class: sources with fresh numbers, papers, and what nbgrader needs."""

import json
import secrets
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path
from typing import Any

import crampcourse
from crampcourse.classroom.course import BANK, CONFIG, RECORD, ROSTER, ClassError, Course, open_course
from crampcourse.classroom.mending import grade_id
from crampcourse.classroom.parameters import redrawn
from crampcourse.classroom.part_a import CELL, items_of
from crampcourse.classroom.roster import TEMPLATE
from crampcourse.learning.drawn import seed_of
from crampcourse.learning.paper import SUFFIX, made, write
from crampcourse.learning.transfer import write_whole
from crampcourse.library import load

_PASSING = shutil.ignore_patterns(f"*{BANK}", f"*{SUFFIX}", "*.ipynb", ".*", "__pycache__", "responses.jsonl")


@dataclass(frozen=True)
class Made:
    """What an `init` did."""

    course: Course
    new: list[str]
    there: list[str]


def sources(given: Path | None) -> Path:
    """The folder of the exercises' sources; ClassError says what to give when they are not beside the package."""
    beside = Path(crampcourse.__file__).parents[2] / "exercises" / "source"
    folder = given or beside
    if not folder.is_dir() or not exercises_in(folder):
        raise ClassError(
            f"There are no sources of exercises in {folder}. Installed copies of the course do not hold them, because "
            "they hold the solutions: get the course's repository and give --exercises REPOSITORY/exercises/source"
        )
    return folder


def exercises_in(folder: Path) -> list[str]:
    """The names of the exercises in a folder of sources."""
    return sorted(path.name for path in folder.iterdir() if (path / f"{path.name}.ipynb").is_file())


def prepare(
    root: Path, source: Path, own: Mapping[str, list[Path]], told: Callable[[int, int], None], seed: int | None = None
) -> Made:
    """Makes a class in a folder, or adds to it the exercises it does not have yet.

    What is there already stays as it is. ClassError for a folder that holds something else, and for faults of the
    sources; nothing of an exercise with faults is written.
    """
    root = root.absolute()
    names = exercises_in(source)
    if unknown := sorted(own.keys() - set(names)):
        raise ClassError(f"--bank names {', '.join(unknown)}; the exercises are: {', '.join(names)}")
    course = _begun(root, seed)
    new = [name for name in names if name not in course.exercises]
    there = [name for name in names if name in course.exercises]
    if late := sorted(own.keys() - set(new)):
        raise ClassError(f"{', '.join(late)} is in this class already; items can be added when an exercise is new")
    built = {}
    for count, name in enumerate(new):
        told(count, len(new))
        built[name] = _exercise(name, source / name, own.get(name, []), course.seed)
    for name, (notebook, paper) in built.items():
        _place(course, name, source / name, notebook, paper, own.get(name, []))
        course = replace(course, exercises=(*course.exercises, name))
        course.save()
    told(len(new), len(new))
    return Made(course, new, there)


def _begun(root: Path, seed: int | None) -> Course:
    if (root / RECORD).exists():
        return open_course(root)
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise ClassError(
            f"{root} is not empty and not the folder of a class. Give the name of a new folder: "
            "crampcourse class init FOLDER"
        )
    root.mkdir(parents=True, exist_ok=True)
    template = resources.files("crampcourse.classroom") / "template"
    for name, text in (
        (CONFIG, (template / f"{CONFIG}.txt").read_text(encoding="utf-8")),
        ("README.md", (template / "README.md").read_text(encoding="utf-8")),
        (ROSTER, TEMPLATE),
    ):
        write_whole(root / name, text)
    (root / "exchange").mkdir()
    course = Course(root, secrets.randbelow(2**31) if seed is None else seed, ())
    course.save()
    return course


def _exercise(name: str, folder: Path, own: list[Path], seed: int) -> tuple[Any, Any]:
    """The notebook and the paper of an exercise for this class."""
    try:
        notebook = json.loads((folder / f"{name}.ipynb").read_text(encoding="utf-8"))
        notebook = redrawn(notebook, seed_of(str(seed), name, 0))
    except (ValueError, OSError, KeyError, TypeError) as error:
        raise ClassError(f"The source of {name} has faults: {error}") from error
    bank = folder / f"{name}{BANK}"
    if not bank.is_file():
        if own:
            raise ClassError(f"{name} has no part A; items cannot be added to it")
        return notebook, None
    items = items_of([bank, *own])
    cell = next((cell for cell in notebook["cells"] if grade_id(cell) == CELL), None)
    if cell is None:
        raise ClassError(f"The source of {name} has a bank but no cell with the grade_id {CELL}")
    cell["metadata"]["nbgrader"]["points"] = len(items)
    try:
        paper = made(name, part_a_title(notebook, name), items.values(), load(), seed_of(str(seed), name, 1))
    except ValueError as error:
        raise ClassError(f"Part A of {name}: {error}") from error
    return notebook, paper


def part_a_title(notebook: Any, name: str) -> str:
    """What learners read above part A: the exercise's own title, or its name where it begins with none."""
    first = "".join(notebook["cells"][0]["source"]).partition("\n")[0]
    return f"{first.removeprefix('# ') if first.startswith('# ') else name}: part A"


def _place(course: Course, name: str, folder: Path, notebook: Any, paper: Any, own: list[Path]) -> None:
    target = course.root / "source" / name
    banks = course.root / "banks" / name
    # Left over from a call that was broken off: the record does not name it, so it holds nothing of anybody's.
    for left in (target, banks):
        shutil.rmtree(left, ignore_errors=True)
    shutil.copytree(folder, target, ignore=_PASSING)
    write_whole(target / f"{name}.ipynb", json.dumps(notebook, ensure_ascii=False, indent=1) + "\n")
    if paper is None:
        return
    write(paper, course.paper(name))
    banks.mkdir(parents=True)
    for number, bank in enumerate([folder / f"{name}{BANK}", *own]):
        # Numbered, so that they are read again in the order in which the paper asks.
        title = name if number == 0 else f"own_{number}"
        write_whole(banks / f"{number:02}_{title}{BANK}", bank.read_bytes())
