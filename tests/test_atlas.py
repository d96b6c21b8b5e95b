"""The atlas widget as Python sees it: what it sends, what it says in words, what it refuses."""

import base64
import json
import re

import pytest

from crampcourse.library.shelf import CONTENT, load
from crampcourse.widgets.atlas import SCRIPTS, TISSUES, Atlas, atlas, layers_up_to
from crampcourse.widgets.base import bundle

WIDGETS = CONTENT.parent / "widgets"


def test_two_atlases_of_one_plate_send_the_drawing_once() -> None:
    one, two = atlas("lateral"), atlas("lateral", layer="bones")
    assert one.views == two.views
    for widget in (one, two):
        assert "<path" not in json.dumps(widget.get_state(), default=str)


def test_layers_are_shown_from_the_deepest_up() -> None:
    assert atlas("lateral", layer="muscles").shown == ["skin", "bones", "ligaments", "muscles"]
    assert atlas("lateral").shown == load().plates["lateral"].layers
    assert layers_up_to(load().plates["posterior"], "muscles")[-1] == "muscles_superficial"
    assert layers_up_to(load().plates["posterior"], "muscles_deep")[-1] == "muscles_deep"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"view": "side"}, "there is no plate 'side'; there are: .*lateral"),
        ({"layer": "muscles_deep"}, "has no layer 'muscles_deep'; it has: skin, bones"),
        ({"layer": "organs"}, "no plate has it"),
        ({"select": "talon"}, "there is no structure 'talon'"),
        ({"select": "popliteus"}, "not drawn on the plate 'lateral'; choose one of: .*talus"),
        ({"views": ["plantar", "nowhere"]}, "there is no plate 'nowhere'"),
    ],
)
def test_a_wrong_name_is_answered_with_the_right_ones(arguments: dict, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        atlas(**arguments)


def test_the_description_is_the_same_each_time_and_names_everything() -> None:
    one, two = atlas("lateral", select="talus"), atlas("lateral", select="talus")
    assert repr(one) == repr(two) == one.description()
    text = one.description()
    for words in (
        "Right ankle and foot from the outer side",
        "Calcaneus",
        "Anterior talofibular ligament",
        "Sural nerve",
        "varies",
        "vessels and nerves",
        "Selected: Talus",
    ):
        assert words in text
    assert "0x" not in text


def test_further_views_are_named_once_and_described() -> None:
    widget = atlas("lateral", views=["plantar", "lateral"])
    assert [view["title"] for view in widget.views] == [
        "Right ankle and foot from the outer side",
        "Sole of the right foot",
    ]
    assert "Flexor digitorum brevis" in widget.description()


def test_the_bundle_has_a_still_for_pages_without_a_kernel() -> None:
    data, metadata = atlas("dorsal")._repr_mimebundle_()
    assert base64.b64decode(data["image/png"]) == (CONTENT / "plates" / "dorsal.png").read_bytes()
    assert data["text/plain"] == metadata["image/png"]["alt"]


def test_the_still_of_bones_shows_no_muscles() -> None:
    assert atlas("lateral", layer="bones").still_png() == (CONTENT / "plates" / "lateral_bones.png").read_bytes()
    assert atlas("lateral", layer="ligaments").still_png() == (CONTENT / "plates" / "lateral.png").read_bytes()


def test_every_tissue_that_content_uses_has_a_heading() -> None:
    assert {structure.tissue for structure in load().structures.values()} <= set(TISSUES)


def test_the_scripts_join_into_one_module() -> None:
    script = bundle(*SCRIPTS)
    assert Atlas._esm == script
    assert not re.search(r"^import ", script, re.MULTILINE)
    assert re.findall(r"^export .*", script, re.MULTILINE) == ["export default { render };"]


def test_no_two_scripts_use_the_same_name() -> None:
    sources = [(WIDGETS / f"{script}.js").read_text(encoding="utf-8") for script in SCRIPTS]
    names = re.findall(r"^(?:export )?(?:async )?(?:function|const|let|class) (\w+)", "\n".join(sources), re.MULTILINE)
    assert len(set(names)) == len(names) > 20


def test_its_sheet_styles_no_class_of_another_widget() -> None:
    # All sheets of a page apply to all of its widgets.
    def classes(sheet: str) -> set[str]:
        return set(re.findall(r"\.(cc-[\w-]+)", (WIDGETS / sheet).read_text(encoding="utf-8")))

    others = {path.name for path in WIDGETS.rglob("*.css")} - {"atlas.css", "atlas_print.css", "kit.css"}
    assert len(others) > 3
    for sheet in others:
        assert classes("atlas.css") & classes(sheet) == set(), sheet
