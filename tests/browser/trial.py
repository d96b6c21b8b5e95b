"""The trial quiz in a kernel: what a notebook of the tests shows."""

from unittest import mock

from crampcourse.library import items as i
from crampcourse.widgets import predict as predict_module
from crampcourse.widgets import quiz as quiz_module
from crampcourse.widgets.predict import Predict
from crampcourse.widgets.quiz import Quiz
from tests.trial_quiz import trial_library

CELLS = ["from tests.browser.trial import trial_quiz", "trial_quiz()"]
TEXT = "# Trial\n\n## A quiz is a section of a lesson"


def trial_items(text: str = "Text") -> dict[str, i.Item]:
    """Kind → the item of the trial quiz."""
    return {item.kind: item for item in trial_library(text).items.values()}


def trial_quiz(text: str = "Text", suffix: str = "") -> Quiz:
    """One item of each kind with this text in every field; ``suffix`` tells its items from those of another quiz."""
    library = trial_library(text)
    chosen = [item.model_copy(update={"id": f"{item.id}{suffix}"}) for item in library.items.values()]
    library.items.clear()
    library.items.update({item.id: item for item in chosen})
    content = library.quiz("L01-trial-1").model_copy(update={"items": list(library.items)})
    with mock.patch.object(quiz_module, "load", return_value=library):
        return Quiz(content)


def trial_predict(text: str = "Text") -> Predict:
    """The prediction of the trial library with this text in every field."""
    library = trial_library(text)
    with mock.patch.object(predict_module, "load", return_value=library):
        return Predict(library.prediction("L01-P1"))


def odd_quiz() -> Quiz:
    """Items, units, words and places with names that every object of JavaScript has already."""
    library = trial_library()
    items = library.items
    units = {"constructor": 10, "toString": 100, "hasOwnProperty": 1, "valueOf": 7}
    unsaid = {"wrong": [], "value": 30.0, "unit": "__proto__", "units": units}
    odd = [
        items["t-numeric"].model_copy(update={"id": "constructor", **unsaid}),
        items["t-short"].model_copy(update={"id": "valueof", "accepted": ["__proto__", "constructor"]}),
    ]
    # The heel bone under another id.
    library.structures["constructor"] = library.structures["calcaneus"].model_copy(update={"id": "constructor"})
    for kind in ("find", "label"):
        renamed = items[f"t-{kind}"].model_dump_json().replace('"structure":"calcaneus"', '"structure":"constructor"')
        odd.append(type(items[f"t-{kind}"]).model_validate_json(renamed).model_copy(update={"id": f"odd-{kind}"}))
    items.update({item.id: item for item in odd})
    content = library.quiz("L01-trial-1").model_copy(update={"items": [item.id for item in odd]})
    with mock.patch.object(quiz_module, "load", return_value=library):
        return Quiz(content)
