"""How fast the models are, in CPU time on one thread, and how far ahead of OpenSim's own loop for the same answers.

A model's first call reads its data and is not counted: a lesson pays it once.
"""

import gc
import importlib.util
from collections.abc import Callable
from statistics import median
from time import process_time

import numpy as np

from benchmarks.figures import Figure, compare
from crampcourse.models import ankle, cramp, membrane, muscle

ANKLE_DEG = np.linspace(-40.0, 20.0, 61)
ACTIVATION = np.linspace(0.0, 1.0, 21)


def _cpu_ms(act: Callable[[], object], times: int) -> list[float]:
    """CPU milliseconds of an act, as often as asked, after one round that is not counted."""
    act()
    taken = []
    gc.collect()
    for _ in range(times):
        start = process_time()
        act()
        taken.append(1000.0 * (process_time() - start))
    return taken


def models(rounds: int) -> list[Figure]:
    """The issue's four figures; beside OpenSim where it is installed."""
    length_m = ankle.muscle_geometry(ANKLE_DEG).length_m[:, :, None]
    acts: list[tuple[str, float, Callable[[], object]]] = [
        ("geometry, 12 muscles × 61 angles", 1.5, lambda: ankle.muscle_geometry(ANKLE_DEG)),
        ("elastic force, 12 × 61 × 21", 5.0, lambda: muscle.isometric_force(length_m, ACTIVATION)),
        ("node of Ranvier, 20 ms at 0.01 ms", 5.0, lambda: membrane.simulate_node(_pulse_na, 20.0, step_ms=0.01)),
        ("cramp, 120 s", 50.0, lambda: cramp.simulate(0.55, 0.8, _drive, 120.0)),
    ]
    figures = [Figure(name, "ms CPU", median(_cpu_ms(act, rounds)), most=most, n=rounds) for name, most, act in acts]
    return [*figures, *_beside_opensim(rounds)]


def _pulse_na(time_ms: float) -> float:
    """2 nA for 0.1 ms from 1 ms."""
    return 2.0 if 1.0 <= time_ms < 1.1 else 0.0


def _drive(time_s: float) -> float:
    """A strong voluntary contraction from 1 to 3 s."""
    return 1.2 if 1.0 <= time_s < 3.0 else 0.0


def _beside_opensim(rounds: int) -> list[Figure]:
    """Lengths, arms and forces of the whole grid, ours and OpenSim's in turn, and by how much they differ."""
    if importlib.util.find_spec("opensim") is None:
        print("opensim is not installed: no comparison with it")
        return []
    import opensim

    from benchmarks.opensim_leg import OpenSimLeg

    leg = OpenSimLeg(opensim)

    def ours() -> tuple[np.ndarray, np.ndarray]:
        found = ankle.muscle_geometry(ANKLE_DEG)
        arms = (found.length_m, found.ankle_moment_arm_m, found.subtalar_moment_arm_m)
        return np.stack(arms), muscle.isometric_force(found.length_m[:, :, None], ACTIVATION).tendon_force_n

    def theirs() -> tuple[np.ndarray, np.ndarray]:
        return leg.geometry(ANKLE_DEG), leg.forces(ANKLE_DEG, ACTIVATION)

    (our_m, our_n), (their_m, their_n) = ours(), theirs()
    few = max(2, rounds // 8)  # OpenSim takes seconds a round.
    series = [(_cpu_ms(ours, 3)[-1], _cpu_once_ms(theirs)) for _ in range(few)]
    whole = "geometry and elastic force of the grid, beside OpenSim"
    return [
        compare(whole, "ms CPU", *(list(side) for side in zip(*series, strict=True)), most_ratio=1 / 200),
        Figure("  largest difference of a length or arm", "µm", 1e6 * float(np.abs(our_m - their_m).max()), most=1.0),
        Figure("  largest difference of a force", "N", float(np.abs(our_n - their_n).max()), most=0.1),
    ]


def _cpu_once_ms(act: Callable[[], object]) -> float:
    """CPU milliseconds of one act."""
    start = process_time()
    act()
    return 1000.0 * (process_time() - start)
