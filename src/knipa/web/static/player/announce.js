// announce.js — tells a screen reader the milestones: an exercise begins, half-way, done. Never seconds.

/** @typedef {import("./sheet.js").Cue} Cue */
/** @typedef {import("./timeline.js").Moment} Moment */

/** @param {{place: {textContent: string|null}, word: (key: string) => string}} needs `place`: a live region */
export function makeAnnouncer({ place, word }) {
  let last = -1;
  let half = false;
  /** @param {...string} texts */
  const say = (...texts) => (place.textContent = texts.filter(Boolean).map(sentence).join(" "));

  return {
    say,
    /** @param {readonly Cue[]} cues @param {Moment} at */
    mark(cues, at) {
      const crossed = !half && at.t_ms * 2 >= expectedEnd(cues);
      const news = at.index !== last && (at.cue.action === "get_ready" || at.open || at.over);
      const hint = at.open ? word("open_hint") : "";
      last = at.index;
      if (crossed) half = true;
      if (news) say(crossed && !at.over ? word("half") : "", at.cue.say, hint);
      else if (crossed) say(word("half"));
    },
  };
}

/** When the session ends if an open hold lasts as long as today's aim; its ceiling would put half-way far too late. */
/** @param {readonly Cue[]} cues */
function expectedEnd(cues) {
  let spared_ms = 0;
  cues.forEach((cue, i) => {
    if (!cue.target_ms) return;
    const over_ms = Math.max(cue.for_ms - cue.target_ms, 0);
    const rest = cues[i + 1];
    spared_ms += over_ms + Math.min(over_ms, Math.max(rest.for_ms - (rest.rest_min_ms ?? 0), 0));
  });
  return cues[cues.length - 1].at_ms - spared_ms;
}

/** A full stop where there is none, so that two texts are not read as one. @param {string} text */
const sentence = (text) => (/[.!?…]$/.test(text) ? text : `${text}.`);
