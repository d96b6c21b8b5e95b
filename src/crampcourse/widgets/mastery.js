// When an objective counts as met: four of five of its items were last answered right.

const MASTERY = 0.8;

/** `right` of `asked` items; an objective that no item asks about is never met. */
export const isMet = (right, asked) => asked > 0 && right >= MASTERY * asked;
