// touch.js — says by vibration what to do, where the device can; only while the page is seen, for vibration has no clock.

/** @typedef {import("../player/sheet.js").Cue} Cue */

/** On and off in milliseconds (our choice): a long one to squeeze, short ones to let go. @type {Record<string, number[]>} */
const PATTERNS = {
  get_ready: [40],
  squeeze: [250],
  move: [60, 60, 60],
  let_go: [80, 80, 80],
  breathe: [120],
  done: [250, 120, 250],
};

/** @param {{vibrate: ((pattern: number[]) => boolean)|undefined, isVisible: () => boolean}} needs */
export function makeTouch({ vibrate, isVisible }) {
  return {
    isThere: () => Boolean(vibrate),
    /** @param {Cue} cue */
    cue: (cue) => isVisible() && vibrate?.(PATTERNS[cue.action]),
  };
}
