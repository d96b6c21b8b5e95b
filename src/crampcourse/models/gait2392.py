"""The gait2392 leg as data: joint places, muscle points and muscle parameters of ``content/gait2392.json``."""

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crampcourse.library.faults import ContentError, Fault
from crampcourse.library.read import read_json
from crampcourse.library.shelf import CONTENT

CODES = {
    "gastrocnemius_medial_head": "GM",
    "gastrocnemius_lateral_head": "GL",
    "soleus": "SOL",
    "tibialis_anterior": "TA",
    "tibialis_posterior": "TP",
    "fibularis_longus": "PL",
    "fibularis_brevis": "PB",
    "fibularis_tertius": "PT",
    "extensor_digitorum_longus": "EDL",
    "extensor_hallucis_longus": "EHL",
    "flexor_digitorum_longus": "FDL",
    "flexor_hallucis_longus": "FHL",
}
"""Our name of each muscle and its short name in the file (PL, PB, PT: peroneus, the older word for fibularis)."""


@cache
def parameters() -> dict[str, Any]:
    """The file's data, in metres, newtons and radians; ContentError says what is wrong with the file."""
    faults: list[Fault] = []
    data = read_json(CONTENT / "gait2392.json", faults)
    if not faults and not (isinstance(data, dict) and set(CODES.values()) <= set(data.get("muscles", {}))):
        faults.append(Fault("gait2392.json", 0, "muscles", f"must hold {', '.join(CODES.values())}"))
    if faults:
        raise ContentError(faults)
    found: dict[str, Any] = data
    return found


def muscle_values(name: str) -> NDArray[np.float64]:
    """One parameter of all twelve muscles, in the order of ``CODES``; shape (12,), the file's unit."""
    muscles = parameters()["muscles"]
    return np.array([muscles[code][name] for code in CODES.values()], dtype=float)
