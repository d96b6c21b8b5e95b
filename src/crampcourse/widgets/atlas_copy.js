// Copies of what an atlas shows now, as SVG that stands alone: colours plain, strokes in the copy's own measure.
import { svgNode } from "./kit.js";
import { placeNames, placeNumbers, worthNaming } from "./labels.js";

const MARGIN = 24; // px round the whole
const COLUMN = 210; // px for the names on either side
const FONT = "system-ui, sans-serif";
const SLACK = 0.92; // another computer's letters may be wider than ours

const plainColours = new Map();
let pen = null;

/** A computed colour, of whatever notation, as #rrggbb and its opacity. */
function plainColour(colour) {
  if (!plainColours.has(colour)) {
    if (!pen) pen = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data;
    plainColours.set(colour, { hex: `#${[r, g, b].map((part) => part.toString(16).padStart(2, "0")).join("")}`, alpha: a / 255 });
  }
  return plainColours.get(colour);
}

const short = (number) => String(Number(number.toFixed(3)));

/** The looks of one drawn shape as attributes; `scale`: px of the copy per unit of the drawing. */
function looks(node, scale) {
  const style = getComputedStyle(node);
  const kept = {};
  const paint = (name) => {
    if (style[name] === "none") return void (kept[name] = "none");
    const { hex, alpha } = plainColour(style[name]);
    kept[name] = hex;
    const opacity = alpha * Number(style[`${name}Opacity`]);
    if (opacity < 1) kept[`${name}-opacity`] = short(opacity);
  };
  paint("fill");
  if (style.stroke !== "none") {
    paint("stroke");
    const own = style.vectorEffect === "non-scaling-stroke" ? scale : 1;
    kept["stroke-width"] = short(parseFloat(style.strokeWidth) / own);
    if (style.strokeDasharray !== "none") kept["stroke-dasharray"] = style.strokeDasharray.split(/[\s,]+/).map((part) => short(parseFloat(part) / own)).join(" ");
    kept["stroke-linejoin"] = style.strokeLinejoin;
    kept["stroke-linecap"] = style.strokeLinecap;
  }
  if (style.opacity !== "1") kept.opacity = style.opacity;
  return kept;
}

function plainCopy(node, scale) {
  if (node.tagName !== "mask" && getComputedStyle(node).display === "none") return null;
  const kept = {};
  for (const name of ["d", "x", "y", "width", "height", "mask", "maskUnits", "viewBox"]) if (node.hasAttribute(name)) kept[name] = node.getAttribute(name);
  if (node.id) kept.id = node.id;
  if (["path", "rect"].includes(node.tagName)) Object.assign(kept, looks(node, scale));
  else if (getComputedStyle(node).opacity !== "1") kept.opacity = getComputedStyle(node).opacity;
  const copy = svgNode(node.tagName, kept);
  copy.append(...[...node.children].map((child) => plainCopy(child, scale)).filter(Boolean));
  return copy;
}

/** The drawing with what lies over it, `long` px on its long side, its corner at x, y. */
function drawingOf(view, long, x, y) {
  const [, , wide, high] = view.svg.getAttribute("viewBox").split(" ").map(Number);
  const scale = long / Math.max(wide, high);
  const copy = plainCopy(view.svg, scale);
  const size = { width: wide * scale, height: high * scale };
  for (const [name, value] of Object.entries({ x, y, ...size })) copy.setAttribute(name, short(value));
  return { copy, ...size, zoom: size.width / view.element.clientWidth };
}

function wrapped(text, width, font) {
  const ruler = document.createElement("canvas").getContext("2d");
  ruler.font = `${font} ${FONT}`;
  const lines = [];
  for (const word of text.split(/\s+/)) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && ruler.measureText(longer).width <= width * SLACK) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function textNode(text, x, y, attributes) {
  const node = svgNode("text", { x: short(x), y: short(y), "font-family": FONT, ...attributes });
  node.textContent = text;
  return node;
}

function sheet(width, height, { title, caption, paper }) {
  const svg = svgNode("svg", { width: short(width), height: short(height), viewBox: `0 0 ${short(width)} ${short(height)}`, role: "img" });
  const named = [["title", title], ["desc", caption]].map(([tag, text]) => {
    const node = svgNode(tag, {});
    node.textContent = text;
    return node;
  });
  svg.append(...named, svgNode("rect", { width: "100%", height: "100%", fill: paper }));
  return svg;
}

