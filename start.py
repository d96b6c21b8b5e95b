#!/usr/bin/env python3
"""The one command: makes the environment of the course, then opens it.

python3 start.py [--no-browser] [--port N]   open the course in JupyterLab
python3 start.py test [--slow] [...]         run every test (or the long ones; more words go to pytest)
python3 start.py run CMD ...                 run a command in the environment of the tests
"""

# Written without f-strings and annotations, so that even an old Python can read it and say that it is too old.

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "This course needs Python 3.11 or newer, and this is Python {}.{}. "
        "Install a newer Python, then run: python3.11 start.py".format(*sys.version_info[:2])
    )

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

REPO = Path(__file__).resolve().parent
LOCK, TEST_LOCK, UV_LOCK = "requirements.lock", "requirements-test.lock", "requirements-uv.lock"
STAMP = "crampcourse.json"
ROOM_NEEDED_MB = 1500

# What an installer's output may hold, and the one line that then explains it. The first that fits is said.
DISK_SIGNS = ("no space left", "os error 28)", "os error 112)", "disk quota", "not enough space")
HASH_SIGNS = ("hash mismatch", "do not match the hashes")
WRITE_SIGNS = (
    "permission denied",
    "read-only file system",
    "os error 13)",
    "os error 30)",
    "access is denied",
)
# pip, with nothing to reach, ends with "no matching distribution"; uv names the request that failed
NETWORK_SIGNS = (
    "dns error",
    "failed to fetch",
    "error sending request",
    "connect error",
    "connection refused",
)
NETWORK_SIGNS += ("could not connect", "timed out", "max retries", "newconnectionerror", "proxyerror")
NETWORK_SIGNS += ("network is unreachable", "no matching distribution")
DISK_LINE = "The disk is full. Free about {} MB, then run the same command again.".format(ROOM_NEEDED_MB)
HASH_LINE = (
    "A downloaded file is not the one this course was tested with, so it was not installed. "
    "Try again, or try another network."
)
WRITE_LINE = (
    "A file cannot be written. Check that you may write in the environment's folder, "
    "close other programs that use it, then run the same command again."
)
NETWORK_LINE = (
    "No network. The first start downloads about 100 MB: connect this computer (behind a proxy, set "
    "HTTPS_PROXY), then run the same command again. Later starts need no network."
)
TROUBLES = [
    (DISK_SIGNS, DISK_LINE),
    (HASH_SIGNS, HASH_LINE),
    (WRITE_SIGNS, WRITE_LINE),
    (NETWORK_SIGNS, NETWORK_LINE),
]


class Stop(Exception):  # noqa: N818 (it ends the start; it need not be an error)
    """Ends the start with one clear line for the person at the terminal."""


def say(text):
    """Print one step at once, also where output is piped."""
    print(text, flush=True)


def trouble(output):
    """Return the one line that explains the failed installer's output, and the way out."""
    lowered = output.lower()
    for signs, line in TROUBLES:
        if any(sign in lowered for sign in signs):
            return line
    lines = [line.strip() for line in output.splitlines() if line.strip()] or ["it said nothing"]
    telling = [line for line in lines if "error" in line.lower()] or lines[-1:]
    return "The installer stopped. Run the same command again, or ask with this line: {}".format(telling[0])


def cache_folder(platform, environ, home):
    """Return the folder for files that can be made again, as each system has it."""
    if platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "crampcourse" / "Cache"
    if platform == "darwin":
        return home / "Library" / "Caches" / "crampcourse"
    return Path(environ.get("XDG_CACHE_HOME") or home / ".cache") / "crampcourse"


def programs(environment, platform):
    """Return the folder of a virtual environment's programs."""
    return environment / ("Scripts" if platform == "win32" else "bin")


def python_of(environment, platform):
    """Return the path of a virtual environment's Python."""
    return programs(environment, platform) / ("python.exe" if platform == "win32" else "python")


