"""What every piece of content shares: how ids and texts look, and that unknown fields are faults."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo

from crampcourse.library.inline import with_formulas, without_formulas
from crampcourse.library.spelling import LONGEST

CHECKED = {"formulas": "checked"}
"""The context in which content is read that was whole when it was kept: its formulas need not be converted again."""


def _formulas(text: str, info: ValidationInfo) -> str:
    return text if info.context == CHECKED else with_formulas(text)


Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$", max_length=80)]
LessonId = Annotated[str, Field(pattern=r"^L\d{2}$")]
ObjectiveId = Annotated[str, Field(pattern=r"^L\d{2}-O\d+$")]
QuizId = Annotated[str, Field(pattern=r"^L\d{2}-[a-z]+(?:-\d+)?$")]
PredictionId = Annotated[str, Field(pattern=r"^L\d{2}-P\d+$")]
ReferenceKey = Annotated[str, Field(pattern=r"^[A-Z0-9]+$")]
Text = Annotated[str, Field(min_length=1, max_length=2000), AfterValidator(_formulas)]
"""Inline Markdown, formulas included."""
Letters = Annotated[str, Field(min_length=1, max_length=2000), AfterValidator(without_formulas)]
"""Stands where only letters can: titles, units, parts of drawings and of sentences."""
Words = Annotated[str, Field(min_length=1, max_length=LONGEST), AfterValidator(without_formulas)]


class Content(BaseModel):
    """What every piece of content shares: unknown fields are faults, values cannot change.

    A value must be of its type as it stands, as in the published schemas: "35" is no number, and 1 is not true.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, strict=True, allow_inf_nan=False)
