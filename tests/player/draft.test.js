import assert from "node:assert/strict";
import { test } from "node:test";
import { makeOutbox } from "../../src/knipa/web/static/keeping/outbox.js";
import { lockOf, sync } from "../../src/knipa/web/static/keeping/sync.js";
import { fakeIndexedDB } from "./storage.js";

const LINE = { id: "a", at: "2026-11-23T07:30:00+01:00", kind: "session", ended: "early", done: [] };

/** What reaches the server while `held` are the sessions that go on. */
async function sent(outbox, held) {
  const ids = [];
  const fetch = async (_, { body }) => {
    const { lines } = JSON.parse(body);
    ids.push(...lines.map(({ id }) => id));
    return new Response(JSON.stringify({ format: "knipa.synced/1", results: lines.map(({ id }) => ({ id, status: "kept" })) }));
  };
  const locks = held && { query: async () => ({ held: held.map((id) => ({ name: lockOf(id) })) }), request: (_name, _how, run) => run() };
  await sync({ outbox, fetch, address: "/", locks });
  return ids;
}

const box = () => makeOutbox({ indexedDB: fakeIndexedDB().factory, owner: "anna", tell: () => {} });

test("a session that goes on in another tab is not sent half", async () => {
  const outbox = box();
  await outbox.keep(LINE, { draft: true });
  assert.deepEqual(await sent(outbox, ["a"]), []);
  assert.equal((await outbox.waiting()).length, 1);
});

test("what was done before the page was closed or crashed is sent", async () => {
  const outbox = box();
  await outbox.keep(LINE, { draft: true });
  assert.deepEqual(await sent(outbox, []), ["a"]);
});

test("a finished session takes the draft's place, and is sent whoever holds a lock", async () => {
  const outbox = box();
  await outbox.keep(LINE, { draft: true });
  await outbox.keep({ ...LINE, ended: "whole" });
  assert.deepEqual((await outbox.waiting()).map(({ line }) => line.ended), ["whole"]);
  assert.deepEqual(await sent(outbox, ["a"]), ["a"]);
});

test("without locks, a session that began long ago does not go on any more", async () => {
  const outbox = box();
  await outbox.keep({ ...LINE, at: new Date().toISOString() }, { draft: true });
  await outbox.keep({ ...LINE, id: "old" }, { draft: true });
  assert.deepEqual(await sent(outbox, undefined), ["old"]);
});
