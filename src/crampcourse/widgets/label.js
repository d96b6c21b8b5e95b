// Putting names on a picture: drag a label, tap a label and then its place, or choose from a list. One state for all.
import { note } from "./feedback.js";
import { h, rich, seededShuffle, uid } from "./kit.js";
import { byPosition, placePicture, whereabouts } from "./place.js";

const START_PX = 6; // a shorter way is a tap, not a drag
const CATCH_PX = 32; // a drop this near to the middle of a place counts as on it

export function labelControl(item, { host, seed, signal, changed, say }) {
  const { key, labels } = item.rule;
  const nameOf = (id) => item.places[id][0];
  const placed = new Map(); // place → label
  let walk = null; // the list in use, and what was placed when it was opened
  let view = null;
  let places = Object.keys(key).sort();
  let held = null; // the label that the next tap on the picture puts down
  let marked = null;
  let locked = false;
  const bank = seededShuffle([...labels].sort(), `${seed}:${item.id}`);
  const chips = new Map(bank.map((label) => [label, makeChip(label)]));
  const rows = new Map(places.map((place) => [place, makeRow(place)]));
  const list = h("ol", { class: "cc-places" });
  const hint = h("p", { class: "cc-muted cc-small" }, "Drag a name to its place, tap a name and then the place, or choose from the lists.");
  const frame = placePicture(item, {
    host, signal,
    ready(made) {
      view = made;
      places = byPosition(view, places);
      view.onPick((id) => pickPlace(id));
      draw();
    },
  });

  const number = (place) => places.indexOf(place) + 1;

  function makeChip(label) {
    const chip = h("button", { type: "button", class: "cc-chip", "aria-pressed": "false" }, nameOf(label));
    let dragged = false;
    chip.addEventListener("click", () => {
      if (dragged) dragged = false;
      else hold(held === label ? null : label);
    }, { signal });
    chip.addEventListener("pointerdown", (event) => drag(event, label, chip, (value) => { dragged = value; }), { signal });
    return chip;
  }

  function makeRow(place) {
    const select = h("select", {}, h("option", { value: "" }, "— choose —"), bank.map((label) => h("option", { value: label }, nameOf(label))));
    const badge = h("span", { class: "cc-badge", "aria-hidden": "true" });
    const notes = h("div", { id: uid("notes"), class: "cc-notes" });
    select.setAttribute("aria-describedby", notes.id);
    // Keys walk through the options one by one: a name that is only passed over goes back to where it was.
    select.addEventListener("focus", () => { walk = null; }, { signal });
    select.addEventListener("change", () => {
      const label = select.value || null;
      const began = walk?.place === place ? walk.placed : new Map(placed);
      placed.clear();
      for (const [other, its] of began) placed.set(other, its);
      put(place, label);
      walk = { place, placed: began };
    }, { signal });
    return { row: h("li", {}, h("div", { class: "cc-row" }, badge, select), notes), badge, select, notes };
  }

  function hold(label) {
    held = label;
    for (const [id, chip] of chips) chip.setAttribute("aria-pressed", id === held);
    if (label) say(`${nameOf(label)} picked up. Now choose its place.`);
  }

  function pickPlace(place) {
    if (locked || !places.includes(place)) return;
    if (held) put(place, held);
    else rows.get(place).select.focus();
  }

  function put(place, label) {
    if (locked) return;
    for (const [other, its] of placed) if (its === label) placed.delete(other);
    if (label) placed.set(place, label);
    else placed.delete(place);
    walk = null;
    hold(null);
    draw();
    say(label ? `${nameOf(label)} at place ${number(place)}.` : `Place ${number(place)} is empty.`);
    changed();
  }

  function drag(event, label, chip, setDragged) {
    if (locked || event.button !== 0) return;
    const start = event;
    const stop = new AbortController();
    let ghost = null;
    window.addEventListener("pointermove", ({ clientX, clientY }) => {
      if (!ghost && Math.hypot(clientX - start.clientX, clientY - start.clientY) < START_PX) return;
      if (!ghost) {
        ghost = h("div", { class: "cc-chip cc-ghost", "aria-hidden": "true" }, nameOf(label));
        chip.closest(".crampcourse").append(ghost);
        setDragged(true);
      }
      ghost.style.left = `${clientX}px`;
      ghost.style.top = `${clientY}px`;
    }, { signal: stop.signal });
    const end = ({ type, clientX, clientY }) => {
      stop.abort();
      if (!ghost) return;
      ghost.remove();
      setTimeout(() => setDragged(false)); // after the click that a drag back onto the chip may give
      const place = type === "pointerup" && dropPlace(clientX, clientY);
      if (place) put(place, label);
    };
    for (const name of ["pointerup", "pointercancel"]) window.addEventListener(name, end, { signal: stop.signal });
    signal.addEventListener("abort", () => { stop.abort(); ghost?.remove(); });
  }

  function dropPlace(clientX, clientY) {
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

  function draw() {
    view?.mark(null);
    // A row that is put in again loses the focus, and the next letter typed would reach the notebook.
    if (places.some((place, i) => list.children[i] !== rows.get(place).row)) list.replaceChildren(...places.map((place) => rows.get(place).row));
    places.forEach((place, i) => {
      const { badge, select } = rows.get(place);
      const label = placed.get(place);
      const part = marked?.[place];
      badge.textContent = i + 1;
      select.value = label ?? "";
      select.setAttribute("aria-label", `Place ${i + 1}${view ? `, ${whereabouts(view, place)}` : ""}`);
      const sign = part === "right" ? " ✓" : part ? " ✗" : "";
      view?.mark(place, part === "missed" ? "wrong" : part ?? "target", `${i + 1}${sign}`);
    });
    const used = new Map([...placed].map(([place, label]) => [label, number(place)]));
    for (const [label, chip] of chips) {
      chip.classList.toggle("cc-used", used.has(label));
      chip.textContent = used.has(label) ? `${nameOf(label)} · ${used.get(label)}` : nameOf(label);
    }
  }

  return {
    element: h("div", { class: "cc-beside" }, frame, h("div", {}, hint, h("div", { class: "cc-row cc-chips", role: "group", "aria-label": "Names" }, [...chips.values()]), list)),
    read: () => (placed.size ? Object.fromEntries(placed) : null),
    write(response) {
      placed.clear();
      for (const [place, label] of Object.entries(response ?? {})) if (label && rows.has(place) && chips.has(label)) placed.set(place, label);
      draw();
    },
    lock(on) {
      locked = on;
      hint.hidden = on;
    },
    show({ parts }) {
      marked = parts;
      for (const [place, part] of Object.entries(parts)) {
        const wrong = item.places[placed.get(place)];
        rows.get(place).notes.replaceChildren(note(part, part === "right" ? item.places[place][2] : wrong && `**${wrong[0]}:** ${wrong[2]}`, part === "wrong" && wrong?.[3]));
      }
      draw();
    },
    clear() {
      marked = null;
      for (const { notes } of rows.values()) notes.replaceChildren();
      draw();
    },
    detail({ parts }) {
      const words = Object.values(parts);
      return `${words.filter((word) => word === "right").length} of ${words.length} names are right`;
    },
    answer: () => h("ol", {}, places.map((place) => h("li", {}, h("strong", {}, `${nameOf(place)}. `), rich(item.places[place][2])))),
    focus: () => rows.get(places[0]).select.focus(),
  };
}
