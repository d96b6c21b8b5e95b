"""An item as the browser gets it in practice (with its key), and as a page without the widget shows it (without)."""

import re
from collections.abc import Iterable
from dataclasses import asdict, replace
from typing import Any

from crampcourse.learning.attempts import Attempt
from crampcourse.learning.drawn import is_drawn, realised, seed_of
from crampcourse.learning.marking import content_hash, mark, rule_of
from crampcourse.learning.mixing import gap_options, mixed, shown_options, shown_steps
from crampcourse.learning.seed import learner_seed
from crampcourse.library import Library
from crampcourse.library import items as i
from crampcourse.library import types as t
from crampcourse.library.inline import markdown_of, plain
from crampcourse.library.item_parts import Option
from crampcourse.library.shelf import item_structures

STILL_SEED = 0
"""A still must not depend on the learner."""
_UNCERTAIN = {"partial", "not-verified", "secondary"}
ASKS = {
    "single": "one answer",
    "multiple": "one or more answers",
    "numeric": "a number",
    "order": "put in order",
    "label": "put the names on the picture",
    "find": "point at one place of the picture",
    "short": "in a word or a few",
    "cloze": "fill the gaps",
    "two-tier": "one answer and its reason",
    "match": "match each prompt with an answer",
    "trace": "point at a place on the curve",
}


DRAWS = 4
"""How many sets of numbers an item with drawn numbers brings along: new ones need no kernel."""


def pack_item(item: i.Item, library: Library, first_draw: int = 0) -> dict[str, Any]:
    """What the browser needs to show, mark and explain one item. Lists instead of names where many repeat.

    An item with drawn numbers comes as DRAWS ordinary ones, this learner's own from ``first_draw`` on.
    """
    if not is_drawn(item):
        return _pack(item, library)
    seeds = [seed_of(learner_seed(), item.id, turn) for turn in range(first_draw, first_draw + DRAWS)]
    draws = {draw["hash"]: draw for draw in ({**_pack(realised(item, seed), library), "seed": seed} for seed in seeds)}
    first = next(iter(draws.values()))
    return {"id": item.id, "kind": first["kind"], "draws": list(draws.values())}


def _pack(item: i.Item, library: Library) -> dict[str, Any]:
    packed: dict[str, Any] = {
        "id": item.id,
        "kind": item.kind,
        "hash": content_hash(item),
        "stem": item.stem,
        "hints": item.hints,
        "sources": [source_label(library.references[key]) for key in item.sources],
        "rule": rule_of(item),
    }

    def instead(slug: str | None) -> list[str]:
        """The right idea that belongs to a misconception, as an optional last entry of a list."""
        return [library.misconceptions[slug].right] if slug else []

    if isinstance(item, i.ChoiceItem):
        packed["options"] = _pack_options(item.options, instead)
        if not item.shuffle:
            packed["fixed"] = True
    elif isinstance(item, i.NumericItem):
        packed["rationale"] = item.rationale
        packed["wrong"] = [[w.low, w.high, w.rationale, *instead(w.misconception)] for w in item.wrong]
    elif isinstance(item, i.OrderItem):
        packed["rationale"] = item.rationale
        packed["steps"] = [[step.text, step.rationale] for step in item.steps]
    elif isinstance(item, i.ShortItem):
        packed |= _pack_words(item, instead)
    elif isinstance(item, i.TwoTierItem):
        packed |= {
            "options": _pack_options(item.options, instead),
            "why": item.why,
            "reasons": _pack_options(item.reasons, instead),
        }
        if not item.shuffle:
            packed["fixed"] = True
    elif isinstance(item, i.ClozeItem):
        packed["text"] = item.text
        packed["gaps"] = [
            {"options": _pack_options(gap.options, instead)}
            if isinstance(gap, i.ChoiceGap)
            else _pack_words(gap, instead)
            for gap in item.gaps
        ]
    elif isinstance(item, i.MatchItem):
        packed["prompts"] = [pair.prompt for pair in item.pairs]
        packed["answers"] = [
            *([pair.answer, pair.rationale] for pair in item.pairs),
            *([spare.text, spare.rationale, *instead(spare.misconception)] for spare in item.spare),
        ]
    elif isinstance(item, i.TraceItem):
        packed["trace"] = pack_trace(item.trace, library)
        packed["said"] = [[each.rationale, *instead(each.misconception)] for each in item.stretches]
        packed["elsewhere"] = item.elsewhere
    else:
        packed |= _pack_places(item, library, instead)
    return packed


def pack_trace(name: str, library: Library) -> dict[str, Any]:
    """A curve as the browser shows it: its drawing, its axes, and the value at each place."""
    from crampcourse.widgets.trace import kept

    text = library.traces[name]
    axes = {axis: getattr(text, axis).model_dump(include={"unit", "low", "high"}) for axis in ("x", "y")}
    return {"title": text.title, "caption": text.caption, "step": text.step, **axes, **asdict(kept(name, library))}


