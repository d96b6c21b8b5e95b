// How a mark is said: a sign, a word and a colour together; and what keeps an answer from being marked.
import { KINDS } from "./kinds.js";
import { h, rich } from "./kit.js";

const TAGS = { right: ["✓", "Right"], partly: ["◐", "Partly right"], wrong: ["✗", "Not right"], missed: ["○", "Left empty"] };

/** A small label such as "✓ Right"; `word` may replace the word. */
export function tag(kind, word = TAGS[kind][1]) {
  return h("span", { class: `cc-tag cc-${kind}` }, h("span", { "aria-hidden": "true" }, TAGS[kind][0]), ` ${word}`);
}

/** A tag with the reason (a text, or nodes) beside it and, for a known misconception, what is right instead. */
export function note(kind, rationale, instead = null, word = undefined) {
  return h("div", { class: "cc-note" }, h("p", {}, tag(kind, word), rationale && " ", rationale && h("bdi", {}, typeof rationale === "string" ? rich(rationale) : rationale)), instead && h("p", {}, h("strong", {}, "Instead: "), h("bdi", {}, rich(instead))));
}

/** right, partly or wrong, for a whole item. */
export function outcome({ score, correct }) {
  return correct ? "right" : score > 0 ? "partly" : "wrong";
}

/** The verdict in words; `detail` says what the share counts. */
export function verdict(marked, detail = "") {
  const word = TAGS[outcome(marked)][1];
  return detail ? `${word}: ${detail}.` : `${word}.`;
}

/** What keeps this response from being marked, and what to do. It does not count as a try. */
export function problemText(problem, item, response) {
  const typed = typeof response === "object" && response !== null ? response.text : response;
  const { unit, units } = item.rule;
  if (problem === "empty") return KINDS[item.kind].empty;
  if (problem === "ambiguous") return `“${typed}” can be read in two ways. Write it without the comma, or with a point for decimals.`;
  if (problem === "range") return "This looks like a range. Give one number.";
  if (problem === "too_long" && item.kind !== "numeric") return "This is too long. Give it in a few words.";
  if (problem === "too_long") return "This is too long for a number. Give it in a few digits.";
  if (problem === "too_large") return "This number is too large to be marked.";
  if (problem === "unit") return `This unit is not known here. Use ${[unit, ...Object.keys(units)].join(", ")}, or none for ${unit}.`;
  if (problem === "not_a_number") return "This cannot be read as one number. Write it like 12.5 or 1.25e1.";
  return "This answer cannot be marked. Try again.";
}
