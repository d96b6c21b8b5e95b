"""The log of attempts: nothing is lost, nothing is doubled, nothing crashes the lesson."""

import signal
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crampcourse.learning.attempts import Attempt, AttemptLog, attempt_log
from crampcourse.learning.seed import UNSAVED, learner_seed
from crampcourse.widgets.base import CourseWidget


class Tiny(CourseWidget):
    def description(self) -> str:
        return "A tiny widget of a test."


def an_attempt(**fields):
    return Attempt(**{"item": "talus", "lesson": "L01", "response": 1, "score": 1.0, **fields})


@pytest.fixture
def log(tmp_path):
    return AttemptLog(tmp_path / "attempts.sqlite3")


def test_attempts_come_back_in_the_order_in_which_they_were_logged(log):
    attempts = [an_attempt(response={"text": "3,5", "unit": "mm"}), an_attempt(item="tibia", score=None), an_attempt()]
    assert log.append(*attempts) == 3
    assert log.all() == attempts
    assert log.all(["tibia"]) == attempts[1:2]
    assert log.all([]) == []


def test_the_same_attempt_sent_twice_is_kept_once(log):
    attempt = an_attempt()
    assert [log.append(attempt), log.append(attempt), log.append(an_attempt(id=attempt.id, score=0.0))] == [1, 0, 0]
    assert log.all() == [attempt]


letters = st.text(st.characters(exclude_categories=["Cs"]))
json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | letters
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(letters, inner, max_size=4),
    max_leaves=10,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(json_values)
def test_any_json_comes_back_as_it_went_in(log, response):
    attempt = an_attempt(response=response)
    log.append(attempt)
    assert log.all()[-1] == attempt


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"item": ""}, "item is ''; it must name an item"),
        ({"kind": "guess"}, "kind is 'guess'; it must be one of answer, prediction, explanation"),
        ({"score": 1.5}, "score is 1.5; it must be from 0 to 1, or None"),
        ({"score": float("nan")}, "score is nan"),
        ({"id": "1"}, "id is '1'; it must be a UUID"),
        ({"response": float("inf")}, "response cannot be written as JSON"),
    ],
)
def test_what_is_no_attempt_is_refused_with_the_reason(fields, message):
    with pytest.raises(ValueError, match=r"attempt not logged: .*") as error:
        an_attempt(**fields)
    assert message in str(error.value)


def test_two_kernels_write_at_once(tmp_path):
    path = tmp_path / "attempts.sqlite3"

    def write(_):
        log = AttemptLog(path)
        return [log.append(an_attempt()) for _ in range(10)]

    with ThreadPoolExecutor(4) as pool:
        assert sum(sum(new) for new in pool.map(write, range(4))) == 40
    assert len(AttemptLog(path).all()) == 40


def test_a_damaged_file_is_kept_aside_and_a_new_log_begun(tmp_path):
    path = tmp_path / "attempts.sqlite3"
    path.write_bytes(b"this was a log once" * 100)
    log = AttemptLog(path)
    (aside,) = tmp_path.glob("attempts.damaged-*.sqlite3")
    assert aside.read_bytes().startswith(b"this was a log once")
    assert aside.name in log.notice
    assert log.append(an_attempt()) == 1


def test_what_was_acknowledged_survives_a_killed_kernel(tmp_path):
    path = tmp_path / "attempts.sqlite3"
    script = """
import sys
from pathlib import Path
from crampcourse.learning.attempts import Attempt, AttemptLog
log = AttemptLog(Path(sys.argv[1]))
while True:
    attempt = Attempt(item="talus", lesson="L01", response=1)
    log.append(attempt)
    print(attempt.id, flush=True)
"""
    with subprocess.Popen([sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE, text=True) as kernel:
        acknowledged = [kernel.stdout.readline().strip() for _ in range(5)]
        kernel.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        acknowledged += kernel.stdout.read().split("\n")[:-1]
    logged = [attempt.id for attempt in AttemptLog(path).all()]
    assert set(acknowledged) <= set(logged)
    assert len(logged) == len(set(logged))


def send(widget: CourseWidget, attempt: dict):
    """What the widget answers to a message from the browser."""
    answers = []
    widget.send = answers.append
    widget._receive(widget, {"type": "attempt", "attempt": attempt}, [])
    return answers


def message(**fields):
    return {
        "id": an_attempt().id,
        "item": "talus",
        "lesson": "L01",
        "response": 1,
        "time": "2026-11-20T10:00:00.000Z",
    } | fields


def test_an_attempt_is_acknowledged_once_it_is_on_disk():
    widget = Tiny(["talus"])
    attempt = message(unknown="field")
    assert send(widget, attempt) == [{"type": "ack", "id": attempt["id"]}]
    assert [logged.id for logged in attempt_log().all()] == [attempt["id"]]
    assert send(widget, attempt) == [{"type": "ack", "id": attempt["id"]}]
    assert [old["id"] for old in widget.history] == [attempt["id"]]
    assert [old["id"] for old in Tiny(["talus"]).history] == [attempt["id"]]


@pytest.mark.parametrize(
    "bad",
    [
        {"item": None},
        {"id": "x"},
        {"score": 7},
        {"score": "1"},
        {"lesson": ...},
        {"lesson": 1},
        {"hints": "two"},
        {"hints": -1},
        {"seconds": "3"},
        {"confidence": [1]},
        {"time": 5},
    ],
)
def test_a_broken_attempt_is_refused_with_the_reason(bad):
    attempt = {name: value for name, value in message(**bad).items() if value is not ...}
    (answer,) = send(Tiny(["talus"]), attempt)
    assert answer["type"] == "refused"
    assert answer["why"]


def test_a_folder_that_cannot_be_written_gives_a_notice_and_no_crash(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("CRAMPCOURSE_DATA", str(tmp_path / "file" / "folder"))
    widget = Tiny(["talus"])
    assert "stays in this browser" in widget.notice
    attempt = message()
    assert send(widget, attempt) == [{"type": "kept", "id": attempt["id"]}]
    assert "could not be saved" in widget.notice
    assert learner_seed() == UNSAVED


def test_a_log_of_before_seeds_is_taken_over(tmp_path):
    path = tmp_path / "attempts.sqlite3"
    with closing(sqlite3.connect(path)) as old, old:
        old.executescript("""
            CREATE TABLE attempts (
              position INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, learner TEXT NOT NULL,
              item TEXT NOT NULL, content_hash TEXT NOT NULL, lesson TEXT NOT NULL, kind TEXT NOT NULL,
              response TEXT NOT NULL, score REAL, confidence REAL, hints INTEGER NOT NULL, seconds REAL,
              time TEXT NOT NULL
            ) STRICT;
            INSERT INTO attempts VALUES (1, '6fa459ea-ee8a-4ca4-894e-db77e160355e', 'me', 'an-item', '', 'L01',
              'answer', '2', 1.0, NULL, 0, NULL, '2026-11-20T10:00:00.000+00:00');
        """)
    log = AttemptLog(path)
    new = Attempt("drawn", "L01", 3, seed=7)
    log.append(new)
    assert [(attempt.item, attempt.seed) for attempt in log.all()] == [("an-item", None), ("drawn", 7)]
    assert log.notice == ""
    assert [file.name for file in tmp_path.iterdir()] == ["attempts.sqlite3"]


@pytest.mark.parametrize("seed", [-1, 2**31, 1.5, "7", True])
def test_a_seed_is_a_whole_number(seed):
    with pytest.raises(ValueError, match=r"seed is .*; it must be a whole number from 0 to 2147483647, or None"):
        Attempt("drawn", "L01", 3, seed=seed)
