"""What another format cannot say about an item, so that no export loses anything silently."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from crampcourse.exchange.inline import fit
from crampcourse.library.items import ChoiceItem, Item, NumericItem


@dataclass(frozen=True)
class Exported:
    """The file's content, and for each item what is not in it."""

    content: str | bytes
    lost: list[str]


def plain_data(item: Item) -> dict[str, Any]:
    """An item as it stands in a YAML file: only what differs from the defaults."""
    return item.model_dump(exclude_defaults=True)


def left_out(item: Item, format_name: str, kinds: Collection[str]) -> str | None:
    """Why the whole item is not written; None where it is. ``kinds``: those that the format's module writes."""
    if item.kind not in kinds:
        return f"{item.id}: left out; questions of kind {item.kind} are not written to {format_name}"
    return None


def lost(item: Item, details: list[str], *, says: Collection[str] = ()) -> list[str]:
    """One line on what is lost of an item, or none. ``says``: what the format does carry (hints, tags, shuffle)."""
    found = list(details)
    if item.hints and "hints" not in says:
        found.append(f"hints ({len(item.hints)})")
    if "tags" not in says:
        found.append("objective, sources" + (" and claims" if item.claims else ""))
    misconceptions = sum("misconception" in part for part in _parts(plain_data(item)))
    if misconceptions:
        found.append(f"misconceptions ({misconceptions})")
    if isinstance(item, ChoiceItem) and not item.shuffle and "shuffle" not in says:
        found.append("that the options keep their order")
    if any(text != fit(text) for text in texts_of(plain_data(item))):
        found.append("line breaks, runs of spaces and control characters in texts")
    return [f"{item.id}: lost: {'; '.join(found)}"] if found else []


def numeric_details(item: NumericItem, *, units: bool, open_ranges: bool) -> list[str]:
    """What a number loses: spellings of units, per cent, ranges open on one side."""
    details = []
    if item.units and not units:
        details.append(f"other spellings and units ({len(item.units)}); the unit itself ends the question")
    if item.tolerance_percent is not None:
        details.append("that the tolerance is in per cent (written as a number)")
    without_end = [between for between in item.wrong if between.low is None or between.high is None]
    if without_end and not open_ranges:
        details.append(f"feedback for numbers beyond one bound ({len(without_end)})")
    return details


def tolerance(item: NumericItem) -> float:
    """The absolute tolerance in the item's unit."""
    return item.tolerance if item.tolerance is not None else abs(item.value) * (item.tolerance_percent or 0) / 100


def asking_unit(item: NumericItem) -> str:
    """The stem, with the unit at its end for programs that have no place for it."""
    # A dollar sign in the unit must not end a formula that one in the stem seems to begin.
    return f"{item.stem} (answer in {item.unit.replace('$', chr(92) + '$')})"


def tags(item: Item) -> list[tuple[str, str]]:
    """Objective, sources and claims as (name, value)."""
    return [
        ("objective", item.objective),
        *(("source", source) for source in item.sources),
        *(("claim", str(claim)) for claim in item.claims),
    ]


def _parts(data: Any) -> list[dict[str, Any]]:
    if isinstance(data, dict):
        return [data, *(part for value in data.values() for part in _parts(value))]
    return [part for value in data for part in _parts(value)] if isinstance(data, list) else []


def texts_of(data: Any) -> list[str]:
    """Every text in plain data."""
    if isinstance(data, str):
        return [data]
    values = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return [text for value in values for text in texts_of(value)]
