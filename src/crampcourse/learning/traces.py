"""The curves that items may ask about, by name: each is computed by a model of the course.

A curve takes the places on its x axis, rising, and gives the value at each.
"""

from collections.abc import Callable, Sequence

import numpy as np

from crampcourse.models import cramp, fibre, membrane
from crampcourse.models.domain import Array

PULSE_NA, PULSE_MS = 3.0, (0.5, 0.6)
DRIVE_S, STRETCHED_S = (3.0, 5.0), 15.0
SHORT, OPTIMAL, TIRED, EFFORT = 0.6, 1.0, 0.5, 0.6
"""Length and fatigue at which the loop stays active on its own, and the length at which it falls silent."""


def node_action_potential(time_ms: Array) -> Array:
    """Potential in mV of a human node of Ranvier that gets a short pulse of current half a millisecond in."""
    run = membrane.simulate_node(lambda now: PULSE_NA if PULSE_MS[0] <= now < PULSE_MS[1] else 0.0, float(time_ms[-1]))
    potential_mv: Array = np.interp(time_ms, run.time_ms, run.potential_mv)
    return potential_mv


def calf_twitch(time_ms: Array) -> Array:
    """Force of a rested calf after one stimulus at 0 ms, in per cent of its peak."""
    run = fibre.twitch().response
    force: Array = np.interp(time_ms, run.time_ms, 100.0 * run.force_n / run.force_n.max())
    return force


def cramp_episode(time_s: Array) -> Array:
    """Firing of a tired calf's motor pool in % of its greatest: held short, driven for two seconds, stretched later."""
    run = cramp.simulate(
        lambda now: SHORT if now < STRETCHED_S else OPTIMAL,
        TIRED,
        lambda now: EFFORT if DRIVE_S[0] <= now < DRIVE_S[1] else 0.0,
        float(time_s[-1]),
    )
    firing: Array = np.interp(time_s, run.time_s, 100.0 * run.pool_rate)
    return firing


CURVES: dict[str, Callable[[Array], Array]] = {
    "node-action-potential": node_action_potential,
    "calf-twitch": calf_twitch,
    "cramp-episode": cramp_episode,
}


def curve(name: str, places: Sequence[float]) -> Array:
    """The values of a named curve at these places; ValueError names the curves there are."""
    if name not in CURVES:
        raise ValueError(f"there is no curve {name!r}; there are: {', '.join(sorted(CURVES))}")
    return CURVES[name](np.asarray(places, dtype=float))
