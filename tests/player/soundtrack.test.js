import assert from "node:assert/strict";
import { test } from "node:test";
import { RATE_HZ, render } from "../../src/knipa/web/static/sound/soundtrack.js";
import { NOTES, tonesOf } from "../../src/knipa/web/static/sound/tones.js";
import { fixed, functional, open, sheetOf } from "./sheets.js";

const SILENCE_S = 0.15; // longer than any gap within a tone, shorter than any between two
const doses = Array.from({ length: 6 }, () => [fixed("strength", 10, 6, 6), fixed("fast", 10, 2, 2), functional("rise", 2)]).flat();
const TWENTY_MINUTES = sheetOf(...doses, open(30));

const soundOf = (sheet, { volume = 1, pulse = true } = {}) =>
  render(tonesOf(sheet.cues, { pulse }), { duration_ms: sheet.duration_ms, volume, notes: NOTES });
const samplesOf = (file) => new Int16Array(file, 44);

/** Where a tone begins after a silence, in milliseconds. */
function onsets(samples) {
  const found = [];
  let last = -Infinity;
  samples.forEach((sample, i) => {
    if (sample === 0) return;
    if (i - last > SILENCE_S * RATE_HZ) found.push((i / RATE_HZ) * 1000);
    last = i;
  });
  return found;
}

test("in a session of twenty minutes every cue is heard within a millisecond of the sheet, first to last", () => {
  assert.ok(TWENTY_MINUTES.duration_ms >= 20 * 60_000, `only ${TWENTY_MINUTES.duration_ms} ms`);
  const heard = onsets(samplesOf(soundOf(TWENTY_MINUTES)));
  const tones = tonesOf(TWENTY_MINUTES.cues, { pulse: true });
  assert.equal(heard.length, tones.length);
  const off_ms = tones.map((tone, i) => Math.abs(heard[i] - tone.at_ms));
  assert.ok(Math.max(...off_ms) <= 1, `off by ${Math.max(...off_ms)} ms`);
  for (const { at_ms, action } of TWENTY_MINUTES.cues) assert.ok(heard.some((ms) => Math.abs(ms - at_ms) <= 1), `${action} at ${at_ms}`);
});

test("the file says what it is, to any player", () => {
  const file = soundOf(sheetOf(fixed("fast", 1, 2, 2)));
  const view = new DataView(file);
  const text = (at, count) => String.fromCharCode(...new Uint8Array(file, at, count));
  assert.deepEqual([text(0, 4), text(8, 8), text(36, 4)], ["RIFF", "WAVEfmt ", "data"]);
  assert.equal(view.getUint32(4, true), file.byteLength - 8);
  assert.equal(view.getUint32(40, true), file.byteLength - 44);
  assert.deepEqual([view.getUint16(22, true), view.getUint32(24, true), view.getUint16(34, true)], [1, RATE_HZ, 16]);
});

test("the last tone is heard to its end", () => {
  const samples = samplesOf(soundOf(sheetOf(fixed("fast", 1, 2, 2))));
  const last = samples.findLastIndex((sample) => sample !== 0);
  assert.ok(last > 9.5 * RATE_HZ && last < samples.length - 1);
});

test("a lower volume is lower, and loud is never cut", () => {
  const peak = (samples) => samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  const [loud, low] = [1, 0.25].map((volume) => peak(samplesOf(soundOf(sheetOf(fixed("fast", 2, 2, 2)), { volume }))));
  assert.ok(loud > 15_000 && loud < 32_767, `${loud}`);
  assert.ok(Math.abs(low / loud - 0.25) < 0.01, `${low / loud}`);
});

test("tones that come closer than they are long do not break the sound", () => {
  const tones = [{ at_ms: 0, name: "let_go" }, { at_ms: 100, name: "squeeze" }, { at_ms: 990, name: "done" }];
  const samples = samplesOf(render(tones, { duration_ms: 1000, volume: 1, notes: NOTES }));
  assert.equal(samples.length, 2.5 * RATE_HZ);
  assert.ok(samples.some((sample) => sample !== 0));
});
