"""Prints a page as PDF with a Chromium-family browser of this computer: finds one, and starts it without a window."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
)
_MAC = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
_WINDOWS = (
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)
LONGEST_S = 120
_BEGIN, _END = b"%PDF-", b"%%EOF"

QUIET = (
    "--headless",
    "--disable-gpu",
    "--disable-extensions",
    "--no-first-run",
    "--no-default-browser-check",
    # Nothing calls home, and no name on the network is found.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--metrics-recording-only",
    "--no-pings",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)


class PrintError(Exception):
    """A page could not be printed; the message says what to do."""


NO_BROWSER = (
    "Printing a PDF takes Chromium, Google Chrome or Microsoft Edge, and none was found on this computer. "
    "Install one, or name yours with --browser PATH, or write the page as HTML (--to html), open it in any browser "
    "and choose Print, Save as PDF."
)

_OTHERWISE = "Name another browser with --browser PATH, or write the page as HTML (--to html) and print it yourself."


def candidates(system: str, environment: Mapping[str, str], home: Path) -> Iterator[Path]:
    """Where browsers usually stand. ``system`` as in sys.platform; those on PATH come first."""
    for name in NAMES:
        if program := shutil.which(name, path=environment.get("PATH", "")):
            yield Path(program)
    if system == "darwin":
        for folder in (Path("/Applications"), home / "Applications"):
            yield from (folder / name for name in _MAC)
    if system == "win32":
        for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
            if programs := environment.get(variable):
                yield from (Path(programs) / name for name in _WINDOWS)


def find_browser(named: Path | None = None) -> Path:
    """The browser to print with, the one ``named`` or the first one found; PrintError where there is none."""
    if named:
        if program := shutil.which(named):
            return Path(program)
        raise PrintError(f"{named} is no program that can be started. {NO_BROWSER.partition('. ')[2]}")
    found = next((path for path in candidates(sys.platform, os.environ, Path.home()) if path.is_file()), None)
    if found is None:
        raise PrintError(NO_BROWSER)
    return found


def print_pdf(page: str, file: Path, browser: Path) -> None:
    """Prints a page (HTML text that needs no other file) to ``file``, whole or not at all.

    PrintError where the browser makes no PDF; OSError where the folder of ``file`` cannot be written.
    """
    # Beside the file and not hidden: a browser from snap sees neither the system's temporary folder nor hidden ones.
    with tempfile.TemporaryDirectory(prefix="printing-", dir=file.parent, ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "page.html").write_text(page, encoding="utf-8")
        printed = folder / "page.pdf"
        command = [
            str(browser),
            *QUIET,
            *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []),
            f"--user-data-dir={folder / 'profile'}",
            "--no-pdf-header-footer",
            "--generate-pdf-document-outline",
            f"--print-to-pdf={printed}",
            (folder / "page.html").as_uri(),
        ]
        ended = _run(command, folder / "said.txt")
        content = printed.read_bytes() if printed.is_file() else b""
        if not (content.startswith(_BEGIN) and content.rstrip().endswith(_END)):
            said = (folder / "said.txt").read_text(encoding="utf-8", errors="replace").strip().splitlines()
            why = f"ended with {ended}: {said[-1] if said else 'it said nothing'}"
            raise PrintError(f"{browser} made no PDF ({why}). {_OTHERWISE}")
        printed.replace(file)


def _run(command: Sequence[str], said: Path) -> int:
    """The browser's exit code; what it says goes to a file, as its children may hold a pipe open after its end."""
    with said.open("wb") as errors:
        try:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=errors,
                start_new_session=True,
            )
        except OSError as error:
            raise PrintError(f"{command[0]} cannot be started ({error.strerror or error}). {_OTHERWISE}") from error
        try:
            return process.wait(LONGEST_S)
        except subprocess.TimeoutExpired as error:
            raise PrintError(f"{command[0]} did not finish within {LONGEST_S} s. {_OTHERWISE}") from error
        finally:
            if process.poll() is None:
                _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends the browser with the children it started."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
