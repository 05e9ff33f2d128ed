import assert from "node:assert/strict";
import { test } from "node:test";
import { heal, isOn, subscribe, subscribeAnew, unsubscribe } from "../../src/knipa/web/static/reminders/subscribing.js";
import { goTogether, isElsewhere, placeOf } from "../../src/knipa/web/static/reminders/zones.js";

const [KEY, OTHER_KEY] = ["AQID", "BAUG"];
const bytes = (key) => Uint8Array.from(Buffer.from(key, "base64url")).buffer;
const TODAY = "2026-11-24";

/** A browser and the server that it tells; `standing` is what the server says of an endpoint. */
function world({ told = null, held = null, standing = "on", hangs = false, refuses = false, reached = true, server = "on" } = {}) {
  const [asked, kept] = [[], new Map(told ? [["push", told]] : [])];
  let subscription = held && make(held, KEY);
  let made = 0;
  function make(endpoint, key) {
    return {
      endpoint, options: { applicationServerKey: bytes(key) },
      toJSON: () => ({ endpoint, keys: { p256dh: "p", auth: "a" } }),
      unsubscribe: async () => (asked.push(`let go ${endpoint}`), (subscription = null), true),
    };
  }
  const pushManager = {
    getSubscription: async () => subscription,
    subscribe({ userVisibleOnly, applicationServerKey }) {
      assert.equal(userVisibleOnly, true);
      if (hangs) return new Promise(() => {});
      if (refuses) return Promise.reject(new DOMException("no", "AbortError"));
      const key = Buffer.from(applicationServerKey).toString("base64url");
      subscription ??= make(`https://push.example/${(made += 1)}`, key);
      return Promise.resolve(subscription);
    },
  };
  const fetch = async (address, options) => {
    const { endpoint } = JSON.parse(options.body);
    asked.push(`${address} ${endpoint}`);
    if (!reached) throw new TypeError("Failed to fetch");
    const is = address.endsWith("/standing") ? standing : address.endsWith("/away") ? "off" : server;
    return new Response(JSON.stringify({ is }), { status: is === "on" || is === "off" || is === "gone" ? 200 : 409 });
  };
  const box = { recall: async (name) => kept.get(name), remember: async (name, value) => (kept.set(name, value), true) };
  return { needs: { registration: { pushManager }, fetch, box, address: "/push" }, asked, told: () => kept.get("push"), held: () => subscription };
}
const on = (endpoint = "https://push.example/1", looked = null) => ({ key: KEY, endpoint, looked });

test("subscribed, told, and remembered", async () => {
  const { needs, asked, told } = world();
  assert.equal(await subscribe({ ...needs, key: KEY }), "on");
  assert.deepEqual(asked, ["/push https://push.example/1"]);
  assert.deepEqual(told(), on());
  assert.equal(await isOn({ ...needs, key: KEY }), true);
  assert.equal(await isOn({ ...needs, key: OTHER_KEY }), false); // the server has another key by now
});

test("a browser that never answers is not waited for", async () => {
  assert.equal(await subscribe({ ...world({ hangs: true }).needs, key: KEY, patience_ms: 20 }), "silent");
});

test("each way of failing has its own word, and none is remembered as on", async () => {
  for (const [what, outcome] of [[{ refuses: true }, "refused"], [{ server: "no" }, "refused"], [{ reached: false }, "unreached"]]) {
    const { needs, told } = world(what);
    assert.deepEqual([await subscribe({ ...needs, key: KEY }), told()], [outcome, undefined]);
  }
});

test("a subscription to another key makes room for the new one", async () => {
  const { needs, asked } = world({ held: "https://push.example/old" });
  assert.equal(await subscribe({ ...needs, key: OTHER_KEY }), "on");
  assert.deepEqual(asked, ["let go https://push.example/old", "/push https://push.example/1"]);
});

test("switched off, the server knows first; where it cannot, it stays on", async () => {
  const here = world({ told: on(), held: "https://push.example/1" });
  assert.equal(await unsubscribe(here.needs), true);
  assert.deepEqual(here.asked, ["/push/away https://push.example/1", "let go https://push.example/1"]);
  assert.equal(here.told(), null);
  const away = world({ told: on(), held: "https://push.example/1", reached: false });
  assert.equal(await unsubscribe(away.needs), false);
  assert.ok(away.held());
});

test("what was never switched on here is left alone", async () => {
  for (const held of [null, "https://push.example/1"]) {
    const { needs, asked } = world({ held });
    await heal({ ...needs, today: TODAY });
    await subscribeAnew(needs);
    assert.deepEqual(asked, []);
  }
});

test("what the browser has lost is subscribed anew, and the old one is taken away", async () => {
  const { needs, asked, told } = world({ told: on("https://push.example/lost") });
  await heal({ ...needs, today: TODAY });
  assert.deepEqual(asked, ["/push https://push.example/1", "/push/away https://push.example/lost"]);
  assert.deepEqual(told(), on());
});

test("what the server knows to be gone is subscribed anew", async () => {
  const { needs, asked } = world({ told: on("https://push.example/0"), held: "https://push.example/0", standing: "gone" });
  await heal({ ...needs, today: TODAY });
  assert.deepEqual(asked, [
    "/push/standing https://push.example/0", "let go https://push.example/0", "/push https://push.example/1", "/push/away https://push.example/0",
  ]);
});

test("the server is asked once a day", async () => {
  const { needs, asked } = world({ told: on(), held: "https://push.example/1" });
  for (const today of [TODAY, TODAY, "2026-11-25"]) await heal({ ...needs, today });
  assert.equal(asked.length, 2);
});

test("what a person has taken away from another device is not brought back", async () => {
  const { needs, asked, told } = world({ told: on(), held: "https://push.example/1", standing: "off" });
  await heal({ ...needs, today: TODAY });
  await heal({ ...needs, today: "2026-11-25" });
  assert.deepEqual(asked, ["/push/standing https://push.example/1", "let go https://push.example/1"]);
  assert.equal(told(), null);
});

test("without a network nothing is changed", async () => {
  const { needs, told, held } = world({ told: on(), held: "https://push.example/1", reached: false });
  await heal({ ...needs, today: TODAY });
  assert.deepEqual([told(), Boolean(held())], [on(), true]);
});

test("zones are the same where their clocks go together, the whole year", () => {
  const now_ms = Date.parse("2026-11-24T12:00:00Z");
  assert.equal(goTogether("Europe/Stockholm", "Europe/Berlin", now_ms), true);
  assert.equal(goTogether("Europe/Stockholm", "America/New_York", now_ms), false);
  assert.equal(goTogether("Europe/Stockholm", "Africa/Lagos", now_ms), false); // as in Stockholm, but only in winter
  assert.equal(goTogether("Europe/Stockholm", "Mars/Olympus", now_ms), true); // nothing to ask
  assert.equal(placeOf("America/New_York"), "New York");
});

test("one is elsewhere as soon as days or reminders are in another zone", () => {
  const now_ms = Date.parse("2026-11-24T12:00:00Z");
  assert.equal(isElsewhere("Europe/Stockholm", ["Europe/Berlin", "Europe/Stockholm"], now_ms), false);
  assert.equal(isElsewhere("Europe/Stockholm", ["America/New_York", "Europe/Stockholm"], now_ms), true);
  assert.equal(isElsewhere("Europe/Stockholm", ["Europe/Stockholm", "America/New_York"], now_ms), true);
  assert.equal(isElsewhere("Europe/Stockholm", [""], now_ms), false); // the demonstration asks nobody
});
