// An explorer: sliders move the named artists of a drawing by look-up; the kernel hears only of what was let go.
import { announcer, float32, guardKeys, h, learnFormulas, rich, root, uid } from "./kit.js";
import { openAfter } from "./lock.js";
import { moverOf } from "./movers.js";
import { pictureOf } from "./picture.js";
import { controlPhrase, fillSentence, lookUp } from "./tables.js";

const SETTLE_MS = 450; // a change counts as done after this pause: one message, not one per key
const SWEEP_PER_S = 0.2; // share of its range that the animation runs through in a second
const LARGE_STEPS = 10;

/** A control: native slider with name, value in words, end names, and buttons for pointers that cannot drag. */
function sliderOf(control, colour) {
  const id = uid("control");
  const range = h("input", { type: "range", id, min: control.low, max: control.high, step: control.step });
  const output = h("span", { class: "cc-value", "aria-hidden": "true" }); // the slider itself says it: aria-valuetext
  const step = (sign, name) => h("button", { type: "button", "aria-label": `${control.name}: one step toward ${name}` }, sign);
  const less = step("−", control.low_name);
  const more = step("+", control.high_name);
  const ends = [control.low, control.high].map((end) => h("span", {}, controlPhrase(control, end)));
  const block = h("div", { class: "cc-control", style: `--control: var(${colour})` },
    h("div", { class: "cc-control-head" }, h("label", { for: id }, control.name), output),
    h("div", { class: "cc-control-row" }, less, range, more),
    h("div", { class: "cc-control-ends", "aria-hidden": "true" }, ends));
  return { control, range, output, block, less, more };
}

