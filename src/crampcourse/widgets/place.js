// The picture that label and find items share: loading it, and saying in words where a place lies.
import { h } from "./kit.js";
import { loadPlate, plateView } from "./plate.js";

/** Puts the item's plate into a frame; `ready(view)` is called when it stands. */
export function placePicture(item, { host, signal, options = {}, ready }) {
  const frame = h("div", { class: "cc-frame" }, h("p", { class: "cc-muted" }, "The picture is loading."));
  const begin = async () => {
    const drawing = await loadPlate(host, item.plate);
    if (signal.aborted) return;
    frame.replaceChildren();
    const view = plateView(frame, drawing, { layers: item.layers, signal, label: item.title, maxHeight: 460, ...options });
    // Where a place lies is known only once the picture has a size; a notebook may hold it back from the page at first.
    await new Promise((sized) => {
      const watch = new ResizeObserver(() => {
        if (!view.element.clientWidth) return;
        watch.disconnect();
        sized();
      });
      watch.observe(view.element);
      signal.addEventListener("abort", () => watch.disconnect());
    });
    view.setGroups(Object.fromEntries(Object.entries(item.places).map(([id, [, parts]]) => [id, parts])));
    ready(view);
  };
  begin().catch(() => {
    frame.replaceChildren(h("p", { class: "cc-notice" }, "The picture could not be loaded. Run this cell again."));
  });
  return frame;
}

/** "upper left" and so on, for those who do not see the picture. */
export function whereabouts(view, id) {
  const spot = view.centre(id);
  if (!spot) return "";
  const third = (share, low, high) => (share < 0.36 ? low : share > 0.64 ? high : "");
  const { clientWidth, clientHeight } = view.element;
  return `${third(spot.y / clientHeight, "upper", "lower")} ${third(spot.x / clientWidth, "left", "right")}`.trim() || "middle";
}

/** Places in reading order, left to right: an order that does not know the key. */
export function byPosition(view, ids) {
  const x = (id) => view.centre(id)?.x ?? Infinity;
  return [...ids].sort((a, b) => x(a) - x(b) || (a < b ? -1 : 1));
}
