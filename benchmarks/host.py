"""One Chromium and one JupyterLab server for every figure that needs a browser, and notebooks opened in it."""

import contextlib
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import nbformat
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.starts import REPO
from tests.browser.lab import Lab

# No page may ask another machine for anything: jupyterquiz, for one, may call for MathJax.
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
_VIEWPORT = {"width": 1400, "height": 1600}  # a whole explorer and its slider stand on the screen


@dataclass(frozen=True)
class Host:
    """The browser and the server that all measurements of one run share."""

    browser: Browser
    lab: Lab

    @contextlib.contextmanager
    def notebook(self, name: str, cells: Sequence[str]) -> Iterator[Page]:
        """A new notebook of code cells, open in JupyterLab for a new learner; its kernel ends with it."""
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in cells])
        notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
        nbformat.write(notebook, self.lab.root / name)
        with self.opened(name) as page:
            yield page

    @contextlib.contextmanager
    def opened(self, path: str) -> Iterator[Page]:
        """A notebook below the server's root, open for a new learner; its kernel ends with it."""
        self.lab.forget()
        context = self.browser.new_context(viewport=_VIEWPORT)
        context.add_init_script(path=Path(__file__).parent / "page.js")
        try:
            page = context.new_page()
            page.on("dialog", lambda dialog: dialog.accept())  # unsaved outputs do not matter here
            self.lab.open_notebook(page, "lab", path)
            yield page
        finally:
            context.close()
            self.lab.end_kernels()


@contextlib.contextmanager
def start_host() -> Iterator[Host]:
    """Starts both and ends both, whatever happens between."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with tempfile.TemporaryDirectory(prefix="crampcourse-bench-", ignore_cleanup_errors=True) as folder:
        lab = Lab(Path(folder), REPO / "lessons")
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=chromium, args=_ARGUMENTS)
                try:
                    yield Host(browser, lab)
                finally:
                    browser.close()
        finally:
            lab.stop()


def run(page: Page, index: int, selector: str, wanted: int = 1) -> float:
    """Runs a cell; milliseconds until so many elements of its output that match ``selector`` are painted."""
    words = [index, selector, wanted, 60_000]
    return float(page.evaluate("words => benchmark.runCell(...words)", words))
