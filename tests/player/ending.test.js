import assert from "node:assert/strict";
import { webcrypto } from "node:crypto";
import { test } from "node:test";
import { makeEnding } from "../../src/knipa/web/static/after/ending.js";

const LINE = {
  format: "knipa.log/1", id: "a", kind: "session", at: "2026-11-23T07:30:00+01:00", source: "player", position: "supine",
  sheet: "d", ended: "whole", done: [{ exercise: "strength", reps: 5, hold_s: 3 }],
};
const FELT = { felt: { ease: "right", contact: "clear", let_go: true, pain: false }, done: LINE.done };
const later = () => new Promise((then) => setTimeout(then)); // all that is ready has run
const never = new Promise(() => {});

/** A place in the page: shown or not, with a heading that can be focused and a button that can be pressed. */
function place(name, log) {
  const heading = { focus: () => log.push(`focus ${name}`) };
  const made = { hidden: true, textContent: "", focus: heading.focus, querySelector: () => heading };
  return Object.assign(made, { addEventListener: (_, press) => (made.press = press) });
}

/** An ending in a world of its own: a device that keeps, a server that answers, a person who says how it felt. */
function world({ disk = true, server = "up", says = FELT, patience = later } = {}) {
  const log = [];
  const boxed = new Map();
  const state = { disk, server, log, boxed, said: [] };
  state.places = Object.fromEntries(["after", "notice", "hurt", "help", "stay", "again", "today"].map((name) => [name, place(name, log)]));
  const helps = Object.fromEntries(["pain", "none", "faint", "hard"].map((kind) => [kind, place(`help ${kind}`, log)]));
  state.helps = helps;
  state.places.help.querySelector = (selector) => helps[/"(\w+)"/.exec(selector)[1]];
  Object.defineProperty(state.places.notice, "textContent", { set: (text) => state.said.push(text) });
  const outbox = {
    keep: async (line) => (log.push(`keep ${line.kind}${line.felt ? " felt" : ""}`), boxed.set(line.id, { line, why: null }), state.disk),
    waiting: async () => [...boxed.values()],
  };
  const sync = async () => {
    log.push("sync");
    if (state.server === "slow") await never;
    if (state.server === "broken") throw new TypeError("no network");
    if (state.server === "refuses") for (const each of boxed.values()) each.why = "done[0].reps: too many";
    if (state.server === "up") boxed.clear();
    return { reached: state.server === "up", kept: 0, refused: [], left: boxed.size };
  };
  const asking = { ask: async (line) => (log.push(`ask ${line.id}`), says) };
  const word = (key, values = {}) => [key, ...Object.values(values)].join(" ");
  const go = (address) => log.push(`go ${address}`);
  state.end = makeEnding({ outbox, sync, asking, places: state.places, word, go, wait: patience, crypto: webcrypto }).end;
  return state;
}

test("a session is kept before anything else, sent, asked about, and kept again with the answers", async () => {
  const it = world();
  await it.end(LINE);
  const steps = it.log.filter((step) => !step.startsWith("focus"));
  assert.deepEqual(steps.filter((step) => step !== "sync"), ["keep session", "ask a", "keep session felt", "go /today/"]);
  assert.equal(steps.filter((step) => step === "sync").length, 2);
  assert.equal(it.places.after.hidden, false);
  assert.equal(it.said.at(-1), "kept_sent");
});

test("the questions do not wait for a slow server, and neither does today", async () => {
  const it = world({ server: "slow" });
  await it.end(LINE);
  assert.deepEqual(it.log.filter((step) => /ask|go/.test(step)), ["ask a", "go /today/"]);
  assert.deepEqual(it.boxed.get("a").line.felt, FELT.felt);
});

test("without a network the session is safe, says so, and today comes", async () => {
  for (const server of ["down", "broken"]) {
    const it = world({ server });
    await it.end(LINE);
    assert.equal(it.said.at(-1), "kept");
    assert.equal(it.log.at(-1), "go /today/");
  }
});

test("answers left for later change nothing in what was kept", async () => {
  const it = world({ says: null, server: "down" });
  await it.end(LINE);
  assert.deepEqual(it.boxed.get("a").line, LINE);
  assert.equal(it.log.at(-1), "go /today/");
});

test("a session that the browser cannot keep is not left before it is sent", async () => {
  const it = world({ disk: false, server: "down" });
  await it.end(LINE);
  assert.ok(!it.log.includes("go /today/"));
  assert.equal(it.said.at(-1), "unkept");
  assert.deepEqual([it.places.stay.hidden, it.places.again.hidden, it.places.today.hidden], [false, false, true]);
  assert.equal(it.log.at(-1), "focus stay");
  it.server = "up";
  await it.places.again.press();
  assert.equal(it.log.at(-1), "go /today/");
  assert.ok(it.places.stay.hidden);
});

