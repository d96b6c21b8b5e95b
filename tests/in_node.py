"""Runs widget scripts in node, where no page is needed: what they compute comes back as data."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from crampcourse.widgets.base import bundle


def in_node(folder: Path, scripts: tuple[str, ...], body: str, data: Any = None) -> Any:
    """What `body` returns, with the exported names of the scripts and `data` in reach; skips where there is no node."""
    program = shutil.which("node")
    if program is None:
        pytest.skip("node is not installed; the browser tests run the same scripts")
    (folder / "data.json").write_text(json.dumps(data), encoding="utf-8")
    script = folder / "run.mjs"
    script.write_text(
        'import { readFileSync } from "node:fs";\n'
        'const data = JSON.parse(readFileSync(new URL("data.json", import.meta.url)));\n'
        f"{bundle(*scripts)}\nconst answer = (() => {{\n{body}\n}})();\nconsole.log(JSON.stringify(answer));\n",
        encoding="utf-8",
    )
    ran = subprocess.run([program, script], capture_output=True, text=True, timeout=120, check=False)
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)
