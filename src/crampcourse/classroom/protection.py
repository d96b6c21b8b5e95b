"""Which protections this computer offers against learner code, and the command that starts a kernel behind them."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import crampcourse

_UNSHARE = ("--user", "--map-root-user", "--mount", "--net", "--pid", "--ipc", "--uts", "--fork", "--kill-child")
_SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/nix/store")
_SETTINGS = (
    "/etc/alternatives", "/etc/fonts", "/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/localtime", "/etc/ssl",
)  # fmt: skip
_PATIENCE_S = 60
_CPU_FACTOR = 4
MISSING_JAIL = (
    "Learner code cannot be locked away on this computer ({why}), so it runs with your rights: with the network, and "
    "able to read your files. Each submission runs alone on a copy, and the folder of the class is checked and put "
    "back after each. Files elsewhere are not watched. Safer: mark on Linux, or in a virtual machine."
)
MISSING_LIMITS = "This system cannot limit the memory of a program before it takes it; what takes too much is ended."


@dataclass(frozen=True)
class Limits:
    """What one submission may take."""

    seconds: int = 120
    megabytes: int = 2048


@dataclass(frozen=True)
class Place:
    """The temporary folders of one run. ``work`` is all that learner code may write to."""

    work: Path
    """The submission's files, its home, and the kernel's sockets."""
    private: Path
    """What the run needs and learner code must not see."""


def start_command(place: Place, connection_file: Path, limits: Limits, hidden: Path, *, jailed: bool) -> list[str]:
    """The command that starts a kernel for this connection file, in a jail or without one.

    ``hidden`` is the folder of the class, of which a jailed kernel sees nothing.
    """
    kernel = [sys.executable, "-m", "ipykernel_launcher", "-f", str(connection_file)]
    environment = _environment(place.work)
    if os.name != "posix":
        return kernel
    return _jailed(kernel, environment, place, limits, hidden, jailed=jailed)


def _jailed(
    command: list[str],
    environment: dict[str, str],
    place: Place,
    limits: Limits,
    hidden: Path,
    *,
    jailed: bool,
) -> list[str]:
    root = place.private / "root"
    root.mkdir(exist_ok=True)
    spec = {
        "jailed": jailed,
        "root": str(root),
        "work": str(place.work),
        "shown": _shown(hidden) if jailed else [],
        "command": command,
        "environment": environment,
        "megabytes": limits.megabytes,
        "cpu_seconds": limits.seconds * _CPU_FACTOR,
    }
    file = place.private / "jail.json"
    file.write_text(json.dumps(spec), encoding="utf-8")
    script = [sys.executable, "-I", "-S", str(Path(__file__).with_name("jail.py")), str(file)]
    return [str(shutil.which("unshare")), *_UNSHARE, *script] if jailed else script


def _environment(work: Path) -> dict[str, str]:
    """What learner code gets of the environment: nothing that names this user's files or secrets."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "TZ", "SYSTEMROOT") if name in os.environ}
    home = str(work)
    return {
        **kept,
        "HOME": home,
        "USERPROFILE": home,
        "TMPDIR": home,
        "IPYTHONDIR": f"{home}/.ipython",
        "MPLCONFIGDIR": f"{home}/.matplotlib",
        "CRAMPCOURSE_DATA": f"{home}/.crampcourse",
        "CRAMPCOURSE_CACHE": f"{home}/.cache",
        "PYTHONDONTWRITEBYTECODE": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "MALLOC_ARENA_MAX": "2",
        "NBGRADER_EXECUTION": "autograde",
        **({"PYTHONPATH": os.pathsep.join(_own_paths())} if _own_paths() else {}),
    }


def environment_of(work: Path) -> dict[str, str]:
    """The environment of a kernel that is started without the script of the jail."""
    return _environment(work)


@cache
def _own_paths() -> list[str]:
    """Folders Python was told to look in that another Python would not find by itself."""
    given = os.environ.get("PYTHONPATH", "")
    return [str(Path(path).absolute()) for path in given.split(os.pathsep) if path]


def _shown(hidden: Path) -> list[str]:
    """What a jailed kernel sees, read-only: the system's programs, this Python and its packages, the course."""
    python = [sys.prefix, sys.base_prefix, sys.exec_prefix, *sysconfig.get_paths().values(), *_packages()]
    wanted = [
        *_SYSTEM,
        *_SETTINGS,
        *python,
        str(Path(crampcourse.__file__).parent),
        str(Path(sys.executable).resolve()),
    ]
    shown: list[str] = []
    for path in sorted({str(Path(path).absolute()) for path in wanted}, key=len):
        holds_class = hidden == Path(path) or hidden.is_relative_to(path)
        covered = any(Path(path).is_relative_to(one) and not Path(one).is_symlink() for one in shown)
        if Path(path).exists() and not covered and not holds_class and path != "/":
            shown.append(path)
    return shown


def _packages() -> list[str]:
    return [path for path in sys.path if path and Path(path).is_dir() and Path(path).absolute() != Path.cwd()]


def can_limit() -> bool:
    """Whether the system can limit a program's memory."""
    return sys.platform.startswith("linux")


def can_jail() -> bool:
    """Whether a command runs in a jail here; tried once, by doing it."""
    return not _why_no_jail()


@cache
def _why_no_jail() -> str:
    """What keeps this computer from jailing a command; empty where nothing does."""
    if not sys.platform.startswith("linux"):
        return "they need Linux"
    if shutil.which("unshare") is None:
        return "there is no program unshare; install util-linux"
    if os.environ.get("CRAMPCOURSE_NO_JAIL"):
        return "CRAMPCOURSE_NO_JAIL is set"
    return attempt(_PROBE)


def forget() -> None:
    """Tries again next time what this computer offers."""
    _why_no_jail.cache_clear()


_PROBE = "import os, sys; sys.exit(0 if os.path.exists('/proc/self/ns') and not os.path.exists(sys.argv[1]) else 3)"


def attempt(code: str, argument: str | None = None, limits: Limits | None = None) -> str:
    """Runs Python code in a jail; what went wrong, or nothing. Its argument is a path, a hidden one if left out."""
    import tempfile

    with tempfile.TemporaryDirectory(prefix="cc-") as folder:
        place = Place(Path(folder, "w"), Path(folder, "p"))
        place.work.mkdir()
        place.private.mkdir()
        command = [sys.executable, "-I", "-c", code, argument or str(place.private)]
        started = _jailed(command, _environment(place.work), place, limits or Limits(), place.private, jailed=True)
        try:
            done = subprocess.run(started, check=False, capture_output=True, timeout=_PATIENCE_S)
        except (OSError, subprocess.TimeoutExpired) as error:
            return str(error)
        said = done.stderr.decode(errors="replace").strip().splitlines()
        return "" if done.returncode == 0 else (said[-1] if said else f"it ended with {done.returncode}")


def missing() -> list[str]:
    """In words, each protection that this computer does not offer."""
    said = [] if can_jail() else [MISSING_JAIL.format(why=_why_no_jail())]
    return said if can_limit() else [*said, MISSING_LIMITS]
