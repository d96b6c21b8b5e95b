"""Marks a response by a rule: one small language, said again in ``widgets/marking.js``, over the same vectors.

A rule is plain JSON made from an item. A response is whatever came back as JSON; marking never raises
on it and never gives NaN. What cannot be marked gets a problem instead of a score.
"""

import hashlib
import json
import math
import sys
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from crampcourse.learning.quantity import read_quantity
from crampcourse.library import items as i
from crampcourse.library import spelling
from crampcourse.library.item_parts import Option

Rule = dict[str, Any]
SLACK = 1e-9
"""Relative; so that 0.3 cm is 3 mm although 0.3 × 10 is a little more in binary."""


@dataclass(frozen=True)
class Mark:
    """What a response is worth. ``score`` is 0…1; ``parts`` says right, partly, wrong or missed for each part of it;
    for an answer in words it names the listed answer that was meant: right, spelling (but for a slip) or wrong.

    ``problem`` is a word for what keeps the response from being marked (``empty``, ``range``, …), else None.
    ``value`` is a numeric response in the item's unit.
    """

    score: float
    correct: bool
    problem: str | None = None
    parts: dict[str, str] = field(default_factory=dict)
    value: float | None = None


def content_hash(item: i.Item) -> str:
    """Changes when what an answer means changes: stem, options, key, feedback; not with sources or hints."""
    said = item.model_dump(mode="json", exclude={"objective", "sources", "claims", "hints"})
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:12]


def rule_of(item: i.Item) -> Rule:
    """The rule by which an item is marked. It holds the key: an assessment must not send it to the browser."""
    if isinstance(item, i.ChoiceItem):
        keys = [index for index, option in enumerate(item.options) if option.key]
        if item.kind == "single":
            return _equals_rule(item.options)
        return {"kind": "subset", "keys": keys, "of": len(item.options)}
    if isinstance(item, i.NumericItem):
        spread = item.tolerance if item.tolerance is not None else abs(item.value) * (item.tolerance_percent or 0) / 100
        return {
            "kind": "interval",
            "low": item.value - spread,
            "high": item.value + spread,
            "unit": item.unit,
            "units": dict(item.units),
        }
    if isinstance(item, i.OrderItem):
        return {"kind": "sequence", "key": list(range(len(item.steps)))}
    if isinstance(item, i.LabelItem):
        targets = [target.structure for target in item.targets]
        return {
            "kind": "pairs",
            "key": {name: name for name in targets},
            "labels": [*targets, *(d.structure for d in item.distractors)],
        }
    if isinstance(item, i.ShortItem):
        return _text_rule(item)
    if isinstance(item, i.ClozeItem):
        return {
            "kind": "gaps",
            "gaps": [
                _equals_rule(gap.options) if isinstance(gap, i.ChoiceGap) else _text_rule(gap) for gap in item.gaps
            ],
        }
    if isinstance(item, i.TwoTierItem):
        return {"kind": "tiers", "answer": _equals_rule(item.options), "reason": _equals_rule(item.reasons)}
    if isinstance(item, i.TraceItem):
        return {"kind": "stretch", "stretches": [[each.low, each.high, each.key] for each in item.stretches]}
    if isinstance(item, i.MatchItem):
        return {
            "kind": "pairs",
            "key": {str(index): str(index) for index in range(len(item.pairs))},
            "labels": [str(index) for index in range(len(item.answers()))],
        }
    if not isinstance(item, i.FindItem):
        raise ValueError(f"item {item.id} draws its numbers; mark what learning/drawn.py makes of it and the seed")
    return {
        "kind": "region",
        "key": item.structure,
        "among": [item.structure, *(d.structure for d in item.distractors)],
    }


def _equals_rule(options: list[Option]) -> Rule:
    return {"kind": "equals", "key": [option.key for option in options].index(True), "of": len(options)}


def _text_rule(words: i.Wording) -> Rule:
    return {
        "kind": "text",
        "accepted": list(words.accepted),
        "wrong": [other.text for other in words.wrong],
        "accents": words.accents,
        "typos": words.typos,
    }


