"""The torque sandbox: the moving leg from both sides, and who pulls for and against a task, as bars to scale."""

import numpy as np
from matplotlib.figure import Figure

from crampcourse.library.explorer_text import ExplorerText
from crampcourse.library.faults import ContentError, Fault
from crampcourse.library.read import read_json
from crampcourse.library.shelf import Library
from crampcourse.models.ankle import MUSCLES, AnkleJoints
from crampcourse.models.gait2392 import parameters
from crampcourse.widgets.explorers.axes_scene import Array, Scene
from crampcourse.widgets.explorers.leg_drawing import STRETCH, bones, muscle, thigh
from crampcourse.widgets.explorers.leg_scene import Leg, LegView
from crampcourse.widgets.explorers.torque_bars import ENDS, bars
from crampcourse.widgets.explorers.torque_numbers import LOOKS, quantities
from crampcourse.widgets.figure import canvas, svg_text
from crampcourse.widgets.palette import AGONIST, ANTAGONIST, FIRST, FIXATOR, MUSCLE, SECOND, SYNERGIST, TOKENS
from crampcourse.widgets.states import Drawing, Part, Picture, Sign, Tables

VIEWS = (
    LegView("lateral", mirrored=False, left_mm=-112, bottom_mm=-196, width_px=258, height_px=560, scale=0.85),
    LegView("medial", mirrored=True, left_mm=-191, bottom_mm=-196, width_px=258, height_px=560, scale=0.85),
)


def draw(text: ExplorerText, library: Library) -> tuple[Drawing, list[Figure]]:
    """The explorer's drawing and the figures it was taken from; ContentError where a file of it is faulty."""
    grids: dict[str, Array] = {c.id: np.arange(c.low, c.high + c.step / 2, c.step) for c in text.controls}
    leg = leg_of(library, grids)
    numbers = quantities(grids)
    at_start = Tables(*Drawing((), grids, (), numbers).pack()).numbers({c.id: c.start for c in text.controls})
    said = {quantity.id: quantity for quantity in text.quantities}
    letters = {name: said[f"letter_{name}"].options[round(at_start[f"letter_{name}"])] for name in MUSCLES}
    pictures: list[Picture] = []
    parts: list[Part] = []
    signs: list[Sign] = []
    figures = []
    for view in VIEWS:
        figure, axes = canvas(view.width_px, view.height_px, view.left_mm, view.bottom_mm, view.scale)
        parts += [*bones(axes, view, leg, library.plate_svg(view.id)), *thigh(axes, view, leg)]
        shown = leg.paths["views"][view.id]
        for place, names in ((0.5, shown["behind"]), (3.0, shown["before"])):
            for order, name in enumerate(names):
                parts += muscle(axes, view, leg, name, place + order / 100, letters[name])
                signs.append(Sign(view.id, f"{view.id}.{name}", f"role_{name}", LOOKS))
                signs.append(Sign(view.id, f"{view.id}.label.role.{name}", f"letter_{name}"))
        pictures.append(Picture(view.id, svg_text(figure), view.width_px, view.height_px))
        figures.append(figure)
    figure, moved, more = bars(text, leg.paths, at_start)
    figures.append(figure)
    pictures.append(Picture("balance", svg_text(figure), *(figure.get_size_inches() * 72)))
    grids |= {f"fibre_{name}": STRETCH for name in MUSCLES} | {f"bar_{name}": ENDS for name in MUSCLES}
    drawing = Drawing(
        tuple(pictures),
        grids,
        (*parts, *moved),
        numbers,
        signs=(*signs, *more),
        colours={"ankle": TOKENS[FIRST], "subtalar": TOKENS[SECOND]},
        legend=tuple(
            {"token": TOKENS[colour], "line": look, "letter": letter, "word": f"legend.{look}"}
            for look, letter, colour in (
                ("agonist", "A", AGONIST),
                ("synergist", "S", SYNERGIST),
                ("antagonist", "N", ANTAGONIST),
                ("fixator", "F", FIXATOR),
                ("rest", "–", MUSCLE),
            )
        ),
    )
    return drawing, figures


def leg_of(library: Library, grids: dict[str, Array]) -> Leg:
    """The leg over these angles; ContentError where a file of its places is faulty."""
    faults: list[Fault] = []
    sheets, paths = (
        read_json(library.folder / "explorers" / f"{name}.json", faults) for name in ("axes_sheets", "leg_paths")
    )
    if faults:
        raise ContentError(faults)
    scene = Scene(AnkleJoints.from_parameters(parameters()), sheets, grids["ankle"], grids["subtalar"])
    return Leg(scene, paths, grids["knee"])
