"""`crampcourse check` reads the content anew, says every fault, and shows on a terminal how far it is."""

import os
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from crampcourse import bar
from crampcourse.cli import main
from tests.trial_shelf import ITEMS, write_shelf


def test_content_in_order_is_said_and_nothing_else():
    done = CliRunner().invoke(main, ["check"])
    assert (done.exit_code, done.stdout, done.stderr) == (0, "The content is in order.\n", "")


def test_every_fault_of_a_folder_is_said(tmp_path: Path):
    items = ITEMS.replace("value: 35", "value: far").replace("sources: [GRAY]", "sources: [GREY]", 1)
    done = CliRunner().invoke(main, ["check", str(write_shelf(tmp_path, {"items/L01.yaml": items}))])
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == (
        "2 faults in the course content:\n"
        "  L01.yaml:12: one-bone: sources.0: there is no source 'GREY' (did you mean 'GRAY'?); "
        "mend it, or add it to references.json\n"
        "  L01.yaml:27: how-far: value: must be a number, not 'far'\n"
    )


def test_what_an_earlier_reading_kept_is_no_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def kept(*_arguments):
        raise AssertionError("the check trusts what was kept")

    monkeypatch.setattr("crampcourse.library.cache.kept", kept)
    assert CliRunner().invoke(main, ["check", str(write_shelf(tmp_path))]).exit_code == 0


def test_no_bar_without_a_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(bar, "LONG_BYTES", 0)
    done = CliRunner().invoke(main, ["check", str(write_shelf(tmp_path))])
    assert (done.exit_code, done.stdout, done.stderr) == (0, "The content is in order.\n", "")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals to test with")
@pytest.mark.parametrize("long", [True, False])
def test_a_bar_on_a_terminal_where_it_takes_long(long: bool, tmp_path: Path):
    folder = write_shelf(tmp_path)
    if long:
        more = "".join(f"# {'remark ' * 10}\n" for _ in range(bar.LONG_BYTES // 70))
        (folder / "items/L01.yaml").write_text(more + ITEMS)
    # The command gets a pseudo-terminal of its own for all it says.
    ours, theirs = os.openpty()
    words = [sys.executable, "-m", "crampcourse", "check", str(folder)]
    process = os.posix_spawn(
        sys.executable, words, {**os.environ, "TERM": "xterm"},
        file_actions=[(os.POSIX_SPAWN_DUP2, theirs, 1), (os.POSIX_SPAWN_DUP2, theirs, 2)],
    )  # fmt: skip
    os.close(theirs)
    said = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # Linux's way to say that the other end is closed
            piece = b""
        if not piece:
            break
        said += piece
    os.close(ours)
    _, status = os.waitpid(process, 0)
    assert status == 0, said
    assert (b"Reading" in said) is long
    assert (b"100%" in said) is long
    assert said.endswith(b"The content is in order.\r\n")
