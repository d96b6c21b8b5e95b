"""Assessment: a paper says nothing of what is right, and the bank marks what comes back from it."""

import json
import random

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from crampcourse.cli import main
from crampcourse.learning import paper as papers
from crampcourse.learning.assessment import mark_paper
from crampcourse.learning.attempts import Attempt
from crampcourse.learning.drawn import realised
from crampcourse.learning.marking import mark, rule_of
from crampcourse.learning.paper import in_bank, made, read, write
from crampcourse.learning.responses import NAME, Responses
from crampcourse.library import load
from crampcourse.library.plates import unnamed
from crampcourse.library.shelving import read_bank
from crampcourse.widgets.assessment import Assessment
from tests.test_marking import right_answer
from tests.trial_quiz import trial_library

LIBRARY = trial_library("of the bank")
PAPER = made("l01-exam", "Exam", LIBRARY.items.values(), LIBRARY, seed=7)
ASKED = {data["id"]: data for data in PAPER.items}


def said_in_paper(item, paper=PAPER, library=LIBRARY):
    """The right answer to an item in the terms of the paper, found by trying: the paper itself does not tell."""
    ours, asked = in_bank(item, library, paper)
    rule, data = rule_of(ours), asked.data
    wanted = right_answer(rule)

    def index(of, value):
        return next(at for at in range(of) if asked_alone(at) == value)

    def asked_alone(at):
        return asked.in_bank(at)

    kind = data["kind"]
    if kind == "single":
        return index(data["rule"]["of"], wanted)
    if kind == "multiple":
        return [at for at in range(data["rule"]["of"]) if asked.in_bank([at])[0] in wanted]
    if kind == "order":
        back = {asked.in_bank([at])[0]: at for at in data["rule"]["key"]}
        return [back[step] for step in wanted]
    if kind in ("label", "match"):
        labels = data["rule"]["labels"]
        pairs = {}
        for place in data["rule"]["key"]:
            for label in labels:
                ((their_place, their_label),) = asked.in_bank({place: label}).items()
                if wanted[their_place] == their_label:
                    pairs[place] = label
        return pairs
    if kind == "find":
        return next(place for place in data["rule"]["among"] if asked.in_bank(place) == wanted)
    if kind == "two-tier":
        return {
            tier: next(at for at in range(data["rule"][tier]["of"]) if asked.in_bank({tier: at})[tier] == wanted[tier])
            for tier in ("answer", "reason")
        }
    if kind == "cloze":
        return [
            gap
            if isinstance(gap, str)
            else next(at for at in range(data["rule"]["gaps"][n]["of"]) if asked.in_bank([at, ""])[n] == gap)
            for n, gap in enumerate(wanted)
        ]
    return wanted


def responses(paper=PAPER, library=LIBRARY):
    return [
        Attempt(
            paper.item_name(item.id),
            "L01",
            said_in_paper(item, paper, library),
            content_hash=next(data["hash"] for data in paper.items if data["id"] == item.id),
        )
        for item in library.items.values()
    ]


def test_all_right_answers_earn_everything():
    marked = mark_paper(PAPER, LIBRARY.items, responses(), LIBRARY)
    assert [(each.item, each.score, each.problem) for each in marked] == [(slug, 1, None) for slug in LIBRARY.items]


def test_the_paper_asks_every_kind():
    assert (
        {data["kind"] for data in PAPER.items}
        == {realised(item, 0).kind for item in LIBRARY.items.values()}
        == set(papers.asked.__globals__["_ASKING"])
    )


def test_the_paper_says_nothing_of_what_is_right():
    told = json.dumps(PAPER.items, ensure_ascii=False)
    secrets = [
        "Because", "Not 0", "Not 1", "Hint", "So of", "Place 0", "Is talus", "Pair 1", "Spare", "Not yet", "Peak",
        "Elsewhere", "Too large", "Instead", "idea", "KEY", "Sign", "It is", "torque", "gastrocnemius",
        '"key": true', '"low"', '"high"', "0.52", "0.5,", "3.0", "4.0", '"talus"', '"calcaneus"', '"tibia"',
    ]  # fmt: skip
    assert [secret for secret in secrets if secret in told] == []
    for data in PAPER.items:
        assert set(data) <= {
            "id", "kind", "stem", "hints", "sources", "hash", "rule", "options", "fixed", "steps", "plate", "title",
            "layers", "places", "prompts", "answers", "text", "gaps", "why", "reasons", "trace", "seed",
        }  # fmt: skip
        assert data["hints"] == data["sources"] == []


