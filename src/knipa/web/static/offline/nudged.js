// nudged.js — the worker's part in reminders: shows what is pushed, does what is tapped, and subscribes anew where it must.
import { within } from "../keeping/within.js";
import { subscribeAnew } from "../reminders/subscribing.js";
import { neutralIn, pathOf, shown } from "./nudge.js";

const LOOKING_MS = 1000; // our choice: so long it is looked up what is known here; a push must be shown soon
const IN_A_SESSION = "/train/"; // nobody is taken from there

/** @typedef {{language?: string, enough: boolean}} Known */
/**
 * @param {any} me the worker
 * @param {object} needs
 * @param {() => Promise<Known>} needs.known what this device knows of its person today
 * @param {ReturnType<typeof import("./taps.js").makeTaps>} needs.taps
 * @param {() => Promise<import("./taps.js").Box|null>} needs.box where it is kept to whom the browser is subscribed
 * @param {() => Promise<unknown>} needs.wait asks to be woken when there is a network
 * @param {() => Promise<unknown>} needs.refresh the pages that count
 */
export function listenForNudges(me, { known, taps, box, wait, refresh }) {
  me.addEventListener("push", (/** @type {any} */ event) => event.waitUntil(show(event.data)));
  me.addEventListener("notificationclick", (/** @type {any} */ event) => {
    event.notification.close();
    event.waitUntil(tapped(event.action, event.notification.data));
  });
  me.addEventListener("pushsubscriptionchange", (/** @type {any} */ event) => event.waitUntil(renew()));

  /** @param {{json: () => unknown}|null} data */
  async function show(data) {
    const { language, enough } = await within(LOOKING_MS, known()).catch(() => ({ language: undefined, enough: false }));
    const { title, options } = shown(read(data), {
      neutral: neutralIn(me.KNIPA.neutral, [language, me.navigator?.language]),
      icon: me.KNIPA.icon, origin: me.location.origin, enough, most_actions: me.Notification?.maxActions || 2,
    });
    await me.registration.showNotification(title, options);
  }

  /** @param {string} action @param {import("./nudge.js").Kept|null} data */
  async function tapped(action, data) {
    const opens = pathOf(data?.opens, me.location.origin);
    if (!data?.key || (action !== "later" && action !== "done")) return open(opens);
    const { outcome, opens: instead } = await taps.tell(data.key, action);
    if (outcome === "look") return open(instead ?? opens);
    await (outcome === "kept" ? wait() : refresh());
  }

  /** A window that is there already comes to the front and goes there; else a new one. @param {string} path */
  async function open(path) {
    const windows = await me.clients.matchAll({ type: "window", includeUncontrolled: true });
    const training = windows.find((/** @type {any} */ each) => new URL(each.url).pathname === IN_A_SESSION);
    if (training) return training.focus();
    for (const each of windows) {
      try {
        const there = await (await each.focus()).navigate(path);
        if (there) return there;
      } catch {
        // another one, or a new one: a window that the worker has not in hand cannot be sent anywhere
      }
    }
    return me.clients.openWindow(path);
  }

  async function renew() {
    await subscribeAnew({ registration: me.registration, fetch: (...asked) => me.fetch(...asked), box: await box(), address: me.KNIPA.push });
  }
}

/** @param {{json: () => unknown}|null} data */
function read(data) {
  try {
    return data?.json();
  } catch {
    return undefined; // empty, broken or another's: it is shown all the same
  }
}
