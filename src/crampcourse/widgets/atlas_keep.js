// The buttons with which an atlas is kept: as a picture file, on paper, as a list.
import { pictureSheet } from "./atlas_copy.js";
import { downloads, fileName, inLight, pngOf, printPage, svgText } from "./atlas_export.js";
import { listRoute } from "./atlas_list.js";
import { listPaper, platePaper } from "./atlas_paper.js";
import { h } from "./kit.js";

/**
 * `look()`: { shown layers, chosen, alone (where isolated), labelled } as they are now; `layerName(id)`; `show(id)`: chooses a structure in the picture;
 * `swap(on)`: hides (or brings back) what the list stands for; `css`: style of the printed page.
 */
export function keepTools({ section, view, plate, cards, order, tissues, layerName, look, show, swap, css, button, say, signal }) {
  const save = downloads(signal);
  let route = null; // made when first asked for
  let listed = false;
  const layerOf = (id) => layerName(plate.layers.map((layer) => layer.id).find((layer) => view.layersOf(id).includes(layer)));

  /** In words what is shown: a copy does not know the buttons. */
  function state() {
    const { shown, chosen, alone } = look();
    const layers = shown.length === plate.layers.length ? "all layers" : shown.map(layerName).join(", ").toLowerCase() || "nothing";
    return `Shown: ${layers}.${chosen ? ` ${alone ? "Isolated" : "Marked"}: ${cards.get(chosen).name}.` : ""}`;
  }

  function copy() {
    const { shown, alone, labelled } = look();
    const names = labelled ? { shown, alone, text: (id) => cards.get(id).name } : null;
    return pictureSheet(section, view, { title: plate.title, caption: plate.caption, notes: [state(), plate.credit].filter(Boolean), names });
  }

  const nameOf = (kind) => fileName(plate, look().shown, look().chosen, kind);
  const told = (kind) => say(`Saving ${nameOf(kind)}.`);
  const svg = button("Save SVG", () => {
    save(svgText(copy()), "image/svg+xml", nameOf("svg"));
    told("svg");
  });
  const png = button("Save PNG", async () => {
    const name = nameOf("png");
    const blob = await pngOf(copy()).catch((error) => say(`The PNG could not be made: ${error.message}. Save the SVG instead.`));
    if (!blob || signal.aborted) return;
    save(blob, "image/png", name);
    say(`Saving ${name}.`);
  });
  const print = button("Print", () => {
    const content = listed
      ? listPaper({ plate, cards, order: route.found(), tissues, layerOf })
      : inLight(section, () => platePaper(section, view, { plate, cards, order, tissues, state: state(), ...look() }));
    printPage(section, { title: plate.title, css, content, signal });
  });
  const list = button("Show as a list", () => setList(!listed), { "aria-pressed": "false" });
  const row = h("div", { class: "cc-atlas-row", role: "group", "aria-label": "Keep" }, list, svg, png, print);

  function setList(on) {
    listed = on;
    if (on && !route) {
      route = listRoute({ cards, order, tissues, layerOf, say, signal, show(id) {
        setList(false);
        show(id);
      } });
      row.parentElement.after(route.element);
    }
    list.setAttribute("aria-pressed", String(on));
    for (const node of [svg, png]) node.hidden = on;
    route.element.hidden = !on;
    swap(on);
    say(on ? `List of ${order.length} structures.` : "Picture.");
  }

  return row;
}
