"""The `crampcourse` command: open the course, check its content, say which version it is.

Imports stand inside the commands, so that `crampcourse --help` answers at once.
"""

from __future__ import annotations

from pathlib import Path

import click

import crampcourse
from crampcourse.assessment_cli import assessment
from crampcourse.bar import bar
from crampcourse.class_cli import class_group
from crampcourse.exchange.commands import export_group, import_group
from crampcourse.lesson_paper_cli import export_handout, export_slides
from crampcourse.printing.commands import print_group
from crampcourse.progress_cli import progress
from crampcourse.statistics_cli import statistics

FIRST_PAGE = "lessons/00_start_here.ipynb"
FIRST_PORT = 8888


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Why ankles cramp and what to do about it: a course of notebooks."""


main.add_command(progress)
main.add_command(assessment)
main.add_command(statistics)
main.add_command(class_group)


@main.command("open")
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False))
@click.option("--here", is_flag=True, help="Open FOLDER (or this folder) as it is; copy nothing.")
@click.option("--no-browser", is_flag=True, help="Print the address; open no browser.")
@click.option("--port", type=click.IntRange(1, 65535), default=FIRST_PORT, show_default=True)
@click.option("--restore", is_flag=True, help="Bring back course files you have deleted.")
def open_course(folder: Path | None, here: bool, no_browser: bool, port: int, restore: bool) -> None:
    """Open the course in JupyterLab, from your own copy in FOLDER (default: ~/crampcourse).

    A newer version brings its new lessons into your copy. Files you have changed stay as they are; the
    new version is laid beside them.
    """
    from crampcourse.jupyter.launch import open_lab

    if here:
        place = (folder or Path()).resolve()
        if not place.is_dir():
            raise click.ClickException(f"There is no folder {place}")
    else:
        place = (folder or Path.home() / "crampcourse").expanduser().resolve()
        _bring(place, restore=restore)
    open_lab(place, FIRST_PAGE, port=port, browser=not no_browser)


def _bring(place: Path, *, restore: bool) -> None:
    from crampcourse import workcopy

    try:
        source = workcopy.course_folder()
    except FileNotFoundError as error:
        raise click.ClickException(str(error)) from error
    try:
        delivery = workcopy.deliver(source, place, crampcourse.__version__, restore=restore)
    except OSError as error:
        raise click.ClickException(
            f"Cannot write your copy of the course in {place} ({error.strerror or error}). "
            "Choose another folder: crampcourse open FOLDER"
        ) from error
    click.echo(f"Your copy of the course: {place}")
    if delivery.new or delivery.updated:
        click.echo(f"Brought: {len(delivery.new)} new, {len(delivery.updated)} updated.")
    for name in delivery.beside:
        click.echo(f"You have changed this file, so the new version lies beside yours: {name}")
    for name in delivery.left_away:
        click.echo(f"You have deleted {name}; to have its new version: crampcourse open --restore")


@main.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False, exists=True))
def check(folder: Path | None) -> None:
    """Check the whole content of the course (or that in FOLDER), and print every fault with file and line."""
    from crampcourse.learning.drawn import check_draws
    from crampcourse.library.faults import ContentError
    from crampcourse.library.shelf import CONTENT
    from crampcourse.library.shelving import read_library

    try:
        with bar("Reading") as progress:
            # Read anew: what an earlier reading kept is no check.
            library = read_library(folder or CONTENT, progress)
        check_draws(library.items.values())
    except ContentError as error:
        click.echo(str(error), err=True)
        raise SystemExit(1) from error
    click.echo("The content is in order.")


@main.command()
def version() -> None:
    """Print the version of the course."""
    click.echo(crampcourse.__version__)


export_group.add_command(export_slides)
export_group.add_command(export_handout)
main.add_command(export_group)
main.add_command(import_group)
main.add_command(print_group)
