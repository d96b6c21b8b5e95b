"""An item as an assessment asks it: what is needed to answer, and nothing that says what is right.

The learner's answer comes back in the terms of what was asked; ``Asked.in_bank`` says it in those of the bank, so
that the ordinary marker can mark it. Answers are mixed by a hash of their texts: an author's order often begins with
the key.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from crampcourse.learning.marking import index_of
from crampcourse.learning.mixing import mixed
from crampcourse.library import Library
from crampcourse.library import items as i
from crampcourse.library.item_parts import Option
from crampcourse.library.plates import unnamed
from crampcourse.library.shelf import item_structures

Response = Any
_NOWHERE = -1
"""An index that no item has: the marker calls such an answer malformed."""


@dataclass(frozen=True)
class Asked:
    """What the learner gets, and how their response reads in the bank's terms."""

    data: dict[str, Any]
    in_bank: Callable[[Response], Response]


def asked(item: i.Item, library: Library, salt: str) -> Asked:
    """The item without key, rationale, hint, source or accepted value. ``salt`` decides the order of its answers."""
    found = _ASKING[item.kind](item, library, f"{salt}:{item.id}")
    head = {"id": item.id, "kind": item.kind, "stem": item.stem, "hints": [], "sources": []}
    data = {**head, **found.data}
    told = hashlib.sha256(json.dumps(data, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:12]
    return Asked({**data, "hash": told}, found.in_bank)


def _mixed(salt: str, texts: list[str]) -> list[int]:
    """The indices of the texts in an order that depends on nothing but the texts and the salt."""
    return mixed(salt, range(len(texts)), lambda at: texts[at])


def _at(order: list[int], given: Response) -> Response:
    """The bank's index of an answer; nothing stays nothing."""
    if given is None:
        return None
    index = index_of(given, len(order))
    return _NOWHERE if index is None else order[index]


def _options(options: list[Option], salt: str, *, shuffle: bool) -> tuple[list[list[str]], list[int]]:
    texts = [option.text for option in options]
    order = _mixed(salt, texts) if shuffle else list(range(len(texts)))
    return [[texts[at]] for at in order], order


def _choice(item: i.ChoiceItem, _library: Library, salt: str) -> Asked:
    shown, order = _options(item.options, salt, shuffle=item.shuffle)
    single = item.kind == "single"
    # Mixed once for all who sit it, so that a class can speak of "the second answer"; not again in the browser.
    data = {"options": shown, "fixed": True, "rule": {"kind": "equals" if single else "subset", "of": len(order)}}

    def in_bank(response: Response) -> Response:
        if single or not isinstance(response, list):
            return _at(order, response) if single else response
        return [_at(order, each) for each in response]

    return Asked(data, in_bank)


def _number(item: i.NumericItem, _library: Library, _salt: str) -> Asked:
    return Asked(
        {"rule": {"kind": "interval", "unit": item.unit, "units": dict(item.units)}}, lambda response: response
    )


def _order(item: i.OrderItem, _library: Library, salt: str) -> Asked:
    order = _mixed(salt, [step.text for step in item.steps])
    if order == sorted(order):  # it would stand there solved
        order = order[1:] + order[:1]
    data = {
        "steps": [[item.steps[at].text] for at in order],
        "rule": {"kind": "sequence", "key": list(range(len(order)))},
    }
    return Asked(data, lambda given: [_at(order, each) for each in given] if isinstance(given, list) else given)


def _places(item: i.LabelItem | i.FindItem, library: Library, salt: str, wanted: list[str]) -> dict[str, list[Any]]:
    """Number of a place → its name (none is told) and the numbers of what is drawn for it."""
    _, numbers = unnamed(library.plate_svg(item.plate))
    drawn = [[numbers[part] for part in library.structures[slug].parts if part in numbers] for slug in wanted]
    return {f"p{n}": ["", drawn[at]] for n, at in enumerate(_mixed(salt, wanted))}


def _picture(item: i.LabelItem | i.FindItem, library: Library) -> dict[str, Any]:
    return {"plate": item.plate, "title": library.plates[item.plate].title, "layers": list(item.layers)}


def _label(item: i.LabelItem, library: Library, salt: str) -> Asked:
    wanted = [target.structure for target in item.targets]
    places = _places(item, library, salt, wanted)
    place_of = {f"p{n}": wanted[at] for n, at in enumerate(_mixed(salt, wanted))}
    named = sorted(item_structures(item), key=lambda slug: library.structures[slug].name)
    name_of = {f"n{n}": slug for n, slug in enumerate(named)}
    names = {name: [library.structures[slug].name, []] for name, slug in name_of.items()}
    rule = {"kind": "pairs", "key": dict.fromkeys(places), "labels": list(names)}

    def in_bank(response: Response) -> Response:
        if not isinstance(response, Mapping):
            return response
        # What is no place or no name here stays what it is, and the marker refuses it.
        return {
            place_of.get(place, place): name_of.get(name, name) if isinstance(name, str) else name
            for place, name in response.items()
        }

    return Asked({**_picture(item, library), "places": {**places, **names}, "rule": rule}, in_bank)


def _find(item: i.FindItem, library: Library, salt: str) -> Asked:
    wanted = item_structures(item)
    places = _places(item, library, salt, wanted)
    place_of = {f"p{n}": wanted[at] for n, at in enumerate(_mixed(salt, wanted))}
    rule = {"kind": "region", "among": list(places)}

    def in_bank(response: Response) -> Response:
        return place_of.get(response, "") if isinstance(response, str) else response

    return Asked({**_picture(item, library), "places": places, "rule": rule}, in_bank)


def _words_rule(words: i.Wording) -> dict[str, Any]:
    return {"kind": "text", "accepted": [], "wrong": [], "accents": words.accents, "typos": words.typos}


def _short(item: i.ShortItem, _library: Library, _salt: str) -> Asked:
    return Asked({"rule": _words_rule(item)}, lambda response: response)


def _match(item: i.MatchItem, _library: Library, salt: str) -> Asked:
    answers = item.answers()
    order = _mixed(salt, answers)
    labels = [str(n) for n in range(len(order))]
    data = {
        "prompts": [pair.prompt for pair in item.pairs],
        "answers": [[answers[at]] for at in order],
        "rule": {"kind": "pairs", "key": {str(n): None for n in range(len(item.pairs))}, "labels": labels},
    }
    author = {label: str(order[int(label)]) for label in labels}

    def in_bank(response: Response) -> Response:
        if not isinstance(response, Mapping):
            return response
        return {at: author.get(label, "") if isinstance(label, str) else label for at, label in response.items()}

    return Asked(data, in_bank)


def _cloze(item: i.ClozeItem, _library: Library, salt: str) -> Asked:
    gaps: list[dict[str, Any]] = []
    rules: list[dict[str, Any]] = []
    orders: list[list[int] | None] = []
    for n, gap in enumerate(item.gaps):
        if isinstance(gap, i.ChoiceGap):
            shown, order = _options(gap.options, f"{salt}:{n}", shuffle=True)
            gaps.append({"options": shown})
            rules.append({"kind": "equals", "of": len(order)})
            orders.append(order)
        else:
            gaps.append({})
            rules.append(_words_rule(gap))
            orders.append(None)

    def in_bank(response: Response) -> Response:
        if not isinstance(response, list) or len(response) != len(orders):
            return response
        return [given if order is None else _at(order, given) for order, given in zip(orders, response, strict=True)]

    return Asked({"text": item.text, "gaps": gaps, "rule": {"kind": "gaps", "gaps": rules}}, in_bank)


def _tiers(item: i.TwoTierItem, _library: Library, salt: str) -> Asked:
    shown, order = _options(item.options, f"{salt}:answer", shuffle=item.shuffle)
    reasons, reason_order = _options(item.reasons, f"{salt}:reason", shuffle=item.shuffle)
    rule = {
        "kind": "tiers",
        "answer": {"kind": "equals", "of": len(order)},
        "reason": {"kind": "equals", "of": len(reason_order)},
    }
    orders = {"answer": order, "reason": reason_order}

    def in_bank(response: Response) -> Response:
        if not isinstance(response, Mapping):
            return response
        return {tier: _at(orders[tier], given) if tier in orders else given for tier, given in response.items()}

    return Asked({"options": shown, "why": item.why, "reasons": reasons, "fixed": True, "rule": rule}, in_bank)


def _trace(item: i.TraceItem, _library: Library, _salt: str) -> Asked:
    return Asked({"trace": item.trace, "rule": {"kind": "stretch", "stretches": []}}, lambda response: response)


_ASKING: dict[str, Callable[[Any, Library, str], Asked]] = {
    "single": _choice,
    "multiple": _choice,
    "numeric": _number,
    "order": _order,
    "label": _label,
    "find": _find,
    "short": _short,
    "match": _match,
    "cloze": _cloze,
    "two-tier": _tiers,
    "trace": _trace,
}
