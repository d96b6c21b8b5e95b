"""The numbers of the torque sandbox: tables of arms, forces, lengths, and roles as terms by the rule of ``roles``."""

from collections.abc import Mapping

import numpy as np

from crampcourse.library.models import model_text
from crampcourse.models.ankle import MUSCLES, muscle_geometry
from crampcourse.models.curves import tendon_stiffness
from crampcourse.models.gait2392 import CODES, muscle_values, parameters
from crampcourse.models.muscle import isometric_force
from crampcourse.widgets.explorers.axes_scene import MM, Array
from crampcourse.widgets.explorers.leg_scene import HEADS
from crampcourse.widgets.states import Source
from crampcourse.widgets.terms import Term, least, ln, most, root, size, where

ROLES = ("none", "agonist", "synergist", "neutraliser", "antagonist", "fixator")
"""What the number of a role stands for, and the order of its words in the content."""
LOOKS = ("rest", "agonist", "synergist", "synergist", "antagonist", "fixator")
TASKS = ("plantarflexion", "dorsiflexion", "inversion", "eversion")
FULL_NM = {"ankle": 130.0, "subtalar": 30.0}
"""The torque of the longest bar: just above what the strongest muscle can do about each axis."""
_NOTHING_NM = 1e-6
"""Less is rounding, as in ``models/roles``."""


def quantities(grids: Mapping[str, Array]) -> dict[str, Source]:
    """Every number of the sandbox: per muscle arms (mm), force (N), torque, share (%) and role; then the sums.

    Activations (%) are controls named like the muscles. ``fibre_NAME`` is the fibre's length in optimal lengths,
    ``bar_NAME`` the torque in parts of ``FULL_NM``.
    """
    found = tables(grids)
    of = Term.of
    about_ankle = 1.5 - of("task")
    found["way"] = where(0.5 - of("task") > 0, -1, where(of("task") > 2.5, -1, 1))
    found["full"] = of("task") > 1.5
    limit = model_text("roles").number
    for name in MUSCLES:
        for axis in ("ankle", "subtalar"):
            found[f"{axis}_torque_{name}"] = of(f"force_{name}") * of(f"{axis}_arm_{name}") / MM
        ankle, subtalar = of(f"ankle_torque_{name}"), of(f"subtalar_torque_{name}")
        found[f"torque_{name}"] = of("way") * where(about_ankle > 0, ankle, subtalar)
        found[f"other_{name}"] = where(about_ankle > 0, subtalar, ankle)
        found[f"bar_{name}"] = least(
            most(of(f"torque_{name}") / where(about_ankle > 0, FULL_NM["ankle"], FULL_NM["subtalar"]), -1), 1
        )
        found[f"works_{name}"] = of(name) / 100 >= limit("active_from")
        found[f"wanted_{name}"] = of(f"works_{name}") * most(of(f"torque_{name}"), 0)
    found["wanted"] = _sum("wanted")
    some = of("wanted") > _NOTHING_NM
    for name in MUSCLES:
        share = where(some, of(f"torque_{name}") / most(of("wanted"), _NOTHING_NM), 0)
        found[f"share_{name}"] = 100 * share
        found[f"agonist_{name}"] = of(f"works_{name}") * (of(f"share_{name}") >= 100 * limit("agonist_from"))
        found[f"unwanted_{name}"] = of(f"agonist_{name}") * of(f"other_{name}")
    found["unwanted"] = _sum("unwanted")
    for name in MUSCLES:
        found[f"role_{name}"] = _role(name)
        found[f"letter_{name}"] = of(f"role_{name}")
        found[f"antagonist_{name}"] = 0.5 - size(of(f"role_{name}") - ROLES.index("antagonist")) > 0
        found[f"against_{name}"] = where(of(f"antagonist_{name}"), -of(f"torque_{name}"), 0)
    found["against"] = _sum("against")
    found["agonists"], found["antagonists"] = _sum("agonist"), _sum("antagonist")
    found["net_ankle"], found["net_subtalar"] = _sum("ankle_torque"), _sum("subtalar_torque")
    return found


def tables(grids: Mapping[str, Array]) -> dict[str, Source]:
    """Arms (mm) and force (N) of every muscle in every pose of the grid, and how long its fibres are."""
    poses = np.meshgrid(grids["ankle"], grids["subtalar"], grids["knee"], indexing="ij")
    geometry = muscle_geometry(*poses)
    active = np.reshape(grids[MUSCLES[0]], (1, -1, 1, 1, 1)) / 100
    force_n = np.nan_to_num(isometric_force(geometry.length_m[:, None], active).tendon_force_n)
    found: dict[str, Source] = {}
    for i, name in enumerate(MUSCLES):
        # Only the heads of gastrocnemius cross the knee: all others are the same at each knee angle.
        pose, knee = (("ankle", "subtalar", "knee"), slice(None)) if name in HEADS else (("ankle", "subtalar"), 0)
        found[f"ankle_arm_{name}"] = pose, geometry.ankle_moment_arm_m[i][..., knee] * MM
        found[f"subtalar_arm_{name}"] = pose, geometry.subtalar_moment_arm_m[i][..., knee] * MM
        found[f"force_{name}"] = (name, *pose), force_n[i][..., knee]
        found[f"length_{name}"] = pose, geometry.length_m[i][..., knee] * MM
        found[f"fibre_{name}"] = fibre(name)
    return found


def fibre(name: str) -> Term:
    """A fibre's length in optimal lengths, from force and whole length: the tendon's strain is ln(1 + F/(c₁ F₀))/kT.

    A slack muscle has fibres as long as its height: it lies upright in the model, and pulls nothing.
    """
    i = MUSCLES.index(name)
    slack_mm, optimal_mm = muscle_values("lts_m")[i] * MM, muscle_values("lopt_m")[i] * MM
    scale_n = model_text("muscle").number("tendon_scale") * muscle_values("F0_N")[i]
    strain = ln(1 + Term.of(f"force_{name}") / scale_n) / tendon_stiffness()
    along = most(Term.of(f"length_{name}") - slack_mm * (1 + strain), 0) / optimal_mm
    return root(along * along + float(np.sin(muscle_values("penn_rad")[i])) ** 2)


def _sum(kind: str) -> Term:
    first, *rest = (Term.of(f"{kind}_{name}") for name in MUSCLES)
    return sum(rest, first)


def _role(name: str) -> Term:
    """The rule of ``models/roles``, in its order; a number of ``ROLES``."""
    limit = model_text("roles").number
    of, number = Term.of, ROLES.index
    share, torque, unwanted = of(f"share_{name}"), of(f"torque_{name}"), of("unwanted")
    beyond = any(point["body"] in ("femur_r", "toes_r") for point in parameters()["muscles"][CODES[name]]["points"])
    least_share = 100 * limit("synergist_from")
    alone = least(of("wanted") * -1 >= -_NOTHING_NM, -torque > _NOTHING_NM)
    cancelled = where(
        size(unwanted) > _NOTHING_NM, -of(f"other_{name}") / where(size(unwanted) > _NOTHING_NM, unwanted, 1), 0
    )
    role = where(cancelled >= limit("neutraliser_from"), number("neutraliser"), number("fixator") if beyond else 0)
    role = where(most(-share >= least_share, alone), number("antagonist"), role)
    role = where(share >= least_share, number("synergist"), role)
    role = where(of(f"agonist_{name}") > 0, number("agonist"), role)
    return where(least(of(f"works_{name}"), of(f"force_{name}") > 0), role, 0)
