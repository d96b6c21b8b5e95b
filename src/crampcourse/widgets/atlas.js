// The atlas: a plate with layers to peel, structures to select by pointer, key or list, and a card for each.
import { brief, cardOf, words } from "./atlas_card.js";
import { structureFinder } from "./atlas_finder.js";
import { keepTools } from "./atlas_keep.js";
import { announcer, bare, guardKeys, h, learnFormulas, nameRegion, root, uid } from "./kit.js";
import { drawLabels, drawLegend } from "./labelling.js";
import { openAfter } from "./lock.js";
import { groupsOf, loadPlate, plateView } from "./plate.js";

const ARROWS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"];
const NARROW = 480; // CSS px of the figure below which names become numbers

/** Everything that stands for one plate: replaced as a whole when another view is chosen. */
function plateRoom(section, plate, start, say, signal) {
  const cards = new Map(plate.cards.map((card) => [card.id, card]));
  const order = Object.keys(start.tissues).flatMap((tissue) => plate.cards.filter((card) => card.tissue === tissue)).map((card) => card.id);
  let shown = start.shown ?? plate.layers.map((layer) => layer.id);
  let chosen = null;
  let isolated = false;
  let names = null;

  const stage = h("div", { class: "cc-atlas-stage" });
  const under = h("p", { class: "cc-atlas-under", "aria-hidden": "true" });
  const figure = h("figure", {}, stage, under, h("figcaption", { class: "cc-small cc-muted" }, plate.caption));
  const tools = h("div", { class: "cc-atlas-tools" });
  const card = h("article", { class: "cc-atlas-card", tabindex: "-1", "aria-label": "Card of the selected structure" });
  const finder = structureFinder({ cards, order, tissues: start.tissues, choose: (id) => choose(id), say, signal });
  const body = h("div", { class: "cc-atlas-body" }, figure, tools, card, finder.element);
  section.append(body);

  const view = plateView(stage, plate, { layers: shown, signal, label: plate.title, help: "Arrow keys move between structures, Enter goes to the card.", focusable: true });
  view.setGroups(groupsOf(plate));

  const layerName = (id) => plate.layers.find((layer) => layer.id === id).name;
  const lower = (text) => text[0].toLowerCase() + text.slice(1);
  const button = (text, act, attributes = {}) => {
    const node = h("button", { type: "button", ...attributes }, text);
    node.addEventListener("click", act, { signal });
    return node;
  };

  // --- Layers
  const switches = plate.layers.map(({ id, name }) => [id, button(name, () => setLayers(shown.includes(id) ? shown.filter((other) => other !== id) : [...shown, id], name))]);
  const top = () => plate.layers.map((layer) => layer.id).filter((id) => id !== "skin" && shown.includes(id)).at(-1);
  const hidden = () => plate.layers.map((layer) => layer.id).find((id) => !shown.includes(id));
  const peel = button("Peel", () => setLayers(shown.filter((id) => id !== top()), layerName(top())));
  const putBack = button("Put back", () => setLayers([...shown, hidden()], layerName(hidden())));
  const isolate = button("Isolate", () => {
    choose(chosen, { isolate: !isolated, speak: false });
    say(`${cards.get(chosen).name} ${isolated ? "alone; everything else is faded" : "in its surroundings"}.`);
  }, { "aria-pressed": "false" });
  const label = button("Labels", () => {
    setLabels(!names);
    say(names ? `${names.count} labels shown.` : "Labels hidden.");
  }, { "aria-pressed": "false" });
  const reset = button("Reset", () => {
    isolated = false;
    setLabels(false);
    clear();
    setLayers(start.shown ?? plate.layers.map((layer) => layer.id));
    say("Reset: the picture is as at the start.");
  });
  const rows = [
    h("div", { class: "cc-atlas-row", role: "group", "aria-label": "Layers" }, switches.map(([, node]) => node)),
    h("div", { class: "cc-atlas-row", role: "group", "aria-label": "Picture" }, peel, putBack, isolate, label, reset),
  ];
  const keep = keepTools({
    section, view, plate, cards, order, tissues: start.tissues, css: start.printCss, layerName, button, say, signal,
    look: () => ({ shown, chosen, alone: isolated ? chosen : null, labelled: Boolean(names) }),
    show(id) {
      choose(id);
      view.element.focus();
    },
    swap(listed) {
      for (const node of [figure, card, finder.element, ...rows]) node.hidden = listed;
      body.classList.toggle("as-list", listed);
      if (names && !listed) setLabels(true); // the width may have changed meanwhile
    },
  });
  tools.append(...rows, keep);

  function setLayers(next, name) {
    const before = shown.length;
    shown = plate.layers.map((layer) => layer.id).filter((id) => next.includes(id));
    view.show(shown);
    refresh();
    if (name) say(`${name} ${shown.length > before ? "shown" : "hidden"}. Now: ${shown.map((id) => lower(layerName(id))).join(", ") || "nothing"}.`);
  }

  /** Buttons, list, card and labels as they must be for what is shown and chosen now. */
  function refresh() {
    for (const [id, node] of switches) node.setAttribute("aria-pressed", String(shown.includes(id)));
    for (const [node, off] of [[peel, !top()], [putBack, !hidden()], [isolate, !chosen]]) node.disabled = off;
    isolate.setAttribute("aria-pressed", String(isolated));
    finder.mark(chosen, (id) => !view.layersOf(id).some((layer) => shown.includes(layer)));
    if (names) setLabels(true);
  }

  // --- Selecting
  function choose(id, { isolate: alone = isolated, speak = true } = {}) {
    if (!id) return;
    chosen = id;
    isolated = alone;
    const layers = view.layersOf(id);
    if (!layers.some((layer) => shown.includes(layer))) {
      shown = plate.layers.map((layer) => layer.id).filter((layer) => shown.includes(layer) || layers.includes(layer));
      view.show(shown);
    }
    view.select(id, { dim: isolated });
    const covered = !isolated && !view.centre(id);
    card.replaceChildren(...cardOf(cards.get(id)));
    if (covered) card.append(h("p", { class: "cc-small cc-muted" }, "Covered here: its outline is shown. Peel layers or isolate it to see it."));
    under.textContent = cards.get(id).name;
    refresh();
    finder.reveal();
    if (speak) say(`${cards.get(id).name}, ${cards.get(id).tissue}. ${brief(bare(cards.get(id).does), 24 - words(cards.get(id).name))}`);
  }

  function clear() {
    chosen = null;
    isolated = false;
    view.select(null);
    under.textContent = "";
    card.replaceChildren(h("p", { class: "cc-muted" }, "Point at a structure, move over the picture with the arrow keys, or take one from the list."));
    refresh();
  }

  view.onPick((id) => (id ? choose(id) : clear()));
  view.onHover((id) => {
    under.textContent = id ? cards.get(id).name : chosen ? cards.get(chosen).name : "";
  });

  function key(event, target) {
    if (finder.element.contains(target)) finder.key(event, target);
    else if (target === view.element) {
      const step = { PageUp: -1, PageDown: 1 }[event.key];
      if (ARROWS.includes(event.key)) choose(view.next(chosen, event.key));
      else if (step) choose(order[(order.indexOf(chosen) + step + order.length) % order.length]);
      else if (event.key === "Enter" && chosen) card.focus();
      else return;
      event.preventDefault();
    }
  }

  // --- Labels
  function setLabels(on) {
    names?.clear();
    names = null;
    body.classList.toggle("labelled", on && section.clientWidth >= NARROW);
    label.setAttribute("aria-pressed", String(on));
    if (!on) return;
    const wide = section.clientWidth >= NARROW;
    names = (wide ? drawLabels : drawLegend)(stage, view, { shown, alone: isolated ? chosen : null }, (id) => cards.get(id).name);
  }
  let width = 0;
  const resized = new ResizeObserver(() => {
    if (section.clientWidth !== width && names && !figure.hidden) setLabels(true);
    width = section.clientWidth;
  });
  resized.observe(section);
  signal.addEventListener("abort", () => resized.disconnect());

  clear();
  if (start.chosen) choose(start.chosen, { speak: false });
  return { key, focus: () => view.element.focus(), remove: () => body.remove() };
}

