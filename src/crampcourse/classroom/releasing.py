"""Makes the learners' versions, and sees to it that no solution, hidden test or key is in them."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

from crampcourse.classroom.course import BANK, ROSTER, ClassError, Course, done
from crampcourse.classroom.roster import Student, read_roster

_SECRET = re.compile(r"(?i)\b(BEGIN|END) +(SOLUTION|HIDDEN|MARK SCHEME)")


def release(course: Course, names: list[str], told: Callable[[int, int], None]) -> list[str]:
    """Makes `release/` of these exercises, and lays them into the exchange; what the exchange says against it.

    ClassError when nbgrader cannot make one, or when one would give something away.
    """
    said = []
    for count, name in enumerate(names):
        told(count, len(names))
        done(course.api.generate_assignment(name), f"Making the learners' version of {name}")
        _nothing_given_away(course, name)
        try:
            outbound = Path(
                course.api.exchange.ReleaseAssignment(coursedir=course.api.coursedir, parent=course.api).root
            )
            laid = outbound / course.api.coursedir.course_id / "outbound" / name
            shutil.rmtree(laid, ignore_errors=True)
            done(course.api.release_assignment(name), f"Laying {name} into the exchange")
        except ClassError as error:
            said.append(str(error))
    told(len(names), len(names))
    return said


def enrol(course: Course) -> list[Student]:
    """The students of the roster, whom the gradebook then knows too."""
    students = read_roster(course.root / ROSTER)
    with course.gradebook as gradebook:
        for student in students:
            gradebook.update_or_create_student(
                student.id, first_name=student.first_name, last_name=student.last_name, email=student.email
            )
    return students


def _nothing_given_away(course: Course, name: str) -> None:
    folder = course.notebook("release", name).parent
    bad = [path.name for path in folder.rglob(f"*{BANK}")]
    bad += [path.name for path in folder.rglob("*.ipynb") if _SECRET.search(path.read_text(encoding="utf-8"))]
    if bad:
        shutil.rmtree(folder)
        raise ClassError(
            f"{name} is not released, because {', '.join(bad)} would give away solutions or keys. "
            "Check the BEGIN and END lines and the nbgrader metadata of its source"
        )
