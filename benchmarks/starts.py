"""How long things take to start without a browser: an import in a fresh process, a lesson in a fresh kernel."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from benchmarks.figures import Figure, compare

REPO = Path(__file__).parents[1]
LESSONS = sorted((REPO / "lessons").glob("[0-9]*.ipynb"))

_TIMED = "import time; began = time.perf_counter(); {}; print(time.perf_counter() - began)"
_OURS = "import crampcourse"
_OURS_WHOLE = "import crampcourse as cc; [getattr(cc, name) for name in cc.__all__]"
_THEIRS = "import ipywidgets, numpy"


def imports(rounds: int) -> list[Figure]:
    """Seconds of an import statement, timed inside a fresh process; the three take turns, the first turn warms files.

    The course loads its names when they are used, so that the second row says what a lesson's first cells pay.
    """
    series: dict[str, list[float]] = {_OURS: [], _OURS_WHOLE: [], _THEIRS: []}
    for turn in range(rounds + 1):
        for statement, times in series.items():
            milliseconds = 1000 * _seconds_to_run(statement)
            if turn:
                times.append(milliseconds)
    return [
        compare("import crampcourse / ipywidgets, numpy", "ms", series[_OURS], series[_THEIRS], most_ratio=1.15),
        compare("the same with every public name loaded", "ms", series[_OURS_WHOLE], series[_THEIRS]),
    ]


def _seconds_to_run(statement: str) -> float:
    with tempfile.TemporaryDirectory() as folder:
        words = [sys.executable, "-c", _TIMED.format(statement)]
        done = subprocess.run(words, cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    if done.returncode:
        raise RuntimeError(f"{statement} failed:\n{done.stderr}")
    return float(done.stdout)


def lesson(rounds: int) -> list[Figure]:
    """Seconds from no kernel to the last cell done: each lesson by nbclient, one cell `import numpy, matplotlib`.

    Each turn has a kernel and a learner's folder of its own; ending the kernel is not counted. The first turn warms
    files.
    """
    bare = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("import numpy, matplotlib")])
    lessons = {path.name[:2]: nbformat.read(path, as_version=4) for path in LESSONS}
    seconds: dict[str, list[float]] = {name: [] for name in ("bare", *lessons)}
    for turn in range(rounds + 1):
        for name, notebook in {"bare": bare, **lessons}.items():
            taken = _seconds_to_execute(notebook)
            if turn:
                seconds[name].append(taken)
    return [
        compare(
            f"lesson {int(name)} executes, kernel start included / bare kernel",
            "s",
            seconds[name],
            seconds["bare"],
            most_ratio=1.5,
        )
        for name in lessons
    ]


def _seconds_to_execute(notebook: nbformat.NotebookNode) -> float:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        environment = {**os.environ, "CRAMPCOURSE_DATA": str(Path(folder) / "learner"), "JUPYTER_PREFER_ENV_PATH": "1"}
        client = NotebookClient(
            nbformat.from_dict(notebook), timeout=300, kernel_name="python3", resources={"metadata": {"path": folder}}
        )
        client.reset_execution_trackers()
        began = time.perf_counter()
        # stderr: ipykernel warns at each start about its sockets.
        with client.setup_kernel(env=environment, stderr=subprocess.DEVNULL):
            for index, cell in enumerate(client.nb.cells):
                client.execute_cell(cell, index)
            return time.perf_counter() - began
