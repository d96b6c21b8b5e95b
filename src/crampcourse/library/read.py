"""Reads YAML, CSV and JSON files into plain data that remembers its lines."""

import csv
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from crampcourse.library.faults import Fault

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MERGE = "tag:yaml.org,2002:merge"


@dataclass(frozen=True)
class Record:
    """One entry of a file: its data, and the line of the entry and of each of its parts."""

    data: Any
    line: int
    lines: dict[tuple[str | int, ...], int]

    def line_of(self, path: tuple[str | int, ...]) -> int:
        """The line of the part at ``path``, or of the nearest part around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, self.line)


def read_text(path: Path, faults: list[Fault]) -> str | None:
    """The text of a UTF-8 file; None and a fault where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        faults.append(Fault(path.name, 0, "", "file is missing; restore it from the course"))
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        faults.append(
            Fault(path.name, line, "", f"byte {error.object[error.start]:#04x} is not UTF-8; save the file as UTF-8")
        )
    except OSError as error:
        faults.append(Fault(path.name, 0, "", f"cannot be read: {error.strerror}"))
    return None


def read_yaml(path: Path, faults: list[Fault]) -> Record | None:
    """One YAML document with the line of every part; doubled keys are faults."""
    text = read_text(path, faults)
    if text is None:
        return None
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            faults.append(Fault(path.name, 1, "", "file is empty"))
            return None
        lines: dict[tuple[str | int, ...], int] = {}
        data = _plain(loader, node, (), lines, path.name, faults)
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error)
        faults.append(Fault(path.name, mark.line + 1 if mark else 0, "", f"not YAML: {problem}"))
        return None
    except RecursionError:
        faults.append(Fault(path.name, 1, "", "an entry is nested too deep, or holds itself (&, *); write it out flat"))
        return None
    finally:
        loader.dispose()
    return Record(data, 1, lines)


def _plain(
    loader: Any,
    node: yaml.Node,
    path: tuple[str | int, ...],
    lines: dict[tuple[str | int, ...], int],
    file: str,
    faults: list[Fault],
) -> Any:
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        mapping: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(_plain(loader, key_node, (*path, ""), lines, file, faults))
            if key in mapping:
                faults.append(Fault(file, key_node.start_mark.line + 1, "", f"{key!r} stands twice; keep one"))
            if key_node.tag == _MERGE:
                faults.append(
                    Fault(
                        file, key_node.start_mark.line + 1, "", "merge keys (<<) are not allowed; write the entry out"
                    )
                )
                continue
            mapping[key] = _plain(loader, value_node, (*path, key), lines, file, faults)
        return mapping
    if isinstance(node, yaml.SequenceNode):
        return [_plain(loader, child, (*path, index), lines, file, faults) for index, child in enumerate(node.value)]
    try:
        return loader.construct_object(node, deep=True)
    except (yaml.YAMLError, ValueError, LookupError, AttributeError, TypeError):
        # A tag (!!int) or a date that its text does not fit fails in as many ways as there are tags.
        faults.append(Fault(file, lines[path], "", f"{node.value!r} does not fit its type; write it in quotes"))
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
                records.append(Record(dict(zip(columns, row, strict=True)), line, {}))
            elif row:
                faults.append(Fault(path.name, line, row[0], f"has {len(row)} fields; it must have {len(columns)}"))
            line = rows.line_num + 1
    except csv.Error as error:
        faults.append(Fault(path.name, rows.line_num, "", f"not CSV: {error}"))
    return records
