import assert from "node:assert/strict";
import { test } from "node:test";
import { deliver } from "../../src/knipa/web/static/player/delivery.js";
import { makeOutbox } from "../../src/knipa/web/static/player/outbox.js";

function fakeStorage() {
  const kept = new Map();
  return {
    setItem: (key, value) => kept.set(key, value),
    getItem: (key) => kept.get(key) ?? null,
    removeItem: (key) => kept.delete(key),
    key: (i) => [...kept.keys()][i] ?? null,
    get length() {
      return kept.size;
    },
  };
}
const line = (id, at = "2026-11-23T07:30:00+01:00") => ({ id, at, kind: "session", done: [] });

test("a finished session waits until the server has confirmed it", () => {
  const outbox = makeOutbox(fakeStorage, "anna");
  assert.deepEqual(outbox.waiting(), []);
  const storage = fakeStorage();
  const box = makeOutbox(() => storage, "anna");
  assert.equal(box.keep(line("a")), true);
  assert.deepEqual(makeOutbox(() => storage, "anna").waiting(), [line("a")]); // the page opened again
  box.confirm("a");
  assert.deepEqual(box.waiting(), []);
});

test("confirming another session keeps this one", () => {
  const storage = fakeStorage();
  const box = makeOutbox(() => storage, "anna");
  box.keep(line("a"));
  box.confirm("b");
  assert.equal(box.waiting().length, 1);
});

test("the oldest waits first, by the moment and not by the wall clock's digits", () => {
  const storage = fakeStorage();
  const box = makeOutbox(() => storage, "anna");
  box.keep(line("later", "2026-11-23T07:30:00+01:00")); // 06:30 UTC
  box.keep(line("earlier", "2026-11-23T08:00:00+02:00")); // 06:00 UTC
  assert.deepEqual(box.waiting().map((kept) => kept.id), ["earlier", "later"]);
});

test("the same session kept twice is one", () => {
  const storage = fakeStorage();
  const box = makeOutbox(() => storage, "anna");
  box.keep(line("a"));
  box.keep({ ...line("a"), done: [{ exercise: "fast", reps: 10, hold_s: 2 }] });
  assert.equal(box.waiting().length, 1);
  assert.equal(box.waiting()[0].done.length, 1);
});

test("on a shared device nobody is offered another's session", () => {
  const storage = fakeStorage();
  makeOutbox(() => storage, "anna").keep(line("a"));
  assert.deepEqual(makeOutbox(() => storage, "bengt").waiting(), []);
});

test("blocked or full storage says so instead of failing", () => {
  const blocked = makeOutbox(() => { throw new Error("SecurityError"); }, "anna");
  assert.equal(blocked.keep(line("a")), false);
  assert.deepEqual(blocked.waiting(), []);
  assert.doesNotThrow(() => blocked.confirm("a"));
});

test("what others put there is passed by", () => {
  const storage = fakeStorage();
  storage.setItem("knipa.unsent.anna.x", "{broken");
  storage.setItem("theme", "dark");
  assert.deepEqual(makeOutbox(() => storage, "anna").waiting(), []);
});

function fakeForm() {
  const field = { value: "" };
  const form = { action: "/train/", elements: { namedItem: () => field }, submitted: 0, requestSubmit: () => (form.submitted += 1) };
  return { form, field };
}
globalThis.FormData = class {}; // a form of ours is no DOM form
const answering = (answer) => async () => answer;

test("a session that the server takes leads to where the server sends us", async () => {
  const { form, field } = fakeForm();
  const visited = [];
  const fetch = answering({ ok: true, status: 200, url: "/after/a/" });
  assert.equal(await deliver(form, line("a"), { fetch, go: (address) => visited.push(address) }), "sent");
  assert.deepEqual(visited, ["/after/a/"]);
  assert.equal(JSON.parse(field.value).id, "a");
});

for (const [what, fetch] of [
  ["does not answer", async () => { throw new TypeError("Failed to fetch"); }],
  ["is broken", answering({ ok: false, status: 502 })],
  ["is too busy", answering({ ok: false, status: 429 })],
]) {
  test(`when the server ${what}, the session stays and the person too`, async () => {
    const { form } = fakeForm();
    assert.equal(await deliver(form, line("a"), { fetch, go: assert.fail }), "unreachable");
    assert.equal(form.submitted, 0);
  });
}

test("when the server refuses, its own words are shown by posting the plain form", async () => {
  const { form } = fakeForm();
  assert.equal(await deliver(form, line("a"), { fetch: answering({ ok: false, status: 400 }), go: assert.fail }), "refused");
  assert.equal(form.submitted, 1);
});
