"""What the browser still holds of what was shown and removed."""

from playwright.sync_api import CDPSession, Page

_A_FRAME_LATER = """() => new Promise((done) => {
  window.model = null;  // the mount's last model, which would keep its view
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)));
})"""


def held(page: Page, devtools: CDPSession) -> dict[str, int]:
    """The fewest nodes and listeners of six collections, a frame apart.

    Chromium keeps the view shown last for a turn or two; what leaks is there in every collection.
    """
    fewest = {"nodes": 1 << 30, "listeners": 1 << 30}
    for _ in range(6):
        page.evaluate(_A_FRAME_LATER)
        devtools.send("HeapProfiler.collectGarbage")
        counters = devtools.send("Memory.getDOMCounters")
        fewest["nodes"] = min(fewest["nodes"], counters["nodes"])
        fewest["listeners"] = min(fewest["listeners"], counters["jsEventListeners"])
    return fewest
