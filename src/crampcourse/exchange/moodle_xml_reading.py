"""Moodle's XML format, read: choice, true or false, numbers, order.

The parser refuses document types, entities and outside files, so that a file can neither blow up nor fetch.
"""

import re
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from crampcourse.exchange import weights
from crampcourse.exchange.inline import fit
from crampcourse.exchange.reading import Assumed, Imported, Reading, UnreadableError, number, rounded


def read(text: str, assumed: Assumed) -> Imported:
    """The questions of a Moodle XML file; other kinds of question than ours are faults."""
    reading = Reading(assumed)
    try:
        quiz = fromstring(text, forbid_dtd=True)
    except DefusedXmlException:
        reading.fault("declares a document type or entities; such files are not read")
        return reading.done()
    except ParseError as error:
        reading.line = error.position[0]
        reading.fault(f"not XML: {error.msg}")
        return reading.done()
    except ValueError as error:
        reading.fault(f"not XML that we read: {error}")
        return reading.done()
    if quiz.tag != "quiz":
        reading.fault(f"is not Moodle XML: its root is <{quiz.tag[:40]}>, it must be <quiz>")
    for element in quiz.iterfind("question") if quiz.tag == "quiz" else []:
        if reading.full():
            break
        if element.get("type") == "category":
            reading.notes.append("a category is left out")
            continue
        with reading.question(element.findtext("name/text") or ""):
            _Question(reading, element).add()
    return reading.done()


class _Question:
    """One question element."""

    def __init__(self, reading: Reading, element: Element) -> None:
        self.reading = reading
        self.element = element

    def text(self, element: Element | None, where: str) -> str:
        """The text of an element that holds a text element; empty where there is none."""
        if element is None:
            return ""
        if element.find("file") is not None:
            self.reading.note(f"{where}: embedded files are left out")
        plain = element.get("format") == "plain_text"
        return self.reading.text(element.findtext("text") or "", where, plain=plain)

    def add(self) -> None:
        """Adds the question as an item."""
        kind = self.element.get("type", "")
        if kind == "multichoice":
            ours, fields = self.choice()
        elif kind == "truefalse":
            ours, fields = self.choice(single=True)
        elif kind == "numerical":
            ours, fields = "numeric", self.numeric()
        elif kind == "ordering":
            ours, fields = "order", self.order()
        else:
            raise UnreadableError(f"questions of type {kind[:40]!r} are not read")
        for tag in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
            if self.text(self.element.find(tag), tag):
                self.reading.note(f"the {tag} is left out; ours stands with each answer")
        hints = [self.text(hint, f"hint {place}") for place, hint in enumerate(self.element.findall("hint"), 1)]
        if any(hints):
            fields["hints"] = [hint for hint in hints if hint]
        tags: dict[str, list[str]] = {}
        for tag in self.element.iterfind("tags/tag/text"):
            name, _, value = fit(tag.text or "").partition(":")
            tags.setdefault(name, []).append(value)
        identifier = fit(self.element.findtext("idnumber") or self.element.findtext("name/text") or "")
        self.reading.add(ours, identifier or None, fields, tags)

    def stem(self) -> str:
        """The question's text."""
        return self.text(self.element.find("questiontext"), "question")

    def general(self) -> str:
        """The feedback that everybody gets."""
        return self.text(self.element.find("generalfeedback"), "general feedback")

    def answers(self) -> list[tuple[float, Element, str]]:
        """Weight in per cent, element and feedback of each answer."""
        return [
            (
                number(answer.get("fraction", "0"), f"fraction {place}"),
                answer,
                self.text(answer.find("feedback"), f"feedback {place}"),
            )
            for place, answer in enumerate(self.element.findall("answer"), 1)
        ]

    def choice(self, *, single: bool | None = None) -> tuple[str, dict[str, Any]]:
        """Options of a multichoice or truefalse question."""
        if self.general():
            self.reading.note("the general feedback is left out; ours stands with each option")
        if single is None:
            single = fit(self.element.findtext("single") or "true") in ("true", "1")
        answers = self.answers()
        kind, keys = weights.read(self.reading, [weight for weight, _, _ in answers], single=single)
        options = []
        for place, (key, (_, answer, said)) in enumerate(zip(keys, answers, strict=True), 1):
            text = self.text(answer, f"option {place}")
            if self.element.get("type") == "truefalse":
                text = text.capitalize()
            options.append(self.reading.option(text, key, said))
        fields: dict[str, Any] = {"stem": self.stem(), "options": options}
        if fit(self.element.findtext("shuffleanswers") or "true") in ("false", "0"):
            fields["shuffle"] = False
        return kind, fields

    def numeric(self) -> dict[str, Any]:
        """One right number; wrong ones keep their feedback as a range."""
        stem, unit, units = self.units()
        right: list[dict[str, Any]] = []
        wrong: list[dict[str, Any]] = []
        for place, (weight, answer, said) in enumerate(self.answers(), 1):
            given = fit(answer.findtext("text") or "")
            if given == "*":
                self.reading.note("the feedback for any other number is left out")
                continue
            value = number(given, f"number {place}")
            spread = number(fit(answer.findtext("tolerance") or "") or "0", f"tolerance {place}")
            if weight >= weights.FULL:
                right.append({"value": value, "tolerance": spread, "rationale": said})
                continue
            if weight > 0:
                self.reading.note("part credit for a number is left out")
            if said:
                low, high = (rounded(end, value, spread) for end in (value - abs(spread), value + abs(spread)))
                wrong.append({"low": low, "high": high, "rationale": said})
        if len(right) != 1:
            raise UnreadableError(f"{len(right)} right numbers; there must be one")
        general = self.general()
        if general and right[0]["rationale"]:
            self.reading.note("the general feedback is left out; the right number has its own")
        why = self.reading.rationale(right[0].pop("rationale") or general, "the right number")
        fields = {"stem": stem, **right[0], "unit": unit, "rationale": why}
        return {**fields, **({"units": units} if units else {}), **({"wrong": wrong} if wrong else {})}

    def units(self) -> tuple[str, str, dict[str, float]]:
        """Stem without its unit, the unit, and other units with their factors to it."""
        found: dict[str, float] = {}
        for place, unit in enumerate(self.element.iterfind("units/unit"), 1):
            multiplier = number(unit.findtext("multiplier"), f"multiplier {place}")
            if multiplier <= 0:
                raise UnreadableError(f"multiplier {place} must be above 0 (given: {multiplier})")
            found[fit(unit.findtext("unit_name") or "")] = rounded(number(1 / multiplier, f"multiplier {place}"))
        stem = self.stem()
        own = next((name for name, factor in found.items() if name and factor == 1), None)
        if own is None:
            stem, own = self.reading.unit(stem)
        others = {name: factor for name, factor in found.items() if name and name != own}
        ending = re.escape(f" (answer in {own})").replace(r"\$", r"\\?\$")
        return re.sub(rf"{ending}\Z", "", stem), own, others

    def order(self) -> dict[str, Any]:
        """Steps in the order in which the file has them."""
        steps = []
        for place, (_, answer, said) in enumerate(self.answers(), 1):
            text = self.text(answer, f"step {place}")
            steps.append({"text": text, "rationale": self.reading.rationale(said, f"step {place}")})
        if fit(self.element.findtext("selecttype") or "ALL") not in ("ALL", "EXACT", "0"):
            self.reading.note("Moodle shows some of the steps only; here all are shown")
        return {
            "stem": self.stem(),
            "steps": steps,
            "rationale": self.reading.rationale(self.general(), "the order"),
        }
