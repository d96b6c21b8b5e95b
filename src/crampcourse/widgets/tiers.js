// Two tiers: an answer and the reason for it. Both right earn 1, the answer alone ½, the reason alone nothing.
import { h, named, rich, uid } from "./kit.js";
import { choiceControl } from "./choice.js";
import { KINDS } from "./kinds.js";

export function tiersControl(item, context) {
  const names = ["answer", "reason"];
  const [answer, reason] = names.map((tier, i) => choiceControl(
    { kind: "single", id: `${item.id}:${tier}`, options: i ? item.reasons : item.options, fixed: item.fixed, rule: item.rule[tier] }, context));
  const both = [answer, reason];
  const why = h("p", { class: "cc-why", id: uid("why") }, rich(item.why));

  return {
    element: h("div", {},
      h("div", { role: "radiogroup", "aria-label": "Answer" }, answer.element), why,
      h("div", { role: "radiogroup", ...(named(item.why) ? { "aria-label": named(item.why) } : { "aria-labelledby": why.id }) }, reason.element)),
    read: () => (both.every((tier) => tier.read() === null) ? null : { answer: answer.read(), reason: reason.read() }),
    write: (response) => both.forEach((tier, i) => tier.write(response?.[names[i]] ?? null)),
    show: ({ parts }) => both.forEach((tier, i) => tier.show({ parts: { [tier.read()]: parts[names[i]] } })),
    clear: () => both.forEach((tier) => tier.clear()),
    detail({ parts }) {
      if (parts.answer === "right") return "the answer is right, the reason is not";
      return parts.reason === "right" ? "the reason is right, but not the answer" : "neither the answer nor the reason is right";
    },
    answer: () => [h("p", {}, h("strong", {}, "Answer")), answer.answer(), h("p", {}, h("strong", {}, "Reason")), reason.answer()],
    focus: () => answer.focus(),
  };
}

KINDS["two-tier"] = { prompt: "One answer and its reason", empty: "Choose an answer and a reason first.", control: tiersControl };
