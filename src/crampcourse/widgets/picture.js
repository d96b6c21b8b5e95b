// A picture drawn by matplotlib: its SVG in a shadow root, with text that keeps its size.
import { h, svgNode } from "./kit.js";

const SHADOW_CSS = `
:host { display: block; }
svg { display: block; width: 100%; height: auto; overflow: hidden; }
svg path { vector-effect: non-scaling-stroke; stroke-linejoin: round; }
svg [id$=".casing"] path { vector-effect: none; }
svg text { font: 400 calc(13px * var(--k, 1)) / 1 var(--cc-font, system-ui, sans-serif) !important; paint-order: stroke; stroke: var(--page); stroke-width: calc(3px * var(--k, 1)); stroke-linejoin: round; }
svg [id*=".label."]:not([id*=".dial."]) text { font-weight: 700 !important; }
svg .moves [id$=".line"] path { stroke: var(--moved) !important; stroke-width: 2.5px !important; }
svg .moves [id$=".fill"] path { fill: color-mix(in srgb, var(--moved) 16%, var(--bone)) !important; }
svg .moves [id$=".shade"] path { fill: color-mix(in srgb, var(--moved) 16%, var(--bone-shade)) !important; }
svg :is(.off, [data-look="hidden"]) { visibility: hidden; } /* keeps its box, which keepInside measures */
svg [data-look="rest"] [id$=".body"] path { fill: var(--muscle) !important; }
svg [data-look="agonist"] [id$=".body"] path { fill: var(--cc-agonist) !important; }
svg [data-look="antagonist"] [id$=".body"] path { fill: url(#cc-stripes) !important; }
svg [data-look="synergist"] [id$=".body"] path { fill: url(#cc-dots) !important; }
svg [data-look="fixator"] [id$=".body"] path { fill: url(#cc-hatch) !important; }
svg [data-look="lines"] [id$=".body"] path { fill: url(#cc-lines) !important; }
svg [data-look="hollow"] [id$=".body"] path { fill: var(--page) !important; stroke-dasharray: 5 3; }
svg [data-look="on"] path { fill: var(--cc-accent) !important; }
svg [data-look="faint"] { opacity: .35; }
svg [id*=".spread."] path { forced-color-adjust: none; }
`;

/** Text keeps its size while the picture shrinks, so at the edges it is pushed back inside. */
function keepInside(svg) {
  const frame = svg.getBoundingClientRect();
  const perPixel = svg.viewBox.baseVal.width / frame.width;
  for (const text of svg.querySelectorAll("text")) {
    text.removeAttribute("dx");
    const { left, right } = text.getBoundingClientRect();
    const push = Math.max(frame.left - left, 0) - Math.max(right - frame.right, 0);
    if (push) text.setAttribute("dx", (push * perPixel).toFixed(2));
  }
}

/** The patterns of roles and states: none hangs on its colour alone. */
function rolePatterns() {
  const pattern = (id, token, ...marks) => {
    const node = svgNode("pattern", { id, width: 8, height: 8, patternUnits: "userSpaceOnUse" });
    node.append(svgNode("rect", { width: 8, height: 8, style: `fill: color-mix(in srgb, var(${token}) 30%, var(--page))` }), ...marks);
    return node;
  };
  const line = (token, d) => svgNode("path", { d, style: `stroke: var(${token}); stroke-width: 2.4; fill: none` });
  const defs = svgNode("defs", {});
  defs.append(
    pattern("cc-stripes", "--cc-antagonist", line("--cc-antagonist", "M-2 2L2 -2M0 8L8 0M6 10L10 6")),
    pattern("cc-dots", "--cc-synergist", svgNode("circle", { cx: 4, cy: 4, r: 2.1, style: "fill: var(--cc-synergist)" })),
    pattern("cc-lines", "--cc-partly", line("--cc-partly", "M2 0V8M6 0V8")),
    pattern("cc-hatch", "--cc-fixator", line("--cc-fixator", "M0 0L8 8M8 0L0 8")));
  return defs;
}

/** One picture in a shadow root, so that its ids meet no others; `find` gives its named artists. */
export function pictureOf(svgText, size, label, signal) {
  const holder = h("div", { class: "cc-picture", role: "img", "aria-label": label });
  const shadow = holder.attachShadow({ mode: "open" });
  const svg = document.importNode(new DOMParser().parseFromString(svgText, "image/svg+xml").documentElement, true);
  svg.setAttribute("aria-hidden", "true");
  svg.prepend(rolePatterns());
  shadow.append(h("style", {}, SHADOW_CSS), svg);
  const keepTextLegible = new ResizeObserver(([entry]) => {
    const shown = entry.contentRect.width;
    if (shown === 0) return;
    svg.style.setProperty("--k", Math.min(Math.max(size.width / shown, 0.8), 2.2).toFixed(3));
    keepInside(svg);
  });
  keepTextLegible.observe(holder);
  signal.addEventListener("abort", () => keepTextLegible.disconnect());
  return { holder, svg, find: (gid) => svg.querySelector(`[id="${CSS.escape(gid)}"]`) };
}
