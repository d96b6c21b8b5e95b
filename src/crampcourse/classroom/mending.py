"""Makes a notebook that can be marked out of what a learner returned: read with care, and put back in order."""

import copy
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from nbformat.reader import NotJSONError

MOST_BYTES = 20_000_000
MOST_CELLS = 1000


@dataclass(frozen=True)
class Locked:
    """A cell whose text is the instructor's: what nbgrader's gradebook keeps of it, hidden tests included."""

    cell_type: str
    source: str


@dataclass
class Mended:
    """A submission in order. ``said`` names, for the instructor, everything that had to be put right."""

    notebook: Any
    said: list[str] = field(default_factory=list)
    never_run: bool = False
    """No code cell of the learner's has been run by them."""


def read_notebook(path: Path) -> Any:
    """The notebook in a file that anybody may have written; ValueError says what keeps it from being one."""
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise ValueError(f"it has {size // 1_000_000} MB; a notebook may have {MOST_BYTES // 1_000_000} MB")
        text = path.read_bytes().decode("utf-8-sig")
        with warnings.catch_warnings():
            # Cells without ids, or with doubled ones, are given new ones when they are mended.
            warnings.simplefilter("ignore")
            notebook = nbformat.reads(text, as_version=4)  # type: ignore[no-untyped-call]
        for cell in notebook["cells"]:
            if not isinstance(cell["source"], str) or cell["cell_type"] not in ("code", "markdown", "raw"):
                raise ValueError("one of its cells is no cell")
            if not isinstance(cell.get("metadata", {}), dict):
                cell["metadata"] = nbformat.from_dict({})  # type: ignore[no-untyped-call]
        if len(notebook["cells"]) > MOST_CELLS:
            raise ValueError(f"it has {len(notebook['cells'])} cells; a notebook may have {MOST_CELLS}")
    except OSError as error:
        raise ValueError(f"it cannot be read ({error.strerror or error})") from error
    except UnicodeDecodeError as error:
        raise ValueError(f"it is not UTF-8 (byte {error.start})") from error
    except RecursionError as error:
        raise ValueError("it is nested too deep") from error
    except NotJSONError as error:
        raise ValueError("it is not JSON, so no notebook; perhaps it was cut off on its way") from error
    except ValueError:
        raise
    except Exception as error:
        # nbformat raises whatever odd data makes of it.
        raise ValueError(f"it is no notebook ({type(error).__name__}: {str(error)[:100]})") from error
    return notebook


def grade_id(cell: Any) -> str:
    """What nbgrader calls a cell, or nothing."""
    own = cell.get("metadata", {}).get("nbgrader")
    name = own.get("grade_id") if isinstance(own, Mapping) else None
    return name if isinstance(name, str) else ""


def mended(returned: Any, released: Any, locked: Mapping[str, Locked]) -> Mended:
    """The returned notebook with every cell of the release in its place, kind and order, and with its own metadata.

    The text of cells in ``locked`` is the instructor's, that of others the learner's. Cells that learners added stay
    behind the cell they stand behind. A cell that is there more than once counts as it stands last.
    """
    by_id = {cell["id"]: grade_id(cell) for cell in released["cells"] if grade_id(cell)}
    wanted = {grade_id(cell): cell for cell in released["cells"] if grade_id(cell)}
    parts: dict[str, list[Any]] = {"": []}
    theirs: dict[str, Any] = {}
    doubled: list[str] = []
    order: list[str] = []
    at = ""
    for cell in returned["cells"]:
        name = grade_id(cell)
        if name not in wanted:
            name = by_id.get(cell.get("id", ""), "")
        if not name:
            parts[at].append(_plain(cell))
            continue
        if name in theirs:
            doubled.append(name)
            order.remove(name)
        else:
            parts[name] = []
        theirs[name], at = cell, name
        order.append(name)
    said = _said(wanted, theirs, doubled, order)
    cells = list(parts[""])
    changed: list[str] = []
    for name, cell in wanted.items():
        cells += [_restored(cell, theirs.get(name), locked.get(name), changed), *parts.get(name, [])]
    if changed:
        said.append(f"locked cells changed, put back: {', '.join(changed)}")
    never = not any(cell.get("execution_count") for cell in returned["cells"])
    return Mended(_notebook(released, cells), said, never)


def _said(wanted: Mapping[str, Any], theirs: Mapping[str, Any], doubled: list[str], order: list[str]) -> list[str]:
    said = []
    if missing := [name for name in wanted if name not in theirs]:
        said.append(f"cells deleted, put back: {', '.join(missing)}")
    if doubled:
        said.append(f"cells there more than once, the last counts: {', '.join(dict.fromkeys(doubled))}")
    if order != [name for name in wanted if name in theirs]:
        said.append("cells in another order, put back")
    lost = [name for name, cell in theirs.items() if _own(cell) != _own(wanted[name])]
    if lost:
        said.append(f"metadata changed, put back: {', '.join(lost)}")
    return said


def _own(cell: Any) -> dict[str, Any]:
    own = cell["metadata"].get("nbgrader")
    names = ("grade_id", "grade", "solution", "locked", "points")
    return {name: own.get(name) for name in names} if isinstance(own, Mapping) else {}


def _restored(cell: Any, theirs: Any, locked: Locked | None, changed: list[str]) -> Any:
    """A cell of the release with the learner's text, or with the instructor's where it is locked."""
    fresh = copy.deepcopy(cell)
    if locked is not None:
        if theirs is not None and theirs["source"].strip() != cell["source"].strip():
            changed.append(grade_id(cell))
        fresh["cell_type"], fresh["source"] = locked.cell_type, locked.source
    elif theirs is not None:
        fresh["source"] = theirs["source"]
    return _plain(fresh, keep=True)


def _plain(cell: Any, *, keep: bool = False) -> Any:
    """A cell without outputs, and without what only the instructor's cells carry."""
    kind = cell["cell_type"]
    metadata = dict(cell["metadata"]) if keep else {}
    fresh: dict[str, Any] = {"cell_type": kind, "metadata": metadata, "source": cell["source"]}
    if keep:
        fresh["id"] = cell["id"]
    if kind == "code":
        fresh |= {"outputs": [], "execution_count": None}
    return fresh


def _notebook(released: Any, cells: list[Any]) -> Any:
    taken = {cell["id"] for cell in cells if "id" in cell}
    for number, cell in enumerate(cells):
        if "id" not in cell:
            # The same submission gives the same notebook each time it is marked.
            cell["id"] = next(
                name for name in (f"added-{number}{end}" for end in ("", "-x", "-xx")) if name not in taken
            )
    metadata = {name: value for name, value in released["metadata"].items() if name in ("kernelspec", "language_info")}
    content = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return nbformat.from_dict(content)  # type: ignore[no-untyped-call]
