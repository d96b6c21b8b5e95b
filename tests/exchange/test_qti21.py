"""QTI 2.1: the package holds what the items say, each file is as the format asks, and the marks are ours.

The shape of the files is held to ``qti21_grammar.py``, the marks to ``qti21_marking.py``: neither shares anything with
the export. ``tests/browser/test_qti21.py`` puts the same items before somebody else's reader and player.
"""

import io
import re
import zipfile

import pytest
from click.testing import CliRunner
from defusedxml.ElementTree import fromstring
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from crampcourse.cli import main
from crampcourse.exchange import qti21
from crampcourse.exchange.inline import bare, fit
from crampcourse.learning.marking import mark, rule_of
from crampcourse.library.formula import formula
from crampcourse.library.inline import pieces, without_formulas
from crampcourse.library.shelf import load
from tests.exchange.made import (
    ITEM,
    PIECES,
    choices,
    clozes,
    fits,
    matches,
    numbers,
    orders,
    plain,
    shorts,
    two_tiers,
)
from tests.exchange.qti21_grammar import BASE_TYPES, QTI, faults
from tests.exchange.qti21_marking import outcomes, right_responses, shown
from tests.trial_quiz import trial_items

EVERY_KIND = st.one_of(choices(), numbers(), orders(), shorts(), matches(), clozes(), two_tiers())
WRITTEN = ("single", "multiple", "numeric", "order", "short", "match", "cloze", "two-tier")


def opened(exported):
    """The files of a package by name, after a look at the archive itself."""
    archive = zipfile.ZipFile(io.BytesIO(exported.content))
    assert archive.testzip() is None
    names = archive.namelist()
    assert len(set(names)) == len(names)
    return {name: archive.read(name) for name in names}


def written(item):
    """The one item of a package, as bytes that keep to the grammar."""
    files = opened(qti21.export([item], None))
    assert [fault for name, content in files.items() for fault in faults(content)] == []
    (name,) = set(files) - {"imsmanifest.xml", "test.xml"}
    return files[name]


def all_of(document, tag):
    return list(fromstring(document.decode("utf-8")).iter(f"{{{QTI}}}{tag}"))


def words(element):
    return "".join(element.itertext())


def markdown(element):
    """The words with our marks again."""
    signs = {"strong": "**", "em": "*", "code": "`"}
    text = element.text or ""
    for child in element:
        sign = signs.get(child.tag.rpartition("}")[2], "")
        text += f"{sign}{markdown(child)}{sign}{child.tail or ''}"
    return text


def in_words(text):
    """What the format says of a text of ours: our marks, and each formula in words."""
    return _in_words(fit(text))


def _in_words(text):
    signs = {"strong": "**", "em": "*", "code": "`"}
    return "".join(
        formula(content).words
        if kind == "formula"
        else content
        if kind == "text"
        else f"{signs[kind]}{content if kind == 'code' else _in_words(content)}{signs[kind]}"
        for kind, content in pieces(text)
    )


@settings(deadline=None)
@given(EVERY_KIND)
def test_every_item_is_as_the_format_asks(item):
    document = written(item)
    assert all_of(document, "assessmentItem")[0].get("title") == item.id
    stem = all_of(document, "prompt") or all_of(document, "p")
    assert markdown(stem[0]).strip() == in_words(item.stem)


@settings(deadline=None)
@given(choices(), st.data())
def test_a_choice_is_worth_what_it_is_here(item, data):
    document = written(item)
    options = all_of(document, "simpleChoice")
    assert [markdown(one) for one in options] == [in_words(option.text) for option in item.options]
    (interaction,) = all_of(document, "choiceInteraction")
    assert interaction.get("shuffle") == str(item.shuffle).lower()
    names = [one.get("identifier") for one in options]
    indices = st.integers(0, len(names) - 1)
    given_ = data.draw(indices if item.kind == "single" else st.lists(indices, min_size=1, unique=True))
    chosen = [given_] if item.kind == "single" else sorted(given_)
    response = names[given_] if item.kind == "single" else [names[index] for index in given_]
    marked = mark(rule_of(item), given_)
    assert outcomes(document, {"RESPONSE": response})["SCORE"] == pytest.approx(marked.score)
    said = [in_words(item.options[index].rationale) for index in chosen]
    assert [markdown(one[-1]) for one in shown(document, {"RESPONSE": response})] == said


