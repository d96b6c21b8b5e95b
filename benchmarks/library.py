"""How long the content takes to load: read and checked for the first time, and again from what was kept of it.

Each loading has a fresh process, and its CPU time is taken inside it from the first line on, so that what it imports
is counted and a busy machine is not.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.figures import Figure, compare
from crampcourse.library.shelf import CONTENT
from tests.large_bank import large_course

ITEMS = 5000
_LOAD = """
import sys, time
began = time.process_time()
from pathlib import Path
from crampcourse.library import load
told = []
library = load(Path(sys.argv[1]), lambda done, of: told.append(done))
print(time.process_time() - began)
"""
_QUIZ = """
import time
began = time.process_time()
import crampcourse as cc
quiz = cc.quiz("L01-check-1")
print(time.process_time() - began)
"""
_YAML = """
import sys, time
began = time.process_time()
from pathlib import Path
import yaml
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
items = [item for path in Path(sys.argv[1]).glob("items/*.yaml") for item in yaml.load(path.read_bytes(), Loader)]
print(time.process_time() - began)
"""


def library(rounds: int) -> list[Figure]:
    """5,000 items of every kind in one file beside the course's own, the course alone, and its first quiz.

    ``theirs`` is the same read anew; for the first loading, PyYAML reading the same items without checking anything.
    The turns alternate; the first warms files and is not counted.
    """
    with tempfile.TemporaryDirectory() as folder:
        large = large_course(Path(folder) / "large", ITEMS)
        acts = {"large": (_LOAD, large), "course": (_LOAD, CONTENT), "quiz": (_QUIZ, CONTENT)}
        first: dict[str, list[float]] = {name: [] for name in acts}
        kept: dict[str, list[float]] = {name: [] for name in acts}
        plain: list[float] = []
        for turn in range(rounds + 1):
            for name, (script, content) in acts.items():
                with tempfile.TemporaryDirectory() as cache:
                    times = [_seconds(script, content, cache) for _ in range(2)]
                if turn:
                    first[name].append(times[0])
                    kept[name].append(times[1])
            seconds = _seconds(_YAML, large, folder)
            if turn:
                plain.append(seconds)
    return [
        compare("5,000 items from the cache / read anew", "s CPU", kept["large"], first["large"], most=1.0),
        compare("  first load, checked, with progress / PyYAML alone", "s CPU", first["large"], plain),
        compare("the course's own content from the cache / read anew", "s CPU", kept["course"], first["course"]),
        compare("first quiz of a fresh process from the cache / read anew", "s CPU", kept["quiz"], first["quiz"]),
    ]


def _seconds(script: str, content: Path, cache: str) -> float:
    environment = {**os.environ, "CRAMPCOURSE_CACHE": cache, "CRAMPCOURSE_DATA": cache}
    words = [sys.executable, "-c", script, str(content)]
    done = subprocess.run(words, cwd=cache, env=environment, capture_output=True, text=True, timeout=300, check=False)
    if done.returncode:
        raise RuntimeError(f"loading {content} failed:\n{done.stderr}")
    return float(done.stdout)
