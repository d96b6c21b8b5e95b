"""The command `print items`: what it writes, where, and what it says when it cannot."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from crampcourse.cli import main
from crampcourse.printing import pdf


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["print", "items", *map(str, arguments)])


def test_a_quiz_becomes_a_sheet_and_its_key(tmp_path: Path) -> None:
    sheet, key = tmp_path / "sheet.html", tmp_path / "key.html"
    assert run("--quiz", "L01-exit", sheet).output == f"Wrote 3 items to {sheet}\n"
    assert run("--quiz", "L01-exit", "--key", "--to", "html", key).output == f"Wrote the key to 3 items to {key}\n"
    assert "malleoli" not in sheet.read_text(encoding="utf-8")
    assert "<title>Exit ticket</title>" in sheet.read_text(encoding="utf-8")
    assert "<title>Key: Exit ticket</title>" in key.read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["key.html", "sheet.html"]


def test_a_lesson_or_everything_can_be_printed(tmp_path: Path) -> None:
    assert "Wrote 23 items" in run("--lesson", "L01", tmp_path / "a.htm").output
    assert "Lesson 1: One ankle or two?" in (tmp_path / "a.htm").read_text(encoding="utf-8")
    assert run(tmp_path / "b.html").exit_code == 0
    assert "Questions of the course" in (tmp_path / "b.html").read_text(encoding="utf-8")


def test_a_file_is_not_written_over_without_force(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_text("mine")
    refused = run("--quiz", "L01-exit", file)
    assert refused.exit_code == 1
    assert "is there already; give --force to write over it" in refused.output
    assert file.read_text() == "mine"
    assert run("--quiz", "L01-exit", "--force", file).exit_code == 0
    assert file.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    said = run("--quiz", "L01-exit", tmp_path / "none" / "a.html")
    assert said.exit_code == 1
    assert f"Cannot write {tmp_path / 'none' / 'a.html'} (No such file or directory)" in said.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("a.txt",), "Give --to html or --to pdf"),
        (("--quiz", "a", "--lesson", "b", "a.html"), "not both"),
        (("--quiz", "a", "a.html"), "there is no quiz 'a'; there are: L00-entry"),
        (("--lesson", "L99", "a.html"), "there is no lesson 'L99'; there are: L00, L01"),
        (("--paper", "A4", "a.html"), "go with a PDF"),
        (("--browser", "no-such-browser", "a.pdf"), "no-such-browser is no program that can be started"),
        (("--draw", "-1", "a.html"), "is not in the range"),
    ],
)
def test_what_is_wrong_with_a_command_is_said(arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
    out = run(*arguments[:-1], tmp_path / arguments[-1])
    assert out.exit_code in (1, 2)
    assert said in out.output
    assert list(tmp_path.iterdir()) == []


def test_without_a_browser_the_command_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(pdf.sys, "platform", "linux")
    out = run("--quiz", "L01-exit", tmp_path / "a.pdf")
    assert out.exit_code == 1
    assert "none was found on this computer" in out.output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("size", "given"), [("A4", ()), ("letter", ("--paper", "letter"))])
def test_a_pdf_gets_the_paper_that_was_asked_for(
    size: str, given: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages: list[str] = []
    monkeypatch.setattr(pdf, "find_browser", lambda _named: Path("browser"))
    monkeypatch.setattr(pdf, "print_pdf", lambda page, _file, _browser: pages.append(page))
    assert run("--quiz", "L01-exit", *given, tmp_path / "a.pdf").exit_code == 0
    assert f"@page {{ size: {size}; }}" in pages[0]
