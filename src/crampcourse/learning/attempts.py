"""The append-only log of attempts, from which progress and state are computed."""

import contextlib
import json
import os
import sqlite3
import uuid
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, TypeVar

import platformdirs

Kind = Literal["answer", "prediction", "explanation"]
KINDS = ("answer", "prediction", "explanation")

_TABLE = """
CREATE TABLE IF NOT EXISTS attempts (
  position INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, learner TEXT NOT NULL, item TEXT NOT NULL,
  content_hash TEXT NOT NULL, lesson TEXT NOT NULL, kind TEXT NOT NULL, response TEXT NOT NULL, score REAL,
  confidence REAL, hints INTEGER NOT NULL, seconds REAL, time TEXT NOT NULL,
  seed INTEGER
) STRICT
"""
_INDEX = "CREATE INDEX IF NOT EXISTS attempts_item ON attempts (item)"
_Found = TypeVar("_Found")


class _OtherTableError(sqlite3.DatabaseError):
    """A folder or a table of another make stands where the log should be."""


@dataclass(frozen=True)
class Attempt:
    """One thing a learner did with one item. ``score`` is 0…1, or None where nothing is marked; ``time`` is UTC."""

    item: str
    lesson: str
    response: Any
    kind: Kind = "answer"
    score: float | None = None
    content_hash: str = ""
    confidence: float | None = None
    hints: int = 0
    seconds: float | None = None
    time: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="milliseconds"))
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    learner: str = "me"
    seed: int | None = None
    """What the item's numbers were drawn with, so that it can be built again; None where nothing is drawn."""

    def __post_init__(self) -> None:
        faults = []
        if not self.item or not isinstance(self.item, str):
            faults.append(f"item is {self.item!r}; it must name an item")
        if self.kind not in KINDS:
            faults.append(f"kind is {self.kind!r}; it must be one of {', '.join(KINDS)}")
        if self.score is not None and not (isinstance(self.score, int | float) and 0 <= self.score <= 1):
            faults.append(f"score is {self.score!r}; it must be from 0 to 1, or None")
        for name in ("confidence", "seconds"):
            value = getattr(self, name)
            if value is not None and (not isinstance(value, int | float) or isinstance(value, bool)):
                faults.append(f"{name} is {value!r}; it must be a number, or None")
        if not isinstance(self.hints, int) or self.hints < 0:
            faults.append(f"hints is {self.hints!r}; it must be a whole number from 0")
        if self.seed is not None and (type(self.seed) is not int or not 0 <= self.seed < 2**31):
            faults.append(f"seed is {self.seed!r}; it must be a whole number from 0 to 2147483647, or None")
        faults.extend(
            f"{name} is {getattr(self, name)!r}; it must be text"
            for name in ("lesson", "content_hash", "time", "learner")
            if not isinstance(getattr(self, name), str)
        )
        try:
            uuid.UUID(self.id)
        except (ValueError, AttributeError, TypeError):
            faults.append(f"id is {self.id!r}; it must be a UUID")
        try:
            json.dumps(self.response, allow_nan=False)
        except (TypeError, ValueError) as error:
            faults.append(f"response cannot be written as JSON: {error}")
        if faults:
            raise ValueError("attempt not logged: " + "; ".join(faults))


_COLUMNS = tuple(column.name for column in fields(Attempt))
_BEFORE_SEEDS = set(_COLUMNS) - {"seed"}
"""The columns of a log that was begun before items could draw numbers."""


