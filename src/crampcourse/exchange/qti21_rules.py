"""The words of QTI 2.1 in which an item's variables are declared and its responses processed."""

import math
from collections.abc import Iterable, Mapping
from xml.etree import ElementTree as Tree

from crampcourse.exchange.inline import fit

Node = Tree.Element
SCORE = "SCORE"


def node(tag: str, *inside: Node | str, **attributes: str) -> Node:
    """An element with what stands in it: other elements, or one text."""
    element = Tree.Element(tag, attributes)
    for one in inside:
        if isinstance(one, str):
            element.text = one
        else:
            element.append(one)
    return element


def number(value: float) -> str:
    """A number as XML Schema spells it."""
    return repr(value) if math.isfinite(value) else str(value).upper().replace("NAN", "NaN")


def response(
    name: str, cardinality: str, base_type: str, right: Iterable[str], credit: Mapping[str, float] | None = None
) -> Node:
    """The declaration of a response with its right values, and the credit of each value where it has some.

    The credit of several values adds up and stays between 0 and 1. Words are compared without regard to capitals.
    """
    declared = node("responseDeclaration", identifier=name, cardinality=cardinality, baseType=base_type)
    declared.append(node("correctResponse", *(node("value", one) for one in right)))
    if credit:
        capitals = {"caseSensitive": "false"} if base_type == "string" else {}
        entries = (node("mapEntry", mapKey=key, mappedValue=number(worth), **capitals) for key, worth in credit.items())
        declared.append(node("mapping", *entries, lowerBound="0", upperBound="1", defaultValue="0"))
    return declared


def outcome(name: str, base_type: str, default: str | None = None, *, cardinality: str = "single") -> Node:
    """The declaration of an outcome."""
    declared = node("outcomeDeclaration", identifier=name, cardinality=cardinality, baseType=base_type)
    if default is not None:
        declared.append(node("defaultValue", node("value", default)))
    return declared


def variable(name: str) -> Node:
    """The value of a response or an outcome."""
    return node("variable", identifier=name)


def base(base_type: str, value: str) -> Node:
    """A value that stands there."""
    return node("baseValue", value, baseType=base_type)


def is_right(name: str) -> Node:
    """Whether a response is the right one."""
    return node("match", variable(name), node("correct", identifier=name))


def credit_of(name: str) -> Node:
    """The credit that the declaration of a response gives it."""
    return node("mapResponse", identifier=name)


def is_words(name: str, words: str) -> Node:
    """Whether a response is these words, in whatever capitals."""
    return node("stringMatch", variable(name), base("string", fit(words)), caseSensitive="false", substring="false")


def is_between(name: str, low: float | None, high: float | None) -> Node:
    """Whether a number lies between two bounds, which count; None is no bound."""
    tests = [
        node(tag, variable(name), base("float", number(bound)))
        for tag, bound in (("gte", low), ("lte", high))
        if bound is not None
    ]
    return node("and", *tests) if tests else is_given(name)


def is_given(name: str) -> Node:
    """Whether there is a response at all."""
    return node("not", node("isNull", variable(name)))


def if_given(name: str, *rules: Node) -> Node:
    """The rules where there is a response; without one some players stop, where NULL should be passed on."""
    return when((is_given(name), list(rules)))


def assign(name: str, value: Node) -> Node:
    """The rule that gives an outcome a value."""
    return node("setOutcomeValue", value, identifier=name)


def score(value: float) -> Node:
    """The rule that gives a score."""
    return assign(SCORE, base("float", number(value)))


def say(outcome_name: str, what: str | Node) -> Node:
    """The rule that shows feedback: its name, or an expression that gives it.

    Each thing said has an outcome of its own; players were found that cannot add to an outcome of several values.
    """
    return assign(outcome_name, base("identifier", what) if isinstance(what, str) else what)


def count(name: str) -> Node:
    """The rule that adds one to an outcome."""
    return assign(name, node("sum", variable(name), base("integer", "1")))


def share(name: str, of: int) -> Node:
    """The rule that gives the score as a count among so many."""
    return assign(SCORE, node("divide", variable(name), base("integer", str(of))))


def when(*branches: tuple[Node, list[Node]]) -> Node:
    """The rules of the first branch whose test is true, if any is."""
    condition = node("responseCondition")
    for test, rules in branches:
        condition.append(node("responseElseIf" if len(condition) else "responseIf", test, *rules))
    return condition
