"""The forest bench's numbers, pooled by the model itself from the rows of the table."""

import numpy as np

from crampcourse.library.tables import trials
from crampcourse.models.evidence import pool

ROWS = {
    "roguin": ["roguin2017", "roguin2017_followup"],
    "frusso": ["frusso1999"],
    "barna": ["barna2021"],
    "hallegraeff": ["hallegraeff2012_per_night"],
    "coppin": ["coppin2005_per_night"],
}
TOPICS = [["roguin", "frusso", "barna"], ["hallegraeff", "coppin"]]
METHODS = ["fixed", "dersimonian_laird", "hartung_knapp"]


def truth(values):
    """Every number that can be told of the chosen trials."""
    topic = int(values["topic"])
    rows = [trials()[ROWS[name][int(values[name]) - 1]] for name in TOPICS[topic] if values[name]]
    found = {"trials_in": len(rows)}
    if not rows:
        return found | {"answer": 4 * topic, "crosses": 2}
    if len(rows) == 1:
        half = 1.959963984540054 * rows[0].standard_error
        ends = rows[0].effect, rows[0].effect - half, rows[0].effect + half
        answer = 1
    else:
        one = pool(
            [row.effect for row in rows], [row.standard_error**2 for row in rows], METHODS[int(values["method"])]
        )
        ends = one.estimate, one.ci_low, one.ci_high
        found["i2"] = 100 * one.i2
        answer = 2 if topic else 3
        if np.isfinite(one.prediction_low):
            answer = 2
            found |= {"next_low": one.prediction_low, "next_high": one.prediction_high}
    unit = ["week", "night"][topic]
    found |= dict(zip([unit, f"{unit}_low", f"{unit}_high"], ends, strict=True))
    return found | {"crosses": int(ends[1] <= 0 <= ends[2]), "answer": 4 * topic + answer}
