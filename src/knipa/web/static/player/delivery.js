// delivery.js — brings a finished session to the server, and says truly whether it got there.

/** @typedef {import("./line.js").SessionLine} SessionLine */
/** @typedef {"sent"|"refused"|"unreachable"} Outcome */

const PATIENCE_MS = 15_000; // our choice
const LATER = [408, 425, 429]; // the server asks for patience: that is no refusal

/**
 * Posts the line as the form would. When the server takes it, goes where the server sends us; when it refuses, posts the
 * plain form, so that the person reads the server's own words; when it does not answer, stays here.
 * @param {HTMLFormElement} form @param {SessionLine} line
 * @param {{fetch: typeof fetch, go: (address: string) => void}} needs
 * @returns {Promise<Outcome>}
 */
export async function deliver(form, line, { fetch, go }) {
  /** @type {HTMLInputElement} */ (form.elements.namedItem("line")).value = JSON.stringify(line);
  let answer;
  try {
    answer = await fetch(form.action, {
      method: "POST", body: new FormData(form), credentials: "same-origin", signal: AbortSignal.timeout(PATIENCE_MS),
    });
  } catch {
    return "unreachable";
  }
  if (answer.ok) {
    go(answer.url);
    return "sent";
  }
  if (answer.status >= 500 || LATER.includes(answer.status)) return "unreachable";
  form.requestSubmit();
  return "refused";
}
