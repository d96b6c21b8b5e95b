"""The order in which stills and printed papers show what a learner chooses from: one that gives no key away.

The author's order often begins with the key. A hash mixes it, the same way for everybody, so that a paper and its
key agree and a notebook's still does not change from learner to learner.
"""

import hashlib
from collections.abc import Callable, Sequence
from typing import TypeVar

from crampcourse.library import items as i
from crampcourse.library.item_parts import Option

Entry = TypeVar("Entry")


def mixed(seed: str, entries: Sequence[Entry], said: Callable[[Entry], str] = str) -> list[Entry]:
    """The entries in an order that depends on ``seed`` and on what each says, not on where it stood."""
    return sorted(entries, key=lambda entry: hashlib.sha256(f"{seed}:{said(entry)}".encode()).digest())


def shown_options(item: i.ChoiceItem | i.TwoTierItem, options: Sequence[Option]) -> list[Option]:
    """Options of an item, mixed unless the item says that they keep their order."""
    return mixed(item.id, options, lambda option: option.text) if item.shuffle else list(options)


def shown_steps(item: i.OrderItem) -> list[i.Step]:
    """The steps of an ordering item, never in their right order."""
    steps = mixed(item.id, item.steps, lambda step: step.text)
    return steps if steps != item.steps else steps[::-1]


def gap_options(item: i.ClozeItem, number: int, gap: i.ChoiceGap) -> list[Option]:
    """The options of a gap, which is the one of this number (from 1)."""
    return mixed(f"{item.id}:{number}", gap.options, lambda option: option.text)
