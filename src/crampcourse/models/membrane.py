"""The excitable membrane: equilibrium potentials, and a human node of Ranvier in plasma of any K⁺, Ca²⁺ and Mg²⁺.

Equilibrium potentials come from ``potentials``, the shift by divalent ions from ``surface_charge``, the node's
equations from ``node``. Currents: positive depolarises. Numbers, ranges and limits: ``content/models/membrane.yaml``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import ArrayLike, NDArray

from crampcourse.library.models import model_text
from crampcourse.models.domain import checked, single_numbers
from crampcourse.models.node import Bath, at_rest, human_node, march
from crampcourse.models.potentials import ghk_mv, nernst_mv
from crampcourse.models.surface_charge import gate_shift_mv

__all__ = [
    "NodeResponse",
    "Threshold",
    "ghk_mv",
    "latency_ms",
    "nernst_mv",
    "resting_mv",
    "simulate_node",
    "spike_count",
    "spike_times_ms",
    "threshold",
]

Array = NDArray[np.float64]
Stimulus = Callable[[float], float] | ArrayLike
PA_PER_NA = 1000.0
# A last step that rounding alone would add is none.
HAIR = 1e-6
# Threshold search: relative width at the end, and how far to both sides the answer is compared.
CLOSE_ENOUGH, AROUND = 1e-3, 0.02


@dataclass(frozen=True)
class NodeResponse:
    """The potential of a node over time: ``time_ms`` and ``potential_mv`` of shape (steps + 1,)."""

    time_ms: Array
    potential_mv: Array
    resting_mv: float
    """Where the potential starts: no net current flows there."""
    gate_shift_mv: float
    """How far Ca²⁺ and Mg²⁺ shift the gates; positive acts like a depolarisation."""
    potassium_reversal_mv: float


@dataclass(frozen=True)
class Threshold:
    """The smallest current (nA) of a pulse that starts an action potential; NaN where none is all-or-none."""

    current_na: float
    all_or_none: bool
    """False where the node answers in proportion to the current (block), or not at all within the allowed range."""


def simulate_node(
    current_na: Stimulus,
    duration_ms: float,
    potassium_out_mmol_per_l: float = 4.0,
    ionised_calcium_mmol_per_l: float = 1.2,
    magnesium_mmol_per_l: float = 0.55,
    temperature_c: float = 37.0,
    step_ms: float = 0.005,
) -> NodeResponse:
    """What a human node of Ranvier does when a current flows into it, from rest.

    ``current_na``: a function of time in ms (asked in the middle of each step), or one value per step; in nA. The
    number of steps is duration / step, rounded up. K⁺ moves E_K and E_L (Nernst); Ca²⁺ and Mg²⁺ (ionised, mmol/l)
    shift what the gates feel (surface charge). Temperature acts on rates by Q10 and on RT/F.
    Errors: ValueError for all that is outside the ranges, NaN, shapes, a wrong number of values; all at once.
    Equations: ``models.node``. Source: SCHWARZ1995, HILLE1975.
    """
    medium, faults = single_numbers(
        model_text("membrane").domain,
        duration_ms=duration_ms,
        step_ms=step_ms,
        potassium_out_mmol_per_l=potassium_out_mmol_per_l,
        ionised_calcium_mmol_per_l=ionised_calcium_mmol_per_l,
        magnesium_mmol_per_l=magnesium_mmol_per_l,
        temperature_c=temperature_c,
    )
    step, steps = medium.get("step_ms", 0.0), 0
    if not faults:
        steps = ceil(medium["duration_ms"] / step - HAIR)
    currents: Array = np.zeros(0)
    try:
        asked = [current_na((k + 0.5) * step) for k in range(steps)] if callable(current_na) else current_na
        (currents,) = checked(model_text("membrane").domain, current_na=asked)
    except ValueError as fault:
        faults.append(str(fault))
    if not faults and currents.shape != (steps,):
        faults.append(
            f"current_na has shape {currents.shape}; give a function of time in ms, or {steps} values, one per step"
        )
    if faults:
        raise ValueError("; ".join(faults))
    bath = _bath(medium)
    trace = march(human_node(), (PA_PER_NA * currents).tolist(), step, bath)
    return NodeResponse(
        np.linspace(0.0, steps * step, steps + 1), np.array(trace), bath.resting_mv, bath.shift_mv, bath.reversal_mv
    )


def resting_mv(
    potassium_out_mmol_per_l: float = 4.0,
    ionised_calcium_mmol_per_l: float = 1.2,
    magnesium_mmol_per_l: float = 0.55,
    temperature_c: float = 37.0,
) -> float:
    """The resting potential of the node in mV: the lowest at which no net current flows.

    Errors and sources as ``simulate_node``.
    """
    medium, faults = single_numbers(
        model_text("membrane").domain,
        potassium_out_mmol_per_l=potassium_out_mmol_per_l,
        ionised_calcium_mmol_per_l=ionised_calcium_mmol_per_l,
        magnesium_mmol_per_l=magnesium_mmol_per_l,
        temperature_c=temperature_c,
    )
    if faults:
        raise ValueError("; ".join(faults))
    return _bath(medium).resting_mv


def spike_times_ms(response: NodeResponse) -> Array:
    """When the potential rises through the spike level (``spike_level``, our convention), in ms; shape (spikes,)."""
    level = model_text("membrane").number("spike_level")
    v = response.potential_mv
    before = np.nonzero((v[:-1] < level) & (v[1:] >= level))[0]
    share = (level - v[before]) / (v[before + 1] - v[before])
    times: Array = response.time_ms[before] + share * np.diff(response.time_ms)[before]
    return times


def spike_count(response: NodeResponse) -> int:
    """How often the potential rises through the spike level."""
    return len(spike_times_ms(response))


def latency_ms(response: NodeResponse, stimulus_start_ms: float) -> float:
    """From the start of a stimulus to the first rise through the spike level after it, in ms; NaN where none comes."""
    times = spike_times_ms(response)
    later = times[times >= stimulus_start_ms]
    return float(later[0] - stimulus_start_ms) if later.size else float("nan")


def threshold(
    pulse_ms: float = 0.1,
    potassium_out_mmol_per_l: float = 4.0,
    ionised_calcium_mmol_per_l: float = 1.2,
    magnesium_mmol_per_l: float = 0.55,
    temperature_c: float = 37.0,
    step_ms: float = 0.01,
) -> Threshold:
    """The smallest current of a rectangular pulse that starts an action potential, by halving to 0.1 %.

    A pulse is tried from rest and watched for ``threshold_watch`` ms after its end. The answer counts as
    all-or-none where ±2 % of current change the peak by more than ``all_or_none_rise``; otherwise the node is
    blocked and the current is NaN. The pulse is rounded to whole steps, at least one.
    Errors and sources as ``simulate_node``.
    """
    medium, faults = single_numbers(
        model_text("membrane").domain,
        pulse_ms=pulse_ms,
        step_ms=step_ms,
        potassium_out_mmol_per_l=potassium_out_mmol_per_l,
        ionised_calcium_mmol_per_l=ionised_calcium_mmol_per_l,
        magnesium_mmol_per_l=magnesium_mmol_per_l,
        temperature_c=temperature_c,
    )
    if faults:
        raise ValueError("; ".join(faults))
    text, bath, step = model_text("membrane"), _bath(medium), medium["step_ms"]
    during = max(1, round(medium["pulse_ms"] / step))
    silent = [0.0] * ceil(text.number("threshold_watch") / step)

    def peak_mv(current: float) -> float:
        return max(march(human_node(), [PA_PER_NA * current] * during + silent, step, bath))

    low, high = 0.0, text.domain["current_na"].high
    level = text.number("spike_level")
    if not peak_mv(high) > level > bath.resting_mv:
        return Threshold(float("nan"), all_or_none=False)
    while high - low > CLOSE_ENOUGH * high:
        middle = 0.5 * (low + high)
        low, high = (low, middle) if peak_mv(middle) > level else (middle, high)
    rise = peak_mv(high * (1.0 + AROUND)) - peak_mv(high * (1.0 - AROUND))
    sharp = rise > text.number("all_or_none_rise")
    return Threshold(high if sharp else float("nan"), all_or_none=sharp)


def _bath(medium: dict[str, float]) -> Bath:
    """What the plasma around the node sets: reversal potential, gate shift, resting state."""
    celsius = medium["temperature_c"]
    shift = gate_shift_mv(medium["ionised_calcium_mmol_per_l"], medium["magnesium_mmol_per_l"], celsius)
    reversal = human_node().reversal_mv(medium["potassium_out_mmol_per_l"], celsius)
    return at_rest(human_node(), reversal, float(shift), celsius)
