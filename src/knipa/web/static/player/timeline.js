// timeline.js — where in the session a person is at a given place of its sound, and what has been done so far.
// Pure: the place is an argument, `t_ms`, in milliseconds from the session's beginning; what carries it forward (the sound, or a
// silent clock) is no matter here.

/** @typedef {import("./sheet.js").Cue} Cue */
/** @typedef {import("./sheet.js").CueSheet} CueSheet */
/**
 * @typedef {object} Timeline frozen; every change makes a new one
 * @property {CueSheet} sheet
 * @property {readonly Cue[]} cues the sheet's cues as they fall; the same list for as long as none of them changes
 * @property {Readonly<Record<number, number>>} lasts what a cue lasts instead of what the sheet says, by cue
 * @property {Readonly<Record<number, number>>} regrips how often it was lost and caught again, by cue
 * @property {Readonly<Record<number, number>>} kept what was done before the last leap, by first cue of the repetition
 * @property {number} from_ms where the last leap landed; what lies before it was skipped, unless kept
 *
 * @typedef {{line: Timeline, to_ms: number}} Leap a change that goes on at another place
 * @typedef {{t_ms: number, index: number, cue: Cue, into_ms: number, left_ms: number, open: boolean, over: boolean}} Moment
 * @typedef {{exercise: string, reps: number, hold_s: number, held_s?: number, regrips?: number, movement?: string, trouble?: boolean}} Done
 */

const LEAD_IN_MS = 3000; // our choice: time to get ready again after a pause
const ON_TOP_MS = 2000; // one quick squeeze on top of a hold, as the engine lays it (knipa.training.cue_sheet)
const EASED_PART = 2 / 3; // our choice: as much as a longer gap eases (RULES.md, Gap)
const LEAST_HOLD_MS = 1000; // our choice
const HAIR_MS = 0.001; // clocks are fractions; a thousandth is nobody's squeeze

/** @param {CueSheet} sheet @returns {Timeline} */
export function begin(sheet) {
  return Object.freeze({ sheet, cues: lay(sheet.cues, {}), lasts: {}, regrips: {}, kept: {}, from_ms: 0 });
}

/**
 * The cues one after the other, each as long as `lasts` or else the sheet says. The rest after an open hold is as long as
 * that was held, never below its least (R26).
 * @param {readonly Cue[]} cues @param {Readonly<Record<number, number>>} lasts @returns {readonly Cue[]}
 */
export function lay(cues, lasts) {
  let at_ms = 0;
  let held_ms = 0;
  return cues.map((cue, i) => {
    let for_ms = lasts[i] ?? cue.for_ms;
    if (cue.until === "released") held_ms = for_ms;
    if (cue.as_long_as_held) for_ms = Math.max(held_ms, cue.rest_min_ms ?? 0);
    const laid = { ...cue, at_ms, for_ms };
    at_ms += for_ms;
    return laid;
  });
}

/** The session as it falls when every open hold lasts as long as today's aim: for a sound that nobody can let go of. */
/** @param {readonly Cue[]} cues @returns {readonly Cue[]} */
export function asAimed(cues) {
  return lay(cues, Object.fromEntries(cues.flatMap((cue, i) => (cue.target_ms ? [[i, cue.target_ms]] : []))));
}

/** @param {Timeline} line @param {number} place_ms @returns {Moment} */
export function moment(line, place_ms) {
  const end_ms = line.cues[line.cues.length - 1].at_ms;
  const t_ms = Math.min(Math.max(place_ms, 0), end_ms);
  const index = line.cues.findLastIndex((cue) => cue.at_ms <= t_ms + HAIR_MS);
  const cue = line.cues[index];
  const into_ms = Math.max(t_ms - cue.at_ms, 0);
  return {
    t_ms, index, cue, into_ms, left_ms: cue.for_ms - into_ms,
    open: cue.until === "released", over: cue.action === "done",
  };
}

/**
 * Goes on after a pause. A squeeze that was broken off is no squeeze: it begins anew, after a few seconds to get ready.
 * An open hold goes on from what was held, and counts as caught again.
 * @param {Timeline} line @param {number} t_ms @returns {Leap}
 */
export function resume(line, t_ms) {
  const { index, into_ms, open, cue } = moment(line, t_ms);
  if (open) return { line: into_ms > 0 ? regrip(line, t_ms) : line, to_ms: t_ms };
  if (!isWork(cue)) return { line, to_ms: t_ms };
  const first = firstOfRep(line.cues, index);
  const before = line.cues[first - 1];
  return leap(line, t_ms, line.cues[first].at_ms - Math.min(LEAD_IN_MS, before.for_ms));
}

/** Lets go of an open hold; does nothing elsewhere. @param {Timeline} line @param {number} t_ms @returns {Timeline} */
export function release(line, t_ms) {
  const { open, index, into_ms } = moment(line, t_ms);
  return open ? relay(line, { ...line.lasts, [index]: into_ms }) : line;
}

/** Marks that an open hold was lost and caught again. @param {Timeline} line @param {number} t_ms @returns {Timeline} */
export function regrip(line, t_ms) {
  const { open, index } = moment(line, t_ms);
  return open ? change(line, { regrips: { ...line.regrips, [index]: (line.regrips[index] ?? 0) + 1 } }) : line;
}

/**
 * Easier from here on: every hold to come is shorter, rests stay; a hold that goes on now may be let go of now.
 * The aim of an open hold comes nearer as well. Nothing is told to be less than it was.
 * @param {Timeline} line @param {number} t_ms @returns {Timeline}
 */
