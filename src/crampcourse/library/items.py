"""The kinds of item."""

import re
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field, model_validator

from crampcourse.library.drawn_items import DrawnChoiceItem, DrawnNumericItem
from crampcourse.library.fields import Content, Letters, Slug, Text, Words
from crampcourse.library.item_parts import ItemBase, Options
from crampcourse.library.rules import doubled, one_key, one_tolerance, options_differ, refuse
from crampcourse.library.spelling import fold


class ChoiceItem(ItemBase):
    """Single or multiple choice."""

    kind: Literal["single", "multiple"]
    options: Options
    shuffle: bool = True

    @model_validator(mode="after")
    def _keys(self) -> "ChoiceItem":
        faults = one_key(self.options, "single choice") if self.kind == "single" else []
        if self.kind == "multiple" and not any(option.key for option in self.options):
            faults = ["multiple choice has no key; at least one option must say key: true"]
        refuse([*faults, *options_differ(self.options)])
        return self


class Between(Content):
    """Feedback for wrong numbers between two bounds, in the item's unit."""

    low: float | None = None
    high: float | None = None
    rationale: Text
    misconception: Slug | None = None

    @model_validator(mode="after")
    def _bounds(self) -> "Between":
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"low is {self.low:g} and high {self.high:g}; low must not be more than high")
        return self


class NumericItem(ItemBase):
    """A number with its unit; right within an absolute tolerance or one in per cent."""

    kind: Literal["numeric"]
    value: float
    unit: Letters
    units: dict[str, Annotated[float, Field(gt=0)]] = {}
    """Other spellings and units a learner may type → factor to the item's unit."""
    tolerance: Annotated[float, Field(ge=0)] | None = None
    tolerance_percent: Annotated[float, Field(gt=0, le=100)] | None = None
    rationale: Text
    wrong: list[Between] = []

    @model_validator(mode="after")
    def _tolerance(self) -> "NumericItem":
        refuse(one_tolerance(self.tolerance, self.tolerance_percent))
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

    @model_validator(mode="after")
    def _all_differ(self) -> "OrderItem":
        refuse(doubled("step", (step.text for step in self.steps)))
        return self


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

    @model_validator(mode="after")
    def _all_differ(self) -> "LabelItem":
        named = [*(target.structure for target in self.targets), *(other.structure for other in self.distractors)]
        refuse(doubled("structure", named))
        return self


class FindItem(ItemBase):
    """Point at one structure of a plate."""

    kind: Literal["find"]
    plate: Slug
    layers: list[Slug] = ["bones"]
    structure: Slug
    rationale: Text
    distractors: list[Distractor] = []

    @model_validator(mode="after")
    def _all_differ(self) -> "FindItem":
        refuse(doubled("structure", [self.structure, *(named.structure for named in self.distractors)]))
        return self


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
        faults = []
        for text in [*self.accepted, *(other.text for other in self.wrong)]:
            folded = fold(text, accents=self.accents)
            if not folded:
                faults.append(f"the answer {text!r} has neither letter nor digit")
            elif folded in seen:
                faults.append(f"the answers {seen[folded]!r} and {text!r} count as the same; keep one")
            seen.setdefault(folded, text)
        refuse(faults)
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
        refuse([*doubled("prompt", (pair.prompt for pair in self.pairs)), *doubled("answer", self.answers())])
        return self

    def answers(self) -> list[str]:
        """Every answer on offer: those of the pairs in their order, then the spare ones."""
        return [*(pair.answer for pair in self.pairs), *(spare.text for spare in self.spare)]


class ChoiceGap(Content):
    """A gap that is filled from a list."""

    kind: Literal["choice"]
    options: Options

    @model_validator(mode="after")
    def _one_key(self) -> "ChoiceGap":
        refuse([*one_key(self.options, "the gap"), *options_differ(self.options)])
        return self


class TextGap(Wording):
    """A gap that is filled in words."""

    kind: Literal["text"]


class ClozeItem(ItemBase):
    """A text with gaps, written {{1}}, {{2}} and so on, each filled from a list or in words."""

    kind: Literal["cloze"]
    text: Text
    gaps: Annotated[
        list[Annotated[ChoiceGap | TextGap, Field(discriminator="kind")]], Field(min_length=1, max_length=12)
    ]

    @model_validator(mode="after")
    def _each_gap_once(self) -> "ClozeItem":
        numbers = re.findall(r"\{\{(.*?)\}\}", self.text)
        wanted = [str(number) for number in range(1, len(self.gaps) + 1)]
        if numbers != wanted:
            found, all_of = (", ".join(f"{{{{{name}}}}}" for name in names) for names in (numbers, wanted))
            raise ValueError(f"the text has {found or 'no gaps'}; it must have {all_of}, once each and in this order")
        return self


class TwoTierItem(ItemBase):
    """An answer, and the reason for it. Both right earn 1, the answer alone ½, the reason alone nothing."""

    kind: Literal["two-tier"]
    options: Options
    why: Text
    """The question for the reason."""
    reasons: Options
    shuffle: bool = True

    @model_validator(mode="after")
    def _one_key_each(self) -> "TwoTierItem":
        tiers = (("the answer", self.options), ("the reason", self.reasons))
        refuse(fault for name, tier in tiers for fault in [*one_key(tier, name), *options_differ(tier)])
        return self


class Stretch(Content):
    """A part of a curve, from one place on its x axis to another, in the axis's unit."""

    low: float
    high: float
    key: bool = False
    rationale: Text
    misconception: Slug | None = None


class TraceItem(ItemBase):
    """Point at a place on a curve. Right on a stretch with ``key: true``, its ends included."""

    kind: Literal["trace"]
    trace: Slug
    stretches: Annotated[list[Stretch], Field(min_length=1, max_length=12)]
    elsewhere: Text
    """What is said of a place on no stretch."""

    @model_validator(mode="after")
    def _in_order(self) -> "TraceItem":
        faults = []
        ends = [end for stretch in self.stretches for end in (stretch.low, stretch.high)]
        if any(first >= second for first, second in pairwise(ends)):
            faults.append("stretches must stand in order from left to right, each low below its high, none overlapping")
        if not any(stretch.key for stretch in self.stretches):
            faults.append("no stretch has key: true; at least one must")
        if any(stretch.key and stretch.misconception for stretch in self.stretches):
            faults.append("a stretch with key: true carries a misconception; only wrong ones do")
        refuse(faults)
        return self


Item = Annotated[
    ChoiceItem
    | NumericItem
    | OrderItem
    | LabelItem
    | FindItem
    | ShortItem
    | MatchItem
    | ClozeItem
    | TwoTierItem
    | TraceItem
    | DrawnNumericItem
    | DrawnChoiceItem,
    Field(discriminator="kind"),
]
