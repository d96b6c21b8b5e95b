// A cramp diary as data: what an entry may be, how a file of them is read and written, and what two phases hold.

export const EMPTY = Object.freeze({ entries: Object.freeze([]), changed: "", what: "" });
export const LONGEST_WHAT = 80;
const COLUMNS = ["date", "muscle", "minutes", "helped"];
const COLUMN_NAMES = Object.fromEntries(COLUMNS.map((name) => [name, name]));
const MOST_MINUTES = 720;
const MOST_FAULTS = 10;
const DAY_MS = 86400000;

/** A day such as 2026-11-29, in this computer's time. */
export function dayOf(moment) {
  return new Date(moment - new Date(moment).getTimezoneOffset() * 60000).toISOString().slice(0, 10);
}

export function isDay(text) {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
}

/** The day that many days later. */
export function daysLater(day, days) {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

export const daysBetween = (first, last) => Math.round((Date.parse(last) - Date.parse(first)) / DAY_MS);

/** What is wrong with an entry, in words; `kinds` = { muscles, helps, today }; `names` of the fields as the reader sees them. */
export function faultsOf({ date, muscle, minutes, helped }, { muscles, helps, today }, names = COLUMN_NAMES) {
  const faults = [];
  if (!isDay(date) || date > today) faults.push(`${names.date} is "${date}"; it must be a day such as ${today}, and not later`);
  if (!muscles.includes(muscle)) faults.push(`${names.muscle} is "${muscle}"; it must be one of ${muscles.join(", ")}`);
  const usual = minutes === null || (Number.isFinite(minutes) && minutes > 0 && minutes <= MOST_MINUTES);
  if (!usual) faults.push(`${names.minutes} is ${Number.isNaN(minutes) ? "no number" : `"${minutes}"`}; it must be a number above 0, at most ${MOST_MINUTES}, or empty`);
  if (helped !== "" && !helps.includes(helped)) faults.push(`${names.helped} is "${helped}"; it must be one of ${helps.join(", ")}, or empty`);
  return faults;
}

const text = (value) => (value === null || value === undefined ? "" : String(value).trim());
const number = (value) => (text(value) === "" ? null : Number(text(value).replace(",", ".")));
const entryOf = (row) => ({ date: text(row.date), muscle: text(row.muscle), minutes: number(row.minutes), helped: text(row.helped) });
const sameEntry = (entry) => JSON.stringify(COLUMNS.map((name) => entry[name]));
export const inOrder = (entries) => [...entries].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));

/** The diary that stored data holds, or null where it is none. */
export function soundDiary(data, kinds) {
  if (!Array.isArray(data?.entries)) return null;
  const entries = data.entries.map((row) => entryOf(row ?? {}));
  // A clock that was ahead must not make yesterday's diary unreadable.
  if (entries.some((entry) => faultsOf(entry, { ...kinds, today: "9999-12-31" }).length)) return null;
  return { entries: inOrder(entries), changed: isDay(text(data.changed)) ? text(data.changed) : "", what: text(data.what).slice(0, LONGEST_WHAT) };
}

export function csvOf({ entries }) {
  const rows = inOrder(entries).map((entry) => COLUMNS.map((name) => entry[name] ?? "").join(","));
  return [COLUMNS.join(","), ...rows, ""].join("\r\n");
}

export function jsonOf({ entries, changed, what }) {
  return `${JSON.stringify({ diary: 1, changed, what, entries: inOrder(entries) }, null, 1)}\n`;
}

/** What a file holds: { diary, faults }; with faults nothing of it should be taken over. */
export function readDiary(content, kinds) {
  const plain = content.replace(/^\ufeff/, "").trim();
  const { rows, changed = "", what = "", fault } = /^[[{]/.test(plain) ? jsonRows(plain) : csvRows(plain);
  if (fault) return { diary: EMPTY, faults: [fault] };
  const entries = rows.map(([, row]) => entryOf(row));
  const faults = entries.flatMap((entry, index) => faultsOf(entry, kinds).map((each) => `${rows[index][0]}: ${each}`));
  const more = faults.length - MOST_FAULTS;
  if (more > 0) faults.splice(MOST_FAULTS, more, `and ${more} more`);
  return { diary: { entries, changed: isDay(text(changed)) ? text(changed) : "", what: text(what).slice(0, LONGEST_WHAT) }, faults };
}

function jsonRows(plain) {
  let data;
  try {
    data = JSON.parse(plain);
  } catch (error) {
    return { fault: `it begins like JSON but is none: ${error.message}` };
  }
  const list = Array.isArray(data) ? data : data.entries;
  if (!Array.isArray(list)) return { fault: "it has no list of entries" };
  return { rows: list.map((row, index) => [`entry ${index + 1}`, row ?? {}]), changed: data.changed, what: data.what };
}

function csvRows(plain) {
  const [head, ...lines] = plain.split(/\r\n|\r|\n/);
  const between = head.includes(";") ? ";" : ",";
  const cells = (line) => line.split(between).map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"));
  const names = cells(head).map((name) => name.toLowerCase());
  const missing = COLUMNS.filter((name) => !names.includes(name));
  if (missing.length) return { fault: `its first line must name the columns ${COLUMNS.join(", ")}; missing: ${missing.join(", ")}` };
  const rows = lines.map((line, index) => [`line ${index + 2}`, line]).filter(([, line]) => line.trim());
  return { rows: rows.map(([place, line]) => [place, Object.fromEntries(cells(line).map((cell, i) => [names[i], cell]))]) };
}

/** Both diaries as one: entries of `more` that `own` has not, counted one by one; own day of the change first. */
export function joined(own, more) {
  const left = new Map();
  for (const entry of own.entries) left.set(sameEntry(entry), (left.get(sameEntry(entry)) ?? 0) + 1);
  const added = more.entries.filter((entry) => {
    const count = left.get(sameEntry(entry)) ?? 0;
    left.set(sameEntry(entry), count - 1);
    return count <= 0;
  });
  const entries = withoutContradiction([...own.entries, ...added]);
  return { diary: { entries, changed: own.changed || more.changed, what: own.what || more.what }, added: entries.length - own.entries.length };
}

/** In order; "no cramp" stands once a night and only where that night has no cramp. */
export function withoutContradiction(entries) {
  const cramped = new Set(entries.filter(({ muscle }) => muscle !== "none").map(({ date }) => date));
  const free = new Set();
  return inOrder(entries.filter(({ date, muscle }) => muscle !== "none" || !(cramped.has(date) || free.has(date) || !free.add(date))));
}

/** Day → number of cramps, for each day that was written down. */
export function cramps(entries) {
  const counts = new Map();
  for (const { date, muscle } of entries) counts.set(date, (counts.get(date) ?? 0) + (muscle === "none" ? 0 : 1));
  return counts;
}

/** Cramps and nights written down before the day of the change and from it on, and nights in between that were not. */
export function phases(entries, changed) {
  const counts = cramps(entries);
  const found = { before: { cramps: 0, nights: 0, each: [] }, after: { cramps: 0, nights: 0, each: [] }, missing: 0 };
  for (const [day, count] of counts) {
    const phase = day < changed ? found.before : found.after;
    phase.cramps += count;
    phase.nights += 1;
    phase.each.push(count);
  }
  const days = [...counts.keys()].sort();
  if (days.length) found.missing = daysBetween(days[0], days.at(-1)) + 1 - days.length;
  return found;
}
