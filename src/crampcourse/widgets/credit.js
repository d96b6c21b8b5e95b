// What an answer earns. learning/credit.py says the same; tests/vectors/credit.json holds both to it.

/** score · (1 − price of hints − price of earlier tries), never below 0. */
export function earned(score, hints, triesBefore, { hint_price, retry_price }) {
  return Math.max(0, score * (1 - hint_price * hints - retry_price * triesBefore));
}

/** The most that one of the tries at one item earned, oldest first. */
export function bestEarned(tries, prices) {
  return Math.max(0, ...tries.map(({ score, hints }, before) => earned(score ?? 0, hints, before, prices)));
}

/** A share of 1 for reading. */
export function points(value) {
  return String(Number(value.toFixed(2)));
}

/** What hints and tries cost in this quiz, in one sentence; empty where nothing does. */
export function priceList({ hint_price, retry_price, tries }, hints) {
  const percent = (share) => `${Number((100 * share).toFixed(1))} %`;
  const parts = [];
  if (tries === 1) parts.push("One try each.");
  else if (tries) parts.push(`Up to ${tries} tries each.`);
  const costs = [hints && hint_price && `each hint ${percent(hint_price)}`, tries !== 1 && retry_price && `each further try ${percent(retry_price)}`].filter(Boolean);
  if (costs.length) parts.push(`Of an answer's point, ${costs.join(" and ")} is taken off.`);
  return parts.join(" ");
}
