"""Brings a run into nbgrader's gradebook: by nbgrader's own Autograde, in which only the running is ours."""

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nbgrader.converters import Autograde
from nbgrader.preprocessors import (
    AssignLatePenalties,
    CheckCellMetadata,
    ClearOutput,
    DeduplicateIds,
    LimitOutput,
    OverwriteCells,
    OverwriteKernelspec,
    SaveAutoGrades,
)
from nbgrader.utils import capture_log, temp_attrs

from crampcourse.classroom.course import Course, done
from crampcourse.classroom.mending import Locked, grade_id, read_notebook
from crampcourse.classroom.part_a import CELL
from crampcourse.classroom.report import Points


@dataclass(frozen=True)
class Marks:
    """The points of one submission as the gradebook has them."""

    a: Points
    b: Points
    c: Points


def locked_cells(course: Course, name: str) -> dict[str, Locked]:
    """The cells of an exercise whose text is the instructor's, with their hidden tests."""
    with course.gradebook as gradebook:
        cells = gradebook.find_notebook(name, name).source_cells
        return {cell.name: Locked(cell.cell_type, cell.source) for cell in cells if cell.locked}


def record(course: Course, student: str, name: str, mended: Any, cells: Sequence[Mapping[str, Any]]) -> None:
    """Autogrades a submission from the mended notebook and the cells that were run. ClassError when nbgrader cannot."""
    before = _texts(course, student, name)
    settled = _settled(course, student, name)

    def put_in_order(notebook: Any, resources: Any) -> tuple[Any, Any]:
        notebook.cells, notebook.metadata = mended.cells, mended.metadata
        notebook.nbformat, notebook.nbformat_minor = mended.nbformat, mended.nbformat_minor
        return notebook, resources

    def put_outputs(notebook: Any, resources: Any) -> tuple[Any, Any]:
        if [cell.source for cell in notebook.cells] != [cell["source"] for cell in cells]:
            raise RuntimeError("what was run is not what is to be marked; release the exercise again and mark anew")
        for cell, ran in zip(notebook.cells, cells, strict=True):
            if cell.cell_type == "code":
                cell.outputs = [type(cell)(output) for output in ran["outputs"]]
                cell.execution_count = ran["execution_count"]
        return notebook, resources

    api = course.api
    with temp_attrs(api.coursedir, assignment_id=name, student_id=student):
        grader = Autograde(coursedir=api.coursedir, parent=api)
        grader.force = True
        grader.create_student = False
        grader.sanitize_preprocessors = [
            put_in_order, ClearOutput, DeduplicateIds, OverwriteKernelspec, OverwriteCells, CheckCellMetadata,
        ]  # fmt: skip
        grader.autograde_preprocessors = [
            put_outputs, LimitOutput, SaveAutoGrades, AssignLatePenalties, CheckCellMetadata,
        ]  # fmt: skip
        with warnings.catch_warnings():
            # Of the notebook as it came, which is put in order as soon as it is read.
            warnings.simplefilter("ignore")
            result = capture_log(grader)
    done(result, f"Marking {name} of {student}")
    after = _texts(course, student, name)
    _still_settled(course, student, name, {cell for cell in settled if before.get(cell) == after.get(cell)})


def record_unreadable(course: Course, student: str, name: str) -> None:
    """Gives a submission without a readable notebook no points for its tests and its text."""
    with course.gradebook as gradebook:
        gradebook.update_or_create_submission(name, student)
        for grade in gradebook.find_submission_notebook(name, name, student).grades:
            if grade.manual_score is None:
                grade.auto_score = 0
                grade.needs_manual_grade = False
        gradebook.db.commit()


def no_points(course: Course, student: str, name: str) -> None:
    """Takes back the points for tests whose results cannot be trusted."""
    with course.gradebook as gradebook:
        for grade in gradebook.find_submission_notebook(name, name, student).grades:
            if grade.cell.cell_type == "code":
                grade.auto_score = 0
        gradebook.db.commit()


def record_part_a(course: Course, student: str, name: str, points: float) -> None:
    """Sets the points of part A."""
    with course.gradebook as gradebook:
        grade = gradebook.find_grade(CELL, name, name, student)
        grade.manual_score = points
        grade.needs_manual_grade = False
        gradebook.db.commit()


def marks_of(course: Course, student: str, name: str) -> Marks:
    """The points of a submission; nothing earned where there is none."""
    from nbgrader.api import MissingEntry

    with course.gradebook as gradebook:
        try:
            grades = gradebook.find_submission_notebook(name, name, student).grades
        except MissingEntry:
            cells = gradebook.find_notebook(name, name).grade_cells
            return Marks(*(_sum([(0.0, cell.max_score) for cell in cells if _part(cell) == part]) for part in "ABC"))
        found: dict[str, list[tuple[float | None, float]]] = {part: [] for part in "ABC"}
        for grade in grades:
            earned = None if grade.needs_manual_grade else grade.score
            found[_part(grade.cell)].append((earned, grade.max_score))
    return Marks(*(_sum(found[part]) for part in "ABC"))


def _part(cell: Any) -> str:
    if cell.name == CELL:
        return "A"
    return "B" if cell.cell_type == "code" else "C"


def _sum(points: Sequence[tuple[float | None, float]]) -> Points:
    earned = [one for one, _ in points]
    known = [one for one in earned if one is not None]
    return Points(None if len(known) < len(earned) else sum(known), sum(most for _, most in points))


def _texts(course: Course, student: str, name: str) -> dict[str, str]:
    """What stood in the cells of a submission when it was last marked."""
    try:
        notebook = read_notebook(course.notebook("autograded", name, student))
    except ValueError:
        return {}
    return {grade_id(cell): cell["source"] for cell in notebook["cells"] if grade_id(cell)}


def _settled(course: Course, student: str, name: str) -> set[str]:
    """The cells a person has marked, with nothing left to do."""
    from nbgrader.api import MissingEntry

    with course.gradebook as gradebook:
        try:
            grades = gradebook.find_submission_notebook(name, name, student).grades
        except MissingEntry:
            return set()
        return {grade.name for grade in grades if grade.manual_score is not None and not grade.needs_manual_grade}


def _still_settled(course: Course, student: str, name: str, cells: set[str]) -> None:
    """nbgrader asks to look again at each mark a person gave; not for a text that is the same as before."""
    with course.gradebook as gradebook:
        for cell in cells:
            gradebook.find_grade(cell, name, name, student).needs_manual_grade = False
        gradebook.db.commit()
