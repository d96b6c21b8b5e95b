"""The code depends one way, stays cheap to import, and its files stay small enough to read."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

REPO = Path(__file__).parents[1]
SOURCE = REPO / "src" / "crampcourse"
# content → library → models → learning → printing → widgets: a layer imports only from layers to its left.
# Printing knows no widget and reads two of their style sheets as files; `quiz(teacher=True)` imports it.
LAYERS = ["content", "library", "models", "learning", "printing", "widgets"]
# Starting Jupyter and handing out files is beside the layers: it needs none of them.
BESIDE = ["jupyter", "workcopy"]
# An instructor's class marks answers, and knows nothing of widgets or models.
CLASSROOM = "classroom"
# Other programs' formats know the items, and nothing of models, learners or widgets.
EXCHANGE = "exchange"
MAX_LINES = 320
SHAPELESS_NAMES = {"utils", "util", "helpers", "helper", "manager", "common", "misc"}


def imported(path: Path) -> set[str]:
    """Full names of what a module imports, relative imports resolved, function bodies included."""
    package = ["crampcourse", *path.relative_to(SOURCE).parts[:-1]]
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = (
                ".".join([*package[: len(package) - node.level + 1], node.module or ""]).rstrip(".")
                if node.level
                else node.module
            )
            names.update({base, *(f"{base}.{alias.name}" for alias in node.names)})
    return names


def own_parts(path: Path) -> set[str]:
    """Which of the parts of this package a module imports."""
    names = [name.split(".") for name in imported(path) if name.split(".")[0] == "crampcourse"]
    return {name[1] for name in names if len(name) > 1} & {*LAYERS, *BESIDE, EXCHANGE, CLASSROOM, "cli"}


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_imports_only_from_layers_to_its_left(layer):
    allowed = set(LAYERS[: LAYERS.index(layer) + 1])
    wrong = {str(path.relative_to(SOURCE)): own_parts(path) - allowed for path in (SOURCE / layer).rglob("*.py")}
    assert not {path: parts for path, parts in wrong.items() if parts}


def test_the_parts_beside_the_layers_need_none_of_them():
    modules = [*(SOURCE / "jupyter").rglob("*.py"), SOURCE / "workcopy.py"]
    assert not {path.name: own_parts(path) & set(LAYERS) for path in modules if own_parts(path) & set(LAYERS)}


def test_interchange_needs_the_library_only():
    modules = sorted((SOURCE / EXCHANGE).rglob("*.py"))
    assert modules
    assert not {path.name: wrong for path in modules if (wrong := own_parts(path) - {EXCHANGE, "library"})}


def test_a_class_needs_learning_and_library_only():
    modules = sorted((SOURCE / CLASSROOM).rglob("*.py"))
    assert modules
    assert not {path.name: wrong for path in modules if (wrong := own_parts(path) - {CLASSROOM, "library", "learning"})}


def test_the_jail_is_a_script_of_its_own():
    """It runs before anything of the course can be seen, and without the packages of the environment."""
    names = {name.split(".")[0] for name in imported(SOURCE / CLASSROOM / "jail.py")}
    assert names <= set(sys.stdlib_module_names)


def test_content_is_data():
    assert not list((SOURCE / "content").rglob("*.py"))
    assert not list((SOURCE / "content").rglob("*.js"))


def test_models_are_pure():
    outside = {name.split(".")[0] for path in (SOURCE / "models").rglob("*.py") for name in imported(path)}
    assert not outside & {
        "matplotlib",
        "random",
        "time",
        "datetime",
        "anywidget",
        "ipywidgets",
        "traitlets",
        "yaml",
        "sqlite3",
    }
    for path in (SOURCE / "models").rglob("*.py"):
        calls = {
            node.func.id
            for node in ast.walk(ast.parse(path.read_text()))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        assert not calls & {"print", "open", "input"}, path.name


def test_importing_the_course_loads_nothing_heavy():
    question = "import sys, crampcourse; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    loaded = set(
        subprocess.run(
            [sys.executable, "-I", "-c", question], capture_output=True, text=True, check=True
        ).stdout.split()
    )
    assert "crampcourse" in loaded
    assert not loaded & {"matplotlib", "pydantic", "anywidget", "ipywidgets", "numpy", "yaml", "sqlite3", "IPython"}


def test_the_command_says_its_help_without_what_a_class_needs():
    question = "import sys, crampcourse.cli; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    done = subprocess.run([sys.executable, "-I", "-c", question], capture_output=True, text=True, check=True)
    assert not set(done.stdout.split()) & {"nbgrader", "sqlalchemy", "nbformat", "psutil", "zmq"}


def test_a_notebook_finds_every_public_name_and_no_other():
    import crampcourse

    names = {
        "atlas",
        "claims",
        "coach",
        "diary",
        "dock",
        "explore",
        "glossary",
        "lesson",
        "plan",
        "predict",
        "quiz",
        "results",
        "review",
        "triage",
    }
    assert set(dir(crampcourse)) == {"__version__", *names}
    for name in crampcourse.__all__:
        assert getattr(crampcourse, name), name
    with pytest.raises(AttributeError, match="it has atlas, claims"):
        crampcourse.reveiw  # noqa: B018 (a learner's slip)


SOURCES = sorted(path for path in SOURCE.rglob("*") if path.suffix in (".py", ".js", ".css"))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_file_holds_one_idea(path):
    assert path.stem not in SHAPELESS_NAMES
    if path.suffix != ".css":
        assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_LINES


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_file_names_no_other_machine(path):
    """No address that a browser or kernel would call, nothing of the workshop, nothing left for later."""
    text = path.read_text(encoding="utf-8")
    # Names of dialects look like addresses and are never called; a person may follow a link to a cited work.
    dialects = (
        r"www\.w3\.org/|json-schema\.org/draft/|adlnet\.gov/expapi/|www\.imsglobal\.org/xsd/|ltsc\.ieee\.org/xsd/"
    )
    harmless = rf"https?://({dialects}|127\.0\.0\.1|doi\.org/|pubmed\.ncbi\.nlm\.nih\.gov/)"
    assert not [url for url in re.findall(r"https?://[^\s\"'`)<>]+", text) if not re.match(harmless, url)]
    assert not re.search(r"/w[o]rk/|\.\./sh[a]red|\bTODO\b|\bFIXME\b|time\.sleep", text)


@pytest.mark.parametrize("path", sorted((SOURCE / "widgets").glob("*.js")), ids=lambda path: path.name)
def test_a_script_never_makes_markup_of_content(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\.(innerHTML|outerHTML)\s*=|insertAdjacentHTML|document\.write|\beval\(|new Function", text)
