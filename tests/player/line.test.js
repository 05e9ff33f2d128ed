import assert from "node:assert/strict";
import { test } from "node:test";
import { localTime, makeId, momentLine, sessionLine } from "../../src/knipa/web/static/keeping/line.js";

const dateAt = (iso, east_min) => Object.assign(new Date(iso), { getTimezoneOffset: () => -east_min });

test("a moment is told in the person's own time, with its offset", () => {
  assert.equal(localTime(dateAt("2026-11-23T06:30:00Z", 60)), "2026-11-23T07:30:00+01:00");
  assert.equal(localTime(dateAt("2026-11-23T02:15:00Z", -210)), "2026-11-22T22:45:00-03:30");
  assert.equal(localTime(dateAt("2026-11-23T06:30:00Z", 0)), "2026-11-23T06:30:00+00:00");
});

test("without https an id is made all the same, and is a version 4 UUID", () => {
  const getRandomValues = (bytes) => bytes.fill(255);
  assert.equal(makeId({ getRandomValues }), "ffffffff-ffff-4fff-bfff-ffffffffffff");
  assert.match(makeId(globalThis.crypto), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("a session line has every field of the contract and no other", () => {
  const sheet = { digest: "d".repeat(64), position: "side" };
  const line = sessionLine({ id: "i", at: dateAt("2026-11-23T06:30:00Z", 60), sheet, ended: "pain", done: [] });
  assert.deepEqual(line, {
    format: "knipa.log/1", id: "i", kind: "session", at: "2026-11-23T07:30:00+01:00", source: "player",
    position: "side", sheet: "d".repeat(64), ended: "pain", done: [],
  });
});

test("a round that was chosen short says so, and a whole one says nothing", () => {
  const told = { id: "i", at: dateAt("2026-11-23T06:30:00Z", 60), ended: "whole", done: [] };
  const sheet = { digest: "d".repeat(64), position: "side" };
  assert.equal(sessionLine({ ...told, sheet: { ...sheet, round: "short" } }).round, "short");
  assert.ok(!("round" in sessionLine({ ...told, sheet: { ...sheet, round: null } })));
});

test("a squeeze before a movement is a line of its own", () => {
  assert.deepEqual(momentLine({ id: "i", at: dateAt("2026-11-23T06:30:00Z", 60), movement: "cough" }), {
    format: "knipa.log/1", id: "i", kind: "moment", at: "2026-11-23T07:30:00+01:00", source: "player", movement: "cough",
  });
});
