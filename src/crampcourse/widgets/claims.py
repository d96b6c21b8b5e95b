"""The ledger of a lesson or of the course: popular claims with verdict, correct statement and every source used."""

import traitlets

from crampcourse.library import Library, load
from crampcourse.library.citing import cite
from crampcourse.library.inline import markdown_of, plain
from crampcourse.library.types import Claim
from crampcourse.widgets.base import CourseWidget, bundle, styles


class ClaimLedger(CourseWidget):
    """What popular texts say, what is right, and where that stands."""

    _esm = bundle("kit", "sources", "claims")
    _css = styles("kit", "sources", "claims")

    claims = traitlets.List().tag(sync=True)
    references = traitlets.Dict().tag(sync=True)
    of = traitlets.Unicode().tag(sync=True)
    """What it is the ledger of: "this lesson" or "the course"."""

    def __init__(self, library: Library, lesson: str | None = None) -> None:
        """``lesson``: an id such as ``L01``; None for every claim that the course knows."""
        self._lesson = lesson
        if lesson is None:
            self._claims = sorted(library.claims.values(), key=lambda claim: claim.id)
            keys = {key for claim in self._claims for key in claim.citations}
        else:
            shown = library.lessons[lesson]
            self._claims = [library.claims[number] for number in shown.claims]
            used = {item for quiz in shown.quizzes for item in quiz.items} | {each.item for each in shown.predictions}
            keys = {key for claim in self._claims for key in claim.citations} | set(shown.sources)
            keys |= {key for item in used for key in library.items[item].sources}
        self._references = {key: library.references[key] for key in sorted(keys)}
        super().__init__(
            of="the course" if lesson is None else "this lesson",
            claims=[
                claim.model_dump(include={"id", "claim", "verdict", "correct_statement", "citations", "where"})
                for claim in self._claims
            ],
            references={key: cite(reference) for key, reference in self._references.items()},
        )

    def description(self) -> str:
        """Every claim with its verdict, as lines of text."""
        topics = f"the topics of lesson {int(self._lesson[1:])}" if self._lesson else "ankles, muscles and cramps"
        lines = [f"{len(self._claims)} popular claims on {topics}:"]
        return "\n".join(
            [
                *lines,
                *(
                    f"- {plain(claim.claim)} [{claim.verdict}] {plain(claim.correct_statement)} ({_sources(claim)})"
                    for claim in self._claims
                ),
            ]
        )

    def markdown(self) -> str:
        """The ledger as a table with its sources below."""
        rows = [
            f"| {markdown_of(claim.claim)} | **{claim.verdict}** "
            f"| {markdown_of(claim.correct_statement)} | {_sources(claim)} |"
            for claim in self._claims
        ]
        table = "\n".join(["| What people say | Verdict | What is right | Sources |", "|---|---|---|---|", *rows])
        sources = "\n".join(
            f"- **{key}** {entry['text']} *({entry['mark']})*" for key, entry in self.references.items()
        )
        return f"{table}\n\n**Sources of {self.of}**\n\n{sources}"


def _sources(claim: Claim) -> str:
    return ", ".join(claim.citations) or "no source"


def claims(lesson: str | None = None) -> ClaimLedger:
    """The ledger of a lesson by id such as ``L01``, or of the whole course; ValueError names the lessons there are."""
    library = load()
    if lesson is not None:
        library.lesson_of(lesson)
    return ClaimLedger(library, lesson)
