// The learner's own cramp diary: written down night by night, drawn as a calendar, compared before and after a change.
import { csvOf, cramps, dayOf, daysLater, EMPTY, faultsOf, inOrder, joined, jsonOf, LONGEST_WHAT, phases, readDiary, soundDiary, withoutContradiction } from "./diary_log.js";
import { calendar, mondayOf, ratioPicture, said, WEEKS } from "./diary_pictures.js";
import { announcer, guardKeys, h, nameRegion, root, uid } from "./kit.js";
import { askFirst, filledIn, grouped, ownRecord } from "./own_record.js";
import { isOverdispersed, rateRatioLimits } from "./rate_ratio.js";

const FEWEST_NIGHTS = 7; // on each side; the diary explorer begins there, too
const MOST_BYTES = 2000000;

function render({ model, el, signal }) {
  const { title, purpose, notice, words } = model.get("board");
  const section = root(el, "own", title);
  nameRegion(section, title);
  signal.addEventListener("abort", () => section.remove());
  const [muscles, helps] = [grouped(words, "muscle"), grouped(words, "helped")];
  const kinds = { muscles: muscles.map(([name]) => name), helps: helps.map(([name]) => name), get today() { return dayOf(Date.now()); } };
  const record = ownRecord("diary", { empty: EMPTY, sound: (data) => soundDiary(data, kinds), changed: () => show() }, signal);
  let monday = mondayOf(kinds.today);

  const labelled = (text, control) => {
    control.id = uid("diary");
    return h("div", {}, h("label", { for: control.id }, text), control);
  };
  const button = (text, fn, kind = null) => {
    const node = h("button", { type: "button", class: kind }, text);
    node.addEventListener("click", fn, { signal });
    return node;
  };
  const select = (pairs) => h("select", {}, pairs.map(([value, text]) => h("option", { value }, text)));

  const date = h("input", { type: "date", max: kinds.today, value: kinds.today });
  const muscle = select(muscles.filter(([name]) => name !== "none"));
  const minutes = h("input", { type: "number", min: 0, max: 720, step: "any", inputmode: "decimal" });
  const helped = select([["", "–"], ...helps]);
  const problem = h("p", { class: "cc-notice", hidden: true });
  const kept = h("p", { class: "cc-notice" });
  const table = h("div", { class: "cc-scroll", tabindex: 0, role: "group", "aria-label": words.calendar });
  const later = button(words.later, () => turn(WEEKS));
  const list = h("div", { class: "cc-scroll" });
  const entries = h("details", {}, h("summary", {}, words.entries), list);
  const changed = h("input", { type: "date", max: kinds.today });
  const what = h("input", { type: "text", maxlength: LONGEST_WHAT, autocomplete: "off", dir: "auto" });
  const compared = h("div", { class: "cc-own-compared" });
  const file = h("input", { type: "file", accept: ".csv,.json,text/csv,application/json" });
  const faults = h("div", {});
  const clear = h("button", { type: "button" }, words.clear);

  section.append(
    h("h3", {}, title),
    h("p", {}, purpose),
    kept,
    h("div", { class: "cc-own-form", role: "group", "aria-label": words.write }, labelled(words.date, date), labelled(words.muscle, muscle), labelled(words.minutes, minutes), labelled(words.helped, helped)),
    h("div", { class: "cc-own-row" }, button(words.add, () => add(muscle.value), "cc-primary"), button(words.none, () => add("none"))),
    problem,
    h("h4", {}, words.calendar),
    table,
    h("div", { class: "cc-own-row" }, button(words.earlier, () => turn(-WEEKS)), later),
    entries,
    h("h4", {}, words.compare),
    h("div", { class: "cc-own-form", role: "group", "aria-label": words.compare }, labelled(words.changed, changed), labelled(words.what, what)),
    compared,
    h("p", { class: "cc-small cc-muted" }, notice),
    h("h4", {}, words.copies),
    h("div", { class: "cc-own-row" }, button(words.csv, () => save("csv", csvOf(record.value), "text/csv")), button(words.json, () => save("json", jsonOf(record.value), "application/json")), clear),
    h("div", { class: "cc-own-form" }, labelled(words.import, file)),
    h("p", { class: "cc-small cc-muted" }, words["import.said"]),
    faults,
    askFirst(clear, { question: () => filledIn(words.sure, { count: record.value.entries.length }), yes: words.yes, no: words.no }, { h, signal, done: () => change(EMPTY, words.cleared) }),
  );
  const say = announcer(section);

  function change(value, text) {
    record.set(value);
    show();
    say(text);
  }
  function tell(lines) {
    problem.hidden = !lines.length;
    problem.replaceChildren(...lines.map((line) => h("span", { class: "cc-own-line" }, line)));
    if (lines.length) say(lines[0]);
  }
  function add(chosen) {
    const free = chosen === "none";
    const typed = minutes.validity.badInput ? NaN : minutes.value === "" ? null : Number(minutes.value);
    const entry = { date: date.value, muscle: chosen, minutes: free ? null : typed, helped: free ? "" : helped.value };
    const wrong = faultsOf(entry, kinds, words);
    tell(wrong);
    if (wrong.length) return;
    minutes.value = "";
    monday = mondayOf(entry.date);
    change({ ...record.value, entries: withoutContradiction([...record.value.entries, entry]) }, `${said(entry.date)}: ${words[`muscle.${chosen}`]}.`);
  }
  function remove(entry) {
    const [day, name] = [said(entry.date), words[`muscle.${entry.muscle}`]];
    change({ ...record.value, entries: record.value.entries.filter((other) => other !== entry) }, `${words.delete}: ${day}, ${name}.`);
    (list.querySelector("button") ?? entries.querySelector("summary")).focus();
  }
  function turn(days) {
    monday = daysLater(monday, days);
    show();
    say(`${words.week} ${said(daysLater(monday, 7 * (1 - WEEKS)))} – ${said(monday)}`);
  }
  function save(ending, content, type) {
    const url = URL.createObjectURL(new Blob([content], { type }));
    const link = h("a", { href: url, download: `cramp-diary-${kinds.today}.${ending}` });
    section.append(link);
    link.click();
    link.remove();
    URL.revokeObjectURL(url);
  }

  function show() {
    const { value } = record;
    const today = kinds.today;
    kept.textContent = record.unread ? words.unread : record.kept ? words.kept : words.unkept;
    if (monday > mondayOf(today)) monday = mondayOf(today);
    later.disabled = monday >= mondayOf(today);
    table.replaceChildren(calendar(monday, cramps(value.entries), { today, changed: value.changed, words }));
    list.replaceChildren(value.entries.length ? entryTable(inOrder(value.entries).reverse()) : h("p", {}, words.empty));
    if (document.activeElement !== changed) changed.value = value.changed;
    if (document.activeElement !== what) what.value = value.what;
    compared.replaceChildren(...comparison(value));
  }
  function entryTable(rows) {
    const row = (entry) => {
      const name = words[`muscle.${entry.muscle}`];
      const gone = button(words.delete, () => remove(entry));
      gone.setAttribute("aria-label", `${words.delete} ${said(entry.date)}, ${name}`);
      const parts = [name, entry.minutes && `${entry.minutes} ${words["minutes.short"]}`, words[`helped.${entry.helped}`]];
      return h("tr", {}, h("th", { scope: "row" }, said(entry.date)), h("td", {}, parts.filter(Boolean).join(", ")), h("td", {}, gone));
    };
    const heads = [words.date, words.night, words.delete];
    return h("table", { class: "cc-own-entries" }, h("thead", {}, h("tr", {}, heads.map((text) => h("th", { scope: "col" }, text)))), h("tbody", {}, rows.map(row)));
  }
  function comparison({ entries: all, changed: day }) {
    if (!day) return [h("p", {}, words["compare.open"])];
    const { before, after, missing } = phases(all, day);
    const many = (count, one) => `${count} ${one}${count === 1 ? "" : "s"}`;
    const counts = Object.fromEntries([["before", before], ["after", after]].map(([name, phase]) => [name, filledIn(words.nights, { cramps: many(phase.cramps, "cramp"), nights: many(phase.nights, "night") })]));
    const left = missing ? [h("p", { class: "cc-small" }, filledIn(words.missing, { nights: many(missing, "night") }))] : [];
    if (Math.min(before.nights, after.nights) < FEWEST_NIGHTS) return [h("p", {}, filledIn(words["compare.short"], counts)), ...left];
    const head = h("p", {}, filledIn(words["compare.counts"], counts));
    if (!before.cramps || !after.cramps) return [head, h("p", {}, h("strong", {}, words["verdict.zero"])), ...left];
    const ratio = after.cramps / after.nights / (before.cramps / before.nights);
    const [low, high] = rateRatioLimits(before.cramps, after.cramps, before.nights, after.nights);
    const numbers = { ratio: ratio.toFixed(2), low: low.toFixed(2), high: high.toFixed(2) };
    const bunched = isOverdispersed(model.get("board").alarm_p, before.each, after.each) ? [h("p", { class: "cc-notice" }, words.bunched)] : [];
    const verdict = words[`verdict.${high < 1 ? "fewer" : low > 1 ? "more" : "both"}`];
    return [head, ratioPicture(ratio, low, high, filledIn(words.chart, numbers), words), h("p", {}, filledIn(words["compare.ratio"], numbers), " ", h("strong", {}, verdict)), ...bunched, ...left];
  }

  for (const [input, name] of [[changed, "changed"], [what, "what"]]) {
    input.addEventListener("change", () => {
      record.set({ ...record.value, [name]: input.value.trim() });
      show();
      say(compared.textContent);
    }, { signal });
  }
  file.addEventListener("change", async () => {
    const [chosen] = file.files;
    if (!chosen) return;
    const large = chosen.size > MOST_BYTES;
    const found = large ? { faults: [`it has ${chosen.size} bytes; at most ${MOST_BYTES} are read`] } : readDiary(await chosen.text(), kinds);
    file.value = "";
    if (signal.aborted) return;
    faults.replaceChildren(...(found.faults.length ? [h("p", { class: "cc-notice" }, words.faults), h("ul", {}, found.faults.map((fault) => h("li", {}, fault)))] : []));
    if (found.faults.length) return say(`${words.faults} ${found.faults[0]}`);
    const { diary, added } = joined(record.value, found.diary);
    change(diary, filledIn(words.imported, { count: added === 1 ? "1 entry" : `${added} entries` }));
  }, { signal });
  guardKeys(section, signal);
  show();
}

export default { render };
