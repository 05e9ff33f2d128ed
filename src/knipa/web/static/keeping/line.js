// line.js — writes down what was done as one line of the log, `knipa.log/1`.

/** @typedef {import("../player/timeline.js").Done} Done */
/** @typedef {"whole"|"early"|"pain"} Ended */
/** @typedef {{format: string, id: string, kind: string, at: string, source: string, position: string, sheet: string, ended: Ended, done: Done[], round?: "short"}} SessionLine */

/**
 * @param {{id: string, at: Date, sheet: {digest: string, position: string, round?: "short"|null}, ended: Ended, done: Done[]}} facts
 * @returns {SessionLine}
 */
export function sessionLine({ id, at, sheet, ended, done }) {
  return {
    format: "knipa.log/1", id, kind: "session", at: localTime(at), source: "player",
    position: sheet.position, sheet: sheet.digest, ended, done,
    ...(sheet.round ? { round: sheet.round } : {}), // left out = the whole round
  };
}

/** A squeeze before a movement of the day. @typedef {{format: string, id: string, kind: string, at: string, source: string, movement: string}} MomentLine */
/** @param {{id: string, at: Date, movement: string}} facts @returns {MomentLine} */
export function momentLine({ id, at, movement }) {
  return { format: "knipa.log/1", id, kind: "moment", at: localTime(at), source: "player", movement };
}

/** RFC 3339, in the person's own time: a line belongs to the date written in it. @param {Date} at @returns {string} */
export function localTime(at) {
  const east_min = -at.getTimezoneOffset();
  const wall = new Date(at.getTime() + east_min * 60_000).toISOString().slice(0, 19);
  const [hours, minutes] = [Math.floor(Math.abs(east_min) / 60), Math.abs(east_min) % 60];
  return `${wall}${east_min < 0 ? "-" : "+"}${two(hours)}:${two(minutes)}`;
}

/** A random UUID; `randomUUID` is missing where the page is not served over https. */
/** @param {{randomUUID?: () => string, getRandomValues: (bytes: Uint8Array) => Uint8Array}} crypto @returns {string} */
export function makeId(crypto) {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40; // version 4
  bytes[8] = (bytes[8] & 0x3f) | 0x80; // variant of RFC 9562
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** @param {number} n */ const two = (n) => String(n).padStart(2, "0");
