"""The marking language: one set of vectors, run by Python and by the browser's script."""

import json
import math
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampcourse.learning.attempts import Attempt
from crampcourse.learning.credit import best_earned, earned
from crampcourse.learning.drawn import realised
from crampcourse.learning.marking import Mark, content_hash, mark, rule_of
from crampcourse.learning.quantity import LONGEST, read_quantity
from crampcourse.library import items as i
from crampcourse.library import load
from crampcourse.library.spelling import LONGEST as LONGEST_WORDS
from crampcourse.library.spelling import one_slip
from crampcourse.widgets.base import bundle

VECTORS = json.loads((Path(__file__).parent / "vectors" / "marking.json").read_text(encoding="utf-8"))
RULES: dict[str, dict[str, Any]] = VECTORS["rules"]
ITEMS = sorted(load().items.values(), key=lambda item: item.id)


def right_answer(rule: dict[str, Any]) -> Any:
    if rule["kind"] in ("equals", "sequence", "pairs", "region"):
        return rule["key"]
    if rule["kind"] == "text":
        return rule["accepted"][0]
    if rule["kind"] == "tiers":
        return {tier: rule[tier]["key"] for tier in ("answer", "reason")}
    if rule["kind"] == "gaps":
        return [right_answer(gap) for gap in rule["gaps"]]
    if rule["kind"] == "stretch":
        return next((low + high) / 2 for low, high, key in rule["stretches"] if key)
    return rule["keys"] if rule["kind"] == "subset" else (rule["low"] + rule["high"]) / 2


def agrees(vector: dict[str, Any], got: dict[str, Any]) -> bool:
    return (
        math.isclose(got["score"], vector["score"], abs_tol=1e-12)
        and got["correct"] == (vector["score"] == 1)
        and got["problem"] == vector.get("problem")
        and ("parts" not in vector or got["parts"] == vector["parts"])
        and ("value" not in vector or math.isclose(got["value"], vector["value"], rel_tol=1e-9, abs_tol=1e-12))
    )


def as_dict(marked: Mark) -> dict[str, Any]:
    return {name: getattr(marked, name) for name in ("score", "correct", "problem", "parts", "value")}


def test_there_are_enough_vectors_and_each_is_there_once():
    seen = [json.dumps([vector["rule"], vector["response"]]) for vector in VECTORS["vectors"]]
    assert len(set(seen)) >= 450
    assert {RULES[vector["rule"]]["kind"] for vector in VECTORS["vectors"]} == {
        "equals", "subset", "interval", "sequence", "pairs", "region", "text", "gaps", "tiers",
        "stretch",
    }  # fmt: skip


@pytest.mark.parametrize("vector", VECTORS["vectors"], ids=lambda v: f"{v['rule']}:{json.dumps(v['response'])[:40]}")
def test_vector_in_python(vector):
    assert agrees(vector, as_dict(mark(RULES[vector["rule"]], vector["response"])))


def test_vectors_in_the_browser(browser):
    run = """([script, data]) => {
      const { rules, vectors } = JSON.parse(data);
      const mark = new Function(script + "; return mark;")();
      return vectors.map(({ rule, response }) => mark(rules[rule], response));
    }"""
    page = browser.new_page()
    given_marks = page.evaluate(run, [bundle("quantity", "spelling", "marking"), json.dumps(VECTORS)])
    page.close()
    differing = [(v, got) for v, got in zip(VECTORS["vectors"], given_marks, strict=True) if not agrees(v, got)]
    assert differing == []


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=80),
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(st.text(max_size=12), inner, max_size=5),
    max_leaves=12,
)
numberish = st.text(alphabet="0123456789.,' -+−eExX×*^()±…µ²°mkN<\u2009\u200b٣٫", max_size=LONGEST + 2)


@st.composite
def slipped(draw: Any, word: str) -> str:
    """The word with one letter left out, doubled or changed over with its neighbour."""
    at = draw(st.integers(0, len(word) - 2))
    return draw(
        st.sampled_from(
            [
                word[:at] + word[at + 1 :],
                word[:at] + word[at] + word[at:],
                word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
            ]
        )
    )


