"""Questions for the package jupyterquiz: choice and numbers, written and read.

jupyterquiz shows every text as HTML, reads $…$ as mathematics and makes links of [words](address): on the way out
formulas are written as it reads them, and all else is escaped.
Its number ranges do not hold their upper end; ours do, so the end is moved to the next number above.
"""

import html
import json
import math
from collections.abc import Sequence
from typing import Any

from crampcourse.exchange.inline import no_formula, to_html
from crampcourse.exchange.json_items import parse
from crampcourse.exchange.reading import Assumed, Imported, Reading, UnreadableError, number, rounded
from crampcourse.exchange.writing import (
    Exported,
    asking_unit,
    left_out,
    lost,
    numeric_details,
    tags,
    tolerance,
)
from crampcourse.library.formula import Formula
from crampcourse.library.items import ChoiceItem, Item, NumericItem
from crampcourse.library.shelf import Library

NAME = "jupyterquiz"
KINDS = ("single", "multiple", "numeric")
# JSON has no infinity: the largest float stands for a range without an end.
END = 1.7976931348623157e308
_KINDS = {"multiple_choice": "single", "many_choice": "multiple"}


def export(items: Sequence[Item], library: Library) -> Exported:  # noqa: ARG001 (one signature for all formats)
    """A list of questions as display_quiz takes it. An extra key, which jupyterquiz passes over, holds our ids."""
    questions: list[dict[str, Any]] = []
    losses: list[str] = []
    for item in items:
        if reason := left_out(item, NAME, KINDS):
            losses.append(reason)
        elif isinstance(item, ChoiceItem):
            questions.append(_choice(item))
            details = ["partial credit (the tries are counted instead)"] if item.kind == "multiple" else []
            losses += lost(item, details, says={"tags"})
        elif isinstance(item, NumericItem):
            questions.append(_numeric(item))
            losses += lost(item, numeric_details(item, units=False, open_ranges=True), says={"tags"})
    return Exported(json.dumps(questions, ensure_ascii=False, indent=2, allow_nan=False) + "\n", losses)


def _markup(text: str) -> str:
    return to_html(text, _in_dollars, lambda words: no_formula(words).replace("$", "&#36;").replace("[", "&#91;"))


def _in_dollars(shown: Formula) -> str:
    return f"${html.escape(shown.tex).replace('[', '&#91;')}$"


def _ours(item: Item) -> dict[str, Any]:
    named: dict[str, Any] = {"id": item.id}
    for name, value in tags(item):
        named.setdefault(name, []).append(value)
    return named


def _choice(item: ChoiceItem) -> dict[str, Any]:
    return {
        "question": _markup(item.stem),
        "type": "multiple_choice" if item.kind == "single" else "many_choice",
        "answers": [
            {"answer": _markup(option.text), "correct": option.key, "feedback": _markup(option.rationale)}
            for option in item.options
        ],
        "crampcourse": _ours(item),
    }


def _numeric(item: NumericItem) -> dict[str, Any]:
    spread = tolerance(item)
    right = {"correct": True, "feedback": _markup(item.rationale)}
    answers: list[dict[str, Any]] = [
        {"type": "range", "range": _range(item.value - spread, item.value + spread), **right}
        if spread
        else {"type": "value", "value": item.value, **right}
    ]
    answers += [
        {
            "type": "range",
            "range": _range(between.low, between.high),
            "correct": False,
            "feedback": _markup(between.rationale),
        }
        for between in item.wrong
    ]
    return {
        "question": _markup(asking_unit(item)),
        "type": "numeric",
        "answers": answers,
        "crampcourse": _ours(item),
    }


def _range(low: float | None, high: float | None) -> list[float]:
    top = END if high is None else min(END, math.nextafter(high, math.inf))
    return [-END if low is None else max(-END, low), top]


