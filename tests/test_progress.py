"""Progress is a query of the log; it travels between computers without loss or doubles."""

import json
import uuid
from datetime import datetime

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crampcourse.cli import main
from crampcourse.learning import transfer
from crampcourse.learning.attempts import Attempt, AttemptLog, attempt_log
from crampcourse.learning.progress import last_answers, standings
from crampcourse.learning.review import schedule
from crampcourse.learning.transfer import TransferError, as_lines, merge, read_lines, write_whole
from crampcourse.learning.xapi import statements
from crampcourse.library import load

TIME = "2026-11-20T10:00:00.000+00:00"
BUMP, TALUS = "l01-inner-bump", "l01-find-talus"


def an_answer(item=BUMP, score=1.0, time=TIME, **fields):
    return Attempt(**{"item": item, "lesson": "L01", "response": 0, "score": score, "time": time, **fields})


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
finite = st.floats(0, 1e6)
attempts = st.builds(
    Attempt,
    item=st.sampled_from([BUMP, TALUS]) | words.filter(bool),
    lesson=words,
    response=st.none()
    | finite
    | words
    | st.lists(st.integers(), max_size=3)
    | st.dictionaries(words, words, max_size=3),
    kind=st.sampled_from(["answer", "prediction", "explanation"]),
    score=st.none() | st.floats(0, 1),
    content_hash=words,
    confidence=st.none() | st.sampled_from([0, 0.5, 1]),
    hints=st.integers(0, 9),
    seconds=st.none() | finite,
    time=st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2040, 1, 1)).map(  # noqa: DTZ001 (UTC)
        lambda time: time.isoformat(timespec="milliseconds") + "+00:00"
    ),
    id=st.uuids(version=4).map(str),
    learner=words,
)
logs = st.lists(attempts, max_size=8, unique_by=lambda attempt: attempt.id)
many = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20, deadline=None)


def logged(folder, *parts):
    """A new log into which the parts were imported, one after another."""
    log = AttemptLog(folder / f"{uuid.uuid4()}.sqlite3")
    for part in parts:
        file = folder / "part.jsonl"
        write_whole(file, as_lines(part))
        merge(log, [file])
    return log


def by_id(log):
    return {attempt.id: attempt for attempt in log.all()}


@many
@given(logs)
def test_a_log_comes_back_from_its_export_as_it_was(tmp_path, log):
    assert logged(tmp_path, log).all() == log


@many
@given(logs, logs, logs)
def test_merging_loses_nothing_doubles_nothing_and_has_no_favourite(tmp_path, ours, theirs, common):
    ours, theirs = [*ours, *common], [*theirs, *common]
    one, other = logged(tmp_path, ours, theirs), logged(tmp_path, theirs, ours)
    assert by_id(one) == by_id(other) == {attempt.id: attempt for attempt in [*ours, *theirs]}
    assert len(one.all()) == len(by_id(one))
    again = logged(tmp_path, ours, theirs, theirs, ours, one.all())
    assert by_id(again) == by_id(one)
    now = datetime.fromisoformat("2041-01-01T00:00:00+00:00")
    assert schedule(one.all(), now) == schedule(other.all(), now) == schedule(again.all(), now)
    assert standings(one.all(), load()) == standings(other.all(), load())


def test_standings_count_the_last_try_by_time_and_only_answers():
    log = [
        an_answer(score=1.0, time="2026-11-20T12:00:00Z"),
        an_answer(score=0.0, time="2026-11-20T11:00:00+00:00"),
        an_answer(TALUS, 1.0, "2026-11-19T11:00:00Z"),
        an_answer(TALUS, 0.5, "2026-11-20T11:00:00Z"),
        an_answer("l01-what-cramped", kind="explanation", score=None),
        an_answer("item-of-an-earlier-version"),
    ]
    lesson = next(standing for standing in standings(log, load()) if standing.id == "L01")
    asked = {item for quiz in load().lessons["L01"].quizzes for item in quiz.items}
    assert (lesson.items, lesson.answered, lesson.right) == (len(asked), 2, 1)
    assert sum(objective.items for objective in lesson.objectives) == lesson.items
    assert sum(objective.answered for objective in lesson.objectives) == 2
    assert sum(objective.right for objective in lesson.objectives) == 1


def test_an_answer_from_a_clock_that_was_ahead_does_not_hide_later_ones():
    now = datetime.fromisoformat(TIME)
    wrong, right, ahead = an_answer(score=0.0, time="2026-11-19T10:00:00Z"), an_answer(), "2100-01-01T00:00:00Z"

    def last(*log):
        return [answer.score for answer in last_answers(log, now).values()]

    assert last(wrong, an_answer(time=ahead)) == [1]
    assert last(an_answer(time=ahead, score=0.0), right) == [1]
    assert last(an_answer(time=ahead), an_answer(time="2099-01-01T00:00:00Z", score=0.0)) == [0]
    assert last(right, wrong) == [1]


