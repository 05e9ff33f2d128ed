// voice.js — speaks the cues in the person's language, where this device itself has such a voice.

/** @typedef {import("../player/sheet.js").Cue} Cue */

const WORTH_SAYING_MS = 3000; // our choice: a shorter cue is over before it has been said; its first one says what is meant

/**
 * @param {object} needs
 * @param {SpeechSynthesis|undefined} needs.speech
 * @param {(new (text: string) => SpeechSynthesisUtterance)|undefined} needs.Utterance
 * @param {string} needs.language
 */
export function makeVoice({ speech, Utterance, language }) {
  /** Only a voice of the device: one that lives elsewhere would be sent what is said. */
  const voice = () =>
    speech?.getVoices().find((each) => each.localService && each.lang.toLowerCase().replace("_", "-").split("-")[0] === language.split("-")[0]);

  /** @param {string} text */
  function say(text) {
    const speaker = voice();
    if (!speech || !Utterance || !speaker) return;
    speech.cancel();
    const said = new Utterance(text);
    [said.voice, said.lang] = [speaker, speaker.lang];
    speech.speak(said);
  }

  return {
    say,
    isThere: () => Boolean(voice()),
    hush: () => speech?.cancel(),
    /** Some browsers find their voices late. @param {() => void} call */
    whenFound: (call) => speech?.addEventListener?.("voiceschanged", call),
    /** @param {Cue} cue */
    cue(cue) {
      if (cue.action === "get_ready" || cue.action === "done" || cue.rep === 1 || cue.for_ms >= WORTH_SAYING_MS) say(cue.say);
    },
  };
}
