// What an explorer looks up: tables over the grids of its controls, and terms put together from them.
// states.py and terms.py say the same in Python; tests/test_explorer.py holds the two against each other.

/** The packed tables: float32 first, then what was quantised to int16. */
export function tablesOf(layout, bytes) {
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  return { floats: new Float32Array(buffer, 0, layout.floats), wholes: new Int16Array(buffer, 4 * layout.floats) };
}

/** Writes the interpolated row of `entry` at `values` (control or quantity → value) into `out`. */
export function lookUp(layout, tables, entry, values, out) {
  const { width, scale = 1, middle = 0 } = entry;
  const table = "scale" in entry ? tables.wholes : tables.floats;
  let first = 0; // the row below in every grid
  let stride = 1;
  const between = []; // grids between two of whose states the value lies
  for (let i = entry.controls.length - 1; i >= 0; i -= 1) {
    const grid = layout.grids[entry.controls[i]];
    let place = Math.min(Math.max((values[entry.controls[i]] - grid.low) / grid.step, 0), grid.count - 1);
    if (grid.snap) place = Math.floor(place + 0.5);
    const below = Math.floor(place);
    first += below * stride;
    if (place > below) between.push({ share: place - below, stride });
    stride *= grid.count;
  }
  out.fill(middle, 0, width);
  for (let corner = 0; corner < 1 << between.length; corner += 1) {
    let weight = scale;
    let row = first;
    for (let i = 0; i < between.length; i += 1) {
      const above = (corner >> i) & 1;
      weight *= above ? between[i].share : 1 - between[i].share;
      row += above * between[i].stride;
    }
    const start = entry.start + row * width;
    for (let i = 0; i < width; i += 1) out[i] += weight * table[start + i];
  }
  return out;
}

const RUN = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  ">": (a, b) => Number(a > b),
  ">=": (a, b) => Number(a >= b),
  ".least": Math.min,
  ".most": Math.max,
  ".where": (condition, then, other) => (condition ? then : other),
  ".exp": Math.exp,
  ".ln": Math.log,
  ".root": Math.sqrt,
  ".size": Math.abs,
};

/** What the steps of a term give for these values. */
function run(steps, values) {
  const stack = [];
  for (const step of steps) {
    if (typeof step === "number") stack.push(step);
    else if (step in RUN) stack.push(RUN[step](...stack.splice(-RUN[step].length)));
    else stack.push(values[step]);
  }
  return stack[0];
}

const cell = new Float64Array(1);

/** Every control and quantity at these values of the controls. */
export function numbersAt(layout, tables, values) {
  const known = { ...values };
  for (const [name, entry] of Object.entries(layout.quantities)) {
    known[name] = entry.steps ? run(entry.steps, known) : lookUp(layout, tables, entry, known, cell)[0];
  }
  return known;
}
