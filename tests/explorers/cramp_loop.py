"""The cramp loop's numbers, asked of its model at twice its own step; another test compares the two steps."""

from functools import cache

import numpy as np

from crampcourse.library import load
from crampcourse.models.bistability import bistability
from crampcourse.models.cramp import cramp_duration, simulate, standard_loop
from crampcourse.models.cramp_threshold import cramp_threshold
from crampcourse.models.curves import active_force, passive_force

FIGURES = load().explorers["cramp_loop"].figures
DRIVES = [FIGURES[name].value for name in ("slight", "strong")]
OFF = [(), ("inward_current",), ("ia",), ("ib",), ("loop",)]
STEP_S = 0.02
RANGES = {"lasts": 117.0, "test_hz": 40.0}


def run(values, step_s=STEP_S):
    """The course of these values: an effort from 1 to 3 s, and the stretch from 15 to 16 s."""
    length, drive = values["length"], DRIVES[round(values["drive"])]
    end = max(length, 1.2) if values["stretch"] else length

    def held(now):
        return float(np.interp(now, [15.0, 16.0], [length, end]))

    def driven(now):
        return drive if 1.0 - 1e-9 <= now < 3.0 - 1e-9 else 0.0

    loop = standard_loop().without(*OFF[round(values["parts"])])
    return simulate(held, values["fatigue"] / 100, driven, 120.0, step_s, loop)


@cache
def threshold_hz(length, tired, which, step_s):
    """The cramp threshold frequency in Hz; 0 where none is found."""
    test = cramp_threshold(length, tired, loop=standard_loop().without(*OFF[which]), step_s=step_s)
    return test.threshold_hz if test.found else 0.0


def truth(values):
    """Every quantity in this state."""
    length, tired = values["length"], values["fatigue"] / 100
    loop = standard_loop().without(*OFF[round(values["parts"])])
    course = run(values)
    found = cramp_duration(course)
    spindles = loop.ia_gain * (1 + loop.ia_fatigue_rise * tired)
    force = active_force(length) * (1 - loop.force_fatigue_loss * tired)
    force += max(passive_force(length) - passive_force(loop.slack_length), 0)
    inputs = {
        "ia": spindles * (loop.ia_rate_share + loop.ia_stretch_share * max(length - 1, 0)),
        "pic": loop.inward_current_gain / (1 + loop.inward_current_half_rate**4),
        "ib": loop.ib_gain * (1 - loop.ib_fatigue_loss * tired) * force,
    }
    if not values["contrary"]:
        against = 0
    elif values["stretch"]:
        against = 1
    elif values["parts"] == 4:
        against = 2
    else:
        against = 3 if tired > 0 else 4
    return {
        "lasts": found.seconds,
        "outcome": (1 if found.seconds > 0.5 else 0) if found.ended else 2,
        "rate_after": 100 * float(np.interp(5.0, course.time_s, course.pool_rate)),
        "bistable": int(bistability(length, tired, loop).bistable),
        "test_hz": threshold_hz(length, tired, round(values["parts"]), STEP_S),
        **{name: 100 * float(value) / DRIVES[1] for name, value in inputs.items()},
        "against": against,
    }
