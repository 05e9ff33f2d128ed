// main.js — wires the player to the page. It is also loaded where a session is received or may wait to be sent.
import { makeAnnouncer } from "./announce.js";
import { wireControls } from "./controls.js";
import * as curve from "./curve.js";
import { deliver } from "./delivery.js";
import { makeId, sessionLine } from "./line.js";
import { makeOutbox } from "./outbox.js";
import { makePicture } from "./picture.js";
import { makeSession } from "./session.js";
import { SheetError, readSheet } from "./sheet.js";
import { makeSounds } from "./sounds.js";
import * as timeline from "./timeline.js";
import { makeWake } from "./wake.js";

const DONE_TONE_MS = 1200; // the last tone is heard before the page is left
const HIDDEN_BEAT_MS = 500; // a hidden page gets no frames; late beats harm nothing, the clock is read anew

/** @typedef {import("./line.js").SessionLine} SessionLine */
/** @typedef {Record<string, number|string|null|undefined>} Values */

const byId = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const owner = document.querySelector("[data-owner]")?.getAttribute("data-owner") || "one";
const outbox = makeOutbox(() => window.localStorage, owner);
const words = JSON.parse(byId("words")?.textContent ?? "{}");
const word = (/** @type {string} */ key, /** @type {Values} */ values = {}) =>
  (words[key] ?? "").replace(/\{(\w+)\}/g, (/** @type {string} */ _, /** @type {string} */ name) => String(values[name] ?? ""));

for (const place of document.querySelectorAll("[data-received]")) outbox.confirm(place.getAttribute("data-received") ?? "");
if (byId("finish") && byId("unsent")) offerWaiting();
if (byId("player") && byId("sheet")) open();

/** A session that did not reach the server last time. */
function offerWaiting() {
  const [oldest] = outbox.waiting();
  if (!oldest) return;
  const when = new Date(oldest.at).toLocaleString(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" });
  offer(oldest, word("earlier", { when }), word("send"));
}

/** @param {SessionLine} line @param {string} text @param {string} button_text */
function offer(line, text, button_text) {
  const button = /** @type {HTMLButtonElement} */ (byId("unsent").querySelector("button"));
  byId("unsent").querySelectorAll("p")[0].textContent = text;
  button.textContent = button_text;
  button.disabled = false;
  button.onclick = () => {
    button.disabled = true;
    send(line);
  };
  byId("unsent").hidden = false;
}

/** @param {SessionLine} line */
async function send(line) {
  const safe = outbox.keep(line);
  const form = /** @type {HTMLFormElement} */ (byId("finish"));
  const go = (/** @type {string} */ address) => location.assign(address);
  const outcome = await deliver(form, line, { fetch: window.fetch.bind(window), go });
  if (outcome === "unreachable") {
    offer(line, word(safe ? "unsent" : "unsafe"), word("again"));
    byId("unsent").querySelector("button")?.focus(); // into view and, by its description, into hearing
  }
  return outcome;
}

function open() {
  try {
    play(readSheet(byId("sheet").textContent ?? ""));
  } catch (error) {
    if (!(error instanceof SheetError)) throw error;
    console.error(error.message);
    byId("notice").textContent = word("broken");
  }
}

/** @param {import("./sheet.js").CueSheet} sheet */
function play(sheet) {
  const id = makeId(window.crypto);
  const less_motion = window.matchMedia("(prefers-reduced-motion: reduce)");
  const wait = (/** @type {number} */ ms) => /** @type {Promise<void>} */ (new Promise((then) => setTimeout(then, ms)));
  const sounds = makeSounds({ AudioContext: window.AudioContext, wait });
  const isVisible = () => document.visibilityState === "visible";
  const wake = makeWake({ wakeLock: navigator.wakeLock, isVisible });
  const announcer = makeAnnouncer({ place: byId("announce"), word });
  const places = { stage: byId("stage"), picture: byId("picture"), say: byId("say"), seconds: byId("seconds"), rep: byId("rep") };
  const picture = makePicture({ places, curve, word, less_motion });
  const lineNow = (/** @type {import("./line.js").Ended} */ ended, /** @type {timeline.Done[]} */ done) =>
    sessionLine({ id, at: new Date(), sheet, ended, done });
  let muted = false;
  let shown = "";
  let hurt = false;
  let framed = false;

  const session = makeSession({
    sheet, timeline, sounds, show,
    page_now_ms: () => performance.now(),
    lostSound: () => (byId("notice").textContent = word("no_sound")),
    finish: async (ended, done) => {
      const line = lineNow(ended, done);
      outbox.keep(line);
      byId("notice").textContent = word("sending");
      if (ended === "whole") await wait(DONE_TONE_MS);
      if ((await send(line)) === "unreachable") byId("notice").textContent = "";
    },
  });
  const controls = wireControls({
    root: byId("player"), stage: byId("stage"), word,
    isOpen: session.isOpen, now_ms: () => performance.now(),
    wishes: {
      toggle: session.toggle, pause: session.toggle, let_go: session.letGo, regrip, back: session.back, skip: session.skip,
      stop: () => session.end("early"), hurts, mute,
    },
  });

  /** @param {import("./session.js").State} state @param {readonly import("./sheet.js").Cue[]} cues @param {timeline.Moment} at */
  function show(state, cues, at) {
    controls.show({ state, open: state === "running" && at.open, muted });
    if (state === "running" || at.over) picture.draw(cues, at);
    else if (state === "paused") picture.rest(word("paused"));
    else if (state === "over") picture.rest(word(hurt ? "hurt" : "stopped"));
    if (state === "running") announcer.mark(cues, at);
    if (state !== shown) turn(state);
  }

  /** @param {import("./session.js").State} state */
  function turn(state) {
    if (state === "paused") announcer.say(word("paused"));
    shown = state;
    wake.lit(state === "running");
    if (state === "running" && !framed) frame();
  }

  function frame() {
    session.beat();
    framed = session.state() === "running";
    if (framed) requestAnimationFrame(frame);
  }

  function mute() {
    muted = !muted;
    sounds.mute(muted);
    controls.show({ state: session.state(), open: session.isOpen(), muted });
  }

  function hurts() {
    hurt = true; // shown at once, whether or not the server can be reached
    session.end("pain");
  }

  function regrip() {
    session.regrip();
    announcer.say(word("caught"));
  }

  /** A page that is closed in the middle still keeps what was done; the same id, so that the real end replaces it. */
  function keepSoFar() {
    const begun = session.state() === "running" || session.state() === "paused";
    if (begun && session.done().length > 0) outbox.keep(lineNow("early", session.done()));
  }

  setInterval(session.beat, HIDDEN_BEAT_MS);
  window.addEventListener("pagehide", keepSoFar);
  document.addEventListener("visibilitychange", () => {
    if (!isVisible()) return keepSoFar();
    session.beat();
    wake.lit();
  });
  byId("player").hidden = false;
  byId("as_table")?.removeAttribute("open");
  controls.show({ state: "ready", open: false, muted });
  picture.still(timeline.lay(sheet.cues, {}));
}
