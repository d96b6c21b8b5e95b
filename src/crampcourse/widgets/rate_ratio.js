// The exact interval of a ratio of two counted rates, and whether counts vary more than chance: says again in the
// browser what models/rate_ratio.py and models/diary.py say.

const logFactorials = [0];
function logFactorial(n) {
  for (let k = logFactorials.length; k <= n; k += 1) logFactorials.push(logFactorials[k - 1] + Math.log(k));
  return logFactorials[n];
}

/** P(Y ≥ least) for Y binomial of n with chance p, 0 < p < 1. */
function upperTail(n, least, p) {
  const [yes, no] = [Math.log(p), Math.log1p(-p)];
  let sum = 0;
  for (let k = least; k <= n; k += 1) sum += Math.exp(logFactorial(n) - logFactorial(k) - logFactorial(n - k) + k * yes + (n - k) * no);
  return sum;
}

/** Odds p/(1 − p) of the chance at which `least` or more of n have the probability `tail`: Clopper and Pearson's lower limit. */
function lowerOdds(n, least, tail) {
  if (least === 0) return 0;
  // Bisected in the logarithm of the odds, so that chances near 0 and near 1 are found alike exactly.
  let [low, high] = [-60, 60];
  for (let round = 0; round < 100; round += 1) {
    const middle = (low + high) / 2;
    if (upperTail(n, least, 1 / (1 + Math.exp(-middle))) < tail) low = middle;
    else high = middle;
  }
  return Math.exp((low + high) / 2);
}

/** Limits [low, high] of the rate ratio after ÷ before; high may be Infinity. */
export function rateRatioLimits(before, after, nightsBefore, nightsAfter, confidence = 0.95) {
  const [n, tail, longer] = [before + after, (1 - confidence) / 2, nightsBefore / nightsAfter];
  return [lowerOdds(n, after, tail) * longer, longer / lowerOdds(n, before, tail)];
}

/** The chance that a chi-square variable is at least `x`; degrees of freedom whole and above 0. */
function chiSquareUpperTail(x, degrees) {
  const [shape, half] = [degrees / 2, x / 2];
  let logGamma = degrees % 2 ? Math.log(Math.PI) / 2 : 0;
  for (let k = degrees % 2 ? 0.5 : 1; k < shape; k += 1) logGamma += Math.log(k);
  let term = 1 / shape;
  let sum = term;
  for (let k = shape + 1; term > sum * 1e-16; k += 1) sum += term *= half / k;
  return half === 0 ? 1 : 1 - sum * Math.exp(shape * Math.log(half) - half - logGamma);
}

/** Whether the counts of each night vary more within their phases than chance allows: Poisson dispersion test, p below `alarm`. */
export function isOverdispersed(alarm, ...phases) {
  let [x, degrees] = [0, 0];
  for (const counts of phases) {
    const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
    if (!(counts.length > 1 && mean > 0)) continue;
    x += counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / mean;
    degrees += counts.length - 1;
  }
  return degrees > 0 && chiSquareUpperTail(x, degrees) < alarm;
}
