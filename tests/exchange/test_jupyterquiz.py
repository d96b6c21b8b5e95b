"""jupyterquiz: round trips, a file written by hand after its documentation, and the package itself."""

import importlib
import json

from hypothesis import given, settings

from crampcourse.exchange import jupyterquiz
from crampcourse.library.shelf import load
from tests.exchange.made import ASSUMED, ITEM, as_json, back, choices, numbers, plain, without


@settings(deadline=None)
@given(choices())
def test_a_choice_comes_back(item):
    assert without(back(jupyterquiz, item), "hints", "shuffle") == without(item, "hints", "shuffle")


@settings(deadline=None)
@given(numbers())
def test_a_number_comes_back(item):
    lost = ("hints", "units", "tolerance", "tolerance_percent")
    read = back(jupyterquiz, item)
    assert without(read, *lost) == without(item, *lost)
    wanted = item.tolerance if item.tolerance is not None else abs(item.value) * item.tolerance_percent / 100
    assert abs(read["tolerance"] - wanted) < 1e-9


def test_what_is_lost_is_said_for_every_item():
    library = load()
    lost = jupyterquiz.export(list(library.items.values()), library).lost
    assert "l01-label-lateral: left out; questions of kind label are not written to jupyterquiz" in lost
    assert "l01-order-down: left out; questions of kind order are not written to jupyterquiz" in lost
    assert "l01-inner-bump: lost: hints (1); misconceptions (3)" in lost
    assert (
        "l01-pointing-turns-in: lost: other spellings and units (3); the unit itself ends the question; "
        "hints (1); misconceptions (2)"
    ) in lost
    # Items without a line have nothing that could be lost.
    told = {line.partition(":")[0] for line in lost}
    whole = [item for name, item in library.items.items() if name not in told]
    assert all(item.kind in ("single", "multiple") and not item.hints for item in whole)
    assert not [option for item in whole for option in item.options if option.misconception]


def test_the_package_itself_takes_the_file(tmp_path, monkeypatch):
    """display_quiz reads the file and builds its script: the questions in it are the ones written."""
    display = importlib.import_module("jupyterquiz.dynamic.display")
    shown = []
    monkeypatch.setattr(display, "display", shown.append)
    library = load()
    content = jupyterquiz.export(list(library.items.values()), library).content
    (tmp_path / "quiz.json").write_text(content, encoding="utf-8")
    display.display_quiz(str(tmp_path / "quiz.json"))
    script = shown[-1].data
    embedded, _ = json.JSONDecoder().raw_decode(script[script.index("[") :])
    assert embedded == json.loads(content)
    for question in embedded:
        assert question["type"] in ("multiple_choice", "many_choice", "numeric")
        for answer in question["answers"]:
            assert isinstance(answer["correct"], bool)
            assert isinstance(answer["feedback"], str)


def test_both_ends_of_a_range_count_in_jupyterquiz_too():
    item = load().items["l01-pointing-turns-in"]
    (question,) = json.loads(jupyterquiz.export([item], None).content)
    low, high = question["answers"][0]["range"]
    assert low <= 13.7 < high
    assert low <= 15.7 < high
    assert question["answers"][1]["range"][0] == -jupyterquiz.END


def test_nothing_in_a_text_runs_or_becomes_a_link_and_only_formulas_become_mathematics():
    item = ITEM.validate_python(
        {
            "id": "a", "kind": "single", "objective": "L01-O1", "sources": ["A"],
            "stem": r"<img src=x onerror=alert(1)> \$x$ [a](javascript:x) $[a](x)<\frac{1}{2}$ 5 $",
            "options": [{"text": "x", "rationale": "r", "key": True}, {"text": "y", "rationale": "r"}],
        }
    )  # fmt: skip
    (question,) = json.loads(jupyterquiz.export([item], None).content)
    assert question["question"] == (
        r"&lt;img src=x onerror=alert(1)&gt; &#36;x&#36; &#91;a](javascript:x) $&#91;a](x)&lt;\frac{1}{2}$ 5 &#36;"
    )
    (read,) = jupyterquiz.read(json.dumps([question]), ASSUMED).items
    assert read["stem"] == item.stem.replace("x$ [", r"x\$ [").replace("5 $", r"5 \$")


BY_HAND = [
    {
        "question": "Which of these <b>contract</b>?",
        "type": "many_choice",
        "answers": [
            {"answer": "Muscle", "correct": True, "feedback": "Yes."},
            {"answer": "Bone", "correct": False},
            {"code": "heart()", "correct": True, "feedback": "Yes, all life long."},
        ],
    },
    {
        "question": "How long is it? (answer in cm)",
        "type": "numeric",
        "precision": 2,
        "answers": [
            {"type": "value", "value": 12, "correct": True, "feedback": "Right."},
            {"type": "range", "range": [0, 5], "correct": False, "feedback": "Too short."},
            {"type": "default", "feedback": "Again."},
        ],
    },
    {"question": "Name it", "type": "string", "answers": [{"answer": "talus", "correct": True}]},
]


def test_a_file_written_by_hand_is_read():
    read = jupyterquiz.read(as_json(BY_HAND), ASSUMED)
    many, number = (plain(item) for item in read.items)
    assert many["stem"] == "Which of these **contract**?"
    assert [option["text"] for option in many["options"] if option["key"]] == ["Muscle", "`heart()`"]
    assert many["sources"] == ["GENERALKNOWLEDGE"]
    assert (number["value"], number["unit"], number["tolerance"]) == (12, "cm", 0.5)
    assert number["wrong"] == [{"low": 0, "high": 5, "rationale": "Too short.", "misconception": None}]
    assert [str(fault) for fault in read.faults] == [
        "questions: question 3: questions of type 'string' have no like here"
    ]
    assert "question 1: option 'Bone' has no feedback; write why it is wrong" in read.notes
    assert "question 1: no source in the file; GENERALKNOWLEDGE is taken" in read.notes
    assert "question 2: the feedback for any other number is left out" in read.notes


def faults(*questions):
    return [fault.message for fault in jupyterquiz.read(as_json(list(questions)), ASSUMED).faults]


def test_what_cannot_be_an_item_is_a_fault():
    right = {"value": 1, "correct": True}
    assert jupyterquiz.read("{}", ASSUMED).faults[0].message == "must be a list of questions"
    assert faults(3) == ["a question must have question, type and a list of answers"]
    assert faults({"question": "q", "type": "numeric", "answers": [3]}) == ["an answer is not an object"]
    assert faults({"question": 3, "type": "multiple_choice", "answers": []}) == ["question is not text"]
    assert faults({"question": "q" * 20_001, "type": "numeric", "answers": [right]}) == [
        "question has 20,001 characters; at most 20,000 are read"
    ]
    assert faults({"question": "q", "type": "numeric", "answers": [right]}) == [
        'the number has no unit: end the question with "(answer in …)" or give --unit'
    ]
    number = {"question": "q (answer in m)", "type": "numeric"}
    assert faults({**number, "answers": []}) == ["0 right numbers or ranges; there must be one"]
    assert faults({**number, "answers": [{"correct": True}]}) == [
        "answer 1 has neither a value nor a range of two numbers"
    ]
    assert faults({**number, "answers": [{"value": "x", "correct": True}]}) == ["answer 1 is not a number (given: 'x')"]
    assert faults({**number, "answers": [{"range": [2, 1], "correct": True}]}) == ["answer 1: the range runs backwards"]
