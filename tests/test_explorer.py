"""The explorer engine and the axis explorer: tables against the model, words for every state, drawings that repeat."""

import base64
import json
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
import traitlets
from hypothesis import given, settings
from hypothesis import strategies as st

from crampcourse.library import load
from crampcourse.library.read import read_json
from crampcourse.models.ankle import AnkleJoints, in_tibia
from crampcourse.models.gait2392 import CODES, parameters
from crampcourse.widgets import explorer as engine
from crampcourse.widgets.base import bundle, styles
from crampcourse.widgets.drawing import kept
from crampcourse.widgets.explorers.axes import draw
from crampcourse.widgets.explorers.axes_scene import LATERAL, POSTERIOR, outlines
from crampcourse.widgets.figure import canvas, svg_text
from crampcourse.widgets.palette import TOKENS
from crampcourse.widgets.states import Tables

LIBRARY = load()
TEXT = LIBRARY.explorers["axes"]
DRAWING, FIGURES = draw(TEXT, LIBRARY)
LAYOUT, TABLE = DRAWING.pack()
TABLES = Tables(LAYOUT, TABLE)
JOINTS = AnkleJoints.from_parameters(read_json(LIBRARY.folder / "gait2392.json", []))
SHEETS = read_json(LIBRARY.folder / "explorers" / "axes_sheets.json", [])
CONTROL = {control.id: control for control in TEXT.controls}
STATES = [{"ankle": float(a), "subtalar": float(s)} for a, s in product(range(-50, 21), range(-15, 36))]
PARTS = {part["gid"]: part for part in LAYOUT["parts"]}
UNITS = re.compile(r"\d(?!\d)(?! mm|°|[.,]\d)")

ankles = st.floats(-50, 20)
subtalars = st.floats(-15, 35)


def model_mm(frame, point_mm, ankle_deg, subtalar_deg):
    """Where the model puts a point of the drawing, in mm round the centre of the ankle."""
    neutral = in_tibia(JOINTS, frame, [0.0, 0.0, 0.0], 0.0, 0.0) - JOINTS.talus_origin_m
    inside = np.asarray(point_mm, dtype=float) / 1000 - neutral
    return (in_tibia(JOINTS, frame, inside, ankle_deg, subtalar_deg) - JOINTS.talus_origin_m) * 1000


def expected_px(view, bone, page_mm, values):
    data = SHEETS["bones"][bone]
    point = np.zeros(3)
    point[[view.right, 1]] = page_mm
    point[view.depth] = data[view.depth_key]
    right, up = model_mm(data["frame"], point, values["ankle"], values["subtalar"])[[view.right, 1]]
    return np.array([(right - view.left_mm) * view.scale, view.height_px - (up - view.bottom_mm) * view.scale])


def drawn_px(view, bone, page_mm, values):
    part = PARTS[f"{view.id}.{bone}"]
    a, b, c, d, e, f = TABLES.row(part, values)
    x = (page_mm[0] - view.left_mm) * view.scale
    y = view.height_px - (page_mm[1] - view.bottom_mm) * view.scale
    return np.array([a * x + c * y + e, b * x + d * y + f])


BONES = [(view, bone) for view in (LATERAL, POSTERIOR) for bone in SHEETS["bones"] if f"{view.id}.{bone}" in PARTS]


@given(
    st.sampled_from(BONES), st.integers(0, 28), st.integers(0, 10), st.tuples(st.floats(-60, 60), st.floats(-60, 60))
)
def test_a_sheets_map_is_the_model_seen_by_the_camera(view_bone, i, j, page_mm):
    values = {"ankle": DRAWING.grids["ankle"][i], "subtalar": DRAWING.grids["subtalar"][j]}
    assert np.allclose(drawn_px(*view_bone, page_mm, values), expected_px(*view_bone, page_mm, values), atol=1e-4)


# The points of an outline that lie farthest out move most between two states of the grid.
RIMS = [
    (view, bone, tuple(line.vertices[getattr(line.vertices[:, i], end)()]))
    for view in (LATERAL, POSTERIOR)
    for bone, _, paths in outlines(LIBRARY.plate_svg(view.id))
    for face, line in paths
    for i, end in product((0, 1), ("argmin", "argmax"))
    if face == "line" and (view, bone) in BONES
]


def off_mm(view, bone, page_mm, values):
    off_px = drawn_px(view, bone, page_mm, values) - expected_px(view, bone, page_mm, values)
    return np.linalg.norm(off_px) / view.scale


@given(st.sampled_from(RIMS), ankles, subtalars)
@settings(max_examples=300)
def test_between_the_grids_states_no_outline_is_a_third_of_a_millimetre_off(rim, ankle_deg, subtalar_deg):
    assert off_mm(*rim, {"ankle": ankle_deg, "subtalar": subtalar_deg}) < 0.3


