// wake.js — keeps the screen lit while a session runs and is looked at, where the browser can.

/** @param {{wakeLock: WakeLock|undefined, isVisible: () => boolean, lost?: () => void}} needs `lost`: the screen may go dark */
export function makeWake({ wakeLock, isVisible, lost = () => {} }) {
  let wanted = false;
  /** @type {WakeLockSentinel|null} */ let lock = null;

  async function keep() {
    if (!wanted || !isVisible() || (lock && !lock.released)) return;
    lock = (await wakeLock?.request("screen").catch(() => null)) ?? null; // refused on low battery: the sound goes on all the same
    if (!lock) lost();
    if (!wanted) await lock?.release();
  }

  return {
    /** Call it when the page is shown again, too: a hidden page loses its lock. @param {boolean} [on] */
    async lit(on = wanted) {
      wanted = on;
      if (on) return keep();
      await lock?.release();
      lock = null;
    },
  };
}
