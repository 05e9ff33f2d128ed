import assert from "node:assert/strict";
import { test } from "node:test";
import { makeSounds, tonesOf } from "../../src/knipa/web/static/player/sounds.js";
import * as timeline from "../../src/knipa/web/static/player/timeline.js";
import { fixed, functional, open, sheetOf } from "./sheets.js";

const param = () => ({ value: 1, setValueAtTime() {}, linearRampToValueAtTime() {}, exponentialRampToValueAtTime() {}, setTargetAtTime() {} });

/** A sound device whose clock is set by hand, and that remembers what was put on it. */
function fakeDevice({ moves = true } = {}) {
  const device = { started: [], stopped: 0, state: "suspended", gains: [] };
  device.AudioContext = class {
    constructor() {
      device.context = this;
    }
    time_s = 0;
    destination = {};
    onstatechange = () => {};
    get state() {
      return device.state;
    }
    get currentTime() {
      if (moves && device.state === "running") this.time_s += device.drift_s ?? 0;
      return this.time_s;
    }
    createGain() {
      const gain = { gain: param(), connect() {} };
      device.gains.push(gain);
      return gain;
    }
    createOscillator() {
      const note = { frequency: param(), connect() {}, start: (s) => device.started.push(s), stop: (s) => (note.end_s = s) };
      return note;
    }
    async resume() {
      device.state = "running";
    }
    async suspend() {
      device.state = "suspended";
    }
  };
  return device;
}

async function started(device) {
  device.drift_s = 0.01; // the clock moves while it is being waited for
  const sounds = makeSounds({ AudioContext: device.AudioContext, wait: async () => {} });
  const sounding = await sounds.start();
  device.drift_s = 0;
  return { sounds, sounding };
}

const SHEET = sheetOf(fixed("strength", 5, 3, 3), functional("rise", 2), open(10));

test("every cue's tone stands on the sound's clock at its exact time, all up front", async () => {
  const device = fakeDevice();
  const { sounds } = await started(device);
  const zero_ms = sounds.now_ms() + 250;
  sounds.schedule(SHEET.cues, zero_ms, 0);
  for (const cue of SHEET.cues) {
    const due_s = (zero_ms + cue.at_ms) / 1000;
    assert.ok(device.started.some((s) => Math.abs(s - due_s) < 1e-9), `${cue.action} at ${cue.at_ms} ms`);
  }
});

test("each kind of cue has its own tone", () => {
  const names = new Set(tonesOf(SHEET.cues).map((tone) => tone.name));
  assert.deepEqual([...names].sort(), ["count", "done", "hold", "let_go", "move", "ready", "squeeze", "target"]);
});

test("the last three seconds before an exercise are counted", () => {
  const counted = tonesOf(SHEET.cues.slice(0, 1)).filter((tone) => tone.name === "count");
  assert.deepEqual(counted.map((tone) => tone.at_ms), [2000, 3000, 4000]);
});

test("a hold pulses each second within it, and today's aim sounds its own", () => {
  const [, squeeze] = sheetOf(open(10)).cues;
  const pulses = tonesOf([squeeze]).slice(1);
  assert.equal(pulses.length, 59);
  assert.deepEqual(pulses.filter((tone) => tone.name === "target").map((tone) => tone.at_ms), [15_000]);
});

test("letting go of an open hold moves every later tone", async () => {
  const device = fakeDevice();
  const { sounds } = await started(device);
  const zero_ms = sounds.now_ms();
  const line = timeline.begin(SHEET, zero_ms);
  const hold = SHEET.cues.find((cue) => cue.until);
  device.context.time_s = (zero_ms + hold.at_ms + 12_000) / 1000;
  device.started.length = 0;
  const let_go = timeline.release(line, sounds.now_ms());
  sounds.schedule(let_go.cues, let_go.zero_ms, timeline.moment(let_go, sounds.now_ms()).t_ms);
  const expected = [hold.at_ms + 12_000, hold.at_ms + 24_000].map((ms) => (zero_ms + ms) / 1000);
  assert.deepEqual(device.started.filter((s) => expected.some((e) => Math.abs(s - e) < 1e-6)).length, 2);
  assert.equal(device.started.length, 1 + 3); // let go, and the three notes of done: nothing of the long hold is left
});

test("nothing that lies behind is sounded again", async () => {
  const device = fakeDevice();
  const { sounds } = await started(device);
  const zero_ms = sounds.now_ms() - 9000;
  sounds.schedule(SHEET.cues, zero_ms, 9000);
  assert.ok(Math.min(...device.started) * 1000 >= sounds.now_ms());
});

test("without an audio context the session goes on without sound", async () => {
  const sounds = makeSounds({ AudioContext: undefined, wait: async () => {} });
  assert.equal(await sounds.start(), false);
});

test("a sound device whose clock stands is no clock", async () => {
  const { sounding } = await started(fakeDevice({ moves: false }));
  assert.equal(sounding, false);
});

test("a stop from outside is told", async () => {
  const device = fakeDevice();
  const { sounds } = await started(device);
  let told = 0;
  sounds.whenStopped(() => (told += 1));
  device.state = "interrupted";
  device.context.onstatechange();
  assert.equal(told, 1);
});

test("muting before the start holds when it starts", async () => {
  const device = fakeDevice();
  device.drift_s = 0.01;
  const sounds = makeSounds({ AudioContext: device.AudioContext, wait: async () => {} });
  sounds.mute(true);
  await sounds.start();
  assert.equal(device.gains[0].gain.value, 0);
  sounds.mute(false);
  assert.equal(device.gains[0].gain.value, 1);
});
