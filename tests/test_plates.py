"""The drawn plates: clean SVG under agreed names, stills that are fresh, tissues that do not hang on colour alone."""

import json
import re
import struct
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from crampcourse.library.shelf import CONTENT, load
from crampcourse.library.types import Layer
from crampcourse.widgets.base import styles
from crampcourse.widgets.plate import Plate, drawn_groups, layer_name, plate, short_citation, structures_on

ROOT = Path(__file__).parent.parent
NAMES = ("lateral", "medial", "anterior", "posterior", "dorsal", "plantar", "axial_malleoli", "axial_midleg")
SVG = "{http://www.w3.org/2000/svg}"
TISSUES = ("bone", "muscle", "tendon", "ligament", "retinaculum", "nerve", "vein", "skin")


def drawing(name: str) -> ET.Element:
    return ET.fromstring((CONTENT / "plates" / f"{name}.svg").read_text(encoding="utf-8"))


@pytest.fixture
def build(monkeypatch: pytest.MonkeyPatch):
    pytest.importorskip("shapely", reason="drawings are made with shapely, a development dependency")
    monkeypatch.syspath_prepend(str(ROOT))
    from art import build

    return build


@pytest.fixture(autouse=True)
def forget_plates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crampcourse.widgets.plate._plates", {})


def test_there_are_eight_plates() -> None:
    assert set(load().plates) == set(NAMES) == {path.stem for path in (CONTENT / "plates").glob("*.svg")}


@pytest.mark.parametrize("name", NAMES)
class TestDrawing:
    def test_holds_nothing_but_groups_and_paths(self, name: str) -> None:
        for node in drawing(name).iter():
            assert node.tag in {f"{SVG}svg", f"{SVG}g", f"{SVG}path"}
            assert all(key in ("viewBox", "class", "id", "d") or key.startswith("data-") for key in node.attrib)
            assert not any("url(" in value or "://" in value for value in node.attrib.values())

    def test_ids_are_unique_and_begin_with_the_view(self, name: str) -> None:
        ids = [node.get("id", "") for node in drawing(name).iter(f"{SVG}g") if node.get("id")]
        assert len(set(ids)) == len(ids)
        assert all(identifier == name or identifier.startswith(f"{name}-") for identifier in ids)

    def test_every_structure_has_one_group_with_its_bare_name(self, name: str) -> None:
        groups = [node for node in drawing(name).iter(f"{SVG}g") if node.get("data-structure")]
        assert max(Counter(group.get("data-structure") for group in groups).values()) == 1
        assert all(group.get("id") == f"{name}-{group.get('data-structure')}" for group in groups)
        assert len(groups) > 50

    def test_layers_are_the_agreed_ones_and_those_of_its_text(self, name: str) -> None:
        layers = {node.get("data-layer") for node in drawing(name).iter() if node.get("data-layer")}
        assert layers == set(load().plates[name].layers)
        assert layers <= set(get_args(Layer))

    def test_what_is_drawn_has_a_card(self, name: str) -> None:
        owned = {part for structure in load().structures.values() for part in structure.parts}
        missing: list[str] = []

        def walk(group: ET.Element, above: bool) -> None:
            bare = group.get("data-structure", "")
            known = above or bare in owned
            ground = set(group.get("class", "").split()) & {"skin", "sheath"}
            if bare and group.find(f"{SVG}path") is not None and not known and not ground:
                missing.append(bare)
            for child in group.iterfind(f"{SVG}g"):
                walk(child, known)

        walk(drawing(name), above=False)
        assert missing == []

    def test_the_stills_are_small_pictures(self, name: str) -> None:
        for still in (name, f"{name}_bones"):
            png = (CONTENT / "plates" / f"{still}.png").read_bytes()
            assert png[:8] == b"\x89PNG\r\n\x1a\n"
            assert max(struct.unpack(">II", png[16:24])) == 900
            assert len(png) < 200_000


def test_redrawing_gives_the_committed_drawings(build) -> None:
    for name, svg in build.drawings().items():
        assert svg == load().plate_svg(name), f"{name} is stale: python -m art.build"


