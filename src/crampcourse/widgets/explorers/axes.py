"""The axis explorer: the bones of two plates turned about the two axes of the ankle, drawn once by matplotlib."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from crampcourse.library.explorer_text import ExplorerText
from crampcourse.library.faults import ContentError, Fault
from crampcourse.library.read import read_json
from crampcourse.library.shelf import Library
from crampcourse.models.ankle import AnkleJoints
from crampcourse.widgets.explorers.axes_muscles import strings
from crampcourse.widgets.explorers.axes_scene import LATERAL, POSTERIOR, Array, Scene, View, faces, outlines
from crampcourse.widgets.explorers.axes_signs import COLOUR, axis_lines, dial, spread
from crampcourse.widgets.explorers.leg_scene import Leg
from crampcourse.widgets.figure import canvas, group, matrices, svg_text
from crampcourse.widgets.palette import TOKENS
from crampcourse.widgets.states import Drawing, Part, Picture

GRID_STEP_DEG = {"ankle": 2.5, "subtalar": 5.0}
"""Between two such angles the browser interpolates; a test holds the error below 0.3 mm."""


def draw(text: ExplorerText, library: Library) -> tuple[Drawing, list[Figure]]:
    """The explorer's drawing and the figures it was taken from; ContentError where a file of it is faulty."""
    faults: list[Fault] = []
    sheets, paths = (
        read_json(library.folder / "explorers" / f"{name}.json", faults) for name in ("axes_sheets", "leg_paths")
    )
    parameters = read_json(library.folder / "gait2392.json", faults)
    if faults:
        raise ContentError(faults)
    grids = {c.id: np.arange(c.low, c.high + GRID_STEP_DEG[c.id] / 2, GRID_STEP_DEG[c.id]) for c in text.controls}
    scene = Scene(AnkleJoints.from_parameters(parameters), sheets, grids["ankle"], grids["subtalar"])
    leg = Leg(scene, paths, np.zeros(1))
    pictures, parts, figures, muscles = [], [], [], []
    for view in (LATERAL, POSTERIOR):
        figure, axes = canvas(view.width_px, view.height_px, view.left_mm, view.bottom_mm, view.scale)
        parts += [*_bones(axes, view, scene, library.plate_svg(view.id)), *spread(axes, view, scene, text)]
        parts += [*axis_lines(axes, view, scene, text), *dial(axes, view, text, grids)]
        shown, strung = strings(axes, view, leg, text)
        parts += strung
        pictures.append(Picture(view.id, svg_text(figure), view.width_px, view.height_px))
        muscles += [str(artist.get_gid()) for artist in shown]
        for artist in shown:
            artist.set_visible(False)  # the still shows what is there at the start
        figures.append(figure)
    drawing = Drawing(
        tuple(pictures),
        grids,
        tuple(parts),
        _quantities(scene),
        colours={name: TOKENS[colour] for name, colour in COLOUR.items()},
        legend=tuple(
            {"control": name, "line": line, "word": f"legend.{name}"}
            for name, line in (("ankle", "solid"), ("subtalar", "dashed"))
        ),
        toggles={
            "toggle.spread": tuple(f"{view.id}.spread.{name}" for view in (LATERAL, POSTERIOR) for name in COLOUR),
            "toggle.muscles": tuple(muscles),
        },
        off=frozenset({"toggle.muscles"}),
    )
    return drawing, figures


def _bones(axes: Axes, view: View, scene: Scene, svg: str) -> list[Part]:
    parts = []
    for order, (bone, tissue, paths) in enumerate(outlines(svg)):
        if bone not in scene.sheets["drawn"][view.id]:
            continue
        gid = f"{view.id}.{bone}"
        group(axes, gid, faces(gid, tissue, paths), 1 + order / 100)
        frame = scene.frame(bone)
        if frame == "talus":
            parts.append(Part(view.id, gid, "affine", ("ankle",), matrices(axes, *scene.sheet(bone, view))[:, 0]))
        elif frame == "calcaneus":
            parts.append(Part(view.id, gid, "affine", ("ankle", "subtalar"), matrices(axes, *scene.sheet(bone, view))))
    return parts


def _quantities(scene: Scene) -> dict[str, tuple[tuple[str, ...], Array]]:
    """The numbers the explorer says, over the grid: mm away from the neutral position, degrees of the whole foot."""
    both = ("ankle", "subtalar")
    moved = {
        name: scene.point(name) - np.array(scene.sheets["points"][name]["at_mm"])
        for name in ("toe", "heel", "talar_head")
    }
    foot, _ = scene.motion("calcaneus")
    return {
        "toe_up": (both, moved["toe"][..., 1]),
        "toe_in": (both, -moved["toe"][..., 2]),
        "toe_turn": (both, np.rad2deg(np.arctan2(-foot[..., 2, 0], foot[..., 0, 0]))),
        "sole_tilt": (both, np.rad2deg(np.arcsin(-foot[..., 1, 2]))),
        "heel_up": (both, moved["heel"][..., 1]),
        "heel_in": (both, -moved["heel"][..., 2]),
        "talus_way": (both, np.linalg.norm(moved["talar_head"], axis=-1)),
    }
