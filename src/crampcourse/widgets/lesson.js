// The head of a lesson: its objectives, which of them are met, and what it takes.
import { h, knownAttempts, learnFormulas, onAttempt, rich, root } from "./kit.js";
import { isMet } from "./mastery.js";

function render({ model, el, signal }) {
  learnFormulas(model.get("formulas"));
  const lesson = model.get("lesson");
  const items = lesson.objectives.flatMap((objective) => objective.items);
  const section = root(el, "lesson", `${lesson.name}: ${lesson.title}`);
  const last = new Map();
  const learn = (attempt) => {
    if (items.includes(attempt.item) && attempt.kind === "answer") last.set(attempt.item, attempt.score);
  };
  knownAttempts(model, items).forEach(learn);

  const count = h("p", { class: "cc-lesson-count" });
  const bar = h("progress", { max: items.length, "aria-label": "Items answered" });
  const list = h("ul", { class: "cc-lesson-objectives" });
  section.append(
    h("p", { class: "cc-lesson-meta" }, `${lesson.name} · ${lesson.topic} · ${lesson.minutes} minutes`),
    h("h2", {}, "What you can do afterwards"),
    list,
    h("div", { class: "cc-lesson-progress" }, bar, count),
    h("p", {}, h("strong", {}, "You need: "), rich(lesson.needs)),
    ...(lesson.due === null ? [] : [h("p", {}, h("strong", {}, "Due: "), lesson.due ? `${lesson.due} ${lesson.due === 1 ? "question" : "questions"} from earlier days. The review asks them.` : "nothing from earlier days.")]),
    h("p", {}, h("strong", {}, "Next: "), lesson.next),
    h("p", { class: "cc-lesson-notice" }, rich(lesson.notice)),
  );
  if (model.get("notice")) section.append(h("p", { class: "cc-notice" }, model.get("notice")));

  const show = () => {
    list.replaceChildren(...lesson.objectives.map((objective) => {
      const right = objective.items.filter((item) => last.get(item) === 1).length;
      const met = isMet(right, objective.items.length);
      return h("li", { class: met ? "cc-met" : "" },
        h("span", { class: "cc-lesson-mark", "aria-hidden": "true" }, met ? "✓" : ""),
        h("span", {}, rich(objective.text), h("span", { class: "cc-muted cc-small cc-lesson-state" }, met ? `${objective.id}, met` : `${objective.id}, ${right} of ${objective.items.length} right`)));
    }));
    bar.value = last.size;
    count.textContent = last.size === 0 ? `${items.length} questions wait for you` : `${last.size} of ${items.length} questions answered`;
  };
  show();
  onAttempt((attempt) => { learn(attempt); show(); }, signal);
  return () => section.remove();
}

export default { render };
