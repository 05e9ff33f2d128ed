// sounds.js — says by ear when to squeeze, hold, move and let go. The one module that touches audio.
// All tones stand on the audio clock from the start, so that a busy, hidden or sleeping page never makes one late.

/** @typedef {import("./sheet.js").Cue} Cue */
/** @typedef {"ready"|"count"|"squeeze"|"hold"|"target"|"move"|"let_go"|"breathe"|"done"} ToneName */
/** @typedef {{at_ms: number, name: ToneName}} Tone */
/** @typedef {{after_s: number, from_hz: number, to_hz: number, for_s: number, loud: number}} Note */

const PULSE_MS = 1000; // a hold is counted in seconds
const ON_TOP_MS = 2000; // one quick squeeze on top of a hold, as the engine lays it
const COUNTED_MS = [3000, 2000, 1000]; // before the end of get_ready
const WAKE_MS = 800; // our choice: how long a sound device may take to start before we go on without it
const POLL_MS = 20;
const FADE_S = 0.015; // shorter clicks, longer blurs

/** How each tone sounds; all above 290 Hz, which a phone's speaker can give. @type {Record<ToneName, Note[]>} */
const NOTES = {
  ready: [{ after_s: 0, from_hz: 392, to_hz: 392, for_s: 0.3, loud: 0.12 }],
  count: [{ after_s: 0, from_hz: 523, to_hz: 523, for_s: 0.07, loud: 0.12 }],
  squeeze: [{ after_s: 0, from_hz: 392, to_hz: 784, for_s: 0.32, loud: 0.4 }],
  hold: [{ after_s: 0, from_hz: 440, to_hz: 440, for_s: 0.08, loud: 0.07 }],
  target: [
    { after_s: 0, from_hz: 659, to_hz: 659, for_s: 0.1, loud: 0.16 },
    { after_s: 0.16, from_hz: 880, to_hz: 880, for_s: 0.14, loud: 0.16 },
  ],
  move: [
    { after_s: 0, from_hz: 988, to_hz: 988, for_s: 0.07, loud: 0.3 },
    { after_s: 0.12, from_hz: 988, to_hz: 988, for_s: 0.07, loud: 0.3 },
  ],
  let_go: [{ after_s: 0, from_hz: 659, to_hz: 294, for_s: 0.5, loud: 0.35 }],
  breathe: [{ after_s: 0, from_hz: 330, to_hz: 415, for_s: 0.9, loud: 0.16 }],
  done: [
    { after_s: 0, from_hz: 392, to_hz: 392, for_s: 0.25, loud: 0.25 },
    { after_s: 0.2, from_hz: 494, to_hz: 494, for_s: 0.25, loud: 0.25 },
    { after_s: 0.4, from_hz: 587, to_hz: 587, for_s: 0.5, loud: 0.25 },
  ],
};

/** Every tone of a session: one at each cue's beginning, pulses within a hold. @param {readonly Cue[]} cues @returns {Tone[]} */
export function tonesOf(cues) {
  return cues.flatMap((cue) => [
    { at_ms: cue.at_ms, name: /** @type {ToneName} */ (cue.action === "get_ready" ? "ready" : cue.action) },
    ...(cue.action === "get_ready" ? countIn(cue) : []),
    ...(cue.action === "squeeze" ? pulses(cue) : []),
  ]);
}

/** @param {Cue} cue @returns {Tone[]} */
function countIn(cue) {
  return COUNTED_MS.filter((ms) => ms < cue.for_ms).map((ms) => ({ at_ms: cue.at_ms + cue.for_ms - ms, name: "count" }));
}

/** @param {Cue} cue @returns {Tone[]} */
function pulses(cue) {
  const count = Math.max(Math.ceil(cue.for_ms / PULSE_MS) - 1, 0);
  return Array.from({ length: count }, (_, i) => {
    const after_ms = (i + 1) * PULSE_MS;
    return { at_ms: cue.at_ms + after_ms, name: pulseAt(cue, after_ms) };
  });
}

/** @param {Cue} cue @param {number} after_ms @returns {ToneName} */
function pulseAt(cue, after_ms) {
  const to_end_ms = cue.for_ms - after_ms;
  if (to_end_ms <= (cue.on_top ?? 0) * ON_TOP_MS && to_end_ms % ON_TOP_MS === 0) return "squeeze";
  return after_ms === cue.target_ms ? "target" : "hold";
}

