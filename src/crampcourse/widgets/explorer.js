// An explorer: sliders move the named artists of a drawing by look-up; the kernel hears only of what was let go.
import { controlsOf, grouped } from "./controls.js";
import { announcer, guardKeys, h, learnFormulas, rich, root, setText } from "./kit.js";
import { openAfter } from "./lock.js";
import { moverOf, signOf } from "./movers.js";
import { fillSentence } from "./phrases.js";
import { pictureOf } from "./picture.js";
import { factOf, fillTable, legendOf } from "./readings.js";
import { numbersAt, tablesOf } from "./tables.js";

const SETTLE_MS = 450; // a change counts as done after this pause: one message, not one per key
const SWEEP_PER_S = 0.2; // share of its range that the animation runs through in a second
const LARGE_STEPS = 10;

async function render({ model, el, signal, host }) {
  learnFormulas(model.get("formulas"));
  const text = model.get("text");
  const words = text.words;
  const lock = model.get("lock");
  // The same explorer may stand twice in a lesson: landmarks need names of their own.
  const section = root(el, "explorer", lock.prediction ? `${text.title} (${lock.prediction})` : text.title);
  signal.addEventListener("abort", () => section.remove()); // Jupyter keeps the view of a cell that is run again
  const source = await host.getModel(model.get("drawing"));
  if (signal.aborted) return;
  const layout = source.get("layout_of");
  const tables = tablesOf(layout, source.get("table"));
  const svgs = source.get("svgs");
  const start = Object.fromEntries(text.controls.map((control) => [control.id, control.start]));
  const values = { ...start, ...model.get("values") };
  const known = (at) => numbersAt(layout, tables, at);
  let settled = { ...values };
  let active = null;
  let settling = 0;
  let frame = 0;

  const pictures = new Map(layout.pictures.map((size) => [size.id, pictureOf(svgs[size.id], size, words[`picture.${size.id}`], signal)]));
  const parts = layout.parts.map((part) => {
    const node = pictures.get(part.picture).find(part.gid);
    return { node, controls: part.controls, move: moverOf(part, node) };
  });
  const signs = layout.signs.map((sign) => signOf(sign, pictures.get(sign.picture).find(sign.gid), text.quantities.find(({ id }) => id === sign.quantity)));
  const controls = controlsOf(text.controls, layout.colours, put, signal);
  const moves = words["moves.none"] && h("p", { class: "cc-moves" });
  const state = h("p", { class: "cc-state" });
  const play = words.play && h("button", { type: "button", class: "cc-play", "aria-pressed": "false" }, words.play);
  const reset = h("button", { type: "button" }, "Reset");
  const setups = text.setups.map((setup) => {
    const button = h("button", { type: "button" }, setup.name);
    button.addEventListener("click", () => putAll(setup.values, setup.says), { signal });
    return button;
  });
  const toggles = Object.entries(layout.toggles).map(([word, gids]) => {
    const box = h("input", { type: "checkbox", checked: !layout.off?.includes(word) });
    const follow = () => {
      for (const { find } of pictures.values()) for (const gid of gids) find(gid)?.classList.toggle("off", !box.checked);
    };
    box.addEventListener("change", follow, { signal });
    follow();
    return h("label", { class: "cc-toggle" }, box, words[word]);
  });
  const legend = legendOf(layout.legend, words, layout.colours);
  const numbers = h("table", {});
  const numbersDetails = h("details", {}, h("summary", {}, "Numbers as a table"), h("div", { class: "cc-scroll", tabindex: "0", role: "group", "aria-label": text.sheet?.title ?? "Numbers as a table" }, numbers));
  const body = h("div", { class: "cc-explorer-body" },
    h("div", { class: "cc-pictures" }, layout.pictures.map(({ id, width }) => h("figure", { style: `--width: ${width}` }, h("figcaption", {}, words[`name.${id}`]), pictures.get(id).holder))),
    (legend || toggles.length > 0) && h("div", { class: "cc-key" }, legend, toggles),
    setups.length > 0 && h("div", { class: "cc-setups", role: "group", "aria-label": words.setups ?? "Try" }, h("span", { "aria-hidden": "true" }, words.setups ?? "Try"), setups),
    grouped(controls),
    h("div", { class: moves ? "cc-reading cc-two" : "cc-reading" }, moves, state),
    h("div", { class: "cc-tools" }, play, reset),
    numbersDetails,
    text.facts.length > 0 && h("details", {}, h("summary", {}, "Where the numbers come from"), h("ul", {}, text.facts.map(factOf))),
    h("details", {}, h("summary", {}, "What this model leaves out"), h("ul", {}, text.left_out.map((line) => h("li", {}, rich(line))))));
  // Purpose and question may tell what is to be predicted: they open with the rest.
  body.prepend(...[h("p", { class: "cc-purpose" }, rich(text.purpose)), text.question && h("p", { class: "cc-question" }, rich(text.question))].filter(Boolean));
  section.append(h("h3", {}, text.title), body);
  const say = announcer(section);

  /** Draws the state; `at` may lie between the steps of a control while the arc is played. */
  function draw(at = values) {
    const now = known(at);
    for (const part of parts) part.move(layout, tables, now);
    for (const sign of signs) sign(now);
    for (const { control, show: showValue } of controls) showValue(values[control.id]);
    setText(state, fillSentence(text, words.state, values, at === values ? now : known(values)));
    if (numbersDetails.open) fillNumbers();
  }

  /** Marks what moves with a control, in the pictures and in words. */
  function show(control) {
    active = control;
    if (!moves) return;
    moves.replaceChildren(...rich(words[`moves.${control ?? "none"}`]));
    for (const { svg } of pictures.values()) svg.style.setProperty("--moved", control ? `var(${layout.colours[control]})` : "transparent");
    for (const { node, controls: own } of parts) node.classList.toggle("moves", own.includes(control));
  }

  function put(control, value, done = false) {
    pause();
    // Steps such as 0.1 add up to 0.30000000000000004.
    const steps = Math.round((Math.min(Math.max(value, control.low), control.high) - control.low) / control.step);
    values[control.id] = Number((control.low + steps * control.step).toFixed(6));
    if (active !== control.id) show(control.id);
    draw();
    if (done) settle();
  }

  function putAll(next, sentence) {
    pause();
    Object.assign(values, next);
    show(null);
    draw();
    settle(sentence);
  }

  /** Once the controls rest: tells the kernel, and says what the change did. */
  function settle(sentence = words[`change.${active}`] ?? words.change) {
    clearTimeout(settling);
    settling = setTimeout(() => {
      if (text.controls.every(({ id }) => values[id] === settled[id])) return;
      say(fillSentence(text, sentence, values, known(values), known(settled)));
      settled = { ...values };
      model.set("values", { ...values });
      try {
        model.save_changes();
      } catch {
        // A page without a kernel has nobody to tell; the explorer works all the same.
      }
    }, SETTLE_MS);
  }

  function fillNumbers() {
    fillTable(numbers, text, text.controls.find(({ id }) => id === active) ?? text.controls[0], (other) => known({ ...values, ...other }));
  }

  function pause() {
    if (!frame) return;
    cancelAnimationFrame(frame);
    frame = 0;
    play.textContent = words.play;
    play.setAttribute("aria-pressed", "false");
    draw();
    settle();
  }

  /** Runs the control last used to one end of its range, to the other, and back to where it was. */
  function sweep() {
    const sliders = text.controls.filter(({ kind }) => kind === "slider");
    const control = sliders.find(({ id }) => id === active) ?? sliders[0];
    const stops = [control.high, control.low, values[control.id]];
    let place = values[control.id];
    let last = performance.now();
    show(control.id);
    play.textContent = "Pause";
    play.setAttribute("aria-pressed", "true");
    const advance = (now) => {
      const reach = (Math.max(now - last, 0) / 1000) * SWEEP_PER_S * (control.high - control.low);
      last = now;
      place = Math.abs(stops[0] - place) <= reach ? stops.shift() : place + Math.sign(stops[0] - place) * reach;
      values[control.id] = Number((control.low + Math.round((place - control.low) / control.step) * control.step).toFixed(6));
      draw({ ...values, [control.id]: place });
      frame = requestAnimationFrame(advance);
      if (!stops.length) pause();
    };
    frame = requestAnimationFrame(advance);
  }

  guardKeys(el, signal, (event, target) => {
    const slider = controls.find(({ control, focus }) => control.kind === "slider" && focus === target)?.control;
    const way = { PageUp: 1, PageDown: -1 }[event.key];
    if (!slider || !way) return;
    event.preventDefault();
    put(slider, values[slider.id] + way * LARGE_STEPS * slider.step, true);
  });
  play?.addEventListener("click", () => (frame ? pause() : sweep()), { signal });
  reset.addEventListener("click", () => putAll(start, words["change.reset"]), { signal });
  numbersDetails.addEventListener("toggle", fillNumbers, { signal });
  signal.addEventListener("abort", () => {
    cancelAnimationFrame(frame);
    clearTimeout(settling);
  });

  show(null);
  draw();
  body.hidden = true;
  openAfter(model, section, signal, (byHand) => {
    body.hidden = false;
    if (byHand) controls[0].focus.focus();
    else if (lock.item) say("The explorer is open.");
  });
}

export default { render };
