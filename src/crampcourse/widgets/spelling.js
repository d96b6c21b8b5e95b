// Compares words that somebody typed with listed ones. library/spelling.py says the same, and why.
import { INVISIBLE, SPACES } from "./quantity.js";

export const LONGEST_WORDS = 100;
const SLIP_FROM = 5;
const AROUND = /^["'“”„‘’«»]+|["'“”„‘’«».,;:!?]+$/g;
const othersIn = (text) => text.replace(/\p{L}/gu, "");

/** One spelling for all that count as the same. */
export function fold(text, accents = false) {
  let plain = text.replace(INVISIBLE, "").normalize("NFKC").replace(/[‐‑‒–—−]/g, "-").replace(SPACES, "");
  plain = plain.toUpperCase().toLowerCase().replaceAll("ς", "σ");
  if (!accents) plain = plain.normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  return plain.normalize("NFC").replace(AROUND, "").replace(/-(?!$)/g, "");
}

function oneSlip(first, second) {
  const [a, b] = [[...first], [...second]];
  while (a.length && b.length && a[0] === b[0]) [a, b].forEach((list) => list.shift());
  while (a.length && b.length && a.at(-1) === b.at(-1)) [a, b].forEach((list) => list.pop());
  return Math.max(a.length, b.length) <= 1 || (a.length === 2 && b.length === 2 && a[0] === b[1] && a[1] === b[0]);
}

/** The listed answer that was meant ("" for none), and right, spelling or wrong. */
export function recognise(text, { accepted, wrong, accents, typos }) {
  const typed = fold(text, accents);
  const same = (listed) => fold(listed, accents) === typed;
  const near = (listed) => {
    const known = fold(listed, accents);
    return typos && (known.match(/\p{L}/gu) ?? []).length >= SLIP_FROM && othersIn(known) === othersIn(typed) && oneSlip(known, typed);
  };
  for (const [list, word, fits] of [[accepted, "right", same], [wrong, "wrong", same], [wrong, "wrong", near], [accepted, "spelling", near]]) {
    const listed = list.find(fits);
    if (listed !== undefined) return [listed, word];
  }
  return ["", "wrong"];
}
