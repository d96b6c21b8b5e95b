// A picture drawn by matplotlib: its SVG in a shadow root, with text that keeps its size.
import { h } from "./kit.js";

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
svg .off { display: none; }
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

/** One picture in a shadow root, so that its ids meet no others; `find` gives its named artists. */
export function pictureOf(svgText, size, label, signal) {
  const holder = h("div", { class: "cc-picture", role: "img", "aria-label": label });
  const shadow = holder.attachShadow({ mode: "open" });
  const svg = document.importNode(new DOMParser().parseFromString(svgText, "image/svg+xml").documentElement, true);
  svg.setAttribute("aria-hidden", "true");
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
