"""Makes the learners' exercises from exercises/source: no solutions, no hidden tests, no keys.

python -m tools.exercises [NAME ...] runs these solved notebooks (default: all) and writes them back, then the learners'
python -m tools.exercises --check    only compares: fails where a learners' version is not what its source gives
"""

import argparse
import logging
import sys
import tempfile
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.preprocessors import (
    CheckCellMetadata,
    ClearHiddenTests,
    ClearOutput,
    ClearSolutions,
    ComputeChecksums,
    LockCells,
)
from traitlets.config import Config

from crampcourse.classroom import CODE_STUB, TEXT_STUB
from crampcourse.classroom.preparing import part_a_title
from crampcourse.learning.paper import made, write
from crampcourse.library import load
from crampcourse.library.shelving import read_bank
from tools.notebooks import committed, execute

EXERCISES = Path(__file__).parents[1] / "exercises"
SOURCE = EXERCISES / "source"
SEED = 1
"""Draws the numbers of the papers that stand in the repository; a class draws its own."""
_STEPS = (LockCells, ClearSolutions, ClearOutput, ClearHiddenTests, ComputeChecksums, CheckCellMetadata)


def sources() -> list[Path]:
    """The solved notebooks, in the order of the lessons."""
    return sorted(SOURCE.glob("*/*.ipynb"))


def for_learners(source: NotebookNode) -> NotebookNode:
    """A solved notebook as learners get it, by nbgrader's own steps."""
    config = Config({"ClearSolutions": {"code_stub": {"python": CODE_STUB}, "text_stub": TEXT_STUB}})
    notebook = nbformat.from_dict(source)
    for step in _STEPS:
        tool = step(config=config)
        tool.log.setLevel(logging.ERROR)
        notebook, _ = tool.preprocess(notebook, {})
    return notebook


def bank_of(path: Path) -> Path:
    """Where the items of part A stand, with their keys."""
    return path.with_name(f"{path.stem}.bank.yaml")


def write_paper(path: Path) -> None:
    """Writes the paper of a solved notebook beside it."""
    library = load()
    title = part_a_title(nbformat.read(path, as_version=4), path.stem)
    items = read_bank(bank_of(path), library).values()
    write(made(path.stem, title, items, library, SEED), path.with_name(f"{path.stem}.paper.json"))


def write_all(folder: Path) -> list[Path]:
    """Writes every learners' version into a folder, with all that lies beside its source but the bank."""
    written = []
    for path in sources():
        beside = [other for other in sorted(path.parent.iterdir()) if other.is_file() and other.name[0] != "."]
        for other in beside:
            target = folder / other.name
            if other == path:
                nbformat.write(for_learners(nbformat.read(path, as_version=4)), target)
            elif other not in (bank_of(path), path.with_name("responses.jsonl")):
                target.write_bytes(other.read_bytes())
            else:
                continue
            written.append(target)
    return written


def main() -> int:
    """Does what the command line says; returns 1 where a learners' version differs."""
    parser = argparse.ArgumentParser(prog="python -m tools.exercises", description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help="such as 07_water_salt_and_food")
    parser.add_argument("--check", action="store_true", help="write nothing; fail where a fresh one differs")
    words = parser.parse_args()
    if not words.check:
        for path in [path for path in sources() if not words.names or path.stem in words.names]:
            write_paper(path)
            with tempfile.TemporaryDirectory() as learner:
                solved = committed(execute(path, learner=Path(learner)), keep=("nbgrader",))
            path.write_text(nbformat.writes(solved) + "\n", encoding="utf-8")
            print(f"{path.name}: solved")
        write_all(EXERCISES)
        return 0
    with tempfile.TemporaryDirectory() as fresh:
        differing = [p.name for p in write_all(Path(fresh)) if p.read_bytes() != (EXERCISES / p.name).read_bytes()]
    print(*(f"{name}: differs from its source" for name in differing), sep="\n")
    return min(len(differing), 1)


if __name__ == "__main__":
    sys.exit(main())
