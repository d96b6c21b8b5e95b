"""Checks a library against itself: what one entry names, another must be."""

from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree.ElementTree import ParseError

from crampcourse.library.drawn import drawn_groups, undrawn
from crampcourse.library.faults import Fault
from crampcourse.library.items import FindItem, LabelItem
from crampcourse.library.links import Entry, dangling
from crampcourse.library.movements import Movement
from crampcourse.library.read import read_text
from crampcourse.library.shelf import Library
from crampcourse.library.triage import unsound
from crampcourse.library.types import Lesson
from crampcourse.library.vignettes import Vignette


def cross_check(library: Library, entries: list[Entry], unread: Iterable[str] = ()) -> list[Fault]:
    """Every fault between entries.

    A faulty entry still counts as one that exists. Nothing is said to be missing among the kinds in ``unread``, with a
    file that could not be read to its end.
    """
    faults: list[Fault] = []
    known = _known(library, entries, set(unread))
    groups: dict[str, dict[str, str] | None] = {}
    for entry in entries:
        faults.extend(dangling(entry, known))
        if isinstance(entry.value, Lesson):
            faults.extend(_lesson(entry, entry.value))
        if isinstance(entry.value, Movement) and "stage" in known:
            faults.extend(_movement(entry, entry.value, library, known["stage"]))
        if isinstance(entry.value, Vignette):
            faults.extend(entry.fault(way, message) for way, message in unsound(entry.value, library))
        if isinstance(entry.value, LabelItem | FindItem) and entry.value.plate in library.plates:
            plate = library.plates[entry.value.plate]
            if plate.id not in groups:
                groups[plate.id] = _groups(library, plate.id, faults)
            drawn = groups[plate.id]
            if drawn is not None:
                found = undrawn(entry.value, plate, drawn, library.structures)
                faults.extend(entry.fault(way, message) for way, message in found)
    return faults


def _known(library: Library, entries: list[Entry], unread: set[str]) -> dict[str, set[str]]:
    known: dict[str, set[str]] = {
        "lesson": set(library.lessons),
        "item": set(library.items),
        "explorer": {"atlas", "triage", *library.explorers},
        "misconception": set(library.misconceptions),
        "structure": set(library.structures),
        "plate": set(library.plates),
        "trace": set(library.traces),
        "source": set(library.references),
        "claim": {str(claim) for claim in library.claims},
        "movement": set(library.movements),
        "stage": set(library.stages),
        "alphabet": set(library.alphabets),
        "notice": set(library.notices),
        "flag": set(library.flags),
        "question": set(library.questions),
        "board": set(library.boards),
        "vignette": set(library.vignettes),
        "term": set(library.terms),
        "objective": {objective.id for lesson in library.lessons.values() for objective in lesson.objectives},
    }
    for entry in entries:
        known[entry.what].add(entry.name)
        if entry.what == "lesson":
            known["objective"].update(name for _, name in _inner_ids(entry.record.data, "objectives"))
    if "lesson" in unread:
        unread.add("objective")
    return {what: names for what, names in known.items() if what not in unread}


def _lesson(entry: Entry, lesson: Lesson) -> Iterator[Fault]:
    """Key points are of the lesson's own objectives; no two of its parts have one id."""
    own = [objective.id for objective in lesson.objectives]
    for index, point in enumerate(lesson.key_points):
        if point.objective not in own:
            message = f"this lesson has no objective {point.objective!r}; it has {', '.join(own)}"
            yield entry.fault(("key_points", index, "objective"), message)
    for field in ("objectives", "quizzes", "predictions"):
        seen: set[str] = set()
        for index, name in _inner_ids(entry.record.data, field):
            if name in seen:
                yield entry.fault((field, index, "id"), f"{name!r} stands twice; each id must differ")
            seen.add(name)


def _movement(entry: Entry, movement: Movement, library: Library, posed: set[str]) -> Iterator[Fault]:
    """Every variant has its poses, frame by frame."""
    for index, variant in enumerate(movement.variants):
        way, name = ("variants", index, "id"), f"{movement.id}-{variant.id}"
        if name not in posed:
            yield entry.fault(way, f"there are no poses {name!r}; draw them in art/coach/poses.py")
        if name not in library.stages:
            continue
        stage = library.stages[name]
        said, drawn = ([frame.id for frame in frames] for frames in (variant.frames, stage.frames))
        if said != drawn:
            yield entry.fault(way, f"has the frames {', '.join(said)}; drawn are {', '.join(drawn)}; they must agree")
        if bool(variant.tracing) is not bool(stage.trace):
            yield entry.fault(way, "tracing here and a traced path in art/coach/poses.py: give both or neither")


def _inner_ids(data: Any, field: str) -> list[tuple[int, str]]:
    """Place and id of each entry of a list within a lesson, valid or not."""
    parts = data.get(field) if isinstance(data, dict) else None
    inside = enumerate(parts) if isinstance(parts, list) else ()
    return [(index, str(part["id"])) for index, part in inside if isinstance(part, dict) and "id" in part]


def _groups(library: Library, plate: str, faults: list[Fault]) -> dict[str, str] | None:
    """The drawn groups of a plate; None and a fault where its drawing cannot be read."""
    path = library.folder / "plates" / f"{plate}.svg"
    svg = read_text(path, faults)
    try:
        return None if svg is None else drawn_groups(svg)
    except ParseError as error:
        line, _ = error.position
        faults.append(Fault(path.name, line, "", "not XML; draw it again: python -m art.build"))
        return None
