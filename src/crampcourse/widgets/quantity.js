// Reads a number as people type it. learning/quantity.py says the same; tests/vectors/marking.json holds both to it.

const LONGEST = 60;
const RAISED = /[⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+/g;
export const INVISIBLE = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
export const SPACES = /[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;
const LOWERED = Object.fromEntries([..."⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹"].map((sign, index) => [sign, "+-0123456789"[index]]));

const HEAD = /^([+-]?) ?([0-9.,' ]*[0-9])(.*)$/;
const POWER = /^ ?(?:[eE]([+-]?[0-9]{1,4})|[x*] ?10 ?(?:\^|\*\*) ?\(?([+-]?[0-9]{1,4})\)?)(?![0-9])(.*)$/;
const BARE_POWER = /^\^ ?\(?([+-]?[0-9]{1,4})\)?(?![0-9])(.*)$/;
const RANGE = /(?:^|[ A-Za-zμ°%])(?:-|±|\+-|to|or|and|\.\.+) ?[+-]?[.,]?[0-9]/;
const AMBIGUOUS = /^[1-9][0-9]{0,2},[0-9]{3}$/;
const PLAIN = /^[0-9]*[.,]?[0-9]+$/;
const GROUPED = [
  [/^[0-9]{1,3}(?:[ '][0-9]{3})+(?:[.,][0-9]+)?$/, /[ ']/g],
  [/^(?:[0-9]{1,3}(?:,[0-9]{3}){2,}|[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+)$/, /,/g],
  [/^(?:[0-9]{1,3}(?:\.[0-9]{3}){2,}|[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+)$/, /\./g],
];

/** One spelling for what looks alike: digits, dashes, spaces, raised numbers, micro signs. */
export function tidy(text) {
  return text
    .replaceAll("′", "'")
    .replace(RAISED, (run) => `^${[...run].map((sign) => LOWERED[sign]).join("")}`)
    .replace(INVISIBLE, "")
    .normalize("NFKC")
    .replace(/[‐‑‒–—−]/g, "-")
    .replace(/[’‘ʼ′٬]/g, "'")
    .replace(/[×✕·⋅∙]/g, "*")
    .replaceAll("٫", ".")
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => digit.charCodeAt(0) % 16)
    .replace(SPACES, " ")
    .replace(/^ +| +$/g, "");
}

function factorOf(typed, units) {
  const spelling = tidy(typed);
  for (const [name, factor] of Object.entries(units)) {
    const known = tidy(name);
    if (spelling === known || ([...spelling].length > 3 && spelling.toLowerCase() === known.toLowerCase())) return factor;
  }
  return null;
}

function digitsOf(body) {
  if (AMBIGUOUS.test(body)) return [null, "ambiguous"];
  if (PLAIN.test(body)) return [body.replace(",", "."), null];
  for (const [pattern, marks] of GROUPED) {
    if (pattern.test(body)) return [body.replace(marks, "").replace(",", "."), null];
  }
  return [null, body.includes("..") ? "range" : "not_a_number"];
}

/** The number in the item's unit, and what is the matter with it: one of the two is null. */
export function readQuantity(text, units, unit) {
  if ([...text].length > LONGEST) return [null, "too_long"];
  const plain = tidy(text);
  if (!plain) return [null, "empty"];
  const head = HEAD.exec(plain);
  if (!head) return [null, "not_a_number"];
  let [, sign, body, rest] = head;
  body = body.replace(/^ +/, "");
  let exponent = "0";
  const power = POWER.exec(rest);
  const bare = body === "10" && BARE_POWER.exec(rest);
  if (power) [exponent, rest] = [power[1] ?? power[2], power[3]];
  else if (bare) [body, exponent, rest] = ["1", bare[1], bare[2]];
  const typed = rest.replace(/^[.,](?![0-9])/, "").replace(/^ +| +$/g, "").replace(/\.+$/, "");
  const factor = factorOf(typed || unit, units);
  let [digits, problem] = digitsOf(body);
  if (factor === null && RANGE.test(typed)) problem = "range";
  else if (factor === null && !problem) problem = /^[0-9.,'+^*/⁄=<>-]/.test(typed) ? "not_a_number" : "unit";
  if (problem) return [null, problem];
  const value = Number(`${sign}${digits}e${exponent}`) * factor;
  return Number.isFinite(value) ? [value, null] : [null, "too_large"];
}
