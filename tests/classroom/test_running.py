"""A run ends, whatever the code in it does, and says how it ended."""

import os

import psutil
import pytest

from crampcourse.classroom.protection import Limits, can_jail
from crampcourse.classroom.ready_made import ready_made
from crampcourse.classroom.running import MOST_BYTES_OF_A_CELL
from crampcourse.classroom.watching import MOST_PROCESSES, run_apart
from crampcourse.library.cache import fingerprint
from crampcourse.library.shelf import CONTENT

# What hostile code does so that it stays; it is ended long before, and no test waits for it.
STAY = "time.sleep(600)"
DEAF = "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass"


def run(tmp_path, *sources, limits=None, files=None):
    cells = [{"cell_type": "code", "source": source, "outputs": []} for source in sources]
    return run_apart(cells, files or {}, limits or Limits(), tmp_path)


def errors(ran):
    return [next((out["ename"] for out in cell["outputs"] if "ename" in out), None) for cell in ran.cells]


def said(cell):
    return "".join(out.get("text", "") for out in cell["outputs"])


def test_an_honest_run_sees_its_files_and_nothing_of_it_stays(tmp_path):
    (tmp_path / "masses.csv").write_text("70")
    ran = run(
        tmp_path,
        "print(open('data/masses.csv').read())",
        "1 / 0",
        "open('data/masses.csv', 'w').write('0')\n6 * 7",
        "import sys; print('a'); print('b', file=sys.stderr); print('a')",
        files={"data/masses.csv": tmp_path / "masses.csv"},
    )
    assert (ran.outcome.state, ran.outcome.swallowed, ran.exceeded) == ("ran", False, "")
    assert said(ran.cells[0]) == "70\n"
    assert errors(ran) == [None, "ZeroDivisionError", None, None]
    assert ran.cells[2]["outputs"][0]["data"] == {"text/plain": "42"}
    assert said(ran.cells[3]) in {"a\nb\na\n", "a\na\nb\n"}
    assert (tmp_path / "masses.csv").read_text() == "70"
    assert not [process for process in psutil.Process().children(recursive=True) if "ipykernel" in process.name()]


def test_a_run_finds_the_course_and_the_fonts_ready_made(tmp_path):
    ready = ready_made()
    look = "import os; from crampcourse.library.cache import cache_folder, fingerprint\n"
    look += "from crampcourse.library.shelf import CONTENT\n"
    look += (
        "print((cache_folder() / 'library' / f'{fingerprint(CONTENT)}.json').is_file(), os.path.isdir('.matplotlib'))"
    )
    ran = run(tmp_path, look, files=ready)
    assert said(ran.cells[0]) == "True True\n"
    assert all(path.suffix == ".json" for path in ready.values())


def test_a_run_gets_the_course_whatever_else_was_kept_or_thrown_away(monkeypatch, tmp_path):
    monkeypatch.setenv("CRAMPCOURSE_CACHE", str(tmp_path))
    mine = tmp_path / "library" / f"{fingerprint(CONTENT)}.json"
    assert ready_made()[f".cache/library/{mine.name}"] == mine
    (mine.parent / "an instructor's own.json").write_text("{}")
    assert ready_made()[f".cache/library/{mine.name}"] == mine
    mine.unlink()
    assert ready_made()[f".cache/library/{mine.name}"].is_file()


def test_of_a_widget_its_text_stays(tmp_path):
    ran = run(tmp_path, "import crampcourse as cc\ncc.predict('L01-P1')", files=ready_made())
    (output,) = ran.cells[0]["outputs"]
    assert errors(ran) == [None]
    assert "text/markdown" in output["data"]
    assert not [kind for kind in output["data"] if "widget" in kind]


def test_errors_that_are_not_shown_and_errors_that_are_caught_count(tmp_path):
    ran = run(tmp_path, "get_ipython().showtraceback = lambda *a, **k: None", "assert False")
    assert errors(ran) == [None, "AssertionError"]
    assert not ran.outcome.swallowed


