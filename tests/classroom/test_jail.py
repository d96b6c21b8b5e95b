"""What learner code can and cannot reach, where this computer offers a jail."""

import sys
import tempfile
from pathlib import Path

import pytest

import crampcourse
from crampcourse.classroom import protection
from crampcourse.classroom.protection import Limits, attempt, can_jail


def tried(*given):
    return not attempt(*given)


@pytest.fixture(autouse=True)
def _needs_a_jail():
    if not can_jail():  # Linux's namespaces: Windows and macOS have none, and some containers forbid them
        pytest.skip("this computer offers no namespaces to ordinary programs, so there is no jail to look at")


def test_a_file_outside_is_not_there_and_what_python_needs_is(tmp_path):
    (tmp_path / "gradebook.db").write_text("marks")
    look = "import os, sys; sys.exit(os.path.exists(sys.argv[1]))"
    assert tried(look, str(tmp_path / "gradebook.db"))
    assert tried("import numpy, crampcourse, ipykernel")
    assert not tried(look, crampcourse.__file__)


def test_sources_of_exercises_are_not_there_and_no_home():
    checkout = Path(crampcourse.__file__).parents[2]
    look = "import os, sys; sys.exit(os.path.exists(sys.argv[1]))"
    assert tried(look, str(checkout / "exercises"))
    assert tried("import os, sys; sys.exit(len(os.listdir(os.environ['HOME'])))")


@pytest.mark.parametrize(
    "deed",
    [
        "open(sys.prefix + '/mark', 'w')",
        "open('/mark', 'w')",
        "os.mkdir('/usr/mark')",
        "open(os.path.dirname(sys.argv[1]) + '/mark', 'w')",
        "socket.create_connection(('127.0.0.1', 9), 5)",
        "socket.create_connection(('192.0.2.1', 80), 5)",
        "subprocess.run(['mount', '-o', 'remount,rw,bind', '/usr'], check=True, capture_output=True)",
        "subprocess.run(['umount', '/usr'], check=True, capture_output=True)",
        "subprocess.run(['unshare', '--user', '--map-root-user', 'true'], check=True, capture_output=True)",
        "os.kill(os.getppid() or sys.maxsize >> 32, 0)",
        "open('/proc/sys/user/max_user_namespaces', 'w').write('100')",
        "resource.setrlimit(resource.RLIMIT_AS, (1 << 50, 1 << 50))",
        "bytearray(900 << 20)",
        "open('big', 'wb').truncate(65 << 20)",
    ],
)
def test_what_must_not_be_done_fails(deed, tmp_path):
    """The same code with `pass` in its place ends well, so that it is the attempt that fails."""
    code = (
        "import os, resource, signal, socket, subprocess, sys\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "try:\n    {}\nexcept (OSError, ValueError, MemoryError, OverflowError, subprocess.CalledProcessError):\n"
        "    sys.exit(0)\nsys.exit(3)"
    )
    limits = Limits(megabytes=800)
    assert tried(code.format(deed), str(tmp_path / "x"), limits)
    assert not tried(code.format("pass"), str(tmp_path / "x"), limits)


def test_an_environment_below_tmp_is_seen_and_tmp_can_be_written():
    assert tried("open('/tmp/mine', 'w').write('x')")
    with tempfile.TemporaryDirectory(prefix="cc-", dir="/tmp") as folder:
        (Path(folder) / "module.py").write_text("")
        sys.path.append(folder)
        try:
            assert tried(f"import sys; sys.path.append({folder!r}); import module")
            assert not tried(f"open({folder!r} + '/module.py', 'w')")
        finally:
            sys.path.remove(folder)


def test_nobody_elses_processes_are_seen():
    assert tried("import os, sys; sys.exit(len([name for name in os.listdir('/proc') if name.isdigit()]) - 1)")


def test_the_environment_names_nothing_of_the_instructors(monkeypatch):
    monkeypatch.setenv("INSTRUCTORS_SECRET", "x")
    assert tried("import os, sys; sys.exit('INSTRUCTORS_SECRET' in os.environ)")


def test_the_class_folder_is_never_shown(tmp_path):
    shown = protection._shown(tmp_path / "class")
    assert not [path for path in shown if (tmp_path / "class").is_relative_to(path)]
    assert str(Path.home()) not in shown
    assert sys.prefix in shown
    assert sys.prefix not in protection._shown(Path(sys.prefix) / "class")
