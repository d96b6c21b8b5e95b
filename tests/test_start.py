"""start.py: every bad case gets one clear line and a way out; a second start does nothing twice.

The installer is played by a small program in most tests, so that they need no network. Windows and macOS cannot be
tried on the machines these tests run on: the functions that know about systems are pure, and tested for all three.
"""

import ast
import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

REPO = Path(__file__).resolve().parents[1]
FILES = ("start.py", "pyproject.toml", "requirements.lock", "requirements-test.lock", "requirements-uv.lock")
# Writes down what it is asked, and makes an environment of a link to this Python.
UV = """import os, pathlib, shutil, sys
words = sys.argv[1:]
with open({log!r}, "a") as log:
    print(" ".join(words), file=log)
trouble = os.environ.get("UV_TROUBLE")
if trouble and words[0] == "pip":
    sys.exit(trouble)
if words[0] == "venv":
    folder = pathlib.Path(words[-1], "bin")
    shutil.rmtree(folder.parent, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "python").symlink_to({python!r})
elif os.environ.get("UV_WAITS"):
    import signal
    print("Installed 0 packages", flush=True)
    signal.pause()
"""
UV_HAS_NO_NETWORK = """error: Failed to fetch: `https://packages.example/simple/numpy/`
  Caused by: error sending request
  Caused by: dns error: failed to lookup address information: Temporary failure in name resolution"""
posix_only = pytest.mark.skipif(os.name != "posix", reason="the played installer is a POSIX script")


