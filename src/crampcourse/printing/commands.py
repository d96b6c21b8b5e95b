"""The command `print items`. What it needs is imported when it is used."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from crampcourse.printing.sheet import Size

ENDINGS = {".html": "html", ".htm": "html", ".pdf": "pdf"}
MOST_DRAWS = 2**31 - 1


@click.group("print")
def print_group() -> None:
    """Put the course's items on paper."""


@print_group.command("items")
@click.option("--to", "target", type=click.Choice(["html", "pdf"]), help="What to write.  [default: as FILE ends]")
@click.option("--quiz", help="Only the items of this quiz, such as L01-check-1.")
@click.option("--lesson", help="Only the items of this lesson, such as L01.")
@click.option("--key", is_flag=True, help="Write the key: every answer with its reasons and sources.")
@click.option(
    "--paper", "size", type=click.Choice(["A4", "letter"], case_sensitive=False), help="Of a PDF.  [default: A4]"
)
@click.option(
    "--draw",
    type=click.IntRange(0, MOST_DRAWS),
    default=0,
    show_default=True,
    help="Which numbers items get that draw theirs; a sheet and its key need the same.",
)
@click.option("--browser", type=click.Path(path_type=Path), help="The browser that prints the PDF.")
@click.option("--force", is_flag=True, help="Write over FILE if it is there.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def print_items(
    target: str | None,
    quiz: str | None,
    lesson: str | None,
    key: bool,
    size: Size | None,
    draw: int,
    browser: Path | None,
    force: bool,
    file: Path,
) -> None:
    """Write items to FILE as a sheet to fill in, without their answers, or as the key to that sheet.

    All items, or those of a quiz or lesson. A PDF is printed by a Chromium, Chrome or Edge of this computer.
    """
    from crampcourse.learning.transfer import write_whole
    from crampcourse.library import load
    from crampcourse.printing.pdf import PrintError, find_browser, print_pdf
    from crampcourse.printing.sheet import page, printout

    target = target or ENDINGS.get(file.suffix.lower())
    if target is None:
        raise click.UsageError(f"Give --to html or --to pdf, or a FILE that ends so; {file.name} does not say it.")
    if quiz and lesson:
        raise click.UsageError("Give --quiz or --lesson, not both.")
    if target == "html" and (size or browser):
        raise click.UsageError("--paper and --browser go with a PDF; an HTML page takes the paper of its printer.")
    if file.exists() and not force:
        raise click.ClickException(f"{file} is there already; give --force to write over it")
    library = load()
    try:
        printed = printout(library, quiz, lesson, draw=draw)
        if target == "html":
            write_whole(file.absolute(), page(printed, library, key=key))
        else:
            found = find_browser(browser)
            print_pdf(page(printed, library, key=key, size=size or "A4"), file.absolute(), found)
    except (ValueError, PrintError) as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"Cannot write {file} ({error.strerror or error})") from error
    what = "the key to" if key else ""
    count = len(printed.items)
    click.echo(f"Wrote {what} {count} item{'s' if count != 1 else ''} to {file}".replace("  ", " "))
