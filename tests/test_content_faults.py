"""Every fault that a bank of items and the other files can have, with the exact words in which their author is told.

Those that can be written out stand in ``vectors/content_faults.yaml``, each as a change of the course in
``trial_shelf.py``; here stand the long ones, and those of whole banks.
"""

import itertools
from pathlib import Path
from typing import Any

import pytest
import yaml

from crampcourse.library import ContentError, load, yaml_files
from crampcourse.library.messages import PATTERNS
from crampcourse.library.shelving import read_bank
from crampcourse.library.types import schemas
from tests.trial_shelf import ITEMS, SHELF, write_shelf

VECTORS = yaml.safe_load((Path(__file__).parent / "vectors" / "content_faults.yaml").read_text(encoding="utf-8"))
FAULTS = {vector["fault"]: vector for vector in VECTORS}
LONG_ID = "a" * 81
MANY_NINES = f"the number {'9' * 60}…"
MADE = {
    "long text": (
        *("stem: Which bone?", f"stem: {'a' * 2001}"),
        "4: one-bone: stem: has 2,001 characters; at most 2,000 are allowed",
    ),
    "long answer": (
        *("accepted: [soleus]", f"accepted: [{'s' * 101}]"),
        "65: in-a-word: accepted.0: has 101 characters; at most 100 are allowed",
    ),
    "long id": (
        *("- id: which-first", f"- id: {LONG_ID}"),
        f"32: {LONG_ID}: id: has 81 characters; at most 80 are allowed",
    ),
    "nine options": (
        "    - {text: Knee, rationale: No.}\n",
        "".join(f"    - {{text: Knee {n}, rationale: No.}}\n" for n in range(7)),
        "19: two-bones: options: has 9 entries; at most 8 are allowed",
    ),
    "whole number of 400 digits": (
        *("value: 35", f"value: {'9' * 400}"),
        f"27: how-far: value: must be a finite number, not {MANY_NINES}",
    ),
    "whole number of 5,000 digits": (
        *("value: 35", f"value: {'9' * 5000}"),
        f"27: how-far: value: must be a finite number, not {MANY_NINES}",
    ),
    "ten steps": (
        "    - {text: Three, rationale: Third.}\n",
        "".join(f"    - {{text: Step {n}, rationale: So.}}\n" for n in range(8)),
        "37: which-first: steps: has 10 entries; at most 9 are allowed",
    ),
    "thirteen targets": (
        "    - {structure: tibia, rationale: There.}\n",
        "    - {structure: tibia, rationale: There.}\n" * 12,
        "48: name-them: targets: has 13 entries; at most 12 are allowed",
    ),
    "eleven pairs": (
        "    - {prompt: Shin, answer: Tibia, rationale: The shin bone.}\n",
        "".join(f"    - {{prompt: Part {n}, answer: Bone {n}, rationale: So.}}\n" for n in range(10)),
        "75: put-together: pairs: has 11 entries; at most 10 are allowed",
    ),
    "seven spare answers": (
        "    - {text: Patella, rationale: It lies at the knee.}\n",
        "".join(f"    - {{text: Bone {n}, rationale: No.}}\n" for n in range(7)),
        "78: put-together: spare: has 7 entries; at most 6 are allowed",
    ),
    "twenty-one answers": (
        *("accepted: [soleus]", f"accepted: [{', '.join(f'muscle {n}' for n in range(21))}]"),
        "65: in-a-word: accepted: has 21 entries; at most 20 are allowed",
    ),
    "thirteen gaps": (
        "    - kind: text\n      accepted: [body]\n      rationale: Yes.\n",
        "    - kind: text\n      accepted: [body]\n      rationale: Yes.\n" * 12,
        "86: fill-in: gaps: has 13 entries; at most 12 are allowed",
    ),
    "nested too deep": (
        *("stem: Which bone?", f"stem: {'[' * 100_000}"),
        "4: more than 40 entries stand inside each other; write it out flat",
    ),
}
NO_ITEMS = [
    "L01.yaml:11: L01: quizzes.0.items.0: there is no item 'one-bone'; mend it, or add it to items/",
    "L01.yaml:11: L01: quizzes.0.items.1: there is no item 'how-far'; mend it, or add it to items/",
]
NO_LIST = ["L01.yaml:1: must be a list: each entry begins with '- id:'"]
AN_ENTRY = "must be an entry with an id, a kind and the fields of this kind"
MARKS = "*, & and ! may not begin a text or an entry; put a text in quotes, write an entry out"
BOMB = "- &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"- &{second} [{', '.join([f'*{first}'] * 9)}]\n" for first, second in itertools.pairwise("abcdefghi")
)
WHOLE: dict[str, tuple[str | bytes, list[str]]] = {
    "no list": ("id: alone\n", NO_LIST),
    "a word": ("alone\n", NO_LIST),
    "the word for nothing": ("~\n", NO_LIST),
    "empty": ("", ["L01.yaml:1: file is empty; write an entry"]),
    "only remarks": ("# nothing yet\n", ["L01.yaml:1: file is empty; write an entry"]),
    "a list of lists": ("- - a\n", [f"L01.yaml:1: {AN_ENTRY}, not a list", *NO_ITEMS]),
    "an entry of nothing": ("-\n", [f"L01.yaml:1: {AN_ENTRY}, not nothing", *NO_ITEMS]),
    "not UTF-8": (
        ITEMS.replace("Which bone?", "Which bône?", 1).encode("latin-1"),
        ["L01.yaml:4: byte 0xf4 is not UTF-8; save the file as UTF-8"],
    ),
    "UTF-16": (ITEMS.encode("utf-16"), ["L01.yaml:1: byte 0xff is not UTF-8; save the file as UTF-8"]),
    "an entry that holds itself": (
        "- &a [*a]\n",
        [f"L01.yaml:1: {MARKS}", f"L01.yaml:1: {AN_ENTRY}, not a list", *NO_ITEMS],
    ),
    "entries that hold each other nine times": (
        BOMB,
        [
            *(f"L01.yaml:{n}: {text}" for n in range(1, 10) for text in (MARKS, f"{AN_ENTRY}, not a list")),
            *NO_ITEMS,
        ],
    ),
}


