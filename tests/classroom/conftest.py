"""A class of three, released once for all tests and copied for each."""

import shutil
from pathlib import Path

import pytest

from tests.classroom import tiny

pytest.importorskip("nbgrader", reason="nbgrader is not installed: pip install 'crampcourse[classroom]'")


@pytest.fixture(scope="session")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    return tiny.make_class(folder, "ada", "ben", "cy", names=(tiny.NAME, "04_other")).parent


@pytest.fixture
def root(_made: Path, tmp_path: Path) -> Path:
    """The folder of a released class, of this test's own; its sources lie beside it."""
    shutil.copytree(_made, tmp_path / "made")
    return tmp_path / "made" / "class"
