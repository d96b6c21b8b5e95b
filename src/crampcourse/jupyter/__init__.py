"""Our part of a Jupyter server: what is saved, and what the terminal says.

Jupyter loads this package as a server extension (`settings/jupyter_server_config.d/crampcourse.json`).
It touches notebooks of this course only: those whose metadata has a `crampcourse` entry.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SETTINGS = Path(__file__).parent / "settings"
ANNOUNCE = "CRAMPCOURSE_ANNOUNCE"
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
STILLS = ("text/markdown", "image/png")


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    """Tell Jupyter which module of this package to load."""
    return [{"module": "crampcourse.jupyter"}]


def _load_jupyter_server_extension(server: Any) -> None:
    """Register the save hook with a starting server."""
    server.contents_manager.register_pre_save_hook(keep_stills)


async def _start_jupyter_server_extension(server: Any) -> None:
    """Say where the course is, once the server listens and its port is certain, and stop at one Ctrl+C."""
    if ANNOUNCE in os.environ:
        signal.signal(signal.SIGINT, lambda *_: stop(server))
        print(announcement(address(server), browser_opens=server.open_browser and has_browser()), flush=True)


def stop(server: Any) -> None:
    """Shut the server and its kernels down in order, without Jupyter's question; a second Ctrl+C ends at once.

    Without a terminal Jupyter leaves Ctrl+C to Python, and its kernels would outlive it.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    server.stop(from_signal=True)


def keep_stills(model: dict[str, Any], **_: Any) -> None:
    """Drop the live view from saved outputs that also carry a still, so that they show it when reopened.

    A view without its kernel reads "Error displaying widget: model not found"; the still picture or text
    beside it says more. `model` is a contents model of Jupyter's, changed in place. Other notebooks, and
    outputs without a still, stay as they are.
    """
    content = model.get("content")
    if model.get("type") != "notebook" or not isinstance(content, dict):
        return
    if "crampcourse" not in content.get("metadata", {}):
        return
    for bundle in _bundles(content):
        if any(still in bundle for still in STILLS):
            bundle.pop(WIDGET_VIEW, None)


def _bundles(notebook: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for cell in notebook.get("cells", []):
        for output in cell.get("outputs", []):
            if isinstance(output.get("data"), dict):
                yield output["data"]


def address(server: Any) -> str:
    """Return the address that opens the course, with the token that lets this learner in."""
    start = server.web_app.settings["default_url"] if server.web_app else "/lab"
    return f"http://127.0.0.1:{server.port}{start}?token={server.identity_provider.token}"


def has_browser() -> bool:
    """Say whether Python knows a browser to open on this machine."""
    import webbrowser

    try:
        webbrowser.get()
    except webbrowser.Error:
        return False
    return True


def announcement(address: str, *, browser_opens: bool) -> str:
    """Return what the terminal says when the course is open."""
    lead = (
        "The course opens in your browser. If it does not, open this address:"
        if browser_opens
        else "The course is running. Open this address in a browser on this computer:"
    )
    return f"\n{lead}\n\n    {address}\n\nLeave this window open while you learn. To stop: press Ctrl+C here.\n"
