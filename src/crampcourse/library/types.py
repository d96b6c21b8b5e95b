"""The typed objects that content files are read into; their JSON Schemas are published beside the content."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$", max_length=80)]
LessonId = Annotated[str, Field(pattern=r"^L\d{2}$")]
ObjectiveId = Annotated[str, Field(pattern=r"^L\d{2}-O\d+$")]
QuizId = Annotated[str, Field(pattern=r"^L\d{2}-[a-z]+(?:-\d+)?$")]
PredictionId = Annotated[str, Field(pattern=r"^L\d{2}-P\d+$")]
ReferenceKey = Annotated[str, Field(pattern=r"^[A-Z0-9]+$")]
Text = Annotated[str, Field(min_length=1, max_length=2000)]


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
        if self.kind == "multiple" and not 1 <= keys:
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


Item = Annotated[ChoiceItem | NumericItem | OrderItem | LabelItem | FindItem, Field(discriminator="kind")]


class Objective(Content):
    """What a learner can do afterwards; begins with an observable verb."""

    id: ObjectiveId
    text: Text


class KeyPoint(Content):
    """One sentence to take home, for one objective."""

    objective: ObjectiveId
    text: Text


class Quiz(Content):
    """A named set of items shown together."""

    id: QuizId
    title: Text
    items: Annotated[list[Slug], Field(min_length=1)]


class Prediction(Content):
    """A choice item to commit to before an explorer unlocks, and what to explain afterwards."""

    id: PredictionId
    item: Slug
    explorer: Slug
    look: Text
    """What to do in the explorer."""
    explain: Text
    """What the learner is asked to put into words after looking."""


class Lesson(Content):
    """One lesson: title, objectives, quizzes, predictions, key points, the claims it treats."""

    id: LessonId
    title: Text
    topic: Text
    notebook: Annotated[str, Field(pattern=r"^\d{2}_[a-z0-9_]+\.ipynb$")]
    minutes: Annotated[int, Field(ge=5, le=180)]
    needs: Text
    notice: Text
    """What the page says about its limits: education, not diagnosis."""
    objectives: Annotated[list[Objective], Field(min_length=1, max_length=4)]
    quizzes: list[Quiz] = []
    predictions: list[Prediction] = []
    key_points: list[KeyPoint] = []
    claims: list[int] = []


class Misconception(Content):
    """A wrong idea a learner may hold, and the right one."""

    id: Slug
    wrong: Text
    right: Text


class Muscle(Content):
    """Attachments, action and nerve of a muscle."""

    proximal: Text
    distal: Text
    action: Text
    nerve: Text
    roots: Text
    joints: list[Text] = []


Tissue = Literal["bone", "landmark", "joint", "ligament", "retinaculum", "muscle", "tendon", "sheath", "nerve", "artery", "vein", "skin", "cavity", "fascia"]
Layer = Literal["skin", "bones", "ligaments", "muscles", "muscles_deep", "muscles_intermediate", "muscles_superficial", "retinacula", "vessels_nerves"]


class Structure(Content):
    """One card of the atlas, and the drawn groups that belong to it."""

    id: Slug
    name: Text
    latin: Text | None = None
    synonyms: list[Text] = []
    tissue: Tissue
    layer: Layer
    parts: list[Slug] = []
    does: Text
    muscle: Muscle | None = None
    ta2: str | None = None
    fma: str | None = None
    source: ReferenceKey
    mark: Text | None = None


class Reference(Content):
    """A cited work, with how far it was verified."""

    key: ReferenceKey
    authors: str | None
    year: int | str | None
    title: Text
    journal: str | None = None
    volume_pages: str | None = None
    doi: str | None = None
    pmid: str | None = None
    finding: Text
    verification: Literal["verified", "verified-secondary", "secondary", "partial", "not-verified"]
    how_verified: str | None = None


class Claim(Content):
    """A popular statement, the verdict on it, and the correct statement."""

    id: int
    topic: Slug
    claim: Text
    verdict: Literal["supported", "partly", "contested", "wrong", "unverifiable"]
    correct_statement: Text
    citations: list[ReferenceKey]
    status: Literal["taught", "corrected", "set aside"]
    where: Text
    """The lesson and cell that treats it, or why it is set aside."""


class Control(Content):
    """One thing a learner can move in an explorer."""

    id: Slug
    name: Text
    unit: Text
    low: float
    high: float
    step: Annotated[float, Field(gt=0)]
    start: float
    low_name: Text
    high_name: Text


class Figure(Content):
    """A number shown in an explorer, with its unit, source and mark."""

    value: float | list[float]
    unit: Text
    source: ReferenceKey
    mark: Text | None = None


class Quantity(Content):
    """A number of an explorer's model, and how it is said: "12 mm up", "3 mm down", "in place"."""

    id: Slug
    name: Text
    unit: Text
    above: str
    below: str
    zero: Text


class ExplorerText(Content):
    """What an explorer says: its question, controls, words, sourced numbers and what its model leaves out."""

    id: Slug
    title: Text
    question: Text
    purpose: Text
    controls: Annotated[list[Control], Field(min_length=1)]
    quantities: list[Quantity] = []
    words: dict[str, Text] = {}
    figures: dict[str, Figure] = {}
    left_out: Annotated[list[Text], Field(min_length=2, max_length=6)]
    sources: list[ReferenceKey] = []


class PlateText(Content):
    """A drawn plate: its view, caption and the layers it offers."""

    id: Slug
    title: Text
    caption: Text
    """What the drawing cannot say itself: the view, and what varies between people."""
    layers: Annotated[list[Layer], Field(min_length=1)]
    """From the deepest to the most superficial; skin, the ground, comes first."""
    layer_names: dict[Layer, Text] = {}
    """Names for layers where the usual one would mislead on this plate."""


def schemas() -> dict[str, dict[str, Any]]:
    """JSON Schema of each kind of content file, by file name."""
    from pydantic import TypeAdapter

    kinds: dict[str, Any] = {
        "items": list[Item],
        "lesson": Lesson,
        "misconceptions": list[Misconception],
        "structures": list[Structure],
        "references": list[Reference],
        "explorer": ExplorerText,
        "plates": list[PlateText],
        "claims": list[Claim],
    }
    return {name: {"$schema": "https://json-schema.org/draft/2020-12/schema", **TypeAdapter(kind).json_schema()} for name, kind in kinds.items()}
