import assert from "node:assert/strict";
import { test } from "node:test";
import { makeOutbox } from "../../src/knipa/web/static/keeping/outbox.js";
import { makeTaps } from "../../src/knipa/web/static/offline/taps.js";
import { fakeIndexedDB } from "./storage.js";

const KEY = "0b6f5a52-3c1e-4a55-9a51-0d0f5a3c7c11";
const OTHER = "7f1c6a52-3c1e-4a55-9a51-0d0f5a3c7c22";
const AT = "2026-11-24T07:36:00+01:00";
const json = (told, status = 200) => new Response(JSON.stringify(told), { status });
const away = () => { throw new TypeError("Failed to fetch"); };

/** A phone whose server answers by `answer(address, body)`, which may be changed. */
function phone(answer, { known = true } = {}) {
  const { factory, state } = fakeIndexedDB();
  const box = makeOutbox({ indexedDB: factory, owner: "anna", tell: () => {}, patience_ms: 100 });
  const sent = [];
  const told = { answer };
  const fetch = async (address, options) => {
    sent.push([address, JSON.parse(options.body).at, options.headers["X-Knipa-Owner"]]);
    return told.answer(address, options);
  };
  const taps = makeTaps({ fetch, address: "/api/v1/nudges/", place: async () => (known ? { owner: "anna", box } : null), now: () => AT });
  return { taps, sent, told, state, box };
}

test("a tap goes to the nudge's own address, with the moment of the tap and whose device it is", async () => {
  const { taps, sent } = phone(() => json({ counted: true }));
  assert.deepEqual(await taps.tell(KEY, "done"), { outcome: "taken" });
  assert.deepEqual(sent, [[`/api/v1/nudges/${KEY}/done`, AT, "anna"]]);
});

test("it is sent as a page of ours sends: JSON, with its cookie, and going nowhere else", async () => {
  const seen = [];
  const { taps } = phone((_, options) => (seen.push(options), json({ at: AT })));
  await taps.tell(KEY, "later");
  const [{ method, credentials, redirect, headers }] = seen;
  assert.deepEqual([method, credentials, redirect, headers["Content-Type"]], ["POST", "same-origin", "error", "application/json"]);
});

test("where later has no room today, today says so; where done does not count, one sees for oneself", async () => {
  assert.deepEqual(await phone(() => json({ at: null })).taps.tell(KEY, "later"), { outcome: "look", opens: "/today/?later=none" });
  assert.deepEqual(await phone(() => json({ counted: false })).taps.tell(KEY, "done"), { outcome: "look" });
});

for (const status of [400, 401, 403, 404, 409]) {
  test(`a server that says ${status} will say so again: nothing is kept, and the page opens`, async () => {
    const { taps } = phone(() => json({ why: "no" }, status));
    assert.deepEqual(await taps.tell(KEY, "done"), { outcome: "look" });
    assert.deepEqual(await taps.lines(), []);
  });
}

for (const [what, answer] of [
  ["cannot be reached", away],
  ["is a hotel's page", () => new Response("<h1>Welcome</h1>")],
  ...[408, 425, 429, 500, 502, 503, 504].map((status) => [`says ${status}`, () => json({}, status)]),
]) {
  test(`where the server ${what}, the tap is kept and goes later, with its own moment`, async () => {
    const { taps, sent, told } = phone(answer);
    assert.deepEqual(await taps.tell(KEY, "done"), { outcome: "kept" });
    assert.equal(await taps.sendKept(), false);
    told.answer = () => json({ counted: true });
    assert.equal(await taps.sendKept(), true);
    assert.deepEqual(sent.map(([address]) => address), Array(3).fill(`/api/v1/nudges/${KEY}/done`));
    assert.equal(await taps.sendKept(), true);
    assert.equal(sent.length, 3); // it went once
  });
}

test("what cannot be kept is never lost silently: the page opens", async () => {
  const full = phone(away);
  full.state.fails = true;
  assert.deepEqual(await full.taps.tell(KEY, "done"), { outcome: "look" });
  assert.deepEqual(await phone(away, { known: false }).taps.tell(KEY, "done"), { outcome: "look" });
});

test("taps at once are all kept, and the same one twice is one", async () => {
  const { taps, sent, told } = phone(away);
  await Promise.all([taps.tell(KEY, "later"), taps.tell(OTHER, "done"), taps.tell(KEY, "later"), taps.tell(KEY, "done")]);
  sent.length = 0;
  told.answer = () => json({});
  await taps.sendKept();
  assert.deepEqual(sent.map(([address]) => address.replace("/api/v1/nudges/", "")), [`${OTHER}/done`, `${KEY}/later`, `${KEY}/done`]);
});

test("where the network goes in the middle, what has gone has gone and the rest stays", async () => {
  const { taps, sent, told } = phone(away);
  for (const key of [KEY, OTHER]) await taps.tell(key, "done");
  told.answer = (address) => (address.includes(KEY) ? json({ counted: true }) : away());
  assert.equal(await taps.sendKept(), false);
  assert.deepEqual((await taps.lines()).map(({ id }) => id), [OTHER]);
  assert.equal(sent.length, 4);
});

test("what is done already counts on this device until the server has it, and later counts for nothing", async () => {
  const { taps, told } = phone(away);
  await taps.tell(KEY, "done");
  await taps.tell(OTHER, "later");
  assert.deepEqual(await taps.lines(), [{ id: KEY, at: AT, kind: "session", done: [{ reps: 1 }] }]);
  told.answer = () => json({ counted: true });
  await taps.sendKept();
  assert.deepEqual(await taps.lines(), []);
});
