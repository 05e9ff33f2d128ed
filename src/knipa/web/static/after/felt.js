// felt.js — what is asked when a session is over, and how the answers go into its line of the log.

/** @typedef {import("../keeping/line.js").SessionLine} SessionLine */
/** @typedef {import("../player/timeline.js").Done} Done */
/** @typedef {"pain"|"ease"|"contact"|"let_go"|"tired"|"heavier"|"troubled"} Question */
/** @typedef {Partial<Record<Exclude<Question, "troubled">, string>> & {troubled?: string[]}} Answers */
/** @typedef {{ease: string, contact: string, let_go: boolean, pain: boolean, tired?: boolean, heavier?: boolean}} Felt */

/** @type {Question[]} */ const NEEDED = ["pain", "ease", "contact", "let_go"]; // a line's `felt` is nothing without them
const ONLY_LETS_GO = ["relaxation", "breathing"]; // where nothing was squeezed, nothing is asked about squeezing

/** Was at least one repetition done? @param {readonly Done[]} done */
export const didSomething = (done) => done.some((each) => each.reps > 0);

/** @param {readonly Done[]} done */
const squeezed = (done) => done.some((each) => !ONLY_LETS_GO.includes(each.exercise));

/**
 * What is asked, one list a screen. Pain comes first: it weighs more than all the rest, and where something hurt, only
 * what the line cannot be without is asked after it.
 * @param {readonly Done[]} done @param {Answers} answers @returns {Question[][]}
 */
export function screens(done, answers) {
  const needed = squeezed(done) ? NEEDED : NEEDED.filter((name) => name !== "contact");
  const one_a_screen = needed.map((name) => [name]);
  return answers.pain === "yes" ? one_a_screen : [...one_a_screen, more(done)];
}

/** What may be left out, together on the last screen. @param {readonly Done[]} done @returns {Question[]} */
function more(done) {
  /** @type {Question[]} */ const asked = ["heavier"];
  if (squeezed(done)) asked.unshift("tired");
  if (moved(done).length > 0) asked.push("troubled");
  return asked;
}

/** The movements that were done. @param {readonly Done[]} done @returns {string[]} */
export const moved = (done) => done.flatMap((each) => (each.movement && each.reps > 0 ? [each.movement] : []));

/**
 * The answers as the line tells them; `felt` and `done` belong together, as in `knipa.log/1`.
 * @param {Answers} answers @param {readonly Done[]} done @returns {{felt: Felt, done: Done[]}}
 */
export function told(answers, done) {
  const felt = {
    ease: answers.ease ?? "", contact: answers.contact ?? "clear",
    let_go: answers.let_go === "yes", pain: answers.pain === "yes",
    ...said("tired", answers), ...said("heavier", answers),
  };
  return { felt, done: done.map((each) => withTrouble(each, answers.troubled)) };
}

/**
 * Which word of the guide helps after a session that felt like this, the most careful first; null where none is needed.
 * @param {{felt: Felt, done: readonly Done[]}} told @returns {"pain"|"none"|"faint"|"hard"|null}
 */
export function helpFor({ felt: { pain, contact, ease }, done }) {
  if (pain) return "pain";
  if (!squeezed(done)) return null; // all other words are about squeezing
  if (contact === "none" || contact === "faint") return contact;
  return ease === "hard" ? "hard" : null;
}

/** @param {"tired"|"heavier"} name @param {Answers} answers */
const said = (name, answers) => (answers[name] ? { [name]: answers[name] === "yes" } : {});

/** Where it was not asked, nothing is said. @param {Done} each @param {string[]|undefined} troubled @returns {Done} */
const withTrouble = (each, troubled) =>
  each.movement && troubled ? { ...each, trouble: troubled.includes(each.movement) } : each;