def test_stills_are_those_of_the_drawings_and_styles(build) -> None:
    known = json.loads((CONTENT / "plates" / "stills.json").read_text())
    shown = build.stills_of({name: load().plate_svg(name) for name in NAMES})
    fresh = {name: build.fingerprint(name, svg) for name, svg in shown.items()}
    assert known == fresh, "a still is stale: python -m art.build"


@pytest.mark.parametrize("name", NAMES)
def test_the_caption_says_what_varies(name: str) -> None:
    drawn = set(drawn_groups(load().plate_svg(name)))
    caption = load().plates[name].caption
    for inconstant in ("sural_nerve", "small_saphenous_vein", "saphenous_nerve", "arcuate_artery"):
        if inconstant in drawn:
            assert inconstant.replace("_", " ") in caption
            assert re.search(r"\bvar(y|ies|iable)\b", caption)
    assert name != "anterior" or "Viewed along the foot" in caption


def test_a_plate_is_made_once_and_again_after_it_was_closed() -> None:
    first = plate("lateral")
    assert plate("lateral") is first
    assert first.ref == f"anywidget:{first.model_id}"
    first.close()
    second = plate("lateral")
    assert second is not first
    assert second.svg == first.svg
    second.close()


def test_an_unknown_plate_names_those_there_are() -> None:
    with pytest.raises(ValueError, match="posterior"):
        plate("lateralis")


def test_a_plate_carries_the_cards_of_its_own_structures_only() -> None:
    cards = plate("lateral").cards
    assert {card["id"] for card in cards} == {structure.id for structure in structures_on("lateral", load())}
    assert "popliteus" not in {card["id"] for card in cards}
    assert all(card["source"] for card in cards)
    assert isinstance(plate("lateral"), Plate)


def test_a_layer_may_have_a_name_of_its_own() -> None:
    assert layer_name(load().plates["plantar"], "retinacula") == "Plantar aponeurosis"
    assert layer_name(load().plates["lateral"], "retinacula") == "Retinacula"


def test_short_citations_name_people_or_titles() -> None:
    references = load().references
    assert short_citation(references["BROCKETT2016"]) == "Brockett and Chapman 2016"
    assert short_citation(references["SUBTALAR2020"]) == "Peña Fernández et al. 2020"
    assert short_citation(references["GENERALKNOWLEDGE"]) == references["GENERALKNOWLEDGE"].title


# --- Colours and patterns


def tokens(theme: int) -> dict[str, str]:
    """Colours as the drawings see them: the kit's, with what plate.css changes."""
    pairs = re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", styles("kit", "plate"))
    return {name: (light, dark)[theme] for name, light, dark in pairs}


def luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("tissue", TISSUES)
def test_every_edge_is_seen_on_the_page_on_skin_and_on_its_own_fill(tissue: str, theme: int) -> None:
    colour = tokens(theme)
    line = colour[f"{tissue}-line"]
    for ground in ("page", "skin", tissue):
        assert contrast(line, colour[ground]) >= 3, f"{tissue} edge on {ground}"


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_an_artery_without_edges_is_seen_by_its_fill(theme: int) -> None:
    colour = tokens(theme)
    assert all(contrast(colour["artery"], colour[ground]) >= 3 for ground in ("page", "skin", "muscle", "bone"))


def pattern(tissue: str) -> tuple[str, ...]:
    """How a tissue's edges and inner lines are stroked on the surface drawings: not at all, plain or dashed."""

    def stroke(kind: str) -> str:
        rules = "".join(re.findall(rf"\.plate \.{tissue} \.{kind} {{([^}}]*)}}", styles("plate")))
        return "none" if "stroke:" not in rules else "dashed" if "dasharray" in rules else "plain"

    return stroke("line"), stroke("detail")


def test_tissues_that_colour_alone_cannot_tell_apart_differ_in_pattern() -> None:
    # Under colour-vision deficiency these tints come as close as ΔE2000 6.8, so lines must tell them apart.
    alike = ("nerve", "artery", "vein", "tendon", "ligament")
    patterns = {tissue: pattern(tissue) for tissue in alike}
    assert len(set(patterns.values())) == len(alike), patterns
