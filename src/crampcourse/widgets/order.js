// Steps to be put in order: by buttons, by choosing a place, or by dragging. All three move the same list.
import { note } from "./feedback.js";
import { bare, h, rich, seededShuffle } from "./kit.js";
import { KINDS } from "./kinds.js";

/** A shuffled start that is never the right order. */
function startOrder(key, seedText) {
  const start = seededShuffle(key, seedText);
  return start.every((step, i) => step === key[i]) ? [...start.slice(1), start[0]] : start;
}

export function orderControl(item, { seed, signal, changed, say }) {
  const { key } = item.rule;
  let order = startOrder(key, `${seed}:${item.id}`);
  let touched = false;
  const list = h("ol", { class: "cc-steps" });
  const rows = new Map(key.map((step) => [step, makeRow(step)]));

  function makeRow(step) {
    const text = item.steps[step][0];
    const plain = bare(text);
    const grip = h("span", { class: "cc-grip", "aria-hidden": "true", title: "Drag" }, "⠿");
    const select = h("select", { "aria-label": `Place of “${plain}”` }, key.map((_, i) => h("option", { value: i }, i + 1)));
    const up = h("button", { type: "button", "aria-label": `Up: ${plain}` }, "↑");
    const down = h("button", { type: "button", "aria-label": `Down: ${plain}` }, "↓");
    const notes = h("div", { class: "cc-notes" });
    const row = h("li", {}, h("div", { class: "cc-step" }, grip, h("span", { class: "cc-step-text" }, rich(text)), h("span", { class: "cc-step-moves" }, select, up, down)), notes);
    up.addEventListener("click", () => move(step, order.indexOf(step) - 1, up), { signal });
    down.addEventListener("click", () => move(step, order.indexOf(step) + 1, down), { signal });
    select.addEventListener("change", () => move(step, Number(select.value), select), { signal });
    grip.addEventListener("pointerdown", (event) => drag(event, step, grip), { signal });
    return { row, select, up, down, notes, plain };
  }

  function draw() {
    order.forEach((step, i) => {
      const { row, select, up, down } = rows.get(step);
      if (list.children[i] !== row) list.insertBefore(row, list.children[i] ?? null);
      select.value = i;
      up.setAttribute("aria-disabled", i === 0);
      down.setAttribute("aria-disabled", i === order.length - 1);
    });
  }

  function move(step, to, mover) {
    const from = order.indexOf(step);
    if (to < 0 || to >= order.length || to === from) return;
    order = order.toSpliced(from, 1).toSpliced(to, 0, step);
    touched = true;
    draw();
    mover?.focus(); // moving a row takes the focus from what is in it
    if (mover) say(`${rows.get(step).plain}: now ${to + 1} of ${order.length}.`);
    changed();
  }

  function drag(event, step, grip) {
    if (grip.closest("fieldset").disabled || event.button !== 0) return;
    event.preventDefault();
    const { row } = rows.get(step);
    const stop = new AbortController();
    row.classList.add("cc-dragged");
    // The row itself moves in the document while it is dragged, so the window listens, not the grip.
    window.addEventListener("pointermove", ({ clientY }) => {
      const others = order.filter((other) => other !== step);
      const to = others.findIndex((other) => {
        const box = rows.get(other).row.getBoundingClientRect();
        return clientY < box.top + box.height / 2;
      });
      move(step, to < 0 ? others.length : to);
    }, { signal: stop.signal });
    const end = () => {
      stop.abort();
      row.classList.remove("cc-dragged");
      say(`${rows.get(step).plain}: now ${order.indexOf(step) + 1} of ${order.length}.`);
    };
    for (const name of ["pointerup", "pointercancel"]) window.addEventListener(name, end, { signal: stop.signal });
    signal.addEventListener("abort", () => stop.abort());
  }

  draw();
  return {
    element: list,
    read: () => (touched ? order : null),
    write(response) {
      const whole = Array.isArray(response) && response.length === key.length && key.every((step) => response.includes(step));
      touched = whole;
      order = whole ? [...response] : startOrder(key, `${seed}:${item.id}`);
      draw();
    },
    show({ parts }) {
      const words = { right: "Right place", partly: "One place off", wrong: "Further off" };
      for (const [step, { row, notes }] of rows) {
        row.classList.add(`cc-${parts[step]}`);
        notes.replaceChildren(note(parts[step], parts[step] === "right" ? item.steps[step][1] : "", null, words[parts[step]]));
      }
    },
    clear() {
      for (const { row, notes } of rows.values()) {
        row.className = "";
        notes.replaceChildren();
      }
    },
    detail({ score }) {
      const pairs = (key.length * (key.length - 1)) / 2;
      return `${Math.round(score * pairs)} of ${pairs} pairs stand in the right order`;
    },
    answer: () => [
      h("ol", {}, key.map((step) => h("li", {}, h("strong", {}, rich(item.steps[step][0])), " ", rich(item.steps[step][1])))),
      h("p", {}, rich(item.rationale)),
    ],
    focus() {
      const { up, down } = rows.get(order[0]);
      (up.getAttribute("aria-disabled") === "true" ? down : up).focus();
    },
  };
}

KINDS.order = { prompt: "Put in order", empty: "Move at least one step first.", control: orderControl };
