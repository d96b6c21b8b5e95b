"""The triage desk: cases whole, balanced and neutral; a rule that never reassures while a flag may be hidden."""

import itertools
import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampcourse.learning.attempts import Attempt, attempt_log
from crampcourse.learning.progress import standings
from crampcourse.learning.review import due_items
from crampcourse.library import ContentError, load
from crampcourse.library.triage import case_of, credit, standing
from crampcourse.library.vignettes import URGENCIES
from crampcourse.widgets import shared as shared_module
from crampcourse.widgets.shared import shared
from crampcourse.widgets.triage import SCHEMES, TriageDesk, hash_of, triage
from tests.trial_shelf import SHELF, write_shelf

VECTORS = json.loads((Path(__file__).parent / "vectors" / "triage.json").read_text(encoding="utf-8"))
LIBRARY = load()
VIGNETTES = list(LIBRARY.vignettes.values())
URGENCY_OF = {flag.id: flag.urgency for flag in LIBRARY.flags.values()}
EACH = pytest.mark.parametrize("vignette", VIGNETTES, ids=lambda vignette: vignette.id)
# Words of a body, a gender or an age; an age in figures stands only where it matters.
NOT_NEUTRAL = re.compile(
    r"\b(he|she|his|her|him|hers|man|woman|men|women|boy|girl|lady|gentleman|mother|father|obese|fat|elderly)\b",
    re.IGNORECASE,
)
AMERICAN = re.compile(r"(hemo|emia\b|color|edema|(?<!s)ized?\b)")
TOPICS = {
    *("artery", "acute-artery", "clot", "neuropathy", "tarsal-tunnel", "heat", "hyponatraemia", "drug", "metabolic"),
    *("tetanus", "pregnancy", "cramp"),
}


def subsets(case):
    return itertools.chain.from_iterable(itertools.combinations(case, size) for size in range(len(case) + 1))


def test_the_rule_keeps_to_the_shared_vectors():
    case = {f["question"]: (tuple(f["screens"]), tuple(f["raises"])) for f in VECTORS["findings"]}
    for vector in VECTORS["standings"]:
        known = standing(case, vector["found"], VECTORS["urgency_of"])
        wanted = (vector["urgency"], vector["flags"], vector["not_asked"], vector["reassures"])
        assert (known.urgency, list(known.flags), list(known.not_asked), known.reassures) == wanted
    for vector in VECTORS["credits"]:
        known = standing(case, vector["found"], VECTORS["urgency_of"])
        assert credit(vector["decision"], VECTORS["right"], known) == vector["credit"]


@EACH
def test_no_set_of_findings_reassures_while_a_flag_is_up_or_may_be_hidden(vignette):
    case = case_of(vignette, LIBRARY.questions)
    screening = {question for question, (screens, _) in case.items() if screens}
    calm = 0
    for found in subsets(case):
        known = standing(case, found, URGENCY_OF)
        up = {flag for question in found for flag in case[question][1]}
        highest = max((URGENCIES.index(URGENCY_OF[flag]) for flag in up), default=0)
        assert set(known.flags) == up
        assert known.urgency == URGENCIES[highest]
        assert known.reassures == (not up and screening <= set(found))
        # What is left unsaid could not raise the urgency: the rest of the answers do not.
        if not known.not_asked:
            assert known.urgency == vignette.decision
        calm += known.reassures
    assert bool(calm) == (vignette.decision == "self-care")


@given(data=st.data())
def test_the_order_of_asking_changes_nothing_and_no_answer_lowers_the_urgency(data):
    vignette = data.draw(st.sampled_from(VIGNETTES))
    case = case_of(vignette, LIBRARY.questions)
    order = data.draw(st.permutations(list(case)))
    highest = 0
    for count in range(len(order) + 1):
        known = standing(case, order[:count], URGENCY_OF)
        assert known == standing(case, sorted(order[:count]), URGENCY_OF)
        assert URGENCIES.index(known.urgency) >= highest
        highest = URGENCIES.index(known.urgency)
    assert known.urgency == vignette.decision


def test_the_cases_are_many_and_balanced():
    assert len(VIGNETTES) >= 40
    counts = Counter(vignette.decision for vignette in VIGNETTES)
    assert set(counts) == set(URGENCIES)
    assert min(counts.values()) >= 8
    assert sum(v.topic == "cramp" and v.decision == "self-care" for v in VIGNETTES) >= 10
    assert {vignette.topic for vignette in VIGNETTES} >= TOPICS


