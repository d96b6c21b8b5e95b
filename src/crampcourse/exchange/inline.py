"""Our inline Markdown (bold, emphasis, code, formulas) as HTML, and other people's HTML as inline Markdown.

Nothing read here is ever run or shown as HTML: what is none of these becomes plain text. Formulas travel as TeX in
``\\(…\\)``, which MathJax sets in Moodle and Canvas.
"""

import html
import re
from collections.abc import Callable
from html.parser import HTMLParser
from xml.etree import ElementTree as Tree

from crampcourse.library.formula import Formula, formula
from crampcourse.library.inline import formulas_in, html_of, pieces, plain

_SIGNS = {"strong": "**", "b": "**", "em": "*", "i": "*", "code": "`"}
_UNSEEN = {"script", "style", "template", "iframe", "object", "svg", "math", "noscript", "textarea", "title"}
_BREAKS = {"p", "br", "div", "li", "ul", "ol", "tr", "td", "th", "table", "h1", "h2", "h3", "h4", "h5", "h6", "pre"}
_SILENT = {"span", "html", "body", "p", "br", "div"}
# Characters that XML 1.0 has no way to write, and those that Unicode keeps out of exchanged texts.
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\u007e\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")
# Both become none of the above, so no text holds them: a dollar sign that is one, while a text is read.
_DOLLAR = "\ufdd1"
_BEGINNING = re.compile(r"(\\|\$)([(\[$])")
_BRACKETS = re.compile(r"\\\((.+?)\\\)", re.DOTALL)
_BRACKETS_OR_DOLLARS = re.compile(r"\\\((.+?)\\\)|(?<!\\)\$((?:[^$\\]|\\.)+)\$", re.DOTALL)
_SPACING = re.compile("[ \t\n\r\f]+")


def fit(text: str) -> str:
    """The text as HTML and XML can carry it: one space for each run, no control characters."""
    return _writable(text).strip()


def in_brackets(shown: Formula) -> str:
    """A formula as TeX between the signs that MathJax looks for everywhere."""
    return rf"\({html.escape(shown.tex)}\)"


def no_formula(text: str) -> str:
    """Escaped text, in which MathJax finds no formula: an element stands between the signs that would begin one."""
    return _BEGINNING.sub(r"\1<span>\2</span>", html.escape(text))


def to_html(text: str, show: Callable[[Formula], str] = in_brackets, words: Callable[[str], str] = no_formula) -> str:
    """Inline Markdown as one line of HTML; every other sign is escaped, so nothing in it can run."""
    return html_of(fit(text), show, words)


def put(element: Tree.Element, text: str) -> None:
    """Inline Markdown at the end of an XML element; the spaces at its edges stay. Formulas come in words."""
    for kind, content in pieces(_writable(text)):
        if kind in ("strong", "em"):
            put(Tree.SubElement(element, kind), content)
        elif kind == "code":
            Tree.SubElement(element, kind).text = content
        else:
            words = formula(content).words if kind == "formula" else content
            if len(element):
                element[-1].tail = (element[-1].tail or "") + words
            else:
                element.text = (element.text or "") + words


def bare(text: str) -> str:
    """The words alone, where bold, emphasis and code cannot be written."""
    return plain(fit(text))


def _writable(text: str) -> str:
    return _SPACING.sub(" ", _UNWRITABLE.sub("", text))


def from_html(markup: str, *, dollars: bool = False) -> tuple[str, list[str]]:
    """HTML as inline Markdown, with a note on everything that had to be left out or changed.

    ``dollars``: the format reads $…$ as a formula, too, and writes other dollar signs by their number.
    """
    reader = _Reader(dollars=dollars)
    reader.feed(markup.replace("&#36;", _DOLLAR) if dollars else markup)
    reader.close()
    joined = "".join(reader.parts)
    prices = fit(joined.replace(_DOLLAR, "$"))
    # A dollar sign is escaped only where one in the text would be read otherwise.
    plain = f"\\{_DOLLAR}" not in joined and list(formulas_in(prices)) == reader.formulas
    text = prices if plain else fit(joined.replace(_DOLLAR, r"\$"))
    notes = set(reader.notes)
    if _marks(text) != reader.marked:
        notes.add("stars or backticks in the text are read as Markdown here")
    return text, sorted(notes)


def _marks(text: str) -> int:
    return sum(
        1 + (_marks(content) if kind in ("strong", "em") else 0) for kind, content in pieces(text) if kind != "text"
    )


class _Reader(HTMLParser):
    def __init__(self, *, dollars: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.formulas: list[str] = []
        self.notes: set[str] = set()
        self.marked = 0
        self.unseen = 0
        self.code = 0
        self.dollars = dollars

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self.unseen += 1
            self.notes.add(f"<{tag}> and what stands in it is left out")
        elif tag in _SIGNS:
            self.parts.append(_SIGNS[tag])
            self.marked += 1
            self.code += tag == "code"
        elif tag == "img":
            alternative = dict(attrs).get("alt") or ""
            self._text(alternative)
            self.notes.add("a picture is left out; its alternative text stands in its place")
        else:
            if tag in _BREAKS:
                self.parts.append(" ")
            if tag not in _SILENT:
                self.notes.add(f"<{tag}> becomes plain text")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self.unseen = max(0, self.unseen - 1)
        elif tag in _SIGNS:
            self.parts.append(_SIGNS[tag])
            self.code = max(0, self.code - (tag == "code"))
        elif tag in _BREAKS:
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        if self.unseen:
            return
        if self.code:
            self.parts.append(data.replace(_DOLLAR, "$"))
            return
        last = 0
        for match in (_BRACKETS_OR_DOLLARS if self.dollars else _BRACKETS).finditer(data):
            self._text(data[last : match.start()])
            self._formula(fit(match[match.lastindex or 1]), match[0])
            last = match.end()
        self._text(data[last:])

    def _text(self, text: str) -> None:
        if not text:
            return
        if self.parts and self.parts[-1].endswith("$") and "0" <= text[:1] <= "9":
            self.parts.append(" ")  # else the dollar sign before would close no formula
            self.notes.add("a blank is put behind a formula")
        self.parts.append(re.sub(r"\\?\$", _DOLLAR, text) if self.dollars else text.replace("$", _DOLLAR))

    def _formula(self, tex: str, whole: str) -> None:
        try:
            formula(tex)
        except ValueError as error:
            self.notes.add(f"stays plain text: {error}")
            self._text(whole)
            return
        if self.parts and re.search(r"[0-9A-Za-z\\$]\Z", self.parts[-1].replace(_DOLLAR, "$")):
            self.parts.append(" ")
            self.notes.add("a blank is put before a formula")
        self.parts.append(f"${tex}$")
        self.formulas.append(tex)
        self.marked += 1
