"""The typed objects that content files are read into; their JSON Schemas are published beside the content."""

from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter, model_validator

from crampcourse.library.boards import Board
from crampcourse.library.explorer_text import Axis, ExplorerText
from crampcourse.library.fields import (
    Content,
    LessonId,
    Letters,
    ObjectiveId,
    PredictionId,
    QuizId,
    ReferenceKey,
    Slug,
    Text,
)
from crampcourse.library.glossary import Term
from crampcourse.library.items import Item
from crampcourse.library.movements import Alphabet, Movement, Notice
from crampcourse.library.vignettes import Flag, Question, Vignette


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
    title: Letters
    items: Annotated[list[Slug], Field(min_length=1)]
    tries: Annotated[int, Field(ge=1)] | None = None
    """How often an item may be answered; None: as often as wanted."""
    hint_price: Annotated[float, Field(ge=0, le=1)] = 0.1
    """The share of an answer's credit that each hint costs."""
    retry_price: Annotated[float, Field(ge=0, le=1)] = 0.25
    """The share that each earlier try costs."""


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
    title: Letters
    topic: Letters
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
    sources: list[ReferenceKey] = []
    """Works that the notebook's own prose rests on."""


class Misconception(Content):
    """A wrong idea a learner may hold, and the right one."""

    id: Slug
    wrong: Text
    right: Text


class Muscle(Content):
    """Attachments, action and nerve of a muscle."""

    proximal: Letters
    distal: Letters
    action: Letters
    nerve: Letters
    roots: Letters
    joints: list[Letters] = []


Tissue = Literal[
    "bone",
    "landmark",
    "joint",
    "ligament",
    "retinaculum",
    "muscle",
    "tendon",
    "sheath",
    "nerve",
    "artery",
    "vein",
    "skin",
    "cavity",
    "fascia",
]
Layer = Literal[
    "skin",
    "bones",
    "ligaments",
    "muscles",
    "muscles_deep",
    "muscles_intermediate",
    "muscles_superficial",
    "retinacula",
    "vessels_nerves",
]


class Structure(Content):
    """One card of the atlas, and the drawn groups that belong to it."""

    id: Slug
    name: Letters
    latin: Letters | None = None
    synonyms: list[Letters] = []
    tissue: Tissue
    layer: Layer
    parts: list[Slug] = []
    does: Text
    muscle: Muscle | None = None
    ta2: str | None = None
    fma: str | None = None
    source: ReferenceKey
    mark: Letters | None = None


class Reference(Content):
    """A cited work, with how far it was verified."""

    key: ReferenceKey
    authors: str | None
    year: int | str | None
    title: Letters
    journal: str | None = None
    volume_pages: str | None = None
    doi: str | None = None
    pmid: str | None = None
    finding: Letters
    verification: Literal["verified", "verified-secondary", "secondary", "partial", "not-verified"]
    how_verified: str | None = None


class Claim(Content):
    """A popular statement, the verdict on it, and the correct statement."""

    id: Annotated[int, Field(strict=False)]
    topic: Slug
    claim: Text
    verdict: Literal["supported", "partly", "contested", "wrong", "unverifiable"]
    correct_statement: Text
    citations: list[ReferenceKey]
    status: Literal["taught", "corrected", "set aside"]
    where: Letters
    """The lesson and cell that treats it, where it stands until a lesson does, or why it is set aside."""


class PlateText(Content):
    """A drawn plate: its view, caption and the layers it offers."""

    id: Slug
    title: Letters
    caption: Letters
    """What the drawing cannot say itself: the view, and what varies between people."""
    layers: Annotated[list[Layer], Field(min_length=1)]
    """From the deepest to the most superficial; skin, the ground, comes first."""
    layer_names: dict[Layer, Letters] = {}
    """Names for layers where the usual one would mislead on this plate."""
    credit: Letters | None = None
    """Whose drawing it is and its licence; stands on every copy that leaves the course."""


class TraceText(Content):
    """A curve that items ask about: which model gives it, its axes, and what is seen on it in words (no key)."""

    id: Slug
    title: Letters
    caption: Letters
    curve: Slug
    """Its name in ``learning/traces.py``."""
    x: Axis
    y: Axis
    step: Annotated[float, Field(gt=0)]
    """How far one key press moves along x."""
    sources: Annotated[list[ReferenceKey], Field(min_length=1)]

    @model_validator(mode="after")
    def _walkable(self) -> "TraceText":
        for name, axis in (("x", self.x), ("y", self.y)):
            if not axis.low < axis.high:
                raise ValueError(f"{name} goes from {axis.low:g} to {axis.high:g}; low must be below high")
        if not 20 <= (self.x.high - self.x.low) / self.step <= 1000:
            raise ValueError(
                f"x takes {(self.x.high - self.x.low) / self.step:g} steps; give a step that makes 20 to 1000"
            )
        return self

    def places(self) -> list[float]:
        """Every place on x that can be pointed at."""
        count = round((self.x.high - self.x.low) / self.step)
        return [float(f"{self.x.low + k * self.step:.9g}") for k in range(count + 1)]


def schemas() -> dict[str, dict[str, Any]]:
    """JSON Schema of each kind of content file, by file name."""
    kinds: dict[str, Any] = {
        "items": list[Item],
        "lesson": Lesson,
        "misconceptions": list[Misconception],
        "structures": list[Structure],
        "references": list[Reference],
        "explorer": ExplorerText,
        "plates": list[PlateText],
        "traces": list[TraceText],
        "claims": list[Claim],
        "movement": Movement,
        "alphabets": list[Alphabet],
        "notices": list[Notice],
        "boards": list[Board],
        "flags": list[Flag],
        "questions": list[Question],
        "vignettes": list[Vignette],
        "glossary": list[Term],
    }
    return {
        name: {"$schema": "https://json-schema.org/draft/2020-12/schema", **TypeAdapter(kind).json_schema()}
        for name, kind in kinds.items()
    }
