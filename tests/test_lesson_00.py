"""Lesson 0: the list of lessons is the course's, and the commands and keys it names are there."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from crampcourse.cli import main
from crampcourse.library import load

LIBRARY = load()
LESSONS = Path(__file__).parents[1] / "lessons"
CELLS = json.loads((LESSONS / "00_start_here.ipynb").read_text(encoding="utf-8"))["cells"]
PROSE = "\n".join("".join(cell["source"]) for cell in CELLS if cell["cell_type"] == "markdown")


def test_every_lesson_is_listed_by_its_title_in_order_and_each_link_leads_somewhere():
    listed = re.findall(r"^\| (\d+) \| \[(.+?)\]\((.+?)\) \| (.+?) \|$", PROSE, re.MULTILINE)
    wanted = [lesson for name, lesson in sorted(LIBRARY.lessons.items()) if name != "L00"]
    assert listed == [(str(int(each.id[1:])), each.title, each.notebook, each.topic) for each in wanted]
    for target in re.findall(r"\]\((.+?)\)", PROSE):
        assert (LESSONS / target.partition("#")[0]).is_file(), target


@pytest.mark.parametrize("command", sorted(set(re.findall(r"`crampcourse ([a-z ]+?)(?: [A-Z]+)?`", PROSE))))
def test_a_command_that_is_named_is_there(command):
    assert CliRunner().invoke(main, [*command.split(), "--help"]).exit_code == 0


def test_it_names_the_commands_that_carry_answers():
    assert {"progress export", "progress import", "progress show"} <= set(
        re.findall(r"`crampcourse ([a-z ]+?)(?: [A-Z]+)?`", PROSE)
    )


def test_it_says_what_the_content_says():
    for point in LIBRARY.lessons["L00"].key_points:
        assert f"**{point.objective}** {point.text}" in PROSE
    code = "\n".join("".join(cell["source"]) for cell in CELLS if cell["cell_type"] == "code")
    assert [quiz.id for quiz in LIBRARY.lessons["L00"].quizzes] == re.findall(r'cc\.quiz\("(.+?)"\)', code)
    assert "local emergency number" in PROSE
