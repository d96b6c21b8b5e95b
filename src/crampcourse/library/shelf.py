"""All content of the course, read once, checked against itself, and handed out by id."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from crampcourse.library import items as i
from crampcourse.library import movements as m
from crampcourse.library import types as t
from crampcourse.library.boards import Board
from crampcourse.library.explorer_text import ExplorerText
from crampcourse.library.glossary import Term
from crampcourse.library.vignettes import Flag, Question, Vignette

Kind = TypeVar("Kind")
CONTENT = Path(__file__).parent.parent / "content"
PATTERNS = (
    *("lessons/*.yaml", "items/*.yaml", "explorers/*.yaml", "misconceptions.yaml", "structures.yaml"),
    *("plates.yaml", "traces.yaml", "references.json", "claims.csv", "plates/*.svg"),
    *("movements/*.yaml", "coach/*.yaml", "coach/poses.json"),
    *("boards.yaml", "flags.yaml", "questions.yaml", "vignettes/*.yaml", "glossary/*.yaml"),
)
Progress = Callable[[int, int], None]
"""Is told again and again how many bytes are read, and how many there are to read."""


@dataclass(frozen=True)
class Library:
    """Everything the course says, by id. ``folder`` holds the drawings."""

    folder: Path
    lessons: dict[str, t.Lesson] = field(default_factory=dict)
    items: dict[str, i.Item] = field(default_factory=dict)
    misconceptions: dict[str, t.Misconception] = field(default_factory=dict)
    structures: dict[str, t.Structure] = field(default_factory=dict)
    references: dict[str, t.Reference] = field(default_factory=dict)
    claims: dict[int, t.Claim] = field(default_factory=dict)
    explorers: dict[str, ExplorerText] = field(default_factory=dict)
    plates: dict[str, t.PlateText] = field(default_factory=dict)
    traces: dict[str, t.TraceText] = field(default_factory=dict)
    movements: dict[str, m.Movement] = field(default_factory=dict)
    stages: dict[str, m.Stage] = field(default_factory=dict)
    alphabets: dict[str, m.Alphabet] = field(default_factory=dict)
    notices: dict[str, m.Notice] = field(default_factory=dict)
    boards: dict[str, Board] = field(default_factory=dict)
    flags: dict[str, Flag] = field(default_factory=dict)
    questions: dict[str, Question] = field(default_factory=dict)
    vignettes: dict[str, Vignette] = field(default_factory=dict)
    terms: dict[str, Term] = field(default_factory=dict)

    def lesson_of(self, identifier: str) -> t.Lesson:
        """The lesson that an objective, quiz or prediction id belongs to."""
        return find(self.lessons, identifier.partition("-")[0], "lesson")

    def quiz(self, identifier: str) -> t.Quiz:
        """A quiz by id such as ``L01-check-1``; ValueError names those there are."""
        return find({quiz.id: quiz for lesson in self.lessons.values() for quiz in lesson.quizzes}, identifier, "quiz")

    def prediction(self, identifier: str) -> t.Prediction:
        """A prediction by id such as ``L01-P1``; ValueError names those there are."""
        return find({p.id: p for lesson in self.lessons.values() for p in lesson.predictions}, identifier, "prediction")

    def chosen(self, quiz: str | None = None, lesson: str | None = None) -> list[i.Item]:
        """The items of a quiz, of a lesson, or all; ValueError names the quizzes or lessons there are."""
        if quiz:
            return [self.items[item] for item in self.quiz(quiz).items]
        if lesson:
            identifier = find(self.lessons, lesson, "lesson").id
            # Items of the entry and exit test ask for this lesson's objectives, and belong to the tests.
            others = [other for other in self.lessons.values() if other.id != identifier]
            elsewhere = {item for other in others for quiz in other.quizzes for item in quiz.items}
            own = [item for item in self.items.values() if item.objective.startswith(f"{identifier}-")]
            return [item for item in own if item.id not in elsewhere]
        return list(self.items.values())

    def structure_of_part(self) -> dict[str, t.Structure]:
        """Drawn group id → the structure it belongs to."""
        return {part: structure for structure in self.structures.values() for part in structure.parts}

    def plate_svg(self, plate: str) -> str:
        """The drawing of a plate as SVG text."""
        return (self.folder / "plates" / f"{find(self.plates, plate, 'plate').id}.svg").read_text(encoding="utf-8")


def find(shelf: dict[str, Kind], identifier: str, what: str) -> Kind:
    """One entry by id; a ValueError says which ids there are."""
    if identifier not in shelf:
        those = f"{'are' if len(shelf) != 1 else 'is'}: {', '.join(sorted(shelf)) or 'none'}"
        raise ValueError(f"there is no {what} {identifier!r}; there {those}")
    return shelf[identifier]


def load(folder: Path = CONTENT, progress: Progress | None = None) -> Library:
    """The library in ``folder``, once in a kernel; every fault at once as one ContentError.

    It is read from its files when they, or what reads them, have changed since it was last kept (``cache.py``); only
    then ``progress`` is told anything.
    """
    if folder not in _loaded:
        _loaded[folder] = kept_or_read(folder, progress)
    return _loaded[folder]


def kept_or_read(folder: Path, progress: Progress | None = None) -> Library:
    """The library as its files are now; where it could be read and written, it is kept from then on."""
    from crampcourse.library.cache import fingerprint, keep, kept

    key = fingerprint(folder)
    library = kept(key, folder) if key else None
    if library is None:
        from crampcourse.library.shelving import read_library

        library = read_library(folder, progress)
        # A file that changed while it was read may stand in the library as it was or as it is.
        if key and fingerprint(folder) == key:
            keep(key, library)
    return library


_loaded: dict[Path, Library] = {}


def content_files(folder: Path) -> list[Path]:
    """Every file that a library is read from, in order."""
    return sorted(path for pattern in PATTERNS for path in folder.glob(pattern))


def item_structures(item: i.LabelItem | i.FindItem) -> list[str]:
    """Every structure that an item on a plate names, right ones first."""
    right = [target.structure for target in item.targets] if isinstance(item, i.LabelItem) else [item.structure]
    return [*right, *(distractor.structure for distractor in item.distractors)]
