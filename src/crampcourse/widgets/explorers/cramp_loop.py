"""The cramp loop: one hypothesis of cramp, with its parts to switch off, beside what was measured in people."""

import numpy as np
from matplotlib.figure import Figure

from crampcourse.library.explorer_text import ExplorerText
from crampcourse.library.faults import ContentError, Fault
from crampcourse.library.read import read_json
from crampcourse.library.shelf import Library
from crampcourse.widgets.explorers import cramp_loop_charts as charts
from crampcourse.widgets.explorers import cramp_loop_scene as scene
from crampcourse.widgets.explorers.cramp_loop_states import loop_states
from crampcourse.widgets.explorers.pictures import gathered
from crampcourse.widgets.explorers.sketch import read_sketch
from crampcourse.widgets.palette import FIRST, MUSCLE_LINE, PARTLY, SECOND, TOKENS
from crampcourse.widgets.states import Drawing, Source
from crampcourse.widgets.terms import Term, where

HELD = ("length", "fatigue", "parts")
LARGEST = {"ia": 100.0, "ib": 300.0, "rate_after": 100.0, "lasts": 120.0, "test_hz": 45.0}
"""Upper ends of the grids of quantities along which something in a picture grows in a straight line."""
HIDDEN, OF_STRETCH, OF_BLOCK, OF_FATIGUE, OF_TWO_STATES = range(5)
"""Sentences of evidence against the model, numbered as the content has them."""
NERVE_CUT = 4
COLOURS = {"length": FIRST, "fatigue": MUSCLE_LINE, "drive": PARTLY, "stretch": SECOND}


def draw(text: ExplorerText, library: Library) -> tuple[Drawing, list[Figure]]:
    """The explorer's drawing and its figures: every state of the controls, none between them."""
    controls = {control.id: control for control in text.controls}
    grids = {name: np.arange(round((c.high - c.low) / c.step) + 1) * c.step + c.low for name, c in controls.items()}
    drives = np.array([text.figures[name].value for name in ("slight", "strong")], dtype=float)
    states = loop_states(grids, drives)
    at = {name: int(np.argmin(np.abs(grids[name] - control.start))) for name, control in controls.items()}
    now = {name: control.start for name, control in controls.items()}
    now |= {name: float(table[tuple(at[c] for c in charts.STATE)]) for name, table in states.course.items()}
    now |= {name: float(table[tuple(at[c] for c in HELD)]) for name, table in states.held.items()}
    grids |= {name: np.array([0.0, most]) for name, most in LARGEST.items()}
    quantities: dict[str, Source] = {
        **{name: (charts.STATE, table) for name, table in states.course.items()},
        **{name: (HELD, table) for name, table in states.held.items()},
        "against": _against(),
    }
    made = {
        "loop": scene.loop(text, read_sketch(library, "cramp_loop"), _lines(library), grids, now),
        "course": charts.course(text, states, tuple(at[name] for name in charts.STATE)),
        "map": scene.region(text, grids, now),
        "lasts": charts.beside_people(text, "lasts", "lasts", text.axes["seconds"], grids, now),
        "test": charts.beside_people(text, "test", "test_hz", text.axes["hertz"], grids, now),
    }
    all_of = gathered(made)
    drawing = Drawing(
        all_of.pictures,
        grids,
        all_of.parts,
        quantities,
        signs=all_of.signs,
        snapped=frozenset(controls),
        colours={name: TOKENS[colour] for name, colour in COLOURS.items()},
        legend=(
            {"token": "--cc-agonist", "line": "solid", "word": "legend.rate"},
            {"token": "--muscle-line", "line": "dashed", "word": "legend.force"},
            {"token": "--cc-antagonist", "line": "solid", "word": "legend.ia"},
            {"token": "--ib", "line": "solid", "word": "legend.ib"},
            {"token": "--cc-partly", "line": "solid", "word": "legend.effort"},
            {"token": "--cc-control-2", "line": "solid", "word": "legend.stretch"},
            {"token": "--cc-agonist", "line": "area", "letter": "2", "word": "legend.both"},
        ),
        toggles={
            "toggle.people": tuple(
                f"{picture}.people.{name}"
                for picture, quantity in (("lasts", "lasts"), ("test", "test_hz"))
                for name in charts.PEOPLE[quantity]
            )
        },
    )
    return drawing, all_of.figures


def _against() -> Term:
    """Which evidence against the model is told: what speaks against what is shown now."""
    of_now = where(Term.of("fatigue") > 0, OF_FATIGUE, OF_TWO_STATES)
    of_now = where(Term.of("parts") >= NERVE_CUT, OF_BLOCK, of_now)
    of_now = where(Term.of("stretch") > 0, OF_STRETCH, of_now)
    return where(Term.of("contrary") > 0, of_now, HIDDEN)


def _lines(library: Library) -> dict[str, np.ndarray]:
    """The centre lines of the drawing's nerves: (n, 2), y downward."""
    faults: list[Fault] = []
    read = read_json(library.folder / "explorers" / "cramp_loop_sketch.json", faults)
    if faults:
        raise ContentError(faults)
    return {name: np.array(points) for name, points in read["lines"].items()}
