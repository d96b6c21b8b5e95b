"""The triage desk: cases with findings to ask and examine, a board of red flags, and a decision that is answered."""

import hashlib
import json
from dataclasses import replace
from typing import Any

import traitlets

from crampcourse.learning.attempts import Attempt
from crampcourse.learning.mixing import mixed
from crampcourse.library import Library, load
from crampcourse.library.inline import markdown_of, plain
from crampcourse.library.shelf import find
from crampcourse.library.triage import case_of, credit, standing
from crampcourse.library.vignettes import URGENCIES, Urgency, Vignette
from crampcourse.widgets.base import CourseWidget, bundle, styles
from crampcourse.widgets.shared import cited, shared

LESSON = "L09"
SCHEMES = ("foot_nerves", "picto_walk", "picto_rest", "picto_night")
IN_STILLS = 3
"""How many cases a page without the widget tells."""


class TriageDesk(CourseWidget):
    """Cases one at a time; the most urgent flag found decides, and nothing reassures while one may be hidden."""

    _esm = bundle(
        *("kit", "kinds", "feedback", "sources", "triage_rule", "triage_pictures", "triage_board", "triage_answer"),
        *("lock", "triage"),
    )
    _css = styles("kit", "quiz", "sources", "triage")

    desk = traitlets.Dict().tag(sync=True)
    cases = traitlets.Unicode().tag(sync=True)
    """The model that holds cases, flags, sources and drawings, once in each kernel."""
    lock = traitlets.Dict().tag(sync=True)
    """Item of the prediction to commit first; empty where nothing locks."""

    def __init__(self, library: Library, vignettes: list[Vignette], after: str | None = None) -> None:
        self._library, self._vignettes = library, vignettes
        self._board = board = library.boards["triage"]
        held = shared("triage", lambda: _cases(library))
        said = {"title": board.title, "purpose": board.purpose, "notice": board.notice, "words": board.words}
        names = [vignette.id for vignette in vignettes]
        lock = {"item": library.prediction(after).item} if after else {}
        looks = {"desk": {**said, "lesson": LESSON, "shown": names}, "lock": lock}
        super().__init__([*names, *lock.values()], texts=held.data, cases=held.ref, **looks)

    def description(self) -> str:
        """What the desk is and is not, and the first cases with what may be asked; no answer, no decision."""
        shown = self._vignettes[:IN_STILLS]
        lines = [
            f"{self._board.title}: {len(self._vignettes)} cases, {len(shown)} of them here.",
            plain(self._board.purpose),
            plain(self._board.notice),
        ]
        for number, vignette in enumerate(shown, 1):
            lines.append(f"{number}. {vignette.title}. {plain(vignette.story)}")
            lines += [f"   - {plain(question)}" for question in self._asked(vignette)]
        return "\n".join([*lines, f"Decide: {', '.join(self._decisions())}."])

    def markdown(self) -> str:
        """The same as a paper to talk about."""
        parts = [f"**{self._board.title}.** {markdown_of(self._board.purpose)}"]
        for number, vignette in enumerate(self._vignettes[:IN_STILLS], 1):
            questions = "\n".join(f"- {markdown_of(question)}" for question in self._asked(vignette))
            parts.append(f"**{number}\\. {vignette.title}.** {markdown_of(vignette.story)}\n\n{questions}")
        parts += [f"Decide: ☐ {' ☐ '.join(self._decisions())}", f"*{markdown_of(self._board.notice)}*"]
        return "\n\n".join(parts)

    def _asked(self, vignette: Vignette) -> list[str]:
        return [self._library.questions[finding.question].text for finding in vignette.findings()]

    def _decisions(self) -> list[str]:
        return [self._board.words[f"urgency.{urgency}"] for urgency in URGENCIES]

    def score(self, attempt: Attempt) -> Attempt:
        """1 for a right and grounded decision, ½ for one before it could be known. An older case keeps its mark."""
        vignette = next((vignette for vignette in self._vignettes if vignette.id == attempt.item), None)
        if vignette is None:
            raise ValueError(f"item is {attempt.item!r}, which is no case of this desk")
        if attempt.content_hash != hash_of(vignette, self._library):
            return attempt
        case = case_of(vignette, self._library.questions)
        given = attempt.response if isinstance(attempt.response, dict) else {}
        decision, found = given.get("decision"), given.get("found")
        if decision not in URGENCIES or not isinstance(found, list) or not all(each in case for each in found):
            raise ValueError("response must hold a decision and the questions of this case that were found")
        return replace(
            attempt, score=credit(decision, vignette.decision, standing(case, found, _urgencies(self._library)))
        )


def hash_of(vignette: Vignette, library: Library) -> str:
    """Changes when what a decision means changes: the case, its key, what its questions screen for."""
    said = [vignette.model_dump(mode="json", exclude={"sources"}), case_of(vignette, library.questions)]
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:12]


def _urgencies(library: Library) -> dict[str, Urgency]:
    return {flag.id: flag.urgency for flag in library.flags.values()}


def _cases(library: Library) -> dict[str, Any]:
    """All cases with what their findings and decisions mean: this is practice, and the desk answers with no kernel."""
    used = {key for entry in (*library.flags.values(), *library.vignettes.values()) for key in entry.sources}
    return {
        "flags": {flag.id: flag.model_dump(exclude={"id"}, exclude_none=True) for flag in library.flags.values()},
        "questions": {question.id: question.model_dump(exclude={"id"}) for question in library.questions.values()},
        "cases": {vignette.id: _packed(vignette, library) for vignette in library.vignettes.values()},
        "sources": cited(used, library),
        "drawings": {
            name: (library.folder / "schemes" / f"{name}.svg").read_text(encoding="utf-8") for name in SCHEMES
        },
    }


def _packed(vignette: Vignette, library: Library) -> dict[str, Any]:
    reasons = [vignette.reason(urgency) for urgency in URGENCIES]
    return {
        **vignette.model_dump(include={"title", "story", "decision", "topic", "like", "sources"}),
        "hash": hash_of(vignette, library),
        "findings": [
            finding.model_dump(exclude_none=True, exclude=set() if finding.areas else {"areas"})
            for finding in vignette.findings()
        ],
        "said": [
            [reason.text, *([library.misconceptions[reason.misconception].right] if reason.misconception else [])]
            for reason in reasons
        ],
    }


def triage(*cases: str, after: str | None = None) -> TriageDesk:
    """The triage desk with these cases in this order, or with all of them.

    after: a prediction such as ``"L09-P1"`` to be committed first. ValueError names the cases or predictions there are.
    """
    library = load()
    shown = [find(library.vignettes, case, "case") for case in cases]
    if not shown:
        shown = mixed("desk", list(library.vignettes.values()), lambda vignette: vignette.id)
    return TriageDesk(library, shown, after)
