// Matching: the board of placing.js, with prompts as places and answers as names.
import { note } from "./feedback.js";
import { bare, h, rich } from "./kit.js";
import { placingBoard } from "./placing.js";
import { KINDS } from "./kinds.js";

export function matchControl(item, { seed, signal, changed, say }) {
  const { key, labels } = item.rule;
  const places = Object.keys(key);
  const board = placingBoard({
    labels, places, signal, say, changed, bankName: "Answers", seed: `${seed}:${item.id}`,
    nameOf: (label) => bare(item.answers[label][0]),
    saidOf: (place) => `prompt ${Number(place) + 1}`,
    headOf(place) {
      const head = h("span", { class: "cc-prompt" }, h("span", { class: "cc-badge", "aria-hidden": "true" }, Number(place) + 1), h("span", {}, rich(item.prompts[place])));
      head.addEventListener("click", () => board.tap(place), { signal }); // by keys the list does the same
      return head;
    },
    dropAt: (x, y) => places.find((place) => {
      const box = board.rows.get(place).row.getBoundingClientRect();
      return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
    }) ?? null,
    drawn() {},
  });
  for (const [place, { row, select }] of board.rows) {
    row.classList.add("cc-match");
    select.setAttribute("aria-label", `${Number(place) + 1}: ${bare(item.prompts[place])}`);
  }
  const hint = h("p", { class: "cc-muted cc-small" }, "Drag an answer to its prompt, tap an answer and then the prompt, or choose from the lists. ", labels.length > places.length ? "Some answers are left over." : "");
  board.draw();

  return {
    ...board.control,
    element: h("div", {}, hint, board.bank, board.list),
    lock(on) {
      board.control.lock(on);
      hint.hidden = board.bank.hidden = on;
    },
    show({ parts }) {
      for (const [place, part] of Object.entries(parts)) {
        const { row, notes } = board.rows.get(place);
        const [text, rationale, instead] = item.answers[board.placed.get(place)] ?? [];
        row.classList.add(`cc-${part}`);
        notes.replaceChildren(note(part, part === "wrong" ? [h("strong", {}, rich(text), ":"), " ", ...rich(rationale)] : rationale, part === "wrong" && instead));
      }
    },
    clear() {
      for (const { row, notes } of board.rows.values()) {
        row.className = "cc-match";
        notes.replaceChildren();
      }
    },
    detail({ parts }) {
      const words = Object.values(parts);
      return `${words.filter((word) => word === "right").length} of ${words.length} pairs are right`;
    },
    answer: () => h("ol", {}, places.map((place) => h("li", {}, rich(item.prompts[place]), " → ", h("strong", {}, rich(item.answers[key[place]][0])), ". ", rich(item.answers[key[place]][1])))),
  };
}

KINDS.match = { prompt: "Match the pairs", empty: "Match at least one pair first.", control: matchControl };
