// Names to be put on places: drag a name, tap a name and then its place, or choose from a list. One state for all three.
import { h, seededShuffle, uid } from "./kit.js";

const START_PX = 6; // a shorter way is a tap, not a drag
const SAID_WORDS = 8; // of a long text

/**
 * `labels`: ids of the names, `places`: ids of what carries them, in their order. `nameOf(label)`: text; `saidOf(place)`: "place 2";
 * `headOf(place)`: what stands before its list; `dropAt(x, y)`: the place under a point, or null; `drawn()`: called after each change.
 */
export function placingBoard({ labels, places, nameOf, saidOf, headOf, dropAt, drawn, bankName, seed, signal, say, changed }) {
  const placed = new Map(); // place → label
  let walk = null; // the list in use, and what was placed when it was opened
  let held = null; // the label that the next tap on a place puts down
  let locked = false;
  const bank = seededShuffle([...labels].sort(), seed);
  const chips = new Map(bank.map((label) => [label, makeChip(label)]));
  const rows = new Map(places.map((place) => [place, makeRow(place)]));
  const list = h("ol", { class: "cc-places" });
  const number = (place) => places.indexOf(place) + 1;
  const brief = (label) => {
    const words = nameOf(label).split(/\s+/);
    return words.length > SAID_WORDS ? `${words.slice(0, SAID_WORDS).join(" ")} …` : words.join(" ");
  };
  const capital = (text) => text[0].toUpperCase() + text.slice(1);

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
    return { row: h("li", {}, h("div", { class: "cc-row" }, headOf(place), select), notes), select, notes };
  }

  function hold(label) {
    held = label;
    for (const [id, chip] of chips) chip.setAttribute("aria-pressed", id === held);
    if (label) say(`${brief(label)} picked up. Now choose its place.`);
  }

  /** A tap on a place: puts down the name that is held, else goes to the place's list. */
  function tap(place) {
    if (locked || !rows.has(place)) return;
    if (held !== null) put(place, held);
    else rows.get(place).select.focus();
  }

  function put(place, label) {
    if (locked) return;
    for (const [other, its] of placed) if (its === label) placed.delete(other);
    if (label !== null) placed.set(place, label);
    else placed.delete(place);
    walk = null;
    hold(null);
    draw();
    say(label !== null ? `${brief(label)} at ${saidOf(place)}.` : `${capital(saidOf(place))} is empty.`);
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
      const place = type === "pointerup" ? dropAt(clientX, clientY) : null;
      if (place !== null) put(place, label);
    };
    for (const name of ["pointerup", "pointercancel"]) window.addEventListener(name, end, { signal: stop.signal });
    signal.addEventListener("abort", () => { stop.abort(); ghost?.remove(); });
  }

  function draw() {
    // A row that is put in again loses the focus, and the next letter typed would reach the notebook.
    if (places.some((place, i) => list.children[i] !== rows.get(place).row)) list.replaceChildren(...places.map((place) => rows.get(place).row));
    const used = new Map([...placed].map(([place, label]) => [label, number(place)]));
    for (const place of places) rows.get(place).select.value = placed.get(place) ?? "";
    for (const [label, chip] of chips) {
      chip.classList.toggle("cc-used", used.has(label));
      chip.textContent = used.has(label) ? `${nameOf(label)} · ${used.get(label)}` : nameOf(label);
    }
    drawn();
  }

  return {
    bank: h("div", { class: "cc-row cc-chips", role: "group", "aria-label": bankName }, [...chips.values()]),
    list, rows, placed, number, tap, draw,
    arrange(order) {
      places = order;
      draw();
    },
    /** The parts of a control that are the same wherever names are placed. */
    control: {
      read: () => (placed.size ? Object.fromEntries(placed) : null),
      write(response) {
        placed.clear();
        for (const [place, label] of Object.entries(response ?? {})) if (label !== null && rows.has(place) && chips.has(label)) placed.set(place, label);
        draw();
      },
      lock: (on) => { locked = on; },
      focus: () => rows.get(places[0]).select.focus(),
    },
  };
}
