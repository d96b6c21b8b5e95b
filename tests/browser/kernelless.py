"""A page of an executed notebook on which no kernel will ever answer, made of files from npm and nothing else."""

import functools
import http.server
import os
import shutil
import subprocess
import threading
from pathlib import Path
from typing import Any

import nbformat
from ipywidgets.embed import escape_script
from nbconvert import HTMLExporter

from tools.notebooks import execute

NPM = Path(__file__).parent / "npm"
_MODULES = {
    "require.js": "requirejs/require.js",
    "embed-amd.js": "@jupyter-widgets/html-manager/dist/embed-amd.js",
    "anywidget.js": "anywidget/dist/index.js",
}


class NoNpmError(RuntimeError):
    """The packages from npm cannot be had on this machine."""


def npm_modules() -> Path:
    """The folder of the locked npm packages, fetched when it is missing or another lock made it."""
    modules, lock = NPM / "node_modules", NPM / "package-lock.json"
    stamp = modules / ".made-from-lock"
    if stamp.is_file() and stamp.read_bytes() == lock.read_bytes():
        return modules
    npm = shutil.which("npm")
    if npm is None:
        raise NoNpmError("npm is missing (Debian: apt install npm)")
    made = subprocess.run(
        [npm, "ci", "--ignore-scripts"], cwd=NPM, capture_output=True, text=True, timeout=600, check=False
    )
    if made.returncode:
        raise NoNpmError(f"npm ci failed:\n{made.stderr[-2000:]}")
    stamp.write_bytes(lock.read_bytes())
    return modules


class StaticSite:
    """Pages in one folder, served on 127.0.0.1."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        modules = npm_modules()
        for name, source in _MODULES.items():
            shutil.copy(modules / source, folder / name)
        handler = functools.partial(_Quiet, directory=os.fspath(folder))
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def add(self, notebook: nbformat.NotebookNode, name: str) -> str:
        """Writes the page of an executed notebook with its widgets' state; returns its address."""
        exporter = HTMLExporter(
            require_js_url="require.js",
            widget_renderer_url="embed-amd.js",
            mathjax_url="",
            mermaid_js_url="",
            # nbconvert's own lets "<!--" and "<script" in a text swallow the end of the state, and no widget is shown.
            filters={"escape_html_script": escape_script},
        )
        page, _ = exporter.from_notebook_node(notebook)
        # The exporter's head has no language and no icon; the first is a fault of its own, the second a request for nothing.
        page = page.replace("<head>", '<head><link rel="icon" href="data:,">', 1)
        (self.folder / f"{name}.html").write_text(page, encoding="utf-8")
        return f"{self.url}/{name}.html"

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def page_of(site: StaticSite, notebook: Path, name: str, extra_path: Path | None = None) -> str:
    """Runs a notebook for a new learner and puts its page on the site; returns the address."""
    return site.add(execute(notebook, learner=notebook.parent / "learner", extra_path=extra_path), name)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """A test's terminal is no access log."""
