"""What the node of Ranvier does in every state of the membrane explorer's controls: its rest, threshold and answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from crampcourse.models.membrane import resting_mv, simulate_node, spike_count, threshold
from crampcourse.widgets.explorers.thinning import thinned

Array = NDArray[np.float64]
WATCHED_MS, STEP_MS = 3.0, 0.005
PULSE_FROM_MS, PULSE_MS = 0.5, 0.1
VERTICES = 64
NO_STIMULUS, SILENT, FIRES, GRADED = range(4)
"""The node's answers, numbered as the content names them."""


@dataclass(frozen=True)
class Answer:
    """What one stimulus does: answer, greatest potential, and the trace as vertices (ms, mV)."""

    answer: int
    peak_mv: float
    trace: Array


@dataclass(frozen=True)
class NodeStates:
    """Tables over K⁺, Ca²⁺ and Mg²⁺; ``answer``, ``peak_mv`` and ``trace`` over the stimulus as well."""

    rest_mv: Array
    need: Array
    """Threshold current over the normal one; 0 where there is no all-or-none threshold."""
    answer: Array
    peak_mv: Array
    trace: Array


def needed(potassium: float, calcium: float, magnesium: float, normal_na: float) -> float:
    """The threshold current over the normal one; 0 where the node has no all-or-none threshold."""
    found = threshold(PULSE_MS, potassium, calcium, magnesium)
    return found.current_na / normal_na if found.all_or_none else 0.0


def answer_to(stimulus_na: float, need: float, potassium: float, calcium: float, magnesium: float) -> Answer:
    """What the node does with a pulse of that current, in plasma of these concentrations (mmol/l)."""
    run = simulate_node(
        lambda now: stimulus_na if PULSE_FROM_MS <= now < PULSE_FROM_MS + PULSE_MS else 0.0,
        WATCHED_MS,
        potassium,
        calcium,
        magnesium,
        step_ms=STEP_MS,
    )
    if stimulus_na == 0.0:
        answer = NO_STIMULUS
    elif need == 0.0:
        answer = GRADED
    else:
        answer = FIRES if spike_count(run) else SILENT
    return Answer(answer, float(run.potential_mv.max()), thinned(run.time_ms, run.potential_mv, VERTICES))


def node_states(grids: Mapping[str, Array], magnesium: Array, stimuli: Array) -> NodeStates:
    """The tables; ``magnesium`` (mmol/l) and ``stimuli`` (normal thresholds) are what those two choices stand for."""
    normal_na = threshold(PULSE_MS).current_na
    shape = (len(grids["potassium"]), len(grids["calcium"]), len(magnesium))
    rest, need = np.empty(shape), np.empty(shape)
    answer, peak = np.empty((*shape, len(stimuli))), np.empty((*shape, len(stimuli)))
    trace = np.empty((*shape, len(stimuli), VERTICES, 2))
    for at in product(*map(range, shape)):
        plasma = grids["potassium"][at[0]], grids["calcium"][at[1]], magnesium[at[2]]
        rest[at] = resting_mv(*plasma)
        need[at] = needed(*plasma, normal_na)
        for which, stimulus in enumerate(stimuli):
            given = answer_to(stimulus * normal_na, need[at], *plasma)
            answer[at][which], peak[at][which], trace[at][which] = given.answer, given.peak_mv, given.trace
    return NodeStates(rest, need, answer, peak, trace)
