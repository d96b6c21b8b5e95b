"""The learner's own plan and diary: what they say of themselves, and the diary's sums in node beside the models'."""

import math
import re

import numpy as np
import pytest

from crampcourse.library import load
from crampcourse.models.diary import compare
from crampcourse.models.rate_ratio import rate_ratio_limits
from crampcourse.widgets.diary import diary
from crampcourse.widgets.plan import plan
from tests.in_node import in_node

WORDS = load().boards["diary"].words
KINDS = {
    "muscles": [name[7:] for name in WORDS if name.startswith("muscle.")],
    "helps": [name[7:] for name in WORDS if name.startswith("helped.")],
    "today": "2026-11-29",
}
COUNTS = [
    (1, 1),
    (4, 2),
    (12, 6),
    (30, 15),
    (3, 40),
    (40, 3),
    (7, 0),
    (0, 7),
    (0, 0),
    (200, 150),
    (900, 1100),
    (1, 500),
]
NIGHTS = [(28, 28), (7, 84), (365, 14)]


def log(body, data, folder, scripts=("diary_log",)):
    return in_node(folder, scripts, f"const kinds = {KINDS}; {body}".replace("'", '"'), data)


def night(date, muscle="calf", minutes=None, helped=""):
    return {"date": date, "muscle": muscle, "minutes": minutes, "helped": helped}


def test_the_interval_in_the_browser_is_the_models(tmp_path):
    cases = [[*cramps, *nights] for cramps in COUNTS for nights in NIGHTS]
    body = "return data.map((one) => rateRatioLimits(...one).map((x) => (x === Infinity ? 'infinite' : x)));"
    found = in_node(tmp_path, ("rate_ratio",), body, cases)
    for case, limits in zip(cases, found, strict=True):
        numbers = [math.inf if limit == "infinite" else limit for limit in limits]
        assert numbers == pytest.approx(rate_ratio_limits(*case), rel=1e-9), case


def test_another_confidence_is_the_models_too(tmp_path):
    (found,) = in_node(tmp_path, ("rate_ratio",), "return [rateRatioLimits(9, 4, 28, 21, 0.8)];")
    assert found == pytest.approx(rate_ratio_limits(9, 4, 28, 21, confidence=0.8), rel=1e-9)


def test_bunched_nights_are_noticed_as_the_model_notices_them(tmp_path):
    draw = np.random.default_rng(11)
    cases = [[[0] * 7, [0] * 7], [[3], [0, 1]], [[1] * 30, [2] * 30], [[5] + [0] * 13, [1] * 14]]
    cases += [
        [draw.negative_binomial(shape, 0.85, nights).tolist() for nights in draw.integers(7, 200, 2)]
        for shape in (0.3, 1, 3, 30)
        for _ in range(25)
    ]
    body = f"return data.map((each) => isOverdispersed({diary().board['alarm_p']}, ...each));"
    found = in_node(tmp_path, ("rate_ratio",), body, cases)
    assert found == [compare(*case).overdispersed for case in cases]
    assert 20 < sum(found) < 80


def test_the_verdict_in_words_can_be_each_of_those_that_the_board_has():
    """One example on each side of the line: the lesson's own numbers."""
    assert compare([1] * 4 + [0] * 24, [1] * 2 + [0] * 26).ci_high > 1
    assert compare([1] * 24 + [0] * 4, [1] * 9 + [0] * 19).ci_high < 1
    assert compare([1] * 9 + [0] * 19, [1] * 24 + [0] * 4).ci_low > 1
    assert {name for name in WORDS if name.startswith("verdict.")} == {
        f"verdict.{name}" for name in ("both", "fewer", "more", "zero")
    }


def test_phases_count_cramps_and_nights_that_were_written_down(tmp_path):
    entries = [
        night("2026-11-01"), night("2026-11-01", "sole"), night("2026-11-02", "none"), night("2026-11-05"),
        night("2026-11-06", "none"), night("2026-11-10"),
    ]  # fmt: skip
    found = log('return phases(data, "2026-11-06");', entries, tmp_path)
    assert found == {
        "before": {"cramps": 3, "nights": 3, "each": [2, 0, 1]},
        "after": {"cramps": 1, "nights": 2, "each": [0, 1]},
        "missing": 5,
    }
    assert log('return phases([], "2026-11-06");', [], tmp_path)["missing"] == 0


def test_a_night_is_free_only_once_and_only_without_a_cramp(tmp_path):
    entries = [
        night("2026-11-02", "none"),
        night("2026-11-01", "none"),
        night("2026-11-02"),
        night("2026-11-01", "none"),
    ]
    kept = log("return withoutContradiction(data);", entries, tmp_path)
    assert [(each["date"], each["muscle"]) for each in kept] == [("2026-11-01", "none"), ("2026-11-02", "calf")]


