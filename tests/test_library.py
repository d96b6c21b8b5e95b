"""The library reads the course, and says of a spoilt one every fault at once: file, line, id, what is allowed."""

import copy
import re
import shutil
import tempfile
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crampcourse.library import ContentError, load
from crampcourse.library.shelf import find
from tests.trial_shelf import ITEMS, SHELF, write_shelf


def shelf(changed: dict[str, str | bytes] | None = None) -> Path:
    """A small valid course in a folder of its own (the library remembers folders), with some files replaced."""
    return write_shelf(Path(tempfile.mkdtemp(dir=shelf.folder)), changed)


@pytest.fixture(autouse=True, scope="module")
def _folder(tmp_path_factory):
    shelf.folder = tmp_path_factory.mktemp("shelves")
    yield
    shutil.rmtree(shelf.folder)


def faults_of(changed):
    with pytest.raises(ContentError) as caught:
        load(shelf(changed))
    return caught.value.faults


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_the_course_itself_is_in_order():
    library = load()
    assert library.lessons
    assert library.items
    for lesson in library.lessons.values():
        for quiz in lesson.quizzes:
            assert library.quiz(quiz.id) is quiz


def test_a_valid_shelf_is_read_whole():
    library = load(shelf())
    assert len(library.items) == ITEMS.count("- id: ") == 13
    assert len({item.kind for item in library.items.values()}) == 13
    assert library.claims[1].claim == "Bones, they cramp"
    assert library.quiz("L01-check-1").items == ["one-bone", "how-far"]


def test_an_unknown_id_is_answered_with_those_there_are():
    library = load(shelf())
    with pytest.raises(ValueError, match="no quiz 'L01-check-9'; there is: L01-check-1"):
        library.quiz("L01-check-9")
    with pytest.raises(ValueError, match="none"):
        find({}, "x", "thing")


def test_nothing_is_missed_in_a_file_that_cannot_be_read():
    """What its items name may stand behind the place where reading stopped."""
    faults = faults_of({"items/L01.yaml": ITEMS + "\tx", "misconceptions.yaml": "- [", "references.json": "["})
    assert [fault.file for fault in faults] == ["L01.yaml", "misconceptions.yaml", "references.json"]


def test_a_faulty_entry_is_not_a_missing_one():
    faults = faults_of({"misconceptions.yaml": "- {id: wrong-bone}\n", "plates.yaml": "- {id: lateral}\n"})
    assert {fault.record for fault in faults} == {"wrong-bone", "lateral"}


def test_the_line_is_that_of_the_part():
    changed = ITEMS.replace("      rationale: No.\n", "      rationale: 5\n", 1)
    (fault,) = faults_of({"items/L01.yaml": changed})
    assert fault.line == line_of(changed, "rationale: 5")


def test_all_faults_of_all_files_come_at_once():
    faults = faults_of(
        {
            "items/L01.yaml": ITEMS.replace("value: 35", "value: far").replace("stem: Find it.", "stem: ''"),
            "claims.csv": SHELF["claims.csv"].replace(",wrong,", ",perhaps,") + "2,short\n",
            "references.json": "[",
            "misconceptions.yaml": "- {id: wrong-bone}\n",
        }
    )
    assert {fault.file for fault in faults} == {"L01.yaml", "claims.csv", "references.json", "misconceptions.yaml"}
    assert len(faults) == 7
    text = str(ContentError(faults))
    assert text.startswith("7 faults in the course content:")
    assert all(str(fault) in text for fault in faults)


@pytest.mark.parametrize("name", SHELF)
def test_a_missing_or_unreadable_file_is_a_fault(name):
    (fault, *_) = faults_of({name: b"\xff\xfe"})
    assert "not UTF-8" in fault.message
    if "/" not in name:
        folder = shelf()
        (folder / name).unlink()
        with pytest.raises(ContentError, match="missing"):
            load(folder)


def test_the_claims_header_must_be_ours():
    (fault, *_) = faults_of({"claims.csv": "id,claim\n1,x\n"})
    assert fault.line == 1
    assert "it must be id,topic" in fault.message


def reads_or_tells(changed) -> None:
    """Whatever stands in the files: the library, or a ContentError that says where; never another exception."""
    try:
        load(shelf(changed))
    except ContentError as error:
        faults = error.faults
    else:
        return
    assert faults
    for fault in faults:
        assert fault.file
        assert fault.message
        assert fault.line >= 0
        # What pydantic and PyYAML say is about themselves.
        assert not re.search("Input should|valid (string|dict)|scanning|parsing|must be otherwise", fault.message)


PLAIN = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8)
ANY = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=5,
)
quiet = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)


def places(data, path=()):
    yield path
    children = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, child in children:
        yield from places(child, (*path, key))


@quiet
@given(data=st.data())
def test_any_value_anywhere_is_read_or_told(data):
    name = data.draw(st.sampled_from([name for name in SHELF if name.endswith(".yaml")]))
    content = copy.deepcopy(yaml.safe_load(SHELF[name]))
    for _ in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from(sorted(places(content), key=repr)))
        value = data.draw(ANY)
        if not path:
            content = value
            continue
        around = content
        for step in path[:-1]:
            around = around[step]
        if data.draw(st.booleans()):
            around[path[-1]] = value
        else:
            del around[path[-1]]
    reads_or_tells({name: yaml.safe_dump(content, allow_unicode=True)})


@quiet
@given(name=st.sampled_from(sorted(SHELF)), text=st.text(max_size=60) | st.binary(max_size=60))
def test_any_text_in_a_file_is_told(name, text):
    reads_or_tells({name: text if isinstance(text, bytes) else text.encode("utf-8", "replace")})


@quiet
@given(name=st.sampled_from(sorted(SHELF)), data=st.data())
def test_any_cut_or_doubled_piece_is_told(name, data):
    text = SHELF[name]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 30)))
    piece = data.draw(
        st.sampled_from(["", text[start:end] * 2, "\t", "\x00", ": ", "- ", "&a [*a]", "*a", "!!int ", "{", "'", "\r"])
    )
    reads_or_tells({name: text[:start] + piece + text[end:]})


DANGEROUS = [
    *("&a [*a]", "- &a {id: *a}", "{<<: [1]}", "- " * 3000, "[" * 3000, "? [a, b]\n: c"),
    *("!!int ''", "!!float ''", "!!bool x", "!!timestamp x", "!!binary x", "!!set {a, b}", "!!python/object:os.x {}"),
    *("2024-99-99", "- id: .nan"),
]


@pytest.mark.parametrize("text", DANGEROUS, ids=lambda text: text[:16])
def test_dangerous_yaml_is_told(text):
    reads_or_tells({"items/L01.yaml": text})
    reads_or_tells({"lessons/L01.yaml": text})