def mark(rule: Rule, response: Any) -> Mark:
    """Marks a response; see the functions below for what each kind of rule gives."""
    return _MARKERS[rule["kind"]](rule, response)


def _refuse(problem: str) -> Mark:
    return Mark(0.0, False, problem)


def index_of(value: Any, of: int) -> int | None:
    """A whole number from 0 to of − 1, else None. JSON knows no integers, so 2.0 is 2; true is no number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return next((index for index in range(of) if index == value), None)


def _equals(rule: Rule, response: Any) -> Mark:
    """All or nothing: the index of the chosen option."""
    if response is None:
        return _refuse("empty")
    chosen = index_of(response, rule["of"])
    if chosen is None:
        return _refuse("malformed")
    right = chosen == rule["key"]
    return Mark(float(right), right, parts={str(chosen): "right" if right else "wrong"})


def _subset(rule: Rule, response: Any) -> Mark:
    """(hits − false alarms) ÷ keys, never below 0: ticking everything earns nothing for what it spoils."""
    if response is None or response == []:
        return _refuse("empty")
    if not isinstance(response, list):
        return _refuse("malformed")
    chosen = {index_of(value, rule["of"]) for value in response}
    if None in chosen or len(chosen) < len(response):
        return _refuse("malformed")
    keys = set(rule["keys"])
    hits = len(chosen & keys)
    words = {(True, True): "right", (True, False): "wrong", (False, True): "missed"}
    parts = {str(index): word for index in range(rule["of"]) if (word := words.get((index in chosen, index in keys)))}
    return Mark(max(0, 2 * hits - len(chosen)) / len(keys), chosen == keys, parts=parts)


def _interval(rule: Rule, response: Any) -> Mark:
    """All or nothing: a number, text, or ``{"text", "unit"}``. A unit that was typed counts before the chosen one."""
    unit = rule["unit"]
    units = {unit: 1.0, **rule["units"]}
    if isinstance(response, dict):
        unit = response.get("unit", unit)
        response = response.get("text")
    if response is None:
        return _refuse("empty")
    if not isinstance(unit, str) or unit not in units:
        return _refuse("malformed")
    value: float | None
    if isinstance(response, str):
        value, problem = read_quantity(response, units, unit)
        if value is None:
            return _refuse(problem or "not_a_number")
    elif isinstance(response, int | float) and not isinstance(response, bool):
        try:
            value = float(response) * units[unit]
        except OverflowError:
            return _refuse("too_large")
        if not math.isfinite(value):
            return _refuse("too_large")
    else:
        return _refuse("malformed")
    slack = SLACK * max(abs(rule["low"]), abs(rule["high"]))
    right = rule["low"] - slack <= value <= rule["high"] + slack
    return Mark(float(right), right, value=value)


def _sequence(rule: Rule, response: Any) -> Mark:
    """The share of pairs that stand in the right order. A step is right in its place, partly one place off."""
    key = rule["key"]
    if response is None:
        return _refuse("empty")
    if not isinstance(response, list):
        return _refuse("malformed")
    given = [index_of(value, len(key)) for value in response]
    if len(given) != len(key) or None in given or len(set(given)) < len(key):
        return _refuse("malformed")
    place = {step: position for position, step in enumerate(key)}
    places = [place[step] for step in given]
    in_order = sum(first < second for first, second in combinations(places, 2))
    off = {str(step): abs(place[step] - position) for position, step in enumerate(given)}
    parts = {step: ("right", "partly")[by] if by < 2 else "wrong" for step, by in off.items()}
    return Mark(in_order / math.comb(len(key), 2), given == key, parts=parts)


def _pairs(rule: Rule, response: Any) -> Mark:
    """The share of targets (of prompts, in matching) that carry their own label; one left empty is missed."""
    if response is None:
        return _refuse("empty")
    key, labels = rule["key"], rule["labels"]
    if not isinstance(response, dict):
        return _refuse("malformed")
    placed = {target: label for target, label in response.items() if label is not None}
    if any(target not in key for target in response) or any(label not in labels for label in placed.values()):
        return _refuse("malformed")
    if not placed:
        return _refuse("empty")
    if len(set(placed.values())) < len(placed):
        return _refuse("malformed")
    parts = {
        target: "missed" if target not in placed else "right" if placed[target] == label else "wrong"
        for target, label in key.items()
    }
    hits = sum(word == "right" for word in parts.values())
    return Mark(hits / len(key), hits == len(key), parts=parts)


def _region(rule: Rule, response: Any) -> Mark:
    """All or nothing: the structure that was pointed at."""
    if response is None:
        return _refuse("empty")
    if not isinstance(response, str) or response not in rule["among"]:
        return _refuse("malformed")
    right = response == rule["key"]
    return Mark(float(right), right, parts={response: "right" if right else "wrong"})


def _stretch(rule: Rule, response: Any) -> Mark:
    """All or nothing: a place on the x axis of a curve. ``parts`` names the stretch it lies on, if any."""
    if response is None:
        return _refuse("empty")
    if isinstance(response, bool) or not isinstance(response, int | float) or not abs(response) <= sys.float_info.max:
        return _refuse("malformed")
    place = float(response)
    slack = SLACK * max(abs(end) for low, high, _ in rule["stretches"] for end in (low, high))
    on = next((n for n, (low, high, _) in enumerate(rule["stretches"]) if low - slack <= place <= high + slack), None)
    right = on is not None and rule["stretches"][on][2]
    return Mark(float(right), right, parts={} if on is None else {str(on): "right" if right else "wrong"}, value=place)


def _text(rule: Rule, response: Any) -> Mark:
    """All or nothing: words, compared by the rules of ``library/spelling.py``."""
    if response is None:
        return _refuse("empty")
    if not isinstance(response, str):
        return _refuse("malformed")
    if len(response) > spelling.LONGEST:
        return _refuse("too_long")
    if not spelling.fold(response, accents=rule["accents"]):
        return _refuse("empty")
    listed, word = spelling.recognise(
        response, rule["accepted"], rule["wrong"], accents=rule["accents"], typos=rule["typos"]
    )
    return Mark(float(word != "wrong"), word != "wrong", parts={listed: word})


def _gaps(rule: Rule, response: Any) -> Mark:
    """The share of gaps that are right, each by a rule of its own; one left empty is missed."""
    if response is None:
        return _refuse("empty")
    if not isinstance(response, list) or len(response) != len(rule["gaps"]):
        return _refuse("malformed")
    marks = [mark(gap, filled) for gap, filled in zip(rule["gaps"], response, strict=True)]
    problem = next((marked.problem for marked in marks if marked.problem not in (None, "empty")), None)
    if problem or all(marked.problem for marked in marks):
        return _refuse(problem or "empty")
    parts = {
        str(n): "missed" if marked.problem else next(iter(marked.parts.values())) for n, marked in enumerate(marks)
    }
    hits = sum(marked.correct for marked in marks)
    return Mark(hits / len(marks), hits == len(marks), parts=parts)


def _tiers(rule: Rule, response: Any) -> Mark:
    """1 where answer and reason are right, ½ where the answer alone is; a reason earns nothing by itself."""
    if response is None:
        return _refuse("empty")
    tiers = ("answer", "reason")
    if not isinstance(response, dict) or any(name not in tiers for name in response):
        return _refuse("malformed")
    marks = {tier: mark(rule[tier], response.get(tier)) for tier in tiers}
    problems = {marked.problem for marked in marks.values()} - {None}
    if problems:
        return _refuse("malformed" if "malformed" in problems else "empty")
    score = (marks["answer"].score + marks["answer"].score * marks["reason"].score) / 2
    return Mark(score, score == 1, parts={tier: "right" if marks[tier].correct else "wrong" for tier in tiers})


_MARKERS = {
    "equals": _equals,
    "subset": _subset,
    "interval": _interval,
    "sequence": _sequence,
    "pairs": _pairs,
    "region": _region,
    "stretch": _stretch,
    "text": _text,
    "gaps": _gaps,
    "tiers": _tiers,
}
