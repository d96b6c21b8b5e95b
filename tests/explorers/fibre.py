"""The fibre bench's numbers, asked of the muscle itself."""

from functools import cache

import numpy as np

from crampcourse.library import load
from crampcourse.models.curves import active_force
from crampcourse.models.fibre import half_force_ms, simulate, train_ms

TEXT = load().explorers["fibre"]
FIGURES = TEXT.figures
RATES = [1, 2, 5, 10, 20, 30, 50, 100]
WORK_S = [FIGURES[f"work_{name}"].value for name in ("none", "short", "long")]
REUPTAKES_MS = [FIGURES[f"reuptake_{name}"].value for name in ("normal", "slow", "slower")]


@cache
def bench(rate, work, reuptake):
    """Two seconds of stimuli after that much work: time in ms from the train's start, force in N, the last stimulus."""
    start = 1000.0 * WORK_S[work]
    train = start + train_ms(RATES[rate], 2000)
    before = train_ms(FIGURES["work_hz"].value, 1000, 1000, round(start / 2000)) if start else []
    stimuli = np.concatenate([before, train])
    run = simulate(stimuli, start + 6000, reuptake_ms=REUPTAKES_MS[reuptake], with_fatigue=True, step_ms=1.0)
    return run, start, stimuli[-1]


@cache
def numbers_at_best(rate, work, reuptake):
    """Mean of the second second and ripple of the last period in N, the kind, and half-relaxation in ms."""
    run, start, last = bench(rate, work, reuptake)
    late = run.force_n[(run.time_ms >= start + 1000) & (run.time_ms <= start + 2000)]
    period = run.force_n[(run.time_ms >= start + 2000 - 1000 / RATES[rate]) & (run.time_ms <= start + 2000)]
    top = run.time_ms[run.time_ms >= last][np.argmax(run.force_n[run.time_ms >= last])]
    least, most = period.min() / period.max(), period.max()
    kind = 2 if 1 - least < 0.02 else 0 if least < 0.05 else 1
    return late.mean(), most - period.min(), kind, half_force_ms(run, top)


def truth(values):
    """Every quantity in this state."""
    mean, ripple, kind, half = numbers_at_best(*(round(values[name]) for name in ("rate", "work", "reuptake")))
    share = float(active_force(values["length"])) * 100 / numbers_at_best(7, 0, 0)[0]
    long_um = values["length"] * FIGURES["optimal"].value
    thin, thick, bare = (FIGURES[name].value for name in ("thin", "thick", "bare"))
    heads = np.linspace(bare / 2, thick / 2, 20001)
    short = 0 if long_um < thick else 1 if long_um < 2 * thin else 2
    return {
        "fit": 3 if long_um / 2 - thin > bare / 2 + 1e-9 else short,
        "mean": mean * share,
        "ripple": ripple * share,
        "kind": kind,
        "half": half,
        "sarcomere": long_um,
        "overlap": 100 * float(np.mean(heads >= long_um / 2 - thin)),
        "best": 100 * float(active_force(values["length"])),
    }
