"""Formulas and signs of other scripts in quizzes, predictions and the rest: shown, said, out of reach of anybody's markup."""

import json
import random

import pytest

from crampcourse.library import load
from crampcourse.library.inline import html_of, plain
from crampcourse.widgets import predict as predict_module
from crampcourse.widgets import quiz as quiz_module
from crampcourse.widgets.base import bundle, styles
from crampcourse.widgets.predict import Predict
from crampcourse.widgets.quiz import Quiz
from tests.browser.axe import violations
from tests.browser.looks import small_targets, sticking_out
from tests.browser.test_quiz_alone import ADDRESS, MOUNT, answer, article, sent
from tests.trial_quiz import trial_library

NERNST = r"$E=\frac{RT}{zF}\ln\frac{[\mathrm{K}^+]_\text{out}}{[\mathrm{K}^+]_\text{in}}$"
SAID = "E = RT/(zF) ln([K⁺]_out/[K⁺]_in)"
WIDE = "$" + "+".join(r"\frac{a_{%d}}{b}" % n for n in range(20)) + "$"
KINDS = ("single", "multiple", "order", "short", "match", "cloze", "two-tier", "numeric")


@pytest.fixture
def mount(page, monkeypatch):
    """Shows a quiz of the kinds without a picture, or a prediction, with ``text`` in every field."""
    page.set_default_timeout(8000)
    page.route("**/*", lambda route: route.fulfill(body="<!doctype html><title>t</title>", content_type="text/html"))

    class Ref:
        ref = "anywidget:plate"

    monkeypatch.setattr("crampcourse.widgets.plate.plate", lambda _name: Ref)

    def show(text, kind=Quiz):
        library = trial_library(text, "Name")
        monkeypatch.setattr(quiz_module, "load", lambda: library)
        monkeypatch.setattr(predict_module, "load", lambda: library)
        if kind is Quiz:
            whole = library.quiz("L01-trial-1")
            widget = Quiz(whole.model_copy(update={"items": [f"t-{name}" for name in KINDS]}))
            state = {"quiz": {**widget.quiz, "seed": "1"}}
        else:
            widget = Predict(library.prediction("L01-P1"))
            state = {"prediction": {**widget.prediction, "seed": "1"}}
        page.goto(ADDRESS)
        state |= {"formulas": json.loads(json.dumps(widget.formulas)), "history": [], "notice": ""}
        page.evaluate(MOUNT, [widget._esm, widget._css, state, {}])
        return widget

    return show
