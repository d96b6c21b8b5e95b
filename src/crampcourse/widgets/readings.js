// What an explorer says beside its pictures: its numbers as a table, its sources, its legend.
import { h } from "./kit.js";
import { controlPhrase, fillSentence } from "./phrases.js";

/** A sourced sentence with its marks, and its sources below. */
export function factOf({ text, marks, sources }) {
  return h("li", {}, text, marks.map((mark) => ` [${mark}]`), h("ul", { class: "cc-sources" }, sources.map((source) => h("li", {},
    source.text, " ", source.address ? h("a", { href: source.address, target: "_blank", rel: "noopener" }, source.address.replace("https://", "")) : null, ` ${source.mark}`))));
}

/** What the signs of the pictures mean. */
export function legendOf(entries, words, colours) {
  return entries.length > 0 && h("ul", { class: "cc-legend" }, entries.map(({ control, token, line, letter, word }) => h("li", {},
    h("span", { class: `cc-stroke cc-${line}`, style: `--control: var(${token ?? colours[control]})`, "aria-hidden": "true" }, letter), words[word])));
}

const row = (name, cells) => h("tr", {}, h("th", { scope: "row" }, name), cells.map((cell) => h("td", {}, cell)));

/** Fills the table: the explorer's own sheet, or every number now and at both ends of `control`. */
export function fillTable(table, text, control, numbersFor) {
  const said = (id, numbers) => fillSentence(text, `{${id}}`, numbers, numbers);
  const isSentence = ({ options }) => options.some((option) => option.includes("{"));
  const now = numbersFor({});
  let heads;
  let rows;
  if (text.sheet) {
    heads = ["", ...text.sheet.columns];
    rows = Object.entries(text.sheet.rows).map(([name, cells]) => row(name, cells.map((id) => said(id, now))));
  } else {
    const ends = control.options.length ? control.options.map((_, i) => i) : [control.low, control.high];
    const sets = [now, ...ends.map((end) => numbersFor({ [control.id]: end }))];
    heads = ["Number", "Now", ...ends.map((end) => `${control.options.length ? `${control.name}: ` : "At "}${controlPhrase(control, end)}`)];
    rows = text.quantities.filter((quantity) => !isSentence(quantity)).map(({ id, name }) => row(name, sets.map((set) => said(id, set))));
  }
  table.replaceChildren(h("thead", {}, h("tr", {}, heads.map((head) => (head ? h("th", { scope: "col" }, head) : h("td", {}))))), h("tbody", {}, rows));
}
