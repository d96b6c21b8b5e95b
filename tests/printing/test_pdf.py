"""Printing by a browser that is not there, that fails, that hangs: said in words, and no file left behind."""

import os
import select
import subprocess
import sys
from pathlib import Path

import pytest

from crampcourse.printing import pdf
from crampcourse.printing.pdf import PrintError, candidates, find_browser, print_pdf


@pytest.fixture
def browser(tmp_path: Path):
    """Makes a program that stands for a browser; ``printed`` in its script is the PDF's path."""
    if os.name != "posix":
        pytest.skip("the stand-in for a browser is a script with a #! line")

    def make(script: str) -> Path:
        program = tmp_path / "bin" / "chromium"
        program.parent.mkdir(exist_ok=True)
        head = "import sys\nprinted = next(a for a in sys.argv if a.startswith('--print-to-pdf=')).partition('=')[2]\n"
        program.write_text(f"#!{sys.executable}\n{head}{script}\n")
        program.chmod(0o755)
        return program

    return make


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    out = tmp_path / "out"
    out.mkdir()
    return out


GOOD = "open(printed, 'w').write('%PDF-1.4\\n' + '\\n'.join(sys.argv) + '\\n%%EOF\\n')"


def test_a_page_is_printed_and_nothing_else_is_left(browser, folder) -> None:
    print_pdf("<p>Text</p>", folder / "a.pdf", browser(GOOD))
    assert [path.name for path in folder.iterdir()] == ["a.pdf"]


@pytest.mark.parametrize("root", [True, False])
def test_the_browser_is_started_quietly_and_with_its_sandbox_unless_root(browser, folder, root, monkeypatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0 if root else 1000)
    print_pdf("<p>Text</p>", folder / "a.pdf", browser(GOOD))
    arguments = (folder / "a.pdf").read_text().splitlines()
    assert ("--no-sandbox" in arguments) == root
    wanted = {"--headless", "--no-pdf-header-footer", "--disable-background-networking", "--disable-component-update"}
    assert wanted | {"--disable-sync", "--no-first-run"} <= set(arguments)
    profile = next(a for a in arguments if a.startswith("--user-data-dir=")).partition("=")[2]
    assert Path(profile).parent.parent == folder
    # A browser from snap sees no hidden folder.
    assert not Path(profile).parent.name.startswith(".")
    assert arguments[-2].startswith("file://")


FAILURES = {
    "nothing": ("sys.exit('no display')", "made no PDF (ended with 1: no display)"),
    "silent": ("pass", "made no PDF (ended with 0: it said nothing)"),
    "no PDF": ("open(printed, 'w').write('<html>')", "made no PDF"),
    "half a PDF": ("open(printed, 'w').write('%PDF-1.4\\n')", "made no PDF"),
}


@pytest.mark.parametrize(("script", "said"), FAILURES.values(), ids=FAILURES)
def test_a_browser_that_fails_is_said_and_the_earlier_file_stays(browser, folder, script, said) -> None:
    (folder / "a.pdf").write_text("earlier")
    with pytest.raises(PrintError) as caught:
        print_pdf("<p>Text</p>", folder / "a.pdf", browser(script))
    assert said in str(caught.value)
    assert "--to html" in str(caught.value)
    assert [path.name for path in folder.iterdir()] == ["a.pdf"]
    assert (folder / "a.pdf").read_text() == "earlier"


def test_a_browser_that_hangs_is_ended_with_its_children(browser, folder, monkeypatch) -> None:
    told = folder.parent / "told"
    os.mkfifo(told)
    # The child holds its end of the line open for as long as it lives.
    child = f"import signal; line = open({str(told)!r}, 'w'); print('ready', file=line, flush=True); signal.pause()"
    hanging = f"import subprocess, signal\nsubprocess.Popen([sys.executable, '-c', {child!r}])\nsignal.pause()"
    lines = []

    class Waiting(subprocess.Popen):
        """Waits until browser and child stand, and calls that too long."""

        def wait(self, timeout=None):
            if timeout is None:
                return super().wait()
            lines.append(told.open())
            assert lines[0].readline() == "ready\n"
            raise subprocess.TimeoutExpired(self.args, timeout)

    monkeypatch.setattr(pdf.subprocess, "Popen", Waiting)
    with pytest.raises(PrintError, match="did not finish within 120 s"):
        print_pdf("<p>Text</p>", folder / "a.pdf", browser(hanging))
    assert list(folder.iterdir()) == []
    with lines[0] as line:
        closed, _, _ = select.select([line], [], [], 30)
        assert closed, "the browser's child lives on"
        assert line.read() == ""


def test_a_program_that_cannot_start_is_said(browser, folder) -> None:
    program = browser(GOOD)
    program.write_text("#!/no/such/interpreter\n")
    with pytest.raises(PrintError, match="cannot be started"):
        print_pdf("<p>Text</p>", folder / "a.pdf", program)


def test_a_folder_that_is_not_there_is_an_ordinary_error(browser, tmp_path) -> None:
    with pytest.raises(OSError, match="No such file"):
        print_pdf("<p>Text</p>", tmp_path / "none" / "a.pdf", browser(GOOD))


def test_browsers_are_looked_for_where_each_system_keeps_them(tmp_path) -> None:
    nowhere = {"PATH": str(tmp_path)}
    assert list(candidates("linux", nowhere, tmp_path)) == []
    mac = [path.as_posix() for path in candidates("darwin", nowhere, tmp_path)]
    assert "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" in mac
    assert f"{tmp_path.as_posix()}/Applications/Chromium.app/Contents/MacOS/Chromium" in mac
    windows = {
        **nowhere,
        "PROGRAMFILES": "C:/Programs",
        "PROGRAMFILES(X86)": "C:/Programs86",
        "LOCALAPPDATA": "C:/Local",
    }
    found = [path.as_posix() for path in candidates("win32", windows, tmp_path)]
    assert "C:/Programs86/Microsoft/Edge/Application/msedge.exe" in found
    assert "C:/Local/Google/Chrome/Application/chrome.exe" in found


def test_a_browser_on_the_path_comes_first(browser, monkeypatch) -> None:
    program = browser(GOOD)
    monkeypatch.setenv("PATH", str(program.parent))
    assert find_browser() == program
    assert find_browser(program) == program


def test_without_a_browser_the_message_says_what_to_do(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(pdf.sys, "platform", "linux")
    with pytest.raises(PrintError, match=r"Install one, or name yours with --browser PATH, or write the page as HTML"):
        find_browser()
    with pytest.raises(PrintError, match="no-such is no program that can be started"):
        find_browser(Path("no-such"))
