// within.js — waits for an answer so long and no longer; what comes later is as good as none.

/**
 * Rejects with a `LateError` after the limit.
 * @template T @param {number} limit_ms @param {Promise<T>} work @returns {Promise<T>}
 */
export function within(limit_ms, work) {
  return new Promise((resolve, reject) => {
    const late = Object.assign(new Error(`no answer within ${limit_ms} ms`), { name: "LateError" });
    const limit = setTimeout(() => reject(late), limit_ms);
    work.then(resolve, reject).finally(() => clearTimeout(limit));
  });
}
