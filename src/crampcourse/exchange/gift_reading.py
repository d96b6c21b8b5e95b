"""Moodle's text format GIFT, read: choice, true or false, numbers."""

import re
from collections.abc import Iterator

from crampcourse.exchange import weights
from crampcourse.exchange.reading import Assumed, Imported, Reading, UnreadableError, number, rounded

# Escaped signs wait as characters that no exchanged text holds, so that splitting does not see them.
_SIGNS = "~=#{}:\\"
_WAITING = {sign: chr(0xFDD0 + place) for place, sign in enumerate(_SIGNS)}
_BACK = {ord(mark): sign for sign, mark in _WAITING.items()}
_NEVER = re.compile("[\ufdd0-\ufdef]")
_ESCAPED = re.compile(r"\\([~=#{}:\\n])")
_WEIGHT = re.compile(r"%(-?[0-9]{1,3}(?:\.[0-9]{0,9})?)%")
_FORMAT = re.compile(r"\[(html|moodle|plain|markdown)\]")
_IDENTIFIER = re.compile(r"\[id:([^\[\]]{1,100})\]")
_TAG = re.compile(r"\[tag:(objective|source|claim):([A-Za-z0-9-]{1,80})\]")
_TRUTH = {"T": True, "TRUE": True, "F": False, "FALSE": False}


