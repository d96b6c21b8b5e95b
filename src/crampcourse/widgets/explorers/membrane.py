"""The membrane explorer: what K⁺, Ca²⁺ and Mg²⁺ outside do to a muscle fibre's rest and to a node of Ranvier."""

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from crampcourse.library.explorer_text import ExplorerText
from crampcourse.library.models import model_text
from crampcourse.library.shelf import Library
from crampcourse.models.potentials import nernst_mv, thermal_mv
from crampcourse.models.surface_charge import gate_shift_mv
from crampcourse.widgets.explorers import membrane_scene as scene
from crampcourse.widgets.explorers.membrane_states import node_states
from crampcourse.widgets.explorers.pictures import gathered
from crampcourse.widgets.explorers.sketch import read_sketch
from crampcourse.widgets.palette import ION_CA, ION_K, ION_MG, PARTLY, TOKENS
from crampcourse.widgets.states import Drawing, Source
from crampcourse.widgets.terms import Term, ln, run, where

Array = NDArray[np.float64]
BODY_C = 37.0
SPANS = {
    "e_na": (0.0, 80.0),
    "e_k": (-120.0, 0.0),
    "rest_muscle": (-120.0, 0.0),
    "rest_node": (-120.0, 0.0),
    "need": (0.0, 2.5),
}
"""Ends of the bars' grids: between them a bar's end is a straight line of its quantity."""
AS_NORMAL = 0.005
"""So near to the normal current the node needs, as far as two decimals say."""
COLOURS = {"potassium": ION_K, "calcium": ION_CA, "magnesium": ION_MG, "stimulus": PARTLY}


def draw(text: ExplorerText, library: Library) -> tuple[Drawing, list[Figure]]:
    """The explorer's drawing and its figures: every state of the controls, none between them."""
    controls = {control.id: control for control in text.controls}
    grids = {name: np.arange(round((c.high - c.low) / c.step) + 1) * c.step + c.low for name, c in controls.items()} | {
        "answer": np.arange(4.0)
    }
    magnesium = np.array([text.figures[f"magnesium_{name}"].value for name in ("low", "normal", "high")])
    stimuli = np.array([0.0, *(text.figures[name].value for name in ("weak", "enough", "strong"))])
    states = node_states(grids, magnesium, stimuli)
    at = {name: int(np.argmin(np.abs(grids[name] - control.start))) for name, control in controls.items()}
    place = tuple(at[name] for name in scene.STATE)
    counts = {"potassium": grids["potassium"], "calcium": grids["calcium"], "magnesium": magnesium}
    shift = np.array([[float(gate_shift_mv(ca, mg)) for mg in magnesium] for ca in grids["calcium"]])
    levels = {"e_k": _nernst(), "e_na": Term.of(_sodium_mv()), "rest_muscle": _goldman()}
    quantities: dict[str, Source] = {
        **levels,
        "rest_node": (scene.PLASMA, states.rest_mv),
        "shift": (("calcium", "magnesium"), shift),
        "need": (scene.PLASMA, states.need),
        "ease": _ease(),
        "answer": (scene.STATE, states.answer),
        "peak": (scene.STATE, states.peak_mv),
    }  # fmt: skip
    start = {name: control.start for name, control in controls.items()}
    for name in levels:
        start[name] = run(levels[name].steps, start)
    start |= {"rest_node": float(states.rest_mv[place[:3]]), "need": float(states.need[place[:3]])}
    grids |= {name: np.array(span) for name, span in SPANS.items()}
    made = {
        "trace": scene.trace(text, states, stimuli, place),
        "levels": scene.levels(text, grids, start),
        "membrane": scene.membrane(
            text, read_sketch(library, "membrane"), grids, counts, at | {"answer": int(states.answer[place])}
        ),
        "need": scene.need(text, grids, stimuli, start),
    }
    all_of = gathered(made)
    drawing = Drawing(
        all_of.pictures,
        grids,
        all_of.parts,
        quantities,
        signs=all_of.signs,
        snapped=frozenset({*controls, "answer"}),
        colours={name: TOKENS[colour] for name, colour in COLOURS.items()},
        legend=(
            {"token": "--ink", "line": "solid", "word": "legend.now"},
            {"token": "--cc-muted", "line": "dashed", "word": "legend.normal"},
            {"token": "--nerve-line", "line": "dotted", "word": "legend.rest"},
            {"token": "--cc-partly", "line": "solid", "word": "legend.stimulus"},
        ),
    )
    return drawing, all_of.figures


def _ease() -> Term:
    """Whether the node fires as easily as normal (0), more (1) or less (2) easily, or not all-or-none (3)."""
    need = Term.of("need")
    return where(need > 1 + AS_NORMAL, 2, where(need >= 1 - AS_NORMAL, 0, where(need > 0, 1, 3)))


def _nernst() -> Term:
    """E_K of a muscle fibre in mV."""
    return thermal_mv(BODY_C) * ln(Term.of("potassium") / model_text("potentials").number("muscle_potassium_in"))


def _sodium_mv() -> float:
    text = model_text("potentials")
    return float(nernst_mv(text.number("muscle_sodium_out"), text.number("muscle_sodium_in")))


def _goldman() -> Term:
    """The rest of a muscle fibre in mV, as ``models.potentials.ghk_mv`` says."""
    text = model_text("potentials")
    share = text.number("muscle_sodium_permeability")
    outside = Term.of("potassium") + share * text.number("muscle_sodium_out")
    inside = text.number("muscle_potassium_in") + share * text.number("muscle_sodium_in")
    return thermal_mv(BODY_C) * ln(outside / inside)
