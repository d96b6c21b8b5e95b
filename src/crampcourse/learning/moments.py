"""When attempts were made, and in which order: what every query of the log shares."""

from collections.abc import Iterable
from datetime import UTC, datetime

from crampcourse.learning.attempts import Attempt


def moment(attempt: Attempt) -> datetime | None:
    """The time of an attempt in UTC; without a zone it is taken for UTC. None where the text is no time."""
    try:
        time = datetime.fromisoformat(attempt.time)
        return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def in_time_order(attempts: Iterable[Attempt]) -> list[tuple[datetime, Attempt]]:
    """Attempts with their times, oldest first. Those without a readable time are left out.

    Equal times are ordered by id and not by place in the log: so the order depends on what was done only, and
    two computers whose logs were merged, whichever way round, agree on it.
    """
    timed = [(time, attempt) for attempt in attempts if (time := moment(attempt)) is not None]
    return sorted(timed, key=lambda pair: (pair[0], pair[1].id))
