// asking.js — asks how a session felt, one question a screen: a tap answers and goes on.
import { didSomething, moved, screens, told } from "./felt.js";

/** @typedef {import("../keeping/line.js").SessionLine} SessionLine */
/** @typedef {import("./felt.js").Answers} Answers */
/** @typedef {import("./felt.js").Question} Question */
/** @typedef {import("./felt.js").Felt} Felt */
/** @typedef {{felt: Felt, done: import("../player/timeline.js").Done[]}} Told */
/** @typedef {{hurts: string[]}} OnlyPain */

/**
 * @param {object} needs
 * @param {HTMLElement} needs.root as train/asking.html renders it: every question, of which those that fit are shown
 * @param {(text: string) => void} needs.speak says a question and its answers aloud; does nothing where there is no voice
 */
export function makeAsking({ root, speak }) {
  const screen = root.parentElement ?? root; // with what is said above the questions
  const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (root.querySelector(`[data-part="${name}"]`));
  const all = (/** @type {string} */ selector) => /** @type {HTMLElement[]} */ ([...root.querySelectorAll(selector)]);
  /** @type {SessionLine} */ let line;
  /** @type {Answers} */ let answers = {};
  /** @type {(told: Told|OnlyPain|null) => void} */ let leave = () => {};
  let at = 0;

  const ahead = () => screens(line.done, answers);
  const isLast = (/** @type {Question[]} */ asked) => asked.includes("heavier"); // several on one screen, all of them optional

  function show() {
    const asked = ahead()[at];
    for (const place of all("[data-question]")) place.hidden = !asked.includes(/** @type {Question} */ (place.dataset.question));
    for (const button of all(`[data-question="troubled"] button`)) {
      button.hidden = !moved(line.done).includes(button.dataset.answer ?? "");
    }
    part("more").hidden = part("ready").hidden = !isLast(asked);
    part("later").hidden = isLast(asked);
    part("back").hidden = at === 0;
    part("kind").textContent = answers.pain === "yes" ? (part("kind").dataset.text ?? "") : "";
    showHowFar(at + 1, ahead().length);
    press();
    heading(asked).focus();
    screen.scrollIntoView();
    speak(aloud(asked));
  }

  /** @param {number} number @param {number} of */
  function showHowFar(number, of) {
    const bar = /** @type {HTMLProgressElement} */ (root.querySelector("progress"));
    bar.max = of;
    bar.value = number;
    part("far").textContent = (part("far").dataset.text ?? "").replace("{rep}", String(number)).replace("{of}", String(of));
  }

  /** Shows what has been answered. */
  function press() {
    for (const button of all("[data-answer]")) {
      const name = /** @type {Question} */ (questionOf(button));
      const chosen = answers[name] ?? [];
      button.setAttribute("aria-pressed", String([chosen].flat().includes(button.dataset.answer ?? "")));
    }
  }

  const questionOf = (/** @type {Element} */ button) =>
    /** @type {HTMLElement} */ (button.closest("[data-question]")).dataset.question;
  const placeOf = (/** @type {Question} */ name) => /** @type {HTMLElement} */ (root.querySelector(`[data-question="${name}"]`));
  const heading = (/** @type {Question[]} */ asked) =>
    isLast(asked) ? part("more") : /** @type {HTMLElement} */ (placeOf(asked[0]).querySelector("legend"));

  /** What a voice says: the kind word where there is one, each question and its answers. @param {Question[]} asked */
  function aloud(asked) {
    const shown = (/** @type {Question} */ name) =>
      /** @type {HTMLElement[]} */ ([...placeOf(name).querySelectorAll("legend, button")]).filter((each) => !each.hidden);
    const above = isLast(asked) ? [part("kind"), heading(asked)] : [part("kind")];
    const texts = [...above, ...asked.flatMap(shown)].map((each) => (each.textContent ?? "").trim());
    return texts.filter(Boolean).map(sentence).join(" ");
  }

  /** @param {Question} name @param {string} answer */
  function take(name, answer) {
    if (name === "troubled") answers.troubled = toggled(answers.troubled ?? [], answer);
    else answers[name] = isLast(ahead()[at]) && answers[name] === answer ? undefined : answer;
    if (isLast(ahead()[at])) press();
    else goOn();
  }

  function goOn() {
    at += 1;
    if (at < ahead().length) show();
    else finish(told(answers, line.done));
  }

  function ready() {
    if (moved(line.done).length > 0) answers.troubled ??= []; // asked, and nothing told
    finish(told(answers, line.done));
  }

  /** Pain that was told is never lost, though the rest is left for later. */
  function later() {
    finish(answers.pain === "yes" ? { hurts: (root.dataset.hurts || "pelvic_pain").split(" ") } : null);
  }

  /** @param {Told|OnlyPain|null} said */
  function finish(said) {
    root.hidden = true;
    leave(said);
  }

  root.addEventListener("click", (event) => {
    const button = /** @type {HTMLElement|null} */ (/** @type {Element} */ (event.target).closest("button"));
    if (button?.dataset.answer) take(/** @type {Question} */ (questionOf(button)), button.dataset.answer);
    else if (button === part("ready")) ready();
    else if (button === part("later")) later();
    else if (button === part("back")) {
      at -= 1;
      show();
    }
  });

  screen.addEventListener("mousedown", (event) => {
    if (!(/** @type {Element} */ (event.target).closest("button, a"))) event.preventDefault(); // a tap beside moves no focus
  });

  return {
    /**
     * Resolves with what was told; with null where it is left for later or there is nothing to ask; with `hurts`, the
     * signs that hold now, where it hurt and the rest is left for later.
     * @param {SessionLine} finished @returns {Promise<Told|OnlyPain|null>}
     */
    ask(finished) {
      if (!didSomething(finished.done)) return Promise.resolve(null);
      [line, answers, at] = [finished, {}, 0];
      root.hidden = false;
      return new Promise((resolve) => {
        leave = resolve;
        show();
      });
    },
  };
}

/** @param {string[]} chosen @param {string} one @returns {string[]} */
const toggled = (chosen, one) => (chosen.includes(one) ? chosen.filter((each) => each !== one) : [...chosen, one]);

/** A full stop where there is none, so that two texts are not spoken as one. @param {string} text */
const sentence = (text) => (/[.!?…]$/.test(text) ? text : `${text}.`);
