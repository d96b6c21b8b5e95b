"""The wheel, built and opened as a learner's machine would: it carries the course, and never the answers' sources."""

import importlib.util
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from tests.opened import opened, private_home

REPO = Path(__file__).resolve().parents[1]
PARTS = ("pyproject.toml", "README.md", "LICENSE", "ATTRIBUTIONS.md", ".gitignore", "src", "lessons", "exercises")
PASSING = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    """The parts of the repository that make a wheel, with what must stay out of it laid among them."""
    tree = tmp_path_factory.mktemp("tree")
    for part in PARTS:
        if (REPO / part).is_dir():
            shutil.copytree(REPO / part, tree / part, ignore=PASSING)
        else:
            shutil.copy(REPO / part, tree / part)
    for name in (
        "exercises/source/99_answers.ipynb",
        "exercises/source/99.bank.yaml",
        "exercises/99_probe.ipynb",
        "lessons/99_probe.ipynb",
        "lessons/.ipynb_checkpoints/99_probe-checkpoint.ipynb",
        "src/crampcourse/__pycache__/probe.cpython-311.pyc",
    ):
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_text("{}")
    return tree


@pytest.fixture(scope="module")
def wheel(tree, tmp_path_factory):
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=tree, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def names(wheel):
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


def test_the_wheel_carries_content_lessons_and_exercises(names, tree):
    for part, place in (("src/crampcourse", ""), ("lessons", "lessons/"), ("exercises", "exercises/")):
        files = [path.relative_to(tree / part) for path in (tree / part).rglob("*") if path.is_file()]
        wanted = {
            f"crampcourse/{place}{file.as_posix()}"
            for file in files
            if not any(name.startswith(".") or name in ("__pycache__", "source") for name in file.parts)
        }
        assert wanted, f"nothing in {part}"
        assert wanted <= set(names), sorted(wanted - set(names))


def test_the_wheel_has_no_sources_with_answers_and_nothing_left_over(names):
    bad = [name for name in names if any(part in name for part in ("source/", "checkpoint", "__pycache__", ".gitkeep"))]
    assert not bad


def test_the_wheel_has_no_instructors_bank(names):
    """Keys of assessments, and what was answered to them, are nobody's but the instructor's."""
    assert not [name for name in names if name.endswith((".bank.yaml", "responses.jsonl"))]
    # The exercises' papers are for learners and hold no key.
    assert not [name for name in names if name.endswith(".paper.json") and "/exercises/" not in name]


def test_the_wheel_has_the_command_and_the_save_hook(wheel, names):
    with zipfile.ZipFile(wheel) as archive:
        (entry_points,) = (name for name in names if name.endswith("entry_points.txt"))
        assert "crampcourse = crampcourse.cli:main" in archive.read(entry_points).decode()
    assert any(name.endswith("data/etc/jupyter/jupyter_server_config.d/crampcourse.json") for name in names)


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """A fresh environment with the wheel installed; its dependencies are those of the tests, by a path file."""
    if importlib.util.find_spec("ensurepip") is None:
        pytest.skip("this Python has no ensurepip, so no fresh environment can be made without the network")
    folder = tmp_path_factory.mktemp("fresh") / "an environment"
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    scripts = folder / ("Scripts" if sys.platform == "win32" else "bin")
    python = scripts / ("python.exe" if sys.platform == "win32" else "python")
    install = [str(python), "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", str(wheel)]
    subprocess.run(install, check=True)
    where = subprocess.run(
        [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True,
        capture_output=True,
        text=True,
    )
    Path(where.stdout.strip(), "tests.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return scripts / "crampcourse"


def test_an_installed_wheel_opens_the_course_from_a_copy(installed, tmp_path):
    place = tmp_path / "my course"
    command = [str(installed), "open", str(place), "--no-browser"]
    with opened(command, private_home(tmp_path)) as course:
        assert f"Your copy of the course: {place}" in course.said
        for name in ("lessons/99_probe.ipynb", "exercises/99_probe.ipynb"):
            assert (place / name).read_text() == "{}"
            assert name.rpartition("/")[2] in course.ask(f"/api/contents/{name.partition('/')[0]}")
        assert not (place / "exercises" / "source").exists()
    (place / "lessons/99_probe.ipynb").write_text("mine")
    with opened(command, private_home(tmp_path)) as course:
        assert "Brought" not in course.said
    assert (place / "lessons/99_probe.ipynb").read_text() == "mine"


def test_a_copy_that_cannot_be_written_is_one_line(installed, tmp_path):
    (tmp_path / "file").write_text("")
    command = [str(installed), "open", str(tmp_path / "file" / "below"), "--no-browser"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=private_home(tmp_path))
    assert done.returncode == 1
    assert "Choose another folder: crampcourse open FOLDER" in done.stderr
    assert "Traceback" not in done.stderr
