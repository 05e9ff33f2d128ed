// worker.js — answers for Knipa where there is no network, and brings what was done there to the server when there is one.
import { localTime, makeId } from "../keeping/line.js";
import { makeOutbox } from "../keeping/outbox.js";
import { ready, sync } from "../keeping/sync.js";
import { within } from "../keeping/within.js";
import { choose, dayOn, hurts, isEnough, unreachable, withId } from "./choice.js";
import { makeKept } from "./kept.js";
import { listenForNudges } from "./nudged.js";
import { makeTaps } from "./taps.js";

const PATIENCE_MS = 4000; // our choice: so long a page of the network is waited for, where there is one of our own
const SENDING_MS = 3000; // our choice: what waits is sent first, so that the page counts it
const AWAY = [502, 503, 504]; // a proxy answers, and nobody behind it
const SIGNED_OUT = 401;
const TAG = "knipa-lines";
const SENT = "sent"; // what the server has, and the pages do not count yet
const NEEDS_COUNT = ["/", "/today/", "/train/", "/programme/"];

const me = /** @type {any} */ (self);
const kept = makeKept({ caches: me.caches, fetch: (...asked) => me.fetch(...asked), version: me.KNIPA.version, address: me.KNIPA.ahead, guide: me.KNIPA.guide });
const taps = makeTaps({ fetch: (...asked) => me.fetch(...asked), address: me.KNIPA.nudges, place, now: () => localTime(new Date()) });
/** @type {Promise<unknown>|null} */ let refreshing = null;

listenForNudges(me, { known, taps, box: async () => (await place())?.box ?? null, wait, refresh });
me.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(install()));
me.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(kept.tidy().then(() => me.clients.claim())));
me.addEventListener("message", (/** @type {any} */ event) => {
  if (event.data === "renew") me.skipWaiting();
  if (event.data === "refresh") event.waitUntil(refresh());
});
me.addEventListener("sync", (/** @type {any} */ event) => {
  if (event.tag === TAG) event.waitUntil(sendAll().then((reached) => reached || Promise.reject(new Error("not reached"))));
});
me.addEventListener("fetch", (/** @type {any} */ event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== me.location.origin) return;
  if (request.method === "GET" && url.pathname.startsWith("/static/")) event.respondWith(kept.file(request));
  else if (request.method === "POST" && url.pathname === me.KNIPA.sync) event.respondWith(carry(event));
  else if (request.method === "GET" && url.pathname === me.KNIPA.index) event.respondWith(find(request));
  else if (request.mode === "navigate") event.respondWith(request.method === "GET" ? show(event, url) : tell(request, url));
});

async function install() {
  await kept.gather(me.KNIPA.shell);
  if ((await kept.refresh()) === "unreachable") throw new Error("the coming days could not be fetched"); // tried again later
}

/** @param {string} owner */
const outboxOf = (owner) => makeOutbox({ indexedDB: () => me.indexedDB, owner });

/** Whose device this is, and where their things are kept. */
async function place() {
  const ahead = await kept.ahead();
  return ahead && { owner: ahead.owner, box: outboxOf(ahead.owner) };
}

/** What a notification has to know of today. */
async function known() {
  const ahead = await kept.ahead();
  return { language: ahead?.language, enough: ahead !== null && isEnough(ahead, await linesOf(ahead.owner), today()) };
}

/** Asks to be woken when there is a network; where that cannot be, the next visit sends. */
async function wait() {
  await me.registration.sync?.register(TAG).catch(() => {});
}

/** One at a time; what is asked for meanwhile comes after, since it may know more. */
function refresh() {
  const next = (refreshing ?? Promise.resolve()).then(refreshOnce);
  refreshing = next;
  return next;
}

async function refreshOnce() {
  const before = await kept.ahead();
  const sent = before ? await sentBy(before.owner) : [];
  const outcome = await kept.refresh();
  if (before && outcome === "revoked") await outboxOf(before.owner).remember(SENT, []); // the server has them, and nobody here shall
  if (before && sent.length > 0 && (outcome === "new" || outcome === "same")) {
    const ids = sent.map((line) => line.id);
    await outboxOf(before.owner).remember(SENT, (await sentBy(before.owner)).filter((line) => !ids.includes(line.id)));
  }
}

/** @param {string} owner @returns {Promise<import("../keeping/outbox.js").Line[]>} */
const sentBy = async (owner) => (await outboxOf(owner).recall(SENT)) ?? [];

/** Everything that was done here and that the pages may not count. @param {string} owner */
async function linesOf(owner) {
  const waiting = (await ready(outboxOf(owner))).map(({ line }) => line);
  return [...new Map([...(await sentBy(owner)), ...(await taps.lines()), ...waiting].map((line) => [line.id, line])).values()];
}

/** Notes what the server has taken. @param {string} owner @param {string} body @param {Response} answer */
async function noteSent(owner, body, answer) {
  if (!answer.ok || (await kept.ahead())?.owner !== owner) return;
  const { results } = await answer.json();
  const taken = results.filter((/** @type {any} */ each) => each.status !== "refused").map((/** @type {any} */ each) => each.id);
  const lines = JSON.parse(body).lines.filter((/** @type {any} */ line) => taken.includes(line.id));
  await outboxOf(owner).remember(SENT, [...(await sentBy(owner)), ...lines]);
}