def test_in_the_middle_of_every_cell_the_tip_of_the_great_toe_is_less_than_a_third_of_a_millimetre_off():
    middles = [(grid[1:] + grid[:-1]) / 2 for grid in DRAWING.grids.values()]
    tips = [rim for rim in RIMS if rim[1] == "phalanx_dist_1"]
    worst = max(off_mm(*tip, dict(zip(DRAWING.grids, pose, strict=True))) for tip in tips for pose in product(*middles))
    assert 0 < worst < 0.3


@given(ankles, subtalars)
def test_spoken_numbers_are_the_models(ankle_deg, subtalar_deg):
    numbers = TABLES.numbers({"ankle": ankle_deg, "subtalar": subtalar_deg})
    toe = np.array(SHEETS["points"]["toe"]["at_mm"], dtype=float)
    moved = model_mm("calcaneus", toe, ankle_deg, subtalar_deg) - toe
    assert numbers["toe_up"] == pytest.approx(moved[1], abs=0.4)
    assert numbers["toe_in"] == pytest.approx(-moved[2], abs=0.4)


def test_the_findable_answer_stands_in_the_numbers():
    turned = TABLES.numbers({"ankle": 0.0, "subtalar": 35.0})
    assert turned["talus_way"] == 0
    assert turned["sole_tilt"] > 20
    pointed = TABLES.numbers({"ankle": -50.0, "subtalar": 0.0})
    assert pointed["toe_in"] > 20
    assert pointed["talus_way"] > 20


def test_tables_are_finite_and_light():
    assert np.isfinite(np.frombuffer(TABLE, dtype="<f4", count=LAYOUT["floats"])).all()
    svgs = sum(len(picture.svg) for picture in DRAWING.pictures)
    assert len(TABLE) + svgs + len(json.dumps(LAYOUT)) < 600_000


def test_controls_and_ranges_are_the_sourced_figures():
    figures = {name: TEXT.figures[name].value for name in ("dorsiflexion", "plantarflexion", "inversion", "eversion")}
    assert (CONTROL["ankle"].high, -CONTROL["ankle"].low) == (figures["dorsiflexion"], figures["plantarflexion"])
    assert (CONTROL["subtalar"].high, -CONTROL["subtalar"].low) == (figures["inversion"], figures["eversion"])


def test_every_state_is_said_with_units():
    seen = set()
    for values in STATES:
        sentence = engine.fill_sentence(TEXT, TEXT.words["state"], values, TABLES.numbers(values))
        assert "{" not in sentence
        assert "nan" not in sentence.lower()
        assert not UNITS.search(sentence), sentence
        seen.add(sentence)
    assert len(seen) > 0.9 * len(STATES)


def test_every_change_is_said_in_at_most_25_words():
    rng = np.random.default_rng(1)
    for before, after in rng.choice(len(STATES), size=(2000, 2)):
        for name in ("change.ankle", "change.subtalar", "change.reset"):
            numbers = [TABLES.numbers(STATES[state]) for state in (after, before)]
            sentence = engine.fill_sentence(TEXT, TEXT.words[name], STATES[after], *numbers)
            assert 3 < len(sentence.split()) <= 25, sentence
            assert "{" not in sentence
            assert not UNITS.search(sentence), sentence


def test_every_word_of_the_content_that_the_script_asks_for_exists():
    asked = {f"{kind}.{name}" for kind in ("moves", "change") for name in CONTROL} | {"moves.none", "change.reset"}
    asked |= {f"{kind}.{picture.id}" for kind in ("picture", "name") for picture in DRAWING.pictures}
    asked |= {"state", "unchanged", "play", *DRAWING.toggles, *(entry["word"] for entry in DRAWING.legend)}
    assert asked <= set(TEXT.words)
    assert {quantity.id for quantity in TEXT.quantities} == set(DRAWING.quantities)


def test_the_same_drawing_comes_out_letter_by_letter():
    again, _ = draw(TEXT, LIBRARY)
    assert again.pictures == DRAWING.pictures
    assert again.pack() == (LAYOUT, TABLE)


def test_pictures_name_their_artists_and_hold_no_colour_of_their_own():
    for picture in DRAWING.pictures:
        for part in (part for part in DRAWING.parts if part.picture == picture.id):
            assert f'id="{part.gid}"' in picture.svg
        for gids in DRAWING.toggles.values():
            assert all(f'id="{gid}"' in picture.svg for gid in gids if gid.startswith(picture.id))
        assert set(re.findall(r"(?<!, )#[0-9a-f]{6}\b", picture.svg)) == set()
    defined = styles("kit", "explorer")
    assert all(f"{token}:" in defined for token in TOKENS.values()), "a colour of the palette has no token"


def test_a_toggle_may_start_off():
    assert LAYOUT["off"] == ["toggle.muscles"]
    layout, _ = replace(DRAWING, off=frozenset()).pack()
    assert "off" not in layout


