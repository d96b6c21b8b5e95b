"""The `crampcourse assessment` commands: make a paper from a bank, and mark what comes back."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from crampcourse.learning.assessment import Marked
    from crampcourse.library.items import Item

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.group()
def assessment() -> None:
    """For instructors: papers without keys from your own bank of items, and marks for the answers."""


@assessment.command("paper")
@click.argument("bank", type=_FILE)
@click.argument("paper", type=_FILE)
@click.option("--title", help="What learners read above it; the paper's id if left out.")
@click.option(
    "--seed", type=click.IntRange(0, 2**31 - 1), help="Draws the numbers; a fresh one for each class if left out."
)
@click.option("--force", is_flag=True, help="Write over PAPER if it is there.")
def make_paper(bank: Path, paper: Path, title: str | None, seed: int | None, force: bool) -> None:
    """Make PAPER (such as week3.paper.json) from the items in BANK (YAML, as in the course's own item files).

    Give PAPER to learners beside a notebook that says cc.quiz("week3.paper.json"). Keep BANK to yourself.
    """
    import secrets

    from crampcourse.learning.paper import SUFFIX, made, write
    from crampcourse.library import load

    if not paper.name.endswith(SUFFIX):
        raise click.UsageError(f"The paper's name must end in {SUFFIX}, such as {paper.name.partition('.')[0]}{SUFFIX}")
    if paper.exists() and not force:
        raise click.ClickException(f"{paper} is there already; give --force to write over it")
    items = _bank(bank)
    name = paper.name.removesuffix(SUFFIX)
    drawn = secrets.randbelow(2**31) if seed is None else seed
    try:
        content = made(name, title or name, items.values(), load(), drawn)
        write(content, paper)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"Cannot write {paper} ({error.strerror or error})") from error
    click.echo(f"{paper}: {len(items)} questions, seed {drawn}. The keys stay in {bank}.")


@assessment.command("mark")
@click.argument("bank", type=_FILE)
@click.argument("paper", type=_FILE)
@click.argument("responses", nargs=-1, required=True, type=_FILE)
@click.option("--csv", "table", type=_FILE, help="Also write one row for each item of each file.")
def mark_responses(bank: Path, paper: Path, responses: tuple[Path, ...], table: Path | None) -> None:
    """Mark RESPONSES (the responses.jsonl of each learner) to PAPER from BANK."""
    from crampcourse.learning.assessment import mark_paper
    from crampcourse.learning.paper import read
    from crampcourse.learning.transfer import read_lines
    from crampcourse.library import Fault, load

    items, library = _bank(bank), load()
    try:
        asked = read(paper)
        rows: list[tuple[str, Marked]] = []
        for file in responses:
            faults: list[Fault] = []
            given = [attempt for _, attempt in read_lines(file, faults)]
            marks = mark_paper(asked, items, given, library)
            rows += [(str(file), each) for each in marks]
            earned = sum(each.score for each in marks)
            click.echo(f"{file}: {earned:.2f} of {len(marks)} points")
            for fault in faults:
                click.echo(f"  left out: {fault}", err=True)
            for each in marks:
                if each.problem:
                    click.echo(f"  {each.item}: {each.problem}")
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    if table:
        _write_table(table, rows)


def _bank(path: Path) -> dict[str, Item]:
    from crampcourse.bar import bar
    from crampcourse.learning.drawn import check_draws
    from crampcourse.library import ContentError, load
    from crampcourse.library.shelving import read_bank

    try:
        with bar("Reading") as progress:
            items = read_bank(path, load(), progress)
        check_draws(items.values())
    except ContentError as error:
        raise click.ClickException(str(error)) from error
    return items


def _write_table(path: Path, rows: list[tuple[str, Marked]]) -> None:
    from crampcourse.learning.transfer import write_whole

    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["file", "item", "score", "problem", "time"])
    writer.writerows([file, each.item, f"{each.score:.4f}", each.problem or "", each.time] for file, each in rows)
    try:
        write_whole(path.absolute(), text.getvalue())
    except OSError as error:
        raise click.ClickException(f"Cannot write {path} ({error.strerror or error})") from error
