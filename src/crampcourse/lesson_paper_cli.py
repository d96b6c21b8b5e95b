"""The commands `export slides` and `export handout`. What they need is imported when they are used."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from crampcourse.printing.sheet import Size


@click.command("slides")
@click.argument("lesson")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="[default: LESSON_slides.html]")
@click.option("--force", is_flag=True, help="Write over the file if it is there.")
def export_slides(lesson: str, out: Path | None, force: bool) -> None:
    """Write LESSON, such as L01, as slides in one HTML file for any browser.

    Arrow keys move, N shows the notes of the speaker. Questions are on them, their answers are not.
    """
    from crampcourse.printing.slides import slides_page

    file = out or Path(f"{lesson}_slides.html")
    _write(file, lesson, force, slides_page)


@click.command("handout")
@click.argument("lesson")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="[default: LESSON_handout.html or .pdf]")
@click.option("--pdf", is_flag=True, help="Write a PDF, printed by a Chromium, Chrome or Edge of this computer.")
@click.option(
    "--paper", "size", type=click.Choice(["A4", "letter"], case_sensitive=False), help="Of a PDF.  [default: A4]"
)
@click.option("--browser", type=click.Path(path_type=Path), help="The browser that prints the PDF.")
@click.option("--force", is_flag=True, help="Write over the file if it is there.")
def export_handout(
    lesson: str, out: Path | None, pdf: bool, size: Size | None, browser: Path | None, force: bool
) -> None:
    """Write LESSON, such as L01, as a handout: text in two columns, key points, claims, room for notes. No answers."""
    from crampcourse.printing.handout import handout_page
    from crampcourse.printing.pdf import find_browser, print_pdf

    pdf = pdf or (out is not None and out.suffix.lower() == ".pdf")
    if not pdf and (size or browser):
        raise click.UsageError("--paper and --browser go with --pdf; an HTML page takes the paper of its printer.")
    file = out or Path(f"{lesson}_handout.{'pdf' if pdf else 'html'}")
    if not pdf:
        _write(file, lesson, force, handout_page)
        return

    def printed(page: str, to: Path) -> None:
        print_pdf(page, to, find_browser(browser))

    _write(file, lesson, force, lambda *found: handout_page(*found, size=size or "A4"), printed)


def _write(
    file: Path,
    lesson: str,
    force: bool,
    make: Callable[..., str],
    write: Callable[[str, Path], None] | None = None,
) -> None:
    """Makes the page of a lesson and writes it whole or not at all; what goes wrong is said in words."""
    from crampcourse.learning.transfer import write_whole
    from crampcourse.library import load
    from crampcourse.printing.lesson_cells import lesson_cells
    from crampcourse.printing.pdf import PrintError
    from crampcourse.workcopy import course_folder

    if file.exists() and not force:
        raise click.ClickException(f"{file} is there already; give --force to write over it")
    library = load()
    try:
        page = make(*lesson_cells(lesson, course_folder() / "lessons", library), library)
        (write or (lambda text, to: write_whole(to, text)))(page, file.absolute())
    except (ValueError, PrintError, FileNotFoundError) as error:
        if isinstance(error, FileNotFoundError) and error.filename:
            raise click.ClickException(f"Cannot write {file} ({error.strerror})") from error
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"Cannot write {file} ({error.strerror or error})") from error
    click.echo(f"Wrote {file}")
