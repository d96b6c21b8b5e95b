"""The ledger of all popular statements, and the dock in which they are judged."""

import json
import re

import pytest

from crampcourse.learning.attempts import Attempt, attempt_log
from crampcourse.library import load
from crampcourse.library.citing import MARKS
from crampcourse.widgets import shared as shared_module
from crampcourse.widgets.dock import VERDICTS, ClaimDock, dock, hash_of, item_of
from crampcourse.widgets.shared import shared

LIBRARY = load()
CLAIMS = list(LIBRARY.claims.values())


def data():
    dock()
    return shared("claims", dict).data


def test_every_statement_is_there_with_verdict_and_known_sources():
    assert sorted(LIBRARY.claims) == list(range(1, 278))
    assert {claim.verdict for claim in CLAIMS} == set(VERDICTS)
    for claim in CLAIMS:
        assert claim.citations or claim.verdict == "unverifiable", claim.id
        assert set(claim.citations) <= set(LIBRARY.references)


def test_a_statement_says_truly_where_it_stands():
    for claim in CLAIMS:
        if claim.status in ("taught", "corrected"):
            assert re.match(r"L\d{2}, ", claim.where), claim.id
            assert claim.id in LIBRARY.lessons[claim.where[:3]].claims
        else:
            assert claim.verdict == "unverifiable" or claim.topic == "advice", claim.id


def test_statements_stand_for_themselves_in_british_spelling():
    for claim in CLAIMS:
        assert not re.match(r"(They|It|Others|So|Such|Table:|Pose step:|That sprain)\b", claim.claim), claim.claim
        for text in (claim.claim, claim.correct_statement):
            assert not re.search(r"[a-z]emia\b(?<!aemia)|hemo|estrogen(?<!oestrogen)|diarrhea", text), text
            assert not re.search(r"\b(our store|Do not teach|to teach)\b", text), text
    assert len({claim.claim for claim in CLAIMS}) == len(CLAIMS)


def test_every_source_crosses_with_its_mark_and_every_row_whole():
    held = data()
    assert len(held["claims"]) == len(CLAIMS)
    for row, claim in zip(held["claims"], CLAIMS, strict=True):
        number, topic, text, verdict, right, cited, where, said = row
        assert (number, text, right, where, said) == (
            claim.id, claim.claim, claim.correct_statement, claim.where, hash_of(claim)
        )  # fmt: skip
        assert (held["topics"][topic], held["verdicts"][verdict]) == (claim.topic, claim.verdict)
        assert [held["sources"][index][0] for index in cited] == claim.citations
    for key, (text, _, mark) in held["sources"]:
        assert mark == MARKS[LIBRARY.references[key].verification]
        assert LIBRARY.references[key].title in text


def test_rows_cross_once_however_many_docks_there_are(monkeypatch):
    monkeypatch.setattr(shared_module, "_made", {})
    first, second = dock(), dock(topic="nutrient")
    assert first.rows == second.rows
    own = json.dumps([first.dock, first.history]).encode()
    assert len(own) < 1_500
    assert len(json.dumps(shared("claims", dict).data, ensure_ascii=False).encode()) < 120_000
    assert len(first._esm.encode()) < 30_000


def test_the_still_shows_statements_and_no_verdict_and_is_the_same_for_everyone(monkeypatch, tmp_path):
    one = dock()
    monkeypatch.setenv("CRAMPCOURSE_DATA", str(tmp_path / "another"))
    other = dock(topic="symptom", seed=3)
    for text in (one.description(), one.markdown()):
        assert text in (other.description(), other.markdown())
        assert "277 statements" in text
        shown = [claim for claim in CLAIMS if claim.claim in text]
        assert len(shown) >= 6
        assert not any(claim.correct_statement in text for claim in CLAIMS if len(claim.correct_statement) > 20)


def test_the_verdicts_are_explained():
    for verdict in VERDICTS:
        assert LIBRARY.boards["dock"].words[f"verdict.{verdict}"]


def send(widget: ClaimDock, **given) -> dict:
    answers = []
    widget.send = answers.append
    attempt = {"id": Attempt(item="x", lesson="L08", response=0).id, "lesson": "L08", **given}
    widget._receive(widget, {"type": "attempt", "attempt": attempt}, [])
    return answers[-1]


def test_the_log_holds_pythons_mark():
    claim = LIBRARY.claims[12]
    assert claim.verdict == "wrong"
    widget = dock()
    for response, score in (("wrong", 1.0), ("supported", 0.0)):
        answer = send(widget, item=item_of(claim), response=response, score=0.7, content_hash=hash_of(claim))
        assert answer["type"] == "ack"
        assert attempt_log().all()[-1].score == score
    assert [attempt["response"] for attempt in dock().history] == ["wrong", "supported"]


@pytest.mark.parametrize(
    ("item", "response", "why"),
    [("claim-999", "wrong", "is no statement of the ledger"), ("claim-12", "rubbish", "it must be one of supported")],
)
def test_what_cannot_be_marked_is_refused(item, response, why):
    answer = send(dock(), item=item, response=response, content_hash="")
    assert answer["type"] == "refused"
    assert why in answer["why"]
    assert attempt_log().all() == []


def test_an_unknown_topic_is_answered_with_those_there_are():
    with pytest.raises(ValueError, match=r"there is no topic 'nutrients'; there are: advice, anatomy"):
        dock("nutrients")
