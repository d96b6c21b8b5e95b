"""Takes in what learners return: from the exchange of a hub, or from a folder of returned files."""

import os
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from nbgrader.utils import temp_attrs

from crampcourse.classroom.archives import Found, opened
from crampcourse.classroom.course import ClassError, Course, done
from crampcourse.classroom.mending import read_notebook
from crampcourse.classroom.recognising import Marks, exercise_of, marks_of, papers_of, student_of
from crampcourse.classroom.releasing import enrol
from crampcourse.classroom.roster import Student
from crampcourse.learning.responses import NAME as RESPONSES
from crampcourse.learning.transfer import write_whole

Told = Callable[[int, int], None]


@dataclass
class Collected:
    """What was taken in, as (student, exercise); and in words whatever was not, and why."""

    new: list[tuple[str, str]] = field(default_factory=list)
    same: list[tuple[str, str]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


def collect_returned(course: Course, names: Sequence[str], folder: Path, told: Told) -> Collected:
    """Takes the newest notebook of each student and exercise, and the answers beside it, out of a folder."""
    if not folder.is_dir():
        raise ClassError(f"There is no folder {folder}; give the one that holds what came back")
    students = enrol(course)
    known = {name: marks_of(read_notebook(course.notebook("release", name))) for name in names}
    try:
        found, said = opened(folder)
    except ValueError as error:
        raise ClassError(f"{folder}: {error}") from error
    collected = Collected(said=said)
    notebooks: dict[tuple[str, str], list[Found]] = defaultdict(list)
    answers: dict[tuple[str, str], list[Found]] = defaultdict(list)
    for count, one in enumerate(found):
        told(count, len(found))
        for key in _whose(one, students, known, collected.said):
            (answers if one.path.suffix.lower() == ".jsonl" else notebooks)[key].append(one)
    for key, several in sorted(notebooks.items()):
        _take(course, key, several, answers.pop(key, []), collected)
    for (student, name), several in sorted(answers.items()):
        collected.said.append(f"{several[0].path}: answers of {student} to {name}, but no notebook came with them")
        _take(course, (student, name), [], several, collected)
    told(len(found), len(found))
    return collected


def _whose(
    one: Found, students: Sequence[Student], known: Mapping[str, Marks], said: list[str]
) -> list[tuple[str, str]]:
    """The student and exercises that a file belongs to; nothing, with a word about it, where that cannot be told."""
    student = student_of(one.path, students, known)
    if one.path.suffix.lower() == ".jsonl":
        names = papers_of(one.content, known)
    else:
        name = exercise_of(one.path, _read(one), known)
        names = [name] if name else []
    if not names:
        said.append(f"{one.path}: belongs to no exercise that was asked for, left out")
    elif student is None:
        said.append(f"{one.path}: names no student of roster.csv (or several), left out; put it into a folder STUDENT")
        return []
    return [(str(student), name) for name in names]


def _read(one: Found) -> object:
    import tempfile

    with tempfile.TemporaryDirectory(prefix="cc-") as folder:
        file = Path(folder, "one.ipynb")
        file.write_bytes(one.content)
        try:
            return read_notebook(file)
        except ValueError:
            return None


def _take(
    course: Course, key: tuple[str, str], notebooks: list[Found], answers: list[Found], collected: Collected
) -> None:
    student, name = key
    target = course.notebook("submitted", name, student)
    files = {}
    for kind, several, file in (
        ("notebooks", notebooks, target),
        ("files of answers", answers, target.parent / RESPONSES),
    ):
        if several:
            newest = max(several, key=lambda one: (one.changed, str(one.path)))
            files[file] = newest.content
            if len({one.content for one in several}) > 1:
                collected.said.append(f"{student}, {name}: {len(several)} {kind}, taken is the newest: {newest.path}")
    changed = {file: content for file, content in files.items() if not file.is_file() or file.read_bytes() != content}
    if notebooks and not answers and (target.parent / RESPONSES).is_file():
        collected.said.append(f"{student}, {name}: no {RESPONSES} this time; the one collected before stays")
    target.parent.mkdir(parents=True, exist_ok=True)
    for file, content in changed.items():
        write_whole(file, content)
    (collected.new if changed else collected.same).append(key)


def collect_exchanged(course: Course, names: Sequence[str], told: Told) -> Collected:
    """Takes the latest submission of each student of the roster out of nbgrader's exchange."""
    students = {student.id for student in enrol(course)}
    api = course.api
    inbound = Path(api.exchange.Collect(coursedir=api.coursedir, parent=api).root) / api.coursedir.course_id / "inbound"
    if not inbound.is_dir():
        raise ClassError(
            f"There is no exchange at {inbound}. Release first; or, without a hub, give the folder of returned files: "
            "crampcourse class collect --from FOLDER"
        )
    collected = Collected()
    for count, name in enumerate(names):
        told(count, len(names))
        senders = {path.name.rsplit(f"+{name}+", 1)[0] for path in inbound.glob(f"*+{name}+*")}
        collected.said += [f"{who}: handed in {name}, but is not in roster.csv" for who in sorted(senders - students)]
        for student in sorted(senders & students):
            _exchange(course, student, name, inbound, collected)
    told(len(names), len(names))
    return collected


def _exchange(course: Course, student: str, name: str, inbound: Path, collected: Collected) -> None:
    for path in inbound.glob(f"{student}+{name}+*"):
        # nbgrader follows links when it copies: one could bring the gradebook into a learner's own folder.
        if any(Path(where, one).is_symlink() for where, d, f in os.walk(path) for one in (*d, *f)) or path.is_symlink():
            collected.said.append(f"{student}, {name}: {path.name} holds links to other files, not collected")
            return
    folder = course.notebook("submitted", name, student).parent
    before = _stamp(folder)
    try:
        with temp_attrs(course.api.coursedir, student_id=student):
            done(course.api.collect(name, update=True), f"Collecting {name} of {student}")
    except ClassError as error:
        collected.said.append(str(error))
        return
    (collected.same if before and before == _stamp(folder) else collected.new).append((student, name))


def _stamp(folder: Path) -> str:
    try:
        return (folder / "timestamp.txt").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
