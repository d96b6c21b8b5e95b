// The running table of the claim dock: the learner's own verdicts beside the ledger's.
import { h } from "./kit.js";
import { SURE } from "./sure.js";

const ENOUGH = 10; // below, a percentage would say more than is known

/** "12 of 15 (80 %)", or a dash where nothing was judged. */
function share(right, all) {
  return all ? `${right} of ${all}${all >= ENOUGH ? ` (${Math.round((100 * right) / all)} %)` : ""}` : "–";
}

function table(caption, heads, rows) {
  return h("table", {}, h("caption", {}, caption),
    h("thead", {}, h("tr", {}, heads.map((head) => h("th", { scope: "col" }, head)))),
    h("tbody", {}, rows.map(([name, ...cells]) => h("tr", {}, h("th", { scope: "row" }, name), cells.map((cell) => h("td", {}, cell))))));
}

/** `judged`: { topic, ledger, own, confidence } of each statement judged; `verdicts` and `topics`: all there are. */
export function tally(judged, verdicts, topics) {
  const agreed = (list) => list.filter(({ own, ledger }) => own === ledger).length;
  const others = (list, verdict) => verdicts.filter((own) => own !== verdict).map((own) => [own, list.filter((each) => each.own === own).length])
    .filter(([, count]) => count).map(([own, count]) => `${own} ${count}`).join(", ") || "–";
  const perVerdict = verdicts.map((verdict) => [verdict, judged.filter(({ ledger }) => ledger === verdict)]);
  const perTopic = topics.map((topic) => [topic, judged.filter((each) => each.topic === topic)]).filter(([, list]) => list.length);
  const perSure = SURE.map(([value, word]) => [word, judged.filter(({ confidence }) => confidence === value)]).filter(([, list]) => list.length);
  return [
    table("By the ledger's verdict", ["Ledger", "You agreed", "You said instead"], perVerdict.map(([verdict, list]) => [verdict, share(agreed(list), list.length), others(list, verdict)])),
    table("By topic", ["Topic", "You agreed"], perTopic.map(([topic, list]) => [topic, share(agreed(list), list.length)])),
    perSure.length ? table("By how sure you were", ["You were", "You agreed"], perSure.map(([word, list]) => [word, share(agreed(list), list.length)])) : null,
  ].filter(Boolean);
}
