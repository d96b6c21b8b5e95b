"""A quiz of ten beside jupyterquiz with the same questions: how soon every option stands, and what is saved."""

import json
from statistics import median

import nbformat

from benchmarks.figures import Figure, compare
from benchmarks.host import Host, run
from benchmarks.ten import questions
from tests.browser.lab import command, save, wait_until_ready

_NOTEBOOK, _QUESTIONS = "quizzes.ipynb", "questions.json"
_OURS = "from benchmarks.ten import quiz\nquiz()"
_THEIRS = f'from jupyterquiz import display_quiz\ndisplay_quiz("{_QUESTIONS}")'
_OPTIONS = (".cc-quiz .cc-option", ".MCButton")
# What no cell can be quicker than: run, say one word, paint it.
_LEAST, _WORD = 'print("here")', ".jp-OutputArea-output pre"


def quizzes(host: Host, openings: int, rounds: int) -> list[Figure]:
    """Both cells run in turn in one notebook: milliseconds from the command to the painting of the last option.

    The first run in each new kernel is counted apart: it imports what the cell names and, for the course, reads the
    library. Saved bytes are those of the cell's outputs in the notebook that JupyterLab saved, without pictures.
    """
    asked = questions()
    options = sum(len(question["answers"]) for question in asked)
    (host.lab.root / _QUESTIONS).write_text(json.dumps(asked, ensure_ascii=False), encoding="utf-8")
    first: tuple[list[float], list[float]] = ([], [])
    again: tuple[list[float], list[float]] = ([], [])
    least: list[float] = []
    for opening in range(openings):
        with host.notebook(_NOTEBOOK, [_OURS, _THEIRS, _LEAST]) as page:
            for turn in range(rounds + 1):
                for cell in (0, 1) if opening % 2 == 0 else (1, 0):
                    ms = run(page, cell, _OPTIONS[cell], options)
                    (again if turn else first)[cell].append(ms)
                    wait_until_ready(page)
                least.append(run(page, 2, _WORD))
                wait_until_ready(page)
                if turn < rounds:
                    command(page, "notebook:clear-all-cell-outputs")
            save(page)
    saved = nbformat.read(host.lab.root / _NOTEBOOK, as_version=4)
    if "widgets" in saved.metadata:
        raise RuntimeError("JupyterLab saved the widgets' state, which is not to be counted")
    sizes = [_bytes_without_pictures(cell) for cell in saved.cells[:2]]
    return [
        compare("quiz of ten: cell run → all visible / jupyterquiz", "ms", *again, most_ratio=0.5),
        Figure('  the same for print("here"), the least a cell takes', "ms", median(least), n=len(least)),
        compare("  the same, first cell of a fresh kernel", "ms", *first),
        Figure("  saved output, without pictures", "bytes", *sizes, most_ratio=0.25),
    ]


def _bytes_without_pictures(cell: nbformat.NotebookNode) -> int:
    outputs = nbformat.from_dict(cell.outputs)
    for output in outputs:
        output.get("data", {}).pop("image/png", None)
    return len(json.dumps(outputs, ensure_ascii=False).encode())
