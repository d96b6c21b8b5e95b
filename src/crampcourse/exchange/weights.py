"""Per cent of credit for each option, as Moodle counts it, from our rule and back to it.

Our rule for several keys, (hits − false alarms) ÷ keys and never below 0, is what these weights add up to.
"""

from collections.abc import Sequence

from crampcourse.exchange.reading import Reading, UnreadableError
from crampcourse.library.items import ChoiceItem

FULL = 99.9
NEAR = 0.01


def written(item: ChoiceItem) -> list[str]:
    """The weight of each option in per cent, with the five decimals Moodle has."""
    keys = sum(option.key for option in item.options)
    if item.kind == "single":
        return ["100" if option.key else "0" for option in item.options]
    share = f"{100 / keys:.5f}".rstrip("0").rstrip(".")
    return [share if option.key else f"-{share}" for option in item.options]


def read(reading: Reading, weights: Sequence[float], *, single: bool) -> tuple[str, list[bool]]:
    """The kind of choice item, and which options are keys; UnreadableError where none or too many are right."""
    if single:
        full = [weight >= FULL for weight in weights]
        if sum(full) != 1:
            raise UnreadableError(f"{sum(full)} options give full credit; one must, or several answers be asked for")
        if any(0 < weight < FULL for weight in weights):
            reading.note("part credit for single options is left out")
        return "single", full
    keys = [weight > 0 for weight in weights]
    if not any(keys):
        raise UnreadableError("no option gives credit")
    share = 100 / sum(keys)
    if any(abs(weight - (share if key else -share)) > NEAR for weight, key in zip(weights, keys, strict=True)):
        reading.note("the weights of the options become ours: hits less false alarms, by the number of keys")
    return "multiple", keys
