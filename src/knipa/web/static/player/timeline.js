// timeline.js — where in the session a person is at a given moment, and what has been done so far.
// Pure: time is an argument, in milliseconds of whatever clock carries the session.

/** @typedef {import("./sheet.js").Cue} Cue */
/** @typedef {import("./sheet.js").CueSheet} CueSheet */
/**
 * @typedef {object} Timeline frozen; every change makes a new one
 * @property {CueSheet} sheet
 * @property {readonly Cue[]} cues the sheet's cues as they fall, open holds in the length they had
 * @property {Readonly<Record<number, number>>} held how long each open hold was held, by cue
 * @property {Readonly<Record<number, number>>} regrips how often it was lost and caught again, by cue
 * @property {Readonly<Record<number, number>>} kept what was done before the last leap, by first cue of the repetition
 * @property {number} zero_ms the clock at the beginning of the session
 * @property {number} from_ms where the last leap landed; what lies before it was skipped, unless kept
 * @property {number|null} paused_ms the clock at the pause
 *
 * @typedef {{t_ms: number, index: number, cue: Cue, into_ms: number, left_ms: number, open: boolean, over: boolean}} Moment
 * @typedef {{exercise: string, reps: number, hold_s: number, held_s?: number, regrips?: number, movement?: string}} Done
 */

const LEAD_IN_MS = 3000; // our choice: time to get ready again after a pause
const ON_TOP_MS = 2000; // one quick squeeze on top of a hold, as the engine lays it (knipa.training.cue_sheet)
const HAIR_MS = 0.001; // clocks are fractions; a thousandth is nobody's squeeze

/** @param {CueSheet} sheet @param {number} now_ms @returns {Timeline} */
export function begin(sheet, now_ms) {
  return Object.freeze({
    sheet, cues: lay(sheet.cues, {}), held: {}, regrips: {}, kept: {}, zero_ms: now_ms, from_ms: 0, paused_ms: null,
  });
}

/** An open hold is as long as it was held; its rest is as long, never below its least (R26). */
/** @param {readonly Cue[]} cues @param {Readonly<Record<number, number>>} held @returns {readonly Cue[]} */
export function lay(cues, held) {
  let at_ms = 0;
  let held_ms = 0;
  return cues.map((cue, i) => {
    let for_ms = cue.for_ms;
    if (cue.until === "released") held_ms = for_ms = held[i] ?? cue.for_ms;
    if (cue.as_long_as_held) for_ms = Math.max(held_ms, cue.rest_min_ms ?? 0);
    const laid = { ...cue, at_ms, for_ms };
    at_ms += for_ms;
    return laid;
  });
}

/** @param {Timeline} line @param {number} now_ms @returns {Moment} */
export function moment(line, now_ms) {
  const end_ms = line.cues[line.cues.length - 1].at_ms;
  const t_ms = Math.min(Math.max((line.paused_ms ?? now_ms) - line.zero_ms, 0), end_ms);
  const index = line.cues.findLastIndex((cue) => cue.at_ms <= t_ms + HAIR_MS);
  const cue = line.cues[index];
  const into_ms = Math.max(t_ms - cue.at_ms, 0);
  return {
    t_ms, index, cue, into_ms, left_ms: cue.for_ms - into_ms,
    open: cue.until === "released", over: cue.action === "done",
  };
}

/** @param {Timeline} line @param {number} now_ms @returns {Timeline} */
export function pause(line, now_ms) {
  return line.paused_ms === null ? change(line, { paused_ms: now_ms }) : line;
}

/**
 * Goes on after a pause. A squeeze that was broken off is no squeeze: it begins anew, after a few seconds to get ready.
 * An open hold goes on from what was held, and counts as caught again.
 * @param {Timeline} line @param {number} now_ms @returns {Timeline}
 */
export function resume(line, now_ms) {
  if (line.paused_ms === null) return line;
  const { index, into_ms, open, cue } = moment(line, now_ms);
  const gone_on = change(line, { zero_ms: line.zero_ms + now_ms - line.paused_ms, paused_ms: null });
  if (open) return into_ms > 0 ? regrip(gone_on, now_ms) : gone_on;
  if (!isWork(cue)) return gone_on;
  const first = firstOfRep(line.cues, index);
  const before = line.cues[first - 1];
  return leap(gone_on, now_ms, line.cues[first].at_ms - Math.min(LEAD_IN_MS, before.for_ms));
}

/** Lets go of an open hold; does nothing elsewhere. @param {Timeline} line @param {number} now_ms @returns {Timeline} */
export function release(line, now_ms) {
  const { open, index, into_ms } = moment(line, now_ms);
  return open ? relay(line, { ...line.held, [index]: into_ms }) : line;
}

/** Marks that an open hold was lost and caught again. @param {Timeline} line @param {number} now_ms @returns {Timeline} */
export function regrip(line, now_ms) {
  const { open, index } = moment(line, now_ms);
  return open ? change(line, { regrips: { ...line.regrips, [index]: (line.regrips[index] ?? 0) + 1 } }) : line;
}

/** To the beginning of the repetition just done, or of the one before. @param {Timeline} line @param {number} now_ms */
export function back(line, now_ms) {
  const { index, cue } = moment(line, now_ms);
  const here = isWork(cue) ? firstOfRep(line.cues, index) : index;
  const target = Math.max(line.cues.findLastIndex((c, i) => i < here && startsPart(c)), 0);
  const held = Object.fromEntries(Object.entries(line.held).filter(([i]) => Number(i) < target));
  return relay(leap(line, now_ms, line.cues[target].at_ms), held);
}

