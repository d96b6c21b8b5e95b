"""What a paper asks: for each kind of item how to answer, and the boxes, lines and pictures to answer on. No key."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable
from typing import Any

from crampcourse.learning.mixing import gap_options, mixed, shown_options, shown_steps
from crampcourse.library import Library
from crampcourse.library import items as i
from crampcourse.library.shelf import item_structures
from crampcourse.printing.curve import curve_figure
from crampcourse.printing.figure import figure
from crampcourse.printing.nodes import Child, h, rich

GAP = re.compile(r"\{\{(\d+)\}\}")
Asked = tuple[str, list[Child]]


def asked(item: i.Item, library: Library) -> Asked:
    """How an item is answered on paper, and what stands below its stem."""
    return KINDS[item.kind](item, library)


def letter(index: int) -> str:
    """The letter of the option at this index: A, B, C …"""
    return chr(ord("A") + index)


def _box(kind: str = "") -> ET.Element:
    return h("span", {"class": f"box {kind}".strip()})


def _line(kind: str = "") -> ET.Element:
    return h("span", {"class": f"line {kind}".strip()})


def _boxes(entries: Iterable[tuple[str, str]], box: str) -> ET.Element:
    """A list of signs and texts, each with a box to tick."""
    lines = [
        h("li", {}, _box(box), h("span", {"class": "letter"}, sign), " ", h("span", {"class": "text"}, rich(text)))
        for sign, text in entries
    ]
    return h("ul", {"class": "choices"}, lines)


def _lettered(texts: Iterable[str]) -> list[tuple[str, str]]:
    return [(letter(index), text) for index, text in enumerate(texts)]


def _choice(item: i.ChoiceItem, _library: Library) -> Asked:
    texts = [option.text for option in shown_options(item, item.options)]
    if item.kind == "single":
        return "Tick one.", [_boxes(_lettered(texts), "one")]
    return "Tick all that are right.", [_boxes(_lettered(texts), "many")]


def _two_tier(item: i.TwoTierItem, _library: Library) -> Asked:
    answers, reasons = (
        [option.text for option in shown_options(item, options)] for options in (item.options, item.reasons)
    )
    numbered = [(str(number), text) for number, text in enumerate(reasons, 1)]
    why = h("p", {"class": "stem"}, rich(item.why))
    return "Tick one answer and one reason.", [_boxes(_lettered(answers), "one"), why, _boxes(numbered, "one")]


def _numeric(item: i.NumericItem, _library: Library) -> Asked:
    return "Write a number.", [h("p", {"class": "write"}, _line("short"), " ", item.unit)]


def _short(_item: i.ShortItem, _library: Library) -> Asked:
    return "Write a word or a few.", [h("p", {"class": "write"}, _line("long"))]


def _order(item: i.OrderItem, _library: Library) -> Asked:
    lines = [h("li", {}, _box("number"), h("span", {"class": "text"}, rich(step.text))) for step in shown_steps(item)]
    return f"Number the boxes from 1 to {len(item.steps)}.", [h("ul", {"class": "choices"}, lines)]


def _match(item: i.MatchItem, _library: Library) -> Asked:
    head = h("tr", {}, h("th", {"scope": "col"}, "Prompt"), h("th", {"scope": "col"}, "Letter"))
    rows = [h("tr", {}, h("td", {}, rich(pair.prompt)), h("td", {}, _box("number"))) for pair in item.pairs]
    answers = [
        h("li", {}, h("span", {"class": "letter"}, sign), " ", h("span", {"class": "text"}, rich(text)))
        for sign, text in _lettered(mixed(item.id, item.answers()))
    ]
    table = h("table", {}, h("thead", {}, head), h("tbody", {}, rows))
    return "Write the letter of its answer beside each prompt.", [table, h("ul", {"class": "choices"}, answers)]


def _cloze(item: i.ClozeItem, _library: Library) -> Asked:
    # Every second piece of the text is the number of a gap.
    pieces: list[Child] = [
        [_line("gap"), f" ({piece})"] if index % 2 else rich(piece) for index, piece in enumerate(GAP.split(item.text))
    ]
    lists = [
        h(
            "li",
            {},
            h("span", {"class": "letter"}, f"({number})"),
            [
                [" ", h("span", {"class": "text"}, _box("one"), rich(option.text))]
                for option in gap_options(item, number, gap)
            ],
        )
        for number, gap in enumerate(item.gaps, 1)
        if isinstance(gap, i.ChoiceGap)
    ]
    choices = h("ul", {"class": "choices across"}, lists) if lists else None
    return "Fill the gaps.", [h("p", {"class": "cloze"}, pieces), choices]


def _label(item: i.LabelItem, library: Library) -> Asked:
    shown = figure(item, library)
    names = sorted(library.structures[slug].name for slug in item_structures(item))
    lines = [h("li", {}, h("span", {"class": "letter"}, sign), " ", _line("long")) for sign in shown.signs.values()]
    bank = h("p", {"class": "bank"}, "Names: ", ", ".join(names))
    beside = h("div", {}, bank, h("ul", {"class": "choices"}, lines))
    spare = " Some names are left over." if item.distractors else ""
    return f"Write a name beside each number.{spare}", [h("div", {"class": "beside"}, shown.svg, beside)]


def _find(item: i.FindItem, library: Library) -> Asked:
    shown = figure(item, library)
    lines = [h("li", {}, _box("one"), h("span", {"class": "letter"}, sign)) for sign in shown.signs.values()]
    beside = h("ul", {"class": "choices across"}, lines)
    return "Tick the letter of one place.", [h("div", {"class": "beside"}, shown.svg, beside)]


def _trace(item: i.TraceItem, library: Library) -> Asked:
    text = library.traces[item.trace]
    caption = h("p", {"class": "about"}, rich(text.caption))
    place = h("p", {"class": "write"}, f"{text.x.name}: ", _line("short"), f" {text.x.unit}")
    return "Mark one place on the curve, and write where it stands.", [caption, curve_figure(text), place]


KINDS: dict[str, Callable[[Any, Library], Asked]] = {
    "single": _choice,
    "multiple": _choice,
    "numeric": _numeric,
    "order": _order,
    "label": _label,
    "find": _find,
    "short": _short,
    "match": _match,
    "cloze": _cloze,
    "two-tier": _two_tier,
    "trace": _trace,
}
