"""Keeps a library that was read without a fault, so that the next kernel need not read and check its files again.

It is kept as JSON, which pydantic checks again: that is quicker than pickle, and nothing in such a file can run. Its
name is a hash of all that it depends on, so that it is never stale; one that is spoilt or someone else's is not used.
Where nothing can be written, nothing is kept, and nothing is said.
"""

import contextlib
import hashlib
import os
import platform
import stat
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path

import platformdirs
import pydantic
import pydantic_core
from pydantic import TypeAdapter

from crampcourse import __version__
from crampcourse.library.fields import CHECKED
from crampcourse.library.shelf import Library, content_files

MOST_KEPT = 8
"""Libraries that are kept at once; an author makes a new one with each change."""


def _hash_of(files: list[Path], folder: Path, *words: str) -> str:
    found = hashlib.sha256("\n".join(words).encode())
    for path in files:
        content = path.read_bytes()
        found.update(f"\n{path.relative_to(folder).as_posix()} {len(content)}\n".encode())
        found.update(content)
    return found.hexdigest()


# When this is imported, not later: a file may change while a kernel still runs what it was.
_HERE = Path(__file__).parent
_CODE = _hash_of(
    *(sorted(_HERE.glob("*.py")), _HERE, __version__),
    *(platform.python_version(), pydantic.VERSION, pydantic_core.__version__),
)


def fingerprint(folder: Path) -> str | None:
    """A hash of all files of the library in ``folder`` and of what reads them; None where one cannot be read."""
    try:
        return _hash_of(content_files(folder), folder, _CODE)
    except OSError:
        return None


def kept(key: str, folder: Path) -> Library | None:
    """The library that was kept under a fingerprint; None where there is none that can be used."""
    path = place_of(key)
    try:
        if not _ours(path.lstat()):
            return None
        checksum, _, content = path.read_bytes().partition(b"\n")
        if checksum != _checksum(content):
            return None
        return replace(_reader().validate_json(content, context=CHECKED), folder=folder)
    except (OSError, ValueError):
        return None


def keep(key: str, library: Library) -> None:
    """Keeps a library under its fingerprint, whole or not at all."""
    content = _reader().dump_json(library, exclude_unset=True)
    path = place_of(key)
    with contextlib.suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(dir=path.parent, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_checksum(content) + b"\n" + content)
            Path(part).replace(path)
        finally:
            Path(part).unlink(missing_ok=True)
        for old in sorted(path.parent.iterdir(), key=lambda file: file.stat().st_mtime)[:-MOST_KEPT]:
            old.unlink()


def cache_folder() -> Path:
    """Where files stand that can be made again: ``CRAMPCOURSE_CACHE``, else the system's folder for a user's cache."""
    given = os.environ.get("CRAMPCOURSE_CACHE")
    return Path(given) if given else Path(platformdirs.user_cache_dir("crampcourse", appauthor=False))


def place_of(key: str) -> Path:
    """The file in which a library is kept under a fingerprint."""
    return cache_folder() / "library" / f"{key}.json"


def _ours(status: os.stat_result) -> bool:
    """Whether a file is a plain one, and this user's, and no one else may write to it."""
    if not stat.S_ISREG(status.st_mode):
        return False
    # On Windows, a user's folders are closed to others as they are.
    return not hasattr(os, "geteuid") or (status.st_uid == os.geteuid() and not status.st_mode & 0o022)


def _checksum(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()


@cache
def _reader() -> TypeAdapter[Library]:
    return TypeAdapter(Library)
