"""Moodle's XML format, written: choice, numbers and order, with hints, and tags for objective, sources, claims."""

import math
from collections.abc import Sequence
from xml.etree import ElementTree as Tree

from crampcourse.exchange import weights
from crampcourse.exchange.inline import fit, to_html
from crampcourse.exchange.moodle_xml_reading import read as read
from crampcourse.exchange.writing import (
    Exported,
    asking_unit,
    left_out,
    lost,
    numeric_details,
    tags,
    tolerance,
)
from crampcourse.library.items import ChoiceItem, Item, NumericItem, OrderItem
from crampcourse.library.shelf import Library

NAME = "Moodle XML"
KINDS = ("single", "multiple", "numeric", "order")
TYPES = {"single": "multichoice", "multiple": "multichoice", "numeric": "numerical", "order": "ordering"}
SAYS = ("hints", "tags", "shuffle")


def export(items: Sequence[Item], library: Library) -> Exported:  # noqa: ARG001 (one signature for all formats)
    """One question for each item in a quiz element."""
    quiz = Tree.Element("quiz")
    losses: list[str] = []
    for item in items:
        if reason := left_out(item, NAME, KINDS):
            losses.append(reason)
            continue
        question = Tree.SubElement(quiz, "question", type=TYPES[item.kind])
        details: list[str] = []
        if isinstance(item, ChoiceItem):
            _head(question, item, item.stem, "")
            _choice(question, item)
        elif isinstance(item, NumericItem):
            details = _numeric(question, item)
        elif isinstance(item, OrderItem):
            details = ["part credit for steps that are one place off", "that the reason of each step is shown"]
            _order(question, item)
        for hint in item.hints:
            _text(question, "hint", hint)
        named = Tree.SubElement(question, "tags")
        for name, value in tags(item):
            Tree.SubElement(Tree.SubElement(named, "tag"), "text").text = f"{name}:{value}"
        losses += lost(item, details, says=SAYS)
    Tree.indent(quiz)
    return Exported(f'<?xml version="1.0" encoding="UTF-8"?>\n{Tree.tostring(quiz, encoding="unicode")}\n', losses)


def _text(parent: Tree.Element, tag: str, text: str, **attributes: str) -> Tree.Element:
    element = Tree.SubElement(parent, tag, {**attributes, "format": "html"})
    Tree.SubElement(element, "text").text = to_html(text)
    return element


def _head(question: Tree.Element, item: Item, stem: str, general: str) -> None:
    Tree.SubElement(Tree.SubElement(question, "name"), "text").text = item.id
    _text(question, "questiontext", stem)
    _text(question, "generalfeedback", general)
    for tag, value in (("defaultgrade", "1"), ("penalty", "0.3333333"), ("hidden", "0"), ("idnumber", item.id)):
        Tree.SubElement(question, tag).text = value


def _choice(question: Tree.Element, item: ChoiceItem) -> None:
    single, shuffle = item.kind == "single", item.shuffle
    Tree.SubElement(question, "single").text = str(single).lower()
    Tree.SubElement(question, "shuffleanswers").text = str(shuffle).lower()
    Tree.SubElement(question, "answernumbering").text = "none"
    for option, weight in zip(item.options, weights.written(item), strict=True):
        answer = _text(question, "answer", option.text, fraction=weight)
        _text(answer, "feedback", option.rationale)


def _numeric(question: Tree.Element, item: NumericItem) -> list[str]:
    _head(question, item, asking_unit(item), "")
    _number(question, "100", item.value, tolerance(item), item.rationale)
    for between in item.wrong:
        if between.low is not None and between.high is not None:
            middle = (between.low + between.high) / 2
            _number(question, "0", middle, (between.high - between.low) / 2, between.rationale)
    # Moodle says how many of the other unit go into one of ours; we say the reverse.
    others = {name: factor for name, factor in item.units.items() if factor > 0 and math.isfinite(1 / factor)}
    units = Tree.SubElement(question, "units")
    for name, factor in {item.unit: 1.0, **{n: f for n, f in others.items() if n != item.unit}}.items():
        unit = Tree.SubElement(units, "unit")
        Tree.SubElement(unit, "multiplier").text = repr(1 / factor)
        Tree.SubElement(unit, "unit_name").text = fit(name)
    for tag, value in (("unitgradingtype", "0"), ("unitpenalty", "0.1"), ("showunits", "0"), ("unitsleft", "0")):
        Tree.SubElement(question, tag).text = value
    details = numeric_details(item, units=True, open_ranges=False)
    if len(others) < len(item.units):
        details.append(f"units with a factor that has no reciprocal ({len(item.units) - len(others)})")
    return details


def _number(question: Tree.Element, fraction: str, value: float, spread: float, rationale: str) -> None:
    answer = Tree.SubElement(question, "answer", fraction=fraction, format="moodle_auto_format")
    Tree.SubElement(answer, "text").text = repr(value)
    _text(answer, "feedback", rationale)
    Tree.SubElement(answer, "tolerance").text = repr(spread)


def _order(question: Tree.Element, item: OrderItem) -> None:
    _head(question, item, item.stem, item.rationale)
    settings = {
        "layouttype": "VERTICAL",
        "selecttype": "ALL",
        "selectcount": str(len(item.steps)),
        "gradingtype": "ABSOLUTE_POSITION",
    }
    for tag, value in settings.items():
        Tree.SubElement(question, tag).text = value
    for place, step in enumerate(item.steps, 1):
        answer = _text(question, "answer", step.text, fraction=str(place))
        _text(answer, "feedback", step.rationale)
