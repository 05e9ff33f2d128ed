import assert from "node:assert/strict";
import { test } from "node:test";
import * as timeline from "../../src/knipa/web/static/player/timeline.js";
import { breathing, fixed, functional, open, sheetOf } from "./sheets.js";

const TWO_STRENGTH = sheetOf(fixed("strength", 2, 3, 3)); // ready 0–5, squeeze 5–8, rest 8–11, squeeze 11–14, rest 14–17
const OPEN = sheetOf(open(10)); // ready 0–5, squeeze from 5

const at = (s) => s * 1000;
const begin = (sheet) => timeline.begin(sheet);
const action = (line, s) => timeline.moment(line, at(s)).cue.action;

test("a session begins by getting ready and ends when the last rest is over", () => {
  const line = begin(TWO_STRENGTH);
  assert.deepEqual([0, 4.999, 5, 8, 11, 16.999].map((s) => action(line, s)), ["get_ready", "get_ready", "squeeze", "let_go", "squeeze", "let_go"]);
  assert.equal(timeline.moment(line, at(17)).over, true);
  assert.equal(timeline.moment(line, at(99)).t_ms, 17_000);
});

test("a moment says how long is left", () => {
  const { into_ms, left_ms } = timeline.moment(begin(TWO_STRENGTH), at(6));
  assert.deepEqual([into_ms, left_ms], [1000, 2000]);
});

test("an open hold let go early gives a rest as long as was held", () => {
  const line = timeline.release(begin(OPEN), at(5 + 17));
  assert.deepEqual([22, 38.9].map((s) => action(line, s)), ["let_go", "let_go"]);
  assert.equal(timeline.moment(line, at(22 + 17)).over, true);
});

test("the rest after an open hold is never below its least", () => {
  const line = timeline.release(begin(OPEN), at(5 + 4));
  assert.equal(timeline.moment(line, at(9 + 9.9)).over, false);
  assert.equal(timeline.moment(line, at(9 + 10)).over, true);
});

test("an open hold ends by itself at sixty seconds and is rested as long", () => {
  const line = begin(OPEN);
  assert.equal(timeline.moment(line, at(64.9)).open, true);
  assert.equal(action(line, 65), "let_go");
  assert.equal(timeline.moment(line, at(125)).over, true);
  assert.deepEqual(timeline.tally(line, at(125)), [{ exercise: "endurance", reps: 1, hold_s: 60, held_s: 60 }]);
});

test("letting go outside an open hold changes nothing", () => {
  const line = begin(TWO_STRENGTH);
  assert.equal(timeline.release(line, at(6)), line);
});

test("held time is told in whole seconds, with its re-grips", () => {
  let line = timeline.regrip(begin(OPEN), at(11));
  line = timeline.release(timeline.regrip(line, at(15)), at(5 + 17.6));
  assert.deepEqual(timeline.tally(line, at(30)), [{ exercise: "endurance", reps: 1, hold_s: 18, held_s: 18, regrips: 2 }]);
});

test("an open hold never taken up is left out", () => {
  const line = begin(OPEN);
  assert.deepEqual(timeline.tally(line, at(3)), []);
  assert.deepEqual(timeline.tally(timeline.release(line, at(5.2)), at(9)), []);
});

test("stopping in the middle of an open hold keeps what was held", () => {
  assert.deepEqual(timeline.tally(begin(OPEN), at(5 + 12)), [{ exercise: "endurance", reps: 1, hold_s: 12, held_s: 12 }]);
});

test("a pause in a rest goes on where it was", () => {
  const line = begin(TWO_STRENGTH);
  assert.deepEqual(timeline.resume(line, at(9)), { line, to_ms: at(9) });
});

