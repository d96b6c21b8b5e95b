"""Disks that are full or cannot be written, made for a test: the real thing where the system lets us."""

import contextlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest


@contextlib.contextmanager
def small_disk(folder: Path, *, kilobytes: int = 256) -> Iterator[Path]:
    """A disk of that size at ``folder``, gone at the end; skips, with the reason, where none may be mounted."""
    folder.mkdir(parents=True, exist_ok=True)
    words = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", os.fspath(folder)]
    try:
        mounted = subprocess.run(words, capture_output=True, text=True, check=False)
    except FileNotFoundError as error:
        pytest.skip(f"a small disk needs the command mount ({error})")
    if mounted.returncode:
        pytest.skip(f"a small disk needs the right to mount one ({mounted.stderr.strip()})")
    try:
        yield folder
    finally:
        # Lazily: a program under test may still hold a file in it.
        subprocess.run(["umount", "--lazy", os.fspath(folder)], check=True)


def fill(folder: Path) -> Path:
    """A file that takes all the room there is; delete it to make room again."""
    path = folder / "filler"
    with path.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(b"x" * 4096)
    return path


def make_read_only(folder: Path) -> None:
    """No file on this small disk can be written from now on, not even by root."""
    subprocess.run(["mount", "-o", "remount,ro", os.fspath(folder)], check=True)
