// notice.js — says plainly what is missing on this device, each thing once, for as long as it is missing.

/** @param {{place: {textContent: string|null}, word: (key: string) => string}} needs `place`: a live region */
export function makeNotice({ place, word }) {
  /** @type {Set<string>} */ const keys = new Set();
  const show = () => (place.textContent = [...keys].map((key) => word(key)).join(" "));
  return {
    /** @param {string} key */
    say(key) {
      if (!keys.has(key)) {
        keys.add(key);
        show();
      }
    },
    /** @param {string} key */
    drop(key) {
      if (keys.delete(key)) show();
    },
  };
}
