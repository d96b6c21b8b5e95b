"""The log of attempts on a failing disk: what is lost is said, what can be kept is kept, nothing crashes."""

import signal
import sqlite3
import subprocess
import sys
from dataclasses import asdict

import pytest

from crampcourse.learning.attempts import Attempt, AttemptLog, attempt_log
from crampcourse.widgets.base import CourseWidget
from tests.disks import fill, make_read_only, small_disk


class Tiny(CourseWidget):
    def description(self) -> str:
        return "A tiny widget of a test."


def an_attempt(**fields):
    return Attempt(**{"item": "talus", "lesson": "L01", "response": 1, "score": 1.0, **fields})


@pytest.fixture
def path(data_folder):
    data_folder.mkdir()
    return data_folder / "attempts.sqlite3"


def send(widget, attempt):
    """What the widget answers to this attempt, sent by the browser."""
    answers = []
    widget.send = answers.append
    widget._receive(widget, {"type": "attempt", "attempt": asdict(attempt)}, [])
    return answers[-1]["type"]


def spoil(path):
    path.write_bytes(b"this was a log once" * 1000)


def spoil_half(path):
    """The head of the file stays as it was, the rest is noise: it opens, and breaks when it is read."""
    AttemptLog(path).append(*(an_attempt(response="word " * 200) for _ in range(40)))
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + b"\xa5" * (len(whole) - 8192))


def put_a_folder(path):
    path.unlink(missing_ok=True)
    path.mkdir()
    (path / "inside.txt").write_text("somebody's")


def lay_out_otherwise(path):
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE attempts (who TEXT, what TEXT)")
        connection.execute("INSERT INTO attempts VALUES ('me', 'an answer')")
    connection.close()


FAULTS = [spoil, spoil_half, put_a_folder, lay_out_otherwise]


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_no_log_is_kept_aside_and_said_at_the_start(path, fault):
    fault(path)
    widget = Tiny(["talus"])
    assert widget.history == []
    (aside,) = path.parent.glob("attempts.damaged-*.sqlite3")
    assert widget.notice == f"Your log of answers could not be read. It is kept as {aside.name}; a new one was begun."
    attempt = an_attempt()
    assert send(widget, attempt) == "ack"
    assert AttemptLog(path).all() == [attempt]
    assert aside.is_dir() or aside.stat().st_size > 1000
    if aside.is_dir():
        assert (aside / "inside.txt").read_text() == "somebody's"


@pytest.mark.parametrize("fault", FAULTS)
def test_a_log_that_breaks_during_the_session_is_kept_aside_and_the_answer_saved(path, fault):
    widget = Tiny(["talus"])
    assert send(widget, an_attempt()) == "ack"
    fault(path)
    attempt = an_attempt()
    assert send(widget, attempt) == "ack"
    assert "could not be read. It is kept as attempts.damaged-" in widget.notice
    assert AttemptLog(path).all() == [attempt]
    assert Tiny(["talus"]).notice == widget.notice


def test_two_logs_that_find_the_same_damage_begin_one_new_log(path):
    logs = [AttemptLog(path), AttemptLog(path)]
    spoil(path)
    attempts = [an_attempt(), an_attempt()]
    for log, attempt in zip(logs, attempts, strict=True):
        assert log.append(attempt) == 1
    assert AttemptLog(path).all() == attempts
    assert len(list(path.parent.glob("attempts.damaged-*"))) == 1


def test_a_log_that_was_deleted_during_the_session_is_begun_again(path):
    widget = Tiny(["talus"])
    assert send(widget, an_attempt()) == "ack"
    for file in path.parent.iterdir():
        file.unlink()
    path.parent.rmdir()
    attempt = an_attempt()
    assert send(widget, attempt) == "ack"
    assert AttemptLog(path).all() == [attempt]


