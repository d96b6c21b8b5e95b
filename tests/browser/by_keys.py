"""Answers each kind of item with keys alone: a route puts a response into an open item; Check is not pressed."""

from typing import Any

from playwright.sync_api import Locator, Page

from crampcourse.library import items as i
from tests.browser.item_parts import at, by_number, gaps, put_in_order, reading, up
from tests.browser.learner import article, begin_at, tab_to
from tests.browser.responses import response_to


def answer_by_keyboard(page: Page, item: i.Item, *, right: bool = True) -> None:
    """Answers with nothing but keys; Check is not pressed yet."""
    begin_at(article(page, item))
    KEYS[item.kind](page, article(page, item), item, response_to(item, right=right))


def _radio_by_keys(page: Page, wanted: Locator) -> None:
    group = wanted.locator(f"xpath=ancestor::fieldset//input[@name='{wanted.get_attribute('name')}']")
    checked = [radio for radio in group.all() if radio.is_checked()]
    # The first of an untouched group gets the focus, later the checked one.
    tab_to(page, checked[0] if checked else group.first)
    page.keyboard.press("Space")
    for _ in range(group.count()):
        if wanted.is_checked():
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError("the arrow keys do not reach the option")


def _list_by_keys(page: Page, select: Locator, value: str) -> None:
    """Letters jump to a name; where several begin alike, arrows walk on from the top."""
    tab_to(page, select)
    page.keyboard.type(select.locator(f"option[value='{value}']").inner_text().split()[0])
    if select.input_value() != value:
        page.keyboard.press("Home")
    for _ in range(select.locator("option").count()):
        if select.input_value() == value:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError("neither letters nor arrow keys reach the entry of the list")


def _type(page: Page, field: Locator, text: str) -> None:
    tab_to(page, field)
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def _single_by_keys(page: Page, place: Locator, _item: i.ChoiceItem, response: int) -> None:
    _radio_by_keys(page, place.locator(f".cc-options input[value='{response}']"))


def _multiple_by_keys(page: Page, place: Locator, _item: i.ChoiceItem, response: list[int]) -> None:
    for box in place.locator(".cc-options input").all():
        if box.is_checked() != (int(box.get_attribute("value")) in response):
            tab_to(page, box)
            page.keyboard.press("Space")


def _number_by_keys(page: Page, place: Locator, _item: i.NumericItem, response: Any) -> None:
    _type(page, place.get_by_role("textbox"), response["text"] if isinstance(response, dict) else response)
    if isinstance(response, dict):
        _list_by_keys(page, place.get_by_role("combobox"), response["unit"])


def _order_by_keys(page: Page, place: Locator, item: i.OrderItem, response: list[int]) -> None:
    def move(step: int, to: int) -> None:
        begin_at(place)
        tab_to(page, up(place, item, step))
        for _ in range(at(place, item, step) - to):
            page.keyboard.press("Enter")

    put_in_order(place, item, response, move)


def _places_by_keys(page: Page, place: Locator, item: i.LabelItem | i.MatchItem, response: dict[str, str]) -> None:
    for number, label in by_number(place, item, response):
        begin_at(place)
        _list_by_keys(page, place.locator(".cc-places select").nth(number), label)


def _find_by_keys(page: Page, place: Locator, _item: i.FindItem, response: str) -> None:
    _radio_by_keys(page, place.locator(f"input[type=radio][value={response}]"))


def _word_by_keys(page: Page, place: Locator, _item: i.ShortItem, response: str) -> None:
    _type(page, place.get_by_role("textbox"), response)


def _gaps_by_keys(page: Page, place: Locator, item: i.ClozeItem, response: list[Any]) -> None:
    for field, gap, value in gaps(place, item, response):
        if isinstance(gap, i.ChoiceGap):
            _list_by_keys(page, field, str(value))
        else:
            _type(page, field, value)


def _tiers_by_keys(page: Page, place: Locator, _item: i.TwoTierItem, response: dict[str, int]) -> None:
    for tier, index in enumerate(response.values()):
        _radio_by_keys(page, place.get_by_role("radiogroup").nth(tier).locator(f"input[value='{index}']"))


def _place_by_keys(page: Page, place: Locator, _item: i.TraceItem, response: float) -> None:
    tab_to(page, place.get_by_role("slider"))
    page.keyboard.press("Home")
    for _ in range(int(place.get_by_role("slider").get_attribute("max"))):
        if reading(place) == response:
            return
        page.keyboard.press("ArrowRight")
    raise AssertionError("the arrow keys do not reach the place on the curve")


KEYS = {
    "single": _single_by_keys,
    "multiple": _multiple_by_keys,
    "numeric": _number_by_keys,
    "order": _order_by_keys,
    "label": _places_by_keys,
    "find": _find_by_keys,
    "short": _word_by_keys,
    "match": _places_by_keys,
    "cloze": _gaps_by_keys,
    "two-tier": _tiers_by_keys,
    "trace": _place_by_keys,
}
