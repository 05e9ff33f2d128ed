// session.js — carries one session from Start to its end: one clock, the sound's where there is sound, else the page's.

/** @typedef {import("./sheet.js").CueSheet} CueSheet */
/** @typedef {import("./sheet.js").Cue} Cue */
/** @typedef {import("./timeline.js").Moment} Moment */
/** @typedef {import("./timeline.js").Done} Done */
/** @typedef {import("./line.js").Ended} Ended */
/** @typedef {"ready"|"starting"|"running"|"paused"|"over"} State */

const STALLED_MS = 2000; // our choice: a sound clock that stands still so long has lost its device
const MISTAP_MS = 500; // our choice: a tap meant for Pause as an open hold begins is no letting go
const STALLED_BEATS = 5; // and not only once: a computer that slept looks the same for one beat

/**
 * @param {object} needs
 * @param {CueSheet} needs.sheet
 * @param {typeof import("./timeline.js")} needs.timeline
 * @param {ReturnType<typeof import("./sounds.js").makeSounds>} needs.sounds
 * @param {() => number} needs.page_now_ms
 * @param {(state: State, cues: readonly Cue[], at: Moment) => void} needs.show called at every change and every beat
 * @param {() => void} needs.lostSound
 * @param {(ended: Ended, done: Done[]) => void} needs.finish called once
 */
export function makeSession({ sheet, timeline, sounds, page_now_ms, show, lostSound, finish }) {
  /** @type {State} */ let state = "ready";
  let line = timeline.pause(timeline.begin(sheet, 0), 0);
  let sounding = false;
  let seen = { audio_ms: -1, page_ms: 0, beats: 0 };

  const now = () => (sounding ? sounds.now_ms() : page_now_ms());
  const at = () => timeline.moment(line, now());
  const tell = () => show(state, line.cues, at());

  function schedule() {
    if (sounding) sounds.schedule(line.cues, line.zero_ms, at().t_ms, beat);
  }

  /** @param {State} next */
  function become(next) {
    state = next;
    if (next === "running") seen = { audio_ms: -1, page_ms: page_now_ms(), beats: 0 };
    if (next === "running") schedule();
    tell();
  }

  async function start() {
    become("starting");
    sounding = await sounds.start();
    if (state !== "starting") return; // it hurt before the first tone
    if (!sounding) lostSound();
    line = timeline.begin(sheet, now());
    become("running");
  }

  function pause() {
    line = timeline.pause(line, now());
    become("paused");
    if (sounding) sounds.pause();
  }

  async function resume() {
    become("starting");
    if (sounding && !(await sounds.resume())) goOnSilently();
    if (state !== "starting") return;
    line = timeline.resume(line, now());
    become("running");
  }

  function goOnSilently() {
    const audio_ms = sounds.now_ms();
    sounds.silence();
    sounding = false;
    line = timeline.changeClock(line, audio_ms, page_now_ms());
    lostSound();
  }

  /** A sound device may be pulled out: the clock says that it runs, and stands. */
  function watchClock() {
    const [audio_ms, page_ms] = [sounds.now_ms(), page_now_ms()];
    if (audio_ms !== seen.audio_ms) seen = { audio_ms, page_ms, beats: 0 };
    else seen.beats += 1;
    if (seen.beats >= STALLED_BEATS && page_ms - seen.page_ms >= STALLED_MS) goOnSilently();
  }

  /** Reads the clock and shows where we are; call it whenever script runs, as often or seldom as that is. */
  function beat() {
    if (state !== "running") return;
    if (sounding) watchClock();
    tell();
    if (at().over) end("whole");
  }

  /** @param {Ended} ended */
  function end(ended) {
    if (state === "over") return;
    const done = timeline.tally(line, now());
    if (ended !== "whole" && sounding) sounds.silence();
    line = timeline.pause(line, now());
    become("over");
    finish(ended, done);
  }

  /** @param {(line: import("./timeline.js").Timeline, now_ms: number) => import("./timeline.js").Timeline} by */
  function change(by) {
    if (state !== "running") return;
    line = by(line, now());
    schedule();
    tell();
  }

  sounds.whenStopped(() => state === "running" && pause());

  return {
    beat,
    end,
    state: () => state,
    isOpen: () => state === "running" && at().open,
    done: () => timeline.tally(line, now()),
    toggle() {
      if (state === "ready") return start();
      if (state === "running") return pause();
      if (state === "paused") return resume();
    },
    letGo() {
      if (at().into_ms >= MISTAP_MS) change(timeline.release);
    },
    regrip() {
      if (state === "running") line = timeline.regrip(line, now());
    },
    back: () => change(timeline.back),
    skip: () => change(timeline.skip),
  };
}
