"""Writes the glossary as a notebook, and links each new word of a lesson to it where the prose first uses it.

python -m tools.glossary    writes lessons/glossary.ipynb (run tools.notebooks after it) and the links of all lessons
"""

import re
import sys
from itertools import groupby
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from crampcourse.library import Library, load
from crampcourse.library.glossary import Term
from crampcourse.library.inline import markdown_of
from crampcourse.widgets.glossary import Glossary, said_of

LESSONS = Path(__file__).parents[1] / "lessons"
PAGE = "glossary.ipynb"
SHORT = 5
LEAD = """# Look it up

**The words of the course, and what popular articles say.** Everything here is reached without running anything. \
The search at the end needs one run.

Each entry gives what a word means, how it is said (the stressed part in capitals) and its sources.
"""
CLAIMS = """## What people say, and what is right

All statements of the course, with verdict, correction and sources. Run the cell to search them.
"""
# Formulas, code, links, source keys and headings are left as they are.
_FIXED = re.compile(
    r"\$[^$]+\$|`[^`]+`|\[[^\]]*\]\([^)]*\)|\([A-Z][A-Z0-9, ]+\)|^[#|].*$|^- \*\*L\d\d-O\d\*\*.*$", re.MULTILINE
)
_LINK = re.compile(rf"\[([^\]]*)\]\({re.escape(PAGE)}#[^)]*\)")


def anchor(term: Term) -> str:
    """Where its heading stands on the page, as Jupyter names headings."""
    return term.term.replace(" ", "-")


def unlinked(text: str) -> str:
    """The text without links to the glossary."""
    return _LINK.sub(r"\1", text)


def linked(cells: list[str], terms: list[Term]) -> list[str]:
    """Markdown cells with each term linked once, where it is first used; links to the glossary are made anew."""
    cells = [unlinked(cell) for cell in cells]
    # The longest first, so that "net torque" is not taken for "torque".
    for term in sorted(terms, key=lambda term: -len(term.term)):
        names = "|".join(map(re.escape, [term.term, *term.also]))
        plural = "(?:e?s)?" if len(term.term) > SHORT else ""  # "holds" and "drives" are verbs
        word = re.compile(rf"(?<![\w-])(?:{names}){plural}(?![\w-])", re.IGNORECASE)
        for place, cell in enumerate(cells[1:], 1):  # the first holds title and objectives
            fixed = [match.span() for match in _FIXED.finditer(cell)]
            free = (m for m in word.finditer(cell) if not any(a < m.end() and m.start() < b for a, b in fixed))
            if match := next(free, None):
                link = f"[{match[0]}]({PAGE}#{anchor(term)})"
                cells[place] = cell[: match.start()] + link + cell[match.end() :]
                break
    return cells


def terms_for(notebook: str, library: Library) -> list[Term]:
    """The words that a lesson links: its own in every form, others as they stand and not the short ones ("rate")."""
    own = f"L{notebook[:2]}"
    terms = library.terms.values()
    others = (term.model_copy(update={"also": []}) for term in terms if term.lesson != own and len(term.term) > SHORT)
    return [*(term for term in terms if term.lesson == own), *others]


def page(library: Library) -> NotebookNode:
    """The glossary as a notebook: a cell for each letter, then every claim with its search."""
    glossary = Glossary(library)
    cells = [nbformat.v4.new_markdown_cell(LEAD, id="lead")]
    for letter, terms in groupby(glossary.entries, key=lambda term: term.term[0].upper()):
        entries = (f"### {term.term}\n\n{markdown_of(term.definition)} *({said_of(term)})*" for term in terms)
        cells.append(
            nbformat.v4.new_markdown_cell("\n\n".join([f"## {letter}", *entries]), id=f"letter-{letter}".lower())
        )
    cells += [
        nbformat.v4.new_markdown_cell(CLAIMS, id="claims"),
        nbformat.v4.new_code_cell("import crampcourse as cc\ncc.claims()", id="all-claims"),
    ]
    return nbformat.v4.new_notebook(cells=cells, metadata={"crampcourse": {"lesson": "L00"}})


def main() -> int:
    """Writes the page and the links."""
    library = load()
    nbformat.write(page(library), LESSONS / PAGE)
    for path in sorted(LESSONS.glob("[0-9][0-9]_*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        prose = [cell for cell in notebook.cells if cell.cell_type == "markdown"]
        terms = terms_for(path.name, library)
        for cell, text in zip(prose, linked([cell.source for cell in prose], terms), strict=True):
            cell.source = text
        path.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