/**
 * @param {{AudioContext: (new () => AudioContext)|undefined, wait: (ms: number) => Promise<void>}} needs
 */
export function makeSounds({ AudioContext, wait }) {
  /** @type {AudioContext} */ let context;
  /** @type {GainNode} */ let master;
  /** @type {{gain: GainNode, notes: OscillatorNode[]}|null} */ let scheduled = null;
  let muted = false;
  let onStopped = () => {};

  /** @param {ToneName} name @param {number} at_s @param {GainNode} out @returns {OscillatorNode[]} */
  const play = (name, at_s, out) => NOTES[name].map((note) => sound(context, out, note, at_s + note.after_s));

  /** The clock must move, not only say that it runs: a machine without a sound device has a clock that stands. */
  async function clockMoves() {
    const from_s = context.currentTime;
    for (let waited_ms = 0; waited_ms < WAKE_MS; waited_ms += POLL_MS) {
      if (context.state === "running" && context.currentTime > from_s) return true;
      await wait(POLL_MS);
    }
    return false;
  }

  /** @returns {Promise<boolean>} whether there is sound; call it in a tap or key press */
  async function start() {
    if (!AudioContext) return false;
    try {
      context = new AudioContext();
      master = context.createGain();
      master.gain.value = muted ? 0 : 1;
      master.connect(context.destination);
      context.resume().catch(() => {});
      if (!(await clockMoves())) return false;
      context.onstatechange = () => context.state !== "running" && onStopped();
      return true;
    } catch {
      return false;
    }
  }

  function silence() {
    if (!scheduled) return;
    scheduled.gain.gain.setTargetAtTime(0, context.currentTime, FADE_S);
    for (const note of scheduled.notes) note.stop(context.currentTime + 4 * FADE_S);
    scheduled = null;
  }

  /**
   * Puts every coming tone on the audio clock, in place of those that stood there.
   * @param {readonly Cue[]} cues @param {number} zero_ms the audio clock at the session's beginning
   * @param {number} from_ms where in the session we are @param {() => void} [onEnd] called when the last tone has sounded
   */
  function schedule(cues, zero_ms, from_ms, onEnd = () => {}) {
    silence();
    const gain = context.createGain();
    gain.connect(master);
    const coming = tonesOf(cues).filter((tone) => tone.at_ms >= from_ms - 1);
    const notes = coming.flatMap(({ name, at_ms }) => play(name, (zero_ms + at_ms) / 1000, gain));
    if (notes.length > 0) notes[notes.length - 1].onended = onEnd;
    scheduled = { gain, notes };
  }

  return {
    start,
    schedule,
    /** The clock of the session. */
    now_ms: () => context.currentTime * 1000,
    runs: () => context.state === "running",
    /** @param {boolean} off */
    mute(off) {
      muted = off;
      if (master) master.gain.value = off ? 0 : 1;
    },
    async pause() {
      silence();
      await context.suspend().catch(() => {}); // a call may have stopped it already
    },
    /** @returns {Promise<boolean>} whether the clock moves again */
    async resume() {
      context.resume().catch(() => {});
      return clockMoves();
    },
    silence,
    /** Another app, a call or a lost device stopped the sound. @param {() => void} call */
    whenStopped(call) {
      onStopped = call;
    },
  };
}

/** @param {AudioContext} context @param {GainNode} out @param {Note} note @param {number} wanted_s @returns {OscillatorNode} */
function sound(context, out, { from_hz, to_hz, for_s, loud }, wanted_s) {
  const at_s = Math.max(wanted_s, context.currentTime); // what is due already sounds now
  const end_s = at_s + for_s;
  const voice = context.createOscillator();
  const gain = context.createGain();
  voice.frequency.setValueAtTime(from_hz, at_s);
  voice.frequency.exponentialRampToValueAtTime(to_hz, end_s);
  gain.gain.setValueAtTime(0, at_s);
  gain.gain.linearRampToValueAtTime(loud, at_s + FADE_S);
  gain.gain.setValueAtTime(loud, end_s - 2 * FADE_S);
  gain.gain.linearRampToValueAtTime(0, end_s);
  voice.connect(gain);
  gain.connect(out);
  voice.start(at_s);
  voice.stop(end_s);
  return voice;
}
