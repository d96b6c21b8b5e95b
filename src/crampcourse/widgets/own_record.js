// What belongs to the learner alone: one record under a name, in this browser's storage and nowhere else.

const KEY = "crampcourse:own:";

/**
 * A record that all widgets of a page and all tabs of a browser share: { value, kept, unread, set(value) }.
 * `sound(data)` gives the record that stored data holds, or null; `empty` is a record of nothing. `changed()` is called
 * when another widget or tab has changed it. `kept` is false where the browser stores nothing; `unread` is true where
 * what was stored could not be read: it is put aside and never lost by our doing.
 */
export function ownRecord(name, { empty, sound, changed }, signal) {
  const key = KEY + name;
  const record = { value: empty, kept: true, unread: false, set };
  const taken = (text) => {
    try {
      return sound(JSON.parse(text));
    } catch {
      return null;
    }
  };
  try {
    const text = localStorage.getItem(key);
    const value = text === null ? empty : taken(text);
    record.unread = value === null;
    if (record.unread) localStorage.setItem(`${key}:unread`, text);
    record.value = value ?? empty;
  } catch {
    record.kept = false;
  }
  function set(value) {
    record.value = value;
    try {
      if (value === empty) localStorage.removeItem(key);
      else localStorage.setItem(key, JSON.stringify(value));
      record.kept = true;
    } catch {
      record.kept = false;
    }
    window.dispatchEvent(new CustomEvent("crampcourse:own", { detail: { key, value, by: record } }));
  }
  const hear = (value) => {
    record.value = value;
    changed();
  };
  window.addEventListener("crampcourse:own", ({ detail }) => detail.key === key && detail.by !== record && hear(detail.value), { signal });
  window.addEventListener("storage", (event) => {
    if (event.key !== key) return;
    const value = event.newValue === null ? empty : taken(event.newValue);
    if (value) hear(value);
  }, { signal });
  return record;
}

/** Asks once more, in place, before something is lost: `button` is pressed, then yes or no. */
export function askFirst(button, { question, yes, no }, { h, signal, done }) {
  const sure = h("button", { type: "button" }, yes);
  const keep = h("button", { type: "button" }, no);
  const text = h("span", {});
  const box = h("div", { class: "cc-own-row cc-own-sure", role: "group", hidden: true }, text, sure, keep);
  const close = () => {
    box.hidden = true;
    button.focus();
  };
  button.addEventListener("click", () => {
    text.textContent = question();
    box.setAttribute("aria-label", text.textContent);
    box.hidden = false;
    keep.focus();
  }, { signal });
  keep.addEventListener("click", close, { signal });
  sure.addEventListener("click", () => {
    close();
    done();
  }, { signal });
  return box;
}

/** Text with {names} filled in. */
export function filledIn(text, values) {
  return text.replace(/\{([a-z]+)\}/g, (whole, name) => values[name] ?? whole);
}

/** Words that a board keeps under `group.`: [[name, words], …] in its order. */
export function grouped(words, group) {
  const start = `${group}.`;
  return Object.entries(words).filter(([name]) => name.startsWith(start)).map(([name, text]) => [name.slice(start.length), text]);
}
