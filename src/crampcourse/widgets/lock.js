// What must wait for a prediction: it stays covered until the guess is committed, or skipped by whoever teaches.
import { h, isCommitted, onCommit } from "./kit.js";

/** Calls `open(byHand)` once: at once where nothing locks, else when the prediction is committed or skipped. */
export function openAfter(model, section, signal, open) {
  const { item } = model.get("lock");
  if (!item || isCommitted(model, item)) {
    open(false);
    return;
  }
  const skip = h("button", { type: "button" }, "Skip the prediction");
  const panel = h("div", { class: "cc-lock" }, h("p", {}, h("strong", {}, "Commit your prediction above first.")), skip);
  const unlock = (byHand) => {
    if (!panel.isConnected) return;
    panel.remove();
    open(byHand);
  };
  skip.addEventListener("click", () => unlock(true), { signal });
  onCommit(item, () => unlock(false), signal);
  section.append(panel);
}
