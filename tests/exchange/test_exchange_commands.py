"""The commands: files written whole and never over others, faults said, the command light to import."""

import subprocess
import sys

import pytest
import yaml
from click.testing import CliRunner

from crampcourse.cli import main
from crampcourse.exchange import commands
from crampcourse.library.shelf import Library, load
from tests.exchange.made import ITEM


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_a_quiz_goes_out_as_json_and_comes_back_as_yaml(tmp_path):
    out = run("export", "items", "--to", "json", "--quiz", "L01-check-1", tmp_path / "items.json")
    assert out.exit_code == 0, out.output
    back = run("import", "items", "--from", "json", tmp_path / "items.json", "--out", tmp_path / "items.yaml")
    assert back.exit_code == 0, back.output
    items = yaml.safe_load((tmp_path / "items.yaml").read_text(encoding="utf-8"))
    library = load()
    assert [ITEM.validate_python(item) for item in items] == [
        library.items[item] for item in library.quiz("L01-check-1").items
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["items.json", "items.yaml"]


def test_a_lesson_holds_its_own_items_only():
    items = load().chosen(lesson="L01")
    assert items
    assert all(item.objective.startswith("L01-") for item in items)


def test_a_file_is_not_written_over_without_force(tmp_path):
    file = tmp_path / "mine.json"
    file.write_text("mine")
    refused = run("export", "items", "--to", "json", file)
    assert refused.exit_code == 1
    assert "is there already; give --force to write over it" in refused.output
    assert file.read_text() == "mine"
    assert run("export", "items", "--to", "json", "--force", file).exit_code == 0
    assert file.read_text(encoding="utf-8").startswith("{")


def test_what_is_wrong_with_a_command_is_said(tmp_path):
    assert "not both" in run("export", "items", "--to", "json", "--quiz", "a", "--lesson", "b", tmp_path / "x").output
    assert "there is no quiz 'a'" in run("export", "items", "--to", "json", "--quiz", "a", tmp_path / "x").output
    assert "Cannot write" in run("export", "items", "--to", "json", tmp_path / "none" / "x").output
    (tmp_path / "q.json").write_text("[]")
    read = ("import", "items", "--from", "jupyterquiz", tmp_path / "q.json")
    assert "Give --objective" in run(*read).output
    assert "there is no objective 'L99-O1'" in run(*read, "--objective", "L99-O1").output
    assert "there is no source 'NONE'" in run(*read, "--objective", "L01-O1", "--source", "NONE").output


def test_a_file_is_not_written_where_every_item_is_left_out(tmp_path, monkeypatch):
    labels = [item for item in load().items.values() if item.kind == "label"]
    monkeypatch.setattr(Library, "chosen", lambda *_: labels)
    out = run("export", "items", "--to", "qti12", tmp_path / "q.zip")
    assert out.exit_code == 1
    assert f"None of the {len(labels)} items can be written as qti12" in out.output
    assert "l01-label-medial: left out" in out.output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("package", ["defusedxml", "text2qti"])
def test_a_missing_package_is_named_with_the_command_that_brings_it(package, monkeypatch, tmp_path):
    for name in [name for name in sys.modules if name.split(".")[0] == package]:
        monkeypatch.delitem(sys.modules, name)
    for name in ("moodle_xml", "moodle_xml_reading", "qti12"):
        monkeypatch.delitem(sys.modules, f"crampcourse.exchange.{name}", raising=False)
    monkeypatch.setitem(sys.modules, package, None)
    target = {"defusedxml": "moodle-xml", "text2qti": "qti12"}[package]
    out = run("export", "items", "--to", target, tmp_path / "q")
    assert out.exit_code == 1
    assert f"This format needs {package}, which is not installed" in out.output
    assert 'python -m pip install "crampcourse[exchange]"' in out.output


def test_a_file_that_cannot_be_text_of_ours_is_refused(tmp_path):
    file = tmp_path / "q.json"
    file.write_bytes(b"\xff\xfe")
    assert "is not UTF-8" in run("import", "items", "--from", "json", file).output
    file.write_bytes(b" " * 10_000_001)
    assert "larger than 10,000,000 bytes" in run("import", "items", "--from", "json", file).output


def test_what_can_be_read_is_written_and_faults_end_with_one(tmp_path):
    file = tmp_path / "q.json"
    file.write_text(
        '[{"question": "q", "type": "string", "answers": []}, {"question": "<b>Which</b>?", "type": "multiple_choice",'
        '"answers": [{"answer": "a", "correct": true}, {"answer": "b", "correct": false}]}]'
    )
    read = run("import", "items", "--from", "jupyterquiz", file, "--objective", "L01-O1")
    assert read.exit_code == 1
    assert "q.json: question 1: questions of type 'string' have no like here" in read.stderr
    assert yaml.safe_load(read.stdout)[0]["stem"] == "**Which**?"


def test_the_command_loads_no_format_before_it_is_used():
    question = "import sys, crampcourse.cli; print(*sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-I", "-c", question], capture_output=True, text=True, check=True).stdout
    assert not {"pydantic", "yaml", "defusedxml", "text2qti", "crampcourse.library.items"} & set(loaded.split())


@pytest.mark.parametrize("kinds", [commands.WRITERS, commands.READERS])
def test_every_format_named_is_there(kinds):
    for module in kinds.values():
        assert commands._format(module)
