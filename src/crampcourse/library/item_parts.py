"""What the kinds of item share: objective, stem and sources, and options with their rationales."""

from typing import Annotated

from pydantic import Field

from crampcourse.library.fields import Content, ObjectiveId, ReferenceKey, Slug, Text


class Option(Content):
    """One answer of a choice item, with what a learner who takes it is told."""

    text: Text
    key: bool = False
    rationale: Text
    misconception: Slug | None = None


Options = Annotated[list[Option], Field(min_length=2, max_length=8)]


class ItemBase(Content):
    """What every item has: an objective, a stem, sources; optionally hints and a figure."""

    id: Slug
    objective: ObjectiveId
    stem: Text
    sources: Annotated[list[ReferenceKey], Field(min_length=1)]
    claims: list[int] = []
    hints: list[Text] = []
