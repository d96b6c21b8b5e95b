"""Says how hard each ankle-crossing muscle pulls at a length and an activation when nothing moves.

Hill-type muscle: fibres at an angle (of fixed height) in series with a tendon that stretches, or one that does not.
Metres, newtons; activation 0 to 1. Curves: ``models/curves.py``; muscle parameters: ``content/gait2392.json``.
Sources: DEGROOTE2016 (curves, as revised in OpenSim), DELP1990 (parameters).
"""

from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from crampcourse.library.models import model_text
from crampcourse.models.curves import active_force, passive_force, passive_scale, tendon_stiffness
from crampcourse.models.domain import checked
from crampcourse.models.gait2392 import CODES, muscle_values

Array = NDArray[np.float64]
Tendon = Literal["elastic", "rigid"]


@dataclass(frozen=True)
class IsometricForce:
    """What twelve muscles pull, and how long their fibres are; shape (12, ...), order of ``ankle.MUSCLES``.

    ``tendon_force_n`` = ``active_force_n`` + ``passive_force_n``, all along the tendon. ``fibre_length_m`` is that of
    the slanted fibre. Where ``no_equilibrium`` is true (muscle and tendon together shorter than the slack tendon:
    the muscle hangs slack) all of them are NaN.
    """

    tendon_force_n: Array
    active_force_n: Array
    passive_force_n: Array
    fibre_length_m: Array
    no_equilibrium: NDArray[np.bool_]


@dataclass(frozen=True)
class _Table:
    """fl at steps so small that straight lines between them are off by less than 2e-7, and the rise at each step."""

    step: float
    force: Array
    rise: Array


@cache
def _active_table(step: float = 2e-4, until: float = 3.0) -> _Table:
    force = active_force(np.arange(0.0, until, step))
    return _Table(step, force, np.append(np.diff(force), 0.0))


@dataclass(frozen=True)
class _Balance:
    """The force balance of fibre and tendon, of one unknown: z = kT ε, ε the tendon's strain. All arrays (n,).

    Lengths in optimal fibre lengths: along = length of the fibre along a slack tendon, height = sin α₀, give = how
    much of ``along`` the tendon takes per unit of z.
    """

    along: Array
    give: Array
    height: Array
    activation: Array
    scale: float
    """c₁ of the tendon curve."""

    def part(self, chosen: NDArray[np.intp]) -> "_Balance":
        """The same for some of the entries."""
        return _Balance(self.along[chosen], self.give[chosen], self.height[chosen], self.activation[chosen], self.scale)

    def residual(self, z: Array) -> tuple[Array, Array]:
        """φ(z) = z − ln(1 + F cos α / c₁), which is 0 where ft(ε) = F cos α, and its slope.

        The logarithm makes the steep passive and tendon curves almost straight, so that few steps are needed.
        """
        table = _active_table()
        along = self.along - self.give * z
        along_2 = along * along
        fibre_2 = along_2 + self.height * self.height
        fibre = np.sqrt(fibre_2)
        cos_2 = along_2 / fibre_2
        place = fibre / table.step
        step = np.minimum(place.astype(np.intp), len(table.force) - 1)
        rise = table.rise[step]
        a, b, c = passive_scale()
        growing = a * np.exp(b * (fibre - 1.0))
        active = table.force[step] + rise * np.minimum(place - step, 1.0)
        force = self.activation * active + np.maximum(growing - a * c, 0.0)
        slope = self.activation * rise / table.step + b * growing
        pulled = force * along / fibre + self.scale
        turning = (slope * cos_2 + force * (1.0 - cos_2) / fibre) * self.give / pulled
        return z - np.log(pulled / self.scale), 1.0 + turning


