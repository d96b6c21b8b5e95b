// A drawn plate in a shadow root: layers, structures under a point, focus, marks. The atlas and the quiz share it.
import { h, svgNode, uid } from "./kit.js";
import { indexed, middles } from "./plate_map.js";

const RASTER = 900; // pixels on the long side of the map that says which structure is seen where
const SLOP = 6; // CSS pixels a finger may miss a thin structure by
const SIGNS = { right: "✓", wrong: "✗", target: "" };

/** The plate behind a reference that Python put into a trait (fields as in plate.py); give it to plateView as it is. */
export async function loadPlate(host, ref) {
  const model = await host.getModel(ref);
  return Object.fromEntries(["name", "title", "caption", "credit", "layers", "cards", "svg", "css"].map((field) => [field, model.get(field)]));
}

/** Structure id → the groups drawn for it, for `setGroups`. */
export function groupsOf(plate) {
  return Object.fromEntries(plate.cards.map((card) => [card.id, card.parts]));
}

/**
 * Puts a drawing into `container`.
 * `layers`: those shown (null = all). `label`: the picture's text alternative. `maxHeight`: CSS px.
 * `focusable`: the picture takes the keyboard's focus; the caller passes arrow keys to `next` and says so in `help`.
 */
export function plateView(container, drawing, { layers = null, signal, label = "", maxHeight = 680, focusable = false, help = "" } = {}) {
  const svg = document.importNode(new DOMParser().parseFromString(drawing.svg, "image/svg+xml").documentElement, true);
  const [left, top, width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
  const element = h("div", { class: "cc-plate", style: `aspect-ratio:${width}/${height};max-width:${Math.round((maxHeight * width) / height)}px` });
  if (focusable) for (const [name, value] of Object.entries({ tabindex: "0", role: "group", "aria-label": `${label}. ${help}` })) element.setAttribute(name, value);
  const view = svg.querySelector("[data-view]");
  const drawn = svgNode("g", { class: "drawing" });
  const overlay = svgNode("g", { class: "overlay" });
  const badges = h("div", { class: "badges" });
  drawn.append(view);
  svg.append(drawn, overlay);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", label);
  element.attachShadow({ mode: "open" }).append(h("style", {}, drawing.css), h("div", { class: "stage" }, svg, badges));
  container.append(element);

  const layerGroups = [...view.querySelectorAll("[data-layer]")];
  const groups = new Map([...view.querySelectorAll("[data-structure]")].map((group) => [group.dataset.structure, group]));
  const leaves = [...groups.values()].filter((group) => group.querySelector(":scope > .fill"));
  let owners = new Map(leaves.map((leaf) => [leaf.dataset.structure, leaf.dataset.structure]));
  let parts = new Map(leaves.map((leaf) => [leaf.dataset.structure, [leaf]]));
  let seen = null; // the raster, made when first asked for
  let chosen = { id: null, dim: false };
  const marks = new Map();

  const visible = (group) => !group.closest(".off");
  const owner = (group) => {
    for (let node = group; node; node = node.parentElement?.closest("[data-structure]")) {
      if (owners.has(node.dataset.structure)) return owners.get(node.dataset.structure);
    }
    return null;
  };

  /** What is seen where: drawn once more, each structure in its own flat colour, in the order of the drawing. */
  function raster() {
    if (seen) return seen;
    const scale = RASTER / Math.max(width, height);
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    const pen = canvas.getContext("2d", { willReadFrequently: true });
    pen.setTransform(scale, 0, 0, scale, -left * scale, -top * scale);
    const ids = [null];
    const codes = new Map();
    const thin = new Set();
    const above = chosen.dim ? leaves.filter((leaf) => owner(leaf) === chosen.id) : []; // an isolated one lies over all
    for (const leaf of [...leaves, ...above]) {
      if (!visible(leaf)) continue;
      const id = owner(leaf);
      if (id === null && leaf.matches(".skin, .sheath, .fat, .joint")) continue; // these let a click through
      let index = id === null ? 0 : ids.indexOf(id);
      if (index < 0) index = ids.push(id) - 1;
      const colour = (Math.imul(index + 1, 2654435761) >>> 8) & 0xffffff; // far apart: the blend at an edge is no one's colour
      codes.set(colour, index);
      pen.fillStyle = pen.strokeStyle = `#${colour.toString(16).padStart(6, "0")}`;
      const slender = leaf.matches(".nerve, .artery, .vein");
      if (slender) thin.add(index);
      pen.lineWidth = slender ? 0.8 : 0.2;
      for (const path of leaf.querySelectorAll(":scope > .fill")) {
        const outline = new Path2D(path.getAttribute("d"));
        pen.fill(outline, "evenodd");
        pen.stroke(outline);
      }
    }
    const map = indexed(pen.getImageData(0, 0, canvas.width, canvas.height), codes);
    seen = { map, ids, thin, w: canvas.width, h: canvas.height, ...middles(map, ids.length, canvas.width, canvas.height) };
    return seen;
  }

  function place(point) {
    return point && { x: (point.x * element.clientWidth) / raster().w, y: (point.y * element.clientHeight) / raster().h };
  }

  function redraw() {
    overlay.replaceChildren();
    badges.replaceChildren();
    if (chosen.id !== null && chosen.dim) overlay.append(svgNode("rect", { class: "veil", x: left, y: top, width, height }));
    for (const [id, { kind }] of marks) raise(id, kind);
    if (chosen.id !== null) raise(chosen.id, "chosen", chosen.dim);
    if (!element.clientWidth) return; // hidden, as on another tab of Jupyter: drawn again when it has a size
    const spots = [...marks].map(([id, mark]) => ({ ...mark, at: api.centre(id) })).filter((spot) => spot.at);
    const placed = [];
    for (const { kind, text, at } of spots) {
      const spot = apart(at, placed, element.clientWidth, element.clientHeight);
      placed.push(spot);
      const x = (spot.x / element.clientWidth) * 100;
      const y = (spot.y / element.clientHeight) * 100;
      if (Math.hypot(spot.x - at.x, spot.y - at.y) > 4) {
        const mm = width / element.clientWidth;
        overlay.append(svgNode("path", { class: "leader", d: `M${left + at.x * mm} ${top + at.y * mm}L${left + spot.x * mm} ${top + spot.y * mm}` }));
      }
      badges.append(h("span", { class: `badge ${kind}`, style: `left:${x}%;top:${y}%`, "aria-hidden": "true" }, text));
    }
  }

  /** Rings a structure from outside, leaving what lies over it; `whole` also draws it above everything. */
  function raise(id, kind, whole = false) {
    const own = (parts.get(id) ?? []).filter(visible);
    const outlines = own.flatMap((group) => [...group.querySelectorAll(".fill")]).map((path) => path.getAttribute("d"));
    const box = { x: left, y: top, width, height };
    const mask = svgNode("mask", { id: uid("mask"), maskUnits: "userSpaceOnUse", ...box });
    mask.append(svgNode("rect", { class: "keep", ...box }), ...outlines.map((d) => svgNode("path", { class: "cut-out", d })));
    const ring = svgNode("g", { mask: `url(#${mask.id})` });
    for (const name of ["halo", "gap"]) for (const d of outlines) ring.append(svgNode("path", { class: name, d }));
    const group = svgNode("g", { class: kind });
    if (whole) for (const part of own) group.append(copyOf(part));
    group.append(mask, ring);
    overlay.append(group);
  }

  const api = {
    element,
    /** The drawing as it is shown now, for copies of it. */
    svg,
    /** Ids of the structures of which something is seen now. */
    get structures() {
      return [...new Set(leaves.filter(visible).map(owner))].filter((id) => id !== null);
    },
    /** Shows these layers only; null shows all. Without skin the page shines through between bones. */
    show(names) {
      for (const layer of layerGroups) layer.classList.toggle("off", names !== null && !names.includes(layer.dataset.layer));
      svg.classList.toggle("bare", names !== null && !names.includes("skin"));
      seen = null;
      redraw();
    },
    /** `map`: structure id → the drawn groups it owns. Groups nobody owns belong to their nearest owned ancestor. */
    setGroups(map) {
      // Of two structures that name one group, such as a ligament and its part, the one with fewer groups owns it.
      const drawnOf = Object.entries(map).map(([id, names]) => [id, names.filter((name) => groups.has(name))]).sort(([, a], [, b]) => b.length - a.length);
      owners = new Map(drawnOf.flatMap(([id, names]) => names.map((name) => [name, id])));
      parts = new Map(Object.entries(map).map(([id, names]) => {
        const own = names.map((name) => groups.get(name)).filter(Boolean);
        return [id, own.filter((group) => !own.some((other) => other !== group && other.contains(group)))];
      }));
      seen = null;
      redraw();
    },
    /** Rings one structure (null: none); `dim` fades everything else to a quarter. */
    select(id, { dim = false } = {}) {
      if (dim || chosen.dim) seen = null;
      chosen = { id, dim };
      redraw();
    },
    /**
     * Marks a structure "right", "wrong" or "target" (ring and badge), or clears it ("clear"; a null id clears all).
     * `text` replaces the badge's sign.
     */
    mark(id, kind, text) {
      if (id === null) marks.clear();
      else if (kind === "clear") marks.delete(id);
      else marks.set(id, { kind, text: text ?? SIGNS[kind] });
      redraw();
    },
    /** Calls fn(id or null, event) when the picture is clicked or tapped. */
    onPick(fn) {
      svg.addEventListener("click", (event) => fn(api.at(event.clientX, event.clientY), event), { signal });
    },
    /** Calls fn(id or null) when the pointer comes over another structure or leaves. */
    onHover(fn) {
      let last = null;
      const tell = (id) => {
        if (id !== last) fn((last = id));
        svg.style.cursor = id === null ? "" : "pointer";
      };
      svg.addEventListener("pointermove", (event) => event.pointerType !== "touch" && tell(api.at(event.clientX, event.clientY)), { signal });
      svg.addEventListener("pointerleave", () => tell(null), { signal });
    },
    /** A point well inside the visible shape, in CSS px of `element`; null where nothing of it is seen. */
    centre(id) {
      const { ids, centres, areas } = raster();
      const seenAt = (owned) => centres[ids.indexOf(owned)];
      if (seenAt(id)) return place(seenAt(id));
      // One that is made of others lies where the largest of them does.
      const others = [...new Set((parts.get(id) ?? []).map(owner))].filter(seenAt).sort((a, b) => areas[ids.indexOf(b)] - areas[ids.indexOf(a)]);
      return others.length ? place(seenAt(others[0])) : null;
    },
    /** Points inside the visible shape, in CSS px of `element`: its centre first, then others, the nearer ones first. */
    spots(id) {
      const { ids, centres, spots } = raster();
      const index = ids.indexOf(id);
      const centre = centres[index];
      if (!centre) return [];
      const far = ({ x, y }) => Math.hypot(x - centre.x, y - centre.y);
      return [centre, ...spots[index].filter((point) => far(point) > 1).sort((a, b) => far(a) - far(b))].map(place);
    },
    /** The structure under a point of the window. A nerve or vessel within SLOP wins over what it lies on. */
    at(clientX, clientY) {
      const { map, ids, thin, w, h: rows, depths } = raster();
      const box = svg.getBoundingClientRect();
      const x = Math.floor(((clientX - box.left) / box.width) * w);
      const y = Math.floor(((clientY - box.top) / box.height) * rows);
      if (!(x >= 0 && y >= 0 && x < w && y < rows)) return null;
      const here = map[y * w + x];
      if (thin.has(here)) return ids[here];
      // A sliver keeps the clicks on its own middle, however close a nerve runs.
      const reach = Math.min(Math.ceil((SLOP * w) / box.width), here ? 0.45 * depths[here] : Infinity);
      let best = here;
      let nearest = Infinity;
      for (let dy = -Math.floor(reach); dy <= reach; dy += 1) {
        for (let dx = -Math.floor(reach); dx <= reach; dx += 1) {
          const far = dx * dx + dy * dy;
          if (far >= nearest || far > reach * reach || x + dx < 0 || x + dx >= w || y + dy < 0 || y + dy >= rows) continue;
          const index = map[(y + dy) * w + x + dx];
          if (index && (thin.has(index) || (!here && !thin.has(best)))) [best, nearest] = [index, far];
        }
      }
      return ids[best];
    },
    /** How much of a structure is seen, as a share of the picture. */
    share(id) {
      const { ids, areas, map } = raster();
      return (areas[ids.indexOf(id)] ?? 0) / map.length;
    },
    /** The layers a structure is drawn in, hidden ones included. */
    layersOf(id) {
      return [...new Set((parts.get(id) ?? []).map((group) => group.closest("[data-layer]").dataset.layer))];
    },
    /** Where an arrow key leads from a structure: the nearest one in that direction, or the same where there is none. */
    next(id, key) {
      const all = api.structures.map((other) => ({ id: other, at: api.centre(other) })).filter((other) => other.at);
      const from = all.find((other) => other.id === id);
      if (!from) return all[0]?.id ?? null;
      const [ux, uy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
      const ranked = all
        .map((other) => [(other.at.x - from.at.x) * ux + (other.at.y - from.at.y) * uy, Math.abs((other.at.x - from.at.x) * uy) + Math.abs((other.at.y - from.at.y) * ux), other.id])
        .filter(([along, across]) => along > 1 && across < 3 * along)
        .sort((a, b) => a[0] + 2 * a[1] - b[0] - 2 * b[1]);
      return ranked[0]?.[2] ?? id;
    },
  };
  const resized = new ResizeObserver(() => marks.size && redraw());
  resized.observe(element);
  signal?.addEventListener("abort", () => resized.disconnect());
  api.show(layers);
  return api;
}

function copyOf(part) {
  const copy = part.cloneNode(true);
  for (const node of [copy, ...copy.querySelectorAll("[id]")]) node.removeAttribute("id");
  for (const casing of copy.querySelectorAll(".casing")) casing.remove();
  return copy;
}

/** The free place for a badge nearest to `wish`: badges never cover one another. */
function apart(wish, placed, wide, high, size = 27) {
  const clamp = (value, limit) => Math.min(Math.max(value, size / 2), limit - size / 2);
  for (let ring = 0; ring < 16; ring += 1) {
    for (let step = 0; step < Math.max(1, 6 * ring); step += 1) {
      const angle = (step / Math.max(1, 6 * ring)) * 2 * Math.PI - Math.PI / 2;
      const spot = { x: clamp(wish.x + 8 * ring * Math.cos(angle), wide), y: clamp(wish.y + 8 * ring * Math.sin(angle), high) };
      if (placed.every((other) => Math.hypot(other.x - spot.x, other.y - spot.y) >= size)) return spot;
    }
  }
  return wish;
}
