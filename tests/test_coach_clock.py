"""The coach's clock: no drift over ten minutes, whatever the machine does, with pauses, skips and a sleeping tab."""

import re
from itertools import pairwise

import pytest

from crampcourse.library import load
from crampcourse.widgets.coach import movement_data
from tests.in_node import in_node

LIBRARY = load()
NAMES = sorted(LIBRARY.movements)
SCRIPTS = ("coach_clock", "coach_words", "coach_session", "coach_trace")
LATE_MS = 15
ALLOWED_MS = 20
MOST_WORDS = 25

# A machine whose timers come up to 15 ms late, and nothing else moves its clock.
CLOCK = """
let seed = 7;
const chance = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
function machine(late) {
  let [time, timers, ids] = [1000, [], 0];
  const clock = {
    now: () => time,
    setTimeout: (act, ms) => {
      timers.push({ id: ++ids, at: time + Math.max(0, ms) + late * chance(), act });
      return ids;
    },
    clearTimeout: (id) => { timers = timers.filter((timer) => timer.id !== id); },
  };
  const until = (end) => {
    for (;;) {
      timers.sort((a, b) => a.at - b.at);
      if (!timers.length || timers[0].at > end) break;
      const timer = timers.shift();
      time = Math.max(time, timer.at);
      timer.act();
    }
    time = end;
  };
  return { clock, until, sleep: (ms) => { time += ms; }, pending: () => timers.length, get time() { return time; } };
}
const choices = (movement, variant) => {
  const glyphs = movement.writes ? movement.alphabets[0].glyphs : null;
  const { dose } = variant;
  return { glyphs, repetitions: glyphs?.length ?? dose.repetitions[0], sets: dose.sets[0], holdS: dose.hold_s[0] ?? 0 };
};
const sidesOf = (movement) => (movement.sides === "both" ? ["both"] : ["right", "left"]);
function planned(movement, variant, more = {}) {
  const chosen = { ...choices(movement, variant), sides: sidesOf(movement), pace: 1, ...more };
  const plan = planOf({ ...variant, ...chosen, ways: movement.both_ways ? [1, -1] : [1], hold_s: chosen.holdS });
  const sentences = sentencesOf(plan, { ...variant, ...chosen, notices: movement.notices });
  return { plan, sentences };
}
"""


def run(tmp_path, body, names=NAMES):
    data = [movement_data(LIBRARY.movements[name], LIBRARY) for name in names]
    return in_node(tmp_path, SCRIPTS, CLOCK + body, data)


def test_ten_minutes_of_repetitions_come_within_20_ms_each(tmp_path):
    heard, period = run(
        tmp_path,
        f"""
        const movement = data[0];
        const variant = movement.variants[1];
        const {{ plan, sentences }} = planned(movement, variant, {{ repetitions: 160, sides: ["right"] }});
        const m = machine({LATE_MS});
        const heard = [];
        let away = 0;
        const session = sessionOf(m.clock, {{
          changed() {{}}, due() {{}},
          heard: ({{ tone }}) => {{ if (tone === "count") heard.push(m.time - 1000 - away); }},
        }});
        session.load(plan, sentences);
        session.start();
        for (let minute = 1; minute <= 22; minute += 1) {{
          m.until(m.time + 30000 + 777 * chance());
          session.pause();
          const pause = 500 + 9000 * chance();
          m.until(m.time + pause);
          away += pause;
          session.start();
        }}
        return [heard, plan.phases.filter(({{ kind }}) => kind === "trace").map(({{ start }}) => start * 1000)];
        """,
        ["ankle_circles"],
    )
    # The first repetition is counted when the toe sets out for the circle, one second before.
    planned = [period[0] - 1000, *period[1 : len(heard)]]
    assert heard[-1] > 600_000
    assert len(heard) > 150
    assert max(abs(a - b) for a, b in zip(heard, planned, strict=True)) <= ALLOWED_MS
    assert [round(b - a) for a, b in pairwise(period[:160])] == [4000] * 159


def test_a_place_depends_on_the_time_alone(tmp_path):
    wrong = run(
        tmp_path,
        """
        const wrong = [];
        for (const movement of data) for (const variant of movement.variants) {
          const { plan } = planned(movement, variant);
          for (const [index, phase] of plan.phases.entries()) {
            const next = plan.phases[index + 1]?.start ?? plan.seconds;
            if (Math.abs(phase.start + phase.seconds - next) > 1e-9) wrong.push([movement.id, index, "gap"]);
            for (const part of [0, 0.25, 0.999]) {
              const found = placeAt(plan, phase.start + part * phase.seconds);
              if (found.index !== index || Math.abs(found.share - part) > 1e-6) wrong.push([movement.id, index, part]);
            }
          }
          const ends = [plan.seconds - 0.01, plan.seconds].map((seconds) => placeAt(plan, seconds).over);
          if (ends[0] || !ends[1]) wrong.push([movement.id, "end"]);
        }
        return wrong;
        """,
    )
    assert wrong == []


@pytest.mark.parametrize("pace", [0.75, 1, 1.5])
def test_sentences_are_short_and_never_within_a_second(tmp_path, pace):
    found = run(
        tmp_path,
        f"""return data.flatMap((movement) => movement.variants.map((variant) =>
          [movement.id + variant.id,
           planned(movement, variant, {{ pace: {pace} }}).sentences.filter(({{ text }}) => text)]));""",
    )
    for where, sentences in found:
        times = [sentence["at"] for sentence in sentences]
        assert min(b - a for a, b in pairwise(times)) >= 1 - 1e-9, where
        for sentence in sentences:
            assert len(sentence["text"].split()) <= MOST_WORDS, sentence
            assert not re.search(r"undefined|NaN|null", sentence["text"]), sentence


