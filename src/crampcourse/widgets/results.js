// The learner's results: a row a lesson, the tests and what was gained between them, and the same on paper.
import { inLight, printPage } from "./atlas_export.js";
import { h, knownAttempts, learnFormulas, nameRegion, onAttempt, rich, root } from "./kit.js";
import { isMet } from "./mastery.js";

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

/** Of a test: how many items were answered, and the points of the first answers. */
function tally({ items }, first) {
  const scores = items.filter((item) => first.has(item)).map((item) => Math.min(1, Math.max(0, first.get(item) ?? 0)));
  return { items: items.length, answered: scores.length, whole: scores.length === items.length, points: scores.reduce((sum, score) => sum + score, 0) };
}

/** What one learner gained of what there was to gain, in words; item_analysis.py says the same of a class. */
function gainWords({ entry, exit }, words) {
  if (!entry.whole || !exit.whole) return [words["gain.open"]];
  const before = entry.points / entry.items;
  if (1 - before <= 1e-12) return [words["gain.full"]];
  const gain = (exit.points / exit.items - before) / (1 - before);
  return [fill(words["gain.told"], { gain: gain.toFixed(2).replace("-", "−") }), words["gain.alone"]];
}

function lessonRow({ name, title, items, objectives, predictions }, { last, committed }) {
  const met = objectives.filter((objective) => isMet(objective.items.filter((item) => last.get(item) === 1).length, objective.items.length));
  const which = met.length ? ` (${met.map(({ id }) => id.split("-")[1]).join(", ")})` : "";
  const answered = items.filter((item) => last.has(item));
  const right = answered.filter((item) => last.get(item) === 1);
  return h("tr", { role: "row" }, h("th", { scope: "row", role: "rowheader" }, name, h("span", { class: "cc-results-title" }, title)),
    h("td", { role: "cell" }, `${met.length} of ${objectives.length}${which}`),
    h("td", { role: "cell" }, `${answered.length} of ${items.length}, ${right.length} right`),
    h("td", { role: "cell" }, predictions.length ? `${predictions.filter((item) => committed.has(item)).length} of ${predictions.length}` : "none asked"));
}

function testsPart(tests, first, words) {
  const counted = Object.fromEntries(Object.entries(tests).map(([name, test]) => [name, tally(test, first)]));
  const said = (one) => {
    if (!one.answered) return words["test.none"];
    const points = Number(one.points.toFixed(1));
    return fill(words[one.whole ? "test.whole" : "test.part"], { ...one, points, percent: Math.round((100 * one.points) / one.items) });
  };
  return [
    h("h3", {}, "Entry and exit test"),
    h("dl", {}, Object.entries(tests).map(([name, { title }]) => [h("dt", {}, title), h("dd", {}, said(counted[name]))])),
    counted.entry && counted.exit && h("p", {}, gainWords(counted, words).join(" ")),
    h("p", { class: "cc-muted cc-small" }, words.first),
  ];
}

function render({ model, el, signal }) {
  learnFormulas(model.get("formulas"));
  const { title, purpose, notice, words, lessons, tests, version, print_css: css } = model.get("results");
  const section = root(el, "results", title);
  nameRegion(section, title);
  const items = [...new Set([...lessons.flatMap((lesson) => [...lesson.items, ...lesson.predictions]), ...Object.values(tests).flatMap((test) => test.items)])];
  const known = { first: new Map(), last: new Map(), committed: new Set() };

  function learn({ item, kind, score }) {
    if (kind === "prediction") known.committed.add(item);
    if (kind !== "answer") return;
    if (!known.first.has(item)) known.first.set(item, score);
    known.last.set(item, score);
  }

  function content() {
    const date = new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
    // Roles are said: a narrow screen lays the rows out as a grid, and then some browsers take them for no table.
    const columns = ["Lesson", "Objectives met", "Questions answered", "Predictions made"];
    return [
      h("p", {}, rich(purpose)),
      h("p", { class: "cc-results-date" }, `${date}. ${version}.`),
      h("table", { role: "table" }, h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, columns.map((name) => h("th", { scope: "col", role: "columnheader" }, name)))), h("tbody", { role: "rowgroup" }, lessons.map((lesson) => lessonRow(lesson, known)))),
      h("p", { class: "cc-muted cc-small" }, words.rule),
      Object.keys(tests).length > 0 && testsPart(tests, known.first, words),
      h("p", { class: "cc-results-notice" }, rich(notice)),
    ].flat().filter(Boolean);
  }

  knownAttempts(model, items).forEach(learn);
  const body = h("div", {});
  const print = h("button", { type: "button" }, "Print");
  print.addEventListener("click", () => printPage(section, { title, css, signal, content: inLight(section, () => [h("h1", {}, title), ...content()]) }), { signal });
  section.append(h("div", { class: "cc-results-head" }, h("h2", {}, title), print));
  if (model.get("notice")) section.append(h("p", { class: "cc-notice" }, model.get("notice")));
  section.append(body);
  body.replaceChildren(...content());
  onAttempt((attempt) => {
    if (!items.includes(attempt.item)) return;
    learn(attempt);
    body.replaceChildren(...content());
  }, signal);
  return () => section.remove();
}

export default { render };
