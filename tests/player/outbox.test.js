import assert from "node:assert/strict";
import { test } from "node:test";
import { makeOutbox } from "../../src/knipa/web/static/keeping/outbox.js";
import { fakeIndexedDB, fakeLocalStorage } from "./storage.js";

const line = (id, at = "2026-11-23T07:30:00+01:00") => ({ id, at, kind: "session", done: [] });
const felt = { ease: "right", contact: "clear", let_go: true, pain: false };
const ids = async (box) => (await box.waiting()).map((each) => each.line.id);
const open = (factory, owner = "anna", more = {}) => makeOutbox({ indexedDB: factory, owner, ...more });

test("a finished session waits until the server has confirmed it, over pages", async () => {
  const { factory } = fakeIndexedDB();
  assert.deepEqual(await open(factory).waiting(), []);
  assert.equal(await open(factory).keep(line("a")), true);
  assert.deepEqual(await open(factory).waiting(), [{ line: line("a"), why: null, draft: false }]);
  await open(factory).confirm(line("a"));
  assert.deepEqual(await open(factory).waiting(), []);
});

test("what was told meanwhile is not lost by confirming what was sent before", async () => {
  const box = open(fakeIndexedDB().factory);
  await box.keep(line("a"));
  await box.keep({ ...line("a"), felt });
  await box.confirm(line("a"));
  assert.deepEqual((await box.waiting())[0].line.felt, felt);
  await box.confirm({ ...line("a"), felt });
  assert.deepEqual(await ids(box), []);
});

test("confirming another session keeps this one", async () => {
  const box = open(fakeIndexedDB().factory);
  await box.keep(line("a"));
  await box.confirm(line("b"));
  assert.deepEqual(await ids(box), ["a"]);
});

test("the oldest waits first, by the moment and not by the wall clock's digits", async () => {
  const box = open(fakeIndexedDB().factory);
  await box.keep(line("later", "2026-11-23T07:30:00+01:00")); // 06:30 UTC
  await box.keep(line("earlier", "2026-11-23T08:00:00+02:00")); // 06:00 UTC
  assert.deepEqual(await ids(box), ["earlier", "later"]);
});

test("on a shared device nobody is offered another's session or wishes", async () => {
  const { factory } = fakeIndexedDB();
  await open(factory).keep(line("a"));
  await open(factory).remember("voice", "on");
  assert.deepEqual(await ids(open(factory, "bengt")), []);
  assert.equal(await open(factory, "bengt").recall("voice"), undefined);
  assert.equal(await open(factory).recall("voice"), "on");
});

test("where one is signed out nothing of one's own stays, and another's does", async () => {
  const { factory } = fakeIndexedDB();
  const box = open(factory);
  for (const each of [box, open(factory, "bengt")]) {
    await each.keep(line("a"));
    await each.remember("voice", "on");
  }
  await box.empty();
  assert.deepEqual(await ids(open(factory)), []);
  assert.equal(await open(factory).recall("voice"), undefined);
  assert.deepEqual(await ids(open(factory, "bengt")), ["a"]);
  assert.equal(await open(factory, "bengt").recall("voice"), "on");
});

test("what the server refused stays with its reason, and a new word on it is tried again", async () => {
  const box = open(fakeIndexedDB().factory);
  await box.keep(line("a"));
  await box.refuse("a", "at: expected no later than tomorrow");
  assert.equal((await box.waiting())[0].why, "at: expected no later than tomorrow");
  await box.keep({ ...line("a"), felt });
  assert.equal((await box.waiting())[0].why, null);
});

for (const [what, broken] of [
  ["blocked", () => () => { throw new DOMException("no", "SecurityError"); }],
  ["not there", () => undefined],
  ["full", () => { const { factory, state } = fakeIndexedDB(); state.fails = true; return factory; }],
  ["silent", () => { const { factory, state } = fakeIndexedDB(); state.hangs = true; return factory; }],
]) {
  test(`where storage is ${what}, the page's memory holds the session and says that it is not safe`, async () => {
    const box = open(broken(), "anna", { patience_ms: 20 });
    assert.equal(await box.keep(line("a")), false);
    assert.deepEqual(await box.waiting(), [{ line: line("a"), why: null, draft: false }]);
    await box.refuse("a", "no");
    assert.equal((await box.waiting())[0].why, "no");
    await box.confirm(line("a"));
    assert.deepEqual(await box.waiting(), []);
    assert.equal(await box.remember("voice", "on"), false);
    assert.equal(await box.recall("voice"), "on");
    assert.equal(await box.recall("other"), undefined);
  });
}

test("a storage that has room again takes the session from the memory", async () => {
  const { factory, state } = fakeIndexedDB();
  const box = open(factory);
  await box.keep(line("b")); // the stores are made
  state.fails = true;
  assert.equal(await box.keep(line("a")), false);
  state.fails = false;
  assert.equal(await box.keep(line("a")), true);
  assert.deepEqual((await ids(open(factory))).sort(), ["a", "b"]);
});

test("a database that the browser closed behind our back is opened again", async () => {
  const { factory, state } = fakeIndexedDB();
  const box = open(factory);
  await box.keep(line("a"));
  state.closes_next = true;
  assert.equal(await box.keep(line("b")), true);
});

test("what an earlier version left is taken over, once, and only what is ours", async () => {
  const { factory } = fakeIndexedDB();
  const storage = fakeLocalStorage({
    "knipa.unsent.anna.a": JSON.stringify(line("a")),
    "knipa.unsent.anna.b": "{broken",
    "knipa.unsent.bengt.c": JSON.stringify(line("c")),
    theme: "dark",
  });
  const box = open(factory);
  await box.adopt(() => storage);
  assert.deepEqual(await ids(box), ["a"]);
  assert.equal(storage.getItem("knipa.unsent.anna.a"), null);
  assert.equal(storage.length, 3);
  await box.adopt(() => { throw new Error("SecurityError"); });
});

test("what cannot be taken over stays where it was", async () => {
  const storage = fakeLocalStorage({ "knipa.unsent.anna.a": JSON.stringify(line("a")) });
  await open(undefined).adopt(storage);
  assert.equal(storage.length, 1);
});

test("a newer word on the same session is not overwritten by what an earlier version left", async () => {
  const box = open(fakeIndexedDB().factory);
  await box.keep({ ...line("a"), felt });
  await box.adopt(fakeLocalStorage({ "knipa.unsent.anna.a": JSON.stringify(line("a")) }));
  assert.deepEqual((await box.waiting())[0].line.felt, felt);
});

test("whoever watches hears of every change", async () => {
  let heard = 0;
  const box = open(fakeIndexedDB().factory, "anna", { tell: () => (heard += 1) });
  await box.keep(line("a"));
  await box.refuse("a", "no");
  await box.confirm(line("a"));
  assert.equal(heard, 3);
});

test("a slip is dropped while it lies here, and says whether it did", async () => {
  const box = open(fakeIndexedDB().factory);
  await box.keep(line("a"));
  await box.keep(line("b"));
  assert.equal(await box.drop("a"), true);
  assert.equal(await box.drop("a"), false); // sent, or dropped before
  assert.deepEqual(await ids(box), ["b"]);
});
