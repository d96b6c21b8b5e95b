"""Limits and p value of a ratio of two rates that were counted: exact (Clopper and Pearson) and mid-P.

Of all events the share counted in the second span of time is binomial, whatever the rates' common size; its limits
give those of the ratio. Ranges and what is left out stand in ``content/models/diary.yaml``.
"""

import math
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from crampcourse.library.models import model_text
from crampcourse.models.distributions import beta_cdf, beta_quantile
from crampcourse.models.domain import checked


def rate_ratio_limits(
    before_cramps: int,
    after_cramps: int,
    before_exposure: float,
    after_exposure: float,
    method: Literal["exact", "mid_p"] = "exact",
    confidence: float = 0.95,
) -> tuple[float, float]:
    """Limits of the rate ratio after ÷ before from two totals and the time (any one unit) each was counted over.

    Errors: ValueError, all faults at once. Sources: PRZYBOROWSKI1940, CLOPPER1934, BERRY1995.
    """
    faults = [] if method in ("exact", "mid_p") else [f"method is {method!r}; it must be one of exact, mid_p"]
    faults += parts_of_a_cramp("before_cramps", before_cramps) + parts_of_a_cramp("after_cramps", after_cramps)
    try:
        checked(
            model_text("diary").domain,
            before_cramps=before_cramps,
            after_cramps=after_cramps,
            before_exposure=before_exposure,
            after_exposure=after_exposure,
            confidence=confidence,
        )
    except ValueError as error:
        faults.append(str(error))
    if faults:
        raise ValueError("; ".join(faults))
    total, tail = before_cramps + after_cramps, 0.5 * (1.0 - confidence)
    if total == 0:
        return 0.0, math.inf
    # P(Y ≥ y) and P(Y > y) as functions of p are beta distributions; mid-P takes the even mixture of the two.
    at_least, more = (float(after_cramps), float(before_cramps + 1)), (float(after_cramps + 1), float(before_cramps))
    lower, upper = ((at_least, more),) * 2 if method == "mid_p" else ((at_least,), (more,))
    low, high = beta_quantile(tail, *lower), beta_quantile(1.0 - tail, *upper)
    time_ratio = before_exposure / after_exposure
    return low / (1.0 - low) * time_ratio, high / (1.0 - high) * time_ratio if high < 1.0 else math.inf


def two_sided_p(before_cramps: int, after_cramps: int, share: float, method: Literal["exact", "mid_p"]) -> float:
    """Twice the smaller tail of the binomial count after the change, were the rates equal: in step with the limits."""
    if before_cramps + after_cramps == 0:
        return math.nan
    y, rest = float(after_cramps), float(before_cramps)
    # Each tail is summed by itself: taken from 1, a chance below 1e-16 would come out as 0.
    at_least, more = beta_cdf(share, y, rest + 1.0), beta_cdf(share, y + 1.0, rest)
    at_most, fewer = beta_cdf(1.0 - share, rest, y + 1.0), beta_cdf(1.0 - share, rest + 1.0, y)
    if method == "mid_p":
        return min(1.0, at_least + more, at_most + fewer)
    return min(1.0, 2.0 * at_least, 2.0 * at_most)


def parts_of_a_cramp(name: str, counts: ArrayLike) -> list[str]:
    """The fault of counts that are not whole; other faults are found elsewhere."""
    try:
        with np.errstate(invalid="ignore"):
            whole = np.asarray(counts, dtype=float) % 1.0 == 0.0
    except (TypeError, ValueError):
        return []
    return [] if whole.all() else [f"{name} must be whole numbers"]
