"""What the key says: for each kind of item the right answer, and what every other answer is told."""

import math
from collections.abc import Callable, Iterable
from typing import Any

from crampcourse.learning.marking import rule_of
from crampcourse.learning.mixing import gap_options, mixed, shown_options, shown_steps
from crampcourse.library import Library
from crampcourse.library import items as i
from crampcourse.library.item_parts import Option
from crampcourse.printing.curve import curve_figure
from crampcourse.printing.figure import figure
from crampcourse.printing.nodes import Child, h, rich
from crampcourse.printing.questions import GAP, letter

LEFT_OVER = " (left over)"


def answered(item: i.Item, library: Library) -> list[Child]:
    """The right answer of an item and every rationale; signs are those of its paper."""
    return KINDS[item.kind](item, library)


def _right(*said: Child, name: str = "Answer") -> Child:
    return h("p", {"class": "answer"}, h("strong", {}, f"{name}: "), *said)


def _told(kind: str, head: Child, said: Any, library: Library) -> Child:
    """One answer with its sign, why it is right or wrong, and the wrong idea behind it.

    ``said``: the entry of the item that carries the rationale and, for some, a misconception.
    """
    sign = {"right": "✓ Right: ", "wrong": "✗ Wrong: "}.get(kind)
    tag = h("span", {"class": "tag"}, sign) if sign else None
    slug = getattr(said, "misconception", None)
    idea = library.misconceptions[slug] if slug else None
    behind = idea and h(
        "span",
        {"class": "idea"},
        " Misconception ",
        h("code", {}, idea.id),
        ": ",
        rich(idea.wrong),
        h("strong", {}, " Instead: "),
        rich(idea.right),
    )
    return h("li", {"class": kind}, tag, h("strong", {}, head), " – ", rich(said.rationale), behind)


def _listed(entries: Iterable[Child]) -> Child:
    return h("ul", {"class": "told"}, entries)


def _options(options: list[Option], signs: Callable[[int], str], library: Library) -> Child:
    return _listed(
        _told("right" if option.key else "wrong", [signs(index), rich(option.text)], option, library)
        for index, option in enumerate(options)
    )


def _keys(options: list[Option], signs: Callable[[int], str]) -> list[Child]:
    keys: list[Child] = []
    for index, option in enumerate(options):
        if option.key:
            keys += ["; " if keys else "", signs(index), rich(option.text)]
    return keys


def _letter(index: int) -> str:
    return f"{letter(index)}. "


def _number(index: int) -> str:
    return f"{index + 1}. "


def _unsigned(_index: int) -> str:
    return ""


def _choice(item: i.ChoiceItem, library: Library) -> list[Child]:
    options = shown_options(item, item.options)
    return [_right(_keys(options, _letter)), _options(options, _letter, library)]


def _two_tier(item: i.TwoTierItem, library: Library) -> list[Child]:
    answers, reasons = (shown_options(item, options) for options in (item.options, item.reasons))
    return [
        _right(_keys(answers, _letter)),
        _options(answers, _letter, library),
        h("p", {"class": "stem"}, rich(item.why)),
        _right(_keys(reasons, _number), name="Reason"),
        _options(reasons, _number, library),
    ]


def _numeric(item: i.NumericItem, library: Library) -> list[Child]:
    rule = rule_of(item)
    low, high, spread = rule["low"], rule["high"], rule["high"] - rule["low"]
    bounds = f"{_tidy(low, spread)} to {_tidy(high, spread)} {item.unit}"
    units = [
        f"{name} (1 {name} = {factor:g} {item.unit})" if factor != 1 else name for name, factor in item.units.items()
    ]
    also = f" Other units: {', '.join(units)}." if units else ""
    wrong = (_told("wrong", _range(between, item.unit, spread), between, library) for between in item.wrong)
    return [
        _right(f"{_tidy(item.value, spread)} {item.unit}. Accepted: {bounds}.{also}"),
        h("p", {}, rich(item.rationale)),
        _listed(wrong) if item.wrong else None,
    ]


def _tidy(value: float, spread: float = 0) -> str:
    """A number as exact as what is accepted around it tells apart, and without the dust of binary."""
    decimals = max(0, 2 - math.floor(math.log10(spread))) if spread else None
    shown = f"{value:.10g}" if decimals is None else f"{value:.{decimals}f}"
    return (shown.rstrip("0").rstrip(".") if "." in shown and "e" not in shown else shown).replace("-", "−")


def _range(wrong: i.Between, unit: str, spread: float) -> str:
    low, high = (None if end is None else _tidy(end, spread) for end in (wrong.low, wrong.high))
    if low and high:
        return f"{low} to {high} {unit}"
    if low:
        return f"{low} {unit} and more"
    return f"up to {high} {unit}" if high else "any other number"