test("a squeeze broken off by a pause begins anew after three seconds", () => {
  const { line, to_ms } = timeline.resume(begin(TWO_STRENGTH), at(12));
  assert.equal(to_ms, at(8));
  assert.equal(action(line, 8), "let_go");
  assert.equal(action(line, 11), "squeeze");
  assert.deepEqual(timeline.tally(line, at(13.9)), [{ exercise: "strength", reps: 1, hold_s: 3 }]);
  assert.deepEqual(timeline.tally(line, at(14)), [{ exercise: "strength", reps: 2, hold_s: 3 }]);
});

test("a pause in an open hold adds nothing to what was held and counts as caught again", () => {
  const { line, to_ms } = timeline.resume(begin(OPEN), at(5 + 8));
  const let_go = timeline.release(line, to_ms + 4000);
  assert.deepEqual(timeline.tally(let_go, at(23)), [{ exercise: "endurance", reps: 1, hold_s: 12, held_s: 12, regrips: 1 }]);
});

test("only whole squeezes count", () => {
  const line = begin(TWO_STRENGTH);
  assert.deepEqual(timeline.tally(line, at(7.9)), []);
  assert.deepEqual(timeline.tally(line, at(8)), [{ exercise: "strength", reps: 1, hold_s: 3 }]);
  assert.deepEqual(timeline.tally(line, at(13.9)), [{ exercise: "strength", reps: 1, hold_s: 3 }]);
});

test("a functional squeeze counts when the movement is done, squeeze and movement together", () => {
  const line = begin(sheetOf(functional("rise", 2), functional("cough", 1)));
  assert.deepEqual(timeline.tally(line, at(5 + 4.9)), []);
  assert.deepEqual(timeline.tally(line, at(5 + 5)), [{ exercise: "functional", movement: "rise", reps: 1, hold_s: 5 }]);
  assert.deepEqual(timeline.tally(line, at(99)), [
    { exercise: "functional", movement: "rise", reps: 2, hold_s: 5 },
    { exercise: "functional", movement: "cough", reps: 1, hold_s: 5 },
  ]);
});

test("letting-go exercises count their breaths", () => {
  const line = begin(sheetOf(breathing("breathing", 2, 4, 6), breathing("relaxation", 1, 5, 10)));
  assert.deepEqual(timeline.tally(line, at(99)), [
    { exercise: "breathing", reps: 2, hold_s: 4 }, { exercise: "relaxation", reps: 1, hold_s: 5 },
  ]);
});

test("quick squeezes on top are no part of the hold", () => {
  const sheet = structuredClone(sheetOf(fixed("strength", 1, 12, 12)));
  sheet.cues[1].on_top = 3;
  assert.deepEqual(timeline.tally(begin(sheet), at(99)), [{ exercise: "strength", reps: 1, hold_s: 6 }]);
});

test("a skipped squeeze does not count, the one after it does", () => {
  const { line, to_ms } = timeline.skip(begin(TWO_STRENGTH), at(6));
  assert.equal(timeline.moment(line, to_ms).cue.rep, 2);
  assert.deepEqual(timeline.tally(line, at(99)), [{ exercise: "strength", reps: 1, hold_s: 3 }]);
});

test("skipping the last repetition ends the session", () => {
  const { line, to_ms } = timeline.skip(begin(TWO_STRENGTH), at(12));
  assert.equal(timeline.moment(line, to_ms).over, true);
  assert.deepEqual(timeline.tally(line, to_ms), [{ exercise: "strength", reps: 1, hold_s: 3 }]);
});

test("back from the rest repeats the squeeze just done, which still counts once", () => {
  const { line, to_ms } = timeline.back(begin(TWO_STRENGTH), at(9));
  assert.equal(to_ms, at(5));
  assert.deepEqual(timeline.tally(line, at(17)), [{ exercise: "strength", reps: 2, hold_s: 3 }]);
});

test("back from a squeeze goes to the one before", () => {
  const first = timeline.back(begin(TWO_STRENGTH), at(12));
  assert.equal(timeline.moment(first.line, first.to_ms).cue.rep, 1);
  assert.equal(timeline.back(begin(TWO_STRENGTH), at(6)).to_ms, 0);
});

