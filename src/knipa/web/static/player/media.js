// media.js — the lock screen and the headset: a neutral title, and buttons that do what the page's do.

/** @typedef {"toggle"|"let_go"|"stop"|"back"|"skip"} MediaWish */

/**
 * @param {object} needs
 * @param {MediaSession|undefined} needs.media
 * @param {(new (told: MediaMetadataInit) => MediaMetadata)|undefined} needs.Metadata
 * @param {string} needs.title neutral: others see it
 * @param {string} needs.icon
 * @param {() => boolean} needs.isOpen
 * @param {() => string} needs.state
 * @param {Record<MediaWish, () => void>} needs.wishes
 */
export function wireMedia({ media, Metadata, title, icon, isOpen, state, wishes }) {
  if (!media) return { show() {} };
  /** @type {Partial<Record<MediaSessionAction, () => void>>} */
  const does = {
    play: () => (isOpen() ? wishes.let_go() : state() !== "running" && wishes.toggle()),
    pause: () => (isOpen() ? wishes.let_go() : state() === "running" && wishes.toggle()), // in an open hold it lets go
    stop: wishes.stop,
    previoustrack: wishes.back,
    nexttrack: wishes.skip,
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