def read(text: str, assumed: Assumed) -> Imported:
    """The questions of a GIFT file; other kinds of question than ours are faults."""
    reading = Reading(assumed)
    for line, lines in _blocks(text):
        if reading.full():
            break
        comments = " ".join(part for part in lines if part.startswith("//"))
        body = "\n".join(part for part in lines if not part.startswith("//"))
        if not body:
            continue
        if body.startswith("$CATEGORY:"):
            reading.notes.append(f"line {line}: the category is left out")
            continue
        body = _ESCAPED.sub(lambda match: _WAITING.get(match[1], " "), body)
        name, body = _name(body)
        found = _IDENTIFIER.search(comments)
        tags: dict[str, list[str]] = {}
        for tag, value in _TAG.findall(comments):
            tags.setdefault(tag, []).append(value)
        with reading.question(name or f"line {line}", line):
            _Block(reading, body).add(found[1] if found else name or None, tags)
    return reading.done()


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Runs of lines that are not blank, with the line each begins in."""
    lines: list[str] = []
    text = _NEVER.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
    for place, line in enumerate([*text.split("\n"), ""], 1):
        if stripped := line.strip():
            lines.append(stripped)
        elif lines:
            yield place - len(lines), lines
            lines = []


def _name(body: str) -> tuple[str, str]:
    if not body.startswith("::"):
        return "", body
    name, sign, rest = body[2:].partition("::")
    return (name.translate(_BACK).strip(), rest.strip()) if sign else ("", body[2:])


class _Block:
    """One question: its text, and what stands in its braces."""

    def __init__(self, reading: Reading, body: str) -> None:
        self.reading = reading
        start, end = body.find("{"), body.find("}")
        if start < 0 and end < 0:
            raise UnreadableError("has no answers in braces; a mere text is not read")
        if start < 0 or end < start:
            raise UnreadableError("a brace has no partner; in a text write \\{ and \\}")
        rest = body[end + 1 :].strip()
        if "{" in rest or "}" in rest:
            raise UnreadableError("has more than one pair of braces; in a text write \\{ and \\}")
        self.html = "moodle"
        stem = body[:start].strip()
        if match := _FORMAT.match(stem):
            self.html = match[1]
        self.stem = self.text(f"{stem} _____ {rest}" if rest else stem, "question")
        answers, sign, general = body[start + 1 : end].strip().rpartition("####")
        self.answers = answers.strip() if sign else general.strip()
        self.general = self.text(general.strip(), "general feedback") if sign else ""

    def text(self, raw: str, where: str) -> str:
        """A text with its format in front, or that of the question."""
        style = self.html
        if match := _FORMAT.match(raw):
            style, raw = match[1], raw[match.end() :]
        return self.reading.text(raw.translate(_BACK).strip(), where, plain=style == "plain")

    def add(self, identifier: str | None, tags: dict[str, list[str]]) -> None:
        """Adds the question as the kind of item that its answers make it."""
        truth = self.answers.partition("#")[0].strip()
        if self.answers.startswith("#"):
            kind, fields = "numeric", self.numeric()
        elif truth in _TRUTH:
            kind, fields = "single", self.truth(_TRUTH[truth])
        elif "~" in self.answers:
            kind, fields = self.choice()
        elif not self.answers:
            raise UnreadableError("is an essay; essays are not read")
        elif "->" in self.answers:
            raise UnreadableError("is a matching question; these are not read")
        else:
            raise UnreadableError("is a short answer; these are not read")
        self.reading.add(kind, identifier, fields, tags)

    def _leave_general(self) -> None:
        if self.general:
            self.reading.note("the general feedback is left out; ours stands with each option")

    def truth(self, right: bool) -> dict[str, object]:
        """True or false as a single choice."""
        self._leave_general()
        said = [self.text(part.strip(), "feedback") for part in self.answers.split("#")[1:3]]
        wrong_said, right_said = (*said, "", "")[:2]
        return {
            "stem": self.stem,
            "options": [
                self.reading.option(text, key is right, right_said if key is right else wrong_said)
                for text, key in (("True", True), ("False", False))
            ],
        }

    def choice(self) -> tuple[str, dict[str, object]]:
        """Single choice where an option is marked with =, else several."""
        self._leave_general()
        single = "=" in self.answers
        given = [part.strip() for part in self.answers.replace("=", "~=").split("~")]
        options = [self._option(part, place) for place, part in enumerate(filter(None, given), 1)]
        kind, keys = weights.read(self.reading, [weight for weight, _, _ in options], single=single)
        made = [self.reading.option(text, key, said) for key, (_, text, said) in zip(keys, options, strict=True)]
        return kind, {"stem": self.stem, "options": made}

    def _option(self, part: str, place: int) -> tuple[float, str, str]:
        weight = 0.0
        if part.startswith("="):
            weight, part = 100.0, part[1:].strip()
        if match := _WEIGHT.match(part):
            weight, part = float(match[1]), part[match.end() :]
        text, _, said = part.partition("#")
        return weight, self.text(text.strip(), f"option {place}"), self.text(said.strip(), f"feedback {place}")

    def numeric(self) -> dict[str, object]:
        """One right number or range; wrong ranges keep their feedback."""
        stem, unit = self.reading.unit(self.stem)
        answers, other, _ = self.answers[1:].partition("~")
        if other:
            self.reading.note("the feedback for any other number is left out")
        right: list[tuple[float, float, str]] = []
        wrong: list[dict[str, object]] = []
        for place, part in enumerate(filter(None, (part.strip() for part in answers.split("="))), 1):
            weight, said, low, high = self._range(part, place)
            if weight >= weights.FULL:
                right.append((rounded((low + high) / 2, low, high), rounded((high - low) / 2, low, high), said))
            else:
                if weight > 0:
                    self.reading.note("part credit for a number is left out")
                if said:
                    wrong.append({"low": low, "high": high, "rationale": said})
        if len(right) != 1:
            raise UnreadableError(f"{len(right)} right numbers or ranges; there must be one")
        value, spread, said = right[0]
        if said and self.general:
            self.reading.note("the general feedback is left out; the right number has its own")
        why = self.reading.rationale(said or self.general, "the right number")
        fields = {"stem": stem, "value": value, "unit": unit, "tolerance": spread, "rationale": why}
        return {**fields, **({"wrong": wrong} if wrong else {})}

    def _range(self, part: str, place: int) -> tuple[float, str, float, float]:
        weight, where = 100.0, f"number {place}"
        if match := _WEIGHT.match(part):
            weight, part = float(match[1]), part[match.end() :]
        given, _, said = part.partition("#")
        said = self.text(said.strip(), f"feedback {place}")
        first, dots, second = given.translate(_BACK).partition("..")
        if dots:
            low, high = number(first, where), number(second, where)
        else:
            first, _, second = first.partition(":")
            value, spread = number(first, where), number(second or "0", where)
            low, high = value - spread, value + spread
        if low > high:
            raise UnreadableError(f"{where}: the range runs backwards")
        return weight, said, low, high
