"""Spaced review: the schedule is a query of the log, the same however the log came about."""

import random
import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from fsrs import Card, Rating, Scheduler
from hypothesis import given
from hypothesis import strategies as st

from crampcourse.learning.attempts import Attempt, attempt_log
from crampcourse.learning.review import due_items, next_due, rating_of, schedule
from crampcourse.library import load
from crampcourse.widgets import base
from crampcourse.widgets.lesson import lesson
from crampcourse.widgets.review import MOST, Review, review

START = datetime(2026, 11, 2, 18, 30, tzinfo=UTC)
NOW = START + timedelta(days=60)
ITEMS = ["l01-inner-bump", "l01-find-talus", "l01-real-change"]


def an_answer(item=ITEMS[0], days=0.0, score=1.0, **fields):
    time = (START + timedelta(days=days)).isoformat(timespec="milliseconds")
    return Attempt(**{"item": item, "lesson": "L01", "response": 0, "score": score, "time": time, **fields})


answers = st.builds(
    an_answer,
    item=st.sampled_from(ITEMS),
    days=st.integers(0, 60 * 24 * 60).map(lambda minutes: minutes / (24 * 60)) | st.sampled_from([1.0, 2.0]),
    score=st.sampled_from([0.0, 0.5, 1.0, None]),
    kind=st.sampled_from(["answer", "answer", "answer", "prediction"]),
    confidence=st.sampled_from([None, 0, 0.5, 1]),
    hints=st.integers(0, 1),
    id=st.uuids(version=4).map(str),
)
logs = st.lists(answers, max_size=25, unique_by=lambda attempt: attempt.id)


@pytest.mark.parametrize(
    ("fields", "rating"),
    [
        ({"score": 0.0}, Rating.Again),
        ({"score": 0.9, "confidence": 1}, Rating.Again),
        ({}, Rating.Good),
        ({"confidence": 1}, Rating.Easy),
        ({"confidence": 0.5}, Rating.Hard),
        ({"confidence": 0}, Rating.Hard),
        ({"hints": 1}, Rating.Hard),
        ({"hints": 1, "confidence": 1}, Rating.Hard),
        ({"score": None}, None),
        ({"kind": "prediction"}, None),
        ({"kind": "explanation", "score": None}, None),
    ],
)
def test_the_rating_comes_from_outcome_hints_and_confidence(fields, rating):
    assert rating_of(an_answer(**fields)) is rating


@given(logs)
def test_the_schedule_is_what_fsrs_gives_step_by_step(log):
    """The oracle: fsrs' own scheduler, stepped by hand as each answer comes in."""
    scheduler = Scheduler(learning_steps=[], relearning_steps=[], enable_fuzzing=False)
    cards = {}
    for attempt in sorted(log, key=lambda attempt: (attempt.time, attempt.id)):
        if (rating := rating_of(attempt)) is not None:
            card = cards.get(attempt.item, Card(card_id=0))
            cards[attempt.item], _ = scheduler.review_card(card, rating, datetime.fromisoformat(attempt.time))
    assert schedule(log, NOW) == cards


@given(logs, st.randoms(use_true_random=False))
def test_the_order_of_insertion_changes_nothing(log, chance):
    mixed = chance.sample(log, len(log))
    assert schedule(mixed, NOW) == schedule(log, NOW)
    assert due_items(mixed, NOW, load()) == due_items(log, NOW, load())


@given(logs)
def test_building_it_again_gives_the_same_whatever_the_dice_say(log):
    random.seed(1)
    first = schedule(log, NOW)
    random.seed(2)
    assert schedule(log, NOW) == first


@given(logs)
def test_no_item_comes_back_on_the_day_of_its_last_answer(log):
    for card in schedule(log, NOW).values():
        assert card.due - card.last_review >= timedelta(days=1)


def test_the_known_intervals_of_a_first_answer():
    """Days after a first answer by the default weights of fsrs 6 (0.2, 1.3, 2.3, 8.3): whole ones, and at least 1."""
    first = {"wrong": {"score": 0.0}, "hint": {"hints": 1}, "right": {}, "sure": {"confidence": 1}}
    days = {name: (schedule([an_answer(**f)], NOW)[ITEMS[0]].due - START).days for name, f in first.items()}
    assert days == {"wrong": 1, "hint": 1, "right": 2, "sure": 8}


def test_the_most_overdue_comes_first_and_items_the_course_no_longer_has_stay_away():
    log = [
        an_answer(ITEMS[0], 5),
        an_answer(ITEMS[1], 0),
        an_answer(ITEMS[2], 4, 0.0),
        an_answer("item-of-an-earlier-version"),
        an_answer("l00-unanswered", kind="prediction"),
    ]
    assert due_items(log, START + timedelta(days=30), load()) == [ITEMS[1], ITEMS[2], ITEMS[0]]


def test_an_item_is_due_from_the_morning_of_its_day_where_the_learner_lives():
    log = [an_answer(days=0)]  # due two days later at 18:30 UTC
    morning = datetime(2026, 11, 4, 6, tzinfo=UTC)
    assert due_items(log, morning, load()) == [ITEMS[0]]
    assert due_items(log, morning - timedelta(hours=7), load()) == []
    assert next_due(log, morning - timedelta(hours=7), load()) == START + timedelta(days=2)
    assert next_due(log, morning, load()) is None
    tokyo = timezone(timedelta(hours=9))  # where it is due on 5 November at 03:30
    assert due_items(log, datetime(2026, 11, 4, 23, tzinfo=tokyo), load()) == []
    assert due_items(log, datetime(2026, 11, 5, 1, tzinfo=tokyo), load()) == [ITEMS[0]]


