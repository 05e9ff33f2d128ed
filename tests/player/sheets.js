// sheets.js — small cue sheets for the tests, built as the engine builds them.
import { createHash } from "node:crypto";

const EFFORT = { max: 1, near: 0.8, moderate: 0.5, light: 0.25, none: 0 };
const WORDS = { get_ready: "Gör dig redo", squeeze: "Knip", let_go: "Släpp", move: "Res dig", breathe: "Andas in", done: "Klart" };

/** One dose as cues without times: `[action, for_ms, more]`. */
export const fixed = (exercise, reps, hold_s, rest_s, effort = "max") =>
  dose(exercise, reps, () => [["squeeze", hold_s * 1000, { effort: EFFORT[effort] }], ["let_go", rest_s * 1000]]);
export const functional = (movement, reps) =>
  dose("functional", reps, () => [
    ["squeeze", 2000, { effort: 0.8 }], ["move", 3000, { effort: 0.8, movement }], ["let_go", 5000],
  ]);
export const breathing = (exercise, reps, in_s, out_s) =>
  dose(exercise, reps, () => [["breathe", in_s * 1000], ["let_go", out_s * 1000]]);
export const open = (target_s, rest_min_s = target_s) =>
  dose("endurance", 1, () => [
    ["squeeze", 60000, { effort: 0.5, until: "released", target_ms: target_s * 1000 }],
    ["let_go", 60000, { as_long_as_held: true, rest_min_ms: rest_min_s * 1000 }],
  ]);

/** A whole sheet, with its digest. */
export function sheetOf(...doses) {
  let at_ms = 0;
  const cues = doses.flat().map(({ for_ms, ...cue }) => {
    const timed = { at_ms, for_ms, ...cue };
    at_ms += for_ms;
    return timed;
  });
  const done = { at_ms, for_ms: 0, action: "done", exercise: null, rep: null, of: null, effort: 0, say: WORDS.done };
  return signed({ format: "knipa.cuesheet/1", locale: "sv", position: "sitting", duration_ms: at_ms, cues: [...cues, done] });
}

/** SHA-256 over the sheet without its digest: keys sorted, no spaces. */
export function signed({ digest: _, ...sheet }) {
  return { ...sheet, digest: createHash("sha256").update(canonical(sheet)).digest("hex") };
}

function dose(exercise, reps, steps) {
  const ready = { for_ms: 5000, action: "get_ready", exercise, rep: 0, of: reps, effort: 0, say: WORDS.get_ready };
  const rounds = Array.from({ length: reps }, (_, i) =>
    steps().map(([action, for_ms, more]) => ({
      for_ms, action, exercise, rep: i + 1, of: reps, effort: 0, say: WORDS[action], ...more,
    })),
  );
  return [ready, ...rounds.flat()];
}

function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
}
