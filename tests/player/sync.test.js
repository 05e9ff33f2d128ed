import assert from "node:assert/strict";
import { test } from "node:test";
import { makeOutbox } from "../../src/knipa/web/static/keeping/outbox.js";
import { sync } from "../../src/knipa/web/static/keeping/sync.js";
import { fakeIndexedDB } from "./storage.js";

const ADDRESS = "/api/v1/sync";
const line = (id) => ({ id, at: "2026-11-23T07:30:00+01:00", kind: "session", done: [] });
const json = (status, told) => new Response(JSON.stringify(told), { status });
const kept = (lines) => json(200, { format: "knipa.synced/1", results: lines.map(({ id }) => ({ id, status: "kept" })) });

async function boxWith(...names) {
  const box = makeOutbox({ indexedDB: fakeIndexedDB().factory, owner: "anna", tell: () => {} });
  for (const id of names) await box.keep(line(id));
  return box;
}

/** A server that answers by `answer(lines)`; it remembers the batches. */
function server(answer) {
  const batches = [];
  const fetch = async (address, options) => {
    assert.equal(address, ADDRESS);
    assert.equal(options.headers["X-Knipa-Owner"], "anna");
    const { format, lines } = JSON.parse(options.body);
    assert.equal(format, "knipa.sync/1");
    batches.push(lines.map(({ id }) => id));
    return answer(lines, options);
  };
  return { batches, fetch };
}

const run = (outbox, fetch, more = {}) => sync({ outbox, fetch, address: ADDRESS, ...more });
const ids = async (box) => (await box.waiting()).map((each) => each.line.id);

test("all that waits goes in one batch and is gone when the server has it", async () => {
  const box = await boxWith("a", "b");
  const { batches, fetch } = server(kept);
  assert.deepEqual(await run(box, fetch), { reached: true, kept: 2, refused: [], left: 0 });
  assert.deepEqual(batches, [["a", "b"]]);
});

test("nothing is sent where nothing waits", async () => {
  assert.deepEqual(await run(await boxWith(), assert.fail), { reached: true, kept: 0, refused: [], left: 0 });
});

test("a refused line stays with its reason, and the others are gone", async () => {
  const box = await boxWith("a", "b", "c");
  const results = [{ id: "a", status: "kept" }, { id: "b", status: "refused", why: "at: too late" }, { id: "c", status: "known" }];
  const outcome = await run(box, server(() => json(200, { format: "knipa.synced/1", results })).fetch);
  assert.deepEqual(outcome, { reached: true, kept: 2, refused: [{ id: "b", why: "at: too late" }], left: 1 });
  assert.equal((await box.waiting())[0].why, "at: too late");
});

test("a line of which the server says nothing stays", async () => {
  const box = await boxWith("a", "b");
  const outcome = await run(box, server(() => kept([line("a")])).fetch);
  assert.deepEqual([outcome.kept, await ids(box)], [1, ["b"]]);
});

for (const [what, answer] of [
  ["does not answer", () => { throw new TypeError("Failed to fetch"); }],
  ...[401, 403, 404, 408, 409, 425, 429, 500, 502, 503].map((status) => [`says ${status}`, () => json(status, {})]),
  ["is a hotel's page", () => new Response("<h1>Welcome</h1>", { status: 200 })],
  ["says something else", () => json(200, { ok: true })],
  ["says nothing", () => json(200, null)],
]) {
  test(`where the server ${what}, nothing is removed`, async () => {
    const box = await boxWith("a");
    const outcome = await run(box, server(answer).fetch);
    assert.deepEqual(outcome, { reached: false, kept: 0, refused: [], left: 1 });
    assert.equal((await box.waiting())[0].why, null);
  });
}

test("where a whole batch is not understood, the one line at fault is found and the rest goes", async () => {
  const box = await boxWith("a", "b", "c", "d");
  const answer = (lines) => (lines.some(({ id }) => id === "c") ? json(400, { why: "no such batch" }) : kept(lines));
  const outcome = await run(box, server(answer).fetch);
  assert.deepEqual(outcome, { reached: true, kept: 3, refused: [{ id: "c", why: "no such batch" }], left: 1 });
});

test("a year of sessions goes in batches, and what has arrived stays arrived when the network goes", async () => {
  const box = await boxWith(...Array.from({ length: 130 }, (_, i) => `n${i}`));
  const { batches, fetch } = server((lines) => {
    if (batches.length > 1) throw new TypeError("Failed to fetch");
    return kept(lines);
  });
  const outcome = await run(box, fetch);
  assert.deepEqual([outcome.reached, outcome.kept, outcome.left], [false, 100, 30]);
});

test("what is told of a session while it is on its way stays to be sent", async () => {
  const box = await boxWith("a");
  const felt = { ease: "easy" };
  const { fetch } = server(async (lines) => {
    await box.keep({ ...line("a"), felt });
    return kept(lines);
  });
  assert.equal((await run(box, fetch)).left, 1);
  assert.deepEqual((await box.waiting())[0].line.felt, felt);
});

test("two tabs take turns, and the second finds nothing left", async () => {
  const box = await boxWith("a");
  const { batches, fetch } = server(kept);
  let turn = Promise.resolve();
  const locks = { query: async () => ({ held: [] }), request: (_name, _options, then) => (turn = turn.then(then)) };
  await Promise.all([run(box, fetch, { locks }), run(box, fetch, { locks })]);
  assert.deepEqual(batches, [["a"]]);
});

test("a tab that sleeps on the lock keeps nobody from sending", async () => {
  const box = await boxWith("a");
  const locks = { query: async () => ({ held: [] }), request: async () => { throw new DOMException("timed out", "TimeoutError"); } };
  assert.equal((await run(box, server(kept).fetch, { locks })).kept, 1);
});
