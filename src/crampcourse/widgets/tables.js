// What an explorer looks up: tables over the grids of its controls, interpolated, and numbers put into words.
// explorer.py says the same words in Python; tests/test_explorer.py holds the two against each other.

/** Writes the interpolated row of `entry` at `values` (control id → value) into `out`. */
export function lookUp(layout, table, entry, values, out) {
  out.fill(0, 0, entry.width);
  const corners = 1 << entry.controls.length;
  const cells = entry.controls.map((control) => {
    const grid = layout.grids[control];
    const place = Math.min(Math.max((values[control] - grid.low) / grid.step, 0), grid.count - 1);
    const below = Math.min(Math.floor(place), grid.count - 2);
    return { below, share: place - below, count: grid.count };
  });
  for (let corner = 0; corner < corners; corner += 1) {
    let weight = 1;
    let row = 0;
    cells.forEach(({ below, share, count }, i) => {
      const above = (corner >> i) & 1;
      weight *= above ? share : 1 - share;
      row = row * count + below + above;
    });
    if (weight === 0) continue;
    const start = entry.start + row * entry.width;
    for (let i = 0; i < entry.width; i += 1) out[i] += weight * table[start + i];
  }
  return out;
}

/** "12 mm up", "3° inward", or the quantity's word for nothing. */
export function quantityPhrase(quantity, value, zero = quantity.zero) {
  const whole = Math.floor(Math.abs(value) + 0.5);
  if (whole === 0) return zero;
  const unit = quantity.unit === "°" ? "°" : ` ${quantity.unit}`;
  return `${whole}${unit} ${value > 0 ? quantity.above : quantity.below}`;
}

/** "12° dorsiflexion": a control's value with its unit and the name of its direction. */
export function controlPhrase(control, value) {
  const unit = control.unit === "°" ? "°" : ` ${control.unit}`;
  const shown = `${Number(Math.abs(value).toFixed(3))}${unit}`;
  if (value === 0) return shown;
  return `${shown} ${value > 0 ? control.high_name : control.low_name}`;
}

/** A sentence of the content with its {names} replaced by what they stand for now, or since `before`. */
export function fillSentence(text, template, values, numbers, before) {
  return template.replace(/\{([a-z_]+\.)?([a-z_]+)\}/g, (whole, prefix, name) => {
    const quantity = text.quantities.find((one) => one.id === name);
    const control = text.controls.find((one) => one.id === name);
    if (prefix === "change." && quantity) return quantityPhrase(quantity, numbers[name] - before[name], text.words.unchanged);
    if (quantity) return quantityPhrase(quantity, numbers[name]);
    return control ? controlPhrase(control, values[name]) : whole;
  });
}
