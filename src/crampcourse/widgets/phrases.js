// Numbers of an explorer put into words. explorer.py says the same in Python; tests/test_explorer.py compares.

/** Rounded half away from zero. */
const rounded = (value, decimals) => Math.floor(Math.abs(value) * 10 ** decimals + 0.5) / 10 ** decimals;
const withUnit = (number, unit) => (unit === "°" ? `${number}°` : `${number} ${unit}`.trimEnd());
const optionOf = (options, value) => options[Math.min(Math.max(Math.floor(value + 0.5), 0), options.length - 1)];

/** "12 mm up", "−83.8 mV", the quantity's word for nothing, or one of its options. */
export function quantityPhrase(quantity, value) {
  if (quantity.options.length) return optionOf(quantity.options, value);
  const amount = rounded(value, quantity.decimals);
  if (amount === 0 && quantity.zero) return quantity.zero;
  const word = value > 0 ? quantity.above : quantity.below;
  const sign = value < 0 && amount && !word ? "−" : "";
  return `${withUnit(sign + amount.toFixed(quantity.decimals), quantity.unit)} ${amount ? word : ""}`.trimEnd();
}

/** "12 mm up", "up 4 N m", or that nothing changed. */
export function changePhrase(quantity, change, unchanged) {
  const amount = rounded(change, quantity.decimals);
  if (amount === 0 || quantity.options.length) return unchanged;
  const phrase = withUnit(amount.toFixed(quantity.decimals), quantity.unit);
  const word = change > 0 ? quantity.above : quantity.below;
  return word ? `${phrase} ${word}` : `${change > 0 ? "up" : "down"} ${phrase}`;
}

/** "12° dorsiflexion", "4.5 mmol/l", "knee bent": a control's value. */
export function controlPhrase(control, value) {
  if (control.options.length) return optionOf(control.options, value);
  const shown = withUnit(`${Number(Math.abs(value).toFixed(3))}`, control.unit);
  if (value === 0 || control.low >= 0) return shown;
  return `${shown} ${value > 0 ? control.high_name : control.low_name}`;
}

/** A sentence of the content with its {names} replaced by what they stand for now, or since `before`. */
export function fillSentence(text, template, values, numbers, before) {
  return template.replace(/\{([a-z_]+\.)?([a-z0-9_]+)\}/g, (whole, prefix, name) => {
    const quantity = text.quantities.find((one) => one.id === name);
    const control = text.controls.find((one) => one.id === name);
    const states = prefix === "change." ? [numbers, before] : [numbers];
    if (quantity?.told && !states.every((state) => state[quantity.told])) return text.words.untold;
    if (prefix === "change." && quantity) return changePhrase(quantity, numbers[name] - before[name], text.words.unchanged);
    // What a quantity chooses may be a sentence with names of its own.
    if (quantity?.options.length) return fillSentence(text, quantityPhrase(quantity, numbers[name]), values, numbers, before);
    if (quantity) return quantityPhrase(quantity, numbers[name]);
    return control ? controlPhrase(control, values[name]) : whole;
  });
}
