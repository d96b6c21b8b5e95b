"""A figure computed from what some people did, with how far it can be trusted."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Estimate:
    """A number, the ``n`` people it rests on, and its 95 % limits.

    ``value`` and limits are finite, or None with the reason in ``note``. ``few`` is true where n is too small
    for the number to mean much; ``note`` then says how many it takes.
    """

    value: float | None
    n: int
    low: float | None = None
    high: float | None = None
    few: bool = False
    note: str = ""


def unknown(n: int, why: str) -> Estimate:
    """There is no such number, and why."""
    return Estimate(None, n, note=why)


def weighed(value: float, n: int, limits: tuple[float, float] | None, enough: float, why: str = "") -> Estimate:
    """A number with its limits (None, and ``why``, where there are none), flagged where n is below ``enough``."""
    few = n < enough
    notes = [f"too few to mean much: {n}, and it takes {enough:g}"] if few else []
    if limits is None and why:
        notes.append(why)
    low, high = limits or (None, None)
    return Estimate(value, n, low, high, few, "; ".join(notes))
