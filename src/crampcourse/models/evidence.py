"""Pools the results of several trials into one estimate, and says how far a further trial may lie from it.

Effects (k,) may be differences or logarithms of ratios, all in one unit, with the variance of each in that unit
squared. Negative means less of the outcome with the treatment where effects are treated minus control.
What the methods leave out stands in ``content/models/evidence.yaml``.
"""

import math
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from crampcourse.library.models import model_text
from crampcourse.models.distributions import normal_quantile, student_t_quantile
from crampcourse.models.domain import checked

Array = NDArray[np.float64]
Method = Literal["fixed", "dersimonian_laird", "hartung_knapp"]
METHODS: tuple[Method, ...] = get_args(Method)
FEWEST_TRIALS = 2


@dataclass(frozen=True)
class Pool:
    """Several trials as one. Estimates and limits have the unit of the effects, ``tau2`` that unit squared.

    ``weights`` (k,) add up to 1; ``i2`` is a share from 0 to 1. The prediction interval, for the true effect of one
    further trial, is NaN where it cannot be told: with the fixed method, and with two trials.
    """

    method: Method
    trials: int
    estimate: float
    standard_error: float
    ci_low: float
    ci_high: float
    tau2: float
    q: float
    i2: float
    prediction_low: float
    prediction_high: float
    weights: Array
    confidence: float


def pool(effects: ArrayLike, variances: ArrayLike, method: Method, confidence: float = 0.95) -> Pool:
    """One estimate from the effects (k,) of k trials and their variances (k,), k at least 2.

    fixed: weights w = 1/v, estimate m = Σ w y / Σ w, standard error 1/√Σ w, normal interval.
    dersimonian_laird: Q = Σ w (y − m)², τ² = max(0, (Q − (k − 1)) / (Σ w − Σ w²/Σ w)), weights 1/(v + τ²), normal.
    hartung_knapp: the same estimate; standard error² = Σ w (y − m)² / ((k − 1) Σ w), Student t with k − 1.
    All: I² = max(0, (Q − (k − 1))/Q). Prediction: m ± t(k − 2) √(τ² + standard error²).
    Errors: ValueError, all faults at once. Sources: DERSIMONIAN1986, HARTUNG2001, HIGGINS2002, HIGGINS2009.
    """
    y, v = _trials(effects, variances, method, confidence)
    k = len(y)
    fixed_weights = 1.0 / v
    total = fixed_weights.sum()
    fixed_estimate = float(fixed_weights @ y / total)
    q = float(fixed_weights @ (y - fixed_estimate) ** 2)
    # Σw − Σw²/Σw without the subtraction, which would lose every digit where one trial outweighs the others.
    spread = 2.0 * float(fixed_weights[1:] @ np.cumsum(fixed_weights)[:-1]) / total
    tau2 = 0.0 if method == "fixed" else max(0.0, (q - (k - 1)) / spread)

    weights = 1.0 / (v + tau2)
    total = weights.sum()
    estimate = float(weights @ y / total)
    tail = 0.5 * (1.0 + confidence)
    if method == "hartung_knapp":
        standard_error = math.sqrt(float(weights @ (y - estimate) ** 2) / ((k - 1) * total))
        half_width = student_t_quantile(tail, k - 1) * standard_error
    else:
        standard_error = 1.0 / math.sqrt(total)
        half_width = normal_quantile(tail) * standard_error
    reach = math.nan
    if method != "fixed" and k > FEWEST_TRIALS:
        reach = student_t_quantile(tail, k - 2) * math.sqrt(tau2 + standard_error**2)
    return Pool(
        method=method,
        trials=k,
        estimate=estimate,
        standard_error=standard_error,
        ci_low=estimate - half_width,
        ci_high=estimate + half_width,
        tau2=tau2,
        q=q,
        i2=max(0.0, 1.0 - (k - 1) / q) if q > 0.0 else 0.0,
        prediction_low=estimate - reach,
        prediction_high=estimate + reach,
        weights=weights / total,
        confidence=confidence,
    )


def difference_of_means(
    treated_mean: float,
    treated_sd: float,
    treated_people: int,
    control_mean: float,
    control_sd: float,
    control_people: int,
) -> tuple[float, float]:
    """Effect (treated minus control) and its variance from the means and SDs of two separate groups.

    Equation: variance = SD₁²/n₁ + SD₂²/n₂. Errors: ValueError for values that are not allowed, all at once.
    """
    checked(
        model_text("evidence").domain,
        treated_mean=treated_mean,
        treated_sd=treated_sd,
        treated_people=treated_people,
        control_mean=control_mean,
        control_sd=control_sd,
        control_people=control_people,
    )
    return treated_mean - control_mean, treated_sd**2 / treated_people + control_sd**2 / control_people


def standard_error_of_interval(ci_low: float, ci_high: float, confidence: float = 0.95) -> float:
    """The standard error that a printed interval implies, where the paper built it on the normal distribution.

    Equation: (high − low) / (2 z). Errors: ValueError for values that are not allowed, all at once.
    """
    checked(model_text("evidence").domain, ci_low=ci_low, ci_high=ci_high, confidence=confidence)
    if not ci_low < ci_high:
        raise ValueError(f"ci_low is {ci_low:g} and ci_high {ci_high:g}; ci_low must be less than ci_high")
    return (ci_high - ci_low) / (2.0 * normal_quantile(0.5 * (1.0 + confidence)))


def standard_error_of_p(effect: float, p_value: float, degrees_of_freedom: float | None = None) -> float:
    """The standard error that an effect and its two-sided P value imply; Student t where degrees of freedom are given.

    Equation: |effect| / quantile(1 − P/2). Errors: ValueError for values that are not allowed, all at once.
    """
    given = {"effect": effect, "p_value": p_value}
    if degrees_of_freedom is not None:
        given["degrees_of_freedom"] = degrees_of_freedom
    checked(model_text("evidence").domain, **given)
    tail = 1.0 - 0.5 * p_value
    if degrees_of_freedom is None:
        return abs(effect) / normal_quantile(tail)
    return abs(effect) / student_t_quantile(tail, degrees_of_freedom)


def _trials(effects: ArrayLike, variances: ArrayLike, method: Method, confidence: float) -> tuple[Array, Array]:
    """Effects and variances as arrays (k,), or every fault at once."""
    faults: list[str] = []
    arrays: list[Array] = []
    if method not in METHODS:
        faults.append(f"method is {method!r}; it must be one of {', '.join(METHODS)}")
    domain = model_text("evidence").domain
    for name, value in {"effects": effects, "variances": variances, "confidence": confidence}.items():
        try:
            arrays.extend(checked(domain, **{name: value}))
        except ValueError as error:
            faults.append(str(error))
    shapes = [np.shape(value) for value in (effects, variances)] if len(arrays) == 3 else []
    if shapes and (shapes[0] != shapes[1] or len(shapes[0]) != 1 or shapes[0][0] < FEWEST_TRIALS or arrays[2].ndim):
        faults.append(
            f"effects have the shape {shapes[0]}, variances {shapes[1]}, confidence {arrays[2].shape}; effects and "
            f"variances must be lists of one length, at least {FEWEST_TRIALS} trials, confidence one number"
        )
    if faults:
        raise ValueError("; ".join(faults))
    return arrays[0], arrays[1]
