import assert from "node:assert/strict";
import { test } from "node:test";
import { makeAnnouncer } from "../../src/knipa/web/static/player/announce.js";
import { levelAt, pathOf } from "../../src/knipa/web/static/player/curve.js";
import { makeSilence } from "../../src/knipa/web/static/sound/sounds.js";
import { makeSession } from "../../src/knipa/web/static/player/session.js";
import * as timeline from "../../src/knipa/web/static/player/timeline.js";
import { fixed, open, sheetOf } from "./sheets.js";

/** A session by a sound and a page's clock set by hand. */
function fakeSession(sheet, { sound = true } = {}) {
  const world = { audio_ms: 0, page_ms: 9000, went: [], paused: 0, ended: [], lost: 0, shown: [], sounding: sound, stop() {}, back() {}, atEnd() {} };
  const sounds = {
    async go(cues, t_ms) {
      world.went.push({ cues, t_ms });
      if (world.sounding) world.audio_ms = t_ms;
      return world.sounding;
    },
    pause: () => (world.paused += 1), now_ms: () => world.audio_ms,
    whenStopped: (call) => (world.stop = call), whenBack: (call) => (world.back = call), whenEnded: (call) => (world.atEnd = call),
  };
  const page_now_ms = () => world.page_ms;
  world.session = makeSession({
    sheet, timeline, sounds, page_now_ms, silence: makeSilence(page_now_ms), lostSound: () => (world.lost += 1),
    show: (state, _cues, at) => world.shown.push([state, at.cue.action]), finish: (ended, done) => world.ended.push({ ended, done }),
  });
  world.pass = (s) => {
    for (const end_ms = world.page_ms + s * 1000; world.page_ms < end_ms; ) {
      const step_ms = Math.min(500, end_ms - world.page_ms);
      if (world.session.state() === "running") world.audio_ms += step_ms;
      world.page_ms += step_ms;
      world.session.beat();
    }
  };
  return world;
}
const STRENGTH = sheetOf(fixed("strength", 2, 3, 3));

test("a whole session ends by itself, once, with all that was done, and its last tone sounds on", async () => {
  const world = fakeSession(STRENGTH);
  await world.session.toggle();
  world.pass(17);
  world.pass(5);
  assert.deepEqual(world.ended, [{ ended: "whole", done: [{ exercise: "strength", reps: 2, hold_s: 3 }] }]);
  assert.equal(world.paused, 0);
});

test("where no script runs by the clock, the sound's end ends the session", async () => {
  const world = fakeSession(STRENGTH);
  await world.session.toggle();
  world.audio_ms = 18_500;
  world.atEnd();
  assert.equal(world.ended[0].ended, "whole");
});

test("pain before the first tone is said, with nothing done", () => {
  const world = fakeSession(STRENGTH);
  world.session.end("pain");
  assert.deepEqual(world.ended, [{ ended: "pain", done: [] }]);
});

test("pain while the sound is starting stops the start", async () => {
  const world = fakeSession(STRENGTH);
  const starting = world.session.toggle();
  world.session.end("pain");
  await starting;
  assert.equal(world.session.state(), "over");
  assert.ok(world.paused > 0);
});

test("stopping early keeps what was done", async () => {
  const world = fakeSession(STRENGTH);
  await world.session.toggle();
  world.pass(9);
  world.session.end("early");
  assert.deepEqual(world.ended, [{ ended: "early", done: [{ exercise: "strength", reps: 1, hold_s: 3 }] }]);
});

test("without sound a silent clock carries the session, and it is said once", async () => {
  const world = fakeSession(STRENGTH, { sound: false });
  await world.session.toggle();
  world.audio_ms = -1;
  world.pass(9);
  assert.deepEqual(world.shown.at(-1), ["running", "let_go"]);
  assert.equal(world.lost, 1);
});

test("without sound nobody trains while the page sleeps: it waits where it was", async () => {
  const world = fakeSession(STRENGTH, { sound: false });
  await world.session.toggle();
  world.pass(6);
  world.page_ms += 600_000;
  world.session.beat();
  assert.equal(world.session.state(), "paused");
  assert.deepEqual(world.ended, []);
  await world.session.toggle();
  world.pass(3.5);
  assert.deepEqual(world.shown.at(-1), ["running", "squeeze"]); // the first one, begun anew
});

test("with sound the session goes on while the page sleeps", async () => {
  const world = fakeSession(STRENGTH);
  await world.session.toggle();
  world.pass(2);
  [world.audio_ms, world.page_ms] = [16_000, world.page_ms + 14_000];
  world.session.beat();
  assert.equal(world.session.state(), "running");
});

test("skipping to the end is no whole session", async () => {
  const world = fakeSession(STRENGTH);
  await world.session.toggle();
  world.pass(6);
  for (const _ of [1, 2, 3]) world.session.skip();
  world.session.beat();
  assert.deepEqual(world.ended, [{ ended: "early", done: [] }]);
});

