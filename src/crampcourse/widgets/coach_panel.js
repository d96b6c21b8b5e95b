// What a learner can choose before a session, and what stands below it: dose, evidence, sources.
import { h, uid } from "./kit.js";
import { glyphsOf } from "./coach_trace.js";

const PACES = [["1", "steady"], ["1.5", "slow"], ["0.75", "quick"]];
const SIDES = { both: ["right", "left"], right: ["right"], left: ["left"] };
const SIDE_NAMES = { both: "both in turn", right: "right", left: "left" };

/** The choices: { form, more, chosen() }; `form` says what is done, `more` how often and how fast. `changed(chosen, why)` is called with each; `still` is the media query of reduced motion. */
export function choicesOf(movement, { signal, changed, sound, still }) {
  const form = h("div", { class: "cc-coach-choices", role: "group", "aria-label": "Choices" });
  const more = h("div", { class: "cc-coach-choices", role: "group", "aria-label": "How often and how fast" });
  const note = h("p", { class: "cc-small cc-muted", hidden: true });
  const labelled = (text, control, home = form, wide = false) => {
    control.id = uid("choice");
    const block = h("div", { class: wide && "cc-coach-wide" }, h("label", { for: control.id }, text), control);
    home.append(block);
    return block;
  };
  const select = (text, pairs, home = form) => {
    const node = h("select", {}, pairs.map(([value, name]) => h("option", { value }, name)));
    const block = labelled(text, node, home, text === "Version");
    block.hidden = pairs.length < 2;
    node.addEventListener("change", () => tell(`${text}: ${node.selectedOptions[0].textContent}. Ready.`), { signal });
    return { node, block };
  };
  const check = (text, checked) => {
    const node = h("input", { type: "checkbox", checked });
    more.append(h("label", { class: "cc-coach-check" }, node, h("span", {}, text)));
    return node;
  };
  const numbers = (values, unit = "") => values.map((value) => [String(value), `${value}${unit}`]);
  const refill = ({ node, block }, pairs) => {
    node.replaceChildren(...pairs.map(([value, name]) => h("option", { value }, name)));
    block.hidden = pairs.length < 2;
  };

  const variant = select("Version", movement.variants.map(({ label }, index) => [String(index), label]));
  const order = { each: ["both", "right", "left"], cramping: ["right", "left"], both: ["both"] }[movement.sides];
  const side = select("Side", order.map((name) => [name, SIDE_NAMES[name]]));
  const alphabet = movement.writes && select("Alphabet", movement.alphabets.map(({ id, name }) => [id, name]));
  const letter = movement.writes && select("Letter", []);
  const word = movement.writes && h("input", { type: "text", maxlength: "20", autocomplete: "off", dir: "auto" });
  const [repetitions, sets, hold] = [["Repetitions"], ["Rounds"], ["Hold"]].map(([text]) => select(text, [], more));
  const pace = select("Pace", PACES, more);
  if (word) labelled("Own word", word);
  const tone = check("Sound: a soft tone", false);
  const frames = check("Key frames only", still.matches);
  form.append(note);

  const glyphs = () => movement.alphabets.find(({ id }) => id === alphabet.node.value).glyphs;
  function fillLetters() {
    const all = glyphs();
    refill(letter, [["", `all ${all.length}`], ...all.map(({ sign, name }) => [sign, sign === name ? sign : `${sign} ${name}`])]);
  }
  /** The word's glyphs, or the letters chosen; what cannot be written is said. */
  function toWrite() {
    const { note: known } = movement.alphabets.find(({ id }) => id === alphabet.node.value);
    const typed = glyphsOf(word.value, movement.alphabets);
    const left = typed.unknown.length ? `Left out, not drawn yet: ${[...new Set(typed.unknown)].join(" ")}` : "";
    note.textContent = word.value.trim() ? left : known ?? "";
    note.hidden = !note.textContent;
    if (typed.glyphs.length) return typed.glyphs;
    return letter.node.value ? glyphs().filter(({ sign }) => sign === letter.node.value) : glyphs();
  }
  function fillDose() {
    const { dose } = movement.variants[Number(variant.node.value)];
    refill(repetitions, movement.writes ? [] : numbers(dose.repetitions));
    refill(sets, numbers(dose.sets));
    refill(hold, numbers(dose.hold_s, " s"));
  }

  function chosen() {
    return {
      variant: Number(variant.node.value),
      sides: movement.sides === "both" ? ["both"] : SIDES[side.node.value],
      repetitions: Number(repetitions.node.value),
      sets: Number(sets.node.value),
      holdS: Number(hold.node.value),
      pace: Number(pace.node.value),
      glyphs: movement.writes ? toWrite() : null,
      still: frames.checked,
    };
  }
  const tell = (why) => changed(chosen(), why);

  // The lists of a version and an alphabet are filled before the choice is told.
  variant.node.addEventListener("change", fillDose, { signal, capture: true });
  alphabet?.node?.addEventListener("change", fillLetters, { signal, capture: true });
  word?.addEventListener?.("change", () => tell(`Word: ${word.value}. Ready.`), { signal });
  tone.addEventListener("change", () => sound(tone.checked), { signal });
  frames.addEventListener("change", () => tell(frames.checked ? "Key frames. Ready." : "Moving picture. Ready."), { signal });
  still.addEventListener("change", () => {
    frames.checked = still.matches;
    tell("");
  }, { signal });
  fillDose();
  if (alphabet) fillLetters();
  return { form, more, chosen };
}

/** A text with where it comes from and how far that was checked. */
export function marked(text, { cited, mark }) {
  return [text, " ", h("span", { class: "cc-coach-mark" }, `(${[cited, mark].filter(Boolean).join("; ")})`)];
}

/** What stands below the figure: what moves, the dose and where it comes from, what is known, the sources. */
export function factsOf(movement, variant) {
  const rows = [
    ["What moves", variant.moves],
    ["Dose", marked(variant.dose.text, variant.dose)],
    ["What is known", movement.evidence],
  ];
  return [
    h("dl", {}, rows.map(([name, text]) => [h("dt", {}, name), h("dd", {}, text)])),
    h("details", {}, h("summary", {}, "Sources"), h("ul", { class: "cc-small" }, movement.cited.map(({ text, address, mark }) =>
      h("li", {}, address ? h("a", { href: address, target: "_blank", rel: "noreferrer" }, text) : text, ` (${mark})`)))),
  ];
}
