// What moves in a picture: each named artist is put where its table says.
import { lookUp } from "./tables.js";

/** A function (layout, table, values) that puts one moving artist where the table says. */
export function moverOf(part, node) {
  const row = new Float32Array(part.width);
  const shape = part.kind === "path" ? node.querySelector("path") : node;
  const write = {
    affine: () => shape.setAttribute("transform", `matrix(${row.join(" ")})`),
    point: () => shape.setAttribute("transform", `translate(${row[0]} ${row[1]})`),
    path: () => {
      let d = "";
      for (let i = 0; i < row.length; i += 2) d += `${i ? "L" : "M"}${row[i].toFixed(2)} ${row[i + 1].toFixed(2)}`;
      shape.setAttribute("d", part.closed ? `${d}Z` : d);
    },
  }[part.kind];
  return (layout, table, values) => {
    lookUp(layout, table, part, values, row);
    write();
  };
}
