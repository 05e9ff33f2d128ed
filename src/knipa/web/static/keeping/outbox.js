// outbox.js — keeps what was done on this device until the server has said that it has it.
// The one module that touches storage; pages and the service worker use it alike. Nothing here throws.
import { within } from "./within.js";

/** @typedef {{id: string, at: string, kind: string, [more: string]: unknown}} Line a line of the log, `knipa.log/1` */
/** @typedef {{line: Line, why: string|null, draft?: boolean}} Waiting `why`: what the server said when it refused it; `draft`: it goes on */
/** @typedef {{owner: string, id: string, line: Line, why: string|null, draft?: boolean}} Kept */
/** @typedef {"lines"|"wishes"} Place */
/** @template T @typedef {T|(() => T)} Given where storage is blocked, even looking at it may throw: then by a function */

const DATABASE = "knipa";
const PATIENCE_MS = 3000; // our choice: a storage that has not answered by then is as good as none
const EARLIER = "knipa.unsent"; // where versions before this one kept lines, in localStorage

/**
 * @param {object} needs
 * @param {Given<IDBFactory>} needs.indexedDB
 * @param {string} needs.owner whose lines: on a shared device nobody is offered another's session
 * @param {number} [needs.patience_ms]
 * @param {() => void} [needs.tell] called whenever what waits has changed
 */
export function makeOutbox({ indexedDB, owner, patience_ms = PATIENCE_MS, tell = tellPages }) {
  /** @type {Map<string, Waiting>} */ const memory = new Map(); // what no disk took, while the page lives
  /** @type {Map<string, unknown>} */ const wishes = new Map();
  /** @type {Promise<IDBDatabase>|null} */ let opening = null;

  function open() {
    opening ??= openDatabase(indexedDB, () => (opening = null));
    opening.catch(() => (opening = null));
    return opening;
  }

  /**
   * Runs `ask` in one transaction, and once more where the browser had closed the database behind our back.
   * @template T @param {Place} place @param {IDBTransactionMode} mode @param {(store: IDBObjectStore) => IDBRequest<T>|void} ask
   * @returns {Promise<T|undefined>}
   */
  async function onDisk(place, mode, ask) {
    const run = async () => transact(await open(), place, mode, ask);
    const again = () => {
      opening = null;
      return run();
    };
    return within(patience_ms, run().catch((error) => (error?.name === "InvalidStateError" ? again() : Promise.reject(error))));
  }

  /** @template T @template O @param {Promise<T>} work @param {O} otherwise @returns {Promise<T|O>} */
  const orElse = (work, otherwise) => work.catch(() => otherwise);

  /**
   * Changes the line that lies there, if one does, by what `change` says: another row, or `null` to remove it.
   * @param {string} id @param {(row: Kept) => Kept|null|undefined} change
   */
  const alter = (id, change) =>
    orElse(onDisk("lines", "readwrite", (store) => {
      const found = store.get([owner, id]);
      found.onsuccess = () => {
        const next = found.result && change(found.result);
        if (next) store.put(next);
        else if (next === null) store.delete([owner, id]);
      };
    }), undefined);

  /** @returns {Promise<Kept[]>} */
  const onThisDisk = async () =>
    (await orElse(onDisk("lines", "readonly", (store) => store.getAll(IDBKeyRange.bound([owner], [owner, []]))), [])) ?? [];

  const box = {
    owner,

    /** Another keeping of the same line replaces it. */
    /** @param {Line} line @param {{draft?: boolean}} [as] a draft: what was done so far @returns {Promise<boolean>} whether it is safe on disk */
    async keep(line, { draft = false } = {}) {
      memory.set(line.id, { line, why: null, draft }); // until the disk has it
      const put = onDisk("lines", "readwrite", (store) => store.put({ owner, id: line.id, line, why: null, draft }));
      const safe = await put.then(() => true, () => false);
      if (safe && memory.get(line.id)?.line === line) memory.delete(line.id);
      tell();
      return safe;
    },

    /** What waits, the oldest first. @returns {Promise<Waiting[]>} */
    async waiting() {
      const rows = (await onThisDisk()).map(({ line, why, draft = false }) => /** @type {const} */ ([line.id, { line, why, draft }]));
      return [...new Map([...rows, ...memory]).values()].sort((a, b) => Date.parse(a.line.at) - Date.parse(b.line.at));
    },

    /** The server has it: it goes, unless something newer of the same session lies there by now. @param {Line} line */
    async confirm(line) {
      if (same(memory.get(line.id)?.line, line)) memory.delete(line.id);
      await alter(line.id, (row) => (same(row.line, line) ? null : undefined));
      tell();
    },

    /** It was a slip, and nobody has sent it. @param {string} id @returns {Promise<boolean>} whether it lay here still */
    async drop(id) {
      const here = (await box.waiting()).some(({ line }) => line.id === id);
      memory.delete(id);
      await alter(id, () => null);
      tell();
      return here;
    },

    /** The server will not have it: it stays, with the reason. @param {string} id @param {string} why */
    async refuse(id, why) {
      const held = memory.get(id);
      if (held) memory.set(id, { ...held, why });
      await alter(id, (row) => ({ ...row, why }));
      tell();
    },

    /** This device is signed out, and nothing of its person stays. */
    async empty() {
      memory.clear();
      wishes.clear();
      for (const place of /** @type {const} */ (["lines", "wishes"])) {
        await orElse(onDisk(place, "readwrite", (store) => store.delete(IDBKeyRange.bound([owner], [owner, []]))), undefined);
      }
      tell();
    },

    /** What was wished for here earlier. @param {string} name @returns {Promise<any>} undefined where nothing is known */
    async recall(name) {
      if (wishes.has(name)) return wishes.get(name);
      const row = await orElse(onDisk("wishes", "readonly", (store) => store.get([owner, name])), undefined);
      return row?.value;
    },

    /** @param {string} name @param {unknown} value what JSON can say @returns {Promise<boolean>} whether it is safe on disk */
    async remember(name, value) {
      wishes.set(name, value);
      const put = onDisk("wishes", "readwrite", (store) => store.put({ owner, name, value }));
      return put.then(() => wishes.delete(name), () => false);
    },

    /** Takes over what an earlier version left; what cannot be kept stays where it is. */
    /** @param {Given<Storage>} storage @param {string} [called] what that version called the owner */
    async adopt(storage, called = owner) {
      for (const [name, line] of left(storage, `${EARLIER}.${called}.`)) {
        const known = (await onThisDisk()).some((row) => row.id === line.id);
        if (known || (await box.keep(line))) forget(storage, name);
      }
    },
  };
  return box;
}

