"""Items can be built on any structure drawn on any plate: label, find, trace order, odd one out."""

from itertools import cycle, islice
from typing import Any

import pytest
from pydantic import TypeAdapter

from crampcourse.learning.marking import mark, rule_of
from crampcourse.library import items as i
from crampcourse.library import load
from crampcourse.library.drawn import drawn_groups, undrawn
from crampcourse.library.types import Structure
from crampcourse.widgets.plate import structures_on

LIBRARY = load()
PLATES = LIBRARY.plates
CASES = [(view, structure) for view in PLATES for structure in structures_on(view, LIBRARY)]
BASE = {"objective": "L01-O1", "stem": "Which?", "sources": ["GENERALKNOWLEDGE"]}
NO_PLACE = '<svg><g data-layer="bones"><g data-structure="%s"><path class="detail"/></g></g></svg>'


def read(**fields: Any) -> Any:
    return TypeAdapter(i.Item).validate_python({**BASE, "id": "atlas-item", **fields})


def why(structure: Structure) -> str:
    return f"{structure.name}: {structure.does}"


def others(view: str, structure: Structure, count: int, *, tissue: bool | None = None) -> list[Structure]:
    """The next structures of a plate; `tissue` True asks for the same tissue, False for another."""
    drawn = structures_on(view, LIBRARY)
    after = islice(cycle(drawn), drawn.index(structure) + 1, drawn.index(structure) + len(drawn))
    wanted = [each for each in after if tissue is None or (each.tissue == structure.tissue) == tissue]
    return wanted[:count]


def layers_of(view: str, structures: list[Structure]) -> list[str]:
    groups = drawn_groups(LIBRARY.plate_svg(view))
    shown = {groups[part] for each in structures for part in each.parts if part in groups}
    return [layer for layer in PLATES[view].layers if layer == "skin" or layer in shown]


@pytest.mark.parametrize(("view", "structure"), CASES, ids=lambda case: getattr(case, "id", case))
def test_an_item_of_each_kind_can_be_built_on_it(view: str, structure: Structure) -> None:
    near = others(view, structure, 3)
    place = {"plate": view, "layers": layers_of(view, [structure, *near])}
    label = read(
        kind="label",
        **place,
        targets=[{"structure": each.id, "rationale": why(each)} for each in (structure, *near[:2])],
        distractors=[{"structure": near[2].id, "rationale": why(near[2])}],
    )
    find = read(
        kind="find",
        **place,
        structure=structure.id,
        rationale=why(structure),
        distractors=[{"structure": each.id, "rationale": why(each)} for each in near],
    )
    groups = drawn_groups(LIBRARY.plate_svg(view))
    for item in (label, find):
        assert list(undrawn(item, PLATES[view], groups, LIBRARY.structures)) == []
    assert mark(rule_of(label), {each.id: each.id for each in (structure, *near[:2])}).score == 1
    assert mark(rule_of(label), {structure.id: near[2].id}).score < 1
    assert mark(rule_of(find), structure.id).correct
    assert not mark(rule_of(find), near[0].id).correct

    order = read(
        kind="order",
        steps=[{"text": each.name, "rationale": why(each)} for each in (structure, *near)],
        rationale="As they follow one another on the plate.",
    )
    assert mark(rule_of(order), [0, 1, 2, 3]).correct
    assert not mark(rule_of(order), [1, 0, 2, 3]).correct

    family = others(view, structure, 3, tissue=False)
    odd = read(
        kind="single",
        options=[
            {"text": structure.name, "key": True, "rationale": why(structure)},
            *({"text": each.name, "rationale": why(each)} for each in family),
        ],
    )
    assert len(odd.options) == 4
    assert mark(rule_of(odd), 0).correct
    assert not mark(rule_of(odd), 1).correct


def test_every_plate_has_structures_to_ask_for() -> None:
    assert {view for view, _ in CASES} == set(PLATES)
    assert len({structure.id for _, structure in CASES}) >= 95


def test_dashed_lines_are_no_place_to_point_at() -> None:
    assert drawn_groups(NO_PLACE % "tibia") == {}
    assert "tibia" not in {each.id for each in structures_on("dorsal", LIBRARY)}
    item = read(kind="find", plate="dorsal", structure="tibia", rationale="It is the tibia.")
    (fault,) = undrawn(item, PLATES["dorsal"], drawn_groups(LIBRARY.plate_svg("dorsal")), LIBRARY.structures)
    assert "not drawn on the plate dorsal" in fault[1]
