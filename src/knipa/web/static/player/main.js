// main.js — wires the player to the page: a session or a drill, by its sheet.
import { makeAnnouncer } from "./announce.js";
import { makeAsking } from "./asking.js";
import { wireControls } from "./controls.js";
import * as curve from "./curve.js";
import { makeEnding } from "./ending.js";
import { makeId, sessionLine } from "./line.js";
import { wireMedia } from "./media.js";
import { makeNotice } from "./notice.js";
import { makeOutbox } from "./outbox.js";
import { makePicture } from "./picture.js";
import { makeSession } from "./session.js";
import { SheetError, readSheet } from "./sheet.js";
import { makeSilence, makeSounds } from "./sounds.js";
import { render } from "./soundtrack.js";
import { lockOf, sync } from "./sync.js";
import * as timeline from "./timeline.js";
import { NOTES, SAMPLE, tonesOf } from "./tones.js";
import { makeTouch } from "./touch.js";
import { makeVoice } from "./voice.js";
import { makeWake } from "./wake.js";
import { LOUDNESS, wireWishes } from "./wishes.js";

const HIDDEN_BEAT_MS = 500; // a hidden page gets no frames; late beats harm nothing, the clock is read anew
const DONE_TONE_MS = 1200; // the last tone is heard before anything is asked

/** @typedef {Record<string, number|string|null|undefined>} Values */

const byId = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const player = byId("player");
const words = JSON.parse(byId("words").textContent ?? "{}");
const word = (/** @type {string} */ key, /** @type {Values} */ values = {}) =>
  (words[key] ?? "").replace(/\{(\w+)\}/g, (/** @type {string} */ _, /** @type {string} */ name) => String(values[name] ?? ""));
const wait = (/** @type {number} */ ms) => /** @type {Promise<void>} */ (new Promise((then) => setTimeout(then, ms)));
const notice = makeNotice({ place: byId("notice"), word });

try {
  play(readSheet(byId("sheet").textContent ?? ""));
} catch (error) {
  if (!(error instanceof SheetError)) throw error;
  console.error(error.message);
  notice.say("broken");
}

