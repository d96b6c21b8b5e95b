// What an atlas gives away: a copy as SVG or PNG for the downloads, and a page for the printer.
import { h } from "./kit.js";

const PNG_RATIO = 2; // pixels of the PNG per px of the copy

/** The copy as the text of a file. */
export function svgText(svg) {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(svg)}\n`;
}

/** The same drawn into pixels. */
export async function pngOf(svg) {
  const address = URL.createObjectURL(new Blob([svgText(svg)], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(Number(svg.getAttribute("width")) * PNG_RATIO);
    canvas.height = Math.round(Number(svg.getAttribute("height")) * PNG_RATIO);
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done, fail) => {
      canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("this browser made no PNG"))), "image/png");
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** Hands files to the browser's downloads; each address lives until the next one or the end. */
export function downloads(signal) {
  let address = null;
  const forget = () => address && URL.revokeObjectURL(address);
  signal.addEventListener("abort", forget);
  return (content, type, name) => {
    forget();
    address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
    h("a", { href: address, download: name }).click();
  };
}

/** A file's name that says view, layers and structure. */
export function fileName(plate, shown, chosen, kind) {
  const layers = shown.length === plate.layers.length ? "all-layers" : shown.join("-") || "no-layers";
  return `atlas_${plate.name}_${layers}${chosen ? `_${chosen}` : ""}.${kind}`.replaceAll(/[^\w.-]/g, "-");
}

/** Runs `make` with the widget in its light colours: paper is white. */
export function inLight(section, make) {
  const before = section.style.colorScheme;
  section.style.colorScheme = "light";
  try {
    return make();
  } finally {
    section.style.colorScheme = before;
  }
}

/** Prints a page of its own: what stands round the widget stays off the paper. */
export function printPage(section, { title, css, content, signal }) {
  section.querySelector(".cc-print")?.remove();
  const frame = h("iframe", { class: "cc-print", title: "Page for the printer", tabindex: "-1", "aria-hidden": "true" });
  section.append(frame);
  const page = frame.contentDocument;
  page.documentElement.lang = "en";
  page.title = title;
  page.head.append(h("style", {}, css));
  page.body.append(h("main", {}, content));
  const remove = () => frame.remove();
  frame.contentWindow.addEventListener("afterprint", remove);
  signal.addEventListener("abort", remove);
  frame.contentWindow.focus();
  frame.contentWindow.print();
}
