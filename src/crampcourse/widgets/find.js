// Pointing at a structure: click the picture, walk over the lettered places by arrow keys, or choose a letter.
import { note } from "./feedback.js";
import { h, rich, uid } from "./kit.js";
import { byPosition, placePicture, whereabouts } from "./place.js";
import { KINDS } from "./kinds.js";

const ARROWS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"];

export function findControl(item, { host, signal, changed, say }) {
  let view = null;
  let letters = []; // place ids in reading order: A, B, C …
  let chosen = null;
  let ring = null;
  let locked = false;
  let marked = null;
  const name = uid("place");
  const choices = h("div", { class: "cc-row cc-letters", role: "radiogroup", "aria-label": "Lettered places" });
  const hint = h("p", { class: "cc-muted cc-small" }, "Click a place on the picture, or choose its letter.");
  const notes = h("div", { class: "cc-notes" });
  const letter = (id) => String.fromCharCode(65 + letters.indexOf(id));

  const frame = placePicture(item, {
    host, signal,
    options: { focusable: true, label: `${item.title}. Arrow keys walk over the lettered places, Enter chooses.` },
    ready(made) {
      view = made;
      letters = byPosition(view, item.rule.among);
      choices.append(...letters.map((id) => {
        const input = h("input", { type: "radio", name, value: id, "aria-label": `${letter(id)}, ${whereabouts(view, id)}` });
        input.addEventListener("change", () => choose(id, false), { signal });
        return h("label", {}, input, h("span", { "aria-hidden": "true" }, letter(id)));
      }));
      view.onPick((id) => {
        if (locked) return;
        if (id) choose(id);
        else say("No lettered place there.");
      });
      draw();
    },
  });

  function choose(id, speak = true) {
    if (locked || !letters.includes(id)) return;
    chosen = ring = id;
    draw();
    if (speak) say(`Place ${letter(id)} chosen.`);
    changed();
  }

  function draw() {
    if (!view) return;
    view.mark(null);
    for (const id of letters) {
      const part = marked && Object.hasOwn(marked, id) ? marked[id] : null; // a place may be called "constructor"
      view.mark(id, part ?? "target", part ? `${letter(id)} ${part === "right" ? "✓" : "✗"}` : letter(id));
    }
    view.select(marked ? null : ring);
    for (const input of choices.querySelectorAll("input")) input.checked = input.value === chosen;
  }

  return {
    element: h("div", { class: "cc-beside" }, frame, h("div", {}, hint, choices, notes)),
    read: () => chosen,
    write(response) {
      chosen = ring = typeof response === "string" ? response : null;
      draw();
    },
    lock(on) {
      locked = on;
      hint.hidden = on;
    },
    show({ parts }) {
      marked = parts;
      const [id] = Object.keys(parts);
      const [, , rationale, instead] = item.places[id];
      notes.replaceChildren(note(parts[id], rationale, instead));
      draw();
    },
    clear() {
      marked = null;
      notes.replaceChildren();
      draw();
    },
    detail: () => "",
    answer() {
      const key = item.places[item.rule.key];
      return h("p", {}, h("strong", {}, view ? `${letter(item.rule.key)}: ${key[0]}. ` : `${key[0]}. `), rich(key[2]));
    },
    onKey(event, target) {
      if (!view || target !== view.element || locked) return;
      if (ARROWS.includes(event.key)) {
        event.preventDefault();
        ring = ring === null ? letters[0] : view.next(ring, event.key);
        view.select(ring);
        say(`Place ${letter(ring)}, ${whereabouts(view, ring)}.`);
      } else if ((event.key === "Enter" || event.key === " ") && ring) {
        event.preventDefault();
        choose(ring);
      }
    },
    focus: () => (choices.querySelector("input:checked") ?? choices.querySelector("input"))?.focus(),
  };
}

KINDS.find = { prompt: "Point at one place", empty: "Choose a place on the picture first.", control: findControl };
