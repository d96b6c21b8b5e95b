"""Prints the course's figures beside those of what people use today.

python3 start.py run python -m benchmarks            the table (best on a machine that does nothing else)
    --quick                                          fewer rounds
    --only drag explorers imports quizzes lesson sizes models library classroom  some groups only
    --json FILE                                      also write the numbers

Every time is the median of n rounds of this run; ours and theirs take turns, so that a busy moment meets both.
A goal missed is only said; the exit code is 1 when a measurement could not be made.
How each figure is taken stands in drag.py, explorers.py, starts.py, quizzes.py, sizes.py, models.py, library.py and
classroom.py.
"""

import argparse
import contextlib
import os
import platform
import signal
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.classroom import classroom
from benchmarks.drag import drag
from benchmarks.explorers import explorers
from benchmarks.figures import Figure, table, write_json
from benchmarks.host import Host, start_host
from benchmarks.library import library
from benchmarks.models import models
from benchmarks.quizzes import quizzes
from benchmarks.sizes import sizes
from benchmarks.starts import imports, lesson


@dataclass(frozen=True)
class Rounds:
    """How often each thing is done."""

    imports: int = 30
    lesson: int = 7
    sweeps: int = 3
    moves: int = 32
    openings: int = 4
    quizzes: int = 10
    models: int = 40
    library: int = 7
    students: int = 30


QUICK = Rounds(imports=7, lesson=3, sweeps=1, moves=16, openings=2, quizzes=4, models=10, library=3, students=10)
IN_BROWSER: dict[str, Callable[[Host, Rounds], list[Figure]]] = {
    "drag": lambda host, rounds: drag(host, rounds.sweeps, rounds.moves),
    "explorers": lambda host, rounds: explorers(host, rounds.sweeps, rounds.moves),
    "quizzes": lambda host, rounds: quizzes(host, rounds.openings, rounds.quizzes),
    "sizes": lambda host, _rounds: sizes(host),
}
BY_ITSELF: dict[str, Callable[[Rounds], list[Figure]]] = {
    "imports": lambda rounds: imports(rounds.imports),
    "lesson": lambda rounds: lesson(rounds.lesson),
    "models": lambda rounds: models(rounds.models),
    "library": lambda rounds: library(rounds.library),
    "classroom": lambda rounds: classroom(rounds.students),
}


def main() -> int:
    """Does what the command line says; returns the exit code."""
    groups = ["drag", "explorers", "imports", "quizzes", "lesson", "sizes", "models", "library", "classroom"]
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="fewer rounds")
    parser.add_argument("--only", nargs="+", choices=groups, default=groups, metavar="GROUP", help=", ".join(groups))
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the numbers here")
    words = parser.parse_args()
    rounds = QUICK if words.quick else Rounds()
    # Ended from outside, this must still end its server, browser and kernels.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    machine: dict[str, Any] = {"cores": os.cpu_count(), "system": platform.platform(terse=True)}
    machine["Python"] = platform.python_version()
    if hasattr(os, "getloadavg"):
        machine["load at the start"] = round(os.getloadavg()[0], 1)
    done: dict[str, list[Figure]] = {}
    failed: list[str] = []

    def take(group: str, measure: Callable[[], list[Figure]]) -> None:
        print(f"measuring: {group}", file=sys.stderr, flush=True)
        try:
            done[group] = measure()
        except Exception:  # noqa: BLE001 (one measurement that fails must not hide the others; it is printed and counted)
            traceback.print_exc()
            failed.append(group)

    for group in [group for group in BY_ITSELF if group in words.only]:
        take(group, lambda group=group: BY_ITSELF[group](rounds))
    browsing = [group for group in IN_BROWSER if group in words.only]
    if browsing:
        with start_host() as host:
            machine["Chromium"] = host.browser.version
            for group in browsing:
                take(group, lambda group=group: IN_BROWSER[group](host, rounds))

    figures = [figure for group in groups for figure in done.get(group, [])]
    print(" · ".join(f"{name} {value}" for name, value in machine.items()))
    print(table(figures))
    for group in failed:
        print(f"could not be measured: {group} (see above)")
    if words.json:
        data = [figure.as_data() for figure in figures]
        write_json(words.json, {"machine": machine, "figures": data, "failed": failed})
    return 1 if failed else 0


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        sys.exit(main())
    sys.exit(130)
