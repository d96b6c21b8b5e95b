"""Reads text, JSON and CSV files into plain data; what cannot be read is a fault. YAML stands in yaml_files.py."""

import csv
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crampcourse.library.faults import Fault

Way = tuple[str | int, ...]
"""The way to a part of an entry: names of fields, and numbers of entries in lists."""


@dataclass(frozen=True)
class Outline:
    """Where a piece of YAML stands: its line, the outlines of its parts, and a word or number as it is written."""

    line: int
    parts: Any = None
    """Field → outline, or a list of outlines."""
    written: str = ""


@dataclass(frozen=True)
class Record:
    """One entry of a file: its data, the line it begins in, and where each of its parts stands."""

    data: Any
    line: int
    outline: Outline | None = None

    def at(self, path: Way) -> Outline:
        """The outline of the part at ``path``, or of the nearest part around it."""
        here = self.outline or Outline(self.line)
        for step in path:
            parts = here.parts
            if not holds(parts, step):
                break
            here = parts[step]
        return here


def holds(data: Any, step: int | str) -> bool:
    """Whether a mapping has a field, or a list an entry, of this name or number."""
    return step in data if isinstance(data, dict) else isinstance(data, list) and step in range(len(data))


def name_of(data: Any, key: str = "id") -> str:
    """The id of an entry; nothing where there is none."""
    name = data.get(key) if isinstance(data, dict) else None
    return str(name).strip() if isinstance(name, str | int) else ""


def read_text(path: Path, faults: list[Fault]) -> str | None:
    """The text of a UTF-8 file, without the mark that some editors put before it; None and a fault where it is none."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        faults.append(Fault(path.name, 0, "", "file is missing; restore it, or mend its name"))
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        faults.append(
            Fault(path.name, line, "", f"byte {error.object[error.start]:#04x} is not UTF-8; save the file as UTF-8")
        )
    except OSError as error:
        faults.append(Fault(path.name, 0, "", f"cannot be read: {error.strerror}"))
    return None


def read_json(path: Path, faults: list[Fault]) -> Any:
    """The data of a JSON file; None and a fault where it is not JSON."""
    text = read_text(path, faults)
    if text is None:
        return None
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        faults.append(Fault(path.name, error.lineno, "", f"not JSON: {error.msg}"))
    except RecursionError:
        faults.append(Fault(path.name, 1, "", "is nested too deep; write it out flat"))
    return None


def read_csv(path: Path, columns: tuple[str, ...], faults: list[Fault]) -> list[Record]:
    """The rows of a CSV file whose header must be ``columns``."""
    text = read_text(path, faults)
    if text is None:
        return []
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    records: list[Record] = []
    try:
        header = tuple(next(rows, ()))
        if header != columns:
            faults.append(Fault(path.name, 1, "", f"header is {','.join(header)}; it must be {','.join(columns)}"))
            return []
        line = rows.line_num + 1
        for row in rows:
            if len(row) == len(columns):
                records.append(Record(dict(zip(columns, row, strict=True)), line))
            elif row:
                faults.append(Fault(path.name, line, row[0], f"has {len(row)} fields; it must have {len(columns)}"))
            line = rows.line_num + 1
    except csv.Error as error:
        faults.append(Fault(path.name, rows.line_num, "", f"not CSV: {error}"))
    return records
