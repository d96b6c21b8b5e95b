// The learner's own plan: which movements, when, how often and why; kept in this browser, printed from a page of its own.
import { announcer, guardKeys, h, nameRegion, root, uid } from "./kit.js";
import { askFirst, filledIn, grouped, ownRecord } from "./own_record.js";
import { planPage } from "./plan_page.js";

const EMPTY = Object.freeze({ rows: Object.freeze([]) });
const LONGEST_WHY = 160;
const A_LOT = 4; // from here on the plan asks whether fewer would do

/** The plan that stored data holds, or null; what the course no longer offers is left out. */
function soundPlan(data, { movements, when, often }) {
  if (!Array.isArray(data?.rows)) return null;
  const known = (pairs, name) => (pairs.some(([each]) => each === name) ? name : pairs[0][0]);
  const rows = data.rows.filter((row) => movements.some(({ id }) => id === row?.id));
  return { rows: rows.map((row) => ({ id: row.id, when: known(when, row.when), often: known(often, row.often), why: String(row.why ?? "").slice(0, LONGEST_WHY) })) };
}

function render({ model, el, signal }) {
  const { title, purpose, notice, words } = model.get("board");
  const movements = model.get("movements");
  const section = root(el, "own", title);
  nameRegion(section, title);
  const kinds = { movements, when: grouped(words, "when"), often: grouped(words, "often") };
  const record = ownRecord("plan", { empty: EMPTY, sound: (data) => soundPlan(data, kinds), changed: () => show() }, signal);
  let url = null;
  signal.addEventListener("abort", () => {
    section.remove();
    if (url) URL.revokeObjectURL(url);
  });

  const kept = h("p", { class: "cc-notice" });
  const count = h("p", { class: "cc-own-count" });
  const open = h("a", { class: "cc-own-link", target: "_blank" }, words.page);
  const save = h("a", { class: "cc-own-link", download: "my-plan.html" }, words.save);
  const clear = h("button", { type: "button" }, words.clear);
  const links = h("div", { class: "cc-own-row" }, open, save, clear);
  const choices = movements.map(choiceOf);
  section.append(
    h("h3", {}, title),
    h("p", {}, purpose),
    kept,
    h("h4", {}, words.choose),
    h("div", {}, choices.map(({ element }) => element)),
    count,
    links,
    askFirst(clear, { question: () => words.sure, yes: words.yes, no: words.no }, { h, signal, done: () => {
      record.set(EMPTY);
      show();
      choices[0].check.focus();
      say(words.cleared);
    } }),
    h("p", { class: "cc-small cc-muted" }, notice),
  );
  const say = announcer(section);

  function choiceOf(movement) {
    const select = (pairs) => h("select", {}, pairs.map(([value, text]) => h("option", { value }, text)));
    const labelled = (text, control, attributes = {}) => {
      control.id = uid("plan");
      return h("div", attributes, h("label", { for: control.id }, text), control);
    };
    const check = h("input", { type: "checkbox" });
    const [when, often] = [select(kinds.when), select(kinds.often)];
    [when.value, often.value] = [movement.when, movement.often];
    const why = h("input", { type: "text", maxlength: LONGEST_WHY, autocomplete: "off", dir: "auto", placeholder: words["why.example"] });
    const more = h("div", { role: "group", "aria-label": movement.title },
      h("div", { class: "cc-own-form" }, labelled(words.when, when), labelled(words.often, often), labelled(words.why, why)),
      h("p", { class: "cc-small" }, h("strong", {}, `${words.known}: `), movement.evidence));
    const element = h("div", { class: "cc-plan-choice" }, h("label", {}, check, h("span", {}, movement.title)), more);
    const read = () => ({ id: movement.id, when: when.value, often: often.value, why: why.value.trim() });
    const write = (row) => {
      check.checked = Boolean(row);
      more.hidden = !row;
      if (!row) return;
      [when.value, often.value] = [row.when, row.often];
      if (document.activeElement !== why) why.value = row.why;
    };
    const changed = () => {
      const others = record.value.rows.filter(({ id }) => id !== movement.id);
      const rows = check.checked ? [...others, read()] : others;
      // In the order of the list, however they were chosen.
      record.set({ rows: movements.flatMap(({ id }) => rows.filter((row) => row.id === id)) });
      show();
    };
    check.addEventListener("change", () => {
      changed();
      say(count.textContent);
    }, { signal });
    for (const control of [when, often, why]) control.addEventListener("change", changed, { signal });
    return { id: movement.id, element, check, write };
  }

  function show() {
    const { rows } = record.value;
    kept.textContent = record.kept ? words.kept : words.unkept;
    for (const { id, write } of choices) write(rows.find((row) => row.id === id));
    const many = rows.length >= A_LOT ? words.many : rows.length === 1 ? words["count.one"] : words["count.more"];
    count.textContent = rows.length ? filledIn(many, { count: rows.length }) : words.empty;
    links.hidden = !rows.length;
    if (url) URL.revokeObjectURL(url);
    url = rows.length ? URL.createObjectURL(new Blob([pageOf(rows)], { type: "text/html" })) : null;
    for (const link of [open, save]) if (url) link.setAttribute("href", url);
  }

  function pageOf(rows) {
    const names = { when: Object.fromEntries(kinds.when), often: Object.fromEntries(kinds.often) };
    const day = new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
    const said = rows.map((row) => {
      const movement = movements.find(({ id }) => id === row.id);
      const parts = [[words.when, names.when[row.when]], [words.often, names.often[row.often]], ...(row.why ? [[words.why, row.why]] : []), [words.dose, movement.dose], [words.known, movement.evidence], [words.stop, movement.stop, "stop"]];
      return { title: movement.title, parts };
    });
    return planPage({ title, day, made: words["page.made"], notes: words["page.notes"], notice }, said);
  }

  guardKeys(section, signal);
  show();
}

export default { render };
