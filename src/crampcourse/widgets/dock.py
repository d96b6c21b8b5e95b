"""The claim dock: popular statements to judge one by one, before the ledger says its verdict and its sources.

A widget of its own, not a mode of the ledger: the ledger shows one lesson's claims with their verdicts open to
everyone, the dock all of them one at a time with a log of what was judged; they share nothing but the sources.
"""

import hashlib
from dataclasses import replace
from typing import Any, get_args

import traitlets

from crampcourse.learning.attempts import Attempt
from crampcourse.learning.mixing import mixed
from crampcourse.learning.seed import learner_seed
from crampcourse.library import Library, load
from crampcourse.library.inline import markdown_of, plain
from crampcourse.library.types import Claim
from crampcourse.widgets.base import CourseWidget, bundle, styles
from crampcourse.widgets.shared import cited, shared

LESSON = "L08"
VERDICTS: tuple[str, ...] = get_args(Claim.model_fields["verdict"].annotation)
IN_STILLS = 6
"""How many statements a page without the widget shows: enough to see what is asked."""


class ClaimDock(CourseWidget):
    """All statements of the ledger, or those of one topic, one at a time: judge, commit, see the ledger."""

    _esm = bundle("kit", "kinds", "feedback", "sources", "sure", "tally", "dock")
    _css = styles("kit", "quiz", "sources", "dock")

    dock = traitlets.Dict().tag(sync=True)
    rows = traitlets.Unicode().tag(sync=True)
    """The model that holds statements and sources, once in each kernel."""

    def __init__(self, library: Library, topic: str = "", seed: int | str | None = None) -> None:
        """``topic`` is shown first, "" all; ``seed`` sets the order, else this learner's own."""
        self._claims = library.claims
        self._board = board = library.boards["dock"]
        held = shared("claims", lambda: _rows(library))
        said = {"title": board.title, "purpose": board.purpose, "notice": board.notice, "words": board.words}
        order = learner_seed() if seed is None else str(seed)
        super().__init__(
            [item_of(claim) for claim in self._claims.values()],
            texts=held.data,
            dock={**said, "lesson": LESSON, "topic": topic, "seed": order},
            rows=held.ref,
        )

    def description(self) -> str:
        """What is to be judged, with a few statements and no verdict."""
        shown = "\n".join(f"- {plain(claim.claim)}" for claim in self._shown())
        verdicts = ", ".join(VERDICTS)
        return (
            f"{self._board.title}: {len(self._claims)} statements to judge ({verdicts}), {IN_STILLS} of them here.\n"
            f"{plain(self._board.purpose)}\n{shown}"
        )

    def markdown(self) -> str:
        """The same as a paper to fill in."""
        rows = "\n".join(f"| {markdown_of(claim.claim)} | |" for claim in self._shown())
        return (
            f"**{self._board.title}.** {markdown_of(self._board.purpose)}\n\n"
            f"| {IN_STILLS} of {len(self._claims)} statements | {' / '.join(VERDICTS)} |\n|---|---|\n{rows}"
        )

    def score(self, attempt: Attempt) -> Attempt:
        """1 where learner and ledger agree. A judgement of an earlier wording keeps what it was given."""
        claim = next((claim for claim in self._claims.values() if item_of(claim) == attempt.item), None)
        if claim is None:
            raise ValueError(f"item is {attempt.item!r}, which is no statement of the ledger")
        if attempt.response not in VERDICTS:
            raise ValueError(f"response is {attempt.response!r}; it must be one of {', '.join(VERDICTS)}")
        if attempt.content_hash != hash_of(claim):
            return attempt
        return replace(attempt, score=float(attempt.response == claim.verdict))

    def _shown(self) -> list[Claim]:
        """A few statements, the same for everybody."""
        return mixed("dock", list(self._claims.values()), lambda claim: claim.claim)[:IN_STILLS]


def item_of(claim: Claim) -> str:
    """How a judgement of a claim is named in the log."""
    return f"claim-{claim.id}"


def hash_of(claim: Claim) -> str:
    """Changes when what a judgement means changes: the statement, the verdict, what is right."""
    said = f"{claim.claim}\n{claim.verdict}\n{claim.correct_statement}"
    return hashlib.sha256(said.encode()).hexdigest()[:8]


def _rows(library: Library) -> dict[str, Any]:
    """Claims as lists, their sources as numbers: names would be sent 277 times."""
    sources = cited({key for claim in library.claims.values() for key in claim.citations}, library)
    number = {key: index for index, key in enumerate(sources)}
    topics = list(dict.fromkeys(claim.topic for claim in library.claims.values()))
    claims = [
        [
            *(claim.id, topics.index(claim.topic), claim.claim, VERDICTS.index(claim.verdict)),
            *(claim.correct_statement, [number[key] for key in claim.citations], claim.where, hash_of(claim)),
        ]
        for claim in library.claims.values()
    ]
    return {"verdicts": list(VERDICTS), "topics": topics, "claims": claims, "sources": list(sources.items())}


def dock(topic: str = "", *, seed: int | str | None = None) -> ClaimDock:
    """The claim dock, with one topic chosen or all; a ``seed`` gives a whole class the same order.

    ValueError names the topics there are.
    """
    library = load()
    topics = sorted({claim.topic for claim in library.claims.values()})
    if topic and topic not in topics:
        raise ValueError(f"there is no topic {topic!r}; there are: {', '.join(topics)}")
    return ClaimDock(library, topic, seed)
