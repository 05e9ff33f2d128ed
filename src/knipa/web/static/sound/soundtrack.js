// soundtrack.js — renders a session to one sound, so that it goes on with the phone locked.
// Samples are written directly: a session is mostly silence, and ten kinds of tone are worked out once and laid where they belong.

/** @typedef {import("./tones.js").Tone} Tone */
/** @typedef {import("./tones.js").Note} Note */

export const RATE_HZ = 16_000; // our choice: carries the third partial of every tone, and half an hour is below 60 MB
const TAIL_MS = 1500; // the last tone is heard to its end
const ATTACK_S = 0.004; // shorter clicks, longer blurs
const RELEASE_S = 0.03;
const PARTIALS = [1, 0.35, 0.15]; // our choice: partials carry on a speaker that hardly gives the fundamental
const PEAK = 32_767 / PARTIALS.reduce((sum, part) => sum + part, 0);
const HEADER_BYTES = 44;

/**
 * @param {readonly Tone[]} tones @param {object} wanted
 * @param {number} wanted.duration_ms @param {number} wanted.volume 0 to 1
 * @param {Readonly<Record<string, Note[]>>} wanted.notes how each tone sounds
 * @returns {ArrayBuffer} a WAV file: mono, 16 bits, RATE_HZ
 */
export function render(tones, { duration_ms, volume, notes }) {
  const length = Math.ceil(((duration_ms + TAIL_MS) / 1000) * RATE_HZ);
  const file = new ArrayBuffer(HEADER_BYTES + length * 2);
  writeHeader(new DataView(file), length * 2);
  const samples = new Int16Array(file, HEADER_BYTES); // little-endian, as WAV wants it, on every machine with a browser
  /** @type {Record<string, Int16Array>} */ const made = {};
  for (const { at_ms, name } of tones) {
    made[name] ??= toneOf(notes[name], volume);
    samples.set(made[name].subarray(0, length - indexOf(at_ms)), indexOf(at_ms)); // a later tone cuts an earlier one short
  }
  return file;
}

/** @param {number} at_ms */
const indexOf = (at_ms) => Math.round((at_ms / 1000) * RATE_HZ);

/** @param {Note[]} notes @param {number} volume @returns {Int16Array} */
function toneOf(notes, volume) {
  const for_s = Math.max(...notes.map((note) => note.after_s + note.for_s));
  const tone = new Int16Array(Math.ceil(for_s * RATE_HZ));
  for (const note of notes) add(tone, note, volume);
  return tone;
}

/** @param {Int16Array} tone @param {Note} note @param {number} volume */
function add(tone, { after_s, from_hz, to_hz, for_s, loud }, volume) {
  const from = Math.round(after_s * RATE_HZ);
  const count = Math.round(for_s * RATE_HZ);
  let phase = 0;
  for (let i = 0; i < count; i += 1) {
    phase += (2 * Math.PI * from_hz * (to_hz / from_hz) ** (i / count)) / RATE_HZ; // the ear hears steps of pitch as ratios
    const wave = PARTIALS.reduce((sum, part, p) => sum + part * Math.sin(phase * (p + 1)), 0);
    const level = Math.min((i + 1) / (ATTACK_S * RATE_HZ), (count - i) / (RELEASE_S * RATE_HZ), 1);
    tone[from + i] = Math.max(-32_768, Math.min(32_767, tone[from + i] + wave * level * loud * volume * PEAK));
  }
}

/** @param {DataView} view @param {number} bytes of samples */
function writeHeader(view, bytes) {
  const text = (/** @type {number} */ at, /** @type {string} */ word) => [...word].forEach((letter, i) => view.setUint8(at + i, letter.charCodeAt(0)));
  text(0, "RIFF");
  view.setUint32(4, HEADER_BYTES - 8 + bytes, true);
  text(8, "WAVEfmt ");
  view.setUint32(16, 16, true); // the length of what follows, up to "data"
  view.setUint16(20, 1, true); // plain samples
  view.setUint16(22, 1, true); // one channel
  view.setUint32(24, RATE_HZ, true);
  view.setUint32(28, RATE_HZ * 2, true); // bytes a second
  view.setUint16(32, 2, true); // bytes a sample
  view.setUint16(34, 16, true); // bits a sample
  text(36, "data");
  view.setUint32(40, bytes, true);
}
