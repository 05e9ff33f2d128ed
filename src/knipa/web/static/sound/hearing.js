// hearing.js — what is heard and felt of a session, as the person wishes it: the sound, a voice, vibration, or nothing.
import { makeSounds } from "./sounds.js";
import { render } from "./soundtrack.js";
import { NOTES, SAMPLE, tonesOf } from "./tones.js";
import { makeTouch } from "./touch.js";
import { makeVoice } from "./voice.js";
import { LOUDNESS, variantOf, wireWishes } from "./wishes.js";

const LATE_MS = 1000; // our choice: what is said later than so is no longer true

/** @typedef {import("../player/sheet.js").Cue} Cue */
/** @typedef {import("../player/timeline.js").Moment} Moment */
/** @typedef {import("./wishes.js").Wishes} Wishes */

/**
 * @param {object} needs
 * @param {HTMLElement} needs.root where one wishes
 * @param {Parameters<typeof wireWishes>[0]["shelf"]} needs.shelf
 * @param {string} needs.language
 * @param {(key: string) => string} needs.word
 * @param {() => boolean} needs.isVisible
 * @param {(ms: number) => Promise<void>} needs.wait
 * @param {Window & typeof globalThis} needs.world
 * @param {(anew: boolean) => void} needs.changed `anew`: the same cues sound otherwise now
 */
export function makeHearing({ root, shelf, language, word, isVisible, wait, world, changed }) {
  const { navigator, URL } = world;
  const voice = makeVoice({ speech: world.speechSynthesis, Utterance: world.SpeechSynthesisUtterance, language });
  const touch = makeTouch({ vibrate: navigator.vibrate?.bind(navigator), isVisible });
  const sounds = makeSounds({
    Audio: world.Audio, render: (cues) => soundOf(cues), variant: () => variantOf(wishes.now()), wait,
    device: /** @type {any} */ (navigator), // `audioSession` is not everywhere
    addressOf: (sound) => URL.createObjectURL(sound), forget: (address) => URL.revokeObjectURL(address),
  });
  const hear = () => sounds.sample(SAMPLE);
  const wishes = wireWishes({
    root, shelf, changed: follow,
    able: { voice: voice.isThere, touch: touch.isThere, beside: sounds.canMix },
    tries: { tones: hear, pulse: hear, volume: hear, voice: () => voice.say(word("try_voice")), touch: () => touch.cue(SAMPLE[0]) },
  });
  let heard = variantOf(wishes.now());
  let lost = false; // no sound can be had
  voice.whenFound(wishes.show);

  const isMuted = () => lost || wishes.now().silent;
  const speaks = () => wishes.now().voice && !isMuted();

  /** @param {readonly Cue[]} cues @param {Wishes} [wished] */
  function soundOf(cues, wished = wishes.now()) {
    const tones = wished.tones ? tonesOf(cues, wished) : [];
    const wav = render(tones, { duration_ms: cues[cues.length - 1].at_ms, volume: LOUDNESS[wished.volume], notes: NOTES });
    return new Blob([wav], { type: "audio/wav" });
  }

  /** @param {Wishes} wished */
  function follow(wished) {
    sounds.mute(wished.silent);
    sounds.mix(wished.beside);
    if (wished.silent) voice.hush();
    const anew = heard !== variantOf(wished);
    heard = variantOf(wished);
    changed(anew);
  }

  return {
    sounds,
    isMuted,
    hush: voice.hush,
    /** For this once. @param {boolean} silent */
    silence: (silent) => wishes.lend({ silent }),
    /** Whether there is any sound to be had; a page may not play before it has been touched. @param {boolean} is */
    lose: (is) => void (lost = is),
    /** A cue has begun: it is said by every way that is wished for. @param {Moment} at */
    cue({ cue, into_ms }) {
      if (wishes.now().touch) touch.cue(cue);
      if (speaks() && into_ms < LATE_MS) voice.cue(cue);
    },
    /** @param {string} text */
    say: (text) => speaks() && voice.say(text),
    /** The same sound for any other player, whatever is wished for here. @param {readonly Cue[]} cues */
    file: (cues) => soundOf(cues, { ...wishes.now(), tones: true }),
  };
}
