"""Every explorer alike: its numbers are its model's, its words say them, its drawing is fresh, it stays light."""

import json
import re
from importlib import import_module
from math import floor

import numpy as np
import pytest

from crampcourse.library import load
from crampcourse.widgets import explorer as engine
from crampcourse.widgets.drawing import kept, make
from crampcourse.widgets.states import Tables

LIBRARY = load()
NAMES = sorted(LIBRARY.explorers)
MAX_BYTES = 2_000_000
MAX_ERROR = 0.005
"""Of the range that a quantity runs through."""
WORDS = 25
SIDES = {"up": 1, "down": -1}
SLOW_TO_DRAW = {"membrane", "fibre", "cramp_loop"}
"""Their models take tens of seconds over the whole grid; the slow tests draw them anew."""
FEW_AND_MANY = [pytest.param(50, id="50"), pytest.param(1000, id="1000", marks=pytest.mark.slow)]


def states_of(name: str, count: int, seed: int = 3) -> list[dict[str, float]]:
    """Random states of the controls, each on its steps, the start and the set-ups first."""
    text = LIBRARY.explorers[name]
    rng = np.random.default_rng(seed)
    start = {control.id: control.start for control in text.controls}
    states = [start, *(start | setup.values for setup in text.setups)]
    while len(states) < count:
        steps = {c.id: rng.integers(0, round((c.high - c.low) / c.step) + 1) for c in text.controls}
        states.append({c.id: round(c.low + steps[c.id] * c.step, 6) for c in text.controls})
    return [{name: float(value) for name, value in state.items()} for state in states[:count]]


def tables_of(name: str) -> Tables:
    """The kept tables of an explorer."""
    made = kept(name, LIBRARY)
    return Tables(made.layout, made.table)


def truth_of(name: str):
    """The function that asks the model itself; a new explorer brings its own."""
    return import_module(f"tests.explorers.{name}").truth


def ranges_of(name: str, truths: list[dict[str, float]]) -> dict[str, float]:
    """How far each quantity runs: over these states, or what the explorer's test module says."""
    given = getattr(import_module(f"tests.explorers.{name}"), "RANGES", {})
    values = {
        quantity: [truth[quantity] for truth in truths if quantity in truth] for truth in truths for quantity in truth
    }
    return {quantity: given.get(quantity, max(them) - min(them)) for quantity, them in values.items()}


@pytest.mark.parametrize("count", FEW_AND_MANY)
@pytest.mark.parametrize("name", NAMES)
def test_its_numbers_are_its_models_within_half_a_percent_of_their_range(name, count):
    text, tables, truth = LIBRARY.explorers[name], tables_of(name), truth_of(name)
    states = states_of(name, count)
    truths = [truth(state) for state in states]
    ranges = ranges_of(name, truths)
    said = {quantity.id for quantity in text.quantities}
    asked = {quantity for truth in truths for quantity in truth}
    assert said <= asked, "the model is not asked about every quantity that is said"
    options = {quantity.id for quantity in text.quantities if quantity.options}
    for state, true in zip(states, truths, strict=True):
        numbers = tables.numbers(state)
        assert np.isfinite(list(numbers.values())).all(), state
        for quantity, value in true.items():
            if quantity in options:
                assert floor(numbers[quantity] + 0.5) == value, (quantity, state)
            else:
                assert abs(numbers[quantity] - value) <= MAX_ERROR * ranges[quantity] + 1e-6, (quantity, state)


def number_in(phrase: str, quantity) -> float:
    """The number that a phrase of this quantity says; AssertionError where it has none or lacks its unit."""
    if quantity.zero and phrase == quantity.zero:
        return 0.0
    match = re.fullmatch(r"(−?)(\d+(?:\.\d+)?)(°.*| \S.*)", phrase)
    assert match, f"{quantity.id}: {phrase!r} is no number with a unit"
    unit = match[3].strip()
    words = [word for word in (quantity.above, quantity.below) if word]
    word = next((word for word in words if unit.endswith(word)), "")
    assert unit.removesuffix(word).strip() == quantity.unit, phrase
    sign = -1 if match[1] or (word and word == quantity.below and word != quantity.above) else 1
    return sign * float(match[2])


def parsed(text, template: str, sentence: str) -> dict[str, str]:
    """What stands for each {name} of a template in the sentence made from it."""
    pieces = re.split(r"\{([a-z_.0-9]+)\}", template)
    names = pieces[1::2]
    choices = {q.id: [*q.options, text.words.get("untold", "")] for q in text.quantities if q.options}
    plain = {name: "|".join(map(re.escape, of)) for name, of in choices.items() if "{" not in "".join(of)}
    pattern = "".join(
        re.escape(piece) if i % 2 == 0 else f"({plain.get(piece, '.+?')})" for i, piece in enumerate(pieces)
    )
    match = re.fullmatch(pattern, sentence)
    assert match, sentence
    return dict(zip(names, match.groups(), strict=True))


@pytest.mark.parametrize("count", FEW_AND_MANY)
@pytest.mark.parametrize("name", NAMES)
def test_its_words_read_back_are_its_models_numbers(name, count):
    text, tables, truth = LIBRARY.explorers[name], tables_of(name), truth_of(name)
    states = states_of(name, count, seed=4)
    truths = [truth(state) for state in states]
    ranges = ranges_of(name, truths)
    for state, true in zip(states, truths, strict=True):
        sentence = engine.fill_sentence(text, text.words["state"], state, tables.numbers(state))
        every = " ".join(
            engine.fill_sentence(text, f"{{{q.id}}}", state, tables.numbers(state)) for q in text.quantities
        )
        assert "{" not in sentence + every
        assert not re.search(r"\b(nan|inf|undefined|None)\b", sentence), sentence
        _read_back(text, text.words["state"], sentence, state, true, ranges)


