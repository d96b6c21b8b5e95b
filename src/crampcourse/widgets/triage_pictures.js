// Pictures of the triage desk: pain against walking, rest and night; the nerve territories of the foot. Each with words.
import { h, svgNode } from "./kit.js";

const BAND = 96; // units wide
const TOP = 34;
const HEIGHT = 90;
const DOING = { walk: "Walking", rest: "Resting", night: "In bed" };

/** A drawing of the content as a node; it holds groups and paths only. */
function drawingOf(text) {
  return document.importNode(new DOMParser().parseFromString(text, "image/svg+xml").documentElement, true);
}

/** What the picture of pain shows, one sentence for each band. */
export function painWords(phases) {
  return phases.map(({ doing, minutes, pain: [from, to] }) => {
    const change = from === to ? `pain stays at ${from}` : `pain ${to > from ? "rises" : "falls"} from ${from} to ${to}`;
    return `${DOING[doing]}, ${minutes} min: ${change} of 10.`;
  });
}

/** The picture of pain (a line over bands of walking, resting and lying) with its words below. */
export function painPicture(phases, drawings, note) {
  const width = BAND * phases.length + 34;
  const svg = svgNode("svg", { viewBox: `0 0 ${width} ${TOP + HEIGHT + 22}`, class: "cc-pain", role: "img", "aria-label": painWords(phases).join(" ") });
  const place = (pain) => TOP + HEIGHT - 6 - (pain / 10) * (HEIGHT - 12);
  for (const level of [0, 5, 10]) {
    svg.append(svgNode("line", { x1: 26, x2: width - 8, y1: place(level), y2: place(level), class: "cc-pain-grid" }));
    const label = svgNode("text", { x: 20, y: place(level) + 4, "text-anchor": "end" });
    label.textContent = level;
    svg.append(label);
  }
  phases.forEach(({ doing, minutes, pain }, i) => {
    const left = 26 + i * BAND;
    svg.append(svgNode("rect", { x: left, y: TOP, width: BAND, height: HEIGHT, class: `cc-band cc-band-${doing}` }));
    const picture = drawingOf(drawings[`picto_${doing}`]);
    for (const [name, value] of Object.entries({ x: left + BAND / 2 - 14, y: 2, width: 28, height: 28 })) picture.setAttribute(name, value);
    svg.append(picture, svgNode("line", { x1: left + 4, y1: place(pain[0]), x2: left + BAND - 4, y2: place(pain[1]), class: "cc-pain-line" }));
    const label = svgNode("text", { x: left + BAND / 2, y: TOP + HEIGHT + 16, "text-anchor": "middle" });
    label.textContent = `${minutes} min`;
    svg.append(label);
  });
  return h("figure", { class: "cc-triage-figure" }, svg, h("figcaption", {}, h("strong", {}, "Pain, 0 to 10. "), painWords(phases).join(" "), h("span", { class: "cc-muted" }, ` ${note}`)));
}

/** The foot with the territories where feeling is changed; the others are pale. */
export function footMap(areas, drawings, words) {
  const svg = drawingOf(drawings.foot_nerves);
  const names = areas.map((area) => words[`nerve.${area}`] ?? area);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", `${words["map.title"]}. Changed feeling: ${names.join("; ")}.`);
  for (const group of svg.querySelectorAll("[data-nerve]")) group.classList.toggle("cc-pale", !areas.includes(group.dataset.nerve));
  return h("figure", { class: "cc-triage-figure cc-triage-map" }, svg, h("figcaption", {}, h("strong", {}, "Changed feeling: "), names.join("; "), ". ", h("span", { class: "cc-muted" }, `${words["map.title"]}. ${words["map.note"]}`)));
}
