// sheet.js — reads a cue sheet and refuses, by cue and field, one that must not be trained.

/**
 * @typedef {"get_ready"|"squeeze"|"let_go"|"move"|"breathe"|"done"} Action
 * @typedef {object} Cue one thing to do; `effort` 0 to 1, times in whole milliseconds
 * @property {number} at_ms
 * @property {number} for_ms
 * @property {Action} action
 * @property {string|null} [exercise]
 * @property {number|null} [rep] 0 in `get_ready`, then 1 to `of`
 * @property {number|null} [of]
 * @property {number} effort
 * @property {string} say
 * @property {string|null} [movement]
 * @property {number|null} [on_top] quick squeezes at the end of a hold, within its `for_ms`
 * @property {"released"|null} [until] an open hold: `for_ms` is its ceiling, `target_ms` today's aim
 * @property {number|null} [target_ms]
 * @property {boolean|null} [as_long_as_held] the rest after an open hold, never below `rest_min_ms`
 * @property {number|null} [rest_min_ms]
 * @typedef {{format: string, digest: string, locale: string, position: string, round?: "short"|null, duration_ms: number, cues: Cue[]}} CueSheet
 */

const FORMAT = "knipa.cuesheet/1";
const SHEET_FIELDS = ["format", "digest", "locale", "position", "round", "duration_ms", "cues"];
const CUE_FIELDS = [
  "at_ms", "for_ms", "action", "exercise", "rep", "of", "effort", "say",
  "movement", "on_top", "until", "target_ms", "as_long_as_held", "rest_min_ms",
];
const POSITIONS = ["supine", "side", "sitting", "all_fours", "standing"];
const EXERCISES = ["find", "circulation", "strength", "fast", "endurance", "functional", "relaxation", "breathing"];
const MOVEMENTS = ["rise", "walk", "lift", "jump", "cough"];

/** What may come after what; a session begins with `get_ready`. @type {Record<Action, Action[]>} */
const FOLLOWED_BY = {
  get_ready: ["squeeze", "breathe"],
  squeeze: ["move", "let_go"],
  move: ["let_go"],
  breathe: ["let_go"],
  let_go: ["squeeze", "breathe", "get_ready", "done"],
  done: [],
};
const WORK = ["squeeze", "move", "breathe"];

/** Says which field of which cue is wrong: `cues[3].effort: expected 0 to 1, got 2`. */
export class SheetError extends Error {}

/**
 * @param {string} text the JSON of a cue sheet
 * @returns {CueSheet}
 * @throws {SheetError}
 */
export function readSheet(text) {
  let sheet;
  try {
    sheet = JSON.parse(text);
  } catch (broken) {
    throw new SheetError(`sheet: ${/** @type {Error} */ (broken).message}`);
  }
  checkSheet(sheet);
  return sheet;
}

/** @param {any} sheet */
function checkSheet(sheet) {
  must(isObject(sheet), "sheet", "an object", sheet);
  must(sheet.format === FORMAT, "format", FORMAT, sheet.format);
  refuseUnknown(sheet, SHEET_FIELDS, "");
  must(/^[0-9a-f]{64}$/.test(sheet.digest), "digest", "64 hexadecimal digits", sheet.digest);
  must(isText(sheet.locale), "locale", "a language", sheet.locale);
  must(POSITIONS.includes(sheet.position), "position", POSITIONS.join(", "), sheet.position);
  must(isLeftOut(sheet.round) || sheet.round === "short", "round", "short", sheet.round);
  must(Array.isArray(sheet.cues) && sheet.cues.length > 0, "cues", "a list of cues", sheet.cues);
  sheet.cues.forEach((/** @type {any} */ cue, /** @type {number} */ i) => checkCue(cue, `cues[${i}]`));
  checkOrder(sheet.cues);
  checkTime(sheet.cues, sheet.duration_ms);
  checkRepetitions(sheet.cues);
  checkRests(sheet.cues);
}

/** @param {any} cue @param {string} where */
function checkCue(cue, where) {
  must(isObject(cue), where, "an object", cue);
  refuseUnknown(cue, CUE_FIELDS, `${where}.`);
  must(Object.hasOwn(FOLLOWED_BY, cue.action), `${where}.action`, Object.keys(FOLLOWED_BY).join(", "), cue.action);
  must(isWhole(cue.at_ms), `${where}.at_ms`, "whole milliseconds", cue.at_ms);
  must(isWhole(cue.for_ms), `${where}.for_ms`, "whole milliseconds", cue.for_ms);
  must(isText(cue.say), `${where}.say`, "words", cue.say);
  must(inUnit(cue.effort), `${where}.effort`, "0 to 1", cue.effort);
  const effortless = cue.action !== "squeeze" && cue.action !== "move";
  must(!effortless || cue.effort === 0, `${where}.effort`, `0 in ${cue.action}`, cue.effort);
  if (cue.action === "done") checkDone(cue, where);
  else checkPart(cue, where);
}

/** @param {any} cue @param {string} where */
function checkDone(cue, where) {
  must(cue.for_ms === 0, `${where}.for_ms`, "0 in done", cue.for_ms);
  for (const field of CUE_FIELDS.filter((name) => !["at_ms", "for_ms", "action", "effort", "say"].includes(name))) {
    must(isLeftOut(cue[field]), `${where}.${field}`, "null in done", cue[field]);
  }
}

