// The words of the course: search, or one letter at a time, so that Tab leaves a long list soon.
import { announcer, bare, folded, guardKeys, h, learnFormulas, nameRegion, rich, root } from "./kit.js";
import { sourceEntry } from "./sources.js";

const AT_ONCE = 40; // entries that are shown without a choice of letters
const ALL = "all";

const lessonOf = (id) => `lesson ${Number(id.slice(1))}`;

function render({ model, el, signal }) {
  learnFormulas(model.get("formulas"));
  const terms = model.get("terms");
  const named = model.get("named");
  const references = model.get("references");
  const section = root(el, "glossary", model.get("title"));
  nameRegion(section, model.get("title"));
  guardKeys(section, signal);
  const say = announcer(section);

  const words = new Map(terms.map((term) => [term.id, term.term]));
  const entries = terms.map((term) => {
    const heading = h("h3", { tabindex: "-1" }, rich(term.term));
    const first = folded(term.term)[0].toUpperCase();
    return { id: term.id, heading, letter: first, name: folded(`${bare(term.term)} ${term.latin ?? ""}`), text: folded(bare(term.definition)), element: entryOf(term, heading) };
  });

  function entryOf({ said, latin, definition, lesson, see, sources }, heading) {
    return h("li", {}, heading,
      h("p", { class: "cc-muted cc-small" }, `Said: ${said}. `, latin && ["Latin: ", h("em", { lang: "la" }, latin), ". "], `First needed in ${lessonOf(lesson)}.`),
      h("p", {}, rich(definition)),
      see.length > 0 && h("div", { class: "cc-glossary-see", role: "group", "aria-label": "See also" }, h("span", { class: "cc-small" }, "See also"), see.map(pointer)),
      h("details", {}, h("summary", { class: "cc-small" }, `Sources (${sources.length})`), h("ul", { class: "cc-small" }, sources.map((key) => sourceEntry(references[key], key)))));
  }

  function pointer(id) {
    if (!words.has(id)) return h("span", {}, `${named[id].term} (${lessonOf(named[id].lesson)})`);
    const button = h("button", { type: "button" }, words.get(id));
    button.addEventListener("click", () => jump(id), { signal });
    return button;
  }

  const search = h("input", { type: "search", autocomplete: "off", spellcheck: "false" });
  const letters = [...new Set(entries.map((entry) => entry.letter))];
  const many = entries.length > AT_ONCE;
  const letter = h("select", {}, letters.map((each) => h("option", { value: each }, `${each} (${entries.filter((entry) => entry.letter === each).length})`)), h("option", { value: ALL }, `All (${entries.length})`));
  if (!many) letter.value = ALL;
  const count = h("p", { class: "cc-muted" });
  const list = h("ul", { class: "cc-glossary-list", "aria-label": "Entries" });
  section.append(h("div", { class: "cc-choose" },
    h("label", {}, h("span", {}, "Search"), search),
    many && h("label", {}, h("span", {}, "Beginning with"), letter)), count, list);

  /** What begins with the words searched for comes first, then what has them in its name or Latin, then in its meaning. */
  function found() {
    const sought = folded(search.value.trim());
    if (!sought) return entries.filter((entry) => letter.value === ALL || entry.letter === letter.value);
    const rank = (entry) => [entry.name.startsWith(sought), entry.name.includes(sought), entry.text.includes(sought)].indexOf(true);
    return entries.filter((entry) => rank(entry) >= 0).sort((a, b) => rank(a) - rank(b));
  }

  function draw() {
    const shown = found();
    list.replaceChildren(...shown.map((entry) => entry.element));
    list.hidden = shown.length === 0;
    count.textContent = shown.length ? `${shown.length} of ${entries.length} words` : `No word fits. There are ${entries.length}; try a shorter part of it.`;
  }

  function jump(id) {
    const entry = entries.find((each) => each.id === id);
    if (!entry.element.isConnected) {
      search.value = "";
      if (letter.value !== ALL) letter.value = entry.letter;
      draw();
      say(count.textContent);
    }
    entry.heading.focus();
    entry.element.scrollIntoView({ block: "nearest" });
  }

  const change = () => {
    draw();
    say(count.textContent);
  };
  search.addEventListener("input", change, { signal });
  letter.addEventListener("change", () => {
    search.value = "";
    change();
  }, { signal });
  draw();
  return () => section.remove();
}

export default { render };
