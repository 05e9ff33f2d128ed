// wake.js — keeps the screen lit while a session runs and is looked at, where the browser can.

/** @param {{wakeLock: WakeLock|undefined, isVisible: () => boolean, tell?: (lit: boolean) => void}} needs `tell`: whether the screen stays lit */
export function makeWake({ wakeLock, isVisible, tell = () => {} }) {
  let wanted = false;
  let asking = false;
  /** @type {WakeLockSentinel|null} */ let lock = null;

  async function keep() {
    if (!wanted || asking || !isVisible() || (lock && !lock.released)) return;
    asking = true;
    lock = (await wakeLock?.request("screen").catch(() => null)) ?? null; // refused on low battery: the sound goes on all the same
    asking = false;
    tell(Boolean(lock));
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
