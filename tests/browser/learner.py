"""A robot learner: answers any item by keyboard alone, and some by pointer."""

from typing import Any

from playwright.sync_api import Locator, Page

from crampcourse.library import items as i
from crampcourse.library import load

_FOCUSED = """node => {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active === node;
}"""


def article(page: Page, item: i.Item) -> Locator:
    """The item on the page."""
    return page.locator(f"article[data-item={item.id}]").first


def tab_to(page: Page, target: Locator, *, most: int = 60) -> None:
    """Presses Tab until the target has the focus, as a learner without a mouse does."""
    node = target.element_handle()
    for _ in range(most):
        if page.evaluate(_FOCUSED, node):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{most} times Tab does not reach {target}")


def begin_at(place: Locator) -> None:
    """Puts the focus just before an item: the first thing in it gets it with the next Tab."""
    place.evaluate("node => { node.tabIndex = -1; node.focus(); }")


def options_of(item: i.ChoiceItem, *, right: bool) -> list[int]:
    """Which options to choose: all that are right, or one that is not."""
    keys = [index for index, option in enumerate(item.options) if option.key]
    return keys if right else [next(index for index in range(len(item.options)) if index not in keys)]


def answer_by_keyboard(page: Page, item: i.Item, *, right: bool = True) -> None:
    """Chooses an answer with nothing but keys; Check is not pressed yet."""
    place = article(page, item)
    begin_at(place)
    if isinstance(item, i.ChoiceItem):
        _choose(page, place, item, right=right)
    elif isinstance(item, i.NumericItem):
        tab_to(page, place.get_by_role("textbox"))
        page.keyboard.press("Control+A")
        page.keyboard.type(f"{item.value if right else item.value * 3 + 1000:g}")
    elif isinstance(item, i.OrderItem):
        _order(page, place, item, right=right)
    elif isinstance(item, i.LabelItem):
        _label(page, place, item, right=right)
    else:
        wanted = item.structure if right else item.distractors[0].structure
        _choose_radio(page, place, place.locator(f"input[type=radio][value={wanted}]"))


def _choose(page: Page, place: Locator, item: i.ChoiceItem, *, right: bool) -> None:
    wanted = options_of(item, right=right)
    if item.kind == "single":
        _choose_radio(page, place, place.locator(f".cc-options input[value='{wanted[0]}']"))
        return
    for box in place.locator(".cc-options input").all():
        if box.is_checked() != (int(box.get_attribute("value")) in wanted):
            tab_to(page, box)
            page.keyboard.press("Space")


def _choose_radio(page: Page, place: Locator, wanted: Locator) -> None:
    name = wanted.get_attribute("name")
    group = place.locator(f"input[type=radio][name='{name}']")
    checked = place.locator(f"input[type=radio][name='{name}']:checked")
    # The first of an untouched group gets the focus, later the checked one.
    tab_to(page, checked if checked.count() else group.first)
    page.keyboard.press("Space")
    for _ in range(group.count()):
        if wanted.is_checked():
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError("the arrow keys do not reach the option")


def _order(page: Page, place: Locator, item: i.OrderItem, *, right: bool) -> None:
    texts = [step.text.replace("*", "").replace("`", "") for step in item.steps]
    for index, text in enumerate(texts if right else texts[::-1]):
        button = place.get_by_role("button", name=f"Up: {text}", exact=True)
        begin_at(place)
        tab_to(page, button)
        for _ in texts:
            if place.locator(".cc-steps > li").nth(index).get_by_role("button", name=f"Up: {text}", exact=True).count():
                break
            page.keyboard.press("Enter")


def _label(page: Page, place: Locator, item: i.LabelItem, *, right: bool) -> None:
    wanted = [target.structure for target in item.targets]
    given = wanted if right else [*wanted[1:], wanted[0]]
    for structure, label in zip(wanted, given, strict=True):
        begin_at(place)
        select = _place_select(place, item, structure)
        tab_to(page, select)
        name = select.locator(f"option[value={label}]").inner_text()
        page.keyboard.type(name)
        assert select.input_value() == label, f"typing “{name}” chose {select.input_value()!r}"


def _place_select(place: Locator, item: i.LabelItem, structure: str) -> Locator:
    """The list that belongs to a place: places are numbered from left to right on the picture."""
    number = places_by_number(place, item).index(structure)
    return place.locator(".cc-places select").nth(number)


def places_by_number(place: Locator, item: i.LabelItem) -> list[str]:
    """Structures in the order of the numbers on the picture, found by looking at what lies under each number."""
    picture = place.locator(".cc-plate")
    picture.scroll_into_view_if_needed()
    part_owner = {part: s for s in (target.structure for target in item.targets) for part in load().structures[s].parts}
    under = picture.evaluate("""(plate) => {
      const root = plate.shadowRoot;
      const badges = [...root.querySelectorAll(".badge")].sort((a, b) => parseInt(a.textContent) - parseInt(b.textContent));
      return badges.map((badge) => {
        const box = badge.getBoundingClientRect();
        return root.elementsFromPoint(box.x + box.width / 2, box.y + box.height / 2)
          .map((node) => node.closest(".drawing [data-structure]")?.dataset.structure).filter(Boolean);
      });
    }""")
    found = [next((part_owner[part] for part in parts if part in part_owner), None) for parts in under]
    assert sorted(map(str, found)) == sorted(target.structure for target in item.targets), found
    return found


def spot_of(place: Locator, number: int) -> tuple[float, float]:
    """Where a numbered place stands on the screen."""
    picture = place.locator(".cc-plate")
    picture.scroll_into_view_if_needed()
    badge = picture.locator(".badge").get_by_text(str(number), exact=True)
    box = badge.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def check_by_keyboard(page: Page, item: i.Item) -> None:
    tab_to(page, article(page, item).get_by_role("button", name="Check", exact=True))
    page.keyboard.press("Enter")


_PENDING = """() => Object.keys(localStorage).filter((key) => key.startsWith("crampcourse:attempt:"))
  .map((key) => JSON.parse(localStorage.getItem(key))).sort((a, b) => a.order - b.order).map(({ attempt }) => attempt)"""


def pending(page: Page) -> list[dict[str, Any]]:
    """Attempts that only this browser has, in the order in which they were made."""
    return page.evaluate(_PENDING)


def wait_until_saved(page: Page) -> None:
    """Waits until the kernel's log has every attempt."""
    page.wait_for_function(f"() => ({_PENDING})().length === 0")
