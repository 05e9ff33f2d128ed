// sync.js — brings what waits on this device to the server: all in one batch, an answer for each line.

/** @typedef {import("./outbox.js").Line} Line */
/** @typedef {Pick<ReturnType<typeof import("./outbox.js").makeOutbox>, "owner"|"waiting"|"confirm"|"refuse">} Outbox */
/** @typedef {import("./outbox.js").Waiting} Waiting */
/** @typedef {{id: string, why: string}} Refused */
/** @typedef {{id: string, status: "kept"|"known"|"refused", why?: string}} Result what the server says of a line */
/** @typedef {{reached: boolean, kept: number, refused: Refused[], left: number}} Outcome `left`: what waits still */

const PATIENCE_MS = 15_000; // our choice
const MOST_LINES = 100; // in one batch; the server takes 500 (our choice)
const LONGEST_MS = 2 * 3600_000; // our choice: where no lock tells, a session that began so long ago does not go on
const WHOLE_BATCH = [400, 413]; // the batch is not understood or too large: something in it, so it is sent in halves

/**
 * @param {object} needs
 * @param {Outbox} needs.outbox
 * @param {typeof fetch} needs.fetch
 * @param {string} needs.address
 * @param {LockManager|undefined} [needs.locks] so that two tabs and the worker take turns; without them they only do the same twice
 * @returns {Promise<Outcome>}
 */
export async function sync({ outbox, fetch, address, locks = globalThis.navigator?.locks }) {
  const send = () => sendAll({ outbox, fetch, address, locks });
  if (!locks) return send();
  let begun = false;
  try {
    return await locks.request("knipa.sync", { signal: AbortSignal.timeout(PATIENCE_MS) }, () => {
      begun = true;
      return send();
    });
  } catch (error) {
    if (begun) throw error;
    return send(); // a tab that sleeps holds the lock
  }
}

/** A session that goes on holds this lock, so that nobody sends it half; a page that is closed or crashes lets go of it. */
/** @param {string} id */
export const lockOf = (id) => `knipa.session.${id}`;

/**
 * What waits and may be sent: not a session that still goes on, in this tab or another.
 * @param {Pick<Outbox, "waiting">} outbox @param {LockManager|undefined} [locks] @returns {Promise<Waiting[]>}
 */
export async function ready(outbox, locks = globalThis.navigator?.locks) {
  const held = new Set((await locks?.query())?.held?.map(({ name }) => name));
  const goesOn = (/** @type {Waiting} */ { line, draft }) => draft && (locks ? held.has(lockOf(line.id)) : Date.now() - Date.parse(line.at) < LONGEST_MS);
  return (await outbox.waiting()).filter((each) => !goesOn(each));
}

/** @param {{outbox: Outbox, fetch: typeof fetch, address: string, locks: LockManager|undefined}} needs @returns {Promise<Outcome>} */
async function sendAll({ outbox, fetch, address, locks }) {
  const lines = (await ready(outbox, locks)).map(({ line }) => line);
  const outcome = { reached: true, kept: 0, refused: /** @type {Refused[]} */ ([]), left: 0 };
  for (let first = 0; first < lines.length && outcome.reached; first += MOST_LINES) {
    await sendBatch(lines.slice(first, first + MOST_LINES), { outbox, outcome, post: (batch) => post(batch, outbox.owner, fetch, address) });
  }
  return { ...outcome, left: (await outbox.waiting()).length };
}

/** @param {Line[]} batch @param {{outbox: Outbox, outcome: Outcome, post: (batch: Line[]) => Promise<Result[]|string|null>}} way */
async function sendBatch(batch, way) {
  const answer = await way.post(batch);
  if (answer === null) {
    way.outcome.reached = false;
  } else if (typeof answer === "string" && batch.length > 1) {
    const half = Math.ceil(batch.length / 2);
    await sendBatch(batch.slice(0, half), way);
    if (way.outcome.reached) await sendBatch(batch.slice(half), way);
  } else {
    const results = typeof answer === "string" ? [/** @type {Result} */ ({ id: batch[0].id, status: "refused", why: answer })] : answer;
    await takeResults(batch, results, way);
  }
}

/** @param {Line[]} batch @param {Result[]} results @param {{outbox: Outbox, outcome: Outcome}} way */
async function takeResults(batch, results, { outbox, outcome }) {
  const told = new Map(results.map((result) => [result.id, result]));
  for (const line of batch) {
    const result = told.get(line.id);
    if (result?.status === "kept" || result?.status === "known") {
      await outbox.confirm(line);
      outcome.kept += 1;
    } else if (result?.status === "refused") {
      await outbox.refuse(line.id, result.why ?? "");
      outcome.refused.push({ id: line.id, why: result.why ?? "" });
    }
  }
}

/**
 * Says whose lines they are: another person's server, at the same address by chance, does not take them.
 * @param {Line[]} lines @param {string} owner @param {typeof fetch} fetch @param {string} address
 * @returns {Promise<Result[]|string|null>} a result each; a sentence where all are refused; null where nothing was reached
 */
async function post(lines, owner, fetch, address) {
  try {
    const answer = await fetch(address, {
      method: "POST", credentials: "same-origin", redirect: "error", signal: AbortSignal.timeout(PATIENCE_MS),
      headers: { "Content-Type": "application/json", "X-Knipa-Owner": owner }, body: JSON.stringify({ format: "knipa.sync/1", lines }),
    });
    const told = await answer.json(); // a hotel's page, or a proxy's, is none of our answers
    if (WHOLE_BATCH.includes(answer.status)) return String(told.why ?? answer.status);
    return answer.ok && told.format === "knipa.synced/1" ? told.results : null;
  } catch {
    return null;
  }
}
