"""The explorer that docs/making-an-explorer.md makes is built from that page and holds what every explorer holds."""

import re
import shutil
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from crampcourse.library.shelf import CONTENT
from crampcourse.library.shelving import read_library
from crampcourse.widgets.drawing import make
from crampcourse.widgets.explorer import fill_sentence
from crampcourse.widgets.states import Tables

PAGE = (Path(__file__).parents[1] / "docs" / "making-an-explorer.md").read_text(encoding="utf-8")
WORDS, DRAW, TRUTH = re.findall(r"```(?:yaml|python)\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture
def lever(tmp_path, monkeypatch):
    """The library with the page's explorer in it, its drawing, and the page's truth."""
    folder = tmp_path / "content"
    shutil.copytree(CONTENT, folder, ignore=shutil.ignore_patterns("drawings", "*.png"))
    (folder / "explorers" / "lever.yaml").write_text(WORDS, encoding="utf-8")
    module = ModuleType("crampcourse.widgets.explorers.lever")
    exec(DRAW, module.__dict__)
    monkeypatch.setitem(sys.modules, module.__name__, module)
    library = read_library(folder)
    truth = {}
    exec(TRUTH, truth)
    return library.explorers["lever"], make("lever", library), truth["truth"]


def test_the_page_makes_an_explorer_that_tells_the_truth(lever):
    text, made, truth = lever
    tables = Tables(made.layout, made.table)
    rng = np.random.default_rng(1)
    for _ in range(50):
        values = {control.id: float(rng.uniform(control.low, control.high)) for control in text.controls}
        numbers = tables.numbers(values)
        assert numbers == pytest.approx(truth(values))
        assert "{" not in fill_sentence(text, text.words["state"], values, numbers)
    start = {control.id: control.start for control in text.controls}
    assert tables.numbers(start)["times"] == pytest.approx(2.5)


def test_it_is_as_short_as_it_says():
    assert len(DRAW.splitlines()) <= 60
    assert "JavaScript" in PAGE
