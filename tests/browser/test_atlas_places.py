"""Every structure that a plate offers can be pointed at there, once its own layers are shown."""

import pytest

from crampcourse.library import load
from crampcourse.library.drawn import drawn_groups
from crampcourse.widgets.base import bundle, styles
from crampcourse.widgets.plate import structures_on
from tests.browser.atlas_page import ADDRESS, BLANK

LIBRARY = load()

POINT = """async ([esm, drawing, structures]) => {
  const { default: plateView } = await import(URL.createObjectURL(new Blob([esm], { type: "text/javascript" })));
  const box = document.createElement("div");
  box.style.width = "600px";
  document.body.append(box);
  const view = plateView(box, drawing, { signal: new AbortController().signal, label: "Plate" });
  return structures.map(([id, parts, layers]) => {
    view.show(layers);
    view.setGroups({ [id]: parts });
    const centre = view.centre(id);
    const frame = view.element.getBoundingClientRect();
    return centre && view.at(frame.left + centre.x, frame.top + centre.y) === id ? null : id;
  }).filter(Boolean);
}"""


@pytest.mark.parametrize("view", list(LIBRARY.plates))
def test_each_structure_is_found_where_it_is_drawn(page, view):
    page.route("**/*", lambda route: route.fulfill(body=BLANK, content_type="text/html"))
    page.goto(ADDRESS)
    svg = LIBRARY.plate_svg(view)
    groups = drawn_groups(svg)
    structures = [
        [each.id, each.parts, ["skin", *{groups[part] for part in each.parts if part in groups}]]
        for each in structures_on(view, LIBRARY)
    ]
    script = f"{bundle('kit', 'plate_map', 'plate')}\nexport default plateView;"
    assert page.evaluate(POINT, [script, {"svg": svg, "css": styles("plate", "badges")}, structures]) == []
