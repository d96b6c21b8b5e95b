"""How far a learner has come: questions to the log of attempts, answered anew each time."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from crampcourse.learning.attempts import Attempt
from crampcourse.learning.moments import in_time_order
from crampcourse.library import Library


@dataclass(frozen=True)
class Standing:
    """Of ``items`` items, how many were answered, and how many were right at the last try."""

    id: str
    title: str
    items: int
    answered: int
    right: int
    objectives: list["Standing"] = field(default_factory=list)


def last_answers(attempts: Iterable[Attempt], now: datetime | None = None) -> dict[str, Attempt]:
    """Item id → the last answer to it by its time, not predictions or explanations; ``now`` as in ``in_time_order``."""
    return {attempt.item: attempt for _, attempt in in_time_order(attempts, now) if attempt.kind == "answer"}


def standings(attempts: Iterable[Attempt], library: Library, now: datetime | None = None) -> list[Standing]:
    """Every lesson in order, with its objectives. The items are those its quizzes ask, each counted once."""
    last = last_answers(attempts, now)

    def count(identifier: str, title: str, items: set[str], parts: Iterable[Standing] = ()) -> Standing:
        answered = items & last.keys()
        right = sum(last[item].score == 1 for item in answered)
        return Standing(identifier, title, len(items), len(answered), right, list(parts))

    found = []
    for lesson in sorted(library.lessons.values(), key=lambda lesson: lesson.id):
        asked = {item for quiz in lesson.quizzes for item in quiz.items}
        objectives = [
            count(o.id, o.text, {item for item in asked if library.items[item].objective == o.id})
            for o in lesson.objectives
        ]
        found.append(count(lesson.id, lesson.title, asked, objectives))
    return found
