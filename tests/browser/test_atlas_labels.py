"""Labels and their leaders in every state that peeling reaches: nothing overlaps, crosses or touches."""

import math
from itertools import combinations

import pytest

from crampcourse.library import load
from tests.browser.atlas_page import show_atlas
from tests.browser.looks import sticking_out

shapely = pytest.importorskip("shapely", reason="lines are compared with shapely, a development dependency")

WIDTHS = (320, 700, 1100)
LEAST_PX = 3  # between two leaders, and between a leader and what is not its own

LAID_OUT = """() => {
  const box = (node) => { const { left, top, right, bottom } = node.getBoundingClientRect(); return [left, top, right, bottom]; };
  const all = (selector) => [...document.querySelectorAll(selector)];
  const drawn = document.querySelector(".cc-leaders");
  const origin = drawn ? drawn.getBoundingClientRect() : { left: 0, top: 0 };
  const path = (d) => d.slice(1).split("L").map((point) => { const [x, y] = point.split(" ").map(Number); return [x + origin.left, y + origin.top]; });
  return {
    names: all(".cc-label").map((node) => { const range = document.createRange(); range.selectNodeContents(node); return box(range); }),
    sides: all(".cc-label").map((node) => node.classList.contains("left")),
    texts: all(".cc-label, .cc-atlas-key li").map((node) => node.textContent),
    numbers: all(".cc-atlas-number").map(box),
    leaders: all(".cc-leaders .line").map((node) => path(node.getAttribute("d"))),
    radii: all(".cc-leaders circle").map((node) => node.r.baseVal.value),
    picture: box(document.querySelector(".cc-plate")),
    section: box(document.querySelector(".cc-atlas")),
  };
}"""


def is_straight_or_bent_once(path):
    """Level all the way, or one elbow of 45° between two straight parts."""
    if len(path) == 2:
        return True
    (x0, y0), (x1, y1), (_, y2) = path
    return len(path) == 3 and y1 == pytest.approx(y2) and abs(x1 - x0) == pytest.approx(abs(y1 - y0), abs=0.2)


def disc(left, top, right, bottom):
    """The round badge in its box."""
    return shapely.Point((left + right) / 2, (top + bottom) / 2).buffer((right - left) / 2)


def faults(seen, wide):
    """What overlaps, crosses, touches or leaves its place."""
    boxes = [shapely.box(*each) for each in seen["names"]] if wide else [disc(*each) for each in seen["numbers"]]
    lines = [shapely.LineString(path) for path in seen["leaders"]]
    found = [f"{i} and {j} overlap" for i, j in combinations(range(len(boxes)), 2) if boxes[i].intersects(boxes[j])]
    found += [
        f"leaders {i} and {j} meet"
        for i, j in combinations(range(len(lines)), 2)
        if lines[i].distance(lines[j]) < LEAST_PX
    ]
    # A leader begins at one label or number; all others it must leave alone.
    for i, line in enumerate(lines):
        begun = min(boxes, key=lambda box, line=line: box.distance(shapely.Point(line.coords[0])))
        found += [f"leader {i} runs over a label" for box in boxes if box is not begun and box.distance(line) < 1]
    frame = shapely.box(*seen["section"]).buffer(0.5)
    found += ["a label leaves the atlas" for box in boxes if not frame.covers(box)]
    picture = shapely.box(*seen["picture"])
    if wide:
        found += ["a label covers the picture" for box in boxes if box.intersects(picture)]
    found += ["a leader ends outside" for line in lines if not picture.covers(shapely.Point(line.coords[-1]))]
    found += [f"leader {path} has another elbow" for path in seen["leaders"] if not is_straight_or_bent_once(path)]
    return found


def aligned(seen):
    """Whether all labels of a side begin (end, on the left) at one height of the page."""
    for left in (True, False):
        edges = [box[2 if left else 0] for box, side in zip(seen["names"], seen["sides"], strict=True) if side == left]
        if edges and max(edges) - min(edges) > 1:
            return False
    return True


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("view", list(load().plates))
def test_labels_keep_apart_in_every_state_of_peeling(page, shoot, view, width):
    show_atlas(page, view, width=width)
    page.get_by_role("button", name="Labels").click()
    peel = page.get_by_role("button", name="Peel")
    wide = width > 480
    named = []
    for depth in range(len(load().plates[view].layers)):
        seen = page.evaluate(LAID_OUT)
        shoot(page, str(depth), ".cc-atlas-stage")
        assert faults(seen, wide) == [], f"{depth} layers peeled"
        named.append(len(seen["texts"]))
        assert named[-1] <= 12
        assert len(set(seen["texts"])) == named[-1]
        assert len(seen["leaders" if wide else "texts"]) == len(seen["names" if wide else "numbers"]) == named[-1]
        assert aligned(seen)
        assert all(math.isclose(radius, 1.5) for radius in seen["radii"])
        assert sticking_out(page) == []
        if peel.is_disabled():
            break
        peel.click()
    assert peel.is_disabled(), "everything but the skin is peeled"
    assert named[0] >= 6, named
    assert named[-1] == 0, "skin has no labels"
    assert min(named[:-1]) >= 2, named