def _pack_options(options: list[Option], instead: Any) -> list[list[str]]:
    return [[o.text, o.rationale, *instead(o.misconception)] for o in options]


def _pack_words(words: i.Wording, instead: Any) -> dict[str, Any]:
    return {"rationale": words.rationale, "wrong": [[w.rationale, *instead(w.misconception)] for w in words.wrong]}


def _pack_places(item: i.LabelItem | i.FindItem, library: Library, instead: Any) -> dict[str, Any]:
    # The drawing is a model of its own, made at its first use in this kernel and sent once.
    from crampcourse.widgets.plate import plate

    said: dict[str, list[str]] = {d.structure: [d.rationale, *instead(d.misconception)] for d in item.distractors}
    said |= (
        {t_.structure: [t_.rationale] for t_ in item.targets}
        if isinstance(item, i.LabelItem)
        else {item.structure: [item.rationale]}
    )
    places = {
        slug: [library.structures[slug].name, library.structures[slug].parts, *said[slug]]
        for slug in item_structures(item)
    }
    return {
        "plate": plate(item.plate).ref,
        "title": library.plates[item.plate].title,
        "layers": item.layers,
        "places": places,
    }


def source_label(reference: t.Reference) -> str:
    """A work in a few words, with its mark where it was not checked at the source."""
    # A note in brackets stands where no author is known.
    known = reference.authors and not reference.authors.startswith("(")
    work = (reference.authors or "").split(",")[0].split(";")[0].strip() if known else reference.title.strip("()")
    label = f"{work} {reference.year}" if reference.year else work
    return f"{label} ({reference.verification.replace('-', ' ')})" if reference.verification in _UNCERTAIN else label


def remarked(attempt: Attempt, items: Iterable[i.Item]) -> Attempt:
    """The attempt with Python's mark. An answer to an earlier version of its item keeps the mark it was given."""
    item = next((item for item in items if item.id == attempt.item), None)
    if item is None:
        raise ValueError(f"item is {attempt.item!r}, which is not asked here")
    if attempt.kind == "explanation":
        return replace(attempt, score=None)
    item = realised(item, attempt.seed)
    if attempt.content_hash != content_hash(item):
        return attempt
    marked = mark(rule_of(item), attempt.response)
    if marked.problem:
        raise ValueError(f"the response cannot be marked: {marked.problem}")
    return replace(attempt, score=marked.score)


def still_text(item: i.Item, library: Library) -> list[str]:
    """Stem and choices as lines of plain text: no key, and no order that gives one away."""
    item = realised(item, STILL_SEED)
    return [f"{plain(item.stem)} ({ASKS[item.kind]})", *(f"- {plain(choice)}" for choice in _choices(item, library))]


def still_markdown(item: i.Item, library: Library) -> str:
    """Stem and choices in Markdown, as on a paper to fill in."""
    item = realised(item, STILL_SEED)
    lines = [f"**{markdown_of(item.stem)}** *({ASKS[item.kind]})*", ""]
    return "\n".join([*lines, *(f"- ☐ {markdown_of(choice)}" for choice in _choices(item, library))]).rstrip()


def _choices(item: i.Item, library: Library) -> list[str]:
    """What a learner chooses from, in an order that gives no key away."""
    if isinstance(item, i.ChoiceItem):
        return [option.text for option in shown_options(item, item.options)]
    if isinstance(item, i.OrderItem):
        return [step.text for step in shown_steps(item)]
    if isinstance(item, i.LabelItem):
        return sorted(library.structures[slug].name for slug in item_structures(item))
    if isinstance(item, i.NumericItem):
        return [f"______ {item.unit}"]
    if isinstance(item, i.ShortItem):
        return ["______"]
    if isinstance(item, i.TwoTierItem):
        answers, reasons = (shown_options(item, options) for options in (item.options, item.reasons))
        return [*(f"Answer: {answer.text}" for answer in answers), *(f"{item.why} {reason.text}" for reason in reasons)]
    if isinstance(item, i.ClozeItem):
        lists = [
            f"({number}): {' / '.join(option.text for option in gap_options(item, number, gap))}"
            for number, gap in enumerate(item.gaps, 1)
            if isinstance(gap, i.ChoiceGap)
        ]
        return [re.sub(r"\{\{(\d+)\}\}", r"______ (\1)", item.text), *lists]
    if isinstance(item, i.MatchItem):
        offered = f"Answers: {' / '.join(mixed(item.id, item.answers()))}"
        return [*(f"{pair.prompt} → ______" for pair in item.pairs), offered]
    return []
