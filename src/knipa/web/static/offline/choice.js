// choice.js — which page a device shows without a network: by the date where the person is, and by what was done here since.

/** @typedef {import("../keeping/outbox.js").Line} Line */
/** @typedef {{on: string, left: number, asked: boolean, relax: boolean, today: string[], train: string|null, short?: string|null, hurt: {today: string, train: string|null}}} Day */
/**
 * @typedef {object} Ahead what /offline/ahead.json tells; pages are told by their place in `html`
 * @property {string} owner @property {string} [language] @property {string[]} known @property {Day[]} days @property {string[]} shell @property {string} guide the guide's ETag
 * @property {Record<string, string>} [after_pain] where to go instead, when something has hurt
 * @property {Record<string, string[]>} ready @property {Record<string, string>} pages @property {Record<string, string>} html
 */
/** @typedef {{html: string}|{go: string}} Choice a page, or where to go instead */

const BY_TABLE = "00000000-0000-0000-0000-000000000000"; // the place of an id that is new each time

/**
 * @param {string} path @param {Ahead} ahead
 * @param {Line[]} lines what was done here, whether or not the server has it by now
 * @param {string} on the date where the person is
 * @param {boolean} [short] the round of two minutes is asked for
 * @returns {Choice|null} null where nothing of the kind is kept
 */
export function choose(path, ahead, lines, on, short = false) {
  const page = (/** @type {string|null|undefined} */ key) => (key ? { html: ahead.html[key] } : null);
  if (path === "/") return ahead.days.length > 0 ? { go: "/today/" } : page(ahead.pages.unreachable);
  const instead = ahead.after_pain?.[path];
  if (instead && hurts(ahead, lines)) return { go: instead };
  const { day, old } = dayOn(ahead, on);
  if (path === "/train/" && day) return session(short && day.short ? { ...day, train: day.short } : day, ahead, lines, old ? day.on : on, old);
  if (path === "/today/" && day) return page(old ? ahead.pages.old : todayOf(day, ahead, lines, on));
  return page(ahead.pages[path]);
}

/** What is said where a page is not kept here. @param {Ahead} ahead @returns {{html: string}} */
export function unreachable(ahead) {
  return { html: ahead.html[ahead.pages.unreachable] };
}

/** Writes a new id into a page in place of the one that stands for it. @param {string} html @param {() => string} makeId */
export function withId(html, makeId) {
  return html.includes(BY_TABLE) ? html.replaceAll(BY_TABLE, makeId()) : html;
}

/** The day of this date; the first or the last one known where the date lies outside. @param {Ahead} ahead @param {string} on */
export function dayOn({ days }, on) {
  const last = days.at(-1);
  const day = days.find((each) => each.on >= on) ?? last;
  return { day, old: Boolean(last && last.on < on) };
}

/** Something hurt, or is new, since the pages were made: then only letting go is offered. @param {Ahead} ahead @param {Line[]} lines */
export function hurts(ahead, lines) {
  return news(ahead, lines).some((/** @type {any} */ line) => {
    if (line.kind === "check") return (line.signs ?? []).some((/** @type {string} */ sign) => !ahead.ready.same.includes(sign));
    return line.ended === "pain" || line.felt?.pain === true;
  });
}

/** Nothing more is asked on this date, as far as is known here: it is done, or it hurt. @param {Ahead} ahead @param {Line[]} lines @param {string} on */
export function isEnough(ahead, lines, on) {
  const day = ahead.days.find((each) => each.on === on);
  return Boolean(day) && (hurts(ahead, lines) || done(ahead, lines, on) >= /** @type {Day} */ (day).left);
}

/** @param {Day} day @param {Ahead} ahead @param {Line[]} lines @param {string} on */
function todayOf(day, ahead, lines, on) {
  if (hurts(ahead, lines)) return day.hurt.today;
  const since = done(ahead, lines, on);
  return since >= day.left ? day.today.at(-1) : day.today[Math.min(since, Math.max(0, day.today.length - 2))];
}

/** @param {Day} day @param {Ahead} ahead @param {Line[]} lines @param {string} on @param {boolean} old @returns {Choice} */
function session(day, ahead, lines, on, old) {
  const hurt = hurts(ahead, lines);
  const key = hurt ? day.hurt.train : day.train;
  const enough = !hurt && done(ahead, lines, on) >= day.left;
  if (!key || (!old && (enough || !asked(day, ahead, lines, on)))) return { go: "/today/" };
  return { html: ahead.html[key] };
}

/** Signs were told today, and no session has been done since. @param {Day} day @param {Ahead} ahead @param {Line[]} lines @param {string} on */
function asked(day, ahead, lines, on) {
  const told = (/** @type {any} */ line) => line.kind === "session" || (line.kind === "check" && Array.isArray(line.signs));
  const order = (/** @type {Line} */ line) => Date.parse(line.at) + (line.kind === "check" ? 1 : 0); // in the same second, it was asked after
  const last = news(ahead, lines).filter(told).sort((a, b) => order(a) - order(b)).at(-1);
  return last ? last.kind === "check" && last.at.startsWith(on) : day.asked && day.on === on;
}

/** How many sessions were done on this date that the pages do not count yet. @param {Ahead} ahead @param {Line[]} lines @param {string} on */
function done(ahead, lines, on) {
  return news(ahead, lines).filter((/** @type {any} */ line) =>
    line.kind === "session" && line.at.startsWith(on) && line.done.some((/** @type {{reps: number}} */ each) => each.reps > 0)).length;
}

/** @param {Ahead} ahead @param {Line[]} lines */
function news(ahead, lines) {
  return lines.filter((line) => !ahead.known.includes(line.id));
}
