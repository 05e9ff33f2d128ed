// push.js — switches notifications on and off in this browser, when it is asked to and never before; says plainly what it cannot.
import { makeOutbox } from "../keeping/outbox.js";
import { within } from "../keeping/within.js";
import { isOn, subscribe, unsubscribe } from "./subscribing.js";

const PATIENCE_MS = 10_000; // our choice: the worker is put in its place once the page is there
const section = document.getElementById("push");
if (section) wire(section);

/** @param {HTMLElement} section */
async function wire(section) {
  const part = (/** @type {string} */ name) => /** @type {HTMLButtonElement} */ (section.querySelector(`#push-${name}`));
  const [on, off, said] = [part("on"), part("off"), part("said")];
  const key = section.dataset.key ?? "";
  const outbox = makeOutbox({ indexedDB: () => window.indexedDB, owner: document.body.dataset.owner ?? "" });
  /** @param {string} name of a sentence in the section @param {{on?: boolean, off?: boolean}} [buttons] which may be pressed */
  const say = (name, buttons = {}) => {
    said.textContent = section.dataset[name] ?? "";
    on.hidden = !buttons.on;
    off.hidden = !buttons.off;
    on.disabled = off.disabled = name === "moment";
    section.hidden = false;
  };

  if (!can()) return onHomeScreenOnly() ? say("home") : undefined;
  const needs = async () => ({
    registration: await within(PATIENCE_MS, navigator.serviceWorker.ready), fetch: window.fetch.bind(window), box: outbox,
    address: section.dataset.address ?? "", key,
  });
  on.addEventListener("click", switchOn);
  off.addEventListener("click", switchOff);
  await stands();

  async function stands() {
    if (Notification.permission === "denied") return say("blocked");
    const known = Notification.permission === "granted" && (await needs().then(isOn).catch(() => false));
    return known ? say("here", { off: true }) : say("", { on: true });
  }

  async function switchOn() {
    say("moment", { on: true });
    const permission = await Notification.requestPermission();
    if (permission !== "granted") return say(permission === "denied" ? "blocked" : "undecided", { on: permission !== "denied" });
    const outcome = await needs().then(subscribe).catch(() => "silent");
    if (outcome !== "on") return say(outcome, { on: true }), on.focus(); // pressed, it could not hold it
    say("here", { off: true });
    off.focus(); // the other button has gone
    again();
  }

  async function switchOff() {
    say("moment", { off: true });
    const is_off = await needs().then(unsubscribe).catch(() => false);
    if (!is_off) return say("unreached", { off: true }), off.focus();
    say("over", { on: true });
    on.focus();
    again();
  }

  /** The list of ways around it is to tell the same. */
  function again() {
    if (section.closest("#ways")) location.reload();
  }
}

function can() {
  return window.isSecureContext && "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
}

/** On an iPhone only what was put on the home screen may show notifications. */
function onHomeScreenOnly() {
  return window.isSecureContext && /** @type {any} */ (navigator).standalone === false;
}
