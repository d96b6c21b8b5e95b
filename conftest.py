"""No test, and no lesson run as a test, ever touches the learner's own data."""

import os
import tempfile
from pathlib import Path

import pytest

_session_folder = pytest.StashKey[tempfile.TemporaryDirectory]()


def pytest_configure(config: pytest.Config) -> None:
    # Lessons that pytest runs as tests (nbval) get kernels without fixtures: they inherit this folder.
    folder = tempfile.TemporaryDirectory(prefix="crampcourse-tests-", ignore_cleanup_errors=True)
    config.stash[_session_folder] = folder
    os.environ["CRAMPCOURSE_DATA"] = folder.name
    os.environ["CRAMPCOURSE_CACHE"] = str(Path(folder.name) / "cache")


def pytest_unconfigure(config: pytest.Config) -> None:
    folder = config.stash.get(_session_folder, None)
    if folder is not None:
        folder.cleanup()


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of this test's own for the learner's data; nothing is in it yet."""
    folder = tmp_path / "learner"
    monkeypatch.setenv("CRAMPCOURSE_DATA", str(folder))
    return folder
