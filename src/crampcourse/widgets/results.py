"""The learner's results on one page to keep or print: lessons, predictions, entry and exit test."""

from typing import Any

import traitlets

from crampcourse import __date__, __version__
from crampcourse.library import Library, load
from crampcourse.library.inline import markdown_of, plain
from crampcourse.library.types import Lesson
from crampcourse.widgets.base import CourseWidget, bundle, styles
from crampcourse.widgets.lesson import name_of

TESTS = {"entry": "L00-entry", "exit": "L00-exit"}
"""The quizzes between which a gain is told, where the library has them."""


class Results(CourseWidget):
    """What was answered, met, predicted and gained, as the log and this browser know it now."""

    _esm = bundle("kit", "mastery", "atlas_export", "results")
    _css = styles("kit", "results")

    results = traitlets.Dict().tag(sync=True)

    def __init__(self, library: Library) -> None:
        self._board = board = library.boards["results"]
        quizzes = {quiz.id: quiz for lesson in library.lessons.values() for quiz in lesson.quizzes}
        tests = {name: quizzes[quiz] for name, quiz in TESTS.items() if quiz in quizzes}
        lessons = [_rows(lesson, library) for lesson in sorted(library.lessons.values(), key=lambda each: each.id)]
        recalled = dict.fromkeys(
            item
            for items in (
                *(row["items"] + row["predictions"] for row in lessons),
                *(quiz.items for quiz in tests.values()),
            )
            for item in items
        )
        super().__init__(
            recalled,
            results={
                **board.model_dump(include={"title", "purpose", "notice", "words"}),
                "lessons": lessons,
                "tests": {name: {"title": quiz.title, "items": quiz.items} for name, quiz in tests.items()},
                "version": f"crampcourse {__version__} of {__date__}",
                "print_css": styles("results_print"),
            },
        )

    def description(self) -> str:
        """What the page holds: the same for every learner on every day."""
        return (
            f"{self._board.title}. {plain(self._board.purpose)} {plain(self._board.notice)} Run this cell to see yours."
        )

    def markdown(self) -> str:
        """The same for pages that cannot run the widget."""
        purpose, notice = markdown_of(self._board.purpose), markdown_of(self._board.notice)
        return f"**{self._board.title}.** {purpose} {notice} Run this cell to see yours."


def _rows(lesson: Lesson, library: Library) -> dict[str, Any]:
    """A lesson's items, without those of the tests, which stand apart; by objective too."""
    quizzes = [quiz for quiz in lesson.quizzes if quiz.id not in TESTS.values()]
    asked = list(dict.fromkeys(item for quiz in quizzes for item in quiz.items))
    return {
        "name": name_of(lesson),
        "title": lesson.title,
        "items": asked,
        "objectives": [
            {"id": each.id, "items": [item for item in asked if library.items[item].objective == each.id]}
            for each in lesson.objectives
        ],
        "predictions": [each.item for each in lesson.predictions],
    }


def results() -> Results:
    """The results page of the learner whose log this computer holds."""
    return Results(load())
