"""Compares one person's cramp log before and after a change, with an interval that says how sure the comparison is.

A log is one count per entry, an entry being one night (or one week: the same length throughout). The rate ratio is
cramps per entry after the change, divided by cramps per entry before it: below 1 means fewer.
What such a comparison leaves out stands in ``content/models/diary.yaml``.
"""

import math
from dataclasses import dataclass
from typing import Literal, cast, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from crampcourse.library.models import model_text
from crampcourse.models.distributions import chi_square_upper_tail
from crampcourse.models.domain import checked
from crampcourse.models.rate_ratio import parts_of_a_cramp, rate_ratio_limits, two_sided_p

Array = NDArray[np.float64]
Method = Literal["exact", "mid_p", "bootstrap"]
METHODS: tuple[Method, ...] = get_args(Method)
Warned = Literal["overdispersed", "few cramps", "no cramps in a phase"]


@dataclass(frozen=True)
class Dispersion:
    """How much the counts vary within the phases, compared with chance: 1 is what Poisson counts give on average.

    ``p_value`` is the chance of so much spread or more if each phase has one steady rate. NaN: nothing can be told.
    """

    index: float
    chi_square: float
    degrees_of_freedom: int
    p_value: float


@dataclass(frozen=True)
class Comparison:
    """Before and after. ``rate_ratio`` and its limits are after ÷ before; ``warnings`` (words) say what to mistrust.

    NaN: the ratio where no cramp was counted at all; the p value with the bootstrap; the bootstrap's limits where one
    phase has no cramps. The limits of the other methods may be 0 or infinity.
    """

    method: Method
    confidence: float
    before_cramps: int
    after_cramps: int
    before_per_entry: float
    after_per_entry: float
    rate_ratio: float
    ci_low: float
    ci_high: float
    p_value: float
    dispersion: Dispersion
    overdispersed: bool
    warnings: tuple[Warned, ...]


def compare(
    before: ArrayLike,
    after: ArrayLike,
    method: Method = "exact",
    confidence: float = 0.95,
    generator: np.random.Generator | None = None,
    resamples: int = 2000,
) -> Comparison:
    """The rate ratio of two phases, counts (n₀,) before and (n₁,) after, whole numbers of cramps per entry.

    exact: of all cramps the share after the change is binomial with p = n₁R/(n₁R + n₀); Clopper and Pearson's limits
    of p give those of R = (p/(1 − p)) · (n₀/n₁). It covers at least as often as it says.
    mid_p: the same with half the chance of the count seen in each tail; it covers about as often as it says.
    bootstrap: entries drawn again with replacement from each phase, ``resamples`` times, with ``generator``;
    percentiles of the logarithm of the ratio, each phase's deviation widened by √(n/(n − 1)). No Poisson needed.
    Errors: ValueError, all faults at once.
    Sources: PRZYBOROWSKI1940, CLOPPER1934, BERRY1995, EFRON1993; overdispersion: COCHRAN1954.
    """
    text = model_text("diary")
    first, second, draw = _log(before, after, method, confidence, generator, resamples)
    before_cramps, after_cramps = int(first.sum()), int(second.sum())
    before_per_entry, after_per_entry = before_cramps / len(first), after_cramps / len(second)
    spread = dispersion(first, second)
    overdispersed = spread.p_value < text.number("overdispersion_alarm_p")
    warnings: list[Warned] = []
    if overdispersed:
        warnings.append("overdispersed")
    if method != "exact" and min(before_cramps, after_cramps) < text.number("fewest_cramps"):
        warnings.append("few cramps")
    if min(before_cramps, after_cramps) == 0:
        warnings.append("no cramps in a phase")

    if method == "bootstrap":
        p_value = math.nan
        low, high = _bootstrap_limits(first, second, confidence, draw, resamples)
    else:
        p_value = two_sided_p(before_cramps, after_cramps, len(second) / (len(first) + len(second)), method)
        low, high = rate_ratio_limits(before_cramps, after_cramps, len(first), len(second), method, confidence)
    nothing_before = math.inf if after_cramps else math.nan
    return Comparison(
        method=method,
        confidence=confidence,
        before_cramps=before_cramps,
        after_cramps=after_cramps,
        before_per_entry=before_per_entry,
        after_per_entry=after_per_entry,
        rate_ratio=after_per_entry / before_per_entry if before_cramps else nothing_before,
        ci_low=low,
        ci_high=high,
        p_value=p_value,
        dispersion=spread,
        overdispersed=overdispersed,
        warnings=tuple(warnings),
    )


