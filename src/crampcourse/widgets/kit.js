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
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

const INLINE = /\*\*([^*]+)\*\*|\*([^*]+)\*|`([^`]+)`/g;
/** Inline Markdown (bold, emphasis, code) as nodes; everything else stays text, so nothing in content can run. */
export function rich(text) {
  const nodes = [];
  let last = 0;
  for (const match of String(text).matchAll(INLINE)) {
    nodes.push(text.slice(last, match.index));
    const [, bold, emphasis, code] = match;
    nodes.push(bold ? h("strong", {}, bold) : emphasis ? h("em", {}, emphasis) : h("code", {}, code));
    last = match.index + match[0].length;
  }
  nodes.push(String(text).slice(last));
  return nodes.filter((node) => node !== "");
}

/** The widget's root. `name` is what a screen reader calls the region. */
export function root(el, kind, name) {
  const section = h("section", { class: `crampcourse cc-${kind}`, lang: "en", "aria-label": name });
  el.append(section);
  return section;
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

/** Bytes of a trait as a Float32Array of its own. */
export function float32(value) {
  if (!value) return new Float32Array();
  return new Float32Array(value.buffer.slice(value.byteOffset, value.byteOffset + value.byteLength));
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

const PENDING = "crampcourse:attempts";

function stored() {
  try {
    const list = JSON.parse(localStorage.getItem(PENDING) ?? "[]");
    return Array.isArray(list) ? list : [];
  } catch {
    return []; // storage switched off or spoilt: the session still works
  }
}

function store(list) {
  try {
    localStorage.setItem(PENDING, JSON.stringify(list));
    return true;
  } catch {
    return false;
  }
}

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** Every known attempt at the widget's items, oldest first: those in the log and those only this browser has. */
export function knownAttempts(model, items) {
  const logged = model.get("history") ?? [];
  const ids = new Set(logged.map((attempt) => attempt.id));
  const local = stored().filter((attempt) => items.includes(attempt.item) && !ids.has(attempt.id));
  return [...logged, ...local].sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
}

function send(model, attempt) {
  try {
    model.send({ type: "attempt", attempt });
  } catch {
    // The kernel that made this widget is gone. The attempt waits in the browser for the next one.
  }
}

/** Logs what the learner did: in the browser at once, and in the kernel's log as soon as it answers. */
export function recordAttempt(model, attempt) {
  const whole = { id: newId(), time: new Date().toISOString(), kind: "answer", score: null, confidence: null, hints: 0, seconds: null, content_hash: "", ...attempt };
  store([...stored(), whole]);
  send(model, whole);
  window.dispatchEvent(new CustomEvent("crampcourse:attempt", { detail: whole }));
  if (whole.kind === "prediction") {
    window.dispatchEvent(new CustomEvent("crampcourse:committed", { detail: whole.item }));
  }
  return whole;
}

/** Listens to the kernel's acknowledgements, and sends again what it has not acknowledged. Call once per render. */
export function keepAttempts(model, items, signal, onState = () => {}) {
  const receive = (message) => {
    if (message.type === "ack") {
      store(stored().filter((attempt) => attempt.id !== message.id));
      onState("saved", message);
    } else if (message.type === "refused") {
      store(stored().filter((attempt) => attempt.id !== message.id));
      onState("refused", message);
    } else if (message.type === "kept") {
      onState("kept", message);
    }
  };
  model.on("msg:custom", receive);
  signal.addEventListener("abort", () => model.off("msg:custom", receive));
  for (const attempt of stored()) {
    if (items.includes(attempt.item)) send(model, attempt);
  }
}

/** Whether a prediction on this item was committed, here or in an earlier session. */
export function isCommitted(model, item) {
  return knownAttempts(model, [item]).some((attempt) => attempt.item === item && attempt.kind === "prediction");
}

/** Calls `fn(attempt)` for every attempt made anywhere on the page. */
export function onAttempt(fn, signal) {
  window.addEventListener("crampcourse:attempt", (event) => fn(event.detail), { signal });
}

/** Calls `fn` when a prediction on this item is committed anywhere on the page. */
export function onCommit(item, fn, signal) {
  window.addEventListener("crampcourse:committed", (event) => {
    if (event.detail === item) fn();
  }, { signal });
}