/** To the next repetition or exercise; an open hold keeps what was held. @param {Timeline} line @param {number} now_ms */
export function skip(line, now_ms) {
  const let_go = release(line, now_ms);
  const { index } = moment(line, now_ms);
  const next = let_go.cues.findIndex((cue, i) => i > index && (startsPart(cue) || cue.action === "done"));
  return next < 0 ? line : leap(let_go, now_ms, let_go.cues[next].at_ms);
}

/** The same place on another clock. @param {Timeline} line @param {number} old_ms @param {number} new_ms @returns {Timeline} */
export function changeClock(line, old_ms, new_ms) {
  const by_ms = new_ms - old_ms;
  return change(line, {
    zero_ms: line.zero_ms + by_ms, paused_ms: line.paused_ms === null ? null : line.paused_ms + by_ms,
  });
}

/** What was really done: one entry an exercise, whole seconds, nothing for what was not completed. */
/** @param {Timeline} line @param {number} now_ms @returns {Done[]} */
export function tally(line, now_ms) {
  const holds = completed(line, now_ms);
  return doses(line.sheet.cues).flatMap((dose) => {
    const done = dose.reps.filter((rep) => rep.first in holds);
    const held_ms = done.map((rep) => holds[rep.first]);
    if (dose.open) return tallyOpen(dose, held_ms, done.reduce((sum, rep) => sum + (line.regrips[rep.first] ?? 0), 0));
    if (done.length === 0) return [];
    return [entry(dose, done.length, seconds(Math.min(...held_ms)), {})];
  });
}

/** @typedef {{exercise: string, movement: string|null, open: boolean, reps: {first: number, last: number}[]}} Dose */
/** @param {Dose} dose @param {number[]} held_ms @param {number} regrips @returns {Done[]} */
function tallyOpen(dose, held_ms, regrips) {
  const felt = held_ms.filter((ms) => seconds(ms) > 0);
  const held_s = felt.reduce((sum, ms) => sum + seconds(ms), 0);
  if (held_s === 0) return [];
  return [entry(dose, felt.length, Math.round(held_s / felt.length), regrips ? { held_s, regrips } : { held_s })];
}

/** @param {Dose} dose @param {number} reps @param {number} hold_s @param {object} more @returns {Done} */
function entry(dose, reps, hold_s, more) {
  return { exercise: dose.exercise, ...(dose.movement ? { movement: dose.movement } : {}), reps, hold_s, ...more };
}

/** The repetitions completed, by their first cue, with the time each was held. */
/** @param {Timeline} line @param {number} now_ms @returns {Record<number, number>} */
function completed(line, now_ms) {
  const { t_ms } = moment(line, now_ms);
  const done = { ...line.kept };
  for (const { first, last } of doses(line.cues).flatMap((dose) => dose.reps)) {
    const [start, stop] = [line.cues[first], line.cues[last]];
    if (start.at_ms < line.from_ms - HAIR_MS) continue;
    const whole_ms = stop.at_ms + stop.for_ms - start.at_ms;
    const held_ms = Math.min(t_ms - start.at_ms, whole_ms);
    const counts = start.until === "released" ? held_ms > 0 : held_ms >= whole_ms - HAIR_MS;
    if (counts) done[first] = Math.max(done[first] ?? 0, held_ms - (start.on_top ?? 0) * ON_TOP_MS);
  }
  return done;
}

/** @param {readonly Cue[]} cues @returns {Dose[]} */
function doses(cues) {
  /** @type {Dose[]} */
  const all = [];
  cues.forEach((cue, i) => {
    const dose = all[all.length - 1];
    if (cue.action === "get_ready") all.push({ exercise: String(cue.exercise), movement: null, open: false, reps: [] });
    if (!isWork(cue)) return;
    if (cue.action === "move") dose.reps[dose.reps.length - 1].last = i;
    else dose.reps.push({ first: i, last: i });
    dose.movement ??= cue.movement ?? null;
    dose.open ||= cue.until === "released";
  });
  return all;
}

/** @param {Timeline} line @param {number} now_ms @param {number} to_ms @returns {Timeline} */
function leap(line, now_ms, to_ms) {
  return change(line, {
    kept: completed(line, now_ms), zero_ms: (line.paused_ms ?? now_ms) - to_ms, from_ms: to_ms,
  });
}

/** @param {Timeline} line @param {Record<number, number>} held @returns {Timeline} */
function relay(line, held) {
  return change(line, { held, cues: lay(line.sheet.cues, held) });
}

/** @param {Timeline} line @param {Partial<Timeline>} by @returns {Timeline} */
const change = (line, by) => Object.freeze({ ...line, ...by });
/** @param {Cue} cue */ const isWork = (cue) => ["squeeze", "move", "breathe"].includes(cue.action);
/** @param {Cue} cue */ const startsPart = (cue) => ["get_ready", "squeeze", "breathe"].includes(cue.action);
/** @param {readonly Cue[]} cues @param {number} index */
const firstOfRep = (cues, index) => (cues[index].action === "move" ? index - 1 : index);
/** Nobody can feel a tenth. @param {number} ms */ const seconds = (ms) => Math.round(ms / 1000);
