"""Every lesson has a plan for instructors whose minutes add up, with its objectives and the key of every item."""

import re
from pathlib import Path

import pytest

from crampcourse.library import load

LIBRARY = load()
PLANS = Path(__file__).parents[1] / "docs" / "instructor"
LESSONS = [name for name in sorted(LIBRARY.lessons) if name != "L00"]


@pytest.fixture(params=LESSONS)
def lesson(request):
    return LIBRARY.lessons[request.param]


def test_its_minutes_add_up_to_the_lesson(lesson):
    plan = (PLANS / f"{lesson.id}.md").read_text(encoding="utf-8")
    minutes = [int(row) for row in re.findall(r"^\| (\d+) \|", plan, re.MULTILINE)]
    assert len(minutes) >= 6
    assert sum(minutes) == lesson.minutes == 45


def test_it_names_the_objectives_and_the_key_of_every_item(lesson):
    plan = (PLANS / f"{lesson.id}.md").read_text(encoding="utf-8")
    for objective in lesson.objectives:
        assert objective.id in plan
    asked = [item for quiz in lesson.quizzes for item in quiz.items] + [each.item for each in lesson.predictions]
    assert not [item for item in asked if item not in plan]


def test_it_claims_no_proof_that_it_teaches(lesson):
    plan = (PLANS / f"{lesson.id}.md").read_text(encoding="utf-8").lower()
    assert "no human data" in plan
    assert "not yet reviewed by a clinician" in plan
