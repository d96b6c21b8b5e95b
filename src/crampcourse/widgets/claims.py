"""The ledger of a lesson: popular claims with verdict and correct statement, and every source the lesson uses."""

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

    def __init__(self, lesson: str, library: Library) -> None:
        self._lesson = lesson
        self._claims = [library.claims[number] for number in library.lessons[lesson].claims]
        shown = library.lessons[lesson]
        used = {item for quiz in shown.quizzes for item in quiz.items} | {each.item for each in shown.predictions}
        keys = sorted(
            {key for claim in self._claims for key in claim.citations}
            | {key for item in used for key in library.items[item].sources}
            | set(shown.sources)
        )
        self._references = {key: library.references[key] for key in keys}
        super().__init__(
            claims=[
                claim.model_dump(include={"id", "claim", "verdict", "correct_statement", "citations", "where"})
                for claim in self._claims
            ],
            references={key: cite(reference) for key, reference in self._references.items()},
        )

    def description(self) -> str:
        """Every claim with its verdict, as lines of text."""
        lines = [f"{len(self._claims)} popular claims on the topics of lesson {int(self._lesson[1:])}:"]
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
        return f"{table}\n\n**Sources of this lesson**\n\n{sources}"


def _sources(claim: Claim) -> str:
    return ", ".join(claim.citations) or "no source"


def claims(lesson: str) -> ClaimLedger:
    """The ledger of a lesson by id such as ``L01``; ValueError names the lessons there are."""
    library = load()
    library.lesson_of(lesson)
    return ClaimLedger(lesson, library)
