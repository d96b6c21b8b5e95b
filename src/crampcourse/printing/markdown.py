"""Markdown of a notebook as elements: text stays text, formulas are set, and no HTML, link or picture of it is used."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping
from functools import cache
from html import unescape
from typing import Any

import mistune

from crampcourse.library.formula import can_be_shown
from crampcourse.library.inline import FORMULA
from crampcourse.printing.nodes import Child, h, rich

Token = Mapping[str, Any]

_SILENT = ("<span>", "</span>")
"""What our own widgets put round a sign that would begin a formula (``library.inline.markdown_of``)."""
_SIMPLE = {"strong": "strong", "emphasis": "em", "paragraph": "p", "block_text": "span", "block_quote": "blockquote"}
DEEPEST = 6


def blocks(text: str) -> list[ET.Element]:
    """Headings, paragraphs, lists and tables of a Markdown text, in order; what is HTML is shown as it is written."""
    return [element for token in _reader()(text) if (element := _block(token)) is not None]


@cache
def _reader() -> Any:
    reader = mistune.create_markdown(renderer="ast", plugins=["table"])
    reader.inline.register("formula", FORMULA, _formula, before="escape")
    return reader


def _formula(_inline: Any, match: re.Match[str], state: Any) -> int:
    state.append_token({"type": "formula", "raw": match.group(0)})
    return match.end()


def _block(token: Token) -> ET.Element | None:
    kind = token["type"]
    if kind == "blank_line":
        return None
    if kind == "heading":
        return h(f"h{min(token['attrs']['level'], DEEPEST)}", {}, _inline(token["children"]))
    if kind == "list":
        return h("ol" if token["attrs"].get("ordered") else "ul", {}, map(_entry, token["children"]))
    if kind == "table":
        return _table(token)
    if kind == "block_code":
        return h("pre", {}, h("code", {}, token["raw"]))
    if kind == "thematic_break":
        return h("hr")
    if kind in _SIMPLE:
        children = token["children"]
        return h(_SIMPLE[kind], {}, map(_block, children) if kind == "block_quote" else _inline(children))
    # HTML, and whatever a later reader may know: its letters, and nothing else of it.
    return h("p", {}, str(token.get("raw", "")).strip())


def _entry(token: Token) -> ET.Element:
    return h("li", {}, map(_block, token["children"]))


def _table(token: Token) -> ET.Element:
    parts = {part["type"]: part["children"] for part in token["children"]}
    head = h("tr", {}, (h("th", {"scope": "col"}, _inline(cell["children"])) for cell in parts.get("table_head", [])))
    rows = (
        h("tr", {}, (h("td", {}, _inline(cell["children"])) for cell in row["children"]))
        for row in parts.get("table_body", [])
    )
    return h("table", {}, h("thead", {}, head), h("tbody", {}, rows))


def _inline(tokens: Iterable[Token]) -> list[Child]:
    return [_span(token) for token in tokens]


def _span(token: Token) -> Child:
    kind = token["type"]
    if kind == "formula":
        return rich(token["raw"]) if can_be_shown(token["raw"][1:-1]) else token["raw"]
    if kind == "text":
        return unescape(token["raw"])
    if kind == "codespan":
        return h("code", {}, unescape(token["raw"]))
    if kind in ("softbreak", "linebreak"):
        return " " if kind == "softbreak" else h("br")
    if kind in _SIMPLE:
        return h(_SIMPLE[kind], {}, _inline(token["children"]))
    if kind == "inline_html":
        return None if token["raw"] in _SILENT else str(token["raw"])
    # Of a link its words, of a picture its description: a page of ours leads nowhere and loads nothing.
    return _inline(token.get("children") or ({"type": "text", "raw": str(token.get("raw", ""))},))
