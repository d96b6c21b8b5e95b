"""Everything an explorer's browser side needs, packed: pictures, what moves in them, and tables over the controls."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import floor
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from crampcourse.widgets.terms import Term, run

Array = NDArray[np.float64]
Kind = Literal["affine", "path", "point"]
WIDTHS = {"affine": 6, "point": 2}
"""Numbers per state: a matrix a b c d e f; a shift x y. A path has two per vertex."""
QUANTISED = {"path", "point"}
"""What is kept as 16-bit integers: places in a picture, of which the eye sees no 65,000th of the width."""


@dataclass(frozen=True)
class Picture:
    """One drawing: id, SVG text, and its size at 1×."""

    id: str
    svg: str
    width_px: float
    height_px: float


@dataclass(frozen=True)
class Part:
    """One moving artist: what is rewritten, on which controls or quantities, and the table (grid..., numbers)."""

    picture: str
    gid: str
    kind: Kind
    controls: tuple[str, ...]
    table: Array
    closed: bool = False


@dataclass(frozen=True)
class Sign:
    """One artist that shows a quantity: as its text, or as the look (a name the style sheet knows) it chooses."""

    picture: str
    gid: str
    quantity: str
    looks: tuple[str, ...] = ()


Source = tuple[tuple[str, ...], Array] | Term
"""Where a quantity comes from: a table over controls or earlier quantities, or a term of them."""


@dataclass(frozen=True)
class Drawing:
    """Pictures, grids, moving parts, quantities in the order in which they are worked out, colours of the controls."""

    pictures: tuple[Picture, ...]
    grids: Mapping[str, Array]
    parts: tuple[Part, ...]
    quantities: Mapping[str, Source]
    signs: tuple[Sign, ...] = ()
    snapped: frozenset[str] = frozenset()
    """Grids between whose states nothing is interpolated: the nearest one is taken."""
    colours: Mapping[str, str] = field(default_factory=dict)
    legend: tuple[dict[str, str], ...] = ()
    toggles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    off: frozenset[str] = frozenset()
    """Toggles whose artists are hidden until they are asked for."""

    def pack(self) -> tuple[dict[str, Any], bytes]:
        """The layout as JSON data, and all tables, little-endian float32, then int16; ValueError names faults."""
        store = _Store(self.grids)
        parts = [
            store.put(part.gid, part.controls, part.table, quantise=part.kind in QUANTISED)
            | {"picture": part.picture, "gid": part.gid, "kind": part.kind, "closed": part.closed}
            for part in self.parts
        ]
        for part in self.parts:
            width = WIDTHS.get(part.kind, part.table.shape[-1])
            if part.table.shape[-1] != width:
                store.faults.append(f"{part.gid}: {part.kind} needs {width} numbers, has {part.table.shape[-1]}")
        quantities = {
            name: {"steps": list(source.steps)}
            if isinstance(source, Term)
            else store.put(name, source[0], source[1][..., None])
            for name, source in self.quantities.items()
        }
        if store.faults:
            raise ValueError("; ".join(store.faults))
        layout = {
            "pictures": [{"id": p.id, "width": p.width_px, "height": p.height_px} for p in self.pictures],
            "grids": {
                name: {"low": float(g[0]), "step": float(g[1] - g[0]), "count": len(g), "snap": name in self.snapped}
                for name, g in self.grids.items()
            },
            "parts": parts,
            "signs": [
                {"picture": s.picture, "gid": s.gid, "quantity": s.quantity, "looks": list(s.looks)} for s in self.signs
            ],
            "quantities": quantities,
            "floats": sum(chunk.size for chunk in store.floats),
            "colours": dict(self.colours),
            "legend": list(self.legend),
            "toggles": {name: list(gids) for name, gids in self.toggles.items()},
        }
        if self.off:
            layout["off"] = sorted(self.off)
        return layout, b"".join(chunk.tobytes() for chunk in [*store.floats, *store.wholes])


class _Store:
    """Gathers tables and what is wrong with them."""

    def __init__(self, grids: Mapping[str, Array]) -> None:
        self.floats: list[NDArray[np.float32]] = []
        self.wholes: list[NDArray[np.int16]] = []
        self.faults = [
            f"the grid of {name} is not even"
            for name, grid in grids.items()
            if len(grid) < 2 or not np.allclose(np.diff(grid), grid[1] - grid[0])
        ]
        self._grids = grids

    def put(self, name: str, controls: tuple[str, ...], table: Array, *, quantise: bool = False) -> dict[str, Any]:
        shape = (*(len(self._grids[control]) for control in controls), table.shape[-1])
        if table.shape != shape:
            self.faults.append(f"{name}: table has shape {table.shape}; its controls need {shape}")
        if not np.isfinite(table).all():
            self.faults.append(f"{name}: table holds a number that is not finite")
            return {}
        entry: dict[str, Any] = {"controls": list(controls), "width": table.shape[-1]}
        if not quantise:
            entry["start"] = sum(chunk.size for chunk in self.floats)
            self.floats.append(np.ascontiguousarray(table, dtype="<f4"))
            return entry
        low, high = float(table.min()), float(table.max())
        entry["start"] = sum(chunk.size for chunk in self.wholes)
        entry["scale"], entry["middle"] = (high - low) / 65534 or 1.0, (high + low) / 2
        self.wholes.append(np.round((table - entry["middle"]) / entry["scale"]).astype("<i2"))
        return entry


class Tables:
    """Packed tables read again, as the browser reads them (tables.js does the same)."""

    def __init__(self, layout: Mapping[str, Any], packed: bytes) -> None:
        self.layout = layout
        self._floats = np.frombuffer(packed, "<f4", layout["floats"])
        self._wholes = np.frombuffer(packed, "<i2", offset=4 * layout["floats"])

    def row(self, entry: Mapping[str, Any], values: Mapping[str, float]) -> Array:
        """The numbers of a part or quantity at these values, multilinear between the states of its grids."""
        grids = [self.layout["grids"][control] for control in entry["controls"]]
        shape = (*(grid["count"] for grid in grids), entry["width"])
        source = self._wholes if "scale" in entry else self._floats
        table = source[entry["start"] : entry["start"] + int(np.prod(shape))].reshape(shape)
        for control, grid in zip(entry["controls"], grids, strict=True):
            place = min(max((values[control] - grid["low"]) / grid["step"], 0.0), grid["count"] - 1.0)
            if grid["snap"]:
                place = float(floor(place + 0.5))
            below = min(floor(place), grid["count"] - 2)
            share = place - below
            table = table[below] * (1 - share) + table[below + 1] * share if share else table[below]
        row = table.astype(float)
        return row * entry["scale"] + entry["middle"] if "scale" in entry else row

    def numbers(self, values: Mapping[str, float]) -> dict[str, float]:
        """Every quantity at these values of the controls."""
        known = dict(values)
        for name, entry in self.layout["quantities"].items():
            known[name] = run(entry["steps"], known) if "steps" in entry else float(self.row(entry, known)[0])
        return {name: known[name] for name in self.layout["quantities"]}
