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


def in_time_order(attempts: Iterable[Attempt], now: datetime | None = None) -> list[tuple[datetime, Attempt]]:
    """Attempts with their times, oldest first. Those without a readable time are left out.

    Equal times are ordered by id and not by place in the log: so the order depends on what was done only, and
    two computers whose logs were merged, whichever way round, agree on it.
    With ``now``, a time after it is known to be wrong (the clock was ahead, and has been set back since): such an
    attempt counts right after the one logged before it, else it would hide every later answer until that time comes.
    """
    timed = []
    last, behind = datetime.min.replace(tzinfo=UTC), 0
    for attempt in attempts:
        time = moment(attempt)
        if time is None:
            continue
        last, behind = (time, 0) if now is None or time <= now else (last, behind + 1)
        timed.append((last, behind, attempt))
    return [(time, attempt) for time, _, attempt in sorted(timed, key=lambda one: (one[0], one[1], one[2].id))]