def likely(rule: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Responses that nearly fit, where the edges are."""
    if rule["kind"] == "interval":
        return numberish | st.fixed_dictionaries(
            {"text": numberish | anything, "unit": st.sampled_from(["mm", "", None])}
        )
    if rule["kind"] in ("subset", "sequence"):
        return st.lists(st.integers(-1, 6) | st.floats(-1, 6), max_size=7)
    if rule["kind"] == "pairs":
        names = st.sampled_from([*rule["labels"], "x"])
        return st.dictionaries(names, names | st.none(), max_size=6)
    if rule["kind"] == "text":
        return st.sampled_from(rule["accepted"]).flatmap(slipped) | st.text(max_size=LONGEST_WORDS + 2)
    if rule["kind"] == "tiers":
        return st.dictionaries(st.sampled_from(["answer", "reason", "x"]), st.integers(-1, 4) | anything, max_size=3)
    if rule["kind"] == "gaps":
        return st.tuples(*(st.none() | likely(gap) for gap in rule["gaps"])).map(list) | st.lists(anything, max_size=3)
    return st.integers(-2, 9) | st.sampled_from(["talus", "tibia"])


CREDIT = json.loads((Path(__file__).parent / "vectors" / "credit.json").read_text(encoding="utf-8"))


def test_what_answers_earn_in_python_and_in_the_browser(browser):
    prices = ("hint_price", "retry_price")
    ours = [
        earned(v["score"], v["hints"], v["tries_before"], *(v[price] for price in prices)) for v in CREDIT["vectors"]
    ]
    best = [
        best_earned([Attempt("x", "L01", 0, **one) for one in v["tries"]], *(v[price] for price in prices))
        for v in CREDIT["best"]
    ]
    page = browser.new_page()
    theirs = page.evaluate(
        """([script, { vectors, best }]) => {
          const [earned, bestEarned] = new Function(script + "; return [earned, bestEarned];")();
          const each = vectors.map((v) => earned(v.score, v.hints, v.tries_before, v));
          return [each, best.map((v) => bestEarned(v.tries, v))];
        }""",
        [bundle("credit"), CREDIT],
    )
    page.close()
    assert ours == pytest.approx([v["earned"] for v in CREDIT["vectors"]])
    assert best == pytest.approx([v["earned"] for v in CREDIT["best"]])
    assert theirs[0] == pytest.approx(ours)
    assert theirs[1] == pytest.approx(best)


@given(st.sampled_from(sorted(RULES)).flatmap(lambda name: st.tuples(st.just(name), anything | likely(RULES[name]))))
def test_no_response_raises_or_leaves_the_scale(case):
    name, response = case
    marked = mark(RULES[name], response)
    assert 0 <= marked.score <= 1
    assert marked.correct == (marked.score == 1)
    if marked.problem:
        assert (marked.score, marked.parts, marked.value) == (0, {}, None)
    if marked.value is not None:
        assert math.isfinite(marked.value)
    json.dumps(as_dict(marked), allow_nan=False)


@pytest.mark.parametrize("name", RULES)
def test_the_key_earns_everything(name):
    assert mark(RULES[name], right_answer(RULES[name])).correct


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_the_key_of_every_item_earns_everything(item):
    rule = json.loads(json.dumps(rule_of(realised(item, 7))))
    assert mark(rule, right_answer(rule)).correct


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_putting_two_neighbours_right_always_raises_the_score(order):
    before = mark(RULES["steps_4"], list(order)).score
    for first in range(3):
        if order[first] > order[first + 1]:
            swapped = [*order[:first], order[first + 1], order[first], *order[first + 2 :]]
            assert mark(RULES["steps_4"], swapped).score > before


@given(st.floats(-1e12, 1e12), st.sampled_from(["{:.3f}", "{:.3e}", "{:g}"]))
def test_what_python_writes_is_read_back(number, form):
    text = form.format(number)
    value, problem = read_quantity(text, {"mm": 1.0}, "mm")
    assert problem is None
    assert value == pytest.approx(float(text), rel=1e-12)
    assert read_quantity(text.replace("-", "−") + " mm", {"mm": 1.0}, "mm")[0] == value


@given(slipped("gastrocnemius"))
def test_one_slip_in_a_long_word_is_forgiven_either_way(typed):
    assert one_slip("gastrocnemius", typed)
    assert one_slip(typed, "gastrocnemius")
    assert mark(RULES["calf"], typed).correct


def test_the_hash_follows_the_meaning_and_not_the_sources():
    item = next(item for item in ITEMS if isinstance(item, i.NumericItem))
    assert content_hash(item) == content_hash(item.model_copy(update={"sources": ["OTHER"], "hints": ["Look."]}))
    assert content_hash(item) != content_hash(item.model_copy(update={"value": item.value + 1}))
