"""The logs that learners handed in, read together: who is who, what was handed in twice, what is no attempt."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from crampcourse.learning.attempts import Attempt
from crampcourse.learning.transfer import read_lines
from crampcourse.library.faults import Fault

OWN_NAME = "me"
"""What every private log calls its learner: it names nobody."""


@dataclass(frozen=True)
class ClassLog:
    """Attempts of a class. Each learner is named by one of their own attempts' ids, so that no name gets any further.

    ``joined`` counts the learners who turned out to be somebody from another file.
    """

    attempts: list[Attempt]
    files: int
    joined: int


def read_class(paths: Iterable[Path], faults: list[Fault], *, same_names: bool = False) -> ClassLog:
    """The attempts of all files; lines that are none become ``faults``, and so does an id with two contents.

    A learner is a name in a file: "me" in two files is two people. Files that hold the same attempt hold the same
    person, who handed in an earlier and a later log. ``same_names`` says that any other name means one person in
    all files.
    """
    people = _People()
    once: dict[str, tuple[Attempt, tuple[int, str]]] = {}
    attempts: list[tuple[Attempt, tuple[int, str]]] = []
    files = list(paths)
    for number, path in enumerate(files):
        of_file: list[Fault] = []
        for line, attempt in read_lines(path, of_file):
            shared = same_names and attempt.learner != OWN_NAME
            person = (-1 if shared else number, attempt.learner)
            people.add(person)
            first, whose = once.setdefault(attempt.id, (attempt, person))
            if first != attempt:
                message = "an attempt with this id but other content stands in these files already"
                faults.append(Fault(str(path), line, attempt.id, message))
                continue
            people.join(whose, person)
            attempts.append((attempt, person))
        # In a class many files have the same name: the whole path tells them apart.
        faults.extend(replace(fault, file=str(path)) for fault in of_file)
    names: dict[tuple[int, str], str] = {}
    for attempt, person in attempts:
        one = people.of(person)
        names[one] = min(names.get(one, attempt.id), attempt.id)
    named = [replace(attempt, learner=names[people.of(person)]) for attempt, person in attempts]
    return ClassLog(named, len(files), people.joined)


class _People:
    """Who is who: names that turned out to be one person share a leader."""

    def __init__(self) -> None:
        self.joined = 0
        self._leader: dict[tuple[int, str], tuple[int, str]] = {}

    def add(self, person: tuple[int, str]) -> None:
        self._leader.setdefault(person, person)

    def of(self, person: tuple[int, str]) -> tuple[int, str]:
        while self._leader[person] != person:
            person = self._leader[person]
        return person

    def join(self, one: tuple[int, str], other: tuple[int, str]) -> None:
        first, second = self.of(one), self.of(other)
        if first != second:
            self._leader[second] = first
            self.joined += 1
