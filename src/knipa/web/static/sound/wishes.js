// wishes.js — how a person wants to hear and feel a session: kept on this device, each switched and tried with one tap.

/** @typedef {{tones: boolean, pulse: boolean, voice: boolean, touch: boolean, silent: boolean, beside: boolean, volume: "low"|"middle"|"high"}} Wishes */
/** @typedef {"voice"|"touch"|"beside"} Able what a device may lack */
/** What makes another sound of the same cues. @param {Wishes} wishes */
export const variantOf = ({ tones, pulse, volume }) => [tones, pulse, volume].join();

const NAME = "sound"; // under which they are remembered
/** @type {Wishes} */
export const USUAL = { tones: true, pulse: true, voice: false, touch: true, silent: false, beside: false, volume: "middle" };
export const LOUDNESS = { low: 0.25, middle: 0.6, high: 1 }; // our choice; the device's own buttons do the rest

/** What was kept, where it is still understood; the usual else. @param {unknown} kept @returns {Wishes} */
export function readWishes(kept) {
  const told = /** @type {Record<string, unknown>} */ (typeof kept === "object" && kept ? kept : {});
  const known = Object.entries(USUAL).map(([name, usual]) => [name, typeof told[name] === typeof usual ? told[name] : usual]);
  const wishes = Object.fromEntries(known);
  return Object.freeze({ ...wishes, volume: wishes.volume in LOUDNESS ? wishes.volume : USUAL.volume });
}

/**
 * @param {object} needs
 * @param {HTMLElement} needs.root holds an input for each wish, named like it, and buttons `data-try`
 * @param {{recall: (name: string) => Promise<unknown>, remember: (name: string, value: unknown) => Promise<unknown>}} needs.shelf
 * @param {Record<Able, () => boolean>} needs.able
 * @param {Record<string, () => void>} needs.tries
 * @param {(wishes: Wishes) => void} needs.changed
 */
export function wireWishes({ root, shelf, able, tries, changed }) {
  let kept = readWishes(null);
  /** @type {Partial<Wishes>} */ let lent = {}; // for this once
  const now = () => Object.freeze({ ...kept, ...lent });
  const inputs = () => /** @type {NodeListOf<HTMLInputElement>} */ (root.querySelectorAll("input[name]"));
  const value = (/** @type {HTMLInputElement} */ input) => (input.type === "radio" ? input.value : input.checked);

  function show() {
    for (const input of inputs()) {
      const wish = now()[/** @type {keyof Wishes} */ (input.name)];
      input.checked = input.type === "radio" ? wish === input.value : Boolean(wish);
    }
    for (const [name, is] of Object.entries(able)) {
      const place = root.querySelector(`[data-needs="${name}"]`);
      if (place instanceof HTMLElement) place.hidden = !is();
      const missing = root.querySelector(`[data-without="${name}"]`);
      if (missing instanceof HTMLElement) missing.hidden = is();
    }
  }

  function tell() {
    show();
    changed(now());
  }

  root.addEventListener("change", ({ target }) => {
    const input = /** @type {HTMLInputElement} */ (target);
    const { [/** @type {keyof Wishes} */ (input.name)]: _, ...others } = lent;
    [kept, lent] = [readWishes({ ...kept, [input.name]: value(input) }), others];
    tell();
    shelf.remember(NAME, kept);
  });
  for (const button of root.querySelectorAll("[data-try]")) {
    button.addEventListener("click", () => tries[button.getAttribute("data-try") ?? ""]?.());
  }
  show();
  shelf.recall(NAME).then((known) => {
    if (!known) return;
    kept = readWishes(known);
    tell();
  });

  return {
    now,
    show,
    /** For this once, without being remembered. @param {Partial<Wishes>} some */
    lend(some) {
      lent = { ...lent, ...some };
      tell();
    },
  };
}
