// Predict, look, compare, explain. A committed prediction cannot be changed; it can always be read again.
import { announcer, bare, guardKeys, h, isLogged, keepAttempts, keptWhere, knownAttempts, learnFormulas, named, onAttempt, recordAttempt, rich, root, uid } from "./kit.js";
import { choiceControl } from "./choice.js";
import { outcome, problemText, tag, verdict } from "./feedback.js";
import { mark } from "./marking.js";

const STEPS = ["Predict", "Look", "Compare and explain"];

function render({ model, el, signal }) {
  learnFormulas(model.get("formulas"));
  const prediction = model.get("prediction");
  const { item } = prediction;
  const section = root(el, "predict", `Prediction: ${bare(item.stem)}`);
  const say = announcer(section);
  let committed = null;
  let seenAt = Date.now();

  const control = choiceControl(item, { seed: prediction.seed, signal, changed: () => result.replaceChildren() });
  const steps = h("ol", { class: "cc-trail" }, STEPS.map((step) => h("li", {}, step)));
  const fieldset = h("fieldset", { "aria-label": named(item.stem) }, h("legend", {}, rich(item.stem)), control.element);
  const result = h("div", { class: "cc-result" });
  const commit = h("button", { type: "button", class: "cc-primary" }, "Commit my prediction");
  const compare = h("button", { type: "button", class: "cc-primary" }, "I have looked: compare");
  const look = h("div", { class: "cc-look", hidden: true }, h("p", {}, h("strong", {}, "Now look. "), rich(prediction.look)), compare);
  const text = h("textarea", { id: uid("explain"), rows: 3, maxlength: 4000 });
  const save = h("button", { type: "button", class: "cc-primary" }, "Save");
  const explain = h("div", { class: "cc-explain", hidden: true },
    h("p", {}, h("strong", {}, "Explain. "), rich(prediction.explain)), h("label", { for: text.id }, "In your own words"), text, h("div", { class: "cc-buttons" }, save));
  const state = h("p", { class: "cc-muted cc-small cc-state" });
  const article = h("article", { class: "cc-item", "data-item": item.id }, steps, fieldset, h("div", { class: "cc-buttons" }, commit), look, result, explain, state);
  section.append(article);

  const attempts = (kind) => knownAttempts(model, [item.id]).filter((attempt) => attempt.item === item.id && attempt.kind === kind && attempt.content_hash === item.hash);
  const record = (kind, response, score) => recordAttempt(model, {
    item: item.id, content_hash: item.hash, lesson: prediction.lesson, kind, response, score, seconds: Math.round((Date.now() - seenAt) / 100) / 10,
  });

  function step(number) {
    [...steps.children].forEach((entry, i) => {
      entry.className = i < number ? "cc-done" : "";
      if (i === number) entry.setAttribute("aria-current", "step");
      else entry.removeAttribute("aria-current");
    });
  }

  function drawState(word) {
    const [kind, last] = [["Explained", attempts("explanation").at(-1)], ["Predicted", committed]].find(([, attempt]) => attempt) ?? [];
    const time = last && new Date(last.time).toLocaleString("en-GB", { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" });
    state.textContent = last ? `${kind} ${time}. ${word}.` : "";
  }
  const mine = () => [committed, attempts("explanation").at(-1)].filter(Boolean);
  /** Where both are kept, or the one that is not saved yet. */
  const keptWord = (disk) => keptWhere(model, mine().find((attempt) => !isLogged(model, attempt)) ?? committed, disk);

  function showCommitted(attempt) {
    committed = attempt;
    fieldset.disabled = true;
    commit.setAttribute("aria-disabled", "true");
    commit.textContent = "Prediction committed";
    commit.classList.remove("cc-primary");
    look.hidden = false;
    step(1);
  }

  function showCompared() {
    const marked = mark(item.rule, committed.response);
    compare.setAttribute("aria-disabled", "true");
    compare.textContent = "Compared";
    compare.classList.remove("cc-primary");
    explain.hidden = false;
    control.show(marked);
    result.replaceChildren(h("p", { class: `cc-verdict cc-${outcome(marked)}` }, tag(outcome(marked), marked.correct ? "Your prediction was right" : marked.score > 0 ? "Your prediction was partly right" : "It turned out otherwise")));
    step(2);
    return marked;
  }

  commit.addEventListener("click", () => {
    if (committed) return;
    const marked = mark(item.rule, control.read());
    if (marked.problem) {
      const words = problemText(marked.problem, item, control.read());
      result.replaceChildren(h("p", { class: "cc-verdict cc-partly" }, words));
      say(words);
      return;
    }
    showCommitted(record("prediction", control.read(), marked.score));
    drawState(keptWord());
    say("Prediction committed. The diagram is unlocked. What to look for stands below.");
  }, { signal });
  compare.addEventListener("click", () => {
    if (!explain.hidden) return;
    const marked = showCompared();
    say(`${verdict(marked)} The reason stands at your choice. Now explain in your own words.`);
  }, { signal });
  save.addEventListener("click", () => {
    const words = text.value.trim();
    if (!words) return say("Write a sentence first.");
    record("explanation", words, null);
    drawState(keptWord());
    return say("Your explanation is kept.");
  }, { signal });

  function restore() {
    const first = attempts("prediction")[0];
    if (!first) return step(0);
    control.write(first.response);
    showCommitted(first);
    const explained = attempts("explanation").at(-1);
    if (explained) {
      if (!text.value) text.value = explained.response;
      showCompared();
    }
    return drawState(keptWord());
  }

  guardKeys(section, signal);
  section.addEventListener("focusin", () => { if (!committed) seenAt = Math.min(seenAt, Date.now()); }, { signal });
  const learn = () => (committed ? drawState(keptWord()) : attempts("prediction").length && restore());
  restore();
  model.on("change:history", learn);
  keepAttempts(model, [item.id], signal, (kind, message) => {
    if (mine().some(({ id }) => id === message.id)) drawState(kind === "refused" ? `Not saved: ${message.why}` : keptWord(kind !== "kept"));
  });
  onAttempt((attempt) => attempt.item === item.id && learn(), signal);
  return () => {
    model.off("change:history", learn);
    section.remove();
  };
}

export default { render };
