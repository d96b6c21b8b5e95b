"""Cases for the triage desk: what is told, what may be asked and examined, which red flags that raises."""

from collections import Counter
from typing import Annotated, Literal

from pydantic import Field, model_validator

from crampcourse.library.fields import Content, Letters, ReferenceKey, Slug, Text

Urgency = Literal["self-care", "routine", "urgent", "emergency"]
URGENCIES: tuple[Urgency, ...] = ("self-care", "routine", "urgent", "emergency")
"""From the least to the most urgent."""
Topic = Literal[
    "cramp",
    "soreness",
    "artery",
    "acute-artery",
    "clot",
    "neuropathy",
    "tarsal-tunnel",
    "motor-neuron",
    "dystonia",
    "injury",
    "drug",
    "metabolic",
    "hyponatraemia",
    "heat",
    "muscle-breakdown",
    "tetanus",
    "pregnancy",
    "fluid",
]
Nerve = Literal[
    "superficial_fibular",
    "deep_fibular",
    "sural",
    "saphenous",
    "medial_plantar",
    "lateral_plantar",
    "medial_calcaneal",
]
Level = Annotated[float, Field(ge=0, le=10)]


class Flag(Content):
    """A red flag: how urgent it makes a case, in a name and in a sentence."""

    id: Slug
    urgency: Literal["routine", "urgent", "emergency"]
    name: Letters
    sentence: Text
    sources: Annotated[list[ReferenceKey], Field(min_length=1)]
    mark: Letters | None = None
    """What the sources do not carry."""


class Question(Content):
    """Something to ask or examine, and the flags that its answer could raise."""

    id: Slug
    way: Literal["ask", "examine"]
    text: Letters
    short: Letters
    """What it is about, in a few words."""
    screens: list[Slug] = []


class Phase(Content):
    """A stretch of the picture of pain: what is done, for how long, and the pain (0…10) at its beginning and end."""

    doing: Literal["walk", "rest", "night"]
    minutes: Annotated[float, Field(gt=0)]
    pain: Annotated[list[Level], Field(min_length=2, max_length=2)]


class Finding(Content):
    """The answer to one question in one case."""

    question: Slug
    answer: Letters
    raises: list[Slug] = []
    pain: Annotated[list[Phase], Field(min_length=2, max_length=4)] | None = None
    areas: list[Nerve] = []
    """Nerve territories of the foot where feeling is changed."""


class Reason(Content):
    """Why a decision is right or not."""

    text: Text
    misconception: Slug | None = None


class Reasons(Content):
    """What is said to each of the four decisions."""

    self_care: Reason
    routine: Reason
    urgent: Reason
    emergency: Reason


class Vignette(Content):
    """One case. What raises no flag in its story must be found by asking."""

    id: Slug
    title: Letters
    story: Text
    ask: Annotated[list[Finding], Field(min_length=3, max_length=6)]
    examine: Annotated[list[Finding], Field(min_length=2, max_length=5)]
    decision: Urgency
    topic: Topic
    like: Slug | None = None
    """A case that looks like this one and is decided otherwise."""
    said: Reasons
    sources: Annotated[list[ReferenceKey], Field(min_length=1)]

    @model_validator(mode="after")
    def _each_question_once(self) -> "Vignette":
        counts = Counter(finding.question for finding in self.findings())
        if twice := [question for question, count in counts.items() if count > 1]:
            raise ValueError(f"asks {', '.join(twice)} more than once; each question stands in a case once")
        return self

    def findings(self) -> list[Finding]:
        """All that can be found: asked first, then examined."""
        return [*self.ask, *self.examine]

    def reason(self, decision: Urgency) -> Reason:
        """What is said to a decision."""
        found: Reason = getattr(self.said, decision.replace("-", "_"))
        return found