test("a session that the browser cannot keep, but the server has, is left in peace", async () => {
  const it = world({ disk: false });
  await it.end(LINE);
  assert.equal(it.log.at(-1), "go /today/");
});

test("what the server refuses is told with its reason and stays", async () => {
  const it = world({ server: "refuses" });
  await it.end(LINE);
  assert.equal(it.said.at(-1), "refused done[0].reps: too many stays");
  assert.deepEqual([it.places.stay.hidden, it.places.again.hidden, it.places.today.hidden], [false, true, false]);
  assert.ok(!it.log.includes("go /today/"));
});

test("what the server refuses and the browser cannot keep may be tried again, for else it were lost", async () => {
  const it = world({ server: "refuses", disk: false });
  await it.end(LINE);
  assert.equal(it.said.at(-1), "refused done[0].reps: too many unkept");
  assert.deepEqual([it.places.stay.hidden, it.places.again.hidden, it.places.today.hidden], [false, false, true]);
});

test("pain ends kindly: kept and sent, nothing asked, nobody led away", async () => {
  const it = world();
  await it.end({ ...LINE, ended: "pain" });
  assert.deepEqual(it.log, ["keep session", "sync", "focus hurt"]);
  assert.equal(it.places.hurt.hidden, false);
  assert.equal(it.places.stay.hidden, true);
});

test("after pain, today waits a little for the server to have heard of it; care does not", async () => {
  let tired = () => {};
  const it = world({ server: "slow", patience: () => new Promise((then) => (tired = then)) });
  it.end({ ...LINE, ended: "pain" });
  await later();
  let held = 0;
  const tap = (href) => it.places.hurt.press({ target: { closest: () => ({ getAttribute: () => href }) }, preventDefault: () => (held += 1) });
  tap("/care/");
  assert.equal(held, 0);
  const tapped = tap("/today/");
  assert.equal(held, 1);
  assert.ok(!it.log.includes("go /today/"));
  tired();
  await tapped;
  assert.equal(it.log.at(-1), "go /today/");
});

test("pain that could not be kept stays kind, and can be sent again", async () => {
  const it = world({ disk: false, server: "down" });
  await it.end({ ...LINE, ended: "pain" });
  assert.deepEqual([it.places.hurt.hidden, it.places.stay.hidden, it.places.again.hidden], [false, false, false]);
  it.server = "up";
  await it.places.again.press();
  assert.ok(it.places.stay.hidden);
  assert.ok(!it.log.some((step) => step.startsWith("go")));
});

test("pain told before the rest was left for later is kept as a check of its own, at the session's moment", async () => {
  const it = world({ says: { hurts: ["pelvic_pain", "wound_sore"] }, server: "down" });
  await it.end(LINE);
  const [session, check] = [...it.boxed.values()].map((each) => each.line);
  assert.deepEqual(session, LINE);
  const { id, ...rest } = check;
  assert.match(id, /^[0-9a-f-]{36}$/);
  assert.deepEqual(rest, { format: "knipa.log/1", kind: "check", at: LINE.at, source: "player", signs: ["pelvic_pain", "wound_sore"] });
  assert.equal(it.log.at(-1), "go /today/");
});

const unsure = (felt) => ({ ...FELT, felt: { ...FELT.felt, ...felt } });
const HELPS = [["pain", { pain: true, contact: "none" }], ["none", { contact: "none", ease: "hard" }], ["faint", { contact: "faint" }], ["hard", { ease: "hard" }]];

for (const [kind, felt] of HELPS) {
  test(`an answer of ${kind} is kept, and a word of help stands until one goes on`, async () => {
    for (const server of ["up", "down"]) {
      const it = world({ server, says: unsure(felt) });
      await it.end(LINE);
      assert.deepEqual(Object.keys(it.helps).filter((each) => !it.helps[each].hidden), [kind]);
      assert.ok(it.log.includes(`focus help ${kind}`));
      assert.ok(it.log.includes("keep session felt"));
      assert.ok(!it.log.includes("go /today/"));
      assert.equal(it.places.stay.hidden, true);
    }
  });
}

test("a session that could not be kept says so beside the help", async () => {
  const it = world({ disk: false, server: "down", says: unsure({ contact: "none" }) });
  await it.end(LINE);
  assert.equal(it.helps.none.hidden, false);
  assert.equal(it.places.stay.hidden, false);
});
