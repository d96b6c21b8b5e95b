"""Items whose numbers are drawn: the model gives the key, and a seed always gives the same question."""

import math
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from crampcourse.learning.attempts import Attempt
from crampcourse.learning.drawn import check_draws, faults_of, realised, seed_of
from crampcourse.learning.formulas import FORMULAS
from crampcourse.learning.marking import content_hash, mark, rule_of
from crampcourse.library import ContentError
from crampcourse.library import items as i
from crampcourse.widgets.packing import DRAWS, pack_item, remarked, still_text
from tests.trial_quiz import drawn_items, trial_library

NUMBER, CHOICE = drawn_items()
SEEDS = st.integers(0, 2**31 - 1)


def changed(item, **fields):
    return TypeAdapter(i.Item).validate_python(item.model_dump() | fields)


@given(SEEDS)
def test_a_seed_gives_one_question_and_its_key_earns_everything(seed):
    for item in (NUMBER, CHOICE):
        first = realised(item, seed)
        assert first == realised(item, seed)
        rule = rule_of(first)
        right = first.value if isinstance(first, i.NumericItem) else rule["key"]
        assert mark(rule, right).correct
        assert "{{" not in first.model_dump_json()


@given(SEEDS)
def test_the_key_is_what_the_textbook_sum_gives(seed):
    """Change of mass in % by hand: (drunk − rate · hours) / mass."""
    item = realised(NUMBER, seed)
    hours, rate = item.stem.replace(" h at ", " ").replace(" l/h", "").split()[:2]
    assert item.value == pytest.approx(100 * (0.5 - float(rate) * float(hours)) / 70, rel=1e-12)
    assert f"{item.value:.2f}".replace("-", "−") in item.rationale


def test_draws_are_spread_evenly_over_what_may_be_drawn():
    counts = Counter(realised(NUMBER, seed_of("someone", NUMBER.id, turn)).stem for turn in range(2400))
    assert len(counts) == 24
    # Each of 24 equally likely: beyond these ends lie fewer than one in 10⁶ fair generators.
    assert 50 < min(counts.values()) <= max(counts.values()) < 160


def test_the_right_option_follows_the_model_and_is_no_misconception():
    found = {realised(CHOICE, seed).stem: realised(CHOICE, seed) for seed in range(20)}
    keys = {stem: next(o.text for o in item.options if o.key) for stem, item in found.items()}
    assert keys == {"soleus Text": "agonist Text", "tibialis anterior Text": "antagonist Text"}
    for item in found.values():
        assert [option.misconception for option in item.options if option.key] == [None]


def test_a_typical_slip_is_named_unless_it_is_within_the_tolerance():
    zero = changed(NUMBER, draw={"hours": [1, 2]}, given={"mass_kg": 70, "drink_l": 1, "sweat_rate_l_per_h": 1})
    by_hours = {realised(zero, seed).value: realised(zero, seed) for seed in range(20)}
    assert not by_hours[0.0].wrong
    (slip,) = (item for value, item in by_hours.items() if value)
    assert slip.wrong[0].low < -slip.value < slip.wrong[0].high


@given(SEEDS)
def test_a_large_slip_with_the_rounded_numbers_that_are_shown_is_named(seed):
    """Newtons times millimetres, as the stem prints them, are a thousand times the torque but for rounding."""
    item = TypeAdapter(i.Item).validate_python({
        "objective": "L03-O2", "sources": ["KEY"], "id": "t-torque", "kind": "drawn-numeric",
        "formula": "muscle_torque", "draw": {"activation": [0.2, 0.5, 1.0], "ankle_deg": [-20, 0, 10]},
        "given": {"muscle": "soleus"}, "stem": "{{force_n}} N at {{moment_arm_mm}} mm", "unit": "N m",
        "tolerance_percent": 3, "rationale": "It is {{key}}",
        "wrong": [{"factor": 1000, "rationale": "Millimetres"}, {"factor": 1.04, "rationale": "Too near"}],
    })  # fmt: skip
    asked = realised(item, seed)
    force_n, _, _, arm_mm, _ = asked.stem.split()
    (slip,) = asked.wrong
    assert slip.low < float(force_n) * float(arm_mm) < slip.high
    assert not slip.low < asked.value < slip.high


