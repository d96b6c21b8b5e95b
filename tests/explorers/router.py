"""The router's arms, as length lost per radian of a string that the hinge model moves."""

import numpy as np

from crampcourse.library import load
from crampcourse.library.read import read_json
from crampcourse.models.ankle import AnkleJoints, in_tibia

JOINTS = AnkleJoints.from_parameters(read_json(load().folder / "gait2392.json", []))
STEP_DEG = 1e-3


def length_m(upper_m, lower_m, ankle_deg, subtalar_deg):
    """Length of a straight string from a point of the shin to one of the foot."""
    neutral = in_tibia(JOINTS, "calcaneus", [0.0, 0.0, 0.0], 0.0, 0.0)
    return np.linalg.norm(in_tibia(JOINTS, "calcaneus", lower_m - neutral, ankle_deg, subtalar_deg) - upper_m)


def truth(values):
    """Both arms in mm and what follows from their signs."""
    place = np.array([values["forward"] / 1000, 0.0, values["side"] / 1000]) + JOINTS.talus_origin_m
    upper, lower = place + np.array([0, 0.05, 0]), place - np.array([0, 0.06, 0])
    step = np.deg2rad(STEP_DEG)
    arms = {}
    for name, turn in (("ankle", (1, 0)), ("subtalar", (0, 1))):
        ends = [length_m(upper, lower, *(sign * STEP_DEG * np.array(turn))) for sign in (1, -1)]
        arms[f"{name}_arm"] = -(ends[0] - ends[1]) / (2 * step) * 1000
    return arms | {"action": 2 * int(arms["ankle_arm"] > 0) + int(arms["subtalar_arm"] > 0)}
