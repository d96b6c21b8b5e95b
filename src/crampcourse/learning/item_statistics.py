"""How one item behaved in a class: how hard, how telling, which answers, how long, with what help, how sure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from crampcourse.learning.answer_table import VERDICTS, Answer, answers_of, answers_to, parts_of
from crampcourse.learning.attempts import Attempt
from crampcourse.learning.shown import shown, too_few_to_show
from crampcourse.learning.tries import as_asked, score_of, sureness
from crampcourse.library import Library
from crampcourse.library import items as i
from crampcourse.library.models import model_text
from crampcourse.models.estimate import Estimate, unknown, weighed
from crampcourse.models.item_analysis import discrimination
from crampcourse.models.shares import mean_score

_ENDLESS_SECONDS = 1e15
SURENESS = ("sure", "unsure", "guess")


@dataclass(frozen=True)
class Chosen:
    """How many chose an answer, and how good they were at the rest of the set (mean score 0 … 1 at the other items).

    ``misconception`` is the wrong idea in words, where the answer stands for one.
    """

    answer: Answer
    misconception: str | None
    count: int
    share: float
    rest_score: Estimate


@dataclass(frozen=True)
class Spread:
    """Median and quartiles, each a number or None with the reason in ``note``."""

    n: int
    lower_quartile: float | None = None
    median: float | None = None
    upper_quartile: float | None = None
    few: bool = False
    note: str = ""


@dataclass(frozen=True)
class ItemStatistics:
    """First tries at one item; ``discrimination`` and rest scores only of learners who tried every item of the set.

    ``answers`` counts first tries at the present version of the item, ``answered`` of them; ``earlier_version`` of
    them were at another version, and are not in that table. Of items answered in parts each part has its own rows.
    No figure of fewer learners than may be shown: it is None then, and the table empty.
    """

    item: str
    kind: str
    stem: str
    share_right: Estimate
    mean_score: Estimate
    discrimination: Estimate
    seconds: Spread
    took_hints: Estimate
    right_when: dict[str, Estimate]
    answers: list[Chosen]
    answered: int
    earlier_version: int


def item_statistics(
    item: i.Item, first: Mapping[str, Attempt], rest: Mapping[str, tuple[float, int]], library: Library
) -> ItemStatistics:
    """``first``: learner → first try. ``rest``: learner → sum of the scores at the other items, and their number."""
    learners = sorted(first)
    scores = [score_of(first[learner]) for learner in learners]
    here = {name: first[name] for name in learners if as_asked(item, first[name]) is not None}
    said = {level: [name for name in learners if sureness(first[name]) == level] for level in SURENESS}
    return ItemStatistics(
        item=item.id,
        kind=item.kind,
        stem=item.stem,
        share_right=shown(mean_score([float(score == 1) for score in scores])),
        mean_score=shown(mean_score(scores)),
        discrimination=shown(_discrimination(first, rest)),
        seconds=spread_of_seconds([first[name].seconds for name in learners]),
        took_hints=shown(mean_score([float(first[name].hints > 0) for name in learners])),
        right_when={
            level: shown(mean_score([float(score_of(first[name]) == 1) for name in names]))
            for level, names in said.items()
        },
        answers=[] if too_few_to_show(len(here)) else _chosen(item, here, rest, library),
        answered=len(here),
        earlier_version=len(learners) - len(here),
    )


def _discrimination(first: Mapping[str, Attempt], rest: Mapping[str, tuple[float, int]]) -> Estimate:
    complete = [learner for learner in sorted(rest) if rest[learner][1] > 0]
    if rest and not complete:
        return unknown(0, "the set has no other item")
    return discrimination([score_of(first[name]) for name in complete], [rest[name][0] for name in complete])


def spread_of_seconds(seconds: Sequence[float | None]) -> Spread:
    """Median and quartiles of times; what is missing or no time that can pass does not count (the clock was moved)."""
    times = [float(each) for each in seconds if each is not None and 0 <= each < _ENDLESS_SECONDS]
    n, enough = len(times), _number("people_for_time")
    if why := too_few_to_show(n):
        return Spread(n, note=why)
    lower, median, upper = (float(each) for each in np.quantile(times, (0.25, 0.5, 0.75)))
    few = n < enough
    note = f"too few to mean much: {n}, and it takes {enough:g}" if few else ""
    return Spread(n, lower, median, upper, few, note)


def _chosen(
    item: i.Item, first: Mapping[str, Attempt], rest: Mapping[str, tuple[float, int]], library: Library
) -> list[Chosen]:
    """Part by part the listed answers in the item's order, also those nobody chose, then the others by their names."""
    listed = answers_to(item, library)
    by: dict[Answer, list[str]] = {answer: [] for answer in listed}
    for learner in sorted(first):
        for answer in dict.fromkeys(answers_of(item, first[learner], library)):
            by.setdefault(answer, []).append(learner)
    places = {part: place for place, part in enumerate(parts_of(item, library))}
    others = sorted(by.keys() - set(listed), key=lambda answer: (VERDICTS.index(answer.verdict), answer.text))
    # What cannot be read belongs to no part, and stands at the end.
    rows = sorted([*dict.fromkeys(listed), *others], key=lambda answer: places.get(answer.part, len(places)))
    return [
        Chosen(
            answer,
            library.misconceptions[answer.misconception].wrong if answer.misconception else None,
            len(by[answer]),
            len(by[answer]) / len(first) if first else 0.0,
            _rest_score([rest[name] for name in by[answer] if name in rest]),
        )
        for answer in rows
    ]


def _rest_score(rests: list[tuple[float, int]]) -> Estimate:
    """Mean share of the points at the other items; not shown of so few that it would tell what single people did."""
    n = len(rests)
    if n and not rests[0][1]:
        return unknown(n, "the set has no other item")
    mean = sum(points / items for points, items in rests) / n if n else 0.0
    return shown(weighed(mean, n, None, _number("people_for_choosers")))


def _number(name: str) -> float:
    return model_text("item_analysis").number(name)
