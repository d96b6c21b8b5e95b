"""What a teacher sees in a notebook: everything, as text and as HTML, and no trace in the log."""

import re
from pathlib import Path

import pytest

from crampcourse.library import load
from crampcourse.printing.sheet import printout, style
from crampcourse.printing.teacher import TeacherView
from crampcourse.widgets import quiz as quiz_module
from crampcourse.widgets.quiz import Quiz, quiz
from tests.trial_quiz import trial_library


def test_a_quiz_shows_everything_to_a_teacher_and_stays_itself_for_learners(data_folder: Path) -> None:
    view = quiz("L01-check-1", teacher=True)
    assert isinstance(view, TeacherView)
    assert not data_folder.exists()
    assert isinstance(quiz("L01-check-1"), Quiz)


def test_the_view_is_readable_as_plain_text() -> None:
    lines = repr(quiz("L01-check-1", teacher=True)).splitlines()
    assert lines[0] == "Key: Check 1: bones under your fingers"
    assert "Answer: 1. Calcaneus; 2. Fibula; 3. Tibia; 4. Talus; 5. Cuboid" in lines
    assert any(
        line.startswith("[Picture: Right ankle and foot from the outer side. Places: 1 lower left;") for line in lines
    )
    assert not [line for line in lines if re.search(r"</?\w+>", line)]
    assert repr(quiz("L01-check-1", teacher=True)) == "\n".join(lines)


def test_the_view_carries_its_style_and_the_headings_of_a_part_of_a_notebook() -> None:
    html = quiz("L01-check-1", teacher=True)._repr_html_()
    assert html.startswith(f"<div><style>{style()}</style>")
    headings = re.findall(r"<h(\d)", html)
    assert headings == ["3", *["4"] * len(load().quiz("L01-check-1").items)]
    # Two views in one notebook share no id, and neither touches how the notebook is printed.
    assert 'id="' not in html
    assert "@page" not in html
    assert "<script" not in html


def test_every_kind_of_item_stands_in_the_view(monkeypatch: pytest.MonkeyPatch) -> None:
    library = trial_library()
    monkeypatch.setattr(quiz_module, "load", lambda: library)
    for name in ("L01-trial-1", "L01-drawn-1"):
        text = repr(quiz(name, teacher=True))
        assert [item.id for item in printout(library, name).items if item.id not in text] == []


def test_an_unknown_quiz_names_those_there_are() -> None:
    with pytest.raises(ValueError, match="there is no quiz 'L01-x'; there are: L00-entry"):
        quiz("L01-x", teacher=True)


def test_a_paper_has_no_answers_to_show() -> None:
    with pytest.raises(ValueError, match=r"l03\.paper\.json is a paper and holds no answers"):
        quiz("l03.paper.json", teacher=True)