@pytest.mark.parametrize("way", ["csvOf", "jsonOf"])
def test_what_is_saved_can_be_read_back(tmp_path, way):
    given = {
        "entries": [night("2026-10-31", "none"), night("2026-11-01", "calf", 2.5, "stretch"), night("2026-11-01")],
        "changed": "2026-11-01",
        "what": 'stretch, "at bedtime"',
    }
    found = log(f"return readDiary({way}(data), kinds);", given, tmp_path)
    assert found["faults"] == []
    assert found["diary"]["entries"] == given["entries"]
    if way == "jsonOf":
        assert found["diary"] == given


def test_a_spreadsheet_of_another_country_is_read(tmp_path):
    table = '\ufeff"date";"muscle";"minutes";"helped"\r\n2026-11-01;calf;2,5;stretch\r\n\r\n2026-11-02;none;;\r\n'
    found = log("return readDiary(data, kinds);", table, tmp_path)
    assert found["faults"] == []
    assert found["diary"]["entries"] == [night("2026-11-01", "calf", 2.5, "stretch"), night("2026-11-02", "none")]


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (
            "date,muscle,minutes,helped\n31.12.2025,calf,,\n2026-11-01,arm,-1,prayer\n",
            ["line 2: date is", "line 3: muscle is", "line 3: minutes is", "line 3: helped is"],
        ),
        ("date,muscle,minutes,helped\n2026-11-30,calf,x,\n", ["and not later", "minutes is no number"]),
        ("date,muscle,minutes,helped\n2026-02-30,calf,,\n", ['date is "2026-02-30"']),
        ("day,muscle\n2026-11-01,calf\n", ["missing: date, minutes, helped"]),
        ("{ not json", ["it begins like JSON but is none"]),
        ('{"a": 1}', ["it has no list of entries"]),
        ("[null]", ["entry 1: date is", "entry 1: muscle is"]),
        ("", ["missing: date, muscle, minutes, helped"]),
    ],
)
def test_every_fault_of_a_file_is_told_with_its_place(tmp_path, text, faults):
    found = log("return readDiary(data, kinds).faults;", text, tmp_path)
    assert len(found) == len(faults)
    for told, expected in zip(found, faults, strict=True):
        assert expected in told


def test_many_faults_are_not_all_listed(tmp_path):
    text = "date,muscle,minutes,helped\n" + "x,calf,,\n" * 50
    found = log("return readDiary(data, kinds).faults;", text, tmp_path)
    assert len(found) == 11
    assert found[-1] == "and 40 more"


def test_adding_a_file_twice_adds_it_once(tmp_path):
    own = {"entries": [night("2026-11-01"), night("2026-11-01")], "changed": "", "what": ""}
    more = {
        **own,
        "entries": [*own["entries"], night("2026-11-01"), night("2026-11-03", "none")],
        "changed": "2026-11-02",
    }
    first = log("return joined(...data);", [own, more], tmp_path)
    assert first["added"] == 2
    assert first["diary"]["changed"] == "2026-11-02"
    again = log("return joined(...data);", [first["diary"], more], tmp_path)
    assert (again["added"], again["diary"]) == (0, first["diary"])


@pytest.mark.parametrize("stored", [{"entries": "x"}, None, [], {"entries": [{"date": "x"}]}, {}])
def test_what_is_no_diary_is_not_taken_for_one(tmp_path, stored):
    assert log("return soundDiary(data, kinds);", stored, tmp_path) is None


def test_a_diary_written_while_the_clock_was_ahead_is_still_one(tmp_path):
    stored = {"entries": [night("2031-01-01")], "changed": "rubbish", "what": "w" * 200}
    found = log("return soundDiary(data, kinds);", stored, tmp_path)
    assert found["entries"] == stored["entries"]
    assert (found["changed"], len(found["what"])) == ("", 80)


def test_both_say_that_they_stay_in_this_browser_and_show_a_paper_to_fill_in():
    for widget in (plan(), diary()):
        assert "kept only in this browser, on this computer" in widget.description()
        assert "Nothing is sent anywhere." in widget.markdown()
        assert widget.markdown().count("\n|") >= 8
        assert "Education, not diagnosis" in widget.description()


def test_nothing_of_the_learner_crosses_to_python():
    """Neither widget has a trait that the browser writes, nor does its script send anything."""
    for widget in (plan(), diary()):
        own = set(widget.trait_names(sync=True)) - {"history", "notice", "formulas", "layout", "_esm", "_css"}
        assert {name for name in own if not name.startswith("_")} <= {
            "board",
            "movements",
            "tabbable",
            "tooltip",
            "comm",
        }
        last = widget._esm[widget._esm.index("function render(") :]
        assert not re.search(r"recordAttempt|model\.(set|send|save_changes)|fetch\(|XMLHttpRequest|sendBeacon", last)


def test_the_plan_offers_every_movement_with_what_is_known_of_it():
    offered = plan().movements
    assert [each["id"] for each in offered] == list(load().movements)
    for each in offered:
        assert all(each[name] for name in ("title", "evidence", "dose", "stop"))
        words = load().boards["plan"].words
        assert {f"when.{each['when']}", f"often.{each['often']}"} <= words.keys()
    assert [each["id"] for each in offered if each["when"] == "cramp"] == ["calf_cramp"]
