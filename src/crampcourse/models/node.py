"""The engine of the human node of Ranvier: channel gates, resting state, one time step after another.

Equations: Schwarz, Reid & Bostock 1995 (SCHWARZ1995), with V in mV inside minus outside, t in ms, current in pA:
C dV/dt = I − P_Na m³h F u (Naᵢ − Naₒ e⁻ᵘ)/(1 − e⁻ᵘ) − (g_Kf n⁴ + g_Ks s + g_L)(V − E), u = VF/RT,
each gate x of m, h, n, s: dx/dt = α_x(V + shift)(1 − x) − β_x(V + shift) x.
Scheme: gates half a step beside V (each solved exactly while V stands still), V by an exponential step with the
slope of its current; second order in the step. All conductances are positive, so no step is too long to be stable.
Numbers: ``content/models/membrane.yaml``.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import expm1, log

import numpy as np
from numpy.typing import NDArray

from crampcourse.library.models import ModelText, model_text
from crampcourse.models.potentials import FARADAY_C_PER_MOL, thermal_mv

Array = NDArray[np.float64]
GATES = ("m", "h", "n", "s")
# The table of rates: far beyond any potential that the allowed currents reach, and fine enough that halving the
# spacing moves a trace by less than 0.01 mV (root mean square).
TABLE_LOW_MV, TABLE_HIGH_MV, TABLE_STEP_MV = -500.0, 350.0, 0.5
PA_FROM_CM3_PER_S_AND_MMOL_PER_L = 1e6
"""cm³/s × C/mol × mmol/l = 1e-6 A = 1e6 pA."""
ZOOMS = 3


@dataclass(frozen=True)
class Node:
    """A node's constants: capacitance pF, conductances nS, permeability cm³/s, concentrations mmol/l, mV."""

    capacitance_pf: float
    sodium_permeability_cm3_per_s: float
    sodium_out_mmol_per_l: float
    sodium_in_mmol_per_l: float
    fast_potassium_ns: float
    slow_potassium_ns: float
    leak_ns: float
    potassium_reversal_mv: float
    """E_K and E_L at the normal K⁺ outside."""
    normal_potassium_mmol_per_l: float
    rates: tuple[tuple[float, ...], ...]
    """α and β of m, h, n, s in turn: size 1/(ms mV), middle mV, slope mV, direction; h's β is a logistic."""
    q10: tuple[float, ...]
    rates_measured_c: float

    @classmethod
    def from_text(cls, text: ModelText) -> "Node":
        """The node of a parameter file; KeyError names a number that is missing."""
        rates = tuple(tuple(text.numbers(f"rate_{gate}_{way}").tolist()) for gate in GATES for way in ("open", "close"))
        return cls(
            capacitance_pf=text.number("capacitance"),
            sodium_permeability_cm3_per_s=text.number("sodium_permeability_of_node"),
            sodium_out_mmol_per_l=text.number("node_sodium_out"),
            sodium_in_mmol_per_l=text.number("node_sodium_in"),
            fast_potassium_ns=text.number("fast_potassium_conductance"),
            slow_potassium_ns=text.number("slow_potassium_conductance"),
            leak_ns=text.number("leak_conductance"),
            potassium_reversal_mv=text.number("potassium_reversal"),
            normal_potassium_mmol_per_l=text.number("normal_potassium"),
            rates=rates,
            q10=tuple(text.number(f"q10_{gate}") for gate in GATES),
            rates_measured_c=text.number("rates_measured_at"),
        )

    def reversal_mv(self, potassium_out_mmol_per_l: float, temperature_c: float) -> float:
        """E_K = E_L at another K⁺ outside, in mV: moved by (RT/F) ln(Kₒ / normal Kₒ)."""
        ratio = potassium_out_mmol_per_l / self.normal_potassium_mmol_per_l
        return self.potassium_reversal_mv + thermal_mv(temperature_c) * log(ratio)


@dataclass(frozen=True)
class Bath:
    """What surrounds the node, and the state in which it rests there: potentials in mV, gates m, h, n, s."""

    reversal_mv: float
    shift_mv: float
    temperature_c: float
    resting_mv: float
    gates: tuple[float, ...]


@cache
def human_node() -> Node:
    """The node of Schwarz, Reid & Bostock 1995."""
    return Node.from_text(model_text("membrane"))


def gate_rates(node: Node, felt_mv: Array, temperature_c: float) -> list[tuple[Array, Array]]:
    """α and β in 1/ms of m, h, n, s where the gates feel ``felt_mv`` (any shape): V + shift.

    Each is size · X(d (V − middle), slope) with X(u, c) = u/(1 − e^(−u/c)), d = ±1; h closes by a logistic.
    """
    warmth = (temperature_c - node.rates_measured_c) / 10.0
    pairs = []
    for gate, factor in enumerate(node.q10):
        speed = factor**warmth
        opening, closing = node.rates[2 * gate], node.rates[2 * gate + 1]
        shut = _logistic if GATES[gate] == "h" else _ramp
        pairs.append((speed * _ramp(felt_mv, *opening), speed * shut(felt_mv, *closing)))
    return pairs


