"""A robot learner: goes through a page by keyboard, finds an item and what stands in it, checks, and waits."""

from typing import Any

from playwright.sync_api import Locator, Page

from crampcourse.library import items as i
from crampcourse.library import load

_FOCUSED = """node => {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active === node;
}"""
_PENDING = """() => Object.keys(localStorage).filter((key) => key.startsWith("crampcourse:attempt:"))
  .map((key) => JSON.parse(localStorage.getItem(key))).sort((a, b) => a.order - b.order).map(({ attempt }) => attempt)"""


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


def wait_for_pictures(page: Page) -> None:
    """Pictures come a moment later than the questions."""
    page.wait_for_function(
        "() => [...document.querySelectorAll('.cc-frame')].every((frame) => frame.querySelector('.cc-plate')?.shadowRoot.querySelector('.badge'))"
    )


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


def spot_of(place: Locator, sign: str) -> tuple[float, float]:
    """Where a numbered or lettered place stands on the screen."""
    picture = place.locator(".cc-plate")
    picture.scroll_into_view_if_needed()
    box = picture.locator(".badge").get_by_text(sign, exact=True).bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def check_by_keyboard(page: Page, item: i.Item) -> None:
    """Goes to Check and presses it."""
    tab_to(page, article(page, item).get_by_role("button", name="Check", exact=True))
    page.keyboard.press("Enter")


def open_again(page: Page, item: i.Item) -> None:
    """Opens an item that was answered, by its own button; one that is open stays as it is."""
    button = article(page, item).locator(".cc-buttons button").first
    # For half a second after Check the button takes no press, so that a double click does not answer twice.
    page.wait_for_function(
        "button => { if (button.textContent === 'Check') return true; button.click(); return button.textContent === 'Check'; }",
        arg=button.element_handle(),
        polling=50,
    )


def pending(page: Page) -> list[dict[str, Any]]:
    """Attempts that only this browser has, in the order in which they were made."""
    return page.evaluate(_PENDING)


def wait_until_saved(page: Page) -> None:
    """Waits until the kernel's log has every attempt."""
    page.wait_for_function(f"() => ({_PENDING})().length === 0")