/** @param {any} cue @param {string} where */
function checkPart(cue, where) {
  must(cue.for_ms > 0, `${where}.for_ms`, "more than 0", cue.for_ms);
  must(EXERCISES.includes(cue.exercise), `${where}.exercise`, EXERCISES.join(", "), cue.exercise);
  must(isWhole(cue.of) && cue.of > 0, `${where}.of`, "1 or more", cue.of);
  must(isWhole(cue.rep) && cue.rep <= cue.of, `${where}.rep`, `0 to ${cue.of}`, cue.rep);
  const mayMove = isLeftOut(cue.movement) ? cue.action !== "move" : MOVEMENTS.includes(cue.movement);
  must(mayMove, `${where}.movement`, MOVEMENTS.join(", "), cue.movement);
  must(isLeftOut(cue.on_top) || isWhole(cue.on_top), `${where}.on_top`, "a whole number", cue.on_top);
  checkOpen(cue, where);
}

/** @param {any} cue @param {string} where */
function checkOpen(cue, where) {
  const open = !isLeftOut(cue.until);
  must(!open || cue.action === "squeeze", `${where}.until`, `nothing in ${cue.action}`, cue.until);
  must(!open || cue.until === "released", `${where}.until`, "released", cue.until);
  const aimed = isWhole(cue.target_ms) && cue.target_ms > 0 && cue.target_ms <= cue.for_ms;
  must(open ? aimed : isLeftOut(cue.target_ms), `${where}.target_ms`, open ? `1 to ${cue.for_ms}` : "nothing", cue.target_ms);
  const asHeld = !isLeftOut(cue.as_long_as_held);
  must(!asHeld || cue.action === "let_go", `${where}.as_long_as_held`, `nothing in ${cue.action}`, cue.as_long_as_held);
  must(!asHeld || cue.as_long_as_held === true, `${where}.as_long_as_held`, "true", cue.as_long_as_held);
  const least = isWhole(cue.rest_min_ms) && cue.rest_min_ms <= cue.for_ms;
  must(asHeld ? least : isLeftOut(cue.rest_min_ms), `${where}.rest_min_ms`, asHeld ? `0 to ${cue.for_ms}` : "nothing", cue.rest_min_ms);
}

/** @param {Cue[]} cues */
function checkOrder(cues) {
  must(cues[0].action === "get_ready", "cues[0].action", "get_ready", cues[0].action);
  const last = cues.length - 1;
  must(cues[last].action === "done", `cues[${last}].action`, "done at the end", cues[last].action);
  cues.slice(1).forEach((cue, i) => {
    const may = FOLLOWED_BY[cues[i].action];
    must(may.includes(cue.action), `cues[${i + 1}].action`, `${may.join(" or ") || "nothing"} after ${cues[i].action}`, cue.action);
  });
}

/** @param {Cue[]} cues @param {unknown} duration_ms */
function checkTime(cues, duration_ms) {
  let at_ms = 0;
  cues.forEach((cue, i) => {
    must(cue.at_ms === at_ms, `cues[${i}].at_ms`, `${at_ms} (no gap, no overlap)`, cue.at_ms);
    at_ms += cue.for_ms;
  });
  must(duration_ms === at_ms, "duration_ms", String(at_ms), duration_ms);
}

/** Repetitions of one exercise run from 1 to `of`. @param {Cue[]} cues */
function checkRepetitions(cues) {
  let rep = 0;
  let ready = cues[0];
  cues.forEach((cue, i) => {
    const where = `cues[${i}]`;
    if (cue.action === "get_ready" || cue.action === "done") {
      must(i === 0 || rep === ready.of, `${where}.action`, `repetition ${rep + 1} of ${ready.of} first`, cue.action);
      [rep, ready] = [0, cue];
    }
    if (cue.action === "done") return;
    if (cue.action === "squeeze" || cue.action === "breathe") rep += 1;
    must(cue.rep === rep, `${where}.rep`, String(rep), cue.rep);
    must(cue.of === ready.of, `${where}.of`, String(ready.of), cue.of);
    must(cue.exercise === ready.exercise, `${where}.exercise`, String(ready.exercise), cue.exercise);
  });
}

/** Rest at least as long as the hold (R15, R17, R21, R26), the movement included. @param {Cue[]} cues */
function checkRests(cues) {
  let hold_ms = 0;
  let open = false;
  cues.forEach((cue, i) => {
    if (cue.action === "let_go") {
      must(cue.for_ms >= hold_ms, `cues[${i}].for_ms`, `a rest of ${hold_ms} or more`, cue.for_ms);
      must(open === Boolean(cue.as_long_as_held), `cues[${i}].as_long_as_held`, open ? "true after an open hold" : "nothing", cue.as_long_as_held);
    }
    hold_ms = WORK.includes(cue.action) ? hold_ms + cue.for_ms : 0;
    open = WORK.includes(cue.action) && (open || cue.until === "released");
  });
}

/** @param {object} thing @param {string[]} known @param {string} where */
function refuseUnknown(thing, known, where) {
  for (const field of Object.keys(thing)) {
    if (!known.includes(field)) throw new SheetError(`${where}${field}: unknown field`);
  }
}

/** @param {boolean} right @param {string} where @param {string} expected @param {unknown} got */
function must(right, where, expected, got) {
  if (!right) throw new SheetError(`${where}: expected ${expected}, got ${JSON.stringify(got) ?? "nothing"}`);
}

/** @param {unknown} x */ const isObject = (x) => typeof x === "object" && x !== null && !Array.isArray(x);
/** @param {unknown} x */ const isText = (x) => typeof x === "string" && x.trim() !== "";
/** @param {unknown} x */ const isWhole = (x) => Number.isSafeInteger(x) && /** @type {number} */ (x) >= 0;
/** @param {unknown} x */ const inUnit = (x) => typeof x === "number" && x >= 0 && x <= 1;
/** @param {unknown} x */ const isLeftOut = (x) => x === null || x === undefined;
