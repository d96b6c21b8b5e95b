"""Marks what was collected: each submission run apart, then brought into the gradebook; always one row for each."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from crampcourse.classroom import gradebook as marks
from crampcourse.classroom.course import ClassError, Course
from crampcourse.classroom.mending import Locked, Mended, mended, read_notebook
from crampcourse.classroom.part_a import PartA, part_a_of
from crampcourse.classroom.protection import Limits, can_jail
from crampcourse.classroom.ready_made import ready_made
from crampcourse.classroom.releasing import enrol
from crampcourse.classroom.report import NAME, Row, write_report
from crampcourse.classroom.untouched import Kept
from crampcourse.classroom.watching import Ran, run_apart
from crampcourse.learning.responses import NAME as RESPONSES

MOST_FILES, MOST_BYTES = 200, 50_000_000


@dataclass(frozen=True)
class Exercise:
    """What is needed to mark one exercise."""

    name: str
    released: Any
    locked: dict[str, Locked]
    part_a: PartA | None
    files: dict[str, Path]


@dataclass(frozen=True)
class Submission:
    """One student's work on one exercise, ready to be run; or ``fault``, why it cannot be."""

    student: str
    exercise: Exercise
    folder: Path
    notebook: Mended | None = None
    fault: str = ""


def grade(
    course: Course, names: list[str], limits: Limits, workers: int, told: Callable[[int, int], None]
) -> list[Row]:
    """Marks every student's submission of these exercises, and writes the report.

    Without a jail submissions run one at a time, so that it is known whose code did what.
    """
    students = [student.id for student in enrol(course)]
    exercises = [_exercise(course, name) for name in names]
    found = [_submission(course, student, exercise) for exercise in exercises for student in students]
    ready = [one for one in found if one.notebook is not None]
    rows = {(one.student, one.exercise.name): _without_run(course, one) for one in found if one.notebook is None}
    jailed = can_jail()
    told(0, len(ready))
    ready_made()
    with Kept(None if jailed else course.root) as kept:
        for count, (one, ran) in enumerate(_run_all(course, ready, limits, workers if jailed else 1, kept), 1):
            try:
                row = _marked(course, one, ran)
            except Exception as error:  # noqa: BLE001 (one submission must never stop the batch)
                row = _row(course, one, "failed", f"{error} — mark it by hand, or have it handed in again")
            rows[one.student, one.exercise.name] = row
            kept.renew()
            told(count, len(ready))
    ordered = [rows[one.student, one.exercise.name] for one in found]
    ordered += [_stranger(course, student, name) for name in names for student in _strangers(course, name, students)]
    write_report(course.root / NAME, ordered)
    return ordered


def _strangers(course: Course, name: str, students: list[str]) -> list[str]:
    """Whose work lies in `submitted/` though the roster does not name them."""
    there = sorted(path.parents[0].name for path in (course.root / "submitted").glob(f"*/{name}"))
    return [student for student in there if student not in students]


def _stranger(course: Course, student: str, name: str) -> Row:
    found = marks.marks_of(course, student, name)
    advice = "not in roster.csv: write a line for them and mark again, or take their folder away"
    return Row(student, name, "unknown", found.a, found.b, found.c, advice)


def _run_all(
    course: Course, ready: list[Submission], limits: Limits, workers: int, kept: Kept
) -> Iterator[tuple[Submission, Ran]]:
    """Runs submissions, at most so many at once, and gives each as soon as it is done."""
    waiting = iter(ready)
    with ThreadPoolExecutor(workers) as pool:
        running: dict[Future[Ran], Submission] = {}
        while True:
            for one in waiting:
                running[pool.submit(_run, course, one, limits)] = one
                if len(running) >= workers:
                    break
            if not running:
                return
            finished, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in finished:
                one = running.pop(future)
                try:
                    ran = future.result()
                except Exception as error:  # noqa: BLE001 (one submission must never stop the batch)
                    ran = Ran([], _no_result(), str(error))
                yield one, replace(ran, touched=tuple(kept.put_back()))


def _no_result() -> Any:
    from crampcourse.classroom.running import Outcome

    return Outcome("no-result")


def _run(course: Course, one: Submission, limits: Limits) -> Ran:
    if one.notebook is None:
        raise ClassError(one.fault)
    cells = [
        {"cell_type": cell["cell_type"], "source": cell["source"], "outputs": [], "execution_count": None}
        for cell in one.notebook.notebook["cells"]
    ]
    files = {**_files(one.folder), **one.exercise.files, **ready_made()}
    return run_apart(cells, files, limits, course.root)


def _exercise(course: Course, name: str) -> Exercise:
    path = course.notebook("release", name)
    try:
        released = read_notebook(path)
    except ValueError as error:
        raise ClassError(f"{path} cannot be read: {error}. Do: crampcourse class release {name}") from error
    return Exercise(name, released, marks.locked_cells(course, name), part_a_of(course, name), _files(path.parent))


