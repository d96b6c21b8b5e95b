"""The `crampcourse progress` commands: see it, take it to another computer, bring it from there."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click


@click.group()
def progress() -> None:
    """Your progress: show it, or carry it between computers."""


@contextlib.contextmanager
def _said(what: str = "Your log of answers") -> Iterator[None]:
    """What can go wrong with a file, in words instead of a traceback."""
    try:
        yield
    except OSError as error:
        raise click.ClickException(f"{what} cannot be read or written: {error.strerror or error}") from error
    except sqlite3.Error as error:
        raise click.ClickException(f"Your log of answers cannot be used: {error}") from error


def _count(number: int) -> str:
    return f"{number} attempt{'s' if number != 1 else ''}"


@progress.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--xapi", is_flag=True, help="Write xAPI statements (JSON) instead of JSON Lines.")
@click.option("--pseudonym", help="With --xapi: the name to give the learner. Do not take a real one.")
def export_progress(file: Path, xapi: bool, pseudonym: str | None) -> None:
    """Write every attempt of yours to FILE, one per line. A file of that name is replaced."""
    from crampcourse.learning.attempts import attempt_log
    from crampcourse.learning.transfer import as_lines, write_whole

    if pseudonym and not xapi:
        raise click.UsageError("--pseudonym goes with --xapi")
    with _said():
        attempts = attempt_log().all()
    if xapi:
        from crampcourse.learning.xapi import statements
        from crampcourse.library import load

        text = json.dumps(statements(attempts, load(), pseudonym), indent=1, allow_nan=False) + "\n"
    else:
        text = as_lines(attempts)
    with _said(str(file)):
        write_whole(file.absolute(), text)
    click.echo(f"{_count(len(attempts))} written to {file}")


@progress.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False))
def import_progress(files: tuple[Path, ...]) -> None:
    """Add the attempts in FILES (from `progress export`) to yours. What you have already is not doubled."""
    from crampcourse.learning.attempts import attempt_log
    from crampcourse.learning.transfer import TransferError, merge

    with _said():
        try:
            new, old = merge(attempt_log(), files)
        except TransferError as error:
            raise click.ClickException(str(error)) from error
    click.echo(f"{_count(new)} added; {_count(old)} you had already.")


@progress.command("show")
def show_progress() -> None:
    """Show what you have answered in each lesson, and what is due for review today."""
    from crampcourse.learning.attempts import attempt_log
    from crampcourse.learning.progress import standings
    from crampcourse.learning.review import due_items
    from crampcourse.library import load

    with _said():
        log = attempt_log()
        attempts, notice = log.all(), log.notice
    library = load()
    now = datetime.now().astimezone()
    if notice:
        click.echo(notice, err=True)
    click.echo(click.style(f"{'':<8}{'answered':>12}{'right at last':>15}", bold=True))
    for lesson in standings(attempts, library, now):
        for row in (lesson, *lesson.objectives):
            answered = f"{row.answered} of {row.items}"
            line = f"{row.id:<8}{answered:>12}{row.right:>15}  {row.title}"
            click.echo(click.style(line, bold=True) if row is lesson else line)
    due = len(due_items(attempts, now, library))
    click.echo(f"Due for review today: {due}" + (" (in a notebook: cc.review())" if due else ""))
