// What all widgets share: building elements, keys, words to the screen reader, and the way of an attempt to the log.

let uids = 0;
/** An id that no other element of the page has. */
export function uid(prefix = "cc") {
  uids += 1;
  return `${prefix}-${uids}-${Math.random().toString(36).slice(2, 8)}`;
}

/** An element with attributes (false and null leave one out) and children (text or nodes). */
export function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** A text as it is searched: capitals and accents aside. */
export const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Puts a text that is not there yet: the same words again would cost a layout. */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** An element of SVG with attributes. */
export function svgNode(tag, attributes) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}

const formulas = new Map(); // TeX → its words and its tree
/** Takes over the formulas that stand in a widget's texts. */
export function learnFormulas(known) {
  for (const [tex, made] of Object.entries(known ?? {})) formulas.set(tex, made);
}
/** How a formula is shown: formula.js says it, and travels with the widgets that have some. */
export const SHOW = {};

// Said again in library/inline.py, with what makes dollar signs a formula.
const INLINE = /`([^`]+)`|(?<![0-9A-Za-z\\$])\$(?![ \t\r\n\u00a0]|\$)((?:[^$\\]|\\[^])+)(?<![ \t\r\n\u00a0])\$(?![0-9$])|\*\*([^*]+)\*\*|\*([^*]+)\*/g;
/** Inline Markdown (bold, emphasis, code, formulas) as nodes; everything else stays text, so nothing in content can run. */
export function rich(text, formula = SHOW.formula) {
  const nodes = [];
  let last = 0;
  const pass = (end) => nodes.push(text.slice(last, end).replaceAll("\\$", "$"));
  for (const match of text.matchAll(INLINE)) {
    const [whole, code, tex, bold, emphasis] = match;
    pass(match.index);
    last = match.index + whole.length;
    if (tex) nodes.push(formulas.has(tex) ? formula(...formulas.get(tex)) : whole);
    else nodes.push(code ? h("code", {}, code) : h(bold ? "strong" : "em", {}, rich(bold ?? emphasis, formula)));
  }
  pass();
  return nodes.filter((node) => node !== "");
}

/** The text without its marks, formulas in words. */
export function bare(text) {
  return h("p", {}, rich(text, (words) => words)).textContent;
}

/** A name for what holds formulas, of which most screen readers would say the letters only; null where there are none. */
export function named(text) {
  const found = [];
  rich(text, (words) => found.push(words));
  return found.length ? bare(text) : null;
}

/** The widget's root. `name` is what a screen reader calls the region. */
export function root(el, kind, name) {
  const section = h("section", { class: `crampcourse cc-${kind}`, lang: "en", "aria-label": name });
  el.append(section);
  return section;
}

/** Names a region as no other region of the page is named, so that landmarks can be told apart. */
export function nameRegion(section, name) {
  const taken = [...document.querySelectorAll(".crampcourse")].filter((other) => other !== section).map((other) => other.getAttribute("aria-label"));
  let own = name;
  for (let count = 2; taken.includes(own); count += 1) own = `${name} (${count})`;
  section.setAttribute("aria-label", own);
}

/**
 * Keeps every plain key pressed inside `el` from the notebook, which would move cells or delete them.
 * Listeners inside `el` do not see these keys either: `onKey(event, target)` is called instead.
 */
export function guardKeys(el, signal, onKey = () => {}) {
  window.addEventListener("keydown", (event) => {
    const path = event.composedPath();
    if (!path.includes(el)) return;
    const shortcut = event.ctrlKey || event.metaKey || event.altKey || (event.shiftKey && event.key === "Enter");
    if (shortcut || event.key === "Tab") return;
    if (event.key !== "Escape") event.stopPropagation();
    onKey(event, path[0]);
  }, { capture: true, signal });
}

/** A polite live region inside `parent`; returns say(text). A repeated text is spoken again. */
export function announcer(parent) {
  const region = h("p", { class: "cc-announce", role: "status", "aria-live": "polite" });
  parent.append(region);
  return (text) => {
    region.textContent = region.textContent === text ? `${text}\u00a0` : text;
  };
}

/** The same order for the same learner and item: a small seeded generator (mulberry32) over a string. */
export function seededShuffle(list, seedText) {
  let seed = 1779033703;
  for (const letter of seedText) seed = Math.imul(seed ^ letter.codePointAt(0), 3432918353) >>> 0;
  const random = () => {
    seed = (seed + 0x6d2b79f5) >>> 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const shuffled = [...list];
  for (let i = shuffled.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    [shuffled[i], shuffled[j]] = [shuffled[j], shuffled[i]];
  }
  return shuffled;
}

const PENDING = "crampcourse:attempt:"; // a key for each: two tabs that write a common list at once would lose some

// What this page knows of attempts beside the log, also where the browser stores nothing.
const heard = new Map(); // id → attempt, made on this page or in another tab
const settled = new Map(); // id → what a kernel answered: ack or refused

/** What stands at one key: { order, attempt, refused }, or null where that is no attempt. */
function unpacked(text) {
  try {
    const entry = JSON.parse(text);
    const whole = Number.isFinite(entry.order) && ["id", "item", "kind", "time"].every((name) => typeof entry.attempt[name] === "string");
    return whole ? entry : null;
  } catch {
    return null;
  }
}

/** What only this browser has, in the order in which it was made; nothing where storage is switched off. */
function entries() {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(PENDING));
    return keys.map((key) => unpacked(localStorage.getItem(key))).filter(Boolean).sort((a, b) => a.order - b.order);
  } catch {
    return [];
  }
}

function store(attempt, refused = null) {
  try {
    const order = 1 + (entries().at(-1)?.order ?? 0);
    localStorage.setItem(PENDING + attempt.id, JSON.stringify({ order, attempt, refused }));
  } catch { /* full or switched off: the page still knows the attempt, and says that it is not kept */ }
}

function forget(id) {
  try {
    localStorage.removeItem(PENDING + id);
  } catch { /* then it holds nothing */ }
}

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/**
 * Every known attempt at these items, oldest first: those in the log, and those that only this browser or page has.
 * A time that is still to come was taken from a clock that was ahead: such an attempt counts where it stands in the log.
 */
export function knownAttempts(model, items) {
  const known = new Map();
  for (const attempt of [...(model.get("history") ?? []), ...entries().map((entry) => entry.attempt), ...heard.values()]) {
    if (items.includes(attempt.item) && !known.has(attempt.id)) known.set(attempt.id, attempt);
  }
  const now = Date.now();
  let before = -Infinity;
  const timed = [...known.values()].map((attempt) => {
    const time = Date.parse(attempt.time);
    if (time <= now) before = time;
    return [before, attempt];
  });
  return timed.sort(([a], [b]) => a - b || 0).map(([, attempt]) => attempt);
}

/** Whether a log has this attempt, as far as this page knows. */
export function isLogged(model, { id }) {
  return settled.get(id)?.type === "ack" || (model.get("history") ?? []).some((attempt) => attempt.id === id);
}

/** Where an attempt is kept, in words for the learner. */
export function keptWhere(model, { id }, disk = true) {
  if (isLogged(model, { id })) return "Saved on this computer";
  const kept = entries().some(({ attempt }) => attempt.id === id);
  if (!disk) return kept ? "Kept in this browser; the disk could not be written" : "Not saved: neither the disk nor this browser could keep it";
  return kept ? "Kept in this browser until the kernel answers" : "Not saved yet: this browser keeps nothing, and the kernel has not answered";
}

function send(model, attempt) {
  heard.set(attempt.id, attempt);
  try {
    model.send({ type: "attempt", attempt });
  } catch {
    // The kernel that made this widget is gone. The attempt waits in the browser for the next one.
  }
}

/** Logs what the learner did: in the browser at once, and in the kernel's log as soon as it answers. */
export function recordAttempt(model, attempt) {
  const whole = { id: newId(), time: new Date().toISOString(), kind: "answer", score: null, confidence: null, hints: 0, seconds: null, content_hash: "", ...attempt };
  store(whole);
  send(model, whole);
  window.dispatchEvent(new CustomEvent("crampcourse:attempt", { detail: whole }));
  return whole;
}

/** Listens to the kernel's acknowledgements, and sends again what it has not acknowledged. Call once per render. */
export function keepAttempts(model, items, signal, onState = () => {}) {
  const unwritten = new Set(); // ids that the kernel got and could not write
  const settle = (message) => {
    settled.set(message.id, message);
    if (items.includes(heard.get(message.id)?.item)) onState(message.type === "ack" ? "saved" : "refused", message);
    if (message.type !== "ack") return;
    // One could be written, so the others may be, too.
    const again = [...unwritten];
    unwritten.clear();
    for (const id of again) if (heard.has(id)) send(model, heard.get(id));
  };
  const receive = (message) => {
    if (message.type === "kept") {
      unwritten.add(message.id);
      onState("kept", message);
    } else if (message.type === "ack" || message.type === "refused") {
      if (message.type === "refused" && heard.has(message.id)) store(heard.get(message.id), message.why); // for other tabs
      forget(message.id);
      window.dispatchEvent(new CustomEvent("crampcourse:settled", { detail: message }));
    }
  };
  model.on("msg:custom", receive);
  signal.addEventListener("abort", () => model.off("msg:custom", receive));
  window.addEventListener("crampcourse:settled", (event) => settle(event.detail), { signal });
  onStorage((id, entry) => {
    if (entry?.refused) settle({ type: "refused", id, why: entry.refused });
    else if (!entry && !settled.has(id)) settle({ type: "ack", id });
  }, signal);
  for (const { attempt } of entries()) if (items.includes(attempt.item)) send(model, attempt);
}

/** Calls `fn(id, entry)` when another tab of this browser keeps an attempt, or keeps it no longer (entry is null). */
function onStorage(fn, signal) {
  window.addEventListener("storage", ({ key, newValue }) => {
    if (!key?.startsWith(PENDING)) return;
    const entry = newValue === null ? null : unpacked(newValue);
    if (newValue === null || entry) fn(key.slice(PENDING.length), entry);
  }, { signal });
}

/** Whether a prediction on this item was committed, here or in an earlier session. */
export function isCommitted(model, item) {
  return knownAttempts(model, [item]).some((attempt) => attempt.kind === "prediction");
}

/** Calls `fn(attempt)` for every attempt made anywhere on the page or in another tab. */
export function onAttempt(fn, signal) {
  const hear = (attempt) => {
    heard.set(attempt.id, attempt);
    fn(attempt);
  };
  window.addEventListener("crampcourse:attempt", (event) => hear(event.detail), { signal });
  onStorage((_, entry) => entry && !entry.refused && hear(entry.attempt), signal);
}

/** Calls `fn` when a prediction on this item is committed anywhere on the page or in another tab. */
export function onCommit(item, fn, signal) {
  onAttempt((attempt) => attempt.kind === "prediction" && attempt.item === item && fn(), signal);
}
