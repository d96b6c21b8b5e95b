"""The responses of an assessment: JSON Lines beside the notebook, one attempt a line, without marks.

The file is collected with the notebook and marked elsewhere. Every write leaves a whole file, also when two kernels
write at once, the disk is full or the power fails.
"""

from pathlib import Path

from filelock import FileLock

from crampcourse.learning.attempts import Attempt
from crampcourse.learning.transfer import as_lines, read_lines, write_whole
from crampcourse.library.faults import Fault

NAME = "responses.jsonl"
_PATIENCE_S = 10


class Responses:
    """The responses file in a folder. What in it is no response is kept, and said in ``notice``."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME
        self.notice = ""

    def append(self, attempt: Attempt) -> None:
        """Adds a response; one with an id that is there already is the same sent again. Raises OSError."""
        with FileLock(self.path.with_name(f".{NAME}.lock"), timeout=_PATIENCE_S):
            if any(known.id == attempt.id for known in self.all()):
                return
            # As bytes: what another program spoilt in it stays as it is, for somebody to read.
            before = self.path.read_bytes() if self.path.exists() else b""
            if before and not before.endswith(b"\n"):
                before += b"\n"
            write_whole(self.path, before + as_lines([attempt]).encode())

    def all(self) -> list[Attempt]:
        """Every response in the order in which they were given. Raises OSError."""
        if not self.path.exists():
            return []
        faults: list[Fault] = []
        found = [attempt for _, attempt in read_lines(self.path, faults)]
        if faults:
            self.notice = f"{len(faults)} lines of {NAME} are no responses and are left as they are: {faults[0]}"
        return found
