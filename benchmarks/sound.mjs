// sound.mjs — plays one session in a real Chromium and prints, as JSON, what the ear heard: `node sound.mjs hidden < wanted.json`.
// wanted: {modules, ear, sheet, address, program, arguments, for_s, tries}
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { setTimeout as wait } from "node:timers/promises";

const PAGE = "/train/";
const FIRST = "/today/"; // a session brings no worker: the page before it does
const SETTLED_MS = 1000; // after a page has loaded, and after a tab was covered
const PATIENCE_MS = 60_000;
// puppeteer would keep a hidden page awake and the sound off the device: neither is so on a phone
const UNWANTED = [
  "--disable-background-timer-throttling",
  "--disable-backgrounding-occluded-windows",
  "--disable-renderer-backgrounding",
  "--mute-audio",
];
const START = '[data-do="toggle"]';

/** The page is covered by another tab, as when one looks at something else, for so long. */
async function hidden(browser, wanted) {
  const page = await opened(browser, wanted);
  await begin(page);
  const cover = await browser.newPage();
  await cover.bringToFront();
  await wait(SETTLED_MS);
  await mustBeHidden(page);
  const from_ms = await page.evaluate(() => ear.place_ms());
  await wait(wanted.for_s * 1000);
  const to_ms = await page.evaluate(() => ear.place_ms());
  await mustBeHidden(page);
  const { onsets, readings } = await heard(page);
  return { from_ms, to_ms, onsets, readings };
}

/** @param {import("puppeteer-core").Page} page */
async function mustBeHidden(page) {
  const [now, changes] = await page.evaluate(() => [document.visibilityState, ear.seen]);
  if (now !== "hidden" || changes.join() !== "hidden") throw new Error(`The page is ${now} (${changes}), so nothing is measured.`);
}

/** At each frame the picture's place less the sound's: as it is drawn, once it is painted, and as the next one replaces it. */
async function foreground(browser, wanted) {
  const page = await opened(browser, wanted);
  await begin(page);
  await page.evaluate(() => {
    const [river, line] = document.querySelectorAll(".player-flow > g");
    const shift_px = (group) => group.transform.baseVal[0].matrix.e;
    const picture_ms = () => ((shift_px(line) - shift_px(river)) / 30) * 1000; // 30 px a second, as picture.js says
    const painted = new MessageChannel();
    ear.frames = [];
    let shown_ms = picture_ms();
    painted.port1.onmessage = () => (ear.frames[ear.frames.length - 1].painted_ms = shown_ms - ear.place_ms());
    const frame = () => { // comes after the player's own, which was asked for before it
      const replaced_ms = shown_ms - ear.place_ms();
      shown_ms = picture_ms();
      ear.frames.push({ replaced_ms, drawn_ms: shown_ms - ear.place_ms() });
      painted.port2.postMessage(null);
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  await wait(wanted.for_s * 1000);
  return { frames: await page.evaluate(() => ear.frames.slice(1, -1)) };
}

/** From the tap to the first tone, without a network where a service worker is there. */
async function start(browser, wanted) {
  const offline = await kept(browser, wanted);
  const tries = [];
  const waited = () => ({ heard_ms: ear.onsets[0].heard_ms - ear.taps[0].page_ms, made_ms: ear.made[0] - ear.taps[0].page_ms });
  for (let i = 0; i < wanted.tries; i += 1) {
    const page = await opened(browser, wanted, offline);
    await wait(SETTLED_MS);
    await begin(page);
    tries.push(await page.evaluate(waited));
    await page.close();
  }
  return { offline, tries };
}

/** Visits twice, so that all is there without a network; whether it is. */
async function kept(browser, wanted) {
  const page = await browser.newPage();
  await page.goto(wanted.address + FIRST, { waitUntil: "load" });
  await wait(SETTLED_MS);
  const isThere = await page.evaluate(async () => Boolean(await navigator.serviceWorker?.getRegistration()));
  if (isThere) {
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
    await page.goto(wanted.address + PAGE, { waitUntil: "load" });
    await page.waitForFunction(() => navigator.serviceWorker.controller);
    await wait(SETTLED_MS * 3); // what it fetches ahead
    await cutOff(browser, page);
  }
  await page.close();
  return isThere;
}

/** A page that is offline may still have a worker that is not; so the worker is cut off, too, and both are asked. */
async function cutOff(browser, page) {
  await page.setOfflineMode(true);
  const worker = await browser.waitForTarget((each) => each.type() === "service_worker").then((each) => each.createCDPSession());
  await worker.send("Network.enable");
  await worker.send("Network.emulateNetworkConditions", { offline: true, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
  const expression = `fetch("/api/v1/sync", { method: "POST" }).then(() => "reached", () => "cut off")`;
  const { result } = await worker.send("Runtime.evaluate", { expression, awaitPromise: true });
  const answers = [result.value, await page.evaluate(expression)];
  if (answers.join() !== "cut off,cut off") throw new Error(`Worker and page are ${answers}, so nothing is measured.`);
}

async function opened(browser, wanted, offline = false) {
  const page = await browser.newPage();
  page.on("pageerror", (error) => console.error(error.message));
  await page.setBypassCSP(true);
  await page.evaluateOnNewDocument(`window.sheet_instead = ${JSON.stringify(wanted.sheet)};\n${readFileSync(wanted.ear, "utf-8")}`);
  if (offline) await page.setOfflineMode(true);
  await page.goto(wanted.address + PAGE, { waitUntil: "load" });
  await page.waitForFunction(() => ear.element && !document.querySelector("#player").hidden, { timeout: PATIENCE_MS });
  return page;
}

/** A real tap on Start, until the first tone has left the device; before that, nobody knows when it will. */
async function begin(page) {
  await page.click(START);
  const left = () => ear.context.getOutputTimestamp().contextTime > ear.onsets[0]?.at_s;
  await page.waitForFunction(left, { timeout: PATIENCE_MS, polling: 50 });
  await page.evaluate(() => (ear.onsets[0].heard_ms = ear.heard_ms(ear.onsets[0].at_s)));
}

const heard = (page) => page.evaluate(() => ({ onsets: ear.onsets, readings: ear.readings }));

const wanted = JSON.parse(readFileSync(0, "utf-8"));
const puppeteer = createRequire(`${wanted.modules}/`)("puppeteer-core");
const browser = await puppeteer.launch({
  executablePath: wanted.program, args: wanted.arguments, ignoreDefaultArgs: UNWANTED, headless: true, protocolTimeout: 0,
  pipe: true, // the browser ends with us
});
try {
  console.log(JSON.stringify(await { hidden, foreground, start }[process.argv[2]](browser, wanted)));
} finally {
  await browser.close();
}
