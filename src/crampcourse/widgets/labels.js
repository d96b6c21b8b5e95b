// Names beside a picture: two aligned columns whose leaders never cross, or numbers with a legend where it is narrow.
import { h } from "./kit.js";

const LINE = 40; // CSS px from one label to the next
const MOST = 12;

/** Which structures are worth a label: the largest of the topmost layer, then of those below, up to `MOST`. */
export function mainStructures(view, layers) {
  const chosen = [];
  for (const layer of [...layers].reverse().filter((name) => name !== "skin")) {
    if (chosen.length >= 8) break;
    const here = view.structures.filter((id) => !chosen.includes(id) && view.layersOf(id).includes(layer) && view.centre(id));
    here.sort((a, b) => view.share(b) - view.share(a));
    chosen.push(...here.slice(0, MOST - chosen.length));
  }
  return chosen;
}

/** Labels round a picture inside `figure` (position: relative); `text(id)` gives each name. Returns { count, clear }. */
export function drawLabels(figure, view, ids, text) {
  const frame = figure.getBoundingClientRect();
  const picture = view.element.getBoundingClientRect();
  const spots = ids.map((id) => ({ id, ...view.centre(id) })).sort((a, b) => a.x - b.x);
  for (const spot of spots) {
    spot.x += picture.left - frame.left;
    spot.y += picture.top - frame.top;
  }
  const half = Math.ceil(spots.length / 2);
  const wide = picture.left - frame.left - 12;
  const leaders = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  leaders.setAttribute("class", "cc-leaders");
  leaders.setAttribute("aria-hidden", "true");
  const list = h("div", { class: "cc-labels" });
  for (const [side, column] of [["left", spots.slice(0, half)], ["right", spots.slice(half)]]) {
    const edge = side === "left" ? wide : frame.width - wide;
    for (const [spot, y] of untangled(column, edge, rows(column, frame.height))) {
      list.append(h("span", { class: `cc-label ${side}`, style: `${side}:0;top:${y}px;width:${wide - 4}px` }, text(spot.id)));
      for (const name of ["halo", "line"]) leaders.append(shape("path", { class: name, d: `M${edge} ${y}L${spot.x} ${spot.y}` }));
      leaders.append(shape("circle", { cx: spot.x, cy: spot.y, r: 2.5 }));
    }
  }
  figure.append(leaders, list);
  return {
    count: ids.length,
    clear() {
      leaders.remove();
      list.remove();
    },
  };
}

/** Numbers on the picture and their names in a list below it. Returns { count, clear }. */
export function drawLegend(figure, view, ids, text) {
  const ordered = ids.map((id) => ({ id, ...view.centre(id) })).sort((a, b) => a.y - b.y);
  ordered.forEach(({ id }, index) => view.mark(id, "number", String(index + 1)));
  const list = h("ol", { class: "cc-legend" }, ordered.map(({ id }) => h("li", {}, text(id))));
  figure.append(list);
  return {
    count: ids.length,
    clear() {
      for (const { id } of ordered) view.mark(id, "clear");
      list.remove();
    },
  };
}

function shape(tag, attributes) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}

/** Heights of the labels of a column: as near their structures as the distance of LINE between them allows. */
function rows(column, height) {
  const ys = column.map((spot) => spot.y).sort((a, b) => a - b);
  const last = height - LINE / 2;
  for (let i = 0; i < ys.length; i += 1) ys[i] = Math.max(ys[i], i ? ys[i - 1] + LINE : LINE / 2);
  for (let i = ys.length - 1; i >= 0; i -= 1) ys[i] = Math.min(ys[i], i < ys.length - 1 ? ys[i + 1] - LINE : last);
  return ys;
}

/** Gives each structure a row so that no two leaders cross: crossing ones swap rows, which always shortens the sum. */
function untangled(column, edge, ys) {
  const pairs = [...column].sort((a, b) => a.y - b.y).map((spot, index) => [spot, ys[index]]);
  for (let round = 0; round < 100; round += 1) {
    let swapped = false;
    for (let i = 0; i < pairs.length; i += 1) {
      for (let j = 0; j < i; j += 1) {
        if (!crossing(pairs[i], pairs[j], edge)) continue;
        [pairs[i][1], pairs[j][1]] = [pairs[j][1], pairs[i][1]];
        swapped = true;
      }
    }
    if (!swapped) break;
  }
  return pairs;
}

function crossing([a, ya], [b, yb], edge) {
  const side = (p, q, r) => (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
  const from = { x: edge, y: ya };
  const other = { x: edge, y: yb };
  return side(from, a, other) * side(from, a, b) < 0 && side(other, b, from) * side(other, b, a) < 0;
}
