"""Probabilities and quantiles that intervals are built on: normal, beta, Student t, upper tail of chi-square.

Numbers in, numbers out (plain floats). The incomplete beta and gamma functions are summed as continued fractions
or series to the last digits a float holds (Abramowitz & Stegun 1964, 26.5.8, 6.5.29 and 6.5.31: ABRAMOWITZ1964)
and inverted by Newton's method inside a bracket; quantiles agree with independent tables to 1e-9.
"""

import math
from collections.abc import Callable
from statistics import NormalDist

_TINY = 1e-300
_LAST_DIGIT = 1e-16
_MOST_TERMS = 100_000


def normal_quantile(probability: float) -> float:
    """The value that a standard normal variable stays below with this probability, strictly between 0 and 1."""
    return NormalDist().inv_cdf(_inside("probability", probability))


def beta_cdf(x: float, a: float, b: float) -> float:
    """Regularised incomplete beta function I_x(a, b): the chance that a beta variable is at most ``x`` in 0 … 1.

    ``a`` = 0 puts all chance at x = 0 and ``b`` = 0 at x = 1: the edges of binomial intervals need both.
    Errors: ValueError for x outside 0 … 1, negative a or b, or both zero.
    """
    if not (0.0 <= x <= 1.0 and 0.0 <= a < math.inf and 0.0 <= b < math.inf and a + b > 0.0):
        raise ValueError(f"x is {x}, a is {a}, b is {b}; allowed: x from 0 to 1, a and b at least 0 and not both 0")
    if a == 0.0 or x == 1.0:
        return 1.0
    if b == 0.0 or x == 0.0:
        return 0.0
    # The fraction converges fast on its own side of the mean; the other side is its mirror image.
    if x > (a + 1.0) / (a + b + 2.0):
        return 1.0 - math.exp(_log_beta_front(1.0 - x, b, a, math.log(x))) * _beta_fraction(1.0 - x, b, a) / b
    return math.exp(_log_beta_front(x, a, b, math.log1p(-x))) * _beta_fraction(x, a, b) / a


def beta_density(x: float, a: float, b: float) -> float:
    """Density of a beta variable at ``x`` inside 0 … 1; 0 where ``a`` or ``b`` is 0, as all chance lies at an end."""
    if a == 0.0 or b == 0.0:
        return 0.0
    return math.exp(_log_beta_front(x, a, b, math.log1p(-x)) - math.log(x) - math.log1p(-x))


def beta_quantile(probability: float, *shapes: tuple[float, float]) -> float:
    """The ``x`` that a beta variable with shapes (a, b) stays below with this probability, strictly between 0 and 1.

    Several shapes mean an even mixture of so many beta variables: mid-P limits are quantiles of a mixture of two.
    Returns 0 or 1 where so much chance lies on that end. Errors: ValueError for a probability not inside 0 … 1.
    """
    _inside("probability", probability)
    share = 1.0 / len(shapes)
    at_zero = sum(share for a, _ in shapes if a == 0.0)
    at_one = sum(share for _, b in shapes if b == 0.0)
    if probability <= at_zero or probability >= 1.0 - at_one:
        return 0.0 if probability <= at_zero else 1.0

    def excess(x: float) -> float:
        return share * math.fsum(beta_cdf(x, a, b) for a, b in shapes) - probability

    def slope(x: float) -> float:
        return share * math.fsum(beta_density(x, a, b) for a, b in shapes)

    return _root(excess, slope)


