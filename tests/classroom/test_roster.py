"""A roster is read with every fault at once."""

import pytest

from crampcourse.classroom.course import ClassError
from crampcourse.classroom.roster import TEMPLATE, Student, read_roster


def read(tmp_path, content):
    path = tmp_path / "roster.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_roster(path)


def test_what_a_spreadsheet_saves_is_read(tmp_path):
    expected = [Student("ada", "Ada", "Løve", "ada@u.example"), Student("ben.2")]
    for text in (
        "student,first_name,last_name,email\nada,Ada,Løve,ada@u.example\n\nben.2,,,\n",
        "﻿student;first_name;last_name;email\r\nada;Ada;Løve;ada@u.example\r\nben.2;;;\r\n",
    ):
        assert read(tmp_path, text) == expected


def test_every_fault_is_named_at_once(tmp_path):
    with pytest.raises(ClassError, match="5 faults") as caught:
        read(tmp_path, "student,email\nada,a\nADA,b\n../x,c\n,d\nnul,e\nben\n")
    said = str(caught.value)
    for words in ("line 3: the student 'ADA' is there twice", "line 4", "line 5", "line 6", "line 7 has 1 fields"):
        assert words in said


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "line 1 is empty"),
        (TEMPLATE, "names no student"),
        ("name\nada\n", "must name the columns"),
        ("student,student\na,b\n", "each once"),
        (b"student\n\xff\n", "not UTF-8"),
    ],
)
def test_what_is_no_roster_says_what_to_do(tmp_path, content, words):
    with pytest.raises(ClassError, match=words):
        read(tmp_path, content)
    with pytest.raises(ClassError, match="write one with the columns"):
        read_roster(tmp_path / "none.csv")
