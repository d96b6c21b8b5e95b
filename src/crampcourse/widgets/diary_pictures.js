// The diary's pictures: a calendar that is a table, and the rate ratio with its interval.
import { daysLater } from "./diary_log.js";
import { h, svgNode } from "./kit.js";

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
export const WEEKS = 8;
const [WIDTH, HEIGHT, LINE_Y] = [320, 84, 40];
const ENDS = Math.log(20);
const ROUND_RATIOS = [0.1, 0.25, 0.5, 1, 2, 4, 10];

/** A day for reading: 3 Nov 2026, or 3 Nov. */
export function said(day, year = true) {
  return new Date(`${day}T12:00:00`).toLocaleDateString("en-GB", { day: "numeric", month: "short", ...(year && { year: "numeric" }) });
}

/** The Monday of a day's week. */
export function mondayOf(day) {
  return daysLater(day, -((new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7));
}

/** WEEKS weeks up to the one that begins on `monday`; `counts`: day → cramps. */
export function calendar(monday, counts, { today, changed, words }) {
  const head = h("tr", {}, h("th", { scope: "col" }, words.week), DAYS.map((day) => h("th", { scope: "col" }, day)));
  const weeks = Array.from({ length: WEEKS }, (_, week) => {
    const first = daysLater(monday, 7 * (week - WEEKS + 1));
    const cells = DAYS.map((_, place) => {
      const day = daysLater(first, place);
      const count = counts.get(day);
      const kind = day > today ? "later" : count === undefined ? "open" : count ? `many-${Math.min(count, 3)}` : "free";
      return h("td", { class: `cc-day-${kind}${day === changed ? " cc-day-changed" : ""}` }, day > today ? "" : count === undefined ? "–" : String(count));
    });
    return h("tr", {}, h("th", { scope: "row" }, said(first, false)), cells);
  });
  const caption = `${words["calendar.said"]}${changed ? ` ${words["calendar.changed"]}` : ""}`;
  return h("table", { class: "cc-calendar" }, h("caption", {}, caption), h("thead", {}, head), h("tbody", {}, weeks));
}

/** The ratio as a dot and its interval as a line on a logarithmic scale; what lies beyond ends at the edge. */
export function ratioPicture(ratio, low, high, label, words) {
  const x = (value) => Math.round(WIDTH / 2 + (Math.max(-ENDS, Math.min(ENDS, Math.log(value))) / ENDS) * (WIDTH / 2 - 12));
  const svg = svgNode("svg", { class: "cc-ratio", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": label });
  const write = (at, y, text, anchor = "middle") => {
    const node = svgNode("text", { x: at, y, "text-anchor": anchor });
    node.textContent = text;
    svg.append(node);
  };
  svg.append(svgNode("path", { class: "cc-ratio-one", d: `M${x(1)} 22V${LINE_Y + 18}` }));
  svg.append(svgNode("path", { class: "cc-ratio-line", d: `M${x(low)} ${LINE_Y - 7}v14m0 -7H${x(high)}m0 -7v14` }));
  svg.append(svgNode("circle", { class: "cc-ratio-dot", cx: x(ratio), cy: LINE_Y, r: 7 }));
  write(12, 14, words["chart.fewer"], "start");
  write(WIDTH - 12, 14, words["chart.more"], "end");
  for (const round of ROUND_RATIOS) write(x(round), LINE_Y + 36, String(round));
  return svg;
}
