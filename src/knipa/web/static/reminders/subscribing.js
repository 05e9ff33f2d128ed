// subscribing.js — asks the browser for an address at which it can be woken, and tells the server; the same on a page and in the worker.
import { within } from "../keeping/within.js";

/** @typedef {{recall: (name: string) => Promise<any>, remember: (name: string, value: unknown) => Promise<boolean>}} Box */
/** @typedef {{key: string, endpoint: string, looked: string|null}} Told what the server was told, and on which date it was asked whether that holds */
/** @typedef {{pushManager: PushManager}} Registration */
/** @typedef {{registration: Registration, fetch: typeof fetch, box: Box|null, address: string}} Needs */
/** @typedef {"on"|"silent"|"refused"|"unreached"} Outcome `silent`: the browser does not answer; `refused`: it, or the server, will not */

const TOLD = "push";
const PATIENCE_MS = 20_000; // our choice: subscribing may never be answered at all, where the push service cannot be reached
const SERVER_PATIENCE_MS = 15_000; // our choice
const BROKEN = 500;

/** @param {Needs & {key: string, patience_ms?: number}} needs @returns {Promise<Outcome>} */
export async function subscribe({ registration, fetch, box, address, key, patience_ms = PATIENCE_MS }) {
  try {
    const subscription = await within(patience_ms, ask(registration.pushManager, key));
    const answer = await post(fetch, address, plain(subscription));
    if (answer === null) return "unreached";
    if (answer.is !== "on") return "refused";
    await box?.remember(TOLD, { key, endpoint: subscription.endpoint, looked: null });
    return "on";
  } catch (error) {
    return /** @type {any} */ (error)?.name === "LateError" ? "silent" : "refused";
  }
}

/** Switched off here: the server first, so that nothing is sent to where nobody is. @param {Needs} needs @returns {Promise<boolean>} */
export async function unsubscribe({ registration, fetch, box, address }) {
  const subscription = await registration.pushManager.getSubscription();
  const endpoint = subscription?.endpoint ?? (await box?.recall(TOLD))?.endpoint;
  if (endpoint && (await post(fetch, `${address}/away`, { endpoint })) === null) return false;
  await subscription?.unsubscribe().catch(() => {});
  await box?.remember(TOLD, null);
  return true;
}

/** Whether this browser is reminded, as far as it is known here. @param {Needs & {key: string}} needs */
export async function isOn({ registration, box, key }) {
  const told = await box?.recall(TOLD);
  const subscription = told ? await registration.pushManager.getSubscription() : null;
  return Boolean(subscription && told.key === key && told.endpoint === subscription.endpoint);
}

/**
 * Mends quietly what a person has switched on and what has gone since. Without being asked the server is asked once a day.
 * @param {Needs & {today: string}} needs
 */
export async function heal(needs) {
  const told = /** @type {Told|null|undefined} */ (await needs.box?.recall(TOLD));
  if (!told) return; // never switched on here
  const subscription = await needs.registration.pushManager.getSubscription();
  if (subscription?.endpoint !== told.endpoint) return subscribeAnew(needs);
  if (told.looked === needs.today) return;
  const answer = await post(needs.fetch, `${needs.address}/standing`, { endpoint: told.endpoint });
  if (answer?.is === "gone") {
    await subscription.unsubscribe().catch(() => {});
    await subscribeAnew(needs);
  } else if (answer?.is === "off") {
    await subscription.unsubscribe().catch(() => {}); // taken away by the person, from another device
    await needs.box?.remember(TOLD, null);
  } else if (answer?.is === "on") {
    await needs.box?.remember(TOLD, { ...told, looked: needs.today });
  }
}

/** Subscribes with the key of before; without one nobody had switched it on. @param {Needs} needs */
export async function subscribeAnew(needs) {
  const before = /** @type {Told|null|undefined} */ (await needs.box?.recall(TOLD));
  if (!before || (await subscribe({ ...needs, key: before.key })) !== "on") return;
  const { endpoint } = await needs.box?.recall(TOLD);
  if (endpoint !== before.endpoint) await post(needs.fetch, `${needs.address}/away`, { endpoint: before.endpoint });
}

/** A subscription to another key is of no use any more. @param {PushManager} manager @param {string} key @returns {Promise<PushSubscription>} */
async function ask(manager, key) {
  const before = await manager.getSubscription();
  if (before && !isFor(before, key)) await before.unsubscribe();
  return manager.subscribe({ userVisibleOnly: true, applicationServerKey: /** @type {any} */ (bytes(key)) });
}

/** @param {PushSubscription} subscription @param {string} key */
function isFor(subscription, key) {
  const kept = subscription.options?.applicationServerKey;
  return !kept || String(new Uint8Array(kept)) === String(bytes(key));
}

/** @param {PushSubscription} subscription */
function plain(subscription) {
  const { endpoint, keys } = subscription.toJSON();
  return { endpoint: endpoint ?? "", p256dh: keys?.p256dh ?? "", auth: keys?.auth ?? "" };
}

/** @param {typeof fetch} fetch @param {string} address @param {Record<string, string>} told @returns {Promise<Record<string, any>|null>} null: not reached */
async function post(fetch, address, told) {
  try {
    const answer = await fetch(address, {
      method: "POST", credentials: "same-origin", redirect: "error", signal: AbortSignal.timeout(SERVER_PATIENCE_MS),
      headers: { "Content-Type": "application/json" }, body: JSON.stringify(told),
    });
    return answer.status >= BROKEN ? null : await answer.json();
  } catch {
    return null;
  }
}

/** base64url to bytes. @param {string} text */
function bytes(text) {
  const raw = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(raw, (sign) => sign.charCodeAt(0));
}
