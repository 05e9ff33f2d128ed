import assert from "node:assert/strict";
import { test } from "node:test";
import { makeOutbox } from "../../src/knipa/web/static/player/outbox.js";
import { makeUnfinished } from "../../src/knipa/web/static/player/unfinished.js";
import { fakeIndexedDB } from "./storage.js";

const line = (ended) => ({ id: "a", at: "2026-11-23T07:30:00+01:00", kind: "session", ended, done: [] });
const HOUR_MS = 3600_000;

/** Two pages of one browser: the one that trains, and another. */
function browser({ with_locks = true } = {}) {
  const { factory } = fakeIndexedDB();
  let held = 0;
  const locks = {
    async request(_name, { ifAvailable }, then) {
      if (ifAvailable) return then(held > 0 ? null : {});
      held += 1;
      await then({});
      held -= 1;
    },
  };
  const time = { now: 0 };
  const page = () => {
    const outbox = makeOutbox({ indexedDB: factory, owner: "anna", tell: () => {} });
    return { outbox, unfinished: makeUnfinished({ outbox, locks: with_locks ? locks : undefined, now_ms: () => time.now }) };
  };
  return { training: page(), other: page(), time, kill: () => (held = 0) };
}

for (const with_locks of [true, false]) {
  const where = with_locks ? "with locks" : "without locks";

  test(`a session that goes on is sent by nobody, ${where}`, async () => {
    const { training, other, time } = browser({ with_locks });
    training.unfinished.begin();
    await training.unfinished.note(line("early"));
    time.now = HOUR_MS;
    assert.equal(await other.unfinished.settle(), false);
    assert.deepEqual(await other.outbox.waiting(), []);
  });

  test(`what a killed page has left becomes a line, once, ${where}`, async () => {
    const { training, other, time, kill } = browser({ with_locks });
    training.unfinished.begin();
    await training.unfinished.note(line("early"));
    kill();
    time.now = 3 * HOUR_MS;
    assert.equal(await other.unfinished.settle(), true);
    assert.equal((await other.outbox.waiting())[0].line.ended, "early");
    assert.equal(await other.unfinished.settle(), false);
  });

  test(`what came to its own end is not told twice, ${where}`, async () => {
    const { training, other, time } = browser({ with_locks });
    training.unfinished.begin();
    await training.unfinished.note(line("early"));
    await training.outbox.keep(line("whole"));
    await training.unfinished.end();
    time.now = 3 * HOUR_MS;
    assert.equal(await other.unfinished.settle(), false);
    assert.equal((await other.outbox.waiting())[0].line.ended, "whole");
  });
}

test("a page that dies between keeping the end and saying so leaves the end as it is", async () => {
  const { training, other, kill } = browser();
  training.unfinished.begin();
  await training.unfinished.note(line("early"));
  await training.outbox.keep(line("whole"));
  kill();
  assert.equal(await other.unfinished.settle(), false);
  assert.equal((await other.outbox.waiting())[0].line.ended, "whole");
});
