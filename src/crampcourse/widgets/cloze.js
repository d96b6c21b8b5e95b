// A text with gaps: a list or a field stands in each, and what is said of each stands below.
import { bare, h, rich, seededShuffle, uid } from "./kit.js";
import { note } from "./feedback.js";
import { mark } from "./marking.js";
import { respelt, wordAnswer, wordField, wordNote } from "./short.js";
import { KINDS } from "./kinds.js";

const GAP = /\{\{(\d+)\}\}/;

export function clozeControl(item, context) {
  const { seed, signal, changed, check } = context;
  const rules = item.rule.gaps;
  const notes = h("ol", { id: uid("notes"), class: "cc-notes cc-gap-notes" });
  const fields = rules.map((rule, i) => {
    const said = `Gap ${i + 1} of ${rules.length}`;
    if (rule.kind === "text") return wordField(said, context);
    const order = seededShuffle([...item.gaps[i].options.keys()], `${seed}:${item.id}:${i}`);
    const select = h("select", { "aria-label": said }, h("option", { value: "" }, "— choose —"), order.map((index) => h("option", { value: index }, bare(item.gaps[i].options[index][0]))));
    select.addEventListener("change", changed, { signal });
    return select;
  });
  for (const field of fields) field.setAttribute("aria-describedby", notes.id);
  const gaps = fields.map((field, i) => h("span", { class: "cc-gap" }, field, h("span", { class: "cc-gap-sign", "aria-hidden": "true" }, `(${i + 1})`)));
  // Every second piece of the text is the number of a gap.
  const text = h("p", { class: "cc-cloze" }, item.text.split(GAP).map((piece, i) => (i % 2 ? gaps[piece - 1] : rich(piece))));
  const responses = () => fields.map(({ value }, i) => (value === "" ? null : rules[i].kind === "text" ? value : Number(value)));

  function noteOf(i, response) {
    const marked = mark(rules[i], response);
    if (marked.problem) return note("missed", "");
    if (rules[i].kind === "text") return wordNote(rules[i], item.gaps[i], marked);
    const [, rationale, instead] = item.gaps[i].options[response];
    return note(marked.correct ? "right" : "wrong", rationale, instead);
  }

  return {
    element: h("div", {}, text, notes),
    read: responses,
    write: (response) => fields.forEach((field, i) => { field.value = response?.[i] ?? ""; }),
    show({ parts }) {
      const given = responses();
      notes.replaceChildren(...rules.map((_, i) => h("li", {}, noteOf(i, given[i]))));
      gaps.forEach((gap, i) => {
        const right = parts[i] === "right" || parts[i] === "spelling";
        gap.classList.add(right ? "cc-right" : "cc-wrong");
        gap.lastChild.textContent = `(${i + 1} ${right ? "✓" : "✗"})`;
      });
    },
    clear() {
      notes.replaceChildren();
      gaps.forEach((gap, i) => {
        gap.className = "cc-gap";
        gap.lastChild.textContent = `(${i + 1})`;
      });
    },
    detail({ parts }) {
      const words = Object.values(parts);
      return `${words.filter((word) => word === "right" || word === "spelling").length} of ${words.length} gaps are right`;
    },
    remark({ parts }) {
      const i = rules.findIndex((_, at) => parts[at] === "spelling");
      return i < 0 ? "" : `Accepted; gap ${i + 1} is spelt ${respelt(mark(rules[i], responses()[i]))}`;
    },
    problem() {
      rules.forEach((rule, i) => mark(rule, responses()[i]).problem === "too_long" && fields[i].setAttribute("aria-invalid", "true"));
    },
    answer: () => h("ol", {}, rules.map((rule, i) => {
      if (rule.kind === "text") return h("li", {}, wordAnswer(rule, item.gaps[i]));
      const [right, rationale] = item.gaps[i].options[rule.key];
      return h("li", {}, h("strong", {}, rich(right)), ". ", rich(rationale));
    })),
    onKey(event, target) {
      if (event.key === "Enter" && target.matches("input.cc-words")) check();
    },
    focus: () => fields[0].focus(),
  };
}

KINDS.cloze = { prompt: "Fill the gaps", empty: "Fill at least one gap first.", control: clozeControl };
