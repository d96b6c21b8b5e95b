"""Answers in words in QTI 2.1: short ones, and gaps in a text, some of them filled from a list."""

import re
from collections.abc import Iterator, Sequence

from crampcourse.exchange import qti21_rules as q
from crampcourse.exchange.inline import bare, fit, put
from crampcourse.exchange.qti21_rules import Node, node
from crampcourse.exchange.qti21_sheet import FEEDBACK, HITS, RESPONSE, Sheet, text
from crampcourse.library import items as i
from crampcourse.library.spelling import SLIP_FROM

_GAP = re.compile(r"\{\{(\d+)\}\}")


def short(sheet: Sheet, item: i.ShortItem) -> list[str]:
    """An answer in a word or a few. Returns what is lost of it."""
    sheet.body += [text("p", item.stem), node("p", _field(sheet, item, RESPONSE))]
    sheet.rules.append(_word_rule(sheet, item, RESPONSE, FEEDBACK, q.score(1)))
    return _word_details([item])


def cloze(sheet: Sheet, item: i.ClozeItem) -> list[str]:
    """A text with gaps. Returns what is lost of it."""
    asked = node("p")
    for words, number in _pieces(item.text):
        put(asked, words)
        if number is None:
            continue
        gap, response = item.gaps[number - 1], f"GAP{number}"
        feedback = f"{FEEDBACK}-{response}"
        if isinstance(gap, i.TextGap):
            asked.append(_field(sheet, gap, response))
            sheet.rules.append(_word_rule(sheet, gap, response, feedback, q.count(HITS)))
        else:
            asked.append(_list(sheet, gap, response, feedback))
            sheet.rules.append(q.say(feedback, q.variable(response)))
            sheet.rules.append(q.when((q.is_right(response), [q.count(HITS)])))
    sheet.body += [text("p", item.stem), asked]
    sheet.outcomes.append(q.outcome(HITS, "integer", "0"))
    sheet.rules.append(q.share(HITS, len(item.gaps)))
    details = _word_details([gap for gap in item.gaps if isinstance(gap, i.TextGap)])
    options = [option.text for gap in item.gaps if isinstance(gap, i.ChoiceGap) for option in gap.options]
    emphasised = sum(bare(option) != fit(option) for option in options)
    return [*details, *([f"emphasis in the options of gaps ({emphasised})"] if emphasised else [])]


def _field(sheet: Sheet, words: i.Wording, response: str) -> Node:
    """A field for words, and what is right in it."""
    credit = dict.fromkeys(map(fit, words.accepted), 1.0)
    sheet.responses.append(q.response(response, "single", "string", [fit(words.accepted[0])], credit))
    longest = max(map(len, words.accepted))
    return node("textEntryInteraction", responseIdentifier=response, expectedLength=str(longest))


def _list(sheet: Sheet, gap: i.ChoiceGap, response: str, feedback: str) -> Node:
    """A list to choose from in a text, and what is right in it. Its entries can be words only."""
    names = [f"{response}-OPTION{place}" for place in range(1, len(gap.options) + 1)]
    right = [name for name, option in zip(names, gap.options, strict=True) if option.key]
    sheet.responses.append(q.response(response, "single", "identifier", right))
    shown = node("inlineChoiceInteraction", responseIdentifier=response, shuffle="true")
    for name, option in zip(names, gap.options, strict=True):
        shown.append(node("inlineChoice", bare(option.text), identifier=name))
        sheet.told(feedback, name, option.rationale, option.text)
    return shown


def _word_rule(sheet: Sheet, words: i.Wording, response: str, feedback: str, reward: Node) -> Node:
    """What words earn and what is said of them."""
    sheet.told(feedback, f"{response}-RIGHT", words.rationale)
    known = node("gt", q.credit_of(response), q.base("float", "0.0"))
    branches = [(known, [reward, q.say(feedback, f"{response}-RIGHT")])]
    for place, other in enumerate(words.wrong, 1):
        sheet.told(feedback, f"{response}-WRONG{place}", other.rationale, other.text)
        branches.append((q.is_words(response, other.text), [q.say(feedback, f"{response}-WRONG{place}")]))
    return q.if_given(response, q.when(*branches))


def _word_details(words: Sequence[i.Wording]) -> list[str]:
    details = []
    if any(one.typos and any(len(answer) >= SLIP_FROM for answer in one.accepted) for one in words):
        details.append("that one slip of spelling is forgiven")
    if words:
        details.append("that spaces, hyphens, accents and signs around an answer make no difference")
    return details


def _pieces(words: str) -> Iterator[tuple[str, int | None]]:
    """The text before each gap with the gap's number, then the rest with None."""
    *cut, rest = _GAP.split(words)
    yield from zip(cut[::2], map(int, cut[1::2]), strict=True)
    yield rest, None
