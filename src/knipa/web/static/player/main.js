// main.js — wires the player to the page: a session or a drill, by its sheet.
import { makeAnnouncer } from "./announce.js";
import { makeAsking } from "../after/asking.js";
import { wireControls } from "./controls.js";
import * as curve from "./curve.js";
import { makeDrafts } from "./drafts.js";
import { makeEnding } from "../after/ending.js";
import { makeHearing } from "../sound/hearing.js";
import { makeId, sessionLine } from "../keeping/line.js";
import { wireMedia } from "../sound/media.js";
import { saveAs } from "./file.js";
import { makeNotice } from "./notice.js";
import { makeOutbox } from "../keeping/outbox.js";
import { makePicture } from "./picture.js";
import { makeSession } from "./session.js";
import { SheetError, readSheet } from "./sheet.js";
import { makeSilence } from "../sound/sounds.js";
import { sync } from "../keeping/sync.js";
import * as timeline from "./timeline.js";
import { makeWake } from "./wake.js";

const HIDDEN_BEAT_MS = 500; // a hidden page gets no frames; late beats harm nothing, the clock is read anew
const DONE_TONE_MS = 1200; // the last tone is heard before anything is asked

/** @typedef {import("./sheet.js").Cue} Cue */
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
  const wake = makeWake({
    wakeLock: navigator.wakeLock, isVisible, tell: (lit) => (lit ? notice.drop("no_wake") : notice.say("no_wake")),
  });
  const announcer = makeAnnouncer({ place: byId("announce"), word });
  const places = Object.fromEntries(["stage", "picture", "say", "seconds", "rep", "next"].map((id) => [id, byId(id)]));
  const picture = makePicture({ places: /** @type {any} */ (places), curve, word, less_motion, duck: player.dataset.duck ?? "" });

  const hearing = makeHearing({
    root: byId("sound"), shelf: outbox, language: sheet.locale, word, isVisible, wait, world: window,
    changed(anew) {
      if (anew) session.renew();
      controls.show(now());
    },
  });

  const id = makeId(window.crypto);
  const lineNow = (/** @type {import("../keeping/line.js").Ended} */ ended, /** @type {timeline.Done[]} */ done) =>
    sessionLine({ id, at: new Date(), sheet, ended, done });
  const drafts = isDrill ? null : makeDrafts({ outbox, locks: navigator.locks, id, line: () => lineNow("early", session.done()) });
  const ending = isDrill ? null : makeEnding({
    outbox, word, wait, crypto: window.crypto,
    places: {
      after: byId("after"), notice: byId("after_notice"), hurt: byId("hurt"), help: byId("help"),
      stay: byId("stay"), again: byId("stay_again"), today: byId("stay_today"),
    },
    sync: () => sync({ outbox, fetch: window.fetch.bind(window), address: player.dataset.sync ?? "" }),
    asking: makeAsking({ root: byId("asking"), speak: hearing.say }),
    go: (/** @type {string} */ address) => location.assign(address),
  });
  let shown = "";
  let last = -1;
  let framed = false;

  const session = makeSession({
    sheet, timeline, show, sounds: hearing.sounds, silence: makeSilence(() => performance.now()),
    page_now_ms: () => performance.now(),
    lostSound: () => {
      if (!hearing.isMuted()) notice.say("no_sound"); // who wished for silence misses nothing
      hearing.lose(true);
    },
    finish: async (ended, done) => {
      const line = lineNow(ended, done);
      if (ended !== "whole") hearing.hush();
      await drafts?.end(line); // before anything else, the last tone included
      if (ended === "whole") await wait(DONE_TONE_MS);
      await ending?.end(line);
    },
  });
  const does = {
    toggle, pause: session.pause, let_go: session.letGo, back: session.back, skip: session.skip,
    stop: () => session.end("early"), hurts: () => session.end("pain"), regrip, ease, mute, save,
  };
  const controls = wireControls({ root: player, word, isOpen: session.isOpen, now_ms: () => performance.now(), wishes: does, again: isDrill });
  const media = wireMedia({
    media: navigator.mediaSession, Metadata: window.MediaMetadata, title: word("title"), icon: player.dataset.icon ?? "",
    isOpen: session.isOpen, state: session.state, wish: controls.wish,
  });
  const eases = sheet.cues.some(({ action }) => action === "squeeze");
  const now = () => ({ state: session.state(), open: session.isOpen(), muted: hearing.isMuted(), eases });

  /** @param {import("./session.js").State} state @param {readonly Cue[]} cues @param {timeline.Moment} at */
  function show(state, cues, at) {
    controls.show({ state, open: state === "running" && at.open, muted: hearing.isMuted(), eases });
    if (state === "running" || at.over) picture.draw(cues, at);
    else if (state === "paused") picture.rest(word("paused"));
    else if (state === "over") picture.rest(word("stopped"));
    if (state === "running") follow(cues, at);
    if (state !== shown) turn(state);
  }

  /** @param {readonly Cue[]} cues @param {timeline.Moment} at */
  function follow(cues, at) {
    announcer.mark(cues, at);
    if (at.index === last) return;
    last = at.index;
    hearing.cue(at);
    drafts?.keep();
  }

  /** @param {import("./session.js").State} state */
  function turn(state) {
    shown = state;
    if (state === "paused") rest();
    wake.lit(state === "running");
    media.show(state);
    if (state === "running" && !framed) frame();
  }

  function frame() {
    session.beat();
    framed = session.state() === "running";
    if (framed) requestAnimationFrame(frame);
  }

  function rest() {
    announcer.say(word("paused"));
    hearing.hush();
    drafts?.keep();
  }

  function toggle() {
    if (session.state() !== "over") return session.toggle();
    if (isDrill) location.reload(); // a drill may be done once more; a session is asked about
  }

  async function mute() {
    const on = hearing.isMuted();
    hearing.silence(!on);
    if (!on || !(await session.sound())) return;
    hearing.lose(false);
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
    saveAs(hearing.file(timeline.asAimed(sheet.cues)), word("file"));
  }

  setInterval(session.beat, HIDDEN_BEAT_MS);
  window.addEventListener("pagehide", () => drafts?.keep());
  document.addEventListener("visibilitychange", () => {
    drafts?.keep();
    if (!isVisible() && hearing.isMuted()) session.pause(); // neither seen nor heard, it cannot be followed
    session.beat();
    wake.lit();
  });
  if (player.dataset.sound === "silent") hearing.silence(true);
  player.hidden = false;
  byId("as_table")?.removeAttribute("open");
  controls.show(now());
  picture.still(timeline.lay(sheet.cues, {}));
  if (player.dataset.starts !== undefined) session.toggle(); // it was asked for by the tap that led here, and makes no sound
}
