"""The head of a lesson: objectives, progress, what it takes, what it is not."""

from datetime import datetime

import traitlets

from crampcourse.learning.review import due_items
from crampcourse.library import Library, load
from crampcourse.library.inline import markdown_of, plain
from crampcourse.library.shelf import find
from crampcourse.library.types import Lesson
from crampcourse.widgets.base import CourseWidget, attempts_so_far, bundle, styles


class LessonHead(CourseWidget):
    """Title, objectives with progress, time, needs and notice of one lesson."""

    _esm = bundle("kit", "mastery", "lesson")
    _css = styles("kit", "lesson")

    lesson = traitlets.Dict().tag(sync=True)

    def __init__(self, lesson: Lesson) -> None:
        library = load()
        items = library.items
        shown = [item for quiz in lesson.quizzes for item in quiz.items]
        objectives = [
            {"id": o.id, "text": o.text, "items": [i for i in shown if items[i].objective == o.id]}
            for o in lesson.objectives
        ]
        self._lesson = lesson
        head = {
            "id": lesson.id,
            "name": name_of(lesson),
            "title": lesson.title,
            "topic": lesson.topic,
            "minutes": lesson.minutes,
            "needs": lesson.needs,
            "notice": lesson.notice,
        }
        attempts, notice = attempts_so_far()
        # A log that cannot be read tells nothing of what is due; the notice says so.
        due = None if notice else len(due_items(attempts, datetime.now().astimezone(), library))
        super().__init__(shown, lesson={**head, "objectives": objectives, "due": due, "next": _after(lesson, library)})

    def description(self) -> str:
        """The head as lines of text, without the learner's progress."""
        lesson = self._lesson
        lines = [
            f"{name_of(lesson)}: {lesson.title} ({lesson.topic})",
            f"{lesson.minutes} minutes. You need: {plain(lesson.needs)}",
            "Afterwards you can:",
        ]
        return "\n".join(
            [*lines, *(f"- {each.id}: {plain(each.text)}" for each in lesson.objectives), plain(lesson.notice)]
        )

    def markdown(self) -> str:
        """The head for pages that cannot run it."""
        lesson = self._lesson
        objectives = "\n".join(f"- **{objective.id}** {markdown_of(objective.text)}" for objective in lesson.objectives)
        title = f"**{name_of(lesson)} · {lesson.topic} · {lesson.minutes} minutes**"
        needs, notice = markdown_of(lesson.needs), markdown_of(lesson.notice)
        return f"{title}\n\nYou need: {needs}\n\n{objectives}\n\nNext: {_after(lesson, load())}\n\n*{notice}*"


def name_of(lesson: Lesson) -> str:
    """How a lesson is called: by its number, or as what comes before the first."""
    number = int(lesson.id[1:])
    return f"Lesson {number}" if number else "Before lesson 1"


def _after(lesson: Lesson, library: Library) -> str:
    """What comes next, in words; after the last lesson its results."""
    later = sorted(other for other in library.lessons if other > lesson.id)
    if not later:
        return "the exit test and your results, at the end of the first notebook"
    return f"{name_of(library.lessons[later[0]])}: {library.lessons[later[0]].title}"


def lesson(identifier: str) -> LessonHead:
    """The head of a lesson by id such as ``L01``; ValueError names the lessons there are."""
    return LessonHead(find(load().lessons, identifier, "lesson"))
