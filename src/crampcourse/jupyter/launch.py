"""Start JupyterLab with the course's settings."""

from __future__ import annotations

import os
import secrets
import socket
import sys
from pathlib import Path

import click
import platformdirs
import zmq

from crampcourse.jupyter import ANNOUNCE, SETTINGS

HOST = "127.0.0.1"
PORTS_TRIED = 50


def free_port(wanted: int, *, tried: int = PORTS_TRIED) -> int:
    """Return `wanted` or the next free port after it on this computer; ClickException when there is none."""
    for port in range(wanted, min(wanted + tried, 65536)):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            if os.name == "posix":  # elsewhere this option lets two servers share a port
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return port
    raise click.ClickException(
        f"No free port from {wanted} to {wanted + tried - 1}. Stop another server, or choose one: --port 9900"
    )


def lab_arguments(folder: Path, first_page: str, *, port: int, browser: bool) -> list[str]:
    """Return JupyterLab's command line for the course in `folder`.

    `first_page` is a path inside `folder`, with forward slashes; without such a file Lab opens empty.
    """
    opens = f"/lab/tree/{first_page}" if (folder / first_page).is_file() else "/lab"
    workspaces = platformdirs.user_data_path("crampcourse", appauthor=False) / "workspaces"
    arguments = [
        f"--ServerApp.root_dir={folder}",
        f"--ServerApp.port={port}",
        f"--ServerApp.open_browser={browser}",
        f"--LabApp.default_url={opens}",
        # Tabs of a learner's other Jupyter projects stay theirs.
        f"--LabApp.workspaces_dir={workspaces}",
    ]
    if Path("/snap/bin").is_dir():
        # Browsers from snap may not read the hidden file through which Jupyter hands over the address.
        arguments.append("--ServerApp.use_redirect_file=False")
    if zmq.has("curve"):
        # Other users of this computer cannot listen in on the kernel, and it does not warn in the terminal.
        arguments.append("--KernelManager.transport_encryption=auto")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--ServerApp.allow_root=True")
    return arguments


def open_lab(folder: Path, first_page: str, *, port: int, browser: bool) -> None:
    """Run JupyterLab over `folder` until it is stopped."""
    chosen = free_port(port)
    if chosen != port:
        click.echo(f"Port {port} is taken by another program; using {chosen} instead.")
    others = os.environ.get("JUPYTER_CONFIG_PATH")
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, [str(SETTINGS), others]))
    # A kernel registered by another project under the same name must not win over ours.
    os.environ["JUPYTER_PREFER_ENV_PATH"] = "1"
    os.environ[ANNOUNCE] = "1"
    # A token of our own: it stays out of the process list, and Jupyter does not print its longer message.
    os.environ.setdefault("JUPYTER_TOKEN", secrets.token_hex(24))

    from jupyterlab.labapp import LabApp  # late, as it reads the environment above

    sys.argv[0] = "crampcourse"
    LabApp.launch_instance(argv=lab_arguments(folder, first_page, port=chosen, browser=browser))
