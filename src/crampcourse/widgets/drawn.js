// An item whose numbers are drawn: one of its draws is shown, and new numbers can be asked for when it is answered.
import { h, knownAttempts } from "./kit.js";
import { itemView } from "./item.js";

/** The same as itemView; `item.draws` holds the item with each set of numbers. */
export function drawnView(item, context) {
  const { model, signal, say } = context;
  const draws = item.draws;
  const more = h("button", { type: "button" }, "New numbers");
  let at = latest();
  let view = shown();

  /** The draw that was answered last, so that a second run shows what the first one left. */
  function latest() {
    const seeds = knownAttempts(model, [item.id]).filter(({ kind }) => kind === "answer").map(({ seed }) => seed);
    return Math.max(0, draws.findIndex((draw) => draw.seed === seeds.at(-1)));
  }

  function shown() {
    const made = itemView(draws[at], { ...context, answered() { drawMore(made); context.answered(); } });
    drawMore(made);
    return made;
  }

  function drawMore(made) {
    more.hidden = draws.length < 2 || !made.answered();
    made.element.querySelector(".cc-buttons").append(more);
  }

  more.addEventListener("click", () => {
    at = (at + 1) % draws.length;
    const before = view;
    view = shown();
    before.element.replaceWith(view.element);
    view.focus();
    say("The same question with new numbers.");
    context.answered();
  }, { signal });

  return {
    get element() { return view.element; },
    id: item.id,
    answered: () => view.answered(),
    right: () => view.right(),
    earned: () => view.earned(),
    seen: () => view.seen(),
    focus: () => view.focus(),
    onKey: (event, target) => view.onKey(event, target),
    refresh: () => view.refresh(),
    saved: (kind, message) => view.saved(kind, message),
  };
}
