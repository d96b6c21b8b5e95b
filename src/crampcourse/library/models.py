"""Parameters, ranges and limits of the models, as data that say where each number comes from."""

from functools import cache
from typing import Annotated, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, ValidationError

from crampcourse.library.faults import ContentError, Fault
from crampcourse.library.fields import Content, ReferenceKey, Slug, Text
from crampcourse.library.messages import in_words, placed
from crampcourse.library.yaml_files import read_yaml

Provenance = Literal["published", "fitted by us", "our choice", "to be checked against the paper"]
Numbers = float | list[float] | list[list[float]]


class Parameter(Content):
    """One number, or a list of numbers, with unit, source and how sure it is."""

    value: Numbers
    unit: Text
    source: ReferenceKey
    provenance: Provenance
    means: Text | None = None
    """What it stands for, where the name does not say it."""


class Range(Content):
    """The values of an argument for which a model answers."""

    low: float
    high: float
    unit: Text


class Comparison(Content):
    """What another published model gives for the same question: shown as the uncertainty of the model."""

    model: Text
    value: float
    unit: Text
    source: ReferenceKey


class ModelText(Content):
    """A model as teachers see it: purpose, equations in words, parameters, ranges, sources, what it leaves out."""

    id: Slug
    title: Text
    purpose: Text
    equations: Annotated[list[Text], Field(min_length=1)]
    parameters: dict[str, Parameter] = {}
    domain: dict[str, Range] = {}
    left_out: Annotated[list[Text], Field(min_length=2, max_length=8)]
    checked_against: Annotated[list[Text], Field(min_length=1)]
    """The independent system or table that a test holds the model to, with the tolerance."""
    comparisons: list[Comparison] = []
    words: dict[str, Text] = {}
    """What the model says in sentences, with places for its numbers."""
    sources: Annotated[list[ReferenceKey], Field(min_length=1)]

    def number(self, name: str) -> float:
        """A parameter that is one number."""
        value = self.parameters[name].value
        if isinstance(value, list):
            raise TypeError(f"{self.id}: {name} is a list; use numbers()")
        return value

    def numbers(self, name: str) -> NDArray[np.float64]:
        """A parameter that is a list of numbers, as an array."""
        return np.array(self.parameters[name].value, dtype=float)


@cache
def model_text(name: str) -> ModelText:
    """The data of one model, ``content/models/NAME.yaml``; ContentError says every fault of the file."""
    from crampcourse.library.shelf import CONTENT

    faults: list[Fault] = []
    path = CONTENT / "models" / f"{name}.yaml"
    record = read_yaml(path, faults)
    if record is None:
        raise ContentError(faults)
    try:
        return ModelText.model_validate(record.data)
    except ValidationError as error:
        for way, message in in_words(error, ModelText, record):
            faults.append(Fault(path.name, record.at(way).line, name, placed(way, message)))
        raise ContentError(faults) from error
