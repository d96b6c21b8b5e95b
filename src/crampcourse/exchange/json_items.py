"""Our own items as JSON: nothing is lost in either direction."""

import json
from collections.abc import Sequence
from typing import Any

from crampcourse.exchange.reading import Assumed, Imported, Reading, UnreadableError, shape_faults
from crampcourse.exchange.writing import Exported, plain_data
from crampcourse.library.items import Item
from crampcourse.library.shelf import Library

FORMAT = "crampcourse-items"
VERSION = 1


def export(items: Sequence[Item], library: Library) -> Exported:  # noqa: ARG001 (one signature for all formats)
    """Every item with all it says."""
    document = {"format": FORMAT, "version": VERSION, "items": [plain_data(item) for item in items]}
    return Exported(json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n", [])


def read(text: str, assumed: Assumed) -> Imported:
    """The items of such a file. Each names its own objective and sources, so nothing is assumed but the file."""
    reading = Reading(assumed)
    document = parse(text, reading)
    if reading.faults:
        return reading.done()
    if not isinstance(document, dict) or document.get("format") != FORMAT or document.get("version") != VERSION:
        reading.fault(f'is not a file of our items: it must begin with "format": "{FORMAT}", "version": {VERSION}')
        return reading.done()
    items = document.get("items")
    if not isinstance(items, list):
        reading.fault("items must be a list")
        return reading.done()
    taken: set[str] = set()
    for data in items:
        if reading.full():
            break
        with reading.question(str(data.get("id", "")) if isinstance(data, dict) else ""):
            if faults := shape_faults(data):
                raise UnreadableError("; ".join(faults))
            if data["id"] in taken:
                raise UnreadableError("this id already stands in the file; ids must differ")
            taken.add(data["id"])
            reading.items.append(data)
    return reading.done()


def parse(text: str, reading: Reading) -> Any:
    """The data of a JSON text; None and a fault where it is none."""
    try:
        return json.loads(text, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        reading.line = error.lineno
        reading.fault(f"not JSON: {error.msg}")
    except RecursionError:
        reading.fault("is nested too deep")
    except ValueError as error:
        reading.fault(f"not JSON that we read: {error}")
    return None


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is not a number in JSON")
