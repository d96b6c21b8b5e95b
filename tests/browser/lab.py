"""A Jupyter server of the tests' own, and notebooks opened in it by a real browser."""

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Page

from crampcourse.jupyter import SETTINGS
from crampcourse.learning.attempts import Attempt, AttemptLog

REPO = Path(__file__).parents[2]
Host = Literal["lab", "notebook"]
# Notebook 7 is made of the same parts as JupyterLab: its runs are among the long tests.
HOSTS = ("lab", pytest.param("notebook", marks=pytest.mark.slow))

# Playwright takes the promise of an async predicate for true and does not wait: these are plain functions.
_READY = """() => {
  const panel = window.jupyterapp?.shell.currentWidget;
  if (!panel?.sessionContext?.isReady || !panel.content?.widgets?.length) return false;
  const kernel = panel.sessionContext.session?.kernel;
  return kernel?.connectionStatus === "connected" && kernel.status === "idle";
}"""
_COUNTS = """() => window.jupyterapp.shell.currentWidget.content.widgets
  .filter((cell) => cell.model.type === "code" && cell.model.sharedModel.getSource().trim())
  .map((cell) => cell.model.sharedModel.execution_count)"""
_ALL_RUN = f"""() => {{
  if (!({_READY})()) return false;
  const counts = ({_COUNTS})();
  return counts.length > 0 && counts.every(Boolean);
}}"""


class Lab:
    """JupyterLab and Notebook 7 on 127.0.0.1 over a folder of their own; nothing of the user's Jupyter is read."""

    def __init__(self, folder: Path, lessons: Path) -> None:
        self.root = folder / "root"
        self.data = folder / "learner"
        shutil.copytree(lessons, self.root / "lessons", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self._token = secrets.token_hex(16)
        own = {
            name: str(folder / name.lower())
            for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
        }
        environment = {
            **os.environ,
            **own,
            "JUPYTER_CONFIG_PATH": str(SETTINGS),
            "JUPYTER_PREFER_ENV_PATH": "1",
            "JUPYTER_TOKEN": self._token,
            "CRAMPCOURSE_DATA": str(self.data),
            "PYTHONPATH": os.pathsep.join([str(REPO / "src"), str(REPO)]),  # kernels import this tree's own widgets
        }
        words = [
            "--no-browser",
            "--expose-app-in-browser",
            "--JupyterNotebookApp.expose_app_in_browser=True",
            f"--ServerApp.root_dir={self.root}",
            f"--ServerApp.port={port}",
            "--ServerApp.port_retries=0",
            f"--LabApp.workspaces_dir={folder / 'workspaces'}",
        ]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            words.append("--ServerApp.allow_root=True")
        self.log = folder / "server.log"
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "jupyterlab", *words],
                env=environment,
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
            )
        self._wait_until_it_answers(seconds=90)

    def _wait_until_it_answers(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                self.api("/api/status")
            except OSError:
                if self._process.poll() is not None:
                    break
                time.sleep(0.1)  # the server cannot be watched from outside: only asking again tells
            else:
                return
        raise RuntimeError(f"the Jupyter server did not start:\n{self.log.read_text(errors='replace')}")

    def api(self, path: str, method: str = "GET") -> Any:
        """What the server's REST interface answers, read as JSON."""
        request = urllib.request.Request(
            self.url + path, method=method, headers={"Authorization": f"token {self._token}"}
        )
        with urllib.request.urlopen(request, timeout=20) as answer:
            body = answer.read()
        return json.loads(body) if body else None

    def stop(self) -> None:
        self.end_kernels()
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(15)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def end_kernels(self) -> None:
        for session in self.api("/api/sessions"):
            self.api(f"/api/sessions/{session['id']}", "DELETE")

    def forget(self) -> None:
        """A new learner: no kernel runs, nothing was answered, Jupyter looks as delivered."""
        self.end_kernels()
        shutil.rmtree(self.root.parent / "jupyter_config_dir" / "lab" / "user-settings", ignore_errors=True)
        shutil.rmtree(self.data, ignore_errors=True)

    def attempts(self) -> list[Attempt]:
        """What the learner's log holds."""
        path = self.data / "attempts.sqlite3"
        return AttemptLog(path).all() if path.exists() else []

    def address(self, host: Host, path: str) -> str:
        quoted = urllib.parse.quote(path)
        page = (
            f"/lab/workspaces/t{secrets.token_hex(4)}/tree/{quoted}?reset&"
            if host == "lab"
            else f"/notebooks/{quoted}?"
        )
        return f"{self.url}{page}token={self._token}"

    def open_notebook(self, page: Page, host: Host, path: str) -> None:
        """Opens a notebook below the root and waits until its kernel is connected and idle."""
        page.goto(self.address(host, path), wait_until="domcontentloaded")
        wait_until_ready(page)
        if host == "lab":
            page.evaluate("""async () => {
              if (window.jupyterapp.shell.isEmpty && !window.jupyterapp.shell.leftCollapsed)
                await window.jupyterapp.commands.execute('application:toggle-left-area');
            }""")


def wait_until_ready(page: Page) -> None:
    """Waits until the notebook's kernel is connected and idle."""
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)
    page.wait_for_function(_READY, timeout=60_000)


