"""The commands `export slides` and `export handout`: what they write, where, and what they say when they cannot."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from crampcourse.cli import main
from crampcourse.printing import pdf


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["export", *map(str, arguments)])


@pytest.mark.parametrize("what", ["slides", "handout"])
def test_a_lesson_is_written_under_a_name_of_its_own_or_the_given_one(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(what, "L01").output == f"Wrote L01_{what}.html\n"
    assert run(what, "L01", "--out", "a.html").output == "Wrote a.html\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["a.html", f"L01_{what}.html"])
    text = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert text.startswith("<!doctype html>")
    assert "<title>Lesson 1: One ankle or two?" in text
    refused = run(what, "L01", "--out", "a.html")
    assert refused.exit_code == 1
    assert "a.html is there already; give --force to write over it" in refused.output
    assert run(what, "L01", "--out", "a.html", "--force").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("slides", "L99"), "there is no lesson 'L99'; there are: L00, L01"),
        (("handout", "L99"), "there is no lesson 'L99'"),
        (("slides", "L01", "--out", "none/a.html"), "Cannot write none/a.html (No such file or directory)"),
        (("handout", "L01", "--paper", "A4"), "--paper and --browser go with --pdf"),
        (("handout", "L01", "--pdf", "--browser", "no-such"), "no-such is no program that can be started"),
    ],
)
def test_what_is_wrong_with_a_command_is_said(
    arguments: tuple[str, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    out = run(*arguments)
    assert out.exit_code in (1, 2)
    assert said in out.output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "name", "size"),
    [
        (("--pdf",), "L01_handout.pdf", "A4"),
        (("--out", "h.pdf", "--paper", "letter"), "h.pdf", "letter"),
    ],
)
def test_a_pdf_gets_its_name_and_the_paper_that_was_asked_for(
    arguments: tuple[str, ...], name: str, size: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    printed: list[tuple[str, Path]] = []
    monkeypatch.setattr(pdf, "find_browser", lambda _named: Path("browser"))
    monkeypatch.setattr(pdf, "print_pdf", lambda page, file, _browser: printed.append((page, file)))
    assert run("handout", "L01", *arguments).output == f"Wrote {name}\n"
    ((page, file),) = printed
    assert f"@page {{ size: {size}; }}" in page
    assert file == tmp_path / name
