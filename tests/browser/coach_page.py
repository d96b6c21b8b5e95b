"""The coach on an empty page, without a host or a kernel, and counts of what it keeps alive there."""

import json

from playwright.sync_api import Page

from crampcourse.library import load
from crampcourse.library.shelf import CONTENT
from crampcourse.widgets.coach import Coach, movement_data

ADDRESS = "http://127.0.0.1:9/coach"  # answered by the test itself
LIBRARY = load()
NAMES = sorted(LIBRARY.movements)

# Counts whatever would go on after a widget is gone. Wraps the page's own functions before the widget sees them.
WATCH = """() => {
  const alive = (window.alive = { timers: new Set(), frames: new Set(), listeners: 0, sounds: 0, soundsEver: 0, framesEver: 0 });
  const wrap = (name, change) => { const own = window[name].bind(window); window[name] = change(own); };
  wrap("setTimeout", (own) => (act, ms) => { const id = own(() => { alive.timers.delete(id); act(); }, ms); alive.timers.add(id); return id; });
  wrap("clearTimeout", (own) => (id) => { alive.timers.delete(id); own(id); });
  wrap("requestAnimationFrame", (own) => (act) => { alive.framesEver += 1; const id = own((at) => { alive.frames.delete(id); act(at); }); alive.frames.add(id); return id; });
  wrap("cancelAnimationFrame", (own) => (id) => { alive.frames.delete(id); own(id); });
  for (const target of [window, document, MediaQueryList.prototype]) {
    const own = target.addEventListener;
    target.addEventListener = function (type, act, options) {
      alive.listeners += 1;
      options?.signal?.addEventListener("abort", () => { alive.listeners -= 1; });
      return own.call(this, type, act, options);
    };
  }
  window.AudioContext = class extends AudioContext {
    constructor() { super(); alive.sounds += 1; alive.soundsEver += 1; }
    close() { alive.sounds -= 1; return super.close(); }
  };
}"""
LOAD = """async ([esm, css]) => {
  window.widget = (await import(URL.createObjectURL(new Blob([esm], { type: "text/javascript" })))).default;
  document.head.append(Object.assign(document.createElement("style"), { textContent: css }));
}"""
MOUNT = """async ([state, figure]) => {
  const model = { get: (name) => state[name], on() {}, off() {}, set() {}, save_changes() {}, send() {} };
  const host = { getModel: async () => ({ get: (name) => figure[name] }) };
  const leave = new AbortController();
  const el = document.body.appendChild(document.createElement("div"));
  await window.widget.render({ model, el, host, signal: leave.signal });
  (window.leaves ??= []).push(() => { leave.abort(); el.remove(); });
}"""


def open_coach(page: Page, *names: str) -> Page:
    """An empty page with the coach for each of these movements."""
    page.route(
        "**/*",
        lambda route: route.fulfill(body="<!doctype html><html lang=en><title>Coach</title>", content_type="text/html"),
    )
    page.goto(ADDRESS)
    page.evaluate(WATCH)
    page.evaluate(LOAD, [Coach._esm, Coach._css])
    for name in names:
        mount(page, name)
    return page


def mount(page: Page, name: str) -> None:
    """One more coach at the end of the page."""
    page.evaluate(MOUNT, [{"movement": movement_data(LIBRARY.movements[name], LIBRARY), "figure": "figure"}, figure()])


def unmount(page: Page) -> None:
    """Takes every coach away, as a host does."""
    page.evaluate("() => { for (const leave of window.leaves.splice(0)) leave(); }")


def alive(page: Page) -> dict[str, int]:
    """How many timers, frames, listeners and sounds there are."""
    return page.evaluate(
        "() => Object.fromEntries(Object.entries(window.alive).map(([name, all]) => [name, all.size ?? all]))"
    )


def figure() -> dict[str, object]:
    """What the model of the figure holds."""
    folder = CONTENT / "coach"
    svg = (folder / "figure.svg").read_text(encoding="utf-8")
    return {"svg": svg, "rig": json.loads((folder / "rig.json").read_text(encoding="utf-8"))}