def _read_back(text, template, sentence, state, true, ranges):
    """Every phrase of the sentence says what the model says; chosen sentences are read back in their turn."""
    quantities = {quantity.id: quantity for quantity in text.quantities}
    controls = {control.id: control for control in text.controls}
    for place, phrase in parsed(text, template, sentence).items():
        if place not in quantities:
            assert phrase == engine.control_phrase(controls[place], state[place])
        elif place not in true:
            assert phrase == text.words["untold"], f"the model does not tell {place}, and the explorer says {phrase!r}"
        elif quantities[place].options:
            _read_back(text, quantities[place].options[round(true[place])], phrase, state, true, ranges)
        else:
            quantity, value = quantities[place], true[place]
            said = number_in(phrase, quantity)
            if quantity.above and quantity.above == quantity.below:
                said, value = abs(said), abs(value)
            slack = 0.5 * 10**-quantity.decimals + MAX_ERROR * ranges[place] + 1e-6
            assert abs(said - value) <= slack, (place, phrase, value)


@pytest.mark.parametrize("name", NAMES)
def test_every_change_is_said_in_few_words(name):
    text, tables = LIBRARY.explorers[name], tables_of(name)
    rng = np.random.default_rng(5)
    states = states_of(name, 200, seed=6)
    sentences = [word for key, word in text.words.items() if key == "change" or key.startswith("change.")]
    sentences += [setup.says for setup in text.setups]
    missing = {c.id for c in text.controls if f"change.{c.id}" not in text.words and "change" not in text.words}
    assert not missing, f"nothing is said when these change: {missing}"
    assert "change.reset" in text.words
    numbers = [tables.numbers(state) for state in states]
    for _ in range(200):
        before, after = rng.integers(0, len(states), 2)
        for template in sentences:
            said = engine.fill_sentence(text, template, states[after], numbers[after], numbers[before])
            assert 3 < len(said.split()) <= WORDS, said
            assert "{" not in said


@pytest.mark.parametrize("name", NAMES)
def test_states_do_not_all_say_the_same(name):
    text, tables = LIBRARY.explorers[name], tables_of(name)
    said = {engine.fill_sentence(text, text.words["state"], s, tables.numbers(s)) for s in states_of(name, 60)}
    assert len(said) > 15


@pytest.mark.parametrize("name", NAMES)
def test_pictures_and_words_are_whole(name):
    text, made = LIBRARY.explorers[name], kept(name, LIBRARY)
    words = {f"{kind}.{picture['id']}" for kind in ("picture", "name") for picture in made.layout["pictures"]}
    words |= {"state", "unchanged", "change.reset", *made.layout["toggles"]}
    words |= {entry["word"] for entry in made.layout["legend"]}
    assert words <= set(text.words)
    assert {quantity.id for quantity in text.quantities} <= set(made.layout["quantities"])
    for entry in [*made.layout["parts"], *made.layout["signs"]]:
        assert f'id="{entry["gid"]}"' in made.svgs[entry["picture"]], entry["gid"]
    said = {quantity.id: quantity for quantity in text.quantities}
    for sign in made.layout["signs"]:
        assert sign["looks"] or sign["quantity"] in said, f"{sign['gid']} shows a number without words"
    for picture in made.layout["pictures"]:
        assert len(text.words[f"picture.{picture['id']}"]) >= 20
        assert not re.findall(r"(?<!, )#[0-9a-f]{6}\b", made.svgs[picture["id"]]), "a colour without a token"


@pytest.mark.parametrize("name", NAMES)
def test_it_stays_light(name):
    made = kept(name, LIBRARY)
    sent = len(made.table) + len(json.dumps(made.layout)) + sum(len(svg) for svg in made.svgs.values())
    assert sent <= MAX_BYTES


def heavy(name):
    return pytest.param(name, marks=[pytest.mark.slow] if name in SLOW_TO_DRAW else [])


@pytest.mark.parametrize("name", [heavy(name) for name in NAMES])
def test_the_kept_drawing_is_what_the_model_draws_today(name):
    fresh, old = make(name, LIBRARY), kept(name, LIBRARY)
    again = f"stale: python -m tools.drawings {name}"
    assert old.svgs == fresh.svgs, again
    floats, wholes = fresh.layout["floats"], 4 * fresh.layout["floats"]
    for layout in (old.layout, fresh.layout):
        for part in layout["parts"]:
            for number in ("scale", "middle"):
                if number in part:
                    part[number] = pytest.approx(part[number], rel=1e-4, abs=1e-4)
    assert old.layout == fresh.layout, again
    assert old.start == pytest.approx(fresh.start, abs=1e-6), again
    both = [np.frombuffer(made.table, "<f4", floats) for made in (old, fresh)]
    np.testing.assert_allclose(*both, rtol=1e-5, atol=1e-3, err_msg=again)
    both = [np.frombuffer(made.table, "<i2", offset=wholes).astype(int) for made in (old, fresh)]
    np.testing.assert_allclose(*both, atol=2, err_msg=again)
