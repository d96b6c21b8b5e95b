"""An empty page with one widget or two on it, and models that only listen: what needs no host and no kernel."""

from collections.abc import Callable, Mapping
from typing import Any

from playwright.sync_api import Page

from crampcourse.widgets.base import CourseWidget
from tests.browser.remains import held

ADDRESS = "http://127.0.0.1:9/bare"  # answered by the test itself; storage needs an origin

MOUNT = """async ([esm, css, state, models]) => {
  const handlers = {};
  const model = {
    sent: [],
    get: (name) => state[name],
    on: (name, fn) => (handlers[name] ??= []).push(fn),
    off: (name, fn) => { handlers[name] = (handlers[name] ?? []).filter((other) => other !== fn); },
    send: (message) => model.sent.push(message),
    tell: (message) => handlers["msg:custom"].forEach((fn) => fn(message)),
    listeners: () => Object.values(handlers).flat().length,
  };
  const host = { getModel: async (ref) => ({ get: (name) => models[ref][name] }) };
  const url = URL.createObjectURL(new Blob([esm], { type: "text/javascript" }));
  const { default: widget } = await import(url);
  const sheet = document.head.appendChild(Object.assign(document.createElement("style"), { textContent: css }));
  const el = document.body.appendChild(document.createElement("div"));
  const end = new AbortController();
  const undo = await widget.render({ model, el, host, signal: end.signal });
  window.model = model;
  window.said = [];
  for (const region of el.querySelectorAll("[role=status]"))
    new MutationObserver(() => said.push(region.textContent)).observe(region, { childList: true });
  window.unmount = () => { end.abort(); undo?.(); el.remove(); sheet.remove(); };
}"""


def open_bare(page: Page) -> None:
    """Makes the page, in the language that widgets speak."""
    page.set_default_timeout(8000)
    empty = "<!doctype html><html lang=en><title>t</title><body>"
    page.route("**/*", lambda route: route.fulfill(body=empty, content_type="text/html"))
    page.goto(ADDRESS)


def mount(
    page: Page,
    widget: CourseWidget,
    models: Mapping[str, Mapping[str, Any]],
    history: list[dict[str, Any]] | None = None,
) -> None:
    """Shows a widget; ``models`` holds what it refers to: reference → traits."""
    state = {name: getattr(widget, name) for name in widget.keys if not name.startswith("_")}
    state |= {"history": history or [], "notice": "", "layout": None}
    page.evaluate(MOUNT, [widget._esm, widget._css, state, dict(models)])


def sent(page: Page) -> list[dict[str, Any]]:
    """The attempts that the widget mounted last has sent to its kernel."""
    return [message["attempt"] for message in page.evaluate("() => model.sent")]


def said(page: Page) -> list[str]:
    """What its live region has said."""
    return page.evaluate("() => said")


def leftovers(page: Page, show: Callable[[], None]) -> dict[str, int]:
    """Nodes, listeners and model handlers that twenty rounds of showing and removing leave behind."""
    devtools = page.context.new_cdp_session(page)

    def rounds(times: int) -> None:
        for _ in range(times):
            show()
            page.evaluate(
                "() => { window.unmount(); window.left = model.listeners(); window.model = window.unmount = window.said = null; }"
            )

    rounds(3)  # caches fill
    before = held(page, devtools)
    rounds(20)
    after = held(page, devtools)
    return {**{name: after[name] - before[name] for name in after}, "handlers": page.evaluate("() => left")}