@settings(deadline=None)
@given(numbers(), st.data())
def test_a_number_is_worth_what_it_is_here(item, data):
    assume(item.unit not in item.units)  # a factor for the item's own unit is the author's slip
    document = written(item)
    rule = rule_of(item)
    bounds = [rule["low"], rule["high"], item.value, *(b for w in item.wrong for b in (w.low, w.high) if b is not None)]
    value = round(data.draw(st.sampled_from(bounds)) + data.draw(st.sampled_from([0, 0, 0.1, -0.1, 1, -1000])), 9)
    marked = mark(rule, value)
    assert outcomes(document, {"RESPONSE": value})["SCORE"] == marked.score
    hit = next(
        (w for w in item.wrong if (w.low is None or value >= w.low) and (w.high is None or value <= w.high)), None
    )
    said = [item.rationale] if marked.correct else [hit.rationale] if hit else []
    assert [markdown(one[-1]) for one in shown(document, {"RESPONSE": value})] == [in_words(text) for text in said]
    assert markdown(all_of(document, "p")[1]).strip() == in_words(item.unit)


def test_a_bound_is_what_a_person_would_type():
    data = plain(load().items["l01-sagittal-range"]) | {"value": 0.8, "tolerance": 0.1, "tolerance_percent": None}
    item = ITEM.validate_python(data)
    assert 0.8 - 0.1 > 0.7
    for value in (0.7, 0.9):
        assert mark(rule_of(item), value).correct
        assert outcomes(written(item), {"RESPONSE": value})["SCORE"] == 1


def test_a_bound_without_end_is_written_as_the_format_spells_it():
    bounds = {"tolerance_percent": None, "value": 1.7e308, "tolerance": 1.7e308}
    document = written(ITEM.validate_python(plain(load().items["l01-sagittal-range"]) | bounds))
    assert b">INF<" in document
    assert outcomes(document, {"RESPONSE": 1e9})["SCORE"] == 1


@settings(deadline=None)
@given(orders(), st.data())
def test_an_order_is_worth_its_pairs(item, data):
    document = written(item)
    (key,) = right_responses(document).values()
    texts = {one.get("identifier"): markdown(one) for one in all_of(document, "simpleChoice")}
    assert [texts[name] for name in key] == [in_words(step.text) for step in item.steps]
    assert list(texts) != key
    order = data.draw(st.permutations(range(len(key))))
    response = [key[step] for step in order]
    assert outcomes(document, {"RESPONSE": response})["SCORE"] == pytest.approx(mark(rule_of(item), order).score)
    right = [step.rationale for place, step in enumerate(item.steps) if order[place] == place]
    said = [markdown(one[-1]) for one in shown(document, {"RESPONSE": response})]
    assert said == [in_words(text) for text in [*right, item.rationale]]


@settings(deadline=None)
@given(matches(), st.data())
def test_matching_is_worth_its_pairs(item, data):
    document = written(item)
    (pairs,) = right_responses(document).values()
    texts = {one.get("identifier"): markdown(one) for one in all_of(document, "simpleAssociableChoice")}
    asked, answered = zip(*pairs, strict=True)
    assert [texts[name] for name in asked] == [in_words(pair.prompt) for pair in item.pairs]
    assert [texts[name] for name in answered] == [in_words(pair.answer) for pair in item.pairs]
    spare = [name for name in texts if name not in asked + answered]
    assert sorted(texts[name] for name in spare) == sorted(in_words(one.text) for one in item.spare)
    names = [*answered, *sorted(spare, key=lambda name: [in_words(one.text) for one in item.spare].index(texts[name]))]
    some = data.draw(st.permutations(range(len(names))))[: len(asked)]
    placed = {place: label for place, label in enumerate(some) if data.draw(st.booleans()) or place == 0}
    response = [(asked[place], names[label]) for place, label in placed.items()]
    ours = {str(place): str(label) for place, label in placed.items()}
    assert outcomes(document, {"RESPONSE": response})["SCORE"] == pytest.approx(mark(rule_of(item), ours).score)
    told = [markdown(one[-1]) for one in shown(document, {"RESPONSE": response})]
    rationales = [*(pair.rationale for pair in item.pairs), *(one.rationale for one in item.spare)]
    assert sorted(told) == sorted(in_words(rationales[label]) for label in placed.values())


def typed(draw, wording):
    """Words that a learner may give, and what they should be told: all that the format can tell apart."""
    right = [(text, wording.rationale) for text in wording.accepted]
    wrong = [(other.text, other.rationale) for other in wording.wrong]
    text, said = draw(st.sampled_from([*right, *wrong, ("neither of them", None)]))
    return fit(text.swapcase() if text.isascii() and draw(st.booleans()) else text), said


@settings(deadline=None)
@given(shorts(), st.data())
def test_words_are_worth_what_they_are_here(item, data):
    document = written(item)
    text, said = typed(data.draw, item)
    assert outcomes(document, {"RESPONSE": text})["SCORE"] == mark(rule_of(item), text).score
    assert [markdown(one[-1]) for one in shown(document, {"RESPONSE": text})] == ([in_words(said)] if said else [])


