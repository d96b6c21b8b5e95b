// What an atlas puts on paper: the numbered plate and its key, or the list of structures.
import { cardOf } from "./atlas_card.js";
import { numberedSheet } from "./atlas_copy.js";
import { structureList } from "./atlas_list.js";
import { h, rich } from "./kit.js";

/** The plate as it is shown, with numbers, their key, the chosen card, and what else is seen. */
export function platePaper(section, view, { plate, cards, order, tissues, shown, chosen, alone, state }) {
  const { svg, order: numbered } = numberedSheet(section, view, { shown, alone }, plate);
  const seen = order.filter((id) => !numbered.includes(id) && view.centre(id));
  const rest = Object.entries(tissues).map(([tissue, heading]) => [heading, seen.filter((id) => cards.get(id).tissue === tissue).map((id) => cards.get(id).name)]);
  const key = numbered.map((id) => {
    const { name, latin, does } = cards.get(id);
    return h("li", {}, h("strong", {}, name), latin && [" ", h("em", { lang: "la" }, latin)], " – ", rich(does));
  });
  return [
    h("h1", {}, plate.title),
    h("figure", {}, svg, h("figcaption", {}, `${plate.caption} ${state}`)),
    key.length > 0 && [h("h2", {}, "Numbers"), h("ol", { class: "key" }, key)],
    chosen && [h("h2", {}, "Selected"), h("div", { class: "card" }, cardOf(cards.get(chosen), 3))],
    seen.length > 0 && [h("h2", {}, "Also seen here"), h("ul", { class: "rest" }, rest.filter(([, names]) => names.length).map(([heading, names]) => h("li", {}, h("strong", {}, `${heading}: `), names.join(", "))))],
    h("p", { class: "credit" }, plate.credit),
  ];
}

/** The list as it is shown: the structures of `order`, with all that their cards say. */
export function listPaper({ plate, order, ...list }) {
  return [
    h("h1", {}, plate.title),
    h("p", {}, `${order.length} of ${plate.cards.length} structures. ${plate.caption}`),
    h("div", { class: "columns" }, structureList({ ...list, order, level: 2 })),
    h("p", { class: "credit" }, plate.credit),
  ];
}
