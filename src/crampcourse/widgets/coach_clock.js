// The coach's time: a plan of phases, and where one is in it. Nothing is added up while it runs, so nothing drifts.

const REST_S = 10; // between rounds
const CHANGE_S = 8; // from one side to the other
const ARRIVE_S = 1; // the toe to the beginning of a path

/**
 * The phases of a session, one after the other: { start, seconds, kind, from, to, side, set, way, repetition }.
 * `kind`: move (from one frame to the next), hold, travel and trace (the toe on a path), change (of sides), rest.
 * `frames`: those of a variant; `once`: how many lead in; `sides`, `ways`: lists; `pace`: longer than 1 is slower.
 */
export function planOf({ frames, once, tracing, sides, ways = [1], sets, repetitions, hold_s: holdS, pace = 1 }) {
  const phases = [];
  let at = 0;
  const add = (seconds, phase) => {
    if (seconds <= 0) return;
    phases.push({ start: at, seconds, ...phase });
    at += seconds;
  };
  const move = (from, to, more) => {
    const frame = frames[to];
    add(frame.seconds * pace, { kind: "move", from, to, ...more });
    add(frame.held ? holdS : frame.rest_s, { kind: frame.held ? "hold" : "pause", from: to, to, ...more });
  };
  for (let set = 1; set <= sets; set += 1) {
    for (const [turn, side] of sides.entries()) {
      let last = 0;
      for (let index = 0; index < once; index += 1) {
        move(last, index, { side, set, way: ways[0], repetition: 0 });
        last = index;
      }
      for (const way of ways) {
        for (let repetition = 1; repetition <= repetitions; repetition += 1) {
          const more = { side, set, way, repetition };
          if (tracing) {
            const arriving = repetition === 1 && way === ways[0];
            add((arriving ? Math.max(ARRIVE_S, tracing.travel_s) : tracing.travel_s) * pace, { kind: "travel", from: last, to: last, arriving, ...more });
            add(tracing.seconds * pace, { kind: "trace", from: last, to: last, ...more });
            continue;
          }
          for (let index = once; index < frames.length; index += 1) {
            move(last, index, more);
            last = index;
          }
        }
      }
      const end = { from: last, to: last, set, way: ways.at(-1), repetition: repetitions };
      if (turn < sides.length - 1) add(CHANGE_S, { kind: "change", side, ...end });
      else if (set < sets) add(REST_S, { kind: "rest", side, ...end });
    }
  }
  return { phases, seconds: at, sides, ways, sets, repetitions };
}

/** Where one is after so many seconds: the phase, its index, the share of it that is over, and the seconds that are left of it. */
export function placeAt(plan, seconds) {
  const { phases } = plan;
  let [low, high] = [0, phases.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (phases[middle].start <= seconds) low = middle;
    else high = middle - 1;
  }
  const phase = phases[low];
  const share = Math.max(0, Math.min(1, (seconds - phase.start) / phase.seconds));
  return { index: low, phase, share, left: Math.max(0, phase.start + phase.seconds - seconds), over: seconds >= plan.seconds };
}

/** When the next repetition, change of sides or rest begins; the end where there is none. */
export function nextStart(plan, seconds) {
  const { index, phase } = placeAt(plan, seconds);
  const key = ({ kind, side, set, way, repetition }) => [["change", "rest"].includes(kind) && kind, side, set, way, repetition].join();
  const next = plan.phases.slice(index).find((other) => key(other) !== key(phase));
  return next ? next.start : plan.seconds;
}

/** Seconds since the start without the pauses, always from the clock itself. `now` gives milliseconds. */
export function stopwatch(now) {
  let began = null;
  let pausedAt = null;
  let away = 0; // milliseconds of pauses, less what was skipped
  return {
    start() {
      if (began === null) [began, away] = [now(), 0];
      else if (pausedAt !== null) away += now() - pausedAt;
      pausedAt = null;
    },
    pause() {
      if (began !== null && pausedAt === null) pausedAt = now();
    },
    reset() {
      began = null;
      pausedAt = null;
    },
    skip(seconds) {
      away -= seconds * 1000;
    },
    get running() {
      return began !== null && pausedAt === null;
    },
    get seconds() {
      return began === null ? 0 : ((pausedAt ?? now()) - began - away) / 1000;
    },
  };
}
