"""Turns a drawn item and a seed into an ordinary item: the same seed always gives the same one."""

import hashlib
import math
from collections.abc import Iterable
from inspect import signature
from itertools import islice, product
from typing import TYPE_CHECKING, Any

from crampcourse.library import items as i
from crampcourse.library.drawn_items import DrawnChoiceItem, DrawnNumericItem, Value, filled
from crampcourse.library.faults import ContentError, Fault

if TYPE_CHECKING:
    from crampcourse.learning.formulas import Computed

Drawn = DrawnNumericItem | DrawnChoiceItem
KINDS = {"drawn-numeric": "numeric", "drawn-single": "single"}
"""What each becomes once it is drawn."""
MOST_CHECKED = 2000


def seed_of(learner: str, item: str, turn: int) -> int:
    """The seed of a learner's n-th draw of an item, from 0 to 2³¹ − 1."""
    return int.from_bytes(hashlib.sha256(f"{learner}:{item}:{turn}".encode()).digest()[:4], "big") >> 1


def is_drawn(item: i.Item) -> bool:
    """Whether the item's numbers are drawn anew."""
    return isinstance(item, DrawnNumericItem | DrawnChoiceItem)


def realised(item: i.Item, seed: int | None) -> i.Item:
    """The ordinary item that a seed gives; an item that draws nothing as it is.

    ValueError without a seed, and where the formula has no answer for the values that were drawn.
    """
    if not isinstance(item, DrawnNumericItem | DrawnChoiceItem):
        return item
    if seed is None:
        raise ValueError(f"item {item.id} draws its numbers: give the seed of the attempt")
    values = {
        name: choices[int.from_bytes(hashlib.sha256(f"{item.id}:{seed}:{name}".encode()).digest()[:6]) % len(choices)]
        for name, choices in item.choices().items()
    }
    return _with(item, values)


def faults_of(item: Drawn) -> list[str]:
    """What is wrong with a drawn item, tried on at most MOST_CHECKED of the values it may draw."""
    # The models load only where something is drawn: most quizzes draw nothing.
    from crampcourse.learning.formulas import FORMULAS

    if item.formula not in FORMULAS:
        return [f"there is no formula {item.formula!r}; there are: {', '.join(sorted(FORMULAS))}"]
    choices = item.choices()
    try:
        signature(FORMULAS[item.formula]).bind(**dict.fromkeys([*choices, *item.given]))
    except TypeError as error:
        return [f"the formula {item.formula}: {error}"]
    every = [dict(zip(choices, values, strict=True)) for values in islice(product(*choices.values()), MOST_CHECKED)]
    found = []
    for values in every:
        try:
            _with(item, values)
        except ValueError as error:
            found.append(f"with {', '.join(f'{name} {value}' for name, value in values.items())}: {error}")
    return found[:3]


def check_draws(items: Iterable[i.Item]) -> None:
    """ContentError for every drawn item whose formula does not fit it: wrong names, no answer, an unknown {{name}}."""
    faults = [
        Fault("items", 0, item.id, fault)
        for item in items
        if isinstance(item, DrawnNumericItem | DrawnChoiceItem)
        for fault in faults_of(item)
    ]
    if faults:
        raise ContentError(faults)


def _with(item: Drawn, values: dict[str, Value]) -> i.Item:
    from crampcourse.learning.formulas import FORMULAS

    arguments = {**item.given, **values}
    computed = FORMULAS[item.formula](**arguments)
    words = {name: _said(value) for name, value in arguments.items()}
    words |= {name: _said(value, item.decimals) for name, value in computed.items()}
    if unknown := sorted(item.places() - words.keys()):
        raise ValueError(f"no value for {', '.join(unknown)}; texts may name {', '.join(sorted(words))}")
    ours = {"kind", "formula", "draw", "given", "decimals"}
    said: dict[str, Any] = filled(item.model_dump(exclude=ours, exclude_none=True), words)
    finish = _number if isinstance(item, DrawnNumericItem) else _choice
    return finish(item, said, computed)


def _number(item: Drawn, said: dict[str, Any], computed: "Computed") -> i.NumericItem:
    key = computed["key"]
    if isinstance(key, str) or not math.isfinite(key):
        raise ValueError(f"the formula {item.formula} gives {key!r}, which is no finite number")
    tolerance = said.get("tolerance") or abs(key) * said.get("tolerance_percent", 0) / 100
    wrong = []
    for error in said["wrong"]:
        factor = error.pop("factor")
        # Numbers shown are rounded: what is off by a little in the key is off by as much more in a larger slip.
        margin = tolerance * max(1.0, abs(factor))
        # A slip that lies within the tolerance of the key is no slip here.
        if abs(factor * key - key) > tolerance + margin:
            wrong.append({"low": factor * key - margin, "high": factor * key + margin, **error})
    return i.NumericItem.model_validate({**said, "kind": "numeric", "value": key, "wrong": wrong})


def _choice(item: Drawn, said: dict[str, Any], computed: "Computed") -> i.ChoiceItem:
    key = computed["key"]
    if key not in [option["value"] for option in said["options"]]:
        raise ValueError(f"the formula {item.formula} gives {key!r}, and no option has this value")
    options = [_option(option, right=option["value"] == key) for option in said["options"]]
    return i.ChoiceItem.model_validate({**said, "kind": "single", "options": options})


def _option(option: dict[str, Any], *, right: bool) -> dict[str, Any]:
    """An option without its value; the one that is right here is no misconception."""
    kept: dict[str, Any] = {name: option[name] for name in ("text", "rationale", "misconception") if name in option}
    if right:
        kept.pop("misconception", None)
    return {**kept, "key": right}


def _said(value: float | str, decimals: int | None = None) -> str:
    if isinstance(value, str):
        return value.replace("_", " ")
    shown = f"{value:.6g}" if decimals is None else f"{value:.{decimals}f}"
    return shown.replace("-", "−")
