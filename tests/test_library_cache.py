"""A library read without a fault is kept: the next kernel reads nothing else, and never anything stale or spoilt."""

import contextlib
import errno
import hashlib
import os
import pickle
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from crampcourse.library import ContentError, Library, cache, load, shelf, shelving
from crampcourse.library.shelf import CONTENT
from tests.large_bank import large_course
from tests.trial_shelf import SHELF, write_shelf


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where libraries are kept in this test; nothing is there yet."""
    monkeypatch.setenv("CRAMPCOURSE_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "library"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return write_shelf(tmp_path / "course")


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders whose files were read."""
    read: list[Path] = []
    plainly = shelving.read_library
    monkeypatch.setattr(shelving, "read_library", lambda place, told: read.append(place) or plainly(place, told))
    return read


def load_anew(folder: Path) -> Library:
    """What a fresh kernel gets."""
    shelf._loaded.pop(folder, None)
    return load(folder)


def kept(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


def shelves(library: Library) -> dict[str, dict]:
    return {name: shelf for name, shelf in vars(library).items() if isinstance(shelf, dict)}


@pytest.mark.parametrize("ours", [True, False], ids=["the course", "one of each kind"])
def test_what_was_kept_equals_what_was_read(ours, course, readings):
    place = CONTENT if ours else course
    read, again = load_anew(place), load_anew(place)
    assert readings == [place]
    assert again is not read
    assert again == read
    assert again.folder == place
    for name, entries in shelves(read).items():
        assert list(entries) == list(shelves(again)[name]), name
        for key, entry in entries.items():
            other = shelves(again)[name][key]
            assert type(other) is type(entry)
            assert other.model_fields_set == entry.model_fields_set
            assert repr(other) == repr(entry)


def test_from_what_was_kept_nothing_is_parsed(course):
    load_anew(course)
    question = (
        "import sys; from pathlib import Path; from crampcourse.library import load;"
        "library = load(Path(sys.argv[1])); print(len(library.items), 'yaml' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", question, str(course)], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["13", "False"]


def test_the_first_quiz_of_a_kernel_loads_no_yaml_reader_and_no_model():
    load_anew(CONTENT)
    question = "import sys, crampcourse as cc; cc.quiz('L01-check-1'); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", question], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "crampcourse.widgets.quiz" in loaded
    assert not loaded & {"yaml", "numpy", "matplotlib", "crampcourse.library.shelving", "crampcourse.learning.formulas"}


@pytest.mark.parametrize("name", SHELF)
def test_a_change_of_any_file_is_read(name, course, readings):
    load_anew(course)
    file = course / name
    before = file.stat()
    file.write_text(file.read_text() + " \n")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    with contextlib.suppress(ContentError):
        load_anew(course)
    assert readings == [course, course]


def test_a_change_of_one_letter_at_the_same_time_is_read(course):
    assert load_anew(course).items["one-bone"].stem == "Which bone?"
    file = course / "items/L01.yaml"
    before = file.stat()
    file.write_text(file.read_text().replace("Which bone?", "Which Bone?", 1))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert load_anew(course).items["one-bone"].stem == "Which Bone?"


def test_a_file_that_comes_or_goes_is_read(course, readings):
    load_anew(course)
    more = course / "items/L02.yaml"
    more.write_text(SHELF["items/L01.yaml"].split("- id: two-bones")[0].replace("one-bone", "third-bone"))
    assert "third-bone" in load_anew(course).items
    more.unlink()
    assert "third-bone" not in load_anew(course).items
    # The first is still kept.
    assert readings == [course, course]


def test_other_code_or_another_python_reads_anew(course, readings, monkeypatch):
    load_anew(course)
    monkeypatch.setattr(cache, "_CODE", "other")
    load_anew(course)
    assert readings == [course, course]


def test_the_hash_of_the_code_covers_its_files_and_versions(tmp_path):
    file = tmp_path / "a.py"
    found = set()
    for text, version in (("x = 1\n", "3.12"), ("x = 2\n", "3.12"), ("x = 2\n", "3.13")):
        file.write_text(text)
        found.add(cache._hash_of([file], tmp_path, version))
    assert len(found) == 3


