r"""Our inline Markdown: bold, emphasis, code and formulas; all else is text. ``widgets/kit.js`` reads it the same way.

A formula is TeX between two dollar signs, as in ``$F = m a$``. No blank stands just inside them, no letter or digit
just before the first, no digit just after the second: prices stay prices (5 $, from $5 to $6). ``\$`` is a dollar sign
in any case. Bold and emphasis may hold formulas that have no star.
"""

import re
from collections.abc import Callable, Iterator
from html import escape

from crampcourse.library.formula import Formula, can_be_shown, formula, quoted
from crampcourse.library.rules import refuse

_BLANK = r"[ \t\r\n\u00a0]"
FORMULA = rf"(?<![0-9A-Za-z\\$])\$(?!{_BLANK}|\$)((?:[^$\\]|\\[\s\S])+)(?<!{_BLANK})\$(?![0-9$])"
"""A formula between its two dollar signs; its group is the TeX."""
_INLINE = re.compile(rf"`([^`]+)`|{FORMULA}|\*\*([^*]+)\*\*|\*([^*]+)\*")
# Addresses too: renderers make links of them without being asked.
_SPECIAL = re.compile(r"([\\`*_\[\]$|~#@]|:(?=//)|(?<=www)\.)")
_FORMULA_SIGN = re.compile(r"(\\[\\$])")
# A number that is drawn later (library/drawn_items.py).
_DRAWN = re.compile(r"\{\{[a-z][a-z0-9_]*\}\}")
_KINDS = ("code", "formula", "strong", "em")


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """Kind (text, code, formula, strong, em) and content of each piece; what is strong or em may hold more pieces.

    A formula that cannot be shown is text; no checked text holds one.
    """
    for kind, content in _pieces(text):
        if kind == "formula" and not can_be_shown(content):
            yield "text", f"${content}$"
        else:
            yield kind, content


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    last = 0
    for match in _INLINE.finditer(text):
        if match.start() > last:
            yield "text", text[last : match.start()].replace(r"\$", "$")
        group = match.lastindex or 1
        yield _KINDS[group - 1], match[group]
        last = match.end()
    if last < len(text):
        yield "text", text[last:].replace(r"\$", "$")


def formulas_in(text: str) -> Iterator[str]:
    """The TeX of each formula, whether or not it can be shown."""
    for kind, content in _pieces(text) if "$" in text else ():
        if kind == "formula":
            yield content
        elif kind in ("strong", "em"):
            yield from formulas_in(content)


def plain(text: str) -> str:
    """The text without marks, its formulas in words, on one line."""
    return " ".join(_bare(text).split())


def _bare(text: str) -> str:
    return "".join(
        formula(content).words if kind == "formula" else _bare(content) if kind in ("strong", "em") else content
        for kind, content in pieces(text)
    )


def _mathml(shown: Formula) -> str:
    return shown.markup


def html_of(text: str, show: Callable[[Formula], str] = _mathml, words: Callable[[str], str] = escape) -> str:
    """The text as HTML: strong, em and code, and of a formula what ``show`` makes of it (MathML).

    ``words`` escapes everything else, so that nothing in it can run.
    """
    return "".join(
        show(formula(content))
        if kind == "formula"
        else words(content)
        if kind == "text"
        else f"<{kind}>{words(content) if kind == 'code' else html_of(content, show, words)}</{kind}>"
        for kind, content in pieces(text)
    )


def markdown_of(text: str) -> str:
    """The text for other people's Markdown, on one line: as it stands, but for formulas, which they typeset too.

    Nothing else can begin an element, a link or a formula there: a dollar sign or backslash stands in an element of its
    own, because hosts look for formulas again in the text that Markdown has made.
    """
    return " ".join(_inert(text).split())


def _inert(text: str) -> str:
    return "".join(
        f"${_for_markdown(formula(content).tex)}$"
        if kind == "formula"
        else _inert(content)
        if kind in ("strong", "em")
        else _FORMULA_SIGN.sub(
            r"<span>\1</span>", _SPECIAL.sub(r"\\\1", content.replace("&", "&amp;").replace("<", "&lt;"))
        )
        for kind, content in pieces(text)
    )


def _for_markdown(tex: str) -> str:
    """The same TeX without the signs that begin an element or a cell of a table."""
    return (
        tex.replace("<", r"\lt ")
        .replace(">", r"\gt ")
        .replace(r"\|", r"\Vert ")
        .replace("|", r"\vert ")
        .replace("&", "& ")
    )


def with_formulas(text: str) -> str:
    """The text, if each formula in it can be shown; else ValueError with a message for each that cannot."""
    faults = []
    for tex in dict.fromkeys(formulas_in(text)):
        try:
            formula(_DRAWN.sub("1", tex))
        except ValueError as error:
            faults.append(rf"{error} (for a dollar sign write \$)")
    refuse(faults)
    return text


def without_formulas(text: str) -> str:
    """The text, if it has no formula; for names and titles, which stand where only letters can."""
    if found := list(formulas_in(text)):
        raise ValueError(
            f"the formula {quoted(found[0])} cannot stand here; write signs such as Ca²⁺ (\\$ for a dollar sign)"
        )
    return text
