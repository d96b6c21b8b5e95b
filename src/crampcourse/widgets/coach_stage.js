// Draws the coach: one variant's parts, things, marks and arrows as they are in a pose, and a strip of its key frames.
import { anglesOfPen, between, blend, pointOf, solve, turned } from "./coach_pose.js";
import { inBox, pathOf, strokeUntil } from "./coach_trace.js";
import { h, svgNode } from "./kit.js";

const TOE_CURL = 0.4; // seen from the side, the toes go along with the ankle by so much
const HEAD_CM = 4;
const f2 = (numbers) => numbers.map((value) => value.toFixed(2)).join(" ");
const drawings = new Map(); // text of a drawing → its document, read once

function parsed(text) {
  if (!drawings.has(text)) drawings.set(text, new DOMParser().parseFromString(text, "image/svg+xml").documentElement);
  return document.importNode(drawings.get(text), true);
}

/** Path data of a curved arrow whose points stand in the coordinates of a part, or of the floor. */
function arrowPath({ part, from, via, to }, placed) {
  const [x, y, turn, long] = placed[part] ?? [0, 0, 0, 1];
  const [start, bend, end] = [from, via, to].map(([px, py]) => {
    const [dx, dy] = turned(px, py * long, turn);
    return [x + dx, y + dy];
  });
  const length = Math.hypot(end[0] - bend[0], end[1] - bend[1]) || 1;
  const [ux, uy] = [((end[0] - bend[0]) / length) * HEAD_CM, ((end[1] - bend[1]) / length) * HEAD_CM];
  const barbs = [[end[0] - ux - 0.6 * uy, end[1] - uy + 0.6 * ux], [end[0] - ux + 0.6 * uy, end[1] - uy - 0.6 * ux]];
  return `M${f2(start)}Q${f2(bend)} ${f2(end)}M${f2(barbs[0])}L${f2(end)}L${f2(barbs[1])}`;
}

/** The frame to draw at a place of the plan: { pose, marks, arrows, slack, stroke, share, side }. */
export function frameAt({ stage, frames, strokes }, rig, { phase, share }) {
  const [from, to] = [stage.frames[phase.from], stage.frames[phase.to]];
  if (!stage.trace) {
    const gone = phase.kind === "move" ? (frames[phase.to].even ? share : share * share * (3 - 2 * share)) : 1;
    return { ...to, pose: blend(from.pose, to.pose, gone), slack: between(from.slack, to.slack, gone), side: phase.side };
  }
  const index = Math.max(1, phase.repetition) - 1;
  const stroke = strokes[index % strokes.length];
  const begin = phase.way > 0 ? 0 : 1;
  const frame = { ...to, marks: [], arrows: [], side: phase.side };
  if (phase.repetition === 0 || ["change", "rest"].includes(phase.kind)) return frame;
  if (phase.kind === "trace") return { ...frame, stroke, share: phase.way > 0 ? share : 1 - share };
  const box = stage.trace.box;
  const mirrored = phase.side === "left";
  const rest = restingToe(rig);
  const start = phase.arriving ? rest : inBox([strokes[(index - 1) % strokes.length].points.at(-1)], box, mirrored)[0];
  const end = inBox([strokeUntil(stroke, begin).at(-1)], box, mirrored)[0];
  return { ...frame, stroke, share: phase.way > 0 ? null : 1, pen: between(start, end, share * share * (3 - 2 * share)) };
}

/** Where the tip of the big toe is, seen from the front, when nothing is bent. */
function restingToe(rig) {
  return pointOf(rig, "foot_front", solve(rig, "foot_front", { root: [0, 0], angles: {} }), "toe1_front.tip");
}

