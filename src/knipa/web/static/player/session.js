// session.js — carries one session from Start to its end: by the sound where there is sound, else by a silent clock.

/** @typedef {import("./sheet.js").CueSheet} CueSheet */
/** @typedef {import("./sheet.js").Cue} Cue */
/** @typedef {import("../sound/sounds.js").Carrier} Carrier */
/** @typedef {import("./timeline.js").Timeline} Timeline */
/** @typedef {import("./timeline.js").Leap} Leap */
/** @typedef {import("./timeline.js").Moment} Moment */
/** @typedef {import("./timeline.js").Done} Done */
/** @typedef {import("../keeping/line.js").Ended} Ended */
/** @typedef {"ready"|"starting"|"running"|"paused"|"over"} State */

const STALLED_MS = 2000; // our choice: a sound that stands still so long has lost its device
const STALLED_BEATS = 5; // and not only once: a computer that slept looks the same for one beat
const LATE_MS = 2000; // our choice: without sound, whoever was away so long could not follow
const MISTAP_MS = 500; // our choice: a tap meant for Pause as an open hold begins is no letting go

/**
 * @param {object} needs
 * @param {CueSheet} needs.sheet
 * @param {typeof import("./timeline.js")} needs.timeline
 * @param {ReturnType<typeof import("../sound/sounds.js").makeSounds>} needs.sounds
 * @param {Carrier} needs.silence
 * @param {() => number} needs.page_now_ms
 * @param {(state: State, cues: readonly Cue[], at: Moment) => void} needs.show called at every change and every beat
 * @param {() => void} needs.lostSound
 * @param {(ended: Ended, done: Done[]) => void} needs.finish called once
 */
export function makeSession({ sheet, timeline, sounds, silence, page_now_ms, show, lostSound, finish }) {
  /** @type {State} */ let state = "ready";
  /** @type {Carrier} */ let carrier = sounds;
  let line = timeline.begin(sheet);
  let seen = { place_ms: -1, page_ms: 0, beats: 0 };
  let interrupted = false; // by the device, not by the person

  const at = () => timeline.moment(line, state === "ready" ? 0 : carrier.now_ms());
  const tell = () => show(state, line.cues, at());

  /** @param {State} next */
  function become(next) {
    state = next;
    seen = { place_ms: carrier.now_ms(), page_ms: page_now_ms(), beats: 0 };
    tell();
  }

  /** Begins, or goes on after a pause. @param {Leap} leap */
  async function run({ line: changed, to_ms }) {
    [line, interrupted] = [changed, false];
    become("starting");
    const goes = await carrier.go(line.cues, to_ms);
    if (state !== "starting") return carrier.pause(); // it hurt before the first tone
    if (!goes) goOnSilently(to_ms);
    become("running");
  }

  /** @param {number} t_ms */
  function goOnSilently(t_ms) {
    sounds.pause();
    carrier = silence;
    carrier.go(line.cues, t_ms);
    seen = { place_ms: t_ms, page_ms: page_now_ms(), beats: 0 };
    lostSound();
  }

  function pause() {
    carrier.pause();
    become("paused");
  }

  /** A sound device may be pulled out: the sound says that it plays, and stands. */
  function watch() {
    const [place_ms, page_ms] = [carrier.now_ms(), page_now_ms()];
    if (place_ms !== seen.place_ms) seen = { place_ms, page_ms, beats: 0 };
    else seen.beats += 1;
    if (seen.beats >= STALLED_BEATS && page_ms - seen.page_ms >= STALLED_MS) goOnSilently(place_ms);
  }

  /** Without sound nobody trains while the page sleeps. */
  function overslept() {
    if (carrier !== silence || page_now_ms() - seen.page_ms < LATE_MS) return false;
    silence.go(line.cues, seen.place_ms);
    pause();
    return true;
  }

  /** Reads the clock and shows where we are; call it whenever script runs, as often or seldom as that is. */
  function beat() {
    if (state !== "running" || overslept()) return;
    watch();
    tell();
    if (at().over) end(timeline.isWhole(line, at().t_ms) ? "whole" : "early"); // by skipping one comes to the end as well
  }

  /** @param {Ended} ended */
  function end(ended) {
    if (state === "over") return;
    const done = timeline.tally(line, at().t_ms);
    if (!at().over) carrier.pause(); // else the last tone sounds to its end
    become("over");
    finish(ended, done);
  }

  /** @param {(line: Timeline, t_ms: number) => Timeline} by */
  function change(by) {
    if (state !== "running") return;
    const t_ms = carrier.now_ms();
    const changed = by(line, t_ms);
    if (changed.cues !== line.cues) follow({ line: changed, to_ms: t_ms });
    line = changed;
    tell();
  }

  /** @param {(line: Timeline, t_ms: number) => Leap} by */
  function leap(by) {
    if (state === "running") follow(by(line, carrier.now_ms()));
  }

  /** The sound goes on at another place, or as another sound. @param {Leap} leap */
  async function follow({ line: changed, to_ms }) {
    line = changed;
    const goes = carrier.go(line.cues, to_ms);
    tell();
    if (!(await goes) && state === "running") goOnSilently(to_ms);
  }

  sounds.whenStopped(() => {
    if (state !== "running" || carrier !== sounds) return;
    pause();
    interrupted = true;
  });
  sounds.whenBack(() => interrupted && state === "paused" && run(timeline.resume(line, carrier.now_ms())));
  sounds.whenEnded(beat);

  return {
    beat,
    end,
    state: () => state,
    isOpen: () => state === "running" && at().open,
    done: () => timeline.tally(line, at().t_ms),
    pause: () => state === "running" && pause(),
    toggle() {
      if (state === "ready") return run({ line, to_ms: 0 });
      if (state === "running") return pause();
      if (state === "paused") return run(timeline.resume(line, carrier.now_ms()));
    },
    letGo() {
      if (at().into_ms >= MISTAP_MS) change(timeline.release);
    },
    regrip: () => change(timeline.regrip),
    ease: () => change(timeline.ease),
    back: () => leap(timeline.back),
    skip: () => leap(timeline.skip),
    /** The same place in a sound made anew. */
    renew: () => leap((same, t_ms) => ({ line: same, to_ms: t_ms })),
    /** Tries anew where the sound could not start before; call it in a tap. */
    async sound() {
      if (carrier === sounds || state !== "running") return carrier === sounds;
      if (!(await sounds.go(line.cues, carrier.now_ms()))) return false;
      const to_ms = silence.now_ms(); // where the silent clock has come meanwhile
      carrier = sounds;
      if (state === "running") follow({ line, to_ms });
      else sounds.pause();
      return true;
    },
  };
}
