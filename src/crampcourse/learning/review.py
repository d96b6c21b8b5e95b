"""Which items are due for review: a query of the log of attempts, by the spaced repetition of ``fsrs``.

Nothing is stored: the same attempts and the same ``now`` always give the same schedule.
"""

from collections.abc import Iterable
from datetime import UTC, datetime

from fsrs import Card, Rating, Scheduler

from crampcourse.learning.attempts import Attempt
from crampcourse.learning.moments import in_time_order
from crampcourse.library import Library

# Whole days only: a review is a thing of another day, and a wrong answer is tried again in the quiz itself.
# Without fuzzing: it draws random intervals, and the schedule could not be built again from the log.
SCHEDULER = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)


def rating_of(attempt: Attempt) -> Rating | None:
    """How well the item was known. None for what does not count: predictions, explanations, and what has no mark.

    Not wholly right: Again. Right with hints, or unsure, or a guess: Hard. Right, without a word on how sure:
    Good. Right, sure and without hints: Easy.
    """
    if attempt.kind != "answer" or attempt.score is None:
        return None
    if attempt.score < 1:
        return Rating.Again
    if attempt.hints or (attempt.confidence is not None and attempt.confidence < 1):
        return Rating.Hard
    return Rating.Good if attempt.confidence is None else Rating.Easy


def schedule(attempts: Iterable[Attempt], now: datetime) -> dict[str, Card]:
    """Item id → its fsrs card (due, stability in days, difficulty 1…10), for every item with an answer that counts.

    Answers to earlier versions of an item count too. An answer whose time lies after ``now`` (the clock was
    ahead, and has been set back since) counts at the time of the answer before it; where there is none, its
    item is due at once, and the next answer gives it a time. ValueError where ``now`` has no time zone.
    """
    _zoned(now)
    cards: dict[str, Card] = {}
    for time, attempt in in_time_order(attempts):
        rating = rating_of(attempt)
        if rating is None:
            continue
        # Without an id of its own choosing a card waits for the clock to tick.
        card = cards.setdefault(attempt.item, Card(card_id=0, due=now.astimezone(UTC)))
        counts_at = time if time <= now else card.last_review
        if counts_at is not None:
            cards[attempt.item], _ = SCHEDULER.review_card(card, rating, counts_at)
    return cards


def due_items(attempts: Iterable[Attempt], now: datetime, library: Library) -> list[str]:
    """Ids of the items due before the day of ``now`` ends in its time zone, over all lessons, most overdue first."""
    return [item for day, item in _waiting(attempts, now, library) if day.date() <= now.date()]


def next_due(attempts: Iterable[Attempt], now: datetime, library: Library) -> datetime | None:
    """When the next item is due after the day of ``now``, in its time zone; None where none is scheduled."""
    return next((day for day, _ in _waiting(attempts, now, library) if day.date() > now.date()), None)


def _waiting(attempts: Iterable[Attempt], now: datetime, library: Library) -> list[tuple[datetime, str]]:
    """Due time and id of every scheduled item that the course still has, earliest first."""
    cards = schedule(attempts, now)
    known = ((card.due, item) for item, card in cards.items() if item in library.items)
    return [(due.astimezone(now.tzinfo), item) for due, item in sorted(known)]


def _zoned(now: datetime) -> None:
    if now.tzinfo is None:
        raise ValueError(f"now is {now.isoformat()} without a time zone; give one, such as datetime.now(UTC)")
