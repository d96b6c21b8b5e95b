"""The drawing of an explorer, made once from its model and kept beside its words, so that a lesson opens at once.

The explorer NAME has its words in ``content/explorers/NAME.yaml`` and ``draw(text, library)`` in ``explorers/NAME.py``,
which gives its drawing and its matplotlib figures.

``python -m tools.drawings`` makes them; a test redraws every one and compares.
"""

import json
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from crampcourse.library.shelf import Library


@dataclass(frozen=True)
class Made:
    """What an explorer needs: SVG by picture, layout of the tables, packed tables, numbers at the start, still."""

    svgs: dict[str, str]
    layout: dict[str, Any]
    table: bytes
    start: dict[str, float]
    png: bytes


def make(name: str, library: Library) -> Made:
    """Draws an explorer with matplotlib and fills its tables from its model."""
    from crampcourse.widgets.figure import still  # late: matplotlib's figures take half a second to load
    from crampcourse.widgets.states import Tables

    text = library.explorers[name]
    drawing, figures = import_module(f"crampcourse.widgets.explorers.{name}").draw(text, library)
    layout, table = drawing.pack()
    start = Tables(layout, table).numbers({control.id: control.start for control in text.controls})
    return Made({picture.id: picture.svg for picture in drawing.pictures}, layout, table, start, still(figures))


def kept(name: str, library: Library) -> Made:
    """The drawing as it was kept; drawn now where none was."""
    folder = library.folder / "drawings"
    if not (folder / f"{name}.json").exists():
        return make(name, library)
    rest = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return Made(table=(folder / f"{name}.bin").read_bytes(), png=(folder / f"{name}.png").read_bytes(), **rest)


def keep(name: str, made: Made, folder: Path) -> None:
    """Writes a drawing into a folder of drawings."""
    folder.mkdir(parents=True, exist_ok=True)
    rest = {"svgs": made.svgs, "layout": made.layout, "start": made.start}
    (folder / f"{name}.bin").write_bytes(made.table)
    (folder / f"{name}.png").write_bytes(made.png)
    (folder / f"{name}.json").write_text(json.dumps(rest, ensure_ascii=False) + "\n", encoding="utf-8")
