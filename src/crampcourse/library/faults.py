"""What is wrong with a piece of content, said so that its author can mend it."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fault:
    """One fault: where it stands, what was given, what is allowed."""

    file: str
    line: int
    record: str
    message: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.record}: {self.message}" if self.record else f"{where}: {self.message}"


class ContentError(ValueError):
    """Every fault found in one reading of the content, all at once."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = sorted(set(faults))
        count = len(self.faults)
        head = f"{count} fault{'s' if count != 1 else ''} in the course content:"
        super().__init__("\n".join([head, *(f"  {fault}" for fault in self.faults)]))
