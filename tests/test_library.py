"""The library reads the course, and says of a spoilt one every fault at once: file, line, id, what is allowed."""

import copy
import json
import shutil
import tempfile
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crampcourse.library import ContentError, load
from crampcourse.library.shelf import find
from crampcourse.library.shelving import CLAIM_COLUMNS

ITEMS = """\
- id: one-bone
  kind: single
  objective: L01-O1
  stem: Which bone?
  options:
    - text: Talus
      key: true
      rationale: Yes.
    - text: Tibia
      rationale: No.
      misconception: wrong-bone
  sources: [GRAY]
  claims: [1]
- id: two-bones
  kind: multiple
  objective: L01-O1
  stem: Which bones?
  options:
    - {text: Talus, key: true, rationale: Yes.}
    - {text: Fibula, key: true, rationale: Yes.}
    - {text: Knee, rationale: No.}
  sources: [GRAY]
- id: how-far
  kind: numeric
  objective: L01-O1
  stem: How far?
  value: 35
  unit: °
  tolerance: 5
  rationale: So far.
  sources: [GRAY]
- id: which-first
  kind: order
  objective: L01-O1
  stem: In which order?
  steps:
    - {text: One, rationale: First.}
    - {text: Two, rationale: Second.}
    - {text: Three, rationale: Third.}
  rationale: As one counts.
  sources: [GRAY]
- id: name-them
  kind: label
  objective: L01-O1
  stem: Name them.
  plate: lateral
  targets:
    - {structure: talus, rationale: Here.}
    - {structure: tibia, rationale: There.}
  sources: [GRAY]
- id: find-it
  kind: find
  objective: L01-O1
  stem: Find it.
  plate: lateral
  structure: talus
  rationale: There.
  distractors:
    - {structure: tibia, rationale: Higher up., misconception: wrong-bone}
  sources: [GRAY]
"""
LESSON = """\
id: L01
title: Bones
topic: Bones
notebook: 01_bones.ipynb
minutes: 45
needs: Nothing.
notice: Education.
objectives:
  - {id: L01-O1, text: Name a bone.}
quizzes:
  - {id: L01-check-1, title: Check, items: [one-bone, how-far]}
key_points:
  - {objective: L01-O1, text: Bones have names.}
claims: [1]
"""
SHELF = {
    "items/L01.yaml": ITEMS,
    "lessons/L01.yaml": LESSON,
    "misconceptions.yaml": "- {id: wrong-bone, wrong: It is the tibia., right: It is the talus.}\n",
    "structures.yaml": "".join(
        f"- {{id: {name}, name: {name.title()}, tissue: bone, layer: bones, parts: [{name}], does: Carries., source: GRAY}}\n"
        for name in ("talus", "tibia")
    ),
    "plates.yaml": "- {id: lateral, title: Outer side, caption: From outside., layers: [bones]}\n",
    "references.json": json.dumps(
        [
            {
                "key": "GRAY",
                "authors": "Gray",
                "year": 1858,
                "title": "Anatomy",
                "finding": "Bones.",
                "verification": "partial",
            }
        ]
    ),
    "plates/lateral.svg": """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">
<g data-layer="bones"><g data-structure="talus"/><g data-structure="tibia"/></g></svg>
""",
    "claims.csv": ",".join(CLAIM_COLUMNS) + '\n1,bones,"Bones, they cramp",wrong,Muscles cramp.,GRAY,corrected,L01\n',
}


def shelf(changed: dict[str, str | bytes] | None = None) -> Path:
    """A small valid course in a folder of its own (the library remembers folders), with some files replaced."""
    folder = Path(tempfile.mkdtemp(dir=shelf.folder))
    for name, text in {**SHELF, **(changed or {})}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


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
    assert list(library.items) == ["one-bone", "two-bones", "how-far", "which-first", "name-them", "find-it"]
    assert library.claims[1].claim == "Bones, they cramp"
    assert library.quiz("L01-check-1").items == ["one-bone", "how-far"]


