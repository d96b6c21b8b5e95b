"""An explorer: a figure drawn once by matplotlib, whose named artists the browser moves while a control is dragged."""

import re
from collections.abc import Mapping
from math import floor
from typing import Any

import anywidget
import traitlets

from crampcourse.library.citing import cite
from crampcourse.library.inline import plain
from crampcourse.library.shelf import Library, find, load
from crampcourse.library.types import Control, ExplorerText, Quantity, Reference
from crampcourse.widgets.base import CourseWidget, bundle, styles
from crampcourse.widgets.drawing import HOMES, kept

_NAMES = re.compile(r"\{(?:([a-z_]+)\.)?([a-z_]+)\}")


class ExplorerDrawing(anywidget.AnyWidget):
    """Holds the pictures and tables of one explorer, which cross to the browser once; it shows nothing itself."""

    _esm = "export default {}"
    svgs = traitlets.Dict().tag(sync=True)
    layout_of = traitlets.Dict().tag(sync=True)
    table = traitlets.Bytes().tag(sync=True)
    name = traitlets.Unicode().tag(sync=True)
    png = b""
    start: Mapping[str, float] = {}

    @property
    def ref(self) -> str:
        """How a widget's script names this model to anywidget's host."""
        return f"anywidget:{self.model_id}"


_drawings: dict[str, ExplorerDrawing] = {}


def drawing_of(name: str, library: Library) -> ExplorerDrawing:
    """The drawing of this kernel, read at its first use and again after it was closed."""
    known = _drawings.get(name)
    if known is None or known.comm is None:
        made = kept(name, library)
        known = ExplorerDrawing(name=name, svgs=made.svgs, layout_of=made.layout, table=made.table)
        known.png, known.start = made.png, made.start
        _drawings[name] = known
    return known


class Explorer(CourseWidget):
    """Controls, pictures that follow them, and the same in words."""

    _esm = bundle("kit", "tables", "picture", "movers", "lock", "explorer")
    _css = styles("kit", "explorer")
    drawing = traitlets.Unicode().tag(sync=True)
    text = traitlets.Dict().tag(sync=True)
    lock = traitlets.Dict().tag(sync=True)
    """Prediction to commit first and its item; empty where nothing locks."""
    values = traitlets.Dict().tag(sync=True)
    """What the controls were last left at."""

    def __init__(self, name: str, library: Library, after: str | None = None) -> None:
        self._said = text = library.explorers[name]
        self._drawing = drawing_of(name, library)
        lock = {"prediction": after, "item": library.prediction(after).item} if after else {}
        data = text.model_dump(mode="json", exclude={"figures", "sources"})
        if after:
            data["question"] = ""  # the prediction asks its own
        data["facts"] = facts(text, library.references)
        values = {control.id: control.start for control in text.controls}
        super().__init__([lock["item"]] if lock else [], drawing=self._drawing.ref, text=data, lock=lock, values=values)

    def description(self) -> str:
        """What there is, what can be changed, the state at the start, and what the model leaves out."""
        text, start = self._said, {control.id: control.start for control in self._said.controls}
        lines = [f"{text.title}. {plain(text.purpose)}", *([] if self.lock else [plain(text.question)])]
        lines += [text.words[f"picture.{picture}"] for picture in self._drawing.svgs]
        for control in text.controls:
            low, high, at = (control_phrase(control, value) for value in (control.low, control.high, control.start))
            lines.append(f"{control.name}: {low} to {high}, starts at {at}.")
        lines.append(fill_sentence(text, text.words["state"], start, self._drawing.start))
        lines += ["What this model leaves out:", *(f"- {plain(line)}" for line in text.left_out)]
        return "\n".join(lines)

    def still_png(self) -> bytes:
        """The figure at the start, as matplotlib draws it."""
        return self._drawing.png


def explore(name: str, after: str | None = None) -> Explorer:
    """Shows an explorer such as ``"axes"``; with ``after="L01-P2"`` it opens once that prediction is committed.

    Errors: ValueError naming the explorers or predictions there are; ContentError where the content is faulty.
    """
    library = load()
    find({known: known for known in HOMES if known in library.explorers}, name, "explorer")
    if after is not None:
        library.prediction(after)
    return Explorer(name, library, after)


def quantity_phrase(quantity: Quantity, value: float, zero: str | None = None) -> str:
    """A number in words: "12 mm up", "3° inward", or the quantity's word for nothing."""
    whole = floor(abs(value) + 0.5)
    if whole == 0:
        return quantity.zero if zero is None else zero
    unit = "°" if quantity.unit == "°" else f" {quantity.unit}"
    return f"{whole}{unit} {quantity.above if value > 0 else quantity.below}"


def control_phrase(control: Control, value: float) -> str:
    """A control's value in words: "12° dorsiflexion"."""
    shown = f"{round(abs(value), 3):g}" + ("°" if control.unit == "°" else f" {control.unit}")
    if value == 0:
        return shown
    return f"{shown} {control.high_name if value > 0 else control.low_name}"


def fill_sentence(
    text: ExplorerText,
    template: str,
    values: Mapping[str, float],
    numbers: Mapping[str, float],
    before: Mapping[str, float] | None = None,
) -> str:
    """A sentence of the content: {names} become the state, {change.names} the change since ``before``."""
    quantities = {quantity.id: quantity for quantity in text.quantities}
    controls = {control.id: control for control in text.controls}

    def word(match: re.Match[str]) -> str:
        prefix, name = match.groups()
        if prefix == "change" and name in quantities and before is not None:
            return quantity_phrase(quantities[name], numbers[name] - before[name], text.words["unchanged"])
        if name in quantities:
            return quantity_phrase(quantities[name], numbers[name])
        return control_phrase(controls[name], values[name]) if name in controls else match[0]

    return _NAMES.sub(word, template)


def facts(text: ExplorerText, references: Mapping[str, Reference]) -> list[dict[str, Any]]:
    """The sourced sentences of an explorer, each with its marks and sources in one line."""
    found = []
    for name, sentence in text.words.items():
        if not name.startswith("fact."):
            continue
        figures = [text.figures[figure] for prefix, figure in _NAMES.findall(sentence) if prefix == "figure"]
        shown = _NAMES.sub(lambda match: _figure(text, match), sentence)
        marks = sorted({figure.mark for figure in figures if figure.mark})
        cited = [cite(references[key]) for key in dict.fromkeys(figure.source for figure in figures)]
        found.append({"text": shown, "marks": marks, "sources": cited})
    return found


def _figure(text: ExplorerText, match: re.Match[str]) -> str:
    figure = text.figures[match[2]]
    ends = figure.value if isinstance(figure.value, list) else [figure.value]
    return "–".join(f"{end:g}" for end in ends) + ("°" if figure.unit == "°" else f" {figure.unit}")