@settings(deadline=None)
@given(clozes(), st.data())
def test_gaps_are_worth_their_share(item, data):
    document = written(item)
    ours, theirs, told = [], {}, []
    for number, gap in enumerate(item.gaps, 1):
        if gap.kind == "text":
            text, said = typed(data.draw, gap)
            ours.append(text)
            theirs[f"GAP{number}"] = text
            told += [in_words(said)] if said else []
        else:
            place = data.draw(st.integers(0, len(gap.options) - 1))
            ours.append(place)
            theirs[f"GAP{number}"] = f"GAP{number}-OPTION{place + 1}"
            told.append(in_words(gap.options[place].rationale))
    assert outcomes(document, theirs)["SCORE"] == pytest.approx(mark(rule_of(item), ours).score)
    assert [markdown(one[-1]) for one in shown(document, theirs)] == told
    lists = iter(all_of(document, "inlineChoiceInteraction"))
    for gap in item.gaps:
        if gap.kind == "choice":
            assert [words(one) for one in next(lists)] == [bare(option.text) for option in gap.options]


@settings(deadline=None)
@given(two_tiers(), st.data())
def test_an_answer_without_its_reason_is_worth_half(item, data):
    document = written(item)
    asked = [[one.get("identifier") for one in both][1:] for both in all_of(document, "choiceInteraction")]
    answer, reason = (data.draw(st.integers(0, len(names) - 1)) for names in asked)
    response = {"ANSWER": asked[0][answer], "REASON": asked[1][reason]}
    marked = mark(rule_of(item), {"answer": answer, "reason": reason})
    assert outcomes(document, response)["SCORE"] == marked.score
    said = [item.options[answer].rationale, item.reasons[reason].rationale]
    assert [markdown(one[-1]) for one in shown(document, response)] == [in_words(text) for text in said]


@pytest.mark.parametrize("item", [item for item in trial_items() if item.kind in WRITTEN], ids=lambda item: item.kind)
def test_no_response_is_worth_nothing_and_nothing_is_said(item):
    assert outcomes(written(item), {})["SCORE"] == 0
    assert shown(written(item), {}) == []


HOSTILE = [
    # A formula cannot stand in an answer in words; tests above put them everywhere else.
    *(text for text in PIECES if fits(without_formulas, f"Right {text}")),
    "]]></p><script>alert(1)</script>",
    "<!DOCTYPE q [<!ENTITY x 'y'>]>&x;",
    "<?php echo 1 ?>",
    "\x00\x08\ufdd0",
]


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_a_text_is_never_more_than_text(text):
    """The same text in every field of every kind."""
    items = [item for item in trial_items(text) if item.kind in WRITTEN]
    files = opened(qti21.export(items, None))
    assert len(files) == len(WRITTEN) + 2
    for content in files.values():
        assert faults(content) == []
        assert b"<!DOCTYPE" not in content
    for item in items:
        document = files[f"items/{item.id}.xml"]
        assert bare(item.stem) in {words(one).strip() for one in [*all_of(document, "p"), *all_of(document, "prompt")]}


def test_the_whole_bank_and_what_is_lost_of_it():
    library = load()
    exported = qti21.export(list(library.items.values()), library)
    left = [line for line in exported.lost if ": left out;" in line]
    kinds = {library.items[line.partition(":")[0]].kind for line in left}
    assert kinds <= {"label", "find", "trace", "drawn-numeric", "drawn-single"}
    names = "left out; QTI 2.1 places pictures on a picture, and these names are words"
    areas = "left out; where parts of a drawing cover one another, areas of QTI 2.1 would count otherwise than here"
    assert [line for line in left if line.startswith("l01-")] == [
        f"l01-label-lateral: {names}",
        f"l01-find-talus: {areas}",
        f"l01-find-always-moves: {areas}",
        f"l01-label-medial: {names}",
    ]
    assert (
        "l01-sagittal-range: lost: other spellings and units (3); the unit itself ends the question; that a number may "
        "be typed with a decimal comma, a sign for thousands or × 10ⁿ; misconceptions (2)"
    ) in exported.lost
    files = opened(exported)
    assert len(files) == len(library.items) - len(left) + 2
    assert [fault for content in files.values() for fault in faults(content)] == []
    for item in library.items.values():
        if document := files.get(f"items/{item.id}.xml"):
            assert outcomes(document, right_responses(document))["SCORE"] == pytest.approx(1), item.id


def test_what_the_format_cannot_say_is_named():
    lost = {line.split(":")[0]: line.partition(": lost: ")[2] for line in qti21.export(trial_items("**b**"), None).lost}
    slips = (
        "that one slip of spelling is forgiven; "
        "that spaces, hyphens, accents and signs around an answer make no difference"
    )
    assert lost["t-short"] == f"{slips}; hints (2); misconceptions (1)"
    assert lost["t-cloze"] == f"{slips}; emphasis in the options of gaps (3); hints (2); misconceptions (3)"
    assert lost["t-order"] == "hints (2)"
    assert lost["t-multiple"] == "hints (2); misconceptions (2)"


