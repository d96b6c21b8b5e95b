"""Which answers an item can be given, in words: the rows of a table of how many chose what.

An answer that is wrong in a way the author thought of carries the misconception's id. Words that a learner typed are
never repeated: what is not listed counts as "another answer".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from crampcourse.learning.attempts import Attempt
from crampcourse.learning.drawn import realised
from crampcourse.learning.marking import Mark, Rule, mark, rule_of
from crampcourse.library import Library
from crampcourse.library import items as i
from crampcourse.library.drawn_items import DrawnChoiceItem, DrawnNumericItem, TypicalError
from crampcourse.library.item_parts import Option
from crampcourse.library.shelf import item_structures

Verdict = Literal["right", "partly", "wrong", "missed", "unread"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
UNREAD = "cannot be read"
ANOTHER = "another answer"
ELSEWHERE = "elsewhere on the curve"
LEFT_EMPTY = "left empty"


@dataclass(frozen=True)
class Answer:
    """One answer, or one part of it. ``part`` names the gap, prompt, step or place; empty for a whole answer."""

    text: str
    verdict: Verdict
    misconception: str | None = None
    part: str = ""


def answers_to(item: i.Item, library: Library) -> list[Answer]:
    """Every answer that the item lists, in its order; answers that nobody listed are not among them."""
    if isinstance(item, i.ChoiceItem):
        return _options(item.options)
    if isinstance(item, i.NumericItem):
        return [_accepted_number(item), *(_between(item, wrong) for wrong in item.wrong)]
    if isinstance(item, DrawnNumericItem):
        return [_DRAWN_RIGHT, *map(_slip, item.wrong)]
    if isinstance(item, i.FindItem):
        return [_place(item, slug, library) for slug in item_structures(item)]
    if isinstance(item, i.TraceItem):
        return [_stretch(item, each, library) for each in item.stretches]
    if isinstance(item, i.ShortItem):
        return _words(item)
    if isinstance(item, i.ClozeItem):
        parts = enumerate(item.gaps, 1)
        return [each for n, gap in parts for each in _gap(gap, f"gap {n}")]
    if isinstance(item, i.TwoTierItem):
        return [*_options(item.options, "answer"), *_options(item.reasons, "reason"), *_TOGETHER.values()]
    return []


def parts_of(item: i.Item, library: Library) -> list[str]:
    """The parts of an answer to this item, in its order; one without a name where it is answered as a whole."""
    if isinstance(item, i.OrderItem):
        return [step.text for step in item.steps]
    if isinstance(item, i.MatchItem):
        return [pair.prompt for pair in item.pairs]
    if isinstance(item, i.LabelItem):
        return [library.structures[target.structure].name for target in item.targets]
    if isinstance(item, i.ClozeItem):
        return [f"gap {n}" for n in range(1, len(item.gaps) + 1)]
    return ["answer", "reason", "both"] if isinstance(item, i.TwoTierItem) else [""]


def answers_of(item: i.Item, attempt: Attempt, library: Library) -> list[Answer]:
    """What a learner chose at this version of the item: one answer, or one for each part of the response."""
    if not isinstance(item, _READ_BY_PARTS):
        return [_by_score(attempt)]
    asked = realised(item, attempt.seed)
    marked = mark(rule_of(asked), attempt.response)
    if marked.problem:
        return [Answer(UNREAD, "unread")]
    if isinstance(item, DrawnNumericItem):
        return [_drawn_number(item, asked, marked)]
    if isinstance(item, DrawnChoiceItem):
        return [_drawn_option(item, int(attempt.response), right=marked.correct)]
    return _read(item, attempt.response, marked, library)


def _read(item: i.Item, response: Any, marked: Mark, library: Library) -> list[Answer]:
    parts: dict[str, Any] = marked.parts
    if isinstance(item, i.ChoiceItem):
        chosen = response if isinstance(response, list) else [response]
        return [_options(item.options)[int(index)] for index in chosen]
    if isinstance(item, i.NumericItem):
        return [_number(item, marked)]
    if isinstance(item, i.OrderItem):
        words = {"right": "in its place", "partly": "one place off", "wrong": "farther off"}
        return [Answer(words[parts[str(n)]], parts[str(n)], part=step.text) for n, step in enumerate(item.steps)]
    if isinstance(item, i.FindItem):
        return [_place(item, response, library)]
    if isinstance(item, i.LabelItem):
        targets = {target.structure: library.structures[target.structure].name for target in item.targets}
        return [
            Answer(LEFT_EMPTY, "missed", part=name)
            if response.get(slug) is None
            else _label(item, response[slug], parts[slug], name, library)
            for slug, name in targets.items()
        ]
    if isinstance(item, i.TraceItem):
        return [_stretch(item, item.stretches[int(n)], library) for n in parts] or [Answer(ELSEWHERE, "wrong")]
    if isinstance(item, i.ShortItem):
        return [_typed(item, parts)]
    if isinstance(item, i.MatchItem):
        return [_matched(item, n, response, parts) for n in range(len(item.pairs))]
    if isinstance(item, i.ClozeItem):
        rules = rule_of(item)["gaps"]
        gaps = enumerate(zip(item.gaps, rules, response, strict=True), 1)
        return [_filled(gap, rule, filled, f"gap {n}") for n, (gap, rule, filled) in gaps]
    if isinstance(item, i.TwoTierItem):
        tiers = {"answer": item.options, "reason": item.reasons}
        chosen = [_options(options, tier)[int(response[tier])] for tier, options in tiers.items()]
        return [*chosen, _TOGETHER[parts["answer"], parts["reason"]]]
    raise TypeError(f"no table of answers for {item.kind}; add the kind here, or take it out of _READ_BY_PARTS")


_READ_BY_PARTS = (
    i.ChoiceItem, i.NumericItem, i.OrderItem, i.FindItem, i.LabelItem, i.ShortItem, i.MatchItem, i.ClozeItem,
    i.TwoTierItem, i.TraceItem, DrawnNumericItem, DrawnChoiceItem,
)  # fmt: skip
_DRAWN_RIGHT = Answer("the right number", "right")
_TOGETHER = {
    ("right", "right"): Answer("answer and reason right", "right", part="both"),
    ("right", "wrong"): Answer("right answer for a wrong reason", "partly", part="both"),
    ("wrong", "right"): Answer("wrong answer, reason right", "wrong", part="both"),
    ("wrong", "wrong"): Answer("answer and reason wrong", "wrong", part="both"),
}


def _by_score(attempt: Attempt) -> Answer:
    """For kinds of item without a list of answers: right, partly right or wrong."""
    score = attempt.score or 0
    if score == 1:
        return Answer("right", "right")
    return Answer("partly right", "partly") if score > 0 else Answer("wrong", "wrong")


def _options(options: Sequence[Option], part: str = "") -> list[Answer]:
    return [Answer(o.text, "right" if o.key else "wrong", o.misconception, part) for o in options]


def _accepted_number(item: i.NumericItem) -> Answer:
    rule = rule_of(item)
    return Answer(f"{_range(rule['low'], rule['high'])} {item.unit}", "right")


def _between(item: i.NumericItem, wrong: i.Between) -> Answer:
    return Answer(f"{_range(wrong.low, wrong.high)} {item.unit}", "wrong", wrong.misconception)


def _range(low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return "any other number" if low is high else f"up to {high:g}" if low is None else f"from {low:g}"
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"


def _number(item: i.NumericItem, marked: Mark) -> Answer:
    """As the quiz does it: right first, then the first listed range that holds the number."""
    value = marked.value
    if marked.correct or value is None:
        return _accepted_number(item)
    hit = _hit(item, value)
    return _between(item, hit) if hit else Answer(ANOTHER, "wrong")


def _hit(item: i.NumericItem, value: float) -> i.Between | None:
    return next(
        (
            wrong
            for wrong in item.wrong
            if (wrong.low is None or value >= wrong.low) and (wrong.high is None or value <= wrong.high)
        ),
        None,
    )


def _drawn_number(item: DrawnNumericItem, asked: i.Item, marked: Mark) -> Answer:
    """Everyone got numbers of their own, so that only the kind of slip can be compared."""
    if not isinstance(asked, i.NumericItem):
        raise TypeError(f"item {item.id} draws a number, and {asked.kind} came of it")
    hit = None if marked.correct or marked.value is None else _hit(asked, marked.value)
    if hit is None:
        return _DRAWN_RIGHT if marked.correct else Answer(ANOTHER, "wrong")
    middle = ((hit.low or 0.0) + (hit.high or 0.0)) / 2
    return _slip(min(item.wrong, key=lambda error: abs(error.factor * asked.value - middle)))


def _slip(error: TypicalError) -> Answer:
    return Answer(f"{error.factor:g} times the right number", "wrong", error.misconception)


def _drawn_option(item: DrawnChoiceItem, index: int, *, right: bool) -> Answer:
    """Which option is right differs from learner to learner: the same one stands in the table as right and as wrong."""
    option = item.options[index]
    return Answer(option.text, "right") if right else Answer(option.text, "wrong", option.misconception)


def _stretch(item: i.TraceItem, on: i.Stretch, library: Library) -> Answer:
    unit = library.traces[item.trace].x.unit
    return Answer(f"{on.low:g} to {on.high:g} {unit}", "right" if on.key else "wrong", on.misconception)


def _place(item: i.FindItem, slug: str, library: Library) -> Answer:
    said = {distractor.structure: distractor.misconception for distractor in item.distractors}
    name = library.structures[slug].name
    return Answer(name, "right") if slug == item.structure else Answer(name, "wrong", said.get(slug))


def _label(item: i.LabelItem, slug: str, verdict: Verdict, part: str, library: Library) -> Answer:
    said = {distractor.structure: distractor.misconception for distractor in item.distractors}
    return Answer(library.structures[slug].name, verdict, said.get(slug), part)


def _matched(item: i.MatchItem, n: int, response: dict[str, Any], parts: dict[str, Any]) -> Answer:
    prompt, given = item.pairs[n].prompt, response.get(str(n))
    if given is None:
        return Answer(LEFT_EMPTY, "missed", part=prompt)
    index = int(given)
    spare = item.spare[index - len(item.pairs)] if index >= len(item.pairs) else None
    return Answer(item.answers()[index], parts[str(n)], spare.misconception if spare else None, prompt)


def _words(words: i.Wording, part: str = "") -> list[Answer]:
    right = [Answer(text, "right", part=part) for text in words.accepted]
    return [*right, *(Answer(wrong.text, "wrong", wrong.misconception, part) for wrong in words.wrong)]


def _typed(words: i.Wording, parts: dict[str, Any], part: str = "") -> Answer:
    (listed, verdict), *_ = parts.items()
    if verdict == "spelling":
        return Answer(f"{listed}, with a slip", "right", part=part)
    return next((each for each in _words(words, part) if each.text == listed), Answer(ANOTHER, "wrong", part=part))


def _gap(gap: i.ChoiceGap | i.TextGap, part: str) -> list[Answer]:
    return _options(gap.options, part) if isinstance(gap, i.ChoiceGap) else _words(gap, part)


def _filled(gap: i.ChoiceGap | i.TextGap, rule: Rule, filled: Any, part: str) -> Answer:
    marked = mark(rule, filled)
    if marked.problem:
        return Answer(LEFT_EMPTY, "missed", part=part)
    return _options(gap.options, part)[int(filled)] if isinstance(gap, i.ChoiceGap) else _typed(gap, marked.parts, part)