def _words(words: i.Wording) -> Child:
    """What is accepted, in words; the first is the one that learners are shown."""
    also = f" Also: {', '.join(words.accepted[1:])}." if len(words.accepted) > 1 else ""
    typos = " One slip in spelling is forgiven." if words.typos else " The spelling must be exact."
    accents = " Accents count." if words.accents else ""
    return f"{words.accepted[0]}.{also}{typos}{accents}"


def _wrong_words(words: i.Wording, library: Library) -> list[Child]:
    wrong = _listed(_told("wrong", wrong.text, wrong, library) for wrong in words.wrong) if words.wrong else None
    return [h("p", {}, rich(words.rationale)), wrong]


def _short(item: i.ShortItem, library: Library) -> list[Child]:
    return [_right(_words(item)), _wrong_words(item, library)]


def _cloze(item: i.ClozeItem, library: Library) -> list[Child]:
    pieces = [f"({piece})" if index % 2 else rich(piece) for index, piece in enumerate(GAP.split(item.text))]
    said: list[Child] = [h("p", {}, pieces)]
    for number, gap in enumerate(item.gaps, 1):
        name = f"({number})"
        if isinstance(gap, i.ChoiceGap):
            options = gap_options(item, number, gap)
            said += [_right(_keys(options, _unsigned), name=name), _options(options, _unsigned, library)]
        else:
            said += [_right(_words(gap), name=name), _wrong_words(gap, library)]
    return said


def _order(item: i.OrderItem, library: Library) -> list[Child]:
    places = [str(item.steps.index(step) + 1) for step in shown_steps(item)]
    return [
        _right("the boxes from top to bottom: ", ", ".join(places)),
        h("ol", {"class": "told"}, (_told("", rich(step.text), step, library) for step in item.steps)),
        h("p", {}, rich(item.rationale)),
    ]


def _match(item: i.MatchItem, library: Library) -> list[Child]:
    order = mixed(item.id, item.answers())
    sign = {text: letter(index) for index, text in enumerate(order)}
    pairs = (
        _told("right", [rich(pair.prompt), f" → {sign[pair.answer]}. ", rich(pair.answer)], pair, library)
        for pair in item.pairs
    )
    spare = (
        _told("wrong", [f"{sign[spare.text]}. ", rich(spare.text), LEFT_OVER], spare, library) for spare in item.spare
    )
    letters = ", ".join(sign[pair.answer] for pair in item.pairs)
    return [_right("the letters from top to bottom: ", letters), _listed([*pairs, *spare])]


def _label(item: i.LabelItem, library: Library) -> list[Child]:
    shown = figure(item, library)
    targets = {target.structure: target for target in item.targets}
    names = {slug: f"{sign}. {library.structures[slug].name}" for slug, sign in shown.signs.items()}
    told = (_told("right", name, targets[slug], library) for slug, name in names.items())
    spare = (
        _told("wrong", [library.structures[other.structure].name, LEFT_OVER], other, library)
        for other in item.distractors
    )
    return [
        _right("; ".join(names.values())),
        h("div", {"class": "beside"}, shown.svg, _listed([*told, *spare])),
    ]


def _find(item: i.FindItem, library: Library) -> list[Child]:
    shown = figure(item, library)
    names = {slug: f"{sign}. {library.structures[slug].name}" for slug, sign in shown.signs.items()}
    others = {other.structure: other for other in item.distractors}
    told = (
        _told("wrong", name, others[slug], library) if slug in others else _told("right", name, item, library)
        for slug, name in names.items()
    )
    return [_right(names[item.structure]), h("div", {"class": "beside"}, shown.svg, _listed(told))]


def _trace(item: i.TraceItem, library: Library) -> list[Child]:
    text = library.traces[item.trace]
    spans = {
        number: f"{_tidy(stretch.low)} to {_tidy(stretch.high)} {text.x.unit}"
        for number, stretch in enumerate(item.stretches, 1)
    }
    told = (
        _told("right" if stretch.key else "wrong", f"{number}. {spans[number]}", stretch, library)
        for number, stretch in enumerate(item.stretches, 1)
    )
    right = (spans[number] for number, stretch in enumerate(item.stretches, 1) if stretch.key)
    elsewhere = h("li", {}, h("strong", {}, "Any other place"), " – ", rich(item.elsewhere))
    return [_right("; ".join(right)), curve_figure(text, item.stretches), _listed([*told, elsewhere])]


KINDS: dict[str, Callable[[Any, Library], list[Child]]] = {
    "single": _choice,
    "multiple": _choice,
    "numeric": _numeric,
    "order": _order,
    "label": _label,
    "find": _find,
    "short": _short,
    "match": _match,
    "cloze": _cloze,
    "two-tier": _two_tier,
    "trace": _trace,
}
