// A quiz: its items one under another, each an article of its own.
import { announcer, guardKeys, h, keepAttempts, learnFormulas, onAttempt, root } from "./kit.js";
import { points, priceList } from "./credit.js";
import { drawnView } from "./drawn.js";
import { itemView } from "./item.js";

function render({ model, el, signal, host }) {
  learnFormulas(model.get("formulas"));
  const quiz = model.get("quiz");
  const section = root(el, "quiz", `Quiz: ${quiz.title}`);
  const progress = h("p", { class: "cc-progress cc-muted" });
  const notice = h("p", { class: "cc-notice", hidden: true });
  section.append(h("div", { class: "cc-quiz-head" }, h("h3", {}, quiz.title), progress), notice);
  const costs = priceList(quiz.prices, quiz.items.some((item) => (item.draws?.[0] ?? item).hints.length));
  if (costs) section.append(h("p", { class: "cc-muted cc-small" }, costs));
  if (quiz.said) section.append(h("p", { class: "cc-said" }, quiz.said));
  const say = announcer(section);
  const views = [];
  const count = () => {
    progress.hidden = !views.length;
    const answered = views.filter((view) => view.answered()).length;
    const right = views.filter((view) => view.right()).length;
    const worth = points(views.reduce((sum, view) => sum + view.earned(), 0));
    progress.textContent = `${answered} of ${views.length} answered${answered ? `, ${right} right` : ""}${worth === String(right) ? "" : ` · ${worth} of ${views.length} points`}`;
  };

  quiz.items.forEach((item, i) => {
    const place = `Question ${i + 1} of ${quiz.items.length}`;
    const makeView = item.draws ? drawnView : itemView;
    views.push(makeView(item, { model, host, signal, say, place, seed: quiz.seed, lesson: item.lesson ?? quiz.lesson, confidence: quiz.confidence, prices: quiz.prices, answered: count }));
  });
  section.append(...views.map((view) => view.element));
  count();

  const viewOf = (node) => views.find((view) => view.element.contains(node));
  guardKeys(section, signal, (event, target) => viewOf(target)?.onKey(event, target));
  section.addEventListener("focusin", ({ target }) => viewOf(target)?.seen(), { signal });
  const watch = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) if (isIntersecting) viewOf(target)?.seen();
  });
  for (const view of views) watch.observe(view.element);

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
  onAttempt((attempt) => views.some((view) => view.id === attempt.item) && refresh(), signal);
  return () => {
    watch.disconnect();
    model.off("change:history", refresh);
    model.off("change:notice", drawNotice);
    section.remove();
  };
}

export default { render };
