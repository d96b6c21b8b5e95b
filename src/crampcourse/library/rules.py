"""What the parts of one item must keep among themselves; each rule gives its faults in words."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Protocol


class Answer(Protocol):
    """What the rules ask of an option."""

    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def key(self) -> bool: ...  # noqa: D102
    @property
    def misconception(self) -> str | None: ...  # noqa: D102


def refuse(faults: Iterable[str]) -> None:
    """ValueError with every fault; nothing where there is none."""
    if told := list(faults):
        raise ValueError(*told)


def doubled(what: str, texts: Iterable[str]) -> list[str]:
    """A fault for each text that stands more than once."""
    twice = [text for text, count in Counter(texts).items() if count > 1]
    return [f"the {what} {text!r} stands twice; each must differ" for text in twice]


def one_key(options: Sequence[Answer], where: str) -> list[str]:
    """Faults where not exactly one option is the key."""
    keys = sum(option.key for option in options)
    return [f"{where} has {keys or 'no'} keys; exactly one option must say key: true"] if keys != 1 else []


def one_tolerance(absolute: float | None, percent: float | None) -> list[str]:
    """A fault where not exactly one of the two is given."""
    if (absolute is None) != (percent is None):
        return []
    given = "neither" if absolute is None else "both"
    return [f"has {given} of tolerance (in the unit) and tolerance_percent; give one of the two"]


def options_differ(options: Sequence[Answer]) -> list[str]:
    """Faults where two options are the same, or a key carries a misconception."""
    return doubled("option", (option.text for option in options)) + [
        f"the option {option.text!r} is a key and carries a misconception; only distractors do"
        for option in options
        if option.key and option.misconception
    ]