def test_neither_order_nor_hash_tells_the_key():
    """Over many papers the key stands in every place about equally often."""
    item = LIBRARY.items["t-single"]
    places = [said_in_paper(item, made("p", "P", [item], LIBRARY, seed)) for seed in range(300)]
    assert all(60 <= places.count(place) <= 140 for place in range(3)), [places.count(place) for place in range(3)]
    moved = item.model_copy(
        update={"options": [option.model_copy(update={"key": n == 1}) for n, option in enumerate(item.options)]}
    )
    first, second = (made("p", "P", [each], LIBRARY, 1).items[0] for each in (item, moved))
    assert first == second


def test_steps_never_stand_in_their_right_order():
    item = LIBRARY.items["t-order"]
    right = [[step.text] for step in item.steps]
    assert all(made("p", "P", [item], LIBRARY, seed).items[0]["steps"] != right for seed in range(200))


def test_a_picture_without_names_draws_the_same():
    svg = LIBRARY.plate_svg("lateral")
    bare, numbers = unnamed(svg)
    assert "talus" not in bare
    assert "data-note" not in bare
    assert bare.count("data-structure=") == svg.count("data-structure=") == len(numbers)
    assert [path for path in bare.split('"') if path.startswith("M")] == [
        p for p in svg.split('"') if p.startswith("M")
    ]
    assert set(ASKED["t-label"]["places"]["p0"][1]) <= set(numbers.values())


def test_only_the_last_answer_counts_whatever_the_clock_says():
    item = LIBRARY.items["t-single"]
    right = said_in_paper(item)
    wrong = (right + 1) % 3
    given = [
        Attempt("l01-exam/t-single", "L01", answer, content_hash=ASKED["t-single"]["hash"], time=time)
        for answer, time in ((wrong, "2026-11-20T10:00:00+00:00"), (right, "2020-01-01T00:00:00+00:00"))
    ]
    assert mark_paper(PAPER, LIBRARY.items, given, LIBRARY)[0].score == 1
    assert mark_paper(PAPER, LIBRARY.items, given[::-1], LIBRARY)[0].score == 0


def test_what_was_not_answered_or_not_asked_so_earns_nothing_and_says_why():
    other = Attempt("l01-exam/t-single", "L01", 0, content_hash="000000000000")
    broken = Attempt("l01-exam/t-numeric", "L01", "three", content_hash=ASKED["t-numeric"]["hash"])
    marked = {each.item: each for each in mark_paper(PAPER, LIBRARY.items, [other, broken], LIBRARY)}
    assert marked["t-single"].problem == "an answer to another version of this question"
    assert marked["t-numeric"].problem == "the answer cannot be marked: not_a_number"
    assert marked["t-order"].problem == "no answer"
    assert {each.score for each in marked.values()} == {0}


def test_a_bank_that_has_changed_is_told_whole():
    changed = dict(LIBRARY.items)
    del changed["t-short"]
    changed["t-single"] = changed["t-single"].model_copy(update={"stem": "Another stem"})
    with pytest.raises(
        ValueError,
        match=r"paper l01-exam was not made from this bank: t-single has changed since the paper was made; "
        r"t-short is not in this bank",
    ):
        mark_paper(PAPER, changed, [], LIBRARY)


anything = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 9) | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=8,
)


@settings(max_examples=300)
@given(st.sampled_from(sorted(LIBRARY.items)), anything)
def test_no_response_breaks_the_marking_of_others(slug, response):
    item, asked = in_bank(LIBRARY.items[slug], LIBRARY, PAPER)
    assert 0 <= mark(rule_of(item), asked.in_bank(response)).score <= 1


@given(st.sampled_from(sorted(LIBRARY.items)), st.randoms(use_true_random=False))
def test_a_guess_in_the_terms_of_the_paper_is_always_marked(slug, chance: random.Random):
    """Whatever a learner can choose on the page has a meaning in the bank."""
    item, asked = in_bank(LIBRARY.items[slug], LIBRARY, PAPER)
    rule = asked.data["rule"]
    guess = {
        "equals": lambda: chance.randrange(rule["of"]),
        "subset": lambda: [chance.randrange(rule["of"])],
        "interval": lambda: "3.5",
        "sequence": lambda: chance.sample(rule["key"], len(rule["key"])),
        "pairs": lambda: dict(zip(rule["key"], chance.sample(rule["labels"], len(rule["key"])), strict=True)),
        "region": lambda: chance.choice(rule["among"]),
        "text": lambda: "soleus",
        "gaps": lambda: [chance.randrange(rule["gaps"][0]["of"]), "soleus"],
        "tiers": lambda: {tier: chance.randrange(rule[tier]["of"]) for tier in ("answer", "reason")},
        "stretch": lambda: chance.uniform(0, 3),
    }[rule["kind"]]()
    assert mark(rule_of(item), asked.in_bank(guess)).problem is None


