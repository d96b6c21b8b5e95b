"""The balance of the torque sandbox: a bar for each muscle, to the right for the task, to the left against it."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon

from crampcourse.library.explorer_text import ExplorerText
from crampcourse.models.ankle import MUSCLES
from crampcourse.widgets.explorers.torque_numbers import LOOKS
from crampcourse.widgets.figure import canvas, group, pixels
from crampcourse.widgets.palette import AGONIST, ANTAGONIST, FIXATOR, HAIRLINE, INK, MUSCLE, MUTED, SYNERGIST
from crampcourse.widgets.states import Part, Sign

ENDS = np.array([-1.0, 1.0])
"""The grid of ``bar_NAME``: a full bar against the task, and one for it."""
_FILL = {"agonist": AGONIST, "antagonist": ANTAGONIST, "synergist": SYNERGIST, "fixator": FIXATOR, "rest": MUSCLE}
_ROW, _HEAD, _WIDTH, _HEIGHT = 41.0, 64.0, 400.0, 560.0
_HALF = 190.0


def bars(
    text: ExplorerText, paths: Mapping[str, Any], at_start: Mapping[str, float]
) -> tuple[Figure, list[Part], list[Sign]]:
    """The figure as it is at the start, the bars that grow (over ``bar_NAME``), and what is written on them."""
    figure, axes = canvas(_WIDTH, _HEIGHT, -_WIDTH / 2, -_HEIGHT, 1)
    words, said = text.words, {quantity.id: quantity for quantity in text.quantities}
    parts, signs = [], []
    for x in (-_HALF, -_HALF / 2, _HALF / 2, _HALF):
        axes.add_line(Line2D([x, x], [-_HEAD + 6, -_HEIGHT + 4], color=HAIRLINE, linewidth=1, zorder=0))
    axes.add_line(Line2D([0, 0], [-_HEAD + 6, -_HEIGHT + 4], color=INK, linewidth=1.75, zorder=4))
    axes.text(
        -_HALF,
        -18,
        words["bars.against"],
        color=INK,
        weight="bold",
        ha="left",
        va="center",
        gid="balance.label.against",
    )
    axes.text(_HALF, -18, words["bars.for"], color=INK, weight="bold", ha="right", va="center", gid="balance.label.for")
    for x, align in ((-_HALF, "left"), (_HALF, "right")):
        gid = f"balance.scale.{align}"
        axes.text(x, -45, said["full"].options[round(at_start["full"])], color=MUTED, ha=align, va="center", gid=gid)
        signs.append(Sign("balance", gid, "full"))
    for row, name in enumerate(MUSCLES):
        top, gid = -_HEAD - row * _ROW, f"balance.{name}"
        role = round(at_start[f"role_{name}"])
        code = paths["muscles"][name]["code"]
        axes.text(
            -_HALF,
            top - 10,
            f"{words[f'muscle.{name}']} ({code})",
            color=INK,
            ha="left",
            va="center",
            gid=f"balance.name.{name}",
            zorder=6,
        )
        axes.text(
            _HALF,
            top - 10,
            said[f"role_{name}"].options[role],
            color=INK,
            ha="right",
            va="center",
            gid=f"balance.label.role.{name}",
            zorder=6,
        )
        place = np.array([[[0.0, top - 21], [end, top - 21], [end, top - 35], [0.0, top - 35]] for end in ENDS * _HALF])
        bar = Polygon(
            place[1] * (at_start[f"bar_{name}"], 1),
            facecolor=_FILL[LOOKS[role]],
            edgecolor=INK,
            linewidth=1,
            gid=f"{gid}.body",
        )
        group(axes, gid, [bar], 3)
        parts.append(Part("balance", f"{gid}.body", "path", (f"bar_{name}",), pixels(axes, place), closed=True))
        signs += [
            Sign("balance", gid, f"role_{name}", LOOKS),
            Sign("balance", f"balance.label.role.{name}", f"role_{name}"),
        ]
    return figure, parts, signs
