"""Reads YAML files, entry by entry, into plain data that remembers its lines.

Words mean what YAML 1.2 says, as in editors: only true and false are truth values, so that yes, no, on, off and dates
are text. Anchors, aliases, merge keys and tags are faults: an entry says itself what it says.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from crampcourse.library.faults import Fault
from crampcourse.library.read import Outline, Record, name_of, read_text
from crampcourse.library.yaml_faults import UnreadableError, in_words

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MOST_DEEP = 40
"""Lists and entries inside each other. No content is a third as deep, and much deeper text ends Python in libyaml."""
MOST_DIGITS = 308
"""Of a whole number; longer ones are endless for a computer's decimal numbers."""
MARKS = "*, & and ! may not begin a text or an entry; put a text in quotes, write an entry out"
NO_NAME = "a field's name must be one word, such as 'text:'; a text with [ or { stands in quotes"

_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_WHOLE = re.compile(r"[-+]?[0-9]+")
_BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_DECIMAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_BEYOND = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")


def read_yaml(path: Path, faults: list[Fault]) -> Record | None:
    """The one document of a file; None and a fault where it cannot be read."""
    return YamlFile(path, faults).whole()


class YamlFile:
    """One reading of one file; its faults are added to ``faults``.

    ``share`` (0…1) says how much is read so far; ``complete``, after the last entry, whether all could be read.
    """

    def __init__(self, path: Path, faults: list[Fault]) -> None:
        self.share = 0.0
        self.complete = False
        self._path, self._faults = path, faults
        self._events: Any = None
        self._problems: list[tuple[int, str]] = []
        """Line and message of what is wrong in the entry at hand."""

    def whole(self) -> Record | None:
        """The file as one entry."""
        found = list(self._records(as_list=False))
        return found[0] if self.complete else None

    def entries(self) -> Iterator[Record]:
        """The entries of a file that is a list, each as soon as it is read."""
        yield from self._records(as_list=True)

    def _records(self, *, as_list: bool) -> Iterator[Record]:
        text = read_text(self._path, self._faults)
        if text is None:
            return
        try:
            self._events = Loader(text)
            yield from self._list(len(text)) if as_list else self._one()
            self.complete = True
        except (yaml.YAMLError, UnreadableError) as error:
            self._tell(None)
            line, message = in_words(error, text)
            self._faults.append(Fault(self._path.name, line, "", message))
        finally:
            if self._events:
                self._events.dispose()

    def _one(self) -> Iterator[Record]:
        yield self._record(self._begin(), 0)
        self._end()

    def _list(self, length: int) -> Iterator[Record]:
        first = self._begin()
        if not isinstance(first, yaml.SequenceStartEvent):
            raise UnreadableError(1, "must be a list: each entry begins with '- id:'")
        if first.anchor is not None or first.tag is not None:
            self._problems.append((1, MARKS))
        event: Any
        while not isinstance(event := self._events.get_event(), yaml.SequenceEndEvent):
            record = self._record(event, 1)
            self.share = self._events.peek_event().start_mark.index / length
            yield record
        self._end()

    def _begin(self) -> yaml.Event:
        """The first event of the document."""
        self._events.get_event()
        if isinstance(self._events.get_event(), yaml.StreamEndEvent):
            raise UnreadableError(1, "file is empty; write an entry")
        event: yaml.Event = self._events.get_event()
        return event

    def _end(self) -> None:
        self._events.get_event()
        event = self._events.get_event()
        if not isinstance(event, yaml.StreamEndEvent):
            message = "a second document begins here (---); keep one in one file"
            raise UnreadableError(event.start_mark.line + 1, message)
        self.share = 1.0

    def _record(self, event: yaml.Event, depth: int) -> Record:
        data, outline = self._value(event, depth)
        self._tell(data)
        return Record(data, outline.line, outline)

    def _tell(self, data: Any) -> None:
        """Makes the problems of an entry faults under its id."""
        self._faults.extend(Fault(self._path.name, line, name_of(data), message) for line, message in self._problems)
        self._problems.clear()

    def _value(self, event: Any, depth: int) -> tuple[Any, Outline]:
        """What begins with an event, as plain data."""
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent):
            self._problems.append((line, MARKS))
            return f"*{event.anchor}", Outline(line)
        if event.anchor is not None or event.tag is not None:
            self._problems.append((line, MARKS))
        if isinstance(event, yaml.ScalarEvent):
            written = event.value
            return (_word(written) if event.implicit[0] else written), Outline(line, None, written)
        if depth >= MOST_DEEP:
            raise UnreadableError(line, f"more than {MOST_DEEP} entries stand inside each other; write it out flat")
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(line, depth)
        return self._mapping(line, depth)

    def _sequence(self, line: int, depth: int) -> tuple[list[Any], Outline]:
        values, outlines = [], []
        while not isinstance(event := self._events.get_event(), yaml.SequenceEndEvent):
            value, outline = self._value(event, depth + 1)
            values.append(value)
            outlines.append(outline)
        return values, Outline(line, outlines)

    def _mapping(self, line: int, depth: int) -> tuple[dict[str, Any], Outline]:
        values: dict[str, Any] = {}
        outlines: dict[str, Outline] = {}
        while not isinstance(event := self._events.get_event(), yaml.MappingEndEvent):
            key, key_line = self._key(event, depth)
            value, outline = self._value(self._events.get_event(), depth + 1)
            if key in values:
                first = outlines[key].line
                self._problems.append((key_line, f"{key!r} stands twice (first in line {first}); keep one"))
            elif key is not None:
                values[key], outlines[key] = value, outline
        return values, Outline(line, outlines)

    def _key(self, event: Any, depth: int) -> tuple[str | None, int]:
        """The name of a field as it is written; None and a problem where there is none."""
        line = event.start_mark.line + 1
        if not isinstance(event, yaml.ScalarEvent):
            self._value(event, depth + 1)
            self._problems.append((line, NO_NAME))
            return None, line
        if event.anchor is not None or event.tag is not None:
            self._problems.append((line, MARKS))
        if event.value == "<<":
            self._problems.append((line, "merge keys (<<) are not allowed; write the entry out"))
            return None, line
        return event.value, line


def _word(written: str) -> Any:
    """What a word without quotes stands for."""
    # Nearly all are texts, and those begin otherwise.
    if written[:1] not in "-+.0123456789~nNtTfF":
        return written
    if written in _WORDS:
        return _WORDS[written]
    if _WHOLE.fullmatch(written):
        return int(written) if len(written) <= MOST_DIGITS else float(written)
    if _DECIMAL.fullmatch(written):
        return float(written)
    if _BASED.fullmatch(written):
        return int(written, 0)
    return float(written.replace(".", "")) if _BEYOND.fullmatch(written) else written
