"""What became of every submission: one row for each student and exercise."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from crampcourse.learning.transfer import write_whole

NAME = "report.csv"
HEAD = ("student", "exercise", "state", "part A", "part B", "part C", "what to do")
_FORMULA = ("=", "+", "-", "@", "\t")


@dataclass(frozen=True)
class Points:
    """Earned of possible. ``earned`` is None as long as a person has to mark it."""

    earned: float | None
    possible: float

    def __str__(self) -> str:
        if not self.possible:
            return ""
        return f"{'to mark' if self.earned is None else f'{self.earned:g}'} / {self.possible:g}"


@dataclass(frozen=True)
class Row:
    """What became of one submission."""

    student: str
    exercise: str
    state: str
    a: Points
    b: Points
    c: Points
    advice: str = ""

    def fields(self) -> tuple[str, ...]:
        """As text, in the order of the table."""
        fields = (self.student, self.exercise, self.state, str(self.a), str(self.b), str(self.c), self.advice)
        # A name of a learner's file must not steer the instructor's terminal.
        return tuple("".join(sign if sign.isprintable() else "?" for sign in field) for field in fields)


def write_report(path: Path, rows: Iterable[Row]) -> None:
    """Writes the rows as CSV, and leaves those of other exercises that a report there holds. Raises OSError."""
    new = [row.fields() for row in rows]
    done = {fields[1] for fields in new}
    kept = [fields for fields in read_report(path) if fields[1] not in done]
    write_table(path, HEAD, sorted([*kept, *new], key=lambda fields: (fields[1], fields[0])))


def write_table(path: Path, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Writes a table as CSV, in which no text of a learner's becomes a formula. Raises OSError."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(head)
    writer.writerows([f"'{field}" if field.startswith(_FORMULA) else field for field in fields] for fields in rows)
    write_whole(path.absolute(), text.getvalue())


def read_report(path: Path) -> list[tuple[str, ...]]:
    """The rows of a report as text; none where there is none, or no report."""
    try:
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
    except (OSError, UnicodeDecodeError, csv.Error):
        return []
    if not rows or tuple(rows[0]) != HEAD:
        return []
    return [tuple(row) for row in rows[1:] if len(row) == len(HEAD)]


def table(rows: Sequence[Row]) -> str:
    """The rows as text in columns, with what is to do below."""
    lines = [HEAD[:-1], *(row.fields()[:-1] for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEAD) - 1)]
    text = ["  ".join(field.ljust(width) for field, width in zip(line, widths, strict=True)).rstrip() for line in lines]
    advice = [f"{row.student}, {row.exercise}: {row.advice}" for row in rows if row.advice]
    return "\n".join([*text, *(["", "What to do:", *advice] if advice else [])])
