// search.js — finds in the guide as one types, on the device: what is looked for is sent nowhere and stays in no history.
import { makeFind } from "./finding.js";

const TOLD_AFTER_MS = 800; // a screen reader is told the count when the typing pauses (our choice)

const form = document.getElementById("find");
if (form) search(/** @type {HTMLFormElement} */ (form));

/** @param {HTMLFormElement} form */
function search(form) {
  const input = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
  const show = makeShown(form);
  const ready = once(() => fetched(form.dataset.index ?? ""));
  let pause = 0;

  const look = async () => {
    const find = await ready();
    const asked = input.value.trim();
    return show(asked === "" ? null : find(asked));
  };
  input.addEventListener("focus", () => ready().catch(() => {}));
  input.addEventListener("input", async () => {
    window.clearTimeout(pause);
    const said = await look().catch(() => ""); // no index on this device: the button asks the server
    pause = window.setTimeout(() => tell(said), TOLD_AFTER_MS);
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    window.clearTimeout(pause);
    try {
      if (await look()) element("found_said").focus();
    } catch {
      form.submit();
    }
  });
}

/** @param {string} address */
async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status}`);
  return makeFind(await answer.json());
}

/** Shows the hits, or hides the place for them; returns what there is to say. @param {HTMLFormElement} form */
function makeShown(form) {
  const { none = "", one = "", many = "" } = form.dataset;
  const list = /** @type {HTMLElement} */ (element("found").querySelector("ul"));

  return (/** @type {import("./finding.js").Hit[]|null} */ hits) => {
    const count = hits?.length ?? 0;
    const said = hits === null ? "" : [none, one][count] ?? many;
    list.replaceChildren(...(hits ?? []).map(drawn));
    element("found").hidden = hits === null;
    element("found_none").hidden = count > 0;
    return (element("found_said").textContent = said.replace("{count}", String(count)));
  };
}

/** @param {import("./finding.js").Hit} hit */
function drawn({ article, part }) {
  const template = /** @type {HTMLTemplateElement} */ (element("found_hit"));
  const item = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
  const link = /** @type {HTMLAnchorElement} */ (item.querySelector("a"));
  link.href = link.href.replace("SLUG", article.slug) + (part ? `#${part[0]}` : "");
  [article.title, article.short, part?.[1] ?? ""].forEach((text, place) => {
    const line = /** @type {HTMLElement} */ (link.children[place]);
    Object.assign(line, { textContent: text, lang: article.lang, hidden: text === "" });
  });
  return item;
}

/** @param {string} said */
function tell(said) {
  element("found_told").textContent = said;
}

/** Begins something when it is first asked for, and anew if it failed. @template T @param {() => Promise<T>} begin */
function once(begin) {
  let /** @type {Promise<T>|null} */ begun = null;
  return () => (begun ??= begin().catch((error) => {
    begun = null;
    throw error;
  }));
}

/** @param {string} id */
function element(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}
