// controls.js — the buttons, the space key, and the whole screen that lets go of an open hold.

const DOUBLE_TAP_MS = 1000; // our choice: a second tap just after letting go is no wish to pause
const TOGGLE_WORDS = { ready: "start", starting: "start", running: "pause", paused: "resume", over: "again" };

/** @typedef {"toggle"|"pause"|"let_go"|"regrip"|"ease"|"stop"|"hurts"|"mute"|"back"|"skip"|"save"} Wish */

/**
 * @param {object} needs
 * @param {HTMLElement} needs.root the player; the buttons carry their wish as `data-do`, and those not there are not missed
 * @param {Record<Wish, () => void>} needs.wishes
 * @param {() => boolean} needs.isOpen
 * @param {(key: string) => string} needs.word
 * @param {() => number} needs.now_ms
 * @param {boolean} needs.again whether one may begin once more when it is over
 */
export function wireControls({ root, wishes, isOpen, word, now_ms, again }) {
  const buttons = new Map([...document.querySelectorAll("button[data-do]")].map((each) => [each.getAttribute("data-do"), each]));
  const button = (/** @type {string} */ wish) => /** @type {HTMLButtonElement|undefined} */ (buttons.get(wish));
  let let_go_ms = -Infinity; // when the last open hold ended, however it did
  let was_open = false;

  /** @param {Wish} wish */
  const wishFor = (wish) => {
    const too_late = now_ms() - let_go_ms < DOUBLE_TAP_MS;
    if (["toggle", "pause"].includes(wish) && too_late) return;
    wishes[wish]();
  };
  for (const wish of /** @type {Wish[]} */ (Object.keys(wishes))) {
    button(wish)?.addEventListener("click", () => wishFor(wish));
  }
  document.addEventListener("click", (event) => {
    const elsewhere = event.target instanceof Element && event.target.closest("button, a, input, select, textarea, summary, label");
    if (!elsewhere && isOpen()) wishFor("let_go"); // the whole screen lets go
  });

  /** Space belongs to a focused button, Start/Pause and Let go excepted. @param {KeyboardEvent} event */
  const isOurs = (event) => {
    const holder = event.target instanceof Element ? event.target.closest("button, a, input, select, textarea, summary") : null;
    return event.key === " " && root.dataset.state !== "over" && (!holder || holder === button("toggle") || holder === button("let_go"));
  };
  document.addEventListener("keydown", (event) => {
    if (!isOurs(event)) return;
    event.preventDefault();
    if (event.repeat) return;
    wishFor(isOpen() ? "let_go" : "toggle");
  });
  document.addEventListener("keyup", (event) => isOurs(event) && event.preventDefault()); // or the button is pressed as well

  return {
    /** As if its button had been pressed, by the lock screen or a headset. @param {Wish} wish */
    wish: wishFor,
    /** @param {{state: keyof typeof TOGGLE_WORDS, open: boolean, muted: boolean, eases: boolean}} now */
    show({ state, open, muted, eases }) {
      root.dataset.state = state;
      root.dataset.muted = String(muted);
      root.classList.toggle("player-open", open);
      if (was_open && !open) let_go_ms = now_ms();
      if (was_open !== open) cover(root, open);
      was_open = open;
      label(button("toggle"), word(TOGGLE_WORDS[state]));
      label(button("mute"), word(muted ? "unmute" : "mute"));
      label(button("pause"), word("pause"));
      const begun = state === "running" || state === "paused";
      const had_focus = document.activeElement;
      for (const wish of ["let_go", "regrip", "pause"]) hide(button(wish), !open);
      hide(button("stop"), !begun);
      for (const wish of ["back", "skip"]) hide(button(wish), state !== "running");
      hide(button("ease"), state !== "running" || !eases);
      hide(button("toggle"), open || (state === "over" && !again)); // an open hold has Let go in its place
      for (const wish of ["hurts", "mute"]) hide(button(wish), state === "over");
      if (had_focus instanceof HTMLElement && had_focus.hidden) button(open ? "let_go" : "toggle")?.focus();
    },
  };
}

/** What lies behind the whole screen cannot be reached. @param {HTMLElement} root @param {boolean} covered */
function cover(root, covered) {
  for (let inner = /** @type {Element} */ (root); inner !== document.body && inner.parentElement; inner = inner.parentElement) {
    for (const other of inner.parentElement.children) {
      if (other instanceof HTMLElement && other !== inner && other.role !== "status") other.inert = covered;
    }
  }
}

/** Beside the symbol, where there is one. @param {HTMLElement|undefined} element @param {string} text */
function label(element, text) {
  const place = element?.querySelector("span") ?? element;
  if (place && place.textContent !== text) place.textContent = text;
}

/** @param {HTMLElement|undefined} element @param {boolean} hidden */
function hide(element, hidden) {
  if (element && element.hidden !== hidden) element.hidden = hidden;
}
