"""Ten choice questions of lesson 1, shown by the course and written down for jupyterquiz."""

from typing import Any

from crampcourse.library import load
from crampcourse.library.items import ChoiceItem
from crampcourse.library.types import Quiz as QuizContent
from crampcourse.widgets.quiz import Quiz

NUMBER = 10


def ten_items() -> list[ChoiceItem]:
    """The first ten single and multiple choice items of lesson 1."""
    items = load().items.values()
    return [item for item in items if item.objective.startswith("L01") and isinstance(item, ChoiceItem)][:NUMBER]


def questions() -> list[dict[str, Any]]:
    """The same stems, options and rationales as jupyterquiz takes them."""
    return [
        {
            "question": item.stem,
            "type": "multiple_choice" if item.kind == "single" else "many_choice",
            "answers": [{"answer": o.text, "correct": o.key, "feedback": o.rationale} for o in item.options],
        }
        for item in ten_items()
    ]


def quiz() -> Quiz:
    """The course's quiz of these items."""
    return Quiz(QuizContent(id="L01-ten", title="Ten questions", items=[item.id for item in ten_items()]))
