"""One measured figure beside its rival and its goal, and the table and file they are printed to."""

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any


@dataclass(frozen=True)
class Figure:
    """A median of ours, the rival's where there is one, and the most that the value or the ratio may be.

    ``ratio`` is ours / theirs. A figure with no goal is shown so that the others are read rightly.
    """

    name: str
    unit: str
    ours: float
    theirs: float | None = None
    most: float | None = None
    most_ratio: float | None = None
    n: int = 1

    @property
    def ratio(self) -> float | None:
        """Ours as a part of theirs; None without a rival."""
        return self.ours / self.theirs if self.theirs else None

    @property
    def goal(self) -> str:
        """The goal in words; empty where there is none."""
        parts = [f"≤ {number(self.most)} {self.unit}"] if self.most is not None else []
        if self.most_ratio is not None:
            parts.append(f"≤ {self.most_ratio:g} ×")
        return ", ".join(parts)

    @property
    def reached(self) -> bool | None:
        """Whether every part of the goal is reached; None without a goal."""
        if not self.goal:
            return None
        small = self.most is None or self.ours <= self.most
        ratio = self.ratio if self.ratio is not None else float("inf")
        return small and (self.most_ratio is None or ratio <= self.most_ratio)

    def as_data(self) -> dict[str, Any]:
        """The figure and what follows from it, ready for JSON."""
        return asdict(self) | {"ratio": self.ratio, "goal": self.goal, "reached": self.reached}


def compare(
    name: str,
    unit: str,
    ours: Sequence[float],
    theirs: Sequence[float],
    *,
    most_ratio: float | None = None,
    most: float | None = None,
) -> Figure:
    """The figure of two series taken in turn: a median of each, and of how many rounds."""
    return Figure(name, unit, median(ours), median(theirs), most, most_ratio, min(len(ours), len(theirs)))


def number(value: float | None) -> str:
    """A number as a person reads it: three digits that count, thousands apart."""
    if value is None:
        return "–"
    if value == 0 or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def table(figures: Iterable[Figure]) -> str:
    """All figures as lines of text under one head."""
    rows = [("figure", "ours", "theirs", "ratio", "goal", "reached", "n")]
    for figure in figures:
        ratio = "–" if figure.ratio is None else f"{figure.ratio:.3f} ×"
        reached = {True: "yes", False: "no", None: "–"}[figure.reached]
        name = f"{figure.name} ({figure.unit})"
        rows.append(
            (name, number(figure.ours), number(figure.theirs), ratio, figure.goal or "–", reached, str(figure.n))
        )
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [
            text.rjust(width) if column in (1, 2, 3, 6) else text.ljust(width)
            for column, (text, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    return "\n".join([lines[0], "-" * max(map(len, lines)), *lines[1:]])


def write_json(path: Path, data: Any) -> None:
    """Writes the numbers whole or not at all: a reader never sees half a file."""
    new = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        new.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
