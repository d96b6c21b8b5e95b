"""Who is in the class: roster.csv, read with every fault at once."""

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

from crampcourse.classroom.course import ClassError

COLUMNS = ("student", "first_name", "last_name", "email")
TEMPLATE = ",".join(COLUMNS) + "\n"
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")
_RESERVED = re.compile(r"(?i)con|prn|aux|nul|com\d|lpt\d")


@dataclass(frozen=True)
class Student:
    """One learner. ``id`` names their folders."""

    id: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""


def read_roster(path: Path) -> list[Student]:
    """The students of a roster; ClassError lists every fault with its line."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise ClassError(f"There is no roster {path}; write one with the columns {', '.join(COLUMNS)}") from None
    except UnicodeDecodeError as error:
        raise ClassError(f"{path.name} is not UTF-8 (byte {error.start}); save it as CSV UTF-8") from error
    except OSError as error:
        raise ClassError(f"{path.name} cannot be read ({error.strerror or error})") from error
    separator = ";" if ";" in text.partition("\n")[0] else ","
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    faults: list[str] = []
    found: dict[str, Student] = {}
    try:
        head = [name.strip().lower() for name in next(rows, [])]
        if "student" not in head or not set(head) <= set(COLUMNS) or len(set(head)) < len(head):
            raise ClassError(
                f"{path.name} line 1 is {', '.join(head) or 'empty'}; it must name the columns "
                f"student (needed), {', '.join(COLUMNS[1:])}, each once"
            )
        for row in rows:
            if any(field.strip() for field in row):
                _add(row, head, f"line {rows.line_num}", found, faults)
    except csv.Error as error:
        faults.append(f"line {rows.line_num}: {error}")
    if not found and not faults:
        faults.append("names no student; write one line for each")
    if faults:
        raise ClassError("\n".join([f"{path.name} has {len(faults)} faults:", *(f"  {fault}" for fault in faults)]))
    return list(found.values())


def _add(row: list[str], head: list[str], where: str, found: dict[str, Student], faults: list[str]) -> None:
    if len(row) != len(head):
        faults.append(f"{where} has {len(row)} fields; it must have {len(head)}")
        return
    values = {name: value.strip() for name, value in zip(head, row, strict=True)}
    student = Student(values.pop("student"), **values)
    if not _ID.fullmatch(student.id) or student.id.endswith(".") or _RESERVED.fullmatch(student.id.partition(".")[0]):
        faults.append(
            f"{where}: the student is {student.id!r}; use 1 to 64 letters (a–z), digits and . _ @ -, "
            "beginning with a letter or digit, and no name that Windows keeps for itself"
        )
    elif student.id.lower() in found:
        faults.append(f"{where}: the student {student.id!r} is there twice")
    else:
        found[student.id.lower()] = student
