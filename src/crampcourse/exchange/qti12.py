"""QTI 1.2 for Canvas, written through the package text2qti: choice and numbers.

text2qti reads a text of its own in Markdown, which can name files and programs. So every sign with a meaning
there is written as a numbered character, and nothing in an item's text can be more than text.
"""

import re
from collections.abc import Sequence

from text2qti.config import Config
from text2qti.err import Text2qtiError
from text2qti.qti import QTI
from text2qti.quiz import Quiz

from crampcourse.exchange.inline import to_html
from crampcourse.exchange.writing import (
    Exported,
    asking_unit,
    left_out,
    lost,
    numeric_details,
    tolerance,
)
from crampcourse.library.items import ChoiceItem, Item, NumericItem
from crampcourse.library.shelf import Library

NAME = "QTI 1.2"
KINDS = ("single", "multiple", "numeric")
DECIMALS = 4
"""As many as text2qti writes; it takes no bound nearer to 0 than one of the last of them."""
_TAG = re.compile("(</?(?:strong|em|code|span)>)")
_ENTITY = re.compile("&(?:lt|gt|amp|quot|#x27);")
_SIGN = re.compile(r"[^\w ]|_", re.ASCII)


def export(items: Sequence[Item], library: Library) -> Exported:  # noqa: ARG001 (one signature for all formats)
    """A zip archive as Canvas imports it. Each item is tried alone first, so that one refused does not stop all."""
    questions: list[str] = []
    losses: list[str] = []
    stems: set[str] = set()
    for item in items:
        if reason := left_out(item, NAME, KINDS):
            losses.append(reason)
            continue
        stem = asking_unit(item) if isinstance(item, NumericItem) else item.stem
        if stem in stems:
            losses.append(f"{item.id}: left out; another item asks the same, and {NAME} names questions by their text")
            continue
        question, details = _written(item, stem)
        try:
            _quiz([question])
        except Text2qtiError as error:
            reason = str(error).strip().split("\n")[-1].strip()
            losses.append(f"{item.id}: left out; text2qti refuses it: {reason}")
            continue
        stems.add(stem)
        questions.append(question)
        losses += lost(item, details)
    if not questions:
        return Exported(b"", losses)
    return Exported(QTI(_quiz(questions)).zip_bytes(), losses)


def _quiz(questions: list[str]) -> Quiz:
    # The defaults of text2qti, not a file in somebody's home: it could switch on the running of code.
    return Quiz("Quiz title: crampcourse\n\n" + "\n".join(questions), config=Config())


def _written(item: Item, stem: str) -> tuple[str, list[str]]:
    lines = [f"Title: {item.id}", f"1. {_text(stem)}"]
    details: list[str] = []
    if isinstance(item, ChoiceItem):
        for place, option in enumerate(item.options):
            letter = f"{'*' if option.key else ''}{chr(ord('a') + place)})"
            box = f"[{'*' if option.key else ' '}]"
            lines += [
                f"{letter if item.kind == 'single' else box} {_text(option.text)}",
                f"... {_text(option.rationale)}",
            ]
        if item.kind == "multiple":
            details.append("part credit (all or nothing)")
    elif isinstance(item, NumericItem):
        low, high = item.value - tolerance(item), item.value + tolerance(item)
        lines += [f"+ {_text(item.rationale)}", f"= [{low!r}, {high!r}]"]
        details = numeric_details(item, units=False, open_ranges=True)
        if item.wrong:
            details.append(f"feedback for wrong numbers ({len(item.wrong)})")
        if any(round(bound, DECIMALS) != bound for bound in (low, high)):
            details.append(f"more than {DECIMALS} decimals of the bounds")
    return "\n".join(lines) + "\n", details


def _text(text: str) -> str:
    """HTML of the text with every sign but the tags' own as a number."""
    return "".join(
        part if place % 2 else _SIGN.sub(_numbered, _ENTITY.sub(_plain, part))
        for place, part in enumerate(_TAG.split(to_html(text)))
    )


def _plain(match: re.Match[str]) -> str:
    return {"&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"', "&#x27;": "'"}[match[0]]


def _numbered(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"
