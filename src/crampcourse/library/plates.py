"""A plate without names: the same drawing, in which nothing says what is drawn."""

import re
from functools import cache

_GROUP = re.compile(r' id="[^"]*" data-structure="([^"]*)"')
_NOTE = re.compile(r' (?:id|data-note)="[^"]*"')


@cache
def unnamed(svg: str) -> tuple[str, dict[str, str]]:
    """The drawing with its groups numbered g0, g1, … in the order of the drawing, and group → number.

    A page that asks for names must not hold them. Classes stay: they say the tissue, which its colour says, too.
    """
    numbers: dict[str, str] = {}

    def number(found: re.Match[str]) -> str:
        numbers[found[1]] = f"g{len(numbers)}"
        return f' data-structure="{numbers[found[1]]}"'

    return _NOTE.sub("", _GROUP.sub(number, svg)), numbers