def test_each_learner_gets_numbers_of_their_own_that_come_back(monkeypatch):
    library = trial_library()
    first = pack_item(NUMBER, library)
    assert first == pack_item(NUMBER, library)
    assert first["kind"] == "numeric"
    assert 2 <= len(first["draws"]) <= DRAWS
    assert all(draw["id"] == NUMBER.id and isinstance(draw["seed"], int) for draw in first["draws"])
    monkeypatch.setattr("crampcourse.widgets.packing.learner_seed", lambda: "another")
    assert pack_item(NUMBER, library)["draws"] != first["draws"]
    later = pack_item(NUMBER, library, first_draw=DRAWS)
    assert not {draw["seed"] for draw in later["draws"]} & {draw["seed"] for draw in first["draws"]}


def test_an_attempt_is_marked_by_the_numbers_it_was_asked_with():
    seed = 1234
    item = realised(NUMBER, seed)
    attempt = Attempt(NUMBER.id, "L01", f"{item.value:.3f}", content_hash=content_hash(item), seed=seed)
    assert remarked(attempt, [NUMBER]).score == 1
    assert remarked(Attempt(NUMBER.id, "L01", "99", content_hash=content_hash(item), seed=seed), [NUMBER]).score == 0
    with pytest.raises(ValueError, match="item t-drawn-numeric draws its numbers: give the seed of the attempt"):
        remarked(Attempt(NUMBER.id, "L01", "99", content_hash=content_hash(item)), [NUMBER])


def test_a_still_is_the_same_for_every_learner(monkeypatch):
    library = trial_library()
    shown = [still_text(item, library) for item in (NUMBER, CHOICE)]
    monkeypatch.setattr("crampcourse.widgets.packing.learner_seed", lambda: "another")
    assert shown == [still_text(item, library) for item in (NUMBER, CHOICE)]
    assert shown[0][0].startswith(realised(NUMBER, 0).stem)


def test_a_drawn_item_itself_has_no_rule():
    with pytest.raises(ValueError, match="draws its numbers"):
        rule_of(NUMBER)


@pytest.mark.parametrize(
    ("item", "fault"),
    [
        (changed(NUMBER, formula="guess"), "there is no formula 'guess'; there are: cramp_rate_ratio, fibre_force,"),
        (changed(NUMBER, given={"drink_l": 1}), "formula sweat_mass_change: missing a required argument: 'mass_kg'"),
        (changed(NUMBER, given={**NUMBER.given, "age": 3}), "got an unexpected keyword argument 'age'"),
        (changed(NUMBER, stem="{{weight}}"), "with hours 0.5, sweat_rate_l_per_h 0.8: no value for weight; texts may"),
        (changed(NUMBER, given={"mass_kg": 0, "drink_l": 1}), "mass_kg is 0"),
        (changed(CHOICE, options=[o.model_dump() for o in CHOICE.options[:1]] + [CHOICE.options[2].model_dump()]),
         "with muscle tibialis_anterior: the formula muscle_role gives 'antagonist', and no option has this value"),
    ],
)  # fmt: skip
def test_what_does_not_fit_the_model_is_told(item, fault):
    found = faults_of(item)
    assert any(fault in text for text in found), found
    with pytest.raises(ContentError, match=f"items: {item.id}: "):
        check_draws([item])


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"tolerance": None}, "has neither of tolerance (in the unit) and tolerance_percent; give one of the two"),
        ({"given": {"hours": 3}}, "hours is drawn and given; keep one of the two"),
        ({"draw": {"hours": {"low": 3, "high": 1, "step": 1}}}, "from 3 to 1 in steps of 1 gives no two numbers"),
        ({"draw": {"hours": {"low": 0, "high": 5000, "step": 1}}}, "more than 1000 numbers; make the step larger"),
        ({"draw": {"hours": [1]}}, "at least 2 items"),
        ({"draw": {}}, "at least 1 item"),
    ],
)
def test_what_cannot_be_drawn_is_told(fields, fault):
    with pytest.raises(ValidationError, match=fault.replace("(", r"\(").replace(")", r"\)")):
        changed(NUMBER, **fields)


