"""What the coach says and shows: every version whole, poses a body can take, wording that must hold."""

import json
import re
import unicodedata
from importlib import import_module

import pytest

import crampcourse as cc
from crampcourse.library import ContentError, load
from crampcourse.library.movements import Movement
from crampcourse.library.shelf import CONTENT
from crampcourse.widgets.base import styles
from crampcourse.widgets.coach import movement_data
from tests.in_node import in_node
from tests.test_tokens import contrast
from tests.trial_shelf import write_shelf

LIBRARY = load()
NAMES = sorted(LIBRARY.movements)
SEVEN = ("ankle_circles", "calf_cramp", "calf_wall", "child_pose", "sole_shin_release", "toe_points", "toe_writing")
RIG = json.loads((CONTENT / "coach" / "rig.json").read_text(encoding="utf-8"))
SLIP_CM = 1.0
FLOOR_CM = 2.0
RANGE_SLACK_DEG = 0.6
BETWEEN_SLACK_DEG = 2


@pytest.fixture(scope="module")
def art():
    return import_module("art.coach.build")


@pytest.fixture(scope="module")
def solving():
    return import_module("art.coach.solve")


def versions():
    return [(name, variant) for name in NAMES for variant in LIBRARY.movements[name].resolved()]


def test_the_seven_movements_are_there():
    assert tuple(NAMES) == SEVEN


@pytest.mark.parametrize(
    ("name", "variant"), versions(), ids=lambda value: value if isinstance(value, str) else value["id"]
)
def test_every_version_says_what_to_do_how_long_when_to_stop_and_from_where(name, variant):
    assert variant["cue"]
    assert variant["moves"]
    for part, text in (("dose", "text"), ("stop", "rule")):
        assert variant[part][text]
        assert variant[part]["source"] in LIBRARY.references
    assert variant["stop"]["then"]
    assert all(frame["say"] for frame in variant["frames"])
    assert f"{name}-{variant['id']}" in LIBRARY.stages


@pytest.mark.parametrize("name", NAMES)
def test_one_can_sit_or_be_supported(name):
    supports = {variant.support for variant in LIBRARY.movements[name].variants}
    assert "seated" in supports
    assert name == "calf_cramp" or "supported" in supports


def test_the_wall_stretch_has_a_straight_and_a_bent_knee():
    stages = {key: LIBRARY.stages[f"calf_wall-{key}"] for key in ("knee_straight", "knee_bent")}
    knee = {key: stage.frames[4].pose.angles.get("knee_r", 0) for key, stage in stages.items()}
    assert knee["knee_straight"] < 3
    assert knee["knee_bent"] > 25
    assert all(stage.frames[4].pose.angles["ankle_r"] > 10 for stage in stages.values())


class TestWording:
    def test_a_calf_or_sole_cramp_is_ended_with_the_foot_toward_the_shin(self):
        cramp = LIBRARY.movements["calf_cramp"]
        assert re.search(r"Knee straight.*toward your shin", cramp.cue)
        assert "calf or sole cramp" in cramp.evidence
        assert "shin cramp do the reverse" in cramp.evidence
        held = [frame for stage in self.stages("calf_cramp") for frame in stage.frames if frame.id == "hold"]
        assert all(frame.pose.angles.get("ankle_r", frame.pose.angles.get("ankle")) > 10 for frame in held)
        assert all(frame.pose.angles.get("knee_r", 0) < 3 for frame in held)

    def test_a_shin_cramp_by_the_reverse(self):
        shins = [stage for stage in self.stages("sole_shin_release") if "-shin_" in stage.id]
        held = [frame for stage in shins for frame in stage.frames if frame.id == "hold"]
        assert len(held) == 3
        assert all(frame.pose.angles.get("ankle_r", frame.pose.angles.get("ankle")) < -30 for frame in held)

    @pytest.mark.parametrize("name", ["child_pose", "toe_points"])
    def test_what_shortens_the_calf_is_no_first_aid(self, name):
        evidence = LIBRARY.movements[name].evidence
        assert re.search(r"obility, not first aid", evidence)
        assert "the calf" in evidence
        assert "shorten" in evidence

    @pytest.mark.parametrize("name", ["child_pose", "toe_points", "toe_writing", "ankle_circles"])
    def test_that_no_trial_was_found_is_said(self, name):
        assert re.search(r"No trial of .* for cramps was found", LIBRARY.movements[name].evidence)

    def test_the_limits_are_said(self):
        limits = LIBRARY.notices["limits"].text
        assert "Education, not diagnosis" in limits
        assert "not yet reviewed by a clinician" in limits
        assert "not yet seen by a reader of Arabic" in LIBRARY.alphabets["arabic"].note

    def test_stopping_never_points_the_foot(self):
        for _name, variant in versions():
            assert not re.search(r"\bpoint the", variant["stop"]["then"])

    @staticmethod
    def stages(movement):
        return [stage for key, stage in LIBRARY.stages.items() if key.startswith(f"{movement}-")]


