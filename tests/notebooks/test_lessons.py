"""What every lesson's notebook keeps, besides running (nbval does that): its size, its prose, nothing of a machine."""

import ast
import json
import re
from pathlib import Path

import nbformat
import pytest

from crampcourse.jupyter import STILLS, WIDGET_VIEW
from crampcourse.library import load
from tools import glossary
from tools.notebooks import committed, without_pictures

LESSONS = sorted((Path(__file__).parents[2] / "lessons").glob("*.ipynb"))
MAX_CELLS, MAX_CODE_LINES, MAX_WORDS, MAX_BYTES = 25, 6, 150, 1_500_000


@pytest.fixture(params=LESSONS, ids=lambda path: path.name)
def path(request):
    return request.param


@pytest.fixture
def notebook(path):
    return nbformat.read(path, as_version=nbformat.NO_CONVERT)


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_there_is_a_notebook_for_each_lesson():
    assert {lesson.notebook for lesson in load().lessons.values()} <= {path.name for path in LESSONS}
    assert "00_start_here.ipynb" in {path.name for path in LESSONS}


def test_it_is_a_valid_notebook_with_stable_ids(notebook):
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    ids = [cell.id for cell in notebook.cells]
    assert len(set(ids)) == len(ids)
    # An id that a program drew at random says nothing and changes when a cell is pasted.
    assert not [cell_id for cell_id in ids if re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f-]+)?", cell_id)]
    assert notebook.metadata.kernelspec.name == "python3"
    assert re.fullmatch(r"L\d\d", notebook.metadata.crampcourse.lesson)


def test_it_is_short(path, notebook):
    assert len(notebook.cells) <= MAX_CELLS
    assert path.stat().st_size <= MAX_BYTES
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and path.name != glossary.PAGE:
            assert len(re.findall(r"[\w’'-]+", glossary.unlinked(cell.source))) <= MAX_WORDS, cell.id


def test_its_code_only_speaks(notebook):
    for cell in code_cells(notebook):
        assert len(cell.source.splitlines()) <= MAX_CODE_LINES, cell.id
        tree = ast.parse(cell.source)
        wrong = (
            ast.FunctionDef,
            ast.AsyncFunctionDef,
            ast.ClassDef,
            ast.Lambda,
            ast.For,
            ast.While,
            ast.ListComp,
            ast.With,
            ast.Try,
        )
        assert not [node for node in ast.walk(tree) if isinstance(node, wrong)], cell.id
        imports = [ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
        assert set(imports) <= {"import crampcourse as cc"}, cell.id


def test_its_outputs_are_stills_and_text_in_order(notebook):
    cells = code_cells(notebook)
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1)), "run: python -m tools.notebooks"
    for cell in cells:
        for output in cell.outputs:
            assert output.output_type in ("display_data", "execute_result"), (
                cell.id,
                output.get("text") or output.get("evalue"),
            )
            if WIDGET_VIEW in output.data:
                assert not set(STILLS) & set(output.data), f"{cell.id}: run: python -m tools.notebooks"
            if "image/png" in output.data:
                assert len(output.metadata["image/png"]["alt"]) >= 20, cell.id
    assert "widgets" not in notebook.metadata


def test_every_widget_has_something_to_show_where_it_cannot_run(notebook):
    for cell in code_cells(notebook):
        for output in cell.outputs:
            assert set(STILLS) & set(output.data), cell.id
            assert len(output.data["text/plain"]) >= 20, cell.id


def test_it_is_written_as_the_tool_writes_it(notebook):
    assert without_pictures(committed(nbformat.from_dict(notebook))) == without_pictures(notebook)


def test_every_word_is_linked_where_it_is_first_used_and_the_links_lead_somewhere(path, notebook):
    library = load()
    prose = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    if path.name == glossary.PAGE:
        fresh = glossary.page(library)
        assert prose == [cell.source for cell in fresh.cells if cell.cell_type == "markdown"], (
            "python -m tools.glossary"
        )
        headings = re.findall(r"^### (.+)$", "\n".join(prose), re.MULTILINE)
        assert sorted(headings) == sorted(term.term for term in library.terms.values())
        return
    assert prose == glossary.linked(prose, glossary.terms_for(path.name, library)), "python -m tools.glossary"
    anchors = {glossary.anchor(term) for term in library.terms.values()}
    assert set(re.findall(r"\(glossary\.ipynb#([^)]*)\)", "\n".join(prose))) <= anchors


def test_it_names_no_machine(path):
    text = re.sub(r'"image/png": "[^"]*"', '"image/png": ""', path.read_text(encoding="utf-8"))
    assert not re.search(r"/(home|work|root|tmp|Users)/|[A-Z]:\\\\|object at 0x|127\.0\.0\.1|localhost", text)
    assert not re.search(r"\b(TODO|FIXME)\b", text)
    json.loads(text)
