"""What comes back from learners is recognised in any layout that makes sense; the rest is named and left out."""

import io
import json
import os
import stat
import zipfile
from pathlib import PurePosixPath

import pytest

from crampcourse.classroom import archives
from crampcourse.classroom.recognising import student_of
from crampcourse.classroom.roster import Student
from tests.classroom.tiny import NAME, answers, command, solved, state, well

CLASS = [
    Student("ada", "Ada", "Løvelace", "ada.l@u.example"),
    Student("ad", "Max", "Born"),
    Student("s12", "Jo", "Lee"),
    Student("3"),
    Student("03"),
    Student("17"),
    Student("s123", "Jo-Ann", "Lee-Born"),
]


@pytest.mark.parametrize(
    ("path", "student"),
    [
        ("ada/work.ipynb", "ada"),
        ("ADA/week 1/work.ipynb", "ada"),
        ("ada_03_tiny.ipynb", "ada"),
        ("03_tiny-s12.ipynb", "s12"),
        ("s123/work.ipynb", "s123"),
        ("ada.l@u.example/work.ipynb", "ada"),
        ("Ada Løvelace_48211_assignsubmission_file_/work.ipynb", "ada"),
        ("Lee, Jo_48_assignsubmission_file/work.ipynb", "s12"),
        ("Born_Max/work.ipynb", "ad"),
        ("ada/s12_work.ipynb", None),
        ("ada/s12/work.ipynb", None),
        ("17/03_tiny.ipynb", "17"),
        ("17/03_tiny (3).ipynb", "17"),
        ("17/homework 3.ipynb", "17"),
        ("03_tiny_17 (3).ipynb", "17"),
        ("3/17.ipynb", None),
        ("somebody/work.ipynb", None),
        ("adam/work.ipynb", None),
        ("ada and s12/work.ipynb", None),
        ("Jo-Ann Lee-Born/work.ipynb", "s123"),
    ],
)
def test_a_student_is_named_by_folder_file_address_or_name(path, student):
    assert student_of(PurePosixPath(path), CLASS, [NAME]) == student


def lay(folder, files):
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def zipped(files):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return held.getvalue()


def test_every_sensible_layout_gives_the_same(root, tmp_path):
    work, done = json.dumps(solved(root)), answers(root)
    other, more = json.dumps(solved(root, name="04_other")), answers(root, name="04_other")
    wanted = {
        f"ada/{NAME}/{NAME}.ipynb": work.encode(),
        f"ada/{NAME}/responses.jsonl": done.encode(),
        "ben/04_other/04_other.ipynb": other.encode(),
        "ben/04_other/responses.jsonl": more.encode(),
    }
    layouts = {
        "folders": {
            f"ada/{NAME}.ipynb": work,
            "ada/responses.jsonl": done,
            "ben/04_other/04_other (1).ipynb": other,
            "ben/04_other/responses.jsonl": more,
        },
        "flat": {
            f"ada_{NAME}.ipynb": work,
            "ada_responses.jsonl": done,
            "ben_04_other.ipynb": other,
            "ben-04_other-responses.jsonl": more,
        },
        "zips of each": {
            "ada.zip": zipped(
                {"week/homework.ipynb": work, "week/responses.jsonl": done, "__MACOSX/week/x.ipynb": "x"}
            ),
            "ben_final.ZIP": zipped({"final.ipynb": other, "responses.jsonl": more}),
        },
        "one zip of zips": {
            "all.zip": zipped(
                {
                    "ada_1_assignsubmission_file_/mine.zip": zipped({"renamed.ipynb": work, "responses.jsonl": done}),
                    "ben_2_assignsubmission_file_/Untitled.ipynb": other,
                    "ben_2_assignsubmission_file_/responses.jsonl": more,
                }
            )
        },
    }
    for layout, files in layouts.items():
        lay(tmp_path / layout, files)
        said = well("collect", "--from", tmp_path / layout, "--in", root)
        assert state(root / "submitted") == wanted, layout
    assert "Collected 0 submissions; 2 were there already." in said


def test_answers_to_all_exercises_in_one_file_go_to_each(root, tmp_path):
    both = answers(root) + answers(root, name="04_other")
    lay(
        tmp_path / "back",
        {
            f"ada/{NAME}.ipynb": json.dumps(solved(root)),
            "ada/04.ipynb": json.dumps(solved(root, name="04_other")),
            "ada/responses.jsonl": both,
        },
    )
    well("collect", "--from", tmp_path / "back", "--in", root)
    for name in (NAME, "04_other"):
        assert (root / "submitted" / "ada" / name / "responses.jsonl").read_text() == both
        assert (root / "submitted" / "ada" / name / f"{name}.ipynb").is_file()


