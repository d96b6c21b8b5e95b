"""The paper of an assessment: what learners get of an instructor's bank, as a file beside their notebook."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from crampcourse.learning.asking import Asked, asked
from crampcourse.learning.drawn import is_drawn, realised, seed_of
from crampcourse.learning.transfer import write_whole
from crampcourse.library import Library
from crampcourse.library import items as i

FORMAT, VERSION = "crampcourse-paper", 1
SUFFIX = ".paper.json"
_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


@dataclass(frozen=True)
class Paper:
    """What is asked, in order. ``seed`` draws the numbers: the same for all who sit it, other for another class."""

    id: str
    title: str
    lesson: str
    seed: int
    items: list[dict[str, Any]]

    def item_name(self, item: str) -> str:
        """How an item is called in the responses: the same item in another paper is another question."""
        return f"{self.id}/{item}"


def made(identifier: str, title: str, items: Iterable[i.Item], library: Library, seed: int) -> Paper:
    """The paper of these items, in this order; ValueError for an id that is no name, no items, and doubled items."""
    chosen = list(items)
    faults = []
    if not _ID.fullmatch(identifier):
        faults.append(f"the paper's id is {identifier!r}; use small letters, digits and single - or _")
    if not chosen:
        faults.append("the bank has no items; a paper asks at least one")
    if not 0 <= seed < 2**31:
        faults.append(f"seed is {seed}; it must be from 0 to 2147483647")
    if faults:
        raise ValueError("; ".join(faults))
    lesson = chosen[0].objective.partition("-")[0]
    return Paper(identifier, title, lesson, seed, [_asked(item, library, identifier, seed).data for item in chosen])


def _asked(item: i.Item, library: Library, identifier: str, seed: int) -> Asked:
    """An item as the paper asks it; one with drawn numbers carries the seed of its draw."""
    own = seed_of(str(seed), item.id, 0) if is_drawn(item) else None
    found = asked(realised(item, own), library, f"{identifier}:{seed}")
    return found if own is None else Asked({**found.data, "seed": own}, found.in_bank)


def in_bank(item: i.Item, library: Library, paper: Paper) -> tuple[i.Item, Asked]:
    """An item of the bank as this paper asked it: with its numbers, and the way back for responses."""
    own = seed_of(str(paper.seed), item.id, 0) if is_drawn(item) else None
    return realised(item, own), _asked(item, library, paper.id, paper.seed)


def write(paper: Paper, path: Path) -> None:
    """Writes a paper whole or not at all. Raises OSError."""
    write_whole(path, json.dumps({"format": FORMAT, "version": VERSION, **asdict(paper)}, ensure_ascii=False) + "\n")


def read(path: Path) -> Paper:
    """The paper in a file; ValueError says what keeps it from being one."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        those = ", ".join(sorted(other.name for other in path.absolute().parent.glob(f"*{SUFFIX}"))) or "none"
        raise ValueError(f"there is no paper {path.name} in this folder; there: {those}") from None
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise ValueError(f"{path.name} cannot be read as a paper: {error}") from error
    if not isinstance(data, Mapping) or data.get("format") != FORMAT:
        raise ValueError(f"{path.name} is no paper; make one with: crampcourse assessment paper")
    if data.get("version") != VERSION:
        raise ValueError(f"{path.name} is of version {data.get('version')!r}; this crampcourse reads version {VERSION}")
    try:
        paper = Paper(**{name: data[name] for name in Paper.__dataclass_fields__})
    except KeyError as error:
        raise ValueError(f"{path.name} has no {error.args[0]}; get the file again from your instructor") from error
    if not all(isinstance(item, dict) and isinstance(item.get("id"), str) for item in paper.items):
        raise ValueError(f"{path.name} holds an item without an id; get the file again from your instructor")
    return paper
