// A session with the coach: ready, running, paused, put off, stopped or done. Only the clock is asked for the time.
import { nextStart, placeAt, stopwatch } from "./coach_clock.js";

const MINUTE_MS = 60_000;

/**
 * `clock`: { now, setTimeout, clearTimeout }. `changed()` is called when the state or a shown second changes,
 * `heard({ text, tone })` for each sentence and tone in its time; after a gap (a sleeping tab) only the last is spoken.
 */
export function sessionOf(clock, { changed, heard, due }) {
  const watch = stopwatch(clock.now);
  let [plan, sentences, next] = [null, [], 0];
  let state = "ready";
  let dueAt = 0;
  let timer = null;

  function enter(name) {
    state = name;
    clock.clearTimeout(timer);
    timer = null;
    if (state === "running" || state === "put off") wake();
    else changed();
  }

  /** Does what is due, and sleeps until something is due again. */
  function wake() {
    if (state === "put off") {
      const left = dueAt - clock.now();
      if (left <= 0) {
        rest();
        due();
        return;
      }
      sleep(left % 1000 || 1000);
    } else {
      const { seconds } = watch;
      let spoken = null;
      for (; next < sentences.length && sentences[next].at <= seconds; next += 1) {
        const { text, tone } = sentences[next];
        spoken = { text: text ?? spoken?.text, tone: tone ?? spoken?.tone };
      }
      if (spoken) heard(spoken);
      if (placeAt(plan, seconds).over) {
        enter("done");
        return;
      }
      const upcoming = sentences[next]?.at ?? plan.seconds;
      const { phase, left } = placeAt(plan, seconds);
      sleep(Math.min(upcoming - seconds, left % 1 || 1, phase.start + phase.seconds - seconds || 1) * 1000);
    }
    changed();
  }

  const rest = () => enter(watch.seconds > 0 ? "paused" : "ready");

  function sleep(ms) {
    timer = clock.setTimeout(wake, Math.max(1, Math.ceil(ms)));
  }

  return {
    /** Takes another plan with its sentences, and is ready at its beginning. */
    load(newPlan, newSentences) {
      [plan, sentences] = [newPlan, newSentences];
      this.restart();
    },
    start() {
      if (state === "done" || state === "stopped") this.restart();
      watch.start();
      enter("running");
    },
    pause() {
      watch.pause();
      if (state === "running") enter("paused");
    },
    restart() {
      watch.reset();
      next = 0;
      enter("ready");
    },
    stop() {
      watch.pause();
      enter("stopped");
    },
    /** Leaves out what is left of the repetition, or of a rest. */
    skip() {
      const { seconds } = watch;
      const to = nextStart(plan, seconds);
      watch.skip(to - seconds);
      next = sentences.findIndex(({ at }) => at >= to - 1e-9);
      if (next < 0) next = sentences.length;
      if (state === "running") enter("running");
      else changed();
    },
    /** From now on, so many minutes are counted down; then it is ready where it was. */
    putOff(minutes) {
      watch.pause();
      dueAt = clock.now() + minutes * MINUTE_MS;
      enter("put off");
    },
    cancel: rest,
    end() {
      clock.clearTimeout(timer);
      timer = null;
    },
    get state() {
      return state;
    },
    get seconds() {
      return Math.min(watch.seconds, plan.seconds);
    },
    get dueSeconds() {
      return Math.max(0, Math.ceil((dueAt - clock.now()) / 1000 - 1e-6));
    },
    get place() {
      return placeAt(plan, this.seconds);
    },
  };
}
