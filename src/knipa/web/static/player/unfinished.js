// unfinished.js — a session that is still going on is noted, but never sent: only when no page carries it on is it a line.
// A line that was sent early would be the event for good, and the whole session would come too late.

/** @typedef {import("./outbox.js").Line} Line */
/** @typedef {ReturnType<typeof import("./outbox.js").makeOutbox>} Outbox */

const NOTE = "unfinished";
const LOCK = "knipa.session"; // held by the page that carries a session; the browser lets go of it when the page dies
const LONGEST_MS = 2 * 3600_000; // our choice: without locks, a session noted so long ago goes on no more

/**
 * @param {object} needs
 * @param {Outbox} needs.outbox
 * @param {LockManager|undefined} needs.locks
 * @param {() => number} needs.now_ms
 */
export function makeUnfinished({ outbox, locks, now_ms }) {
  /** @type {() => void} */ let release = () => {};

  return {
    /** A session begins on this page. */
    begin() {
      const held = new Promise((end) => (release = () => end(undefined)));
      locks?.request(LOCK, { mode: "shared" }, () => held).catch(() => {}); // without it, time tells
    },
    /** What it would be if it ended now. @param {Line} line @returns {Promise<boolean>} whether it is safe on disk */
    note: (line) => outbox.remember(NOTE, { line, noted_ms: now_ms() }),
    /** It has come to its own end, and its line has been kept. */
    async end() {
      await outbox.remember(NOTE, null);
      release();
    },
    /** Keeps what a closed or killed page has left. @returns {Promise<boolean>} whether there was something */
    async settle() {
      const left = await outbox.recall(NOTE);
      if (!left?.line || (await goesOn(locks, now_ms() - left.noted_ms))) return false;
      const known = (await outbox.waiting()).some(({ line }) => line.id === left.line.id); // its own end came first
      if (known || (await outbox.keep(left.line))) await outbox.remember(NOTE, null);
      return !known;
    },
  };
}

/** @param {LockManager|undefined} locks @param {number} age_ms @returns {Promise<boolean>} */
async function goesOn(locks, age_ms) {
  if (!locks) return age_ms < LONGEST_MS;
  return locks.request(LOCK, { ifAvailable: true }, (lock) => lock === null).catch(() => age_ms < LONGEST_MS);
}
