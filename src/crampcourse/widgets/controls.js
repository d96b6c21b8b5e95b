// The controls of an explorer, all native: sliders with buttons beside them, choices, switches.
import { h, uid, setText } from "./kit.js";
import { controlPhrase } from "./phrases.js";

const FEW = 4; // options that are shown side by side; more are listed

/** A slider with its value in words, the names of its ends, and buttons for pointers that cannot drag. */
function sliderOf(control, colour, put, signal) {
  const id = uid("control");
  const range = h("input", { type: "range", id, min: control.low, max: control.high, step: control.step });
  const output = h("span", { class: "cc-value", "aria-hidden": "true" }); // the slider itself says it: aria-valuetext
  const buttons = [["−", -1, control.low_name], ["+", 1, control.high_name]].map(([sign, way, name]) => {
    const button = h("button", { type: "button", "aria-label": `${control.name}: one step toward ${name}` }, sign);
    button.addEventListener("click", () => put(control, Number(range.value) + way * control.step, true), { signal });
    return button;
  });
  range.addEventListener("input", () => put(control, Number(range.value)), { signal });
  range.addEventListener("change", () => put(control, Number(range.value), true), { signal });
  const ends = [control.low, control.high].map((end) => h("span", {}, controlPhrase(control, end)));
  const block = h("div", { class: "cc-control", style: `--control: var(${colour})` },
    h("div", { class: "cc-control-head" }, h("label", { for: id }, control.name), output),
    h("div", { class: "cc-control-row" }, buttons[0], range, buttons[1]),
    h("div", { class: "cc-control-ends", "aria-hidden": "true" }, ends));
  const show = (value) => {
    const said = controlPhrase(control, value);
    range.value = value;
    range.setAttribute("aria-valuetext", said);
    setText(output, said);
  };
  return { control, block, show, focus: range };
}

/** A small whole number: a field with buttons beside it, for lists of many. */
function countOf(control, colour, put, signal) {
  const id = uid("control");
  const field = h("input", { type: "number", id, min: control.low, max: control.high, step: control.step });
  const buttons = [["−", -1, control.low_name], ["+", 1, control.high_name]].map(([sign, way, name]) => {
    const button = h("button", { type: "button", "aria-label": `${control.name}: one ${name}` }, sign);
    button.addEventListener("click", () => put(control, Number(field.value) + way * control.step, true), { signal });
    return button;
  });
  field.addEventListener("change", () => put(control, Number(field.value), true), { signal });
  const show = (value) => {
    field.value = value;
  };
  return { control, block: h("div", { class: "cc-control cc-count" }, h("label", { for: id }, control.name), buttons[0], field, buttons[1]), show, focus: field };
}

/** A choice: radio buttons where there are few options, else a list. */
function choiceOf(control, colour, put, signal) {
  if (control.options.length > FEW) {
    const id = uid("control");
    const select = h("select", { id }, control.options.map((option, i) => h("option", { value: i }, option)));
    select.addEventListener("change", () => put(control, Number(select.value), true), { signal });
    const show = (value) => {
      select.value = Math.round(value);
    };
    return { control, block: h("div", { class: "cc-control cc-choice" }, h("label", { for: id }, control.name), select), show, focus: select };
  }
  const name = uid("control");
  const boxes = control.options.map((_, i) => h("input", { type: "radio", name, value: i }));
  for (const box of boxes) box.addEventListener("change", () => put(control, Number(box.value), true), { signal });
  const block = h("fieldset", { class: "cc-control cc-choice" }, h("legend", {}, control.name),
    control.options.map((option, i) => h("label", {}, boxes[i], h("span", {}, option))));
  const show = (value) => boxes.forEach((box, i) => {
    box.checked = i === Math.round(value);
  });
  return { control, block, show, focus: boxes[0] };
}

/** A switch: what is on is said beside it. */
function switchOf(control, colour, put, signal) {
  const box = h("input", { type: "checkbox" });
  const output = h("span", { class: "cc-value" });
  box.addEventListener("change", () => put(control, Number(box.checked), true), { signal });
  const show = (value) => {
    box.checked = Boolean(Math.round(value));
    setText(output, controlPhrase(control, value));
  };
  const plain = control.options.join() === "off,on"; // the box says that already
  return { control, block: h("label", { class: "cc-control cc-switch" }, box, h("span", {}, control.name), !plain && output), show, focus: box };
}

/** Each control with `show(value)`; what the learner does calls `put(control, value, done)`. */
export function controlsOf(controls, colours, put, signal) {
  const make = { slider: sliderOf, count: countOf, choice: choiceOf, switch: switchOf };
  return controls.map((control) => make[control.kind](control, colours[control.id] ?? "--cc-accent", put, signal));
}

/** The controls under the headings of their groups. */
export function grouped(made) {
  const groups = [...new Set(made.map(({ control }) => control.group))];
  return groups.map((group) => {
    const blocks = made.filter(({ control }) => control.group === group).map(({ block }) => block);
    if (blocks.every((block) => block.matches(".cc-count"))) {
      return h("details", { class: "cc-group" }, h("summary", {}, group), h("div", { class: "cc-controls" }, blocks));
    }
    return group ? h("fieldset", { class: "cc-group" }, h("legend", {}, group), h("div", { class: "cc-controls" }, blocks)) : h("div", { class: "cc-controls" }, blocks);
  });
}
