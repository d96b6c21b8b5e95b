"""The membrane explorer's numbers, asked of the node, of the equilibrium potentials and of the surface charge."""

from functools import cache

from crampcourse.library import load
from crampcourse.models.membrane import ghk_mv, nernst_mv, resting_mv, simulate_node, spike_count, threshold
from crampcourse.models.surface_charge import gate_shift_mv

FIGURES = load().explorers["membrane"].figures
MAGNESIUM = [FIGURES[f"magnesium_{name}"].value for name in ("low", "normal", "high")]
STIMULI = [0.0, *(FIGURES[name].value for name in ("weak", "enough", "strong"))]
PULSE_MS = FIGURES["pulse"].value


@cache
def normal_na():
    """The current that starts an action potential in normal plasma."""
    return threshold(PULSE_MS).current_na


def run(values):
    """The node over 3 ms with the stimulus of these values, from 0.5 ms."""
    current_na = STIMULI[round(values["stimulus"])] * normal_na()
    plasma = values["potassium"], values["calcium"], MAGNESIUM[round(values["magnesium"])]
    return simulate_node(lambda now: current_na if 0.5 <= now < 0.5 + PULSE_MS else 0.0, 3.0, *plasma)


def truth(values):
    """Every quantity at these concentrations and this stimulus."""
    plasma = values["potassium"], values["calcium"], MAGNESIUM[round(values["magnesium"])]
    found, answer = threshold(PULSE_MS, *plasma), run(values)
    need = found.current_na / normal_na() if found.all_or_none else 0.0
    if values["stimulus"] == 0:
        said = 0
    elif not found.all_or_none:
        said = 3
    else:
        said = 2 if spike_count(answer) else 1
    easier = 1 if need < 1 else 2
    ease = (0 if abs(need - 1) <= 0.005 else easier) if found.all_or_none else 3
    return {
        "e_k": float(nernst_mv(values["potassium"], 155)),
        "e_na": float(nernst_mv(145, 12)),
        "rest_muscle": float(ghk_mv(values["potassium"])),
        "rest_node": resting_mv(*plasma),
        "shift": float(gate_shift_mv(*plasma[1:])),
        "need": need,
        "ease": ease,
        "answer": said,
        "peak": answer.potential_mv.max(),
    }
