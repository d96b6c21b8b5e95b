"""What a lesson's notebook holds for a paper or a screen: its prose as elements, its widgets as stills and words."""

import ast
import base64
import binascii
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from crampcourse.library import Library
from crampcourse.library.shelf import find
from crampcourse.library.types import Lesson
from crampcourse.printing.markdown import blocks
from crampcourse.printing.nodes import text_of

_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True)
class Prose:
    """A cell of text: headings, paragraphs, lists and tables in order."""

    blocks: Sequence[ET.Element]


@dataclass(frozen=True)
class Shown:
    """What a cell of code shows where it cannot run."""

    call: str
    """The name called in the course's package, such as ``quiz``."""
    argument: str
    """Its first argument where that is a text, such as ``L01-check-1``; else empty."""
    words: str
    markdown: str
    picture: str
    """A PNG in base64; empty where the widget has none."""


Cell = Prose | Shown


def lesson_cells(lesson: str, folder: Path, library: Library) -> tuple[Lesson, list[Cell]]:
    """A lesson by id and the cells of its notebook in ``folder``; ValueError says what is wrong with either."""
    found = find(library.lessons, lesson, "lesson")
    path = folder / found.notebook
    try:
        notebook: Any = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]  # it says no types
    except OSError as error:
        raise ValueError(f"{path} cannot be read ({error.strerror or error})") from error
    except (nbformat.reader.NotJSONError, nbformat.ValidationError) as error:
        raise ValueError(f"{path.name} is no notebook ({str(error).partition(chr(10))[0]})") from error
    cells: list[Cell] = []
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cells.append(Prose(blocks(cell.source)))
        elif cell.cell_type == "code" and (called := _called(cell.source)):
            cells.append(_shown(*called, cell, path.name))
    return found, cells


def _called(source: str) -> tuple[str, str] | None:
    """Name and first argument of the call that a cell ends with; None where it ends with something else."""
    try:
        body = ast.parse(source).body
    except SyntaxError:
        return None
    last = body[-1].value if body and isinstance(body[-1], ast.Expr) else None
    if not isinstance(last, ast.Call) or not isinstance(last.func, ast.Attribute):
        return None
    first = last.args[0] if last.args else None
    argument = first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else ""
    return last.func.attr, argument


def _shown(call: str, argument: str, cell: nbformat.NotebookNode, name: str) -> Shown:
    data: dict[str, str] = next((output.data for output in cell.outputs if "data" in output), {})
    picture = "".join(data.get("image/png", "").split())
    try:
        if picture and not base64.b64decode(picture, validate=True).startswith(_PNG):
            raise ValueError("its first bytes are others")
    except (ValueError, binascii.Error) as error:
        raise ValueError(f"{name}, cell {cell.id}: the picture is no PNG ({error}); run the notebook again") from error
    return Shown(call, argument, data.get("text/plain", ""), data.get("text/markdown", ""), picture)


def own_words(lesson: Lesson, prose: Prose) -> list[ET.Element]:
    """The blocks of a cell without what the head of the lesson says already: its title, topic and objectives."""

    def said(block: ET.Element) -> bool:
        text = text_of(block)
        head = text.startswith((f"Lesson {int(lesson.id[1:])}: ", "After this lesson you can"))
        return block.tag == "h1" or head or any(objective.id in text for objective in lesson.objectives)

    return [block for block in prose.blocks if not said(block)]
