// A number with its unit: typed as people type it, marked by the reader of quantity.js.
import { h, rich, uid } from "./kit.js";
import { KINDS } from "./kinds.js";

/** A value for reading: at most five significant digits, a real minus, the unit where there is one. */
function shown(value, unit = "") {
  const space = unit === "" || unit === "°" ? "" : "\u00a0";
  return `${String(Number(value.toPrecision(5))).replace("-", "−")}${space}${unit}`;
}

export function numericControl(item, { signal, changed, check }) {
  const { rule } = item;
  const others = Object.keys(rule.units).filter((name) => rule.units[name] !== 1);
  const notes = h("div", { id: uid("notes"), class: "cc-notes" });
  const input = h("input", { type: "text", inputmode: "decimal", autocomplete: "off", spellcheck: "false", "aria-label": `Your answer in ${rule.unit}`, "aria-describedby": notes.id, class: "cc-number" });
  const unit = others.length
    ? h("select", { "aria-label": "Unit" }, [rule.unit, ...others].map((name) => h("option", { value: name }, name)))
    : h("span", { class: "cc-unit" }, rule.unit);
  if (others.length) input.setAttribute("aria-label", "Your answer");
  const edited = () => {
    input.removeAttribute("aria-invalid");
    changed();
  };
  input.addEventListener("input", edited, { signal });
  unit.addEventListener("change", edited, { signal });
  const spread = (rule.high - rule.low) / 2;

  return {
    element: h("div", { class: "cc-numeric" }, h("div", { class: "cc-row" }, input, unit), notes),
    read: () => (others.length ? { text: input.value, unit: unit.value } : input.value),
    write(response) {
      input.value = (typeof response === "object" ? response?.text : response) ?? "";
      if (others.length) unit.value = response?.unit ?? rule.unit;
    },
    show({ value, correct }) {
      const hit = item.wrong.find(([low, high]) => (low === null || value >= low) && (high === null || value <= high));
      const [rationale, instead] = correct ? [item.rationale] : hit ? hit.slice(2) : [];
      notes.replaceChildren(h("p", {}, `Your answer: ${shown(value, rule.unit)}`), ...(rationale ? [h("p", {}, rich(rationale))] : []), ...(instead ? [h("p", {}, h("strong", {}, "Instead: "), rich(instead))] : []));
    },
    clear: () => notes.replaceChildren(),
    detail: () => "",
    problem: () => input.setAttribute("aria-invalid", "true"),
    answer: () => [
      h("p", {}, h("strong", {}, shown(rule.low + spread, rule.unit)), spread ? ` (accepted from ${shown(rule.low)} to ${shown(rule.high)})` : ""),
      h("p", {}, rich(item.rationale)),
    ],
    onKey(event, target) {
      if (event.key === "Enter" && target === input) check();
    },
    focus: () => input.focus(),
  };
}

KINDS.numeric = { prompt: "A number", empty: "Type a number first.", control: numericControl };
