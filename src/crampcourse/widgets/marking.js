// Marks a response by a rule. learning/marking.py says the same; tests/vectors/marking.json holds both to it.
import { readQuantity } from "./quantity.js";
import { LONGEST_WORDS, fold, recognise } from "./spelling.js";

const SLACK = 1e-9;
const refuse = (problem) => ({ score: 0, correct: false, problem, parts: {}, value: null });
const given = (score, correct, parts, value = null) => ({ score, correct, problem: null, parts, value });
const isIndex = (value, of) => Number.isInteger(value) && value >= 0 && value < of;
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

const MARKERS = {
  equals(rule, response) {
    if (response === null) return refuse("empty");
    if (!isIndex(response, rule.of)) return refuse("malformed");
    const right = response === rule.key;
    return given(Number(right), right, { [response]: right ? "right" : "wrong" });
  },

  // (hits − false alarms) ÷ keys, never below 0
  subset(rule, response) {
    if (response === null || (Array.isArray(response) && !response.length)) return refuse("empty");
    if (!Array.isArray(response) || !response.every((value) => isIndex(value, rule.of))) return refuse("malformed");
    const chosen = new Set(response);
    if (chosen.size < response.length) return refuse("malformed");
    const keys = new Set(rule.keys);
    const hits = response.filter((value) => keys.has(value)).length;
    const parts = {};
    for (let index = 0; index < rule.of; index += 1) {
      if (chosen.has(index)) parts[index] = keys.has(index) ? "right" : "wrong";
      else if (keys.has(index)) parts[index] = "missed";
    }
    return given(Math.max(0, 2 * hits - chosen.size) / keys.size, hits === keys.size && hits === chosen.size, parts);
  },

  interval(rule, whole) {
    const units = { [rule.unit]: 1, ...rule.units };
    let [response, unit] = [whole, rule.unit];
    if (isObject(whole)) {
      response = whole.text ?? null;
      unit = whole.unit === undefined ? unit : whole.unit;
    }
    if (response === null) return refuse("empty");
    if (typeof unit !== "string" || !Object.hasOwn(units, unit)) return refuse("malformed");
    let value;
    let problem = null;
    if (typeof response === "string") [value, problem] = readQuantity(response, units, unit);
    else if (typeof response === "number") {
      value = response * units[unit];
      if (!Number.isFinite(value)) problem = "too_large";
    } else problem = "malformed";
    if (problem) return refuse(problem);
    const slack = SLACK * Math.max(Math.abs(rule.low), Math.abs(rule.high));
    const right = rule.low - slack <= value && value <= rule.high + slack;
    return given(Number(right), right, {}, value);
  },

  // the share of pairs that stand in the right order
  sequence({ key }, response) {
    if (response === null) return refuse("empty");
    if (!Array.isArray(response) || response.length !== key.length) return refuse("malformed");
    if (!response.every((step) => isIndex(step, key.length)) || new Set(response).size < key.length) return refuse("malformed");
    const places = response.map((step) => key.indexOf(step));
    let inOrder = 0;
    places.forEach((place, i) => places.slice(i + 1).forEach((later) => { inOrder += place < later; }));
    const parts = {};
    response.forEach((step, i) => { parts[step] = ["right", "partly"][Math.abs(places[i] - i)] ?? "wrong"; });
    return given(inOrder / ((key.length * (key.length - 1)) / 2), places.every((place, i) => place === i), parts);
  },

  pairs({ key, labels }, response) {
    if (response === null) return refuse("empty");
    if (!isObject(response)) return refuse("malformed");
    const placed = Object.entries(response).filter(([, label]) => label !== null);
    if (!Object.keys(response).every((target) => Object.hasOwn(key, target))) return refuse("malformed");
    if (!placed.every(([, label]) => labels.includes(label))) return refuse("malformed");
    if (!placed.length) return refuse("empty");
    if (new Set(placed.map(([, label]) => label)).size < placed.length) return refuse("malformed");
    const on = Object.fromEntries(placed);
    const parts = {};
    for (const [target, label] of Object.entries(key)) {
      parts[target] = !Object.hasOwn(on, target) ? "missed" : on[target] === label ? "right" : "wrong";
    }
    const targets = Object.keys(key);
    const hits = targets.filter((target) => parts[target] === "right").length;
    return given(hits / targets.length, hits === targets.length, parts);
  },

  region(rule, response) {
    if (response === null) return refuse("empty");
    if (!rule.among.includes(response)) return refuse("malformed");
    const right = response === rule.key;
    return given(Number(right), right, { [response]: right ? "right" : "wrong" });
  },

  stretch({ stretches }, place) {
    if (place === null) return refuse("empty");
    if (!Number.isFinite(place)) return refuse("malformed");
    const slack = SLACK * Math.max(...stretches.flatMap(([low, high]) => [Math.abs(low), Math.abs(high)]));
    const on = stretches.findIndex(([low, high]) => low - slack <= place && place <= high + slack);
    const right = on >= 0 && stretches[on][2];
    return given(Number(right), right, on < 0 ? {} : { [on]: right ? "right" : "wrong" }, place);
  },

  text(rule, response) {
    if (response === null) return refuse("empty");
    if (typeof response !== "string") return refuse("malformed");
    if ([...response].length > LONGEST_WORDS) return refuse("too_long");
    if (!fold(response, rule.accents)) return refuse("empty");
    const [listed, word] = recognise(response, rule);
    return given(Number(word !== "wrong"), word !== "wrong", { [listed]: word });
  },

  // 1 for both, ½ for the answer alone
  tiers(rule, response) {
    if (response === null) return refuse("empty");
    const tiers = ["answer", "reason"];
    if (!isObject(response) || !Object.keys(response).every((name) => tiers.includes(name))) return refuse("malformed");
    const marks = tiers.map((tier) => mark(rule[tier], response[tier]));
    const problems = marks.map((marked) => marked.problem).filter(Boolean);
    if (problems.length) return refuse(problems.includes("malformed") ? "malformed" : "empty");
    const [answer, reason] = marks.map((marked) => marked.score);
    const score = (answer + answer * reason) / 2;
    return given(score, score === 1, Object.fromEntries(tiers.map((tier, i) => [tier, marks[i].correct ? "right" : "wrong"])));
  },

  // the share of gaps that are right
  gaps({ gaps }, response) {
    if (response === null) return refuse("empty");
    if (!Array.isArray(response) || response.length !== gaps.length) return refuse("malformed");
    const marks = gaps.map((gap, i) => mark(gap, response[i]));
    const problem = marks.map((marked) => marked.problem).find((word) => word && word !== "empty");
    if (problem || marks.every((marked) => marked.problem)) return refuse(problem ?? "empty");
    const hits = marks.filter((marked) => marked.correct).length;
    const parts = Object.fromEntries(marks.map((marked, i) => [i, marked.problem ? "missed" : Object.values(marked.parts)[0]]));
    return given(hits / gaps.length, hits === gaps.length, parts);
  },
};

/** What a response is worth: score 0…1, correct, problem (a word, or null), parts, value. */
export function mark(rule, response) {
  return MARKERS[rule.kind](rule, response ?? null);
}
