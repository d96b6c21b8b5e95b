"""Each class has its own numbers, and the same ones whenever they are drawn again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampcourse.classroom.parameters import redrawn

LINE = "body_mass_kg = 70.0  # drawn from 55 to 95 by 1"


def book(*sources, kind="code"):
    return {"cells": [{"cell_type": kind, "source": source} for source in sources], "metadata": {}}


def sources(notebook):
    return [cell["source"] for cell in notebook["cells"]]


@given(st.integers(0, 2**31 - 1))
def test_a_value_is_one_of_those_named_and_the_line_stays_otherwise(seed):
    (line,) = sources(redrawn(book(LINE), seed))
    head, value, tail = line.partition(" = ")[0], float(line.split()[2]), line.partition("  #")[2]
    assert (head, tail) == ("body_mass_kg", " drawn from 55 to 95 by 1")
    assert value in range(55, 96)


def test_seeds_differ_and_one_seed_does_not():
    values = {sources(redrawn(book(LINE), seed))[0] for seed in range(40)}
    assert len(values) > 15
    assert redrawn(book(LINE), 3) == redrawn(book(LINE), 3)


def test_the_source_is_left_alone_and_one_name_has_one_value_everywhere():
    before = book(f"x = 1\n{LINE}\ny = 2", f"    {LINE}")
    first, second = sources(redrawn(before, 5))
    assert before == book(f"x = 1\n{LINE}\ny = 2", f"    {LINE}")
    assert first.split("\n")[1] == second.strip()
    assert (first.split("\n")[0], first.split("\n")[2]) == ("x = 1", "y = 2")


def test_whole_numbers_stay_whole_and_small_steps_are_exact():
    whole, small = sources(
        redrawn(book("n = 4  # drawn from 2 to 8 by 2", "k = 0.1  # drawn from 0.1 to 0.7 by 0.1"), 9)
    )
    assert whole.split()[2] in {"2", "4", "6", "8"}
    assert small.split()[2] in {"0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7"}


def test_prose_and_lists_of_lines_are_read_as_notebooks_have_them():
    assert sources(redrawn(book(LINE, kind="markdown"), 1)) == [LINE]
    (joined,) = sources(redrawn(book([f"{LINE}\n", "z = 1"]), 1))
    assert joined.endswith("\nz = 1")


def test_every_faulty_line_is_named_at_once():
    with pytest.raises(ValueError, match="no drawn line") as caught:
        redrawn(
            book(
                "a = b  # drawn from 1 to 2 by 1",
                "a = 5  # drawn from 9 to 2 by 1",
                "a = 5  # drawn from 1 to 9 by 3",
                "a = 5  # drawn from 0 to 9 by 3",
            ),
            1,
        )
    said = str(caught.value)
    assert all(f"cell {number}" in said for number in (1, 2, 3, 4))
    assert "steps of 3 from 1 do not reach 9" in said
    assert "5 is not one of the values" in said