def test_a_log_with_more_columns_is_a_newer_one_and_stays(path):
    AttemptLog(path).append(an_attempt())
    with sqlite3.connect(path) as connection:
        connection.execute("ALTER TABLE attempts ADD COLUMN from_the_future TEXT")
    connection.close()
    log = AttemptLog(path)
    assert log.append(an_attempt()) == 1
    assert (len(log.all()), log.notice) == (2, "")


@pytest.mark.parametrize("column", ["kind = 'dance'", "response = '{'", "score = 7", "id = 'x'"])
def test_a_row_that_is_no_attempt_is_left_out_and_said(path, column):
    log = AttemptLog(path)
    good = an_attempt()
    log.append(an_attempt(), good)
    with sqlite3.connect(path) as connection:
        connection.execute(f"UPDATE attempts SET {column} WHERE position = 1")
    connection.close()
    widget = Tiny(["talus"])
    assert [old["id"] for old in widget.history] == [good.id]
    assert widget.notice == "Left out of your answers, because unreadable: 1 of 2 entries in attempts.sqlite3."


def test_a_full_disk_keeps_the_answer_in_the_browser_until_there_is_room(path):
    with small_disk(path.parent):
        widget = Tiny(["talus"])
        first, second = an_attempt(), an_attempt(response="word " * 2000)
        assert send(widget, first) == "ack"
        filler = fill(path.parent)
        assert send(widget, second) == "kept"
        assert "could not be saved on disk (database or disk is full)" in widget.notice
        assert "run this cell again" in widget.notice
        # What is there can still be read, also by a new kernel.
        assert [old["id"] for old in Tiny(["talus"]).history] == [AttemptLog(path).all()[0].id] == [first.id]
        filler.unlink()
        assert send(widget, second) == "ack"
        assert widget.notice == ""
        assert attempt_log().all() == [first, second]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of a file")
def test_a_file_that_may_not_grow_loses_nothing():
    """The same without the right to mount: the kernel's files have a limit."""
    script = """
import resource, signal, sys
from dataclasses import asdict
from crampcourse.learning.attempts import Attempt, attempt_log
from crampcourse.widgets.base import CourseWidget
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
class Tiny(CourseWidget):
    def description(self): return "tiny"
widget = Tiny(["talus"])
answers = []
widget.send = answers.append
def send():
    attempt = asdict(Attempt(item="talus", lesson="L01", response="word " * 900))
    widget._receive(widget, {"type": "attempt", "attempt": attempt}, [])
    return answers[-1]["type"]
while send() == "ack":
    if len(answers) == 3:
        resource.setrlimit(resource.RLIMIT_FSIZE, (120_000, resource.RLIM_INFINITY))
acknowledged = len(answers) - 1
assert "could not be saved on disk" in widget.notice, widget.notice
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
logged = len(attempt_log().all())
print(acknowledged, logged, send(), len(attempt_log().all()), repr(widget.notice))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    acknowledged, logged, then, later, notice = done.stdout.split()
    assert int(acknowledged) == int(logged) >= 3
    assert (then, int(later), notice) == ("ack", int(logged) + 1, "''")


def test_a_read_only_home_is_said_and_shows_what_it_holds(path):
    with small_disk(path.parent):
        old = an_attempt()
        assert AttemptLog(path).append(old) == 1
        make_read_only(path.parent)
        widget = Tiny(["talus"])
        assert [shown["id"] for shown in widget.history] == [old.id]
        assert send(widget, an_attempt()) == "kept"
        assert "could not be saved on disk" in widget.notice


def test_a_killed_kernel_leaves_a_log_without_notice():
    script = (
        "from crampcourse.learning.attempts import Attempt, attempt_log\n"
        "while True:\n"
        "    print(attempt_log().append(Attempt(item='talus', lesson='L01', response='x' * 5000)), flush=True)\n"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as kernel:
        for _ in range(3):
            kernel.stdout.readline()
        kernel.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        said = 3 + len(kernel.stdout.read().split())
    widget = Tiny(["talus"])
    assert len(widget.history) >= said
    assert widget.notice == ""
