import assert from "node:assert/strict";
import { test } from "node:test";
import { listenForNudges } from "../../src/knipa/web/static/offline/nudged.js";

const ORIGIN = "https://knipa.example";
const KEY = "0b6f5a52-3c1e-4a55-9a51-0d0f5a3c7c11";
const PUSH = { key: KEY, kind: "session", title: "Your break", body: "", start: "Start", later: "Later", done: "Done", opens: "/today/", lang: "en", dir: "ltr" };
const NEUTRAL = { en: { title: "Time for your break", dir: "ltr" }, sv: { title: "Dags för en paus", dir: "ltr" } };

/** A worker with windows; `does` is what has happened to it, in order. */
function worker({ windows = [], known = async () => ({ language: "sv", enough: false }), outcome = { outcome: "taken" } } = {}) {
  const [does, heard] = [[], {}];
  const clients = windows.map(({ url, leads = true, comes = true }) => ({
    url: ORIGIN + url,
    async focus() {
      if (!comes) throw new DOMException("no", "InvalidAccessError");
      does.push(`focus ${url}`);
      return this;
    },
    async navigate(path) {
      if (!leads) throw new TypeError("not in hand");
      does.push(`navigate ${path}`);
      return this;
    },
  }));
  const me = {
    KNIPA: { neutral: NEUTRAL, icon: "/n.png", push: "/api/v1/push" },
    location: { origin: ORIGIN },
    addEventListener: (name, hear) => (heard[name] = hear),
    registration: { showNotification: async (title, options) => void does.push(["shows", title, options]) },
    clients: { matchAll: async () => clients, openWindow: async (path) => void does.push(`open ${path}`) },
  };
  listenForNudges(me, {
    known, box: async () => null,
    taps: { tell: async (key, what) => (does.push(`${what} ${key}`), outcome) },
    wait: async () => does.push("wait"), refresh: async () => does.push("refresh"),
  });
  const happen = async (name, event) => {
    const waits = [];
    heard[name]({ ...event, waitUntil: (work) => waits.push(work) });
    assert.equal(waits.length, 1); // the browser lets the worker live until it is done
    await waits[0];
    return does;
  };
  return {
    push: (json) => happen("push", { data: json && { json } }),
    tap: (action, data = { key: KEY, opens: "/today/" }) =>
      happen("notificationclick", { action, notification: { data, close: () => does.push("close") } }),
  };
}

for (const [what, json, title] of [
  ["ours", () => PUSH, "Your break"],
  ["nothing", null, "Dags för en paus"],
  ["broken JSON", () => JSON.parse("{"), "Dags för en paus"],
  ["another's", () => ({ hello: "world" }), "Dags för en paus"],
]) {
  test(`one push, one notification: ${what}`, async () => {
    const does = await worker().push(json);
    assert.deepEqual(does.map(([kind, said]) => [kind, said]), [["shows", title]]);
  });
}

test("it is shown also where this device cannot say what it knows, or takes too long", async () => {
  for (const known of [async () => Promise.reject(new Error("blocked")), () => new Promise(() => {})]) {
    const does = await worker({ known }).push(() => PUSH);
    assert.deepEqual(does.map(([, title]) => title), ["Your break"]);
  }
});

test("where it is done already it is shown all the same, neutrally", async () => {
  const [[, title, options]] = await worker({ known: async () => ({ language: "en", enough: true }) }).push(() => PUSH);
  assert.deepEqual([title, options.silent], ["Time for your break", true]);
});

for (const action of ["", "start"]) {
  test(`a tap on ${action || "the whole"} brings a window of ours to the front, or opens one`, async () => {
    assert.deepEqual(await worker({ windows: [{ url: "/guide/" }] }).tap(action), ["close", "focus /guide/", "navigate /today/"]);
    assert.deepEqual(await worker().tap(action), ["close", "open /today/"]);
  });
}

test("a window that cannot be led or brought forward is left for the next, or for a new one", async () => {
  const stuck = [{ url: "/a/", leads: false }, { url: "/b/", comes: false }];
  assert.deepEqual(await worker({ windows: stuck }).tap("start"), ["close", "focus /a/", "open /today/"]);
  assert.deepEqual((await worker({ windows: [...stuck, { url: "/c/" }] }).tap("start")).slice(-2), ["focus /c/", "navigate /today/"]);
});

test("nobody is taken out of a session", async () => {
  assert.deepEqual(await worker({ windows: [{ url: "/guide/" }, { url: "/train/" }] }).tap("start"), ["close", "focus /train/"]);
});

test("a notification leads only to pages of ours, whatever is in it", async () => {
  for (const data of [null, {}, { key: null, opens: "https://evil.example/" }]) assert.deepEqual(await worker().tap("", data), ["close", "open /today/"]);
});

for (const action of ["later", "done"]) {
  test(`${action} is told without opening anything`, async () => {
    assert.deepEqual(await worker().tap(action), ["close", `${action} ${KEY}`, "refresh"]);
  });

  test(`${action} without a network waits for one`, async () => {
    assert.deepEqual(await worker({ outcome: { outcome: "kept" } }).tap(action), ["close", `${action} ${KEY}`, "wait"]);
  });

  test(`${action} that was not taken opens the page that tells why`, async () => {
    const instead = { outcome: "look", opens: "/today/?later=none" };
    assert.deepEqual(await worker({ outcome: instead }).tap(action), ["close", `${action} ${KEY}`, "open /today/?later=none"]);
    assert.deepEqual((await worker({ outcome: { outcome: "look" } }).tap(action)).at(-1), "open /today/");
  });

  test(`${action} of a notification without a nudge only opens its page`, async () => {
    assert.deepEqual(await worker().tap(action, { key: null, opens: "/reminders/" }), ["close", "open /reminders/"]);
  });
}
