"""Runs the lessons and writes them back as they are committed: outputs as stills and text, nothing of the machine.

python -m tools.notebooks            run lessons/*.ipynb and write them back
python -m tools.notebooks --check    only compare: fails when a committed lesson is not what a fresh run gives
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from crampcourse.jupyter import WIDGET_VIEW

REPO = Path(__file__).parents[1]
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def execute(path: Path, *, learner: Path, extra_path: Path | None = None) -> nbformat.NotebookNode:
    """A fresh run of a notebook in its folder, with its widgets' state; ``learner`` is its empty data folder."""
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    notebook.metadata.pop("widgets", None)
    environment = {**os.environ, "CRAMPCOURSE_DATA": str(learner), "JUPYTER_PREFER_ENV_PATH": "1"}
    if extra_path:
        environment["PYTHONPATH"] = str(extra_path)
    client = NotebookClient(
        notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}}
    )
    client.execute(env=environment)
    return notebook


def committed(notebook: nbformat.NotebookNode, keep: tuple[str, ...] = ()) -> nbformat.NotebookNode:
    """The same notebook as it is kept: no live views where something else stands, no state, no clock.

    ``keep``: metadata of cells that stays, beside tags.
    """
    kept = nbformat.from_dict(notebook)
    metadata = {"kernelspec": KERNEL, "language_info": {"name": "python"}}
    if "crampcourse" in kept.metadata:
        metadata["crampcourse"] = kept.metadata["crampcourse"]
    kept.metadata = nbformat.from_dict(metadata)
    kept.nbformat, kept.nbformat_minor = 4, 5
    for cell in kept.cells:
        cell.metadata = nbformat.from_dict(
            {name: value for name, value in cell.metadata.items() if name in ("tags", "jupyter", *keep)}
        )
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if len(data) > 1:
                data.pop(WIDGET_VIEW, None)
    return kept


def without_pictures(notebook: nbformat.NotebookNode) -> str:
    """The notebook as text for comparing: the bytes of a picture differ from one machine's fonts to another's."""
    bare = nbformat.from_dict(notebook)
    for cell in bare.cells:
        for output in cell.get("outputs", []):
            if "image/png" in output.get("data", {}):
                output["data"]["image/png"] = ""
    return nbformat.writes(bare)


def main() -> int:
    """Does what the command line says; returns how many notebooks differ or failed."""
    parser = argparse.ArgumentParser(prog="python -m tools.notebooks", description=__doc__.splitlines()[0])
    parser.add_argument("notebooks", nargs="*", type=Path, help="default: lessons/*.ipynb")
    parser.add_argument("--check", action="store_true", help="write nothing; fail where a fresh run differs")
    words = parser.parse_args()
    differing = 0
    for path in words.notebooks or sorted((REPO / "lessons").glob("*.ipynb")):
        with tempfile.TemporaryDirectory() as learner:
            fresh = committed(execute(path, learner=Path(learner)))
        same = without_pictures(fresh) == without_pictures(nbformat.read(path, as_version=4))
        if not words.check:
            path.write_text(nbformat.writes(fresh) + "\n", encoding="utf-8")
        elif not same:
            differing += 1
        print(f"{path.name}: {'as before' if same else 'differs from a fresh run' if words.check else 'written'}")
    return differing


if __name__ == "__main__":
    sys.exit(min(main(), 1))
