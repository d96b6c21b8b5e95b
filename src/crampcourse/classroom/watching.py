"""Starts a run, watches from outside what it takes, and ends it when that is too much."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from crampcourse.classroom.protection import Limits, Place, can_jail
from crampcourse.classroom.running import Outcome

MOST_PROCESSES = 64
MOST_FILES = 3000
MOST_BYTES = 200_000_000
_POLL_S, _GRACE_S, _START_S = 0.2, 30, 90
_ROUNDS = 20


@dataclass(frozen=True)
class Ran:
    """What a run left: the code cells with their outputs, and how it went. ``exceeded`` says what was too much."""

    cells: list[dict[str, Any]]
    outcome: Outcome
    exceeded: str = ""
    touched: tuple[str, ...] = ()
    """Files of the class that its code changed, where there was no jail; they have been put back."""


def run_apart(cells: list[dict[str, Any]], files: dict[str, Path], limits: Limits, hidden: Path) -> Ran:
    """Runs the cells of a notebook beside copies of these files, in a process and folder of its own.

    ``hidden`` is the class's folder, which a jailed kernel cannot see. What the run leaves in its folder is thrown
    away.
    """
    # A short path: the name of a socket has at most 107 bytes.
    folder = Path(tempfile.mkdtemp(prefix="cc-"))
    try:
        place = Place(folder / "w", folder / "p")
        place.work.mkdir()
        place.private.mkdir(mode=0o700)
        for name, file in files.items():
            target = place.work / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
        return _run(cells, place, limits, hidden)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(cells: list[dict[str, Any]], place: Place, limits: Limits, hidden: Path) -> Ran:
    given, out, job = (place.private / name for name in ("cells.json", "out.json", "job.json"))
    given.write_text(json.dumps(cells), encoding="utf-8")
    paths = {"work": place.work, "private": place.private, "cells": given, "out": out, "hidden": hidden}
    rest = {"seconds": limits.seconds, "megabytes": limits.megabytes, "jailed": can_jail()}
    job.write_text(json.dumps({**{name: str(path) for name, path in paths.items()}, **rest}), encoding="utf-8")
    said = place.private / "said.txt"
    with said.open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "crampcourse.classroom.running", str(job)],
            cwd=place.private,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            exceeded = _watch(process, place.work, limits)
        finally:
            end([process.pid])
            process.wait()
    try:
        found = json.loads(out.read_text(encoding="utf-8"))
        return Ran(found["cells"], Outcome(**found["outcome"]), exceeded)
    except (OSError, ValueError):
        last = said.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-1:]
        return Ran([], Outcome("no-result"), exceeded or " ".join(last))


def _watch(process: "subprocess.Popen[bytes]", work: Path, limits: Limits) -> str:
    """Waits for the end of a run; what it took too much of, or nothing."""
    exceeded = ""
    end_by = time.monotonic() + limits.seconds + _START_S + _GRACE_S
    while True:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_POLL_S)
            return exceeded
        if time.monotonic() > end_by:
            return exceeded or f"it did not end within {limits.seconds} s"
        if not exceeded and (exceeded := _too_much(process.pid, work, limits)):
            # The kernel's processes only: what it said until now still counts.
            end(_below(process.pid))
            end_by = time.monotonic() + _GRACE_S


def _too_much(runner: int, work: Path, limits: Limits) -> str:
    processes = _below(runner)
    if len(processes) > MOST_PROCESSES:
        return f"it started more than {MOST_PROCESSES} processes"
    taken = sum(_memory(pid) for pid in processes)
    if taken > limits.megabytes << 20:
        return f"it took {taken >> 20} MB of memory; allowed are {limits.megabytes} MB"
    files = size = 0
    for folder, _, names in os.walk(work):
        files += len(names) + 1
        for name in names:
            with contextlib.suppress(OSError):
                size += Path(folder, name).lstat().st_blocks * 512 if os.name == "posix" else 0
        if files > MOST_FILES or size > MOST_BYTES:
            return f"it wrote more than {MOST_FILES} files or {MOST_BYTES // 1_000_000} MB"
    return ""


def _below(pid: int) -> list[int]:
    try:
        return [child.pid for child in psutil.Process(pid).children(recursive=True)]
    except psutil.Error:
        return []


def _memory(pid: int) -> int:
    """What a process takes. Pages it shares with others count in part where the system tells, else in full."""
    try:
        process = psutil.Process(pid)
        with contextlib.suppress(psutil.AccessDenied, AttributeError):
            return int(process.memory_full_info().pss)
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0


def end(pids: Iterable[int]) -> None:
    """Ends processes and everything below them, again until nothing is left (or new ones come faster)."""
    left = _processes(pids)
    for _ in range(_ROUNDS):
        if not left:
            return
        family: list[psutil.Process] = []
        for process in left:
            with contextlib.suppress(psutil.Error):
                family += process.children(recursive=True)
        for process in [*left, *family]:
            with contextlib.suppress(psutil.Error):
                process.kill()
        _, left = psutil.wait_procs([*left, *family], timeout=_POLL_S)


def _processes(pids: Iterable[int]) -> list[psutil.Process]:
    found = []
    for pid in pids:
        with contextlib.suppress(psutil.Error):
            found.append(psutil.Process(pid))
    return found
