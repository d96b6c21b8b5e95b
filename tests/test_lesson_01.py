"""Lesson 1 against the models it teaches from: numbers in items are the model's own, prose names known sources."""

import json
import re
from pathlib import Path

import numpy as np

from crampcourse.library import load
from crampcourse.library.shelf import CONTENT
from crampcourse.models.ankle import AnkleJoints, pose

NOTEBOOK = Path(__file__).parent.parent / "lessons" / "01_bones_and_joints.ipynb"


def prose() -> str:
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    return "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")


def foot_points_inward_deg(ankle_deg: float) -> float:
    joints = AnkleJoints.from_parameters(json.loads((CONTENT / "gait2392.json").read_text(encoding="utf-8")))
    turned, _ = pose(joints, "calcaneus", ankle_deg)
    forward = turned @ np.array([1.0, 0.0, 0.0])
    return float(-np.rad2deg(np.arctan2(forward[2], forward[0])))


def test_the_swing_of_the_toes_that_an_item_asks_for_is_the_models() -> None:
    item = load().items["l01-pointing-turns-in"]
    assert abs(foot_points_inward_deg(-50) - item.value) < 0.1
    outward_at_20_deg = -foot_points_inward_deg(20)
    assert item.wrong[1].low < outward_at_20_deg < item.wrong[1].high


def test_the_notebook_says_the_objectives_and_key_points_of_the_content() -> None:
    lesson, text = load().lessons["L01"], prose()
    for objective in lesson.objectives:
        assert f"**{objective.id}** {objective.text}" in text
    for point in lesson.key_points:
        assert f"**{point.objective}** {point.text}" in text


def test_every_source_in_the_prose_is_listed_with_the_lesson() -> None:
    named = set(re.findall(r"\b[A-Z]{4,}(?:19|20)\d{2}\b", prose()))
    assert named == set(load().lessons["L01"].sources)


def test_the_lesson_has_enough_items_of_enough_kinds() -> None:
    library = load()
    shown = [library.items[name] for quiz in library.lessons["L01"].quizzes for name in quiz.items]
    assert len(shown) >= 14
    assert {"single", "multiple", "numeric", "order", "label", "find"} <= {item.kind for item in shown}
    for objective in library.lessons["L01"].objectives:
        assert any(item.objective == objective.id for item in shown), objective.id


def test_no_item_is_asked_twice_and_none_is_left_over() -> None:
    library = load()
    asked = [
        name
        for lesson in library.lessons.values()
        for name in [item for quiz in lesson.quizzes for item in quiz.items] + [p.item for p in lesson.predictions]
    ]
    assert sorted(asked) == sorted(library.items)


def test_every_claim_that_is_taught_belongs_to_a_lesson_and_no_other_does() -> None:
    library = load()
    taught = {claim.id for claim in library.claims.values() if claim.status in ("taught", "corrected")}
    assert {claim for lesson in library.lessons.values() for claim in lesson.claims} == taught
    assert all(claim.citations or claim.verdict == "unverifiable" for claim in library.claims.values())