def dispersion(before: ArrayLike, after: ArrayLike) -> Dispersion:
    """Whether counts vary more within the phases than chance allows: the Poisson dispersion test over both phases.

    Equation: X² = Σ (y − mean of its phase)² / mean of its phase, chi-square with Σ (n − 1); index = X²/Σ (n − 1).
    A phase without cramps tells nothing and is left out. Errors: ValueError, all faults at once. Source: COCHRAN1954.
    """
    chi_square, degrees = 0.0, 0
    for counts in _phases(before, after, "entries"):
        if counts.size > 1 and counts.sum() > 0:
            chi_square += float(((counts - counts.mean()) ** 2).sum() / counts.mean())
            degrees += counts.size - 1
    if degrees == 0:
        return Dispersion(math.nan, math.nan, 0, math.nan)
    return Dispersion(chi_square / degrees, chi_square, degrees, chi_square_upper_tail(chi_square, degrees))


def _bootstrap_limits(
    before: Array, after: Array, confidence: float, generator: np.random.Generator, resamples: int
) -> tuple[float, float]:
    """Percentile limits of the rate ratio; NaN where a phase has no cramps to draw from."""
    if before.sum() == 0 or after.sum() == 0:
        return math.nan, math.nan

    def deviations(counts: Array) -> Array:
        """Logarithms (resamples,) of a phase's total drawn again, relative to the total that was seen."""
        values, times = np.unique(counts, return_counts=True)
        totals = generator.multinomial(counts.size, times / counts.size, size=resamples) @ values
        with np.errstate(divide="ignore"):
            widened: Array = np.log(totals / counts.sum()) * math.sqrt(counts.size / (counts.size - 1))
        return widened

    with np.errstate(invalid="ignore"):
        # Both phases drawn empty: nothing is known of that draw's ratio; it counts as no deviation.
        drawn = np.nan_to_num(deviations(after) - deviations(before), nan=0.0, posinf=math.inf, neginf=-math.inf)
    tail = 0.5 * (1.0 - confidence)
    low, high = np.quantile(drawn, [tail, 1.0 - tail], method="inverted_cdf")
    seen = after.mean() / before.mean()
    return float(seen * np.exp(low)), float(seen * np.exp(high))


def _phases(before: ArrayLike, after: ArrayLike, entries_name: str) -> list[Array]:
    """Both phases as arrays (n,), or every fault at once."""
    domain = model_text("diary").domain
    entries = domain[entries_name]
    faults: list[str] = []
    phases: list[Array] = []
    for name, value in {"before": before, "after": after}.items():
        faults += parts_of_a_cramp(name, value)
        try:
            phases.extend(checked(domain, **{name: value}))
        except ValueError as error:
            faults.append(str(error))
            continue
        shape = phases[-1].shape
        if len(shape) != 1 or not entries.low <= shape[0] <= entries.high:
            faults.append(
                f"{name} has the shape {shape}; allowed: a list of {entries.low:g} to {entries.high:g} counts"
            )
    if faults:
        raise ValueError("; ".join(faults))
    return phases


def _log(
    before: ArrayLike,
    after: ArrayLike,
    method: Method,
    confidence: float,
    generator: np.random.Generator | None,
    resamples: int,
) -> tuple[Array, Array, np.random.Generator]:
    """Both phases as arrays (n,) and the generator of the bootstrap, or every fault at once."""
    faults = parts_of_a_cramp("resamples", resamples)
    phases: list[Array] = []
    if method not in METHODS:
        faults.append(f"method is {method!r}; it must be one of {', '.join(METHODS)}")
    if method == "bootstrap" and not isinstance(generator, np.random.Generator):
        faults.append("generator is missing; give the bootstrap one, such as numpy.random.default_rng(1)")
    for name, value in {"confidence": confidence, "resamples": resamples}.items():
        try:
            (number,) = checked(model_text("diary").domain, **{name: value})
        except ValueError as error:
            faults.append(str(error))
        else:
            if number.ndim:
                faults.append(f"{name} has the shape {number.shape}; it must be one number")
    try:
        phases = _phases(before, after, "bootstrap_entries" if method == "bootstrap" else "entries")
    except ValueError as error:
        faults.append(str(error))
    if faults:
        raise ValueError("; ".join(faults))
    return phases[0], phases[1], cast(np.random.Generator, generator)