def student_t_quantile(probability: float, degrees_of_freedom: float) -> float:
    """The value that Student's t with these degrees of freedom stays below with this probability (inside 0 … 1).

    With x = v/(v + t²) the two tails beyond ±t together are I_x(v/2, 1/2).
    Errors: ValueError for a probability not inside 0 … 1 or degrees of freedom not above 0.
    """
    _inside("probability", probability)
    if not 0.0 < degrees_of_freedom < math.inf:
        raise ValueError(f"degrees_of_freedom is {degrees_of_freedom}; it must be above 0 and finite")
    tails = 2.0 * min(probability, 1.0 - probability)
    if tails == 1.0:
        return 0.0
    half = degrees_of_freedom / 2.0
    # Solved for the smaller of x and 1 − x, so that no digits are lost near the middle or far out.
    if tails > beta_cdf(0.5, half, 0.5):
        rest = beta_quantile(1.0 - tails, (0.5, half))
        odds = rest / (1.0 - rest)
    else:
        x = beta_quantile(tails, (half, 0.5))
        odds = (1.0 - x) / x
    return math.copysign(math.sqrt(degrees_of_freedom * odds), probability - 0.5)


def chi_square_upper_tail(value: float, degrees_of_freedom: float) -> float:
    """The chance that a chi-square variable with these degrees of freedom is at least ``value`` (at least 0).

    Equation: Q(v/2, value/2), the regularised upper incomplete gamma function.
    Errors: ValueError for a negative value or degrees of freedom not above 0.
    """
    if not (0.0 <= value < math.inf and 0.0 < degrees_of_freedom < math.inf):
        raise ValueError(
            f"value is {value}, degrees_of_freedom is {degrees_of_freedom}; "
            "value must be at least 0, degrees of freedom above 0, both finite"
        )
    if value == 0.0:
        return 1.0
    a, x = degrees_of_freedom / 2.0, value / 2.0
    front = math.exp(a * math.log(x) - x - math.lgamma(a))
    if x < a + 1.0:
        term = total = 1.0 / a
        for n in range(1, _MOST_TERMS):
            term *= x / (a + n)
            total += term
            if term < total * _LAST_DIGIT:
                break
        return 1.0 - front * total
    return front * _fraction(lambda n: n * (a - n), lambda n: x + 2.0 * n + 1.0 - a)


def _inside(name: str, probability: float) -> float:
    if not 0.0 < probability < 1.0:
        raise ValueError(f"{name} is {probability}; it must lie between 0 and 1")
    return probability


def _log_beta_front(x: float, a: float, b: float, log_rest: float) -> float:
    """Logarithm of x^a (1 − x)^b / B(a, b)."""
    return a * math.log(x) + b * log_rest + math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)


def _beta_fraction(x: float, a: float, b: float) -> float:
    """Continued fraction of the incomplete beta function, for x below its mean."""

    def numerator(n: int) -> float:
        m = n // 2
        if n % 2 == 0:
            return m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        return -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))

    return _fraction(numerator, lambda _: 1.0)


def _fraction(numerator: Callable[[int], float], denominator: Callable[[int], float]) -> float:
    """1/(d0 + n1/(d1 + n2/(d2 + …))) by the modified Lentz method, which never divides by zero."""
    ahead = denominator(0) or _TINY
    behind, value = 0.0, ahead
    for n in range(1, _MOST_TERMS):
        top, bottom = numerator(n), denominator(n)
        behind = 1.0 / ((bottom + top * behind) or _TINY)
        ahead = (bottom + top / ahead) or _TINY
        factor = ahead * behind
        value *= factor
        if abs(factor - 1.0) < 2.0 * _LAST_DIGIT:
            break
    return 1.0 / value


def _root(excess: Callable[[float], float], slope: Callable[[float], float]) -> float:
    """Where a rising function of 0 … 1 crosses zero: Newton steps, halved brackets where a step leaves the bracket."""
    low, high, x = 0.0, 1.0, 0.5
    for _ in range(2_000):
        above = excess(x)
        low, high = (low, x) if above > 0.0 else (x, high)
        steepness = slope(x)
        step = x - above / steepness if steepness > 0.0 else low
        following = step if low < step < high else 0.5 * (low + high)
        if abs(following - x) <= _LAST_DIGIT * x or not low < following < high:
            return following
        x = following
    return x
