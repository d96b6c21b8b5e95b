// Answers that are not given yet, and when those were that are.
import { mark } from "./marking.js";

/** Unsent answers survive a reload. Every call may fail where storage is switched off; then there is no draft. */
export const drafts = {
  key: ({ id, seed }) => `crampcourse:draft:${id}${seed === undefined ? "" : `:${seed}`}`,
  load(item) {
    try {
      const draft = JSON.parse(localStorage.getItem(drafts.key(item)));
      if (draft?.hash !== item.hash || mark(item.rule, draft.response).problem === "malformed") return null;
      return { ...draft, hints: Math.max(0, Math.trunc(draft.hints)) || 0 };
    } catch {
      return null;
    }
  },
  save(item, draft) {
    try {
      if (draft) localStorage.setItem(drafts.key(item), JSON.stringify({ hash: item.hash, ...draft }));
      else localStorage.removeItem(drafts.key(item));
    } catch { /* the answer itself is not lost: it is still on the page */ }
  },
};

/** A date and time for reading. */
export function when(time) {
  return new Date(time).toLocaleString("en-GB", { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" });
}
