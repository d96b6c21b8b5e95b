// What changes in a picture: each named artist is put where its table says, and shows what its quantity says.
import { setText } from "./kit.js";
import { quantityPhrase } from "./phrases.js";
import { lookUp } from "./tables.js";

/** A function (layout, tables, known) that puts one moving artist where the table says. */
export function moverOf(part, node) {
  const row = new Float64Array(part.width);
  let last = null; // what stands there already costs no layout
  const shape = part.kind === "path" ? node.querySelector("path") : node;
  const attribute = part.kind === "path" ? "d" : "transform";
  const written = {
    affine: () => `matrix(${row.join(" ")})`,
    point: () => `translate(${row[0]} ${row[1]})`,
    path: () => {
      let d = "";
      for (let i = 0; i < row.length; i += 2) d += `${i ? "L" : "M"}${row[i].toFixed(2)} ${row[i + 1].toFixed(2)}`;
      return part.closed ? `${d}Z` : d;
    },
  }[part.kind];
  return (layout, tables, known) => {
    lookUp(layout, tables, part, known, row);
    const next = written();
    if (next === last) return;
    last = next;
    shape.setAttribute(attribute, next);
  };
}

/** A function (known) that shows a quantity: as the look it chooses, or as the text of the artist. */
export function signOf(sign, node, quantity) {
  if (sign.looks.length) {
    return (known) => {
      const look = sign.looks[Math.min(Math.max(Math.round(known[sign.quantity]), 0), sign.looks.length - 1)];
      if (node.dataset.look !== look) node.dataset.look = look;
    };
  }
  const text = node.querySelector("text");
  return (known) => {
    setText(text, quantityPhrase(quantity, known[sign.quantity]));
  };
}
