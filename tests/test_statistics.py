"""Statistics of a class from its logs: which try counts, who chose what, and that no log is too odd for them."""

import json
import math
import uuid
from dataclasses import asdict
from datetime import UTC, datetime
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from crampcourse.learning.answer_table import Answer, answers_of
from crampcourse.learning.attempts import KINDS, Attempt
from crampcourse.learning.class_log import ClassLog
from crampcourse.learning.drawn import is_drawn, realised
from crampcourse.learning.item_statistics import spread_of_seconds
from crampcourse.learning.marking import content_hash, mark, rule_of
from crampcourse.learning.set_statistics import ItemSet, gain_between, set_statistics
from crampcourse.learning.tries import sureness, tries
from crampcourse.library.models import model_text
from crampcourse.models.item_analysis import discrimination, normalised_gain, reliability
from crampcourse.statistics_files import as_csv, as_json
from crampcourse.statistics_text import WIDTH, gain_lines, head, legend, table
from tests.trial_quiz import trial_library

LIBRARY = trial_library()
ITEMS = LIBRARY.items
FEWEST, SEED = 5, 7
WHOLE = ItemSet("trial", "A trial", tuple(ITEMS))


def asked(item, seed=SEED):
    """The item, with its numbers drawn where it draws any."""
    return realised(ITEMS[item], seed)


def an_attempt(item="t-single", learner="ann", score=1.0, minute=0, **fields):
    given_fields = {
        "seed": SEED if item in ITEMS and is_drawn(ITEMS[item]) else None,
        "item": item, "learner": learner, "score": score, "lesson": "L01", "response": 0,
        "content_hash": content_hash(asked(item)) if item in ITEMS else "",
        "time": f"2026-11-20T10:{minute:02}:00.000+00:00", "id": str(uuid.uuid4()),
    }  # fmt: skip
    return Attempt(**{**given_fields, **fields})


def answered(item, response, learner="ann", **fields):
    return an_attempt(item, learner, mark(rule_of(asked(item)), response).score, response=response, **fields)


def a_class(scores, items=("t-single", "t-find", "t-order"), minute=0):
    """One attempt for each learner (row) and item (column)."""
    return [
        an_attempt(item, f"learner {row:02}", score, minute)
        for row, of in enumerate(scores)
        for item, score in zip(items, of, strict=True)
    ]


def of_set(attempts, items=("t-single", "t-find", "t-order")):
    return set_statistics(ItemSet("set", "Set", tuple(items)), tries(attempts, LIBRARY), LIBRARY)


def test_the_first_and_the_last_try_are_those_by_time():
    first, last = an_attempt(minute=1, score=0.0), an_attempt(minute=9)
    between = an_attempt(minute=5, score=0.5)
    zone = an_attempt(learner="bo", time="2026-11-20T12:00:00+02:00")
    naive = an_attempt(learner="bo", time="2026-11-20T10:30:00", score=0.0)
    made = tries([last, between, naive, first, zone], LIBRARY)
    assert made.first["t-single"] == {"ann": first, "bo": zone}
    assert made.last["t-single"] == {"ann": last, "bo": naive}


def test_what_is_no_try_is_counted_and_left_out():
    twice = an_attempt(minute=2)
    attempts = [
        twice, twice,
        an_attempt(kind="explanation", score=None, minute=1),
        an_attempt(score=None, minute=0),
        an_attempt(time="yesterday"),
        an_attempt("gone", minute=1), an_attempt("gone", "bo", None, minute=1),
        an_attempt("t-find", content_hash="", minute=1),
        an_attempt("t-find", kind="prediction", minute=0, time="2099-01-01T00:00:00Z"),
    ]  # fmt: skip
    made = tries(attempts, LIBRARY, datetime(2026, 12, 1, tzinfo=UTC))
    assert (made.doubled, made.explanations, made.unscored, made.untimed, made.ahead) == (1, 1, 1, 1, 1)
    assert made.unknown_items == {"gone": 2}
    assert made.earlier_version == {"t-find": 1}
    assert made.learners == 2
    assert {item: list(of) for item, of in made.first.items()} == {"t-single": ["ann"], "t-find": ["ann"]}
    assert made.last["t-find"]["ann"].kind == "prediction"


def test_how_sure_somebody_was_is_read_as_the_quiz_asked():
    said = [1, 1.0, 0.5, 0.9, 0, 0.0, None, -1, 2, math.nan, math.inf, 10**400]
    words = ["sure"] * 2 + ["unsure"] * 2 + ["guess"] * 2 + [None] * 6
    assert [sureness(an_attempt(confidence=each)) for each in said] == words


