"""Takes hidden tests out of what goes back to learners, and scripts of learners out of what an instructor sees."""

import re
from typing import Any

import bleach  # type: ignore[import-untyped]
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import List, Unicode

_BEGIN, _END = "BEGIN HIDDEN TESTS", "END HIDDEN TESTS"
_TAGS = {
    *bleach.ALLOWED_TAGS,
    *("div", "span", "pre", "p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "del", "sub", "sup"),
    *("table", "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd"),
}
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


class HideTests(NbGraderPreprocessor):  # type: ignore[misc]
    """For nbgrader's GenerateFeedback: of a cell with hidden tests, only the visible lines and the error's message.

    A traceback quotes the lines around the one that failed, and a printed output may hold what the test looked at.
    """

    # nbconvert sets it for every preprocessor, and warns where there is none.
    display_data_priority = List(Unicode()).tag(config=True)

    def preprocess_cell(self, cell: Any, resources: Any, cell_index: int) -> tuple[Any, Any]:  # noqa: ARG002 (theirs)
        """The cell without what is hidden."""
        visible = without_hidden(cell.source)
        if visible != cell.source:
            cell.source = visible
            if cell.cell_type == "code":
                cell.outputs = [_only_message(output) for output in cell.outputs if output.output_type == "error"]
        return cell, resources


def safe_markdown(source: str) -> str:
    """For nbconvert's HTMLExporter: the text of a cell as HTML; markup that a learner wrote is shown, not obeyed.

    nbgrader's own pages show a learner's text as it is, in the browser of an instructor who is logged in.
    """
    from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

    return str(MarkdownWithMath(renderer=IPythonRenderer(escape=True, allow_harmful_protocols=False)).render(source))


def safe_html(element: str | bytes) -> str:
    """For nbconvert's HTMLExporter: HTML with the tags that Markdown makes and no others; those are shown as text.

    nbconvert's own list has no paragraphs, so that it shows the tags of every one.
    """
    text = element.decode() if isinstance(element, bytes) else str(element)
    return str(bleach.clean(text, tags=_TAGS, attributes={**bleach.ALLOWED_ATTRIBUTES, "*": ["class", "id"]}))


def without_hidden(source: str) -> str:
    """The lines of a cell outside hidden tests; after a beginning without an end, none."""
    kept, hidden = [], False
    for line in source.split("\n"):
        if _BEGIN in line:
            hidden = True
        elif _END in line:
            hidden = False
        elif not hidden:
            kept.append(line)
    return "\n".join(kept)


def _only_message(output: Any) -> Any:
    message = _COLOUR.sub("", f"{output.ename}: {output.evalue}" if output.evalue else output.ename)
    output.traceback = [message]
    return output
