"""Says in an author's words why a text is not YAML, and in which line. PyYAML's own words are about its parser."""

import re
from typing import Any

import yaml

_CONTROL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_QUOTE = "put the whole text in quotes"
_TAB = "a tab stands where only spaces may; indent with spaces"
_COLUMN = "the fields of an entry begin in one column"


class UnreadableError(ValueError):
    """A text that cannot be read on from a line."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(line, message)
        self.line, self.message = line, message


def in_words(error: Exception, text: str) -> tuple[int, str]:
    """The line where the reader stopped, or where what it reads begins, and what to do about it."""
    if isinstance(error, UnreadableError):
        return error.line, error.message
    if not isinstance(error, yaml.MarkedYAMLError):
        sign = _CONTROL.search(text)
        line = text.count("\n", 0, sign.start()) + 1 if sign else 1
        return line, f"not YAML: holds the control character U+{ord(sign[0]) if sign else 0:04X}; remove it"
    line, message = _said(error, text)
    return line, f"not YAML: {message}"


def _said(error: yaml.MarkedYAMLError, text: str) -> tuple[int, str]:
    problem, context = error.problem or "", error.context or ""
    mark: Any = error.problem_mark or error.context_mark
    opened: Any = error.context_mark or mark
    here, there = mark.line + 1, opened.line + 1
    if "tab character" in problem:
        return here, _TAB
    if "cannot start any token" in problem:
        sign = text.split("\n")[mark.line][mark.column : mark.column + 1]
        if sign == "\t":
            return here, _TAB
        return here, f"a text may not begin with {sign}; {_QUOTE}"
    if "mapping values are not allowed" in problem:
        return here, f"': ' stands where no field begins; if it is part of a text, {_QUOTE}; {_COLUMN}"
    if "sequence entries are not allowed" in problem:
        return here, f"'- ' stands where no entry begins; begin a new line, or {_QUOTE}"
    for name, sign, close in (("flow sequence", "[", "]"), ("flow mapping", "{", "}")):
        if name in context:
            return there, f"{sign} is not closed by {close}, or a comma is missing; if it is part of a text, {_QUOTE}"
    if "alias" in context or "anchor" in context or "tag" in f"{context} {problem}":
        return here, f"a text may not begin with *, & or !; {_QUOTE}"
    if "quoted scalar" in context and "escape" in problem:
        return here, "a backslash in double quotes begins a sign that YAML does not know; write two backslashes"
    if "quoted scalar" in context:
        return there, "the quote that opens here is not closed"
    if "simple key" in context:
        return there, f"is neither a field (name: text) nor an entry (- text); if it is part of a text, {_QUOTE}"
    if "block scalar" in context:
        return here, f"a text may not begin with > or |; {_QUOTE}"
    if "block" in context:
        return here, f"does not fit the lines above; {_COLUMN}, and nothing follows a text in quotes"
    return here, problem