/** A sourced sentence with its marks, and its sources below. */
function factOf({ text, marks, sources }) {
  return h("li", {}, text, marks.map((mark) => ` [${mark}]`), h("ul", { class: "cc-sources" }, sources.map((source) => h("li", {},
    source.text, " ", source.address ? h("a", { href: source.address, target: "_blank", rel: "noopener" }, source.address.replace("https://", "")) : null, ` ${source.mark}`))));
}

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
  const table = float32(source.get("table"));
  const svgs = source.get("svgs");
  const start = Object.fromEntries(text.controls.map((control) => [control.id, control.start]));
  const values = { ...start, ...model.get("values") };
  const cell = new Float32Array(1);
  const numbersAt = (at) => Object.fromEntries(text.quantities.map(({ id }) => [id, lookUp(layout, table, layout.quantities[id], at, cell)[0]]));
  let settled = { ...values };
  let active = null;
  let settling = 0;
  let frame = 0;

  const pictures = new Map(layout.pictures.map((size) => [size.id, pictureOf(svgs[size.id], size, words[`picture.${size.id}`], signal)]));
  const parts = layout.parts.map((part) => {
    const node = pictures.get(part.picture).find(part.gid);
    return { node, controls: part.controls, move: moverOf(part, node) };
  });
  const sliders = text.controls.map((control) => sliderOf(control, layout.colours[control.id]));
  const moves = h("p", { class: "cc-moves" });
  const state = h("p", { class: "cc-state" });
  const play = h("button", { type: "button", class: "cc-play", "aria-pressed": "false" }, "Play the arc");
  const reset = h("button", { type: "button" }, "Reset");
  const toggles = Object.entries(layout.toggles).map(([word, gids]) => {
    const box = h("input", { type: "checkbox", checked: true });
    box.addEventListener("change", () => {
      for (const { find } of pictures.values()) for (const gid of gids) find(gid)?.classList.toggle("off", !box.checked);
    }, { signal });
    return h("label", { class: "cc-toggle" }, box, words[word]);
  });
  const legend = h("ul", { class: "cc-legend" }, layout.legend.map(({ control, line, word }) => h("li", {}, h("span", { class: `cc-stroke cc-${line}`, style: `--control: var(${layout.colours[control]})`, "aria-hidden": "true" }), words[word])));
  const numbers = h("table", {});
  const numbersDetails = h("details", {}, h("summary", {}, "Numbers as a table"), h("div", { class: "cc-scroll", tabindex: "0", role: "group", "aria-label": "Numbers as a table" }, numbers));
  const body = h("div", { class: "cc-explorer-body" },
    h("div", { class: "cc-pictures" }, layout.pictures.map(({ id, width }) => h("figure", { style: `--width: ${width}` }, h("figcaption", {}, words[`name.${id}`]), pictures.get(id).holder))),
    h("div", { class: "cc-key" }, legend, toggles),
    h("div", { class: "cc-controls" }, sliders.map(({ block }) => block)),
    h("div", { class: "cc-reading" }, moves, state),
    h("div", { class: "cc-tools" }, play, reset),
    numbersDetails,
    h("details", {}, h("summary", {}, "Where the numbers come from"), h("ul", {}, text.facts.map(factOf))),
    h("details", {}, h("summary", {}, "What this model leaves out"), h("ul", {}, text.left_out.map((line) => h("li", {}, rich(line))))));
  section.append(...[h("h3", {}, text.title), h("p", { class: "cc-purpose" }, rich(text.purpose)), text.question && h("p", { class: "cc-question" }, rich(text.question)), body].filter(Boolean));
  const say = announcer(section);

  /** Draws the state; `at` may lie between the steps of a control while the arc is played. */
  function draw(at = values) {
    for (const part of parts) part.move(layout, table, at);
    for (const { control, range, output } of sliders) {
      const said = controlPhrase(control, values[control.id]);
      range.value = values[control.id];
      range.setAttribute("aria-valuetext", said);
      output.textContent = said;
    }
    state.textContent = fillSentence(text, words.state, values, numbersAt(values));
    if (numbersDetails.open) fillNumbers();
  }

  /** Marks what moves with a control, in the pictures and in words. */
  function show(control) {
    active = control;
    moves.replaceChildren(...rich(words[`moves.${control ?? "none"}`]));
    for (const { svg } of pictures.values()) svg.style.setProperty("--moved", control ? `var(${layout.colours[control]})` : "transparent");
    for (const { node, controls } of parts) node.classList.toggle("moves", controls.includes(control));
  }

  function put(control, value) {
    pause();
    values[control.id] = Math.min(Math.max(value, control.low), control.high);
    if (active !== control.id) show(control.id);
    draw();
  }

  /** Once the controls rest: tells the kernel, and says what the change did. */
  function settle(sentence = words[`change.${active}`]) {
    clearTimeout(settling);
    settling = setTimeout(() => {
      if (text.controls.every(({ id }) => values[id] === settled[id])) return;
      say(fillSentence(text, sentence, values, numbersAt(values), numbersAt(settled)));
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
    const control = text.controls.find(({ id }) => id === active) ?? text.controls[0];
    const ends = [control.low, control.high];
    const sets = [values, ...ends.map((end) => ({ ...values, [control.id]: end }))].map(numbersAt);
    const heads = ["Number", "Now", ...ends.map((end) => `At ${controlPhrase(control, end)}`)];
    numbers.replaceChildren(
      h("thead", {}, h("tr", {}, heads.map((head) => h("th", { scope: "col" }, head)))),
      h("tbody", {}, text.quantities.map(({ id, name }) => h("tr", {}, h("th", { scope: "row" }, name), sets.map((set) => h("td", {}, fillSentence(text, `{${id}}`, values, set)))))));
  }

  function pause() {
    if (!frame) return;
    cancelAnimationFrame(frame);
    frame = 0;
    play.textContent = "Play the arc";
    play.setAttribute("aria-pressed", "false");
    draw();
    settle();
  }

  /** Runs the control last used to one end of its range, to the other, and back to where it was. */
  function sweep() {
    const control = text.controls.find(({ id }) => id === active) ?? text.controls[0];
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
      values[control.id] = Math.round(place / control.step) * control.step;
      draw({ ...values, [control.id]: place });
      frame = requestAnimationFrame(advance);
      if (!stops.length) pause();
    };
    frame = requestAnimationFrame(advance);
  }

  for (const { control, range, less, more } of sliders) {
    range.addEventListener("input", () => put(control, Number(range.value)), { signal });
    range.addEventListener("change", () => settle(), { signal });
    for (const [button, way] of [[less, -1], [more, 1]]) {
      button.addEventListener("click", () => {
        put(control, values[control.id] + way * control.step);
        settle();
      }, { signal });
    }
  }
  guardKeys(el, signal, (event, target) => {
    const slider = sliders.find(({ range }) => range === target);
    const way = { PageUp: 1, PageDown: -1 }[event.key];
    if (!slider || !way) return;
    event.preventDefault();
    put(slider.control, values[slider.control.id] + way * LARGE_STEPS * slider.control.step);
    settle();
  });
  play.addEventListener("click", () => (frame ? pause() : sweep()), { signal });
  reset.addEventListener("click", () => {
    pause();
    Object.assign(values, start);
    show(null);
    draw();
    settle(words["change.reset"]);
  }, { signal });
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
    if (byHand) sliders[0].range.focus();
    else if (lock.item) say("The explorer is open.");
  });
}

export default { render };
