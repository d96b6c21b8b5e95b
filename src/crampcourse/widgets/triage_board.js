// The flag board: flags that are up, the most urgent first, and what is known so far, in one sentence.
import { h, rich } from "./kit.js";
import { URGENCIES } from "./triage_rule.js";

export const LETTERS = { "self-care": "S", routine: "R", urgent: "U", emergency: "E" };

/** A letter on the pattern of an urgency. The word beside it says the same. */
export function badge(urgency) {
  return h("span", { class: `cc-urgency cc-urgency-${urgency}`, "aria-hidden": "true" }, LETTERS[urgency]);
}

/** Names in braces replaced. */
export function filled(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** The most urgent first. */
function byUrgency(ids, flags) {
  return [...ids].sort((a, b) => URGENCIES.indexOf(flags[b].urgency) - URGENCIES.indexOf(flags[a].urgency));
}

/** What is known, in words that calm nobody while a flag is up or may be hidden. */
export function stateWords(known, { flags, questions }, words) {
  const open = known.notAsked.map((question) => questions[question].short).join("; ");
  if (!known.flags.length) return known.reassures ? words["state.clear"] : filled(words["state.open"], { open });
  const count = `${known.flags.length} ${known.flags.length === 1 ? "flag is" : "flags are"} up: ${byUrgency(known.flags, flags).map((flag) => flags[flag].name.toLowerCase()).join("; ")}`;
  const first = filled(words["state.flagged"], { urgency: words[`urgency.${known.urgency}`], count });
  return known.notAsked.length ? `${first} ${filled(words["state.higher"], { open })}` : first;
}

/** Flags as a list: badge, urgency, name, sentence, sources with their marks. */
export function flagList(ids, { flags, sources }, words) {
  return h("ul", { class: "cc-flags" }, byUrgency(ids, flags).map((id) => {
    const flag = flags[id];
    return h("li", { class: `cc-flag cc-flag-${flag.urgency}` }, badge(flag.urgency), h("div", {},
      h("p", {}, h("strong", {}, flag.name), ` · ${words[`urgency.${flag.urgency}`]}`),
      h("p", { class: "cc-small" }, rich(flag.sentence)),
      h("p", { class: "cc-small cc-muted" }, flag.sources.map((key, i) => `${i ? "; " : ""}${key} (${sources[key][2]})`), flag.mark ? `. Mark: ${flag.mark}.` : ".")));
  }));
}