export function ease(line, t_ms) {
  const { index, into_ms } = moment(line, t_ms);
  const lasts = { ...line.lasts };
  const cues = line.cues.map((cue, i) => {
    const hold = i >= index && isHold(cue);
    if (hold && !cue.until) lasts[i] = Math.min(cue.for_ms, i === index ? Math.max(into_ms, LEAST_HOLD_MS) : eased(cue, cue.for_ms));
    return hold && cue.target_ms ? { ...cue, target_ms: eased(cue, cue.target_ms) } : cue;
  });
  return change(line, { lasts, cues: lay(unlaid(cues, line.sheet.cues), lasts) });
}

/** To the beginning of the repetition just done, or of the one before. @param {Timeline} line @param {number} t_ms @returns {Leap} */
export function back(line, t_ms) {
  const { index, cue } = moment(line, t_ms);
  const here = isWork(cue) ? firstOfRep(line.cues, index) : index;
  const target = Math.max(line.cues.findLastIndex((c, i) => i < here && startsPart(c)), 0);
  const leapt = leap(line, t_ms, line.cues[target].at_ms);
  const opened = line.cues.flatMap((c, i) => (i >= target && c.until && i in line.lasts ? [i] : []));
  if (opened.length === 0) return leapt;
  const lasts = Object.fromEntries(Object.entries(line.lasts).filter(([i]) => !opened.includes(Number(i))));
  return { ...leapt, line: relay(leapt.line, lasts) };
}

/** To the next repetition or exercise; an open hold keeps what was held. @param {Timeline} line @param {number} t_ms @returns {Leap} */
export function skip(line, t_ms) {
  const let_go = release(line, t_ms);
  const { index } = moment(line, t_ms);
  const next = let_go.cues.findIndex((cue, i) => i > index && (startsPart(cue) || cue.action === "done"));
  return next < 0 ? { line, to_ms: t_ms } : leap(let_go, t_ms, let_go.cues[next].at_ms);
}

/** Whether every repetition has been done. @param {Timeline} line @param {number} place_ms */
export function isWhole(line, place_ms) {
  const holds = completed(line, place_ms);
  return doses(line.cues).every((dose) => dose.reps.every((rep) => rep.first in holds));
}

/** What was really done: an entry for each exercise and each length of hold, whole seconds, nothing for what was not completed. */
/** @param {Timeline} line @param {number} place_ms @returns {Done[]} */
export function tally(line, place_ms) {
  const holds = completed(line, place_ms);
  return doses(line.sheet.cues).flatMap((dose) => {
    const done = dose.reps.filter((rep) => rep.first in holds);
    const held_ms = done.map((rep) => holds[rep.first]);
    if (dose.open) return tallyOpen(dose, held_ms, done.reduce((sum, rep) => sum + (line.regrips[rep.first] ?? 0), 0));
    const lengths = [...new Set(held_ms.map(seconds))]; // easier from somewhere on, they differ
    return lengths.map((hold_s) => entry(dose, held_ms.filter((ms) => seconds(ms) === hold_s).length, hold_s, {}));
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
/** @param {Timeline} line @param {number} place_ms @returns {Record<number, number>} */
function completed(line, place_ms) {
  const { t_ms } = moment(line, place_ms);
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

/** @param {Timeline} line @param {number} t_ms @param {number} to_ms @returns {Leap} */
function leap(line, t_ms, to_ms) {
  return { line: change(line, { kept: completed(line, t_ms), from_ms: to_ms }), to_ms };
}

/** @param {Timeline} line @param {Readonly<Record<number, number>>} lasts @returns {Timeline} */
function relay(line, lasts) {
  return change(line, { lasts, cues: lay(unlaid(line.cues, line.sheet.cues), lasts) });
}

/** The cues with what the sheet says they last, to be laid anew; an aim that was eased stays eased. */
/** @param {readonly Cue[]} cues @param {readonly Cue[]} sheet_cues @returns {readonly Cue[]} */
const unlaid = (cues, sheet_cues) => cues.map((cue, i) => ({ ...cue, for_ms: sheet_cues[i].for_ms }));

/** A length two thirds as long, in whole seconds; quick squeezes on top stay. @param {Cue} cue @param {number} ms */
function eased(cue, ms) {
  const on_top_ms = (cue.on_top ?? 0) * ON_TOP_MS;
  return Math.max(Math.floor(((ms - on_top_ms) * EASED_PART) / 1000) * 1000, LEAST_HOLD_MS) + on_top_ms;
}

/** @param {Timeline} line @param {Partial<Timeline>} by @returns {Timeline} */
const change = (line, by) => Object.freeze({ ...line, ...by });
/** @param {Cue} cue */ const isHold = (cue) => cue.action === "move" || (cue.action === "squeeze" && cue.exercise !== "functional");
/** @param {Cue} cue */ const isWork = (cue) => ["squeeze", "move", "breathe"].includes(cue.action);
/** @param {Cue} cue */ const startsPart = (cue) => ["get_ready", "squeeze", "breathe"].includes(cue.action);
/** @param {readonly Cue[]} cues @param {number} index */
const firstOfRep = (cues, index) => (cues[index].action === "move" ? index - 1 : index);
/** Nobody can feel a tenth. @param {number} ms */ const seconds = (ms) => Math.round(ms / 1000);
