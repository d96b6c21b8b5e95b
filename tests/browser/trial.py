"""The trial quiz in a kernel: what a notebook of the tests shows."""

from unittest import mock

from crampcourse.library import items as i
from crampcourse.widgets import quiz as quiz_module
from crampcourse.widgets.quiz import Quiz
from tests.trial_quiz import trial_library

CELLS = ["from tests.browser.trial import trial_quiz", "trial_quiz()"]
TEXT = "# Trial\n\n## A quiz is a section of a lesson"


def trial_items() -> dict[str, i.Item]:
    """Kind → the item of the trial quiz."""
    return {item.kind: item for item in trial_library().items.values()}


def trial_quiz(text: str = "Text", suffix: str = "", *, confidence: bool = False) -> Quiz:
    """One item of each kind with this text in every field; ``suffix`` tells its items from those of another quiz."""
    library = trial_library(text)
    items = {
        f"{slug}{suffix}": item.model_copy(update={"id": f"{slug}{suffix}"}) for slug, item in library.items.items()
    }
    library.items.clear()
    library.items.update(items)
    content = library.quiz("L01-trial-1").model_copy(update={"items": list(items)})
    with mock.patch.object(quiz_module, "load", return_value=library):
        return Quiz(content, confidence=confidence)