def run_all(page: Page, widgets: int | None = None) -> None:
    """Runs every cell and waits until all have run (and until so many of our widgets are drawn)."""
    wait_until_ready(page)
    command(page, "notebook:run-all-cells")
    page.wait_for_function(_ALL_RUN, timeout=120_000)
    if widgets is not None:
        page.wait_for_function(
            "n => document.querySelectorAll('.jp-OutputArea-output .crampcourse').length >= n",
            arg=widgets,
            timeout=30_000,
        )


def run_cell(page: Page, index: int) -> None:
    """Runs one cell by Shift+Enter and waits until it is done, once the kernel is connected: before, the keys do nothing."""
    wait_until_ready(page)
    # Without its old count, so that a restarted kernel's, which may be the same, is seen.
    page.evaluate(
        """i => { const notebook = window.jupyterapp.shell.currentWidget.content;
             if (notebook.widgets[i].model.type === "code") notebook.widgets[i].model.executionCount = null;
             notebook.activeCellIndex = i; notebook.mode = "command"; notebook.node.focus(); }""",
        index,
    )
    page.keyboard.press("Shift+Enter")
    page.wait_for_function(
        f"""i => {{ const {{ model }} = window.jupyterapp.shell.currentWidget.content.widgets[i];
                    return (model.type !== "code" || model.executionCount) && ({_READY})(); }}""",
        arg=index,
        timeout=60_000,
    )


def restart_kernel(page: Page) -> None:
    """Restarts the kernel, as the menu does after its question."""
    _done(page, "window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()")
    wait_until_ready(page)


def command(page: Page, name: str) -> None:
    """Executes one of the host's commands."""
    _done(page, f"window.jupyterapp.commands.execute({json.dumps(name)})")


def _done(page: Page, promise: str) -> None:
    """Waits for a promise of the host's. Playwright alone would wait for ever, so also for a question nobody answers."""
    page.evaluate(f"""() => new Promise((resolve, reject) => {{
      setTimeout(() => {{
        const asked = document.querySelector(".jp-Dialog")?.innerText ?? "nothing";
        reject(new Error(`not done after 120 s, the host asks: ${{asked}}`));
      }}, 120_000);
      {promise}.then(() => resolve(), reject);
    }})""")


def cells(page: Page) -> dict[str, int]:
    """How many cells there are, which is active, and whether it is edited: what a stolen key would change."""
    return page.evaluate("""() => {
      const notebook = window.jupyterapp.shell.currentWidget.content;
      return { number: notebook.widgets.length, active: notebook.activeCellIndex, editing: Number(notebook.mode === "edit") };
    }""")


def untouched(page: Page) -> dict[str, int] | None:
    """The same; nothing on a page without a notebook, where no key can do harm."""
    return cells(page) if page.evaluate("() => 'jupyterapp' in window") else None


def save(page: Page) -> None:
    command(page, "docmanager:save")
    page.wait_for_function("() => !window.jupyterapp.shell.currentWidget.context.model.dirty", timeout=20_000)


def set_theme(page: Page, *, light: bool) -> None:
    """Jupyter's theme; on a page without Jupyter, what the reader's system prefers."""
    if not page.evaluate("() => 'jupyterapp' in window"):
        page.evaluate("() => document.body.removeAttribute('data-jp-theme-light')")
        page.emulate_media(color_scheme="light" if light else "dark")
        return
    name = f"JupyterLab {'Light' if light else 'Dark'}"
    page.evaluate("theme => window.jupyterapp.commands.execute('apputils:change-theme', { theme })", name)
    page.wait_for_function("light => document.body.dataset.jpThemeLight === light", arg=str(light).lower())
