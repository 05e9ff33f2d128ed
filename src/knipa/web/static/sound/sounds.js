// sounds.js — carries the session by ear: one sound, played by an audio element, so that it goes on with the phone locked.
// The one module that touches audio. The place in the sound is the session's clock; nothing else counts time.

/** @typedef {import("../player/sheet.js").Cue} Cue */
/** @typedef {(cues: readonly Cue[]) => Blob} Render */
/**
 * What carries a session forward: the sound, or a silent clock.
 * @typedef {object} Carrier
 * @property {(cues: readonly Cue[], t_ms: number) => Promise<boolean>} go on from a place; whether it really does
 * @property {() => void} pause
 * @property {() => number} now_ms the place
 */

const START_MS = 1500; // our choice: how long a sound may take to begin before we go on without it
const POLL_MS = 20;
const FAR_MS = 250; // our choice: so far off is no rounding

/**
 * @param {object} needs
 * @param {new () => HTMLAudioElement} needs.Audio
 * @param {Render} needs.render
 * @param {() => string} needs.variant what makes another sound of the same cues
 * @param {(sound: Blob) => string} needs.addressOf
 * @param {(address: string) => void} needs.forget
 * @param {(ms: number) => Promise<void>} needs.wait
 * @param {{audioSession?: {type: string}}} needs.device where a platform lets a page say how its sound stands to others'
 */
export function makeSounds({ Audio, render, variant, addressOf, forget, wait, device }) {
  const audio = new Audio();
  const trial = new Audio();
  /** @type {{cues?: readonly Cue[], variant?: string, address?: string}} */ let rendered = {};
  let wanted = false; // whether we, not the device, want it to play
  let asked_ms = 0; // where it is to go on, until it does
  let turns = 0; // a later wish overtakes an earlier one that still waits
  let onStopped = () => {};
  let onBack = () => {};

  audio.addEventListener("pause", () => wanted && !audio.ended && tell(onStopped));
  audio.addEventListener("play", () => !wanted && onBack());

  /** @param {() => void} call */
  function tell(call) {
    wanted = false;
    call();
  }

  /** @param {readonly Cue[]} cues */
  function load(cues) {
    if (cues === rendered.cues && variant() === rendered.variant) return;
    const old = rendered.address;
    rendered = { cues, variant: variant(), address: addressOf(render(cues)) };
    audio.src = rendered.address ?? "";
    if (old) forget(old);
  }

  /** The place must move: a device may say that it plays, and stand. @param {number} from_ms @param {number} turn */
  async function moves(from_ms, turn) {
    for (let waited_ms = 0; waited_ms < START_MS && turn === turns; waited_ms += POLL_MS) {
      if (!audio.paused && place_ms() > from_ms) return true;
      if (!audio.paused && place_ms() < from_ms - FAR_MS) audio.currentTime = from_ms / 1000; // not all heed a place before it is loaded
      await wait(POLL_MS);
    }
    return turn !== turns;
  }

  const place_ms = () => audio.currentTime * 1000;
  /** While a sound is being loaded, its place may still read as the beginning. */
  const now_ms = () => Math.max(place_ms(), asked_ms);

  return {
    now_ms,
    /** Goes on at a place, with these cues; the first time in a tap or key press. */
    /** @param {readonly Cue[]} cues @param {number} t_ms @returns {Promise<boolean>} */
    async go(cues, t_ms) {
      const turn = (turns += 1);
      asked_ms = t_ms;
      try {
        load(cues);
        audio.currentTime = t_ms / 1000;
        wanted = true;
        await Promise.race([audio.play(), wait(START_MS)]);
        return await moves(t_ms, turn);
      } catch {
        return turn !== turns; // overtaken: the later wish will say
      } finally {
        if (turn === turns) asked_ms = 0;
      }
    },
    pause() {
      wanted = false;
      turns += 1;
      audio.pause();
    },
    /** Lets a few cues be heard, apart from the session; in a tap. @param {readonly Cue[]} cues */
    sample(cues) {
      if (trial.src) forget(trial.src);
      trial.src = addressOf(render(cues));
      trial.play().catch(() => {}); // where no sound may be heard, the session says so
    },
    /** @param {boolean} off */
    mute: (off) => (audio.muted = off),
    canMix: () => "audioSession" in device,
    /** Beside the person's own music; else the sound goes on with the phone locked. @param {boolean} on */
    mix(on) {
      if (device.audioSession) device.audioSession.type = on ? "ambient" : "playback";
    },
    /** Another app, a call or a lost device stopped the sound. @param {() => void} call */
    whenStopped: (call) => (onStopped = call),
    /** The device went on by itself, as after a call. @param {() => void} call */
    whenBack: (call) => (onBack = call),
    /** The sound has come to its end; it is told even where no script runs by the clock. @param {() => void} call */
    whenEnded: (call) => audio.addEventListener("ended", call),
  };
}

/** A clock without sound, for where there is none. @param {() => number} page_now_ms @returns {Carrier} */
export function makeSilence(page_now_ms) {
  let zero_ms = 0;
  /** @type {number|null} */ let stands_ms = 0;
  const now_ms = () => stands_ms ?? page_now_ms() - zero_ms;
  return {
    now_ms,
    async go(_cues, t_ms) {
      [zero_ms, stands_ms] = [page_now_ms() - t_ms, null];
      return true;
    },
    pause: () => void (stands_ms = now_ms()),
  };
}
