import assert from "node:assert/strict";
import { test } from "node:test";
import { wireMedia } from "../../src/knipa/web/static/sound/media.js";
import { makeTouch } from "../../src/knipa/web/static/sound/touch.js";
import { makeVoice } from "../../src/knipa/web/static/sound/voice.js";
import { USUAL, readWishes } from "../../src/knipa/web/static/sound/wishes.js";

const ELSEWHERE = { lang: "sv-SE", localService: false };
const HERE = { lang: "sv_SE", localService: true };

function speaking(voices, language = "sv") {
  const said = [];
  const speech = { getVoices: () => voices, cancel() {}, speak: (each) => said.push(each.text) };
  const Utterance = class {
    constructor(text) {
      this.text = text;
    }
  };
  return { said, voice: makeVoice({ speech, Utterance, language }) };
}

test("only a voice of this very device speaks: another would be sent what is said", () => {
  const remote = speaking([ELSEWHERE]);
  remote.voice.say("Knip");
  assert.deepEqual([remote.said, remote.voice.isThere()], [[], false]);
  const own = speaking([ELSEWHERE, HERE]);
  own.voice.say("Knip");
  assert.deepEqual(own.said, ["Knip"]);
});

test("no voice reads Swedish that is not Swedish", () => {
  assert.equal(speaking([{ lang: "en-GB", localService: true }]).voice.isThere(), false);
});

test("a quick squeeze is said the first time, and not over and over", () => {
  const { said, voice } = speaking([HERE]);
  for (const rep of [1, 2, 3]) voice.cue({ action: "squeeze", rep, for_ms: 2000, say: "Knip" });
  voice.cue({ action: "let_go", rep: 3, for_ms: 6000, say: "Släpp" });
  assert.deepEqual(said, ["Knip", "Släpp"]);
});

test("vibration keeps still while nobody sees the page, and where there is none", () => {
  const felt = [];
  let visible = true;
  const touch = makeTouch({ vibrate: (pattern) => felt.push(pattern), isVisible: () => visible });
  touch.cue({ action: "squeeze" });
  visible = false;
  touch.cue({ action: "let_go" });
  assert.equal(felt.length, 1);
  assert.equal(makeTouch({ vibrate: undefined, isVisible: () => true }).isThere(), false);
});

function lockScreen({ open = false, state = "running" } = {}) {
  const does = {};
  const done = [];
  const media = { setActionHandler(action, call) {
    if (action === "stop") throw new TypeError("not known here");
    does[action] = call;
  } };
  const wish = (wanted) => done.push(wanted);
  const Metadata = class {
    constructor(told) {
      Object.assign(this, told);
    }
  };
  const wired = wireMedia({ media, Metadata, title: "Min dag", icon: "", isOpen: () => open, state: () => state, wish });
  return { media, does, done, wired };
}

test("the lock screen tells nothing but a neutral title", () => {
  assert.deepEqual({ ...lockScreen().media.metadata }, { title: "Min dag", artwork: [] });
});

test("the headset's button pauses and goes on; in an open hold it lets go", () => {
  const running = lockScreen();
  running.does.pause();
  running.does.play(); // runs already
  assert.deepEqual(running.done, ["pause"]);
  const paused = lockScreen({ state: "paused" });
  paused.does.play();
  assert.deepEqual(paused.done, ["toggle"]);
  const open = lockScreen({ open: true });
  open.does.pause();
  open.does.play();
  assert.deepEqual(open.done, ["let_go", "let_go"]);
});

test("seeking on the lock screen trains nothing, and a session that is over does not begin anew", () => {
  const { does, done } = lockScreen();
  does.seekto({ seekTime: 500 });
  assert.deepEqual(done, []);
  const over = lockScreen({ state: "over" });
  over.does.play();
  assert.deepEqual(over.done, []);
});

test("an action that a browser does not know leaves the others", () => {
  const { does, done } = lockScreen();
  does.nexttrack();
  does.previoustrack();
  assert.deepEqual(done, ["skip", "back"]);
});

test("what was wished for earlier is read where it is still understood, the usual stands else", () => {
  assert.deepEqual(readWishes(null), USUAL);
  assert.deepEqual(readWishes({ voice: true, tones: "yes", volume: "deafening", odd: 1 }), { ...USUAL, voice: true });
});