def test_what_is_nobodys_or_nothing_is_named_and_left_out(root, tmp_path):
    work = json.dumps(solved(root))
    lay(
        tmp_path / "back",
        {
            f"eve/{NAME}.ipynb": work,
            "ada/shopping.ipynb": '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}',
            "ben/responses.jsonl": answers(root),
            f"cy/{NAME}.ipynb": "{ cut off",
            "broken.zip": b"PK nothing",
            "notes.txt": "nothing",
        },
    )
    said = well("collect", "--from", tmp_path / "back", "--in", root)
    assert f"eve/{NAME}.ipynb: names no student of roster.csv" in said
    assert "ada/shopping.ipynb: belongs to no exercise" in said
    assert "ben/responses.jsonl: answers of ben to 03_tiny, but no notebook" in said
    assert "broken.zip: cannot be opened" in said
    assert set(state(root / "submitted")) == {f"ben/{NAME}/responses.jsonl", f"cy/{NAME}/{NAME}.ipynb"}
    assert "give the one that holds what came back" in command("collect", "--from", tmp_path / "no", "--in", root).said


def test_the_newest_of_several_counts_and_a_later_call_brings_what_is_newer(root, tmp_path):
    old, new = json.dumps(solved(root, "old = 1")), json.dumps(solved(root, "new = 1"))
    lay(tmp_path / "back", {f"ada/{NAME}.ipynb": old, f"ada/{NAME} (2).ipynb": new})
    os.utime(tmp_path / "back" / "ada" / f"{NAME}.ipynb", (1_000_000_000, 1_000_000_000))
    said = well("collect", "--from", tmp_path / "back", "--in", root)
    assert f"2 notebooks, taken is the newest: ada/{NAME} (2).ipynb" in said
    target = root / "submitted" / "ada" / NAME / f"{NAME}.ipynb"
    assert target.read_text() == new
    (tmp_path / "back" / "ada" / f"{NAME} (2).ipynb").unlink()
    assert "Collected 1 submissions" in well("collect", "--from", tmp_path / "back", "--in", root)
    assert target.read_text() == old


def test_no_name_in_a_zip_leads_out_and_no_link_is_followed(root, tmp_path):
    work = json.dumps(solved(root))
    link = zipfile.ZipInfo("ada/linked.ipynb")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    evil = zipped(
        {f"../../ada/{NAME}.ipynb": work, f"/ada/{NAME}.ipynb": work, f"C:/ada/{NAME}.ipynb": work, link: "/etc/passwd"}
    )
    lay(tmp_path / "back", {"evil.zip": evil})
    (tmp_path / "back" / f"ben_{NAME}.ipynb").symlink_to(root / "gradebook.db")
    before = {path for path in tmp_path.rglob("*") if root not in path.parents}
    said = well("collect", "--from", tmp_path / "back", "--in", root)
    assert said.count("would lead out of its folder") == 3
    assert said.count("a link, not followed") == 2
    assert {path for path in tmp_path.rglob("*") if root not in path.parents} == before
    assert not (root / "submitted").exists()


def test_too_much_is_refused_before_it_fills_the_memory(root, tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MOST_BYTES_OF_A_FILE", 1000)
    bomb = zipped({f"ada/{NAME}.ipynb": b"0" * 100_000})
    deep = zipped({"a.zip": zipped({"b.zip": zipped({"c.zip": zipped({"x.ipynb": "{}"})})})})
    lay(tmp_path / "back", {"ada.zip": bomb, "ben.zip": deep})
    said = well("collect", "--from", tmp_path / "back", "--in", root)
    assert f"ada/ada/{NAME}.ipynb: larger than" in said
    assert "too deep in others, not opened" in said
    monkeypatch.setattr(archives, "MOST_FILES", 1)
    lay(tmp_path / "many", {"a/x.ipynb": "{}", "b/x.ipynb": "{}"})
    done = command("collect", "--from", tmp_path / "many", "--in", root)
    assert (done.code, "give fewer at once" in done.said) == (1, True)


def hand_over(root, student, files, stamp="2026-11-20 10:00:00.000000 UTC", name=NAME):
    """What `nbgrader submit` leaves in the exchange."""
    folder = root / "exchange" / "crampcourse" / "inbound" / f"{student}+{name}+{stamp}"
    lay(folder, files | {"timestamp.txt": stamp})
    return folder


def test_the_exchange_gives_the_latest_of_each_and_refuses_links_and_strangers(root):
    work = json.dumps(solved(root))
    hand_over(root, "ada", {f"{NAME}.ipynb": "{}"}, "2026-11-19 10:00:00.000000 UTC")
    hand_over(root, "ada", {f"{NAME}.ipynb": work, "responses.jsonl": answers(root)})
    hand_over(root, "eve", {f"{NAME}.ipynb": work})
    evil = hand_over(root, "ben", {f"{NAME}.ipynb": work})
    (evil / "mine.db").symlink_to(root / "gradebook.db")
    said = well("collect", NAME, "--in", root)
    assert "Collected 1 submissions" in said
    assert "eve: handed in 03_tiny, but is not in roster.csv" in said
    assert "ben, 03_tiny: ben+03_tiny+2026-11-20 10:00:00.000000 UTC holds links" in said
    assert (root / "submitted" / "ada" / NAME / f"{NAME}.ipynb").read_text() == work
    assert not (root / "submitted" / "ben").exists()
    assert "Collected 0 submissions; 1 were there already." in well("collect", NAME, "--in", root)


def test_without_an_exchange_collecting_says_how_to_do_without(root):
    import shutil

    shutil.rmtree(root / "exchange")
    assert "crampcourse class collect --from FOLDER" in command("collect", NAME, "--in", root).said
