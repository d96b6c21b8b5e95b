"""Numbers put together from other numbers, as steps that Python and the browser run alike: no script per explorer."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Step = float | str

_RUN: dict[str, Callable[..., float]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    ">": lambda a, b: float(a > b),
    ">=": lambda a, b: float(a >= b),
    ".least": min,
    ".most": max,
    ".where": lambda condition, then, other: then if condition else other,
    ".exp": math.exp,
    ".ln": math.log,
    ".root": math.sqrt,
    ".size": abs,
}
_TAKES = {".where": 3, ".exp": 1, ".ln": 1, ".root": 1, ".size": 1}
"""How many numbers a step takes, where that is not two. tables.js runs the same steps."""


@dataclass(frozen=True, eq=False)
class Term:
    """A number that follows from others, written as one writes it: ``Term.of("force") * Term.of("arm") / 1000``."""

    steps: tuple[Step, ...]

    @classmethod
    def of(cls, value: "Term | float | str") -> "Term":
        """A control or quantity by its name, a number, or a term as it is."""
        return value if isinstance(value, Term) else cls((value if isinstance(value, str) else float(value),))

    def __add__(self, other: "Term | float") -> "Term":
        return _joined("+", self, other)

    def __radd__(self, other: float) -> "Term":
        return _joined("+", other, self)

    def __sub__(self, other: "Term | float") -> "Term":
        return _joined("-", self, other)

    def __rsub__(self, other: float) -> "Term":
        return _joined("-", other, self)

    def __mul__(self, other: "Term | float") -> "Term":
        return _joined("*", self, other)

    def __rmul__(self, other: float) -> "Term":
        return _joined("*", other, self)

    def __truediv__(self, other: "Term | float") -> "Term":
        return _joined("/", self, other)

    def __rtruediv__(self, other: float) -> "Term":
        return _joined("/", other, self)

    def __neg__(self) -> "Term":
        return _joined("-", 0.0, self)

    def __gt__(self, other: "Term | float") -> "Term":
        return _joined(">", self, other)

    def __lt__(self, other: "Term | float") -> "Term":
        return _joined(">", other, self)

    def __ge__(self, other: "Term | float") -> "Term":
        return _joined(">=", self, other)


def _joined(step: str, *parts: "Term | float | str") -> Term:
    return Term((*(each for part in parts for each in Term.of(part).steps), step))


def least(one: "Term | float", other: "Term | float") -> Term:
    """The smaller of two numbers."""
    return _joined(".least", one, other)


def most(one: "Term | float", other: "Term | float") -> Term:
    """The larger of two numbers."""
    return _joined(".most", one, other)


def where(condition: Term, then: "Term | float", other: "Term | float") -> Term:
    """``then`` where the condition is not zero, else ``other``; both are worked out, so neither may fail."""
    return _joined(".where", condition, then, other)


def exp(value: "Term | float") -> Term:
    """e to the power of a number."""
    return _joined(".exp", value)


def ln(value: "Term | float") -> Term:
    """The natural logarithm."""
    return _joined(".ln", value)


def root(value: "Term | float") -> Term:
    """The square root."""
    return _joined(".root", value)


def size(value: "Term | float") -> Term:
    """A number without its sign."""
    return _joined(".size", value)


def run(steps: Any, values: Mapping[str, float]) -> float:
    """What the steps give for these controls and quantities; KeyError names one that is missing."""
    stack: list[float] = []
    for step in steps:
        if not isinstance(step, str):
            stack.append(step)
        elif step in _RUN:
            takes = _TAKES.get(step, 2)
            stack[-takes:] = [_RUN[step](*stack[-takes:])]
        else:
            stack.append(values[step])
    return stack[0]
