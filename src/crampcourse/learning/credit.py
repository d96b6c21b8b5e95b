"""What an answer earns: its score less the price of hints and earlier tries. Said again in ``widgets/credit.js``.

The log keeps the score itself: prices belong to a quiz, and how well an item was known does not depend on them.
"""

from collections.abc import Sequence

from crampcourse.learning.attempts import Attempt


def earned(score: float, hints: int, tries_before: int, hint_price: float, retry_price: float) -> float:
    """score · (1 − hint_price · hints − retry_price · tries_before), never below 0."""
    return max(0.0, score * (1.0 - hint_price * hints - retry_price * tries_before))


def best_earned(tries: Sequence[Attempt], hint_price: float, retry_price: float) -> float:
    """The most that one of these tries at one item earned, oldest first: trying again never takes anything away."""
    return max(
        (earned(a.score or 0.0, a.hints, before, hint_price, retry_price) for before, a in enumerate(tries)),
        default=0.0,
    )
