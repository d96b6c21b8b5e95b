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


def check_options(options: list[Option], where: str) -> None:
    """ValueError unless exactly one option is the key and all differ."""
    keys = sum(option.key for option in options)
    if keys != 1:
        raise ValueError(f"{where} has {keys} keys; exactly one option must say key: true")
    check_differing(options)


def check_differing(options: list[Option]) -> None:
    """ValueError where two options are the same or a key carries a misconception."""
    if len({option.text for option in options}) < len(options):
        raise ValueError("two options have the same text; each must differ")
    if any(option.key and option.misconception for option in options):
        raise ValueError("an option with key: true carries a misconception; only distractors do")
