"""The `crampcourse class` commands: exercises released, collected, marked and given back, for one class."""

from __future__ import annotations

import functools
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from crampcourse.bar import bar

if TYPE_CHECKING:
    from collections.abc import Callable

    from crampcourse.classroom.course import Course

_FOLDER = click.Path(path_type=Path, file_okay=False)
_FILE = click.Path(path_type=Path, dir_okay=False)
_names = click.argument("names", nargs=-1, metavar="[NAME]...")
_in = click.option(
    "--in", "folder", type=_FOLDER, default=".", show_default="this folder", help="The folder of the class."
)


@click.group("class")
def class_group() -> None:
    """For instructors: release exercises to a class, collect them, mark them and give marks back."""


def _plainly(command: Callable[..., None]) -> Callable[..., None]:
    """Says what is wrong in one place and in words, for every command."""

    @functools.wraps(command)
    def said(*args: Any, **options: Any) -> None:
        try:
            with warnings.catch_warnings():
                # What nbgrader's gradebook says to itself while it adds a submission; it adds it all the same.
                warnings.filterwarnings("ignore", message=r"Object of type <\w+> not in session")
                command(*args, **options)
        except ImportError as error:
            if (error.name or "").partition(".")[0] not in ("nbgrader", "psutil"):
                raise
            raise click.ClickException(
                'A class needs nbgrader, which is not installed here. Do: pip install "crampcourse[classroom]"'
            ) from error
        except ValueError as error:
            raise click.ClickException(str(error)) from error
        except OSError as error:
            raise click.ClickException(f"{error.filename or 'A file'}: {error.strerror or error}") from error

    return said


@class_group.command("init")
@click.argument("folder", type=_FOLDER)
@click.option("--exercises", type=_FOLDER, help="The exercises' sources: exercises/source of the course's repository.")
@click.option("--bank", "banks", multiple=True, metavar="NAME=FILE", help="Your own items for part A of an exercise.")
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), help="Draws the numbers; a fresh one if left out.")
@_plainly
def init(folder: Path, exercises: Path | None, banks: tuple[str, ...], seed: int | None) -> None:
    """Make FOLDER the folder of a class, with fresh numbers for it; or add new exercises to one."""
    import nbgrader  # noqa: F401 (said now, not after the first step)

    from crampcourse.classroom.preparing import prepare, sources

    own: dict[str, list[Path]] = {}
    for given in banks:
        name, sign, file = given.partition("=")
        if not sign or not name or not Path(file).is_file():
            raise click.UsageError(f"--bank is {given!r}; it must be NAME=FILE with a file that is there")
        own.setdefault(name, []).append(Path(file))
    source = sources(exercises)
    with bar("Preparing", 2) as progress:
        made = prepare(folder, source, own, progress, seed)
    click.echo(f"{made.course.root}: {len(made.new)} exercises, numbers drawn with seed {made.course.seed}")
    if made.there:
        click.echo(f"Already there, left as they are: {', '.join(made.there)}")
    click.echo(f"Next: write your learners into {folder / 'roster.csv'}; then, in {folder}: crampcourse class release")


@class_group.command("release")
@_names
@_in
@_plainly
def release(names: tuple[str, ...], folder: Path) -> None:
    """Make the learners' versions of all exercises, or of those named: without solutions, hidden tests and keys."""
    course, chosen = _course(folder, names)
    from crampcourse.classroom.releasing import release as make

    with bar("Releasing", 2) as progress:
        said = make(course, chosen, progress)
    click.echo(f"Released {', '.join(chosen)} into {course.root / 'release'}")
    _warn(said)
    click.echo("Give each learner the folder release/NAME whole; on a hub they fetch it.")


@class_group.command("collect")
@_names
@click.option("--from", "returned", type=_FOLDER, help="A folder of returned files; the exchange if left out.")
@_in
@_plainly
def collect(names: tuple[str, ...], returned: Path | None, folder: Path) -> None:
    """Take in what came back: through the exchange, or --from a folder with notebooks, folders and zip files."""
    course, _ = _course(folder, names)
    from crampcourse.classroom.collecting import collect_exchanged, collect_returned

    wanted = course.released(names)
    with bar("Collecting", 2) as progress:
        if returned is None:
            found = collect_exchanged(course, wanted, progress)
        else:
            found = collect_returned(course, wanted, returned, progress)
    click.echo(f"Collected {len(found.new)} submissions; {len(found.same)} were there already.")
    _warn(found.said)
    click.echo("Next: crampcourse class grade")


@class_group.command("grade")
@_names
@click.option("--workers", type=click.IntRange(1, 64), help="How many are run at once; one for each core if left out.")
@click.option(
    "--seconds", type=click.IntRange(4, 3600), default=120, show_default=True,
    help="How long one notebook may run; a cell may take a quarter of it.",
)  # fmt: skip
@click.option(
    "--megabytes", type=click.IntRange(512, 65536), default=2048, show_default=True,
    help="How much memory one notebook may take.",
)  # fmt: skip
@_in
@_plainly
def grade(names: tuple[str, ...], workers: int | None, seconds: int, megabytes: int, folder: Path) -> None:
    """Run and mark every submission, each apart from everything else, and say what became of it."""
    import os

    course, _ = _course(folder, names)
    from crampcourse.classroom.grading import grade as mark
    from crampcourse.classroom.protection import Limits, missing
    from crampcourse.classroom.report import NAME, table

    _warn(missing())
    with bar("Marking", 2) as progress:
        rows = mark(
            course, course.released(names), Limits(seconds, megabytes), workers or os.cpu_count() or 1, progress
        )
    click.echo(table(rows))
    click.echo(f"\nThis table stands in {course.root / NAME}. Next: crampcourse class feedback")


@class_group.command("feedback")
@_names
@_in
@_plainly
def feedback(names: tuple[str, ...], folder: Path) -> None:
    """Make a page with marks and comments for each learner."""
    course, _ = _course(folder, names)
    from crampcourse.classroom.returning import feedback as make

    with bar("Writing", 2) as progress:
        count, said = make(course, course.released(names), progress)
    click.echo(f"{count} pages in {course.root / 'feedback'}/STUDENT/NAME")
    _warn(said)


@class_group.command("grades")
@_names
@click.option("--csv", "table", type=_FILE, required=True, help="Where to write the marks.")
@_in
@_plainly
def grades(names: tuple[str, ...], table: Path, folder: Path) -> None:
    """Write the marks of all learners into one table."""
    course, _ = _course(folder, names)
    from crampcourse.classroom.returning import grades as write

    count = write(course, course.released(names), table)
    click.echo(f"{table}: {count} rows")


def _course(folder: Path, names: tuple[str, ...]) -> tuple[Course, list[str]]:
    from crampcourse.classroom.course import open_course

    course = open_course(folder)
    return course, course.chosen(names)


def _warn(said: list[str]) -> None:
    for line in said:
        click.echo(f"  {line}", err=True)