function leaderOf(path, ink, paper) {
  const d = `M${path.map(([x, y]) => `${short(x)} ${short(y)}`).join("L")}`;
  const [cx, cy] = path.at(-1).map(short);
  return [
    svgNode("path", { d, fill: "none", stroke: paper, "stroke-width": 3, "stroke-opacity": 0.7 }),
    svgNode("path", { d, fill: "none", stroke: ink, "stroke-width": 1 }),
    svgNode("circle", { cx, cy, r: 2, fill: ink, stroke: paper, "stroke-width": 1 }),
  ];
}

/** Ink and paper of a widget as they are now. */
function inks(section) {
  const { color, backgroundColor } = getComputedStyle(section);
  return { ink: plainColour(color).hex, paper: plainColour(backgroundColor).hex };
}

/**
 * The picture with its title, names (null: none), caption and whose it is. `names`: { shown layers, alone, text(id) }.
 * `notes`: lines below the caption.
 */
export function pictureSheet(section, view, { title, caption, notes, names }) {
  const { ink, paper } = inks(section);
  const side = names ? COLUMN + 12 : 0;
  const measured = drawingOf(view, 880, 0, 0);
  const width = Math.max(measured.width + 2 * side, 520) + 2 * MARGIN;
  const heading = wrapped(title, width - 2 * MARGIN, "700 22px");
  const top = MARGIN + heading.length * 28 + 12;
  const left = (width - measured.width) / 2;
  const below = [[caption, 15], ...notes.map((note) => [note, 13])].flatMap(([text, size]) => wrapped(text, width - 2 * MARGIN, `${size}px`).map((line) => [line, size]));
  const svg = sheet(width, top + measured.height + 24 + below.length * 21 + MARGIN, { title, caption: [caption, ...notes].join(" "), paper });
  svg.append(...heading.map((line, row) => textNode(line, MARGIN, MARGIN + 20 + row * 28, { "font-size": 22, "font-weight": 700, fill: ink })));
  measured.copy.setAttribute("x", short(left));
  measured.copy.setAttribute("y", short(top));
  svg.append(measured.copy);
  if (names) {
    const lines = new Map();
    const linesOf = (id) => lines.get(id) ?? lines.set(id, wrapped(names.text(id), COLUMN, "14px")).get(id);
    const placed = placeNames(worthNaming(view, names), {
      height: measured.height, edges: [-12, measured.width + 12], heightOf: (id) => linesOf(id).length * 17,
      spots: (id) => view.spots(id).map(({ x, y }) => ({ x: x * measured.zoom, y: y * measured.zoom })),
    });
    for (const { id, side: where, y, path } of placed) {
      svg.append(...leaderOf(path.map(([px, py]) => [px + left, py + top]), ink, paper));
      const x = where === "left" ? left - 16 : left + measured.width + 16;
      linesOf(id).forEach((line, row, { length }) => svg.append(textNode(line, x, top + y + 5 + (row - (length - 1) / 2) * 17, { "font-size": 14, fill: ink, "text-anchor": where === "left" ? "end" : "start" })));
    }
  }
  below.forEach(([line, size], row) => svg.append(textNode(line, MARGIN, top + measured.height + 36 + row * 21, { "font-size": size, fill: ink })));
  return svg;
}

/** The drawing alone with numbers on its main structures: { svg, order } with the ids in the order of their numbers. */
export function numberedSheet(section, view, look, { title, caption }) {
  const { ink, paper } = inks(section);
  const { copy, width, height, zoom } = drawingOf(view, 640, 0, 0);
  const svg = sheet(width, height, { title, caption, paper });
  svg.append(copy);
  const placed = placeNumbers(worthNaming(view, look), { width, height, spots: (id) => view.spots(id).map(({ x, y }) => ({ x: x * zoom, y: y * zoom })) });
  for (const { at, dot } of placed) if (dot) svg.append(...leaderOf([[at.x, at.y], [dot.x, dot.y]], ink, paper));
  placed.forEach(({ at }, index) => {
    svg.append(svgNode("circle", { cx: short(at.x), cy: short(at.y), r: 10.5, fill: paper, stroke: ink, "stroke-width": 1.5 }));
    svg.append(textNode(String(index + 1), at.x, at.y + 4.5, { "font-size": 13, "font-weight": 700, fill: ink, "text-anchor": "middle" }));
  });
  return { svg, order: placed.map(({ id }) => id) };
}
