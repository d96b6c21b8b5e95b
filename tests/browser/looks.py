"""What a page looks like, asked of the browser: what sticks out, what moves, what is said."""

from playwright.sync_api import Page

_EVERY_NODE = """function* every(node) {
  for (const child of node.children) { yield child; yield* every(child); if (child.shadowRoot) yield* every(child.shadowRoot); }
}
const named = (node) => `${node.tagName.toLowerCase()}.${node.getAttribute("class") ?? ""} “${(node.textContent ?? "").trim().slice(0, 40)}”`;"""


def sticking_out(page: Page) -> list[str]:
    """Parts of our widgets that are wider than their widget, or whose own text they cut off."""
    return page.evaluate(f"""() => {{
      {_EVERY_NODE}
      const found = [];
      for (const root of document.querySelectorAll(".crampcourse")) {{
        if (root.scrollWidth > root.clientWidth) found.push(`${{named(root)}} scrolls: ${{root.scrollWidth}} > ${{root.clientWidth}}`);
        const frame = root.getBoundingClientRect();
        for (const node of every(root)) {{
          if (!(node instanceof HTMLElement) || node.closest(".cc-announce") || !node.checkVisibility()) continue;
          if (node.parentElement?.closest(".cc-scroll")) continue; // tables of numbers may scroll in a box of their own
          const box = node.getBoundingClientRect();
          if (box.right > frame.right + 1 || box.left < frame.left - 1) found.push(`${{named(node)}} sticks out of ${{named(root)}}`);
          const cuts = ["hidden", "clip"].includes(getComputedStyle(node).overflowX);
          if (cuts && box.width > 1 && node.scrollWidth > node.clientWidth + 1) found.push(`${{named(node)}} is cut off`);
        }}
      }}
      return found;
    }}""")


def small_targets(page: Page, least: int = 24) -> list[str]:
    """Things to press in our widgets that are smaller than WCAG 2.5.8 allows."""
    return page.evaluate(
        f"""least => {{
      {_EVERY_NODE}
      return [...document.querySelectorAll(".crampcourse")].flatMap((root) => [...every(root)])
        .filter((node) => node.matches("button, select, input, summary, [role=option], [role=button]") && node.checkVisibility())
        // A box inside its label is pressed by the whole label.
        .map((node) => [node, (node.closest("label") ?? node).getBoundingClientRect()])
        .filter(([, box]) => box.width && (box.width < least || box.height < least))
        .map(([node, box]) => `${{named(node)}} ${{Math.round(box.width)}} × ${{Math.round(box.height)}}`);
    }}""",
        least,
    )


def running_animations(page: Page) -> list[str]:
    """Names of what moves by itself in our widgets."""
    return page.evaluate("""() => [...document.querySelectorAll(".crampcourse")].flatMap((root) => root.getAnimations({ subtree: true }))
      .filter((animation) => animation.playState === "running").map((animation) => animation.animationName ?? animation.transitionProperty ?? animation.id)""")


def listen(page: Page) -> None:
    """From now on `said` knows every message of our live regions."""
    page.evaluate("""() => {
      window.crampcourseSaid = [];
      for (const region of document.querySelectorAll(".crampcourse [role=status], .crampcourse [aria-live]"))
        new MutationObserver(() => { if (region.textContent.trim()) window.crampcourseSaid.push(region.textContent.trim()); })
          .observe(region, { childList: true, characterData: true, subtree: true });
    }""")


def said(page: Page) -> list[str]:
    """What the live regions have said since the last call."""
    return page.evaluate("() => window.crampcourseSaid.splice(0)")


def picture(page: Page, selector: str) -> list[str]:
    """The drawing in a widget as the browser holds it: every shape, place and word of its shadow roots."""
    return page.locator(selector).evaluate(f"""(root) => {{
      {_EVERY_NODE}
      const shapes = [];
      for (const node of every(root)) {{
        if (!(node instanceof SVGElement)) continue;
        const kept = ["d", "transform", "x", "y", "cx", "cy", "points", "class", "style"].map((name) => node.getAttribute(name) ?? "");
        shapes.push([node.id, ...kept, node.children.length ? "" : node.textContent].join("|"));
      }}
      return shapes;
    }}""")
