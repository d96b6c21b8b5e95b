"""QTI 1.2 through text2qti: the archive holds what the items say, and no text does more than be text."""

import io
import zipfile

from defusedxml.ElementTree import fromstring
from hypothesis import assume, given, settings

from crampcourse.exchange import qti12
from crampcourse.exchange.inline import fit, from_html
from crampcourse.exchange.writing import asking_unit
from crampcourse.library.shelf import load
from tests.exchange.made import ITEM, choices, numbers, plain, spelt

SPACE = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"


def opened(exported):
    """The items of the assessment in an archive."""
    archive = zipfile.ZipFile(io.BytesIO(exported.content))
    names = archive.namelist()
    assert "imsmanifest.xml" in names
    for name in names:
        if name.endswith(".xml"):
            fromstring(archive.read(name).decode("utf-8"), forbid_dtd=True)
    (main,) = [name for name in names if name.endswith(".xml") and name.rpartition("/")[2].startswith("text2qti_")]
    return list(fromstring(archive.read(main).decode("utf-8")).iter(f"{SPACE}item"))


def words(element):
    """The texts of an element, as our Markdown."""
    found = []
    for text in element.iter(f"{SPACE}mattext"):
        read, notes = from_html(text.text)
        assert notes == []
        found.append(read)
    return found


@settings(deadline=None)
@given(choices())
def test_a_choice_is_written_word_for_word(item):
    exported = qti12.export([item], None)
    assume(exported.content)
    (written,) = opened(exported)
    assert written.get("title") == item.id
    said = words(written.find(f"{SPACE}presentation"))
    assert spelt(said) == spelt([fit(item.stem), *(fit(option.text) for option in item.options)])
    feedback = [words(one)[0] for one in written.iter(f"{SPACE}itemfeedback")]
    assert spelt(feedback) == spelt([fit(option.rationale) for option in item.options])
    labels = [label.get("ident") for label in written.iter(f"{SPACE}response_label")]
    (scoring,) = [one for one in written.iter(f"{SPACE}respcondition") if one.find(f"{SPACE}setvar") is not None]
    wrong = {one.text for no in scoring.iter(f"{SPACE}not") for one in no.iter(f"{SPACE}varequal")}
    named = {one.text for one in scoring.iter(f"{SPACE}varequal")} - wrong
    assert named == {label for label, option in zip(labels, item.options, strict=True) if option.key}


@settings(deadline=None)
@given(numbers())
def test_a_number_is_written_with_its_bounds(item):
    exported = qti12.export([item], None)
    spread = item.tolerance if item.tolerance is not None else abs(item.value) * item.tolerance_percent / 100
    low, high = item.value - spread, item.value + spread
    if not exported.content:
        assert min(abs(low), abs(high)) < 1e-4
        assert exported.lost[0].startswith(f"{item.id}: left out; text2qti refuses it: Invalid numerical response")
        return
    (written,) = opened(exported)
    assert spelt(words(written.find(f"{SPACE}presentation"))) == [spelt(fit(asking_unit(item)))]
    assert abs(float(next(written.iter(f"{SPACE}vargte")).text) - low) <= 0.00005
    assert abs(float(next(written.iter(f"{SPACE}varlte")).text) - high) <= 0.00005


def test_the_whole_bank_and_what_is_lost_of_it():
    library = load()
    exported = qti12.export(list(library.items.values()), library)
    left = [line for line in exported.lost if ": left out;" in line]
    assert "l01-order-down: left out; questions of kind order are not written to QTI 1.2" in left
    assert len(opened(exported)) == len(library.items) - len(left)
    assert (
        "l01-talocrural-bones: lost: part credit (all or nothing); objective, sources and claims; misconceptions (2)"
    ) in exported.lost
    assert (
        "l01-sagittal-range: lost: other spellings and units (3); the unit itself ends the question; "
        "feedback for wrong numbers (2); objective, sources; misconceptions (2)"
    ) in exported.lost


def test_the_same_question_twice_is_left_out_and_named():
    item = load().items["l01-subtalar-bones"]
    twin = ITEM.validate_python(plain(item) | {"id": "twin"})
    exported = qti12.export([item, twin], None)
    assert "twin: left out; another item asks the same, and QTI 1.2 names questions by their text" in exported.lost
    assert len(opened(exported)) == 1


def test_a_text_reads_no_file_and_runs_no_program(tmp_path):
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"secret")
    data = plain(load().items["l01-subtalar-bones"])
    data["stem"] = f"![x]({secret}) ```{{.python .run}} <img src=x onerror=alert(1)> $\\alpha$"
    exported = qti12.export([ITEM.validate_python(data)], None)
    (written,) = opened(exported)
    assert words(written)[0] == data["stem"]
    assert not [name for name in zipfile.ZipFile(io.BytesIO(exported.content)).namelist() if "png" in name]
