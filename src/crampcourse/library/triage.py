"""The rule of the triage desk: the most urgent flag found decides, and nothing is safe while a flag may be hidden.

Said again in ``widgets/triage_rule.js``, over the same vectors. A case here is what the rule needs of a vignette:
for each question the flags that it screens for and those that its answer raises.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from crampcourse.library.read import Way
from crampcourse.library.shelf import Library
from crampcourse.library.vignettes import URGENCIES, Question, Urgency, Vignette

Case = dict[str, tuple[tuple[str, ...], tuple[str, ...]]]
"""Question → (flags it screens for, flags it raises)."""


@dataclass(frozen=True)
class Standing:
    """What is known of a case so far.

    ``urgency`` is that of the most urgent flag found, and self-care where there is none; ``flags`` are those found;
    ``not_asked`` are the questions left that could raise it. ``reassures`` says whether nothing more is to be feared:
    never while a flag is up or a question is left that could raise one.
    """

    urgency: Urgency
    flags: tuple[str, ...]
    not_asked: tuple[str, ...]
    reassures: bool


def case_of(vignette: Vignette, questions: Mapping[str, Question]) -> Case:
    """What the rule needs of a vignette."""
    return {
        finding.question: (tuple(questions[finding.question].screens), tuple(finding.raises))
        for finding in vignette.findings()
    }


def standing(case: Case, found: Collection[str], urgency_of: Mapping[str, Urgency]) -> Standing:
    """What is known when these questions were answered, in whatever order; ``urgency_of`` a flag by its id."""
    flags = tuple(dict.fromkeys(flag for question in case if question in found for flag in case[question][1]))
    level = max((URGENCIES.index(urgency_of[flag]) for flag in flags), default=0)
    not_asked = tuple(
        question
        for question, (screens, _) in case.items()
        if question not in found and any(URGENCIES.index(urgency_of[flag]) > level for flag in screens)
    )
    return Standing(URGENCIES[level], flags, not_asked, not flags and not not_asked)


def credit(decision: str, right: Urgency, known: Standing) -> float:
    """What a decision is worth: 1 right and grounded, ½ right before it could be known, 0 not right."""
    if decision != right:
        return 0.0
    return 1.0 if known.urgency == right and not known.not_asked else 0.5


def unsound(vignette: Vignette, library: Library) -> Iterator[tuple[Way, str]]:
    """The way to each part of a vignette that breaks the rule, and why. Ids that do not exist are told elsewhere."""
    known = {flag for finding in vignette.findings() for flag in finding.raises} <= library.flags.keys()
    if not known or not {finding.question for finding in vignette.findings()} <= library.questions.keys():
        return
    twin = library.vignettes.get(vignette.like or "")
    if twin and twin.decision == vignette.decision:
        yield ("like",), f"{twin.id} is decided as this case is; name one that is decided otherwise"
    if vignette.id in library.items:
        yield ("id",), f"an item has the id {vignette.id!r}, too; attempts could not be told apart, choose another"
    for way in ("ask", "examine"):
        findings = vignette.ask if way == "ask" else vignette.examine
        for index, finding in enumerate(findings):
            question = library.questions[finding.question]
            if question.way != way:
                yield (way, index, "question"), f"{question.id} is something to {question.way}; put it there"
            for flag in finding.raises:
                if flag not in question.screens:
                    where = f"add it to the screens of {question.id}, or ask something else"
                    yield (way, index, "raises"), f"{question.id} does not screen for {flag}; {where}"
    urgency_of: dict[str, Urgency] = {flag.id: flag.urgency for flag in library.flags.values()}
    case = case_of(vignette, library.questions)
    if not {flag for screens, _ in case.values() for flag in screens} <= library.flags.keys():
        return
    if not any(screens for screens, _ in case.values()):
        yield ("ask",), "no question here screens for a flag; a case must have something to find or to rule out"
    whole = standing(case, case, urgency_of).urgency
    if whole != vignette.decision:
        yield ("decision",), f"is {vignette.decision}, but all its flags together make it {whole}; mend one of them"
