"""Runs one notebook in a kernel and writes what came out of it: a process of its own that runs no learner code.

Started by `watching.py` as `python -m crampcourse.classroom.running JOB.json`. It keeps what the kernel says within
bounds, so that no submission can fill the memory or the disk by talking.
"""

from __future__ import annotations

import json
import os
import queue
import secrets
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jupyter_client.blocking.client import BlockingKernelClient

MOST_BYTES_OF_A_CELL = 500_000
MOST_OUTPUTS_OF_A_CELL = 200
MOST_BYTES_OF_A_MESSAGE = 64_000_000
_SHARE_OF_A_CELL = 4
_START_S, _INTERRUPT_S, _CHECK_S, _SILENCE_S, _POLL_S = 90, 10, 5, 3, 0.1
_WIDGET = "application/vnd.jupyter.widget-view+json"
CUT = "\n… what follows was cut: a cell may say at most 500 kB …\n"


@dataclass
class Outcome:
    """How a run went. ``state`` is ran, time, died or no-kernel; ``cell`` is where it ended or was interrupted."""

    state: str = "ran"
    cell: int | None = None
    interrupted: list[int] = field(default_factory=list)
    cut: list[int] = field(default_factory=list)
    swallowed: bool = False
    """The kernel claims that no code fails, not even code that must: nothing its tests say can be trusted."""


class _Ended(Exception):  # noqa: N818 (it is no error: a run may end early)
    """The run ends here, for this reason."""


class _Kernel:
    """A kernel that is asked one cell after the other."""

    def __init__(self, client: BlockingKernelClient, process: subprocess.Popen[bytes]) -> None:
        self.client = client
        self.process = process

    def wait_until_ready(self, until: float) -> None:
        while time.monotonic() < until:
            if self.process.poll() is not None:
                raise _Ended("no-kernel")
            try:
                self.client.wait_for_ready(timeout=1)
            except RuntimeError:
                continue
            return
        raise _Ended("no-kernel")

    def ask(self, source: str, until: float, outputs: _Outputs) -> bool:
        """Runs a cell; whether it was in time. What it says goes to the outputs."""
        asked = self.client.execute(source, allow_stdin=False, stop_on_error=False)
        reply: dict[str, Any] = {}
        in_time = self._listen(asked, until, outputs, reply)
        if not in_time:
            self.client.control_channel.send(self.client.session.msg("interrupt_request", {}))
            if not self._listen(asked, time.monotonic() + _INTERRUPT_S, outputs, reply):
                raise _Ended("time")
        # The reply says whether the cell failed, also where learner code keeps errors from being shown.
        if reply["status"] != "ok" and not outputs.failed:
            outputs.error(reply.get("ename", "Error"), reply.get("evalue", ""), reply.get("traceback"))
        return in_time

    def _listen(self, asked: str, until: float, outputs: _Outputs, reply: dict[str, Any]) -> bool:
        """Hears outputs until the cell has ended: its reply is there, and no output any more."""
        idle, silent_since = False, time.monotonic()
        while time.monotonic() < until:
            try:
                message = self.client.get_iopub_msg(timeout=0 if idle else _POLL_S)
            except queue.Empty:
                self._take_reply(asked, reply)
                # Where a message was too large to be heard, the one that says idle may be lost with it.
                if reply and (idle or time.monotonic() > silent_since + _SILENCE_S):
                    return True
                if self.process.poll() is not None:
                    raise _Ended("died") from None
                continue
            silent_since = time.monotonic()
            if message["parent_header"].get("msg_id") != asked:
                continue
            content = message["content"]
            if message["msg_type"] == "status":
                idle = idle or content.get("execution_state") == "idle"
            else:
                outputs.take(message["msg_type"], content)
        return False

    def _take_reply(self, asked: str, reply: dict[str, Any]) -> None:
        try:
            message = self.client.get_shell_msg(timeout=0 if reply else _POLL_S)
        except queue.Empty:
            return
        if message["parent_header"].get("msg_id") == asked:
            reply.update({"status": "error", **message["content"]})


