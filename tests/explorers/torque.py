"""The torque sandbox's numbers, asked of the models of ankle, muscle and roles."""

import numpy as np

from crampcourse.models.ankle import MUSCLES, muscle_geometry
from crampcourse.models.roles import muscle_roles

TASKS = ("plantarflexion", "dorsiflexion", "inversion", "eversion")
ROLES = {"none": 0, "agonist": 1, "synergist": 2, "antagonist": 4, "fixator": 5}
NEUTRALISER = 3


def truth(values):
    """Every quantity that is said, for this task, pose and these activations."""
    task = TASKS[round(values["task"])]
    pose = values["ankle"], values["subtalar"], values["knee"]
    found = muscle_roles(task, {name: values[name] / 100 for name in MUSCLES}, *pose)
    geometry = muscle_geometry(*pose)
    about_ankle, way = task in TASKS[:2], 1 if task in ("dorsiflexion", "inversion") else -1
    true = {"wanted": found.wanted_torque_nm, "full": 0 if about_ankle else 1}
    net = {"ankle": 0.0, "subtalar": 0.0}
    for i, each in enumerate(found.muscles):
        name = each.muscle
        role = NEUTRALISER if each.neutraliser else ROLES[each.role]
        true |= {
            f"ankle_arm_{name}": geometry.ankle_moment_arm_m[i] * 1000,
            f"subtalar_arm_{name}": geometry.subtalar_moment_arm_m[i] * 1000,
            f"force_{name}": each.tendon_force_n,
            f"torque_{name}": each.task_torque_nm,
            f"share_{name}": 0.0 if np.isnan(each.share) else 100 * each.share,
            f"role_{name}": role,
            f"letter_{name}": role,
        }
        own, other = way * each.task_torque_nm, each.other_torque_nm
        net["ankle"] += own if about_ankle else other
        net["subtalar"] += other if about_ankle else own
    roles = [each.role for each in found.muscles]
    against = sum(-each.task_torque_nm for each in found.muscles if each.role == "antagonist")
    return true | {
        "net_ankle": net["ankle"],
        "net_subtalar": net["subtalar"],
        "against": against,
        "agonists": roles.count("agonist"),
        "antagonists": roles.count("antagonist"),
    }
