"""An atlas on an empty page, without host or kernel."""

from playwright.sync_api import Page, Route

from crampcourse.widgets.atlas import atlas
from crampcourse.widgets.plate import plate
from tests.browser.test_quiz_alone import MOUNT

ADDRESS = "http://127.0.0.1:9/atlas"  # answered by the test itself
BLANK = '<!doctype html><html lang="en"><title>t</title><body>'
TRAITS = ("views", "shown", "chosen", "lock", "tissues", "print_css", "formulas", "history", "notice")
FIELDS = ("name", "title", "caption", "credit", "layers", "cards", "svg", "css")


def show_atlas(page: Page, view: str, *, width: int = 1100, **options: str) -> None:
    """Opens the atlas of one plate, as wide as the page."""

    def answer(route: Route) -> None:
        route.fulfill(body=BLANK, content_type="text/html")

    widget, drawing = atlas(view, **options), plate(view)
    page.set_default_timeout(8000)
    page.set_viewport_size({"width": width, "height": 900})
    page.route("**/*", answer)
    page.goto(ADDRESS)
    page.add_style_tag(content="body { margin: 0 }")
    state = {name: getattr(widget, name) for name in TRAITS}
    shown = {name: getattr(drawing, name) for name in FIELDS}
    page.evaluate(MOUNT, [widget._esm, widget._css, state, shown])
    page.wait_for_selector(".cc-atlas-tools")
