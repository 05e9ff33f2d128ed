// curve.js — the shape of a session: effort over time, lifting upward, breathing a soft dip.

/** @typedef {import("./sheet.js").Cue} Cue */
/** @typedef {{px_per_s: number, floor_px: number, rise_px: number}} Scale `floor_px`: y of no effort; `rise_px`: height of full effort */

const RAMP_MS = 300; // our choice: a squeeze is not a step, but fast enough to be read as one
const BREATH_MS = 2000; // our choice
const BREATH_DIP = -0.2; // letting go lies below the line
const MOVE_LIFT = 0.15; // the movement stands a little above its squeeze

/** The curve as an SVG path, from the session's beginning at x = 0. @param {readonly Cue[]} cues @param {Scale} scale @returns {string} */
export function pathOf(cues, scale) {
  let d = `M-2000 ${y(0, scale)}H0`; // calm water before the first cue
  let before = 0;
  for (const cue of cues) {
    const level = levelOf(cue);
    const [x, ramp] = [px(cue.at_ms, scale), px(rampOf(cue), scale)];
    d += `H${x}`;
    // a cubic with its handles at the thirds is exactly the smooth step of levelAt
    if (level !== before) d += `c${round(ramp / 3)} 0 ${round((2 * ramp) / 3)} ${dy(before, level, scale)} ${ramp} ${dy(before, level, scale)}`;
    before = level;
  }
  return `${d}h2000`;
}

/** How high the curve stands at a moment, -0.2 to 1. @param {readonly Cue[]} cues @param {number} index @param {number} into_ms */
export function levelAt(cues, index, into_ms) {
  const before = index > 0 ? levelOf(cues[index - 1]) : 0;
  const u = Math.min(into_ms / rampOf(cues[index]), 1) || 0;
  return before + (levelOf(cues[index]) - before) * (3 * u * u - 2 * u * u * u);
}

/** @param {number} level @param {Scale} scale */
export const y = (level, scale) => round(scale.floor_px - level * scale.rise_px);
/** @param {number} ms @param {Scale} scale */
export const px = (ms, scale) => round((ms / 1000) * scale.px_per_s);

/** @param {number} a @param {number} b @param {Scale} scale */
const dy = (a, b, scale) => round((a - b) * scale.rise_px);
/** @param {number} n */ const round = (n) => Math.round(n * 100) / 100;

/** @param {Cue} cue */
function levelOf(cue) {
  if (cue.action === "breathe") return BREATH_DIP;
  return cue.action === "move" ? Math.min(cue.effort + MOVE_LIFT, 1) : cue.effort;
}

/** @param {Cue} cue */
function rampOf(cue) {
  const slow = cue.action === "breathe" || ["relaxation", "breathing"].includes(cue.exercise ?? "");
  return Math.min(slow ? BREATH_MS : RAMP_MS, cue.for_ms / 2);
}
