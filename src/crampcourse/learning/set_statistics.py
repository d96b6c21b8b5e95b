"""Statistics of a set of items that were answered together: a quiz, a lesson, a test; and the gain between two."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from crampcourse.learning.attempts import Attempt
from crampcourse.learning.item_statistics import SURENESS, ItemStatistics, item_statistics
from crampcourse.learning.shown import shown, shown_reliability, too_few_to_show
from crampcourse.learning.tries import Tries, score_of, sureness
from crampcourse.library import Library
from crampcourse.library.shelf import find
from crampcourse.models.estimate import Estimate, unknown
from crampcourse.models.item_analysis import Reliability, normalised_gain, reliability
from crampcourse.models.shares import clustered_share


@dataclass(frozen=True)
class ItemSet:
    """Items that are looked at as one test."""

    id: str
    title: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class Calibration:
    """How often learners were right when they said how sure they were; ``answers`` counts what each rests on.

    ``over_confidence`` is the share of wrong answers among those given as sure.
    """

    answers: dict[str, int]
    right_when: dict[str, Estimate]
    over_confidence: Estimate


@dataclass(frozen=True)
class Gain:
    """What was gained of what there was to gain. ``again`` learners have a second try at something they had tried."""

    before: str
    after: str
    gain: Estimate
    mean_before: float | None
    mean_after: float | None
    again: int | None = None


@dataclass(frozen=True)
class SetStatistics:
    """A set of items in a class. ``learners`` tried at least one item, ``complete`` of them every one."""

    id: str
    title: str
    learners: int
    complete: int
    first_tries: int
    items: list[ItemStatistics]
    reliability: Reliability
    calibration: Calibration
    gain: Gain


def set_statistics(chosen: ItemSet, made: Tries, library: Library) -> SetStatistics:
    """Everything about one set. Items nobody tried stay in ``items``, but not in what all items must be tried for.

    ValueError where the set names an item that the library does not have, or none.
    """
    _known([*chosen.items], library)
    tried = [item for item in chosen.items if made.first.get(item)]
    complete = made.complete(tried)
    points = {name: [score_of(made.first[item][name]) for item in tried] for name in complete}
    statistics = []
    for slug in chosen.items:
        place = tried.index(slug) if slug in tried else None
        rest = {
            name: (sum(scores[:place]) + sum(scores[place + 1 :]), len(scores) - 1)
            for name, scores in points.items()
            if place is not None
        }
        statistics.append(item_statistics(library.items[slug], made.first.get(slug, {}), rest, library))
    table = np.array([points[name] for name in complete], dtype=float).reshape(len(complete), len(tried))
    return SetStatistics(
        id=chosen.id,
        title=chosen.title,
        learners=len(made.learners_of(chosen.items)),
        complete=len(complete),
        first_tries=sum(len(made.first[item]) for item in tried),
        items=statistics,
        reliability=shown_reliability(reliability(table)),
        calibration=_calibration(tried, made),
        gain=_gain_by_trying_again(tried, complete, made),
    )


def gain_between(before: ItemSet, after: ItemSet, made: Tries, library: Library) -> Gain:
    """The gain from one set to another, by the first tries of the learners who tried every item of both."""
    _known([*before.items, *after.items], library)
    both = sorted(set(made.complete(before.items)) & set(made.complete(after.items)))
    return _gain(before.id, after.id, _means(before.items, both, made.first), _means(after.items, both, made.first))


def _gain_by_trying_again(tried: Sequence[str], complete: Sequence[str], made: Tries) -> Gain:
    """From first to last tries. Whoever tried an item once has the same score there before and after."""
    again = sum(any(made.first[item][who].id != made.last[item][who].id for item in tried) for who in complete)
    gain = _gain(
        "first tries",
        "last tries",
        _means(tried, complete, made.first),
        _means(tried, complete, made.last),
        again,
    )
    if gain.gain.value is None or again:
        return gain
    return replace(gain, gain=unknown(len(complete), "nobody tried any of these items a second time"))


def _gain(before: str, after: str, first: Sequence[float], second: Sequence[float], again: int | None = None) -> Gain:
    n = len(first)
    if why := too_few_to_show(n):
        return Gain(before, after, unknown(n, why), None, None, None)
    return Gain(before, after, normalised_gain(first, second), sum(first) / n, sum(second) / n, again)


def _means(items: Sequence[str], learners: Sequence[str], made: Mapping[str, Mapping[str, Attempt]]) -> list[float]:
    """Each learner's mean score; at most 1, which a sum of floats could miss by its last digit."""
    return [min(1.0, sum(score_of(made[item][who]) for item in items) / len(items)) for who in learners]


def _calibration(tried: Sequence[str], made: Tries) -> Calibration:
    right: dict[str, dict[str, list[bool]]] = {level: {} for level in SURENESS}
    for item in tried:
        for learner, attempt in made.first[item].items():
            if (level := sureness(attempt)) is not None:
                right[level].setdefault(learner, []).append(score_of(attempt) == 1)
    counted = {level: [right[level][learner] for learner in sorted(right[level])] for level in SURENESS}
    shares = {
        level: shown(clustered_share([sum(each) for each in of], [len(each) for each in of]))
        for level, of in counted.items()
    }
    sure = shares["sure"]
    wrong = replace(
        sure,
        value=None if sure.value is None else 1.0 - sure.value,
        low=None if sure.high is None else 1.0 - sure.high,
        high=None if sure.low is None else 1.0 - sure.low,
    )
    return Calibration({level: sum(map(len, of)) for level, of in counted.items()}, shares, wrong)


def _known(items: Sequence[str], library: Library) -> None:
    if not items:
        raise ValueError("the set names no item; give at least one")
    for item in items:
        find(library.items, item, "item")
