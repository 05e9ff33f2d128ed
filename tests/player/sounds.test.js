import assert from "node:assert/strict";
import { test } from "node:test";
import { makeSilence, makeSounds } from "../../src/knipa/web/static/sound/sounds.js";
import { fixed, sheetOf } from "./sheets.js";

const SHEET = sheetOf(fixed("strength", 2, 3, 3));

/** A sound device that remembers what it was told; `plays`: whether its place moves. */
function fakeDevice({ plays = true, refuses = false, forgets = false } = {}) {
  const device = { elements: [], rendered: 0, forgotten: [], variant: "usual" };
  class Audio extends EventTarget {
    #place_s = 0;
    paused = true;
    muted = false;
    src = "";
    constructor() {
      super();
      device.elements.push(this);
    }
    get currentTime() {
      if (!this.paused && plays) this.#place_s += 0.005;
      return this.#place_s;
    }
    set currentTime(s) {
      this.#place_s = s;
    }
    async play() {
      if (refuses) throw new DOMException("a gesture first", "NotAllowedError");
      if (forgets) this.#place_s = 0; // as some do with a place that was set before the sound was loaded
      this.paused = false;
      this.dispatchEvent(new Event("play"));
    }
    pause() {
      this.paused = true;
      this.dispatchEvent(new Event("pause"));
    }
  }
  device.sounds = makeSounds({
    Audio, variant: () => device.variant, wait: async () => {}, device: {}, render: () => `sound ${(device.rendered += 1)}`,
    addressOf: (sound) => `blob:${sound}`, forget: (address) => device.forgotten.push(address),
  });
  [device.audio] = device.elements;
  return device;
}

test("a sound goes on from the place it was asked for, and its place is the clock", async () => {
  const { sounds, audio } = fakeDevice();
  assert.equal(await sounds.go(SHEET.cues, 7000), true);
  assert.ok(sounds.now_ms() >= 7000 && sounds.now_ms() < 7100);
  assert.equal(audio.src, "blob:sound 1");
});

test("a browser that begins a new sound at its beginning is led to the right place, and the clock never falls back", async () => {
  const device = fakeDevice({ forgets: true });
  const seen = [];
  const going = device.sounds.go(SHEET.cues, 7000);
  seen.push(device.sounds.now_ms());
  await going;
  seen.push(device.sounds.now_ms());
  assert.ok(seen.every((ms) => ms >= 7000 && ms < 7200), `${seen}`);
});

test("the same cues are rendered once, others anew, and the old sound is forgotten", async () => {
  const device = fakeDevice();
  await device.sounds.go(SHEET.cues, 0);
  await device.sounds.go(SHEET.cues, 5000);
  assert.equal(device.rendered, 1);
  await device.sounds.go([...SHEET.cues], 5000);
  assert.deepEqual([device.rendered, device.forgotten], [2, ["blob:sound 1"]]);
});

test("another wish makes another sound", async () => {
  const device = fakeDevice();
  await device.sounds.go(SHEET.cues, 0);
  device.variant = "low";
  await device.sounds.go(SHEET.cues, 1000);
  assert.equal(device.rendered, 2);
});

test("a device that refuses, or plays and stands, carries nothing", async () => {
  assert.equal(await fakeDevice({ refuses: true }).sounds.go(SHEET.cues, 0), false);
  assert.equal(await fakeDevice({ plays: false }).sounds.go(SHEET.cues, 0), false);
});

test("a stop from outside is told, one of our own is not", async () => {
  const { sounds, audio } = fakeDevice();
  let told = 0;
  sounds.whenStopped(() => (told += 1));
  await sounds.go(SHEET.cues, 0);
  sounds.pause();
  assert.equal(told, 0);
  await sounds.go(SHEET.cues, 0);
  audio.pause();
  assert.equal(told, 1);
});

test("a device that goes on by itself after a call is told, our own start is not", async () => {
  const { sounds, audio } = fakeDevice();
  let back = 0;
  sounds.whenBack(() => (back += 1));
  await sounds.go(SHEET.cues, 0);
  assert.equal(back, 0);
  audio.pause();
  await audio.play();
  assert.equal(back, 1);
});

test("muting holds whenever the sound starts", async () => {
  const { sounds, audio } = fakeDevice();
  sounds.mute(true);
  await sounds.go(SHEET.cues, 0);
  assert.equal(audio.muted, true);
});

test("a silent clock goes on from a place, and stands while paused", async () => {
  let page_ms = 500;
  const silence = makeSilence(() => page_ms);
  await silence.go([], 2000);
  page_ms += 300;
  assert.equal(silence.now_ms(), 2300);
  silence.pause();
  page_ms += 900;
  assert.equal(silence.now_ms(), 2300);
});
