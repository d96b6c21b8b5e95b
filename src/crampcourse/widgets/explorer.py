"""An explorer: a figure drawn once by matplotlib, whose named artists the browser moves while a control is dragged."""

import re
from collections.abc import Mapping
from math import floor
from typing import Any

import anywidget
import traitlets

from crampcourse.library.citing import cite
from crampcourse.library.explorer_text import Control, ExplorerText, Quantity
from crampcourse.library.inline import plain
from crampcourse.library.shelf import Library, find, load
from crampcourse.library.types import Reference
from crampcourse.widgets.base import CourseWidget, bundle, styles
from crampcourse.widgets.drawing import kept

_NAMES = re.compile(r"\{(?:([a-z_]+)\.)?([a-z0-9_]+)\}")


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

    _esm = bundle("kit", "tables", "phrases", "picture", "movers", "lock", "controls", "readings", "explorer")
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
        lines += [_range_of(control) for control in text.controls]
        lines.append(fill_sentence(text, text.words["state"], start, self._drawing.start))
        lines += ["What this model leaves out:", *(f"- {plain(line)}" for line in text.left_out)]
        return "\n".join(lines)

    def still_png(self) -> bytes:
        """The figure at the start, as matplotlib draws it."""
        return self._drawing.png


def _range_of(control: Control) -> str:
    at = control_phrase(control, control.start)
    if control.options:
        return f"{control.name}: {', '.join(control.options)}; starts at {at}."
    low, high = control_phrase(control, control.low), control_phrase(control, control.high)
    return f"{control.name}: {low} to {high}, starts at {at}."


def explore(name: str, after: str | None = None) -> Explorer:
    """Shows an explorer such as ``"axes"``; with ``after="L01-P2"`` it opens once that prediction is committed.

    Errors: ValueError naming the explorers or predictions there are; ContentError where the content is faulty.
    """
    library = load()
    find(library.explorers, name, "explorer")
    if after is not None:
        library.prediction(after)
    return Explorer(name, library, after)


def _number(value: float, decimals: int) -> float:
    """Rounded half away from zero, as the browser does it."""
    return floor(abs(value) * 10**decimals + 0.5) / 10**decimals


def _with_unit(number: str, unit: str) -> str:
    return f"{number}°" if unit == "°" else f"{number} {unit}".rstrip()


def quantity_phrase(quantity: Quantity, value: float) -> str:
    """A number in words: "12 mm up", "−83.8 mV", the quantity's word for nothing, or one of its options."""
    if quantity.options:
        return quantity.options[min(max(floor(value + 0.5), 0), len(quantity.options) - 1)]
    amount = _number(value, quantity.decimals)
    if amount == 0 and quantity.zero:
        return quantity.zero
    word = quantity.above if value > 0 else quantity.below
    sign = "−" if value < 0 and amount and not word else ""
    return f"{_with_unit(f'{sign}{amount:.{quantity.decimals}f}', quantity.unit)} {word if amount else ''}".rstrip()


def change_phrase(quantity: Quantity, change: float, unchanged: str) -> str:
    """A change in words: "12 mm up", "up 4 N m", or that nothing changed."""
    amount = _number(change, quantity.decimals)
    if amount == 0 or quantity.options:
        return unchanged
    phrase = _with_unit(f"{amount:.{quantity.decimals}f}", quantity.unit)
    word = quantity.above if change > 0 else quantity.below
    return f"{phrase} {word}" if word else f"{'up' if change > 0 else 'down'} {phrase}"


def control_phrase(control: Control, value: float) -> str:
    """A control's value in words: "12° dorsiflexion", "4.5 mmol/l", "knee bent"."""
    if control.options:
        return control.options[floor(value + 0.5)]
    shown = _with_unit(f"{round(abs(value), 3):g}", control.unit)
    if value == 0 or control.low >= 0:
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
        if name in quantities and not _told(quantities[name], numbers, before if prefix == "change" else None):
            return text.words["untold"]
        if prefix == "change" and name in quantities and before is not None:
            return change_phrase(quantities[name], numbers[name] - before[name], text.words["unchanged"])
        if name in quantities:
            phrase = quantity_phrase(quantities[name], numbers[name])
            # What a quantity chooses may be a sentence with names of its own.
            return fill_sentence(text, phrase, values, numbers, before) if quantities[name].options else phrase
        return control_phrase(controls[name], values[name]) if name in controls else match[0]

    return _NAMES.sub(word, template)


def _told(quantity: Quantity, *states: Mapping[str, float] | None) -> bool:
    return all(state is None or quantity.told is None or bool(state[quantity.told]) for state in states)


def facts(text: ExplorerText, references: Mapping[str, Reference]) -> list[dict[str, Any]]:
    """The sourced sentences of an explorer, each with its marks and sources in one line."""
    found = []
    for name, sentence in text.words.items():
        if not name.startswith("fact."):
            continue
        figures = [text.figures[figure] for prefix, figure in _NAMES.findall(sentence) if prefix == "figure"]
        shown = _NAMES.sub(lambda match: _figure(text, match), sentence)
        marks = sorted({figure.mark for figure in figures if figure.mark})
        keys = [figure.source for figure in figures]
        keys += [key for each in text.cited if f"fact.{each.fact}" == name for key in each.sources]
        cited = [cite(references[key]) for key in dict.fromkeys(keys)]
        found.append({"text": shown, "marks": marks, "sources": cited})
    return found


def _figure(text: ExplorerText, match: re.Match[str]) -> str:
    figure = text.figures[match[2]]
    ends = figure.value if isinstance(figure.value, list) else [figure.value]
    joint = " to " if min(ends) < 0 else "–"
    return _with_unit(joint.join(f"{end:g}".replace("-", "−") for end in ends), figure.unit)
