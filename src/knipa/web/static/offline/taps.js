// taps.js — brings "later" and "done already" to the server, and keeps them here for as long as it cannot be reached.

/** @typedef {{key: string, what: string, at: string}} Tap */
/** @typedef {{status: number, told: Record<string, any>}} Answer */
/** @typedef {{recall: (name: string) => Promise<any>, remember: (name: string, value: unknown) => Promise<boolean>}} Box */
/** @typedef {"taken"|"kept"|"look"} Outcome `look`: the person is to see for themselves */

const KEPT = "taps";
const PATIENCE_MS = 4000; // our choice: a browser lets us open a page only so soon after a tap
const TRY_AGAIN = [408, 425, 429];
const NO_ROOM = "/today/?later=none"; // where today says that quiet hours come first
const MOST = 50; // of taps that wait; nobody taps more (our choice)

/**
 * @param {object} needs
 * @param {typeof fetch} needs.fetch
 * @param {string} needs.address of all nudges; the key and what was tapped follow
 * @param {() => Promise<{owner: string, box: Box}|null>} needs.place where taps are kept; null where nobody is known here
 * @param {() => string} needs.now
 */
export function makeTaps({ fetch, address, place, now }) {
  /** @type {Promise<unknown>} */ let turn = Promise.resolve(); // one after the other: each reads what the last has written

  /** @template T @param {() => Promise<T>} work @returns {Promise<T>} */
  function inTurn(work) {
    const next = turn.then(work, work);
    turn = next;
    return next;
  }

  /** @param {Tap} tap @param {string|undefined} owner @returns {Promise<Answer|null>} null where it was not reached */
  async function post(tap, owner) {
    try {
      const answer = await fetch(`${address}${tap.key}/${tap.what}`, {
        method: "POST", credentials: "same-origin", redirect: "error", signal: AbortSignal.timeout(PATIENCE_MS),
        headers: { "Content-Type": "application/json", ...(owner ? { "X-Knipa-Owner": owner } : {}) }, body: JSON.stringify({ at: tap.at }),
      });
      if (answer.status >= 500 || TRY_AGAIN.includes(answer.status)) return null;
      return { status: answer.status, told: answer.ok ? await answer.json() : {} }; // a hotel's page is none of our answers
    } catch {
      return null;
    }
  }

  /** @param {Tap} tap @param {Box} box */
  async function keep(tap, box) {
    const waiting = (await box.recall(KEPT)) ?? [];
    const others = waiting.filter((/** @type {Tap} */ each) => each.key !== tap.key || each.what !== tap.what);
    return others.length < MOST && (await box.remember(KEPT, [...others, tap]));
  }

  /** @param {Tap} tap @returns {Promise<{outcome: Outcome, opens?: string}>} */
  async function send(tap) {
    const here = await place().catch(() => null);
    const answer = await post(tap, here?.owner);
    if (answer === null) return { outcome: here && (await keep(tap, here.box).catch(() => false)) ? "kept" : "look" };
    if (answer.status !== 200) return { outcome: "look" };
    if (tap.what === "later") return answer.told.at ? { outcome: "taken" } : { outcome: "look", opens: NO_ROOM };
    return { outcome: answer.told.counted ? "taken" : "look" };
  }

  /** What has been answered goes; what the server could not be reached for stays. @returns {Promise<boolean>} whether it was reached */
  async function sendKept() {
    const here = await place().catch(() => null);
    const waiting = here ? ((await here.box.recall(KEPT)) ?? []) : [];
    for (let sent = 0; sent < waiting.length; sent += 1) {
      if ((await post(waiting[sent], here?.owner)) === null) return false;
      await here?.box.remember(KEPT, waiting.slice(sent + 1));
    }
    return true;
  }

  /** What is done already counts here as well, until the server has it. */
  async function lines() {
    const here = await place().catch(() => null);
    const waiting = /** @type {Tap[]} */ (here ? ((await here.box.recall(KEPT)) ?? []) : []);
    return waiting.filter(({ what }) => what === "done").map(({ key, at }) => ({ id: key, at, kind: "session", done: [{ reps: 1 }] }));
  }

  return {
    lines,
    /** @param {string} key @param {string} what `later` or `done` */
    tell: (key, what) => inTurn(() => send({ key, what, at: now() })),
    sendKept: () => inTurn(sendKept),
  };
}