class AttemptLog:
    """Attempts in an SQLite file; rows are only ever added.

    A second attempt with the same id is the same attempt sent again, and is not added twice.
    What is no log (a damaged file, a folder, a table of another make) is kept aside under another name and a new
    one begun, at the start and during a session. ``notice`` says what the learner must know of it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.notice = ""
        self._with_connection(lambda _connection: None)

    def _with_connection(self, work: Callable[[sqlite3.Connection], _Found]) -> _Found:
        """What ``work`` gives in one transaction. Raises OSError and sqlite3.Error where the disk fails."""
        found = _identity(self.path)
        try:
            return self._try(work)
        except sqlite3.DatabaseError as error:
            if not _means_no_log(error):
                raise
        # Another kernel may have met the same damage and begun anew: that log stays.
        if found == _identity(self.path):
            self._keep_aside()
        return self._try(work)

    def _try(self, work: Callable[[sqlite3.Connection], _Found]) -> _Found:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if self.path.is_dir():
            raise _OtherTableError
        with contextlib.closing(sqlite3.connect(self.path, timeout=10)) as connection, connection:
            # Not WAL: that must write before it can read, so a full or read-only disk would hide the earlier answers.
            connection.execute("PRAGMA journal_mode=DELETE")
            # An acknowledged answer must survive a killed kernel and a power cut.
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute(_TABLE)
            columns = {row[1] for row in connection.execute("PRAGMA table_info(attempts)")}
            if columns.issuperset(_BEFORE_SEEDS) and "seed" not in columns:
                connection.execute("ALTER TABLE attempts ADD COLUMN seed INTEGER")
            elif not columns.issuperset(_COLUMNS):
                raise _OtherTableError
            connection.execute(_INDEX)
            return work(connection)

    def _keep_aside(self) -> None:
        path = self.path
        aside = path.with_name(f"{path.stem}.damaged-{datetime.now(UTC):%Y%m%dT%H%M%S%f}{path.suffix}")
        path.rename(aside)
        for tail in ("-journal", "-wal", "-shm"):
            with contextlib.suppress(FileNotFoundError):
                path.with_name(path.name + tail).rename(aside.with_name(aside.name + tail))
        self.notice = f"Your log of answers could not be read. It is kept as {aside.name}; a new one was begun."

    def append(self, *attempts: Attempt) -> int:
        """Adds attempts in one transaction; returns how many were new."""
        rows = [
            [json.dumps(value, allow_nan=False) if name == "response" else value for name, value in asdict(a).items()]
            for a in attempts
        ]
        names, marks = ", ".join(_COLUMNS), ", ".join("?" * len(_COLUMNS))

        def add(connection: sqlite3.Connection) -> int:
            before = connection.total_changes
            connection.executemany(f"INSERT OR IGNORE INTO attempts ({names}) VALUES ({marks})", rows)
            return connection.total_changes - before

        return self._with_connection(add)

    def all(self, items: Iterable[str] | None = None) -> list[Attempt]:
        """Attempts in the order in which they were logged, of some items or of all."""
        query, values = f"SELECT {', '.join(_COLUMNS)} FROM attempts", list(items) if items is not None else []
        if items is not None:
            query += f" WHERE item IN ({', '.join('?' * len(values))})"
        rows = self._with_connection(
            lambda connection: connection.execute(query + " ORDER BY position", values).fetchall()
        )
        read = [_read(row) for row in rows]
        if unread := read.count(None):
            self.notice = (
                f"Left out of your answers, because unreadable: {unread} of {len(rows)} entries in {self.path.name}."
            )
        return [attempt for attempt in read if attempt is not None]


def _means_no_log(error: sqlite3.DatabaseError) -> bool:
    """Whether the file itself is at fault, and not the disk, a lock or a right that is missing."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the lowest byte tells the kind, the others more of it
    return isinstance(error, _OtherTableError) or code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)


def _identity(path: Path) -> tuple[int, int] | None:
    """What tells a file from another that later stands in its place; None where nothing stands there."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _read(row: tuple[Any, ...]) -> Attempt | None:
    """The attempt of a row; None where something else wrote it."""
    values = dict(zip(_COLUMNS, row, strict=True))
    try:
        return Attempt(**{**values, "response": json.loads(values["response"])})
    except (TypeError, ValueError):
        return None


def data_folder() -> Path:
    """Where the learner's own data lives: ``CRAMPCOURSE_DATA``, else the system's folder for user data."""
    given = os.environ.get("CRAMPCOURSE_DATA")
    return Path(given) if given else Path(platformdirs.user_data_dir("crampcourse", appauthor=False))


_open_logs: dict[Path, AttemptLog] = {}


def attempt_log() -> AttemptLog:
    """The learner's log on this machine, opened once per kernel."""
    path = data_folder() / "attempts.sqlite3"
    if path not in _open_logs:
        _open_logs[path] = AttemptLog(path)
    return _open_logs[path]
