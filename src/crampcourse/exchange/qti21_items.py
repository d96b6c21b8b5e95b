"""One item as an assessmentItem of QTI 2.1: what is shown, how it is marked, what is said about each answer.

The marks are ours, part credit included: where a mapping cannot say them, the rules of the item count.
Steps, and answers to be matched, are written in an order and with names that say nothing about the key.
"""

import math
from collections.abc import Sequence
from itertools import combinations

from crampcourse.exchange import qti21_rules as q
from crampcourse.exchange.inline import put
from crampcourse.exchange.qti21_rules import Node, node
from crampcourse.exchange.qti21_sheet import FEEDBACK, HITS, RESPONSE, Sheet, choice, text
from crampcourse.exchange.qti21_words import cloze, short
from crampcourse.exchange.reading import rounded
from crampcourse.exchange.writing import numeric_details, tolerance
from crampcourse.library import items as i
from crampcourse.library.item_parts import Option

SPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1"


def assessment_item(item: i.Item, identifier: str) -> tuple[Node, list[str]]:
    """The element, and what the format cannot say of the item."""
    sheet = Sheet()
    details: list[str] = []
    if isinstance(item, i.ChoiceItem):
        _choice(sheet, item)
    elif isinstance(item, i.TwoTierItem):
        _two_tier(sheet, item)
    elif isinstance(item, i.NumericItem):
        details = _numeric(sheet, item)
    elif isinstance(item, i.OrderItem):
        _order(sheet, item)
    elif isinstance(item, i.MatchItem):
        _match(sheet, item)
    elif isinstance(item, i.ShortItem):
        details = short(sheet, item)
    elif isinstance(item, i.ClozeItem):
        details = cloze(sheet, item)
    named = {"identifier": identifier, "title": item.id, "adaptive": "false", "timeDependent": "false"}
    written = node("assessmentItem", xmlns=SPACE, **named)
    written.set("xml:lang", "en-GB")
    written.extend(sheet.responses)
    written.append(q.outcome(q.SCORE, "float", "0"))
    written.append(q.outcome("MAXSCORE", "float", "1"))
    written.extend(sheet.outcomes)
    written.append(node("itemBody", *sheet.body))
    written.append(node("responseProcessing", *sheet.rules))
    written.extend(sheet.feedback)
    return written, details


def _options(
    sheet: Sheet,
    response: str,
    prompt: str,
    options: list[Option],
    sign: str,
    *,
    shuffle: bool,
    several: bool = False,
) -> list[str]:
    """Options to choose from; the rationale of each that is chosen is shown. Returns their names."""
    names = [f"{sign}{place}" for place in range(1, len(options) + 1)]
    most = "0" if several else "1"
    shown = node("choiceInteraction", text("prompt", prompt), shuffle=str(shuffle).lower(), maxChoices=most)
    shown.set("responseIdentifier", response)
    feedback = FEEDBACK if response == RESPONSE else f"{FEEDBACK}-{response}"
    for name, option in zip(names, options, strict=True):
        shown.append(choice("simpleChoice", option.text, identifier=name))
        sheet.told(feedback, name, option.rationale, option.text, several=several)
    sheet.body.append(shown)
    sheet.rules.append(q.say(feedback, q.variable(response)))
    return names


def _one_of(sheet: Sheet, response: str, prompt: str, options: list[Option], sign: str, *, shuffle: bool) -> None:
    names = _options(sheet, response, prompt, options, sign, shuffle=shuffle)
    right = [name for name, option in zip(names, options, strict=True) if option.key]
    sheet.responses.append(q.response(response, "single", "identifier", right))


def _choice(sheet: Sheet, item: i.ChoiceItem) -> None:
    if item.kind == "single":
        _one_of(sheet, RESPONSE, item.stem, item.options, "OPTION", shuffle=item.shuffle)
        sheet.rules.append(q.when((q.is_right(RESPONSE), [q.score(1)])))
        return
    names = _options(sheet, RESPONSE, item.stem, item.options, "OPTION", shuffle=item.shuffle, several=True)
    right = [name for name, option in zip(names, item.options, strict=True) if option.key]
    credit = {name: (1 if name in right else -1) / len(right) for name in names}
    sheet.responses.append(q.response(RESPONSE, "multiple", "identifier", right, credit))
    sheet.rules.append(q.assign(q.SCORE, q.credit_of(RESPONSE)))


def _two_tier(sheet: Sheet, item: i.TwoTierItem) -> None:
    _one_of(sheet, "ANSWER", item.stem, item.options, "OPTION", shuffle=item.shuffle)
    _one_of(sheet, "REASON", item.why, item.reasons, "WHY", shuffle=item.shuffle)
    both = node("and", q.is_right("ANSWER"), q.is_right("REASON"))
    sheet.rules.append(q.when((both, [q.score(1)]), (q.is_right("ANSWER"), [q.score(0.5)])))


