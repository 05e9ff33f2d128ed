import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { SheetError, readSheet } from "../../src/knipa/web/static/player/sheet.js";
import { fixed, functional, open, sheetOf } from "./sheets.js";

const shared = (kind) => new URL(`../contract/cuesheet/${kind}/`, import.meta.url);
const files = (kind) => readdirSync(shared(kind)).filter((name) => name.endsWith(".json"));
const read = (kind, name) => readFileSync(new URL(name, shared(kind)), "utf8");

for (const name of files("pass")) {
  test(`the player takes ${name}`, () => {
    assert.equal(readSheet(read("pass", name)).format, "knipa.cuesheet/1");
  });
}

for (const name of files("fail")) {
  test(`the player refuses ${name}`, () => {
    assert.throws(() => readSheet(read("fail", name)), SheetError);
  });
}

test("there is something to take and something to refuse", () => {
  assert.ok(files("pass").length >= 3 && files("fail").length >= 8);
});

const broken = [
  ["cues[1].effort: expected 0 to 1, got 2", (s) => (s.cues[1].effort = 2)],
  ["cues[1].action: expected get_ready", (s) => (s.cues[1].action = "hum")],
  ["cues[2].at_ms: expected 8000 (no gap, no overlap), got 8001", (s) => (s.cues[2].at_ms = 8001)],
  ["cues[1].say: expected words, got nothing", (s) => delete s.cues[1].say],
  ["cues[1].for_ms: expected whole milliseconds, got 2.5", (s) => (s.cues[1].for_ms = 2.5)],
  ["cues[1].hue: unknown field", (s) => (s.cues[1].hue = 1)],
  ["mood: unknown field", (s) => (s.mood = "calm")],
  ["cues[3].rep: expected 2, got 1", (s) => (s.cues[3].rep = 1)],
  ["cues[1].exercise: expected strength, got \"fast\"", (s) => (s.cues[1].exercise = "fast")],
  ["cues[4].action: expected move or let_go after squeeze", (s) => s.cues.splice(4, 1)],
  ["cues[3].action: expected repetition 2 of 2 first", (s) => s.cues.splice(3, 2) && retime(s)],
];
for (const [message, spoil] of broken) {
  test(`a refusal names cue and field: ${message}`, () => {
    const sheet = structuredClone(sheetOf(fixed("strength", 2, 3, 3)));
    spoil(sheet);
    assert.throws(() => readSheet(JSON.stringify(sheet)), (error) => error.message.startsWith(message) || assert.fail(error.message));
  });
}

test("broken JSON is a refusal, not a crash", () => {
  assert.throws(() => readSheet('{"format": NaN}'), /^Error: sheet: /);
});

test("a movement must be named where one moves", () => {
  const sheet = structuredClone(sheetOf(functional("rise", 1)));
  delete sheet.cues[2].movement;
  assert.throws(() => readSheet(JSON.stringify(sheet)), /cues\[2\]\.movement: expected rise, walk/);
});

test("the rest after an open hold must say that it is as long as was held", () => {
  const sheet = structuredClone(sheetOf(open(10)));
  delete sheet.cues[2].as_long_as_held;
  delete sheet.cues[2].rest_min_ms;
  assert.throws(() => readSheet(JSON.stringify(sheet)), /cues\[2\]\.as_long_as_held: expected true after an open hold/);
});

function retime(sheet) {
  let at_ms = 0;
  for (const cue of sheet.cues) {
    cue.at_ms = at_ms;
    at_ms += cue.for_ms;
  }
  sheet.duration_ms = at_ms;
}
