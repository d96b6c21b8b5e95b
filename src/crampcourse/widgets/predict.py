"""Commit to a prediction, look, compare, explain: what unlocks an explorer."""

import traitlets

from crampcourse.learning.attempts import Attempt
from crampcourse.learning.seed import learner_seed
from crampcourse.library import items as i
from crampcourse.library import load
from crampcourse.library import types as t
from crampcourse.library.inline import markdown_of, plain
from crampcourse.widgets.base import CourseWidget, bundle, styles
from crampcourse.widgets.packing import pack_item, remarked, still_markdown, still_text


class Predict(CourseWidget):
    """One choice item without feedback until the learner has committed to an answer and looked."""

    _esm = bundle("kit", "kinds", "feedback", "quantity", "spelling", "marking", "choice", "predict")
    _css = styles("kit", "quiz")

    prediction = traitlets.Dict().tag(sync=True)

    def __init__(self, content: t.Prediction) -> None:
        library = load()
        item = library.items[content.item]
        if not isinstance(item, i.ChoiceItem):
            raise ValueError(
                f"prediction {content.id} uses item {item.id}, of kind {item.kind}; it must be single or multiple"
            )
        self._content, self._item, self._library = content, item, library
        said = {
            "id": content.id,
            "look": content.look,
            "explain": content.explain,
            "lesson": library.lesson_of(content.id).id,
        }
        super().__init__([item.id], prediction={**said, "seed": learner_seed(), "item": pack_item(item, library)})

    def description(self) -> str:
        """Question, choices, what to look at and what to explain; never key or answer."""
        stem, *choices = still_text(self._item, self._library)
        tasks = [f"Then look: {plain(self._content.look)}", f"Then explain: {plain(self._content.explain)}"]
        return "\n".join([f"Prediction: {stem}", *(f"   {choice}" for choice in choices), *tasks])

    def markdown(self) -> str:
        """The same as a paper to fill in."""
        return "\n\n".join(
            [
                f"**Your prediction.** {still_markdown(self._item, self._library)}",
                f"**Then look.** {markdown_of(self._content.look)}",
                f"**Then explain.** {markdown_of(self._content.explain)}",
            ]
        )

    def score(self, attempt: Attempt) -> Attempt:
        """The log holds Python's mark of a prediction; an explanation has none."""
        return remarked(attempt, [self._item])


def predict(identifier: str) -> Predict:
    """The prediction with this id, such as ``L01-P1``; ValueError names those there are."""
    return Predict(load().prediction(identifier))
