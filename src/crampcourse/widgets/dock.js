// The claim dock: one statement at a time. Judge it, say how sure you are, commit; then the ledger speaks.
import { tag } from "./feedback.js";
import { announcer, bare, guardKeys, h, keepAttempts, keptWhere, knownAttempts, learnFormulas, onAttempt, recordAttempt, rich, root, seededShuffle, uid } from "./kit.js";
import { sourceOf } from "./sources.js";
import { SURE } from "./sure.js";
import { tally } from "./tally.js";

const NARROW_PX = 480; // below, the filters would push the statement off the screen
const SIGNS = { supported: "✓", partly: "◐", contested: "≠", wrong: "✗", unverifiable: "?" };

/** Radios under a name; `read()` gives the value of the one chosen, or null. */
function choice(name, entries, kind) {
  const group = uid("dock");
  const inputs = entries.map(([value]) => h("input", { type: "radio", name: group, value }));
  const element = h("div", { class: kind, role: "radiogroup", "aria-label": name }, entries.map(([, ...label], i) => h("div", { class: "cc-option" }, h("label", {}, inputs[i], h("span", {}, label)))));
  return {
    element,
    read: () => inputs.find((input) => input.checked)?.value ?? null,
    write: (value) => inputs.forEach((input) => { input.checked = input.value === String(value); }),
  };
}

