"""The length lab beyond what every explorer must do: which stretch reaches which, oracles, curves and dots."""

import csv
from pathlib import Path

import numpy as np
import pytest

from crampcourse.library import load
from crampcourse.models.gait2392 import CODES
from crampcourse.widgets.drawing import kept
from crampcourse.widgets.explorers.length import LOOKS, SHOWN
from crampcourse.widgets.states import Tables

LIBRARY = load()
TEXT = LIBRARY.explorers["length"]
MADE = kept("length", LIBRARY)
TABLES = Tables(MADE.layout, MADE.table)
PARTS = {part["gid"]: part for part in MADE.layout["parts"]}
ORACLES = Path(__file__).parent / "oracles"


def levels(numbers):
    return {short: LOOKS[round(numbers[f"level_{short}"])] for short in SHOWN}


def setup(name):
    return TABLES.numbers(next(setup.values for setup in TEXT.setups if setup.name == name))


def test_each_stretch_reaches_what_it_is_said_to_reach():
    assert levels(setup("Wall stretch, knee straight")) == {"gastrocnemius": "lines", "soleus": "lines"}
    assert levels(setup("Wall stretch, knee bent")) == {"gastrocnemius": "hollow", "soleus": "lines"}
    for shortens in ("Child's pose", "Pointing the toes"):
        assert levels(setup(shortens)) == {"gastrocnemius": "hollow", "soleus": "hollow"}
        assert setup(shortens)["reach"] == 0
    assert levels(setup("Standing")) == {"gastrocnemius": "rest", "soleus": "rest"}


def test_the_questions_answer_can_be_found():
    straight, bent = (TABLES.numbers({"knee": knee, "ankle": 15}) for knee in (0, 90))
    assert levels(straight)["gastrocnemius"] == "lines"
    assert levels(bent) == {"gastrocnemius": "hollow", "soleus": "lines"}
    assert bent["force_gastrocnemius"] < 0.1 * straight["force_gastrocnemius"]
    assert bent["force_soleus"] == straight["force_soleus"]


def test_lengths_and_pulls_are_those_of_opensim():
    names = {CODES[name]: short for short, name in SHOWN.items()}
    tables = {}
    for table in ("geometry_gait2392.csv", "force_gait2392_dgf.csv"):
        rows = csv.DictReader((ORACLES / table).read_text(encoding="utf-8").splitlines())
        tables[table] = [row for row in rows if row["muscle"] in names and float(row["subtalar_deg"]) == 0]
    lengths = {
        (row["muscle"], float(row["ankle_deg"]), float(row["knee_deg"])): 1000 * float(row["lmt_m"])
        for row in tables["geometry_gait2392.csv"]
    }
    compared = 0
    for (code, ankle, knee), length_mm in lengths.items():
        if ankle % 1:
            continue
        numbers = TABLES.numbers({"knee": knee, "ankle": ankle})
        standing = lengths[code, 0.0, 0.0]
        assert numbers[f"longer_{names[code]}"] == pytest.approx(length_mm - standing, abs=0.01)
        compared += 1
    for row in tables["force_gait2392_dgf.csv"]:
        if float(row["act_requested"]) == 0 and float(row["ankle_deg"]) % 1 == 0:
            pose = {"knee": float(row["knee_deg"]), "ankle": float(row["ankle_deg"])}
            force = TABLES.numbers(pose)[f"force_{names[row['muscle']]}"]
            assert force == pytest.approx(float(row["tendon_force_N"]), abs=0.001 * 3549)
            compared += 1
    assert compared >= 40


def test_dots_sit_on_their_curves_at_the_knee_angle():
    knees = np.arange(0, 91, 5)
    for short in SHOWN:
        line, dot = PARTS[f"curves.line.{short}"], PARTS[f"curves.dot.{short}"]
        at_start = TABLES.row(line, {"ankle": 0}).reshape(-1, 2)[0]
        for ankle in (-50, -7, 0, 15, 20):
            curve = TABLES.row(line, {"ankle": ankle}).reshape(-1, 2)
            moved = [at_start + TABLES.row(dot, {"ankle": ankle, "knee": knee}) for knee in knees]
            assert np.allclose(curve, moved, atol=0.05)


def test_the_thigh_turns_by_the_knees_angle():
    for knee in range(0, 91, 5):
        a, b, c, d, _, _ = TABLES.row(PARTS["medial.femur"], {"knee": knee})
        assert np.degrees(np.arctan2(b, a)) == pytest.approx(knee, abs=1e-3)
        assert a * d - b * c == pytest.approx(1, abs=1e-5)


def test_standing_is_what_the_facts_say():
    standing = setup("Standing")
    for short in SHOWN:
        said = TEXT.figures[f"standing_{short}"].value
        assert standing[f"best_{short}"] == pytest.approx(said, abs=0.5)
