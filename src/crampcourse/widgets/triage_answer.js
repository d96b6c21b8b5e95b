// What is said to a decision: how good it was, why, what was missed, what it may be, and the sources.
import { note, tag } from "./feedback.js";
import { h, rich } from "./kit.js";
import { sourceOf } from "./sources.js";
import { badge, flagList } from "./triage_board.js";
import { URGENCIES, credit } from "./triage_rule.js";

/** right, early, low or high: how a decision stands to the right one and to what was known. */
export function outcomeOf(decision, entry, known) {
  if (decision === entry.decision) return credit(decision, entry.decision, known) === 1 ? "right" : "early";
  return URGENCIES.indexOf(decision) < URGENCIES.indexOf(entry.decision) ? "low" : "high";
}

const SIGN_OF = { right: "right", early: "partly", low: "wrong", high: "partly" };

/** The whole answer as nodes. `whole`: what is known when everything is found. */
export function answerTo(decision, entry, known, whole, data, words) {
  const outcome = outcomeOf(decision, entry, known);
  const name = (urgency) => words[`urgency.${urgency}`];
  const reason = (urgency) => entry.said[URGENCIES.indexOf(urgency)];
  const unfound = whole.flags.filter((flag) => !known.flags.includes(flag));
  const ignored = URGENCIES.indexOf(decision) < URGENCIES.indexOf(known.urgency) ? known.flags.filter((flag) => URGENCIES.indexOf(data.flags[flag].urgency) > URGENCIES.indexOf(decision)) : [];
  const nodes = [h("p", { class: `cc-verdict cc-${SIGN_OF[outcome]}` }, tag(SIGN_OF[outcome], words[`decide.${outcome}`])), h("p", {}, h("strong", {}, `You decided: ${name(decision)}. `), rich(reason(decision)[0]))];
  if (reason(decision)[1]) nodes.push(h("p", {}, h("strong", {}, "Instead: "), rich(reason(decision)[1])));
  if (decision !== entry.decision) nodes.push(h("p", {}, badge(entry.decision), " ", h("strong", {}, `Better: ${name(entry.decision)}. `), rich(reason(entry.decision)[0])));
  if (ignored.length) nodes.push(h("p", {}, h("strong", {}, "Up when you decided lower: ")), flagList(ignored, data, words));
  if (outcome !== "right" && known.notAsked.length) {
    const missed = entry.findings.filter(({ question }) => known.notAsked.includes(question));
    nodes.push(h("p", {}, h("strong", {}, "Not yet asked when you decided:")), h("ul", {}, missed.map(({ question, answer }) => h("li", {}, `${data.questions[question].text} `, h("em", {}, answer)))));
  }
  if (unfound.length) nodes.push(h("p", {}, h("strong", {}, "Flags that you did not find:")), flagList(unfound, data, words));
  nodes.push(h("p", {}, h("strong", {}, "Most likely: "), `${words[`topic.${entry.topic}`]}. Only an examination by a clinician can tell.`));
  nodes.push(h("details", {}, h("summary", {}, "The other decisions"), URGENCIES.filter((urgency) => urgency !== decision && urgency !== entry.decision).map((urgency) => note(URGENCIES.indexOf(urgency) < URGENCIES.indexOf(entry.decision) ? "wrong" : "partly", reason(urgency)[0], reason(urgency)[1] ?? null, name(urgency)))));
  nodes.push(h("details", {}, h("summary", {}, "Sources of this case"), h("ul", { class: "cc-small" }, [...new Set([...entry.sources, ...whole.flags.flatMap((flag) => data.flags[flag].sources)])].map((key) => sourceOf(data.sources[key], key)))));
  return nodes;
}
