"""Quizzes and predictions as Python makes them: stills without keys, small state, marks that Python gives."""

import json
from types import SimpleNamespace

import pytest

from crampcourse.learning.attempts import Attempt, attempt_log
from crampcourse.learning.marking import content_hash
from crampcourse.library import items as i
from crampcourse.library import load
from crampcourse.library.types import Quiz as QuizContent
from crampcourse.widgets import packing
from crampcourse.widgets import predict as predict_module
from crampcourse.widgets import quiz as quiz_module
from crampcourse.widgets.predict import Predict, predict
from crampcourse.widgets.quiz import Quiz, quiz
from tests.trial_quiz import KINDS, trial_library

BAD = "<script>alert(1)</script><img src=x onerror=alert(1)> [x](javascript:alert(1)) $$x$$ |a|"


@pytest.fixture
def library(monkeypatch):
    def use(text="Text", name=None):
        library = trial_library(text, name)
        monkeypatch.setattr(quiz_module, "load", lambda: library)
        monkeypatch.setattr(predict_module, "load", lambda: library)
        monkeypatch.setattr("crampcourse.widgets.plate.plate", lambda name: SimpleNamespace(ref=f"anywidget:{name}"))
        return library

    return use


def send(widget, **attempt):
    answers = []
    widget.send = answers.append
    whole = {"id": Attempt(item="x", lesson="L01", response=0).id, "lesson": "L01", "time": "2026-11-20T10:00:00.000Z"}
    widget._receive(widget, {"type": "attempt", "attempt": whole | attempt}, [])
    return answers[-1]


def test_stills_hold_stems_and_choices_and_no_key_or_reason(library):
    library()
    for text in (quiz("L01-trial-1").description(), quiz("L01-trial-1").markdown()):
        for wanted in (
            "Title Text",
            "Stem Text",
            "Right Text",
            "Wrong 1 Text",
            "Step 3 Text",
            "mm",
            "calcaneus Text",
            "Prompt 2 Text",
            "Answer 4 Text",
            "(1) between Text",
            "(1): ",
            "Why Text? Unsound Text",
        ):
            assert wanted in text
        for secret in (
            "Because",
            "Not 0",
            "Instead",
            "Hint",
            "3.5",
            "Is talus",
            "gastrocnemius",
            "soleus",
            "Pair ",
            "Spare",
        ):
            assert secret not in text
    assert "☐ Right Text" in quiz("L01-trial-1").markdown()
    assert "Look Text" in predict("L01-P1").description()


def test_stills_do_not_show_the_order_that_is_asked_for(library):
    shown = [line for line in library() and quiz("L01-trial-1").description().splitlines() if "Step" in line]
    assert len(shown) == 4
    assert shown != sorted(shown)


def test_stills_are_the_same_for_every_learner_and_after_every_answer(library, monkeypatch, tmp_path):
    items = library().items
    first = quiz("L01-trial-1"), predict("L01-P1")
    before = [(widget.description(), widget.markdown()) for widget in first]
    send(first[0], item="t-single", response=1, content_hash=content_hash(items["t-single"]))
    send(first[1], item="t-single", response=1, kind="prediction", content_hash=content_hash(items["t-single"]))
    monkeypatch.setenv("CRAMPCOURSE_DATA", str(tmp_path / "another"))
    assert [(w.description(), w.markdown()) for w in (*first, quiz("L01-trial-1"), predict("L01-P1"))] == before * 2
    bundle, _ = first[0]._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/markdown", "application/vnd.jupyter.widget-view+json"}
    assert repr(first[0]) == bundle["text/plain"]


def test_nothing_in_a_still_can_begin_an_element_or_a_link_and_only_a_checked_formula_can_a_formula(library):
    library(BAD)
    dollar = r"<span>\$</span>"
    for text in (quiz("L01-trial-1").markdown(), predict("L01-P1").markdown()):
        assert dollar in text
        assert "[x]" not in text.replace("\\[x\\]", "")
        for sign in "<$":
            assert sign not in text.replace(dollar, "")
    library(rf"{BAD} $a<\frac{{b}}{{c}}|d|$ costs 5 $", "Name")
    for widget in (quiz("L01-trial-1"), predict("L01-P1")):
        text = widget.markdown()
        checked = r"$a\lt \frac{b}{c}\vert d\vert $"
        assert checked in text
        for sign in "<$":
            assert sign not in text.replace(checked, "").replace(dollar, "")
        assert "a < b/c|d| costs 5 $" in widget.description()


def test_ten_real_items_weigh_less_than_twelve_kilobytes():
    items = [item.id for item in load().items.values() if isinstance(item, i.ChoiceItem | i.NumericItem | i.OrderItem)]
    widget = Quiz(QuizContent(id="L01-trial-1", title="Ten", items=items[:10]))
    assert len(items[:10]) == 10
    assert len(json.dumps(widget.quiz, ensure_ascii=False).encode()) < 12_000


