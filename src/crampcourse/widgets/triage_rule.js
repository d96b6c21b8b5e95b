// The rule of the triage desk, as library/triage.py has it: both keep to tests/vectors/triage.json.

/** From the least to the most urgent. */
export const URGENCIES = ["self-care", "routine", "urgent", "emergency"];

/**
 * What is known when these questions were answered, in whatever order.
 * `findings`: { question, screens, raises }; `urgencyOf`: flag → urgency.
 */
export function standing(findings, found, urgencyOf) {
  const level = (flag) => URGENCIES.indexOf(urgencyOf[flag]);
  const flags = [...new Set(findings.filter(({ question }) => found.includes(question)).flatMap(({ raises }) => raises))];
  const highest = Math.max(0, ...flags.map(level));
  const notAsked = findings.filter(({ question, screens }) => !found.includes(question) && screens.some((flag) => level(flag) > highest)).map(({ question }) => question);
  return { urgency: URGENCIES[highest], flags, notAsked, reassures: !flags.length && !notAsked.length };
}

/** What a decision is worth: 1 right and grounded, ½ right before it could be known, 0 not right. */
export function credit(decision, right, known) {
  if (decision !== right) return 0;
  return known.urgency === right && !known.notAsked.length ? 1 : 0.5;
}
