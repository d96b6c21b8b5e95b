"""Curves of thousands of steps as a few vertices, each a step of the curve itself, kept where the curve bends most."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def thinned(x: Array, y: Array, count: int) -> Array:
    """``count`` of the points (x, y) as vertices (count, 2), both ends among them; x (n,) rises, y (n,) is any curve.

    The next vertex is always the point farthest (in y) from the line so far. Errors: ValueError if n < count.
    """
    if len(x) < count:
        raise ValueError(f"the curve has {len(x)} points; {count} vertices cannot be taken from it")
    chosen = np.zeros(len(x), dtype=bool)
    chosen[[0, -1]] = True
    off = _off(x, y, 0, len(x) - 1)
    for _ in range(count - 2):
        worst = int(np.argmax(np.where(chosen, -1.0, off)))
        around = np.flatnonzero(chosen)
        place = int(np.searchsorted(around, worst))
        below, above = int(around[place - 1]), int(around[place])
        chosen[worst] = True
        off[below : worst + 1] = _off(x, y, below, worst)[below : worst + 1]
        off[worst : above + 1] = _off(x, y, worst, above)[worst : above + 1]
    return np.column_stack([x[chosen], y[chosen]])


def _off(x: Array, y: Array, first: int, last: int) -> Array:
    """How far the points from ``first`` to ``last`` lie from the line between these two; 0 outside."""
    off = np.zeros(len(x))
    part = slice(first, last + 1)
    off[part] = np.abs(y[part] - np.interp(x[part], x[[first, last]], y[[first, last]]))
    return off