def told(folder: Path, files: dict[str, str | bytes]) -> list[str]:
    with pytest.raises(ContentError) as caught:
        load(write_shelf(folder, files))
    return [str(fault) for fault in caught.value.faults]


def changed(old: str | None, new: str, text: str = ITEMS) -> str:
    if old is None:
        return new
    assert old in text
    return text.replace(old, new, 1)


def told_of(fault: str, folder: Path) -> list[str]:
    vector = FAULTS[fault]
    file = vector.get("file", "items/L01.yaml")
    return told(folder, {file: changed(vector["old"], vector["new"], SHELF[file])})


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_told_in_these_words(fault, tmp_path):
    assert told_of(fault, tmp_path) == FAULTS[fault]["told"]


@pytest.mark.parametrize("fault", MADE)
def test_each_long_fault_is_told_in_these_words(fault, tmp_path):
    old, new, message = MADE[fault]
    assert told(tmp_path, {"items/L01.yaml": changed(old, new)}) == [f"L01.yaml:{message}"]


@pytest.mark.parametrize("fault", WHOLE)
def test_each_fault_of_a_bank_is_told_in_these_words(fault, tmp_path):
    items, messages = WHOLE[fault]
    assert told(tmp_path, {"items/L01.yaml": items}) == messages


def test_all_faults_of_a_bank_come_at_once(tmp_path):
    items, messages = ITEMS, []
    for fault in ("two keys", "same step twice", "answer of signs", "gap too many", "unknown trace", "step too large"):
        items = changed(FAULTS[fault]["old"], FAULTS[fault]["new"], items)
        messages += FAULTS[fault]["told"]
    # The first change adds a line, so lines are left aside here.
    found = told(tmp_path, {"items/L01.yaml": items})
    assert [text.split(": ", 1)[1] for text in found] == [text.split(": ", 1)[1] for text in messages]


