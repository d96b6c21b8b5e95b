// Where names stand beside a picture (two aligned columns whose leaders never cross), and numbers on it where it is narrow.

export const MOST = 12;
const ENOUGH = 8; // with so many of the upper layers named, a deeper one is left for the next look
const GAP = 6; // px between labels of a column
const APART = 7; // px between leaders of a column, and from a leader to another's dot
const BADGE = 24; // px across a number and the air round it

/** Which structures are worth a name: those of each layer, the topmost layer first, the largest of a layer first; or one `alone`. */
export function worthNaming(view, { shown: layers, alone }) {
  if (alone) return [[alone].filter(view.centre)];
  const before = new Set();
  return [...layers].reverse().filter((name) => name !== "skin").map((layer) => {
    const here = view.structures.filter((id) => !before.has(id) && view.layersOf(id).includes(layer) && view.centre(id));
    for (const id of here) before.add(id);
    return here.sort((a, b) => view.share(b) - view.share(a));
  });
}

/**
 * Names in two columns. `groups`: ids as worthNaming gives them; `edges`: x where the leaders of the left and of the right
 * column begin; `spots(id)`: points of the structure, the best first; `heightOf(id)`: of its label. All in px of one frame.
 * Gives { id, side, y, height, path } for each that has room; `path` leads from the label to the dot, straight or with one elbow of 45°.
 */
export function placeNames(groups, { height, edges, spots, heightOf }) {
  const first = groups.flat().slice(0, MOST).map((id) => spots(id)[0].x).sort((a, b) => a - b);
  const middle = first[Math.floor(first.length / 2)] ?? 0;
  const columns = { left: [], right: [] };
  const all = () => [...columns.left, ...columns.right];

  /** A column with every label at its row and every leader led, or null where they do not fit. */
  function led(side, column) {
    const sorted = [...column].sort((a, b) => a.dot.y - b.dot.y);
    const rows = rowsFor(sorted, height);
    const out = side === "left" ? 1 : -1;
    const whole = rows?.map((y, index) => {
      const { id, dot, height: own } = sorted[index];
      const edge = edges[side === "left" ? 0 : 1];
      const bend = Math.abs(dot.y - y);
      if (bend > (dot.x - edge) * out - APART) return null;
      const path = bend < 0.5 ? [[edge, dot.y], [dot.x, dot.y]] : [[edge, y], [edge + out * bend, dot.y], [dot.x, dot.y]];
      return { id, side, dot, y: path[0][1], height: own, path };
    });
    return whole?.every(Boolean) ? whole : null;
  }

  function tryOne(id) {
    const wish = spots(id);
    const sides = wish[0].x < middle ? ["left", "right"] : ["right", "left"];
    for (const side of sides) {
      for (const dot of wish) {
        const column = led(side, [...columns[side], { id, dot, height: heightOf(id) }]);
        if (!column || !clear([...column, ...columns[side === "left" ? "right" : "left"]])) continue;
        columns[side] = column;
        return;
      }
    }
  }

  for (const group of groups) {
    if (all().length >= ENOUGH) break;
    for (const id of group) if (all().length < MOST) tryOne(id);
  }
  return all();
}

/**
 * Numbers on the picture: on their structure where there is room, else beside it with a line to it.
 * Gives { id, at, dot } in reading order; `dot` is null where the number stands on its structure.
 */
export function placeNumbers(groups, { width, height, spots }) {
  const placed = [];
  const free = (at, dot) => placed.every((other) => {
    if (Math.hypot(other.at.x - at.x, other.at.y - at.y) < BADGE) return false;
    const [line, its] = [[at, dot ?? at], [other.at, other.dot ?? other.at]];
    const away = BADGE / 2 + 2;
    return distance(line, its) > APART && (!dot || distance(line, [other.at, other.at]) > away) && (!other.dot || distance(its, [at, at]) > away);
  });

  function tryOne(id) {
    const wish = spots(id);
    for (const at of wish) if (inside(at) && free(at, null)) return placed.push({ id, at, dot: null });
    for (const dot of wish.slice(0, 6)) {
      for (let far = BADGE; far <= 4 * BADGE; far += BADGE / 2) {
        for (let step = 0; step < 16; step += 1) {
          const angle = (step * Math.PI) / 8;
          const at = { x: dot.x + far * Math.cos(angle), y: dot.y + far * Math.sin(angle) };
          if (inside(at) && free(at, dot)) return placed.push({ id, at, dot });
        }
      }
    }
    return null;
  }
  const inside = ({ x, y }) => x >= BADGE / 2 && y >= BADGE / 2 && x <= width - BADGE / 2 && y <= height - BADGE / 2;

  for (const group of groups) {
    if (placed.length >= ENOUGH) break;
    for (const id of group) if (placed.length < MOST) tryOne(id);
  }
  return placed.sort((a, b) => a.at.y - b.at.y);
}

/** Heights of the labels of a column, as near to their dots as their order and GAP allow; null where they do not fit. */
function rowsFor(sorted, height) {
  let sum = 0;
  const before = sorted.map((label, index) => (sum += index ? (sorted[index - 1].height + label.height) / 2 + GAP : 0));
  const low = sorted[0].height / 2;
  const high = height - sorted.at(-1).height / 2 - sum;
  if (high < low) return null;
  // Labels that would overlap move as one block, to the mean of what they wish (pool adjacent violators).
  const blocks = [];
  sorted.forEach(({ dot }, index) => {
    let block = { wish: dot.y - before[index], count: 1 };
    while (blocks.length && blocks.at(-1).wish >= block.wish) {
      const above = blocks.pop();
      block = { wish: (above.wish * above.count + block.wish * block.count) / (above.count + block.count), count: above.count + block.count };
    }
    blocks.push(block);
  });
  const wishes = blocks.flatMap(({ wish, count }) => Array(count).fill(Math.min(Math.max(wish, low), high)));
  return wishes.map((wish, index) => wish + before[index]);
}

/** Whether every leader keeps away from every other, its dot included. */
function clear(labels) {
  const pieces = labels.map(({ path }) => path.slice(1).map(([x, y], index) => [{ x: path[index][0], y: path[index][1] }, { x, y }]));
  return pieces.every((mine, index) => pieces.slice(index + 1).every((its) => mine.every((one) => its.every((other) => distance(one, other) > 0.7 * APART))));
}

/** The smallest distance between two straight lines; 0 where they cross. */
export function distance([a, b], [c, d]) {
  const turn = (p, q, r) => (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
  if (turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0) return 0;
  const toLine = (p, q, r) => {
    const long = (r.x - q.x) ** 2 + (r.y - q.y) ** 2;
    const t = long ? Math.min(Math.max(((p.x - q.x) * (r.x - q.x) + (p.y - q.y) * (r.y - q.y)) / long, 0), 1) : 0;
    return Math.hypot(p.x - q.x - t * (r.x - q.x), p.y - q.y - t * (r.y - q.y));
  };
  return Math.min(toLine(a, c, d), toLine(b, c, d), toLine(c, a, b), toLine(d, a, b));
}
