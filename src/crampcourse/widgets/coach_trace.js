// What the toe writes: a path in a box of 100 × 100 as points, and where the toe is at a share of its length.

const CURVE_STEPS = 24;

/** The points of path data made of M, L and C with absolute numbers, and how far along it each lies. */
export function strokeOf(path) {
  const points = [];
  for (const [, command, numbers] of path.matchAll(/([MLC])([^MLC]*)/g)) {
    const values = numbers.match(/-?[\d.]+/g).map(Number);
    const given = Array.from({ length: values.length / 2 }, (_, index) => values.slice(2 * index, 2 * index + 2));
    if (command !== "C") {
      points.push(...given);
      continue;
    }
    const [a, [b, c, d]] = [points.at(-1), given];
    for (let step = 1; step <= CURVE_STEPS; step += 1) {
      const t = step / CURVE_STEPS;
      const u = 1 - t;
      points.push([0, 1].map((k) => u * u * u * a[k] + 3 * u * u * t * b[k] + 3 * u * t * t * c[k] + t * t * t * d[k]));
    }
  }
  const along = [0];
  for (let index = 1; index < points.length; index += 1) {
    along.push(along[index - 1] + Math.hypot(points[index][0] - points[index - 1][0], points[index][1] - points[index - 1][1]));
  }
  return { points, along };
}

/** The stroke from its beginning to a share of its length; its last point is where the toe is. */
export function strokeUntil({ points, along }, share) {
  const far = Math.max(0, Math.min(1, share)) * along.at(-1);
  const passed = along.findLastIndex((at) => at <= far);
  const drawn = points.slice(0, passed + 1);
  if (passed < points.length - 1) {
    const part = (far - along[passed]) / (along[passed + 1] - along[passed]);
    drawn.push([0, 1].map((k) => points[passed][k] + part * (points[passed + 1][k] - points[passed][k])));
  }
  return drawn;
}

/** Points of the box of 100 × 100 in another box [x, y, width, height]; `mirrored` where the picture is turned over later. */
export function inBox(points, [x, y, width, height], mirrored = false) {
  return points.map(([u, v]) => [x + ((mirrored ? 100 - u : u) * width) / 100, y + (v * height) / 100]);
}

/** Points as path data. */
export function pathOf(points) {
  return `M${points.map(([x, y]) => `${x.toFixed(2)} ${y.toFixed(2)}`).join("L")}`;
}

/** The glyphs of a word, and the signs that no alphabet has. Capitals and small letters count as one where only one is known. */
export function glyphsOf(word, alphabets) {
  const known = new Map(alphabets.flatMap(({ glyphs }) => glyphs).map((glyph) => [glyph.sign, glyph]));
  const signs = [...word].filter((sign) => sign.trim());
  const found = signs.map((sign) => known.get(sign) ?? known.get(sign.toUpperCase()) ?? known.get(sign.toLowerCase()));
  return { glyphs: found.filter(Boolean), unknown: signs.filter((_, index) => !found[index]) };
}
