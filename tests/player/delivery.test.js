import assert from "node:assert/strict";
import { test } from "node:test";
import { deliver } from "../../src/knipa/web/static/player/delivery.js";

const line = (id) => ({ id, at: "2026-11-23T07:30:00+01:00", kind: "session", done: [] });

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
