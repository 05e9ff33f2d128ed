// zones.js — tells whether two time zones are the same for a person: by name, or because their clocks go together.

const MONTHS = 13; // our choice: so long ahead the clocks are compared, both ways of the year
const MONTH_MS = 30.44 * 86_400_000;

/** @param {string} one @param {string} other @param {number} now_ms @returns {boolean} also where one of them is none that is known here */
export function goTogether(one, other, now_ms) {
  try {
    const moments = Array.from({ length: MONTHS }, (_, month) => now_ms + month * MONTH_MS);
    return moments.every((at) => wall(one, at) === wall(other, at));
  } catch {
    return true;
  }
}

/** Tells whether the person is elsewhere than one of these. @param {string} here @param {string[]} zones @param {number} now_ms */
export const isElsewhere = (here, zones, now_ms) => zones.some((zone) => !goTogether(here, zone, now_ms));

/** New York, for America/New_York. @param {string} zone */
export const placeOf = (zone) => (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");

/** What a clock on the wall shows. @param {string} timeZone @param {number} at_ms */
function wall(timeZone, at_ms) {
  return new Intl.DateTimeFormat("en-GB", { timeZone, dateStyle: "short", timeStyle: "short" }).format(at_ms);
}