class _Outputs:
    """The outputs of one cell, within bounds."""

    def __init__(self) -> None:
        self.kept: list[Any] = []
        self.bytes = 0
        self.cut = False
        self.failed: tuple[str, str] | None = None

    def take(self, kind: str, content: dict[str, Any]) -> None:
        if kind == "clear_output":
            self.kept = [output for output in self.kept if output["output_type"] == "error"]
        elif kind == "error":
            self.error(content["ename"], content["evalue"], content["traceback"])
        elif kind == "stream":
            self._stream(str(content["name"]), str(content["text"]))
        elif kind in ("display_data", "execute_result") and self._has_room(len(json.dumps(content))):
            # A widget's state ends with its kernel: on a page only its still and its text can be seen.
            data = {name: value for name, value in content["data"].items() if name != _WIDGET}
            output = {"output_type": kind, "data": data, "metadata": content["metadata"]}
            if kind == "execute_result":
                output["execution_count"] = content["execution_count"]
            self.kept.append(output)

    def error(self, name: str, value: str, traceback: list[str] | None = None) -> None:
        # An error is kept in any case: it decides about a mark.
        self.failed = (str(name)[:200], str(value)[:5000])
        lines = [str(line)[:5000] for line in (traceback or [])[-50:]] or [": ".join(self.failed)]
        error = {"output_type": "error", "ename": self.failed[0], "evalue": self.failed[1], "traceback": lines}
        self.kept.append(error)

    def _stream(self, name: str, text: str) -> None:
        room = max(0, MOST_BYTES_OF_A_CELL - self.bytes)
        whole = len(text) <= room
        if name not in ("stdout", "stderr") or self.cut or not self._has_room(min(len(text), room)):
            return
        text = text[:room]
        if self.kept and self.kept[-1].get("name") == name:
            self.kept[-1]["text"] += text
        else:
            self.kept.append({"output_type": "stream", "name": name, "text": text})
        if not whole:
            self._has_room(1)

    def _has_room(self, more: int) -> bool:
        if self.cut:
            return False
        self.bytes += more
        if self.bytes > MOST_BYTES_OF_A_CELL or len(self.kept) >= MOST_OUTPUTS_OF_A_CELL:
            self.cut = True
            self.kept.append({"output_type": "stream", "name": "stdout", "text": CUT})
        return not self.cut


def run(cells: list[dict[str, Any]], kernel: _Kernel, seconds: int) -> Outcome:
    """Runs the code cells in order, and puts their outputs into them."""
    outcome = Outcome()
    code = [(number, cell) for number, cell in enumerate(cells) if cell["cell_type"] == "code"]
    for _, cell in code:
        cell["outputs"], cell["execution_count"] = [], None
    at = None
    try:
        kernel.wait_until_ready(time.monotonic() + _START_S)
        end = time.monotonic() + seconds
        for count, (number, cell) in enumerate(code, 1):
            at = number
            if time.monotonic() > end:
                raise _Ended("time")
            outputs = _Outputs()
            try:
                until = min(end, time.monotonic() + seconds / _SHARE_OF_A_CELL)
                if not kernel.ask(cell["source"], until, outputs):
                    outcome.interrupted.append(number)
                    outputs.error("TooLong", "this cell took too long and was interrupted")
            finally:
                cell["outputs"], cell["execution_count"] = outputs.kept, count
                if outputs.cut:
                    outcome.cut.append(number)
        outcome.swallowed = not _fails_as_it_must(kernel)
    except _Ended as ended:
        outcome.state, outcome.cell = str(ended), at
        _not_run(code, at, outcome.state)
    return outcome


def _fails_as_it_must(kernel: _Kernel) -> bool:
    said = secrets.token_hex(8)
    outputs = _Outputs()
    kernel.ask(f"assert False, '{said}'", time.monotonic() + _CHECK_S, outputs)
    return outputs.failed == ("AssertionError", said)


def _not_run(code: list[tuple[int, dict[str, Any]]], at: int | None, state: str) -> None:
    """A cell that was not run has not passed: without an error nbgrader would give it all its points."""
    why = {"time": "the time was over", "died": "the kernel had ended", "no-kernel": "no kernel could be started"}
    for number, cell in code:
        if at is None or number >= at:
            text = f"this cell was not run to its end: {why[state]}"
            error = {"output_type": "error", "ename": "NotRun", "evalue": text, "traceback": [f"NotRun: {text}"]}
            cell["outputs"].append(error)


def main() -> None:
    """Reads the job from the file that is the first argument."""
    import zmq
    from jupyter_client.blocking.client import BlockingKernelClient
    from jupyter_client.connect import write_connection_file

    from crampcourse.classroom.protection import Limits, Place, environment_of, start_command

    job = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    place, limits = Place(Path(job["work"]), Path(job["private"])), Limits(job["seconds"], job["megabytes"])
    cells = json.loads(Path(job["cells"]).read_text(encoding="utf-8"))
    # Files instead of ports: in a jail there is no network, and no other program of this computer can join in.
    kind, at = ("ipc", str(place.work / "k")) if os.name == "posix" else ("tcp", "127.0.0.1")
    file, _ = write_connection_file(str(place.work / "kernel.json"), transport=kind, ip=at)
    command = start_command(place, Path(file), limits, Path(job["hidden"]), jailed=job["jailed"])
    environment = environment_of(place.work) if os.name != "posix" else None
    context = zmq.Context()
    context.setsockopt(zmq.MAXMSGSIZE, MOST_BYTES_OF_A_MESSAGE)
    client = BlockingKernelClient(connection_file=file, context=context)
    client.load_connection_file()
    process = subprocess.Popen(
        command,
        cwd=place.work,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    client.start_channels()
    try:
        outcome = run(cells, _Kernel(client, process), limits.seconds)
    finally:
        process.kill()
        process.wait()
    # Nobody reads it before this process has ended, and half of it is no JSON.
    Path(job["out"]).write_text(json.dumps({"outcome": asdict(outcome), "cells": cells}), encoding="utf-8")
    # Sockets of a kernel that is gone may keep a tidy end waiting.
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
