"""Builds pages out of elements, so that text stays text: nothing of content can become markup."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator

from crampcourse.library.formula import formula
from crampcourse.library.inline import pieces
from crampcourse.library.mathml import LEAVES, Tree

Child = ET.Element | str | None | Iterable["Child"]

_LINES = frozenset(
    "article aside blockquote dd div dl dt footer h1 h2 h3 h4 h5 header li ol p pre section table tr ul".split()  # noqa: SIM905 (read as a line)
)
"""Elements that begin a line of their own."""
_UNSEEN = {"script", "style"}
_LITERAL = LEAVES | {"code", "script", "style", "text", "title"}
"""Elements whose text stands as it is."""
_FORMULA_SIGN = re.compile(r"([\\$])")
# HTML has no way to write these, and a bidirectional override would reach beyond its own text.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202d\u202e\ud800-\udfff\ufffe\uffff]")


def h(tag: str, attributes: dict[str, str] | None = None, *children: Child) -> ET.Element:
    """An element with attributes and children (text, elements, lists of them; None leaves one out)."""
    element = ET.Element(tag, attributes or {})
    last: ET.Element | None = None
    for child in _flat(children, literal=tag in _LITERAL):
        if isinstance(child, ET.Element):
            element.append(child)
            last = child
        elif last is None:
            element.text = (element.text or "") + child
        else:
            last.tail = (last.tail or "") + child
    return element


def _flat(children: Iterable[Child], *, literal: bool) -> Iterator[ET.Element | str]:
    for child in children:
        if child is None:
            continue
        # An element is itself an iterable, of its own children.
        if isinstance(child, ET.Element) or (literal and isinstance(child, str)):
            yield child
        elif isinstance(child, str):
            yield from _apart(child)
        else:
            yield from _flat(child, literal=literal)


def _apart(text: str) -> Iterator[ET.Element | str]:
    """The text with each sign that may begin a formula in an element of its own.

    A notebook looks for formulas in whatever it shows; so it finds none.
    """
    for index, part in enumerate(_FORMULA_SIGN.split(text)):
        if index % 2:
            sign = ET.Element("span")
            sign.text = part
            yield sign
        elif part:
            yield part


def rich(text: str) -> list[ET.Element | str]:
    """Inline Markdown (bold, emphasis, code, formulas) as elements; everything else stays text."""
    return [_inline(kind, said) for kind, said in pieces(text)]


def _inline(kind: str, said: str) -> ET.Element | str:
    if kind == "text":
        return said
    if kind == "formula":
        shown = formula(said)
        element = _math(shown.tree)
        element.set("alttext", shown.words)
        return element
    return h(kind, {}, said if kind == "code" else rich(said))


def _math(tree: Tree) -> ET.Element:
    """A tree of MathML as elements."""
    tag, attributes, *children = tree
    return h(tag, dict(attributes), (child if isinstance(child, str) else _math(child) for child in children))


def markup(element: ET.Element) -> str:
    """The element as HTML."""
    return _UNWRITABLE.sub("", ET.tostring(element, encoding="unicode", method="html"))


def text_of(element: ET.Element) -> str:
    """The element as lines of plain text; a picture or formula is its text alternative."""
    lines = [""]

    def walk(node: ET.Element) -> None:
        starts = node.tag in _LINES
        if starts and lines[-1]:
            lines.append("")
        if node.tag == "li":
            lines[-1] += "- "
        if node.tag == "svg":
            lines[-1] += f"[Picture: {node.get('aria-label')}]"
        elif node.tag == "math":
            lines[-1] += node.get("alttext", "")
        elif node.tag not in _UNSEEN:
            lines[-1] += node.text or ""
            for child in node:
                walk(child)
        if starts and lines[-1]:
            lines.append("")
        elif node.tag in ("td", "th"):
            lines[-1] += " "
        lines[-1] += node.tail or ""

    walk(element)
    return "\n".join(filter(None, (" ".join(_UNWRITABLE.sub("", line).split()) for line in lines)))
