// A paper: its questions one under another. Answers are saved and can be changed; nothing here knows what is right.
import { announcer, guardKeys, h, keepAttempts, keptWhere, knownAttempts, learnFormulas, named, recordAttempt, rich, root, uid } from "./kit.js";
import { KINDS } from "./kinds.js";
import { drafts, when } from "./drafts.js";
import { problemText } from "./feedback.js";
import { mark } from "./marking.js";

const SAVED = "Saved beside this notebook";

/** One question. `context`: model, host, signal, seed, lesson, say, place, answered (called on change). */
function responseView(item, context) {
  const { model, signal, say } = context;
  const { prompt, control: makeControl } = KINDS[item.kind];
  let last = null; // the response that counts
  let changed = false;
  let seenAt = null;
  const control = makeControl(item, { ...context, changed: edited, check: save });
  const heading = h("h4", { id: uid("item") }, context.place, h("span", { class: "cc-kind" }, prompt));
  const fieldset = h("fieldset", { "aria-label": named(item.stem) }, h("legend", {}, rich(item.stem)), control.element);
  const button = h("button", { type: "button", class: "cc-primary" }, "Save this answer");
  const problem = h("p", { class: "cc-verdict cc-partly", hidden: true });
  const state = h("p", { class: "cc-muted cc-small cc-state" });
  const element = h("article", { class: "cc-item", "aria-labelledby": heading.id, "data-item": item.id }, heading, fieldset, problem, h("div", { class: "cc-buttons" }, button), state);

  function drawState(word) {
    state.textContent = !last ? "Not saved yet." : changed ? `Changed since it was saved ${when(last.time)}. Save it again for the change to count.` : `${word}, ${when(last.time)}. You can change it and save it again.`;
    button.textContent = last && !changed ? "Saved" : "Save this answer";
    button.classList.toggle("cc-primary", !last || changed);
  }
  const place = (disk) => keptWhere(model, last, disk).replace("Saved on this computer", SAVED);

  function edited() {
    changed = true;
    seenAt ??= Date.now();
    problem.hidden = true;
    drafts.save(item, { response: control.read(), hints: 0 });
    drawState("");
  }

  function save() {
    const response = control.read();
    // The rule holds no key: what it tells is only whether the answer can be read.
    const unreadable = mark(item.rule, response).problem;
    if (unreadable) {
      problem.textContent = problemText(unreadable, item, response).replace(" first.", ", then save.");
      problem.hidden = false;
      control.problem?.();
      say(problem.textContent);
      return;
    }
    if (last && !changed) {
      say("This answer is saved already.");
      return;
    }
    drafts.save(item, null);
    changed = false;
    last = recordAttempt(model, {
      item: item.id, content_hash: item.hash, lesson: context.lesson, response, score: null, seed: item.seed ?? null,
      seconds: seenAt === null ? null : Math.round((Date.now() - seenAt) / 100) / 10,
    });
    drawState(place());
    say("Answer saved. You can still change it.");
    context.answered();
  }

  const known = () => knownAttempts(model, [item.id]).filter((attempt) => attempt.item === item.id && attempt.content_hash === item.hash);
  function restore() {
    last = known().at(-1) ?? null;
    const draft = drafts.load(item);
    changed = draft !== null;
    if (draft ?? last) control.write((draft ?? last).response);
    drawState(last ? place() : "");
  }

  button.addEventListener("click", save, { signal });
  restore();
  return {
    element,
    id: item.id,
    answered: () => last !== null,
    seen: () => { seenAt ??= Date.now(); },
    onKey: (event, target) => control.onKey?.(event, target),
    refresh() {
      if (!changed && known().at(-1)?.id !== last?.id) restore();
      else if (last) drawState(place());
    },
    saved(kind, message) {
      if (message.id === last?.id) drawState(kind === "refused" ? `Not saved: ${message.why}` : place(kind === "saved"));
    },
  };
}

function render({ model, el, signal, host }) {
  learnFormulas(model.get("formulas"));
  const paper = model.get("paper");
  const section = root(el, "quiz", `Assessment: ${paper.title}`);
  const progress = h("p", { class: "cc-progress cc-muted" });
  const notice = h("p", { class: "cc-notice", hidden: true });
  section.append(h("div", { class: "cc-quiz-head" }, h("h3", {}, paper.title), progress), notice,
    h("p", { class: "cc-muted cc-small" }, "An assessment: your answers are saved in the file responses.jsonl beside this notebook and marked by your instructor. The last saved answer counts."));
  const say = announcer(section);
  const views = [];
  const count = () => {
    const open = views.map((view, i) => (view.answered() ? null : i + 1)).filter(Boolean);
    progress.textContent = `${views.length - open.length} of ${views.length} saved${open.length && open.length < views.length ? `; open: ${open.join(", ")}` : ""}`;
  };
  paper.items.forEach((item, i) => {
    views.push(responseView(item, { model, host, signal, say, place: `Question ${i + 1} of ${paper.items.length}`, seed: paper.seed, lesson: paper.lesson, answered: count }));
  });
  section.append(...views.map((view) => view.element));
  count();

  const viewOf = (node) => views.find((view) => view.element.contains(node));
  guardKeys(section, signal, (event, target) => viewOf(target)?.onKey(event, target));
  section.addEventListener("focusin", ({ target }) => viewOf(target)?.seen(), { signal });
  const refresh = () => {
    for (const view of views) view.refresh();
    count();
  };
  const drawNotice = () => {
    notice.textContent = model.get("notice");
    notice.hidden = !notice.textContent;
  };
  drawNotice();
  model.on("change:history", refresh);
  model.on("change:notice", drawNotice);
  keepAttempts(model, views.map((view) => view.id), signal, (kind, message) => views.forEach((view) => view.saved(kind, message)));
  return () => {
    model.off("change:history", refresh);
    model.off("change:notice", drawNotice);
    section.remove();
  };
}

export default { render };