def test_the_package_names_each_file_once_and_says_what_each_item_tests():
    library = load()
    item = library.items["l01-talocrural-bones"]
    numbered = ITEM.validate_python(plain(item) | {"id": "2-bones"})
    files = opened(qti21.export([item, numbered, item], library))
    manifest = fromstring(files["imsmanifest.xml"].decode())
    resources = list(manifest.iter("{http://www.imsglobal.org/xsd/imscp_v1p1}resource"))
    assert {one.get("href") for one in resources} == set(files) - {"imsmanifest.xml"}
    names = {one.get("identifier") for one in resources}
    assert names == {"TEST", "l01-talocrural-bones", "_2-bones"}
    needed = {one.get("identifierref") for one in resources[0]} - {None}
    assert needed == names - {"TEST"}
    refs = {one.get("identifier"): one.get("href") for one in all_of(files["test.xml"], "assessmentItemRef")}
    assert refs == {"l01-talocrural-bones": "items/l01-talocrural-bones.xml", "_2-bones": "items/2-bones.xml"}
    for name, href in refs.items():
        assert fromstring(files[href].decode()).get("identifier") == name
    said = [words(one).strip() for one in resources[1].iter("{http://ltsc.ieee.org/xsd/LOM}keyword")]
    claims = [f"claim:{claim}" for claim in item.claims]
    assert claims
    assert said == [f"objective:{item.objective}", *(f"source:{source}" for source in item.sources), *claims]


def test_an_item_that_comes_twice_is_written_once():
    item = load().items["l01-subtalar-bones"]
    assert (
        "l01-subtalar-bones: left out; an item with this id is there already" in qti21.export([item, item], None).lost
    )


def test_the_same_items_give_the_same_bytes():
    items = list(load().items.values())
    content = qti21.export(items, None).content
    assert content == qti21.export(items, None).content
    entries = zipfile.ZipFile(io.BytesIO(content)).infolist()
    assert {(entry.date_time, entry.create_system, entry.external_attr) for entry in entries} == {
        ((1980, 1, 1, 0, 0, 0), 3, 0o100644 << 16)
    }
    assert entries[0].filename == "imsmanifest.xml"


def test_the_command_writes_a_package(tmp_path):
    file = tmp_path / "lesson.zip"
    out = CliRunner().invoke(main, ["export", "items", "--to", "qti21", "--lesson", "L01", str(file)])
    assert out.exit_code == 0, out.output
    assert "l01-label-lateral: left out" in out.stderr
    with zipfile.ZipFile(file) as archive:
        archive.extractall(tmp_path / "unpacked")
    found = [path for path in (tmp_path / "unpacked").rglob("*") if path.is_file()]
    assert f"Wrote {len(found) - 2} of" in out.stdout
    assert [fault for path in found for fault in faults(path.read_bytes())] == []


def test_nothing_to_write_is_an_empty_file():
    labels = [item for item in trial_items() if item.kind in ("label", "find")]
    assert qti21.export(labels, None).content == b""


SPOILT = [
    (b"<prompt>", b"<prompt><script>x</script>"),
    (b'maxAssociations="3"', b'maxAssociations="x"'),
    (b' matchMax="1"', b""),
    (b"<itemBody>", b"<itemBody>words"),
    (b'baseType="directedPair"', b'baseType="pair"'),
    (b'identifier="PROMPT2"', b'identifier="PROMPT1"'),
    (b'identifier="PROMPT2"', b'identifier="2"'),
    (b'mapKey="PROMPT1', b'mapKey="PROMPT9'),
    (b'responseIdentifier="RESPONSE"', b'responseIdentifier="OTHER"'),
    (b'<setOutcomeValue identifier="SCORE">', b'<setOutcomeValue identifier="SOCRE">'),
    (b'outcomeIdentifier="FEEDBACK-ANSWER1"', b'outcomeIdentifier="FEEDBACK-ANSWER9"'),
    (b"<mapResponse", b"<mapRespons"),
    (b'xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1"', b""),
]


@pytest.mark.parametrize(("whole", "spoilt"), SPOILT, ids=ascii)
def test_the_grammar_notices(whole, spoilt):
    (item,) = [item for item in trial_items() if item.kind == "match"]
    document = written(item)
    assert whole in document
    assert faults(document.replace(whole, spoilt, 1))


def test_the_grammar_knows_what_a_name_is():
    for name, good in (
        ("OPTION1", True),
        ("_2-bones", True),
        ("2-bones", False),
        ("a b", False),
        ("a:b", False),
        ("", False),
    ):
        assert bool(re.fullmatch(BASE_TYPES["identifier"], name)) is good
