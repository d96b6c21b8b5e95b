// What the coach says and when: the sentences of a plan, far enough apart to be heard.

const APART_S = 1;
const LAST_S = 10; // said when so much of a long hold is left
const SIDE_WORDS = { right: "right side", left: "left side", both: "" };

/** "Repetition 2 of 10, one way, right side, round 1 of 3". */
export function countOf(plan, { repetition, set, side, way }, thing = "Repetition") {
  const ways = plan.ways.length > 1 && (way > 0 ? "one way" : "the other way");
  const parts = [`${thing} ${Math.max(1, repetition)} of ${plan.repetitions}`, ways, SIDE_WORDS[side], plan.sets > 1 && `round ${set} of ${plan.sets}`];
  return parts.filter(Boolean).join(", ");
}

/** What must be said as a phase begins: counts, holds, letters, changes of side, rests. */
function firmly(plan, phase, { opens, begins }, { frames, holdS, glyphs, notices }) {
  const { kind, repetition, to } = phase;
  const frame = frames[to];
  if (kind === "change") return notices.change_sides;
  if (kind === "rest") return notices.rest;
  if (kind === "move" && frame.held) return `${repetition === 1 ? frame.say : "Hold."} ${holdS} seconds.`;
  if (!begins || repetition === 0) return "";
  if (glyphs) return `${opens ? countOf(plan, phase, "Letter") : `Letter ${repetition}`}: ${glyphs[repetition - 1].name}.`;
  const count = opens ? `${countOf(plan, phase)}.` : `${repetition}.`;
  return kind === "move" && !frame.passing ? `${count} ${frame.say}` : count;
}

/** What is said where there is time: the way of each frame in the first round, and how a hold is left. */
function loosely(phase, before, { frames, tracing }) {
  const { kind, start, seconds, repetition, way, to } = phase;
  if (kind === "hold" && seconds >= 2 * LAST_S) return [{ at: start + seconds - LAST_S, text: `${LAST_S} seconds left.` }];
  if (kind === "trace" && repetition === 1 && way > 0) return tracing.steps.map(({ share, say }) => ({ at: start + share * seconds, text: say }));
  const told = kind === "move" && !frames[to].passing && (repetition <= 1 || before.kind === "hold");
  return told ? [{ at: start, text: frames[to].say }] : [];
}

/**
 * Every sentence and tone with its time in seconds: [{ at, text, tone }]. No two sentences come within a second.
 * `glyphs` are the letters to write, one for each repetition; `notices`: id → text.
 */
export function sentencesOf(plan, words) {
  const kept = [];
  const loose = [];
  const tones = [];
  let [block, last] = ["", -1];
  for (const [index, phase] of plan.phases.entries()) {
    const { kind, start, side, set, way, repetition } = phase;
    const here = [side, set, way].join();
    const opens = here !== block;
    const text = firmly(plan, phase, { opens, begins: opens || repetition !== last }, words);
    if (text) kept.push({ at: start, text });
    loose.push(...loosely(phase, plan.phases[index - 1], words));
    if (kind === "hold" || (repetition > 0 && (opens || repetition !== last))) tones.push({ at: start, tone: kind === "hold" ? "hold" : "count" });
    if (repetition > 0) [block, last] = [here, repetition];
  }
  kept.push({ at: plan.seconds, text: words.notices.finished });
  tones.push({ at: plan.seconds, tone: "end" });
  for (const sentence of loose) if (kept.every(({ at }) => Math.abs(at - sentence.at) >= APART_S)) kept.push(sentence);
  return [...kept, ...tones].sort((a, b) => a.at - b.at);
}

/** `say`, at most once in `gapMs`: what comes sooner waits, and only the newest of it is said. Returns say with `cancel`. */
export function spaced(say, gapMs, { now, setTimeout, clearTimeout }) {
  let [last, waiting, timer] = [-Infinity, null, null];
  const speak = (text) => {
    last = now();
    say(text);
  };
  const later = () => {
    timer = null;
    speak(waiting);
  };
  const limited = (text) => {
    const wait = last + gapMs - now();
    if (timer === null && wait <= 0) speak(text);
    else {
      waiting = text;
      timer ??= setTimeout(later, wait);
    }
  };
  limited.cancel = () => {
    clearTimeout(timer);
    timer = null;
  };
  return limited;
}
