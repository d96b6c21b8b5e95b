"""Items whose numbers are drawn anew, and whose key a model of the course computes.

A text names what is drawn, given or computed as {{name}}. ``learning/drawn.py`` turns such an item and a seed into
an ordinary one.
"""

import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from crampcourse.library.fields import Content, Letters, Slug, Text
from crampcourse.library.item_parts import ItemBase
from crampcourse.library.rules import doubled, one_tolerance, refuse

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
Value = float | Slug
MOST_VALUES = 1000
_PLACE = re.compile(r"\{\{(.*?)\}\}")


class Steps(Content):
    """The numbers from ``low`` to ``high`` in steps of ``step``."""

    low: float
    high: float
    step: Annotated[float, Field(gt=0)]

    @model_validator(mode="after")
    def _some(self) -> "Steps":
        if not self.low < self.high or self.step > self.high - self.low:
            raise ValueError(f"from {self.low:g} to {self.high:g} in steps of {self.step:g} gives no two numbers")
        if (self.high - self.low) / self.step > MOST_VALUES:
            raise ValueError(f"more than {MOST_VALUES} numbers; make the step larger")
        return self

    def values(self) -> list[Value]:
        """All of them; each is low + k · step, rounded where binary would show."""
        count = int((self.high - self.low) / self.step + 1e-9) + 1
        return [float(f"{self.low + k * self.step:.12g}") for k in range(count)]


class Drawn(ItemBase):
    """What is drawn, what is given, and the formula (by its name in ``learning/formulas.py``) that finds the key."""

    formula: Slug
    draw: Annotated[
        dict[Name, Steps | Annotated[list[Value], Field(min_length=2, max_length=100)]], Field(min_length=1)
    ]
    """Name of an argument of the formula → the values it may take."""
    given: dict[Name, Value] = {}
    """Arguments that do not vary."""
    decimals: Annotated[int, Field(ge=0, le=6)] = 1
    """How exactly computed numbers are shown in texts."""

    @model_validator(mode="after")
    def _differ(self) -> "Drawn":
        if both := sorted(self.draw.keys() & self.given.keys()):
            raise ValueError(f"{', '.join(both)} is drawn and given; keep one of the two")
        return self

    def choices(self) -> dict[str, list[Value]]:
        """Name → the values it may take."""
        return {
            name: spread.values() if isinstance(spread, Steps) else list(spread) for name, spread in self.draw.items()
        }

    def places(self) -> set[str]:
        """Every name that one of the texts calls for."""
        return {name for text in _texts(self.model_dump(exclude={"draw", "given"})) for name in _PLACE.findall(text)}


class TypicalError(Content):
    """A wrong number that comes from a known slip: the key times ``factor``."""

    factor: float
    rationale: Text
    misconception: Slug | None = None


class DrawnNumericItem(Drawn):
    """A number that the formula's ``key`` is, in ``unit``; right within a tolerance, absolute or in per cent."""

    kind: Literal["drawn-numeric"]
    unit: Letters
    units: dict[str, Annotated[float, Field(gt=0)]] = {}
    tolerance: Annotated[float, Field(ge=0)] | None = None
    tolerance_percent: Annotated[float, Field(gt=0, le=100)] | None = None
    rationale: Text
    wrong: list[TypicalError] = []

    @model_validator(mode="after")
    def _tolerance(self) -> "DrawnNumericItem":
        refuse(one_tolerance(self.tolerance, self.tolerance_percent))
        return self


class DrawnOption(Content):
    """An answer of a drawn choice; it is right where the formula's ``key`` equals ``value``."""

    value: Slug
    text: Text
    rationale: Text
    misconception: Slug | None = None


class DrawnChoiceItem(Drawn):
    """One answer out of several; which one is right, the formula says."""

    kind: Literal["drawn-single"]
    options: Annotated[list[DrawnOption], Field(min_length=2, max_length=8)]
    shuffle: bool = True

    @model_validator(mode="after")
    def _all_differ(self) -> "DrawnChoiceItem":
        values, texts = ([getattr(option, field) for option in self.options] for field in ("value", "text"))
        refuse([*doubled("value", values), *doubled("option", texts)])
        return self


def filled(data: Any, words: dict[str, str]) -> Any:
    """The same lists and dicts with every {{name}} in a text replaced; KeyError for a name that has no words."""
    if isinstance(data, str):
        return _PLACE.sub(lambda found: words[found[1]], data)
    if isinstance(data, dict):
        return {name: filled(value, words) for name, value in data.items()}
    return [filled(value, words) for value in data] if isinstance(data, list) else data


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    for value in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from _texts(value)
