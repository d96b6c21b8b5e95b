"""What the coach shows and says: movements with their doses and stop rules, poses of the figure, glyphs to write."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, model_validator

from crampcourse.library.fields import Content, Letters, ReferenceKey, Slug

MOST_CUE_WORDS, MOST_WORDS = 12, 15
Point = Annotated[list[float], Field(min_length=2, max_length=2)]
Place = Annotated[list[float], Field(min_length=3, max_length=3)]
"""x and y in cm, and a turn in degrees or a width in cm."""
Box = Annotated[list[float], Field(min_length=4, max_length=4)]
Seconds = Annotated[float, Field(ge=0, le=120)]
PathData = Annotated[str, Field(pattern=r"^M[-\d. ]+(?:[LC][-\d. ]+)+$", max_length=1000)]


def _at_most(most: int) -> AfterValidator:
    def check(text: str) -> str:
        if (count := len(text.split())) > most:
            raise ValueError(f"has {count} words; at most {most} can be taken in while one moves")
        return text

    return AfterValidator(check)


Cue = Annotated[Letters, _at_most(MOST_CUE_WORDS)]
Said = Annotated[Letters, _at_most(MOST_WORDS)]


class Dose(Content):
    """How often and how long, as words and as what the learner can choose (the first is offered)."""

    text: Letters
    repetitions: Annotated[list[Annotated[int, Field(ge=1, le=50)]], Field(min_length=1)]
    sets: list[Annotated[int, Field(ge=1, le=10)]] = [1]
    hold_s: list[Annotated[int, Field(ge=5, le=120)]] = []
    source: ReferenceKey
    mark: Letters | None = None


class StopRule(Content):
    """When to stop, and what to do then."""

    rule: Letters
    then: Annotated[Letters, _at_most(25)]
    source: ReferenceKey
    mark: Letters | None = None


class Frame(Content):
    """What a key frame says, how long the way to it takes, and how long the figure rests there."""

    id: Slug
    say: Said
    seconds: Annotated[float, Field(gt=0, le=20)]
    rest_s: Seconds = 0
    held: bool = False
    """Is held as long as the learner chose."""
    passing: bool = False
    """Only leads to the next: no frame of the strip."""
    even: bool = False
    """Is passed at an even speed."""


class Step(Content):
    """A place on a traced path that is named: ``share`` of its length."""

    id: Slug
    share: Annotated[float, Field(ge=0, le=1)]
    say: Said


class Tracing(Content):
    """How long the toe takes along a path and from one path to the next."""

    seconds: Annotated[float, Field(ge=2, le=20)]
    travel_s: Seconds = 0
    steps: Annotated[list[Step], Field(min_length=2)]


class Variant(Content):
    """One way to do a movement; what it does not say itself, its movement says."""

    id: Slug
    label: Letters
    support: Literal["standing", "supported", "seated", "floor", "close-up"]
    frames: Annotated[list[Frame], Field(min_length=1)]
    once: Annotated[int, Field(ge=0)] = 0
    """So many first frames lead into the movement and are not repeated."""
    tracing: Tracing | None = None
    cue: Cue | None = None
    moves: Letters | None = None
    dose: Dose | None = None
    stop: StopRule | None = None

    @model_validator(mode="after")
    def _repeats(self) -> "Variant":
        if (self.once < len(self.frames)) is bool(self.tracing):
            given = f"once is {self.once} of {len(self.frames)} frames"
            raise ValueError(f"{given}; without tracing some must be repeated, with tracing all lead to the path")
        return self


class Movement(Content):
    """One exercise of the coach."""

    id: Slug
    title: Letters
    cue: Cue
    moves: Letters
    evidence: Letters
    """What is and what is not known of its use against cramps."""
    sides: Literal["each", "cramping", "both"]
    """Each leg in turn, the cramping leg only, or both together."""
    both_ways: bool = False
    writes: bool = False
    """Traces letters that the learner chooses; a repetition is a letter."""
    dose: Dose
    stop: StopRule
    sources: Annotated[list[ReferenceKey], Field(min_length=1)]
    variants: Annotated[list[Variant], Field(min_length=1)]

    @model_validator(mode="after")
    def _held(self) -> "Movement":
        for variant in self.variants:
            held, seconds = any(frame.held for frame in variant.frames), (variant.dose or self.dose).hold_s
            if held is not bool(seconds):
                wrong = (
                    "has a held frame, but its dose no hold_s" if held else "has hold_s in its dose, but no held frame"
                )
                raise ValueError(f"variant {variant.id} {wrong}; give both or neither")
        return self

    def resolved(self) -> list[dict[str, Any]]:
        """Its variants as plain data, each with all it says."""
        own = {name: getattr(self, name) for name in ("cue", "moves", "dose", "stop")}
        found = []
        for variant in self.variants:
            missing = {name: value for name, value in own.items() if getattr(variant, name) is None}
            found.append(variant.model_copy(update=missing).model_dump(mode="json"))
        return found


class Hold(Content):
    """Where a hand or foot stays: at a place, or on a point of another part."""

    at: Point | None = None
    on: str | None = None
    point: str | None = None
    turn: float | None = None


class Pose(Content):
    """Root in cm, joint angles in degrees, contacts, and things with their place and turn."""

    root: Point
    angles: dict[str, float] = {}
    holds: dict[str, Hold] = {}
    things: dict[str, Place] = {}


Arrow = dict[str, Any]


class PosedFrame(Content):
    """A solved key frame, with the marks and arrows that show in it."""

    id: Slug
    pose: Pose
    marks: list[str] = []
    arrows: list[Arrow] = []
    slack: float = 0


class Trace(Content):
    """Where the big toe draws, seen from the front; beside the whole figure the path shows small in an inset."""

    box: Box
    path: str
    arrows: dict[str, list[Arrow]] = {}
    inset: Place | None = None


class Stage(Content):
    """All poses of one variant and the picture around them; made by ``python -m art.coach.build``."""

    id: Slug
    view: Literal["figure", "foot_side", "foot_front"]
    box: Box
    hide: list[str] = []
    links: list[dict[str, str]] = []
    frames: list[PosedFrame]
    trace: Trace | None = None


class Glyph(Content):
    """A sign that the toe writes in one stroke, in a box of 100 × 100 with y down."""

    sign: Annotated[str, Field(min_length=1, max_length=1)]
    name: Letters
    path: PathData


class Alphabet(Content):
    """Signs to write, and what is not yet known of them."""

    id: Slug
    name: Letters
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")]
    note: Letters | None = None
    glyphs: Annotated[list[Glyph], Field(min_length=1)]


class Notice(Content):
    """A sentence that every movement shares."""

    id: Slug
    text: Annotated[Letters, _at_most(25)]
