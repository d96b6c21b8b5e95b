"""Where there is no jail, what learner code did to the class's folder is put back and said."""

import shutil

import pytest

from crampcourse.classroom import protection
from crampcourse.classroom.untouched import Kept
from tests.classroom.tiny import NAME, RIGHT, answers, hand_in, report, solved, state, well


def test_changes_additions_deletions_and_links_are_put_back(tmp_path):
    root, outside = tmp_path / "class", tmp_path / "outside.txt"
    (root / "a").mkdir(parents=True)
    outside.write_text("outside")
    for name in ("a/one", "a/two", "three"):
        (root / name).write_text(name)
    (root / "link").symlink_to(outside)
    before = state(root)
    with Kept(root) as kept:
        assert kept.put_back() == []
        (root / "three").write_text("mine")
        (root / "new").write_text("mine")
        (root / "link").unlink()
        shutil.rmtree(root / "a")
        (root / "a").mkdir()
        (root / "a" / "one").symlink_to(outside)
        assert kept.put_back() == ["a/one", "a/two", "link", "new", "three"]
        assert state(root) == before
        assert (root / "link").readlink() == outside
        (root / "three").write_text("a mark")
        kept.renew()
        assert kept.put_back() == []
    assert (root / "three").read_text() == "a mark"
    assert outside.read_text() == "outside"


@pytest.fixture
def no_jail(monkeypatch):
    monkeypatch.setenv("CRAMPCOURSE_NO_JAIL", "1")
    protection.forget()
    yield
    protection.forget()


@pytest.mark.usefixtures("no_jail")
def test_marks_that_learner_code_wrote_itself_are_taken_back_and_the_missing_protection_is_said(root):
    book, other = root / "gradebook.db", root / "submitted" / "ben" / NAME / f"{NAME}.ipynb"
    hand_in(root, "ben", solved(root), answers(root))
    theirs = other.read_bytes()
    attack = f"open({str(book)!r}, 'ab').write(b'x'); open({str(other)!r}, 'w').write('gone')\n{RIGHT}"
    hand_in(root, "ada", solved(root, attack), answers(root))
    said = well("grade", NAME, "--in", root, "--workers", 2)
    assert "cannot be locked away on this computer (CRAMPCOURSE_NO_JAIL is set)" in said
    rows = report(root)
    assert (rows["ada"]["state"], rows["ben"]["state"]) == ("tampered", "marked")
    assert (
        f"changed files of the class, put back: gradebook.db, submitted/ben/{NAME}/{NAME}.ipynb"
        in (rows["ada"]["what to do"])
    )
    assert other.read_bytes() == theirs
    assert rows["ben"]["part B"] == "3 / 3"
    assert rows["ada"]["part B"] == "0 / 3"
