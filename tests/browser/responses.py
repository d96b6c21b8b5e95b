"""What a learner answers to each kind of item, right and wrong, and the record that the log must then hold."""

from collections.abc import Callable
from typing import Any

from crampcourse.learning.attempts import Attempt
from crampcourse.learning.marking import content_hash, mark, rule_of
from crampcourse.library import items as i
from crampcourse.library.item_parts import Option

NO_ANSWER = "no such word"


def response_to(item: i.Item, *, right: bool) -> Any:
    """A response as the log has it, right or wrong in every part."""
    return RESPONSES[item.kind](item, right)


def record_of(item: i.Item, *, right: bool, seed: int | None = None) -> dict[str, Any]:
    """What the log must hold of this response, by whatever route and in whatever host it was given.

    ``seed`` is what the item's numbers were drawn with.
    """
    response = response_to(item, right=right)
    score = mark(rule_of(item), response).score
    return told(Attempt(item.id, "L01", response, score=score, content_hash=content_hash(item), seed=seed))


def told(attempt: Attempt) -> dict[str, Any]:
    """An attempt without what differs between two who do the same."""
    return {name: value for name, value in vars(attempt).items() if name not in ("id", "time", "seconds")}


def _keys_of(options: list[Option], right: bool) -> list[int]:
    return [index for index, option in enumerate(options) if option.key == right]


def _number(item: i.NumericItem, right: bool) -> Any:
    text = f"{item.value if right else item.value * 3 + 1000:g}"
    return {"text": text, "unit": item.unit} if any(factor != 1 for factor in item.units.values()) else text


def _rotated(names: list[str], right: bool) -> dict[str, str]:
    return dict(zip(names, names if right else [*names[1:], names[0]], strict=True))


def _word(words: i.Wording, right: bool) -> str:
    return words.accepted[0] if right else NO_ANSWER


RESPONSES: dict[str, Callable[[Any, bool], Any]] = {
    "single": lambda item, right: _keys_of(item.options, right)[0],
    "multiple": lambda item, right: _keys_of(item.options, True) if right else _keys_of(item.options, False)[:1],
    "numeric": _number,
    "order": lambda item, right: list(range(len(item.steps)))[:: 1 if right else -1],
    "label": lambda item, right: _rotated([target.structure for target in item.targets], right),
    "find": lambda item, right: item.structure if right else item.distractors[0].structure,
    "short": _word,
    "match": lambda item, right: _rotated([str(number) for number in range(len(item.pairs))], right),
    "cloze": lambda item, right: [
        _keys_of(gap.options, right)[0] if isinstance(gap, i.ChoiceGap) else _word(gap, right) for gap in item.gaps
    ],
    "two-tier": lambda item, right: {
        "answer": _keys_of(item.options, right)[0],
        "reason": _keys_of(item.reasons, right)[0],
    },
    "trace": lambda item, right: next(
        round((stretch.low + stretch.high) / 2, 9) for stretch in item.stretches if stretch.key == right
    ),
}
