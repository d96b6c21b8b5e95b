"""All content of the course, read once, checked against itself, and handed out by id."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from crampcourse.library import items as i
from crampcourse.library import types as t
from crampcourse.library.drawn_items import DrawnChoiceItem, DrawnNumericItem
from crampcourse.library.faults import ContentError, Fault
from crampcourse.library.read import Record, read_csv, read_json, read_yaml

Kind = TypeVar("Kind")
CONTENT = Path(__file__).parent.parent / "content"
CLAIM_COLUMNS = ("id", "topic", "claim", "verdict", "correct_statement", "citations", "status", "where")


@dataclass(frozen=True)
class Library:
    """Everything the course says, by id. ``folder`` holds the drawings."""

    folder: Path
    lessons: dict[str, t.Lesson] = field(default_factory=dict)
    items: dict[str, i.Item] = field(default_factory=dict)
    misconceptions: dict[str, t.Misconception] = field(default_factory=dict)
    structures: dict[str, t.Structure] = field(default_factory=dict)
    references: dict[str, t.Reference] = field(default_factory=dict)
    claims: dict[int, t.Claim] = field(default_factory=dict)
    explorers: dict[str, t.ExplorerText] = field(default_factory=dict)
    plates: dict[str, t.PlateText] = field(default_factory=dict)
    traces: dict[str, t.TraceText] = field(default_factory=dict)

    def lesson_of(self, identifier: str) -> t.Lesson:
        """The lesson that an objective, quiz or prediction id belongs to."""
        return find(self.lessons, identifier.partition("-")[0], "lesson")

    def quiz(self, identifier: str) -> t.Quiz:
        """A quiz by id such as ``L01-check-1``; ValueError names those there are."""
        return find({quiz.id: quiz for lesson in self.lessons.values() for quiz in lesson.quizzes}, identifier, "quiz")

    def prediction(self, identifier: str) -> t.Prediction:
        """A prediction by id such as ``L01-P1``; ValueError names those there are."""
        return find({p.id: p for lesson in self.lessons.values() for p in lesson.predictions}, identifier, "prediction")

    def structure_of_part(self) -> dict[str, t.Structure]:
        """Drawn group id → the structure it belongs to."""
        return {part: structure for structure in self.structures.values() for part in structure.parts}

    def plate_svg(self, plate: str) -> str:
        """The drawing of a plate as SVG text."""
        return (self.folder / "plates" / f"{find(self.plates, plate, 'plate').id}.svg").read_text(encoding="utf-8")


def find(shelf: dict[str, Kind], identifier: str, what: str) -> Kind:
    """One entry by id; a ValueError says which ids there are."""
    if identifier not in shelf:
        those = f"{'are' if len(shelf) != 1 else 'is'}: {', '.join(sorted(shelf)) or 'none'}"
        raise ValueError(f"there is no {what} {identifier!r}; there {those}")
    return shelf[identifier]


def load(folder: Path = CONTENT) -> Library:
    """The library in ``folder``; every fault at once as one ContentError."""
    return _load(folder)


@cache
def _load(folder: Path) -> Library:
    faults: list[Fault] = []
    seen: dict[tuple[str, Any], tuple[str, int]] = {}

    def shelve(
        kind: Any,
        file: str,
        record: Record | None,
        shelf: dict[Any, Any],
        prefix: tuple[int, ...] = (),
        key: str = "id",
    ) -> None:
        """Validates one entry and puts it on its shelf."""
        if record is None:
            return
        data = record.data
        for step in prefix:
            data = data[step]
        name = str(data.get(key, "")) if isinstance(data, dict) else ""
        try:
            entry = TypeAdapter(kind).validate_python(data)
        except ValidationError as error:
            faults.extend(_faults(error, file, record, prefix, data, name))
            return
        identifier = getattr(entry, key)
        line = record.line_of((*prefix, key)) if record.lines else record.line
        if identifier in shelf:
            first_file, first_line = seen[str(kind), identifier]
            faults.append(
                Fault(
                    file,
                    line,
                    str(identifier),
                    f"this {key} already stands in {first_file}:{first_line}; ids must differ",
                )
            )
            return
        shelf[identifier] = entry
        seen[str(kind), identifier] = (file, line)

    def shelve_list(kind: Any, path: Path, shelf: dict[Any, Any]) -> None:
        record = read_yaml(path, faults)
        if record is None:
            return
        if not isinstance(record.data, list):
            faults.append(Fault(path.name, 1, "", "must be a list: each entry begins with '- id:'"))
            return
        for index in range(len(record.data)):
            shelve(kind, path.name, record, shelf, (index,))

    library = Library(folder)
    for path in sorted((folder / "lessons").glob("*.yaml")):
        shelve(t.Lesson, path.name, read_yaml(path, faults), library.lessons)
    for path in sorted((folder / "items").glob("*.yaml")):
        shelve_list(i.Item, path, library.items)
    for path in sorted((folder / "explorers").glob("*.yaml")):
        shelve(t.ExplorerText, path.name, read_yaml(path, faults), library.explorers)
    shelve_list(t.Misconception, folder / "misconceptions.yaml", library.misconceptions)
    shelve_list(t.Structure, folder / "structures.yaml", library.structures)
    shelve_list(t.PlateText, folder / "plates.yaml", library.plates)
    shelve_list(t.TraceText, folder / "traces.yaml", library.traces)
    references = read_json(folder / "references.json", faults)
    for data in references if isinstance(references, list) else []:
        shelve(t.Reference, "references.json", Record(data, 0, {}), library.references, key="key")
    for record in read_csv(folder / "claims.csv", CLAIM_COLUMNS, faults):
        row = dict(record.data, citations=[key for key in record.data["citations"].split(";") if key])
        shelve(t.Claim, "claims.csv", Record(row, record.line, {}), library.claims)
    if not faults:
        faults.extend(_cross_check(library, seen))
    if faults:
        raise ContentError(faults)
    return library


def _faults(
    error: ValidationError, file: str, record: Record, prefix: tuple[int, ...], data: Any, name: str
) -> list[Fault]:
    found = []
    for problem in error.errors(include_url=False):
        path: list[str | int] = []
        here = data
        for step in problem["loc"]:
            # The tag of a union (the item's kind) is part of pydantic's path but not of the file.
            if isinstance(here, dict) and step in here:
                here = here[str(step)]
            elif isinstance(here, list) and isinstance(step, int) and step < len(here):
                here = here[step]
            elif step != problem["loc"][-1] or problem["type"] != "missing":
                continue
            path.append(step)
        given = problem["input"]
        shown = "" if isinstance(given, dict | list) else f" (given: {given!r})"
        message = problem["msg"].removeprefix("Value error, ")
        if problem["type"] == "extra_forbidden":
            message, shown = "unknown field; remove it or mend its spelling", ""
        where = ".".join(str(step) for step in path)
        found.append(
            Fault(
                file,
                record.line_of((*prefix, *path)),
                name,
                f"{where}: {message}{shown}" if where else f"{message}{shown}",
            )
        )
    return found


def _cross_check(library: Library, seen: dict[tuple[str, Any], tuple[str, int]]) -> list[Fault]:
    """Every id that one piece of content uses must stand in another."""
    faults: list[Fault] = []

    def check(kind: Any, owner: Any, identifiers: list[Any], shelf: Any, what: str) -> None:
        file, line = seen[str(kind), getattr(owner, "id", None)]
        faults.extend(
            Fault(file, line, str(owner.id), f"names the {what} {identifier!r}, which does not exist")
            for identifier in identifiers
            if identifier not in shelf
        )

    objectives = {objective.id for lesson in library.lessons.values() for objective in lesson.objectives}
    for item in library.items.values():
        check(i.Item, item, [item.objective], objectives, "objective")
        check(i.Item, item, item.sources, library.references, "source")
        check(i.Item, item, item.claims, library.claims, "claim")
        check(i.Item, item, list(_misconceptions(item)), library.misconceptions, "misconception")
        if isinstance(item, i.LabelItem | i.FindItem):
            check(i.Item, item, [item.plate], library.plates, "plate")
            check(i.Item, item, item_structures(item), library.structures, "structure")
        if isinstance(item, i.TraceItem):
            check(i.Item, item, [item.trace], library.traces, "trace")
    for lesson in library.lessons.values():
        own = {objective.id for objective in lesson.objectives}
        check(t.Lesson, lesson, [point.objective for point in lesson.key_points], own, "objective of this lesson")
        check(t.Lesson, lesson, [item for quiz in lesson.quizzes for item in quiz.items], library.items, "item")
        check(t.Lesson, lesson, [p.item for p in lesson.predictions], library.items, "item")
        check(t.Lesson, lesson, [p.explorer for p in lesson.predictions], {"atlas", *library.explorers}, "explorer")
        check(t.Lesson, lesson, lesson.claims, library.claims, "claim")
        check(t.Lesson, lesson, lesson.sources, library.references, "source")
    for explorer in library.explorers.values():
        check(
            t.ExplorerText,
            explorer,
            [*explorer.sources, *(f.source for f in explorer.figures.values())],
            library.references,
            "source",
        )
    for structure in library.structures.values():
        check(t.Structure, structure, [structure.source], library.references, "source")
    for trace in library.traces.values():
        check(t.TraceText, trace, trace.sources, library.references, "source")
    for claim in library.claims.values():
        check(t.Claim, claim, claim.citations, library.references, "source")
    return faults


def item_structures(item: i.LabelItem | i.FindItem) -> list[str]:
    """Every structure that an item on a plate names, right ones first."""
    right = [target.structure for target in item.targets] if isinstance(item, i.LabelItem) else [item.structure]
    return [*right, *(distractor.structure for distractor in item.distractors)]


def _misconceptions(item: i.Item) -> set[str]:
    carriers: list[Any] = []
    if isinstance(item, i.ChoiceItem):
        carriers = list(item.options)
    elif isinstance(item, i.NumericItem | i.ShortItem):
        carriers = list(item.wrong)
    elif isinstance(item, i.ClozeItem):
        carriers = [said for gap in item.gaps for said in (gap.options if isinstance(gap, i.ChoiceGap) else gap.wrong)]
    elif isinstance(item, i.TwoTierItem):
        carriers = [*item.options, *item.reasons]
    elif isinstance(item, i.MatchItem):
        carriers = list(item.spare)
    elif isinstance(item, i.LabelItem | i.FindItem):
        carriers = list(item.distractors)
    elif isinstance(item, i.TraceItem):
        carriers = list(item.stretches)
    elif isinstance(item, DrawnNumericItem):
        carriers = list(item.wrong)
    elif isinstance(item, DrawnChoiceItem):
        carriers = list(item.options)
    return {carrier.misconception for carrier in carriers if carrier.misconception}
