"""A quiz in a notebook: practice items with feedback, kept in the log of attempts."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import traitlets

from crampcourse.learning.attempts import Attempt
from crampcourse.learning.paper import SUFFIX, read
from crampcourse.learning.seed import learner_seed
from crampcourse.library import load
from crampcourse.library import types as t
from crampcourse.library.inline import markdown_of, plain
from crampcourse.widgets.base import CourseWidget, bundle, styles
from crampcourse.widgets.packing import pack_item, remarked, still_markdown, still_text

if TYPE_CHECKING:
    from crampcourse.printing.teacher import TeacherView

_COMMON = ("kit", "kinds", "feedback", "quantity", "spelling", "marking", "sure")
_PICTURE = ("plate_map", "plate", "place")
_CONTROLS = {
    "single": ("choice",),
    "multiple": ("choice",),
    "numeric": ("numeric",),
    "order": ("order",),
    "label": (*_PICTURE, "placing", "label"),
    "find": (*_PICTURE, "find"),
    "short": ("short",),
    "match": ("placing", "match"),
    "cloze": ("short", "cloze"),
    "two-tier": ("choice", "tiers"),
    "trace": ("picture", "trace"),
}


def script(kinds: Iterable[str], *views: str) -> str:
    """The scripts that these kinds of item need, and no others: every widget on a page gets its script again."""
    controls = dict.fromkeys(name for kind in sorted(set(kinds)) for name in _CONTROLS[kind])
    return bundle(*_COMMON, *controls, *views)


class ItemSheet(CourseWidget):
    """Items one under another, under a head (id, title, lesson); each asked, marked and logged."""

    _css = styles("kit", "quiz")

    quiz = traitlets.Dict().tag(sync=True)

    def __init__(self, head: dict[str, Any], packed: list[dict[str, Any]], recall: Iterable[str]) -> None:
        """``packed`` as pack_item gives it; ``recall`` names the items that show their earlier answers."""
        library = load()
        self._items = [library.items[item["id"]] for item in packed]
        self._esm = script((item["kind"] for item in packed), "drafts", "credit", "item", "drawn", "quiz")
        super().__init__(recall, quiz={**head, "seed": learner_seed(), "items": packed})

    def score(self, attempt: Attempt) -> Attempt:
        """The log holds Python's mark, whatever the browser gave."""
        return remarked(attempt, self._items)


class Quiz(ItemSheet):
    """The items of one quiz, one under another. ``confidence`` also asks how sure the learner is."""

    def __init__(self, content: t.Quiz, *, confidence: bool = False) -> None:
        self._content = content
        self._library = library = load()
        prices = content.model_dump(include={"tries", "hint_price", "retry_price"})
        head = {"id": content.id, "title": content.title, "lesson": library.lesson_of(content.id).id, "prices": prices}
        packed = [pack_item(library.items[slug], library) for slug in content.items]
        super().__init__({**head, "confidence": confidence}, packed, content.items)

    def description(self) -> str:
        """Title, stems and choices, without key and without the learner's answers."""
        lines = [f"Quiz: {plain(self._content.title)} ({len(self._items)} questions)"]
        for number, item in enumerate(self._items, 1):
            stem, *choices = still_text(item, self._library)
            lines += [f"{number}. {stem}", *(f"   {choice}" for choice in choices)]
        return "\n".join(lines)

    def markdown(self) -> str:
        """The same as a paper to fill in."""
        items = (f"{number}\\. {still_markdown(item, self._library)}" for number, item in enumerate(self._items, 1))
        return "\n\n".join([f"**Quiz: {markdown_of(self._content.title)}**", *items])


def quiz(identifier: str, *, confidence: bool = False, teacher: bool = False) -> "CourseWidget | TeacherView":
    """The quiz with this id, such as ``L01-check-1``, or the assessment whose paper lies beside the notebook.

    A paper is named by its file, such as ``l03.paper.json``. ValueError names the quizzes, or papers, there are.
    confidence: also ask how sure the learner is. teacher: show every answer with its reasons and sources, and no quiz.
    """
    if identifier.endswith(SUFFIX):
        from crampcourse.widgets.assessment import Assessment

        if teacher:
            raise ValueError(f"{identifier} is a paper and holds no answers; look into the bank it was made from")
        path = Path(identifier)
        return Assessment(read(path), path.absolute().parent)
    library = load()
    if teacher:
        from crampcourse.printing.teacher import TeacherView  # late: learners need none of it

        return TeacherView(identifier, library)
    return Quiz(library.quiz(identifier), confidence=confidence)
