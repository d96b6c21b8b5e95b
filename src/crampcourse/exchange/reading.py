"""Collects questions read from another program's file as items of ours, with every fault and note."""

import math
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from pydantic import TypeAdapter, ValidationError

from crampcourse.exchange.inline import fit, from_html
from crampcourse.library.faults import Fault
from crampcourse.library.items import Item
from crampcourse.library.messages import in_words, placed
from crampcourse.library.read import Record

MAX_BYTES = 10_000_000
MAX_QUESTIONS = 10_000
MAX_TEXT = 20_000
MAX_TAGS = 400
"""Python's HTML reader goes over the whole rest of a text for each tag that is never closed."""
SMALLEST = 1e-290
"""Nearer to 0 is only the next number beside it, which marks that an end counts."""
RIGHT = "This is right."
WRONG = "This is not right."
_ITEM: TypeAdapter[Item] = TypeAdapter(Item)
_UNIT = re.compile(r"(.+) \(answer in (.+)\)", re.DOTALL)
_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


@dataclass(frozen=True)
class Assumed:
    """What other formats do not say about a question: objective, source, the unit of a number."""

    objective: str
    source: str = "GENERALKNOWLEDGE"
    unit: str | None = None
    file: str = "file"


@dataclass(frozen=True)
class Imported:
    """Items as plain data ready for YAML; what could not be read; what was changed on the way."""

    items: list[dict[str, Any]]
    faults: list[Fault]
    notes: list[str]


class UnreadableError(ValueError):
    """A question that cannot become an item; the message says why."""


@dataclass
class Reading:
    """One reading of one file."""

    assumed: Assumed
    dollars: bool = False
    """The format writes formulas between dollar signs, too."""
    items: list[dict[str, Any]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    name: str = ""
    line: int = 0
    count: int = 0
    _taken: set[str] = field(default_factory=set)

    def done(self) -> Imported:
        """The result."""
        return Imported(self.items, self.faults, self.notes)

    def fault(self, message: str) -> None:
        """Says why the question at hand is not among the items."""
        self.faults.append(Fault(self.assumed.file, self.line, self.name, message))

    def note(self, message: str) -> None:
        """Says what was changed in the question at hand."""
        self.notes.append(f"{self.name}: {message}")

    @contextmanager
    def question(self, name: str, line: int = 0) -> Iterator[None]:
        """Around the reading of one question: an UnreadableError inside becomes its fault."""
        self.count += 1
        self.name, self.line = fit(name)[:80] or f"question {self.count}", line
        try:
            yield
        except UnreadableError as error:
            self.fault(str(error))

    def full(self) -> bool:
        """True, with a fault, where the file holds more questions than are read at once."""
        if self.count < MAX_QUESTIONS:
            return False
        self.name, self.line = "", 0
        self.fault(f"holds more than {MAX_QUESTIONS:,} questions; the rest is not read: split the file")
        return True

    def text(self, markup: Any, where: str, *, plain: bool = False) -> str:
        """HTML (or plain text) of the file as inline Markdown; UnreadableError if it is too long or no text."""
        if not isinstance(markup, str):
            raise UnreadableError(f"{where} is not text")
        if len(markup) > MAX_TEXT:
            raise UnreadableError(f"{where} has {len(markup):,} characters; at most {MAX_TEXT:,} are read")
        if plain:
            return fit(markup)
        if (tags := markup.count("<")) > MAX_TAGS:
            raise UnreadableError(f"{where} has {tags:,} tags; at most {MAX_TAGS} are read")
        text, notes = from_html(markup, dollars=self.dollars)
        for note in notes:
            self.note(f"{where}: {note}")
        return text

    def option(self, text: str, key: bool, rationale: str) -> dict[str, Any]:
        """One option; a bare right or wrong, with a note, where the file says no more."""
        if not rationale:
            self.note(f"option {text!r} has no feedback; write why it is {'right' if key else 'wrong'}")
        return {"text": text, **({"key": True} if key else {}), "rationale": rationale or (RIGHT if key else WRONG)}

    def rationale(self, rationale: str, what: str) -> str:
        """The feedback, or a bare one with a note."""
        if not rationale:
            self.note(f"{what} has no feedback; write why it is right")
        return rationale or RIGHT

    def unit(self, stem: str) -> tuple[str, str]:
        """Stem without, and unit from, "(answer in …)" at its end; else the unit assumed."""
        # Looked for only where it can end so: otherwise a long text of openings would be tried from each of them.
        match = _UNIT.fullmatch(stem) if stem.endswith(")") else None
        if match:
            return match[1], match[2].replace(r"\$", "$")
        if not self.assumed.unit:
            raise UnreadableError('the number has no unit: end the question with "(answer in …)" or give --unit')
        self.note(f"no unit in the file; {self.assumed.unit!r} is taken")
        return stem, self.assumed.unit

    def add(self, kind: str, identifier: str | None, fields: dict[str, Any], tags: dict[str, list[str]]) -> None:
        """Validates one item and keeps it. ``tags``: objective, source, claim where the file names them."""
        data: dict[str, Any] = {
            "id": self._identifier(identifier),
            "kind": kind,
            "objective": (tags.get("objective") or [self.assumed.objective])[0],
            **fields,
            "sources": tags.get("source") or [self.assumed.source],
        }
        if not tags.get("source"):
            self.note(f"no source in the file; {self.assumed.source} is taken")
        if claims := [int(claim) for claim in tags.get("claim", []) if re.fullmatch("[0-9]{1,6}", claim)]:
            data["claims"] = claims
        if faults := shape_faults(data):
            raise UnreadableError("; ".join(faults))
        self._taken.add(data["id"])
        self.items.append(data)

    def _identifier(self, identifier: str | None) -> str:
        wanted = identifier or self.name
        slug = wanted if _SLUG.fullmatch(wanted) else "-".join(re.findall("[a-z0-9]+", wanted.lower()))
        slug = slug[:70].strip("-_") or f"imported-{self.count}"
        free, number = slug, 1
        while free in self._taken:
            number += 1
            free = f"{slug}-{number}"
        if free != wanted:
            self.note(f"gets the id {free}")
        return free


def shape_faults(data: Any) -> list[str]:
    """What keeps plain data from being an item; nothing if it is one."""
    try:
        _ITEM.validate_python(data)
    except ValidationError as error:
        return [placed(way, message) for way, message in in_words(error, Item, Record(data, 0))]
    return []


def number(value: Any, where: str) -> float:
    """A finite number of the file; UnreadableError says where it is none."""
    try:
        result = float(value)
    except (TypeError, ValueError, OverflowError):
        result = float("nan")
    if isinstance(value, bool) or not abs(result) < float("inf"):
        raise UnreadableError(f"{where} is not a number (given: {str(value)[:40]!r})")
    return result


def rounded(value: float, *parts: float) -> float:
    """Without the last bits that adding and halving leave: 12 significant digits of the largest of the numbers."""
    if not all(math.isfinite(one) for one in (value, *parts)):
        raise UnreadableError("a number or the sum of two is too large")
    size = max(abs(one) for one in (value, *parts))
    return 0.0 if size < SMALLEST else round(value, 11 - math.floor(math.log10(size)))
