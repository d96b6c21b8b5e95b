// A short answer in words. A slip of one letter is forgiven, and said.
import { note } from "./feedback.js";
import { h, rich, uid } from "./kit.js";
import { KINDS } from "./kinds.js";

/** A field for words; `said` tells what it is for. */
export function wordField(said, { signal, changed }) {
  const input = h("input", { type: "text", autocomplete: "off", autocapitalize: "off", spellcheck: "false", "aria-label": said, class: "cc-words" });
  input.addEventListener("input", () => {
    input.removeAttribute("aria-invalid");
    changed();
  }, { signal });
  return input;
}

/** What is said of a marked answer in words; `said` holds the rationale and those of the listed wrong answers. */
export function wordNote(rule, said, { parts }) {
  const [[listed, word]] = Object.entries(parts);
  if (word === "wrong") return note("wrong", ...(said.wrong[rule.wrong.indexOf(listed)] ?? ["This is none of the answers known here."]));
  return note("right", `${word === "spelling" ? `The spelling is **${listed}**. ` : ""}${said.rationale}`);
}

/** How it should have been spelt, or nothing. */
export function respelt({ parts }) {
  return Object.keys(parts).find((listed) => parts[listed] === "spelling");
}

/** The right answer and what else is accepted. */
export function wordAnswer({ accepted: [first, ...others] }, { rationale }) {
  return h("p", {}, h("strong", {}, first), others.length ? ` (also accepted: ${others.join(", ")})` : "", ". ", rich(rationale));
}

export function shortControl(item, context) {
  const input = wordField("Your answer", context);
  const notes = h("div", { id: uid("notes"), class: "cc-notes" });
  input.setAttribute("aria-describedby", notes.id);
  return {
    element: h("div", {}, h("div", { class: "cc-row" }, input), notes),
    read: () => input.value,
    write: (response) => { input.value = typeof response === "string" ? response : ""; },
    show: (marked) => notes.replaceChildren(wordNote(item.rule, item, marked)),
    clear: () => notes.replaceChildren(),
    detail: () => "",
    remark: (marked) => (respelt(marked) ? `Accepted; the spelling is ${respelt(marked)}` : ""),
    problem: () => input.setAttribute("aria-invalid", "true"),
    answer: () => wordAnswer(item.rule, item),
    onKey(event, target) {
      if (event.key === "Enter" && target === input) context.check();
    },
    focus: () => input.focus(),
  };
}

KINDS.short = { prompt: "In a word or a few", empty: "Type an answer first.", control: shortControl };
