"""Compares words that somebody typed with listed ones; ``widgets/spelling.js`` says the same in the browser.

What does not count: capitals, spaces, hyphens (but for one at the end, a charge: Cl⁻), quotation marks
around and full stops behind, raised and full-width signs, and marks over letters unless ``accents`` is set.
A slip is one letter added, left out or replaced, or two neighbours changed over. It is forgiven in answers
of five letters and more, if digits and signs agree and no listed wrong answer is as near.
"""

import re
import unicodedata
from collections.abc import Sequence

LONGEST = 100
"""Characters; more than this is no short answer."""
SLIP_FROM = 5
"""Letters; in shorter words a slip makes another word."""

INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
SPACES = re.compile("[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
_DASHES = re.compile("[‐‑‒–—−]")
_ACCENTS = re.compile("[\u0300-\u036f]")
_AROUND = re.compile("^[\"'“”„‘’«»]+|[\"'“”„‘’«».,;:!?]+$")


def fold(text: str, *, accents: bool = False) -> str:
    """One spelling for all that count as the same."""
    text = SPACES.sub("", _DASHES.sub("-", unicodedata.normalize("NFKC", INVISIBLE.sub("", text))))
    # By way of capitals ß and ss meet, which lower case alone would keep apart.
    text = text.upper().lower().replace("ς", "σ")
    if not accents:
        text = _ACCENTS.sub("", unicodedata.normalize("NFD", text))
    return re.sub("-(?!$)", "", _AROUND.sub("", unicodedata.normalize("NFC", text)))


def one_slip(first: str, second: str) -> bool:
    """Whether two words are the same but for one slip (Damerau-Levenshtein distance of at most 1)."""
    while first and second and first[0] == second[0]:
        first, second = first[1:], second[1:]
    while first and second and first[-1] == second[-1]:
        first, second = first[:-1], second[:-1]
    return max(len(first), len(second)) <= 1 or (len(first) == 2 and first == second[::-1])


def recognise(
    text: str, accepted: Sequence[str], wrong: Sequence[str], *, accents: bool, typos: bool
) -> tuple[str, str]:
    """The listed answer that was meant, and ``right``, ``spelling`` (right but for a slip) or ``wrong``.

    An answer that nobody listed is ``("", "wrong")``.
    """
    typed = fold(text, accents=accents)

    def near(listed: str) -> bool:
        known = fold(listed, accents=accents)
        letters = sum(sign.isalpha() for sign in known)
        return typos and letters >= SLIP_FROM and _others(known) == _others(typed) and one_slip(known, typed)

    for answers, word in ((accepted, "right"), (wrong, "wrong")):
        for listed in answers:
            if fold(listed, accents=accents) == typed:
                return listed, word
    for answers, word in ((wrong, "wrong"), (accepted, "spelling")):
        for listed in answers:
            if near(listed):
                return listed, word
    return "", "wrong"


def _others(text: str) -> str:
    return "".join(sign for sign in text if not sign.isalpha())
