// nudge.js — what a push is shown as: always one notification, calm, and neutral where anything about it is unclear.

/** @typedef {{key: string|null, opens: string}} Kept what comes back when the notification is tapped */
/** @typedef {{title: string, options: NotificationOptions & Record<string, any> & {data: Kept}}} Shown */
/** @typedef {{language: string, dir: "ltr"|"rtl", title: string}} Neutral the words that any push may have */

const KEY = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const ANSWERABLE = ["session", "second", "later"]; // a trial, or the week summed up, only opens its page
const LONGEST_SIGNS = 300; // our choice: ours are far shorter, and a screen shows no more
const HOME = "/today/";
const NAMELESS = "knipa"; // a second push without a key replaces the first

/**
 * @param {unknown} told what the push says, if it could be read
 * @param {object} here
 * @param {Neutral} here.neutral @param {string} here.icon @param {string} here.origin
 * @param {boolean} here.enough this device knows that nothing more is asked today, which the sender may not know yet
 * @param {number} here.most_actions that this browser shows
 * @returns {Shown}
 */
export function shown(told, { neutral, icon, origin, enough, most_actions }) {
  const ours = /** @type {Record<string, any>} */ (isOurs(told) ? told : {});
  const known = KEY.test(ours.key) ? String(ours.key) : null;
  const asks = known !== null && ANSWERABLE.includes(ours.kind);
  const says = isOurs(told) && !(enough && asks);
  const look = { tag: known ?? NAMELESS, renotify: false, requireInteraction: false, icon, badge: icon };
  const data = { key: asks ? known : null, opens: pathOf(ours.opens, origin) };
  if (!says) {
    return { title: neutral.title, options: { ...look, lang: neutral.language, dir: neutral.dir, silent: enough, actions: [], data } };
  }
  const actions = asks ? ["start", "later", "done"].filter((each) => isText(ours[each])).map((action) => ({ action, title: ours[action] })) : [];
  return {
    title: ours.title,
    options: {
      ...look, data,
      body: isText(ours.body) ? ours.body : "",
      lang: isText(ours.lang) ? ours.lang : neutral.language,
      dir: ["ltr", "rtl"].includes(ours.dir) ? ours.dir : "auto",
      actions: actions.slice(-most_actions), // where there is room for two: a tap on the whole starts, too
    },
  };
}

/** The neutral words of a language, or of the one that stands in. @param {Record<string, {title: string, dir: "ltr"|"rtl"}>} all @param {(string|undefined)[]} wished */
export function neutralIn(all, wished) {
  const tags = wished.flatMap((tag) => (tag ? [tag.toLowerCase(), tag.toLowerCase().split("-")[0]] : []));
  const language = tags.find((tag) => Object.hasOwn(all, tag)) ?? "en";
  return { language, ...all[language] };
}

/** A page of ours, never another's. @param {unknown} opens @param {string} origin */
export function pathOf(opens, origin) {
  try {
    const url = new URL(String(opens ?? HOME), origin);
    return url.origin === origin ? url.pathname + url.search : HOME;
  } catch {
    return HOME;
  }
}

/** @param {unknown} told */
function isOurs(told) {
  return typeof told === "object" && told !== null && isText(/** @type {any} */ (told).title);
}

/** @param {unknown} value */
function isText(value) {
  return typeof value === "string" && value.trim() !== "" && value.length <= LONGEST_SIGNS;
}
