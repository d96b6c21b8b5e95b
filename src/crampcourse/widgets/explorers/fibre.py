"""The fibre bench: stimuli of any rate, length, work done and calcium re-uptake, and what the muscle pulls."""

import numpy as np
from matplotlib.figure import Figure

from crampcourse.library.explorer_text import ExplorerText
from crampcourse.library.shelf import Library
from crampcourse.models.curves import active_force
from crampcourse.widgets.explorers import fibre_scene as scene
from crampcourse.widgets.explorers.fibre_states import PERCENT, fibre_states
from crampcourse.widgets.explorers.pictures import gathered
from crampcourse.widgets.explorers.sketch import read_sketch
from crampcourse.widgets.palette import FIRST, PARTLY, TOKENS
from crampcourse.widgets.states import Drawing, Source
from crampcourse.widgets.terms import Term, least, most, run, where

ALL = 99.95
"""Of the heads in %: a share that is all but rounding."""
FILAMENTS = ("thick", "thin", "bare", "optimal")


def draw(text: ExplorerText, library: Library) -> tuple[Drawing, list[Figure]]:
    """The explorer's drawing and its figures."""
    controls = {control.id: control for control in text.controls}
    grids = {name: np.arange(round((c.high - c.low) / c.step) + 1) * c.step + c.low for name, c in controls.items()}
    grids["share"] = np.array([0.0, PERCENT]) / PERCENT
    rates = np.array([float(option.split()[0]) for option in controls["rate"].options])
    work_s, reuptakes_ms = (
        np.array([text.figures[f"{name}_{each}"].value for each in which], dtype=float)
        for name, which in (("work", ("none", "short", "long")), ("reuptake", ("normal", "slow", "slower")))
    )
    filaments = {name: float(np.ravel(text.figures[name].value)[0]) for name in FILAMENTS}
    states = fibre_states(rates, work_s, reuptakes_ms)
    at = {name: int(np.argmin(np.abs(grids[name] - control.start))) for name, control in controls.items()}
    place = at["rate"], at["work"], at["reuptake"]
    share = Term.of("share")
    terms = {
        "sarcomere": filaments["optimal"] * Term.of("length"),
        "overlap": _overlap(filaments),
        "fit": _fit(filaments),
    }
    quantities: dict[str, Source] = {
        "share": (("length",), active_force(grids["length"])),
        "best": PERCENT * share,
        **terms,
        "mean_at_best": (scene.STATE, states.mean),
        "ripple_at_best": (scene.STATE, states.ripple),
        "mean": Term.of("mean_at_best") * share,
        "ripple": Term.of("ripple_at_best") * share,
        "kind": (scene.STATE, states.kind),
        "half": (scene.STATE, states.half),
    }
    now = {name: control.start for name, control in controls.items()}
    now["sarcomere"] = run(terms["sarcomere"].steps, now)
    all_of = gathered(
        {
            "trace": scene.trace(text, states, grids, place),
            "sarcomere": scene.sarcomere(text, read_sketch(library, "fibre"), filaments, grids, now),
            "curve": scene.curve(text, grids, now),
        }
    )
    drawing = Drawing(
        all_of.pictures,
        grids,
        all_of.parts,
        quantities,
        signs=all_of.signs,
        snapped=frozenset(controls),
        colours={"length": TOKENS[FIRST], "rate": TOKENS[PARTLY]},
        legend=(
            {"token": "--cc-agonist", "line": "solid", "word": "legend.force"},
            {"token": "--cc-partly", "line": "solid", "word": "legend.train"},
            {"token": "--thick-line", "line": "solid", "word": "legend.thick"},
            {"token": "--thin-line", "line": "solid", "word": "legend.thin"},
            {"token": "--titin", "line": "solid", "word": "legend.titin"},
            {"token": "--serca-line", "line": "area", "word": "legend.pump"},
        ),
    )
    return drawing, all_of.figures


def _overlap(filaments_um: dict[str, float]) -> Term:
    """How much of the part of a thick filament that has heads lies beside a thin filament, in %."""
    tip = Term.of("sarcomere") / 2 - filaments_um["thin"]
    bare, end = filaments_um["bare"] / 2, filaments_um["thick"] / 2
    return PERCENT * least(most((end - most(tip, bare)) / (end - bare), 0), 1)


def _fit(filaments_um: dict[str, float]) -> Term:
    """How filaments lie: Z discs on thick ones (0), thin past thin (1), all heads (2) or some (3) with a partner."""
    long_um = Term.of("sarcomere")
    short = where(long_um >= filaments_um["thick"], 1, 0)
    return where(Term.of("overlap") >= ALL, where(long_um >= 2 * filaments_um["thin"], 2, short), 3)
