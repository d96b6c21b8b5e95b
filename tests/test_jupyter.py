"""JupyterLab as `crampcourse open` starts it: our settings hold, and saved notebooks keep a still."""

import json
import re
import socket
import sys
import webbrowser

import click
import nbformat
import pytest
from jupyter_client import BlockingKernelClient

from crampcourse import jupyter
from crampcourse.jupyter import launch
from tests.opened import opened, private_home

VIEW = {"model_id": "abc", "version_major": 2, "version_minor": 0}


def notebook(*bundles, ours=True):
    outputs = [nbformat.v4.new_output("display_data", data=dict(bundle)) for bundle in bundles]
    cell = nbformat.v4.new_code_cell("1", outputs=outputs)
    return nbformat.v4.new_notebook(cells=[cell], metadata={"crampcourse": {"lesson": "L01"}} if ours else {})


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    folder = home / "a course"
    (folder / "lessons").mkdir(parents=True)
    nbformat.write(notebook(), folder / "lessons" / "00_start_here.ipynb")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-m", "crampcourse", "open", "--here", str(folder), "--no-browser", "--port", port]
        with opened(command, private_home(home)) as running:
            running.taken_port = port
            yield running


def test_the_terminal_says_the_address_and_how_to_stop(course):
    assert "/lab/tree/lessons/00_start_here.ipynb?token=" in course.address
    assert "Open this address" in course.said
    assert "To stop: press Ctrl+C" in course.said
    assert "Traceback" not in course.said


def test_a_taken_port_is_said_and_the_next_free_one_used(course):
    assert f"Port {course.taken_port} is taken by another program; using " in course.said
    assert f":{course.taken_port}/" not in course.address


def test_the_page_answers_to_the_token_alone(course):
    page = course.ask("/lab/tree/lessons/00_start_here.ipynb")
    config = re.search(r'id="jupyter-config-data" type="application/json">(.*?)</script>', page, re.DOTALL)
    assert json.loads(config.group(1))["news"] == {"disabled": True}
    assert json.loads(config.group(1))["extensionManager"]["can_install"] is False
    stranger = course.__class__(course.address.split("token=")[0] + "token=wrong", "", course.process)
    with pytest.raises(OSError, match="403"):
        stranger.ask("/api/contents")


@pytest.mark.parametrize(
    ("plugin", "name", "value"),
    [
        ("apputils-extension:notification", "fetchNews", "false"),
        ("apputils-extension:notification", "checkForUpdates", False),
        ("docmanager-extension:plugin", "autosave", True),
        ("docmanager-extension:plugin", "renameUntitledFileOnSave", False),
        ("notebook-extension:tracker", "windowingMode", "none"),
    ],
)
def test_lab_has_our_defaults(course, plugin, name, value):
    answer = json.loads(course.ask(f"/lab/api/settings/@jupyterlab/{plugin}"))
    assert answer["schema"]["properties"][name]["default"] == value


def test_nothing_is_asked_of_the_network(course):
    assert json.loads(course.ask("/lab/api/news")) == {"news": []}
    assert json.loads(course.ask("/lab/api/update")) == {"notification": None}


def test_stopping_the_course_stops_its_kernels(tmp_path):
    """The process ends itself after Lab's own clean-up, never before it."""
    command = [sys.executable, "-m", "crampcourse", "open", "--here", str(tmp_path), "--no-browser"]
    with opened(command, private_home(tmp_path)) as running:
        kernel = json.loads(running.ask("/api/kernels", "POST", {"name": "python3"}))["id"]
        (connection,) = tmp_path.rglob(f"kernel-{kernel}.json")
        client = BlockingKernelClient(connection_file=str(connection))
        client.load_connection_file()
        # The heart of a kernel that starts on a busy machine may pause for longer than the second it is given.
        client.hb_channel.time_to_dead = 60
        client.start_channels()
        client.wait_for_ready(timeout=60)
        client.stop_channels()
    assert not connection.exists(), "Jupyter removes this file when it has shut the kernel down"
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", client.shell_port), timeout=30)


def saved_bundles(course, content):
    model = {"type": "notebook", "format": "json", "content": content}
    course.ask("/api/contents/lessons/saved.ipynb", "PUT", model)
    answer = json.loads(course.ask("/api/contents/lessons/saved.ipynb"))
    return [output["data"] for output in answer["content"]["cells"][0]["outputs"]]


def test_a_saved_lesson_keeps_the_still_and_not_the_view(course):
    bundles = [
        {"text/plain": "a plate", "image/png": "iVBORw0KGgo=\n", jupyter.WIDGET_VIEW: VIEW},
        {"text/plain": "a quiz", "text/markdown": "**a quiz**", jupyter.WIDGET_VIEW: VIEW},
        {"text/plain": "IntSlider()", jupyter.WIDGET_VIEW: VIEW},
    ]
    plate, quiz, slider = saved_bundles(course, notebook(*bundles))
    assert plate == {"text/plain": "a plate", "image/png": "iVBORw0KGgo=\n"}
    assert quiz == {"text/plain": "a quiz", "text/markdown": "**a quiz**"}
    assert slider == bundles[2], "an output without a still keeps its view"


def test_other_notebooks_are_saved_as_they_are(course):
    bundle = {"text/plain": "theirs", "image/png": "iVBORw0KGgo=\n", jupyter.WIDGET_VIEW: VIEW}
    assert saved_bundles(course, notebook(bundle, ours=False)) == [bundle]


@pytest.mark.parametrize("model", [{}, {"type": "file", "content": "x"}, {"type": "notebook", "content": None}])
def test_the_save_hook_leaves_what_is_no_notebook(model):
    before = dict(model)
    jupyter.keep_stills(model=model, path="x", contents_manager=None)
    assert model == before


def test_without_a_free_port_one_line_says_what_to_do():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(click.ClickException, match="choose one: --port"):
            launch.free_port(port, tried=1)


def test_without_a_browser_the_address_is_printed(monkeypatch):
    def none(*_):
        raise webbrowser.Error("could not locate runnable browser")

    monkeypatch.setattr(webbrowser, "get", none)
    assert not jupyter.has_browser()
    said = jupyter.announcement("http://127.0.0.1:8888/lab?token=t", browser_opens=False)
    assert "Open this address in a browser on this computer:\n\n    http://127.0.0.1:8888/lab?token=t\n" in said


def test_a_folder_without_the_first_page_opens_lab_itself(tmp_path):
    arguments = launch.lab_arguments(tmp_path, "lessons/00_start_here.ipynb", port=8888, browser=False)
    assert "--LabApp.default_url=/lab" in arguments
