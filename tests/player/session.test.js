import assert from "node:assert/strict";
import { test } from "node:test";
import { makeAnnouncer } from "../../src/knipa/web/static/player/announce.js";
import { levelAt, pathOf } from "../../src/knipa/web/static/player/curve.js";
import { makeSession } from "../../src/knipa/web/static/player/session.js";
import * as timeline from "../../src/knipa/web/static/player/timeline.js";
import { fixed, open, sheetOf } from "./sheets.js";

/** A session on clocks set by hand. */
function fakeSession(sheet, { sound = true } = {}) {
  const world = { audio_ms: 500, page_ms: 9000, scheduled: 0, ended: [], lost: 0, shown: [], stop: () => {} };
  const sounds = {
    start: async () => sound, resume: async () => sound, now_ms: () => world.audio_ms, pause: async () => {},
    silence() {}, schedule: () => (world.scheduled += 1), whenStopped: (call) => (world.stop = call),
  };
  world.session = makeSession({
    sheet, timeline, sounds, page_now_ms: () => world.page_ms, lostSound: () => (world.lost += 1),
    show: (state, _cues, at) => world.shown.push([state, at.cue.action]), finish: (ended, done) => world.ended.push({ ended, done }),
  });
  world.pass = (s) => {
    world.audio_ms += s * 1000;
    world.page_ms += s * 1000;
    world.session.beat();
  };
  return world;
}
const STRENGTH = sheetOf(fixed("strength", 2, 3, 3));

test("a whole session ends by itself, once, with all that was done", async () => {
  const world = fakeSession(STRENGTH);
  await world.session.toggle();
  world.pass(17);
  world.pass(5);
  assert.deepEqual(world.ended, [{ ended: "whole", done: [{ exercise: "strength", reps: 2, hold_s: 3 }] }]);
});

test("pain before the first tone is said, with nothing done", async () => {
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
  assert.equal(world.scheduled, 0);
});

test("stopping early keeps what was done", async () => {
  const world = fakeSession(STRENGTH);
  await world.session.toggle();
  world.pass(9);
  world.session.end("early");
  assert.deepEqual(world.ended, [{ ended: "early", done: [{ exercise: "strength", reps: 1, hold_s: 3 }] }]);
});

test("without sound the page's clock carries the session, and it is said once", async () => {
  const world = fakeSession(STRENGTH, { sound: false });
  await world.session.toggle();
  world.audio_ms = -1;
  world.pass(9);
  assert.deepEqual(world.shown.at(-1), ["running", "let_go"]);
  assert.equal(world.lost, 1);
  assert.equal(world.scheduled, 0);
});

test("a sound device pulled out in the middle does not stop the session", async () => {
  const world = fakeSession(STRENGTH);
  await world.session.toggle();
  world.pass(5.5);
  const before = world.audio_ms;
  for (let beat = 0; beat < 6; beat += 1) {
    world.page_ms += 500;
    world.audio_ms = before;
    world.session.beat();
  }
  assert.equal(world.lost, 1);
  world.pass(3);
  assert.deepEqual(world.shown.at(-1), ["running", "let_go"]);
});

test("a call that stops the sound pauses the session, and it can go on", async () => {
  const world = fakeSession(STRENGTH);
  await world.session.toggle();
  world.pass(9);
  world.stop();
  assert.equal(world.session.state(), "paused");
  world.page_ms += 60_000;
  await world.session.toggle();
  world.pass(1);
  assert.deepEqual(world.shown.at(-1), ["running", "let_go"]);
});

test("letting go of an open hold puts the sounds anew", async () => {
  const world = fakeSession(sheetOf(open(10)));
  await world.session.toggle();
  world.pass(8);
  const before = world.scheduled;
  assert.equal(world.session.isOpen(), true);
  world.session.letGo();
  assert.equal(world.scheduled, before + 1);
  assert.equal(world.session.isOpen(), false);
});

test("a tap meant for Pause as an open hold begins does not end the hold", async () => {
  const world = fakeSession(sheetOf(open(10)));
  await world.session.toggle();
  world.pass(5.2);
  world.session.letGo();
  assert.equal(world.session.isOpen(), true);
});

test("half-way is told by today's aim, not by the ceiling of an open hold", () => {
  const heard = [];
  const announcer = makeAnnouncer({ place: { set textContent(text) { heard.push(text); } }, word: (key) => `(${key}).` });
  const { cues } = timeline.begin(sheetOf(open(10)), 0); // 5 + 10 + 10 s: half-way at 12.5 s
  for (const ms of [0, 12_400, 12_500]) announcer.mark(cues, timeline.moment(timeline.begin(sheetOf(open(10)), 0), ms));
  assert.deepEqual(heard, ["Gör dig redo.", "Knip. (open_hint).", "(half)."]);
});

test("a screen reader hears exercises, half-way and the end, and no seconds", () => {
  const heard = [];
  const place = { set textContent(text) { heard.push(text); } };
  const announcer = makeAnnouncer({ place, word: (key) => `(${key})` });
  const line = timeline.begin(sheetOf(fixed("strength", 2, 3, 3), fixed("fast", 2, 2, 2)), 0);
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
