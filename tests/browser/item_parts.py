"""What stands in an item, for those who answer it: rows, places, gaps."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page

from crampcourse.library import items as i
from tests.browser.learner import places_by_number


def row(place: Locator, item: i.OrderItem, step: int) -> Locator:
    return place.locator(".cc-steps > li").filter(has=up(place.page, item, step))


def up(place: Page | Locator, item: i.OrderItem, step: int) -> Locator:
    plain = item.steps[step].text.replace("*", "").replace("`", "")
    return place.get_by_role("button", name=f"Up: {plain}", exact=True)


def at(place: Locator, item: i.OrderItem, step: int) -> int:
    return int(row(place, item, step).get_by_role("combobox").input_value())


def put_in_order(place: Locator, item: i.OrderItem, response: list[int], move: Callable[[int, int], None]) -> None:
    """Moves upwards only. The last is moved first: a list that nobody has touched is no answer, even where it is right."""
    last = next(step for step in response if at(place, item, step) == len(response) - 1)
    for step, to in [(last, 0), *((step, index) for index, step in enumerate(response))]:
        if at(place, item, step) != to:
            move(step, to)


def by_number(place: Locator, item: i.LabelItem | i.MatchItem, response: dict[str, str]) -> list[tuple[int, str]]:
    """Which place of the list, counted from 0, gets which label."""
    ids = places_by_number(place, item) if isinstance(item, i.LabelItem) else [str(n) for n in range(len(item.pairs))]
    return [(ids.index(identifier), label) for identifier, label in response.items()]


def gaps(place: Locator, item: i.ClozeItem, response: list[Any]) -> list[tuple[Locator, Any, Any]]:
    fields = [place.get_by_label(f"Gap {number} of {len(item.gaps)}") for number in range(1, len(item.gaps) + 1)]
    return list(zip(fields, item.gaps, response, strict=True))


def reading(place: Locator) -> float:
    """Where on the curve the learner's place stands, as it is shown beside it."""
    return float(place.locator("output").inner_text().split("\u00a0")[0].replace("−", "-"))
