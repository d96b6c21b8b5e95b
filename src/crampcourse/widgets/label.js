// Putting names on a picture: the board of placing.js, with the structures of a plate as places.
import { note } from "./feedback.js";
import { h, rich } from "./kit.js";
import { byPosition, placePicture, whereabouts } from "./place.js";
import { placingBoard } from "./placing.js";
import { KINDS } from "./kinds.js";

const CATCH_PX = 32; // a drop this near to the middle of a place counts as on it

export function labelControl(item, { host, seed, signal, changed, say }) {
  const { key, labels } = item.rule;
  const nameOf = (id) => item.places[id][0];
  let view = null;
  let places = Object.keys(key).sort();
  let marked = null;
  const badges = new Map(places.map((place) => [place, h("span", { class: "cc-badge", "aria-hidden": "true" })]));
  const board = placingBoard({
    labels, places, nameOf, dropAt, drawn, signal, say, changed, bankName: "Names", seed: `${seed}:${item.id}`,
    saidOf: (place) => `place ${board.number(place)}`,
    headOf: (place) => badges.get(place),
  });
  const hint = h("p", { class: "cc-muted cc-small" }, "Drag a name to its place, tap a name and then the place, or choose from the lists.");
  const frame = placePicture(item, {
    host, signal,
    ready(made) {
      view = made;
      places = byPosition(view, places);
      view.onPick(board.tap);
      board.arrange(places);
    },
  });

  function dropAt(clientX, clientY) {
    if (!view) return null;
    const box = view.element.getBoundingClientRect();
    const far = (place) => {
      const spot = view.centre(place);
      return spot ? Math.hypot(spot.x + box.left - clientX, spot.y + box.top - clientY) : Infinity;
    };
    const nearest = places.reduce((best, place) => (far(place) < far(best) ? place : best));
    if (far(nearest) < CATCH_PX) return nearest;
    const under = view.at(clientX, clientY);
    return places.includes(under) ? under : null;
  }

  function drawn() {
    view?.mark(null);
    places.forEach((place, i) => {
      const part = marked?.[place];
      badges.get(place).textContent = i + 1;
      board.rows.get(place).select.setAttribute("aria-label", `Place ${i + 1}${view ? `, ${whereabouts(view, place)}` : ""}`);
      const sign = part === "right" ? " ✓" : part ? " ✗" : "";
      view?.mark(place, part === "missed" ? "wrong" : part ?? "target", `${i + 1}${sign}`);
    });
  }

  return {
    ...board.control,
    element: h("div", { class: "cc-beside" }, frame, h("div", {}, hint, board.bank, board.list)),
    lock(on) {
      board.control.lock(on);
      hint.hidden = board.bank.hidden = on;
    },
    show({ parts }) {
      marked = parts;
      for (const [place, part] of Object.entries(parts)) {
        const wrong = item.places[board.placed.get(place)];
        board.rows.get(place).notes.replaceChildren(note(part, part === "right" ? item.places[place][2] : wrong && `**${wrong[0]}:** ${wrong[2]}`, part === "wrong" && wrong?.[3]));
      }
      board.draw();
    },
    clear() {
      marked = null;
      for (const { notes } of board.rows.values()) notes.replaceChildren();
      board.draw();
    },
    detail({ parts }) {
      const words = Object.values(parts);
      return `${words.filter((word) => word === "right").length} of ${words.length} names are right`;
    },
    answer: () => h("ol", {}, places.map((place) => h("li", {}, h("strong", {}, `${nameOf(place)}. `), rich(item.places[place][2])))),
  };
}

KINDS.label = { prompt: "Name the places", empty: "Put at least one label on the picture first.", control: labelControl };
