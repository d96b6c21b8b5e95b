// The atlas without its picture: every structure by tissue and layer, with what its card says.
import { cardOf } from "./atlas_card.js";
import { h, uid } from "./kit.js";

/**
 * Structures under headings: their tissue, then their layer where a tissue lies in several.
 * `layerOf(id)`: the name of a structure's layer; `extra(id)`: what follows a structure's facts.
 */
export function structureList({ cards, order, tissues, layerOf, level = 4, extra = () => null }) {
  return Object.entries(tissues).map(([tissue, heading]) => {
    const own = order.filter((id) => cards.get(id).tissue === tissue);
    if (!own.length) return null;
    const layers = [...new Set(own.map(layerOf))];
    const entry = (id, deep) => h("div", { class: "cc-atlas-entry", "data-id": id }, cardOf(cards.get(id), deep), extra(id));
    const several = layers.length > 1;
    const groups = layers.map((layer) => {
      const entries = own.filter((id) => layerOf(id) === layer).map((id) => entry(id, level + (several ? 2 : 1)));
      return h("div", { class: "cc-atlas-sublist" }, several && h(`h${level + 1}`, { class: "cc-atlas-layer" }, `Layer: ${layer}`), entries);
    });
    return h("div", { class: "cc-atlas-sublist" }, h(`h${level}`, { class: "cc-atlas-tissues" }, heading, !several && layers[0] !== heading && h("span", { class: "cc-atlas-in" }, ` in the layer ${layers[0]}`)), groups);
  }).filter(Boolean);
}

/** The list with a search field of its own; `show(id)` leads to a structure in the picture. */
export function listRoute({ cards, order, show, say, signal, ...rest }) {
  const search = h("input", { type: "search", id: uid("search"), autocomplete: "off" });
  const count = h("p", { class: "cc-small cc-muted" });
  const scroll = h("div", { class: "cc-atlas-scroll", role: "region", tabindex: "0", "aria-label": "List of structures" });
  const extra = (id) => {
    const button = h("button", { type: "button", class: "cc-atlas-show", "aria-label": `Show in the picture: ${cards.get(id).name}` }, "Show in the picture");
    button.addEventListener("click", () => show(id), { signal });
    return button;
  };
  scroll.append(...structureList({ cards, order, extra, ...rest }));
  const entries = [...scroll.querySelectorAll(".cc-atlas-entry")];
  const found = () => entries.filter((entry) => !entry.hidden).map((entry) => entry.dataset.id);
  const tell = () => { count.textContent = `${found().length} of ${order.length} structures`; };
  search.addEventListener("input", () => {
    const wanted = search.value.trim().toLowerCase();
    for (const entry of entries) entry.hidden = !entry.textContent.toLowerCase().includes(wanted);
    for (const group of [...scroll.querySelectorAll(".cc-atlas-sublist")].reverse()) group.hidden = !group.querySelector(".cc-atlas-entry:not([hidden])");
    scroll.scrollTop = 0;
    tell();
    if (wanted) say(`${found().length} found.`);
  }, { signal });
  tell();
  return {
    element: h("div", { class: "cc-atlas-route" }, h("label", { for: search.id }, "Search in names and facts"), search, count, scroll),
    found,
    focus: () => search.focus(),
  };
}
