"""The kinds of item, and what every piece of content shares."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from crampcourse.library.spelling import LONGEST, fold

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$", max_length=80)]
LessonId = Annotated[str, Field(pattern=r"^L\d{2}$")]
ObjectiveId = Annotated[str, Field(pattern=r"^L\d{2}-O\d+$")]
QuizId = Annotated[str, Field(pattern=r"^L\d{2}-[a-z]+(?:-\d+)?$")]
PredictionId = Annotated[str, Field(pattern=r"^L\d{2}-P\d+$")]
ReferenceKey = Annotated[str, Field(pattern=r"^[A-Z0-9]+$")]
Text = Annotated[str, Field(min_length=1, max_length=2000)]
Words = Annotated[str, Field(min_length=1, max_length=LONGEST)]


class Content(BaseModel):
    """What every piece of content shares: unknown fields are faults, values cannot change."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Option(Content):
    """One answer of a choice item, with what a learner who takes it is told."""

    text: Text
    key: bool = False
    rationale: Text
    misconception: Slug | None = None


class ItemBase(Content):
    """What every item has: an objective, a stem, sources; optionally hints and a figure."""

    id: Slug
    objective: ObjectiveId
    stem: Text
    sources: Annotated[list[ReferenceKey], Field(min_length=1)]
    claims: list[int] = []
    hints: list[Text] = []


class ChoiceItem(ItemBase):
    """Single or multiple choice."""

    kind: Literal["single", "multiple"]
    options: Annotated[list[Option], Field(min_length=2, max_length=8)]
    shuffle: bool = True

    @model_validator(mode="after")
    def _keys(self) -> "ChoiceItem":
        keys = sum(option.key for option in self.options)
        if self.kind == "single" and keys != 1:
            raise ValueError(f"single choice has {keys} keys; exactly one option must say key: true")
        if self.kind == "multiple" and not keys >= 1:
            raise ValueError("multiple choice has no key; at least one option must say key: true")
        if len({option.text for option in self.options}) < len(self.options):
            raise ValueError("two options have the same text; each must differ")
        if any(option.key and option.misconception for option in self.options):
            raise ValueError("an option with key: true carries a misconception; only distractors do")
        return self


class Between(Content):
    """Feedback for wrong numbers between two bounds, in the item's unit."""

    low: float | None = None
    high: float | None = None
    rationale: Text
    misconception: Slug | None = None


class NumericItem(ItemBase):
    """A number with its unit; right within an absolute tolerance or one in per cent."""

    kind: Literal["numeric"]
    value: float
    unit: Text
    units: dict[str, float] = {}
    """Other spellings and units a learner may type → factor to the item's unit."""
    tolerance: Annotated[float, Field(ge=0)] | None = None
    tolerance_percent: Annotated[float, Field(gt=0, le=100)] | None = None
    rationale: Text
    wrong: list[Between] = []

    @model_validator(mode="after")
    def _tolerance(self) -> "NumericItem":
        if (self.tolerance is None) == (self.tolerance_percent is None):
            raise ValueError("give tolerance (in the unit) or tolerance_percent, one of the two")
        return self


class Step(Content):
    """One entry of an ordering item; ``rationale`` says why it stands where it stands."""

    text: Text
    rationale: Text


class OrderItem(ItemBase):
    """Steps given in their right order; the learner gets them shuffled."""

    kind: Literal["order"]
    steps: Annotated[list[Step], Field(min_length=3, max_length=9)]
    rationale: Text


class Target(Content):
    """A structure to be labelled, with what is said about it."""

    structure: Slug
    rationale: Text


class Distractor(Content):
    """A wrong structure: as a spare label, or as a place a learner may point at."""

    structure: Slug
    rationale: Text
    misconception: Slug | None = None


class LabelItem(ItemBase):
    """Put names on structures of a plate; spare labels may be offered."""

    kind: Literal["label"]
    plate: Slug
    layers: list[Slug] = ["bones"]
    targets: Annotated[list[Target], Field(min_length=2, max_length=12)]
    distractors: list[Distractor] = []


class FindItem(ItemBase):
    """Point at one structure of a plate."""

    kind: Literal["find"]
    plate: Slug
    layers: list[Slug] = ["bones"]
    structure: Slug
    rationale: Text
    distractors: list[Distractor] = []


class WrongWords(Content):
    """A wrong answer in words that learners give, with what they are told."""

    text: Words
    rationale: Text
    misconception: Slug | None = None


class Wording(Content):
    """An answer in words: what is accepted (the first is shown), and wrong answers that have feedback of their own."""

    accepted: Annotated[list[Words], Field(min_length=1, max_length=20)]
    wrong: list[WrongWords] = []
    rationale: Text
    accents: bool = False
    """True where a mark over a letter makes another word."""
    typos: bool = True
    """Forgive one slip in answers of five letters and more. Words that lie so near must be listed as wrong."""

    @model_validator(mode="after")
    def _all_differ(self) -> "Wording":
        seen: dict[str, str] = {}
        for text in [*self.accepted, *(other.text for other in self.wrong)]:
            folded = fold(text, accents=self.accents)
            if not folded:
                raise ValueError(f"the answer {text!r} has neither letter nor digit")
            if folded in seen:
                raise ValueError(f"the answers {seen[folded]!r} and {text!r} count as the same; keep one")
            seen[folded] = text
        return self


class ShortItem(ItemBase, Wording):
    """An answer in a word or a few."""

    kind: Literal["short"]


class Pair(Content):
    """A prompt with its answer, and why the two belong together."""

    prompt: Text
    answer: Text
    rationale: Text


class Spare(Content):
    """An answer that belongs to no prompt."""

    text: Text
    rationale: Text
    misconception: Slug | None = None


class MatchItem(ItemBase):
    """Answers to be put beside their prompts; spare answers may be offered."""

    kind: Literal["match"]
    pairs: Annotated[list[Pair], Field(min_length=2, max_length=10)]
    spare: Annotated[list[Spare], Field(max_length=6)] = []

    @model_validator(mode="after")
    def _all_differ(self) -> "MatchItem":
        if len({pair.prompt for pair in self.pairs}) < len(self.pairs):
            raise ValueError("two prompts have the same text; each must differ")
        if len(set(self.answers())) < len(self.pairs) + len(self.spare):
            raise ValueError("two answers have the same text; each may belong to one prompt only")
        return self

    def answers(self) -> list[str]:
        """Every answer on offer: those of the pairs in their order, then the spare ones."""
        return [*(pair.answer for pair in self.pairs), *(spare.text for spare in self.spare)]


Item = Annotated[
    ChoiceItem | NumericItem | OrderItem | LabelItem | FindItem | ShortItem | MatchItem,
    Field(discriminator="kind"),
]
