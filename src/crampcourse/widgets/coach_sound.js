// A soft tone for counts, holds and the end. Nothing sounds, and nothing of it exists, until a learner switches it on.

const TONES = { count: [440, 0.12], hold: [330, 0.3], end: [523, 0.5] }; // hertz and seconds
const LOUDNESS = 0.08;
const ATTACK_S = 0.02;

/** { on(), off(), play(tone) }; `on` must be called by a press of the learner's. */
export function soundOf() {
  let audio = null;
  return {
    on() {
      audio ??= new AudioContext();
    },
    off() {
      audio?.close();
      audio = null;
    },
    play(tone) {
      if (!audio || !TONES[tone]) return;
      const [hertz, seconds] = TONES[tone];
      const [voice, volume, at] = [audio.createOscillator(), audio.createGain(), audio.currentTime];
      voice.frequency.value = hertz;
      volume.gain.setValueAtTime(0, at);
      volume.gain.linearRampToValueAtTime(LOUDNESS, at + ATTACK_S);
      volume.gain.exponentialRampToValueAtTime(0.0001, at + seconds);
      voice.connect(volume).connect(audio.destination);
      voice.start(at);
      voice.stop(at + seconds);
    },
  };
}
