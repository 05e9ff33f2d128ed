// tones.js — which tone says what, and when: a squeeze rises, letting go falls, a hold pulses softly or is silent.
// Three shapes that nobody can take for one another, told apart by direction and length, not by loudness.

/** @typedef {import("../player/sheet.js").Cue} Cue */
/** @typedef {"ready"|"count"|"squeeze"|"hold"|"target"|"move"|"let_go"|"breathe"|"done"} ToneName */
/** @typedef {{at_ms: number, name: ToneName}} Tone */
/** @typedef {{after_s: number, from_hz: number, to_hz: number, for_s: number, loud: number}} Note `loud` 0 to 1 */

const PULSE_MS = 1000; // a hold is counted in seconds
const ON_TOP_MS = 2000; // one quick squeeze on top of a hold, as the engine lays it
const COUNTED_MS = [3000, 2000, 1000]; // before the end of get_ready, and before the ceiling of an open hold

/** How each tone sounds; all above 390 Hz, which a phone's small speaker can give. @type {Record<ToneName, Note[]>} */
export const NOTES = {
  ready: [{ after_s: 0, from_hz: 523, to_hz: 523, for_s: 0.3, loud: 0.3 }],
  count: [{ after_s: 0, from_hz: 659, to_hz: 659, for_s: 0.07, loud: 0.3 }],
  squeeze: [{ after_s: 0, from_hz: 440, to_hz: 988, for_s: 0.32, loud: 0.9 }],
  hold: [{ after_s: 0, from_hz: 587, to_hz: 587, for_s: 0.08, loud: 0.16 }],
  target: [
    { after_s: 0, from_hz: 784, to_hz: 784, for_s: 0.1, loud: 0.4 },
    { after_s: 0.16, from_hz: 1047, to_hz: 1047, for_s: 0.14, loud: 0.4 },
  ],
  move: [
    { after_s: 0, from_hz: 1175, to_hz: 1175, for_s: 0.07, loud: 0.7 },
    { after_s: 0.12, from_hz: 1175, to_hz: 1175, for_s: 0.07, loud: 0.7 },
  ],
  let_go: [{ after_s: 0, from_hz: 880, to_hz: 392, for_s: 0.5, loud: 0.8 }],
  breathe: [{ after_s: 0, from_hz: 415, to_hz: 523, for_s: 0.9, loud: 0.4 }],
  done: [
    { after_s: 0, from_hz: 523, to_hz: 523, for_s: 0.25, loud: 0.6 },
    { after_s: 0.2, from_hz: 659, to_hz: 659, for_s: 0.25, loud: 0.6 },
    { after_s: 0.4, from_hz: 784, to_hz: 784, for_s: 0.5, loud: 0.6 },
  ],
};

/** What is heard when one tries: a squeeze of two seconds, and letting go. @type {readonly Cue[]} */
export const SAMPLE = [
  { at_ms: 0, for_ms: 2000, action: "squeeze", effort: 1, say: "" },
  { at_ms: 2000, for_ms: 1000, action: "let_go", effort: 0, say: "" },
];

/**
 * Every tone of a session: one at each cue's beginning, and within a hold a pulse a second unless it is to be silent.
 * @param {readonly Cue[]} cues @param {{pulse: boolean}} wishes @returns {Tone[]} in time order
 */
export function tonesOf(cues, { pulse }) {
  return cues.flatMap((cue) => [
    { at_ms: cue.at_ms, name: /** @type {ToneName} */ (cue.action === "get_ready" ? "ready" : cue.action) },
    ...(cue.action === "get_ready" ? counted(cue) : []),
    ...(cue.action === "squeeze" ? within(cue).filter(({ name }) => pulse || name !== "hold") : []),
  ]);
}

/** @param {Cue} cue @returns {Tone[]} */
function counted(cue) {
  return COUNTED_MS.filter((ms) => ms < cue.for_ms).map((ms) => ({ at_ms: cue.at_ms + cue.for_ms - ms, name: "count" }));
}

/** @param {Cue} cue @returns {Tone[]} */
function within(cue) {
  const count = Math.max(Math.ceil(cue.for_ms / PULSE_MS) - 1, 0);
  return Array.from({ length: count }, (_, i) => {
    const after_ms = (i + 1) * PULSE_MS;
    return { at_ms: cue.at_ms + after_ms, name: nameAt(cue, after_ms) };
  });
}

/** @param {Cue} cue @param {number} after_ms @returns {ToneName} */
function nameAt(cue, after_ms) {
  const to_end_ms = cue.for_ms - after_ms;
  if (to_end_ms <= (cue.on_top ?? 0) * ON_TOP_MS && to_end_ms % ON_TOP_MS === 0) return "squeeze";
  if (after_ms === cue.target_ms) return "target";
  return cue.until && COUNTED_MS.includes(to_end_ms) ? "count" : "hold";
}
