// visit.js — on every page: puts the worker in its place, sends what waits, and says plainly what is not sent yet.
import { localTime } from "../keeping/line.js";
import { makeOutbox } from "../keeping/outbox.js";
import { lockOf, ready, sync } from "../keeping/sync.js";
import { heal } from "../reminders/subscribing.js";
import { askWhere } from "../reminders/where.js";

const TAG = "knipa-lines";
const bar = document.getElementById("offline");
if (bar) visit(bar);

/** @param {HTMLElement} bar */
async function visit(bar) {
  const outbox = makeOutbox({ indexedDB: () => window.indexedDB, owner: document.body.dataset.owner ?? "" });
  const waits = makeWaiting(bar);
  const send = async () => {
    waits.busy(true);
    const outcome = await sync({ outbox, fetch: window.fetch.bind(window), address: bar.dataset.sync ?? "" });
    waits.busy(false);
    const all = outcome.left === outcome.refused.length;
    if (outcome.kept > 0 && all && location.pathname === "/today/") location.reload(); // so that it is counted on the page
    else waits.show(await ready(outbox));
  };
  waits.onsend(send);
  listen(async () => {
    const waiting = await ready(outbox);
    waits.show(waiting);
    if (waiting.length > 0) stay();
  });
  whenLoaded(() => watch(bar).then(() => mend(outbox, bar)).catch(console.info)); // reminders go by other ways, too
  askWhere(outbox).catch(console.info);
  await outbox.adopt(() => window.localStorage, bar.dataset.called);
  const waiting = await ready(outbox);
  waits.show(waiting);
  window.addEventListener("online", send);
  for (const { line } of (await outbox.waiting()).filter(({ draft }) => draft)) whenOver(line.id, send);
  if (waiting.length > 0) await send();
}

/** A session that was left a moment ago may still be held by the page that had it. @param {string} id @param {() => void} then */
function whenOver(id, then) {
  navigator.locks?.request(lockOf(id), { mode: "shared" }, () => {}).then(then);
}

/** The part of the bar that tells what waits. @param {HTMLElement} bar */
function makeWaiting(bar) {
  const part = /** @type {HTMLElement} */ (bar.querySelector("#offline_waiting"));
  const [said, list, button] = /** @type {[HTMLElement, HTMLElement, HTMLButtonElement]} */ ([...part.children]);
  const word = (/** @type {string} */ name, /** @type {Record<string, string>} */ values) =>
    (bar.dataset[name] ?? "").replace(/\{(\w+)\}/g, (/** @type {string} */ _, /** @type {string} */ key) => values[key] ?? "");
  const when = (/** @type {string} */ at) =>
    new Date(at).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });

  return {
    /** @param {import("../keeping/outbox.js").Waiting[]} waiting */
    show(waiting) {
      const sessions = waiting.filter(({ line }) => line.kind === "session").length;
      const name = sessions === 0 ? "answers" : sessions === 1 ? "one" : "many";
      if (waiting.length > 0) said.textContent = word(name, { count: String(sessions) });
      list.replaceChildren(...waiting.filter(({ why }) => why !== null).map(({ line, why }) => {
        const item = document.createElement("li");
        item.textContent = word("refused", { when: when(line.at), why: why ?? "" });
        return item;
      }));
      open(bar, part, waiting.length > 0);
    },
    /** @param {boolean} is */
    busy: (is) => (button.disabled = is),
    /** @param {() => void} send */
    onsend: (send) => (button.onclick = send),
  };
}

/** Shows a part of the bar, and the bar where any part is shown. @param {HTMLElement} bar @param {HTMLElement} part @param {boolean} shown */
function open(bar, part, shown) {
  part.hidden = !shown;
  bar.hidden = [...bar.children].every((each) => /** @type {HTMLElement} */ (each).hidden);
}

/** Hears whenever what waits has changed, on this page, in another tab or in the worker. @param {() => void} changed */
function listen(changed) {
  if (typeof BroadcastChannel === "undefined") return;
  new BroadcastChannel("knipa.outbox").onmessage = changed;
}

/** Asks the browser to keep our storage and, where it can, to wake the worker when there is a network. */
async function stay() {
  navigator.storage?.persist?.().catch(() => {});
  const registration = /** @type {any} */ (await navigator.serviceWorker?.getRegistration());
  registration?.sync?.register(TAG).catch(() => {});
}

/**
 * What was switched on here and has gone since is switched on again.
 * @param {ReturnType<typeof makeOutbox>} box @param {HTMLElement} bar
 */
async function mend(box, bar) {
  if (!("PushManager" in window) || Notification.permission !== "granted") return;
  const registration = await navigator.serviceWorker?.getRegistration();
  const today = localTime(new Date()).slice(0, 10);
  if (registration?.active) await heal({ registration, fetch: window.fetch.bind(window), box, address: bar.dataset.push ?? "", today });
}

/** @param {() => void} then */
function whenLoaded(then) {
  if (document.readyState === "complete") then();
  else window.addEventListener("load", then, { once: true }); // the page comes first
}

/** Registers the worker, and says when a newer one waits. @param {HTMLElement} bar */
async function watch(bar) {
  if (!navigator.serviceWorker) return; // not over https: everything works, only not without a network
  const part = /** @type {HTMLElement} */ (bar.querySelector("#offline_newer"));
  const offer = (/** @type {ServiceWorker|null} */ newer) => {
    if (!newer || !navigator.serviceWorker.controller) return; // the first one is no news
    /** @type {HTMLButtonElement} */ (part.querySelector("button")).onclick = () => {
      navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
      newer.postMessage("renew");
    };
    open(bar, part, true);
  };
  const session = document.getElementById("player") && !(await navigator.serviceWorker.getRegistration());
  if (session) return; // a session shares the network with nobody: the next page brings the worker
  try {
    const registration = await navigator.serviceWorker.register(bar.dataset.worker ?? "");
    offer(registration.waiting);
    registration.addEventListener("updatefound", () => {
      const newer = registration.installing;
      newer?.addEventListener("statechange", () => newer.state === "installed" && offer(newer));
    });
  } catch (error) {
    console.info(error); // blocked in this browser: everything works, only not without a network
  }
}
