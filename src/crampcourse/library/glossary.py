"""The words of the course: what they mean, how they are said, and their Latin where they have one."""

from typing import Annotated

from pydantic import Field

from crampcourse.library.fields import Content, LessonId, Letters, ReferenceKey, Slug, Text


class Term(Content):
    """One entry of the glossary."""

    id: Slug
    term: Letters
    said: Letters
    """How it is said, in plain English syllables, the stressed one in capitals: "GAS-trok-NEE-mee-us"."""
    also: list[Letters] = []
    """Other forms of the word in the prose, such as a plural, that lead to this entry too."""
    latin: Letters | None = None
    definition: Text
    lesson: LessonId
    """Where the word is first needed."""
    see: list[Slug] = []
    """Other entries that it is easily taken for, or that belong to it."""
    sources: Annotated[list[ReferenceKey], Field(min_length=1)]