def test_a_quiz_ships_the_scripts_of_its_own_kinds_and_no_others(library):
    library()
    whole = Quiz(QuizContent(id="L01-trial-1", title="All", items=[f"t-{kind}" for kind in KINDS]))
    choice = Quiz(QuizContent(id="L01-trial-1", title="Choice", items=["t-single", "t-multiple"]))
    for kind in KINDS:
        entry = f'KINDS["{kind}"] = ' if "-" in kind else f"KINDS.{kind} = "
        assert whole._esm.count(entry) == 1
        assert (entry in choice._esm) == (kind in ("single", "multiple"))
    assert "plateView" not in choice._esm
    assert len(choice._esm.encode()) < 38_000
    assert len(whole._esm.encode()) < 90_000


def test_python_marks_what_the_browser_sends(library):
    item = library().items["t-multiple"]
    widget = quiz("L01-trial-1")
    answer = send(widget, item=item.id, response=[0], score=1.0, content_hash=content_hash(item))
    assert answer["type"] == "ack"
    assert attempt_log().all()[-1].score == 0.5
    assert widget.history[-1]["score"] == 0.5


def test_an_answer_to_an_earlier_version_keeps_its_mark(library):
    library()
    send(quiz("L01-trial-1"), item="t-single", response=7, score=1.0, content_hash="earlier")
    assert attempt_log().all()[-1].score == 1.0


@pytest.mark.parametrize(
    ("attempt", "why"),
    [
        ({"item": "elsewhere", "response": 0}, "is not asked here"),
        ({"item": "t-single", "response": "0"}, "cannot be marked: malformed"),
        ({"item": "t-numeric", "response": "5-7"}, "cannot be marked: range"),
        ({"item": "t-order", "response": None}, "cannot be marked: empty"),
    ],
)
def test_what_cannot_be_marked_is_refused_and_not_logged(library, attempt, why):
    items = library().items
    known = items.get(attempt["item"])
    answer = send(quiz("L01-trial-1"), **attempt, content_hash=content_hash(known) if known else "")
    assert answer["type"] == "refused"
    assert why in answer["why"]
    assert attempt_log().all() == []


def test_an_explanation_is_logged_without_a_mark(library):
    item = library().items["t-single"]
    widget = predict("L01-P1")
    send(widget, item=item.id, kind="prediction", response=0, content_hash=content_hash(item))
    send(
        widget, item=item.id, kind="explanation", response="Because of it.", score=1.0, content_hash=content_hash(item)
    )
    assert [(a.kind, a.score) for a in attempt_log().all()] == [("prediction", 1.0), ("explanation", None)]


def test_earlier_answers_come_back_with_a_new_widget(library):
    item = library().items["t-find"]
    send(quiz("L01-trial-1"), item=item.id, response="calcaneus", content_hash=content_hash(item))
    again = quiz("L01-trial-1")
    assert [(old["item"], old["response"], old["score"]) for old in again.history] == [("t-find", "calcaneus", 0.0)]
    assert again.quiz["seed"] == quiz("L01-trial-1").quiz["seed"]


def test_an_unknown_id_says_which_there_are(library):
    library()
    with pytest.raises(ValueError, match=r"there is no quiz 'L01-x'; there are: L01-drawn-1, L01-trial-1"):
        quiz("L01-x")
    with pytest.raises(ValueError, match=r"there is no prediction 'L01-P9'"):
        predict("L01-P9")
    with pytest.raises(ValueError, match=r"uses item t-order, of kind order; it must be single or multiple"):
        predict("L01-P2")


def test_a_source_carries_its_mark(library):
    reference = library().references["KEY"]
    assert packing.source_label(reference) == "Author Text 2020 (not verified)"
    nameless = reference.model_copy(update={"authors": "(none)", "year": None, "verification": "verified"})
    assert packing.source_label(nameless) == "Text"


@pytest.mark.parametrize(
    "quiz_content", [q for lesson in load().lessons.values() for q in lesson.quizzes], ids=lambda q: q.id
)
def test_every_quiz_of_the_course_can_be_made(quiz_content):
    widget = Quiz(quiz_content)
    assert len(widget.quiz["items"]) == len(quiz_content.items)
    assert json.loads(json.dumps(widget.quiz, allow_nan=False)) == widget.quiz


@pytest.mark.parametrize(
    "content", [p for lesson in load().lessons.values() for p in lesson.predictions], ids=lambda p: p.id
)
def test_every_prediction_of_the_course_can_be_made(content):
    assert content.look.split()[0] in Predict(content).description()
