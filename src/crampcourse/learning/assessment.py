"""Marks the responses to a paper from the instructor's bank."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from crampcourse.learning.attempts import Attempt
from crampcourse.learning.marking import mark, rule_of
from crampcourse.learning.paper import Paper, in_bank
from crampcourse.library import Library
from crampcourse.library import items as i


@dataclass(frozen=True)
class Marked:
    """What one item of a paper earned, 0…1. ``problem`` says in words why an answer earned nothing without a mark."""

    item: str
    score: float
    problem: str | None
    response: Any = None
    time: str = ""


def mark_paper(
    paper: Paper, bank: Mapping[str, i.Item], responses: Iterable[Attempt], library: Library
) -> list[Marked]:
    """One mark for each item of the paper, in its order; of several responses to an item the last in the file counts.

    The file's order, not its times: a clock can be wrong. ValueError where the bank is not the one the paper was
    made from.
    """
    last = {attempt.item: attempt for attempt in responses}
    faults, found = [], []
    for data in paper.items:
        item = bank.get(data["id"])
        if item is None:
            faults.append(f"{data['id']} is not in this bank")
            continue
        ours, asked = in_bank(item, library, paper)
        if asked.data["hash"] != data.get("hash"):
            faults.append(f"{item.id} has changed since the paper was made")
            continue
        found.append(
            _marked(item.id, last.get(paper.item_name(item.id)), asked.data["hash"], rule_of(ours), asked.in_bank)
        )
    if faults:
        raise ValueError(f"paper {paper.id} was not made from this bank: {'; '.join(faults)}")
    return found


def _marked(item: str, attempt: Attempt | None, asked: str, rule: Any, to_bank: Any) -> Marked:
    if attempt is None:
        return Marked(item, 0.0, "no answer")
    if attempt.content_hash != asked:
        return Marked(item, 0.0, "an answer to another version of this question", attempt.response, attempt.time)
    marked = mark(rule, to_bank(attempt.response))
    problem = f"the answer cannot be marked: {marked.problem}" if marked.problem else None
    return Marked(item, marked.score, problem, attempt.response, attempt.time)