def test_many_cases_have_a_twin_that_looks_alike_and_is_decided_otherwise():
    twins = {vignette.id: vignette.like for vignette in VIGNETTES if vignette.like}
    assert len(twins) >= 20
    for name, other in twins.items():
        assert twins[other] == name
        assert LIBRARY.vignettes[name].decision != LIBRARY.vignettes[other].decision


def test_every_flag_and_every_question_is_met_in_some_case():
    raised = {flag for vignette in VIGNETTES for finding in vignette.findings() for flag in finding.raises}
    assert raised == set(LIBRARY.flags)
    asked = {finding.question for vignette in VIGNETTES for finding in vignette.findings()}
    assert asked == set(LIBRARY.questions)


def test_most_questions_are_not_their_own_answer():
    """A question that always raises its flag would tell the decision before it is answered."""
    for question in LIBRARY.questions.values():
        met = [f for v in VIGNETTES for f in v.findings() if f.question == question.id and question.screens]
        if len(met) > 3:
            assert any(not finding.raises for finding in met), question.id


@EACH
def test_a_case_is_told_in_neutral_words_and_answers_are_short_enough_to_be_said(vignette):
    told = [vignette.title, vignette.story, *(finding.answer for finding in vignette.findings())]
    told += [vignette.reason(urgency).text for urgency in URGENCIES]
    for text in told:
        assert not NOT_NEUTRAL.search(text), text
        assert not AMERICAN.search(text), text
    for finding in vignette.findings():
        flags = [LIBRARY.flags[flag].name for flag in finding.raises]
        assert len(" ".join([finding.answer, *(f"Flag: {name}." for name in flags)]).split()) <= 25


@EACH
def test_a_case_has_four_reasons_that_differ_and_names_verified_or_marked_sources(vignette):
    reasons = [vignette.reason(urgency) for urgency in URGENCIES]
    assert len({reason.text for reason in reasons}) == 4
    assert all(key in LIBRARY.references for key in vignette.sources)


def test_what_rests_on_general_knowledge_says_so():
    for flag in LIBRARY.flags.values():
        if "GENERALKNOWLEDGE" in flag.sources:
            assert "general knowledge, not verified" in (flag.mark or ""), flag.id
    assert LIBRARY.references["GENERALKNOWLEDGE"].verification == "not-verified"


def test_the_desk_says_what_it_is_not():
    notice = LIBRARY.boards["triage"].notice
    for words in ("not diagnosis", "no clinician has reviewed", "local emergency number"):
        assert words in notice


def test_no_sentence_but_one_can_be_taken_for_an_all_clear():
    words = LIBRARY.boards["triage"].words
    for name in ("state.flagged", "state.higher", "state.open"):
        assert not re.search(r"\b(safe|fine|well|harmless|nothing to worry)\b", words[name])
    assert "no all-clear" in words["state.open"]
    for name in ("state.higher", "state.open"):
        assert "Not yet asked: {open}" in words[name]


def send(widget: TriageDesk, **given) -> dict:
    answers = []
    widget.send = answers.append
    attempt = {"id": Attempt(item="x", lesson="L09", response=0).id, "lesson": "L09", **given}
    widget._receive(widget, {"type": "attempt", "attempt": attempt}, [])
    return answers[-1]


def test_the_log_holds_pythons_mark_and_the_desk_recalls_it():
    vignette = LIBRARY.vignettes["long-flight"]
    known = {"item": vignette.id, "content_hash": hash_of(vignette, LIBRARY)}
    for found, decision, score in ((["calves"], "emergency", 1), ([], "emergency", 0.5), (["calves"], "self-care", 0)):
        answer = send(triage(), **known, response={"decision": decision, "found": found}, score=0.3)
        assert answer["type"] == "ack"
        assert attempt_log().all()[-1].score == score
    assert [attempt["response"]["decision"] for attempt in triage("long-flight").history] == [
        *("emergency", "emergency", "self-care"),
    ]
    assert triage("pool-turn").history == []


@pytest.mark.parametrize(
    "response",
    [
        None,
        "urgent",
        {},
        {"decision": "now", "found": []},
        {"decision": "urgent"},
        {"decision": "urgent", "found": ["tap"]},
    ],
    ids=str,
)
def test_what_is_no_decision_is_refused(response):
    vignette = LIBRARY.vignettes["long-flight"]
    answer = send(triage(), item=vignette.id, content_hash=hash_of(vignette, LIBRARY), response=response)
    assert answer["type"] == "refused"
    assert "must hold a decision" in answer["why"]
    assert attempt_log().all() == []


