// The coach: a figure that moves, the cue beside it, counts and holds on a clock, and a stop that is always there.
import { announcer, guardKeys, h, nameRegion, root, uid } from "./kit.js";
import { planOf } from "./coach_clock.js";
import { choicesOf, factsOf, marked } from "./coach_panel.js";
import { sessionOf } from "./coach_session.js";
import { soundOf } from "./coach_sound.js";
import { frameAt, keyFrames, picture, strip } from "./coach_stage.js";
import { glyphsOf, strokeOf } from "./coach_trace.js";
import { countOf, sentencesOf, spaced } from "./coach_words.js";

const APART_MS = 700; // at most two messages a second
const TOGGLE = { ready: "Start", running: "Pause", paused: "Resume", "put off": "Start now", stopped: "Start again", done: "Start again" };
const REMINDERS_MIN = [1, 5, 10];
const clock = { now: () => performance.now(), setTimeout: (...all) => setTimeout(...all), clearTimeout: (id) => clearTimeout(id) };

async function render({ model, el, host, signal }) {
  const movement = model.get("movement");
  const section = root(el, "coach", movement.title);
  signal.addEventListener("abort", () => section.remove()); // Jupyter keeps the view of a cell that is run again
  nameRegion(section, `Coach: ${movement.title}`);
  const source = await host.getModel(model.get("figure")).catch(() => null);
  if (signal.aborted) return;
  if (!source) {
    section.append(h("h3", {}, movement.title), h("p", { class: "cc-notice" }, "The figure is no longer here. Run this cell again to bring it back."));
    return;
  }
  const figure = { rig: source.get("rig"), svg: source.get("svg") };
  const sound = soundOf();
  let [variant, plan, glyphs, shown, frame] = [null, null, null, null, 0];

  const holder = h("div", { class: "cc-coach-picture" });
  const cue = h("p", { class: "cc-coach-cue" });
  const saying = h("p", { class: "cc-coach-say" });
  const count = h("p", { class: "cc-coach-count" });
  const stopped = h("div", { class: "cc-coach-stopped", role: "alert" });
  const rule = h("div", { class: "cc-coach-rule" });
  const button = (text, act, attributes = {}) => {
    const node = h("button", { type: "button", ...attributes }, text);
    node.addEventListener("click", act, { signal });
    return node;
  };
  const toggle = button("Start", () => (session.state === "running" ? pause() : start()), { class: "cc-primary" });
  const skip = button("Skip", skipOne, { "aria-label": "Skip this repetition" });
  const again = button("From the start", () => {
    session.restart();
    speak("Back at the start.");
  });
  const later = uid("later");
  const reminders = h("div", { class: "cc-coach-row", role: "group", "aria-labelledby": later },
    h("span", { id: later }, "Remind me in"), REMINDERS_MIN.map((minutes) => button(`${minutes} min`, () => putOff(minutes))));
  const left = h("span", { role: "timer" });
  const cancel = button("Cancel the reminder", () => {
    session.cancel();
    speak("Reminder cancelled.");
    toggle.focus();
  });
  const counting = h("div", { class: "cc-coach-row", hidden: true }, left, cancel);
  const stop = button("Stop: it hurts", halt, { class: "cc-coach-stop" });
  const choices = choicesOf(movement, { signal, changed: rebuild, sound: (on) => (on ? sound.on() : sound.off()), still: matchMedia("(prefers-reduced-motion: reduce)") });
  const facts = h("div", { class: "cc-coach-facts" });
  const panel = h("div", { class: "cc-coach-panel" }, cue, h("div", { class: "cc-coach-now" }, saying, count),
    h("div", { class: "cc-coach-row" }, toggle, skip, again), stop, stopped, rule, reminders, counting);
  const body = h("div", { class: "cc-coach-body" }, holder, panel);
  section.append(h("h3", {}, movement.title), h("p", { class: "cc-small cc-muted" }, movement.notices.limits), choices.form, body, choices.more, facts);
  const speak = spaced(announcer(section), APART_MS, clock);
  const session = sessionOf(clock, {
    changed: show,
    heard: ({ text, tone }) => {
      if (text) speak(text);
      if (tone) sound.play(tone);
    },
    due: () => {
      if (counting.contains(section.getRootNode().activeElement)) toggle.focus(); // its button is gone
      speak(`${movement.title}. ${movement.notices.due}`);
      sound.play("end");
    },
  });

  function start() {
    stopped.replaceChildren();
    const resumed = session.state === "paused";
    session.start();
    if (resumed) speak("Going on.");
  }

  function pause() {
    session.pause();
    speak("Paused.");
  }

  function skipOne() {
    session.skip();
    if (session.state === "paused") speak(`${countOf(plan, session.place.phase, thing())}.`);
  }

  function putOff(minutes) {
    session.putOff(minutes);
    speak(`Put off. I remind you in ${minutes} ${minutes === 1 ? "minute" : "minutes"}.`);
    cancel.focus();
  }

  function halt() {
    speak.cancel();
    session.stop();
    stopped.replaceChildren(`Stopped. ${variant.stop.then}`);
  }

  const thing = () => (movement.writes ? "Letter" : "Repetition");

  /** Takes over what the learner chose: another plan, and the picture at its beginning. */
  function rebuild(chosen, why = "") {
    const given = movement.variants[chosen.variant];
    glyphs = movement.writes ? chosen.glyphs : null;
    const paths = glyphs?.map(({ path }) => path) ?? [given.stage.trace?.path].filter(Boolean);
    variant = { ...given, strokes: paths.map(strokeOf) };
    const repetitions = glyphs?.length ?? chosen.repetitions;
    plan = planOf({ ...variant, sides: chosen.sides, ways: movement.both_ways ? [1, -1] : [1], sets: chosen.sets, repetitions, hold_s: chosen.holdS, pace: chosen.pace });
    cue.textContent = variant.cue;
    rule.replaceChildren(h("p", {}, h("strong", {}, "Stop rule. "), marked(variant.stop.rule, variant.stop)), h("p", { class: "cc-small cc-muted" }, movement.notices.help));
    facts.replaceChildren(...factsOf(movement, variant));
    stopped.replaceChildren();
    const still = chosen.still;
    body.classList.toggle("still", still);
    const whole = `${movement.title}, ${variant.label}`;
    shown = still ? strip(figure, variant, chosen.sides[0]) : picture(figure, variant, whole);
    shown.still = still;
    shown.side = chosen.sides[0];
    holder.replaceChildren(still ? shown.list : shown.svg);
    session.load(plan, sentencesOf(plan, { ...variant, holdS: chosen.holdS, glyphs, notices: movement.notices }));
    if (why) speak(why);
  }

  /** The picture, the words and the buttons as they are now. */
  function show() {
    const { state, place } = session;
    const { phase } = place;
    const begun = state !== "ready" || session.seconds > 0;
    toggle.textContent = TOGGLE[state];
    for (const node of [skip, again]) node.disabled = !["running", "paused"].includes(state);
    reminders.hidden = state === "put off";
    counting.hidden = state !== "put off";
    if (state === "put off") {
      const { dueSeconds } = session;
      left.textContent = `Put off: ${Math.floor(dueSeconds / 60)}:${String(dueSeconds % 60).padStart(2, "0")} left.`;
    }
    saying.textContent = state === "done" ? movement.notices.finished : begun ? wordsOf(place) : keyFrames(variant, shown.side)[0].say;
    const waits = begun && state !== "done" && ["hold", "change", "rest"].includes(phase.kind);
    const seconds = `${phase.kind === "hold" ? "hold " : ""}${Math.ceil(place.left - 1e-6)} s`;
    count.replaceChildren(countOf(plan, phase, thing()), ...(waits ? [" · ", h("strong", {}, seconds)] : []));
    draw(place, begun);
    if (state === "running" && !shown.still) frame ||= requestAnimationFrame(tick);
  }

  function wordsOf({ phase, share }) {
    if (phase.kind === "change") return movement.notices.change_sides;
    if (phase.kind === "rest") return movement.notices.rest;
    if (!["travel", "trace"].includes(phase.kind)) return variant.frames[phase.to].say;
    if (glyphs) return `Write ${glyphs[phase.repetition - 1].name}.`;
    const gone = phase.kind === "travel" ? 0 : phase.way > 0 ? share : 1 - share;
    return variant.tracing.steps.findLast((step) => step.share <= gone)?.say ?? variant.tracing.steps[0].say;
  }

  function draw(place, begun) {
    if (shown.still) {
      shown.mark(begun ? place : null);
      return;
    }
    const now = frameAt(variant, figure.rig, place);
    shown.draw(place.phase.way < 0 ? { ...now, arrows: [] } : now);
  }

  function tick() {
    frame = 0;
    if (session.state !== "running") return;
    const { place } = session;
    draw(place, true);
    frame = requestAnimationFrame(tick);
  }

  guardKeys(section, signal);
  signal.addEventListener("abort", () => {
    cancelAnimationFrame(frame);
    session.end();
    speak.cancel();
    sound.off();
  });
  rebuild(choices.chosen());
}

export default { render };
