"""What an explorer says: question, controls, numbers and how they are put into words, and what its model leaves out."""

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from crampcourse.library.fields import Content, Letters, ReferenceKey, Slug, Text


class Axis(Content):
    """One axis of a curve: what it shows, from where to where, and where its numbers stand."""

    name: Letters
    unit: Letters
    low: float
    high: float
    ticks: Annotated[list[float], Field(min_length=2, max_length=12)]


class Control(Content):
    """One thing a learner can set: a slider or a count with a unit, a choice (options numbered from 0), or a switch."""

    id: Slug
    name: Letters
    kind: Literal["slider", "count", "choice", "switch"] = "slider"
    group: Letters | None = None
    """Heading over controls that belong together."""
    unit: str = ""
    low: float = 0
    high: float = 1
    step: Annotated[float, Field(gt=0)] = 1
    start: float = 0
    low_name: Letters = "less"
    high_name: Letters = "more"
    options: list[Letters] = []
    """Of a choice: its answers. Of a switch: what is said when it is off and on."""

    @model_validator(mode="before")
    @classmethod
    def _counted(cls, data: Any) -> Any:
        if isinstance(data, dict) and data.get("kind") in ("choice", "switch"):
            options = data.get("options") or (["off", "on"] if data["kind"] == "switch" else [])
            return data | {"options": options, "high": max(len(options) - 1, 1)}
        return data

    @model_validator(mode="after")
    def _settable(self) -> "Control":
        wrong = []
        if self.kind in ("slider", "count") and not self.unit:
            wrong.append(f"a {self.kind} needs a unit")
        if self.kind == "choice" and len(self.options) < 2:
            wrong.append(f"a choice needs two options or more (given: {len(self.options)})")
        if self.kind == "switch" and len(self.options) != 2:
            wrong.append(f"a switch has two options, off and on (given: {len(self.options)})")
        if not self.low < self.high:
            wrong.append(f"it goes from {self.low:g} to {self.high:g}; low must be below high")
        if not self.low <= self.start <= self.high:
            wrong.append(f"it starts at {self.start:g}, outside {self.low:g} to {self.high:g}")
        if wrong:
            raise ValueError("; ".join(wrong))
        return self


class Figure(Content):
    """A number shown in an explorer, with its unit, source and mark."""

    value: float | list[float]
    unit: Letters
    source: ReferenceKey
    mark: Letters | None = None


class Quantity(Content):
    """A number of an explorer's model, and how it is said: "12 mm up", "−83.8 mV", or one of some words."""

    id: Slug
    name: Letters
    unit: str = ""
    decimals: Annotated[int, Field(ge=0, le=4)] = 0
    above: str = ""
    """Said after a number above zero; where there is no such word, the number carries its sign."""
    below: str = ""
    zero: Letters | None = None
    """Said instead of a number that rounds to zero."""
    options: list[Letters] = []
    """What stands for 0, 1, 2 … where the number chooses words."""
    told: Slug | None = None
    """A quantity that is zero where the model does not answer: then the word ``untold`` stands instead."""

    @model_validator(mode="after")
    def _said(self) -> "Quantity":
        if bool(self.unit) == bool(self.options):
            raise ValueError("give a unit, or the options that the number chooses from")
        return self


class Setup(Content):
    """A named state of the controls, and what is said when it is set."""

    name: Letters
    values: dict[Slug, float]
    says: Letters


class Sheet(Content):
    """A table of numbers: columns and, for each row, the quantities that stand in it."""

    title: Letters
    columns: Annotated[list[Letters], Field(min_length=1)]
    rows: Annotated[dict[str, list[Slug]], Field(min_length=1)]
    """Name of the row → a quantity for each column."""

    @model_validator(mode="after")
    def _full(self) -> "Sheet":
        short = [name for name, cells in self.rows.items() if len(cells) != len(self.columns)]
        if short:
            raise ValueError(f"these rows need {len(self.columns)} quantities, one a column: {', '.join(short)}")
        return self


class Cited(Content):
    """The works that a fact without numbers of its own rests on."""

    fact: Slug
    sources: Annotated[list[ReferenceKey], Field(min_length=1)]


class ExplorerText(Content):
    """What an explorer says: its question, controls, words, sourced numbers and what its model leaves out."""

    id: Slug
    title: Letters
    question: Text
    purpose: Text
    controls: Annotated[list[Control], Field(min_length=1)]
    quantities: list[Quantity] = []
    setups: list[Setup] = []
    sheet: Sheet | None = None
    """The table of numbers; where there is none, all quantities now and at the ends of the last used control."""
    axes: dict[Slug, Axis] = {}
    """Axes of its charts, by name."""
    words: dict[str, Letters] = {}
    figures: dict[str, Figure] = {}
    cited: list[Cited] = []
    left_out: Annotated[list[Text], Field(min_length=2, max_length=8)]
    sources: list[ReferenceKey] = []

    @model_validator(mode="after")
    def _whole(self) -> "ExplorerText":
        controls = {control.id: control for control in self.controls}
        quantities = {quantity.id for quantity in self.quantities}
        wrong = []
        for setup in self.setups:
            for name, value in setup.values.items():
                if name not in controls:
                    wrong.append(f"setup {setup.name!r}: there is no control {name!r}; there are {', '.join(controls)}")
                elif not controls[name].low <= value <= controls[name].high:
                    wrong.append(f"setup {setup.name!r}: {name} = {value:g} is outside its control")
        if self.sheet:
            cells = {cell for row in self.sheet.rows.values() for cell in row}
            wrong += [f"sheet: there is no quantity {cell!r}" for cell in sorted(cells - quantities)]
        if "untold" not in self.words and any(quantity.told for quantity in self.quantities):
            wrong.append("words.untold is missing: what is said where a quantity is not told")
        cited = {each.fact for each in self.cited}
        for name, words in self.words.items():
            fact = name.removeprefix("fact.")
            if fact != name and "{figure." not in words and fact not in cited:
                wrong.append(f"words.{name} has no source: give it a number of `figures`, or name works in `cited`")
        if wrong:
            raise ValueError("; ".join(wrong))
        return self