def changed(**fields):
    return json.dumps({**json.loads(as_lines([an_answer()])), **fields})


def without(name):
    return json.dumps({key: value for key, value in json.loads(as_lines([an_answer()])).items() if key != name})


def test_a_file_of_before_seeds_is_read(tmp_path):
    data = json.loads(changed(version=1))
    del data["seed"]
    (tmp_path / "old.jsonl").write_text(json.dumps(data) + "\n", encoding="utf-8")
    faults = []
    ((_, attempt),) = read_lines(tmp_path / "old.jsonl", faults)
    assert not faults
    assert attempt.seed is None


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "not JSON: Expecting property name enclosed in double quotes at character 2"),
        ("[]", "is not an attempt; it must be an object with the fields of one"),
        (changed(version=3), "version is 3; this crampcourse reads versions 1 and 2"),
        (without("version"), "version is None; this crampcourse reads versions 1 and 2"),
        (without("id"), "id is missing"),
        (without("time"), "time is missing"),
        (changed(colour="red"), "'colour' is not a field of an attempt"),
        (changed(score=2), "attempt not logged: score is 2; it must be from 0 to 1, or None"),
        (changed(kind=["answer"]), "attempt not logged: kind is ['answer']; it must be one of answer,"),
        (changed(hints=2**70), "hints is too large"),
        (changed(seconds=1e300), "seconds is too large"),
        (changed(seconds=float("nan")), "NaN is no JSON number"),
        (changed(time="today"), "time is 'today'; it must be a date and time such as 2026-11-20T10:00:00.000+00:00"),
        (changed(lesson="\ud83d"), "holds half a character (a lone surrogate)"),
        (changed().replace('"response": 0', '"response": ' + "1" * 5000), "a number of 5000 digits is too long"),
        (changed().replace('"response": 0', '"response": ' + "[" * 100_000), "nested too deep"),
        (b'{"item": "\xff"}', "byte 0xff is not UTF-8"),
    ],
    ids=range(17),
)
def test_each_fault_of_a_line_is_said_exactly(tmp_path, line, message):
    (tmp_path / "a.jsonl").write_bytes(line if isinstance(line, bytes) else line.encode())
    faults = []
    assert read_lines(tmp_path / "a.jsonl", faults) == []
    assert len(faults) == 1
    assert str(faults[0]).startswith(f"a.jsonl:1: {message}")


def test_all_faults_of_all_files_are_said_at_once_and_nothing_is_imported(tmp_path):
    good, same = an_answer(), an_answer()
    attempt_log().append(same)
    other = as_lines([an_answer(id=same.id, score=0.0)])
    (tmp_path / "a.jsonl").write_text(as_lines([good]) + "\n\nspoilt\n" + without("item") + "\n", encoding="utf-8")
    (tmp_path / "b.jsonl").write_text("\ufeff" + as_lines([an_answer(id=good.id, hints=3)]) + other, encoding="utf-8")
    with pytest.raises(TransferError) as error:
        merge(attempt_log(), [tmp_path / "a.jsonl", tmp_path / "b.jsonl", tmp_path / "c.jsonl"])
    assert str(error.value).splitlines() == [
        "Nothing was imported: 5 faults.",
        "  a.jsonl:4: not JSON: Expecting value at character 1",
        "  a.jsonl:5: item is missing",
        f"  b.jsonl:1: {good.id}: an attempt with this id but other content already stands in these files",
        f"  b.jsonl:2: {same.id}: an attempt with this id but other content already stands in your log",
        "  c.jsonl: cannot be read: No such file or directory",
    ]
    assert attempt_log().all() == [same]


