"""Numbers stand on what they name: found on drawings whose answer is known, and kept apart."""

import xml.etree.ElementTree as ET
from itertools import combinations
from math import hypot

import pytest

from crampcourse.library import items as i
from crampcourse.library import load
from crampcourse.printing.badges import apart
from crampcourse.printing.figure import figure
from crampcourse.printing.places import Place, Spot, by_position, outlines, places, whereabouts
from tests.trial_quiz import trial_library

SVG = "http://www.w3.org/2000/svg"
FIGURES = [item for item in load().items.values() if isinstance(item, i.LabelItem | i.FindItem)]


def square(left: float, top: float, side: float) -> str:
    return f"M{left} {top}L{left + side} {top}L{left + side} {top + side}L{left} {top + side}Z"


def drawing(**layers: dict[str, str]) -> ET.Element:
    """A drawing of 100 × 100 mm; layer → structure → path, a name that begins with skin_ being skin."""
    root = ET.Element(f"{{{SVG}}}svg", {"viewBox": "-50 -50 100 100"})
    for layer, structures in layers.items():
        group = ET.SubElement(root, f"{{{SVG}}}g", {"data-layer": layer})
        for name, path in structures.items():
            leaf = ET.SubElement(group, f"{{{SVG}}}g", {"data-structure": name, "class": name.partition("_")[0]})
            ET.SubElement(leaf, f"{{{SVG}}}path", {"class": "fill", "d": path})
    return root


def test_a_square_is_marked_in_its_middle() -> None:
    found = places(drawing(bones={"talus": square(10, -30, 20)}), ["bones"], {"talus": ["talus"]})
    assert found["talus"].centre == pytest.approx((20, -20), abs=0.2)


def test_only_what_is_seen_counts() -> None:
    both = drawing(bones={"talus": square(-40, 0, 40)}, muscles={"soleus": square(-40, 0, 30)})
    parts = {"talus": ["talus"]}
    assert places(both, ["bones"], parts)["talus"].centre == pytest.approx((-20, 20), abs=0.2)
    seen = places(both, ["bones", "muscles"], parts)["talus"].centre
    assert seen.x > -10 or seen.y > 30
    hidden = drawing(bones={"talus": square(0, 0, 20)}, muscles={"soleus": square(-10, -10, 40)})
    assert places(hidden, ["bones", "muscles"], parts) == {}


def test_skin_lets_through_and_a_layer_that_is_not_shown_hides_nothing() -> None:
    over = drawing(bones={"talus": square(0, 0, 20)}, skin={"skin_silhouette": square(-50, -50, 100)})
    assert places(over, ["bones", "skin"], {"talus": ["talus"]})["talus"].centre == pytest.approx((10, 10), abs=0.2)


def test_a_ring_is_marked_on_itself_and_not_in_its_hole() -> None:
    ring = square(-40, -40, 80) + square(-25, -25, 50)
    at = places(drawing(bones={"talus": ring}), ["bones"], {"talus": ["talus"]})["talus"].centre
    assert 25 < max(abs(at.x), abs(at.y)) < 40


def test_parts_of_one_structure_are_one_area() -> None:
    halves = drawing(bones={"left": square(-20, -10, 20), "right": square(0, -10, 20)})
    assert places(halves, ["bones"], {"talus": ["left", "right"]})["talus"].centre == pytest.approx((0, 0), abs=0.2)


def test_curves_are_followed_and_other_commands_are_refused() -> None:
    (outline,) = outlines("M0 0C0 10 10 10 10 0L5 -5Z")
    assert outline[0] == (0, 0)
    assert (5, 7.5) in [pytest.approx(point) for point in outline]
    with pytest.raises(ValueError, match="holds the command 'Q'"):
        outlines("M0 0Q1 1 2 2Z")


def test_places_are_counted_from_left_to_right_and_said_in_words() -> None:
    spots = {"b": Spot(5, 0), "a": Spot(5, 3), "c": Spot(-40, 40), "d": Spot(40, -40)}
    assert by_position({name: Place(spot, []) for name, spot in spots.items()}) == ["c", "a", "b", "d"]
    empty = drawing()
    assert [whereabouts(spots[name], empty) for name in "abcd"] == ["middle", "middle", "lower left", "upper right"]


def test_numbers_never_cover_one_another_and_stay_in_the_picture() -> None:
    wishes = [Spot(49, 49), Spot(49, 48), Spot(48, 49), Spot(0, 0), Spot(0.5, 0), Spot(0, 0.5)]
    placed = apart([Place(wish, []) for wish in wishes], drawing(), 6)
    assert min(hypot(a.x - b.x, a.y - b.y) for a, b in combinations(placed, 2)) >= 6
    assert all(abs(value) <= 47 for spot in placed[1:] for value in spot)
    assert placed[3] == (0, 0)


def test_a_number_makes_way_inside_its_structure_if_there_is_room() -> None:
    parts = {"left": ["left"], "tall": ["tall"], "small": ["small"]}
    shapes = {"left": square(-6, -3, 6), "tall": "M0 -40L6 -40L6 40L0 40Z", "small": square(-6, 3, 6)}
    found = places(drawing(bones=shapes), ["bones"], parts)
    first, second, third = apart([found[name] for name in parts], drawing(), 9)
    assert first == found["left"].centre
    assert second in found["tall"].room
    assert second != found["tall"].centre
    # Nothing of the third is far enough from the first: it stands beside its structure.
    assert third not in found["small"].room
    assert hypot(third.x - first.x, third.y - first.y) >= 9


@pytest.mark.parametrize("item", FIGURES, ids=lambda item: item.id)
def test_each_number_of_the_course_stands_on_its_structure(item: i.LabelItem | i.FindItem) -> None:
    shown = figure(item, load())
    signs = [group for group in shown.svg.iter("g") if group.get("class") == "sign"]
    assert [group.findtext("text") for group in signs] == list(shown.signs.values())
    assert not [group for group in signs if group.find("path") is not None], "a number was moved away"


def test_what_cannot_be_seen_is_refused_with_what_to_do() -> None:
    library = trial_library()
    library.structures["talus"] = library.structures["talus"].model_copy(update={"parts": ["nothing"]})
    with pytest.raises(ValueError, match="item t-find asks for talus, which cannot be seen on the plate lateral"):
        figure(library.items["t-find"], library)
