"""Lesson 1 against the models it teaches from: numbers in items are the model's own."""

import json

import numpy as np

from crampcourse.library import load
from crampcourse.library.shelf import CONTENT
from crampcourse.models.ankle import AnkleJoints, pose


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
