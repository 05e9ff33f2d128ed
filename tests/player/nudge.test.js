import assert from "node:assert/strict";
import { test } from "node:test";
import { isEnough } from "../../src/knipa/web/static/offline/choice.js";
import { neutralIn, pathOf, shown } from "../../src/knipa/web/static/offline/nudge.js";

const ORIGIN = "https://knipa.example";
const KEY = "0b6f5a52-3c1e-4a55-9a51-0d0f5a3c7c11";
const HERE = { neutral: { language: "sv", dir: "ltr", title: "Dags för en paus" }, icon: "/static/n.png", origin: ORIGIN, enough: false, most_actions: 2 };
const PUSH = {
  key: KEY, kind: "session", title: "Time for your break", body: "A few minutes for you.", start: "Start", later: "Later", done: "Done already",
  opens: "/today/", lang: "en", dir: "ltr",
};
const show = (told, more = {}) => shown(told, { ...HERE, ...more });
const named = ({ options }) => options.actions.map(({ action }) => action);

test("what is pushed is shown in its own words, and a second one of the same key takes its place", () => {
  const { title, options } = show(PUSH, { most_actions: 3 });
  assert.deepEqual([title, options.body, options.lang, options.dir], ["Time for your break", "A few minutes for you.", "en", "ltr"]);
  assert.deepEqual([options.tag, options.renotify, options.requireInteraction], [KEY, false, false]);
  assert.deepEqual([options.icon, options.data], ["/static/n.png", { key: KEY, opens: "/today/" }]);
  assert.deepEqual(options.actions, [{ action: "start", title: "Start" }, { action: "later", title: "Later" }, { action: "done", title: "Done already" }]);
});

test("where there is room for two buttons, a tap on the whole starts", () => {
  assert.deepEqual(named(show(PUSH)), ["later", "done"]);
});

test("a trial and the week summed up have nothing to put off", () => {
  for (const kind of ["trial", "weekly", "something new"]) {
    const { options } = show({ ...PUSH, kind });
    assert.deepEqual([options.actions, options.data.key, options.tag], [[], null, KEY]);
  }
});

for (const [what, told] of [
  ["nothing", undefined], ["null", null], ["a text", "hello"], ["a number", 7], ["a list", [PUSH]], ["an empty object", {}],
  ["another's object", { notification: { title: "Win a phone" } }], ["no title", { ...PUSH, title: " " }], ["a title that is none", { ...PUSH, title: 7 }],
  ["a title without end", { ...PUSH, title: "x".repeat(301) }],
]) {
  test(`a push that says ${what} is shown neutrally, in the person's language`, () => {
    const { title, options } = show(told);
    assert.deepEqual([title, options.lang, options.dir, options.actions], ["Dags för en paus", "sv", "ltr", []]);
    assert.equal(options.body, undefined);
  });
}

test("where this device knows that it is done already, the nudge is neutral and makes no sound", () => {
  const { title, options } = show(PUSH, { enough: true });
  assert.deepEqual([title, options.silent, options.actions, options.tag], ["Dags för en paus", true, [], KEY]);
  assert.equal(show({ ...PUSH, kind: "trial" }, { enough: true }).title, "Time for your break"); // it was asked for
});

test("a field that is broken takes nothing else with it", () => {
  const { options } = show({ ...PUSH, key: "../../logout", body: 7, later: "", lang: 7, dir: "up", opens: "https://evil.example/" });
  assert.deepEqual([options.tag, options.body, options.lang, options.dir], ["knipa", "", "sv", "auto"]);
  assert.deepEqual([options.data, options.actions], [{ key: null, opens: "/today/" }, []]);
  assert.deepEqual(named(show({ ...PUSH, later: "" })), ["start", "done"]);
});

test("only a page of ours is opened", () => {
  for (const foreign of ["https://evil.example/", "//evil.example/x", "javascript:alert(1)", "http://", "data:text/html,x", undefined, null]) {
    assert.equal(pathOf(foreign, ORIGIN), "/today/");
  }
  assert.equal(pathOf("/reminders/?kept=a#ways", ORIGIN), "/reminders/?kept=a");
});

test("neutral words are in the person's language, else the device's, else English", () => {
  const all = { en: { title: "Time", dir: "ltr" }, sv: { title: "Dags", dir: "ltr" }, "sv-x-latt": { title: "Dags nu", dir: "ltr" } };
  assert.equal(neutralIn(all, ["sv-x-latt", "en"]).title, "Dags nu");
  assert.equal(neutralIn(all, [undefined, "sv-SE"]).title, "Dags");
  assert.deepEqual(neutralIn(all, ["fi", undefined]), { language: "en", title: "Time", dir: "ltr" });
});

test("it is enough when the day's rounds are done or it hurt, and never for a day that is not known", () => {
  const ahead = { owner: "anna", known: [], days: [{ on: "2026-11-24", left: 2 }] };
  const session = (id, more = {}) => ({ id, kind: "session", at: "2026-11-24T07:30:00+01:00", ended: "whole", done: [{ reps: 5 }], ...more });
  const enough = (lines, on = "2026-11-24") => isEnough(ahead, lines, on);
  assert.deepEqual([enough([]), enough([session("a")]), enough([session("a"), session("b")])], [false, false, true]);
  assert.equal(enough([session("a", { ended: "pain" })]), true);
  assert.equal(enough([session("a"), session("b")], "2026-12-24"), false);
});