def read(text: str, assumed: Assumed) -> Imported:
    """The questions of a jupyterquiz file; kinds we do not have (string) are faults."""
    reading = Reading(assumed, dollars=True)
    questions = parse(text, reading)
    if not reading.faults and not isinstance(questions, list):
        reading.fault("must be a list of questions")
    for index, question in enumerate(questions if isinstance(questions, list) else [], 1):
        if reading.full():
            break
        ours = question.get("crampcourse") if isinstance(question, dict) else None
        ours = ours if isinstance(ours, dict) else {}
        identifier = ours["id"] if isinstance(ours.get("id"), str) else None
        with reading.question(identifier or f"question {index}"):
            if not isinstance(question, dict) or not isinstance(question.get("answers"), list):
                raise UnreadableError("a question must have question, type and a list of answers")
            if not all(isinstance(answer, dict) for answer in question["answers"]):
                raise UnreadableError("an answer is not an object")
            kind = str(question.get("type"))[:40]
            if kind in _KINDS:
                fields = _read_choice(reading, question)
            elif kind == "numeric":
                fields = _read_numeric(reading, question)
            else:
                raise UnreadableError(f"questions of type {kind!r} have no like here")
            named = {
                name: [str(value) for value in ours[name]]
                for name in ("objective", "source", "claim")
                if isinstance(ours.get(name), list)
            }
            reading.add(_KINDS.get(kind, "numeric"), identifier, fields, named)
    return reading.done()


def _stem(reading: Reading, question: dict[str, Any]) -> str:
    if "code" in question:
        reading.note("the code below the question is left out")
    return reading.text(question.get("question"), "question")


def _read_choice(reading: Reading, question: dict[str, Any]) -> dict[str, Any]:
    options = []
    for place, answer in enumerate(question["answers"], 1):
        where = f"answer {place}"
        if "answer" in answer:
            text = reading.text(answer["answer"], where)
        else:
            text = f"`{reading.text(answer.get('code'), where, plain=True)}`"
        feedback = reading.text(answer.get("feedback", ""), f"feedback {place}")
        options.append(reading.option(text, answer.get("correct") is True, feedback))
    return {"stem": _stem(reading, question), "options": options}


def _read_numeric(reading: Reading, question: dict[str, Any]) -> dict[str, Any]:
    stem, unit = reading.unit(_stem(reading, question))
    right: list[dict[str, Any]] = []
    wrong: list[dict[str, Any]] = []
    for place, answer in enumerate(question["answers"], 1):
        where = f"answer {place}"
        if answer.get("type") == "default":
            reading.note("the feedback for any other number is left out")
            continue
        low, high = _bounds(answer, question.get("precision"), where)
        feedback = reading.text(answer.get("feedback", ""), f"feedback {place}")
        if answer.get("correct") is True:
            if low is None or high is None:
                raise UnreadableError(f"{where}: the right numbers have no end")
            value, spread = rounded((low + high) / 2, low, high), rounded((high - low) / 2, low, high)
            right.append({"value": value, "tolerance": spread, "why": feedback})
        elif feedback:
            bounds = {"low": low, "high": high}
            wrong.append({**{name: b for name, b in bounds.items() if b is not None}, "rationale": feedback})
    if len(right) != 1:
        raise UnreadableError(f"{len(right)} right numbers or ranges; there must be one")
    why = reading.rationale(right[0].pop("why"), "the right number")
    return {"stem": stem, **right[0], "unit": unit, "rationale": why, **({"wrong": wrong} if wrong else {})}


def _bounds(answer: dict[str, Any], precision: Any, where: str) -> tuple[float | None, float | None]:
    if "value" in answer:
        value = number(answer["value"], where)
        spread = 0.0
        if precision is not None and value:
            digits = min(15, max(1, int(number(precision, "precision"))))
            spread = 0.5 * 10.0 ** (math.floor(math.log10(abs(value))) - digits + 1)
        return value - spread, value + spread
    limits = answer.get("range")
    if not isinstance(limits, list) or len(limits) != 2:
        raise UnreadableError(f"{where} has neither a value nor a range of two numbers")
    low, high = (number(limit, where) for limit in limits)
    if low > high:
        raise UnreadableError(f"{where}: the range runs backwards")
    return None if low <= -END else low, None if high >= END else rounded(high)
