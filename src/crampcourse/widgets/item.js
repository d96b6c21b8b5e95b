// One item: its question, its control, Check and Try again, hints, feedback, and what was answered before.
import { h, isLogged, keptWhere, knownAttempts, named, recordAttempt, rich, uid } from "./kit.js";
import { bestEarned, earned, points } from "./credit.js";
import { KINDS } from "./kinds.js";
import { outcome, problemText, tag, verdict } from "./feedback.js";
import { drafts, when } from "./drafts.js";
import { mark } from "./marking.js";
import { SURE } from "./sure.js";

const SETTLE_MS = 500; // a double click on Check must not press the Try again that takes its place

/** `context`: model, host, signal, seed, lesson, say, place ("Question 1 of 5"), confidence (ask for it), prices (of hints and tries), answered (called on change). */
export function itemView(item, context) {
  const { model, signal, say, prices } = context;
  const { prompt, control: makeControl } = KINDS[item.kind];
  let last = null; // the attempt that is shown
  let tries = 0;
  let hints = 0;
  let locked = false;
  let dirty = false;
  let seenAt = null;
  let checkedAt = -Infinity;

  const control = makeControl(item, { ...context, changed: edited, check: press });
  const heading = h("h4", { id: uid("item") }, context.place, h("span", { class: "cc-kind" }, prompt));
  const fieldset = h("fieldset", { "aria-label": named(item.stem) }, h("legend", {}, rich(item.stem)), control.element);
  const sure = h("div", { class: "cc-row cc-sure", role: "radiogroup", "aria-label": "How sure are you? You may leave this out." });
  if (context.confidence) {
    const name = uid("sure");
    sure.append(h("span", { class: "cc-muted" }, "How sure are you?"), ...SURE.map(([value, word]) => h("label", {}, h("input", { type: "radio", name, value }), word)));
    fieldset.append(sure);
  }
  const hintList = h("ol", { class: "cc-hints" });
  const check = h("button", { type: "button", class: "cc-primary" }, "Check");
  const hint = h("button", { type: "button" });
  const reveal = h("button", { type: "button", "aria-expanded": "false" }, "Show the answer");
  const result = h("div", { id: uid("result"), class: "cc-result" });
  const answer = h("div", { class: "cc-answer", hidden: true });
  const state = h("p", { class: "cc-muted cc-small cc-state" });
  const known = () => knownAttempts(model, [item.id]).filter(({ kind, seed }) => kind === "answer" && (item.seed === undefined || seed === item.seed));
  const sameVersion = () => known().filter((attempt) => attempt.content_hash === item.hash);
  const spent = () => prices.tries !== null && tries >= prices.tries;
  const element = h("article", { class: "cc-item", "aria-labelledby": heading.id, "data-item": item.id }, heading, fieldset, hintList, result, h("div", { class: "cc-buttons" }, check, hint, reveal), answer, state);

  function edited() {
    dirty = true;
    seenAt ??= Date.now();
    result.replaceChildren();
    drafts.save(item, { response: control.read(), hints });
  }

  function drawHints(count) {
    hints = Math.min(count, item.hints.length);
    hintList.replaceChildren(...item.hints.slice(0, hints).map((text) => h("li", {}, rich(text))));
    hint.textContent = `Hint ${Math.min(hints + 1, item.hints.length)} of ${item.hints.length}`;
    hint.hidden = locked || item.hints.length === 0;
    hint.setAttribute("aria-disabled", hints === item.hints.length);
  }

  function lock(on) {
    locked = fieldset.disabled = on;
    control.lock?.(on);
    check.textContent = !on ? "Check" : last.score === 1 ? "Answer again" : "Try again";
    check.classList.toggle("cc-primary", !on || last.score !== 1);
    check.hidden = on && spent();
    drawHints(hints);
    reveal.hidden = !(on && (last.score === 1 || tries > 1 || spent())) && answer.hidden;
  }

  function showAnswer(on) {
    answer.hidden = !on;
    reveal.textContent = on ? "Hide the answer" : "Show the answer";
    reveal.setAttribute("aria-expanded", on);
    if (on && !answer.firstChild) {
      answer.append(...[control.answer()].flat());
      if (item.sources.length) answer.append(h("p", { class: "cc-muted cc-small" }, `Sources: ${item.sources.join("; ")}`));
    }
  }

  /** What the share counts (of a right answer only what must be remarked, such as its spelling), and what hints and tries took. */
  function told(marked) {
    const before = sameVersion().findIndex(({ id }) => id === last.id);
    const worth = earned(marked.score, last.hints, Math.max(before, 0), prices);
    return [
      marked.correct ? control.remark?.(marked) : control.detail(marked),
      worth < marked.score && `${points(worth)} of 1 point, after ${[last.hints && `${last.hints} hint${last.hints > 1 ? "s" : ""}`, before > 0 && `${before} earlier tr${before > 1 ? "ies" : "y"}`].filter(Boolean).join(" and ")}`,
    ].filter(Boolean).join("; ");
  }

  function showMark(marked) {
    control.clear();
    control.show(marked);
    const detail = told(marked);
    result.replaceChildren(h("p", { class: `cc-verdict cc-${outcome(marked)}` }, tag(outcome(marked)), detail && `: ${detail}`));
  }

  function drawState(word) {
    state.textContent = last ? `Answered ${when(last.time)}. ${word}.` : "";
  }

  function press() {
    if (performance.now() - checkedAt < SETTLE_MS) return;
    if (locked) return open();
    const response = control.read();
    const marked = mark(item.rule, response);
    if (marked.problem) {
      const text = problemText(marked.problem, item, response);
      result.replaceChildren(h("p", { class: "cc-verdict cc-partly" }, text));
      control.problem?.();
      say(text);
      return undefined;
    }
    checkedAt = performance.now();
    const confidence = sure.querySelector("input:checked")?.value;
    drafts.save(item, null);
    tries += 1;
    dirty = true; // until it is recorded: refresh() hears of it first
    last = recordAttempt(model, {
      item: item.id, content_hash: item.hash, lesson: context.lesson, response, score: marked.score, hints, seed: item.seed ?? null,
      confidence: confidence === undefined ? null : Number(confidence),
      seconds: seenAt === null ? null : Math.round((Date.now() - seenAt) / 100) / 10,
    });
    dirty = false;
    drawState(keptWhere(model, last));
    lock(true);
    showMark(marked);
    say(verdict(marked, told(marked)));
    context.answered();
    return undefined;
  }

  function open() {
    seenAt = Date.now();
    dirty = true;
    control.clear();
    result.replaceChildren();
    for (const input of sure.querySelectorAll("input")) input.checked = false;
    lock(false);
    drafts.save(item, { response: control.read(), hints });
    control.focus();
  }

  /** Shows what is known of this item: an unsent draft, else the last answer, else nothing. */
  function restore() {
    const all = known();
    const draft = drafts.load(item);
    const newest = all.at(-1) ?? null;
    tries = sameVersion().length;
    last = newest?.content_hash === item.hash ? newest : null;
    control.clear();
    result.replaceChildren();
    state.textContent = "";
    if (last) drawState(keptWhere(model, last));
    else if (newest) state.textContent = `You answered an earlier version of this question on ${when(newest.time)}. It has changed since, so it is open again.`;
    if (draft || !last) {
      dirty = draft !== null;
      if (draft) control.write(draft.response);
      drawHints(draft?.hints ?? 0);
      lock(false);
      return;
    }
    const marked = mark(item.rule, last.response);
    if (marked.problem) return lock(false); // written by something else; the question is open
    control.write(last.response);
    for (const input of sure.querySelectorAll("input")) input.checked = last.confidence !== null && Number(input.value) === last.confidence;
    drawHints(last.hints);
    lock(true);
    showMark(marked);
  }

  check.addEventListener("click", press, { signal });
  hint.addEventListener("click", () => {
    if (hint.getAttribute("aria-disabled") === "true") return;
    drawHints(hints + 1);
    drafts.save(item, { response: control.read(), hints });
    say(`Hint ${hints} of ${item.hints.length} is shown above the button.`);
  }, { signal });
  reveal.addEventListener("click", () => showAnswer(answer.hidden), { signal });
  restore();

  return {
    element,
    id: item.id,
    answered: () => last !== null,
    right: () => last?.score === 1,
    earned: () => bestEarned(sameVersion(), prices),
    seen: () => { seenAt ??= Date.now(); },
    focus: () => control.focus(),
    onKey: (event, target) => control.onKey?.(event, target),
    /** Takes over what another view or the kernel's log knows, unless the learner is at work here. */
    refresh() {
      const newest = known().at(-1);
      if (newest && newest.id !== last?.id && !dirty) restore();
      else if (last && isLogged(model, last)) drawState(keptWhere(model, last));
    },
    saved(kind, message) {
      if (message.id !== last?.id) return;
      drawState(kind === "refused" ? `Not saved: ${message.why}` : keptWhere(model, last, kind === "saved"));
    },
  };
}