def test_a_muscle_of_the_axis_explorer_passes_the_axes_where_the_model_says():
    for muscle, point in (("soleus", -2), ("tibialis_anterior", -1), ("fibularis_longus", -1)):
        place_m = np.array(parameters()["muscles"][CODES[muscle]]["points"][-1]["loc"])
        part = PARTS[f"lateral.muscle.string.{muscle}"]
        for ankle_deg, subtalar_deg in ((0, 0), (-50, 35), (20, -15)):
            place = (in_tibia(JOINTS, "calcaneus", place_m, ankle_deg, subtalar_deg) - JOINTS.talus_origin_m) * 1000
            expected = [
                (place[0] - LATERAL.left_mm) * LATERAL.scale,
                LATERAL.height_px - (place[1] - LATERAL.bottom_mm) * LATERAL.scale,
            ]
            drawn = TABLES.row(part, {"ankle": ankle_deg, "subtalar": subtalar_deg}).reshape(-1, 2)[point]
            assert np.allclose(drawn, expected, atol=0.05), (muscle, ankle_deg, subtalar_deg)


def test_colours_without_a_token_are_faults():
    figure, axes = canvas(100, 100, 0, 0, 1)
    axes.plot([0, 100], [0, 100], color="#123456")
    with pytest.raises(ValueError, match="without a token: #123456"):
        svg_text(figure)


def test_the_still_and_the_words_are_there_without_a_kernel():
    shown = engine.explore("axes")
    bundle_data, _ = shown._repr_mimebundle_()
    assert bundle_data["text/plain"] == repr(engine.explore("axes")) == shown.description()
    assert shown.still_png().startswith(b"\x89PNG")
    assert shown.still_png() == kept("axes", LIBRARY).png
    assert "Ankle (talocrural joint): 50° plantarflexion to 20° dorsiflexion" in shown.description()
    assert all(line in shown.description() for line in TEXT.left_out)


def test_two_explorers_share_one_drawing():
    first, second = engine.explore("axes"), engine.explore("axes", after="L01-P2")
    assert first.drawing == second.drawing
    assert first.lock == {}
    assert second.lock == {"prediction": "L01-P2", "item": LIBRARY.prediction("L01-P2").item}
    sent = sum(len(value) for value in (json.dumps(second.text), second._esm, second._css))
    assert sent < 60_000
    assert not any(isinstance(trait, traitlets.Bytes) for trait in second.traits(sync=True).values())


def test_unknown_names_are_answered_with_those_there_are():
    with pytest.raises(ValueError, match=r"there is no explorer 'axis'; there .*: .*axes"):
        engine.explore("axis")
    with pytest.raises(ValueError, match=r"there is no prediction 'L01-P9'; there are: .*L01-P2"):
        engine.explore("axes", after="L01-P9")


def node(script, *arguments):
    program = shutil.which("node")
    if program is None:
        pytest.skip("node is not installed; the browser tests run the same script")
    ran = subprocess.run([program, *arguments, script], capture_output=True, text=True, timeout=60, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_the_joined_script_parses(tmp_path):
    script = tmp_path / "explorer.mjs"
    joined = engine.Explorer._esm
    assert joined.count("export default { render }") == 1
    script.write_text(joined, encoding="utf-8")
    node(script, "--check")


def test_the_browser_says_what_python_says(tmp_path):
    rng = np.random.default_rng(2)
    cases = []
    for state, old in rng.choice(len(STATES), size=(200, 2)):
        numbers, before = (TABLES.numbers(STATES[place]) for place in (state, old))
        said = [
            engine.fill_sentence(TEXT, TEXT.words[name], STATES[state], numbers, before)
            for name in ("state", "change.ankle", "change.subtalar")
        ]
        cases.append({"values": STATES[state], "old": STATES[old], "numbers": numbers, "said": said})
    data = {
        "layout": LAYOUT,
        "table": base64.b64encode(TABLE).decode(),
        "text": TEXT.model_dump(mode="json"),
        "cases": cases,
    }
    (tmp_path / "data.json").write_text(json.dumps(data), encoding="utf-8")
    script = tmp_path / "compare.mjs"
    script.write_text(
        bundle("tables", "phrases")
        + """
import { readFileSync } from "node:fs";
const { layout, table, text, cases } = JSON.parse(readFileSync(new URL("data.json", import.meta.url)));
const tables = tablesOf(layout, Buffer.from(table, "base64"));
const at = (values) => Object.fromEntries(Object.entries(numbersAt(layout, tables, values))
  .filter(([id]) => id in layout.quantities));
const names = ["state", "change.ankle", "change.subtalar"];
console.log(JSON.stringify(cases.map(({ values, old }) => ({ numbers: at(values),
  said: names.map((name) => fillSentence(text, text.words[name], values, at(values), at(old))) }))));
""",
        encoding="utf-8",
    )
    answers = json.loads(node(script))
    for case, answer in zip(cases, answers, strict=True):
        assert answer["numbers"] == pytest.approx(case["numbers"], abs=1e-4)
        assert answer["said"] == case["said"]


def test_a_lesson_opens_an_explorer_without_loading_matplotlib():
    code = "import sys, crampcourse as cc; cc.explore('axes'); print('matplotlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "False"