@pytest.fixture(scope="module")
def start():
    spec = importlib.util.spec_from_file_location("start", REPO / "start.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def clone(tmp_path):
    """A repository at a path with spaces, with a played uv first on the PATH."""
    folder = tmp_path / "my course"
    folder.mkdir()
    for name in FILES:
        shutil.copy(REPO / name, folder)
    return Clone(folder, tmp_path / "uv.log", tmp_path / "bin")


class Clone:
    def __init__(self, folder, log, programs):
        self.folder, self.log = folder, log
        programs.mkdir()
        uv = programs / "uv"
        played = programs / "played_uv.py"
        played.write_text(UV.format(python=sys.executable, log=str(log)))
        # through a shell, as a first line with #! allows no spaces in the path of this Python
        uv.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{played}" "$@"\n')
        uv.chmod(0o755)
        self.environ = dict(os.environ, PATH=f"{programs}{os.pathsep}{os.environ['PATH']}")
        self.environment = folder / ".venv"

    def command(self, *words):
        return [sys.executable, str(self.folder / "start.py"), *words]

    def start(self, *words, **environ):
        done = subprocess.run(
            self.command(*words), env=self.environ | environ, capture_output=True, text=True, check=False
        )
        assert "Traceback" not in done.stdout + done.stderr
        return done

    def asked(self):
        """Return what the installer was asked since the last time."""
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        self.log.unlink(missing_ok=True)
        return lines


SEVEN = ("run", "python", "-c", "import sys; sys.exit(7)")


@posix_only
def test_the_first_start_makes_the_environment_and_the_second_does_nothing(clone):
    first = clone.start(*SEVEN)
    assert first.returncode == 7, first.stderr
    assert "1/4" in first.stdout
    assert "Ready in" in first.stdout
    venv, packages, course = clone.asked()
    assert venv.startswith("venv --clear")
    assert "--exact --require-hashes" in packages
    assert "requirements-test.lock" in packages
    assert "--offline --no-build-isolation --no-deps --editable" in course
    second = clone.start(*SEVEN)
    assert (second.returncode, second.stdout, clone.asked()) == (7, "", [])


@posix_only
def test_opening_needs_no_test_packages_and_keeps_them_where_they_are(clone):
    clone.start("--help-of-no-one")
    assert "requirements-test.lock" not in " ".join(clone.asked())
    clone.start(*SEVEN)
    assert len(clone.asked()) == 2, "the environment was made anew, not completed"
    clone.start("--no-browser")
    assert clone.asked() == []


@posix_only
def test_a_changed_lock_is_installed_into_the_same_environment(clone):
    clone.start(*SEVEN)
    clone.asked()
    with (clone.folder / "requirements.lock").open("a") as lock:
        lock.write("# newer\n")
    assert clone.start(*SEVEN).returncode == 7
    assert [line.split()[0] for line in clone.asked()] == ["pip", "pip"]


@posix_only
@pytest.mark.parametrize("damage", ["no stamp", "no python", "stamp of another python", "stamp half-written"])
def test_a_half_made_environment_is_made_anew(clone, damage):
    clone.start(*SEVEN)
    clone.asked()
    stamp = clone.environment / "crampcourse.json"
    if damage == "no stamp":
        stamp.unlink()
    elif damage == "no python":
        (clone.environment / "bin" / "python").unlink()
    elif damage == "stamp half-written":
        stamp.write_text(stamp.read_text()[:20])
    else:
        stamp.write_text(json.dumps(json.loads(stamp.read_text()) | {"python": "3.9"}))
    clone.start(*SEVEN)
    assert clone.asked()[0].startswith("venv --clear")


@posix_only
def test_a_moved_folder_is_installed_anew(clone):
    clone.start(*SEVEN)
    clone.asked()
    clone.folder = clone.folder.rename(clone.folder.with_name("elsewhere"))
    assert clone.start(*SEVEN).returncode == 7
    assert "elsewhere" in clone.asked()[-1]


@posix_only
@pytest.mark.parametrize(
    ("said", "line"),
    [
        (UV_HAS_NO_NETWORK, "No network. The first start downloads"),
        ("error: failed to write: No space left on device (os error 28)", "The disk is full. Free about"),
        ("error: Hash mismatch for `numpy==2.1`", "is not the one this course was tested with"),
        ("error: failed to create: Permission denied (os error 13)", "A file cannot be written. Check that you may"),
        ("error: something unheard of\nhint: none", "ask with this line: error: something unheard of"),
    ],
)
def test_a_failed_installation_is_one_line_and_starts_over_the_next_time(clone, said, line):
    failed = clone.start("--no-browser", UV_TROUBLE=said)
    assert failed.returncode == 1
    assert line in failed.stderr
    assert len(failed.stderr.splitlines()) == 1
    clone.asked()
    assert clone.start(*SEVEN).returncode == 7
    assert clone.asked()[0].startswith("venv --clear")


@posix_only
def test_an_update_that_failed_halfway_is_not_trusted(clone):
    clone.start(*SEVEN)
    with (clone.folder / "requirements.lock").open("a") as lock:
        lock.write("# newer\n")
    clone.start(*SEVEN, UV_TROUBLE="error: No space left on device (os error 28)")
    clone.asked()
    assert clone.start(*SEVEN).returncode == 7
    assert clone.asked()[0].startswith("venv --clear")


@posix_only
def test_ctrl_c_while_installing_is_quiet(clone):
    process = subprocess.Popen(
        clone.command("--no-browser"),
        env=clone.environ | {"UV_WAITS": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # A shell that runs the tests in the background has them ignore the interrupt, and so what they start.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )
    for line in process.stdout:
        if "Installed 0 packages" in line:
            break
    os.killpg(process.pid, signal.SIGINT)
    rest, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Stopped. Run the same command to go on." in rest
    assert "Traceback" not in errors.replace("KeyboardInterrupt", "Traceback")


def test_without_a_network_the_first_start_says_so(clone):
    """With the real pip and a proxy that is not there; an installed uv is kept off the PATH."""
    if importlib.util.find_spec("ensurepip") is None:
        pytest.skip("this Python has no ensurepip, so the start ends one step earlier")
    nowhere = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), "http://127.0.0.1:9")
    failed = clone.start("--no-browser", PATH="", PIP_RETRIES="0", NO_PROXY="", no_proxy="", **nowhere)
    assert failed.returncode == 1
    assert failed.stderr.startswith("No network. The first start downloads")
    assert len(failed.stderr.splitlines()) == 1


def test_without_a_venv_module_the_way_out_is_named(start, tmp_path, monkeypatch):
    monkeypatch.setattr(start.shutil, "which", lambda *_, **__: None)
    monkeypatch.setattr(start.importlib.util, "find_spec", lambda name: None if name == "ensurepip" else name)
    with pytest.raises(start.Stop, match="sudo apt install python3-venv"):
        start.find_uv(tmp_path)


@pytest.mark.parametrize("version", ["(2, 7, 18)", "(3, 10, 4)"])
def test_an_old_python_is_told_so(version):
    program = f"import sys; sys.version_info = {version}; exec(open('start.py').read(), {{'__name__': '__main__'}})"
    done = subprocess.run([sys.executable, "-c", program], cwd=REPO, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("This course needs Python 3.11 or newer, and this is Python ")
    assert len(done.stderr.splitlines()) == 1


def test_an_old_python_can_read_the_file_that_far():
    """No old Python is at hand: what Python 2.7 cannot parse is looked for in the syntax tree."""
    text = (REPO / "start.py").read_text(encoding="utf-8")
    assert text.isascii()
    for node in ast.walk(ast.parse(text)):
        assert not isinstance(node, (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.Nonlocal, ast.AsyncFunctionDef))
        if isinstance(node, (ast.List, ast.Tuple, ast.Set)):
            assert not any(isinstance(part, ast.Starred) for part in node.elts)
        if isinstance(node, ast.Call) and any(isinstance(part, ast.Starred) for part in node.args):
            assert isinstance(node.args[-1], ast.Starred)
        if isinstance(node, ast.FunctionDef):
            assert node.returns is None
            assert not node.args.kwonlyargs
        if isinstance(node, ast.Raise):
            assert node.cause is None


def test_a_full_disk_is_noticed_before_anything_is_made(start, tmp_path, monkeypatch):
    usage = shutil.disk_usage(tmp_path)._replace(free=3_000_000)
    monkeypatch.setattr(start.shutil, "disk_usage", lambda _: usage)
    with pytest.raises(start.Stop, match="has 3 MB free and the course needs about"):
        start.check_room(tmp_path)


def test_a_read_only_folder_gets_its_environment_in_the_users_cache(start, tmp_path):
    cache = tmp_path / "cache"
    assert start.workplace(REPO, cache, repo_is_writable=True) == REPO
    one, two = (start.workplace(tmp_path / name, cache, repo_is_writable=False) for name in ("a", "b"))
    assert one.parent == two.parent == cache
    assert one != two, "two courses must not share one environment"
    assert start.writable(tmp_path)
    assert not start.writable(tmp_path / "missing")


def test_a_read_only_folder_opens_from_a_copy(start, monkeypatch, capsys):
    handed = []
    monkeypatch.setattr(start, "prepare", lambda place, **_: place / ".venv")
    monkeypatch.setattr(start, "hand_over", lambda command, *_: handed.append(command))
    for is_writable in (True, False):
        monkeypatch.setattr(start, "writable", lambda _, answer=is_writable: answer)
        start.main(["--no-browser"])
    here, copy = handed
    assert here[1:] == ["-m", "crampcourse", "open", "--here", str(REPO), "--no-browser"]
    assert copy[1:] == ["-m", "crampcourse", "open", "--no-browser"]
    assert "read-only" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("platform", "path", "environ", "home", "cache", "python"),
    [
        ("linux", PurePosixPath, {}, "/home/a b", "/home/a b/.cache/crampcourse", "/c d/.venv/bin/python"),
        ("linux", PurePosixPath, {"XDG_CACHE_HOME": "/x"}, "/home/a", "/x/crampcourse", "/c d/.venv/bin/python"),
        ("darwin", PurePosixPath, {}, "/Users/a", "/Users/a/Library/Caches/crampcourse", "/c d/.venv/bin/python"),
        (
            "win32",
            PureWindowsPath,
            {"LOCALAPPDATA": r"C:\Users\A B\AppData\Local"},
            r"C:\Users\A B",
            r"C:\Users\A B\AppData\Local\crampcourse\Cache",
            r"C:\c d\.venv\Scripts\python.exe",
        ),
        (
            "win32",
            PureWindowsPath,
            {},
            r"C:\Users\A",
            r"C:\Users\A\AppData\Local\crampcourse\Cache",
            r"C:\c d\.venv\Scripts\python.exe",
        ),
    ],
)
def test_places_on_every_system(start, monkeypatch, platform, path, environ, home, cache, python):
    monkeypatch.setattr(start, "Path", path)
    assert start.cache_folder(platform, environ, path(home)) == path(cache)
    environment = path(python).parent.parent
    assert start.python_of(environment, platform) == path(python)


HALVES = ["-n", "2", "--dist", "loadfile", "--max-worker-restart", "0"]


@pytest.mark.parametrize(
    ("words", "command"),
    [
        ([], ["-m", "not slow", *HALVES, "--nbval", "--nbval-current-env", "tests", "lessons"]),
        (["-x"], ["-m", "not slow", *HALVES, "--nbval", "--nbval-current-env", "tests", "lessons", "-x"]),
        (["--slow"], ["-m", "slow", *HALVES, "tests"]),
        (
            ["tests/test_start.py::test_places_on_every_system"],
            ["-m", "not slow", "--nbval", "--nbval-current-env", "tests/test_start.py::test_places_on_every_system"],
        ),
    ],
)
def test_what_pytest_is_asked(start, words, command):
    assert start.test_command("python", words) == ["python", "-m", "pytest", *command]


def test_an_unknown_word_and_an_unknown_command_are_one_line(start, tmp_path):
    with pytest.raises(start.Stop, match=r"Unknown: opne\. Try: python3 start.py --help"):
        start.main(["opne"])
    with pytest.raises(start.Stop, match="There is no command no-such-program"):
        start.hand_over(["no-such-program"], tmp_path)


def test_the_ci_script_runs_what_a_newcomer_runs():
    script = (REPO / ".ci" / "run").read_text(encoding="utf-8")
    assert "\npython3 start.py test\n" in script
    assert "\npython3 start.py test --slow ||" in script
    assert "CRAMPCOURSE_BROWSER=required" in script
    assert os.access(REPO / ".ci" / "run", os.X_OK) or os.name != "posix"
    if shutil.which("bash"):
        subprocess.run(["bash", "-n", str(REPO / ".ci" / "run")], check=True)
