// Which structure is seen where on a plate: read from a picture in which each has a flat colour of its own.

const ROW = 6; // pixels of the map between the points of a structure at which a leader may end

// The neighbours of a pixel, those at its sides first.
const SIDES = [[-1, 0], [1, 0], [0, -1], [0, 1], [-1, -1], [1, -1], [-1, 1], [1, 1]];
const around = new Uint16Array(SIDES.length);

/** The most frequent of the first `count` numbers, of equal ones the first; 0 of none. */
function commonest(numbers, count) {
  let best = 0;
  let most = 0;
  for (let a = 0; a < count; a += 1) {
    let votes = 0;
    for (let b = a; b < count; b += 1) if (numbers[b] === numbers[a]) votes += 1;
    if (votes > most) [best, most] = [numbers[a], votes];
  }
  return best;
}

/** The picture of flat colours as indices; a pixel blended at an edge goes to the structure that most of its neighbours show. */
export function indexed({ data, width, height }, codes) {
  const BLEND = 0xffff;
  const map = new Uint16Array(width * height);
  for (let i = 0; i < map.length; i += 1) {
    const code = codes.get((data[4 * i] << 16) | (data[4 * i + 1] << 8) | data[4 * i + 2]);
    map[i] = data[4 * i + 3] < 128 ? 0 : data[4 * i + 3] === 255 && code !== undefined ? code : BLEND;
  }
  const filled = map.slice();
  for (let i = 0; i < map.length; i += 1) {
    if (map[i] !== BLEND) continue;
    const x = i % width;
    let count = 0;
    for (let n = 0; n < SIDES.length; n += 1) {
      const [dx, dy] = SIDES[n];
      const at = i + dy * width + dx;
      const there = x + dx >= 0 && x + dx < width && at >= 0 && at < map.length && map[at] !== BLEND;
      if (there) around[count++] = map[at];
    }
    filled[i] = commonest(around, count);
  }
  return filled;
}

/** For each index of the map how deep its area is, and a point deep inside it and near its middle. */
export function middles(map, count, w, rows) {
  const depth = new Uint16Array(map.length);
  const at = (i, j) => (map[j] === map[i] ? depth[j] : 0);
  for (let i = w + 1; i < map.length; i += 1) if (map[i]) depth[i] = 1 + Math.min(at(i, i - 1), at(i, i - w));
  for (let i = map.length - w - 2; i >= 0; i -= 1) if (map[i]) depth[i] = Math.min(depth[i], 1 + Math.min(at(i, i + 1), at(i, i + w)));
  const sums = Array.from({ length: count }, () => ({ x: 0, y: 0, n: 0, deepest: 0, best: null, near: Infinity }));
  for (let i = 0; i < map.length; i += 1) {
    const sum = sums[map[i]];
    sum.x += i % w;
    sum.y += Math.floor(i / w);
    sum.n += 1;
    sum.deepest = Math.max(sum.deepest, depth[i]);
  }
  for (let i = 0; i < map.length; i += 1) {
    const sum = sums[map[i]];
    if (!map[i] || depth[i] < 0.85 * sum.deepest) continue;
    const x = i % w;
    const y = Math.floor(i / w);
    const far = (x - sum.x / sum.n) ** 2 + (y - sum.y / sum.n) ** 2;
    if (far < sum.near) [sum.near, sum.best] = [far, { x: x + 0.5, y: y + 0.5 }];
  }
  // In every ROW-th row the deepest point of each area, where it is not at its rim.
  const rowsOf = sums.map(() => []);
  for (let y = 0; y < rows; y += ROW) {
    const deepest = new Map();
    for (let i = y * w; i < (y + 1) * w; i += 1) if (map[i] && depth[i] > (depth[deepest.get(map[i])] ?? 0)) deepest.set(map[i], i);
    for (const [index, i] of deepest) if (depth[i] >= 0.6 * sums[index].deepest) rowsOf[index].push({ x: (i % w) + 0.5, y: y + 0.5 });
  }
  return { centres: sums.map((sum) => sum.best), depths: sums.map((sum) => sum.deepest), areas: sums.map((sum) => sum.n), spots: rowsOf };
}