/** @param {import("./sheet.js").CueSheet} sheet */
function play(sheet) {
  const isDrill = player.dataset.drill !== undefined;
  const isVisible = () => document.visibilityState === "visible";
  const outbox = makeOutbox({ indexedDB: () => window.indexedDB, owner: document.body.dataset.owner || "one" });
  const less_motion = window.matchMedia("(prefers-reduced-motion: reduce)");
  const wake = makeWake({ wakeLock: navigator.wakeLock, isVisible, lost: () => notice.say("no_wake") });
  const voice = makeVoice({ speech: window.speechSynthesis, Utterance: window.SpeechSynthesisUtterance, language: sheet.locale });
  const touch = makeTouch({ vibrate: navigator.vibrate?.bind(navigator), isVisible });
  const announcer = makeAnnouncer({ place: byId("announce"), word });
  const places = Object.fromEntries(["stage", "picture", "say", "seconds", "rep", "next"].map((id) => [id, byId(id)]));
  const picture = makePicture({ places: /** @type {any} */ (places), curve, word, less_motion, duck: player.dataset.duck ?? "" });

  const renderSound = (/** @type {readonly import("./sheet.js").Cue[]} */ cues, /** @type {import("./wishes.js").Wishes} */ wishes) =>
    new Blob(
      [render(wishes.tones ? tonesOf(cues, wishes) : [], { duration_ms: cues[cues.length - 1].at_ms, volume: LOUDNESS[wishes.volume], notes: NOTES })],
      { type: "audio/wav" },
    );
  const sounds = makeSounds({
    Audio: window.Audio, render: renderSound, wishes: () => hearing.now(), wait, device: window.navigator,
    addressOf: (sound) => URL.createObjectURL(sound), forget: (address) => URL.revokeObjectURL(address),
  });
  const hearing = wireWishes({
    root: byId("sound"), shelf: outbox,
    able: { voice: voice.isThere, touch: touch.isThere, beside: sounds.canMix },
    tries: {
      tones: () => sounds.sample(SAMPLE), pulse: () => sounds.sample(SAMPLE), volume: () => sounds.sample(SAMPLE),
      voice: () => voice.say(word("try_voice")), touch: () => touch.cue(sheet.cues[1]),
    },
    changed: (wishes) => {
      sounds.mute(wishes.silent);
      sounds.mix(wishes.beside);
      session?.renew();
      controls?.show(now());
    },
  });
  voice.whenFound(hearing.show);

  const id = makeId(window.crypto);
  const lineNow = (/** @type {import("./line.js").Ended} */ ended, /** @type {timeline.Done[]} */ done) =>
    sessionLine({ id, at: new Date(), sheet, ended, done });
  const ending = isDrill ? null : makeEnding({
    outbox, word, wait, crypto: window.crypto,
    places: {
      after: byId("after"), notice: byId("after_notice"), hurt: byId("hurt"),
      stay: byId("stay"), again: byId("stay_again"), today: byId("stay_today"),
    },
    sync: () => sync({ outbox, fetch: window.fetch.bind(window), address: player.dataset.sync ?? "" }),
    asking: makeAsking({ root: byId("asking"), speak: (text) => hearing.now().voice && voice.say(text) }),
    go: (/** @type {string} */ address) => location.assign(address),
  });
  /** @type {() => void} */ let letGo = () => {};
  const over = /** @type {Promise<void>} */ (new Promise((then) => (letGo = then)));
  let shown = "";
  let lost = false; // no sound can be had
  let last = -1;
  let framed = false;

  const session = makeSession({
    sheet, timeline, sounds, show, silence: makeSilence(() => performance.now()),
    page_now_ms: () => performance.now(),
    lostSound: () => {
      lost = true;
      if (!hearing.now().silent) notice.say("no_sound");
    },
    finish: async (ended, done) => {
      letGo();
      const line = lineNow(ended, done);
      if (ending) await outbox.keep(line); // before anything else, the last tone included
      if (ended === "whole") await wait(DONE_TONE_MS);
      await ending?.end(line);
    },
  });
  const wishes = {
    toggle: () => (session.state() === "over" ? location.reload() : session.toggle()), pause: session.toggle, let_go: session.letGo, back: session.back, skip: session.skip,
    stop: () => session.end("early"), hurts: () => session.end("pain"), regrip, ease, mute, save,
  };
  const controls = wireControls({ root: player, word, isOpen: session.isOpen, now_ms: () => performance.now(), wishes, again: isDrill });
  const media = wireMedia({
    media: navigator.mediaSession, Metadata: window.MediaMetadata, title: word("title"), icon: player.dataset.icon ?? "",
    isOpen: session.isOpen, state: session.state, wishes,
  });
  const isMuted = () => lost || hearing.now().silent;
  const eases = sheet.cues.some(({ action }) => action === "squeeze");
  const now = () => ({ state: session.state(), open: session.isOpen(), muted: isMuted(), eases });

  /** @param {import("./session.js").State} state @param {readonly import("./sheet.js").Cue[]} cues @param {timeline.Moment} at */
  function show(state, cues, at) {
    controls.show({ state, open: state === "running" && at.open, muted: isMuted(), eases });
    if (state === "running" || at.over) picture.draw(cues, at);
    else if (state === "paused") picture.rest(word("paused"));
    else if (state === "over") picture.rest(word("stopped"));
    if (state === "running") follow(cues, at);
    if (state !== shown) turn(state);
  }

  /** A cue has begun: it is said by every way that is wished for. @param {readonly import("./sheet.js").Cue[]} cues @param {timeline.Moment} at */
  function follow(cues, at) {
    announcer.mark(cues, at);
    if (at.index === last) return;
    last = at.index;
    if (hearing.now().touch) touch.cue(at.cue);
    if (hearing.now().voice) voice.cue(at.cue);
    if (at.cue.action === "get_ready") keepSoFar();
  }

  /** @param {import("./session.js").State} state */
  function turn(state) {
    if (state === "paused") announcer.say(word("paused"));
    if (state !== "running") voice.hush();
    shown = state;
    wake.lit(state === "running");
    media.show(state);
    if (state === "running" && !framed) frame();
  }

  function frame() {
    session.beat();
    framed = session.state() === "running";
    if (framed) requestAnimationFrame(frame);
  }

  async function mute() {
    hearing.lend({ silent: !isMuted() });
    if (!lost || !(await session.sound())) return;
    lost = false;
    notice.drop("no_sound");
    controls.show(now());
  }

  function regrip() {
    session.regrip();
    announcer.say(word("caught"));
  }

  function ease() {
    session.ease();
    announcer.say(word("eased"));
  }

  /** The same sound as a file, for any player; an open hold lasts as long as today's aim. */
  function save() {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(renderSound(timeline.asAimed(sheet.cues), { ...hearing.now(), tones: true }));
    link.download = word("file");
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // a browser may ask first where to put it
  }

  /** A page that is closed in the middle still keeps what was done; the same id, so that the real end replaces it. */
  function keepSoFar() {
    const begun = session.state() === "running" || session.state() === "paused";
    if (ending && begun && session.done().length > 0) outbox.keep(lineNow("early", session.done()), { draft: true });
  }

  navigator.locks?.request(lockOf(id), () => over); // for as long as it goes on here
  setInterval(session.beat, HIDDEN_BEAT_MS);
  window.addEventListener("pagehide", keepSoFar);
  document.addEventListener("visibilitychange", () => {
    if (!isVisible()) return keepSoFar();
    session.beat();
    wake.lit();
  });
  if (player.dataset.sound === "silent") hearing.lend({ silent: true });
  player.hidden = false;
  byId("as_table")?.removeAttribute("open");
  controls.show(now());
  picture.still(timeline.lay(sheet.cues, {}));
  if (player.dataset.starts !== undefined) session.toggle(); // it was asked for by the tap that led here, and makes no sound
}
