// Draws the names of labels.js round a picture, or numbers on it with a list below.
import { h, svgNode } from "./kit.js";
import { placeNames, placeNumbers, worthNaming } from "./labels.js";

/** Labels round a picture inside `figure` (position: relative); `look`: { shown layers, alone }; `text(id)` gives each name. Returns { count, clear }. */
export function drawLabels(figure, view, look, text) {
  const frame = figure.getBoundingClientRect();
  const picture = view.element.getBoundingClientRect();
  const [dx, dy] = [picture.left - frame.left, picture.top - frame.top];
  const wide = dx - 12;
  const groups = worthNaming(view, look);
  const list = h("div", { class: "cc-labels" });
  figure.append(list);
  const nodes = new Map(groups.flat().map((id) => [id, h("span", { class: "cc-label", style: `width:${wide - 4}px` }, text(id))]));
  list.append(...nodes.values());
  const sizes = new Map([...nodes].map(([id, node]) => [id, node.offsetHeight]));
  const placed = placeNames(groups, {
    height: frame.height, edges: [wide, frame.width - wide], heightOf: (id) => sizes.get(id),
    spots: (id) => view.spots(id).map(({ x, y }) => ({ x: x + dx, y: y + dy })),
  });
  const leaders = overlay();
  list.replaceChildren(...[...placed].sort((a, b) => a.y - b.y).map(({ id, side, y, path }) => {
    const node = nodes.get(id);
    node.classList.add(side);
    node.style[side] = "0";
    node.style.top = `${y}px`;
    lead(leaders, path);
    return node;
  }));
  figure.append(leaders);
  return { count: placed.length, clear: () => [leaders, list].forEach((node) => node.remove()) };
}

/** Numbers on the picture and their names in a list below it. Returns { count, clear }. */
export function drawLegend(figure, view, look, text) {
  const frame = figure.getBoundingClientRect();
  const picture = view.element.getBoundingClientRect();
  const [dx, dy] = [picture.left - frame.left, picture.top - frame.top];
  const placed = placeNumbers(worthNaming(view, look), { width: picture.width, height: picture.height, spots: view.spots });
  const leaders = overlay();
  for (const { at, dot } of placed) if (dot) lead(leaders, [[at.x + dx, at.y + dy], [dot.x + dx, dot.y + dy]]);
  const numbers = placed.map(({ at }, index) => h("span", { class: "cc-atlas-number", style: `left:${at.x + dx}px;top:${at.y + dy}px`, "aria-hidden": "true" }, index + 1));
  const list = h("ol", { class: "cc-atlas-key" }, placed.map(({ id }) => h("li", {}, text(id))));
  figure.append(leaders, ...numbers, list);
  return { count: placed.length, clear: () => [leaders, list, ...numbers].forEach((node) => node.remove()) };
}

function overlay() {
  return svgNode("svg", { class: "cc-leaders", "aria-hidden": "true" });
}

function lead(leaders, path) {
  const d = `M${path.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}`;
  const [x, y] = path.at(-1);
  leaders.append(svgNode("path", { class: "halo", d }), svgNode("path", { class: "line", d }), svgNode("circle", { cx: x, cy: y, r: 1.5 }));
}
