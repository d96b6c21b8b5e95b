"""Shares of right answers and mean scores, with Wilson's limits.

What these limits take for granted and how many learners they take: ``content/models/item_analysis.yaml``.
"""

import math

import numpy as np
from numpy.typing import ArrayLike

from crampcourse.library.models import model_text
from crampcourse.models.distributions import normal_quantile, student_t_quantile
from crampcourse.models.domain import checked
from crampcourse.models.estimate import Estimate, unknown, weighed


def wilson_limits(share: float, n: float) -> tuple[float, float]:
    """Limits of a share (0 … 1) seen in ``n`` independent answers, n above 0 and not necessarily whole.

    Equation: (p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n). Source: WILSON1927, BROWN2001.
    Errors: ValueError for a share outside 0 … 1 or n not above 0.
    """
    if not (0.0 <= share <= 1.0 and 0.0 < n < math.inf):
        raise ValueError(f"share is {share}, n is {n}; allowed: share from 0 to 1, n above 0 and finite")
    per_n = _z() ** 2 / n
    middle = share + 0.5 * per_n
    reach = math.sqrt(per_n * (share * (1.0 - share) + 0.25 * per_n))
    low, high = (middle - reach) / (1.0 + per_n), (middle + reach) / (1.0 + per_n)
    # At the edges rounding would leave 1e-17 instead of 0.
    return (0.0 if share == 0.0 else low, 1.0 if share == 1.0 else high)


def mean_score(scores: ArrayLike) -> Estimate:
    """Mean of scores (n,) from 0 to 1, one per learner; of right (1) and wrong (0) it is the share right.

    Scores between 0 and 1 vary less than right and wrong with the same mean: the limits are then too wide.
    Errors: ValueError for scores that are no such numbers. Source: WILSON1927.
    """
    (given,) = checked(model_text("item_analysis").domain, scores=scores)
    n = given.size
    if n == 0:
        return unknown(0, "nobody answered")
    mean = min(1.0, math.fsum(given.ravel()) / n)
    return weighed(mean, n, wilson_limits(mean, n), _enough())


def clustered_share(right: ArrayLike, answers: ArrayLike) -> Estimate:
    """Share right of all answers, where learner i gave ``answers[i]`` (at least 1), ``right[i]`` of them right.

    Answers of one person are alike, so the limits rest on how the learners differ; ``n`` counts learners.
    Equations: ``content/models/item_analysis.yaml``. Errors: ValueError for counts that do not fit. Source: KORN1998.
    """
    right_of, answers_of = checked(model_text("item_analysis").domain, right=right, answers=answers)
    if (right_of > answers_of).any():
        raise ValueError("right is more than answers somewhere; each learner's right answers are among their answers")
    people = answers_of.size
    if people == 0:
        return unknown(0, "nobody answered")
    total = float(answers_of.sum())
    share = float(right_of.sum()) / total
    if people == 1:
        return weighed(share, 1, None, _enough(), "one learner only: no interval")
    # One answer each: nothing is clustered. All alike: how the learners differ cannot be seen.
    if share in (0.0, 1.0) or (answers_of == 1.0).all():
        return weighed(share, people, wilson_limits(share, people), _enough())
    variance = people / (people - 1) * float(((right_of - share * answers_of) ** 2).sum()) / total**2
    widening = (_z() / student_t_quantile(0.5 * (1.0 + _confidence()), people - 1)) ** 2
    # Learners who happen to agree to the last answer do not make more answers than there were.
    worth = min(total, share * (1.0 - share) / variance * widening if variance > 0.0 else total)
    return weighed(share, people, wilson_limits(share, worth), _enough())


def _confidence() -> float:
    return model_text("item_analysis").number("confidence")


def _z() -> float:
    return normal_quantile(0.5 * (1.0 + _confidence()))


def _enough() -> float:
    return model_text("item_analysis").number("people_for_share")


def spread_is_nothing(values: ArrayLike) -> bool:
    """Whether values differ by no more than rounding; then nothing can be said about how they vary."""
    array = np.asarray(values, dtype=float)
    return array.size == 0 or float(np.ptp(array)) <= 1e-9 * max(1.0, float(np.abs(array).max()))
