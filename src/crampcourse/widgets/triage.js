// The triage desk: ask, examine, watch the flag board, decide. It calms nobody while a flag is up or may be hidden.
import { announcer, bare, guardKeys, h, keepAttempts, keptWhere, knownAttempts, learnFormulas, onAttempt, recordAttempt, rich, root, uid } from "./kit.js";
import { openAfter } from "./lock.js";
import { answerTo, outcomeOf } from "./triage_answer.js";
import { badge, flagList, stateWords } from "./triage_board.js";
import { footMap, painPicture, painWords } from "./triage_pictures.js";
import { URGENCIES, credit, standing } from "./triage_rule.js";

async function render({ model, el, signal, host }) {
  learnFormulas(model.get("formulas"));
  const desk = model.get("desk");
  const { words } = desk;
  const section = root(el, "triage", desk.title);
  signal.addEventListener("abort", () => section.remove());
  const data = (await host.getModel(model.get("cases"))).get("data");
  if (signal.aborted) return;
  const urgencyOf = Object.fromEntries(Object.entries(data.flags).map(([id, { urgency }]) => [id, urgency]));
  const entries = desk.shown.map((id) => ({ id, ...data.cases[id], findings: data.cases[id].findings.map((finding) => ({ screens: data.questions[finding.question].screens, ...finding })) }));
  const whole = (entry) => standing(entry.findings, entry.findings.map(({ question }) => question), urgencyOf);
  const states = new Map(); // case → what was found in it, and the decision
  let at = 0;
  let seenAt = Date.now();

  const chooser = h("select", { id: uid("case") });
  const previous = h("button", { type: "button" }, "Previous");
  const next = h("button", { type: "button" }, "Next");
  const progress = h("p", { class: "cc-progress cc-muted" });
  const title = h("h4", { id: uid("title") });
  const story = h("p", { class: "cc-triage-story" });
  const groups = { ask: h("div", { class: "cc-triage-group" }), examine: h("div", { class: "cc-triage-group" }) };
  const table = h("div", { class: "cc-triage-table" });
  const pictures = h("div", {});
  const board = h("div", { class: "cc-triage-board" });
  const group = uid("decide");
  const radios = URGENCIES.map((urgency) => h("input", { type: "radio", name: group, value: urgency }));
  const fieldset = h("fieldset", {}, h("legend", {}, "How soon does this person need help?"), h("div", { class: "cc-options" }, URGENCIES.map((urgency, i) => h("div", { class: "cc-option" }, h("label", {}, radios[i], badge(urgency), h("span", {}, h("strong", {}, words[`urgency.${urgency}`]), `: ${words[`soon.${urgency}`]}`))))));
  const decide = h("button", { type: "button", class: "cc-primary" }, "Decide");
  const reset = h("button", { type: "button" }, "Start this case again");
  const similar = h("button", { type: "button" });
  const result = h("div", { class: "cc-result" });
  const kept = h("p", { class: "cc-muted cc-small cc-state" });
  const inWords = h("div", {});
  const describe = h("details", {}, h("summary", {}, "This case in words"), inWords);
  const article = h("article", { "aria-labelledby": title.id }, title, story,
    h("div", { class: "cc-triage-body" }, h("div", {}, groups.ask, groups.examine, pictures), h("div", {}, h("h4", {}, "Flag board"), board, h("h4", {}, "Found so far"), table)),
    fieldset, result, h("div", { class: "cc-buttons" }, decide, reset, similar), kept, describe);
  section.append(h("div", { class: "cc-quiz-head" }, h("h3", {}, desk.title), progress), h("p", { class: "cc-notice" }, rich(desk.notice)), h("p", {}, rich(desk.purpose)));
  const choose = h("div", { class: "cc-triage-choose" }, h("div", {}, h("label", { for: chooser.id }, "Case"), chooser), previous, next);
  const say = announcer(section);

  /** What the log says of a case, unless it was started again on this page. */
  function stateOf(entry) {
    const last = knownAttempts(model, [entry.id]).filter((attempt) => attempt.kind === "answer" && attempt.content_hash === entry.hash && URGENCIES.includes(attempt.response?.decision) && Array.isArray(attempt.response.found)).at(-1) ?? null;
    const state = states.get(entry.id);
    if (state && (state.last === last?.id || !last)) return state;
    const fresh = { found: last?.response.found ?? [], decided: last, last: last?.id ?? null };
    states.set(entry.id, fresh);
    return fresh;
  }
  const knownOf = (entry) => standing(entry.findings, stateOf(entry).found, urgencyOf);
  const flagNames = (raises) => raises.map((flag) => `Flag: ${data.flags[flag].name}.`).join(" ");

  function drawProgress() {
    const decided = entries.filter((entry) => stateOf(entry).decided);
    const right = decided.filter((entry) => credit(stateOf(entry).decided.response.decision, entry.decision, knownOf(entry)) === 1).length;
    progress.textContent = `${decided.length} of ${entries.length} decided${decided.length ? `, ${right} right and well founded` : ""}`;
    const labels = entries.map((entry, i) => `${i + 1}. ${entry.title}${stateOf(entry).decided ? " (decided)" : ""}`);
    if (chooser.options.length !== labels.length) chooser.replaceChildren(...labels.map((label, i) => h("option", { value: i }, label)));
    labels.forEach((label, i) => { chooser.options[i].textContent = label; });
    chooser.value = at;
  }

  function drawFound(entry, state) {
    const found = state.found.map((question) => entry.findings.find((finding) => finding.question === question)).filter(Boolean);
    table.replaceChildren(found.length ? h("table", {}, h("thead", {}, h("tr", {}, ["Asked or examined", "Answer", "Flag"].map((head) => h("th", { scope: "col" }, head)))),
      h("tbody", {}, found.map((finding) => h("tr", {}, h("th", { scope: "row" }, data.questions[finding.question].text), h("td", {}, finding.answer),
        h("td", {}, finding.raises.length ? finding.raises.map((flag) => h("span", { class: "cc-triage-raised" }, badge(urgencyOf[flag]), ` ${data.flags[flag].name}`)) : "no flag"))))) : h("p", { class: "cc-muted" }, "Nothing asked yet."));
    pictures.replaceChildren(...found.filter(({ pain }) => pain).map(({ pain }) => painPicture(pain, data.drawings, words["pain.note"])), ...found.filter(({ areas }) => areas?.length).map(({ areas }) => footMap(areas, data.drawings, words)));
  }

  function drawWords(entry, state, known) {
    const lines = state.found.map((question) => entry.findings.find((finding) => finding.question === question)).filter(Boolean)
      .map((finding) => `${data.questions[finding.question].text} ${finding.answer} ${flagNames(finding.raises)} ${finding.pain ? painWords(finding.pain).join(" ") : ""}${finding.areas?.length ? ` Changed feeling: ${finding.areas.map((area) => words[`nerve.${area}`]).join("; ")}.` : ""}`);
    inWords.replaceChildren(h("p", {}, `${entry.title}. ${bare(entry.story)}`), h("ul", {}, lines.map((line) => h("li", {}, line))), h("p", {}, stateWords(known, data, words)));
  }

  function buttonsOf(entry) {
    for (const way of ["ask", "examine"]) {
      const buttons = entry.findings.filter(({ question }) => data.questions[question].way === way).map((finding) => h("button", { type: "button", "data-question": finding.question }, data.questions[finding.question].text));
      groups[way].replaceChildren(h("h4", {}, way === "ask" ? "Ask" : "Examine"), h("div", { class: "cc-triage-buttons" }, buttons), h("p", { class: "cc-triage-last" }));
    }
  }

  /** Draws what belongs to the state of a case; the buttons stay, and with them the focus. */
  function draw() {
    const entry = entries[at];
    const state = stateOf(entry);
    const known = knownOf(entry);
    for (const button of article.querySelectorAll("[data-question]")) {
      const found = state.found.includes(button.dataset.question);
      button.classList.toggle("cc-done", found);
      button.setAttribute("aria-disabled", found || state.decided ? "true" : "false");
      button.setAttribute("aria-pressed", String(found));
    }
    board.replaceChildren(h("p", { class: "cc-triage-state" }, stateWords(known, data, words)), known.flags.length ? flagList(known.flags, data, words) : "");
    drawFound(entry, state);
    drawWords(entry, state, known);
    fieldset.disabled = Boolean(state.decided);
    decide.hidden = Boolean(state.decided);
    reset.hidden = !state.decided && !state.found.length;
    similar.hidden = !state.decided || !desk.shown.includes(entry.like);
    result.replaceChildren();
    kept.textContent = "";
    if (!similar.hidden) similar.textContent = `Looks alike: ${data.cases[entry.like].title}`;
    if (state.decided) {
      radios.forEach((radio) => { radio.checked = radio.value === state.decided.response.decision; });
      result.replaceChildren(...answerTo(state.decided.response.decision, entry, known, whole(entry), data, words));
      kept.textContent = `${keptWhere(model, state.decided)}.`;
    }
    drawProgress();
  }

  function go(index) {
    at = Math.min(Math.max(index, 0), entries.length - 1);
    seenAt = Date.now();
    title.textContent = `Case ${at + 1} of ${entries.length}: ${entries[at].title}`;
    story.replaceChildren(...rich(entries[at].story));
    for (const radio of radios) radio.checked = false;
    buttonsOf(entries[at]);
    draw();
  }

  article.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-question]");
    if (!button || button.getAttribute("aria-disabled") === "true") return;
    const finding = entries[at].findings.find(({ question }) => question === button.dataset.question);
    const state = stateOf(entries[at]);
    state.found = [...state.found, finding.question];
    draw();
    for (const each of Object.values(groups)) each.querySelector(".cc-triage-last").replaceChildren();
    button.closest(".cc-triage-group").querySelector(".cc-triage-last").replaceChildren(h("strong", {}, "Answer: "), finding.answer, ...finding.raises.flatMap((flag) => [" ", badge(urgencyOf[flag]), ` Flag: ${data.flags[flag].name}.`]));
    say(`${finding.answer} ${flagNames(finding.raises)}`.trim());
  }, { signal });
  decide.addEventListener("click", () => {
    const decision = radios.find((radio) => radio.checked)?.value;
    if (!decision) {
      result.replaceChildren(h("p", { class: "cc-verdict cc-partly" }, "Choose how soon first."));
      return say("Choose how soon first.");
    }
    const entry = entries[at];
    const known = knownOf(entry);
    const outcome = outcomeOf(decision, entry, known);
    recordAttempt(model, {
      item: entry.id, content_hash: entry.hash, lesson: desk.lesson, response: { decision, found: stateOf(entry).found },
      score: credit(decision, entry.decision, known), seconds: Math.round((Date.now() - seenAt) / 100) / 10,
    });
    draw();
    reset.focus(); // the button just pressed is gone
    return say(`${words[`decide.${outcome}`]}. The reasons stand above this button.`);
  }, { signal });
  reset.addEventListener("click", () => {
    const { last, decided } = stateOf(entries[at]);
    states.set(entries[at].id, { found: [], decided: null, last: decided?.id ?? last });
    go(at);
    groups.ask.querySelector("button").focus();
    say("The case is open again.");
  }, { signal });
  const move = (index) => {
    if (index < 0 || index >= entries.length) return say(index < 0 ? "This is the first case." : "This is the last case.");
    go(index);
    return say(`Case ${at + 1}: ${entries[at].title}.`);
  };
  previous.addEventListener("click", () => move(at - 1), { signal });
  next.addEventListener("click", () => move(at + 1), { signal });
  similar.addEventListener("click", () => {
    move(desk.shown.indexOf(entries[at].like));
    groups.ask.querySelector("button").focus(); // the button just pressed is gone
  }, { signal });
  chooser.addEventListener("change", () => move(Number(chooser.value)), { signal });
  guardKeys(section, signal);

  go(0);
  openAfter(model, section, signal, (byHand) => {
    section.append(choose, article);
    if (byHand) chooser.focus(); // the button just pressed is gone
    else if (model.get("lock").item) say("The desk is open.");
  });
  model.on("change:history", draw);
  keepAttempts(model, desk.shown, signal, (kind, message) => {
    const { decided } = stateOf(entries[at]);
    if (decided?.id === message.id) kept.textContent = kind === "refused" ? `Not saved: ${message.why}` : `${keptWhere(model, decided, kind !== "kept")}.`;
  });
  onAttempt((attempt) => desk.shown.includes(attempt.item) && draw(), signal);
  signal.addEventListener("abort", () => model.off("change:history", draw));
}

export default { render };