test("sound that comes while one has paused stays silent", async () => {
  const world = fakeSession(STRENGTH, { sound: false });
  await world.session.toggle();
  world.pass(6);
  world.sounding = true;
  const sounding = world.session.sound();
  world.session.toggle();
  const paused = world.paused;
  await sounding;
  assert.equal(world.session.state(), "paused");
  assert.equal(world.paused, paused + 1);
});

test("sound that may be had later takes over where the silent clock was", async () => {
  const world = fakeSession(STRENGTH, { sound: false });
  await world.session.toggle();
  world.pass(6);
  world.sounding = true;
  assert.equal(await world.session.sound(), true);
  assert.equal(world.audio_ms, 6000);
  world.pass(3);
  assert.deepEqual(world.shown.at(-1), ["running", "let_go"]);
});

test("a sound device pulled out in the middle does not stop the session", async () => {
  const world = fakeSession(STRENGTH);
  await world.session.toggle();
  world.pass(5.5);
  for (let beat = 0; beat < 6; beat += 1) {
    world.page_ms += 500;
    world.session.beat();
  }
  assert.equal(world.lost, 1);
  world.pass(3);
  assert.deepEqual(world.shown.at(-1), ["running", "let_go"]);
});

test("a call that stops the sound pauses the session; it comes back by itself after the call", async () => {
  const world = fakeSession(STRENGTH);
  await world.session.toggle();
  world.pass(9);
  world.stop();
  assert.equal(world.session.state(), "paused");
  world.page_ms += 60_000;
  await world.back();
  assert.equal(world.session.state(), "running");
  world.pass(1);
  assert.deepEqual(world.shown.at(-1), ["running", "let_go"]);
});

test("a pause of one's own is not ended by the device", async () => {
  const world = fakeSession(STRENGTH);
  await world.session.toggle();
  world.pass(9);
  world.session.toggle();
  await world.back();
  assert.equal(world.session.state(), "paused");
  await world.session.toggle();
  assert.equal(world.session.state(), "running");
});

test("letting go of an open hold goes on in a sound without the rest of it", async () => {
  const world = fakeSession(sheetOf(open(10)));
  await world.session.toggle();
  world.pass(17);
  assert.equal(world.session.isOpen(), true);
  world.session.letGo();
  const { cues, t_ms } = world.went.at(-1);
  assert.deepEqual([t_ms, cues[2].at_ms, cues[3].at_ms], [17_000, 17_000, 29_000]);
  assert.equal(world.session.isOpen(), false);
});

test("a re-grip changes no sound", async () => {
  const world = fakeSession(sheetOf(open(10)));
  await world.session.toggle();
  world.pass(8);
  world.session.regrip();
  assert.equal(world.went.length, 1);
});

test("a tap meant for Pause as an open hold begins does not end the hold", async () => {
  const world = fakeSession(sheetOf(open(10)));
  await world.session.toggle();
  world.pass(5.2);
  world.session.letGo();
  assert.equal(world.session.isOpen(), true);
});

test("easier, back and skip go on at once in the right place", async () => {
  const world = fakeSession(STRENGTH);
  await world.session.toggle();
  world.pass(12); // in the second squeeze
  world.session.ease();
  assert.equal(world.shown.at(-1)[1], "let_go");
  world.session.back();
  assert.equal(world.went.at(-1).t_ms, 11_000);
  world.session.skip();
  assert.equal(world.shown.at(-1)[1], "done");
});

test("half-way is told by today's aim, not by the ceiling of an open hold", () => {
  const heard = [];
  const announcer = makeAnnouncer({ place: { set textContent(text) { heard.push(text); } }, word: (key) => `(${key}).` });
  const { cues } = timeline.begin(sheetOf(open(10))); // 5 + 10 + 10 s: half-way at 12.5 s
  for (const ms of [0, 12_400, 12_500]) announcer.mark(cues, timeline.moment(timeline.begin(sheetOf(open(10))), ms));
  assert.deepEqual(heard, ["Gör dig redo.", "Knip. (open_hint).", "(half)."]);
});

test("a screen reader hears exercises, half-way and the end, and no seconds", () => {
  const heard = [];
  const place = { set textContent(text) { heard.push(text); } };
  const announcer = makeAnnouncer({ place, word: (key) => `(${key})` });
  const line = timeline.begin(sheetOf(fixed("strength", 2, 3, 3), fixed("fast", 2, 2, 2)));
  for (let ms = 0; ms <= 30_000; ms += 50) announcer.mark(line.cues, timeline.moment(line, ms));
  assert.deepEqual(heard, ["Gör dig redo.", "(half).", "Gör dig redo.", "Klart."]);
});

test("the curve stands at the effort of the squeeze and rests on the line", () => {
  const { cues } = STRENGTH;
  assert.equal(levelAt(cues, 1, 2000), 1);
  assert.equal(levelAt(cues, 2, 2000), 0);
  assert.equal(levelAt(cues, 1, 150), 0.5); // half-way up
});

test("the curve is one path, as long as the session", () => {
  const d = pathOf(STRENGTH.cues, { px_per_s: 10, floor_px: 100, rise_px: 100 });
  assert.match(d, /^M-2000 100H0H0H50c1 0 2 -100 3 -100H80c1 0 2 100 3 100/);
  assert.match(d, /H170h2000$/);
});
