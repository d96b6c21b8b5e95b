"""Run `crampcourse open` as a learner does, and talk to the JupyterLab it starts."""

import json
import os
import re
import signal
import subprocess
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.request import Request, urlopen

STARTS_WITHIN_S = 120


@dataclass
class Opened:
    """A running course: its address, what the terminal said, and the process."""

    address: str
    said: str
    process: subprocess.Popen

    def ask(self, path, method="GET", content=None):
        """Return the server's answer as text; `content` is sent as JSON."""
        base, token = self.address.split("/lab")[0], self.address.split("token=")[1]
        data = None if content is None else json.dumps(content).encode()
        request = Request(base + path, data=data, method=method, headers={"Authorization": f"token {token}"})
        with urlopen(request, timeout=30) as answer:
            return answer.read().decode()


def private_home(folder):
    """Return an environment in which Jupyter keeps everything under `folder`."""
    names = ("HOME", "XDG_DATA_HOME", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "PYTEST"))}
    return environ | {name: str(folder / name.lower()) for name in names}


@contextmanager
def opened(command, environ):
    """Yield the course that `command` opens; stop it as a learner does, with Ctrl-C, and want a quiet end."""
    process = subprocess.Popen(
        command, env=environ, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    guard = threading.Timer(STARTS_WITHIN_S, process.kill)
    guard.start()
    try:
        said = ""
        for line in process.stdout:
            said += line
            if "To stop" in line:
                break
        address = re.search(r"http://127\.0\.0\.1:\d+/\S*token=\S+", said)
        assert address, f"the course did not open:\n{said}"
        yield Opened(address.group(), said, process)
        process.send_signal(signal.SIGINT)
        rest = process.stdout.read()
        assert process.wait() == 0, rest
        assert not rest.strip(), f"stopping was not quiet:\n{rest}"
    finally:
        guard.cancel()
        process.kill()
        process.wait()
        process.stdout.close()