def _numeric(sheet: Sheet, item: i.NumericItem) -> list[str]:
    low, high = item.value - tolerance(item), item.value + tolerance(item)
    if math.isfinite(low) and math.isfinite(high):
        low, high = rounded(low, low, high), rounded(high, low, high)
    sheet.responses.append(q.response(RESPONSE, "single", "float", [q.number(item.value)]))
    asked = node("p", node("textEntryInteraction", responseIdentifier=RESPONSE, expectedLength="12"))
    put(asked, f" {item.unit}")
    sheet.body += [text("p", item.stem), asked]
    sheet.told(FEEDBACK, "RIGHT", item.rationale)
    branches = [(q.is_between(RESPONSE, low, high), [q.score(1), q.say(FEEDBACK, "RIGHT")])]
    for place, between in enumerate(item.wrong, 1):
        sheet.told(FEEDBACK, f"WRONG{place}", between.rationale)
        branches.append((q.is_between(RESPONSE, between.low, between.high), [q.say(FEEDBACK, f"WRONG{place}")]))
    sheet.rules.append(q.when(*branches))
    return [
        *numeric_details(item, units=False, open_ranges=True),
        "that a number may be typed with a decimal comma, a sign for thousands or × 10ⁿ",
    ]


def _order(sheet: Sheet, item: i.OrderItem) -> None:
    written = _away_from_key([step.text for step in item.steps])
    names = {place: f"STEP{at}" for at, place in enumerate(written, 1)}
    shown = node("orderInteraction", text("prompt", item.stem), responseIdentifier=RESPONSE, shuffle="true")
    shown.extend(choice("simpleChoice", item.steps[place].text, identifier=names[place]) for place in written)
    sheet.body.append(shown)
    key = [names[place] for place in range(len(item.steps))]
    sheet.responses.append(q.response(RESPONSE, "ordered", "identifier", key))
    places = {name: name.replace("STEP", "PLACE") for name in key}
    sheet.outcomes += [q.outcome(place, "integer") for place in places.values()]
    sheet.outcomes.append(q.outcome(HITS, "integer", "0"))
    for name, place in places.items():
        found = [(_stands(name, at), [q.assign(place, q.base("integer", str(at)))]) for at in range(1, len(key) + 1)]
        sheet.rules.append(q.when(*found))
    for first, second in combinations(key, 2):
        before = node("lt", q.variable(places[first]), q.variable(places[second]))
        sheet.rules.append(q.when((before, [q.count(HITS)])))
    sheet.rules.append(q.share(HITS, math.comb(len(key), 2)))
    for at, (name, step) in enumerate(zip(key, item.steps, strict=True), 1):
        feedback = f"{FEEDBACK}-{name}"
        sheet.told(feedback, name, step.rationale, step.text)
        sheet.rules.append(q.when((_stands(name, at), [q.say(feedback, name)])))
    sheet.told(FEEDBACK, "WHY", item.rationale)
    sheet.rules.append(q.if_given(RESPONSE, q.say(FEEDBACK, "WHY")))


def _stands(name: str, at: int) -> Node:
    """Whether a step stands at a place, counted from 1."""
    return node("match", node("index", q.variable(RESPONSE), n=str(at)), q.base("identifier", name))


def _away_from_key(texts: Sequence[str]) -> list[int]:
    """The places of the texts in the order of the alphabet, or the reverse where that would be the key."""
    by_text = sorted(range(len(texts)), key=lambda place: (texts[place], place))
    return by_text if by_text != list(range(len(texts))) else by_text[::-1]


def _match(sheet: Sheet, item: i.MatchItem) -> None:
    said = [*((pair.answer, pair.rationale) for pair in item.pairs), *((s.text, s.rationale) for s in item.spare)]
    written = _away_from_key([answer for answer, _ in said])
    names = {place: f"ANSWER{at}" for at, place in enumerate(written, 1)}
    prompts = [f"PROMPT{place}" for place in range(1, len(item.pairs) + 1)]
    shown = node("matchInteraction", text("prompt", item.stem), responseIdentifier=RESPONSE, shuffle="true")
    shown.set("maxAssociations", str(len(prompts)))
    offered = [(name, pair.prompt) for name, pair in zip(prompts, item.pairs, strict=True)]
    for choices in (offered, [(names[place], said[place][0]) for place in written]):
        one_set = node("simpleMatchSet")
        one_set.extend(
            choice("simpleAssociableChoice", words, identifier=name, matchMax="1") for name, words in choices
        )
        shown.append(one_set)
    sheet.body.append(shown)
    right = [f"{prompt} {names[place]}" for place, prompt in enumerate(prompts)]
    credit = dict.fromkeys(right, 1 / len(right))
    sheet.responses.append(q.response(RESPONSE, "multiple", "directedPair", right, credit))
    rules = [q.assign(q.SCORE, q.credit_of(RESPONSE))]
    for place in written:
        answer, rationale = said[place]
        feedback = f"{FEEDBACK}-{names[place]}"
        sheet.told(feedback, names[place], rationale, answer)
        pairs = [q.base("directedPair", f"{prompt} {names[place]}") for prompt in prompts]
        used = node("or", *(node("member", pair, q.variable(RESPONSE)) for pair in pairs))
        rules.append(q.when((used, [q.say(feedback, names[place])])))
    sheet.rules.append(q.if_given(RESPONSE, *rules))