/** A picture of one variant: { svg, draw(frame) }; a frame is what `frameAt` gives. `label` is its name for the ear, if any. */
export function picture(figure, variant, label = null) {
  const { rig } = figure;
  const { stage } = variant;
  const { view, trace } = stage;
  const [left, top, width, height] = stage.box;
  const svg = parsed(figure.svg);
  for (const group of svg.querySelectorAll("[data-view]")) if (group.dataset.view !== view) group.remove();
  svg.setAttribute("viewBox", stage.box.join(" "));
  if (label) svg.setAttribute("aria-label", label);
  else for (const [name, value] of [["aria-hidden", "true"], ["role", "presentation"]]) svg.setAttribute(name, value);
  const every = (name) => [...svg.querySelectorAll(`[data-${name}]`)].map((group) => [group, group.dataset[name]]);
  const [parts, marks, things] = ["part", "mark", "thing"].map(every);
  for (const [group, name] of parts) group.toggleAttribute("hidden", stage.hide.includes(name));
  const [links, guide, front] = ["links", "guide", "front"].map((name) => svg.querySelector(`[data-slot="${name}"]`));
  const world = svgNode("g", {}); // is turned over for the left leg; the inset is not
  world.append(...svg.childNodes);
  const inset = svgNode("g", { class: "inset" });
  svg.append(world, inset);

  function drawPen(frame, mirrored) {
    const { stroke, share } = frame;
    const seen = trace.inset;
    const [x, y, side] = seen ?? [];
    const from = seen && mirrored ? 2 * left + width - x - side : x;
    const [tall, wide] = [0.8 * side, (0.8 * side * trace.box[2]) / trace.box[3]];
    const box = seen ? [from + (side - wide) / 2, y + (side - tall) / 2, wide, tall] : trace.box;
    const home = seen ? inset : front;
    const put = (points) => inBox(points, box, mirrored && !seen);
    if (seen) home.append(svgNode("rect", { class: "inset-page", x: from, y, width: side, height: side, rx: 3 }));
    (seen ? inset : guide).append(svgNode("path", { class: "guide", d: pathOf(put(stroke.points)) }));
    if (share === null) return;
    const drawn = strokeUntil(stroke, share);
    if (drawn.length > 1) home.append(svgNode("path", { class: "ink", d: pathOf(put(drawn)) }));
    const [cx, cy] = put([drawn.at(-1)])[0];
    home.append(svgNode("circle", { class: "pen", cx, cy, r: seen ? side / 22 : 0.9 }));
  }

  /** The toe's angles in the pose: from the front it reaches the pen, from the side the ankle bends as far as it then must. */
  function posed(frame, mirrored) {
    if (!frame.stroke) return frame.pose;
    const pen = frame.pen ?? inBox([strokeUntil(frame.stroke, frame.share).at(-1)], trace.box, mirrored)[0];
    if (view === "foot_front") return { ...frame.pose, pen };
    const { ankle } = anglesOfPen(rig, pen);
    return { ...frame.pose, angles: { ...frame.pose.angles, ankle_r: ankle, toes_r: TOE_CURL * ankle } };
  }

  function draw(frame) {
    const mirrored = frame.side === "left";
    world.setAttribute("transform", mirrored ? `translate(${2 * left + width} 0) scale(-1 1)` : "");
    const pose = posed(frame, mirrored);
    const placed = solve(rig, view, pose);
    for (const [group, name] of parts) {
      const [x, y, turn, long] = placed[name];
      group.setAttribute("transform", `translate(${f2([x, y])}) rotate(${turn.toFixed(2)}) scale(1 ${long.toFixed(3)})`);
    }
    for (const [group, name] of marks) group.toggleAttribute("hidden", !frame.marks.includes(name));
    for (const [group, name] of things) {
      const at = pose.things?.[name];
      group.toggleAttribute("hidden", !at);
      if (at) group.setAttribute("transform", `translate(${f2(at.slice(0, 2))}) rotate(${at[2]})`);
    }
    for (const home of [links, guide, front, inset]) home?.replaceChildren();
    for (const link of stage.links) {
      const [a, b] = [link.from, link.to].map((name) => pointOf(rig, view, placed, name));
      const middle = between(a, b, 0.5);
      const d = `M${f2(a)}Q${f2([middle[0], middle[1] + frame.slack])} ${f2(b)}`;
      links.append(svgNode("path", { class: `${link.class}-line`, d }), svgNode("path", { class: link.class, d }));
    }
    for (const arrow of frame.arrows) {
      const d = arrowPath(arrow, placed);
      front.append(svgNode("path", { class: "arrow-case", d }), svgNode("path", { class: "arrow", d }));
    }
    if (frame.stroke) drawPen(frame, mirrored);
  }

  svg.style.aspectRatio = `${width} / ${height}`;
  return { svg, draw };
}

/** The key frames of a variant with their words: [{ say, frame }]; of a traced path its named places. */
export function keyFrames({ stage, frames, tracing, strokes }, side) {
  const posed = stage.frames.map((frame, index) => ({ say: frames[index].say, frame: { ...frame, side }, index })).filter(({ index }) => !frames[index].passing);
  if (!stage.trace) return posed;
  const base = stage.frames[0];
  const places = tracing.steps.map(({ id, share, say }) => ({ say, share, frame: { ...base, side, stroke: strokes[0], share, arrows: stage.trace.arrows[id] ?? [] } }));
  return [...posed, ...places];
}

/** A strip of key frames as a numbered list: { list, mark(place) }; `mark` shows which frame is the present one. */
export function strip(figure, variant, side) {
  const shown = keyFrames(variant, side);
  const entries = shown.map(({ say, frame }) => {
    const { svg, draw } = picture(figure, variant);
    draw(frame);
    return h("li", {}, svg, h("p", {}, say));
  });
  const list = h("ol", { class: "cc-strip" }, entries);
  const traced = shown.filter(({ share }) => share !== undefined);
  function mark(place) {
    let now = null;
    if (place && ["trace", "travel"].includes(place.phase.kind)) {
      const share = place.phase.kind === "travel" ? 0 : place.phase.way > 0 ? place.share : 1 - place.share;
      now = shown.indexOf(traced.findLast((each) => each.share <= share) ?? traced[0]);
    } else if (place) now = shown.findIndex(({ index }) => index >= place.phase.to);
    for (const [index, entry] of entries.entries()) {
      if (index === now) entry.setAttribute("aria-current", "step");
      else entry.removeAttribute("aria-current");
    }
  }
  return { list, mark };
}
