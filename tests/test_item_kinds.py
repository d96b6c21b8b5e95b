"""Short text, matching, cloze and two-tier items: what an author may not write, and how it is said."""

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from crampcourse.library import items as i
from tests.trial_quiz import trial_items

TRIAL = {item.kind: item.model_dump(mode="json") for item in trial_items()}


def fault(kind: str, change: dict[str, Any]) -> str:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(i.Item).validate_python(TRIAL[kind] | change)
    (error,) = caught.value.errors()
    return error["msg"].removeprefix("Value error, ")


def wrong(text: str) -> dict[str, str]:
    return {"text": text, "rationale": "No."}


def pair(prompt: int, answer: int) -> dict[str, str]:
    return {"prompt": f"Prompt {prompt}", "answer": f"Answer {answer}", "rationale": "So."}


GAPS = "the text has the gaps {}; it must have 1 to 2 once each, in this order"
FAULTS: dict[str, tuple[str, dict[str, Any], str]] = {
    "no answer": ("short", {"accepted": []}, "List should have at least 1 item after validation, not 0"),
    "long answer": ("short", {"accepted": ["g" * 101]}, "String should have at most 100 characters"),
    "answer of signs": ("short", {"accepted": ["..."]}, "the answer '...' has neither letter nor digit"),
    "answer twice": (
        "short",
        {"accepted": ["flexor hallucis", "Flexor-hallucis"]},
        "the answers 'flexor hallucis' and 'Flexor-hallucis' count as the same; keep one",
    ),
    "right and wrong": (
        "short",
        {"accepted": ["soleus"], "wrong": [wrong("Soléus")]},
        "the answers 'soleus' and 'Soléus' count as the same; keep one",
    ),
    "one pair": ("match", {"pairs": [pair(1, 1)]}, "List should have at least 2 items after validation, not 1"),
    "prompt twice": (
        "match",
        {"pairs": [pair(1, 1), pair(1, 2)]},
        "two prompts have the same text; each must differ",
    ),
    "answer to two": (
        "match",
        {"pairs": [pair(1, 1), pair(2, 1)]},
        "two answers have the same text; each may belong to one prompt only",
    ),
    "spare is an answer": (
        "match",
        {"spare": [wrong("Answer 1 Text")]},
        "two answers have the same text; each may belong to one prompt only",
    ),
    "two answers": (
        "two-tier",
        {"options": [wrong("a") | {"key": True}, wrong("b") | {"key": True}]},
        "the answer has 2 keys; exactly one option must say key: true",
    ),
    "no reason": (
        "two-tier",
        {"reasons": [wrong("a"), wrong("b")]},
        "the reason has 0 keys; exactly one option must say key: true",
    ),
    "reason twice": (
        "two-tier",
        {"reasons": [wrong("a"), wrong("a") | {"key": True}]},
        "two options have the same text; each must differ",
    ),
    "no gap": ("cloze", {"text": "Nothing."}, GAPS.format("none")),
    "gap twice": ("cloze", {"text": "{{1}} {{2}} {{1}}"}, GAPS.format("1, 2, 1")),
    "gaps out of order": ("cloze", {"text": "{{2}} {{1}}"}, GAPS.format("2, 1")),
    "gap of no number": ("cloze", {"text": "{{1}} {{two}}"}, GAPS.format("1, two")),
    "gap without a key": (
        "cloze",
        {"text": "{{1}}", "gaps": [{"kind": "choice", "options": [wrong("a"), wrong("b")]}]},
        "a gap has 0 keys; exactly one option must say key: true",
    ),
    "gap of another kind": (
        "cloze",
        {"text": "{{1}}", "gaps": [{"kind": "number"}]},
        "Input tag 'number' found using 'kind' does not match any of the expected tags: 'choice', 'text'",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_told(name):
    kind, change, message = FAULTS[name]
    assert fault(kind, change) == message


def test_where_accents_count_two_spellings_may_stand_beside_each_other():
    changed = TRIAL["short"] | {"accents": True, "accepted": ["soleus"], "wrong": [wrong("soléus")]}
    assert isinstance(TypeAdapter(i.Item).validate_python(changed), i.ShortItem)