def test_an_export_that_fails_leaves_the_earlier_file_and_nothing_else(tmp_path, monkeypatch):
    file = tmp_path / "mine.jsonl"
    write_whole(file, "earlier\n")

    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(transfer.os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_whole(file, "later\n")
    assert file.read_text() == "earlier\n"
    assert list(tmp_path.iterdir()) == [file]


def test_an_infinity_that_slipped_into_the_log_does_not_spoil_the_export():
    assert json.loads(as_lines([an_answer(seconds=float("inf"))]))["seconds"] is None


def test_a_statement_says_what_was_answered_and_not_by_whom():
    attempt = an_answer(response={"text": "3,5", "unit": "mm"}, score=0.5, seconds=12.34, confidence=0.5, hints=2)
    (statement,) = statements([attempt], load())
    assert statement["id"] == attempt.id
    assert statement["actor"] == {
        "objectType": "Agent",
        "account": {"homePage": "urn:x-crampcourse:learners", "name": "me"},
    }
    assert statement["verb"]["id"] == "http://adlnet.gov/expapi/verbs/answered"
    assert statement["object"]["id"] == f"urn:x-crampcourse:item:{BUMP}"
    assert statement["object"]["definition"]["description"] == {"en-GB": load().items[BUMP].stem}
    assert statement["timestamp"] == TIME
    assert statement["context"]["contextActivities"]["parent"][0]["id"] == "urn:x-crampcourse:lesson:L01"
    assert statement["result"] == {
        "response": '{"text": "3,5", "unit": "mm"}',
        "score": {"scaled": 0.5},
        "success": False,
        "duration": "PT12.34S",
        "extensions": {
            "urn:x-crampcourse:kind": "answer",
            "urn:x-crampcourse:hints": 2,
            "urn:x-crampcourse:content-hash": "",
            "urn:x-crampcourse:confidence": 0.5,
        },
    }


def test_a_statement_leaves_out_what_is_not_known():
    attempt = an_answer("item-of-another-version", None, "yesterday", kind="explanation", response="It tilts.")
    (statement,) = statements([attempt], load(), "blue-heron")
    assert statement["actor"]["account"]["name"] == "blue-heron"
    assert "timestamp" not in statement
    assert "description" not in statement["object"]["definition"]
    assert {"score", "success", "duration"}.isdisjoint(statement["result"])
    assert statement["result"]["response"] == "It tilts."


def run(*arguments):
    done = CliRunner().invoke(main, ["progress", *map(str, arguments)])
    assert not done.exception or isinstance(done.exception, SystemExit)
    return done.exit_code, done.output


def test_progress_travels_from_one_computer_to_another_and_back(tmp_path, monkeypatch):
    one, other = tmp_path / "one.jsonl", tmp_path / "other.jsonl"
    attempt_log().append(an_answer(), an_answer(TALUS, 0.0))
    assert run("export", one) == (0, f"2 attempts written to {one}\n")
    monkeypatch.setenv("CRAMPCOURSE_DATA", str(tmp_path / "another computer"))
    attempt_log().append(an_answer(TALUS))
    assert run("import", one) == (0, "2 attempts added; 0 attempts you had already.\n")
    assert run("import", one, one) == (0, "0 attempts added; 4 attempts you had already.\n")
    assert run("export", other)[0] == 0
    monkeypatch.setenv("CRAMPCOURSE_DATA", str(tmp_path / "learner"))
    assert run("import", other) == (0, "1 attempt added; 2 attempts you had already.\n")


def test_show_is_a_plain_table_that_stands_in_columns():
    empty = run("show")[1].splitlines()
    assert empty[-1] == "Due for review today: 0"
    attempt_log().append(an_answer(time="2026-01-01T00:00:00Z"), an_answer(TALUS, 0.0, "2026-01-01T00:00:00Z"))
    code, text = run("show")
    lines = text.splitlines()
    assert code == 0
    assert lines[0] == "            answered  right at last"
    lesson = next(line for line in lines if line.startswith("L01 "))
    assert lesson.split()[:5] == ["L01", "2", "of", "20", "1"]
    assert lesson.endswith(load().lessons["L01"].title)
    assert lesson.index(" 1  ") + 2 == len(lines[0])
    assert lines[-1] == "Due for review today: 2 (in a notebook: cc.review())"


def test_xapi_export_is_json(tmp_path):
    attempt_log().append(an_answer())
    assert run("export", tmp_path / "x.json", "--xapi", "--pseudonym", "blue-heron")[0] == 0
    (statement,) = json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))
    assert statement["actor"]["account"]["name"] == "blue-heron"


def test_what_goes_wrong_is_said_in_words(tmp_path, monkeypatch):
    place = tmp_path / "nowhere" / "a.jsonl"
    assert run("export", place) == (1, f"Error: {place} cannot be read or written: No such file or directory\n")
    assert run("import", place) == (
        1,
        "Error: Nothing was imported: 1 fault.\n  a.jsonl: cannot be read: No such file or directory\n",
    )
    assert run("export", tmp_path / "a.jsonl", "--pseudonym", "x")[0] == 2
    monkeypatch.setenv("CRAMPCOURSE_DATA", str(tmp_path / "file"))
    (tmp_path / "file").write_text("a file where the folder should be")
    code, said = run("show")
    assert code == 1
    assert said == "Error: Your log of answers cannot be read or written: File exists\n"