def test_pyyaml_without_libyaml_tells_the_same(tmp_path, monkeypatch):
    monkeypatch.setattr(yaml_files, "Loader", yaml.SafeLoader)
    for number, fault in enumerate(FAULTS):
        # libyaml refuses half a sign itself; without it, pydantic does.
        wanted = ["stem: holds half of a sign"] if fault == "half a sign" else FAULTS[fault]["told"]
        found = told_of(fault, tmp_path / str(number))
        assert all(words in message for words, message in zip(wanted, found, strict=True)), found


class TestBankOfAnInstructor:
    """It lies outside the course, and names what the course has."""

    def test_it_is_read_beside_the_course(self, tmp_path):
        course = load(write_shelf(tmp_path / "course"))
        bank = tmp_path / "bank.yaml"
        bank.write_text(ITEMS)
        items = read_bank(bank, course)
        assert items == course.items
        assert items is not course.items

    def test_its_faults_are_told_in_the_same_words(self, tmp_path):
        course = load(write_shelf(tmp_path / "course"))
        bank = tmp_path / "bank.yaml"
        bank.write_text(changed("sources: [GRAY]", "sources: [GREY]").replace("value: 35", "value: far"))
        with pytest.raises(ContentError) as caught:
            read_bank(bank, course)
        source = "sources.0: there is no source 'GREY' (did you mean 'GRAY'?); mend it, or add it to references.json"
        assert [str(fault) for fault in caught.value.faults] == [
            f"bank.yaml:12: one-bone: {source}",
            "bank.yaml:27: how-far: value: must be a number, not 'far'",
        ]
        assert len(course.items) == 13

    def test_one_that_is_not_there_is_told(self, tmp_path):
        with pytest.raises(ContentError, match=r"bank.yaml: file is missing; restore it, or mend its name"):
            read_bank(tmp_path / "bank.yaml", load(write_shelf(tmp_path / "course")))


def test_where_accents_count_two_spellings_may_stand_beside_each_other(tmp_path):
    accents = changed("accepted: [soleus]", "accents: true\n  accepted: [soleus, soléus]")
    item: Any = load(write_shelf(tmp_path, {"items/L01.yaml": accents})).items["in-a-word"]
    assert item.accepted == ["soleus", "soléus"]


SURPRISES = ["yes", "No", "on", "off", "y", "2020-01-01", "2020-01-01 10:00:00", "12:30", "1_000", "=", "1.2.3", "0b1"]


@pytest.mark.parametrize("text", SURPRISES)
def test_words_and_dates_that_older_yaml_reads_otherwise_are_texts(text, tmp_path):
    library = load(write_shelf(tmp_path, {"items/L01.yaml": changed("stem: Which bone?", f"stem: {text}")}))
    assert library.items["one-bone"].stem == text


@pytest.mark.parametrize(
    ("written", "value"),
    [("010", 10), ("1e2", 100), ("1E+2", 100), ("-.5", -0.5), ("+3.", 3), ("0x1F", 31), ("0o17", 15)],
)
def test_numbers_are_read_as_editors_read_them(written, value, tmp_path):
    library = load(write_shelf(tmp_path, {"items/L01.yaml": changed("value: 35", f"value: {written}")}))
    item: Any = library.items["how-far"]
    assert item.value == value


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b""])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_file_saved_by_a_windows_editor_is_read(mark, end, tmp_path):
    library = load(write_shelf(tmp_path, {"items/L01.yaml": mark + ITEMS.replace("\n", end).encode()}))
    assert len(library.items) == 13


def patterns_in(schema: Any) -> set[str]:
    if not isinstance(schema, dict | list):
        return set()
    inside = {
        pattern for part in (schema.values() if isinstance(schema, dict) else schema) for pattern in patterns_in(part)
    }
    return inside | (
        {schema["pattern"]} if isinstance(schema, dict) and isinstance(schema.get("pattern"), str) else set()
    )


def test_every_pattern_of_the_content_has_words():
    patterns = patterns_in(schemas())
    assert patterns
    assert patterns <= PATTERNS.keys()
