"""Takes attempts from one computer to another, as JSON Lines: one attempt per line."""

import contextlib
import json
import math
import os
import tempfile
from collections.abc import Iterable
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from crampcourse.learning.attempts import Attempt, AttemptLog
from crampcourse.learning.moments import moment
from crampcourse.library.faults import Fault

VERSION = 2
"""2 added the seed; what was written as 1 has none."""
_NAMES = {field.name for field in fields(Attempt)}
_LARGEST = 2**53


class TransferError(ValueError):
    """Every fault of the files that were to be imported, all at once; nothing was imported."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        count = len(faults)
        head = f"Nothing was imported: {count} fault{'s' if count != 1 else ''}."
        super().__init__("\n".join([head, *(f"  {fault}" for fault in faults)]))


def as_lines(attempts: Iterable[Attempt]) -> str:
    """Attempts as JSON Lines in ASCII, each with the version of this format; one that is no finite number is null."""
    return "".join(
        json.dumps({"version": VERSION, **_finite(asdict(attempt))}, allow_nan=False) + "\n" for attempt in attempts
    )


def _finite(row: dict[str, Any]) -> dict[str, Any]:
    # A response is JSON already; in the other columns SQLite would keep an infinity.
    return {name: None if isinstance(v, float) and not math.isfinite(v) else v for name, v in row.items()}


def write_whole(path: Path, content: str | bytes) -> None:
    """Writes a file whole or not at all: a full disk leaves the earlier file as it was. Raises OSError."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def read_lines(path: Path, faults: list[Fault]) -> list[tuple[int, Attempt]]:
    """The attempts of a file with their line numbers; what is no attempt becomes a fault."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        faults.append(Fault(path.name, 0, "", f"cannot be read: {error.strerror}"))
        return []
    found = []
    for number, line in enumerate(raw.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            found.append((number, _attempt(line)))
        except ValueError as error:
            faults.append(Fault(path.name, number, "", str(error)))
        except RecursionError:
            faults.append(Fault(path.name, number, "", "nested too deep"))
    return found


def _attempt(line: bytes) -> Attempt:
    """The attempt of one line; a ValueError says everything that is wrong with it."""
    try:
        data = json.loads(line.decode("utf-8"), parse_int=_whole, parse_constant=_no_number)
    except UnicodeDecodeError as error:
        raise ValueError(f"byte {line[error.start]:#04x} is not UTF-8") from error
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error.msg} at character {error.pos + 1}") from error
    if not isinstance(data, dict):
        raise ValueError("is not an attempt; it must be an object with the fields of one")
    version = data.pop("version", None)
    if version not in (1, VERSION):
        raise ValueError(f"version is {version!r}; this crampcourse reads versions 1 and {VERSION}")
    if version == 1:
        data.setdefault("seed", None)
    wrong = [f"{name} is missing" for name in sorted(_NAMES - data.keys())]
    wrong += [f"{name!r} is not a field of an attempt" for name in sorted(data.keys() - _NAMES)]
    if wrong:
        raise ValueError("; ".join(wrong))
    attempt = Attempt(**data)
    wrong = [
        f"{name} is too large"
        for name in ("confidence", "hints", "seconds")
        if (value := getattr(attempt, name)) is not None and not abs(value) < _LARGEST
    ]
    if moment(attempt) is None:
        wrong.append(f"time is {attempt.time!r}; it must be a date and time such as 2026-11-20T10:00:00.000+00:00")
    try:
        "".join(str(getattr(attempt, name)) for name in _NAMES - {"response"}).encode()
    except UnicodeEncodeError:
        wrong.append("holds half a character (a lone surrogate)")
    if wrong:
        raise ValueError("; ".join(wrong))
    return attempt


def _whole(digits: str) -> int:
    try:
        return int(digits)
    except ValueError as error:
        raise ValueError(f"a number of {len(digits)} digits is too long") from error


def _no_number(word: str) -> None:
    raise ValueError(f"{word} is no JSON number")


def merge(log: AttemptLog, paths: Iterable[Path]) -> tuple[int, int]:
    """Adds the attempts of files to a log: how many were new, and how many were there already.

    All or nothing. An attempt is the same when its id is; the same id with other content is a fault.
    Raises TransferError for the files, OSError and sqlite3.Error for the log.
    """
    faults: list[Fault] = []
    known = {attempt.id: attempt for attempt in log.all()}
    new: dict[str, Attempt] = {}
    read = 0
    for path in paths:
        for number, attempt in read_lines(path, faults):
            read += 1
            first = known.get(attempt.id) or new.setdefault(attempt.id, attempt)
            if first != attempt:
                where = "your log" if attempt.id in known else "these files"
                message = f"an attempt with this id but other content already stands in {where}"
                faults.append(Fault(path.name, number, attempt.id, message))
    if faults:
        raise TransferError(faults)
    added = log.append(*new.values())
    return added, read - added
