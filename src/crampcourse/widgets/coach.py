"""The coach: movements to do along with, drawn by our own figure, counted on a clock, with a stop rule in sight."""

import json
from collections.abc import Sequence
from typing import Any

import anywidget
import traitlets

from crampcourse.library.citing import cite
from crampcourse.library.movements import Movement
from crampcourse.library.shelf import Library, find, load
from crampcourse.widgets.base import CourseWidget, bundle, styles
from crampcourse.widgets.plate import short_citation


class CoachFigure(anywidget.AnyWidget):
    """Holds the figure's parts and skeleton, which cross to the browser once; it shows nothing itself."""

    _esm = "export default {}"
    svg = traitlets.Unicode().tag(sync=True)
    rig = traitlets.Dict().tag(sync=True)

    @property
    def ref(self) -> str:
        """How a widget's script names this model to anywidget's host."""
        return f"anywidget:{self.model_id}"


_figures: list[CoachFigure] = []


def coach_figure(library: Library) -> CoachFigure:
    """The figure of this kernel, made at first use and again after it was closed."""
    if not _figures or _figures[0].comm is None:
        folder = library.folder / "coach"
        rig = json.loads((folder / "rig.json").read_text(encoding="utf-8"))
        _figures[:] = [CoachFigure(svg=(folder / "figure.svg").read_text(encoding="utf-8"), rig=rig)]
    return _figures[0]


class Coach(CourseWidget):
    """One movement with its variants; works without a kernel."""

    _esm = bundle(
        "kit",
        *("coach_pose", "coach_trace", "coach_clock", "coach_words", "coach_session", "coach_sound"),
        *("coach_stage", "coach_panel", "coach"),
    )
    _css = styles("kit", "coach_figure", "coach")
    figure = traitlets.Unicode().tag(sync=True)
    """The model that holds the drawing."""
    movement = traitlets.Dict().tag(sync=True)
    """Texts, doses, stop rules and poses."""

    def __init__(self, name: str, library: Library) -> None:
        self._said, self._library = library.movements[name], library
        super().__init__(figure=coach_figure(library).ref, movement=movement_data(self._said, library))

    def description(self) -> str:
        """The cue, the steps of the first version, the other versions, dose, stop rule, and what is known."""
        said = self._said
        first, *others = said.resolved()
        steps = [frame["say"] for frame in first["frames"] if not frame["passing"]]
        steps += [step["say"] for step in (first["tracing"] or {}).get("steps", [])]
        lines = [
            f"Coach: {said.title}. {first['cue']}",
            f"{first['label']}: {' '.join(steps)}",
            *([f"Other versions: {_listed([other['label'] for other in others])}."] if others else []),
            f"What moves: {first['moves']}",
            f"Dose: {first['dose']['text']}",
            f"Stop rule: {first['stop']['rule']} Then: {first['stop']['then']}",
            f"What is known: {said.evidence}",
            self._library.notices["limits"].text,
        ]
        return "\n".join(lines)

    def still_png(self) -> bytes:
        """The key frames of the first variant."""
        return (self._library.folder / "coach" / f"{self._said.id}.png").read_bytes()


def movement_data(said: Movement, library: Library) -> dict[str, Any]:
    """All that the script needs of a movement: texts with their sources in words, and the poses of each variant."""
    variants = said.resolved()
    for variant in variants:
        variant["stage"] = library.stages[f"{said.id}-{variant['id']}"].model_dump(mode="json", exclude_none=True)
        for part in ("dose", "stop"):
            variant[part]["cited"] = short_citation(library.references[variant[part]["source"]])
    keys = [*said.sources, *(variant[part]["source"] for variant in variants for part in ("dose", "stop"))]
    return {
        **said.model_dump(mode="json", include={"id", "title", "evidence", "sides", "both_ways", "writes"}),
        "variants": variants,
        "cited": [cite(library.references[key]) for key in dict.fromkeys(keys)],
        "alphabets": [each.model_dump(mode="json") for each in library.alphabets.values()] if said.writes else [],
        "notices": {notice.id: notice.text for notice in library.notices.values()},
    }


def coach(name: str) -> Coach:
    """Shows a movement to do along with, such as ``coach("ankle_circles")``.

    Errors: ValueError naming the movements there are; ContentError where the content is faulty.
    """
    library = load()
    return Coach(find(library.movements, name, "movement").id, library)


def _listed(labels: Sequence[str]) -> str:
    return "; ".join(label[0].lower() + label[1:] for label in labels)
