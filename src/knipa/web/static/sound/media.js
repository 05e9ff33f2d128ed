// media.js — the lock screen and the headset: a neutral title, and buttons that do what the page's do.

/** @typedef {"toggle"|"pause"|"let_go"|"stop"|"back"|"skip"} MediaWish */

/**
 * @param {object} needs
 * @param {MediaSession|undefined} needs.media
 * @param {(new (told: MediaMetadataInit) => MediaMetadata)|undefined} needs.Metadata
 * @param {string} needs.title neutral: others see it
 * @param {string} needs.icon
 * @param {() => boolean} needs.isOpen
 * @param {() => string} needs.state
 * @param {(wish: MediaWish) => void} needs.wish
 */
export function wireMedia({ media, Metadata, title, icon, isOpen, state, wish }) {
  if (!media) return { show() {} };
  /** @type {Partial<Record<MediaSessionAction, () => void>>} */
  const does = {
    play: () => (isOpen() ? wish("let_go") : state() === "paused" && wish("toggle")),
    pause: () => (isOpen() ? wish("let_go") : state() === "running" && wish("pause")), // in an open hold it lets go
    stop: () => wish("stop"),
    previoustrack: () => wish("back"),
    nexttrack: () => wish("skip"),
    seekbackward: () => wish("back"),
    seekforward: () => wish("skip"),
    seekto: () => {}, // what was only sought is not trained
  };
  for (const [action, call] of Object.entries(does)) {
    try {
      media.setActionHandler(/** @type {MediaSessionAction} */ (action), call);
    } catch {
      // a browser may not know an action; the others work
    }
  }
  if (Metadata) media.metadata = new Metadata({ title, artwork: icon ? [{ src: icon, sizes: "512x512", type: "image/png" }] : [] });
  return {
    /** @param {string} now */
    show: (now) => (media.playbackState = now === "running" ? "playing" : now === "paused" ? "paused" : "none"),
  };
}
