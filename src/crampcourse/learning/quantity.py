"""Reads a number as people type it: comma or point, thousands, powers of ten, a unit behind it.

``widgets/quantity.js`` says the same in the browser; ``tests/vectors/marking.json`` holds both to it.
The point is always a decimal mark. One comma is a decimal mark too ("3,5"), unless exactly three
digits follow one to three others ("1,234"): that can mean two numbers, so the learner is asked.
"""

import math
import re
import unicodedata
from collections.abc import Mapping

from crampcourse.library.spelling import INVISIBLE, SPACES

LONGEST = 60
"""Characters; more than this is no number that somebody meant."""

_SUPERSCRIPTS = {ord(sign): plain for sign, plain in zip("⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "+-0123456789", strict=True)}
_RAISED = re.compile("[⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_SIGNS = {ord(sign): "-" for sign in "‐‑‒–—−"}
_SIGNS |= {ord(sign): "'" for sign in "’‘ʼ′٬"} | {ord(sign): "*" for sign in "×✕·⋅∙"} | {ord("٫"): "."}
_SIGNS |= {first + digit: str(digit) for first in (0x660, 0x6F0) for digit in range(10)}

_HEAD = re.compile(r"([+-]?) ?([0-9.,' ]*[0-9])(.*)")
_POWER = re.compile(r" ?(?:[eE]([+-]?[0-9]{1,4})|[x*] ?10 ?(?:\^|\*\*) ?\(?([+-]?[0-9]{1,4})\)?)(?![0-9])(.*)")
_BARE_POWER = re.compile(r"\^ ?\(?([+-]?[0-9]{1,4})\)?(?![0-9])(.*)")
_RANGE = re.compile(r"(?:^|[ A-Za-zμ°%])(?:-|±|\+-|to|or|and|\.\.+) ?[+-]?[.,]?[0-9]")

_AMBIGUOUS = re.compile(r"[1-9][0-9]{0,2},[0-9]{3}")
_PLAIN = re.compile(r"[0-9]*[.,]?[0-9]+")
_GROUPED = (
    (re.compile(r"[0-9]{1,3}(?:[ '][0-9]{3})+(?:[.,][0-9]+)?"), " '"),
    (re.compile(r"[0-9]{1,3}(?:,[0-9]{3}){2,}|[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+"), ","),
    (re.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){2,}|[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+"), "."),
)


def tidy(text: str) -> str:
    """One spelling for what looks alike: digits, dashes, spaces, raised numbers, micro signs."""
    text = _RAISED.sub(lambda run: "^" + run.group().translate(_SUPERSCRIPTS), text.translate({0x2032: "'"}))
    text = unicodedata.normalize("NFKC", INVISIBLE.sub("", text)).translate(_SIGNS)
    return SPACES.sub(" ", text).strip(" ")


def read_quantity(text: str, units: Mapping[str, float], unit: str) -> tuple[float | None, str | None]:
    """The number in the item's unit, and what is the matter with it: one of the two is None.

    ``units`` maps every spelling that may be typed to its factor; ``unit`` counts where none is typed.
    Problems: empty, too_long, not_a_number, range, ambiguous, unit, too_large.
    """
    if len(text) > LONGEST:
        return None, "too_long"
    text = tidy(text)
    if not text:
        return None, "empty"
    head = _HEAD.fullmatch(text)
    if head is None:
        return None, "not_a_number"
    sign, body, rest = head.groups()
    body = body.lstrip(" ")
    power = _POWER.fullmatch(rest)
    exponent = "0"
    if power:
        exponent, rest = power[1] or power[2], power[3]
    elif body == "10" and (bare := _BARE_POWER.fullmatch(rest)):
        body, exponent, rest = "1", bare[1], bare[2]
    typed = re.sub(r"^[.,](?![0-9])", "", rest).strip(" ").rstrip(".")
    factor = _factor(typed or unit, units)
    digits, problem = _digits(body)
    if factor is None and _RANGE.search(typed):
        problem = "range"
    elif factor is None and not problem:
        problem = "not_a_number" if re.match(r"[0-9.,'+^*/⁄=<>-]", typed) else "unit"
    if problem or digits is None or factor is None:
        return None, problem
    value = float(f"{sign}{digits}e{exponent}") * factor
    return (value, None) if math.isfinite(value) else (None, "too_large")


def _factor(typed: str, units: Mapping[str, float]) -> float | None:
    """The factor of a unit. Case matters (mm, Mm), but not in words of four letters and more."""
    spelling = tidy(typed)
    for name, factor in units.items():
        known = tidy(name)
        if spelling == known or (len(spelling) > 3 and spelling.lower() == known.lower()):
            return factor
    return None


def _digits(body: str) -> tuple[str | None, str | None]:
    """A written number as digits with at most one point, or what is the matter."""
    if _AMBIGUOUS.fullmatch(body):
        return None, "ambiguous"
    if _PLAIN.fullmatch(body):
        return body.replace(",", "."), None
    for pattern, marks in _GROUPED:
        if pattern.fullmatch(body):
            return body.translate({ord(mark): None for mark in marks}).replace(",", "."), None
    return None, "range" if ".." in body else "not_a_number"
