// Pointing at a place on a curve: click the curve, walk along it by the slider or its buttons.
import { KINDS } from "./kinds.js";
import { note } from "./feedback.js";
import { h, rich, svgNode, uid } from "./kit.js";
import { pictureOf } from "./picture.js";

/** A number for reading, as exact as one step along its axis. */
function onAxis(value, step, unit) {
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  return `${value.toFixed(decimals).replace("-", "−")}\u00a0${unit}`;
}

export function traceControl(item, { signal, changed }) {
  const { x, y, step, values, size, frame, title, caption } = item.trace;
  const [width, height] = size;
  const [left, right, bottom, top] = frame;
  let at = null; // index of the place, null while none is chosen
  const place = (index) => Number((x.low + index * step).toPrecision(9));
  const xPx = (value) => left + ((value - x.low) / (x.high - x.low)) * (right - left);
  const yPx = (value) => bottom - ((value - y.low) / (y.high - y.low)) * (bottom - top);
  const said = (index) => `${onAxis(place(index), step, x.unit)}: ${onAxis(values[index], (y.high - y.low) / 100, y.unit)}`;

  const picture = pictureOf(item.trace.svg, { width, height }, `${title}. ${caption}`, signal);
  const marks = svgNode("g", {});
  picture.svg.append(marks);
  const draw = (tag, attributes) => marks.append(svgNode(tag, attributes));
  const label = h("label", { for: uid("place") }, "Place on the curve");
  const range = h("input", { type: "range", id: label.getAttribute("for"), min: 0, max: values.length - 1, step: 1, value: Math.floor(values.length / 2) });
  const less = h("button", { type: "button", "aria-label": "One step left" }, "−");
  const more = h("button", { type: "button", "aria-label": "One step right" }, "+");
  const reading = h("output", { class: "cc-value", for: range.id });
  const notes = h("div", { id: uid("notes"), class: "cc-notes" });
  range.setAttribute("aria-describedby", notes.id);
  let bands = []; // [stretch, "right" or "wrong"] to be shown in the picture

  function redraw() {
    marks.replaceChildren();
    for (const [[low, high], word] of bands) {
      const ends = [Math.max(low, x.low), Math.min(high, x.high)].map(xPx);
      draw("rect", { x: ends[0], y: top, width: Math.max(ends[1] - ends[0], 2), height: bottom - top, fill: `var(--cc-${word})`, "fill-opacity": 0.18 });
    }
    if (at !== null) {
      const [px, py] = [xPx(place(at)), yPx(values[at])];
      draw("path", { d: `M${px} ${bottom}V${top}`, stroke: "var(--cc-ink)", "stroke-width": 1.5, "stroke-dasharray": "4 3", fill: "none" });
      draw("circle", { cx: px, cy: py, r: 7, fill: "var(--cc-ink)", stroke: "var(--cc-page)", "stroke-width": 2 });
    }
    const words = at === null ? "no place chosen yet" : said(at);
    reading.textContent = words;
    range.setAttribute("aria-valuetext", words);
    if (at !== null) range.value = at;
  }

  function choose(index) {
    at = Math.min(Math.max(index, 0), values.length - 1);
    redraw();
    changed();
  }

  const locked = () => range.matches(":disabled");
  picture.holder.addEventListener("click", ({ clientX }) => {
    if (locked()) return;
    const box = picture.svg.getBoundingClientRect();
    const px = ((clientX - box.left) / box.width) * width;
    choose(Math.round(((px - left) / (right - left)) * (values.length - 1)));
  }, { signal });
  range.addEventListener("input", () => choose(Number(range.value)), { signal });
  for (const [button, way] of [[less, -1], [more, 1]]) {
    button.addEventListener("click", () => choose((at ?? Number(range.value)) + way), { signal });
  }
  redraw();

  const stretches = item.rule.stretches;
  const ends = ([low, high]) => `${onAxis(low, step, x.unit)} to ${onAxis(high, step, x.unit)}`;
  return {
    element: h("div", { class: "cc-trace" },
      h("figure", {}, h("figcaption", { class: "cc-muted cc-small" }, caption), picture.holder),
      h("div", { class: "cc-row" }, label, reading), h("div", { class: "cc-trace-row" }, less, range, more), notes),
    read: () => (at === null ? null : place(at)),
    write(response) {
      at = typeof response === "number" ? Math.min(Math.max(Math.round((response - x.low) / step), 0), values.length - 1) : null;
      redraw();
    },
    show({ parts, correct }) {
      const [on] = Object.keys(parts);
      bands = on === undefined ? [] : [[stretches[on], correct ? "right" : "wrong"]];
      const [rationale, instead] = on === undefined ? [item.elsewhere] : item.said[on];
      notes.replaceChildren(note(correct ? "right" : "wrong", rationale, instead));
      redraw();
    },
    clear() {
      bands = [];
      notes.replaceChildren();
      redraw();
    },
    detail: () => "",
    answer() {
      bands = stretches.filter(([, , key]) => key).map((stretch) => [stretch, "right"]);
      redraw();
      return h("ul", {}, stretches.map((stretch, i) => (stretch[2] ? h("li", {}, h("strong", {}, `${ends(stretch)}. `), rich(item.said[i][0])) : null)));
    },
    focus: () => range.focus(),
  };
}

KINDS.trace = { prompt: "A place on a curve", empty: "Choose a place on the curve first.", control: traceControl };
