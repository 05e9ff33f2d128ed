// outbox.js — keeps a finished session on this device until the server has said that it has it.
// The one module that touches storage. One key a line, so that two tabs never overwrite each other.

/** @typedef {import("./line.js").SessionLine} SessionLine */

const PREFIX = "knipa.unsent";

/**
 * @param {() => Storage} open throws where storage is blocked
 * @param {string} owner whose lines: on a shared device nobody is offered another's session
 */
export function makeOutbox(open, owner) {
  const key = (/** @type {string} */ id) => `${PREFIX}.${owner}.${id}`;

  /** @template T @param {(storage: Storage) => T} use @param {T} otherwise @returns {T} */
  const withStorage = (use, otherwise) => {
    try {
      return use(open());
    } catch {
      return otherwise;
    }
  };

  return {
    /** @param {SessionLine} line @returns {boolean} whether it is safe here */
    keep: (line) =>
      withStorage((storage) => {
        storage.setItem(key(line.id), JSON.stringify(line));
        return true;
      }, false),
    /** The server has it. @param {string} id */
    confirm: (id) => withStorage((storage) => storage.removeItem(key(id)), undefined),
    /** What waits, oldest first. @returns {SessionLine[]} */
    waiting: () =>
      withStorage(
        (storage) =>
          Array.from({ length: storage.length }, (_, i) => storage.key(i) ?? "")
            .filter((name) => name.startsWith(key("")))
            .flatMap((name) => parse(storage.getItem(name)))
            .sort((a, b) => Date.parse(a.at) - Date.parse(b.at)),
        [],
      ),
  };
}

/** @param {string|null} text @returns {SessionLine[]} */
function parse(text) {
  try {
    const line = JSON.parse(text ?? "");
    return line?.id ? [line] : [];
  } catch {
    return []; // not ours to judge, and not worth stopping a session for
  }
}
