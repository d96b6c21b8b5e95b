"""The questions that are due today, over all lessons, as one quiz."""

from collections import Counter
from datetime import datetime

from crampcourse.learning.attempts import Attempt
from crampcourse.learning.review import due_items, next_due
from crampcourse.library import Library, load
from crampcourse.widgets.base import attempts_so_far
from crampcourse.widgets.packing import pack_item
from crampcourse.widgets.quiz import ItemSheet

MOST = 20


class Review(ItemSheet):
    """At most ``MOST`` items due by the day of ``now``, most overdue first, open again without their last answers."""

    def __init__(self, now: datetime, *, confidence: bool = True) -> None:
        library = load()
        attempts, notice = attempts_so_far()
        due = due_items(attempts, now, library)
        # Numbers that were drawn before are not drawn again.
        asked = Counter(attempt.item for attempt in attempts)
        packed = [
            {**pack_item(item, library, first_draw=asked[item.id]), "lesson": library.lesson_of(item.objective).id}
            for item in (library.items[slug] for slug in due[:MOST])
        ]
        # Here hints and tries cost nothing but time: they decide when a question comes back.
        prices = {"tries": None, "hint_price": 0, "retry_price": 0}
        head = {
            "id": "review",
            "title": "Questions due today",
            "lesson": "",
            "confidence": confidence,
            "prices": prices,
        }
        # Nothing is recalled: a question that shows its last answer asks nobody to remember.
        super().__init__({**head, "said": "" if notice else _said(attempts, due, now, library)}, packed, recall=())
        self.notice = notice

    def description(self) -> str:
        """What the review is: the same for every learner on every day."""
        return (
            f"Review: the questions that are due today, from all lessons, at most {MOST}. Run this cell to see yours."
        )

    def markdown(self) -> str:
        """The same for pages that cannot run the widget."""
        return self.description().replace("Review:", "**Review:**")


def _said(attempts: list[Attempt], due: list[str], now: datetime, library: Library) -> str:
    """What the learner must know beside the questions; empty when the questions say it all."""
    if len(due) > MOST:
        return (
            f"{len(due)} questions are due. Here are the {MOST} that have waited longest; "
            "answer them, then run this cell again."
        )
    if due:
        return ""
    then = next_due(attempts, now, library)
    if then is None:
        return "Nothing to review yet. Questions come back here after you have answered them in a lesson."
    return f"Nothing is due today. The next review is on {then:%A} {then.day} {then:%B %Y}."


def review(*, confidence: bool = True) -> Review:
    """What is due today; ``confidence`` asks how sure you are, which decides when a question comes back."""
    return Review(datetime.now().astimezone(), confidence=confidence)
