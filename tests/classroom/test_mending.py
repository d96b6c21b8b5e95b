"""Whatever a learner did to a notebook, what is marked is the instructor's notebook with the learner's work in it."""

import copy
import json

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampcourse.classroom.mending import Locked, grade_id, mended, read_notebook
from tests.classroom.tiny import cell_of, notebook

RELEASED = nbformat.from_dict(notebook())
LOCKED = {
    grade_id(cell): Locked(cell["cell_type"], f"locked {grade_id(cell)}")
    for cell in RELEASED["cells"]
    if not cell["metadata"]["nbgrader"]["solution"]
}
ORDER = [grade_id(cell) for cell in RELEASED["cells"]]


def mend(returned):
    return mended(returned, RELEASED, LOCKED)


def names(found):
    return [grade_id(cell) for cell in found.notebook["cells"]]


def worked():
    content = copy.deepcopy(RELEASED)
    cell_of(content, "weight")["source"] = "mine"
    return content


def test_an_honest_submission_keeps_the_work_and_gets_the_instructors_cells():
    found = mend(worked())
    assert names(found) == ORDER
    assert found.said == []
    for cell in found.notebook["cells"]:
        name = grade_id(cell)
        assert cell["source"] == (LOCKED[name].source if name in LOCKED else cell_of(worked(), name)["source"])
    nbformat.validate(found.notebook)


def test_deleted_cells_come_back():
    content = worked()
    del content["cells"][4:6]
    found = mend(content)
    assert names(found) == ORDER
    assert "cells deleted, put back: weight-test, weight-hidden" in found.said


def test_changed_metadata_and_text_of_tests_do_not_count():
    content = worked()
    test = cell_of(content, "weight-test")
    test["source"] = "pass"
    test["metadata"]["nbgrader"] |= {"points": 100, "locked": False}
    found = mend(content)
    assert cell_of(found.notebook, "weight-test")["metadata"]["nbgrader"]["points"] == 1
    assert cell_of(found.notebook, "weight-test")["source"] == LOCKED["weight-test"].source
    assert {"metadata changed, put back: weight-test", "locked cells changed, put back: weight-test"} <= set(found.said)


def test_lost_metadata_are_found_again_by_the_ids_of_cells():
    content = worked()
    for cell in content["cells"]:
        cell["metadata"] = {}
    found = mend(content)
    assert cell_of(found.notebook, "weight")["source"] == "mine"
    assert names(found) == ORDER


def test_of_doubled_cells_the_last_counts():
    content = worked()
    again = copy.deepcopy(cell_of(content, "weight"))
    again["source"] = "later"
    content["cells"].append(again)
    found = mend(content)
    assert cell_of(found.notebook, "weight")["source"] == "later"
    assert names(found) == ORDER
    assert "cells there more than once, the last counts: weight" in found.said


def test_added_cells_stay_behind_what_they_stood_behind_and_carry_nothing():
    content = worked()
    extra = {"cell_type": "code", "id": "mine", "source": "helper = 1", "outputs": [], "execution_count": 3}
    extra["metadata"] = {"nbgrader": {"grade_id": "invented", "grade": True, "points": 99, "locked": False}}
    content["cells"].insert(3, nbformat.from_dict(extra))
    found = mend(content)
    assert [cell["source"] for cell in found.notebook["cells"]][3] == "helper = 1"
    assert found.notebook["cells"][3]["metadata"] == {}
    assert not found.never_run


@given(st.permutations(range(len(ORDER))), st.lists(st.integers(0, len(ORDER) - 1), max_size=3))
def test_any_order_with_any_doubles_gives_the_instructors_order(order, doubles):
    content = worked()
    content["cells"] = [copy.deepcopy(content["cells"][at]) for at in [*order, *doubles]]
    found = mend(content)
    assert names(found) == ORDER
    assert cell_of(found.notebook, "weight")["source"] == "mine"
    nbformat.validate(found.notebook)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b"\xff\xfe", "not UTF-8"),
        (b"[" * 100_000, "nested too deep|not JSON"),
        (b"[]", "no notebook"),
        (b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}}', "no notebook"),
        (json.dumps(notebook() | {"cells": [{"cell_type": "code", "metadata": {}, "source": 5}]}).encode(), "no cell"),
        (
            json.dumps(notebook() | {"cells": [{"cell_type": "raw", "metadata": {}, "source": "x"}] * 1001}).encode(),
            "1001 cells",
        ),
        (b" " * 20_000_001, "20 MB"),
    ],
    ids=range(9),
)
def test_what_is_no_notebook_says_so(tmp_path, content, words):
    (tmp_path / "one.ipynb").write_bytes(content)
    with pytest.raises(ValueError, match=words):
        read_notebook(tmp_path / "one.ipynb")
