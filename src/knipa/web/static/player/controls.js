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
  const button = (/** @type {string} */ wish) =>
    /** @type {HTMLButtonElement|null} */ (document.querySelector(`button[data-do="${wish}"]`));
  let let_go_ms = -Infinity;

  /** @param {Wish} wish */
  const wishFor = (wish) => {
    if (wish === "toggle" && now_ms() - let_go_ms < DOUBLE_TAP_MS) return;
    if (wish === "let_go") let_go_ms = now_ms();
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
    return event.key === " " && (!holder || holder === button("toggle") || holder === button("let_go"));
  };
  document.addEventListener("keydown", (event) => {
    if (!isOurs(event)) return;
    event.preventDefault();
    if (event.repeat) return;
    wishFor(isOpen() ? "let_go" : "toggle");
  });
  document.addEventListener("keyup", (event) => isOurs(event) && event.preventDefault()); // or the button is pressed as well

  return {
    /** @param {{state: keyof typeof TOGGLE_WORDS, open: boolean, muted: boolean, eases: boolean}} now */
    show({ state, open, muted, eases }) {
      root.dataset.state = state;
      root.classList.toggle("player-open", open);
      label(button("toggle"), word(TOGGLE_WORDS[state]));
      label(button("mute"), word(muted ? "unmute" : "mute"));
      label(button("pause"), word("pause"));
      const begun = state === "running" || state === "paused";
      const had_focus = document.activeElement;
      for (const wish of ["let_go", "regrip", "pause"]) hide(button(wish), !open);
      for (const wish of ["stop", "back", "skip"]) hide(button(wish), !begun);
      hide(button("ease"), !begun || !eases);
      hide(button("toggle"), open || (state === "over" && !again)); // an open hold has Let go in its place
      for (const wish of ["hurts", "mute"]) hide(button(wish), state === "over");
      if (had_focus instanceof HTMLElement && had_focus.hidden) button(open ? "let_go" : "toggle")?.focus();
    },
  };
}

/** @param {HTMLElement|null} element @param {string} text */
function label(element, text) {
  if (element && element.textContent !== text) element.textContent = text;
}

/** @param {HTMLElement|null} element @param {boolean} hidden */
function hide(element, hidden) {
  if (element && element.hidden !== hidden) element.hidden = hidden;
}