def test_the_alphabets_hold_what_is_promised():
    signs = {name: {glyph.sign for glyph in alphabet.glyphs} for name, alphabet in LIBRARY.alphabets.items()}
    assert signs["latin"] == set("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    assert signs["digits"] == set("0123456789")
    assert len(signs["greek"]) >= 10
    assert all("GREEK" in unicodedata.name(sign) for sign in signs["greek"])
    assert len(signs["arabic"]) >= 11
    assert all("ARABIC LETTER" in unicodedata.name(sign) for sign in signs["arabic"])


class TestFaults:
    MOVEMENT = (CONTENT / "movements" / "toe_points.yaml").read_text(encoding="utf-8")

    def faults(self, tmp_path, old, new):
        assert old in self.MOVEMENT
        folder = write_shelf(tmp_path, {"movements/toe_points.yaml": self.MOVEMENT.replace(old, new, 1)})
        with pytest.raises(ContentError) as error:
            load(folder)
        return [str(fault) for fault in error.value.faults if fault.file == "toe_points.yaml"]

    def test_a_long_cue_is_told_with_file_and_line(self, tmp_path):
        found = self.faults(tmp_path, "Toes up to the shin, then point away. Slow.", "Up " * 13)
        assert any(re.match(r"toe_points\.yaml:3: toe_points: cue: .*13 words; at most 12", fault) for fault in found)

    def test_an_unknown_source_is_told(self, tmp_path):
        found = self.faults(tmp_path, "source: FOOTEX2008", "source: NOBODY1900")
        assert any("there is no source 'NOBODY1900'" in fault for fault in found)

    def test_a_version_without_poses_is_told(self, tmp_path):
        found = self.faults(tmp_path, "- id: seated", "- id: flying")
        assert any("there are no poses 'toe_points-flying'" in fault for fault in found)

    def test_a_held_frame_needs_seconds(self, tmp_path):
        found = self.faults(tmp_path, "seconds: 1.5, rest_s: 1}", "seconds: 1.5, held: true}")
        assert any("a held frame, but its dose no hold_s" in fault for fault in found)


# --- Poses


def test_redrawing_gives_the_committed_figure_and_poses(art):
    for name, text in art.files().items():
        kept = (CONTENT / "coach" / name).read_text(encoding="utf-8")
        assert kept == text, f"{name} is stale: python -m art.coach.build"


def test_stills_are_those_of_the_figure_the_words_and_the_style(art):
    known = json.loads((CONTENT / "coach" / "stills.json").read_text())
    assert known == {name: art.fingerprint(name) for name in NAMES}, "a still is stale: python -m art.coach.build"
    for name in NAMES:
        assert (CONTENT / "coach" / f"{name}.png").read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"


WALK = """
const found = [];
for (const { stage, frames, once } of data.variants) {
  for (let to = 0; to < stage.frames.length; to += 1) {
    for (const from of to === once ? [to && to - 1, stage.frames.length - 1] : [to && to - 1]) {
      for (let step = 0; step <= 10; step += 1) {
        const pose = blend(stage.frames[from].pose, stage.frames[to].pose, step / 10);
        found.push({ id: stage.id, frame: frames[to].id, view: stage.view, hide: stage.hide, pose, step,
          placed: solve(data.rig, stage.view, pose) });
      }
    }
  }
}
return found;"""


@pytest.fixture(scope="module")
def walked(tmp_path_factory):
    """Every pose of every version, key frames and ten between each two, as the browser's script solves it."""
    variants = [variant for name in NAMES for variant in movement_data(LIBRARY.movements[name], LIBRARY)["variants"]]
    return in_node(tmp_path_factory.mktemp("walk"), ("coach_pose",), WALK, {"rig": RIG, "variants": variants})


def test_browser_and_drawing_solve_alike(walked, solving):
    worst = 0.0
    for each in walked:
        ours = solving.solve(RIG, each["view"], each["pose"])
        for part, place in each["placed"].items():
            worst = max(worst, *(abs(a - b) for a, b in zip(place, ours[part], strict=True)))
    assert len(walked) > 1000
    assert worst < 1e-6


def test_no_joint_is_bent_too_far(walked, solving):
    for each in walked:
        angles = solving.angles_of(RIG, each["view"], each["placed"], each["hide"])
        key = each["step"] in (0, 10)
        for part, limits in RIG["views"][each["view"]].items():
            joint = limits.get("joint")
            if joint not in angles or part in each["hide"]:
                continue
            low, high = limits["range"]
            slack = RANGE_SLACK_DEG if key else BETWEEN_SLACK_DEG
            assert low - slack <= angles[joint] <= high + slack, (each["id"], each["frame"], each["step"], joint)


def test_held_hands_and_feet_do_not_slip(walked, solving):
    held = 0
    for each in walked:
        for limb, hold in each["pose"]["holds"].items():
            if "at" not in hold or limb in each["hide"]:
                continue
            x, y, turn, _ = each["placed"][limb]
            point = RIG["views"][each["view"]][limb].get("points", {}).get(hold.get("point"), [0, 0])
            dx, dy = solving.turned(*point, turn)
            slip = ((x + dx - hold["at"][0]) ** 2 + (y + dy - hold["at"][1]) ** 2) ** 0.5
            assert slip <= SLIP_CM, (each["id"], each["frame"], each["step"], limb, slip)
            held += 1
    assert held > 1000


def test_nobody_sinks_into_the_floor(walked, solving):
    touching = 0
    for each in walked:
        floor = each["pose"]["things"].get("floor")
        if each["view"] != "figure" or floor is None:
            continue
        for part, known in RIG["views"]["figure"].items():
            _, y, turn, _ = each["placed"][part]
            if part in each["hide"] or not part.startswith(("foot", "toes", "hand")):
                continue
            for name, point in known["points"].items():
                height = floor[1] - y - solving.turned(*point, turn)[1]
                assert height >= -FLOOR_CM, (each["id"], each["frame"], each["step"], part, name, height)
                touching += abs(height) < 0.5
    assert touching > 1000


DRAWN = """
return data.paths.flatMap(({ id, path, box }) => [false, true].flatMap((mirrored) => {
  const stroke = strokeOf(path);
  return Array.from({ length: 41 }, (_, step) => {
    const pen = inBox([strokeUntil(stroke, step / 40).at(-1)], box, mirrored)[0];
    const placed = solve(data.rig, "foot_front", { root: [0, 0], angles: {}, pen });
    const tip = pointOf(data.rig, "foot_front", placed, "toe1_front.tip");
    return { id, pen, tip, ...anglesOfPen(data.rig, pen) };
  });
}));"""


def test_the_toe_follows_every_path_within_its_range(tmp_path):
    letters = LIBRARY.stages["toe_writing-close_front"].trace.box
    circle = LIBRARY.stages["ankle_circles-close_front"].trace
    glyphs = [glyph for alphabet in LIBRARY.alphabets.values() for glyph in alphabet.glyphs]
    paths = [{"id": glyph.sign, "path": glyph.path, "box": letters} for glyph in glyphs]
    paths.append({"id": "circle", "path": circle.path, "box": circle.box})
    points = in_node(tmp_path, ("coach_pose", "coach_trace"), DRAWN, {"rig": RIG, "paths": paths})
    assert len(points) == 2 * 41 * (57 + 1)
    limits = {part["joint"]: part["range"] for part in RIG["views"]["foot_front"].values() if part.get("joint")}
    ankle = RIG["views"]["foot_side"]["foot_side"]["range"]
    for point in points:
        assert point["tip"] == pytest.approx(point["pen"], abs=0.01), point["id"]
        assert ankle[0] <= point["ankle"] <= ankle[1], point
        assert limits["swing"][0] <= point["swing"] <= limits["swing"][1], point


def test_a_word_is_taken_apart_and_what_cannot_be_written_is_told(tmp_path):
    alphabets = [alphabet.model_dump() for alphabet in LIBRARY.alphabets.values()]
    found = in_node(
        tmp_path,
        ("coach_trace",),
        """return ["toe 9", "Σλ", "سلم", "né!"].map((word) => {
          const { glyphs, unknown } = glyphsOf(word, data);
          return [glyphs.map(({ sign }) => sign).join(""), unknown.join("")];
        });""",
        alphabets,
    )
    assert found == [["TOE9", ""], ["σλ", ""], ["سلم", ""], ["N", "é!"]]


# --- The widget


@pytest.mark.parametrize("name", NAMES)
def test_it_describes_itself_and_has_a_still(name):
    widget = cc.coach(name)
    told = widget.description()
    said = LIBRARY.movements[name]
    assert told.startswith(f"Coach: {said.title}.")
    for part in (
        said.evidence,
        said.resolved()[0]["dose"]["text"],
        said.resolved()[0]["stop"]["rule"],
        "not diagnosis",
    ):
        assert part in told
    assert repr(widget) == told
    bundle_, meta = widget._repr_mimebundle_()
    assert bundle_["image/png"]
    assert meta["image/png"]["alt"] == told


def test_the_figure_crosses_once():
    first, second = cc.coach("ankle_circles"), cc.coach("toe_points")
    assert first.figure == second.figure
    assert len(json.dumps(first.movement)) < 40_000


def test_an_unknown_movement_names_those_there_are():
    with pytest.raises(ValueError, match="there is no movement 'splits'; there are: ankle_circles, calf_cramp"):
        cc.coach("splits")


def test_a_version_inherits_what_it_does_not_say():
    said = LIBRARY.movements["sole_shin_release"]
    assert isinstance(said, Movement)
    by_id = {variant["id"]: variant for variant in said.resolved()}
    assert by_id["shin_close"]["stop"] != by_id["ball_close"]["stop"]
    assert by_id["sole_toes_bed"]["stop"]["rule"] == said.stop.rule


PAIRS = re.findall(r"--coach-([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", styles("coach_figure"))
PAGES = ("#ffffff", "#10151c")


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    "line",
    [
        "skin-line",
        "shirt-line",
        "shorts-line",
        "ground-line",
        "wood-line",
        "pad-line",
        "cushion-line",
        "towel-line",
        "ball-line",
        "focus",
    ],
)
def test_every_line_is_seen_on_the_page_and_on_its_own_fill(line, theme):
    colours = {name: pair[theme] for name, *pair in PAIRS}
    fill = {"ground-line": None, "focus": "mark"}.get(line, line.removesuffix("-line"))
    assert contrast(colours[line], PAGES[theme]) >= 3
    if fill:
        assert contrast(colours[line], colours[fill]) >= 3
