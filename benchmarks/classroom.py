"""How long a class takes to be marked: collected notebooks to a report, each run in a process and jail of its own.

Every notebook imports numpy and matplotlib, computes and draws one figure, as part B of an exercise does; one in ten
loops without end and uses up the time that a cell may take.
"""

import tempfile
import time
from pathlib import Path

from benchmarks.figures import Figure
from tests.classroom import tiny

EXERCISES = ("01_first", "02_second", "03_third")
WORKERS, SECONDS = 2, 40
_WORK = f"""
import matplotlib
matplotlib.use("agg")
import matplotlib.pyplot as plt
import numpy as np
masses_kg = np.linspace(40, 110)
plt.plot(masses_kg, 10 * masses_kg)
plt.show()
{tiny.RIGHT}
"""
_ENDLESS = "while True: pass"
_EVERY = 10


def classroom(students: int) -> list[Figure]:
    """One class of so many students with three exercises each, marked on two workers; the time includes everything."""
    names = [f"student{number:02}" for number in range(students)]
    with tempfile.TemporaryDirectory() as folder:
        root = tiny.make_class(Path(folder), *names, names=EXERCISES)
        for number, student in enumerate(names):
            for exercise in EXERCISES:
                code = _ENDLESS if number % _EVERY == _EVERY - 1 else _WORK
                work = tiny.solved(root, code, name=exercise)
                tiny.hand_in(root, student, work, tiny.answers(root, name=exercise), exercise)
        began = time.monotonic()
        tiny.well("grade", "--in", root, "--workers", WORKERS, "--seconds", SECONDS)
        total = time.monotonic() - began
        _marked_rightly(root, students)
    count = students * len(EXERCISES)
    return [
        Figure(f"a class of {students} × {len(EXERCISES)} exercises marked by {WORKERS} workers", "s", total, n=count),
        Figure("  for each submission", "s", total / count, n=count),
    ]


def _marked_rightly(root: Path, students: int) -> None:
    """A time means nothing where the marks are wrong."""
    from crampcourse.classroom.report import read_report

    rows = read_report(root / "report.csv")
    full = [row for row in rows if row[2:5] == ("marked", "2 / 2", "3 / 3")]
    over = [row for row in rows if row[2:5] == ("over time", "2 / 2", "0 / 3")]
    endless = len(range(_EVERY - 1, students, _EVERY)) * len(EXERCISES)
    if (len(full), len(over)) != (students * len(EXERCISES) - endless, endless):
        raise RuntimeError(f"marked wrongly: {rows}")
