"""Reads content files entry by entry, puts each entry on its shelf, and gathers every fault."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from crampcourse.library import items as i
from crampcourse.library import movements as m
from crampcourse.library import types as t
from crampcourse.library.boards import Board
from crampcourse.library.checks import cross_check
from crampcourse.library.explorer_text import ExplorerText
from crampcourse.library.faults import ContentError, Fault
from crampcourse.library.glossary import Term
from crampcourse.library.links import Entry
from crampcourse.library.messages import in_words
from crampcourse.library.read import Record, name_of, read_csv, read_json
from crampcourse.library.shelf import Library, Progress, content_files
from crampcourse.library.vignettes import Flag, Question, Vignette
from crampcourse.library.yaml_files import YamlFile, read_yaml

CLAIM_COLUMNS = ("id", "topic", "claim", "verdict", "correct_statement", "citations", "status", "where")
KINDS: dict[str, Any] = {
    "lesson": t.Lesson,
    "item": i.Item,
    "explorer": ExplorerText,
    "misconception": t.Misconception,
    "structure": t.Structure,
    "plate": t.PlateText,
    "trace": t.TraceText,
    "source": t.Reference,
    "claim": t.Claim,
    "movement": m.Movement,
    "stage": m.Stage,
    "alphabet": m.Alphabet,
    "notice": m.Notice,
    "board": Board,
    "flag": Flag,
    "question": Question,
    "vignette": Vignette,
    "term": Term,
}
"""What stands in a content file, by the word that messages use for it."""


@cache
def adapter(what: str) -> TypeAdapter[Any]:
    """pydantic's reader of one kind of entry; making it takes longer than reading a hundred entries."""
    return TypeAdapter(KINDS[what])


class Shelving:
    """One filling of a library. ``faults`` and ``entries`` grow with each file; ``finish`` comes last.

    ``heard`` is told of each entry read: its file, and how much of that file is read (0…1).
    """

    def __init__(self, library: Library, heard: Callable[[Path, float], None] = lambda _path, _share: None) -> None:
        self.library = library
        self.faults: list[Fault] = []
        self.entries: list[Entry] = []
        self._heard = heard
        self._shelves: dict[str, dict[Any, Any]] = {
            "lesson": library.lessons,
            "item": library.items,
            "explorer": library.explorers,
            "misconception": library.misconceptions,
            "structure": library.structures,
            "plate": library.plates,
            "trace": library.traces,
            "source": library.references,
            "claim": library.claims,
            "movement": library.movements,
            "stage": library.stages,
            "alphabet": library.alphabets,
            "notice": library.notices,
            "board": library.boards,
            "flag": library.flags,
            "question": library.questions,
            "vignette": library.vignettes,
            "term": library.terms,
        }
        self._unread: set[str] = set()
        """Kinds with a file that could not be read to its end: what is missing there may only be unread."""
        self._seen: dict[tuple[str, str], str] = {}
        """Where each kind and id stands first."""

    def yaml_list(self, what: str, path: Path) -> None:
        """A YAML file that is a list of entries of one kind."""
        file = YamlFile(path, self.faults)
        for record in file.entries():
            self.entry(what, path.name, record)
            self._heard(path, file.share)
        self._read(what, path, whole=file.complete)

    def yaml_entry(self, what: str, path: Path) -> None:
        """A YAML file that is one entry."""
        record = read_yaml(path, self.faults)
        if record is not None:
            self.entry(what, path.name, record)
        self._read(what, path, whole=record is not None)

    def json_list(self, what: str, path: Path) -> None:
        """A JSON file that is a list of entries of one kind."""
        before = len(self.faults)
        data = read_json(path, self.faults)
        if len(self.faults) == before and not isinstance(data, list):
            self.faults.append(Fault(path.name, 1, "", "must be a list: [{...}, {...}]"))
        for place, each in enumerate(data if isinstance(data, list) else [], 1):
            self.entry(what, path.name, Record(each, 0))
            self._heard(path, place / len(data))
        self._read(what, path, whole=isinstance(data, list))

    def claims(self, path: Path) -> None:
        """The table of claims; its citations stand between semicolons."""
        before = len(self.faults)
        records = read_csv(path, CLAIM_COLUMNS, self.faults)
        for number, record in enumerate(records, 1):
            row = dict(record.data, citations=[key for key in record.data["citations"].split(";") if key])
            self.entry("claim", path.name, Record(row, record.line))
            self._heard(path, number / len(records))
        self._read("claim", path, whole=len(self.faults) == before)

    def _read(self, what: str, path: Path, *, whole: bool) -> None:
        if not whole:
            self._unread.add(what)
        self._heard(path, 1.0)

    def entry(self, what: str, file: str, record: Record) -> None:
        """Validates one entry and puts it on its shelf."""
        key = "key" if what == "source" else "id"
        name = name_of(record.data, key)
        line = record.at((key,)).line
        value, problems = None, []
        try:
            value = adapter(what).validate_python(record.data)
        except ValidationError as error:
            problems = list(in_words(error, KINDS[what], record))
        entry = Entry(what, file, record, name, value, frozenset(way for way, _ in problems))
        self.entries.append(entry)
        self.faults.extend(entry.fault(way, message) for way, message in problems)
        if name and (what, name) in self._seen:
            message = f"this {key} already stands in {self._seen[what, name]}; each must differ"
            self.faults.append(Fault(file, line, name, message))
            return
        self._seen[what, name] = f"{file}:{line}" if line else file
        if value is not None:
            self._shelves[what][getattr(value, key)] = value

    def finish(self) -> Library:
        """The library, checked against itself; every fault of every file as one ContentError."""
        self.faults.extend(cross_check(self.library, self.entries, self._unread))
        if self.faults:
            raise ContentError(self.faults)
        return self.library