async function render({ model, el, signal, host }) {
  learnFormulas(model.get("formulas"));
  const dock = model.get("dock");
  const section = root(el, "dock", dock.title);
  signal.addEventListener("abort", () => section.remove());
  const { verdicts, topics, claims, sources } = (await host.getModel(model.get("rows"))).get("data");
  if (signal.aborted) return;
  const rows = claims.map(([id, topic, text, verdict, right, cited, where, hash]) => ({ id, item: `claim-${id}`, topic: topics[topic], text, verdict: verdicts[verdict], right, cited, where, hash, said: bare(text).toLowerCase() }));
  const items = rows.map(({ item }) => item);
  let mix = 0;
  let shown = rows;
  let current = null;
  let seenAt = Date.now();

  const topic = h("select", { id: uid("topic") }, h("option", { value: "" }, `All topics (${rows.length})`), topics.map((name) => h("option", { value: name }, `${name} (${rows.filter((row) => row.topic === name).length})`)));
  topic.value = dock.topic;
  const search = h("input", { type: "search", id: uid("search"), maxlength: 60, autocomplete: "off" });
  const order = h("select", { id: uid("order") }, ["mixed", "as numbered"].map((name) => h("option", { value: name }, name)));
  const open = h("input", { type: "checkbox" });
  const remix = h("button", { type: "button" }, "Mix again");
  const place = h("p", { class: "cc-muted cc-dock-place" });
  const statement = h("p", { class: "cc-dock-claim" });
  const own = choice("Your verdict", verdicts.map((verdict) => [verdict, h("strong", {}, verdict), ` ${dock.words[`verdict.${verdict}`] ?? ""}`]), "cc-options");
  const sure = choice("How sure are you?", SURE, "cc-dock-sure");
  const fieldset = h("fieldset", {}, h("legend", {}, statement), own.element, h("p", { class: "cc-why" }, "How sure are you?"), sure.element);
  const commit = h("button", { type: "button", class: "cc-primary" }, "Commit");
  const previous = h("button", { type: "button" }, "Previous");
  const next = h("button", { type: "button" }, "Next");
  const result = h("div", { class: "cc-result" });
  const state = h("p", { class: "cc-muted cc-small cc-state" });
  const card = h("article", { class: "cc-dock-card" }, place, fieldset, result, h("div", { class: "cc-buttons" }, commit, previous, next), state);
  const none = h("p", { class: "cc-dock-none", hidden: true }, "No statement fits. Change topic or search.");
  const progress = h("p", { class: "cc-progress cc-muted" });
  const tables = h("div", { class: "cc-dock-tables" });
  const record = h("details", {}, h("summary", {}, "Your verdicts beside the ledger's"), tables);
  const filters = h("details", { class: "cc-dock-choose" }, h("summary", {}, "Topic, search and order"), h("div", { class: "cc-dock-filters" },
    h("div", {}, h("label", { for: topic.id }, "Topic"), topic), h("div", {}, h("label", { for: search.id }, "Search"), search),
    h("div", {}, h("label", { for: order.id }, "Order"), order), h("label", { class: "cc-dock-open" }, open, h("span", {}, "Only those not judged")), remix));
  filters.open = section.clientWidth > NARROW_PX;
  section.append(h("div", { class: "cc-quiz-head" }, h("h3", {}, dock.title), progress), h("p", {}, rich(dock.purpose)),
    filters,
    none, card, record, h("p", { class: "cc-muted cc-small" }, rich(dock.notice)));
  const say = announcer(section);

  // The first judgement counts: every later one has seen the ledger.
  const firsts = new Map();
  function learn() {
    const hashOf = new Map(rows.map(({ item, hash }) => [item, hash]));
    firsts.clear();
    for (const attempt of knownAttempts(model, items)) {
      const whole = attempt.kind === "answer" && attempt.content_hash === hashOf.get(attempt.item) && verdicts.includes(attempt.response);
      if (whole && !firsts.has(attempt.item)) firsts.set(attempt.item, attempt);
    }
    const judged = rows.filter(({ item }) => firsts.has(item)).map((row) => ({ topic: row.topic, ledger: row.verdict, own: firsts.get(row.item).response, confidence: firsts.get(row.item).confidence }));
    progress.textContent = `${judged.length} of ${rows.length} judged${judged.length ? `, ${judged.filter((each) => each.own === each.ledger).length} as the ledger` : ""}`;
    tables.replaceChildren(...(judged.length ? tally(judged, verdicts, topics) : [h("p", {}, "Nothing judged yet.")]));
  }

  /** Which statements there are to go through, and in what order; the one on show stays where it can. */
  function select() {
    const words = search.value.trim().toLowerCase();
    const listed = order.value === "mixed" ? seededShuffle(rows, `${dock.seed}:${mix}`) : rows;
    shown = listed.filter((row) => (!topic.value || row.topic === topic.value) && row.said.includes(words) && (!open.checked || !firsts.has(row.item)));
    remix.hidden = order.value !== "mixed";
    none.hidden = shown.length > 0;
    card.hidden = !shown.length;
    show(shown.includes(current) ? current : shown[0] ?? null);
  }

  function show(row) {
    if (row !== current) {
      current = row;
      seenAt = Date.now();
      own.write(null);
      sure.write(null);
    }
    if (!row) return;
    place.textContent = `Statement ${shown.indexOf(row) + 1} of ${shown.length} · ${row.topic}`;
    statement.replaceChildren(...rich(row.text));
    const judged = firsts.get(row.item);
    fieldset.disabled = Boolean(judged);
    commit.hidden = Boolean(judged);
    result.replaceChildren();
    state.textContent = "";
    if (judged) reveal(row, judged);
  }

  function reveal(row, judged) {
    own.write(judged.response);
    sure.write(judged.confidence);
    const same = judged.response === row.verdict;
    result.replaceChildren(
      h("p", { class: `cc-verdict cc-${same ? "right" : "partly"}` }, tag(same ? "right" : "partly", same ? "As the ledger" : `You said ${judged.response}`)),
      h("p", { class: `cc-dock-ledger cc-dock-${row.verdict}` }, h("span", { "aria-hidden": "true" }, `${SIGNS[row.verdict]} `), h("strong", {}, `Ledger: ${row.verdict}. `), rich(row.right)),
      row.cited.length ? h("ul", { class: "cc-small cc-dock-sources" }, row.cited.map((number) => sourceOf(sources[number][1], sources[number][0]))) : h("p", { class: "cc-small" }, "No source: nothing here can be checked."),
      h("p", { class: "cc-muted cc-small" }, `Claim ${row.id}: ${row.where}.`));
    state.textContent = `${keptWhere(model, judged)}.`;
  }

  function step(by) {
    const at = shown.indexOf(current) + by;
    if (at < 0 || at >= shown.length) return say(by > 0 ? "This is the last one." : "This is the first one.");
    show(shown[at]);
    return say(`Statement ${at + 1}: ${bare(current.text)}`);
  }

  commit.addEventListener("click", () => {
    const missing = [[own.read(), "a verdict"], [sure.read(), "how sure you are"]].filter(([value]) => value === null).map(([, word]) => word);
    if (missing.length) {
      const words = `Choose ${missing.join(" and ")} first.`;
      result.replaceChildren(h("p", { class: "cc-verdict cc-partly" }, words));
      return say(words);
    }
    const row = current;
    const response = own.read();
    recordAttempt(model, {
      item: row.item, content_hash: row.hash, lesson: dock.lesson, response, score: Number(response === row.verdict),
      confidence: Number(sure.read()), seconds: Math.round((Date.now() - seenAt) / 100) / 10,
    });
    learn();
    show(row);
    next.focus(); // the button just pressed is gone
    return say(response === row.verdict ? `As the ledger: ${row.verdict}.` : `You said ${response}. The ledger says ${row.verdict}.`);
  }, { signal });
  previous.addEventListener("click", () => step(-1), { signal });
  next.addEventListener("click", () => step(1), { signal });
  remix.addEventListener("click", () => {
    mix += 1;
    current = null;
    select();
    say(`Mixed again. Statement 1: ${bare(current?.text ?? "none")}`);
  }, { signal });
  for (const control of [topic, order, open]) {
    control.addEventListener("change", () => {
      select();
      say(`${shown.length} statements.`);
    }, { signal });
  }
  search.addEventListener("input", select, { signal });
  search.addEventListener("change", () => say(`${shown.length} statements.`), { signal });
  guardKeys(section, signal);

  const refresh = () => {
    learn();
    show(current);
  };
  learn();
  select();
  model.on("change:history", refresh);
  keepAttempts(model, items, signal, (kind, message) => {
    if (current && firsts.get(current.item)?.id === message.id) state.textContent = kind === "refused" ? `Not saved: ${message.why}` : `${keptWhere(model, firsts.get(current.item), kind !== "kept")}.`;
  });
  onAttempt((attempt) => items.includes(attempt.item) && refresh(), signal);
  signal.addEventListener("abort", () => model.off("change:history", refresh));
}

export default { render };