def test_two_options_with_one_value_are_told():
    with pytest.raises(ValidationError, match="the value 'agonist' stands twice; each must differ"):
        changed(
            CHOICE, options=[CHOICE.options[0].model_dump(), {**CHOICE.options[1].model_dump(), "value": "agonist"}]
        )


def test_steps_are_the_decimal_numbers_that_were_meant():
    item = changed(NUMBER, draw={**NUMBER.model_dump()["draw"], "hours": {"low": 0.1, "high": 0.7, "step": 0.1}})
    assert item.choices()["hours"] == [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7]


def test_every_formula_answers_with_a_finite_number_or_a_word():
    asked = {
        "nernst_potential": {"outside_mmol_per_l": 4, "inside_mmol_per_l": 140, "valence": 1},
        "goldman_potential": {
            "potassium_out_mmol_per_l": 4, "potassium_in_mmol_per_l": 155,
            "sodium_out_mmol_per_l": 145, "sodium_in_mmol_per_l": 12, "sodium_permeability": 0.01,
        },
        "fibre_force": {"optimal_force_n": 500, "fibre_length": 0.6},
        "sweat_mass_change": {"mass_kg": 70, "sweat_rate_l_per_h": 1, "hours": 1, "drink_l": 0},
        "sweat_sodium_loss": {"mass_kg": 70, "sweat_rate_l_per_h": 1, "hours": 2, "sodium_mmol_per_l": 40},
        "muscle_torque": {"muscle": "soleus", "activation": 0.5, "ankle_deg": 0},
        "muscle_role": {"muscle": "soleus", "task": "plantarflexion"},
        "nutrient_share": {"food": "banana", "servings": 1, "nutrient": "sodium_mg", "age_years": 30, "sex": "male"},
        "cramp_rate_ratio": {"before_cramps": 12, "before_nights": 28, "after_cramps": 5, "after_nights": 28},
        "pooled_effect": {"effect_one": -1, "error_one": 0.5, "effect_two": 0.1, "error_two": 0.2},
    }  # fmt: skip
    assert asked.keys() == FORMULAS.keys()
    for name, arguments in asked.items():
        computed = FORMULAS[name](**arguments)
        assert isinstance(computed["key"], str) or math.isfinite(computed["key"])
    # By hand: 61.54 mV · lg(4/140), lg(5.45/155.12); 30 % of 500 N; two litres of 40 mmol/l; (5/28) / (12/28);
    # (4 · −1 + 25 · 0.1) / 29.
    assert FORMULAS["nernst_potential"](**asked["nernst_potential"])["key"] == pytest.approx(-95.0, abs=0.1)
    assert FORMULAS["goldman_potential"](**asked["goldman_potential"])["key"] == pytest.approx(-89.5, abs=0.1)
    assert FORMULAS["fibre_force"](**asked["fibre_force"])["key"] == pytest.approx(150)
    assert FORMULAS["sweat_sodium_loss"](**asked["sweat_sodium_loss"])["key"] == pytest.approx(80)
    assert FORMULAS["cramp_rate_ratio"](**asked["cramp_rate_ratio"])["key"] == pytest.approx(5 / 12)
    assert FORMULAS["pooled_effect"](**asked["pooled_effect"])["key"] == pytest.approx(-1.5 / 29)


@pytest.mark.parametrize("name", ["muscle_torque", "muscle_role"])
def test_an_unknown_muscle_is_told_with_those_there_are(name):
    with pytest.raises(ValueError, match="there is no muscle 'biceps'; there are: "):
        FORMULAS[name]("biceps", 1.0, 0.0) if name == "muscle_torque" else FORMULAS[name]("biceps", "plantarflexion")


def test_an_unknown_nutrient_is_told_with_those_there_are():
    with pytest.raises(ValueError, match="there is no nutrient 'iron'; there are: magnesium_mg"):
        FORMULAS["nutrient_share"]("banana", 1, "iron", 30, "female")
