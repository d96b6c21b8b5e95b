// What the atlas says of one structure: its card, the same in the panel, in the list and on paper.
import { h, rich } from "./kit.js";

const MUSCLE = [["proximal", "From"], ["distal", "To"], ["action", "Action"], ["nerve", "Nerve"], ["roots", "Roots"], ["joints", "Crosses"]];

const capital = (text) => text[0].toUpperCase() + text.slice(1);

/** The words of a text counted. */
export function words(text) {
  return text.split(/\s+/).length;
}

/** As many whole sentences as fit into `most` words, for the ear; of a long first one its beginning. */
export function brief(text, most) {
  const [first, ...more] = text.match(/[^.]+(\.|$)\s*/g).map((sentence) => sentence.trim());
  const kept = more.reduce((said, sentence) => (words(`${said} ${sentence}`) <= most ? `${said} ${sentence}` : said), first);
  return words(kept) <= most ? kept : `${kept.split(/\s+/).slice(0, most - 1).join(" ")} …`;
}

/** The nodes of a card: name as a heading of this level, Latin, synonyms, what it does, a muscle's facts, source and mark. */
export function cardOf(card, level = 4) {
  const rows = MUSCLE.filter(([field]) => card.muscle?.[field]?.length).map(([field, name]) => [h("dt", {}, name), h("dd", {}, capital([card.muscle[field]].flat().join(", ")))]);
  const numbers = [["TA2", card.ta2], ["FMA", card.fma]].filter(([, number]) => number).map(([name, number]) => `${name} ${number}`);
  return [
    h(`h${level}`, {}, card.name),
    h("p", { class: "cc-atlas-names" }, h("span", { class: "cc-atlas-tissue" }, card.tissue), card.latin && h("em", { lang: "la" }, card.latin)),
    card.synonyms.length > 0 && h("p", { class: "cc-small cc-muted" }, `Also: ${card.synonyms.join(", ")}`),
    h("p", {}, rich(card.does)),
    rows.length > 0 && h("dl", {}, rows.flat()),
    h("p", { class: "cc-atlas-source" }, numbers.length > 0 && `${numbers.join(", ")}. `, `Source: ${card.source}. `, h("span", { class: "cc-atlas-mark" }, card.mark ?? "seen in the source")),
  ].filter(Boolean);
}
