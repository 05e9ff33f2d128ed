// drafts.js — keeps what has been done so far, so that a page that is closed, left or killed in the middle loses nothing.
import { lockOf } from "../keeping/sync.js";

/** @typedef {import("../keeping/line.js").SessionLine} SessionLine */

/**
 * @param {object} needs
 * @param {{keep: (line: any, as?: {draft?: boolean}) => Promise<boolean>}} needs.outbox
 * @param {LockManager|undefined} needs.locks by which others see that the session goes on
 * @param {string} needs.id of the session: the real end has the same, and takes the draft's place
 * @param {() => SessionLine} needs.line as it would be told now
 */
export function makeDrafts({ outbox, locks, id, line }) {
  /** @type {() => void} */ let letGo = () => {};
  const over = /** @type {Promise<void>} */ (new Promise((then) => (letGo = then)));
  let told = "[]";
  let ended = false;
  locks?.request(lockOf(id), () => over);

  return {
    /** Call it as often as you like: it keeps only what is new. */
    keep() {
      const now = line();
      const done = JSON.stringify(now.done);
      if (ended || done === told) return;
      told = done;
      outbox.keep(now, { draft: true });
    },
    /** The session is over; only when its line is kept may others send it. @param {SessionLine} last */
    async end(last) {
      ended = true;
      await outbox.keep(last);
      letGo();
    },
  };
}
