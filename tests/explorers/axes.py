"""The axis explorer's numbers, asked of the hinge model."""

import numpy as np

from crampcourse.library import load
from crampcourse.library.read import read_json
from crampcourse.models.ankle import AnkleJoints, in_tibia, pose

LIBRARY = load()
JOINTS = AnkleJoints.from_parameters(read_json(LIBRARY.folder / "gait2392.json", []))
POINTS = read_json(LIBRARY.folder / "explorers" / "axes_sheets.json", [])["points"]


def truth(values):
    """Every quantity at these angles."""
    ankle_deg, subtalar_deg = values["ankle"], values["subtalar"]

    def moved(name, frame):
        at = np.array(POINTS[name]["at_mm"], dtype=float)
        neutral = in_tibia(JOINTS, frame, [0.0, 0.0, 0.0], 0.0, 0.0) - JOINTS.talus_origin_m
        place = in_tibia(JOINTS, frame, at / 1000 - neutral, ankle_deg, subtalar_deg) - JOINTS.talus_origin_m
        return place * 1000 - at

    toe, heel = moved("toe", "calcaneus"), moved("heel", "calcaneus")
    foot, _ = pose(JOINTS, "calcaneus", ankle_deg, subtalar_deg)
    return {
        "toe_up": toe[1],
        "toe_in": -toe[2],
        "toe_turn": np.rad2deg(np.arctan2(-foot[2, 0], foot[0, 0])),
        "sole_tilt": np.rad2deg(np.arcsin(-foot[1, 2])),
        "heel_up": heel[1],
        "heel_in": -heel[2],
        "talus_way": np.linalg.norm(moved("talar_head", "talus")),
    }
