"""The commands `export items` and `import items`. Formats are imported only when one is used."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from crampcourse.library.shelf import Library

WRITERS = {
    "moodle-xml": "moodle_xml",
    "gift": "gift",
    "qti12": "qti12",
    "qti21": "qti21",
    "jupyterquiz": "jupyterquiz",
    "json": "json_items",
}
READERS = {"moodle-xml": "moodle_xml", "gift": "gift", "jupyterquiz": "jupyterquiz", "json": "json_items"}


@click.group("export")
def export_group() -> None:
    """Write the course for other programs, for the screen of a class, for paper."""


@click.group("import")
def import_group() -> None:
    """Read other programs' questions as items."""


@export_group.command("items")
@click.option("--to", "target", type=click.Choice(list(WRITERS)), required=True, help="The format to write.")
@click.option("--quiz", help="Only the items of this quiz, such as L01-check-1.")
@click.option("--lesson", help="Only the items of this lesson, such as L01.")
@click.option("--force", is_flag=True, help="Write over FILE if it is there.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def export_items(target: str, quiz: str | None, lesson: str | None, force: bool, file: Path) -> None:
    """Write items to FILE, all of them or those of a quiz or lesson, and list what the format cannot say."""
    from crampcourse.library.shelf import load

    if quiz and lesson:
        raise click.UsageError("Give --quiz or --lesson, not both.")
    library = load()
    try:
        items = library.chosen(quiz, lesson)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    exported = _format(WRITERS[target]).export(items, library)
    for line in exported.lost:
        click.echo(line, err=True)
    left = sum(": left out;" in line for line in exported.lost)
    if left == len(items):
        raise click.ClickException(f"None of the {len(items)} items can be written as {target}; {file} is not written")
    content = exported.content
    _write(file, content.encode("utf-8") if isinstance(content, str) else content, force=force)
    click.echo(f"Wrote {len(items) - left} of {len(items)} items to {file}")


@import_group.command("items")
@click.option("--from", "origin", type=click.Choice(list(READERS)), required=True, help="The format to read.")
@click.option("--objective", help="The objective the questions test, such as L01-O1 (json files name their own).")
@click.option("--source", default="GENERALKNOWLEDGE", show_default=True, help="The reference they rest on.")
@click.option("--unit", help="The unit of numbers whose question names none.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="The YAML file to write; else print it.")
@click.option("--force", is_flag=True, help="Write over the YAML file if it is there.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
def import_items(
    origin: str, objective: str | None, source: str, unit: str | None, out: Path | None, force: bool, file: Path
) -> None:
    """Read the questions in FILE as items in YAML. Ends with 1 where a question could not be read."""
    import yaml

    from crampcourse.exchange.reading import MAX_BYTES, Assumed
    from crampcourse.library.shelf import find, load

    library = load()
    if origin != "json":
        if objective is None:
            raise click.UsageError("Give --objective, such as --objective L01-O1: a question must test something.")
        try:
            find(objectives(library), objective, "objective")
            find(library.references, source, "source")
        except ValueError as error:
            raise click.ClickException(str(error)) from error
    with file.open("rb") as stream:
        content = stream.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise click.ClickException(f"{file.name} is larger than {MAX_BYTES:,} bytes; split it")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{file.name} is not UTF-8; save it as UTF-8") from error
    imported = _format(READERS[origin]).read(text, Assumed(objective or "", source, unit, file.name))
    for line in (*imported.notes, *imported.faults):
        click.echo(str(line), err=True)
    if imported.items:
        written = yaml.safe_dump(imported.items, allow_unicode=True, sort_keys=False, width=110)
        if out:
            _write(out, written.encode("utf-8"), force=force)
        else:
            click.echo(written, nl=False)
    click.echo(f"Read {len(imported.items)} items; {len(imported.faults)} faults.", err=True)
    if imported.faults:
        raise SystemExit(1)


def objectives(library: Library) -> dict[str, Any]:
    """Every objective of the course by id."""
    return {objective.id: objective for lesson in library.lessons.values() for objective in lesson.objectives}


def _format(module: str) -> Any:
    from importlib import import_module

    try:
        return import_module(f"crampcourse.exchange.{module}")
    except ModuleNotFoundError as error:
        missing = (error.name or "").partition(".")[0]
        if missing not in ("defusedxml", "text2qti"):
            raise
        raise click.ClickException(
            f"This format needs {missing}, which is not installed. Install it with:\n"
            '  python -m pip install "crampcourse[exchange]"'
        ) from error


def _write(file: Path, content: bytes, *, force: bool) -> None:
    """Writes beside the file and renames, so that it is there whole or not at all."""
    import os

    if file.exists() and not force:
        raise click.ClickException(f"{file} is there already; give --force to write over it")
    beside = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        try:
            with beside.open("xb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            beside.replace(file)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise click.ClickException(f"Cannot write {file} ({error.strerror or error})") from error
