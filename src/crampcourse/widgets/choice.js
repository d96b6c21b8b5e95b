// Single and multiple choice: native radio buttons and checkboxes, in an order of the learner's own.
import { note } from "./feedback.js";
import { h, named, rich, seededShuffle, uid } from "./kit.js";
import { KINDS } from "./kinds.js";

export function choiceControl(item, { seed, signal, changed }) {
  const single = item.kind === "single";
  const indices = [...item.options.keys()];
  const name = uid("choice");
  const rows = new Map();
  for (const index of item.fixed ? indices : seededShuffle(indices, `${seed}:${item.id}`)) {
    const notes = h("div", { id: uid("notes"), class: "cc-notes" });
    const input = h("input", { type: single ? "radio" : "checkbox", name, value: index, "aria-describedby": notes.id, "aria-label": named(item.options[index][0]) });
    input.addEventListener("change", changed, { signal });
    const row = h("div", { class: "cc-option" }, h("label", {}, input, h("span", {}, rich(item.options[index][0]))), notes);
    rows.set(index, { row, input, notes });
  }
  const chosen = () => [...rows].filter(([, { input }]) => input.checked).map(([index]) => index).sort((a, b) => a - b);

  return {
    element: h("div", { class: "cc-options" }, [...rows.values()].map(({ row }) => row)),
    read: () => (single ? chosen()[0] ?? null : chosen()),
    write(response) {
      const wanted = single ? [response] : response ?? [];
      for (const [index, { input }] of rows) input.checked = wanted.includes(index);
    },
    show({ parts }) {
      for (const [index, { row, notes }] of rows) {
        const part = parts[index];
        if (part !== "right" && part !== "wrong") continue; // a missed key stays hidden until the answer is asked for
        row.classList.add(`cc-${part}`);
        notes.replaceChildren(note(part, item.options[index][1], part === "wrong" && item.options[index][2]));
      }
    },
    clear() {
      for (const { row, notes } of rows.values()) {
        row.classList.remove("cc-right", "cc-wrong");
        notes.replaceChildren();
      }
    },
    detail({ parts }) {
      if (single) return "";
      const count = (word) => Object.values(parts).filter((part) => part === word).length;
      const wrong = count("wrong");
      return `${count("right")} of ${item.rule.keys.length} found${wrong ? `, ${wrong} chosen that ${wrong > 1 ? "do" : "does"} not belong` : ""}`;
    },
    answer() {
      const keys = item.rule.keys ?? [item.rule.key];
      return h("ul", { class: "cc-plain" }, [...rows.keys()].map((index) => h("li", {}, h("strong", {}, rich(item.options[index][0])), note(keys.includes(index) ? "right" : "wrong", item.options[index][1]))));
    },
    focus() {
      const all = [...rows.values()];
      (all.find(({ input }) => input.checked) ?? all[0]).input.focus();
    },
  };
}

KINDS.single = { prompt: "One answer", empty: "Choose one option first.", control: choiceControl };
KINDS.multiple = { prompt: "One or more answers", empty: "Choose at least one option first.", control: choiceControl };
