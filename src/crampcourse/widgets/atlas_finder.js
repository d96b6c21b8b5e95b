// The atlas's search field and its list of structures to choose from.
import { h, uid } from "./kit.js";

/** Whether any of a card's names holds the text. */
export function isNamed({ name, latin = "", synonyms }, text) {
  return [name, latin, ...synonyms].some((each) => each.toLowerCase().includes(text));
}

/** `order`: ids as they are listed; `choose(id)`: called when one is taken. */
export function structureFinder({ cards, order, tissues, choose, say, signal }) {
  const search = h("input", { type: "search", id: uid("find"), autocomplete: "off" });
  const list = h("div", { class: "cc-atlas-list", role: "listbox", "aria-label": "Structures" });
  for (const [tissue, heading] of Object.entries(tissues)) {
    const own = order.filter((id) => cards.get(id).tissue === tissue);
    if (!own.length) continue;
    const title = h("p", { class: "cc-atlas-heading", id: uid("tissue") }, heading);
    list.append(h("div", { role: "group", "aria-labelledby": title.id }, title, own.map((id) => h("div", { role: "option", "data-id": id, tabindex: "-1", "aria-selected": "false" }, cards.get(id).name))));
  }
  const all = [...list.querySelectorAll("[role=option]")];
  const options = () => all.filter((option) => !option.hidden);

  function rove(option, focus = false) {
    if (!option) return;
    for (const other of all) other.tabIndex = other === option ? 0 : -1;
    if (focus) option.focus();
  }

  list.addEventListener("click", (event) => choose(event.target.closest("[role=option]")?.dataset.id), { signal });
  search.addEventListener("input", () => {
    const wanted = search.value.trim().toLowerCase();
    for (const option of all) option.hidden = !isNamed(cards.get(option.dataset.id), wanted);
    for (const group of list.children) group.hidden = !group.querySelector("[role=option]:not([hidden])");
    rove(options()[0]);
    if (wanted) say(`${options().length} found.`);
  }, { signal });

  function listKey(event, target) {
    const open = options();
    const here = open.indexOf(target);
    const letter = event.key.length === 1 && event.key !== " " ? event.key.toLowerCase() : null;
    const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: open.length - 1 }[event.key] ?? (letter ? [...open.keys()].map((i) => (here + 1 + i) % open.length).find((i) => open[i].textContent.toLowerCase().startsWith(letter)) : undefined);
    if (event.key === "Enter" || event.key === " ") choose(target.dataset.id);
    else if (to === -1 && event.key === "ArrowUp") search.focus();
    else if (to !== undefined) rove(open[Math.min(Math.max(to, 0), open.length - 1)], true);
    else return;
    event.preventDefault();
  }

  rove(all[0]);
  return {
    element: h("div", { class: "cc-atlas-finder" }, h("label", { for: search.id }, `Find one of ${order.length} structures`), search, list),
    /** Shows which structure is chosen, and which are in no layer that is shown. */
    mark(chosen, isAway) {
      for (const option of all) {
        option.setAttribute("aria-selected", String(option.dataset.id === chosen));
        option.classList.toggle("away", isAway(option.dataset.id));
      }
    },
    /** Brings the chosen one into view. */
    reveal() {
      const option = list.querySelector("[aria-selected=true]");
      rove(option);
      // Only the list may scroll: scrollIntoView would move the page away from the picture.
      const off = option.offsetTop < list.scrollTop || option.offsetTop + option.offsetHeight > list.scrollTop + list.clientHeight;
      if (off) list.scrollTop = option.offsetTop - list.clientHeight / 2;
    },
    key(event, target) {
      if (target.matches?.("[role=option]")) listKey(event, target);
      else if (target === search && (event.key === "ArrowDown" || event.key === "Enter")) {
        event.preventDefault();
        if (event.key === "Enter") choose(options()[0]?.dataset.id);
        else rove(options()[0], true);
      }
    },
  };
}
