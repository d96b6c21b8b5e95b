"""Strings of a few muscles over the bones of the axis explorer: on which side of each axis they pass is what counts."""

from collections.abc import Mapping

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from crampcourse.library.explorer_text import ExplorerText
from crampcourse.widgets.explorers.axes_scene import View
from crampcourse.widgets.explorers.leg_scene import Leg
from crampcourse.widgets.figure import pixels
from crampcourse.widgets.palette import MUSCLE_LINE, PAGE
from crampcourse.widgets.states import Part

POSE = ("ankle", "subtalar")
_SHOWN: Mapping[str, tuple[tuple[str, str, tuple[float, float], str, int, bool], ...]] = {
    "lateral": (
        ("soleus", "calf", (-48, 84), "right", 3, False),
        ("tibialis_anterior", "tibialis_anterior", (33, 84), "left", 3, False),
        ("fibularis_longus", "fibularis_longus", (6, -72), "left", 7, True),
    ),
    "posterior": (
        ("soleus", "calf", (6, 82), "left", 3, False),
        ("tibialis_posterior", "tibialis_posterior", (-25, 66), "right", 3, False),
        ("fibularis_longus", "fibularis", (33, 66), "left", 4, False),
    ),
}
"""In each view: muscle, its word, where that stands on the page (mm), how many points of the string are drawn (the
posterior plate ends at the hindfoot), and whether the word goes along with the last but two of them."""


def strings(axes: Axes, view: View, leg: Leg, text: ExplorerText) -> tuple[list[Artist], list[Part]]:
    """The muscles of a view, each a string over a halo with its name: the artists, and how they move."""
    artists: list[Artist] = []
    parts = []
    still = leg.scene.neutral, int(abs(leg.scene.subtalar_deg).argmin())
    for muscle, word, place, align, points, follows in _SHOWN[view.id]:
        seen = view.seen(leg.string(muscle)[1])[..., :points, :]
        for layer, colour, width in (("halo", PAGE, 5.0), ("string", MUSCLE_LINE, 2.5)):
            line = Line2D(*seen[still].T, color=colour, linewidth=width, gid=f"{view.id}.muscle.{layer}.{muscle}")
            line.set(zorder=3.5, solid_joinstyle="round", clip_on=False)
            artists.append(axes.add_line(line))
            parts.append(Part(view.id, f"{view.id}.muscle.{layer}.{muscle}", "path", POSE, pixels(axes, seen)))
        gid = f"{view.id}.label.muscle.{muscle}"
        words = text.words[f"muscle.{word}"]
        artists.append(
            axes.text(*place, words, color=MUSCLE_LINE, weight="bold", ha=align, va="center", gid=gid, zorder=6)
        )
        if follows:
            moved = seen[..., -3, :] - seen[still][-3]
            parts.append(
                Part(
                    view.id,
                    gid,
                    "point",
                    POSE,
                    pixels(axes, moved[..., None, :]) - pixels(axes, 0 * moved[..., None, :]),
                )
            )
    return artists, parts
