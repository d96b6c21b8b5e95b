"""Says where points of the femur lie as the knee bends: gastrocnemius begins there.

The knee of gait2392 turns about one axis (z, out of the right side) and slides: the tibia's origin moves in the
femur along two cubic splines of k = −flexion. Metres and degrees; flexion +. Source: DELP1990 (model file).
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from crampcourse.library.models import model_text

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Spline:
    """A cubic spline: knots (n,) and, for each of the n − 1 pieces, c₀ + c₁ t + c₂ t² + c₃ t³ with t from its knot."""

    knots: Array
    coefficients: Array

    @classmethod
    def through(cls, x: ArrayLike, y: ArrayLike) -> "Spline":
        """The spline through n ≥ 4 points (x rising); ValueError for fewer, or shapes that differ.

        End rule (Forsythe, Malcolm and Moler): the third derivative at each end is that of the one cubic through
        the first, or the last, four points. OpenSim's SimmSpline does the same.
        """
        x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
        if x.shape != y.shape or x.ndim != 1 or len(x) < 4 or (np.diff(x) <= 0).any():
            raise ValueError(f"a spline needs 4 or more points with rising x (given: x {x.shape}, y {y.shape})")
        n, width, slope = len(x), np.diff(x), np.diff(y) / np.diff(x)
        # Rows: the second derivatives M make the first derivative continuous at each inner knot.
        rows, right = np.zeros((n, n)), np.zeros(n)
        inner = np.arange(1, n - 1)
        rows[inner, inner - 1], rows[inner, inner + 1] = width[:-1], width[1:]
        rows[inner, inner] = 2 * (width[:-1] + width[1:])
        right[inner] = 6 * np.diff(slope)
        second = np.diff(slope) / (x[2:] - x[:-2])
        third = np.diff(second) / (x[3:] - x[:-3])
        for row, left, divided in ((0, 0, third[0]), (n - 1, n - 2, third[-1])):
            rows[row, left], rows[row, left + 1] = -1.0, 1.0
            right[row] = 6 * divided * width[left]
        bend = np.linalg.solve(rows, right)
        first = slope - width * (2 * bend[:-1] + bend[1:]) / 6
        return cls(x, np.stack([y[:-1], first, bend[:-1] / 2, np.diff(bend) / (6 * width)]))

    def __call__(self, x: ArrayLike) -> Array:
        """The spline at ``x`` (any shape); beyond the knots the end pieces go on."""
        x = np.asarray(x, dtype=float)
        piece = np.searchsorted(self.knots[1:-1], x, side="right")
        c0, c1, c2, c3 = self.coefficients[:, piece]
        t = x - self.knots[piece]
        value: Array = c0 + t * (c1 + t * (c2 + t * c3))
        return value


@cache
def _slide() -> tuple[Spline, Spline]:
    """Forward and upward place of the tibia's origin in the femur."""
    numbers = model_text("ankle").numbers
    x, y = (Spline.through(numbers(f"knee_{way}_knots"), numbers(f"knee_{way}_places")) for way in "xy")
    return x, y


def femur_in_tibia(point_m: ArrayLike, knee_deg: ArrayLike) -> Array:
    """Points fixed in the femur (3, m), as seen from the tibia with the knee flexed (n,); metres, shape (3, m, n).

    p_tibia = Rz(k)ᵀ (p_femur − T(k)), k = −flexion.
    """
    k = -np.deg2rad(np.asarray(knee_deg, dtype=float))
    x, y = _slide()
    point = np.asarray(point_m, dtype=float)[:, :, None]
    forward, up = point[0] - x(k), point[1] - y(k)
    cos, sin = np.cos(k), np.sin(k)
    return np.stack([cos * forward + sin * up, cos * up - sin * forward, np.broadcast_to(point[2], up.shape)])