def test_another_seed_draws_other_numbers_and_the_same_seed_the_same():
    def stems(seed):
        return [d["stem"] for d in made("p", "P", LIBRARY.items.values(), LIBRARY, seed).items if "drawn" in d["id"]]

    assert stems(7) == stems(7)
    assert len({tuple(stems(seed)) for seed in range(10)}) > 5


def test_a_paper_is_written_and_read_back(tmp_path):
    path = tmp_path / "exam.paper.json"
    write(PAPER, path)
    assert read(path) == PAPER
    assert mark_paper(read(path), LIBRARY.items, responses(), LIBRARY)[0].score == 1


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ([], "exam.paper.json is no paper; make one with: crampcourse assessment paper"),
        ({"version": 9}, "exam.paper.json is of version 9; this crampcourse reads version 1"),
        ({"version": 1, "id": "x"}, "exam.paper.json has no title; get the file again from your instructor"),
        (
            {"version": 1, "id": "x", "title": "", "lesson": "", "seed": 1, "items": [3]},
            "exam.paper.json holds an item without an id; get the file again from your instructor",
        ),
    ],
)
def test_what_is_no_paper_is_told(tmp_path, fields, message):
    data = {"format": "crampcourse-paper", **fields} if fields else fields
    (tmp_path / "exam.paper.json").write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        read(tmp_path / "exam.paper.json")


def test_what_is_no_json_is_told(tmp_path):
    (tmp_path / "exam.paper.json").write_text("{", encoding="utf-8")
    with pytest.raises(ValueError, match=r"exam.paper.json cannot be read as a paper: Expecting property name"):
        read(tmp_path / "exam.paper.json")


def test_a_missing_paper_names_those_there_are(tmp_path):
    write(PAPER, tmp_path / "exam.paper.json")
    with pytest.raises(ValueError, match=r"there is no paper exan.paper.json in this folder; there: exam.paper.json"):
        read(tmp_path / "exan.paper.json")


def test_a_paper_that_cannot_be_made_is_told_all_at_once():
    with pytest.raises(ValueError, match=r"the paper's id is 'My Exam'; .*; the bank has no items; .*; seed is -1"):
        made("My Exam", "Exam", [], LIBRARY, seed=-1)


def test_responses_come_back_in_order_and_once(tmp_path):
    file = Responses(tmp_path)
    assert file.all() == []
    given = responses()
    for attempt in [*given, given[0]]:
        file.append(attempt)
    assert file.all() == given
    assert file.notice == ""
    assert sorted(path.name for path in tmp_path.iterdir() if not path.name.startswith(".")) == [NAME]


def test_what_is_no_response_stays_in_the_file_and_is_said(tmp_path):
    (tmp_path / NAME).write_bytes(b'{"half": \n\xff\xfe')
    file = Responses(tmp_path)
    file.append(responses()[0])
    assert (tmp_path / NAME).read_bytes().startswith(b'{"half": \n\xff\xfe\n{"version": 2')
    assert len(file.all()) == 1
    assert file.notice.startswith(
        "2 lines of responses.jsonl are no responses and are left as they are: responses.jsonl:1:"
    )


def test_the_widget_sends_no_key_and_keeps_responses_beside_the_notebook(tmp_path, monkeypatch):
    monkeypatch.setattr("crampcourse.widgets.assessment.load", lambda: LIBRARY)
    monkeypatch.setattr("crampcourse.widgets.assessment.unnamed_plate", Ref)
    monkeypatch.setenv("CRAMPCOURSE_DATA", str(tmp_path / "private"))
    widget = Assessment(PAPER, tmp_path)
    sent = []
    widget.send = sent.append
    first = responses()[0]
    message = {"type": "attempt", "attempt": {**first.__dict__, "score": None}}
    widget._receive(widget, message, [])
    assert sent[-1] == {"type": "ack", "id": first.id}
    assert Responses(tmp_path).all() == [first]
    assert not (tmp_path / "private").exists()
    cheat = {**first.__dict__, "id": Attempt("x", "", 0).id, "score": 1.0}
    widget._receive(widget, {"type": "attempt", "attempt": cheat}, [])
    assert sent[-1]["why"] == "the response brings a score; responses to a paper are marked by the instructor"
    other = {**cheat, "score": None, "item": "other/t-single"}
    widget._receive(widget, {"type": "attempt", "attempt": other}, [])
    assert sent[-1]["why"] == "item is 'other/t-single', which this paper does not ask"
    assert [attempt["id"] for attempt in Assessment(PAPER, tmp_path).history] == [first.id]
    for text in (widget.description(), widget.markdown()):
        assert "Stem of the bank" in text
        assert "Because" not in text


