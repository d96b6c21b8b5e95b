"""What one piece of content names must stand in another."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from crampcourse.library.faults import Fault
from crampcourse.library.messages import did_you_mean, placed
from crampcourse.library.read import Record, Way

NAMES = {
    "item": {
        "objective": "objective",
        "sources": "source",
        "claims": "claim",
        "misconception": "misconception",
        "plate": "plate",
        "structure": "structure",
        "trace": "trace",
    },
    "lesson": {"items": "item", "item": "item", "explorer": "explorer", "claims": "claim", "sources": "source"},
    "explorer": {"source": "source", "sources": "source"},
    "structure": {"source": "source"},
    "trace": {"sources": "source"},
    "claim": {"citations": "source"},
    "term": {"see": "term", "sources": "source"},
    "movement": {"source": "source", "sources": "source"},
    "flag": {"sources": "source"},
    "question": {"screens": "flag"},
    "vignette": {
        "question": "question",
        "raises": "flag",
        "misconception": "misconception",
        "like": "vignette",
        "sources": "source",
    },
}
"""Which field of which kind of entry names what, however deep in the entry it stands."""
HOMES = {
    "objective": "the lesson",
    "source": "references.json",
    "claim": "claims.csv",
    "misconception": "misconceptions.yaml",
    "plate": "plates.yaml",
    "structure": "structures.yaml",
    "trace": "traces.yaml",
    "item": "items/",
    "explorer": "explorers/",
    "flag": "flags.yaml",
    "question": "questions.yaml",
    "vignette": "vignettes/",
    "term": "glossary/",
}
_FREE = ("words", "units", "draw", "given")
"""Fields whose own fields are named as their author likes."""


@dataclass(frozen=True)
class Entry:
    """One entry of a file: what kind it is, what stands there, and what it was read as (None if it is faulty)."""

    what: str
    file: str
    record: Record
    name: str
    value: Any = None
    faulty: frozenset[Way] = frozenset()
    """The parts of which a fault is told already."""

    def fault(self, way: Way, message: str) -> Fault:
        """What is wrong with one part of the entry."""
        return Fault(self.file, self.record.at(way).line, self.name, placed(way, message))


def dangling(entry: Entry, known: Mapping[str, set[str]]) -> Iterator[Fault]:
    """A fault for each id that the entry names and ``known`` lacks; what is no key of ``known`` is not asked for."""
    for way, what, given in _named(entry.record.data, NAMES.get(entry.what, {})):
        if what in known and given not in known[what] and way not in entry.faulty:
            near = did_you_mean(given, sorted(known[what]))
            yield entry.fault(way, f"there is no {what} {given!r}{near}; mend it, or add it to {HOMES[what]}")


def _named(data: Any, names: dict[str, str], way: Way = ()) -> Iterator[tuple[Way, str, str]]:
    """Every id in an entry's data: where it stands, what it is of, and itself."""
    if isinstance(data, list):
        for index, value in enumerate(data):
            yield from _named(value, names, (*way, index))
    elif isinstance(data, dict):
        for field, value in data.items():
            if field in names:
                yield from ((there, names[field], given) for there, given in _ids(value, (*way, field)))
            if field not in _FREE:
                yield from _named(value, names, (*way, field))


def _ids(value: Any, way: Way) -> Iterator[tuple[Way, str]]:
    """One id or a list of them. What else stands there is a fault of its type already."""
    if isinstance(value, list):
        for index, each in enumerate(value):
            if not isinstance(each, list):
                yield from _ids(each, (*way, index))
    elif isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
        yield way, str(value).strip()
