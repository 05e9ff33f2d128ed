// storage.js — as much of a browser's storage as the outbox asks for, to be broken at will.

/** An IndexedDB in memory. `fails` makes every transaction abort, `hangs` makes it never answer. */
export function fakeIndexedDB() {
  const stores = new Map();
  const state = { fails: false, hangs: false, closes_next: false, stores };
  const key = (value) => JSON.stringify(value);

  function store(name) {
    const rows = stores.get(name);
    const later = (result) => {
      const request = { result };
      queueMicrotask(() => request.onsuccess?.());
      return request;
    };
    const path = { lines: ["owner", "id"], wishes: ["owner", "name"] }[name];
    return {
      put: (row) => later(rows.set(key(path.map((part) => row[part])), structuredClone(row)) && undefined),
      get: (at) => later(structuredClone(rows.get(key(at)))),
      delete: (at) => later(void (at.owner ? forgetAll(rows, at.owner) : rows.delete(key(at)))),
      getAll: ({ owner }) => later([...rows.values()].filter((row) => row.owner === owner).map((row) => structuredClone(row))),
    };
  }

  const database = {
    createObjectStore: (name) => stores.set(name, new Map()),
    close: () => {},
    transaction(name) {
      if (state.closes_next) {
        state.closes_next = false;
        throw new DOMException("the connection is closing", "InvalidStateError");
      }
      const transaction = { objectStore: store, error: new DOMException("no room", "QuotaExceededError") };
      if (state.fails) return { objectStore: () => deaf, error: transaction.error, set onabort(tell) { setTimeout(tell); } };
      if (!state.hangs) setTimeout(() => transaction.oncomplete?.());
      return transaction;
    },
  };
  const deaf = { put: () => ({}), get: () => ({}), delete: () => ({}), getAll: () => ({}) };
  const factory = {
    open() {
      const request = { result: database };
      if (state.hangs) return request;
      setTimeout(() => {
        if (stores.size === 0) request.onupgradeneeded();
        request.onsuccess();
      });
      return request;
    },
  };
  globalThis.IDBKeyRange = { bound: ([owner]) => ({ owner }) };
  return { factory, state };
}

function forgetAll(rows, owner) {
  for (const [at, row] of rows) if (row.owner === owner) rows.delete(at);
}

/** A localStorage in memory. */
export function fakeLocalStorage(entries = {}) {
  const kept = new Map(Object.entries(entries));
  return {
    getItem: (name) => kept.get(name) ?? null,
    removeItem: (name) => kept.delete(name),
    key: (i) => [...kept.keys()][i] ?? null,
    get length() {
      return kept.size;
    },
  };
}
