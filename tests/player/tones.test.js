import assert from "node:assert/strict";
import { test } from "node:test";
import { NOTES, tonesOf } from "../../src/knipa/web/static/sound/tones.js";
import { breathing, fixed, functional, open, sheetOf } from "./sheets.js";

const PULSE = { pulse: true };
const SHEET = sheetOf(fixed("strength", 5, 3, 3), functional("rise", 2), breathing("breathing", 1, 4, 6), open(10));
const named = (cues, name, wishes = PULSE) => tonesOf(cues, wishes).filter((tone) => tone.name === name).map((tone) => tone.at_ms);

test("each cue has its tone at its beginning, in time order", () => {
  const tones = tonesOf(SHEET.cues, PULSE);
  for (const { at_ms, action } of SHEET.cues) {
    assert.ok(tones.some((tone) => tone.at_ms === at_ms && tone.name === (action === "get_ready" ? "ready" : action)), `${action} at ${at_ms}`);
  }
  assert.deepEqual(tones.map((tone) => tone.at_ms), tones.map((tone) => tone.at_ms).sort((a, b) => a - b));
});

test("each kind of cue has a tone of its own, and each tone has its notes", () => {
  const names = new Set(tonesOf(SHEET.cues, PULSE).map((tone) => tone.name));
  assert.deepEqual([...names].sort(), Object.keys(NOTES).sort());
});

test("a squeeze rises, letting go falls, a pulse does neither", () => {
  const way = (name) => Math.sign(NOTES[name][0].to_hz - NOTES[name][0].from_hz);
  assert.deepEqual([way("squeeze"), way("let_go"), way("hold")], [1, -1, 0]);
});

test("the last three seconds before an exercise are counted", () => {
  assert.deepEqual(named(SHEET.cues.slice(0, 1), "count"), [2000, 3000, 4000]);
});

test("an open hold pulses each second, sounds today's aim, and counts its last three seconds", () => {
  const [, squeeze] = sheetOf(open(10)).cues;
  assert.equal(tonesOf([squeeze], PULSE).length, 60);
  assert.deepEqual(named([squeeze], "target"), [15_000]);
  assert.deepEqual(named([squeeze], "count"), [62_000, 63_000, 64_000]);
});

test("by choice a hold is silent, but its aim and its end are heard", () => {
  const [, squeeze] = sheetOf(open(10)).cues;
  const names = tonesOf([squeeze], { pulse: false }).map((tone) => tone.name);
  assert.deepEqual(names, ["squeeze", "target", "count", "count", "count"]);
});