def _solve(balance: _Balance) -> Array:
    """z of every entry (n,), each with along > 0: φ(0) ≤ 0 and φ > 0 where the fibre stands upright, so a root exists.

    Two Newton steps for all, then Newton inside a closing bracket for those that still move. A last step below 1e-6
    leaves an error below 1e-8, since errors shrink with their square.
    """
    highest = balance.along / balance.give
    # Between a tendon at full active force and one that takes up all the length; fitted to need few steps.
    z = 0.8 / (1.0 / highest + 1.0 / (np.log1p(balance.activation / balance.scale) + 0.1))
    for _ in range(2):
        value, slope = balance.residual(z)
        z = np.clip(z - value / np.maximum(slope, 0.2), 0.0, 0.999 * highest)
    todo, rest = np.arange(len(z)), balance
    low, high = np.zeros_like(z), highest
    for _ in range(200):
        now = z[todo]
        value, slope = rest.residual(now)
        below = value < 0
        low, high = np.where(below, now, low), np.where(below, high, now)
        newton = now - value / np.where(slope > 0, slope, np.nan)
        good = (newton >= low) & (newton <= high)
        z[todo] = np.where(good, newton, 0.5 * (low + high))
        moved = np.flatnonzero(np.abs(z[todo] - now) > 1e-6)
        if not len(moved):
            break
        todo, low, high, rest = todo[moved], low[moved], high[moved], rest.part(moved)
    return z


def isometric_force(length_m: ArrayLike, activation: ArrayLike, tendon: Tendon = "elastic") -> IsometricForce:
    """The force of each muscle at rest or held still, and its fibre length.

    ``length_m``: muscle with tendon, metres, shape (12, ...) in the order of ``ankle.MUSCLES``; ``activation``: 0 to 1,
    any shape that broadcasts to one that starts with 12. Results have that shape.
    ft(ε) = (a fl(x) + fp(x)) cos α, with x the fibre length in optimal lengths, l sin α = lopt sin α₀, and tendon
    length lts (1 + ε); a rigid tendon has ε = 0 and simply passes the force on.
    Errors: ValueError for values outside the ranges of ``content/models/muscle.yaml``, NaN, wrong shapes, or a tendon
    that is neither "elastic" nor "rigid". Sources: DEGROOTE2016, DELP1990.
    """
    text = model_text("muscle")
    faults = []
    first = np.shape(length_m)[:1]
    if first != (len(CODES),):
        faults.append(f"length_m has shape {np.shape(length_m)}; its first axis must be the {len(CODES)} muscles")
    if tendon not in get_args(Tendon):
        faults.append(f"tendon is {tendon!r}; allowed: {', '.join(get_args(Tendon))}")
    try:
        length, active = checked(text.domain, length_m=length_m, activation=activation)
        if not faults and length.shape[0] != len(CODES):
            faults.append(f"together the shapes make {length.shape}; the first axis must be the {len(CODES)} muscles")
    except ValueError as error:
        faults.append(str(error))
    if faults:
        raise ValueError("; ".join(faults))

    shape = length.shape
    optimal_m, slack_m, slant_rad, greatest_n = (
        np.broadcast_to(muscle_values(name).reshape(-1, *[1] * (len(shape) - 1)), shape)
        for name in ("lopt_m", "lts_m", "penn_rad", "F0_N")
    )
    along = (length - slack_m) / optimal_m
    stands = along > 0
    scale = text.number("tendon_scale")
    give = slack_m / optimal_m / tendon_stiffness()
    height = np.sin(slant_rad)
    balance = _Balance(along[stands], give[stands], height[stands], active[stands], scale)
    z = _solve(balance) if tendon == "elastic" else np.zeros_like(balance.along)
    along_now = balance.along - balance.give * z
    fibre = np.sqrt(along_now**2 + balance.height**2)
    cos = along_now / fibre

    def whole(part: Array) -> Array:
        result = np.full(shape, np.nan)
        result[stands] = part
        return result

    pulled_n = greatest_n[stands] * cos
    active_n = pulled_n * balance.activation * active_force(fibre)
    passive_n = pulled_n * passive_force(fibre)
    return IsometricForce(
        whole(active_n + passive_n),
        whole(active_n),
        whole(passive_n),
        whole(optimal_m[stands] * fibre),
        ~stands,
    )
