// leave.js — signs this phone out: what waits is sent first, and only a button that says so gives it up.
import { makeOutbox } from "../keeping/outbox.js";
import { sync } from "../keeping/sync.js";

const form = document.querySelector("form#leave");
const bar = document.getElementById("offline");
if (form instanceof HTMLFormElement && bar) wire(form, bar);

/** @param {HTMLFormElement} form @param {HTMLElement} bar knows how to say what waits */
function wire(form, bar) {
  const outbox = makeOutbox({ indexedDB: () => window.indexedDB, owner: document.body.dataset.owner ?? "" });
  const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (document.getElementById(`leave_${name}`));

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const gives_up = /** @type {HTMLButtonElement|null} */ (event.submitter)?.value === "lose";
    for (const button of form.querySelectorAll("button")) button.disabled = true;
    await (gives_up ? leave() : sendAndLeave());
    for (const button of form.querySelectorAll("button")) button.disabled = false;
  });

  async function sendAndLeave() {
    await sync({ outbox, fetch: window.fetch.bind(window), address: bar.dataset.sync ?? "" });
    const waiting = await outbox.waiting();
    if (waiting.length === 0) return leave();
    const sessions = waiting.filter(({ line }) => line.kind === "session").length;
    const told = bar.dataset[sessions === 0 ? "answers" : sessions === 1 ? "one" : "many"] ?? "";
    part("waits").textContent = told.replace("{count}", String(sessions));
    show("unsent");
  }

  /** First the server lets go of this phone, then the phone of everything; the other way round half would be left. */
  async function leave() {
    const body = new URLSearchParams(/** @type {any} */ (new FormData(form)));
    body.set("away", "this");
    const answer = await fetch(form.action, { method: "POST", body, redirect: "manual" }).catch(() => null);
    if (answer?.type !== "opaqueredirect") return show("failed");
    await outbox.empty();
    await empty().catch(() => {}); // the worker does the same as soon as it is answered as a stranger
    location.replace(form.dataset.then ?? "/");
  }

  /** @param {string} name */
  function show(name) {
    for (const each of ["unsent", "failed"]) part(each).hidden = each !== name;
    part(name).focus();
  }
}

/** The way by which the worker is woken, and the files and pages that it has kept. */
async function empty() {
  const registration = await navigator.serviceWorker?.getRegistration();
  await (await registration?.pushManager?.getSubscription())?.unsubscribe().catch(() => {}); // what is on its way finds nobody
  for (const name of (await window.caches?.keys()) ?? []) if (name.startsWith("knipa-")) await caches.delete(name);
}
