"""Our inline Markdown (bold, emphasis, code) as HTML, and other people's HTML as inline Markdown.

Nothing read here is ever run or shown as HTML: what is not bold, emphasis or code becomes plain text.
"""

import html
import re
from html.parser import HTMLParser

# The same three marks as INLINE in widgets/kit.js.
_MARKS = re.compile(r"\*\*([^*]+)\*\*|\*([^*]+)\*|`([^`]+)`")
_TAGS = ("strong", "em", "code")
_SIGNS = {"strong": "**", "b": "**", "em": "*", "i": "*", "code": "`"}
_UNSEEN = {"script", "style", "template", "iframe", "object", "svg", "math", "noscript", "textarea", "title"}
_BREAKS = {"p", "br", "div", "li", "ul", "ol", "tr", "td", "th", "table", "h1", "h2", "h3", "h4", "h5", "h6", "pre"}
_SILENT = {"span", "html", "body", "p", "br", "div"}
# Characters that XML 1.0 has no way to write, and those that Unicode keeps out of exchanged texts.
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\u007e\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")
_SPACING = re.compile("[ \t\n\r\f]+")


def fit(text: str) -> str:
    """The text as HTML and XML can carry it: one space for each run, no control characters."""
    return _SPACING.sub(" ", _UNWRITABLE.sub("", text)).strip()


def to_html(text: str) -> str:
    """Inline Markdown as one line of HTML; every other sign is escaped, so nothing in it can run."""
    text = fit(text)
    parts = []
    last = 0
    for match in _MARKS.finditer(text):
        tag = _TAGS[(match.lastindex or 1) - 1]
        parts += [html.escape(text[last : match.start()]), f"<{tag}>{html.escape(match[match.lastindex])}</{tag}>"]
        last = match.end()
    return "".join([*parts, html.escape(text[last:])])


def from_html(markup: str) -> tuple[str, list[str]]:
    """HTML as inline Markdown, with a note on everything that had to be left out or changed."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    text = fit("".join(reader.parts))
    notes = set(reader.notes)
    if len(_MARKS.findall(text)) != reader.marked:
        notes.add("stars or backticks in the text are read as Markdown here")
    return text, sorted(notes)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.notes: set[str] = set()
        self.marked = 0
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self.unseen += 1
            self.notes.add(f"<{tag}> and what stands in it is left out")
        elif tag in _SIGNS:
            self.parts.append(_SIGNS[tag])
            self.marked += 1
        elif tag == "img":
            alternative = dict(attrs).get("alt") or ""
            self.parts.append(alternative)
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
        elif tag in _BREAKS:
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.parts.append(data)
