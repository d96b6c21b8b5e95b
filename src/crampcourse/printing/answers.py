"""What the key says: for each kind of item the right answer, and what every other answer is told."""

from collections.abc import Callable, Iterable
from typing import Any

from crampcourse.learning.marking import rule_of
from crampcourse.learning.mixing import gap_options, mixed, shown_options, shown_steps
from crampcourse.library import Library
from crampcourse.library import items as i
from crampcourse.library.citing import cite
from crampcourse.library.types import Reference
from crampcourse.printing.figure import figure
from crampcourse.printing.nodes import Child, h, rich
from crampcourse.printing.questions import GAP, letter

LEFT_OVER = " (left over)"


def answered(item: i.Item, library: Library) -> list[Child]:
    """The right answer of an item and every rationale; signs are those of its paper."""
    return KINDS[item.kind](item, library)


def grounds(item: i.Item, library: Library) -> Child:
    """Where an item comes from: objective, sources with how far they were verified, hints, claims, id."""
    (objective,) = (o for o in library.lesson_of(item.objective).objectives if o.id == item.objective)
    entries: list[tuple[str, list[Child]]] = [
        ("Objective", [f"{objective.id}: ", rich(objective.text)]),
        ("Hints", [h("ol", {}, (h("li", {}, rich(hint)) for hint in item.hints))] if item.hints else []),
        ("Sources", [h("ul", {}, (_source(library.references[key]) for key in item.sources))]),
        ("Claims", [", ".join(map(str, item.claims))] if item.claims else []),
        ("Item", [h("code", {}, item.id)]),
    ]
    return h("dl", {}, ([h("dt", {}, name), h("dd", {}, said)] for name, said in entries if said))


def _source(reference: Reference) -> Child:
    cited = cite(reference)
    address = cited["address"]
    link: Child = [" ", h("a", {"href": address}, address.removeprefix("https://"))] if address else None
    return h("li", {}, cited["text"], link, " ", h("em", {}, f"({cited['mark']})"))


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


def _options(options: list[i.Option], signs: Callable[[int], str], library: Library) -> Child:
    return _listed(
        _told("right" if option.key else "wrong", [signs(index), rich(option.text)], option, library)
        for index, option in enumerate(options)
    )


def _keys(options: list[i.Option], signs: Callable[[int], str]) -> list[Child]:
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
    bounds = f"{_tidy(rule['low'])} to {_tidy(rule['high'])} {item.unit}"
    units = [
        f"{name} (1 {name} = {factor:g} {item.unit})" if factor != 1 else name for name, factor in item.units.items()
    ]
    also = f" Other units: {', '.join(units)}." if units else ""
    return [
        _right(f"{_tidy(item.value)} {item.unit}. Accepted: {bounds}.{also}"),
        h("p", {}, rich(item.rationale)),
        _listed(_told("wrong", _range(wrong, item.unit), wrong, library) for wrong in item.wrong)
        if item.wrong
        else None,
    ]


def _tidy(value: float) -> str:
    """A number without the dust of binary: 0.3, not 0.30000000000000004."""
    return f"{value:.10g}"


def _range(wrong: i.Between, unit: str) -> str:
    if wrong.low is not None and wrong.high is not None:
        return f"{_tidy(wrong.low)} to {_tidy(wrong.high)} {unit}"
    if wrong.low is not None:
        return f"{_tidy(wrong.low)} {unit} and more"
    return "any other number" if wrong.high is None else f"up to {_tidy(wrong.high)} {unit}"


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
}
