// ending.js — what happens when a session is over: it is kept first, then sent, then asked about; and each is said.
import { makeId } from "../keeping/line.js";
import { helpFor } from "./felt.js";

const PATIENCE_MS = 3000; // our choice: longer nobody waits for the server when the session is safe on the device
const TODAY = "/today/";

/** @typedef {import("../keeping/line.js").SessionLine} SessionLine */
/** @typedef {Record<string, unknown> & {id: string}} Line */
/** @typedef {{reached: boolean, kept: number, refused: {id: string, why: string}[], left: number}} Synced */
/** @typedef {"sent"|"unsent"|"refused"} Stand */

/**
 * @param {object} needs
 * @param {{keep: (line: any) => Promise<boolean>, waiting: () => Promise<{line: Line, why: string|null}[]>}} needs.outbox
 * @param {() => Promise<Synced>} needs.sync
 * @param {ReturnType<typeof import("./asking.js").makeAsking>} needs.asking
 * @param {Record<"after"|"notice"|"hurt"|"help"|"stay"|"again"|"today", HTMLElement>} needs.places of train/asking.html
 * @param {(key: string, values?: Record<string, string>) => string} needs.word
 * @param {(address: string) => void} needs.go
 * @param {(ms: number) => Promise<void>} needs.wait
 * @param {Crypto} needs.crypto for a new line's id
 */
export function makeEnding({ outbox, sync, asking, places, word, go, wait, crypto }) {
  /** @type {Map<string, Line>} */ const lines = new Map(); // of this session
  let safe = false; // on the disk of this device
  /** @type {Stand} */ let stand = "unsent";
  let sending = Promise.resolve();
  let onward = leave;

  /** @param {...string} texts */
  const say = (...texts) => (places.notice.textContent = texts.filter(Boolean).join(" "));

  /** @param {...Line} told */
  async function keep(...told) {
    for (const line of told) lines.set(line.id, line);
    safe = (await Promise.all(told.map((line) => outbox.keep(line)))).every(Boolean);
    stand = "unsent";
    say(word(safe ? "kept_sending" : "unkept_sending"));
    sending = sending.then(send);
  }

  async function send() {
    await sync().catch(() => null); // the outbox knows better than we what has arrived
    const left = (await outbox.waiting()).filter((each) => lines.has(each.line.id));
    const why = left.find((each) => each.why)?.why;
    stand = why ? "refused" : left.length > 0 ? "unsent" : "sent";
    if (why) say(word("refused", { why }), word(safe ? "stays" : "unkept"));
    else if (stand === "sent") say(word("kept_sent"));
    else say(word(safe ? "kept" : "unkept"));
  }

  /** Waits for the server: a little where the session is safe, else until it is known. */
  const settle = () => (safe ? Promise.race([sending, wait(PATIENCE_MS)]) : sending);
  const mayLeave = () => stand === "sent" || (safe && stand !== "refused");

  /** @param {{home: boolean}} ways */
  function showWays({ home }) {
    places.again.hidden = stand === "refused" && safe; // it would be refused again; but it must not be lost
    places.today.hidden = !home;
  }

  async function leave() {
    places.notice.focus(); // the questions are gone, and with them the place of the focus
    await settle();
    if (mayLeave()) return go(TODAY);
    showWays({ home: safe });
    open(places.stay);
  }

  async function again() {
    places.stay.hidden = true;
    await keep(...lines.values());
    await onward();
  }

  /** A word that stands, whether or not the session could be kept. @param {HTMLElement} place */
  async function stopAt(place) {
    open(place);
    await settle();
    if (mayLeave()) return;
    showWays({ home: false }); // the word has its own way there
    places.stay.hidden = false;
  }

  /** The word of the guide that helps after these answers. @param {Awaited<ReturnType<typeof asking.ask>>} told */
  function helpAfter(told) {
    const kind = told && "felt" in told ? helpFor(told) : null; // left for later is left for later
    return kind ? /** @type {HTMLElement|null} */ (places.help.querySelector(`[data-help="${kind}"]`)) : null;
  }

  /** @param {SessionLine} line @param {Awaited<ReturnType<typeof asking.ask>>} told @returns {Line[]} */
  function linesOf(line, told) {
    if (!told) return [];
    if ("felt" in told) return [{ ...line, ...told }];
    const { format, at, source } = line;
    return [{ format, id: makeId(crypto), kind: "check", at, source, signs: told.hurts }];
  }

  /** Today is only right once the server has heard of the pain. @param {Event} event */
  async function toToday(event) {
    const link = /** @type {Element} */ (event.target).closest("a");
    if (link?.getAttribute("href") !== TODAY || !safe || stand !== "unsent") return;
    event.preventDefault();
    await settle();
    go(TODAY);
  }

  /** Asks how it felt, and keeps it. @param {SessionLine} line */
  async function hear(line) {
    const told = await asking.ask(line);
    const help = helpAfter(told);
    if (help) onward = () => stopAt(help);
    const lines = linesOf(line, told);
    if (lines.length > 0) await keep(...lines);
  }

  places.again.addEventListener("click", again);
  for (const place of [places.hurt, places.help]) place.addEventListener("click", toToday);

  return {
    /** @param {SessionLine} line @returns {Promise<void>} */
    async end(line) {
      places.after.hidden = false;
      await keep(line);
      if (line.ended === "pain") onward = () => stopAt(places.hurt);
      else await hear(line);
      await onward();
    },
  };
}

/** @param {HTMLElement} place its heading is where the focus goes */
function open(place) {
  place.hidden = false;
  place.querySelector("h1")?.focus();
}
