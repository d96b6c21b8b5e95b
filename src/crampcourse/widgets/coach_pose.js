// The coach's skeleton: a pose as angles and contacts becomes the place and turn of every part. No page is needed here.

const RAD = Math.PI / 180;
const REACH_ROUNDS = 8; // a hand without a given turn settles its wrist and elbow together
const arccos = (cosine) => Math.acos(Math.max(-1, Math.min(1, cosine))) / RAD;

/** A vector turned by degrees, clockwise as in SVG. */
export function turned(x, y, deg) {
  const [cos, sin] = [Math.cos(deg * RAD), Math.sin(deg * RAD)];
  return [x * cos - y * sin, x * sin + y * cos];
}

/** Between two numbers or lists of numbers; `share` 0 gives the first. */
export function between(a, b, share) {
  return Array.isArray(a) ? a.map((value, index) => between(value, b[index], share)) : a + (b - a) * share;
}

/** Where a named point of a part is, such as "toes_r.tip". */
export function pointOf(rig, view, placed, name) {
  const [part, point] = name.split(".");
  const [x, y, turn, long] = placed[part];
  const [px, py] = rig.views[view][part].points[point];
  const [dx, dy] = turned(px, py * long, turn);
  return [x + dx, y + dy];
}

/** Every part from its parent, the joints bent as they are: { part: [x, y, turn, length along y] }. */
function place(rig, view, root, angles, fixed, free) {
  const placed = {};
  const tilt = rig.camera_above_deg;
  const long = Math.sin((tilt - (angles.ankle ?? 0)) * RAD) / Math.sin(tilt * RAD); // a foot seen from the front
  for (const [name, part] of Object.entries(rig.views[view])) {
    let [x, y, turn, length] = placed[part.parent] ?? [...root, 0, 1];
    let [dx, dy] = turned(part.at[0], part.at[1] * length, turn);
    turn += (part.rest ?? 0) + part.sign * (angles[part.joint] ?? 0);
    if (free[name]) [x, y, turn, dx, dy] = [...free[name], 0, 0];
    placed[name] = [x + dx, y + dy, fixed[name] ?? turn, 1 + (part.pitch ?? 0) * (long - 1)];
  }
  return placed;
}

/** How far the ankle bends and swings so that the tip of the big toe, seen from the front, is at a point. */
export function anglesOfPen(rig, pen, ankleAt = [0, 0]) {
  const foot = rig.views.foot_front.foot_front;
  const toe = rig.views.foot_front.toe1_front;
  const [side, along] = toe.at;
  const tip = toe.points.tip[1];
  const [dx, dy] = [pen[0] - ankleAt[0], pen[1] - ankleAt[1]];
  const reach = Math.sqrt(Math.max(1, dx * dx + dy * dy - side * side));
  const tilt = rig.camera_above_deg;
  const sine = ((reach - tip * (1 - toe.pitch)) / (along + tip * toe.pitch)) * Math.sin(tilt * RAD);
  return { ankle: tilt + arccos(sine) - 90, swing: (foot.sign * (Math.atan2(dy, dx) - Math.atan2(reach, side))) / RAD };
}

/** Upper and lower part of a limb turned so that its end meets a place (cosine rule); art/coach/solve.py does the same. */
function reach(rig, view, placed, limb, [x, y]) {
  const chain = rig.chains[limb];
  const upper = rig.views[view][chain.lower].at[1];
  const lower = rig.views[view][limb].at[1];
  const [wx, wy] = [x - placed[chain.upper][0], y - placed[chain.upper][1]];
  const far = Math.max(Math.abs(upper - lower) + 0.01, Math.min(upper + lower - 0.01, Math.hypot(wx, wy)));
  const first = Math.atan2(-wx, wy) / RAD - chain.bend * arccos((upper * upper + far * far - lower * lower) / (2 * upper * far));
  const second = first + chain.bend * arccos((far * far - upper * upper - lower * lower) / (2 * upper * lower));
  return { [chain.upper]: first, [chain.lower]: second };
}

/** The place of every part of a view in a pose { root, angles, holds, pen }: { part: [x cm, y cm, turn deg, length along y] }. */
export function solve(rig, view, pose) {
  const parts = rig.views[view];
  let angles = pose.angles;
  const fixed = {};
  const free = {};
  const again = () => place(rig, view, pose.root, angles, fixed, free);
  let placed = again();
  if (pose.pen && view === "foot_front") {
    angles = { ...angles, ...anglesOfPen(rig, pose.pen, placed.foot_front) };
    placed = again();
  }
  for (const [limb, hold] of Object.entries(pose.holds ?? {})) {
    const target = hold.at ?? pointOf(rig, view, placed, hold.on);
    const point = parts[limb].points?.[hold.point] ?? [0, 0];
    const given = hold.turn ?? null;
    for (let round = given !== null || !rig.chains[limb] ? 1 : REACH_ROUNDS; round > 0; round -= 1) {
      const turn = given ?? placed[limb][2];
      const [dx, dy] = turned(...point, turn);
      const end = [target[0] - dx, target[1] - dy];
      if (rig.chains[limb]) Object.assign(fixed, reach(rig, view, placed, limb, end), given !== null && { [limb]: turn });
      else free[limb] = [...end, turn];
      placed = again();
    }
  }
  return placed;
}

/** A contact on its way between two key frames; it is kept only where both have it, so that nothing slips. */
function heldBetween(a, b, share) {
  const held = {};
  for (const [limb, hold] of Object.entries(b)) {
    const before = a[limb];
    if (!before || before.point !== hold.point || Boolean(before.at) !== Boolean(hold.at)) continue;
    held[limb] = { ...hold };
    if (hold.at) held[limb].at = between(before.at, hold.at, share);
    if (Number.isFinite(hold.turn) && Number.isFinite(before.turn)) held[limb].turn = between(before.turn, hold.turn, share);
  }
  return held;
}

/** The pose at a share of the way from one to another. */
export function blend(a, b, share) {
  const joints = new Set([...Object.keys(a.angles), ...Object.keys(b.angles)]);
  const angles = Object.fromEntries([...joints].map((joint) => [joint, between(a.angles[joint] ?? 0, b.angles[joint] ?? 0, share)]));
  const things = Object.fromEntries(Object.entries(b.things).map(([name, at]) => [name, between(a.things[name] ?? at, at, share)]));
  return { root: between(a.root, b.root, share), angles, holds: heldBetween(a.holds, b.holds, share), things };
}
