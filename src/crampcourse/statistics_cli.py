"""The command `crampcourse statistics`: how items and tests behaved in a class, from the logs it handed in."""

from __future__ import annotations

import difflib
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from crampcourse.learning.class_log import ClassLog
    from crampcourse.learning.set_statistics import ItemSet
    from crampcourse.learning.tries import Tries
    from crampcourse.library import Library

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("statistics")
@click.argument("files", nargs=-1, required=True, type=_FILE)
@click.option("--quiz", help="Only this quiz, such as L01-check-1.")
@click.option("--lesson", help="All that the quizzes of this lesson ask, as one test, such as L01.")
@click.option("--items", help="These items as one test: ids with commas between them.")
@click.option("--before", help="With --after: the gain from this quiz to the other.")
@click.option("--after", help="With --before: the quiz the gain leads to.")
@click.option("--brief", is_flag=True, help="Leave out the tables of answers.")
@click.option("--csv", "csv_file", type=_FILE, help="Also write every figure to this file, one per line.")
@click.option("--json", "json_file", type=_FILE, help="Also write everything to this file.")
@click.option("--skip-faulty", is_flag=True, help="Go on without the lines that cannot be read.")
@click.option("--same-names", is_flag=True, help='A name other than "me" is one person in all files.')
def statistics(
    files: tuple[Path, ...],
    quiz: str | None,
    lesson: str | None,
    items: str | None,
    before: str | None,
    after: str | None,
    brief: bool,
    csv_file: Path | None,
    json_file: Path | None,
    skip_faulty: bool,
    same_names: bool,
) -> None:
    """How hard the items were, how well they tell learners apart, which wrong answers were chosen, what was gained.

    FILES are what learners got from `crampcourse progress export`, one file each (or one with many learners). Do
    not join them: everyone is called "me" in their own. Without a choice, every quiz that was answered is shown.
    No figure is shown of so few learners that it would tell what single people did.
    """
    from crampcourse import statistics_text as text
    from crampcourse.learning.set_statistics import ItemSet, gain_between, set_statistics
    from crampcourse.learning.tries import tries
    from crampcourse.library import load
    from crampcourse.statistics_files import as_csv, as_json

    if sum(choice is not None for choice in (quiz, lesson, items)) > 1:
        raise click.UsageError("Give one of --quiz, --lesson and --items.")
    if (before is None) != (after is None):
        raise click.UsageError("--before and --after go together.")
    outputs = [(path, path.absolute()) for path in (csv_file, json_file) if path is not None]
    for path, place in outputs:
        if place.resolve() in {given.resolve() for given in files}:
            raise click.UsageError(f"{path} is one of the logs; it would be written over")
    if len({place for _, place in outputs}) < len(outputs):
        raise click.UsageError("--csv and --json name the same file")
    library = load()
    try:
        asked = _asked(library, quiz, lesson, items)
        ends = [ItemSet(each, "", tuple(library.quiz(each).items)) for each in (before, after) if each is not None]
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    log = _read(files, skip_faulty=skip_faulty, same_names=same_names)
    made = tries(log.attempts, library, datetime.now(UTC))
    found = [set_statistics(each, made, library) for each in asked or _answered(library, made)]
    gain = gain_between(*ends, made, library) if ends else None

    lines = text.head(log, made) + (["", *text.legend()] if any(each.learners for each in found) else [])
    for each in found:
        lines += ["", *text.table(each, brief=brief)]
    if gain is not None:
        lines += ["", *text.gain_lines(gain)]
    _say("\n".join(lines))
    for path, content in ((csv_file, as_csv(found, gain)), (json_file, as_json(log, made, found, gain))):
        if path is not None:
            _write(path, content)


def _asked(library: Library, quiz: str | None, lesson: str | None, items: str | None) -> list[ItemSet]:
    """The set that was asked for, in a list; an empty one where none was. ValueError says which there are."""
    from crampcourse.learning.set_statistics import ItemSet
    from crampcourse.library.shelf import find

    if quiz is not None:
        chosen = library.quiz(quiz)
        return [ItemSet(chosen.id, chosen.title, tuple(chosen.items))]
    if lesson is not None:
        whole = find(library.lessons, lesson, "lesson")
        asked = dict.fromkeys(item for each in whole.quizzes for item in each.items)
        if not asked:
            raise ValueError(f"the lesson {lesson} has no quiz")
        return [ItemSet(whole.id, whole.title, tuple(asked))]
    if items is not None:
        names = dict.fromkeys(name.strip() for name in items.split(",") if name.strip())
        if not names:
            raise ValueError("--items names no item; give ids with commas between them")
        unknown = [name for name in names if name not in library.items]
        if unknown:
            raise ValueError("; ".join(_not_an_item(name, library) for name in unknown))
        return [ItemSet("chosen items", "", tuple(names))]
    return []


def _not_an_item(name: str, library: Library) -> str:
    near = difflib.get_close_matches(name, library.items, 3) or sorted(library.items)
    return f"there is no item {name!r}; there {'are' if len(near) > 1 else 'is'}: {', '.join(near)}"


def _answered(library: Library, made: Tries) -> list[ItemSet]:
    """Every quiz that somebody answered, then the predictions of each lesson, then what belongs to neither."""
    from crampcourse.learning.set_statistics import ItemSet

    sets = []
    for lesson in sorted(library.lessons.values(), key=lambda each: each.id):
        sets += [ItemSet(each.id, each.title, tuple(each.items)) for each in lesson.quizzes]
        if predicted := tuple(dict.fromkeys(each.item for each in lesson.predictions)):
            sets.append(ItemSet(f"{lesson.id} predictions", lesson.title, predicted))
    placed = {item for each in sets for item in each.items}
    if others := tuple(sorted(made.first.keys() - placed)):
        sets.append(ItemSet("other items", "in no quiz and no prediction", others))
    return [each for each in sets if any(made.first.get(item) for item in each.items)]


def _read(files: tuple[Path, ...], *, skip_faulty: bool, same_names: bool) -> ClassLog:
    from crampcourse.learning.class_log import read_class
    from crampcourse.library.faults import Fault

    faults: list[Fault] = []
    log = read_class(files, faults, same_names=same_names)
    if faults:
        number = f"{len(faults)} fault{'s' if len(faults) != 1 else ''}"
        listed = "\n".join(f"  {fault}" for fault in faults)
        if not skip_faulty:
            raise click.ClickException(
                f"Nothing was counted: {number}. With --skip-faulty these lines are left out.\n{listed}"
            )
        click.echo(f"{number}; left out:\n{listed}", err=True)
    return log


def _say(text: str) -> None:
    """Prints whatever the terminal cannot show as a question mark, instead of failing."""
    encoding = sys.stdout.encoding or "utf-8"
    click.echo(text.encode(encoding, "replace").decode(encoding))


def _write(path: Path, content: str) -> None:
    from crampcourse.learning.transfer import write_whole

    try:
        write_whole(path.absolute(), content)
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written: {error.strerror or error}") from error
    click.echo(f"Written: {path}", err=True)