def _submission(course: Course, student: str, exercise: Exercise) -> Submission:
    folder = course.notebook("submitted", exercise.name, student).parent
    path = folder / f"{exercise.name}.ipynb"
    if not folder.is_dir():
        return Submission(student, exercise, folder, fault="missing")
    try:
        if links := [found.name for found in _all_below(folder) if found.is_symlink()]:
            raise ValueError(f"it holds links to other files ({', '.join(links[:3])}), which are not followed")
        if not path.is_file():
            raise ValueError(f"there is no {path.name} in it")
        _files(folder)
        notebook = mended(read_notebook(path), exercise.released, exercise.locked)
    except ValueError as error:
        return Submission(student, exercise, folder, fault=str(error))
    return Submission(student, exercise, folder, notebook)


def _all_below(folder: Path) -> Iterator[Path]:
    yield folder
    for where, folders, files in os.walk(folder):
        yield from (Path(where, name) for name in [*folders, *files])


def _files(folder: Path) -> dict[str, Path]:
    """The ordinary files that a run gets of a folder, notebooks left out; ValueError when there are too many."""
    found = {
        path.relative_to(folder).as_posix(): path
        for path in _all_below(folder)
        if path.is_file() and not path.is_symlink() and path.suffix != ".ipynb"
    }
    if len(found) > MOST_FILES or sum(path.stat().st_size for path in found.values()) > MOST_BYTES:
        raise ValueError(f"it holds more than {MOST_FILES} files or {MOST_BYTES // 1_000_000} MB")
    return found


def _without_run(course: Course, one: Submission) -> Row:
    """The row of a submission that cannot be run. Part A is marked all the same."""
    if one.fault == "missing":
        return _row(course, one, "missing", "nothing was collected; ask for it, or leave it at no points")
    try:
        marks.record_unreadable(course, one.student, one.exercise.name)
        said = _mark_part_a(course, one)
    except Exception as error:  # noqa: BLE001 (one submission must never stop the batch)
        said = str(error)
    advice = [f"the notebook cannot be marked: {one.fault}; have it handed in again", said]
    return _row(course, one, "unreadable", "; ".join(filter(None, advice)))


def _mark_part_a(course: Course, one: Submission) -> str:
    if one.exercise.part_a is None:
        return ""
    found = one.exercise.part_a.marks(one.folder / RESPONSES)
    marks.record_part_a(course, one.student, one.exercise.name, found.points)
    return found.said


def _marked(course: Course, one: Submission, ran: Ran) -> Row:
    name, notebook = one.exercise.name, one.notebook
    if notebook is None or not ran.cells:
        marks.record_unreadable(course, one.student, name)
        said = _mark_part_a(course, one)
        advice = [f"running it left no result ({ran.exceeded or 'it ended itself'}); look at the notebook", said]
        return _row(course, one, "stopped", "; ".join(filter(None, advice)))
    marks.record(course, one.student, name, notebook.notebook, ran.cells)
    remarks = [_mark_part_a(course, one), *notebook.said]
    if notebook.never_run:
        remarks.append("the learner never ran it")
    state, why = _state(ran)
    if state == "tampered":
        marks.no_points(course, one.student, name)
    return _row(course, one, state, "; ".join(filter(None, [why, *remarks])))


def _state(ran: Ran) -> tuple[str, str]:
    """The state of a run, and what to say about it."""
    outcome = ran.outcome
    at = f"cell {(outcome.cell or 0) + 1}"
    if ran.touched:
        files = ", ".join(ran.touched)
        return "tampered", f"its code changed files of the class, put back: {files}; part B has no points: look at it"
    if ran.exceeded:
        return "over the limit", f"{ran.exceeded}; tests after that count as failed: look at {at}"
    if outcome.state == "time":
        return "over time", f"{at} did not end and could not be interrupted; tests after it count as failed"
    if outcome.state in ("died", "no-kernel"):
        return "stopped", f"the kernel ended in {at}; tests after it count as failed: look at that cell"
    if outcome.swallowed:
        return "tampered", "its code keeps tests from failing, so part B has no points: look at it yourself"
    if outcome.interrupted:
        cells = ", ".join(str(number + 1) for number in outcome.interrupted)
        return "over time", f"cell {cells} took too long and was interrupted; the others were run"
    if any(output.get("ename") == "MemoryError" for cell in ran.cells for output in cell.get("outputs", [])):
        return "over the limit", "a cell asked for more memory than is allowed; the others were run"
    if outcome.cut:
        return "marked", f"the output of cell {', '.join(str(number + 1) for number in outcome.cut)} was cut"
    return "marked", ""


def _row(course: Course, one: Submission, state: str, advice: str) -> Row:
    found = marks.marks_of(course, one.student, one.exercise.name)
    to_mark = "mark part C in formgrader" if found.c.earned is None else ""
    advice = "; ".join(filter(None, [advice, to_mark])).replace("\n", " ")
    return Row(one.student, one.exercise.name, state, found.a, found.b, found.c, advice)
