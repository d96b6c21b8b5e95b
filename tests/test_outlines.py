"""Redrawing a bone moves it towards what was measured, never away from it."""

import json
from pathlib import Path

import pytest

shapely = pytest.importorskip("shapely", reason="outlines are compared with shapely, a development dependency")
from shapely.affinity import scale  # noqa: E402 (after importorskip)
from shapely.geometry import Polygon  # noqa: E402 (after importorskip)

ROOT = Path(__file__).parent.parent
FIRST = json.loads((ROOT / "tests/oracles/outlines_first.json").read_text())
OPPOSITE = {"lateral": "medial", "medial": "lateral", "dorsal": "plantar", "plantar": "dorsal"}
SAME = 0.98  # overlap (area in common by area of both) up to which an outline counts as the first one

ROUNDED_MM = 0.15  # what was left out of the first outlines to keep their file small

# Extents of single bones in mm: along the foot, upright, across it. Measured by us as ATTRIBUTIONS.md says.
EXTENT_MM = {
    "navicular": (28.0, 31.8, 38.2),
    "cuboid": (37.2, 32.0, 31.6),
    "cuneiform_medial": (37.0, 33.9, 19.7),
    "cuneiform_intermediate": (22.5, 23.0, 15.9),
    "cuneiform_lateral": (27.1, 28.0, 24.9),
}
AXES = {
    "lateral": (0, 1),
    "medial": (0, 1),
    "anterior": (2, 1),
    "posterior": (2, 1),
    "dorsal": (2, 0),
    "plantar": (2, 0),
}


def now(view: str) -> dict[str, Polygon]:
    (outlines,) = json.loads((ROOT / "art" / view / "outlines.json").read_text()).values()
    return {bone: Polygon(points).buffer(0) for bone, points in outlines.items()}


def first(view: str) -> dict[str, Polygon]:
    return {bone: Polygon(points).buffer(0) for bone, points in FIRST[view].items()}


def overlap(one: Polygon, other: Polygon) -> float:
    return one.intersection(other).area / one.union(other).area


def misfit_mm(view: str, bone: str, outline: Polygon) -> float:
    """How far width and height are from what was measured, together."""
    left, low, right, high = outline.bounds
    wide, tall = (EXTENT_MM[bone][axis] for axis in AXES[view])
    return abs(right - left - wide) + abs(high - low - tall)


CHANGED = [
    (view, bone) for view in FIRST for bone, outline in now(view).items() if overlap(outline, first(view)[bone]) < SAME
]


@pytest.mark.parametrize("view", FIRST)
def test_no_bone_is_lost(view: str) -> None:
    assert set(now(view)) == set(first(view))


def test_few_bones_are_redrawn() -> None:
    assert set(CHANGED) == {("plantar", "navicular"), ("plantar", "cuneiform_lateral")}


@pytest.mark.parametrize(("view", "bone"), CHANGED)
def test_a_redrawn_bone_fits_its_measures_and_its_other_side_better(view: str, bone: str) -> None:
    assert misfit_mm(view, bone, now(view)[bone]) < misfit_mm(view, bone, first(view)[bone])
    # Seen from the other side, an outline is its own mirror image; the two were drawn one by one.
    mirrored = scale(first(OPPOSITE[view])[bone], -1, 1, origin=(0, 0))
    assert overlap(now(view)[bone], mirrored) > overlap(first(view)[bone], mirrored) + 0.05


@pytest.mark.parametrize("view", AXES)
def test_tarsal_bones_have_the_measured_extents(view: str) -> None:
    for bone, outline in now(view).items():
        if bone in EXTENT_MM:
            assert misfit_mm(view, bone, outline) <= misfit_mm(view, bone, first(view)[bone]) + ROUNDED_MM, bone
            assert misfit_mm(view, bone, outline) < 1.6, bone
