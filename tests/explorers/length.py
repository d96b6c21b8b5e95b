"""The length lab's numbers, asked of the models of ankle and muscle."""

import numpy as np

from crampcourse.models.ankle import MUSCLES, muscle_geometry
from crampcourse.models.gait2392 import muscle_values
from crampcourse.models.muscle import isometric_force

SHOWN = {"gastrocnemius": MUSCLES.index("gastrocnemius_medial_head"), "soleus": MUSCLES.index("soleus")}
CALF = [*SHOWN.values(), MUSCLES.index("gastrocnemius_lateral_head")]
CHANGED_MM = 5


def truth(values):
    """Every quantity that is said; the fibres only where the model has an answer."""
    geometry = muscle_geometry(values["ankle"], 0.0, values["knee"])
    standing = muscle_geometry(0.0, 0.0, 0.0)
    rest = isometric_force(geometry.length_m, 0.0)
    force = np.nan_to_num(rest.tendon_force_n)
    true = {"torque": float(-(force * geometry.ankle_moment_arm_m)[CALF].sum())}
    for short, i in SHOWN.items():
        longer = 1000 * (geometry.length_m[i] - standing.length_m[i])
        true |= {f"longer_{short}": longer, f"force_{short}": force[i]}
        true[f"level_{short}"] = 2 if longer >= CHANGED_MM else 0 if longer <= -CHANGED_MM else 1
        if not rest.no_equilibrium[i]:
            true[f"best_{short}"] = 100 * rest.fibre_length_m[i] / muscle_values("lopt_m")[i]
    true["reach"] = (true["level_gastrocnemius"] == 2) + 2 * (true["level_soleus"] == 2)
    return true
