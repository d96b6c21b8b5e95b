"""Part A: what a learner answered to the paper, marked from the instructor's bank."""

from dataclasses import dataclass
from pathlib import Path

from crampcourse.classroom.course import ClassError, Course
from crampcourse.learning.assessment import mark_paper
from crampcourse.learning.drawn import check_draws
from crampcourse.learning.paper import Paper, read
from crampcourse.learning.responses import NAME
from crampcourse.learning.transfer import read_lines
from crampcourse.library import ContentError, Fault, load
from crampcourse.library.items import Item
from crampcourse.library.shelving import read_bank

MOST_BYTES = 5_000_000
CELL = "part-a"


@dataclass(frozen=True)
class Marks:
    """The points of part A, and what to say to the instructor about them."""

    points: float
    said: str = ""


@dataclass(frozen=True)
class PartA:
    """What part A of one exercise asks, with its keys."""

    paper: Paper
    items: dict[str, Item]

    def marks(self, responses: Path) -> Marks:
        """What the answers in a file earned; a file that is missing or unfit earns nothing, and is said."""
        if responses.is_symlink() or not responses.is_file():
            return Marks(0, f"no answers to part A ({NAME} is missing)")
        if responses.stat().st_size > MOST_BYTES:
            return Marks(0, f"part A not marked: {NAME} is larger than {MOST_BYTES // 1_000_000} MB")
        faults: list[Fault] = []
        given = [attempt for _, attempt in read_lines(responses, faults)]
        marked = mark_paper(self.paper, self.items, given, load())
        said = [f"{len(faults)} lines of {NAME} cannot be read ({faults[0]})"] if faults else []
        odd = [one for one in marked if one.problem and one.problem != "no answer"]
        said += [f"{odd[0].item}: {odd[0].problem}"] if odd else []
        said += [f"{NAME} holds no answer to this paper"] if all(one.problem for one in marked) and not odd else []
        return Marks(sum(one.score for one in marked), "; ".join(said))


def items_of(banks: list[Path]) -> dict[str, Item]:
    """The items of several banks in their order; ClassError for faults and for an item that is there twice."""
    found: dict[str, Item] = {}
    for path in banks:
        try:
            items = read_bank(path, load())
            check_draws(items.values())
        except ContentError as error:
            raise ClassError(str(error)) from error
        if double := sorted(items.keys() & found.keys()):
            raise ClassError(f"{path}: {', '.join(double)} stand in another bank of this exercise too; rename them")
        found |= items
    return found


def part_a_of(course: Course, name: str) -> PartA | None:
    """Part A of an exercise, or None for one without a bank; ClassError when paper and bank do not fit."""
    banks = course.banks(name)
    if not banks:
        return None
    try:
        part = PartA(read(course.paper(name)), items_of(banks))
        mark_paper(part.paper, part.items, [], load())
    except ValueError as error:
        raise ClassError(f"Part A of {name} cannot be marked: {error}") from error
    return part