RIGHT, WRONG = Answer("Right Text", "right"), Answer("Wrong 0 Text", "wrong", "idea")
TABLES = [
    ("t-single", 0, [RIGHT]),
    ("t-single", 1.0, [WRONG]),
    ("t-single", 9, [Answer("cannot be read", "unread")]),
    ("t-multiple", [3, 1], [Answer("Also right Text", "right"), WRONG]),
    ("t-numeric", "3,2 mm", [Answer("3 to 4 mm", "right")]),
    ("t-numeric", {"text": "3,5", "unit": "cm"}, [Answer("30 to 40 mm", "wrong", "idea")]),
    ("t-numeric", "12", [Answer("another answer", "wrong")]),
    ("t-numeric", "about three", [Answer("cannot be read", "unread")]),
    ("t-order", [1, 0, 2, 3], [
        Answer("one place off", "partly", None, "Step 0 Text"), Answer("one place off", "partly", None, "Step 1 Text"),
        Answer("in its place", "right", None, "Step 2 Text"), Answer("in its place", "right", None, "Step 3 Text"),
    ]),
    ("t-label", {"talus": "tibia"}, [
        Answer("tibia Text", "wrong", "idea", "talus Text"), Answer("left empty", "missed", None, "calcaneus Text"),
    ]),
    ("t-find", "talus", [Answer("talus Text", "right")]),
    ("t-find", "calcaneus", [Answer("calcaneus Text", "wrong", "idea")]),
    ("t-short", "Gastrocnemius", [Answer("gastrocnemius", "right")]),
    ("t-short", "gastrocnemus", [Answer("gastrocnemius, with a slip", "right")]),
    ("t-short", "soleus", [Answer("soleus", "wrong", "idea")]),
    ("t-short", "my secret", [Answer("another answer", "wrong")]),
    ("t-match", {"0": "3", "2": "1"}, [
        Answer("Answer 4 Text", "wrong", "idea", "Prompt 1 Text"),
        Answer("left empty", "missed", None, "Prompt 2 Text"),
        Answer("Answer 2 Text", "wrong", None, "Prompt 3 Text"),
    ]),
    ("t-cloze", [1, "soleus"], [
        Answer("Wrong 0 Text", "wrong", "idea", "gap 1"), Answer("soleus", "wrong", "idea", "gap 2"),
    ]),
    ("t-cloze", [None, "mine"], [
        Answer("left empty", "missed", None, "gap 1"), Answer("another answer", "wrong", None, "gap 2"),
    ]),
    ("t-trace", 0.55, [Answer("0.52 to 0.6 ms", "right")]),
    ("t-trace", 0.2, [Answer("0 to 0.4 ms", "wrong", "idea")]),
    ("t-trace", 2.9, [Answer("elsewhere on the curve", "wrong")]),
    ("t-drawn-numeric", asked("t-drawn-numeric").value, [Answer("the right number", "right")]),
    ("t-drawn-numeric", -asked("t-drawn-numeric").value, [Answer("-1 times the right number", "wrong", "idea")]),
    ("t-drawn-numeric", 1000, [Answer("another answer", "wrong")]),
    ("t-drawn-numeric", "some", [Answer("cannot be read", "unread")]),
    ("t-two-tier", {"answer": 0, "reason": 1}, [
        Answer("Right Text", "right", None, "answer"), Answer("Unsound Text", "wrong", "idea", "reason"),
        Answer("right answer for a wrong reason", "partly", None, "both"),
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("item", "response", "expected"), TABLES, ids=range(len(TABLES)))
def test_a_response_stands_in_the_table_by_what_was_chosen(item, response, expected):
    assert answers_of(ITEMS[item], answered(item, response), LIBRARY) == expected


def test_an_option_that_is_right_for_some_only_is_told_apart():
    seeds = [next(n for n in range(99) if asked("t-drawn-single", n).options[role].key) for role in (0, 1)]
    rows = [
        answers_of(ITEMS["t-drawn-single"], an_attempt("t-drawn-single", response=0, seed=seed), LIBRARY)
        for seed in seeds
    ]
    assert rows == [[Answer("agonist Text", "right")], [Answer("agonist Text", "wrong", "idea")]]


def test_learners_with_numbers_of_their_own_share_a_table():
    attempts = []
    for n in range(8):
        item = asked("t-drawn-numeric", n)
        attempts.append(
            an_attempt(
                "t-drawn-numeric", f"l{n}", float(n < 5), response=item.value if n < 5 else -item.value, seed=n,
                content_hash=content_hash(item),
            )
        )  # fmt: skip
    attempts.append(an_attempt("t-drawn-numeric", "no seed", seed=None))
    attempts.append(an_attempt("t-drawn-numeric", "other seed", seed=99, content_hash=content_hash(item)))
    (item,) = of_set(attempts, ["t-drawn-numeric"]).items
    assert [(row.answer.text, row.count) for row in item.answers] == [
        ("the right number", 5), ("-1 times the right number", 3),
    ]  # fmt: skip
    assert item.earlier_version == 2


def test_every_kind_of_item_has_a_response_in_that_test():
    assert {ITEMS[item].kind for item, _, _ in TABLES} | {"drawn-single"} == {item.kind for item in ITEMS.values()}


@pytest.mark.parametrize(("score", "word"), [(1, "right"), (0.4, "partly right"), (0, "wrong")])
def test_a_kind_without_a_list_of_answers_is_counted_by_its_score(score, word):
    (answer,) = answers_of(SimpleNamespace(kind="drawing"), an_attempt(score=score), LIBRARY)
    assert answer.text == word


def test_distractors_are_counted_with_their_idea_and_who_chose_them():
    chosen = [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2]
    others = [1.0, 1.0, 0.5, 1.0, 0.5, 1.0, 0.0, 0.5, 0.5, 0.0, 0.0, 0.0]
    attempts = []
    for n, (option, score) in enumerate(zip(chosen, others, strict=True)):
        attempts += [answered("t-single", option, f"l{n:02}"), an_attempt("t-find", f"l{n:02}", score)]
        # Later tries, at another option, do not count.
        attempts.append(answered("t-single", 0, f"l{n:02}", minute=5))
    right, first, second = of_set(attempts, ("t-single", "t-find")).items[0].answers
    assert (right.count, first.count, second.count) == (6, 5, 1)
    assert (right.share, first.share) == (6 / 12, 5 / 12)
    assert (first.misconception, right.misconception) == ("Text", None)
    assert right.rest_score.value == pytest.approx(5 / 6)
    assert right.rest_score.few
    assert first.rest_score.value == pytest.approx(0.2)
    assert second.rest_score.value is None
    assert "fewer than 5" in second.rest_score.note


def test_a_distractor_that_nobody_chose_is_in_the_table_and_parts_keep_their_order():
    attempts = [answered("t-cloze", [0, "mine"], f"l{n}") for n in range(6)]
    attempts += [answered("t-cloze", [None, "soleus"], "l7")]
    (item,) = of_set(attempts, ["t-cloze"]).items
    assert [(row.answer.part, row.answer.text, row.count) for row in item.answers] == [
        ("gap 1", "Right Text", 6), ("gap 1", "Wrong 0 Text", 0), ("gap 1", "Wrong 1 Text", 0),
        ("gap 1", "left empty", 1),
        ("gap 2", "gastrocnemius", 0), ("gap 2", "soleus", 1), ("gap 2", "another answer", 6),
    ]  # fmt: skip


def test_answers_to_another_version_count_for_the_score_and_not_for_the_table():
    attempts = [answered("t-single", 0, f"l{n}") for n in range(6)]
    attempts += [answered("t-single", 1, f"old {n}", content_hash="another") for n in range(4)]
    item = of_set(attempts, ["t-single"]).items[0]
    assert (item.share_right.n, item.share_right.value) == (10, 0.6)
    assert (item.answered, item.earlier_version) == (6, 4)
    assert [row.count for row in item.answers] == [6, 0, 0]


SCORES = [[1, 1, 1], [1, 1, 0.5], [1, 0, 0.5], [0, 1, 1], [0, 0, 0], [1, 1, 0.5], [0, 0, 0.5], [1, 0, 0]]


def test_figures_of_a_set_are_those_of_the_table_of_scores():
    scores = np.array(SCORES, dtype=float)
    halved = [*a_class(SCORES), an_attempt("t-single", "left early", 0.0)]
    found = of_set(halved)
    assert (found.learners, found.complete, found.first_tries) == (9, 8, 25)
    for place, item in enumerate(found.items):
        rest = np.delete(scores, place, axis=1).sum(axis=1)
        assert item.discrimination == discrimination(scores[:, place], rest)
    assert found.items[0].share_right.value == pytest.approx(5 / 9)
    assert found.items[2].share_right.value == pytest.approx(2 / 8)
    assert found.items[2].mean_score.value == pytest.approx(scores[:, 2].mean())
    expected, alpha = reliability(scores), found.reliability.alpha
    assert alpha == expected.alpha
    assert found.reliability.coefficient == "Cronbach's alpha"
    assert of_set(a_class(np.ceil(scores))).reliability.coefficient == "KR-20"


def test_an_item_that_nobody_tried_takes_nothing_from_the_others():
    with_it, without = of_set(a_class(SCORES), WHOLE.items), of_set(a_class(SCORES))
    assert with_it.reliability == without.reliability
    assert with_it.complete == 8
    untried = next(item for item in with_it.items if item.item == "t-label")
    assert (untried.share_right.value, untried.share_right.n) == (None, 0)
    assert untried.share_right.note


def test_when_everyone_is_right_it_says_why_there_is_no_discrimination():
    found = of_set(a_class([[1, 1, 1]] * 12))
    assert found.items[0].share_right.value == 1
    assert found.items[0].share_right.low < 0.8
    assert found.items[0].discrimination.note == "all learners have the same score at this item"
    assert found.reliability.alpha.note == "all learners have the same total"
    assert found.gain.gain.note == "everyone had full marks before: there was nothing left to gain"
    assert of_set(a_class([[1, 0, 1]] * 12)).gain.gain.note == "nobody tried any of these items a second time"


def test_calibration_counts_answers_by_how_sure_they_were_and_learners_once():
    attempts = []
    for n in range(8):
        attempts += [
            an_attempt("t-single", f"l{n}", float(n != 0), confidence=1),
            an_attempt("t-find", f"l{n}", float(n > 3), confidence=1),
            an_attempt("t-order", f"l{n}", 0.5, confidence=0 if n < 6 else None),
        ]
    said = of_set(attempts).calibration
    assert said.answers == {"sure": 16, "unsure": 0, "guess": 6}
    assert (said.right_when["sure"].value, said.right_when["sure"].n) == (11 / 16, 8)
    assert said.over_confidence.value == pytest.approx(5 / 16)
    assert said.over_confidence.low == pytest.approx(1 - said.right_when["sure"].high)
    assert (said.right_when["guess"].value, said.right_when["unsure"].value) == (0, None)


def test_gain_goes_from_first_to_last_tries():
    again = [an_attempt("t-single", f"learner {n:02}", 1.0, 9) for n in range(4)]
    gain = of_set([*a_class(SCORES), *again]).gain
    before = np.array(SCORES, dtype=float)
    after = before.copy()
    after[:4, 0] = 1
    assert gain.again == 4
    assert gain.gain == normalised_gain(before.mean(axis=1), after.mean(axis=1))
    assert (gain.mean_before, gain.mean_after) == (pytest.approx(before.mean()), pytest.approx(after.mean()))


def test_gain_goes_between_two_sets_by_those_who_did_both():
    attempts = [*a_class(SCORES), *a_class([[1, 1]] * 6, ("t-short", "t-match"), 3)]
    sets = ItemSet("before", "", ("t-single", "t-find", "t-order")), ItemSet("after", "", ("t-short", "t-match"))
    gain = gain_between(*sets, tries(attempts, LIBRARY), LIBRARY)
    assert (gain.gain.n, gain.gain.value, gain.mean_after) == (6, 1, 1)
    backwards = gain_between(*sets[::-1], tries(attempts, LIBRARY), LIBRARY)
    assert backwards.gain.note == "everyone had full marks before: there was nothing left to gain"


def test_times_leave_out_what_a_clock_cannot_have_shown():
    spread = spread_of_seconds([10, 20.0, 30, None, -5, math.nan, math.inf, 40, 50, 10**400])
    assert (spread.n, spread.lower_quartile, spread.median, spread.upper_quartile, spread.few) == (5, 20, 30, 40, True)
    assert spread_of_seconds([1] * 4).note == "not shown of fewer than 5 learners, here 4"


@pytest.mark.parametrize(
    ("items", "said"), [((), "the set names no item"), (("t-single", "t-nothing"), "there is no item 't-nothing'")]
)
def test_a_set_of_nothing_or_of_unknown_items_is_refused(items, said):
    with pytest.raises(ValueError, match=said):
        of_set([], items)


RESPONSES = [
    None, True, 0, 1, 2, 2.0, 9, -1, 1e300, "", "3,5", "40 mm", "talus", "soleus", "secret words", "ambiguous 1,234",
    [], [0], [0, 3], [0, 0], [3, 2, 1, 0], [0, 1, 2, 3], [0, "soleus"], [None, "secret words"], [[]], {},
    {"0": "0", "1": "3"}, {"0": "0", "1": "1", "2": "2"}, {"0": "7"}, {"talus": "talus", "calcaneus": "tibia"},
    {"talus": None, "calcaneus": "calcaneus"}, {"answer": 0, "reason": 1}, {"answer": 1, "reason": 0}, {"answer": 1},
    {"text": "3,5", "unit": "cm"}, {"text": None}, {"unit": []}, 0.55, 0.2, -0.7,
]  # fmt: skip
HUGE = 10**400


def a_log(random, items, length):
    """Attempts of all sorts by eight learners; what a real log would never hold is among it."""
    pick = random.choice
    return [
        an_attempt(
            pick(items),
            f"Learner {random.randrange(8)}",
            pick([None, 0, 0.0, 1 / 3, 0.5, 1, 1.0, True]),
            response=pick(RESPONSES),
            kind=pick([*KINDS, "answer", "answer"]),
            confidence=pick([None, 0, 0.5, 1, 1.0, -3, math.nan, math.inf, HUGE]),
            hints=pick([0, 0, 1, 3, HUGE]),
            seconds=pick([None, 0, random.random() * 99, 3e9, 3e9, -5, 1e308, math.nan, -math.inf, HUGE]),
            time=pick(["", "2026-11-20", f"2026-11-20T10:{random.randrange(60):02}:00Z", "0001-01-01T00:00:00+14:00"]),
            id=str(uuid.UUID(int=random.randrange(2**10))),
            **pick([{}, {}, {"content_hash": ""}, {"seed": None}, {"seed": 8}]),
        )
        for _ in range(length)
    ]


@st.composite
def logs(draw):
    """A log of any items, or one of three that nearly everybody tried, so that there is something to show."""
    random = draw(st.randoms(use_true_random=False))
    few = draw(st.booleans())
    items = ["t-single", "t-find", draw(st.sampled_from(sorted(ITEMS)))] if few else [*ITEMS, "gone"]
    return a_log(random, items, draw(st.integers(80, 120) if few else st.integers(0, 40)))


def figures(value):
    """Every estimate in what statistics give, however deep."""
    if isinstance(value, dict):
        if {"value", "n", "low", "high"} <= value.keys():
            yield value
        for inner in value.values():
            yield from figures(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from figures(inner)


@settings(max_examples=60, deadline=None)
@given(logs(), st.randoms())
def test_no_log_is_too_odd_and_its_order_makes_no_difference(log, random):
    made = tries(log, LIBRARY, datetime(2026, 12, 1, tzinfo=UTC))
    found = set_statistics(WHOLE, made, LIBRARY)
    gain = gain_between(ItemSet("a", "", ("t-single",)), ItemSet("b", "", ("t-find",)), made, LIBRARY)
    event("some figures" if any(figure["value"] is not None for figure in figures(asdict(found))) else "no figure")
    event("discrimination" if any(item.discrimination.value is not None for item in found.items) else "none")
    again = tries(random.sample(log, len(log)), LIBRARY, datetime(2026, 12, 1, tzinfo=UTC))
    assert json.dumps(asdict(set_statistics(WHOLE, again, LIBRARY))) == json.dumps(asdict(found))
    said = [asdict(found), asdict(gain)]
    assert list(figures(said))
    for figure in figures(said):
        if figure["value"] is None:
            assert figure["note"], figure
            assert figure["low"] is figure["high"] is None
        else:
            assert math.isfinite(figure["value"])
            # Nothing is told of so few that it would be told of one.
            assert figure["n"] >= FEWEST
        assert all(math.isfinite(figure[end]) for end in ("low", "high") if figure[end] is not None)
    class_log = ClassLog(log, 1, 0)
    lines = [*head(class_log, made), *legend(), *table(found), *gain_lines(gain)]
    assert max(map(len, lines)) <= WIDTH
    whole = "\n".join([*lines, as_csv([found], gain), as_json(class_log, made, [found], gain)])
    assert json.loads(as_json(class_log, made, [found], gain))
    assert "Learner " not in whole
    assert "secret words" not in whole
    assert "00000000-0000" not in whole


def test_the_fewest_that_are_shown_are_those_of_the_data():
    assert model_text("item_analysis").number("fewest_shown") == FEWEST
