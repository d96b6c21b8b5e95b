"""Moodle's text format GIFT, written: choice and numbers, with tags for objective, sources and claims.

Texts are written as HTML, because their emphasis then does not depend on a site's Markdown.
"""

import re
from collections.abc import Sequence

from crampcourse.exchange import weights
from crampcourse.exchange.gift_reading import read as read
from crampcourse.exchange.inline import to_html
from crampcourse.exchange.writing import (
    Exported,
    asking_unit,
    left_out,
    lost,
    numeric_details,
    tags,
    tolerance,
)
from crampcourse.library.items import ChoiceItem, Item, NumericItem
from crampcourse.library.shelf import Library

NAME = "GIFT"
KINDS = ("single", "multiple", "numeric")
_SPECIAL = re.compile(r"([\\~=#{}:])")
# At the start of a text these would be read as its format or its weight.
_FIRST = {"[": "&#91;", "%": "&#37;"}


def export(items: Sequence[Item], library: Library) -> Exported:  # noqa: ARG001 (one signature for all formats)
    """One block for each item, with a blank line between."""
    blocks: list[str] = []
    losses: list[str] = []
    for item in items:
        if reason := left_out(item, NAME, KINDS):
            losses.append(reason)
        elif isinstance(item, ChoiceItem):
            blocks.append(_block(item, item.stem, "{", _options(item)))
            losses += lost(item, [], says={"tags"})
        elif isinstance(item, NumericItem):
            blocks.append(_block(item, asking_unit(item), "{#", _numbers(item)))
            losses += lost(item, numeric_details(item, units=False, open_ranges=False), says={"tags"})
    return Exported("\n".join(blocks), losses)


def _block(item: Item, stem: str, opening: str, answers: list[str]) -> str:
    named = " ".join([f"[id:{item.id}]", *(f"[tag:{name}:{value}]" for name, value in tags(item))])
    lines = [f"// {named}", f"::{_escaped(item.id)}::[html]{_text(stem)}{opening}", *(f"\t{a}" for a in answers), "}"]
    return "\n".join(lines) + "\n"


def _options(item: ChoiceItem) -> list[str]:
    lines = []
    for option, weight in zip(item.options, weights.written(item), strict=True):
        mark = "=" if item.kind == "single" and option.key else "~" if weight == "0" else f"~%{weight}%"
        lines.append(f"{mark}{_text(option.text)}#{_text(option.rationale)}")
    return lines


def _numbers(item: NumericItem) -> list[str]:
    return [
        f"={item.value!r}:{tolerance(item)!r}#{_text(item.rationale)}",
        *(
            f"=%0%{between.low!r}..{between.high!r}#{_text(between.rationale)}"
            for between in item.wrong
            if between.low is not None and between.high is not None
        ),
    ]


def _text(text: str) -> str:
    markup = to_html(text)
    return _escaped(_FIRST.get(markup[:1], markup[:1]) + markup[1:])


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
