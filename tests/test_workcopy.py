"""A learner's copy of the course: a new version arrives, and nothing the learner wrote is lost."""

import json
import shutil
import stat
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crampcourse import workcopy

LESSON = "lessons/01_bones.ipynb"
BESIDE = "lessons/01_bones (new in 0.2.0).ipynb"


def put(folder, name, text):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "source"
    put(folder, LESSON, "first")
    put(folder, "exercises/01_bones.ipynb", "exercise")
    return folder


@pytest.fixture
def copy(tmp_path):
    return tmp_path / "my course"


def test_the_first_time_everything_comes(source, copy):
    delivery = workcopy.deliver(source, copy, "0.1.0")
    assert delivery == workcopy.Delivery(new=[LESSON, "exercises/01_bones.ipynb"])
    assert (copy / LESSON).read_text() == "first"
    assert stat.S_IMODE((copy / LESSON).stat().st_mode) & 0o400
    assert not list(copy.rglob(".crampcourse-*")), "a temporary file was left"


def test_the_second_time_nothing_happens(source, copy):
    workcopy.deliver(source, copy, "0.1.0")
    assert workcopy.deliver(source, copy, "0.1.0") == workcopy.Delivery()


def test_an_unchanged_lesson_is_updated(source, copy):
    workcopy.deliver(source, copy, "0.1.0")
    put(source, LESSON, "second")
    assert workcopy.deliver(source, copy, "0.2.0") == workcopy.Delivery(updated=[LESSON])
    assert (copy / LESSON).read_text() == "second"


def test_a_changed_lesson_stays_and_the_new_one_lies_beside_it_once(source, copy):
    workcopy.deliver(source, copy, "0.1.0")
    put(copy, LESSON, "mine")
    put(source, LESSON, "second")
    assert workcopy.deliver(source, copy, "0.2.0") == workcopy.Delivery(beside=[BESIDE])
    assert (copy / LESSON).read_text() == "mine"
    assert (copy / BESIDE).read_text() == "second"
    assert workcopy.deliver(source, copy, "0.2.0") == workcopy.Delivery()


def test_a_changed_lesson_without_a_new_version_is_left_in_peace(source, copy):
    workcopy.deliver(source, copy, "0.1.0")
    put(copy, LESSON, "mine")
    assert workcopy.deliver(source, copy, "0.2.0") == workcopy.Delivery()
    assert not (copy / BESIDE).exists()


def test_a_learners_file_at_the_name_beside_is_not_overwritten(source, copy):
    workcopy.deliver(source, copy, "0.1.0")
    put(copy, LESSON, "mine")
    put(copy, BESIDE, "mine too")
    put(source, LESSON, "second")
    again = "lessons/01_bones (new in 0.2.0) 2.ipynb"
    assert workcopy.deliver(source, copy, "0.2.0") == workcopy.Delivery(beside=[again])
    assert (copy / BESIDE).read_text() == "mine too"
    assert (copy / again).read_text() == "second"


def test_a_deleted_lesson_stays_away_until_asked_for(source, copy):
    workcopy.deliver(source, copy, "0.1.0")
    (copy / LESSON).unlink()
    assert workcopy.deliver(source, copy, "0.1.0") == workcopy.Delivery()
    put(source, LESSON, "second")
    assert workcopy.deliver(source, copy, "0.2.0") == workcopy.Delivery(left_away=[LESSON])
    assert workcopy.deliver(source, copy, "0.2.0") == workcopy.Delivery()
    assert not (copy / LESSON).exists()
    assert workcopy.deliver(source, copy, "0.2.0", restore=True) == workcopy.Delivery(new=[LESSON])
    assert (copy / LESSON).read_text() == "second"


def test_a_lesson_no_longer_in_the_course_stays_with_the_learner(source, copy):
    workcopy.deliver(source, copy, "0.1.0")
    (source / LESSON).unlink()
    assert workcopy.deliver(source, copy, "0.2.0") == workcopy.Delivery()
    assert (copy / LESSON).read_text() == "first"


@pytest.mark.parametrize("record", [None, "{", "[]", '{"delivered": 3}', "\x00"])
def test_without_a_readable_record_every_difference_is_the_learners(source, copy, record):
    workcopy.deliver(source, copy, "0.1.0")
    put(copy, LESSON, "mine")
    (copy / workcopy.RECORD).unlink()
    if record is not None:
        put(copy, workcopy.RECORD, record)
    assert workcopy.deliver(source, copy, "0.2.0") == workcopy.Delivery(beside=[BESIDE])
    assert (copy / LESSON).read_text() == "mine"


def test_an_interrupted_delivery_is_completed_by_the_next(source, copy, monkeypatch):
    written = []
    whole = workcopy._write

    def breaks(path, content):
        if written:
            raise OSError(28, "No space left on device")
        written.append(path)
        whole(path, content)

    monkeypatch.setattr(workcopy, "_write", breaks)
    with pytest.raises(OSError, match="No space"):
        workcopy.deliver(source, copy, "0.1.0")
    monkeypatch.undo()
    assert workcopy.deliver(source, copy, "0.1.0") == workcopy.Delivery(new=["exercises/01_bones.ipynb"])


def test_sources_with_answers_and_hidden_files_are_not_delivered(source, copy):
    put(source, "exercises/source/01_bones.ipynb", "answers")
    put(source, "lessons/.ipynb_checkpoints/01_bones-checkpoint.ipynb", "old")
    put(source, "exercises/.gitkeep", "")
    workcopy.deliver(source, copy, "0.1.0")
    delivered = json.loads((copy / workcopy.RECORD).read_text())["delivered"]
    assert sorted(delivered) == ["exercises/01_bones.ipynb", LESSON]


texts = st.sampled_from(["a", "b", "c"])
names = st.sampled_from(["lessons/1.ipynb", "lessons/2.ipynb", "lessons/1 (new in 1).ipynb"])
steps = st.lists(st.tuples(st.sampled_from(["release", "write", "delete"]), names, texts), max_size=14)


@given(steps)
@settings(max_examples=150, deadline=None)
def test_whatever_comes_in_whatever_order_what_the_learner_wrote_is_still_there(history):
    """Every file the learner wrote last keeps its bytes through every later delivery."""
    folder = Path(tempfile.mkdtemp())
    try:
        source, copy, mine = folder / "source", folder / "copy", {}
        put(source, "lessons/1.ipynb", "0")
        workcopy.deliver(source, copy, "0")
        for version, (act, name, text) in enumerate(history, start=1):
            if act == "release":
                put(source, name, text)
                workcopy.deliver(source, copy, str(version))
            elif act == "write":
                put(copy, name, text)
                # what equals the delivered file is not a change, and a later version may replace it
                delivered = json.loads((copy / workcopy.RECORD).read_text())["delivered"].get(name)
                mine.pop(name, None)
                if delivered != workcopy._fingerprint(text.encode()):
                    mine[name] = text
            else:
                (copy / name).unlink(missing_ok=True)
                mine.pop(name, None)
            for path, content in list(mine.items()):
                assert (copy / path).read_text() == content
                if (source / path).is_file() and (source / path).read_text() == content:
                    del mine[path]  # now it is what the course delivers
    finally:
        shutil.rmtree(folder)
