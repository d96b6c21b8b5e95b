"""Explorers on an empty page, with a model that only listens: what needs no host and no kernel."""

import base64
from collections.abc import Mapping

from playwright.sync_api import Locator, Page

from crampcourse.widgets.explorer import explore

ADDRESS = "http://127.0.0.1:9/explorer"  # answered by the page itself; storage needs an origin

_MOUNT = """async ([esm, css, state, drawing]) => {
  const bytes = Uint8Array.from(atob(drawing.table), (letter) => letter.charCodeAt(0));
  const kept = { ...drawing, table: new DataView(bytes.buffer) };
  const model = { get: (name) => state[name], on: () => {}, off: () => {}, send: () => {}, save_changes: () => {}, set: (name, value) => { state[name] = value; } };
  const host = { getModel: async () => ({ get: (name) => kept[name] }) };
  window.loaded ??= {};
  const key = state.drawing + esm.length;
  window.loaded[key] ??= import(URL.createObjectURL(new Blob([esm], { type: "text/javascript" })));
  const { default: widget } = await window.loaded[key];
  if (!document.querySelector("style[data-css]")) document.head.append(Object.assign(document.createElement("style"), { textContent: css }));
  document.querySelector("style").dataset.css = "";
  const el = document.body.appendChild(document.createElement("div"));
  const ending = new AbortController();
  (window.endings ??= []).push(() => { ending.abort(); el.remove(); });
  await widget.render({ model, el, host, signal: ending.signal });
  window.model = model;
}"""


def open_empty(page: Page) -> None:
    """An empty page with an origin of its own."""
    page.set_default_timeout(8000)
    empty = "<!doctype html><html lang=en><title>t</title><main></main>"
    page.route("**/*", lambda route: route.fulfill(body=empty, content_type="text/html"))
    page.goto(ADDRESS)


def show_explorer(page: Page, name: str, values: Mapping[str, float] | None = None) -> Locator:
    """Shows an explorer at the end of the page, as it was left at these values; gives its section."""
    widget = explore(name)
    drawing = widget._drawing
    state = {"text": widget.text, "lock": {}, "values": dict(values or widget.values), "drawing": name, "formulas": {}}
    kept = {"svgs": drawing.svgs, "layout_of": drawing.layout_of, "table": base64.b64encode(drawing.table).decode()}
    page.evaluate(_MOUNT, [widget._esm, widget._css, state, kept])
    return page.locator(".cc-explorer").last