test("back to an open hold opens it again and the longer hold counts", () => {
  const { line, to_ms } = timeline.back(timeline.release(begin(OPEN), at(5 + 20)), at(30));
  assert.equal(timeline.moment(line, to_ms).open, true);
  const let_go = timeline.release(line, to_ms + 7000);
  assert.deepEqual(timeline.tally(let_go, to_ms + 9000), [{ exercise: "endurance", reps: 1, hold_s: 20, held_s: 20 }]);
});

test("easier ends the hold that goes on, shortens those to come, and leaves the rests", () => {
  const line = timeline.ease(begin(sheetOf(fixed("strength", 3, 6, 6))), at(7));
  assert.deepEqual(line.cues.map((cue) => cue.for_ms), [5000, 2000, 6000, 4000, 6000, 4000, 6000, 0]);
  assert.deepEqual(timeline.tally(line, at(99)), [
    { exercise: "strength", reps: 1, hold_s: 2 }, { exercise: "strength", reps: 2, hold_s: 4 },
  ]);
  assert.deepEqual(timeline.ease(line, at(14)).cues.slice(3, 6).map((cue) => cue.for_ms), [1000, 6000, 2000]);
});

test("what was held before it became easier is told as it was", () => {
  const line = timeline.ease(begin(sheetOf(fixed("strength", 4, 6, 6))), at(5 + 24)); // as the third begins
  assert.deepEqual(timeline.tally(line, at(99)), [
    { exercise: "strength", reps: 2, hold_s: 6 }, { exercise: "strength", reps: 1, hold_s: 1 }, { exercise: "strength", reps: 1, hold_s: 4 },
  ]);
});

test("a session is whole when nothing was left out, eased or not", () => {
  const line = begin(TWO_STRENGTH);
  assert.equal(timeline.isWhole(line, at(17)), true);
  assert.equal(timeline.isWhole(line, at(12)), false);
  assert.equal(timeline.isWhole(timeline.ease(line, at(2)), at(99)), true);
  const skipped = timeline.skip(line, at(6));
  assert.equal(timeline.isWhole(skipped.line, at(17)), false);
});

test("easier never asks for less than a second, and what was done stays as it was", () => {
  const line = timeline.ease(begin(sheetOf(fixed("fast", 2, 2, 2))), at(8)); // in the rest after the first
  assert.deepEqual(line.cues.map((cue) => cue.for_ms), [5000, 2000, 2000, 1000, 2000, 0]);
  assert.deepEqual(timeline.tally(line, at(8)), [{ exercise: "fast", reps: 1, hold_s: 2 }]);
});

test("easier brings the aim of an open hold nearer, and it stays open and can be let go of", () => {
  const line = timeline.ease(begin(OPEN), at(2));
  assert.deepEqual([line.cues[1].for_ms, line.cues[1].target_ms, line.cues[1].until], [60_000, 6000, "released"]);
  const let_go = timeline.release(line, at(5 + 12));
  assert.equal(let_go.cues[1].target_ms, 6000);
  assert.equal(timeline.moment(let_go, at(5 + 24)).over, true);
});

test("before a movement, easier shortens the movement and keeps the squeeze before it", () => {
  const line = timeline.ease(begin(sheetOf(functional("rise", 1))), at(2));
  assert.deepEqual(line.cues.map((cue) => cue.for_ms), [5000, 2000, 2000, 5000, 0]);
});

test("a sound that nobody can let go of holds as long as today's aim", () => {
  assert.deepEqual(timeline.asAimed(OPEN.cues).map((cue) => cue.at_ms), [0, 5000, 15_000, 25_000]);
});

test("the same taps at the same times give the same session", () => {
  const play = () => timeline.tally(timeline.release(timeline.resume(begin(OPEN), at(7)).line, at(20)), at(30));
  assert.deepEqual(play(), play());
});