def test_an_unknown_id_is_answered_with_those_there_are():
    library = load(shelf())
    with pytest.raises(ValueError, match="no quiz 'L01-check-9'; there is: L01-check-1"):
        library.quiz("L01-check-9")
    with pytest.raises(ValueError, match="none"):
        find({}, "x", "thing")


FAULTS = {
    "misspelt field": (ITEMS, "  stem: Which bone?", "  stam: Which bone?", "one-bone", "did you mean 'stem'?"),
    "missing field": (ITEMS, "  stem: Which bone?\n", "", "one-bone", "stem: is missing"),
    "wrong type": (ITEMS, "  value: 35", "  value: far", "how-far", "value: must be a number, not 'far'"),
    "unknown kind": (
        ITEMS,
        "  kind: order",
        "  kind: sort",
        "which-first",
        "kind: must be single, multiple, numeric, order, label, find",
    ),
    "two keys": (
        ITEMS,
        "    - text: Tibia\n",
        "    - text: Tibia\n      key: true\n",
        "one-bone",
        "exactly one option must say key: true",
    ),
    "no tolerance": (ITEMS, "  tolerance: 5\n", "", "how-far", "one of the two"),
    "too few steps": (ITEMS, "    - {text: Three, rationale: Third.}\n", "", "which-first", "at least 3"),
    "bad id": (ITEMS, "- id: how-far", "- id: How Far", "How Far", "must be small letters and digits"),
    "doubled id": (ITEMS, "- id: how-far", "- id: one-bone", "one-bone", "already stands in L01.yaml:1"),
    "doubled key": (ITEMS, "  unit: °", "  unit: °\n  unit: rad", "", "'unit' stands twice"),
    "dangling source": (
        ITEMS,
        "  sources: [GRAY]\n  claims",
        "  sources: [BLUE]\n  claims",
        "one-bone",
        "there is no source 'BLUE'",
    ),
    "dangling misconception": (
        ITEMS,
        "misconception: wrong-bone\n",
        "misconception: odd-bone\n",
        "one-bone",
        "misconception 'odd-bone'",
    ),
    "dangling structure": (ITEMS, "  structure: talus", "  structure: talon", "find-it", "structure 'talon'"),
    "dangling plate": (
        ITEMS,
        "  plate: lateral\n  structure",
        "  plate: literal\n  structure",
        "find-it",
        "plate 'literal'",
    ),
    "dangling objective": (
        ITEMS,
        "  objective: L01-O1\n  stem: How",
        "  objective: L01-O7\n  stem: How",
        "how-far",
        "objective 'L01-O7'",
    ),
    "dangling item": (LESSON, "[one-bone, how-far]", "[one-bone, how-near]", "L01", "item 'how-near'"),
    "no list": (ITEMS, ITEMS, "id: alone\n", "", "must be a list"),
    "empty file": (ITEMS, ITEMS, "", "", "file is empty"),
    "not YAML": (ITEMS, "  stem: Which bone?", "  stem: [Which bone?", "", "not YAML"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_told_with_file_line_id_and_what_is_allowed(fault):
    text, old, new, record, words = FAULTS[fault]
    assert old in text
    name = "lessons/L01.yaml" if text is LESSON else "items/L01.yaml"
    faults = faults_of({name: text.replace(old, new, 1)})
    # A misspelt field is also a missing one.
    assert len(faults) == (2 if fault == "misspelt field" else 1), faults
    assert {(fault.file, fault.record) for fault in faults} == {("L01.yaml", record)}
    assert words in faults[-1].message
    start = text.rfind("\n- id:", 0, text.index(old) + 1) + 1 if text is ITEMS else 0
    first, last = text[:start].count("\n") + 1, text.count("\n") + 2
    assert first <= faults[-1].line <= last, "a line of the record"


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
