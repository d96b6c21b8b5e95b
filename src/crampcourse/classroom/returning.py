"""Gives marks back: a page for each learner, and the table of all marks."""

from collections.abc import Callable
from pathlib import Path

from crampcourse.classroom import gradebook as marks
from crampcourse.classroom.course import ClassError, Course, done
from crampcourse.classroom.releasing import enrol
from crampcourse.classroom.report import Points, write_table

HEAD = ("student", "first_name", "last_name", "exercise", "part_a", "part_b", "part_c", "total", "of", "complete")


def feedback(course: Course, names: list[str], told: Callable[[int, int], None]) -> tuple[int, list[str]]:
    """Makes the pages of all marked submissions: how many, and what was not made and why.

    Those that came through the exchange are laid there too.
    """
    students = [student.id for student in enrol(course)]
    each = [(student, name) for name in names for student in students]
    count, said = 0, []
    for at, (student, name) in enumerate(each):
        told(at, len(each))
        if not course.notebook("autograded", name, student).is_file():
            said.append(f"{student}, {name}: not marked, so there is no page")
            continue
        try:
            done(course.api.generate_feedback(name, student_id=student), f"The page of {student} for {name}")
            count += 1
            if (course.notebook("feedback", name, student).parent / "submission_secret.txt").is_file():
                done(
                    course.api.release_feedback(name, student_id=student), f"Laying it into the exchange for {student}"
                )
        except ClassError as error:
            said.append(str(error))
    told(len(each), len(each))
    return count, said


def grades(course: Course, names: list[str], path: Path) -> int:
    """Writes one row for each student and exercise; how many. Raises OSError."""
    rows = []
    for student in enrol(course):
        for name in names:
            found = marks.marks_of(course, student.id, name)
            parts = (found.a, found.b, found.c)
            rows.append(
                (
                    student.id, student.first_name, student.last_name, name,
                    *(_number(part) for part in parts),
                    f"{sum(part.earned or 0 for part in parts):g}",
                    f"{sum(part.possible for part in parts):g}",
                    "no" if any(part.earned is None for part in parts) else "yes",
                )
            )  # fmt: skip
    write_table(path, HEAD, rows)
    return len(rows)


def _number(points: Points) -> str:
    return "" if points.earned is None or not points.possible else f"{points.earned:g}"
