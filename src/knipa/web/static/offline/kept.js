// kept.js — what the worker keeps of Knipa on this device: the files of its pages, and the pages of the coming days.

/** @typedef {import("./choice.js").Ahead} Ahead */

const HASHED = /\.[0-9a-f]{12}\.\w+$/; // named by its content: it never changes
const AHEAD_PATIENCE_MS = 30_000; // our choice: rendering two weeks takes a small machine a while
const KEPT_HEADERS = ["cache-control", "content-security-policy", "permissions-policy", "referrer-policy", "x-content-type-options"];

/**
 * @param {object} needs
 * @param {CacheStorage} needs.caches
 * @param {typeof fetch} needs.fetch
 * @param {string} needs.version of this worker; each keeps its own, so that an older one is never left without its files
 * @param {string} needs.address of the coming days
 * @param {string} needs.guide where the guide is
 */
export function makeKept({ caches, fetch, version, address, guide }) {
  const FILES = `knipa-files-${version}`;
  const PAGES = `knipa-pages-${version}`;

  /** Fetches those that are not here yet. @param {string[]} addresses */
  async function gather(addresses) {
    const files = await caches.open(FILES);
    const missing = [];
    for (const each of addresses) if (!HASHED.test(each) || !(await files.match(each, { ignoreVary: true }))) missing.push(each);
    await files.addAll(missing);
  }

  /** @param {string} [which] @returns {Promise<Response|undefined>} */
  const found = async (which = address) => (await caches.open(PAGES)).match(which, { ignoreVary: true });

  /** @returns {Promise<Ahead|null>} */
  async function ahead() {
    const kept = await found();
    return kept ? kept.json() : null;
  }

  /** The guide is fetched when the coming days name another than the one that is here; without it the days still hold. */
  async function refreshGuide() {
    const told = await ahead();
    if (!told?.guide || (await found(guide))?.headers.get("etag")?.replace(/^W\//, "") === told.guide) return; // weak where it came by gzip
    const answer = await fetch(guide, { credentials: "same-origin", signal: AbortSignal.timeout(AHEAD_PATIENCE_MS) });
    if (answer.ok) await (await caches.open(PAGES)).put(guide, answer);
  }

  /** @returns {Promise<"new"|"same"|"revoked"|"unreachable">} */
  async function refreshDays() {
    const kept = await found();
    /** @type {Record<string, string>} */ const headers = {};
    if (kept?.headers.has("etag")) headers["If-None-Match"] = kept.headers.get("etag") ?? "";
    const answer = await fetch(address, { headers, credentials: "same-origin", signal: AbortSignal.timeout(AHEAD_PATIENCE_MS) });
    if (answer.status === 304) return "same";
    if (answer.status === 401) return forget();
    if (!answer.ok) return "unreachable";
    await gather((await answer.clone().json()).shell); // before the pages that need them
    await (await caches.open(PAGES)).put(address, answer);
    return "new";
  }

  async function refresh() {
    const outcome = await refreshDays();
    if (outcome === "new" || outcome === "same") await refreshGuide().catch(() => {}); // tried again with the next page
    return outcome;
  }

  /** This device is signed out: nothing of the person stays, only what was done here and not sent. @returns {Promise<"revoked">} */
  async function forget() {
    for (const name of await caches.keys()) if (name.startsWith("knipa-pages-")) await caches.delete(name);
    return "revoked";
  }

  return {
    gather,
    ahead,
    refresh: () => refresh().catch(() => /** @type {const} */ ("unreachable")),

    /** A page of the guide, or what it is searched by. @param {string} path @returns {Promise<string|null>} */
    async guideText(path) {
      const told = await (await found(guide))?.json();
      return told?.html[told.pages[path]] ?? null;
    },

    /** What earlier workers kept goes. */
    async tidy() {
      for (const name of await caches.keys()) if (name.startsWith("knipa-") && name !== FILES && name !== PAGES) await caches.delete(name);
    },

    /** A page from its text, under the same strict rules that the server set. @param {string} html @param {number} [status] */
    async page(html, status = 200) {
      const kept = await found();
      const headers = new Headers({ "Content-Type": "text/html; charset=utf-8" });
      for (const name of KEPT_HEADERS) if (kept?.headers.has(name)) headers.set(name, kept.headers.get(name) ?? "");
      return new Response(html, { status, headers });
    },

    /** A file of a page: one that never changes from here, any other from here only without a network. @param {Request} request */
    async file(request) {
      const files = await caches.open(FILES);
      const kept = await files.match(request, { ignoreVary: true });
      const fixed = HASHED.test(new URL(request.url).pathname);
      if (kept && fixed) return kept;
      try {
        const answer = await fetch(request);
        if (answer.ok && answer.status === 200) await files.put(request, answer.clone()).catch(() => {}); // full: it is shown all the same
        return answer;
      } catch (error) {
        if (kept) return kept;
        throw error;
      }
    },
  };
}
