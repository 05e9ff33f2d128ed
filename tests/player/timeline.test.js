import assert from "node:assert/strict";
import { test } from "node:test";
import * as timeline from "../../src/knipa/web/static/player/timeline.js";
import { breathing, fixed, functional, open, sheetOf } from "./sheets.js";

const START = 1_000_000; // some clock
const TWO_STRENGTH = sheetOf(fixed("strength", 2, 3, 3)); // ready 0–5, squeeze 5–8, rest 8–11, squeeze 11–14, rest 14–17
const OPEN = sheetOf(open(10)); // ready 0–5, squeeze from 5

const at = (s) => START + s * 1000;
const begin = (sheet) => timeline.begin(sheet, START);
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

test("time stands while paused", () => {
  const line = timeline.pause(begin(TWO_STRENGTH), at(9));
  assert.equal(timeline.moment(line, at(500)).t_ms, 9000);
  const gone_on = timeline.resume(line, at(500));
  assert.equal(timeline.moment(gone_on, at(501)).t_ms, 10_000);
});

test("a squeeze broken off by a pause begins anew after three seconds", () => {
  const line = timeline.resume(timeline.pause(begin(TWO_STRENGTH), at(12)), at(100));
  assert.equal(action(line, 100), "let_go");
  assert.equal(timeline.moment(line, at(103)).into_ms, 0);
  assert.equal(action(line, 103), "squeeze");
  assert.deepEqual(timeline.tally(line, at(105.9)), [{ exercise: "strength", reps: 1, hold_s: 3 }]);
  assert.deepEqual(timeline.tally(line, at(106)), [{ exercise: "strength", reps: 2, hold_s: 3 }]);
});

test("a pause in an open hold adds nothing to what was held and counts as caught again", () => {
  let line = timeline.resume(timeline.pause(begin(OPEN), at(5 + 8)), at(300));
  line = timeline.release(line, at(304));
  assert.deepEqual(timeline.tally(line, at(310)), [{ exercise: "endurance", reps: 1, hold_s: 12, held_s: 12, regrips: 1 }]);
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
  const line = timeline.skip(begin(TWO_STRENGTH), at(6));
  assert.equal(timeline.moment(line, at(6)).cue.rep, 2);
  assert.deepEqual(timeline.tally(line, at(99)), [{ exercise: "strength", reps: 1, hold_s: 3 }]);
});

test("skipping the last repetition ends the session", () => {
  const line = timeline.skip(begin(TWO_STRENGTH), at(12));
  assert.equal(timeline.moment(line, at(12)).over, true);
  assert.deepEqual(timeline.tally(line, at(12)), [{ exercise: "strength", reps: 1, hold_s: 3 }]);
});

test("back from the rest repeats the squeeze just done, which still counts once", () => {
  const line = timeline.back(begin(TWO_STRENGTH), at(9));
  assert.deepEqual([action(line, 9), timeline.moment(line, at(9)).cue.rep], ["squeeze", 1]);
  assert.deepEqual(timeline.tally(line, at(9 + 12)), [{ exercise: "strength", reps: 2, hold_s: 3 }]);
});

test("back from a squeeze goes to the one before", () => {
  const line = timeline.back(begin(TWO_STRENGTH), at(12));
  assert.equal(timeline.moment(line, at(12)).cue.rep, 1);
  assert.equal(timeline.moment(timeline.back(begin(TWO_STRENGTH), at(6)), at(6)).cue.action, "get_ready");
});

test("back to an open hold opens it again and the longer hold counts", () => {
  let line = timeline.release(begin(OPEN), at(5 + 20));
  line = timeline.back(line, at(30));
  assert.equal(timeline.moment(line, at(30)).open, true);
  line = timeline.release(line, at(30 + 7));
  assert.deepEqual(timeline.tally(line, at(40)), [{ exercise: "endurance", reps: 1, hold_s: 20, held_s: 20 }]);
});

test("on another clock everything stands where it stood", () => {
  const line = timeline.changeClock(begin(TWO_STRENGTH), at(9), 77);
  assert.equal(timeline.moment(line, 77).t_ms, 9000);
});

test("the same taps at the same times give the same session", () => {
  const play = () => timeline.tally(timeline.release(timeline.resume(timeline.pause(begin(OPEN), at(7)), at(9)), at(20)), at(30));
  assert.deepEqual(play(), play());
});
