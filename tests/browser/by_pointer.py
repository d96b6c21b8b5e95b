"""Answers each kind of item with a pointer, by presses and lists and never by dragging; and by what other ways there are."""

from typing import Any

from playwright.sync_api import Locator, Page

from crampcourse.library import items as i
from tests.browser.item_parts import at, by_number, gaps, put_in_order, reading, row, up
from tests.browser.learner import spot_of


def _press(option: Locator) -> None:
    """What a finger meets is the words beside the box."""
    option.locator("xpath=ancestor::label").click()


def _fill(page: Page, field: Locator, text: str) -> None:
    field.click(click_count=3)
    page.keyboard.press("Delete")
    page.keyboard.type(text)


def _single_by_pointer(_page: Page, place: Locator, _item: i.ChoiceItem, response: int) -> None:
    _press(place.locator(f".cc-options input[value='{response}']"))


def _multiple_by_pointer(_page: Page, place: Locator, _item: i.ChoiceItem, response: list[int]) -> None:
    for box in place.locator(".cc-options input").all():
        if box.is_checked() != (int(box.get_attribute("value")) in response):
            _press(box)


def _number_by_pointer(page: Page, place: Locator, _item: i.NumericItem, response: Any) -> None:
    _fill(page, place.get_by_role("textbox"), response["text"] if isinstance(response, dict) else response)
    if isinstance(response, dict):
        place.get_by_role("combobox").select_option(response["unit"])


def _order_by_buttons(_page: Page, place: Locator, item: i.OrderItem, response: list[int]) -> None:
    def move(step: int, to: int) -> None:
        for _ in range(at(place, item, step) - to):
            up(place, item, step).click()

    put_in_order(place, item, response, move)


def _order_by_list(_page: Page, place: Locator, item: i.OrderItem, response: list[int]) -> None:
    def move(step: int, to: int) -> None:
        row(place, item, step).get_by_role("combobox").select_option(index=to)

    put_in_order(place, item, response, move)


def _order_by_drag(page: Page, place: Locator, item: i.OrderItem, response: list[int]) -> None:
    def move(step: int, to: int) -> None:
        box = place.locator(".cc-steps > li").nth(to).bounding_box()
        _drag(page, row(place, item, step).locator(".cc-grip"), box["x"] + 12, box["y"] + 4)

    _centre(place)

    put_in_order(place, item, response, move)


def _places_by_list(_page: Page, place: Locator, item: i.LabelItem | i.MatchItem, response: dict[str, str]) -> None:
    for number, label in by_number(place, item, response):
        place.locator(".cc-places select").nth(number).select_option(label)


def _places_by_taps(page: Page, place: Locator, item: i.LabelItem | i.MatchItem, response: dict[str, str]) -> None:
    for number, label in by_number(place, item, response):
        _chip(place, label).click()
        page.mouse.click(*_goal(place, item, number))


def _places_by_drag(page: Page, place: Locator, item: i.LabelItem | i.MatchItem, response: dict[str, str]) -> None:
    numbered = by_number(place, item, response)
    _centre(place)
    for number, label in numbered:
        _drag(page, _chip(place, label), *_goal(place, item, number))


def _find_by_letter(_page: Page, place: Locator, _item: i.FindItem, response: str) -> None:
    _press(place.locator(f".cc-letters input[value={response}]"))


def _find_by_tap(page: Page, place: Locator, _item: i.FindItem, response: str) -> None:
    letters = place.locator(".cc-letters input").evaluate_all("nodes => nodes.map((node) => node.value)")
    page.mouse.click(*spot_of(place, "ABCDEFGHIJKL"[letters.index(response)]))


def _find_by_arrows(page: Page, place: Locator, _item: i.FindItem, response: str) -> None:
    place.locator(".cc-plate").focus()
    for key in ["ArrowRight"] * 8 + ["ArrowLeft", "ArrowDown"] * 8 + ["ArrowRight", "ArrowUp"] * 8:
        page.keyboard.press("Enter")
        if place.locator(f"input[value={response}]").is_checked():
            return
        page.keyboard.press(key)
    raise AssertionError("the arrow keys do not reach the place on the picture")


def _word_by_pointer(page: Page, place: Locator, _item: i.ShortItem, response: str) -> None:
    _fill(page, place.get_by_role("textbox"), response)


def _gaps_by_pointer(page: Page, place: Locator, item: i.ClozeItem, response: list[Any]) -> None:
    for field, gap, value in gaps(place, item, response):
        if isinstance(gap, i.ChoiceGap):
            field.select_option(str(value))
        else:
            _fill(page, field, value)


def _tiers_by_pointer(_page: Page, place: Locator, _item: i.TwoTierItem, response: dict[str, int]) -> None:
    for tier, index in enumerate(response.values()):
        _press(place.get_by_role("radiogroup").nth(tier).locator(f"input[value='{index}']"))


def _place_by_pointer(page: Page, place: Locator, _item: i.TraceItem, response: float) -> None:
    """A press on the curve lands near the place; the buttons beside the slider go to it."""
    place.scroll_into_view_if_needed()
    box = place.locator(".cc-picture").bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.25, box["y"] + box["height"] / 2)
    for _ in range(int(place.get_by_role("slider").get_attribute("max"))):
        way = (response > reading(place)) - (response < reading(place))
        if not way:
            return
        place.get_by_role("button", name="One step right" if way > 0 else "One step left").click()
    raise AssertionError("the buttons do not reach the place on the curve")


def _place_by_press(page: Page, place: Locator, _item: i.TraceItem, response: float) -> None:
    """Presses nearer and nearer to the place until it is met."""
    place.scroll_into_view_if_needed()
    box = place.locator(".cc-picture").bounding_box()
    low, high = 0.0, 1.0
    for _ in range(20):
        middle = (low + high) / 2
        page.mouse.click(box["x"] + box["width"] * middle, box["y"] + box["height"] / 2)
        if reading(place) == response:
            return
        low, high = (middle, high) if reading(place) < response else (low, middle)
    raise AssertionError("no press on the curve meets the place")


def _chip(place: Locator, label: str) -> Locator:
    name = place.locator(f".cc-places option[value='{label}']").first.text_content()
    # A name that is placed carries the number of its place.
    return place.locator(".cc-chips button").filter(has_text=name)


def _goal(place: Locator, item: i.LabelItem | i.MatchItem, number: int) -> tuple[float, float]:
    if isinstance(item, i.LabelItem):
        return spot_of(place, str(number + 1))
    box = place.locator(".cc-prompt").nth(number).bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def _centre(place: Locator) -> None:
    """A drag does not scroll: the whole item must be seen."""
    place.evaluate("node => node.scrollIntoView({ block: 'center' })")


def _drag(page: Page, what: Locator, x: float, y: float) -> None:
    box = what.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(x, y, steps=6)
    page.mouse.up()


POINTER = {
    "single": _single_by_pointer,
    "multiple": _multiple_by_pointer,
    "numeric": _number_by_pointer,
    "order": _order_by_buttons,
    "label": _places_by_taps,
    "find": _find_by_tap,
    "short": _word_by_pointer,
    "match": _places_by_taps,
    "cloze": _gaps_by_pointer,
    "two-tier": _tiers_by_pointer,
    "trace": _place_by_pointer,
}
OTHER_WAYS = {
    "order": {"list": _order_by_list, "drag": _order_by_drag},
    "label": {"list": _places_by_list, "drag": _places_by_drag},
    "find": {"letter": _find_by_letter, "arrows": _find_by_arrows},
    "match": {"list": _places_by_list, "drag": _places_by_drag},
    "trace": {"press": _place_by_press},
}