async function render({ model, el, host, signal }) {
  learnFormulas(model.get("formulas"));
  const views = model.get("views");
  const section = root(el, "atlas", "Atlas");
  signal.addEventListener("abort", () => section.remove()); // Jupyter keeps the view of a cell that is run again
  nameRegion(section, `Atlas: ${views[0].title}`);
  const heading = h("h3", {}, views[0].title);
  const pick = h("select", { id: uid("view") }, views.map(({ title }, index) => h("option", { value: String(index) }, title)));
  section.append(views.length > 1 ? h("p", { class: "cc-atlas-views" }, h("label", { for: pick.id }, "View"), pick) : heading);
  const say = announcer(section);
  let room = null;
  let leave = null;

  async function open(index) {
    const plate = await loadPlate(host, views[index].ref).catch(() => null);
    if (signal.aborted) return;
    if (!plate) {
      section.append(h("p", { class: "cc-notice" }, "The drawing is no longer here. Run this cell again to bring it back."));
      return;
    }
    leave?.abort();
    room?.remove();
    leave = new AbortController();
    signal.addEventListener("abort", () => leave.abort(), { signal: leave.signal });
    const first = index === 0 ? { shown: model.get("shown"), chosen: model.get("chosen") } : {};
    room = plateRoom(section, plate, { tissues: model.get("tissues"), printCss: model.get("print_css"), ...first }, say, leave.signal);
    nameRegion(section, `Atlas: ${plate.title}`);
  }

  guardKeys(section, signal, (event, target) => room?.key(event, target));
  pick.addEventListener("change", async () => {
    await open(Number(pick.value));
    say(`${views[Number(pick.value)].title}.`);
  }, { signal });
  openAfter(model, section, signal, async (byHand) => {
    await open(0);
    if (byHand) room?.focus();
    else if (model.get("lock").item) say(`${views[0].title}. The picture is open.`);
  });
}

export default { render };
