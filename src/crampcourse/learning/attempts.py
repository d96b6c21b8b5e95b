"""The append-only log of attempts, from which progress and state are computed."""

import contextlib
import json
import os
import sqlite3
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import platformdirs

Kind = Literal["answer", "prediction", "explanation"]
KINDS = ("answer", "prediction", "explanation")

_TABLE = """
CREATE TABLE IF NOT EXISTS attempts (
  position INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, learner TEXT NOT NULL, item TEXT NOT NULL,
  content_hash TEXT NOT NULL, lesson TEXT NOT NULL, kind TEXT NOT NULL, response TEXT NOT NULL, score REAL,
  confidence REAL, hints INTEGER NOT NULL, seconds REAL, time TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS attempts_item ON attempts (item);
"""


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


class AttemptLog:
    """Attempts in an SQLite file; rows are only ever added.

    A second attempt with the same id is the same attempt sent again, and is not added twice.
    A file that is not a database is kept aside under another name, and a new one begun.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.notice = ""
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._prepare()
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            aside = path.with_name(f"{path.stem}.damaged-{datetime.now(UTC):%Y%m%dT%H%M%S%f}{path.suffix}")
            path.rename(aside)
            for tail in ("-wal", "-shm"):
                with contextlib.suppress(FileNotFoundError):
                    path.with_name(path.name + tail).rename(aside.with_name(aside.name + tail))
            self.notice = f"Your log of answers could not be read. It is kept as {aside.name}; a new one was begun."
            self._prepare()

    def _prepare(self) -> None:
        with self._open() as connection:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.executescript(_TABLE)

    @contextlib.contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(self.path, timeout=10)
        try:
            # An acknowledged answer must survive a killed kernel and a power cut.
            connection.execute("PRAGMA synchronous=FULL")
            with connection:
                yield connection
        finally:
            connection.close()

    def append(self, *attempts: Attempt) -> int:
        """Adds attempts in one transaction; returns how many were new."""
        rows = [
            [json.dumps(value, allow_nan=False) if name == "response" else value for name, value in asdict(a).items()]
            for a in attempts
        ]
        names, marks = ", ".join(_COLUMNS), ", ".join("?" * len(_COLUMNS))
        with self._open() as connection:
            before = connection.total_changes
            connection.executemany(f"INSERT OR IGNORE INTO attempts ({names}) VALUES ({marks})", rows)
            return connection.total_changes - before

    def all(self, items: Iterable[str] | None = None) -> list[Attempt]:
        """Attempts in the order in which they were logged, of some items or of all."""
        query, values = f"SELECT {', '.join(_COLUMNS)} FROM attempts", list(items) if items is not None else []
        if items is not None:
            query += f" WHERE item IN ({', '.join('?' * len(values))})"
        with self._open() as connection:
            rows = connection.execute(query + " ORDER BY position", values).fetchall()
        return [
            Attempt(
                **{**dict(zip(_COLUMNS, row, strict=True)), "response": json.loads(row[_COLUMNS.index("response")])}
            )
            for row in rows
        ]


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