def writable(folder):
    """Say whether a file can be made in `folder`; permissions alone do not tell on every system."""
    try:
        with tempfile.TemporaryFile(dir=str(folder)):
            return True
    except OSError:
        return False


def workplace(repo, cache, repo_is_writable):
    """Return where environments stand: this folder, or a folder of its own in the user's cache."""
    if repo_is_writable:
        return repo
    return cache / hashlib.sha256(str(repo).encode()).hexdigest()[:12]


def fingerprint(repo, names):
    """Return one hash over the named files of the repository and its place."""
    digest = hashlib.sha256(str(repo).encode())
    for name in names:
        digest.update((repo / name).read_bytes())
    return digest.hexdigest()


def read_stamp(environment):
    """Return what the environment says about itself; empty for none, or one that was left half-made."""
    try:
        stamp = json.loads((environment / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def runs(environment):
    """Say whether the environment's Python starts and is the version it was made with."""
    stamped = read_stamp(environment).get("python")
    question = "import sys; print('{}.{}'.format(*sys.version_info[:2]))"
    try:
        command = [str(python_of(environment, sys.platform)), "-I", "-c", question]
        answer = subprocess.run(command, check=False, capture_output=True, text=True)
    except OSError:
        return False
    return answer.returncode == 0 and answer.stdout.strip() == stamped


def install(command):
    """Run an installer, show its main lines, and raise Stop with one clear line when it fails."""
    quiet = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    quiet.update(UV_PYTHON_DOWNLOADS="never", UV_NO_PROGRESS="1", PIP_DISABLE_PIP_VERSION_CHECK="1")
    process = subprocess.Popen(
        [str(part) for part in command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        env=quiet,
    )
    lines = []
    for line in process.stdout:
        lines.append(line)
        if line.lstrip().startswith(("Downloading ", "Prepared ", "Installed ")):
            say("      " + line.strip())
    if process.wait():
        raise Stop(trouble("".join(lines)))


def find_uv(place):
    """Return the path of uv: the machine's own, or one in a private environment, made when missing."""
    own = shutil.which("uv")
    if own:
        return own
    private = place / ".venv-uv"
    uv = programs(private, sys.platform) / ("uv.exe" if sys.platform == "win32" else "uv")
    if not uv.is_file():
        if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
            raise Stop(
                "This Python cannot make environments: its venv module is missing. On Debian or Ubuntu: "
                "sudo apt install python3-venv   then run the same command again."
            )
        install([sys.executable, "-m", "venv", "--clear", private])
        private_python = python_of(private, sys.platform)
        install([private_python, "-m", "pip", "install", "--require-hashes", "-r", REPO / UV_LOCK])
    return str(uv)


def check_room(place):
    """Raise Stop when the disk has no room for a new environment."""
    free_mb = shutil.disk_usage(str(place)).free // 1000000
    if free_mb < ROOM_NEEDED_MB:
        line = "{} has {} MB free and the course needs about {} MB. Free some, then run the same command again."
        raise Stop(line.format(place, free_mb, ROOM_NEEDED_MB))


def prepare(place, with_tests):
    """Make or mend the environment under `place` if need be, and return its folder."""
    environment = place / ".venv"
    files = ["pyproject.toml", LOCK]
    wanted = {"course": fingerprint(REPO, files)}
    if with_tests:
        wanted["tests"] = fingerprint(REPO, files + [TEST_LOCK])
    if wanted.items() <= read_stamp(environment).items() and runs(environment):
        return environment
    began = time.monotonic()
    say("Preparing the course in {} (once; a few minutes on a slow network)".format(environment))
    place.mkdir(parents=True, exist_ok=True)
    check_room(place)
    say("  1/4 the installer (uv)")
    uv = find_uv(place)
    say("  2/4 an environment of its own")
    healthy = runs(environment)
    (environment / STAMP).unlink(missing_ok=True)  # until the end, this is a half-made environment
    if not healthy:
        install([uv, "venv", "--clear", "--python", sys.executable, environment])
    say("  3/4 {}".format("the course's and the tests' packages" if with_tests else "the course's packages"))
    into = [uv, "pip", "install", "--python", python_of(environment, sys.platform)]
    tests = ["-r", REPO / TEST_LOCK] if with_tests else []
    install(into + ["--exact", "--require-hashes", "-r", REPO / LOCK] + tests)
    say("  4/4 the course itself")
    install(into + ["--offline", "--no-build-isolation", "--no-deps", "--editable", REPO])
    stamp = dict(wanted, python="{}.{}".format(*sys.version_info[:2]))
    (environment / STAMP).write_text(json.dumps(stamp), encoding="utf-8")
    say("Ready in {:.0f} seconds.".format(time.monotonic() - began))
    return environment


def test_command(python, words):
    """Return the pytest command for `start.py test WORDS`: every test and lesson, or the slow tests only."""
    slow = "--slow" in words
    words = [word for word in words if word != "--slow"]
    # a word that names a file or a test in one replaces the usual places
    named = any((REPO / word.split("::")[0]).exists() for word in words if not word.startswith("-"))
    places = [] if named else ["tests"] if slow else ["tests", "lessons"]
    lessons = [] if slow else ["--nbval", "--nbval-current-env"]
    # Two at a time: most tests wait for a browser or a kernel. Those of one file stay together and share its pages.
    # One that hangs ends its half; a new half would only begin with the same one.
    halves = [] if named else ["-n", "2", "--dist", "loadfile", "--max-worker-restart", "0"]
    return [python, "-m", "pytest", "-m", "slow" if slow else "not slow"] + halves + lessons + places + words


def hand_over(command, environment, folder=None):
    """Run the command inside the environment and end with its exit code; Ctrl-C is left to the command."""
    environ = dict(os.environ, VIRTUAL_ENV=str(environment))
    environ["PATH"] = os.pathsep.join([str(programs(environment, sys.platform)), environ.get("PATH", "")])
    environ.pop("PYTHONHOME", None)
    program = shutil.which(str(command[0]), path=environ["PATH"])
    if program is None:
        raise Stop("There is no command {} in the environment of the course.".format(command[0]))
    if folder is not None:
        os.chdir(str(folder))
    words = [program] + [str(word) for word in command[1:]]
    if os.name == "posix":
        os.execve(program, words, environ)
    process = subprocess.Popen(words, env=environ)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue


def main(words):
    """Do what the words of the command line say, and return the exit code."""
    if words[:1] in (["-h"], ["--help"]):
        say(__doc__.strip())
        return 0
    task = words[0] if words and not words[0].startswith("-") else "open"
    if task not in ("open", "test", "run") or words == ["run"]:
        raise Stop("Unknown: {}. Try: python3 start.py --help".format(" ".join(words)))
    repo_is_writable = writable(REPO)
    place = workplace(REPO, cache_folder(sys.platform, os.environ, Path.home()), repo_is_writable)
    environment = prepare(place, with_tests=task != "open")
    python = python_of(environment, sys.platform)
    if task == "run":
        return hand_over(words[1:], environment)
    if task == "test":
        return hand_over(test_command(python, words[1:]), environment, REPO)
    say("Opening the course ...")
    where = ["--here", str(REPO)] if repo_is_writable else []
    if not repo_is_writable:
        say("This folder is read-only, so the course opens from a copy of your own.")
    more = words[1:] if words[:1] == ["open"] else words
    return hand_over([python, "-m", "crampcourse", "open"] + where + more, environment)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Stop as stop:
        sys.exit(str(stop))
    except KeyboardInterrupt:
        say("\nStopped. Run the same command to go on.")
        sys.exit(130)
    except OSError as error:
        sys.exit(trouble("{} ({})".format(error.strerror, error.filename)))
