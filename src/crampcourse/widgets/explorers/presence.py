"""Artists that are there in some states of a grid and not in others."""

from collections.abc import Sequence

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from numpy.typing import NDArray

from crampcourse.widgets.figure import Group, group
from crampcourse.widgets.states import Part

AWAY_PX = 2000.0
"""Where an artist waits while it is not there: outside every picture."""


def present(
    axes: Axes, gid: str, members: Sequence[Artist], over: str, there: NDArray[np.bool_], zorder: float
) -> tuple[Part, Group]:
    """A group that is there where ``there`` (states of the grid ``over``,) says: what moves it, and the group.

    A still shows one state only: hide the groups that are not there in it once the SVG is taken.
    """
    away_px = np.where(there, 0.0, AWAY_PX)
    shifts = np.column_stack([away_px, np.zeros(len(there))])
    return Part(gid.split(".", 1)[0], gid, "point", (over,), shifts), group(axes, gid, members, zorder)