/** @param {Given<IDBFactory>} factory @param {() => void} closed @returns {Promise<IDBDatabase>} */
function openDatabase(factory, closed) {
  return new Promise((resolve, reject) => {
    const asked = given(factory).open(DATABASE, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("lines", { keyPath: ["owner", "id"] });
      asked.result.createObjectStore("wishes", { keyPath: ["owner", "name"] });
    };
    asked.onerror = () => reject(asked.error);
    asked.onsuccess = () => {
      const database = asked.result;
      database.onclose = closed;
      database.onversionchange = () => {
        database.close(); // another page of ours is newer, or the person clears what we keep
        closed();
      };
      resolve(database);
    };
  });
}

/**
 * Resolves when it is on the disk, not when it is asked for.
 * @template T @param {IDBDatabase} database @param {Place} place @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest<T>|void} ask @returns {Promise<T|undefined>}
 */
function transact(database, place, mode, ask) {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(place, mode, { durability: "strict" });
    const asked = ask(transaction.objectStore(place));
    if (asked && mode === "readwrite") transaction.commit?.(); // at once: a page that is left has no later
    transaction.oncomplete = () => resolve(asked?.result);
    transaction.onabort = () => reject(transaction.error);
    transaction.onerror = () => reject(transaction.error);
  });
}

/** What lies on disk has been copied, so lines are alike by what they say. @param {unknown} a @param {unknown} b */
function same(a, b) {
  return a !== undefined && JSON.stringify(a) === JSON.stringify(b);
}

/** @param {Given<Storage>} storage @param {string} prefix @returns {[string, Line][]} */
function left(storage, prefix) {
  try {
    const place = given(storage);
    const names = Array.from({ length: place.length }, (_, i) => place.key(i) ?? "");
    return names.filter((name) => name.startsWith(prefix)).flatMap((name) => parse(name, place.getItem(name)));
  } catch {
    return []; // blocked: then nothing was left there either
  }
}

/** @param {string} name @param {string|null} text @returns {[string, Line][]} */
function parse(name, text) {
  try {
    const line = JSON.parse(text ?? "");
    return line?.id ? [[name, line]] : [];
  } catch {
    return []; // not ours to judge, and not worth stopping for
  }
}

/** @param {Given<Storage>} storage @param {string} name */
function forget(storage, name) {
  try {
    given(storage).removeItem(name);
  } catch {
    // it is sent once more some day, and known there
  }
}

/** @template T @param {Given<T>} thing @returns {T} */
function given(thing) {
  return typeof thing === "function" ? /** @type {() => T} */ (thing)() : thing;
}

/** Every page and the worker hear that what waits has changed. */
export function tellPages() {
  if (typeof BroadcastChannel === "undefined") return;
  const channel = new BroadcastChannel("knipa.outbox");
  channel.postMessage("changed");
  channel.close();
}
