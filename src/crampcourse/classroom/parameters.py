"""Fresh numbers for each class: lines of code that say from which values their number is drawn."""

import copy
import hashlib
import re
from decimal import Decimal, InvalidOperation
from typing import Any

_SAYS = re.compile(r"#\s*drawn from\b")
_NUMBER = r"[-+]?\d+(?:\.\d+)?"
_LINE = re.compile(
    rf"(?P<head>\s*(?P<name>[A-Za-z_]\w*)\s*=\s*)(?P<value>{_NUMBER})"
    rf"(?P<tail>\s*#\s*drawn from (?P<low>{_NUMBER}) to (?P<high>{_NUMBER}) by (?P<step>{_NUMBER})\b.*)"
)
_EXAMPLE = "body_mass_kg = 70.0  # drawn from 55 to 95 by 1"


def redrawn(notebook: Any, seed: int) -> Any:
    """A copy of a notebook in which each drawn line of its code cells has the value that this seed gives.

    A name with the same bounds has the same value wherever it stands. ValueError names every line that cannot be
    read or whose bounds make no sense.
    """
    fresh = copy.deepcopy(notebook)
    faults: list[str] = []
    for number, cell in enumerate(fresh["cells"], 1):
        if cell["cell_type"] != "code":
            continue
        source = cell["source"] if isinstance(cell["source"], str) else "".join(cell["source"])
        lines = source.split("\n")
        if not any(_SAYS.search(line) for line in lines):
            continue
        cell["source"] = "\n".join(_line(line, seed, f"cell {number}", faults) for line in lines)
    if faults:
        raise ValueError("; ".join(faults))
    return fresh


def _line(line: str, seed: int, where: str, faults: list[str]) -> str:
    if not _SAYS.search(line):
        return line
    found = _LINE.fullmatch(line)
    if found is None:
        faults.append(f"{where}: {line.strip()!r} is no drawn line; write it like {_EXAMPLE!r}")
        return line
    try:
        low, high, step, value = (Decimal(found[name]) for name in ("low", "high", "step", "value"))
        count = _count(low, high, step, value)
    except (ValueError, InvalidOperation) as error:
        faults.append(f"{where}: {line.strip()!r}: {error}")
        return line
    digest = hashlib.sha256(f"{seed}:{found['name']}:{low}:{high}:{step}".encode()).digest()
    drawn = low + step * (int.from_bytes(digest[:6]) % count)
    return found["head"] + _as_written(drawn, found["value"]) + found["tail"]


def _count(low: Decimal, high: Decimal, step: Decimal, value: Decimal) -> int:
    """How many values there are to draw from."""
    if step <= 0 or high < low:
        raise ValueError("it must go from a lower number to a higher one by a step above 0")
    if (high - low) % step:
        raise ValueError(f"steps of {step} from {low} do not reach {high}")
    if not low <= value <= high or (value - low) % step:
        raise ValueError(f"{value} is not one of the values that it draws")
    return int((high - low) / step) + 1


def _as_written(drawn: Decimal, before: str) -> str:
    """A drawn number as code, whole only where the number in the source was whole."""
    text = format(drawn, "f")
    if "." in before and "." not in text:
        return f"{text}.0"
    if "." not in before and drawn == drawn.to_integral_value():
        return str(int(drawn))
    return text
