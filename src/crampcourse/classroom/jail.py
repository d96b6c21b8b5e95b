"""Runs one command where it sees nothing of this computer but what it needs: a script, started by `protection.py`.

`unshare` has already given it namespaces of its own for users, mounts, network, processes and messages. This script
builds a new root with the parts it is given, all read-only but the work folder, goes into it, gives up every
privilege, sets the limits, and becomes the command. It uses nothing outside Python's own library.
"""

import contextlib
import ctypes
import json
import os
import resource
import sys
from pathlib import Path
from typing import Any

_MS_RDONLY, _MS_NOSUID, _MS_NODEV, _MS_BIND, _MS_REC, _MS_PRIVATE = 1, 2, 4, 4096, 16384, 1 << 18
_MNT_DETACH = 2
_AT_FDCWD, _AT_RECURSIVE = -100, 0x8000
# The same numbers on every kind of processor (they came after the tables were joined), but pivot_root has its own.
_SYS_MOUNT_SETATTR = 442
_SYS_PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}
_PR_CAPBSET_DROP, _PR_SET_NO_NEW_PRIVS = 24, 38
_CAPABILITY_VERSION_3 = 0x20080522
_DEVICES = ("null", "zero", "full", "random", "urandom")
_PROCESSES = 128
_FILES = 512

_libc = ctypes.CDLL(None, use_errno=True)


def _check(result: int, what: str) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


def _mount(source: str, target: Path, kind: str, flags: int, data: str = "") -> None:
    done = _libc.mount(source.encode(), bytes(target), kind.encode(), flags, data.encode())
    _check(done, f"mount {source} on {target}")


def _set(mount: Path, *, on: int = 0, off: int = 0, below: bool = False) -> None:
    """Sets and clears what a mount allows, with all mounts below it if wanted."""
    # attr_set, attr_clr, propagation, userns_fd
    attributes = (ctypes.c_uint64 * 4)(on, off, 0, 0)
    how = _AT_RECURSIVE if below else 0
    done = _libc.syscall(_SYS_MOUNT_SETATTR, _AT_FDCWD, bytes(mount), how, attributes, ctypes.sizeof(attributes))
    _check(done, "mount_setattr")


def _inside(root: Path, path: str) -> Path:
    return root / path.lstrip("/")


def _place(root: Path, path: str) -> None:
    """Shows a file or folder of this computer at its own path; a link stays a link."""
    source, target = Path(path), _inside(root, path)
    if source.is_symlink():
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.is_symlink():
            target.symlink_to(source.readlink())
    elif source.is_dir():
        target.mkdir(parents=True, exist_ok=True)
        _mount(path, target, "", _MS_BIND | _MS_REC)
    elif source.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        target.touch()
        _mount(path, target, "", _MS_BIND)


def _enter(spec: dict[str, Any]) -> None:
    root, work = Path(spec["root"]), spec["work"]
    _mount("none", Path("/"), "", _MS_REC | _MS_PRIVATE)
    _mount("tmpfs", root, "tmpfs", _MS_NOSUID | _MS_NODEV, "size=16m,mode=755")
    # Before what is shown: an environment of Python may itself lie in /tmp.
    for folder, size in (("tmp", "64m"), ("dev/shm", "16m")):
        (root / folder).mkdir(parents=True)
        _mount("tmpfs", root / folder, "tmpfs", _MS_NOSUID | _MS_NODEV, f"size={size},mode=1777")
    for path in spec["shown"]:
        _place(root, path)
    for folder in ("proc", "old", work):
        _inside(root, folder).mkdir(parents=True, exist_ok=True)
    for device in _DEVICES:
        (root / "dev" / device).touch()
    _set(root, on=_MS_RDONLY | _MS_NOSUID, below=True)
    for folder in ("tmp", "dev/shm"):
        _set(root / folder, off=_MS_RDONLY)
    _mount(work, _inside(root, work), "", _MS_BIND)
    for device in _DEVICES:
        _mount(f"/dev/{device}", root / "dev" / device, "", _MS_BIND)
    _mount("proc", root / "proc", "proc", _MS_NOSUID | _MS_NODEV)
    os.chdir(root)
    _check(_libc.syscall(_SYS_PIVOT_ROOT[os.uname().machine], b".", b"old"), "pivot_root")
    os.chdir("/")
    _check(_libc.umount2(b"/old", _MNT_DETACH), "leave the old root")


def _give_up_privileges() -> None:
    # No further user namespace: in one of its own the command would have every privilege again.
    Path("/proc/sys/user/max_user_namespaces").write_text("0")
    last = int(Path("/proc/sys/kernel/cap_last_cap").read_text())
    _check(_libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no new privileges")
    for capability in range(last + 1):
        _check(_libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0), "drop a privilege")
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    _check(_libc.capset(header, (ctypes.c_uint32 * 6)()), "give up privileges")


def limit(megabytes: int, seconds: int) -> None:
    """Sets what this process and each of its children may take, in this order."""
    for what, most in (
        (resource.RLIMIT_AS, megabytes << 20),
        (resource.RLIMIT_FSIZE, 64 << 20),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, _FILES),
    ):
        _lower(what, most)


def _lower(what: int, most: int) -> None:
    _, hard = resource.getrlimit(what)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (most, most))


def main() -> None:
    """Reads what to do from the JSON file that is the first argument."""
    spec = json.loads(Path(sys.argv[1]).read_text())
    if spec["jailed"]:
        _enter(spec)
        _give_up_privileges()
        # Counted within the namespace of users; outside one it would count everything this user runs.
        _lower(resource.RLIMIT_NPROC, _PROCESSES)
        limit(spec["megabytes"], spec["cpu_seconds"])
    else:
        # Not every system knows every limit; `protection.missing` says so to the instructor.
        with contextlib.suppress(ValueError, OSError):
            limit(spec["megabytes"], spec["cpu_seconds"])
    os.chdir(spec["work"])
    os.execve(spec["command"][0], spec["command"], spec["environment"])


if __name__ == "__main__":
    main()
