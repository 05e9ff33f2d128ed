// moments.js — a squeeze before a movement of the day, told with one tap: the page stays, and it works without a network.
import { makeId, momentLine } from "../keeping/line.js";
import { makeOutbox, tellPages } from "../keeping/outbox.js";
import { sync } from "../keeping/sync.js";

const SLIP_MS = 1000; // our choice: so soon after, a tap on the same word tells of the same squeeze

const form = /** @type {HTMLFormElement|null} */ (document.getElementById("moments"));
if (form) listen(form);

/** @param {HTMLFormElement} form */
function listen(form) {
  const owner = document.body.dataset.owner ?? "";
  const outbox = makeOutbox({ indexedDB: () => window.indexedDB, owner, tell: () => {} }); // it is sent at once: nothing to announce
  const shown = makeShown(form);
  const isSlip = makeSlip();
  /** @type {Promise<unknown>} */ let working = earlier(outbox, form.dataset.on ?? "").then(shown.add);

  form.addEventListener("submit", (event) => {
    const button = /** @type {HTMLButtonElement|null} */ (event.submitter);
    if (!button) return;
    event.preventDefault();
    if (isSlip(button.value, event.timeStamp)) return;
    const work = button.name === "back" ? () => takeBack(button.value) : () => keep(button.value);
    working = working.then(work, work); // one after the other, so that what is taken back has been kept
  });

  /** @param {string} movement */
  async function keep(movement) {
    const line = momentLine({ id: makeId(window.crypto), at: new Date(), movement });
    await outbox.keep(line);
    shown.kept(line.id);
    const outcome = await sync({ outbox, fetch: window.fetch.bind(window), address: document.getElementById("offline")?.dataset.sync ?? "" });
    if (outcome.left > 0) tellPages();
  }

  /** @param {string} id */
  async function takeBack(id) {
    const gone = (await outbox.drop(id)) || (await forget(form, id));
    tellPages();
    if (gone) shown.back();
    else shown.failed();
  }
}

/** Whether a tap is the last one over again: a finger that trembles, or an impatient one. */
function makeSlip() {
  let last = { value: "", at_ms: -Infinity };
  return (/** @type {string} */ value, /** @type {number} */ at_ms) => {
    const again = value === last.value && at_ms - last.at_ms < SLIP_MS;
    if (!again) last = { value, at_ms };
    return again;
  };
}

/** What was told here this week and has not been sent. @param {Pick<ReturnType<typeof makeOutbox>, "waiting">} outbox @param {string} on */
async function earlier(outbox, on) {
  const monday = new Date(`${on}T12:00:00Z`);
  monday.setUTCDate(monday.getUTCDate() - ((monday.getUTCDay() + 6) % 7));
  const first = monday.toISOString().slice(0, 10);
  return (await outbox.waiting()).filter(({ line }) => line.kind === "moment" && line.at.slice(0, 10) >= first).length;
}

/** The server has it already, and forgets it. @param {HTMLFormElement} form @param {string} id @returns {Promise<boolean>} */
async function forget(form, id) {
  const told = new FormData(form);
  told.set("back", id);
  const answer = await fetch(form.action, { method: "POST", body: told, credentials: "same-origin", redirect: "manual" }).catch(() => null);
  return answer?.type === "opaqueredirect";
}

/** What the page says, and whether a slip may be taken back. @param {HTMLFormElement} form */
function makeShown(form) {
  const said = /** @type {HTMLElement} */ (form.querySelector("[role=status]"));
  const undo = /** @type {HTMLButtonElement} */ (form.querySelector("[name=back]"));
  let count = Number(form.dataset.count);
  const times = () => (count === 0 ? "" : ((count === 1 ? form.dataset.one : form.dataset.many) ?? "").replace("{count}", String(count)));
  const say = (/** @type {string} */ word) => (said.textContent = `${form.dataset[word] ?? ""} ${times()}`.trim());

  return {
    /** @param {number} more */
    add(more) {
      count += more;
      if (more > 0) said.textContent = times();
    },
    /** @param {string} id */
    kept(id) {
      count += 1;
      undo.value = id;
      undo.hidden = false;
      say("kept");
    },
    back() {
      count -= 1;
      hideUndo();
      say("back");
    },
    failed: () => say("failed"),
  };

  /** The keyboard does not fall off the page with the button it was on. */
  function hideUndo() {
    if (document.activeElement === undo) /** @type {HTMLElement} */ (form.querySelector("[name=movement]")).focus();
    undo.hidden = true;
  }
}
