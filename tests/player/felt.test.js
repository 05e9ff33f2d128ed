import assert from "node:assert/strict";
import { test } from "node:test";
import { didSomething, helpFor, moved, screens, told } from "../../src/knipa/web/static/after/felt.js";

const SQUEEZED = [{ exercise: "strength", reps: 5, hold_s: 3 }];
const RELAXED = [{ exercise: "relaxation", reps: 5, hold_s: 3 }];
const BREATHED = [{ exercise: "relaxation", reps: 4, hold_s: 0 }, { exercise: "breathing", reps: 6, hold_s: 0 }];
const MOVED = [...SQUEEZED, ...["rise", "lift"].map((movement) => ({ exercise: "functional", movement, reps: 3, hold_s: 5 }))];
const WELL = { pain: "no", ease: "right", contact: "faint", let_go: "yes" };
const flat = (done, answers = {}) => screens(done, answers).flat();

test("pain is asked first, one question a screen, and what may be left out comes together at the end", () => {
  assert.deepEqual(screens(MOVED, {}), [["pain"], ["ease"], ["contact"], ["let_go"], ["tired", "heavier", "troubled"]]);
});

test("where something hurt, only what the line needs is asked", () => {
  assert.deepEqual(screens(MOVED, { pain: "yes" }), [["pain"], ["ease"], ["contact"], ["let_go"]]);
});

test("where nothing was squeezed, nothing is asked about squeezing, and the contact counts as clear", () => {
  assert.deepEqual(screens(BREATHED, {}), [["pain"], ["ease"], ["let_go"], ["heavier"]]);
  assert.deepEqual(told({ pain: "no", ease: "easy", let_go: "no" }, BREATHED).felt, { ease: "easy", contact: "clear", let_go: false, pain: false });
});

test("one squeeze among the breaths is asked about", () => {
  assert.ok(flat([...BREATHED, ...SQUEEZED]).includes("contact"));
});

test("movements are asked about only where they were done", () => {
  assert.ok(!flat(SQUEEZED).includes("troubled"));
  const begun = [{ exercise: "functional", movement: "jump", reps: 0, hold_s: 0 }];
  assert.deepEqual(moved([...MOVED, ...begun]), ["rise", "lift"]);
});

test("nothing is asked of a session in which nothing was done", () => {
  assert.equal(didSomething([]), false);
  assert.equal(didSomething([{ exercise: "strength", reps: 0, hold_s: 0 }]), false);
  assert.equal(didSomething(SQUEEZED), true);
});

test("the answers are told as the log writes them", () => {
  const { felt, done } = told({ ...WELL, tired: "yes", heavier: "no" }, SQUEEZED);
  assert.deepEqual(felt, { ease: "right", contact: "faint", let_go: true, pain: false, tired: true, heavier: false });
  assert.deepEqual(done, SQUEEZED);
});

test("what was not answered is left out", () => {
  assert.deepEqual(Object.keys(told(WELL, SQUEEZED).felt).sort(), ["contact", "ease", "let_go", "pain"]);
});

test("trouble is told by movement, once it was asked about", () => {
  const troubles = (answers) => told(answers, MOVED).done.map((each) => each.trouble);
  assert.deepEqual(troubles({ ...WELL, troubled: ["lift"] }), [undefined, false, true]);
  assert.deepEqual(troubles({ ...WELL, troubled: [] }), [undefined, false, false]);
  assert.deepEqual(troubles({ ...WELL, pain: "yes" }), [undefined, undefined, undefined]);
  assert.ok(!("trouble" in told(WELL, MOVED).done[1]));
});

test("the word of help is the most careful one that fits, and none where all went well", () => {
  const felt = { ease: "right", contact: "clear", let_go: false, pain: false };
  const help = (said, done = SQUEEZED) => helpFor({ felt: { ...felt, ...said }, done });
  assert.equal(help({}), null);
  assert.equal(help({ ease: "easy" }), null);
  assert.equal(help({ ease: "hard" }), "hard");
  assert.equal(help({ ease: "hard", contact: "faint" }), "faint");
  assert.equal(help({ ease: "hard", contact: "none" }), "none");
  assert.equal(help({ ease: "hard", contact: "none", pain: true }), "pain");
  assert.equal(help({ ease: "hard" }, RELAXED), null); // no word about squeezing where nothing is squeezed
  assert.equal(help({ ease: "hard", pain: true }, RELAXED), "pain");
});
