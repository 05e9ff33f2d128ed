import assert from "node:assert/strict";
import { test } from "node:test";
import { choose, hurts, withId } from "../../src/knipa/web/static/offline/choice.js";

const day = (on, more = {}) => ({
  on, left: 2, asked: false, relax: false, today: [`${on} none`, `${on} one`, `${on} enough`], train: `${on} train`,
  hurt: { today: `${on} hurt`, train: `${on} gentle` }, ...more,
});
function ahead(days = [day("2026-11-24", { asked: true }), day("2026-11-25")]) {
  return {
    owner: "anna", known: ["known"], days, shell: [],
    ready: { same: ["pain_at_sex"], painless: [], hurts: ["pain_at_sex", "pelvic_pain"] },
    pages: { "/care/": "care", unreachable: "unreachable", old: "old" },
    html: new Proxy({}, { get: (_, key) => key }),
  };
}
const at = (time) => `2026-11-24T${time}:00+01:00`;
const session = (time, more = {}) => ({ id: time, kind: "session", at: at(time), ended: "whole", done: [{ reps: 5 }], ...more });
const check = (time, signs = ["pain_at_sex"]) => ({ id: time, kind: "check", at: at(time), signs });
const on = (path, lines = [], date = "2026-11-24", what = ahead()) => choose(path, what, lines, date);

test("today is the page of the date where the person is", () => {
  assert.deepEqual(on("/today/"), { html: "2026-11-24 none" });
  assert.deepEqual(on("/today/", [], "2026-11-25"), { html: "2026-11-25 none" });
  assert.deepEqual(on("/"), { go: "/today/" });
});

test("each session done here is counted, up to enough", () => {
  assert.deepEqual(on("/today/", [session("07:00")]), { html: "2026-11-24 one" });
  assert.deepEqual(on("/today/", [session("07:00"), session("12:00")]), { html: "2026-11-24 enough" });
  assert.deepEqual(on("/today/", [1, 2, 3].map((n) => session(`0${n}:00`))), { html: "2026-11-24 enough" });
});

test("a day with fewer pages still knows when it is enough", () => {
  const few = ahead([day("2026-11-24", { today: ["go", "enough"] })]);
  assert.deepEqual(on("/today/", [session("07:00")], "2026-11-24", few), { html: "go" });
  assert.deepEqual(on("/today/", [session("07:00"), session("08:00")], "2026-11-24", few), { html: "enough" });
});

test("what the pages count already, what was not done, and what was another day is not counted", () => {
  for (const line of [session("07:00", { id: "known" }), session("07:00", { done: [] }), session("07:00", { at: "2026-11-23T07:00:00+01:00" })]) {
    assert.deepEqual(on("/today/", [line]), { html: "2026-11-24 none" });
  }
});

test("a session is open when one has been asked, and only until it has been done", () => {
  assert.deepEqual(on("/train/"), { html: "2026-11-24 train" });
  assert.deepEqual(on("/train/", [], "2026-11-25"), { go: "/today/" });
  assert.deepEqual(on("/train/", [session("07:00")]), { go: "/today/" });
  assert.deepEqual(on("/train/", [check("07:00"), session("07:00")]), { html: "2026-11-24 train" });
  assert.deepEqual(on("/train/", [session("07:00"), check("08:00")]), { html: "2026-11-24 train" });
  assert.deepEqual(on("/train/", [session("07:00"), check("08:00"), session("09:00"), check("10:00")]), { go: "/today/" });
  assert.deepEqual(on("/train/", [{ ...check("08:00"), signs: undefined, enough: true }, session("07:00")]), { go: "/today/" });
});

test("after pain, told in any way, only letting go is offered on every day", () => {
  for (const line of [session("07:00", { ended: "pain", done: [] }), session("07:00", { felt: { pain: true } }), check("07:00", ["pelvic_pain"])]) {
    assert.equal(hurts(ahead(), [line]), true);
    assert.deepEqual(on("/today/", [line]), { html: "2026-11-24 hurt" });
    assert.deepEqual(on("/today/", [line], "2026-11-25"), { html: "2026-11-25 hurt" });
    assert.deepEqual(on("/train/", [line, check("08:00", [])]), { html: "2026-11-24 gentle" });
  }
  assert.equal(hurts(ahead(), [check("07:00", ["pain_at_sex"])]), false); // no more than was known
});

test("where no session is due, there is none", () => {
  const rest = ahead([day("2026-11-24", { left: 0, today: ["rest"], train: null })]);
  assert.deepEqual(on("/today/", [], "2026-11-24", rest), { html: "rest" });
  assert.deepEqual(on("/train/", [], "2026-11-24", rest), { go: "/today/" });
});

test("after the last day known, it says so and goes on with the last session", () => {
  assert.deepEqual(on("/today/", [], "2026-12-24"), { html: "old" });
  assert.deepEqual(on("/train/", [], "2026-12-24"), { html: "2026-11-25 train" });
});

test("a clock that is set back gets the first day", () => {
  assert.deepEqual(on("/today/", [], "2026-11-20"), { html: "2026-11-24 none" });
});

test("other pages are there or not", () => {
  assert.deepEqual(on("/care/"), { html: "care" });
  assert.equal(on("/settings/"), null);
});

test("before the first answers there is care, and nothing to train", () => {
  const none = ahead([]);
  assert.deepEqual(on("/", [], "2026-11-24", none), { html: "unreachable" });
  assert.equal(on("/today/", [], "2026-11-24", none), null);
  assert.equal(on("/train/", [], "2026-11-24", none), null);
});

test("an event's id is new each time a page is shown", () => {
  const page = '<input value="00000000-0000-0000-0000-000000000000">';
  assert.equal(withId(page, () => "new"), '<input value="new">');
  assert.equal(withId("<p>", assert.fail), "<p>");
});

test("the two-minute round is there, and after pain neither it nor a drill that squeezes", () => {
  const what = { ...ahead([day("2026-11-24", { asked: true, short: "short" })]), after_pain: { "/now/urge/": "/now/let-go/" } };
  what.pages = { ...what.pages, "/now/urge/": "urge" };
  assert.deepEqual(choose("/train/", what, [], "2026-11-24", true), { html: "short" });
  assert.deepEqual(choose("/train/", what, [], "2026-11-24"), { html: "2026-11-24 train" });
  assert.deepEqual(choose("/now/urge/", what, [], "2026-11-24"), { html: "urge" });
  const hurt = [session("07:00", { ended: "pain", done: [] }), check("08:00", ["pelvic_pain"])];
  assert.deepEqual(choose("/train/", what, hurt, "2026-11-24", true), { html: "2026-11-24 gentle" });
  assert.deepEqual(choose("/now/urge/", what, hurt, "2026-11-24"), { go: "/now/let-go/" });
});