def test_the_same_content_elsewhere_knows_its_own_folder(course, tmp_path, readings):
    other = write_shelf(tmp_path / "other")
    load_anew(course)
    assert load_anew(other).folder == other
    assert readings == [course]


def signed(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode() + b"\n" + content


SPOILT = {
    "empty": lambda _kept: b"",
    "cut off": lambda kept: kept[: len(kept) // 2],
    "without its end": lambda kept: kept[:-1],
    "one letter changed": lambda kept: kept.replace(b"Which bone?", b"Which home?", 1),
    "no checksum": lambda kept: kept.partition(b"\n")[2],
    "zeros": lambda kept: bytes(len(kept)),
    "no JSON": lambda _kept: signed(b"{"),
    "another shape": lambda _kept: signed(b"[]"),
    "nested without end": lambda _kept: signed(b"[" * 1_000_000),
    "a wrong type": lambda kept: signed(kept.partition(b"\n")[2].replace(b'"Which bone?"', b"7", 1)),
    "a field too many": lambda kept: signed(kept.partition(b"\n")[2].replace(b'"stem":', b'"run":"x","stem":', 1)),
    "a pickle": lambda _kept: pickle.dumps(print),
    "a signed pickle": lambda _kept: signed(pickle.dumps(print)),
}


@pytest.mark.parametrize("how", SPOILT)
def test_a_spoilt_file_is_not_used_and_made_anew(how, course, folder, readings):
    library = load_anew(course)
    good = kept(folder).read_bytes()
    bad = SPOILT[how](good)
    assert bad != good
    kept(folder).write_bytes(bad)
    assert load_anew(course) == library
    assert readings == [course, course]
    assert kept(folder).read_bytes() == good


def test_what_is_no_file_is_not_used(course, folder, tmp_path, readings):
    library = load_anew(course)
    file, elsewhere = kept(folder), tmp_path / "elsewhere"
    file.rename(elsewhere)
    file.symlink_to(elsewhere)
    assert load_anew(course) == library
    assert not file.is_symlink()
    file.unlink()
    file.mkdir()
    assert load_anew(course) == library
    assert readings == [course] * 3
    file.rmdir()
    if hasattr(os, "mkfifo"):  # reading a pipe would wait for ever
        os.mkfifo(file)
        assert load_anew(course) == library


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no permission bits on Windows")
class TestPermissions:
    def test_only_the_user_may_look_and_write(self, course, folder):
        load_anew(course)
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert stat.S_IMODE(kept(folder).stat().st_mode) == 0o600

    @pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
    def test_a_file_that_others_may_write_is_made_anew(self, mode, course, folder, readings):
        load_anew(course)
        kept(folder).chmod(mode)
        load_anew(course)
        assert readings == [course, course]
        assert stat.S_IMODE(kept(folder).stat().st_mode) == 0o600

    def test_a_file_of_someone_else_is_not_used(self, course, readings, monkeypatch):
        load_anew(course)
        us = os.geteuid()
        monkeypatch.setattr(os, "geteuid", lambda: us + 1)
        load_anew(course)
        assert readings == [course, course]


def test_faulty_content_is_never_kept(course, folder):
    (course / "items/L01.yaml").write_text("- id: a\n")
    for _ in range(2):
        with pytest.raises(ContentError, match="kind: is missing"):
            load_anew(course)
    assert not folder.exists()


def test_what_changed_while_it_was_read_is_not_kept(course, folder, monkeypatch):
    plainly = shelving.read_library

    def slowly(folder, progress):
        library = plainly(folder, progress)
        (folder / "items/L01.yaml").write_text(SHELF["items/L01.yaml"].replace("Which bone?", "Which Bone?", 1))
        return library

    monkeypatch.setattr(shelving, "read_library", slowly)
    assert load_anew(course).items["one-bone"].stem == "Which bone?"
    assert not folder.exists()
    assert load_anew(course).items["one-bone"].stem == "Which Bone?"


def test_where_nothing_can_be_written_nothing_is_kept(course, tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setenv("CRAMPCOURSE_CACHE", str(tmp_path / "file"))
    assert load_anew(course) == load_anew(course)


@pytest.mark.parametrize("step", ["mkstemp", "fdopen", "replace"])
def test_a_full_disk_is_no_fault_and_leaves_nothing(step, course, folder, monkeypatch):
    def full(*_arguments, **_words):
        raise OSError(errno.ENOSPC, "No space left on device")

    home = {"mkstemp": cache.tempfile, "fdopen": cache.os, "replace": Path}[step]
    monkeypatch.setattr(home, step, full)
    assert load_anew(course) == load_anew(course)
    assert list(folder.iterdir()) == []


def test_only_the_newest_are_kept(course, folder):
    folder.mkdir(parents=True)
    for age in range(2 * cache.MOST_KEPT):
        old = folder / f"{age}.part"
        old.touch()
        os.utime(old, (1000 - age, 1000 - age))
    load_anew(course)
    assert len(list(folder.iterdir())) == cache.MOST_KEPT
    assert sum(file.suffix == ".json" for file in folder.iterdir()) == 1


def test_kernels_that_start_at_once_do_not_disturb_each_other(course, folder):
    """Two processes read, keep and find the same library, again and again, while the other deletes what is kept."""
    act = (
        "import sys; from pathlib import Path; from crampcourse.library import load, shelf\n"
        "sys.stdin.readline()\n"
        "found = set()\n"
        "for _ in range(20):\n"
        "    shelf._loaded.clear()\n"
        "    library = load(Path(sys.argv[1]))\n"
        "    found.add(repr(library))\n"
        "    for file in Path(sys.argv[2]).glob('*.json'):\n"
        "        file.unlink(missing_ok=True)\n"
        "load(Path(sys.argv[1])), shelf._loaded.clear(), load(Path(sys.argv[1]))\n"
        "print(len(found))\n"
    )
    kernels = [
        subprocess.Popen(
            [sys.executable, "-c", act, str(course), str(folder)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for _ in range(2)
    ]  # fmt: skip
    for kernel in kernels:
        kernel.stdin.write("go\n")
        kernel.stdin.flush()
    for kernel in kernels:
        out, wrong = kernel.communicate(timeout=120)
        assert (kernel.returncode, out.strip(), wrong) == (0, "1", "")
    assert all(file.suffix == ".json" for file in folder.iterdir())
    assert load_anew(course)


def test_the_folder_is_the_systems_unless_one_is_named(monkeypatch):
    monkeypatch.delenv("CRAMPCOURSE_CACHE")
    assert cache.cache_folder().parts[-1] in ("crampcourse", "Cache")
    assert cache.cache_folder().is_absolute()


def test_reading_tells_how_far_it_is(course, readings):
    told: list[tuple[int, int]] = []
    shelf._loaded.pop(course, None)
    load(course, lambda done, of: told.append((done, of)))
    assert told == sorted(told)
    assert len(told) > 13
    whole = sum((course / name).stat().st_size for name in SHELF if not name.endswith(".svg"))
    assert {of for _, of in told} == {whole}
    assert told[-1][0] == whole
    told.clear()
    shelf._loaded.pop(course, None)
    load(course, lambda done, of: told.append((done, of)))
    assert told == []
    assert readings == [course]


@pytest.mark.slow
def test_five_thousand_items_are_read_kept_and_told_in_full(tmp_path, readings):
    place, file = large_course(tmp_path / "large", 5000), tmp_path / "large/items/large.yaml"
    told: list[int] = []
    read = load(place, lambda done, of: told.append(100 * done // of))
    assert len(read.items) == 5000 + len(load().items)
    assert set(told) == set(range(101)) - set(range(told[0]))
    again = load_anew(place)
    assert again == read
    assert list(again.items) == list(read.items)
    assert readings == [place]
    # A fault in the last item has its line, and hides no other.
    text = file.read_text(encoding="utf-8")
    last = text.rindex("stem:")
    file.write_text(text[:last].replace("value: 3.5", "value: far") + "stam:" + text[last + 5 :], encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_anew(place)
    faults = caught.value.faults
    assert len(faults) == text.count("value: 3.5") + 2
    assert [fault.line for fault in faults if "stam" in fault.message] == [text[:last].count("\n") + 1]
    assert len({fault.line for fault in faults}) == len(faults)
