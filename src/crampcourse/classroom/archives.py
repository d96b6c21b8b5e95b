"""Files as they come back: folders, and zip files as a learning platform gives them, opened with care."""

import stat
import zipfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

MOST_FILES = 5000
MOST_BYTES = 500_000_000
MOST_BYTES_OF_A_FILE = 50_000_000
_DEPTH = 2
_PASSED_OVER = ("__MACOSX", ".ipynb_checkpoints")
WANTED = (".ipynb", ".jsonl")


@dataclass(frozen=True)
class Found:
    """A file that came back: its path with the folders and zip files it stood in, its content, and its time."""

    path: PurePosixPath
    content: bytes
    changed: float


class _Opened:
    """What has been read until now; too much of it ends the reading."""

    def __init__(self) -> None:
        self.found: list[Found] = []
        self.said: list[str] = []
        self.bytes = 0

    def add(self, path: PurePosixPath, content: bytes, changed: float) -> None:
        self.bytes += len(content)
        if len(self.found) >= MOST_FILES or self.bytes > MOST_BYTES:
            raise ValueError(
                f"there are more than {MOST_FILES} files or {MOST_BYTES // 1_000_000} MB; give fewer at once"
            )
        self.found.append(Found(path, content, changed))


def opened(folder: Path) -> tuple[list[Found], list[str]]:
    """Every notebook and file of responses in a folder, its folders and zip files; and what was passed over, and why.

    Nothing is written, so no name in a zip file can lead anywhere. ValueError for more than fits.
    """
    into = _Opened()
    for path in sorted(folder.rglob("*")):
        inside = PurePosixPath(path.relative_to(folder).as_posix())
        if any(part in _PASSED_OVER or part.startswith(".") for part in inside.parts):
            continue
        if path.is_symlink():
            into.said.append(f"{inside}: a link, not followed")
        elif path.is_file() and path.suffix.lower() in WANTED:
            if path.stat().st_size > MOST_BYTES_OF_A_FILE:
                into.said.append(f"{inside}: larger than {MOST_BYTES_OF_A_FILE // 1_000_000} MB, not taken")
            else:
                into.add(inside, path.read_bytes(), path.stat().st_mtime)
        elif path.is_file() and path.suffix.lower() == ".zip":
            _unzip(path, inside, into, _DEPTH)
    return into.found, into.said


def _unzip(source: Path, name: PurePosixPath, into: _Opened, depth: int) -> None:
    try:
        with zipfile.ZipFile(source) as archive:
            _members(archive, name.with_suffix(""), into, depth)
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError) as error:
        into.said.append(f"{name}: cannot be opened ({error})")


def _members(archive: zipfile.ZipFile, at: PurePosixPath, into: _Opened, depth: int) -> None:
    for member in archive.infolist():
        inside = PurePosixPath(member.filename.replace("\\", "/"))
        if member.is_dir() or any(part in _PASSED_OVER for part in inside.parts):
            continue
        if inside.is_absolute() or ".." in inside.parts or ":" in inside.parts[0]:
            into.said.append(f"{at}: {member.filename!r} would lead out of its folder, not taken")
        elif stat.S_ISLNK(member.external_attr >> 16):
            into.said.append(f"{at / inside}: a link, not followed")
        elif inside.suffix.lower() in (*WANTED, ".zip"):
            content = _content(archive, member)
            if content is None:
                into.said.append(f"{at / inside}: larger than {MOST_BYTES_OF_A_FILE // 1_000_000} MB, not taken")
            elif inside.suffix.lower() == ".zip":
                _inner(content, at / inside, into, depth - 1)
            else:
                into.add(at / inside, content, datetime(*member.date_time).timestamp())  # noqa: DTZ001 (a zip has none)


def _inner(content: bytes, name: PurePosixPath, into: _Opened, depth: int) -> None:
    import io

    if depth < 1:
        into.said.append(f"{name}: a zip file too deep in others, not opened")
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _members(archive, name.with_suffix(""), into, depth)
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError) as error:
        into.said.append(f"{name}: cannot be opened ({error})")


def _content(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes | None:
    # Read by bytes: a file may be larger than it says.
    with archive.open(member) as file:
        content = file.read(MOST_BYTES_OF_A_FILE + 1)
    return content if len(content) <= MOST_BYTES_OF_A_FILE else None
