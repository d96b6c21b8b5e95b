// The ledger of a lesson: one line a claim; verdict, correct statement and sources on request, so that one can judge first.
import { guardKeys, h, learnFormulas, named, rich, root } from "./kit.js";
import { sourceEntry } from "./sources.js";

const SIGNS = { supported: "✓", partly: "◐", contested: "≠", wrong: "✗", unverifiable: "?" };

function render({ model, el, signal }) {
  learnFormulas(model.get("formulas"));
  const claims = model.get("claims");
  const references = model.get("references");
  const section = root(el, "claims", "Popular claims and what is right");
  guardKeys(section, signal);

  const entries = claims.map((claim) => h("details", { class: `cc-claim cc-claim-${claim.verdict}` },
    h("summary", { "aria-label": named(claim.claim) }, h("span", {}, rich(claim.claim))),
    h("div", { class: "cc-claim-body" },
      h("p", {}, h("span", { class: "cc-claim-verdict" }, h("span", { "aria-hidden": "true" }, `${SIGNS[claim.verdict]} `), claim.verdict), ". ", rich(claim.correct_statement)),
      h("p", { class: "cc-muted cc-small" }, `Claim ${claim.id}. ${claim.where}.`),
      claim.citations.length ? h("ul", { class: "cc-small" }, claim.citations.map((key) => sourceEntry(references[key]))) : h("p", { class: "cc-small" }, "No source: nothing here can be checked."))));
  const toggle = h("button", { type: "button" }, "Open all");
  toggle.addEventListener("click", () => {
    const open = toggle.textContent === "Open all";
    entries.forEach((entry) => { entry.open = open; });
    toggle.textContent = open ? "Close all" : "Open all";
  }, { signal });
  section.append(h("div", { class: "cc-claims-head" }, h("p", {}, `${claims.length} statements from popular articles, restated. Judge each one first, then open it.`), toggle), ...entries,
    h("details", { class: "cc-claim" }, h("summary", {}, h("span", {}, `All ${Object.keys(references).length} sources of this lesson`)), h("div", { class: "cc-claim-body" }, h("ul", { class: "cc-small" }, Object.keys(references).map((key) => sourceEntry(references[key], key))))));
  return () => section.remove();
}

export default { render };