def test_an_endless_loop_and_endless_talk_are_interrupted_and_the_rest_is_run(tmp_path):
    ran = run(
        tmp_path, "while True: pass", "print('after')", "while True: print('x' * 1000)", "print('end')",
        limits=Limits(seconds=16),
    )  # fmt: skip
    assert (ran.outcome.state, ran.outcome.interrupted) == ("ran", [0, 2])
    assert (said(ran.cells[1]), said(ran.cells[3])) == ("after\n", "end\n")
    assert errors(ran)[0] == "KeyboardInterrupt"
    assert ran.outcome.cut == [2]
    assert len(said(ran.cells[2])) < 2 * MOST_BYTES_OF_A_CELL


@pytest.mark.slow
def test_a_loop_that_cannot_be_interrupted_ends_and_what_follows_has_failed(tmp_path):
    ran = run(tmp_path, "print('before')", DEAF, "print('never')", limits=Limits(seconds=8))
    assert (ran.outcome.state, ran.outcome.cell) == ("time", 1)
    assert errors(ran) == [None, "NotRun", "NotRun"]
    assert said(ran.cells[0]) == "before\n"


# Learner code below sleeps ten minutes at its end: longer than any limit, so that only the limits can end it.


@pytest.mark.slow
def test_a_memory_hog_gets_an_error_and_many_of_them_are_ended(tmp_path):
    hog = "held = []\nwhile True: held.append(bytearray(10_000_000))"
    ran = run(tmp_path, hog, "print('after')", limits=Limits(megabytes=700))
    assert errors(ran) == ["MemoryError", None]
    assert said(ran.cells[1]) == "after\n"

    each = "import os, time\nfor _ in range(4):\n    if not os.fork():\n        held = os.urandom(1) * 400_000_000\n"
    ran = run(tmp_path, f"{each}        {STAY}", f"import time; {STAY}", limits=Limits(megabytes=700))
    assert "MB of memory; allowed are 700 MB" in ran.exceeded
    assert ran.outcome.state == "died"
    assert errors(ran)[1] == "NotRun"


def test_code_that_ends_its_kernel_ends_only_itself(tmp_path):
    ran = run(tmp_path, "print('before')", "import os; os._exit(0)", "print('never')")
    assert (ran.outcome.state, ran.outcome.cell) == ("died", 1)
    assert errors(ran) == [None, "NotRun", "NotRun"]


def test_a_storm_of_processes_is_ended_with_all_of_them(tmp_path):
    if not can_jail():
        # Its processes are counted and ended through the jail; without one they would be this computer's own.
        pytest.skip("without a jail a storm is not let loose on this computer")
    before = set(psutil.pids())
    storm = (
        f"import os, time\nfor _ in range(100):\n    try:\n        if not os.fork(): {STAY}\n"
        f"    except OSError: pass\n{STAY}"
    )
    ran = run(tmp_path, storm, "print('never')")
    assert ran.exceeded == f"it started more than {MOST_PROCESSES} processes" or ran.outcome.state != "ran"
    assert errors(ran) == ["NotRun", "NotRun"]
    new = set(psutil.pids()) - before
    assert not [pid for pid in new if os.getpid() in {parent.pid for parent in _parents(pid)}]


def _parents(pid):
    try:
        return psutil.Process(pid).parents()
    except psutil.Error:
        return []


def test_a_flood_of_files_is_ended(tmp_path):
    flood = "import time\nfor n in range(4000): open(f'f{n}', 'w').close()\n"
    ran = run(tmp_path, flood + STAY)
    assert "it wrote more than" in ran.exceeded
    assert errors(ran) == ["NotRun"]


def test_a_kernel_that_claims_that_nothing_fails_is_noticed(tmp_path):
    fake = (
        "get_ipython().run_cell = lambda *a, **k: type('R', (), dict(success=True, execution_count=1, result=None, "
        "error_before_exec=None, error_in_exec=None))()"
    )
    ran = run(tmp_path, fake, "assert False")
    assert ran.outcome.swallowed
