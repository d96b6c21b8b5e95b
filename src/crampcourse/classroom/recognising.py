"""Whose a returned file is, and which exercise it belongs to."""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from crampcourse.classroom.mending import grade_id
from crampcourse.classroom.roster import Student

_ENOUGH = 0.5
_EDGE = r"(?:^|(?<=[^a-z0-9]))"


@dataclass(frozen=True)
class Marks:
    """By what a notebook of an exercise is recognised: the ids of its cells, and what nbgrader calls them."""

    cells: frozenset[str]
    grades: frozenset[str]


def marks_of(released: Any) -> Marks:
    """By what a returned copy of this notebook is recognised."""
    cells = released["cells"]
    return Marks(
        frozenset(cell["id"] for cell in cells if "id" in cell),
        frozenset(grade_id(cell) for cell in cells) - {""},
    )


def student_of(path: PurePosixPath, students: Sequence[Student], exercises: Iterable[str] = ()) -> str | None:
    """The one student whom a path names; None for nobody, or for several: work must never go to the wrong one.

    A folder or file that is called just like a student counts first. Else a part of the path, from its end, may hold
    a student's id, else the address, else first and last name. Numbers of copies, as in `x (2).ipynb`, and names of
    exercises are nobody's.
    """
    parts = [_plain(part) for part in path.with_suffix("").parts]
    ids = {_plain(student.id): student.id for student in students}
    exact = {ids[part] for part in parts if part in ids}
    held = _held(parts, students, [_plain(name) for name in exercises])
    if not exact:
        return next(iter(held)) if len(held) == 1 else None
    # A number may stand in a name for anything; a name of letters that contradicts the folder is a contradiction.
    contradicted = any(re.search(r"[a-z]", _plain(other)) for other in held - exact)
    return next(iter(exact)) if len(exact) == 1 and not contradicted else None


def _held(parts: Sequence[str], students: Sequence[Student], exercises: Sequence[str]) -> set[str]:
    """Whom the last part of a path that holds anybody's name names."""
    for part in reversed(parts):
        rest = re.sub(r"\(\d+\)", " ", part)
        for exercise in exercises:
            rest = rest.replace(exercise, " ")
        for names in (
            {student.id: [student.id] for student in students},
            {student.id: [student.email] for student in students if student.email},
            {
                student.id: [f"{student.first_name} {student.last_name}", f"{student.last_name} {student.first_name}"]
                for student in students
                if student.first_name and student.last_name
            },
        ):
            if found := _named(rest, names):
                return set(found)
    return set()


def _named(part: str, names: Mapping[str, Iterable[str]]) -> list[str]:
    """Whom a part of a path names; where one name holds another, the longer one counts."""
    found: dict[str, str] = {}
    for student, forms in names.items():
        for form in forms:
            wanted = _plain(form)
            if re.search(rf"{_EDGE}{re.escape(wanted)}(?![a-z0-9])", part):
                found[student] = max(wanted, found.get(student, ""), key=len)
    return [
        student
        for student, name in found.items()
        if not any(name != other and name in other for other in found.values())
    ]


def _plain(text: str) -> str:
    """Small letters without accents, with what platforms put between words as one space."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[\s_,+]+", " ", letters).strip()


def exercise_of(path: PurePosixPath, notebook: Any, known: Mapping[str, Marks]) -> str | None:
    """The exercise that a notebook (None when it cannot be read) is a copy of: by its cells, else by its name."""
    if notebook is not None:
        cells = {cell.get("id") for cell in notebook["cells"]}
        grades = {grade_id(cell) for cell in notebook["cells"]}
        shares = {
            name: (
                len(marks.cells & cells) / max(1, len(marks.cells)),
                len(marks.grades & grades) / max(1, len(marks.grades)),
            )
            for name, marks in known.items()
        }
        for sort in (0, 1):
            best = sorted(shares, key=lambda name: shares[name][sort], reverse=True)
            if (
                best
                and shares[best[0]][sort] >= _ENOUGH
                and (len(best) == 1 or shares[best[0]][sort] > shares[best[1]][sort])
            ):
                return best[0]
    return _by_name(path, known)


def _by_name(path: PurePosixPath, known: Iterable[str]) -> str | None:
    for part in reversed(path.with_suffix("").parts):
        found = [name for name in known if _plain(name) in _plain(part)]
        if found:
            return max(found, key=len)
    return None


def papers_of(responses: bytes, known: Iterable[str]) -> list[str]:
    """The exercises whose papers a file of responses answers."""
    named = set()
    for line in responses.split(b"\n"):
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            continue
        item = row.get("item") if isinstance(row, dict) else None
        if isinstance(item, str):
            named.add(item.partition("/")[0])
    return [name for name in known if name in named]
