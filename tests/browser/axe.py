"""Asks axe-core what an assistive technology would stumble over."""

from typing import Any

from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page, source: str, selector: str = ".crampcourse") -> list[str]:
    """Each violation inside the selected parts of the page (shadow roots included): rule, node, and what axe says."""
    if not page.evaluate("() => 'axe' in window"):
        # Lab's AMD loader would take the script for a module of its own.
        page.evaluate(
            "source => { const define = window.define; window.define = undefined; (0, eval)(source); window.define = define; }",
            source,
        )
    found: list[dict[str, Any]] = page.evaluate(
        """async ([selector, tags]) => (await axe.run({ include: [[selector]] }, {
             runOnly: { type: "tag", values: tags }, resultTypes: ["violations"],
           })).violations""",
        [selector, RULES],
    )
    return [
        f"{rule['id']} ({rule['impact']}): {node['html'][:160]} — {node.get('failureSummary', '')}"
        for rule in found
        for node in rule["nodes"]
    ]
