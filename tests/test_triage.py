"""The triage desk: cases whole, balanced and neutral; a rule that never reassures while a flag may be hidden."""

import itertools
import json
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampcourse.library import load
from crampcourse.library.triage import case_of, credit, standing
from crampcourse.library.vignettes import URGENCIES

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
