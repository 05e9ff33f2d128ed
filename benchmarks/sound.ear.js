// sound.ear.js — an ear on the player's sound: when each tone begins, by the sample clock of the audio thread itself.
// Put into the page before its own scripts, by the benchmark and by tests/journeys/test_sound.py; a strict content policy must be
// off, for the ear's own half is a blob. `window.sheet_instead` is played in place of the page's own sheet.

const ON_THE_AUDIO_THREAD = `
const LOUD = 1e-4; // the first sample of a tone is louder, silence is not
const GAP_S = 0.1; // so long it must have been silent; the notes of one tone follow closer
registerProcessor("ear", class extends AudioWorkletProcessor {
  last = -Infinity;
  process([[samples]], [[out]]) {
    samples?.forEach((sample, i) => {
      if (Math.abs(sample) <= LOUD) return;
      const at = currentFrame + i;
      if (at - this.last > GAP_S * sampleRate) this.port.postMessage(at / sampleRate);
      this.last = at;
    });
    if (samples) out.set(samples);
    return true;
  }
});`;

window.ear = {
  onsets: [], // {at_s: by the sample clock, heard_ms: by the page's clock, when it left the device}
  taps: [], // {at_s: by the sample clock, page_ms: by the page's}: clicks and keys
  made: [], // when a sound had been rendered, by the page's clock
  readings: [], // while hidden: {told_ms: the place that the player was told, place_ms: the sound's true place}
  seen: [], // each change of visibility
  context: new AudioContext(),
  place_ms: () => (window.ear.context.currentTime - window.ear.onsets[0].at_s) * 1000,
  heard_ms(at_s) {
    const { contextTime, performanceTime } = window.ear.context.getOutputTimestamp();
    return performanceTime + (at_s - contextTime) * 1000;
  },
};

(() => {
  const { ear } = window;

  async function listen(element) {
    const address = URL.createObjectURL(new Blob([ON_THE_AUDIO_THREAD], { type: "text/javascript" }));
    await ear.context.audioWorklet.addModule(address);
    const node = new AudioWorkletNode(ear.context, "ear", { outputChannelCount: [1] });
    node.port.onmessage = ({ data: at_s }) => ear.onsets.push({ at_s, heard_ms: ear.heard_ms(at_s) });
    ear.context.createMediaElementSource(element).connect(node).connect(ear.context.destination);
    ear.element = element;
  }

  /** The player reads its clock here; we note what it is told where nobody sees it. */
  function noteReadings(element) {
    const real = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, "currentTime");
    Object.defineProperty(element, "currentTime", {
      set: (to_s) => real.set.call(element, to_s),
      get() {
        const s = real.get.call(element);
        if (document.hidden && ear.onsets.length > 0) ear.readings.push({ told_ms: s * 1000, place_ms: ear.place_ms() });
        return s;
      },
    });
  }

  let first = true; // the first element is the session's, the second is for trials
  window.Audio = class extends Audio {
    constructor() {
      super();
      if (!first) return;
      first = false;
      noteReadings(this);
      listen(this);
    }
  };

  const toAddress = URL.createObjectURL.bind(URL);
  URL.createObjectURL = (thing) => {
    if (thing.type === "audio/wav") [ear.made.push(performance.now()), (ear.file = thing)];
    return toAddress(thing);
  };

  for (const kind of ["click", "keydown"]) {
    window.addEventListener(kind, () => {
      ear.taps.push({ at_s: ear.context.currentTime, page_ms: performance.now() });
      ear.context.resume();
    }, { capture: true });
  }
  document.addEventListener("visibilitychange", () => ear.seen.push(document.visibilityState));
  document.addEventListener("readystatechange", () => {
    const place = document.getElementById("sheet");
    if (document.readyState === "interactive" && place && window.sheet_instead) place.textContent = JSON.stringify(window.sheet_instead);
  });
})();