def at_rest(node: Node, reversal_mv: float, shift_mv: float, temperature_c: float) -> Bath:
    """The node at the lowest potential (mV) where no net current flows; NaN throughout where none is below +50 mV."""
    low, high = -200.0, 50.0
    for _ in range(ZOOMS):
        potential = np.linspace(low, high, 501)
        m, h, n, s = (a / (a + b) for a, b in gate_rates(node, potential + shift_mv, temperature_c))
        ohmic = node.fast_potassium_ns * n**4 + node.slow_potassium_ns * s + node.leak_ns
        current = m**3 * h * sodium_pa(node, potential, temperature_c) + ohmic * (potential - reversal_mv)
        crossings = np.nonzero((current[:-1] <= 0.0) & (current[1:] > 0.0))[0]
        if not crossings.size:
            return Bath(reversal_mv, shift_mv, temperature_c, float("nan"), (float("nan"),) * 4)
        low, high = float(potential[crossings[0]]), float(potential[crossings[0] + 1])
    middle = 0.5 * (low + high)
    pairs = gate_rates(node, np.array([middle + shift_mv]), temperature_c)
    gates = tuple(float((a / (a + b))[0]) for a, b in pairs)
    return Bath(reversal_mv, shift_mv, temperature_c, middle, gates)


def sodium_pa(node: Node, potential_mv: Array, temperature_c: float) -> Array:
    """The Na⁺ current with all channels open, in pA, outward positive: P F u (Naᵢ − Naₒ e⁻ᵘ)/(1 − e⁻ᵘ)."""
    u = potential_mv / thermal_mv(temperature_c)
    scale = node.sodium_permeability_cm3_per_s * FARADAY_C_PER_MOL * PA_FROM_CM3_PER_S_AND_MMOL_PER_L
    # u e⁻ᵘ/(1 − e⁻ᵘ) is the ratio read backwards, so that 0 mV needs no case of its own.
    return scale * (node.sodium_in_mmol_per_l * _ratio(u) - node.sodium_out_mmol_per_l * _ratio(-u))


def march(node: Node, current_pa: Sequence[float], step_ms: float, bath: Bath) -> list[float]:
    """V in mV from rest, at the start and after every step, given the current (pA) that flows during each."""
    rows = _table(node, step_ms, bath.shift_mv, bath.temperature_c)
    fast, slow, leak = node.fast_potassium_ns, node.slow_potassium_ns, node.leak_ns
    per_mv, pace = 1.0 / TABLE_STEP_MV, -step_ms / node.capacitance_pf
    v, reversal_mv = bath.resting_mv, bath.reversal_mv
    m, h, n, s = bath.gates
    trace = [v]
    keep: Callable[[float], None] = trace.append
    for current in current_pa:
        x = (v - TABLE_LOW_MV) * per_mv
        row = int(x)
        f = x - row
        # Of each gate: how much of it stays and what is added during a step, and both one row further on.
        m0, m1, m2, m3, h0, h1, h2, h3, n0, n1, n2, n3, s0, s1, s2, s3, na, na_rise = rows[row]
        m = (m0 + f * m1) * m + m2 + f * m3
        h = (h0 + f * h1) * h + h2 + f * h3
        n = (n0 + f * n1) * n + n2 + f * n3
        s = (s0 + f * s1) * s + s2 + f * s3
        opened = m * m * m * h
        squared = n * n
        ohmic = leak + slow * s + fast * squared * squared
        slope = ohmic + opened * na_rise * per_mv
        v += (ohmic * (v - reversal_mv) + opened * (na + f * na_rise) - current) * expm1(slope * pace) / slope
        keep(v)
    return trace


@lru_cache(maxsize=16)
def _table(node: Node, step_ms: float, shift_mv: float, temperature_c: float) -> list[tuple[float, ...]]:
    """What one step does to the gates, and the Na⁺ current, row by row of V; each value with its rise to the next."""
    potential = np.arange(TABLE_LOW_MV, TABLE_HIGH_MV + TABLE_STEP_MV, TABLE_STEP_MV)
    columns = []
    for opening, closing in gate_rates(node, potential + shift_mv, temperature_c):
        stays = np.exp(-step_ms * (opening + closing))
        columns += [stays, opening / (opening + closing) * (1.0 - stays)]
    columns.append(sodium_pa(node, potential, temperature_c))
    values = np.array(columns).T
    rows = np.empty((len(potential) - 1, 2 * len(columns)))
    rows[:, 0::2], rows[:, 1::2] = values[:-1], np.diff(values, axis=0)
    return [tuple(row) for row in rows.tolist()]


def _ratio(x: Array) -> Array:
    """x/(1 − e⁻ˣ), 1 at x = 0."""
    with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
        return np.where(np.abs(x) < 1e-7, 1.0 + 0.5 * x, x / -np.expm1(-x))


def _ramp(potential_mv: Array, size: float, middle_mv: float, slope_mv: float, direction: float) -> Array:
    return size * slope_mv * _ratio(direction * (potential_mv - middle_mv) / slope_mv)


def _logistic(potential_mv: Array, size: float, middle_mv: float, slope_mv: float, direction: float) -> Array:
    with np.errstate(over="ignore"):
        settled: Array = size / (1.0 + np.exp(-direction * (potential_mv - middle_mv) / slope_mv))
    return settled