def test_repetitions_holds_sides_and_letters_are_counted(tmp_path):
    circles, wall, letters = run(
        tmp_path,
        """return [[0, 1, 3], [1, 0, 1], [2, 0, 1]].map(([m, v, sets]) =>
          planned(data[m], data[m].variants[v], { sets }).sentences.flatMap(({ text }) => text ?? []));""",
        ["ankle_circles", "calf_wall", "toe_writing"],
    )
    assert "Repetition 1 of 10, one way, right side, round 1 of 3." in circles
    assert "Repetition 1 of 10, the other way, left side, round 3 of 3." in circles
    assert circles.count("10.") == 12
    assert circles.count("Change sides.") == 3
    assert circles.count("Rest before the next round.") == 2
    assert wall.count("Hold. Heel heavy, breathe. 20 seconds.") == 2
    assert wall.count("Hold. 20 seconds.") == 4
    assert wall.count("10 seconds left.") == 6
    assert letters[1] == "Letter 1 of 26, right side: A."
    assert "Letter 26: Z." in letters
    assert letters[-1].startswith("Finished.")


def test_a_sleeping_tab_goes_on_and_says_only_the_last(tmp_path):
    spoken, seconds, state = run(
        tmp_path,
        """
        const { plan, sentences } = planned(data[0], data[0].variants[0]);
        const m = machine(0);
        const spoken = [];
        const session = sessionOf(m.clock, { changed() {}, due() {}, heard: ({ text }) => spoken.push(text) });
        session.load(plan, sentences);
        session.start();
        m.until(m.time + 2000);
        spoken.length = 0;
        m.sleep(40000);
        m.until(m.time + 1);
        return [spoken, session.seconds, session.state];
        """,
        ["calf_wall"],
    )
    assert len(spoken) <= 1
    assert seconds == pytest.approx(42, abs=0.01)
    assert state == "running"


def test_pause_stops_the_clock_skip_goes_to_the_next_and_stop_is_final(tmp_path):
    told = run(
        tmp_path,
        """
        const { plan, sentences } = planned(data[0], data[0].variants[0], { sides: ["right"] });
        const m = machine(0);
        const states = [];
        const session = sessionOf(m.clock, { changed: () => states.push(session.state), due() {}, heard() {} });
        session.load(plan, sentences);
        session.start();
        m.until(m.time + 3000);
        session.pause();
        const before = session.seconds;
        m.until(m.time + 60000);
        const after = session.seconds;
        session.skip();
        const skipped = session.place.phase.repetition;
        session.start();
        m.until(m.time + 100);
        session.skip();
        const again = [session.place.phase.repetition, session.state, Math.round(session.place.share * 1000)];
        session.skip();
        session.skip();
        const end = session.state;
        session.start();
        const fresh = [session.state, session.seconds];
        session.stop();
        const pending = m.pending();
        m.until(m.time + 60000);
        return { before, after, skipped, again, end, fresh, stopped: session.state, pending, seconds: session.seconds };
        """,
        ["calf_cramp"],
    )
    assert told["before"] == told["after"] == 3
    assert told["skipped"] == 2
    assert told["again"] == [3, "running", 0]
    assert told["end"] == "done"
    assert told["fresh"] == ["running", 0]
    assert (told["stopped"], told["pending"], told["seconds"]) == ("stopped", 0, 0)


def test_a_reminder_counts_down_can_be_cancelled_and_starts_nothing_by_itself(tmp_path):
    told = run(
        tmp_path,
        """
        const { plan, sentences } = planned(data[0], data[0].variants[0]);
        const m = machine(0);
        let [due, shown] = [0, []];
        const session = sessionOf(m.clock, {
          changed: () => session.state === "put off" && shown.push(session.dueSeconds),
          due: () => { due += 1; },
          heard() {},
        });
        session.load(plan, sentences);
        session.putOff(1);
        m.until(m.time + 30000);
        const half = session.dueSeconds;
        session.cancel();
        const cancelled = [session.state, m.pending()];
        session.putOff(1);
        m.until(m.time + 59000);
        const early = due;
        m.until(m.time + 2000);
        const { state, seconds } = session;
        return { half, cancelled, early, due, state, seconds, shown: shown.slice(0, 3), pending: m.pending() };
        """,
        ["toe_points"],
    )
    assert told["half"] == 30
    assert told["cancelled"] == ["ready", 0]
    assert (told["early"], told["due"], told["state"], told["seconds"], told["pending"]) == (0, 1, "ready", 0, 0)
    assert told["shown"] == [60, 59, 58]


def test_messages_are_spaced_and_the_newest_is_said(tmp_path):
    said = run(
        tmp_path,
        """
        const m = machine(0);
        const said = [];
        const speak = spaced((text) => said.push([m.time - 1000, text]), 700, m.clock);
        for (let k = 0; k < 20; k += 1) { speak(`${k}`); m.until(m.time + 100); }
        m.until(m.time + 2000);
        speak("last");
        speak("never");
        speak.cancel();
        m.until(m.time + 2000);
        return said;
        """,
        ["toe_points"],
    )
    assert [text for _, text in said][-2:] == ["19", "last"]
    times = [at for at, _ in said]
    assert min(b - a for a, b in pairwise(times)) >= 700
