"""A learner's own copy of the lessons and exercises, which a new version never overwrites.

The copy remembers in `.crampcourse.json` what was last delivered of each file. A file that still is what
was delivered is replaced by a new version. A file that differs in any byte is the learner's (a run notebook
too: its outputs may be what they want to keep); the new version is laid beside it, once. A file the
learner deleted stays away until they ask for it with `--restore`. Nothing is ever deleted.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import crampcourse

RECORD = ".crampcourse.json"
PARTS = ("lessons", "exercises")


@dataclass
class Delivery:
    """What one delivery did, as paths inside the copy (with forward slashes)."""

    new: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    """New versions laid beside files the learner has changed."""
    left_away: list[str] = field(default_factory=list)
    """Files the learner has deleted, of which there is a new version now."""


def course_folder() -> Path:
    """Return the folder that holds `lessons` and `exercises`: the package's, or the checkout's."""
    package = Path(crampcourse.__file__).parent
    checkout = package.parents[1]
    for folder in (package, checkout):
        if (folder / "lessons").is_dir():
            return folder
    raise FileNotFoundError(f"no lessons in {package} or {checkout}: install crampcourse again")


def delivered_files(source: Path) -> Iterator[Path]:
    """Yield every file of the course under `source` that a learner gets, as relative paths in order."""
    for part in PARTS:
        for path in sorted((source / part).rglob("*")):
            inside = path.relative_to(source)
            hidden = any(name.startswith(".") or name == "__pycache__" for name in inside.parts)
            if path.is_file() and not hidden and inside.parts[:2] != ("exercises", "source"):
                yield inside


def deliver(source: Path, copy: Path, version: str, *, restore: bool = False) -> Delivery:
    """Bring the files of `source` into `copy`, and return what was done.

    `version` names new files laid beside changed ones; `restore` brings deleted files back. Raises OSError
    when the copy cannot be written; what was delivered until then stays and the next call goes on from it.
    """
    delivery = Delivery()
    delivered = _read_record(copy / RECORD)
    for inside in delivered_files(source):
        name = inside.as_posix()
        content = (source / inside).read_bytes()
        latest = _fingerprint(content)
        before = delivered.get(name)
        target = copy / inside
        current = _fingerprint(target.read_bytes()) if target.is_file() else None
        if current is None and before is not None and not restore:
            if before != latest:
                delivery.left_away.append(name)
        elif current is None:
            _write(target, content)
            delivery.new.append(name)
        elif current != latest and current == before:
            _write(target, content)
            delivery.updated.append(name)
        elif current != latest and before != latest:
            beside = _free_name(target, version, latest)
            _write(beside, content)
            delivery.beside.append(beside.relative_to(copy).as_posix())
        delivered[name] = latest
    record = {"version": version, "delivered": dict(sorted(delivered.items()))}
    _write(copy / RECORD, (json.dumps(record, indent=1) + "\n").encode())
    return delivery


def _read_record(path: Path) -> dict[str, str]:
    """Return the fingerprint last delivered of each file; empty when there is none, or it is damaged.

    Without a record every file that differs counts as the learner's, so nothing can be lost.
    """
    try:
        delivered = json.loads(path.read_bytes())["delivered"]
        return {str(name): str(fingerprint) for name, fingerprint in delivered.items()}
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _fingerprint(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _free_name(target: Path, version: str, latest: str) -> Path:
    """Return the name for a new version beside `target` that overwrites nothing else."""
    number = 1
    while True:
        again = "" if number == 1 else f" {number}"
        beside = target.with_name(f"{target.stem} (new in {version}){again}{target.suffix}")
        if not beside.exists() or _fingerprint(beside.read_bytes()) == latest:
            return beside
        number += 1


def _write(path: Path, content: bytes) -> None:
    """Write by a temporary file and a rename, so that no half-written file is ever seen."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".crampcourse-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        # mkstemp makes files for the owner alone; a notebook is an ordinary file.
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