def read_library(folder: Path, progress: Progress | None = None) -> Library:
    """Everything in a folder of content, read anew; every fault at once as one ContentError."""
    files = [path for path in content_files(folder) if path.suffix != ".svg"]
    shelving = Shelving(Library(folder), _heard(files, progress))
    folders = {"lesson": "lessons", "item": "items", "explorer": "explorers"}
    folders |= {"movement": "movements", "vignette": "vignettes", "term": "glossary"}
    for what, name in folders.items():
        for path in sorted((folder / name).glob("*.yaml")):
            (shelving.yaml_list if what in ("item", "vignette", "term") else shelving.yaml_entry)(what, path)
    for what in ("misconception", "structure", "plate", "trace", "board", "flag", "question"):
        shelving.yaml_list(what, folder / f"{what}s.yaml")
    for path in sorted((folder / "coach").glob("*.yaml")):
        shelving.yaml_list(path.stem.removesuffix("s"), path)
    for path in (folder / "coach").glob("poses.json"):
        shelving.json_list("stage", path)
    shelving.json_list("source", folder / "references.json")
    shelving.claims(folder / "claims.csv")
    return shelving.finish()


def read_bank(path: Path, library: Library, progress: Progress | None = None) -> dict[str, i.Item]:
    """The items of an instructor's own bank, which names objectives, sources, plates and so on of the course.

    Every fault at once as one ContentError. It is never kept in the cache: its keys stay where the instructor put them.
    """
    shelving = Shelving(replace(library, items={}), _heard([path], progress))
    shelving.yaml_list("item", path)
    return shelving.finish().items


def _heard(files: list[Path], progress: Progress | None) -> Callable[[Path, float], None]:
    """What tells ``progress`` how many bytes of the files are read, and how many they are."""
    sizes = {path: path.stat().st_size for path in files if path.is_file()}
    done = dict.fromkeys(sizes, 0)

    def heard(path: Path, share: float) -> None:
        if progress and path in sizes:
            done[path] = int(share * sizes[path])
            progress(sum(done.values()), sum(sizes.values()))

    return heard