def test_decisions_count_in_no_quiz_and_no_review():
    vignette = LIBRARY.vignettes["long-flight"]
    response = {"decision": "urgent", "found": []}
    send(triage(), item=vignette.id, content_hash=hash_of(vignette, LIBRARY), response=response)
    attempts = attempt_log().all()
    assert len(attempts) == 1
    assert all(standing.answered == 0 for standing in standings(attempts, LIBRARY))
    assert due_items(attempts, datetime(2100, 1, 1, tzinfo=UTC), LIBRARY) == []


def test_cases_cross_once_and_weigh_little(monkeypatch):
    monkeypatch.setattr(shared_module, "_made", {})
    first, second = triage(), triage("pool-turn")
    assert first.cases == second.cases
    assert len(json.dumps(shared("triage", dict).data, ensure_ascii=False).encode()) < 150_000
    assert len(json.dumps(second.desk).encode()) < 4_500
    assert len(first._esm.encode()) < 32_000


def test_stills_hold_no_answer_and_no_decision():
    one, other = triage("long-flight", "pool-turn"), triage("long-flight", "pool-turn")
    for text in (one.description(), one.markdown()):
        assert text in (other.description(), other.markdown())
        assert "not diagnosis" in text
        for name in ("long-flight", "pool-turn"):
            vignette = LIBRARY.vignettes[name]
            assert vignette.story in text
            for finding in vignette.findings():
                assert LIBRARY.questions[finding.question].text in text
                assert finding.answer not in text
            assert all(vignette.reason(urgency).text not in text for urgency in URGENCIES)


def test_drawings_hold_nothing_but_groups_and_paths():
    for name in SCHEMES:
        text = (LIBRARY.folder / "schemes" / f"{name}.svg").read_text(encoding="utf-8")
        for node in ET.fromstring(text).iter():
            assert node.tag.rpartition("}")[2] in ("svg", "g", "path")
            assert set(node.attrib) <= {"class", "viewBox", "d", "data-nerve"}


def test_an_unknown_case_is_answered_with_those_there_are():
    with pytest.raises(ValueError, match=r"there is no case 'shop'; there are: after-the-clinic, aisle-seat, "):
        triage("shop")


VIGNETTE = SHELF["vignettes/nights.yaml"]
FAULTS = {
    "another decision": (
        {"vignettes/nights.yaml": VIGNETTE.replace("decision: urgent", "decision: routine")},
        "decision: is routine, but all its flags together make it urgent; mend one of them",
    ),
    "not screened": (
        {"vignettes/nights.yaml": VIGNETTE.replace("answer: Nothing.", "answer: Nothing., raises: [too-long]")},
        "ask.1.raises: before does not screen for too-long; add it to the screens of before, or ask something else",
    ),
    "wrong way": (
        {"vignettes/nights.yaml": VIGNETTE.replace("question: look", "question: later"),
         "questions.yaml": SHELF["questions.yaml"] + '- {id: later, way: ask, text: "Later?", short: later}\n'},
        "examine.0.question: later is something to ask; put it there",
    ),
    "nothing screens": (
        {"questions.yaml": SHELF["questions.yaml"].replace(", screens: [too-long]", ""),
         "vignettes/nights.yaml": VIGNETTE.replace("raises: [too-long]", "raises: []").replace(
             "decision: urgent", "decision: self-care")},
        "ask: no question here screens for a flag; a case must have something to find or to rule out",
    ),
    "asked twice": (
        {"vignettes/nights.yaml": VIGNETTE.replace("question: where", "question: before")},
        "asks before more than once; each question stands in a case once",
    ),
    "no such flag": (
        {"vignettes/nights.yaml": VIGNETTE.replace("raises: [too-long]", "raises: [to-long]")},
        "ask.0.raises.0: there is no flag 'to-long' (did you mean 'too-long'?); mend it, or add it to flags.yaml",
    ),
    "id of an item": (
        {"vignettes/nights.yaml": VIGNETTE.replace("id: one-night", "id: one-bone")},
        "id: an item has the id 'one-bone', too; attempts could not be told apart, choose another",
    ),
    "twin decided alike": (
        {"vignettes/nights.yaml": VIGNETTE.replace("topic: cramp", "topic: cramp\n  like: one-night")},
        "like: one-night is decided as this case is; name one that is decided otherwise",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_case_that_breaks_the_rule_is_told_to_its_author(name, tmp_path):
    changed, message = FAULTS[name]
    with pytest.raises(ContentError) as caught:
        load(write_shelf(tmp_path, changed))
    assert [fault.message for fault in caught.value.faults] == [message]
