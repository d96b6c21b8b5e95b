"""First and last tries of every learner at every item: what statistics of a class are counted from."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from crampcourse.learning.attempts import Attempt
from crampcourse.learning.drawn import realised
from crampcourse.learning.marking import content_hash
from crampcourse.learning.moments import moment
from crampcourse.library import Library
from crampcourse.library import items as i

_LATEST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Tries:
    """Item id → learner → their first (last) try that has a score, and how much of the logs is not among them.

    Answers and predictions are tries; a learner who tried once has the same try in both. ``earlier_version`` counts
    learners whose first try was at another version of the item than the course has now.
    """

    first: dict[str, dict[str, Attempt]]
    last: dict[str, dict[str, Attempt]]
    learners: int
    doubled: int = 0
    explanations: int = 0
    unscored: int = 0
    untimed: int = 0
    ahead: int = 0
    unknown_items: dict[str, int] = field(default_factory=dict)
    earlier_version: dict[str, int] = field(default_factory=dict)

    def learners_of(self, items: Iterable[str]) -> list[str]:
        """Who tried at least one of the items, in order."""
        return sorted({learner for item in items for learner in self.first.get(item, {})})

    def complete(self, items: Iterable[str]) -> list[str]:
        """Who tried every one of the items, in order."""
        tried = [set(self.first.get(item, {})) for item in items]
        return sorted(set.intersection(*tried)) if tried else []


def tries(attempts: Iterable[Attempt], library: Library, now: datetime | None = None) -> Tries:
    """Sorts attempts of any number of learners; their order, and an attempt given twice, makes no difference.

    Attempts at items that ``library`` does not have are counted by item and left out; so are those without a score
    or without a readable time. ``now`` (with a time zone) counts those dated later: their clock was wrong, so that
    first and last may be changed over.
    """
    given = list(attempts)
    # Should one id come with two contents, the same one is kept whatever their order was.
    once: dict[str, Attempt] = {}
    for attempt in sorted(given, key=_in_order):
        once.setdefault(attempt.id, attempt)
    known = [attempt for attempt in once.values() if attempt.item in library.items]
    first: dict[str, dict[str, Attempt]] = {}
    last: dict[str, dict[str, Attempt]] = {}
    left: Counter[str] = Counter()
    for attempt in known:
        time = moment(attempt)
        if attempt.kind == "explanation":
            left["explanations"] += 1
        elif attempt.score is None:
            left["unscored"] += 1
        elif time is None:
            left["untimed"] += 1
        else:
            left["ahead"] += now is not None and time > now
            first.setdefault(attempt.item, {}).setdefault(attempt.learner, attempt)
            last.setdefault(attempt.item, {})[attempt.learner] = attempt
    versions = {
        item: sum(as_asked(library.items[item], each) is None for each in of.values()) for item, of in first.items()
    }
    return Tries(
        first,
        last,
        learners=len({attempt.learner for attempt in once.values()}),
        doubled=len(given) - len(once),
        explanations=left["explanations"],
        unscored=left["unscored"],
        untimed=left["untimed"],
        ahead=left["ahead"],
        unknown_items=dict(
            sorted(Counter(each.item for each in once.values() if each.item not in library.items).items())
        ),
        earlier_version={item: count for item, count in sorted(versions.items()) if count},
    )


def as_asked(item: i.Item, attempt: Attempt) -> i.Item | None:
    """The item with the numbers this attempt drew; None where the attempt is at another version of it."""
    try:
        asked = realised(item, attempt.seed)
    except ValueError:
        return None
    return asked if content_hash(asked) == attempt.content_hash else None


def _in_order(attempt: Attempt) -> tuple[datetime, str, str]:
    """By time, equal times by id: as in ``in_time_order``, but those without a time come last instead of not at all."""
    said = json.dumps([vars(attempt)[name] for name in sorted(vars(attempt)) if name != "id"], default=str)
    return moment(attempt) or _LATEST, attempt.id, said


def score_of(attempt: Attempt) -> float:
    """The score of a try as a plain number from 0 to 1."""
    return min(1.0, max(0.0, float(attempt.score or 0.0)))


def sureness(attempt: Attempt) -> str | None:
    """The word the quiz asked with: sure, unsure or guess; None where nothing was said or it lies outside 0 … 1."""
    confidence = attempt.confidence
    if confidence is None or not 0 <= confidence <= 1:
        return None
    return "sure" if confidence == 1 else "guess" if confidence == 0 else "unsure"
