// The ledger of a lesson or of the course: one line a claim; verdict, correct statement and sources on request, so that one can judge first.
import { announcer, bare, folded, guardKeys, h, learnFormulas, named, rich, root } from "./kit.js";
import { sourceEntry } from "./sources.js";

const SIGNS = { supported: "✓", partly: "◐", contested: "≠", wrong: "✗", unverifiable: "?" };

const AT_ONCE = 40; // claims that are shown without a search, and that "Show more" adds
const EVERY = "every verdict";

function render({ model, el, signal }) {
  learnFormulas(model.get("formulas"));
  const claims = model.get("claims");
  const references = model.get("references");
  const of = model.get("of");
  const section = root(el, "claims", "Popular claims and what is right");
  guardKeys(section, signal);
  const say = announcer(section);

  const entries = claims.map((claim) => ({
    verdict: claim.verdict,
    text: folded([claim.id, claim.claim, claim.correct_statement, ...claim.citations].map((each) => bare(String(each))).join(" ")),
    element: h("details", { class: `cc-claim cc-claim-${claim.verdict}` },
      h("summary", { "aria-label": named(claim.claim) }, h("span", {}, rich(claim.claim))),
      h("div", { class: "cc-claim-body" },
        h("p", {}, h("span", { class: "cc-claim-verdict" }, h("span", { "aria-hidden": "true" }, `${SIGNS[claim.verdict]} `), claim.verdict), ". ", rich(claim.correct_statement)),
        h("p", { class: "cc-muted cc-small" }, `Claim ${claim.id}. ${claim.where}.`),
        claim.citations.length ? h("ul", { class: "cc-small" }, claim.citations.map((key) => sourceEntry(references[key]))) : h("p", { class: "cc-small" }, "No source: nothing here can be checked."))),
  }));
  const toggle = h("button", { type: "button" }, "Open all");
  toggle.addEventListener("click", () => {
    const open = toggle.textContent === "Open all";
    for (const { element } of entries) element.open = open;
    toggle.textContent = open ? "Close all" : "Open all";
  }, { signal });

  const search = h("input", { type: "search", autocomplete: "off", spellcheck: "false" });
  const verdict = h("select", {}, [EVERY, ...Object.keys(SIGNS)].map((name) => h("option", { value: name }, name)));
  const count = h("p", { class: "cc-muted" });
  const list = h("div", { class: "cc-claims-list" });
  const more = h("button", { type: "button" }, `Show ${AT_ONCE} more`);
  let most = AT_ONCE;
  function draw() {
    const sought = folded(search.value.trim());
    const fitting = entries.filter((entry) => entry.text.includes(sought) && [EVERY, entry.verdict].includes(verdict.value));
    list.replaceChildren(...fitting.slice(0, most).map(({ element }) => element));
    count.textContent = fitting.length ? `${Math.min(most, fitting.length)} of ${fitting.length} statements shown` : `No statement fits. There are ${entries.length}; try a shorter part of the word.`;
    more.hidden = fitting.length <= most;
  }
  for (const field of [search, verdict]) field.addEventListener("input", () => { most = AT_ONCE; draw(); say(count.textContent); }, { signal });
  more.addEventListener("click", () => {
    const next = list.childElementCount;
    most += AT_ONCE;
    draw();
    list.children[next].querySelector("summary").focus();
    say(count.textContent);
  }, { signal });

  const many = entries.length > AT_ONCE;
  section.append(h("div", { class: "cc-claims-head" }, h("p", {}, `${claims.length} statements from popular articles, restated. Judge each one first, then open it.`), toggle));
  if (many) section.append(h("div", { class: "cc-choose" }, h("label", {}, h("span", {}, "Search"), search), h("label", {}, h("span", {}, "Verdict"), verdict)), count);
  section.append(list);
  if (many) section.append(more);
  section.append(h("details", { class: "cc-claim" }, h("summary", {}, h("span", {}, `All ${Object.keys(references).length} sources of ${of}`)), h("div", { class: "cc-claim-body" }, h("ul", { class: "cc-small" }, Object.keys(references).map((key) => sourceEntry(references[key], key))))));
  draw();
  return () => section.remove();
}

export default { render };