/** Sends what was done here, and what was tapped. @returns {Promise<boolean>} whether the server was reached */
async function sendAll() {
  const [outcome, reached] = await Promise.all([send(), taps.sendKept()]);
  return outcome.reached && reached;
}

/** Sends what was done here. */
async function send() {
  const ahead = await kept.ahead();
  if (!ahead) return { reached: true, kept: 0, refused: [], left: 0 };
  const noting = async (/** @type {string} */ address, /** @type {any} */ options) => {
    const answer = await me.fetch(address, options);
    if (answer.status === SIGNED_OUT) await refresh(); // asked once more and answered so again, the pages go
    await noteSent(ahead.owner, options.body, answer.clone()).catch(() => {});
    return answer;
  };
  const outcome = await sync({ outbox: outboxOf(ahead.owner), fetch: /** @type {typeof fetch} */ (noting), address: me.KNIPA.sync });
  if (outcome.kept > 0) refresh();
  return outcome;
}

/** A page sends what waits: it passes, and is noted. @param {any} event */
async function carry({ request }) {
  const copy = request.clone();
  const answer = await me.fetch(request);
  await noteSent(request.headers.get("X-Knipa-Owner") ?? "", await copy.text(), answer.clone()).catch(() => {});
  refresh();
  return answer;
}

/** A page is opened. @param {any} event @param {URL} url */
async function show(event, url) {
  const ahead = await kept.ahead();
  if (ahead && NEEDS_COUNT.includes(url.pathname) && !(await sentFirst(ahead.owner))) return mine(url, ahead);
  try {
    const asked = me.fetch(event.request);
    const answer = await (ahead ? within(PATIENCE_MS, asked) : asked);
    if (ahead && AWAY.includes(answer.status)) return mine(url, ahead);
    event.waitUntil(taps.sendKept().then(refresh));
    return answer;
  } catch (error) {
    if (ahead) return mine(url, ahead);
    throw error;
  }
}

/** What the guide is searched by: from the network, else as it is kept here. @param {Request} request */
async function find(request) {
  const asked = within(PATIENCE_MS, me.fetch(request)).catch(() => null);
  const answer = /** @type {Response|null} */ (await asked);
  if (answer && !AWAY.includes(answer.status)) return answer;
  const index = await kept.guideText(me.KNIPA.index);
  if (index !== null) return new Response(index, { headers: { "Content-Type": "application/json" } });
  return answer ?? Response.error();
}

/** What waits goes first; false where the server cannot be reached. @param {string} owner */
async function sentFirst(owner) {
  if (!(await within(SENDING_MS, taps.sendKept()).catch(() => false))) return false;
  if ((await ready(outboxOf(owner))).every(({ why }) => why !== null)) return true; // what was refused hurries nobody
  const reached = await within(SENDING_MS, send()).then((outcome) => outcome.reached, () => false);
  return reached || !(await kept.ahead()); // signed out: it was reached, and the pages are gone
}

/** The page that is kept here. @param {URL} url @param {import("./choice.js").Ahead} ahead */
async function mine(url, ahead) {
  const read = url.pathname.startsWith(me.KNIPA.contents) ? await kept.guideText(url.pathname) : null;
  if (read !== null) return kept.page(read);
  const choice = choose(url.pathname, ahead, await linesOf(ahead.owner), today(), isShort(url)) ?? unreachable(ahead);
  if ("go" in choice) return Response.redirect(choice.go, 303);
  return kept.page(withId(choice.html, () => makeId(me.crypto)));
}

const isShort = (/** @type {URL} */ url) => url.searchParams.get("round") === "short";

/** A form is sent. @param {Request} request @param {URL} url */
async function tell(request, url) {
  const copy = request.clone();
  const ahead = await kept.ahead();
  const answers = url.pathname === "/today/ready/" && ahead !== null;
  try {
    const asked = me.fetch(request);
    const answer = await (answers ? within(PATIENCE_MS, asked) : asked);
    if (answer.status === SIGNED_OUT) return leave();
    if (!ahead || !AWAY.includes(answer.status)) return answer;
  } catch (error) {
    if (!ahead) throw error;
  }
  return answers ? keepReady(String((await copy.formData()).get("how")), ahead, isShort(url) ? "/train/?round=short" : "/train/") : kept.page(ahead.html[ahead.pages.unreachable], 503);
}

/** This phone has been signed out: to the page where it is paired again. */
async function leave() {
  await refresh();
  return Response.redirect("/pair/", 303);
}

/**
 * The answer to the question before a session is kept here, and the session may begin.
 * @param {string} how @param {import("./choice.js").Ahead} ahead @param {string} session where it is
 */
async function keepReady(how, ahead, session) {
  const signs = ahead.ready[how];
  if (!signs) return Response.redirect("/today/", 303);
  const relax = dayOn(ahead, today()).day?.relax || hurts(ahead, await linesOf(ahead.owner));
  const at = localTime(new Date());
  const line = { format: "knipa.log/1", id: makeId(me.crypto), kind: "check", at, source: "player", signs };
  await outboxOf(ahead.owner).keep(line);
  await wait();
  return Response.redirect(how === "hurts" && !relax ? "/care/" : session, 303);
}

/** The date where the person is. */
function today() {
  return localTime(new Date()).slice(0, 10);
}