def test_an_answer_from_a_clock_that_was_ahead_counts_at_the_time_before_it():
    now = START + timedelta(days=1, hours=1)
    ahead = an_answer(days=1500)
    seen = schedule([an_answer(days=1), ahead], now)
    assert seen == schedule([an_answer(days=1), replace(ahead, time=an_answer(days=1).time, id="f" * 32)], now)
    assert seen == schedule([an_answer(days=1), ahead], now + timedelta(days=9))


def test_a_clock_that_was_ahead_from_the_beginning_makes_an_item_due_once():
    ahead = an_answer(days=1500)
    assert due_items([ahead], START, load()) == [ITEMS[0]]
    assert due_items([ahead, an_answer()], START, load()) == []
    assert due_items([ahead, an_answer()], START + timedelta(days=4), load()) == [ITEMS[0]]


@pytest.mark.parametrize("time", ["", "yesterday", "2026-13-01T00:00:00Z", "0001-01-01T00:00:00+14:00"])
def test_an_attempt_without_a_readable_time_is_left_out(time):
    assert schedule([an_answer(time=time)], NOW) == {}


def test_times_with_z_with_an_offset_and_without_a_zone_are_the_same():
    given_times = ["2026-11-02T18:30:00Z", "2026-11-02T20:30:00+02:00", "2026-11-02T18:30:00"]
    cards = [schedule([an_answer(time=time, id=str(uuid.uuid4()))], NOW) for time in given_times]
    assert cards[0] == cards[1] == cards[2]


def test_now_must_say_its_zone():
    with pytest.raises(ValueError, match="without a time zone"):
        schedule([], datetime(2026, 11, 20))  # noqa: DTZ001 (the fault that is tested)


def send(widget, item, **attempt):
    """What the browser sends when the item is answered, and what it hears."""
    answers = []
    widget.send = answers.append
    packed = next(packed for packed in widget.quiz["items"] if packed["id"] == item)
    whole = {"id": str(uuid.uuid4()), "item": item, "content_hash": packed["hash"], "lesson": packed["lesson"]}
    widget._receive(widget, {"type": "attempt", "attempt": {**whole, **attempt}}, [])
    return answers[-1]


def asked(widget):
    return [item["id"] for item in widget.quiz["items"]]


def test_what_is_due_is_asked_again_without_its_last_answer():
    attempt_log().append(an_answer(ITEMS[0], 3), an_answer(ITEMS[1], 0, 0.0), an_answer("l00-round-order", 0.5))
    widget = Review(START + timedelta(days=4))
    assert asked(widget)[0] == ITEMS[1]
    assert ITEMS[0] not in asked(widget)
    assert (widget.history, widget.notice, widget.quiz["said"]) == ([], "", "")
    assert {item["lesson"] for item in widget.quiz["items"] if item["id"] == ITEMS[1]} == {"L01"}


def test_an_answer_in_the_review_is_marked_by_python_logged_and_moves_the_item_on():
    attempt_log().append(an_answer(ITEMS[0]))
    now = START + timedelta(days=9)
    widget = Review(now)
    key = load().items[ITEMS[0]].options.index(next(o for o in load().items[ITEMS[0]].options if o.key))
    answer = send(widget, ITEMS[0], response=key, score=0.0, confidence=1, time=now.isoformat())
    assert answer["type"] == "ack"
    assert (attempt_log().all()[-1].score, attempt_log().all()[-1].lesson) == (1.0, "L01")
    after = Review(now)
    assert asked(after) == []
    then = next_due(attempt_log().all(), now, load())
    assert then > now + timedelta(days=2)
    assert after.quiz["said"] == f"Nothing is due today. The next review is on {then:%A} {then.day} {then:%B %Y}."


def test_a_learner_without_answers_is_told_how_questions_come_here():
    said = Review(NOW).quiz["said"]
    assert said == "Nothing to review yet. Questions come back here after you have answered them in a lesson."


def test_at_most_twenty_at_a_time_and_those_that_have_waited_longest():
    items = sorted(load().items)
    attempt_log().append(*(an_answer(slug, place / 10) for place, slug in enumerate(items)))
    widget = Review(NOW)
    assert len(items) > MOST
    assert asked(widget) == items[:MOST]
    assert widget.quiz["said"].startswith(f"{len(items)} questions are due. Here are the 20 that have waited longest;")


def test_a_log_that_cannot_be_opened_is_said(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("CRAMPCOURSE_DATA", str(tmp_path / "file"))
    widget = Review(NOW)
    assert widget.notice.startswith("Your saved answers could not be opened (")
    assert (asked(widget), widget.quiz["said"]) == ([], "")


def test_the_still_is_the_same_for_every_learner_on_every_day():
    before = review()._repr_mimebundle_()[0]
    attempt_log().append(an_answer(ITEMS[0], -300))
    after = review()._repr_mimebundle_()[0]
    assert set(after) == {"text/plain", "text/markdown", "application/vnd.jupyter.widget-view+json"}
    assert [before[mime] for mime in ("text/plain", "text/markdown")] == [
        after[mime] for mime in ("text/plain", "text/markdown")
    ]


def test_the_head_of_a_lesson_says_what_is_due_and_what_is_next():
    assert lesson("L02").lesson["due"] == 0
    attempt_log().append(an_answer(ITEMS[0], 0, 0.0))
    assert lesson("L02").lesson["due"] == 1
    assert lesson("L02").lesson["next"].startswith("Lesson 3: ")
    assert "exit test" in lesson("L10").lesson["next"]


def test_a_log_that_cannot_be_opened_is_not_taken_for_nothing_due(monkeypatch):
    def refuse():
        raise OSError("no such disk")

    monkeypatch.setattr(base, "attempt_log", refuse)
    assert lesson("L02").lesson["due"] is None