class Ref:
    """A plate that nobody looks at."""

    def __init__(self, name):
        self.ref = f"anywidget:{name}"


BANK = """\
- id: my-own
  kind: single
  objective: L01-O1
  stem: Which bone?
  options:
    - {text: Talus, key: true, rationale: Yes.}
    - {text: Tibia, rationale: No.}
  sources: [GENERALKNOWLEDGE]
- id: my-numbers
  kind: drawn-numeric
  objective: L01-O1
  formula: sweat_mass_change
  draw: {hours: {low: 0.5, high: 3, step: 0.5}}
  given: {mass_kg: 70, drink_l: 0.5, sweat_rate_l_per_h: 1.2}
  stem: "After {{hours}} h?"
  unit: "%"
  tolerance: 0.05
  rationale: It is {{key}} %.
  sources: [GENERALKNOWLEDGE]
"""


def run(*words):
    return CliRunner().invoke(main, ["assessment", *map(str, words)])


def test_an_instructor_makes_a_paper_and_marks_a_class(tmp_path):
    bank, paper = tmp_path / "week3.bank.yaml", tmp_path / "week3.paper.json"
    bank.write_text(BANK, encoding="utf-8")
    made_it = run("paper", bank, paper, "--title", "Week 3", "--seed", 5)
    assert made_it.exit_code == 0, made_it.output
    assert made_it.output == f"{paper}: 2 questions, seed 5. The keys stay in {bank}.\n"
    asked = read(paper)
    assert (asked.title, asked.seed, len(asked.items)) == ("Week 3", 5, 2)
    assert "there already; give --force" in run("paper", bank, paper).output
    items = read_bank(bank, load())
    for name, right in (("ada", True), ("ben", False)):
        for slug, item in items.items():
            ours, _ = in_bank(item, load(), asked)
            response = said_in_paper(item, asked, load()) if slug == "my-own" else f"{ours.value:.3f}"
            data = next(each for each in asked.items if each["id"] == slug)
            if right or slug == "my-numbers":
                (tmp_path / name).mkdir(exist_ok=True)
                Responses(tmp_path / name).append(
                    Attempt(asked.item_name(slug), "L01", response, content_hash=data["hash"], seed=data.get("seed"))
                )
    files = [tmp_path / name / NAME for name in ("ada", "ben")]
    marked = run("mark", bank, paper, *files, "--csv", tmp_path / "marks.csv")
    assert marked.exit_code == 0, marked.output
    assert marked.output == f"{files[0]}: 2.00 of 2 points\n{files[1]}: 1.00 of 2 points\n  my-own: no answer\n"
    rows = (tmp_path / "marks.csv").read_text(encoding="utf-8").splitlines()
    assert rows[0] == "file,item,score,problem,time"
    assert rows[3] == f"{files[1]},my-own,0.0000,no answer,"
    assert len(rows) == 5


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("key: true, ", ""), "my.bank.yaml:1: my-own: single choice has no keys"),
        (("L01-O1\n  stem", "L77-O1\n  stem"), "L77-O1"),
        (("sweat_mass_change", "guess"), "there is no formula 'guess'"),
    ],
)
def test_a_faulty_bank_makes_no_paper(tmp_path, change, message):
    (tmp_path / "my.bank.yaml").write_text(BANK.replace(*change), encoding="utf-8")
    found = run("paper", tmp_path / "my.bank.yaml", tmp_path / "my.paper.json")
    assert found.exit_code == 1
    assert message in found.output
    assert [file.name for file in tmp_path.iterdir()] == ["my.bank.yaml"]


def test_a_paper_has_the_ending_by_which_notebooks_know_it():
    assert (
        "The paper's name must end in .paper.json, such as exam.paper.json"
        in run("paper", "b.yaml", "exam.json").output
    )
